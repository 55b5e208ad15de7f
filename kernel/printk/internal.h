// SPDX-License-Identifier: GPL-2.0-only
//
// What the log and its consoles share.
//
// The log's lock is taken with interrupts masked and is the innermost of all locks. After a panic began nobody waits for it for
// ever.
#pragma once

#include <linux/console.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <asm/processor.h>

namespace printk_log
{

extern raw_spinlock_t log_lock;
extern int log_lock_owner; // the CPU, or -1

/* The lock, unless this CPU has it already or everything is lost anyway. */
class log_guard
{
public:
	log_guard()
	{
		local_irq_save(flags_);
		const int me = smp_processor_id();

		if (READ_ONCE(log_lock_owner) == me)
			return;
		if (unlikely(oops_in_progress)) {
			/* The holder may be stopped for ever: wait a while, then go on without. */
			for (int tries = 0; tries < 1000000; tries++) {
				held_ = raw_spin_trylock(&log_lock);
				if (held_)
					break;
				cpu_relax();
			}
			usable_ = true;
		} else {
			raw_spin_lock(&log_lock);
			held_ = usable_ = true;
		}
		WRITE_ONCE(log_lock_owner, me);
	}
	~log_guard()
	{
		if (usable_)
			WRITE_ONCE(log_lock_owner, -1);
		if (held_)
			raw_spin_unlock(&log_lock);
		local_irq_restore(flags_);
	}
	/* False when this CPU was interrupted in the middle of printing. */
	bool usable() const
	{
		return usable_;
	}
	log_guard(const log_guard &) = delete;
	log_guard &operator=(const log_guard &) = delete;

private:
	unsigned long flags_;
	bool held_ = false;
	bool usable_ = false;
};

// Let @con get text from now on, and what the log holds if no console had it yet.
void start_console(struct console *con);

} // namespace printk_log
