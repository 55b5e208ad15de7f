// SPDX-License-Identifier: GPL-2.0-only
//
// Softirqs: the second half of an interrupt.
//
// A handler runs with interrupts masked, so it does what cannot wait and marks the rest: a bit in this CPU's pending word. The
// marked work runs with interrupts enabled, but before the interrupted task goes on:
//
//	interrupt ──▶ handler: raise_softirq(TIMER) ──▶ irq_exit() ──▶ run ──▶ back to the task
//	                                                                ▲
//	task: local_bh_disable() … raise … local_bh_enable() ───────────┤  outermost only
//	task: raise_softirq() ──▶ ksoftirqd/N ──────────────────────────┘  as soon as the scheduler runs it
//
// Softirqs do not nest on a CPU: the count in preempt_count says that one runs, and irq_exit() leaves new bits to it. It looks
// again when it is through with the bits it took, up to ten times or for 2 ms; what comes faster than that is left to
// ksoftirqd, a thread that competes for the CPU like any other, so that softirqs cannot starve the tasks. Before there are
// threads the rest waits for the next interrupt.
//
//	preempt_count bits 8…15:   + SOFTIRQ_OFFSET          a softirq runs          in_serving_softirq()
//	                           + SOFTIRQ_DISABLE_OFFSET  bottom halves disabled  in_softirq()
//
// Lock: none. The pending word is the own CPU's, changed with interrupts masked.
//
// Linux 6.12: kernel/softirq.c; the thread is in ksoftirqd.cpp.

#include <linux/bug.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

#include "kernel/softirq.hpp"

const char *const softirq_to_name[NR_SOFTIRQS] = {"HI",      "TIMER",    "NET_TX",  "NET_RX",
						  "BLOCK",   "IRQ_POLL", "TASKLET", "SCHED",
						  "HRTIMER", "RCU"};

extern "C" {
DEFINE_PER_CPU(unsigned int, __softirq_pending);
DEFINE_PER_CPU(struct kernel_stat, kstat);
DEFINE_PER_CPU(struct task_struct *, ksoftirqd);
}

namespace softirq
{

namespace
{

// Both of Linux 6.12: short enough that nobody notices, long enough that ksoftirqd is the exception.
constexpr int max_restarts = 10;
constexpr unsigned int max_milliseconds = 2;

using action_t = void (*)(void);

constinit action_t actions[NR_SOFTIRQS] = {};

void run_one(unsigned int nr)
{
	const int before = preempt_count();

	kstat_this_cpu->softirqs[nr]++;
	actions[nr]();
	const int after = preempt_count();

	if (unlikely(before != after)) {
		pr_err("huh, entered softirq %u %s %p with preempt_count %08x, exited with %08x?\n",
		       nr, softirq_to_name[nr], actions[nr], before, after);
		__preempt_count_add(before - after);
	}
}

void run_all(unsigned int pending)
{
	for (; pending; pending &= pending - 1)
		run_one(__builtin_ctz(pending));
}

// The bits, which are clear from here on. Interrupts masked.
unsigned int take_pending()
{
	const unsigned int pending = local_softirq_pending();

	__this_cpu_write(__softirq_pending, 0);
	return pending;
}

void wake_ksoftirqd()
{
	struct task_struct *const thread = __this_cpu_read(ksoftirqd);

	if (thread)
		wake_up_process(thread);
}

// A task's reserve of memory is not for the softirqs that borrow its stack.
class borrowed_task
{
public:
	borrowed_task() : reserve_(current->flags & PF_MEMALLOC)
	{
		current->flags &= ~PF_MEMALLOC;
	}
	~borrowed_task()
	{
		current->flags |= reserve_;
	}

private:
	const unsigned int reserve_;
};

} // namespace

void run_pending(bool in_ksoftirqd)
{
	const unsigned long end = jiffies + msecs_to_jiffies(max_milliseconds);
	const borrowed_task borrowed;
	int rounds = max_restarts;

	__local_bh_disable_ip(_RET_IP_, SOFTIRQ_OFFSET);
	do {
		const unsigned int pending = take_pending();

		local_irq_enable();
		run_all(pending);
		if (in_ksoftirqd)
			rcu_softirq_qs();
		local_irq_disable();
	} while (local_softirq_pending() && time_before(jiffies, end) && !need_resched() &&
		 --rounds);
	if (local_softirq_pending())
		wake_ksoftirqd();
	barrier();
	__preempt_count_sub(SOFTIRQ_OFFSET);
	WARN_ON_ONCE(in_interrupt());
}

} // namespace softirq

void open_softirq(int nr, void (*action)(void))
{
	softirq::actions[nr] = action;
}

void __raise_softirq_irqoff(unsigned int nr)
{
	__this_cpu_or(__softirq_pending, 1u << nr);
}

void raise_softirq_irqoff(unsigned int nr)
{
	__raise_softirq_irqoff(nr);
	// Inside an interrupt, a softirq or a section with bottom halves disabled, its end looks at the bits.
	if (!in_interrupt())
		softirq::wake_ksoftirqd();
}

void raise_softirq(unsigned int nr)
{
	unsigned long flags;

	local_irq_save(flags);
	raise_softirq_irqoff(nr);
	local_irq_restore(flags);
}

void do_softirq(void)
{
	unsigned long flags;

	if (in_interrupt())
		return;
	local_irq_save(flags);
	if (local_softirq_pending())
		softirq::run_pending(false);
	local_irq_restore(flags);
}

void _local_bh_enable(void)
{
	WARN_ON_ONCE(in_hardirq());
	barrier();
	__preempt_count_sub(SOFTIRQ_DISABLE_OFFSET);
}

void __local_bh_enable_ip(unsigned long ip, unsigned int cnt)
{
	WARN_ON_ONCE(in_hardirq() || irqs_disabled());
	barrier();
	// One level of "no preemption" stays until the softirqs have run: they are this CPU's.
	__preempt_count_sub(cnt - 1);
	if (unlikely(!in_interrupt() && local_softirq_pending()))
		do_softirq();
	__preempt_count_sub(1);
	preempt_check_resched();
}

void irq_enter(void)
{
	__preempt_count_add(HARDIRQ_OFFSET);
}

void irq_exit(void)
{
	__preempt_count_sub(HARDIRQ_OFFSET);
	if (!in_interrupt() && local_softirq_pending())
		softirq::run_pending(false);
}
