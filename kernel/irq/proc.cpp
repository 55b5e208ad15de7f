// SPDX-License-Identifier: GPL-2.0-only
//
// The text of /proc/interrupts, in Linux's columns:
//
//	           CPU0       CPU1
//	 11:         25         31     GICv3  27 Level     arch_timer
//	IPI0:         0          0       Rescheduling interrupts
//	Err:          0
//
// Numbers 1 … 8 are the inter-processor interrupts, which have lines of their own. Linux 6.12:
// kernel/irq/proc.c, arch/arm64/kernel/smp.c, irq.c.

#include <linux/kernel.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/seq_file.h>
#include "kernel/irq/internals.h"

namespace
{

constexpr const char *ipi_names[] = {
	"Rescheduling interrupts",    "Function call interrupts",
	"CPU stop interrupts",        "CPU stop NMIs",
	"Timer broadcast interrupts", "IRQ work interrupts",
	"CPU backtrace interrupts",   "KGDB roundup interrupts",
};

// The controller's driver maps them first, so they have the lowest numbers.
constexpr unsigned first_ipi = 1;

// Width of the first column: that of the largest number, at least 3.
int number_width()
{
	int width = 3;

	for (unsigned j = 1000; width < 10 && j <= nr_irqs; width++)
		j *= 10;
	return width;
}

void show_counts(seq_file *p, irq_desc *desc)
{
	int cpu;

	for_each_online_cpu(cpu)
		seq_printf(p, "%10u ", desc ? *per_cpu_ptr(desc->kstat_irqs, cpu) : 0);
}

void show_header(seq_file *p, int width)
{
	int cpu;

	seq_printf(p, "%*s", width + 8, "");
	for_each_online_cpu(cpu)
		seq_printf(p, "CPU%-8d", cpu);
	seq_putc(p, '\n');
}

void show_chip(seq_file *p, irq_data *data, int width)
{
	if (!data->chip)
		seq_printf(p, " %8s", "None");
	else if (data->chip->irq_print_chip)
		data->chip->irq_print_chip(data, p);
	else
		seq_printf(p, " %8s", data->chip->name ? data->chip->name : "-");
	if (data->domain)
		seq_printf(p, " %*lu", width, data->hwirq);
	else
		seq_printf(p, " %*s", width, "");
	seq_printf(p, " %-8s", irqd_is_level_type(data) ? "Level" : "Edge");
}

} // namespace

int arch_show_interrupts(struct seq_file *p, int prec)
{
	for (unsigned i = 0; i < ARRAY_SIZE(ipi_names); i++) {
		seq_printf(p, "%*s%u:%s", prec - 1, "IPI", i, prec >= 4 ? " " : "");
		show_counts(p, irq_to_desc(first_ipi + i));
		seq_printf(p, "      %s\n", ipi_names[i]);
	}
	seq_printf(p, "%*s: %10lu\n", prec, "Err", irq::unexpected_count());
	return 0;
}

int show_interrupts(struct seq_file *p, void *v)
{
	loff_t number = *static_cast<loff_t *>(v);
	int width = number_width();

	if (number > nr_irqs)
		return 0;
	if (number == nr_irqs)
		return arch_show_interrupts(p, width);
	if (number == 0)
		show_header(p, width);

	irq_desc *desc = irq_to_desc(static_cast<unsigned>(number));
	if (!desc || !desc->action || (desc->irq_data.state & IRQD_HIDDEN))
		return 0;
	seq_printf(p, "%*d: ", width, static_cast<int>(number));
	show_counts(p, desc);

	raw_spinlock_irqsave_guard guard(&desc->lock);
	show_chip(p, &desc->irq_data, width);
	if (desc->name)
		seq_printf(p, "-%-8s", desc->name);
	const char *separator = "  ";
	for (irqaction *action = desc->action; action; action = action->next) {
		seq_printf(p, "%s%s", separator, action->name);
		separator = ", ";
	}
	seq_putc(p, '\n');
	return 0;
}
