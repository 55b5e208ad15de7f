/* SPDX-License-Identifier: GPL-2.0-only */
/* First member of every task: flags that the exception exit looks at, and the CPU. */
#ifndef _LINUX_THREAD_INFO_H
#define _LINUX_THREAD_INFO_H
#include <linux/types.h>
#include <linux/bug.h>
#include <asm/current.h>
struct thread_info {
	unsigned long flags;
	u64 preempt_count;
	u32 cpu;
};
#define TIF_SIGPENDING        0
#define TIF_NEED_RESCHED      1
#define current_thread_info() ((struct thread_info *)current)
static inline void check_object_size(const void *ptr, unsigned long n, bool to_user)
{
}
#endif
