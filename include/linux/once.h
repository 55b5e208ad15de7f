/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_ONCE_H
#define _LINUX_ONCE_H
#include <linux/bug.h>
/* Calls func the first time. One CPU decides; no allocation. */
#define DO_ONCE(func, ...) DO_ONCE_LITE(func, ##__VA_ARGS__)
#endif
