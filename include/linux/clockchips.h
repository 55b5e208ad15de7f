/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_CLOCKCHIPS_H
#define _LINUX_CLOCKCHIPS_H
/*
 * Event devices: a CPU's alarm clock, set for one moment at a time. kernel/time/clockevents.cpp; Linux 6.12:
 * include/linux/clockchips.h.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/percpu-defs.h>

__BEGIN_DECLS

#define CLOCK_EVT_FEAT_ONESHOT 0x000002

/**
 * struct clock_event_device - what a timer's driver offers for one CPU.
 * @event_handler:  set by the core; called from the device's interrupt, interrupts masked.
 * @set_next_event: interrupt this CPU in @delta counter cycles, instead of whatever was set; 0 is now. Interrupts masked.
 * @mult, @shift:   cycles = (nanoseconds * @mult) >> @shift; set by the core.
 * @max_delta_ns:   how far ahead it can be set.
 */
struct clock_event_device {
	void (*event_handler)(struct clock_event_device *dev);
	int (*set_next_event)(unsigned long delta, struct clock_event_device *dev);
	u32 mult;
	u32 shift;
	u64 max_delta_ns;
	unsigned int features;
	const char *name;
	int rating;
	int irq;
};

struct tick_device {
	struct clock_event_device *evtdev;
};
DECLARE_PER_CPU(struct tick_device, tick_cpu_device);

/**
 * clockevents_config_and_register() - @dev, which counts @freq (Hz), is this CPU's event device: its tick starts.
 * @max_delta: the most cycles that @set_next_event takes. Interrupts masked.
 */
void clockevents_config_and_register(struct clock_event_device *dev, u32 freq,
				     unsigned long min_delta, unsigned long max_delta);
/** clockevents_program_event() - have this CPU interrupted at @expires (ktime; KTIME_MAX: never). Interrupts masked. */
void clockevents_program_event(ktime_t expires);

__END_DECLS

#endif
