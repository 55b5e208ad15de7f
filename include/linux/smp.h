/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which CPU is this, and calls on others (kernel/smp.cpp).
 *
 * A called function runs on the other CPU in interrupt context with interrupts masked: it must be short and must not sleep.
 * The callers that may have to wait must not have interrupts masked: two CPUs that call each other would wait for ever.
 */
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
#include <linux/smp_types.h>
typedef void (*smp_call_func_t)(void *info);
typedef bool (*smp_cond_func_t)(int cpu, void *info);
struct __call_single_data {
	struct __call_single_node node;
	smp_call_func_t func;
	void *info;
};
#define CSD_INIT(_func, _info)                                                                     \
	(struct __call_single_data)                                                                \
	{                                                                                          \
		.func = (_func), .info = (_info)                                                   \
	}
typedef struct __call_single_data call_single_data_t __aligned(sizeof(struct __call_single_data));
#define INIT_CSD(_csd, _func, _info)                                                               \
	do {                                                                                       \
		*(_csd) = CSD_INIT((_func), (_info));                                              \
	} while (0)

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
/* How many CPUs are to be started: maxcpus=; 0 by nosmp. */
extern unsigned int setup_max_cpus;
/* The other CPUs come online. Boot CPU, interrupts enabled, timer running, before initcalls. */
void smp_init(void);
/*
 * on_each_cpu() - run func(info) on every online CPU with interrupts masked
 * wait: return only when all have run. Task context, interrupts enabled.
 * The others of this family: only on the CPUs of a mask, or for which cond_func(cpu, info) holds.
 */
void on_each_cpu_cond_mask(smp_cond_func_t cond_func, smp_call_func_t func, void *info, bool wait,
			   const struct cpumask *mask);
/*
 * smp_call_function_single() - run func(info) on one CPU, this one included
 * wait: return when it has run; else at once, and the next call from here may have to wait.
 * Task context, interrupts enabled. 0, or -ENXIO when the CPU is not online.
 */
int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait);
/*
 * smp_call_function_single_async() - the same by the caller's own element, without waiting
 * Any context. 0, -ENXIO when the CPU is not online, -EBUSY when the element is still in use.
 */
int smp_call_function_single_async(int cpu, call_single_data_t *csd);
/* On any CPU of a mask, this one if it is among them. 0, or -ENXIO when none of them is online. */
int smp_call_function_any(const struct cpumask *mask, smp_call_func_t func, void *info, int wait);
/* On every online CPU of a mask but this one. Preemption disabled by the caller. */
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func, void *info,
			    bool wait);
/* On every online CPU but this one. */
void smp_call_function(smp_call_func_t func, void *info, int wait);
/*
 * smp_call_on_cpu() - run func(par) on a CPU, in a task, and wait for it
 * phys (the host's CPU under a hypervisor) has no meaning here. Value: func's, or -ENXIO when the CPU is not online. May sleep.
 */
int smp_call_on_cpu(unsigned int cpu, int (*func)(void *), void *par, bool phys);
/* Idle CPUs go round their idle loop once. */
void wake_up_all_idle_cpus(void);
/* The element of a call, or of an irq_work, goes to @cpu's queue. Any context. */
void __smp_call_single_queue(int cpu, struct llist_node *node);
/* Every other CPU has taken an interrupt, so it has left what it was doing in its idle loop. */
void kick_all_cpus_sync(void);
/* From the architecture's call-function interrupt: serve this CPU's queue. Interrupts masked. */
void generic_smp_call_function_interrupt(void);
#define generic_smp_call_function_single_interrupt generic_smp_call_function_interrupt

/* ---- what the architecture gives (arch/arm64/kernel/smp.cpp, ipi.cpp) ---- */

struct task_struct;
/* Prepares the possible CPUs for their start and marks those that can be started present. */
void smp_prepare_cpus(unsigned int max_cpus);
/* Starts one CPU with its idle task. 0 when it is online, else a negative error and one line. */
int __cpu_up(unsigned int cpu, struct task_struct *idle);
/* All have come that will. */
void smp_cpus_done(unsigned int max_cpus);
void arch_send_call_function_single_ipi(int cpu);
void arch_send_call_function_ipi_mask(const struct cpumask *mask);
void arch_smp_send_reschedule(int cpu);
/* Stops all other CPUs for ever; waits at most a second for them. Any context. */
void smp_send_stop(void);
__END_DECLS

/* Have the CPU look for a task to run: it takes an interrupt. */
static inline void smp_send_reschedule(int cpu)
{
	arch_smp_send_reschedule(cpu);
}
static inline void on_each_cpu_mask(const struct cpumask *mask, smp_call_func_t func, void *info,
				    bool wait)
{
	on_each_cpu_cond_mask(NULL, func, info, wait, mask);
}
static inline void on_each_cpu(smp_call_func_t func, void *info, int wait)
{
	on_each_cpu_cond_mask(NULL, func, info, wait, cpu_online_mask);
}
static inline void on_each_cpu_cond(smp_cond_func_t cond_func, smp_call_func_t func, void *info,
				    bool wait)
{
	on_each_cpu_cond_mask(cond_func, func, info, wait, cpu_online_mask);
}
#endif
