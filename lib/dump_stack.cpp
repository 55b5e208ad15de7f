// SPDX-License-Identifier: GPL-2.0-only
//
// Who runs where, and how the code came here: the frame of every report. Linux 6.12: lib/dump_stack.c.

#include <linux/stacktrace.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/string.h>
#include <linux/utsname.h>
#include <linux/workqueue.h>

#include <asm/stacktrace.h>

namespace
{

/* The machine's name, from the device tree. */
char arch_description[128];

} // namespace

extern "C" {

void dump_stack_set_arch_desc(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(arch_description, sizeof(arch_description), fmt, args);
	va_end(args);
}

void dump_stack_print_info(const char *log_lvl)
{
	printk("%sCPU: %d UID: %u PID: %d Comm: %.20s %s %s %.*s\n", log_lvl, smp_processor_id(),
	       0U, current->pid, current->comm, print_tainted(), UTS_RELEASE,
	       (int)strcspn(UTS_VERSION, " "), UTS_VERSION);
	if (get_taint())
		printk("%s%s\n", log_lvl, print_tainted_verbose());
	if (arch_description[0])
		printk("%sHardware name: %s\n", log_lvl, arch_description);
	print_worker_info(log_lvl, current);
}

void show_regs_print_info(const char *log_lvl)
{
	dump_stack_print_info(log_lvl);
}

void show_stack(struct task_struct *task, unsigned long *sp, const char *loglvl)
{
	unsigned long entries[32];
	unsigned int count;

	if (!task || task == current) {
		show_stack_trace(nullptr, loglvl);
		return;
	}
	count = stack_trace_save_tsk(task, entries, 32, 0);
	printk("%sCall trace:\n", loglvl);
	for (unsigned int i = 0; i < count; i++)
		printk("%s %pB\n", loglvl, (void *)entries[i]);
}

void dump_stack_lvl(const char *log_lvl)
{
	dump_stack_print_info(log_lvl);
	show_stack(nullptr, nullptr, log_lvl);
}

void dump_stack(void)
{
	dump_stack_lvl(KERN_DEFAULT);
}

} // extern "C"
