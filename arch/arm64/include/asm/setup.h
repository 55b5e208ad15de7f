/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_SETUP_H
#define __ASM_SETUP_H

#include <linux/compiler_types.h>
#include <linux/types.h>

__BEGIN_DECLS

/**
 * setup_arch() - learn the machine from the device tree and set up its memory, up to zones and mem_map.
 * @cmdline_p: set to the command line.
 * First thing after the banner; interrupts masked.
 */
void setup_arch(char **cmdline_p);

/** boot_current_el - CurrentEL as the boot loader left it: 4 for EL1, 8 for EL2. Init data. */
extern u64 boot_current_el;

__END_DECLS

#endif
