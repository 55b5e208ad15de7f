/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_PARAM_H
#define _LINUX_PARAM_H
/** HZ - ticks a second (CONFIG_HZ). USER_HZ - what /proc counts in. */
#ifndef CONFIG_HZ
#define CONFIG_HZ 100
#endif
#define HZ      CONFIG_HZ
#define USER_HZ 100
#endif /* _LINUX_PARAM_H */
