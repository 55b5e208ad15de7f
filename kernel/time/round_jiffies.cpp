// SPDX-License-Identifier: GPL-2.0-only
//
// Rounding to whole seconds: timers that need not be exact then expire together, and a CPU wakes once for all of them. Each CPU's
// second begins three jiffies after its left neighbour's, so that they do not all take the same locks at once. What rounds into
// the past stays as it was. Linux 6.12: kernel/time/timer.c (round_jiffies_common).

#include <linux/jiffies.h>
#include <linux/smp.h>
#include <linux/timer.h>

namespace
{

unsigned long rounded(unsigned long j, int cpu, bool force_up)
{
	const unsigned long original = j;

	j += cpu * 3;
	const unsigned long rest = j % HZ;

	// Less than a quarter of a second late is rounded down.
	if (rest < HZ / 4 && !force_up)
		j -= rest;
	else
		j += HZ - rest;
	j -= cpu * 3;
	return time_is_after_jiffies(j) ? j : original;
}

unsigned long rounded_relative(unsigned long j, int cpu, bool force_up)
{
	const unsigned long now = jiffies;

	return rounded(j + now, cpu, force_up) - now;
}

} // namespace

unsigned long __round_jiffies(unsigned long j, int cpu)
{
	return rounded(j, cpu, false);
}

unsigned long __round_jiffies_relative(unsigned long j, int cpu)
{
	return rounded_relative(j, cpu, false);
}

unsigned long round_jiffies(unsigned long j)
{
	return rounded(j, raw_smp_processor_id(), false);
}

unsigned long round_jiffies_relative(unsigned long j)
{
	return rounded_relative(j, raw_smp_processor_id(), false);
}

unsigned long __round_jiffies_up(unsigned long j, int cpu)
{
	return rounded(j, cpu, true);
}

unsigned long __round_jiffies_up_relative(unsigned long j, int cpu)
{
	return rounded_relative(j, cpu, true);
}

unsigned long round_jiffies_up(unsigned long j)
{
	return rounded(j, raw_smp_processor_id(), true);
}

unsigned long round_jiffies_up_relative(unsigned long j)
{
	return rounded_relative(j, raw_smp_processor_id(), true);
}
