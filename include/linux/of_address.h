/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_OF_ADDRESS_H
#define _LINUX_OF_ADDRESS_H
/*
 * Addresses in the device tree: reg, seen through the ranges of every bus above. Linux 6.12:
 * include/linux/of_address.h.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/of.h>
#include <linux/ioport.h>

__BEGIN_DECLS

#define OF_BAD_ADDR ((u64)-1)

/**
 * of_address_to_resource() - physical address range of entry @index of @np's reg.
 *
 * Fills start, end, flags (IORESOURCE_MEM) and name of *@r. Returns 0; -EINVAL when there is no
 * such entry, when a bus above has no ranges, or when none of its ranges covers the address.
 */
int of_address_to_resource(struct device_node *np, int index, struct resource *r);
/**
 * of_translate_address() - address in the cells of @np's parent bus, as the CPU sees it;
 * OF_BAD_ADDR when it can't.
 */
u64 of_translate_address(struct device_node *np, const __be32 *addr);
/**
 * of_dma_address() - address that device @np must send out to reach @phys: back through the dma-ranges above it. OF_BAD_ADDR when
 * it can't reach it. In Linux: phys_to_dma() after of_dma_configure().
 */
u64 of_dma_address(struct device_node *np, phys_addr_t phys);
/** of_iomap() - ioremap() of entry @index of reg. NULL when that fails. Unmap with iounmap(). */
void __iomem *of_iomap(struct device_node *np, int index);

__END_DECLS

#endif /* _LINUX_OF_ADDRESS_H */
