/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_CLOCKSOURCE_H
#define _LINUX_CLOCKSOURCE_H
/*
 * The counter that time is read from. One exists: the architected timer's virtual counter. Linux
 * 6.12: include/linux/clocksource.h.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/of.h>

__BEGIN_DECLS

/**
 * struct clocksource - a counter that never stops.
 * @read: its value now; wraps after @mask.
 * @mult, @shift: nanoseconds = (cycles * @mult) >> @shift.
 */
struct clocksource {
	u64 (*read)(struct clocksource *cs);
	u64 mask;
	u32 mult;
	u32 shift;
	const char *name;
	int rating;
};

/**
 * clocks_calc_mult_shift() - factors from frequency @from to @to (Hz) that don't overflow within
 * @maxsec seconds.
 */
void clocks_calc_mult_shift(u32 *mult, u32 *shift, u32 from, u32 to, u32 maxsec);
/**
 * clocksource_register_hz() - take @cs, counting @hz times a second, as the clock that everything
 * reads. Boot only. 0.
 */
int clocksource_register_hz(struct clocksource *cs, u32 hz);

static inline s64 clocksource_cyc2ns(u64 cycles, u32 mult, u32 shift)
{
	return (s64)((cycles * mult) >> shift);
}

/**
 * timer_probe() - the clock source and event timer that the tree names (drivers/clocksource/
 * timer-probe.cpp).
 */
void timer_probe(void);

/**
 * TIMER_OF_DECLARE() - @fn(node) starts the timer of a node compatible with @compat; 0 or an error.
 */
#define TIMER_OF_DECLARE(name, compat, fn) OF_DECLARE_1_RET(timer, name, compat, fn)

__END_DECLS

#endif /* _LINUX_CLOCKSOURCE_H */
