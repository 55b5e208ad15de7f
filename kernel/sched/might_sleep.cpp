// SPDX-License-Identifier: GPL-2.0-only
//
// "Sleeping function called from invalid context".
//
// Whoever may sleep says so by might_sleep(), also on the ways that do not sleep this time, so that a mistake shows at the
// first call and not in the one case of a thousand. Sleeping is forbidden while preempt_count is not zero (a spinlock is
// held, an interrupt is served) or interrupts are masked. The question costs five instructions where might_sleep() stands
// (linux/kernel.h) and is asked in every build; the answer is told here, once a second at most.
//
// Linux 6.12: __might_sleep(), __might_resched() in kernel/sched/core.c, with CONFIG_DEBUG_ATOMIC_SLEEP.

#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/sched.h>

namespace
{

// Until the scheduler runs there is one thread of control, interrupts are masked and nothing can sleep; while the machine
// dies everything is allowed.
bool nobody_cares()
{
	return system_state == SYSTEM_BOOTING || system_state > SYSTEM_RUNNING || oops_in_progress;
}

bool allowed(unsigned int expected)
{
	return static_cast<unsigned int>(preempt_count()) == expected && !irqs_disabled() &&
	       !(current->flags & PF_IDLE);
}

bool told_lately()
{
	static unsigned long last;
	const unsigned long now = jiffies;

	if (last && time_before(now, last + HZ))
		return true;
	last = now ? now : 1;
	return false;
}

} // namespace

void __might_resched(const char *file, int line, unsigned int offsets)
{
	if (allowed(offsets) || nobody_cares() || told_lately())
		return;
	pr_err("BUG: sleeping function called from invalid context at %s:%d\n", file, line);
	pr_err("in_atomic(): %d, irqs_disabled(): %d, non_block: %d, pid: %d, name: %s\n",
	       in_atomic(), static_cast<int>(irqs_disabled()), 0, current->pid, current->comm);
	pr_err("preempt_count: %x, expected: %x\n", preempt_count(), offsets);
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}

void __might_sleep(const char *file, int line)
{
	__might_resched(file, line, 0);
}
