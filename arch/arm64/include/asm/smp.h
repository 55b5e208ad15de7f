/* SPDX-License-Identifier: GPL-2.0-only */
/* Starting the other CPUs, and interrupts from one to another. arch/arm64/kernel/smp.cpp, ipi.cpp, cpu_ops.cpp */
#ifndef __ASM_SMP_H
#define __ASM_SMP_H

/* Offsets in struct secondary_data, for head.S. */
#define SECONDARY_MPIDR  0
#define SECONDARY_TASK   8
#define SECONDARY_STACK  16
#define SECONDARY_OFFSET 24

#ifndef __ASSEMBLY__

#include <linux/compiler_types.h>
#include <linux/types.h>

__BEGIN_DECLS

/**
 * struct secondary_data - what head.S gives a CPU that has just got its MMU on.
 * @mpidr: whom it is for; written last. A CPU that comes too late finds another name here, and parks.
 * @task: its idle task. @stack: the stack's upper end. @cpu_offset: its __per_cpu_offset[].
 */
struct secondary_data {
	u64 mpidr;
	struct task_struct *task;
	void *stack;
	unsigned long cpu_offset;
};
extern struct secondary_data secondary_data;

/** secondary_start_kernel() - from head.S, on the CPU's own idle task's stack, interrupts masked. */
void secondary_start_kernel(void) __attribute__((noreturn));

/* Entries in head.S, by physical address and with the MMU off: by PSCI; for all that wait in a spin-table at once. */
void secondary_entry(void);
void secondary_holding_pen(void);

/**
 * set_smp_ipi_range() - the interrupt controller's driver tells which @n irqs from @ipi_base on are its SGIs 0 … n-1.
 * They are enabled on this CPU, and on each other one when it starts.
 */
void set_smp_ipi_range(int ipi_base, int n);
/** ipi_setup() - let this CPU take them. */
void ipi_setup(void);

/** struct cpu_operations - a way to start CPUs: the device tree's enable-method. Each returns 0 or a negative error. */
struct cpu_operations {
	const char *name;
	int (*cpu_init)(unsigned int cpu);    /* what the tree says of it */
	int (*cpu_prepare)(unsigned int cpu); /* while one CPU runs */
	int (*cpu_boot)(unsigned int cpu);    /* go */
};
extern const struct cpu_operations smp_spin_table_ops;
extern const struct cpu_operations cpu_psci_ops;

__END_DECLS

#endif /* __ASSEMBLY__ */
#endif
