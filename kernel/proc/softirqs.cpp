// SPDX-License-Identifier: GPL-2.0-only
// /proc/softirqs: how often each softirq ran on each CPU. Linux 6.12: fs/proc/softirqs.c.

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/kernel_stat.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

namespace proc
{

namespace
{

int show_softirqs(struct seq_file *m, void *)
{
	int cpu;

	seq_printf(m, "%20s", "");
	for_each_possible_cpu(cpu)
		seq_printf(m, "CPU%-8d", cpu);
	seq_putc(m, '\n');

	for (unsigned int nr = 0; nr < NR_SOFTIRQS; nr++) {
		seq_printf(m, "%12s:", softirq_to_name[nr]);
		for_each_possible_cpu(cpu)
			seq_printf(m, " %10u", kstat_softirqs_cpu(nr, cpu));
		seq_putc(m, '\n');
	}
	return 0;
}

int __init register_softirqs()
{
	proc_create_single("softirqs", 0, nullptr, show_softirqs);
	return 0;
}
fs_initcall(register_softirqs);

} // namespace

} // namespace proc
