// SPDX-License-Identifier: GPL-2.0-only
/* The simulated machine's CPU: affinity 0, 48-bit physical addresses. */
#ifndef __ASM_CPUTYPE_H
#define __ASM_CPUTYPE_H

#include <linux/types.h>

static inline u64 read_cpuid_mpidr(void)
{
	return 0;
}

static inline unsigned int cpu_physical_address_bits(void)
{
	return 48;
}

#endif
