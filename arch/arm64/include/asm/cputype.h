/* SPDX-License-Identifier: GPL-2.0-only */
/* What the CPU says of itself. */
#ifndef __ASM_CPUTYPE_H
#define __ASM_CPUTYPE_H

#include <linux/types.h>
#include <asm/sysreg.h>

/** read_cpuid_mpidr() - this CPU's MPIDR_EL1: its affinity, by which the device tree knows it. */
static inline u64 read_cpuid_mpidr(void)
{
	return read_sysreg(mpidr_el1);
}

/**
 * cpu_physical_address_bits() - width of a physical address, ID_AA64MMFR0_EL1.PARange (Arm ARM D19).
 * At most 48: the page tables here hold no more.
 */
static inline unsigned int cpu_physical_address_bits(void)
{
	static const u8 bits[] = {32, 36, 40, 42, 44, 48};
	unsigned int range = read_sysreg(id_aa64mmfr0_el1) & 0xf;

	return range < sizeof(bits) ? bits[range] : 48;
}

#endif
