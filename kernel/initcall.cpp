// SPDX-License-Identifier: GPL-2.0-only
// Initcalls: functions that the linker has gathered, run once at boot, level by level.
//
//   early   pure   core   postcore   arch   subsys   fs   rootfs   device   late
//
// Within a level they run in link order. module_init() of a file that is linked in is a device initcall, so it finds
// everything below it up. Linux 6.12: do_initcalls(), do_one_initcall() in init/main.c.

#include <linux/bug.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/irqflags.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/timekeeping.h>

// Set by the linker script.
extern "C" initcall_entry_t __initcall_start[], __initcall0_start[], __initcall_end[];
extern "C" initcall_entry_t __con_initcall_start[], __con_initcall_end[];

extern "C" {
enum system_states system_state;
}

constinit bool initcall_debug = false;
core_param(initcall_debug, initcall_debug, bool, 0644);

namespace
{

int call(initcall_t fn)
{
	if (!initcall_debug)
		return fn();

	pr_info("calling  %pS @ 0\n", fn);

	const ktime_t start = ktime_get();
	const int result = fn();

	pr_info("initcall %pS returned %d after %lld usecs\n", fn, result,
		(ktime_get() - start) / 1000);
	return result;
}

void run(const initcall_entry_t *first, const initcall_entry_t *end)
{
	for (; first < end; first++)
		do_one_initcall(*first);
}

} // namespace

int do_one_initcall(initcall_t fn)
{
	const int count = preempt_count();
	const int result = call(fn);

	if (preempt_count() != count) {
		preempt_count_set(count);
		WARN(true, "initcall %pS returned with preemption imbalance\n", fn);
	}
	if (irqs_disabled()) {
		local_irq_enable();
		WARN(true, "initcall %pS returned with disabled interrupts\n", fn);
	}
	return result;
}

void __init console_initcalls(void)
{
	run(__con_initcall_start, __con_initcall_end);
}

void __init do_pre_smp_initcalls(void)
{
	run(__initcall_start, __initcall0_start);
}

void __init do_initcalls(void)
{
	run(__initcall0_start, __initcall_end);
}
