// SPDX-License-Identifier: GPL-2.0-only
// The order of start.
//
// head.S has turned the MMU on and jumped here on the stack of init_task, with interrupts masked. From here on each
// step may use what the steps above it have built, and nothing else:
//
//   device tree → memblock → linear map → zones and mem_map → per-CPU areas → buddy → SLUB → vmalloc
//               → run queues → interrupts, softirqs, timer → tasks:
//
//   swapper/0 (pid 0)   goes on as CPU 0's idle task
//   init (pid 1)        other CPUs → initcalls → shell
//   kthreadd (pid 2)    parent of the kernel's threads
//
// This page is the only one that knows the whole order. To follow a boot, break on start_kernel and step over one
// call at a time.
//
// Linux 6.12: start_kernel(), rest_init(), kernel_init() in init/main.c.

#include <asm/mmu.h>
#include <asm/setup.h>
#include <asm/smp_plat.h>
#include <linux/console.h>
#include <linux/cpu.h>
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/maple_tree.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/radix-tree.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include <linux/vmstat.h>
#include <linux/workqueue.h>

#include "kernel/shell/shell.h"

extern "C" void start_kernel();

namespace
{

// The figure that every change of the boot path is held against.
void print_boot_cost()
{
	pr_info("Boot: %llu ns from reset to the prompt (instructions, under -icount shift=0)\n",
		ktime_since_reset_ns());
}

// What is left once threads can run: it may sleep.
int kernel_init(void *)
{
	smp_prepare_cpus(setup_max_cpus);
	do_pre_smp_initcalls();
	smp_init();
	do_initcalls();
	start_vmstat_updates();
	system_state = SYSTEM_FREEING_INITMEM;
	mark_readonly();
	free_initmem();
	system_state = SYSTEM_RUNNING;
	print_boot_cost();
	shell_main();
}

// pid 1 and 2; the caller has nothing left to do but to wait for interrupts.
[[noreturn]] void rest_init()
{
	task_struct *const init = create_task(kernel_init, nullptr, &init_task);

	kthreadd_task = create_task(kthreadd, nullptr, &init_task);
	if (IS_ERR(init) || IS_ERR(kthreadd_task))
		panic("No memory for the first tasks");
	set_task_comm(init, "init");
	set_task_comm(kthreadd_task, "kthreadd");
	system_state = SYSTEM_SCHEDULING;
	wake_up_process(init);
	wake_up_process(kthreadd_task);
	schedule_preempt_disabled();
	cpu_startup_entry();
}

} // namespace

// Linux's lib/radix-tree.c (the XArray's nodes) and lib/maple_tree.c, when they are linked in, make their caches here.
__weak void radix_tree_init()
{
}
__weak void maple_tree_init()
{
}

/**
 * start_kernel() - everything between head.S and the first task.
 *
 * Called once: on the boot CPU, MMU and caches on, interrupts masked. Does not return: it ends as CPU 0's idle task. Not
 * __init: it goes on after free_initmem().
 */
void start_kernel()
{
	char *command_line;

	smp_setup_processor_id();
	pr_notice("%s", linux_banner);
	setup_arch(&command_line);
	setup_nr_cpu_ids();
	setup_per_cpu_areas();
	parse_command_line();
	mm_core_init();
	radix_tree_init();
	maple_tree_init();

	sched_init();
	init_IRQ();
	softirq_init();
	init_timers();
	hrtimers_init();
	rcu_init();
	time_init();
	console_init();
	local_irq_enable();
	fork_init();
	workqueue_init_early();
	rest_init();
}
