// SPDX-License-Identifier: GPL-2.0-only
//
// Each CPU's event device: from a moment in nanoseconds to a number of counter cycles.
//
// The device is set for a distance from now. It is rounded up, by one cycle at most, so that the clock has reached the moment
// when the interrupt comes; what has passed already comes at once. Linux 6.12: kernel/time/clockevents.c.

#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/hrtimer.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>

extern "C" {
DEFINE_PER_CPU(struct tick_device, tick_cpu_device);
}

// For which span the factors must not overflow 64 bits: a sleep is ended once an hour at most.
static constexpr u32 longest_sleep_seconds = 3600;

void clockevents_config_and_register(struct clock_event_device *dev, u32 freq, unsigned long,
				     unsigned long)
{
	clocks_calc_mult_shift(&dev->mult, &dev->shift, NSEC_PER_SEC, freq, longest_sleep_seconds);
	dev->max_delta_ns = u64{longest_sleep_seconds} * NSEC_PER_SEC;
	dev->event_handler = hrtimer_interrupt;
	this_cpu_ptr(&tick_cpu_device)->evtdev = dev;
	tick_setup_sched_timer();
}

void clockevents_program_event(ktime_t expires)
{
	clock_event_device *const dev = this_cpu_ptr(&tick_cpu_device)->evtdev;

	if (!dev)
		return; // not yet: the first who programs it finds everything that waits
	if (expires == KTIME_MAX) {
		dev->set_next_event(~0ul, dev);
		return;
	}
	const s64 distance = expires - ktime_get();

	if (distance <= 0) {
		dev->set_next_event(0, dev);
		return;
	}
	const u64 ns = min(static_cast<u64>(distance), dev->max_delta_ns);

	dev->set_next_event(((ns * dev->mult) >> dev->shift) + 1, dev);
}
