/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The preemption count of the running task: in its thread_info, so it travels with the task and needs no per-CPU offset.
 *
 *	thread_info.preempt_count   63 ............ 32 31 ............. 0
 *	                            need_resched == 0   count
 *	                            means "yes"         0: may be preempted
 *
 * Both halves at zero mean "preempt now", so preempt_enable() tests one word for zero. An interrupt leaves the count as it
 * found it but may clear the upper half; therefore the count alone is written back, and the whole word is read after.
 *
 * Linux 6.12: arch/arm64/include/asm/preempt.h.
 */
#ifndef __ASM_PREEMPT_H
#define __ASM_PREEMPT_H

#include <linux/compiler.h>
#include <linux/thread_info.h>

#define PREEMPT_NEED_RESCHED (1UL << 32)
#define PREEMPT_ENABLED      (PREEMPT_NEED_RESCHED)

static inline int preempt_count(void)
{
	return READ_ONCE(current_thread_info()->preempt.count);
}
static inline void preempt_count_set(u64 pc)
{
	WRITE_ONCE(current_thread_info()->preempt.count, (u32)pc);
}
static inline void set_preempt_need_resched(void)
{
	current_thread_info()->preempt.need_resched = 0;
}
static inline void clear_preempt_need_resched(void)
{
	current_thread_info()->preempt.need_resched = 1;
}
static inline bool test_preempt_need_resched(void)
{
	return !READ_ONCE(current_thread_info()->preempt.need_resched);
}
static __always_inline void __preempt_count_add(int val)
{
	WRITE_ONCE(current_thread_info()->preempt.count,
		   READ_ONCE(current_thread_info()->preempt.count) + val);
}
static __always_inline void __preempt_count_sub(int val)
{
	__preempt_count_add(-val);
}
/* Does the count become zero while a reschedule is due? */
static __always_inline bool __preempt_count_dec_and_test(void)
{
	__preempt_count_sub(1);
	return !READ_ONCE(current_thread_info()->preempt_count);
}
/*
 * preempt_disable() and preempt_enable() for a stretch that begins and ends in one function, where the count comes back to
 * what it was: that is remembered, with the place where it stands, instead of computed.
 */
typedef struct {
	struct thread_info *ti;
	u32 count;
} preempt_state;
static __always_inline preempt_state preempt_disable_save(void)
{
	struct thread_info *ti = current_thread_info();
	u32 count = READ_ONCE(ti->preempt.count);

	WRITE_ONCE(ti->preempt.count, count + 1);
	barrier();
	return (preempt_state){ti, count};
}
static inline bool should_resched(int preempt_offset)
{
	return READ_ONCE(current_thread_info()->preempt_count) == (u64)preempt_offset;
}

__BEGIN_DECLS
/* preempt_schedule() - give the CPU away now, if the count is zero and interrupts are enabled. */
void preempt_schedule(void);
/* preempt_schedule_irq() - the same at the end of an exception: count zero, interrupts masked before and after. */
void preempt_schedule_irq(void);
__END_DECLS

/*
 * preempt_enable() with a reschedule due: a BRK, whose handler calls preempt_schedule(). Unlike a call it leaves every register
 * as it is, the link register too, so a leaf function with a lock in it stays one: it needs no frame for the one time in
 * thousands that this is reached. Where interrupts are masked it does nothing; whoever unmasks them looks again.
 */
#define PREEMPT_BRK_IMM      0x5c4
#define __preempt_schedule() asm volatile("brk %0" : : "i"(PREEMPT_BRK_IMM) : "memory")

static __always_inline void preempt_enable_restore(preempt_state before)
{
	barrier();
	WRITE_ONCE(before.ti->preempt.count, before.count);
	if (unlikely(!READ_ONCE(before.ti->preempt_count)))
		__preempt_schedule();
}

#endif
