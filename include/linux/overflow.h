/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Arithmetic that tells when it overflows. check_*_overflow(a, b, &d) stores the wrapped result and is true on overflow;
 * the size_*() functions saturate at SIZE_MAX, which no allocator can serve.
 */
#ifndef __LINUX_OVERFLOW_H
#define __LINUX_OVERFLOW_H
#include <linux/compiler.h>
#include <linux/limits.h>
#include <linux/const.h>
#include <linux/minmax.h>
#include <linux/string.h>

#define __type_half_max(type) ((type)1 << (8 * sizeof(type) - 1 - is_signed_type(type)))
#define __type_max(T)         ((T)((__type_half_max(T) - 1) + __type_half_max(T)))
#define type_max(t)           __type_max(__typeof__(t))
#define __type_min(T)         ((T)((T)-type_max(T) - (T)1))
#define type_min(t)           __type_min(__typeof__(t))
#define is_non_negative(a)    ((a) > 0 || (a) == 0)
#define is_negative(a)        (!(is_non_negative(a)))

static inline bool __must_check __must_check_overflow(bool overflow)
{
	return unlikely(overflow);
}
#define check_add_overflow(a, b, d) __must_check_overflow(__builtin_add_overflow(a, b, d))
#define check_sub_overflow(a, b, d) __must_check_overflow(__builtin_sub_overflow(a, b, d))
#define check_mul_overflow(a, b, d) __must_check_overflow(__builtin_mul_overflow(a, b, d))
#define wrapping_add(type, a, b)                                                                   \
	({                                                                                         \
		type __sum;                                                                        \
		__builtin_add_overflow(a, b, &__sum);                                              \
		__sum;                                                                             \
	})
#define wrapping_sub(type, a, b)                                                                   \
	({                                                                                         \
		type __difference;                                                                 \
		__builtin_sub_overflow(a, b, &__difference);                                       \
		__difference;                                                                      \
	})
#define wrapping_mul(type, a, b)                                                                   \
	({                                                                                         \
		type __product;                                                                    \
		__builtin_mul_overflow(a, b, &__product);                                          \
		__product;                                                                         \
	})
#define wrapping_assign_add(var, offset)                                                           \
	({                                                                                         \
		__typeof__(var) *__var = &(var);                                                   \
		*__var = wrapping_add(__typeof__(var), *__var, offset);                            \
	})
#define wrapping_assign_sub(var, offset)                                                           \
	({                                                                                         \
		__typeof__(var) *__var = &(var);                                                   \
		*__var = wrapping_sub(__typeof__(var), *__var, offset);                            \
	})
/* a << s into *d; true when bits or the sign are lost, or s makes no sense. */
#define check_shl_overflow(a, s, d)                                                                \
	__must_check_overflow(({                                                                   \
		__typeof__(a) __shl_a = a;                                                         \
		__typeof__(s) __shl_s = s;                                                         \
		__typeof__(d) __shl_d = d;                                                         \
		unsigned long long __shl_wide = __shl_a;                                           \
		unsigned int __shl_by =                                                            \
			is_non_negative(__shl_s) && __shl_s < 8 * sizeof(*__shl_d) ? __shl_s : 0;  \
		*__shl_d = (__typeof__(*__shl_d))(__shl_wide << __shl_by);                         \
		(__shl_by != (__shl_s) || is_negative(*__shl_d) || is_negative(__shl_a) ||         \
		 (*__shl_d >> __shl_by) != __shl_a);                                               \
	}))
/*
 * Does [start, start + size) reach beyond max, without the sum wrapping? range_overflows() wants start itself below max;
 * range_end_overflows() lets an empty range lie at max. The _t forms convert to a type first.
 */
#define range_overflows(start, size, max)                                                          \
	({                                                                                         \
		const __typeof__(start) __start = (start);                                         \
		const __typeof__(size) __size = (size);                                            \
		const __typeof__(max) __max = (max);                                               \
		__start >= __max || __size > __max - __start;                                      \
	})
#define range_end_overflows(start, size, max)                                                      \
	({                                                                                         \
		const __typeof__(start) __start = (start);                                         \
		const __typeof__(size) __size = (size);                                            \
		const __typeof__(max) __max = (max);                                               \
		__start > __max || __size > __max - __start;                                       \
	})
#define range_overflows_t(type, start, size, max)                                                  \
	range_overflows((type)(start), (type)(size), (type)(max))
#define range_end_overflows_t(type, start, size, max)                                              \
	range_end_overflows((type)(start), (type)(size), (type)(max))
#define __overflows_type_constexpr(x, T)                                                           \
	(is_unsigned_type(__typeof__(x))   ? (x) > type_max(T)                                     \
	 : is_unsigned_type(__typeof__(T)) ? (x) < 0 || (x) > type_max(T)                          \
					   : (x) < type_min(T) || (x) > type_max(T))
#define __overflows_type(x, T)                                                                     \
	({                                                                                         \
		__typeof__(T) __value = 0;                                                         \
		check_add_overflow((x), __value, &__value);                                        \
	})
#ifdef __cplusplus
#define overflows_type(n, T) __overflows_type(n, T)
#else
#define __is_const_int_expr(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x)*0l)) : (int *)8)))
#define overflows_type(n, T)                                                                       \
	__builtin_choose_expr(__is_const_int_expr(n), __overflows_type_constexpr(n, T),            \
			      __overflows_type(n, T))
#define castable_to_type(n, T)                                                                     \
	__builtin_choose_expr(__is_const_int_expr(n), !__overflows_type_constexpr(n, T),           \
			      __same_type(n, T))
#endif
static inline size_t __must_check size_mul(size_t a, size_t b)
{
	size_t product;

	return __builtin_mul_overflow(a, b, &product) ? SIZE_MAX : product;
}
static inline size_t __must_check size_add(size_t a, size_t b)
{
	size_t sum;

	return __builtin_add_overflow(a, b, &sum) ? SIZE_MAX : sum;
}
/* SIZE_MAX stands for "overflowed" and stays. */
static inline size_t __must_check size_sub(size_t minuend, size_t subtrahend)
{
	size_t difference;

	if (minuend == SIZE_MAX || subtrahend == SIZE_MAX ||
	    __builtin_sub_overflow(minuend, subtrahend, &difference))
		return SIZE_MAX;
	return difference;
}
#define array_size(a, b)     size_mul(a, b)
#define array3_size(a, b, c) size_mul(size_mul(a, b), c)
/*
 * Bytes of a structure with count elements in its flexible array, of the array alone. With a constant count the result
 * is a constant expression in C, fit for the size of an array.
 */
#ifdef __cplusplus
#define __size_of_elements(element, count) size_mul(count, element)
#define __size_sum(a, b, count)            size_add(a, b)
#else
#define __size_of_elements(element, count)                                                         \
	__builtin_choose_expr(__is_constexpr(count), (count) * (element), size_mul(count, element))
#define __size_sum(a, b, count)                                                                    \
	__builtin_choose_expr(__is_constexpr(count), (a) + (b), size_add(a, b))
#endif
#define flex_array_size(p, member, count)                                                          \
	__size_of_elements(sizeof(*(p)->member) + __must_be_array((p)->member), count)
#define struct_size(p, member, count)                                                              \
	__size_sum(sizeof(*(p)), flex_array_size(p, member, count), count)
#define struct_size_t(type, member, count) struct_size((type *)NULL, member, count)
/* A structure with room for count elements, on the stack. */
#define _DEFINE_FLEX(type, name, member, count, initializer...)                                    \
	union {                                                                                    \
		u8 bytes[struct_size_t(type, member, count)];                                      \
		type obj;                                                                          \
	} name##_u initializer;                                                                    \
	type *name = (type *)&name##_u
#define DEFINE_RAW_FLEX(type, name, member, count) _DEFINE_FLEX(type, name, member, count, = {})
#define DEFINE_FLEX(TYPE, NAME, MEMBER, COUNTER, COUNT)                                            \
	_DEFINE_FLEX(TYPE, NAME, MEMBER, COUNT, = {                                                \
							.obj.COUNTER = COUNT,                      \
						})
#endif
