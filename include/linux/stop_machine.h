/* SPDX-License-Identifier: GPL-2.0-only */
/* Running a function while every CPU stands still (kernel/stop_machine.cpp). Linux 6.12: include/linux/stop_machine.h. */
#ifndef _LINUX_STOP_MACHINE
#define _LINUX_STOP_MACHINE

#include <linux/cpumask.h>
#include <linux/types.h>

typedef int (*cpu_stop_fn_t)(void *arg);

__BEGIN_DECLS
/**
 * stop_machine() - run fn(data) while all online CPUs have interrupts off and do nothing else
 * @cpus: it runs on each of these; NULL: on one of them.
 * Nobody holds a spinlock meanwhile, no task is inside a stretch without preemption, and every CPU has synchronised its context when it goes on.
 * Task context, may sleep. Returns what fn returned; of several, one that is not 0.
 */
int stop_machine(cpu_stop_fn_t fn, void *data, const struct cpumask *cpus);
__END_DECLS

#define stop_machine_cpuslocked(fn, data, cpus) stop_machine(fn, data, cpus)

#endif
