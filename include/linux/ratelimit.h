/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_RATELIMIT_H
#define _LINUX_RATELIMIT_H
#include <linux/ratelimit_types.h>
#include <linux/printk.h>
#define WARN_RATELIMIT(condition, format...) WARN_ONCE(condition, format)
#define WARN_ON_RATELIMIT(condition, state)  WARN_ON((condition) && __ratelimit(state))
#endif
