// SPDX-License-Identifier: GPL-2.0-only
//
// timer_list: functions that are called at a jiffy.
//
//	mod_timer() ──▶ wheel of this CPU ──tick──▶ TIMER_SOFTIRQ ──▶ timer->function(timer)
//
// Each CPU has two wheels (wheel.hpp): one for ordinary timers and one for deferrable ones, which wait when the CPU is idle
// until something else wakes it. timer->flags names the CPU whose wheel the timer is or was last in:
//
//	flags                    the timer is guarded by
//	CPU n                    lock of CPU n's wheel
//	CPU n | MIGRATING        nobody yet: it is on its way from one CPU to another; wait until the bit goes
//
// It is called when its jiffy is over, not as it begins: who asks for a jiffy gets a whole one, however little is left of the current one.
//
// A timer that runs is out of the wheel, and base->running points to it: so it can be started again by its own function, on the
// same CPU, and timer_delete_sync() knows for whom to wait.
//
// Lock: base->lock, with interrupts masked; two of them are never held together. Not held while functions run.
//
// Linux 6.12: kernel/time/timer.c.

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/tick.h>
#include <linux/timer.h>

#include <asm/processor.h>

#include "kernel/time/wheel.hpp"

namespace timers
{

namespace
{

enum kind { ordinary, deferrable, kinds };

struct base {
	raw_spinlock_t lock;
	timer_list *running;
	wheel timers;
};

DEFINE_PER_CPU_SHARED_ALIGNED(base[kinds], bases);

// The last jiffy that is over: its timers, and those of the jiffies before, are due.
unsigned long last_over()
{
	return jiffies - 1;
}

base *base_of(unsigned int flags, unsigned int cpu)
{
	return &(*per_cpu_ptr(&bases, cpu))[flags & TIMER_DEFERRABLE ? deferrable : ordinary];
}

base *base_here(unsigned int flags)
{
	return base_of(flags, smp_processor_id());
}

// The base that guards @timer, locked, interrupts masked.
base *lock_base(const timer_list *timer, unsigned long *irq_flags)
{
	for (;;) {
		const u32 flags = READ_ONCE(timer->flags);

		if (!(flags & TIMER_MIGRATING)) {
			base *const b = base_of(flags, flags & TIMER_CPUMASK);

			raw_spin_lock_irqsave(&b->lock, *irq_flags);
			if (timer->flags == flags)
				return b;
			raw_spin_unlock_irqrestore(&b->lock, *irq_flags);
		}
		cpu_relax();
	}
}

// Gives up @from's lock and takes @to's; meanwhile the timer, which is in no wheel, is nobody's.
base *migrate(timer_list *timer, base *from, base *to, unsigned int cpu)
{
	timer->flags |= TIMER_MIGRATING;
	raw_spin_unlock(&from->lock);
	raw_spin_lock(&to->lock);
	WRITE_ONCE(timer->flags, (timer->flags & ~TIMER_BASEMASK) | cpu);
	return to;
}

void mark_not_pending(timer_list *timer)
{
	timer->entry.pprev = nullptr;
}

bool detach_if_pending(timer_list *timer, base *b)
{
	if (!timer_pending(timer))
		return false;
	b->timers.remove(timer);
	mark_not_pending(timer);
	return true;
}

void enqueue(base *b, timer_list *timer, unsigned long expires)
{
	timer->expires = expires;
	b->timers.forward(last_over());
	b->timers.insert(timer);
}

// An idle CPU has set its alarm by the timers that it had.
void wake_if_idle(unsigned int cpu)
{
	smp_mb(); // with tick_nohz_idle_enter()
	if (cpu != raw_smp_processor_id() && tick_nohz_idle_cpu(cpu))
		smp_send_reschedule(cpu);
}

enum class only { always, if_pending, if_earlier };

// Nothing to do for a pending timer that has the wanted time already, or one that is early enough.
bool good_as_it_is(const timer_list *timer, unsigned long expires, only when)
{
	return timer_pending(timer) &&
	       (timer->expires == expires ||
		(when == only::if_earlier && time_before(timer->expires, expires)));
}

// Linux 6.12: __mod_timer().
int start(timer_list *timer, unsigned long expires, only when)
{
	unsigned long irq_flags;
	int was_pending = 1;
	base *b = lock_base(timer, &irq_flags);

	if (!timer->function) {
		was_pending = 0; // shut down
	} else if (!good_as_it_is(timer, expires, when)) {
		was_pending = detach_if_pending(timer, b);
		if (was_pending || when != only::if_pending) {
			base *const here = base_here(timer->flags);

			// One that runs stays with the CPU that runs it: else nobody could wait for it.
			if (b != here && b->running != timer)
				b = migrate(timer, b, here, smp_processor_id());
			enqueue(b, timer, expires);
		}
	}
	raw_spin_unlock_irqrestore(&b->lock, irq_flags);
	return was_pending;
}

int stop(timer_list *timer, bool shutdown)
{
	unsigned long irq_flags;

	// Without the lock: pending or not is the caller's to keep steady.
	if (!timer_pending(timer) && !shutdown)
		return 0;
	base *const b = lock_base(timer, &irq_flags);
	const int was_pending = detach_if_pending(timer, b);

	if (shutdown)
		timer->function = nullptr;
	raw_spin_unlock_irqrestore(&b->lock, irq_flags);
	return was_pending;
}

int try_to_stop(timer_list *timer, bool shutdown)
{
	unsigned long irq_flags;
	base *const b = lock_base(timer, &irq_flags);
	int result = -1;

	if (b->running != timer)
		result = detach_if_pending(timer, b);
	if (shutdown)
		timer->function = nullptr;
	raw_spin_unlock_irqrestore(&b->lock, irq_flags);
	return result;
}

int stop_and_wait(timer_list *timer, bool shutdown)
{
	int result;

	WARN_ON(in_hardirq() && !(timer->flags & TIMER_IRQSAFE));
	while ((result = try_to_stop(timer, shutdown)) < 0)
		cpu_relax();
	return result;
}

void call(timer_list *timer, void (*function)(timer_list *))
{
	const int before = preempt_count();

	function(timer);
	const int after = preempt_count();

	if (before != after) {
		WARN_ONCE(1, "timer: %pS preempt leak: %08x -> %08x\n",
			  reinterpret_cast<void *>(function), before, after);
		__preempt_count_add(before - after);
	}
}

// Lock held, interrupts masked, on entry and return; not while functions run.
void expire(base *b, hlist_head *due)
{
	while (!hlist_empty(due)) {
		timer_list *const timer = hlist_entry(due->first, timer_list, entry);
		void (*const function)(timer_list *) = timer->function;
		const bool irqsafe = timer->flags & TIMER_IRQSAFE;

		b->running = timer;
		detach_if_pending(timer, b);
		raw_spin_unlock(&b->lock);
		if (!irqsafe)
			local_irq_enable();
		if (!WARN_ON_ONCE(!function))
			call(timer, function);
		if (!irqsafe)
			local_irq_disable();
		raw_spin_lock(&b->lock);
		b->running = nullptr;
	}
}

void run(base *b)
{
	hlist_head due = {};

	raw_spin_lock_irq(&b->lock);
	while (b->timers.take_due(last_over(), &due))
		expire(b, &due);
	raw_spin_unlock_irq(&b->lock);
}

// Read without the lock: another CPU may be putting a timer in. Then the next tick finds it.
bool may_be_due(const base *b)
{
	const unsigned long next = b->timers.next_event();

	return next != wheel::none && time_after(jiffies, next);
}

void timer_softirq()
{
	for (base &b : *this_cpu_ptr(&bases))
		if (may_be_due(&b))
			run(&b);
}

} // namespace

} // namespace timers

void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *), unsigned int flags,
		    const char *name, struct lock_class_key *key)
{
	timer->entry.pprev = nullptr;
	timer->function = func;
	if (WARN_ON_ONCE(flags & ~TIMER_INIT_FLAGS))
		flags &= TIMER_INIT_FLAGS;
	timer->flags = flags | raw_smp_processor_id();
}

int mod_timer(struct timer_list *timer, unsigned long expires)
{
	return timers::start(timer, expires, timers::only::always);
}

int mod_timer_pending(struct timer_list *timer, unsigned long expires)
{
	return timers::start(timer, expires, timers::only::if_pending);
}

int timer_reduce(struct timer_list *timer, unsigned long expires)
{
	return timers::start(timer, expires, timers::only::if_earlier);
}

void add_timer(struct timer_list *timer)
{
	if (WARN_ON_ONCE(timer_pending(timer)))
		return;
	timers::start(timer, timer->expires, timers::only::always);
}

void add_timer_local(struct timer_list *timer)
{
	add_timer(timer);
}

void add_timer_global(struct timer_list *timer)
{
	add_timer(timer);
}

void add_timer_on(struct timer_list *timer, int cpu)
{
	unsigned long irq_flags;

	if (WARN_ON_ONCE(timer_pending(timer)))
		return;
	timers::base *b = timers::lock_base(timer, &irq_flags);
	timers::base *const there = timers::base_of(timer->flags, cpu);

	if (timer->function) {
		if (b != there)
			b = timers::migrate(timer, b, there, cpu);
		timers::enqueue(b, timer, timer->expires);
	}
	raw_spin_unlock_irqrestore(&b->lock, irq_flags);
	timers::wake_if_idle(cpu);
}

int timer_delete(struct timer_list *timer)
{
	return timers::stop(timer, false);
}

int timer_shutdown(struct timer_list *timer)
{
	return timers::stop(timer, true);
}

int try_to_del_timer_sync(struct timer_list *timer)
{
	return timers::try_to_stop(timer, false);
}

int timer_delete_sync(struct timer_list *timer)
{
	return timers::stop_and_wait(timer, false);
}

int timer_shutdown_sync(struct timer_list *timer)
{
	return timers::stop_and_wait(timer, true);
}

void run_local_timers(void)
{
	for (timers::base &b : *this_cpu_ptr(&timers::bases))
		if (timers::may_be_due(&b))
			__raise_softirq_irqoff(TIMER_SOFTIRQ);
}

bool timers_next_expiry(unsigned long *expires)
{
	timers::base *const b = timers::base_here(0);

	raw_spin_lock(&b->lock);
	const unsigned long next = b->timers.next_expiry();

	raw_spin_unlock(&b->lock);
	*expires = next + 1;
	return next != timers::wheel::none;
}

void __init init_timers(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		for (timers::base &b : *per_cpu_ptr(&timers::bases, cpu)) {
			raw_spin_lock_init(&b.lock);
			b.timers.start(timers::last_over());
		}
	open_softirq(TIMER_SOFTIRQ, timers::timer_softirq);
}
