/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/time64.h>

__BEGIN_DECLS

/**
 * time_init() - boot step: the clock source, the event timer and the tick that the tree names.
 * After init_IRQ().
 */
void time_init(void);

__END_DECLS

#endif /* _LINUX_TIME_H */
