/* SPDX-License-Identifier: GPL-2.0-only */
/* How CPUs come online (kernel/cpu.cpp, smpboot.cpp): during boot, or later by add_cpu(). They never go, so there is nothing to hold off. */
#ifndef _LINUX_CPU_H_
#define _LINUX_CPU_H_
#include <linux/cpumask.h>
#include <linux/cpuhotplug.h>
__BEGIN_DECLS
struct task_struct;
/* Starts up to max_cpus CPUs, this one counted; each that does not come is one line. Boot CPU, task context. */
void bringup_nonboot_cpus(unsigned int max_cpus);
/* Has a present CPU that was left out at boot (maxcpus=) come online. 0, -ENODEV, or why it did not come. Task context, may sleep. */
int add_cpu(unsigned int cpu);
/* The new CPU's own steps, interrupts masked; then those behind it, online and in its idle task. */
void notify_cpu_starting(unsigned int cpu);
void cpuhp_online_idle(unsigned int cpu);
/* A CPU's idle task, made when it is first asked for. NULL without memory. */
struct task_struct *idle_thread_get(unsigned int cpu);
/* The end of a CPU's way up: its idle loop. */
void cpu_startup_entry(void) __noreturn;
/* Code in which an idle CPU is found by the interrupt that ends its sleep; is @pc in it? */
#define __cpuidle __section(".cpuidle.text")
bool cpu_in_idle(unsigned long pc);
/** default_idle_call() - sleep until an interrupt is pending, without ticks. The idle task, interrupts masked before and after. */
void default_idle_call(void);
/* What calls from this CPU on many others need. 0 or -ENOMEM. */
int smpcfd_prepare_cpu(unsigned int cpu);
__END_DECLS
static inline void cpus_read_lock(void)
{
}
static inline void cpus_read_unlock(void)
{
}
static inline void lockdep_assert_cpus_held(void)
{
}
#define cpu_hotplug_disable()                                                                      \
	do {                                                                                       \
	} while (0)
#define cpu_hotplug_enable()                                                                       \
	do {                                                                                       \
	} while (0)
#endif
