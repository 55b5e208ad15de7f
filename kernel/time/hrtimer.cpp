// SPDX-License-Identifier: GPL-2.0-only
//
// High-resolution timers, and what the event device is set to.
//
//	cpu base ─┬─ MONOTONIC        queue by time ─┐
//	          ├─ REALTIME         …              ├─ first of all ──▶ expires_next ──▶ event device ──▶ hrtimer_interrupt()
//	          ├─ …                               │                                                       │
//	          └─ MONOTONIC_SOFT   …             ─┘   hard bases: functions run ◀─────────────────────────┤
//	                                                 soft bases: HRTIMER_SOFTIRQ runs theirs ◀───────────┘
//
// Everything that wants an interrupt from the event device is a timer here: the tick is one among others (tick.cpp).
//
// A timer expires at node.expires at the latest, by which it is queued, and not before _softexpires: an interrupt takes along
// all first ones that may run already. The clocks have no offset to each other as long as nobody knows the time of day.
//
// A timer belongs to a CPU's base. Starting it brings it to the CPU that starts it, except from one where its function runs. On its
// way it belongs to migration_base, which is nobody's.
//
// Lock: cpu_base->lock, interrupts masked; never two of them. Not held while functions run.
//
// Linux 6.12: kernel/time/hrtimer.c.

#include <linux/clockchips.h>
#include <linux/cpumask.h>
#include <linux/guard.hpp>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timekeeping.h>

#include <asm/processor.h>

extern "C" {
DEFINE_PER_CPU(struct hrtimer_cpu_base, hrtimer_bases);
}

namespace hrtimers
{

namespace
{

constexpr unsigned int soft_first = HRTIMER_BASE_MONOTONIC_SOFT;
constexpr unsigned int hard_bases = (1u << soft_first) - 1;
constexpr unsigned int soft_bases = hard_bases << soft_first;

constexpr clockid_t clock_of_base[soft_first] = {CLOCK_MONOTONIC, CLOCK_REALTIME, CLOCK_BOOTTIME,
						 CLOCK_TAI};

// A clock without timers of its own is served as the monotonic one.
unsigned int index_of_clock(clockid_t clock)
{
	for (unsigned int i = 0; i < soft_first; i++)
		if (clock_of_base[i] == clock)
			return i;
	return HRTIMER_BASE_MONOTONIC;
}

constinit hrtimer_cpu_base migration_cpu_base = {};
constinit hrtimer_clock_base migration_base = {
	.cpu_base = &migration_cpu_base,
	.index = 0,
	.clockid = CLOCK_MONOTONIC,
	.running = nullptr,
	.active = {},
	.get_time = nullptr,
	.offset = 0,
};

constexpr ktime_t longest_pause = 100 * NSEC_PER_MSEC;

hrtimer *first_of(hrtimer_clock_base *base)
{
	timerqueue_node *const node = timerqueue_getnext(&base->active);

	return node ? container_of(node, struct hrtimer, node) : nullptr;
}

template <typename Function>
void for_each_active(hrtimer_cpu_base *cpu_base, unsigned int bases, Function function)
{
	for (unsigned int left = cpu_base->active_bases & bases; left; left &= left - 1)
		function(&cpu_base->clock_base[__builtin_ctz(left)]);
}

ktime_t next_event(hrtimer_cpu_base *cpu_base, unsigned int bases)
{
	ktime_t next = KTIME_MAX;

	for_each_active(cpu_base, bases, [&](hrtimer_clock_base *base) {
		const ktime_t expires =
			ktime_sub(hrtimer_get_expires(first_of(base)), base->offset);

		if (expires < next)
			next = expires;
	});
	return next < 0 ? 0 : next;
}

// Sets the device if its time has changed. The interrupt does it once, at its end; a base of another CPU is left to that: its
// timers change from here only by going, or while it is in the interrupt.
void reprogram(hrtimer_cpu_base *cpu_base)
{
	if (cpu_base->in_hrtirq || cpu_base->cpu != smp_processor_id())
		return;

	const ktime_t next = next_event(
		cpu_base, cpu_base->softirq_activated ? hard_bases : hard_bases | soft_bases);

	if (next == cpu_base->expires_next)
		return;
	cpu_base->expires_next = next;
	clockevents_program_event(next);
}

hrtimer_clock_base *lock_base(const hrtimer *timer, unsigned long *flags)
{
	for (;;) {
		hrtimer_clock_base *const base = READ_ONCE(timer->base);

		if (base != &migration_base) {
			raw_spin_lock_irqsave(&base->cpu_base->lock, *flags);
			if (base == timer->base)
				return base;
			raw_spin_unlock_irqrestore(&base->cpu_base->lock, *flags);
		}
		cpu_relax();
	}
}

// The base of this CPU, locked instead of @base.
hrtimer_clock_base *migrate(hrtimer *timer, hrtimer_clock_base *base)
{
	hrtimer_clock_base *const here = &this_cpu_ptr(&hrtimer_bases)->clock_base[base->index];

	if (base == here || base->running == timer)
		return base;
	WRITE_ONCE(timer->base, &migration_base);
	raw_spin_unlock(&base->cpu_base->lock);
	raw_spin_lock(&here->cpu_base->lock);
	WRITE_ONCE(timer->base, here);
	return here;
}

void enqueue(hrtimer *timer, hrtimer_clock_base *base)
{
	base->cpu_base->active_bases |= 1u << base->index;
	WRITE_ONCE(timer->state, HRTIMER_STATE_ENQUEUED);
	timerqueue_add(&base->active, &timer->node);
}

bool dequeue(hrtimer *timer, hrtimer_clock_base *base)
{
	if (!(timer->state & HRTIMER_STATE_ENQUEUED))
		return false;
	if (!timerqueue_del(&base->active, &timer->node))
		base->cpu_base->active_bases &= ~(1u << base->index);
	WRITE_ONCE(timer->state, HRTIMER_STATE_INACTIVE);
	return true;
}

// Lock held on entry and return, not while the function runs. @flags: interrupts as they are to be then.
void run(hrtimer *timer, hrtimer_clock_base *base, unsigned long flags)
{
	hrtimer_cpu_base *const cpu_base = base->cpu_base;

	base->running = timer;
	dequeue(timer, base);
	raw_spin_unlock_irqrestore(&cpu_base->lock, flags);
	const enum hrtimer_restart restart = timer->function(timer);

	raw_spin_lock_irq(&cpu_base->lock);
	// Somebody else may have started it meanwhile. The function may have freed it, unless it wants to go on.
	if (restart != HRTIMER_NORESTART && !(timer->state & HRTIMER_STATE_ENQUEUED))
		enqueue(timer, base);
	base->running = nullptr;
}

void run_expired(hrtimer_cpu_base *cpu_base, ktime_t now, unsigned int bases, unsigned long flags)
{
	for_each_active(cpu_base, bases, [&](hrtimer_clock_base *base) {
		const ktime_t base_now = ktime_add(now, base->offset);

		for (hrtimer *timer = first_of(base);
		     timer && hrtimer_get_softexpires(timer) <= base_now; timer = first_of(base))
			run(timer, base, flags);
	});
}

// What is due at @now, and what has become due meanwhile, twice more at most. Returns the time at the end.
ktime_t run_all_due(hrtimer_cpu_base *cpu_base, ktime_t now, unsigned long flags)
{
	for (unsigned int tries = 0;; tries++) {
		if (!cpu_base->softirq_activated && next_event(cpu_base, soft_bases) <= now) {
			cpu_base->softirq_activated = 1;
			raise_softirq_irqoff(HRTIMER_SOFTIRQ);
		}
		run_expired(cpu_base, now, hard_bases, flags);
		now = ktime_get();
		if (likely(next_event(cpu_base, hard_bases) > now) || tries == 2)
			return now;
		cpu_base->nr_retries++;
	}
}

// The interrupt took so long that it could go on for ever: everything else gets as much time as it had.
void postpone(hrtimer_cpu_base *cpu_base, ktime_t now, ktime_t took)
{
	cpu_base->nr_hangs++;
	cpu_base->max_hang_time = max(cpu_base->max_hang_time, static_cast<unsigned int>(took));
	clockevents_program_event(now + min(took, longest_pause));
	pr_warn_once("hrtimer: interrupt took %llu ns\n", static_cast<u64>(took));
}

void softirq()
{
	hrtimer_cpu_base *const cpu_base = this_cpu_ptr(&hrtimer_bases);
	unsigned long flags;

	raw_spin_lock_irqsave(&cpu_base->lock, flags);
	run_expired(cpu_base, ktime_get(), soft_bases, flags);
	cpu_base->softirq_activated = 0;
	reprogram(cpu_base);
	raw_spin_unlock_irqrestore(&cpu_base->lock, flags);
}

} // namespace

} // namespace hrtimers

ktime_t ktime_add_safe(const ktime_t lhs, const ktime_t rhs)
{
	ktime_t sum;

	if (__builtin_add_overflow(lhs, rhs, &sum) || sum < 0)
		return KTIME_MAX;
	return sum;
}

void hrtimer_init(struct hrtimer *timer, clockid_t clock_id, enum hrtimer_mode mode)
{
	const bool soft = mode & HRTIMER_MODE_SOFT;
	const unsigned int index =
		hrtimers::index_of_clock(clock_id) + (soft ? hrtimers::soft_first : 0);

	*timer = {};
	timer->is_soft = soft;
	timer->is_hard = !!(mode & HRTIMER_MODE_HARD);
	timer->base = &raw_cpu_ptr(&hrtimer_bases)->clock_base[index];
	timerqueue_init(&timer->node);
}

void hrtimer_setup(struct hrtimer *timer, enum hrtimer_restart (*function)(struct hrtimer *),
		   clockid_t clock_id, enum hrtimer_mode mode)
{
	hrtimer_init(timer, clock_id, mode);
	timer->function = function;
}

void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
			    const enum hrtimer_mode mode)
{
	unsigned long flags;

	if (WARN_ON_ONCE(!timer->function))
		return;
	hrtimer_clock_base *base = hrtimers::lock_base(timer, &flags);

	if (mode & HRTIMER_MODE_REL)
		tim = ktime_add_safe(tim, base->get_time());
	hrtimers::dequeue(timer, base);
	hrtimer_set_expires_range_ns(timer, tim, range_ns);
	base = hrtimers::migrate(timer, base);
	hrtimers::enqueue(timer, base);
	hrtimers::reprogram(base->cpu_base);
	raw_spin_unlock_irqrestore(&base->cpu_base->lock, flags);
}

int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	unsigned long flags;
	hrtimer_clock_base *const base = hrtimers::lock_base(timer, &flags);
	int result = -1;

	if (base->running != timer) {
		result = hrtimers::dequeue(timer, base);
		if (result)
			hrtimers::reprogram(base->cpu_base);
	}
	raw_spin_unlock_irqrestore(&base->cpu_base->lock, flags);
	return result;
}

int hrtimer_cancel(struct hrtimer *timer)
{
	int result;

	while ((result = hrtimer_try_to_cancel(timer)) < 0)
		cpu_relax();
	return result;
}

bool hrtimer_active(const struct hrtimer *timer)
{
	unsigned long flags;
	hrtimer_clock_base *const base = hrtimers::lock_base(timer, &flags);
	const bool active = timer->state != HRTIMER_STATE_INACTIVE || base->running == timer;

	raw_spin_unlock_irqrestore(&base->cpu_base->lock, flags);
	return active;
}

u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval)
{
	const ktime_t late = ktime_sub(now, hrtimer_get_expires(timer));

	if (late < 0 || WARN_ON(timer->state & HRTIMER_STATE_ENQUEUED))
		return 0;
	if (interval < KTIME_HIGH_RES)
		interval = KTIME_HIGH_RES;

	// Mostly one interval: no division then.
	const u64 times = late < interval ? 1 : late / interval + 1;

	hrtimer_add_expires_ns(timer, times * interval);
	return times;
}

ktime_t __hrtimer_get_remaining(const struct hrtimer *timer, bool adjust)
{
	unsigned long flags;
	hrtimer_clock_base *const base = hrtimers::lock_base(timer, &flags);
	const ktime_t remaining = hrtimer_expires_remaining(timer);

	raw_spin_unlock_irqrestore(&base->cpu_base->lock, flags);
	return remaining;
}

u64 hrtimer_get_next_event(void)
{
	hrtimer_cpu_base *const cpu_base = this_cpu_ptr(&hrtimer_bases);
	raw_spinlock_irqsave_guard guard(&cpu_base->lock);

	return hrtimers::next_event(cpu_base, hrtimers::hard_bases | hrtimers::soft_bases);
}

void hrtimer_interrupt(struct clock_event_device *dev)
{
	hrtimer_cpu_base *const cpu_base = this_cpu_ptr(&hrtimer_bases);
	unsigned long flags;

	cpu_base->nr_events++;
	raw_spin_lock_irqsave(&cpu_base->lock, flags);
	const ktime_t entry = ktime_get();

	cpu_base->in_hrtirq = 1;
	const ktime_t now = hrtimers::run_all_due(cpu_base, entry, flags);

	cpu_base->in_hrtirq = 0;
	cpu_base->expires_next = KTIME_MIN; // whatever comes out is set anew: the device has fired
	hrtimers::reprogram(cpu_base);
	if (unlikely(cpu_base->expires_next <= now))
		hrtimers::postpone(cpu_base, now, now - entry);
	raw_spin_unlock_irqrestore(&cpu_base->lock, flags);
}

void __init hrtimers_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		hrtimer_cpu_base *const cpu_base = per_cpu_ptr(&hrtimer_bases, cpu);

		raw_spin_lock_init(&cpu_base->lock);
		cpu_base->cpu = cpu;
		cpu_base->expires_next = KTIME_MAX;
		for (unsigned int i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++) {
			hrtimer_clock_base *const base = &cpu_base->clock_base[i];

			base->cpu_base = cpu_base;
			base->index = i;
			base->clockid = hrtimers::clock_of_base[i % hrtimers::soft_first];
			base->get_time = ktime_get;
			timerqueue_init_head(&base->active);
		}
	}
	open_softirq(HRTIMER_SOFTIRQ, hrtimers::softirq);
}
