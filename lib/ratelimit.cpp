// SPDX-License-Identifier: GPL-2.0-only
// linux/ratelimit_types.h: `burst` events per interval; the first one of the next interval reports how many were left out.
// Linux 6.12: lib/ratelimit.c.

#include <linux/jiffies.h>
#include <linux/printk.h>
#include <linux/ratelimit_types.h>
#include <linux/spinlock.h>

extern "C" int ___ratelimit(struct ratelimit_state *rs, const char *func)
{
	unsigned long flags;

	if (!rs->interval)
		return 1;
	/* Who finds it locked is inside a burst: not one more. */
	if (!raw_spin_trylock_irqsave(&rs->lock, flags))
		return 0;
	if (!rs->begin || time_is_before_jiffies(rs->begin + rs->interval)) {
		const int missed = rs->missed;

		rs->begin = jiffies;
		rs->printed = rs->missed = 0;
		if (missed)
			printk(KERN_WARNING "%s: %d callbacks suppressed\n", func, missed);
	}
	const int allowed = rs->burst > rs->printed;

	if (allowed)
		rs->printed++;
	else
		rs->missed++;
	raw_spin_unlock_irqrestore(&rs->lock, flags);
	return allowed;
}

extern "C" bool __printk_ratelimit(const char *function)
{
	static DEFINE_RATELIMIT_STATE(state, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST);

	return ___ratelimit(&state, function);
}
