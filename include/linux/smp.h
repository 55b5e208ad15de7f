/* SPDX-License-Identifier: GPL-2.0-only */
/* Which CPU is this, and calls on others. Other CPUs are started by a later issue: only the boot CPU is online. */
#ifndef __LINUX_SMP_H
#define __LINUX_SMP_H
#include <linux/errno.h>
#include <linux/types.h>
#include <linux/list.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/preempt.h>
#include <linux/percpu-defs.h>
#include <linux/irqflags.h>
typedef void (*smp_call_func_t)(void *info);
typedef bool (*smp_cond_func_t)(int cpu, void *info);
DECLARE_PER_CPU_READ_MOSTLY(int, cpu_number);
#define raw_smp_processor_id() (*raw_cpu_ptr(&cpu_number))
#define smp_processor_id()     raw_smp_processor_id()
#define __smp_processor_id()   raw_smp_processor_id()
#define get_cpu()                                                                                  \
	({                                                                                         \
		preempt_disable();                                                                 \
		smp_processor_id();                                                                \
	})
#define put_cpu() preempt_enable()
__BEGIN_DECLS
extern unsigned int setup_max_cpus;
/* Writes each possible CPU's number into its per-CPU area; after setup_per_cpu_areas(). */
void smp_prepare_cpus(unsigned int max_cpus);
/*
 * on_each_cpu() - run func(info) on every online CPU with interrupts masked
 * wait: return only when all have run. Task context, interrupts enabled.
 */
void on_each_cpu(smp_call_func_t func, void *info, int wait);
void on_each_cpu_mask(const struct cpumask *mask, smp_call_func_t func, void *info, bool wait);
void on_each_cpu_cond(smp_cond_func_t cond_func, smp_call_func_t func, void *info, bool wait);
void on_each_cpu_cond_mask(smp_cond_func_t cond_func, smp_call_func_t func, void *info, bool wait,
			   const struct cpumask *mask);
/* On one CPU; -ENXIO when it is not online. */
int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait);
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func, void *info,
			    bool wait);
void smp_call_function(smp_call_func_t func, void *info, int wait);
__END_DECLS
#endif
