/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * First member of every task: what the exception exit and preempt_enable() look at, and the CPU. Layout: Linux 6.12 for arm64.
 * thread_info.h does not include preempt.h: that includes this.
 */
#ifndef _LINUX_THREAD_INFO_H
#define _LINUX_THREAD_INFO_H
#include <linux/types.h>
#include <linux/bug.h>
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
static inline void check_object_size(const void *ptr, unsigned long n, bool to_user)
{
}
#endif
