/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_OF_FDT_H
#define _LINUX_OF_FDT_H
/*
 * The flattened device tree as the boot code meets it: checked, walked once, and its memory map
 * handed to memblock. Linux 6.12: include/linux/of_fdt.h, drivers/of/fdt.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

/**
 * initial_boot_params - the tree as mapped at boot (fixmap; stays mapped), NULL when there is none
 * that can be used.
 */
extern void *initial_boot_params;

/**
 * boot_command_line - the kernel's command line, COMMAND_LINE_SIZE bytes (also declared by
 * linux/init.h).
 */
#define COMMAND_LINE_SIZE 2048
extern char boot_command_line[];

/**
 * early_init_dt_verify() - check the device tree, so that of_chosen and the like can be read.
 * @dt, @dt_phys: as for early_init_dt_scan(), which must be the next to be called for this tree.
 *
 * Prints nothing and tells nobody. Returns false when the tree is missing or damaged. MMU on, interrupts masked. Linux 6.12: same name.
 */
bool early_init_dt_verify(void *dt, phys_addr_t dt_phys);

/**
 * early_init_dt_scan() - check the device tree and learn the machine from it.
 * @dt:	     the tree, mapped up to its totalsize field's worth; NULL when nothing could be mapped.
 * @dt_phys: its physical address in bytes, for the message and for the reservation.
 *
 * One walk over the structure block. Copies /chosen bootargs to boot_command_line, adds every bank
 * of /memory to memblock (memblock_add), remembers the nodes for of_find_*(), and the reservations
 * for early_init_fdt_scan_reserved_mem().
 *
 * Returns false after one line on the console (a probed one, setup_earlycon_probe()) when the tree
 * is missing, damaged or describes no memory. Called once, MMU on, interrupts masked. Linux 6.12:
 * early_init_dt_scan().
 */
bool early_init_dt_scan(void *dt, phys_addr_t dt_phys);

/**
 * early_init_fdt_scan_reserved_mem() - give memblock every reservation the tree makes.
 *
 * The tree itself, /memreserve/ entries, /reserved-memory children (memblock_reserve(); with no-map
 * also memblock_mark_nomap()), and /chosen's linux,initrd range. After memblock knows the banks.
 * Linux 6.12: same name.
 */
void early_init_fdt_scan_reserved_mem(void);

/**
 * of_flat_dt_get_machine_name() - the root's model, else its first compatible string; never NULL.
 */
const char *of_flat_dt_get_machine_name(void);

/**
 * of_dma_get_max_cpu_address() - highest physical address that every DMA master of the tree
 * reaches.
 * @np: NULL for the whole tree.
 *
 * The smallest limit that a bus's dma-ranges sets; PHYS_ADDR_MAX when none does. Decides the end of
 * ZONE_DMA. Linux 6.12: same name.
 */
struct device_node;
phys_addr_t of_dma_get_max_cpu_address(struct device_node *np);

__END_DECLS

#endif /* _LINUX_OF_FDT_H */
