/* SPDX-License-Identifier: GPL-2.0-only */
/* At most `burst` events per `interval` (jiffies); the rest is counted in `missed`. */
#ifndef _LINUX_RATELIMIT_TYPES_H
#define _LINUX_RATELIMIT_TYPES_H
#include <linux/types.h>
#include <linux/spinlock_types.h>
#define DEFAULT_RATELIMIT_INTERVAL (5 * CONFIG_HZ)
#define DEFAULT_RATELIMIT_BURST    10
struct ratelimit_state {
	raw_spinlock_t lock;
	int interval;
	int burst;
	int printed;
	int missed;
	unsigned long begin;
	unsigned long flags;
};
#define RATELIMIT_STATE_INIT(name, interval_init, burst_init)                                      \
	{                                                                                          \
		__RAW_SPIN_LOCK_UNLOCKED(name), interval_init, burst_init, 0, 0, 0, 0              \
	}
#define RATELIMIT_STATE_INIT_DISABLED                                                              \
	{                                                                                          \
		__RAW_SPIN_LOCK_UNLOCKED(x), 0, 0, 0, 0, 0, 0                                      \
	}
#define DEFINE_RATELIMIT_STATE(name, interval_init, burst_init)                                    \
	struct ratelimit_state name = RATELIMIT_STATE_INIT(name, interval_init, burst_init)
__BEGIN_DECLS
/* May the event happen (true), or is the burst used up? */
int ___ratelimit(struct ratelimit_state *rs, const char *func);
__END_DECLS
#define __ratelimit(state) ___ratelimit(state, __func__)
#endif
