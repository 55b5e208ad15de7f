/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * First member of every task: what the exception exit and preempt_enable() look at, and the CPU. Layout: Linux 6.12 for arm64.
 * thread_info.h does not include preempt.h: that includes this.
 */
#ifndef _LINUX_THREAD_INFO_H
#define _LINUX_THREAD_INFO_H
#include <linux/types.h>
#include <linux/bug.h>
#include <linux/limits.h>
#include <asm/get_current.h>
#ifndef __cplusplus
#include <asm/current.h>
#endif
struct thread_info {
	unsigned long flags; /* TIF_*, changed atomically: other CPUs do */
	union {
		u64 preempt_count; /* 0: preempt now */
		struct {
			u32 count;
			u32 need_resched; /* 0: yes */
		} preempt;
	};
	u32 cpu;
};
#define TIF_SIGPENDING        0
#define TIF_NEED_RESCHED      1
#define _TIF_NEED_RESCHED     (1UL << TIF_NEED_RESCHED)
#define current_thread_info() ((struct thread_info *)get_current())
static inline bool tif_need_resched(void)
{
	return READ_ONCE(current_thread_info()->flags) & _TIF_NEED_RESCHED;
}

/**
 * check_object_size() - may [@ptr, @ptr + @n) be copied to (@to_user) or from user space?
 *
 * With HARDENED_USERCOPY (make OPTIONS=…) a range that is not within one object, and there within what its cache gives to user
 * space, within one area, compound page or stack, ends in BUG(). Not asked where the compiler knows @n. Any context that may copy.
 * mm/usercopy.cpp.
 */
#ifdef CONFIG_HARDENED_USERCOPY
__BEGIN_DECLS
void __check_object_size(const void *ptr, unsigned long n, bool to_user);
__END_DECLS
static __always_inline void check_object_size(const void *ptr, unsigned long n, bool to_user)
{
	if (__builtin_constant_p(n))
		return;
	OPTIMIZER_HIDE_VAR(ptr); /* or gcc warns of buffers that the copy is going to set */
	__check_object_size(ptr, n, to_user);
}
#else
static inline void check_object_size(const void *ptr, unsigned long n, bool to_user)
{
}
#endif

__BEGIN_DECLS
void __compiletime_error("copy source size is too small") __bad_copy_from(void);
void __compiletime_error("copy destination size is too small") __bad_copy_to(void);
__END_DECLS

static inline void copy_overflow(int size, unsigned long count)
{
	WARN(1, "Buffer overflow detected (%d < %lu)!\n", size, count);
}

/**
 * check_copy_size() - check_object_size(), after a look at what the compiler knows of the variable at @addr
 * @is_source: the copy is made from there (to user space)
 * Return: may @bytes be copied? A copy whose length is a constant, and too long, does not compile.
 */
static __always_inline bool __must_check check_copy_size(const void *addr, size_t bytes,
							 bool is_source)
{
	const int size = (int)__builtin_object_size(addr, 0);

	if (unlikely(size >= 0 && (size_t)size < bytes)) {
		if (!__builtin_constant_p(bytes))
			copy_overflow(size, bytes);
		else if (is_source)
			__bad_copy_from();
		else
			__bad_copy_to();
		return false;
	}
	if (WARN_ON_ONCE(bytes > INT_MAX))
		return false;
	check_object_size(addr, bytes, is_source);
	return true;
}
#endif
