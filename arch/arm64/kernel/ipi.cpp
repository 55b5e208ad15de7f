// SPDX-License-Identifier: GPL-2.0-only
// Interrupts from CPU to CPU.
//
// The controller has sixteen software-generated interrupts; the first eight are used, by Linux's numbers. Each is an irq of its own,
// hidden from the list of /proc/interrupts, which shows them as IPI0 … IPI7.
//
//   0 reschedule     nothing to do here: the interrupt's return looks whether another task should run
//   1 call function  kernel/smp.cpp: serve the queue
//   2 stop           panic, power off: this CPU leaves, for ever
//   6 backtrace      tell what this CPU is doing (linux/nmi.h)
//   3, 4, 5, 7       Linux's stop by NMI, timer broadcast, irq_work, kgdb: never sent
//
// Linux 6.12: arch/arm64/kernel/smp.c.

#include <asm/irq_regs.h>
#include <asm/processor.h>
#include <asm/smp.h>
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kernel.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/smp.h>

namespace
{

enum ipi_msg_type {
	IPI_RESCHEDULE,
	IPI_CALL_FUNC,
	IPI_CPU_STOP,
	IPI_CPU_STOP_NMI,
	IPI_TIMER,
	IPI_IRQ_WORK,
	IPI_CPU_BACKTRACE,
	IPI_KGDB_ROUNDUP,
	MAX_IPI
};

constinit int ipi_irq_base __ro_after_init = 0;
constinit struct irq_desc *ipi_desc[MAX_IPI] __ro_after_init = {};
DEFINE_PER_CPU(int, ipi_cookie);

[[noreturn]] void stop_this_cpu()
{
	set_cpu_online(smp_processor_id(), false);
	asm volatile("msr daifset, #0xf" ::: "memory");
	cpu_park_loop();
}

irqreturn_t ipi_handler(int irq, void *)
{
	switch (irq - ipi_irq_base) {
	case IPI_RESCHEDULE:
		scheduler_ipi();
		break;
	case IPI_CALL_FUNC:
		generic_smp_call_function_interrupt();
		break;
	case IPI_CPU_STOP:
		stop_this_cpu();
	case IPI_CPU_BACKTRACE:
		nmi_cpu_backtrace(get_irq_regs());
		break;
	default:
		pr_crit("CPU%u: Unknown IPI message 0x%x\n", smp_processor_id(),
			irq - ipi_irq_base);
		break;
	}
	return IRQ_HANDLED;
}

void send(const struct cpumask *target, ipi_msg_type message)
{
	struct irq_data *data = &ipi_desc[message]->irq_data;

	data->chip->ipi_send_mask(data, target);
}

unsigned int others_online()
{
	return num_online_cpus() - cpu_online(smp_processor_id());
}

} // namespace

void __init set_smp_ipi_range(int ipi_base, int n)
{
	WARN_ON(n < MAX_IPI);
	ipi_irq_base = ipi_base;
	for (int i = 0; i < MAX_IPI; i++) {
		const int error = request_percpu_irq(ipi_base + i, ipi_handler, "IPI", &ipi_cookie);

		WARN(error, "Could not request IPI %d, err=%d\n", i, error);
		ipi_desc[i] = irq_to_desc(ipi_base + i);
		ipi_desc[i]->irq_data.state |= IRQD_HIDDEN;
	}
	ipi_setup();
}

void ipi_setup(void)
{
	for (int i = 0; i < MAX_IPI; i++)
		enable_percpu_irq(ipi_irq_base + i, 0);
}

void arch_send_call_function_single_ipi(int cpu)
{
	send(cpumask_of(cpu), IPI_CALL_FUNC);
}

void arch_send_call_function_ipi_mask(const struct cpumask *mask)
{
	send(mask, IPI_CALL_FUNC);
}

void arch_trigger_cpumask_backtrace(const cpumask_t *mask, int exclude_cpu)
{
	nmi_trigger_cpumask_backtrace(mask, exclude_cpu,
				      [](cpumask_t *asked) { send(asked, IPI_CPU_BACKTRACE); });
}

void arch_smp_send_reschedule(int cpu)
{
	send(cpumask_of(cpu), IPI_RESCHEDULE);
}

// A CPU that has its interrupts masked for ever does not answer: after a second it is named, and left.
void smp_send_stop(void)
{
	static unsigned long stop_in_progress;
	struct cpumask others;

	if (!others_online() || test_and_set_bit(0, &stop_in_progress))
		return;
	cpumask_copy(&others, cpu_online_mask);
	cpumask_clear_cpu(smp_processor_id(), &others);
	if (atomic_read(&panic_cpu) != PANIC_CPU_INVALID)
		pr_crit("SMP: stopping secondary CPUs\n");
	send(&others, IPI_CPU_STOP);
	for (int i = 0; others_online() && i < 1000000; i++)
		udelay(1);
	if (!others_online())
		return;
	cpumask_copy(&others, cpu_online_mask);
	cpumask_clear_cpu(smp_processor_id(), &others);
	pr_warn("SMP: failed to stop secondary CPUs %*pbl\n", cpumask_pr_args(&others));
}

void panic_smp_self_stop(void)
{
	stop_this_cpu();
}
