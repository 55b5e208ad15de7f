/* SPDX-License-Identifier: GPL-2.0-only */
/* A simulated CPU is a thread that is never preempted by the kernel: the count is the thread's own, a reschedule never due. */
#ifndef __ASM_PREEMPT_H
#define __ASM_PREEMPT_H

#include <linux/compiler.h>
#include <linux/types.h>

#define PREEMPT_NEED_RESCHED (1UL << 32)
#define PREEMPT_ENABLED      (PREEMPT_NEED_RESCHED)

__BEGIN_DECLS
extern __thread int host_preempt_count;
__END_DECLS

static inline int preempt_count(void)
{
	return host_preempt_count;
}
static inline void preempt_count_set(u64 pc)
{
	host_preempt_count = (int)pc;
}
static inline void set_preempt_need_resched(void)
{
}
static inline void clear_preempt_need_resched(void)
{
}
static inline bool test_preempt_need_resched(void)
{
	return false;
}
static inline void __preempt_count_add(int val)
{
	host_preempt_count += val;
}
static inline void __preempt_count_sub(int val)
{
	host_preempt_count -= val;
}
static inline bool __preempt_count_dec_and_test(void)
{
	host_preempt_count--;
	return false;
}
typedef int preempt_state;
static inline preempt_state preempt_disable_save(void)
{
	return host_preempt_count++;
}
static inline void preempt_enable_restore(preempt_state before)
{
	host_preempt_count = before;
}
static inline bool should_resched(int preempt_offset)
{
	return false;
}
#define __preempt_schedule()                                                                       \
	do {                                                                                       \
	} while (0)

#endif
