// SPDX-License-Identifier: GPL-2.0-only
//
// The time since boot.
//
//	nanoseconds = (counter - counter at start) * mult >> shift
//
// with a 128-bit product, so the sum is exact over the machine's life: there is nothing to
// accumulate at ticks, no state that changes after boot, hence no lock and no sequence count. Linux
// multiplies in 64 bits and moves a base forward at each tick instead (6.12:
// kernel/time/timekeeping.c, sched_clock.c, clocksource.c).

#include <linux/kernel.h>
#include <linux/clocksource.h>
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/sched/clock.h>
#include <linux/time.h>
#include <linux/timekeeping.h>

namespace
{

constinit clocksource *clock;
constinit u64 clock_start; // counter when the clock was registered

u64 nanoseconds_since(u64 start)
{
	clocksource *cs = clock;

	if (!cs)
		return 0;
	u64 cycles = (cs->read(cs) - start) & cs->mask;
	return static_cast<u64>((static_cast<unsigned __int128>(cycles) * cs->mult) >> cs->shift);
}

u64 nanoseconds()
{
	return nanoseconds_since(clock_start);
}

// What a 64-bit product of cycles and factor could hold, or the counter itself. Linux 6.12:
// clocks_calc_max_nsecs().
u64 max_nanoseconds(const clocksource *cs)
{
	u64 cycles = min(~0ull / cs->mult, cs->mask);

	return (cycles * cs->mult) >> cs->shift;
}

} // namespace

void clocks_calc_mult_shift(u32 *mult, u32 *shift, u32 from, u32 to, u32 maxsec)
{
	// Bits that a product of maxsec seconds' cycles leaves for mult: it must stay below 2^64.
	u32 room = 32;
	for (u64 high = (static_cast<u64>(maxsec) * from) >> 32; high; high >>= 1)
		room--;

	// The largest shift whose mult fits in the room gives the best precision.
	u64 factor = 0;
	u32 bits = 32;
	for (; bits > 0; bits--) {
		factor = ((static_cast<u64>(to) << bits) + from / 2) / from;
		if (!(factor >> room))
			break;
	}
	*mult = static_cast<u32>(factor);
	*shift = bits;
}

int __init clocksource_register_hz(struct clocksource *cs, u32 hz)
{
	// The span that Linux's sched_clock gets its factors for: an hour.
	clocks_calc_mult_shift(&cs->mult, &cs->shift, hz, NSEC_PER_SEC, 3600);
	clock_start = cs->read(cs);
	clock = cs;

	u64 wraps = max_nanoseconds(cs) / 2; // Linux keeps half as a margin
	pr_info("sched_clock: %u bits at %u%cHz, resolution %luns, wraps every %lluns\n",
		64 - __builtin_clzll(cs->mask),
		hz >= 4000000 ? (hz + 500000) / 1000000 : (hz + 500) / 1000,
		hz >= 4000000 ? 'M' : 'k', NSEC_PER_SEC / hz, wraps);
	return 0;
}

u64 ktime_get_ns(void)
{
	return nanoseconds();
}

u64 ktime_since_reset_ns(void)
{
	return nanoseconds_since(0);
}

unsigned long long sched_clock(void)
{
	return nanoseconds();
}

struct timespec64 ns_to_timespec64(s64 nsec)
{
	struct timespec64 ts = {nsec / NSEC_PER_SEC, static_cast<long>(nsec % NSEC_PER_SEC)};

	if (ts.tv_nsec < 0) {
		ts.tv_sec--;
		ts.tv_nsec += NSEC_PER_SEC;
	}
	return ts;
}

void __init time_init(void)
{
	timer_probe();
	if (!clock)
		pr_warn("no timer in the device tree: time stands still\n");
}
