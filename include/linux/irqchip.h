/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IRQCHIP_H
#define _LINUX_IRQCHIP_H
/* Interrupt controllers that the device tree names. Linux 6.12: include/linux/irqchip.h. */
#include <linux/of.h>

/**
 * IRQCHIP_DECLARE() - @fn(node, parent) starts the controller of a node that is compatible with
 * @compat.
 * @parent is NULL for the root controller. Returns 0 or a negative error.
 */
#define IRQCHIP_DECLARE(name, compat, fn) OF_DECLARE_2(irqchip, name, compat, fn)

#endif /* _LINUX_IRQCHIP_H */
