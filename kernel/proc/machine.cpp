// SPDX-License-Identifier: GPL-2.0-only
// /proc/iomem, interrupts, cmdline, version, uptime: the machine and how it was started.
//
// The resource tree and the interrupt lines belong to kernel/resource.cpp and kernel/irq; here they are walked.
// Linux 6.12 kernel/resource.c: r_show(); fs/proc/{interrupts,cmdline,version,uptime}.c.

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/irqnr.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>

namespace proc
{

namespace
{

// Deeper resources are printed without further indentation.
constexpr int MAX_DEPTH = 5;

// Parents before children, siblings by address.
struct resource *next_resource(struct resource *r)
{
	if (r->child)
		return r->child;
	while (!r->sibling && r->parent)
		r = r->parent;
	return r->sibling;
}

void *iomem_start(struct seq_file *, loff_t *pos)
{
	struct resource *r = iomem_resource.child;

	for (loff_t i = 0; r && i < *pos; i++)
		r = next_resource(r);
	return r;
}

void *iomem_next(struct seq_file *, void *record, loff_t *pos)
{
	++*pos;
	return next_resource(static_cast<struct resource *>(record));
}

void no_stop(struct seq_file *, void *)
{
}

int iomem_show(struct seq_file *m, void *record)
{
	struct resource *r = static_cast<struct resource *>(record);
	int width = iomem_resource.end < 0x10000 ? 4 : 8;
	int depth = 0;

	for (struct resource *p = r; depth < MAX_DEPTH && p->parent != &iomem_resource;
	     p = p->parent)
		depth++;
	seq_printf(m, "%*s%0*llx-%0*llx : %s\n", depth * 2, "", width,
		   static_cast<unsigned long long>(r->start), width,
		   static_cast<unsigned long long>(r->end), r->name ? r->name : "<BAD>");
	return 0;
}

// One record per interrupt number and one behind for what the architecture adds.
void *irq_start(struct seq_file *, loff_t *pos)
{
	return *pos <= nr_irqs ? pos : nullptr;
}

void *irq_next(struct seq_file *, void *, loff_t *pos)
{
	++*pos;
	return *pos <= nr_irqs ? pos : nullptr;
}

constexpr struct seq_operations iomem_ops = {iomem_start, no_stop, iomem_next, iomem_show};
constexpr struct seq_operations irq_ops = {irq_start, no_stop, irq_next, show_interrupts};

int show_cmdline(struct seq_file *m, void *)
{
	seq_puts(m, saved_command_line);
	seq_putc(m, '\n');
	return 0;
}

int show_version(struct seq_file *m, void *)
{
	seq_puts(m, linux_banner);
	return 0;
}

void show_seconds(struct seq_file *m, unsigned long long ns)
{
	seq_printf(m, "%llu.%02llu", ns / NSEC_PER_SEC, ns % NSEC_PER_SEC / (NSEC_PER_SEC / 100));
}

// Seconds since start, and seconds that CPUs were idle, added up.
int show_uptime(struct seq_file *m, void *)
{
	unsigned long long idle = 0;
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		idle += get_cpu_idle_time_us(cpu, nullptr) * NSEC_PER_USEC;
	show_seconds(m, ktime_get_ns());
	seq_putc(m, ' ');
	show_seconds(m, idle);
	seq_putc(m, '\n');
	return 0;
}

int __init register_machine()
{
	proc_create_single("cmdline", 0, nullptr, show_cmdline);
	proc_create_seq("interrupts", 0, nullptr, &irq_ops);
	proc_create_seq("iomem", 0, nullptr, &iomem_ops);
	proc_create_single("uptime", 0, nullptr, show_uptime);
	proc_create_single("version", 0, nullptr, show_version);
	return 0;
}
fs_initcall(register_machine);

} // namespace

} // namespace proc
