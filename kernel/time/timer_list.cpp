// SPDX-License-Identifier: GPL-2.0-only
//
// /proc/timer_list: each CPU's high-resolution timers, its tick, its event device; in Linux's words, version v0.10.
//
// One record for the head, one for each CPU's queues, one for each CPU's device. A queue is printed timer by timer, its lock taken
// anew for each, so that interrupts are not masked for long: timers that come or go meanwhile may be missing or twice. What this kernel
// does not count (retries, hangs) is 0.
//
// Linux 6.12: kernel/time/timer_list.c.

#include <linux/clockchips.h>
#include <linux/cpumask.h>
#include <linux/guard.hpp>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>

namespace
{

// The timer at place @index of the queue, copied. Value: which it is; nullptr: the queue is shorter.
const hrtimer *copy_timer(hrtimer_clock_base *base, unsigned int index, hrtimer *copy)
{
	raw_spinlock_irqsave_guard guard(&base->cpu_base->lock);
	struct timerqueue_node *node = timerqueue_getnext(&base->active);

	while (node && index--)
		node = timerqueue_iterate_next(node);
	if (!node)
		return nullptr;
	const hrtimer *const timer = container_of(node, hrtimer, node);

	*copy = *timer;
	return timer;
}

void show_timers(struct seq_file *m, hrtimer_clock_base *base, s64 now)
{
	hrtimer copy;

	for (unsigned int i = 0; const hrtimer *const timer = copy_timer(base, i, &copy); i++) {
		const s64 soft = copy._softexpires, hard = copy.node.expires;

		seq_printf(m, " #%u: <%p>, %ps, S:%02x\n", i, timer, copy.function, copy.state);
		seq_printf(m, " # expires at %lld-%lld nsecs [in %lld to %lld nsecs]\n", soft, hard,
			   soft - now, hard - now);
	}
}

void show_base(struct seq_file *m, hrtimer_clock_base *base, s64 now)
{
	seq_printf(m, "  .base:       %p\n", base);
	seq_printf(m, "  .index:      %u\n", base->index);
	seq_printf(m, "  .resolution: %u nsecs\n", hrtimer_resolution);
	seq_printf(m, "  .get_time:   %ps\n", base->get_time);
	seq_printf(m, "  .offset:     %lld nsecs\n", base->offset);
	seq_puts(m, "active timers:\n");
	show_timers(m, base, now + base->offset);
}

void show_value(struct seq_file *m, const char *name, u64 value)
{
	seq_printf(m, "  .%-15s: %llu\n", name, value);
}

void show_ns(struct seq_file *m, const char *name, u64 value)
{
	seq_printf(m, "  .%-15s: %llu nsecs\n", name, value);
}

void show_tick(struct seq_file *m, int cpu)
{
	struct tick_sched_info ts;

	tick_get_sched_info(cpu, &ts);
	show_value(m, "nohz", 1);
	show_value(m, "highres", 1);
	show_ns(m, "last_tick", ts.last_tick);
	show_value(m, "tick_stopped", ts.tick_stopped);
	show_value(m, "idle_jiffies", ts.last_jiffies);
	show_value(m, "idle_calls", ts.idle_calls);
	show_value(m, "idle_sleeps", ts.idle_sleeps);
	show_ns(m, "idle_entrytime", ts.idle_entrytime);
	show_ns(m, "idle_waketime", ts.idle_exittime);
	show_ns(m, "idle_exittime", ts.idle_exittime);
	show_ns(m, "idle_sleeptime", ts.idle_sleeptime);
	show_ns(m, "iowait_sleeptime", 0);
	show_value(m, "last_jiffies", ts.last_jiffies);
	show_value(m, "next_timer", ts.idle_expires);
	show_ns(m, "idle_expires", ts.idle_expires);
	seq_printf(m, "jiffies: %llu\n", get_jiffies_64());
}

void show_cpu(struct seq_file *m, int cpu, s64 now)
{
	hrtimer_cpu_base *const base = per_cpu_ptr(&hrtimer_bases, cpu);

	seq_printf(m, "cpu: %d\n", cpu);
	for (int i = 0; i < HRTIMER_MAX_CLOCK_BASES; i++) {
		seq_printf(m, " clock %d:\n", i);
		show_base(m, &base->clock_base[i], now);
	}
	show_ns(m, "expires_next", base->expires_next);
	show_value(m, "hres_active", 1);
	show_value(m, "nr_events", base->nr_events);
	show_value(m, "nr_retries", 0);
	show_value(m, "nr_hangs", 0);
	show_value(m, "max_hang_time", 0);
	show_tick(m, cpu);
	seq_putc(m, '\n');
}

// Always in one-shot mode: 1 is the tick's, 3 the device's.
void show_device(struct seq_file *m, int cpu)
{
	const clock_event_device *const dev = per_cpu_ptr(&tick_cpu_device, cpu)->evtdev;

	seq_puts(m, "Tick Device: mode:     1\n");
	seq_printf(m, "Per CPU device: %d\n", cpu);
	seq_puts(m, "Clock Event Device: ");
	if (!dev) {
		seq_puts(m, "<NULL>\n");
		return;
	}
	seq_printf(m, "%s\n", dev->name);
	seq_printf(m, " max_delta_ns:   %llu\n", dev->max_delta_ns);
	seq_printf(m, " min_delta_ns:   %llu\n", 1000ull);
	seq_printf(m, " mult:           %u\n", dev->mult);
	seq_printf(m, " shift:          %u\n", dev->shift);
	seq_puts(m, " mode:           3\n");
	seq_printf(m, " next_event:     %lld nsecs\n",
		   per_cpu_ptr(&hrtimer_bases, cpu)->expires_next);
	seq_printf(m, " set_next_event: %ps\n", dev->set_next_event);
	seq_printf(m, " event_handler:  %ps\n\n", dev->event_handler);
	seq_puts(m, " retries:        0\n\n");
}

int show_timer_list(struct seq_file *m, void *)
{
	const s64 now = ktime_get();
	int cpu;

	seq_puts(m, "Timer List Version: v0.10\n");
	seq_printf(m, "HRTIMER_MAX_CLOCK_BASES: %d\n", HRTIMER_MAX_CLOCK_BASES);
	seq_printf(m, "now at %lld nsecs\n\n", now);
	for_each_online_cpu(cpu)
		show_cpu(m, cpu, now);
	for_each_online_cpu(cpu)
		show_device(m, cpu);
	return 0;
}

int __init register_timer_list()
{
	proc_create_single("timer_list", 0400, nullptr, show_timer_list);
	return 0;
}
fs_initcall(register_timer_list);

} // namespace
