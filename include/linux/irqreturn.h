/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IRQRETURN_H
#define _LINUX_IRQRETURN_H
/* What an interrupt handler answers. Linux 6.12: include/linux/irqreturn.h. */

/**
 * enum irqreturn
 * @IRQ_NONE:	     not this device's interrupt (shared lines), or nothing to do
 * @IRQ_HANDLED:     done
 * @IRQ_WAKE_THREAD: wake the handler's thread (no thread exists yet: counts as handled)
 */
enum irqreturn {
	IRQ_NONE = 0,
	IRQ_HANDLED = 1 << 0,
	IRQ_WAKE_THREAD = 1 << 1,
};

typedef enum irqreturn irqreturn_t;
#define IRQ_RETVAL(x) ((x) ? IRQ_HANDLED : IRQ_NONE)

#endif /* _LINUX_IRQRETURN_H */
