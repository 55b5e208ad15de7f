/* SPDX-License-Identifier: GPL-2.0-only */
/* Logical CPU numbers and the hardware's names for them (MPIDR_EL1's affinity fields). */
#ifndef __ASM_SMP_PLAT_H
#define __ASM_SMP_PLAT_H

#include <linux/const.h>

#define INVALID_HWID       (~ULL(0))
#define MPIDR_HWID_BITMASK ULL(0xff00ffffff)

#ifndef __ASSEMBLY__

#include <linux/compiler_types.h>
#include <linux/types.h>

__BEGIN_DECLS

/** cpu_logical_map() - MPIDR_EL1's affinity of logical CPU @cpu, INVALID_HWID if it does not exist. */
u64 cpu_logical_map(unsigned int cpu);

/** smp_setup_processor_id() - note which CPU boots; before anything is printed. */
void smp_setup_processor_id(void);

/** smp_init_cpus() - number the CPUs that the device tree names and mark them possible. */
void smp_init_cpus(void);

__END_DECLS

#endif /* __ASSEMBLY__ */
#endif
