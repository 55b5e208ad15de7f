// SPDX-License-Identifier: GPL-2.0-only
//
// The tick, and doing without it.
//
// HZ times a second each CPU that has something to do looks after jiffies, its timers, its part in RCU's grace periods and the
// time slice of its task. The tick is a high-resolution timer that starts itself again. When a CPU is idle it is stopped, or put off to
// the jiffy of the first timer in the CPU's wheel:
//
//	busy   |    |    |    |    |                  a tick every 10 ms
//	idle                         ·  ·  ·  ·  ·  ·  ·  |    nothing until a timer, an interrupt, another CPU
//
// It goes on while callbacks of RCU wait on the CPU: they need it to see that their grace period has ended.
//
// jiffies belong to nobody: whoever takes a tick or leaves WFI first brings them up to now, by the whole periods that have passed since
// they were last moved. So they are exact however long all CPUs have slept, and never drift against the clock.
// jiffies and jiffies_64 are one word with two names: a 64-bit CPU reads it in one go.
//
// Lock: jiffies_lock, interrupts masked, none taken inside.
//
// Linux 6.12: kernel/time/tick-sched.c, jiffies.c.

#include <linux/clockchips.h>
#include <linux/guard.hpp>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include <linux/vmstat.h>

extern "C" {
u64 jiffies_64 = INITIAL_JIFFIES;
extern unsigned long volatile jiffies __attribute__((alias("jiffies_64")));
}

namespace tick
{

namespace
{

struct tick_sched {
	hrtimer timer;
	bool stopped;       // or put off
	bool idle;          // in the idle loop: to be woken for a new timer
	ktime_t put_off_to; // while stopped
	ktime_t idle_since; // while idle
	u64 idle_ns;        // before
	ktime_t idle_until;
	unsigned long idle_calls, idle_sleeps;
};

DEFINE_PER_CPU(tick_sched, tick_cpu_sched);

DEFINE_RAW_SPINLOCK(jiffies_lock);
constinit ktime_t last_jiffies_update = 0; // the moment at which the current jiffy began
constinit ktime_t next_jiffies_update = 0;

void update_jiffies(ktime_t now)
{
	if (now < READ_ONCE(next_jiffies_update))
		return;
	raw_spinlock_irqsave_guard guard(&jiffies_lock);
	const ktime_t passed = now - last_jiffies_update;

	if (passed < TICK_NSEC)
		return; // somebody was faster
	// Mostly one: no division then.
	const u64 ticks = passed < 2 * TICK_NSEC ? 1 : passed / TICK_NSEC;

	last_jiffies_update += ticks * TICK_NSEC;
	WRITE_ONCE(next_jiffies_update, last_jiffies_update + TICK_NSEC);
	WRITE_ONCE(jiffies_64, jiffies_64 + ticks);
}

// When jiffy @j begins.
ktime_t time_of_jiffy(unsigned long j)
{
	raw_spinlock_irqsave_guard guard(&jiffies_lock);

	return last_jiffies_update + static_cast<s64>(j - jiffies_64) * TICK_NSEC;
}

enum hrtimer_restart tick(hrtimer *timer)
{
	tick_sched *const ts = this_cpu_ptr(&tick_cpu_sched);
	const ktime_t now = ktime_get();

	update_jiffies(now);
	update_process_times(0);
	// One that was put off is over: the idle loop looks for the next.
	if (ts->stopped) {
		ts->put_off_to = KTIME_MAX;
		return HRTIMER_NORESTART;
	}
	hrtimer_forward(timer, now, TICK_NSEC);
	return HRTIMER_RESTART;
}

// At the next border between jiffies.
void start(tick_sched *ts)
{
	hrtimer_set_expires(&ts->timer, READ_ONCE(last_jiffies_update));
	hrtimer_forward(&ts->timer, ktime_get(), TICK_NSEC);
	hrtimer_start_expires(&ts->timer, HRTIMER_MODE_ABS_PINNED_HARD);
}

void restart(tick_sched *ts)
{
	if (!ts->stopped)
		return;
	ts->stopped = false;
	hrtimer_cancel(&ts->timer);
	start(ts);
}

void put_off(tick_sched *ts, ktime_t to)
{
	if (ts->stopped && ts->put_off_to == to)
		return;
	ts->idle_sleeps += !ts->stopped;
	ts->stopped = true;
	ts->put_off_to = to;
	if (to == KTIME_MAX)
		hrtimer_cancel(&ts->timer);
	else
		hrtimer_start(&ts->timer, to, HRTIMER_MODE_ABS_PINNED_HARD);
}

} // namespace

} // namespace tick

void update_process_times(int user_tick)
{
	run_local_timers();
	rcu_sched_clock_irq(user_tick);
	sched_tick();
}

void tick_setup_sched_timer(void)
{
	tick::tick_sched *const ts = this_cpu_ptr(&tick::tick_cpu_sched);

	if (!tick::next_jiffies_update) {
		tick::last_jiffies_update = ktime_get();
		tick::next_jiffies_update = tick::last_jiffies_update + TICK_NSEC;
	}
	hrtimer_setup(&ts->timer, tick::tick, CLOCK_MONOTONIC, HRTIMER_MODE_ABS_HARD);
	tick::start(ts);
}

void tick_nohz_idle_enter(void)
{
	unsigned long flags;

	local_irq_save(flags);
	tick::tick_sched *const ts = this_cpu_ptr(&tick::tick_cpu_sched);

	ts->idle_since = ktime_get();
	ts->idle_calls++;
	WRITE_ONCE(ts->idle, true);
	smp_mb(); // before this CPU's timers are looked at: who adds one later sees that it must be woken
	local_irq_restore(flags);
}

void tick_nohz_idle_stop_tick(void)
{
	tick::tick_sched *const ts = this_cpu_ptr(&tick::tick_cpu_sched);
	unsigned long next;

	quiet_vmstat();
	if (rcu_needs_cpu() || local_softirq_pending())
		tick::restart(ts);
	else if (!timers_next_expiry(&next))
		tick::put_off(ts, KTIME_MAX);
	else if (time_before_eq(next, jiffies + 1))
		tick::restart(ts);
	else
		tick::put_off(ts, tick::time_of_jiffy(next));
}

void tick_nohz_idle_wake(void)
{
	tick::update_jiffies(ktime_get());
}

void tick_nohz_idle_exit(void)
{
	unsigned long flags;

	local_irq_save(flags);
	tick::tick_sched *const ts = this_cpu_ptr(&tick::tick_cpu_sched);
	const ktime_t now = ktime_get();

	WRITE_ONCE(ts->idle, false);
	ts->idle_ns += now - ts->idle_since;
	ts->idle_until = now;
	tick::update_jiffies(now);
	tick::restart(ts);
	local_irq_restore(flags);
}

bool tick_nohz_tick_stopped(void)
{
	return this_cpu_ptr(&tick::tick_cpu_sched)->stopped;
}

bool tick_nohz_idle_cpu(int cpu)
{
	return READ_ONCE(per_cpu_ptr(&tick::tick_cpu_sched, cpu)->idle);
}

u64 get_cpu_idle_time_us(int cpu, u64 *last_update_time)
{
	const tick::tick_sched *const ts = per_cpu_ptr(&tick::tick_cpu_sched, cpu);
	const ktime_t now = ktime_get();
	u64 ns = READ_ONCE(ts->idle_ns);

	// Read without a lock: off by the current sleep at worst.
	if (READ_ONCE(ts->idle))
		ns += now - READ_ONCE(ts->idle_since);
	if (last_update_time)
		*last_update_time = now / NSEC_PER_USEC;
	return ns / NSEC_PER_USEC;
}

void tick_get_sched_info(int cpu, struct tick_sched_info *info)
{
	const tick::tick_sched *const ts = per_cpu_ptr(&tick::tick_cpu_sched, cpu);

	*info = {.tick_stopped = ts->stopped,
		 .last_tick = static_cast<u64>(ts->timer.node.expires - TICK_NSEC),
		 .last_jiffies = get_jiffies_64(),
		 .idle_calls = ts->idle_calls,
		 .idle_sleeps = ts->idle_sleeps,
		 .idle_entrytime = static_cast<u64>(ts->idle_since),
		 .idle_exittime = static_cast<u64>(ts->idle_until),
		 .idle_sleeptime = ts->idle_ns,
		 .idle_expires = static_cast<u64>(ts->stopped ? ts->put_off_to : 0)};
}
