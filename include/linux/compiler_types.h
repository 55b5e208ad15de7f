/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Words that Linux's sources put around declarations: attributes, sparse's annotations (empty here), and the brackets
 * that give a C++ reader of a header C linkage. Included before anything else, see kconfig.h.
 */
#ifndef _LINUX_COMPILER_TYPES_H
#define _LINUX_COMPILER_TYPES_H

#ifdef __cplusplus
#define __BEGIN_DECLS extern "C" {
#define __END_DECLS   }
#else
#define __BEGIN_DECLS
#define __END_DECLS
#endif

/* C spells these differently from C++. */
#ifdef __cplusplus
#define __auto_type auto
#define _Static_assert static_assert
#define __same_type(a, b) __is_same(__typeof__(a), __typeof__(b))
#ifndef __restrict
#define restrict __restrict__
#endif
/*
 * `private` is a field of struct page, and a keyword of C++. Headers write `__cxx_private`: C sees Linux's name,
 * C++ sees `private_`.
 */
#define __cxx_private private_
#else
#define __same_type(a, b) __builtin_types_compatible_p(__typeof__(a), __typeof__(b))
#define __cxx_private     private
#define inline inline __attribute__((__gnu_inline__)) __attribute__((__unused__))
#define asm __asm__
#endif
#ifndef typeof
#define typeof __typeof__
#endif

#ifndef __has_attribute
#define __has_attribute(x) 0
#endif

/* attributes, by Linux's names */
#define __alias(symbol)          __attribute__((__alias__(#symbol)))
#define __aligned(x)             __attribute__((__aligned__(x)))
#define __aligned_largest        __attribute__((__aligned__))
#define __always_inline          inline __attribute__((__always_inline__))
#define __always_unused          __attribute__((__unused__))
#define __assume_aligned(a, ...) __attribute__((__assume_aligned__(a, ##__VA_ARGS__)))
#define __alloc_size(x, ...)     __attribute__((__alloc_size__(x, ##__VA_ARGS__))) __malloc
#define __realloc_size(x, ...)   __attribute__((__alloc_size__(x, ##__VA_ARGS__)))
#define __cold                   __attribute__((__cold__))
#define __const __attribute__((__const__))
#ifndef __attribute_const__
#define __attribute_const__ __attribute__((__const__))
#endif
#define __deprecated
#define __flatten      __attribute__((__flatten__))
#define __gnu_inline   __attribute__((__gnu_inline__))
#define __malloc       __attribute__((__malloc__))
#define __maybe_unused __attribute__((__unused__))
#define __mode(x)      __attribute__((__mode__(x)))
#define __must_check   __attribute__((__warn_unused_result__))
#define __naked        __attribute__((__naked__))
#ifdef __clang__
#define __nonstring
#define __noclone
#else
#define __nonstring __attribute__((__nonstring__))
#define __noclone   __attribute__((__noclone__))
#endif
#define __noinline      __attribute__((__noinline__))
#define __noreturn      __attribute__((__noreturn__))
#define __packed        __attribute__((__packed__))
#define __printf(a, b)  __attribute__((__format__(printf, a, b)))
#define __scanf(a, b)   __attribute__((__format__(scanf, a, b)))
#define __pure          __attribute__((__pure__))
#define __section(name) __attribute__((__section__(name)))
#define __used          __attribute__((__used__))
#define __visible       __attribute__((__externally_visible__))
#define __weak          __attribute__((__weak__))
#define __uninitialized
#define __designated_init
#define __copy(symbol)
#define __counted_by(member)
#define __counted_by_le(member)
#define __counted_by_be(member)
#define __cleanup(function) __attribute__((__cleanup__(function)))
#ifdef __cplusplus
#define fallthrough [[fallthrough]]
#else
#define fallthrough __attribute__((__fallthrough__))
#endif
#define noinline           __attribute__((__noinline__))
#define noinline_for_stack noinline
#define notrace
#define noinstr noinline
#define __no_kcsan
#define __no_sanitize_address   __attribute__((__no_sanitize_address__))
#define __no_kasan_or_inline    __always_inline
#define __no_sanitize_or_inline __always_inline
#define __no_stack_protector
#define __nocfi
#define __noendbr
#define __randomize_layout
#define __no_randomize_layout
#define randomized_struct_fields_start
#define randomized_struct_fields_end
#define __latent_entropy
#define asmlinkage __attribute_asmlinkage
#ifdef __cplusplus
#define __attribute_asmlinkage extern "C"
#else
#define __attribute_asmlinkage
#endif
#define asm_volatile_goto(x...) asm goto(x)

/* sparse's annotations */
#define __user
#define __iomem
#define __percpu
#define __rcu
#define __kernel
#define __force
#define __nocast
#define __safe
#define __private
#define __bitwise
#define __must_hold(lock)
#define __acquires(lock)
#define __releases(lock)
#define __cond_acquires(lock)
#define __acquire(lock)           ((void)0)
#define __release(lock)           ((void)0)
#define __chk_user_ptr(x)         ((void)0)
#define __chk_io_ptr(x)           ((void)0)
#define ACCESS_PRIVATE(p, member) ((p)->member)

#define ___PASTE(a, b)            a##b
#define __PASTE(a, b)             ___PASTE(a, b)

/* Size of the object that p points into when the compiler knows it, else SIZE_MAX. */
#define __struct_size(p) __builtin_object_size(p, 0)
#define __member_size(p) __builtin_object_size(p, 1)

/* A function that must not be called; the linker reports it when a call survives optimisation. */
#define __compiletime_error(message)   __attribute__((__error__(message)))
#define __compiletime_warning(message) __attribute__((__warning__(message)))
#ifdef __cplusplus
#define compiletime_assert(condition, message) static_assert(condition, message)
#else
#define __compiletime_assert(condition, message, prefix, suffix)                                   \
	do {                                                                                       \
		__noreturn extern void prefix##suffix(void) __compiletime_error(message);          \
		if (!(condition))                                                                  \
			prefix##suffix();                                                          \
	} while (0)
#define __compiletime_assert_at(condition, message, prefix, suffix)                                \
	__compiletime_assert(condition, message, prefix, suffix)
#define compiletime_assert(condition, message)                                                     \
	__compiletime_assert_at(condition, message, __compiletime_assert_, __COUNTER__)
#endif

/* True for integers, pointers, enums and bool up to the word size. */
#define __native_word(t)                                                                           \
	(sizeof(t) == sizeof(char) || sizeof(t) == sizeof(short) || sizeof(t) == sizeof(int) ||    \
	 sizeof(t) == sizeof(long))

#ifndef __cplusplus
/* The type of x without qualifiers when x is a scalar, else typeof(x). */
#define __unqual_pair(type) unsigned type : (unsigned type)0, signed type : (signed type)0
#define __unqual_scalar_typeof(x)                                                                  \
	__typeof__(_Generic((x), char                                                              \
			    : (char)0, __unqual_pair(char), __unqual_pair(short),                  \
			      __unqual_pair(int), __unqual_pair(long), __unqual_pair(long long),   \
			      default                                                              \
			    : (x)))
#else
#define __unqual_scalar_typeof(x) __typeof__(slub64_unqualified(x))
template <typename T>
T slub64_unqualified(const volatile T &);
#endif

#endif /* _LINUX_COMPILER_TYPES_H */
