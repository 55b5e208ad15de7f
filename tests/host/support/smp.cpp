// SPDX-License-Identifier: GPL-2.0-only
// The simulated machine's CPUs: who runs them, and how their interrupts come.
//
// A thread that calls host::set_cpu(n) runs CPU n until it ends or takes another one. Who runs a CPU:
//
//	                  set_cpu(n)                              an interrupt for n is sent
//	   NOBODY ──────────────────────▶ THREAD       NOBODY ──────────────────────────────▶ BORROWED
//	      ▲      its thread ends         │             ▲    the sender has served it        │  (the sender's thread
//	      └──────────────────────────────┘             └────────────────────────────────────┘   is CPU n meanwhile)
//
// An interrupt for a CPU that a thread runs is noted in `pending`; the thread serves it where it next lets interrupts in, or waits
// for something with interrupts on (cpu_relax(), schedule()): at defined places, so data of this CPU alone needs no atomic. A thread
// that does neither for long calls host::poll().
//
// The test's own thread is CPU 0 after the boot without running it in this sense: it waits for the others outside of the kernel most of
// the time, and whoever needs CPU 0 then does its work. So it must not be in the kernel while they are.
//
// RCU takes a CPU that nobody runs for idle.
//
// This side includes the kernel's headers and nothing of the C library.
#include <asm/percpu.h>
#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "tests/host/support/contract.h"

namespace
{

enum runner : int { NOBODY, THREAD, BORROWED };

struct line {
	int runner;
	int pending;
} __aligned(64);

constinit line lines[NR_CPUS] = {};

// Threads that run no CPU have this one.
constinit int never_pending = 0;
__thread int running = -1; // the CPU that this thread runs

bool take(int cpu, runner who)
{
	int expected = NOBODY;

	return __atomic_compare_exchange_n(&lines[cpu].runner, &expected, who, false,
					   __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

bool clear_pending(int cpu)
{
	return __atomic_exchange_n(&lines[cpu].pending, 0, __ATOMIC_SEQ_CST);
}

void serve_as(int cpu)
{
	const unsigned long own_offset = host_cpu_offset, own_flags = host_irq_flags;
	const int own_count = host_preempt_count;

	host_cpu_offset = per_cpu_offset(cpu);
	host_irq_flags = PSR_IRQ_MASKED;
	host_preempt_count += HARDIRQ_OFFSET;
	generic_smp_call_function_interrupt();
	host_preempt_count = own_count;
	host_irq_flags = own_flags;
	host_cpu_offset = own_offset;
}

// Nobody runs the CPU? Then the caller does its work.
void serve_if_nobody_runs(int cpu)
{
	while (__atomic_load_n(&lines[cpu].pending, __ATOMIC_SEQ_CST) && take(cpu, BORROWED)) {
		if (clear_pending(cpu))
			serve_as(cpu);
		__atomic_store_n(&lines[cpu].runner, NOBODY, __ATOMIC_SEQ_CST);
	}
}

} // namespace

extern "C" {

__thread const int *host_irq_line = &never_pending;

void host_relax(void)
{
	if (!arch_irqs_disabled())
		host_irq_point();
	host_yield();
}

// The slow part of host_irq_point(): interrupts are on, and one is pending.
void host_serve_irq(void)
{
	if (clear_pending(running))
		serve_as(running);
}

void host_leave_cpu(void)
{
	if (running < 0)
		return;
	do_softirq();
	rcu_idle_enter();
	do_softirq();

	const int cpu = running;

	running = -1;
	host_irq_line = &never_pending;
	__atomic_store_n(&lines[cpu].runner, NOBODY, __ATOMIC_SEQ_CST);
	serve_if_nobody_runs(cpu);
}

void host_become_cpu(unsigned int cpu, bool runs)
{
	host_leave_cpu();
	if (runs) {
		while (!take((int)cpu, THREAD))
			host_yield();
		running = (int)cpu;
		host_irq_line = &lines[cpu].pending;
	}
	set_my_cpu_offset(per_cpu_offset(cpu));
	host_become_task(cpu);
	if (!cpu_online(cpu))
		set_cpu_online(cpu, true);
	if (runs)
		rcu_idle_exit();
}

// From one thread, before the CPUs' own start: the set of them doesn't change under those who look.
void host_online_cpus(unsigned int cpus)
{
	for (unsigned int cpu = 0; cpu < cpus; cpu++)
		if (!cpu_online(cpu))
			set_cpu_online(cpu, true);
}

void arch_send_call_function_single_ipi(int cpu)
{
	__atomic_store_n(&lines[cpu].pending, 1, __ATOMIC_SEQ_CST);
	serve_if_nobody_runs(cpu);
}

void arch_send_call_function_ipi_mask(const struct cpumask *mask)
{
	int cpu;

	for_each_cpu(cpu, mask) arch_send_call_function_single_ipi(cpu);
}

void arch_smp_send_reschedule(int)
{
}

void smp_send_stop(void)
{
}

struct task_struct *idle_thread_get(unsigned int)
{
	return &init_task;
}

int __cpu_up(unsigned int cpu, struct task_struct *)
{
	set_cpu_online(cpu, true);
	return 0;
}

void smp_cpus_done(unsigned int)
{
}

} // extern "C"
