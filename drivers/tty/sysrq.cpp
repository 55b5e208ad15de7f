// SPDX-License-Identifier: GPL-2.0-only
//
// SysRq: a letter, a report.
//
//	echo t > /proc/sysrq-trigger ──▶ __handle_sysrq('t') ──▶ table[t] ──▶ "sysrq: Show State", handler
//	a driver: handle_sysrq('t') ────▶ if kernel.sysrq allows              none: "sysrq: HELP : loglevel(0-9) …"
//
// The table has a place for each digit and letter. Those of Linux that would do nothing here are left out (no user's processes, no
// file systems, no virtual terminals), so the line of help names what there is. register_sysrq_key() adds others.
// echo _tm does several.
//
// Locks: table_lock for changes; whoever runs a handler is in an RCU read-side section, so that unregister_sysrq_key() can wait for it.
// Linux 6.12: drivers/tty/sysrq.c; kernel/power/poweroff.c for the letter o.

#define pr_fmt(fmt) "sysrq: " fmt

#include <linux/sysrq.h>

#include <asm/irq_regs.h>
#include <linux/array_size.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/rcupdate.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/spinlock.h>
#include <linux/sysctl.h>
#include <linux/workqueue.h>

namespace
{

constinit int sysrq_enabled = 1;
constinit bool always_enabled = false;

// ---- what the letters do ----

void set_loglevel(u8 key)
{
	const int level = key - '0';

	console_loglevel = CONSOLE_LOGLEVEL_DEFAULT;
	pr_info("Loglevel set to %d\n", level);
	console_loglevel = level;
}

void reboot(u8)
{
	lockdep_off();
	local_irq_enable();
	emergency_restart();
}

void crash(u8)
{
	rcu_read_unlock();
	panic("sysrq triggered crash\n");
}

void show_backtraces(u8)
{
	trigger_all_cpu_backtrace();
}

void show_memory(u8)
{
	show_mem();
}

void power_off(struct work_struct *)
{
	kernel_power_off();
}
DECLARE_WORK(poweroff_work, power_off);

// On the boot CPU, in a task.
void queue_power_off(u8)
{
	schedule_work_on(cpumask_first(cpu_online_mask), &poweroff_work);
}

// Of what was interrupted; there is nothing to show where a task asks.
void show_registers(u8)
{
	if (in_hardirq() && get_irq_regs())
		show_regs(get_irq_regs());
}

void show_tasks(u8)
{
	show_state();
	show_all_workqueues();
}

void show_blocked_tasks(u8)
{
	show_state_filter(TASK_UNINTERRUPTIBLE);
}

constexpr sysrq_key_op
	loglevel_op = {set_loglevel, "loglevel(0-9)", "Changing Loglevel", SYSRQ_ENABLE_LOG},
	reboot_op = {reboot, "reboot(b)", "Resetting", SYSRQ_ENABLE_BOOT},
	crash_op = {crash, "crash(c)", "Trigger a crash", SYSRQ_ENABLE_DUMP},
	backtraces_op = {show_backtraces, "show-backtrace-all-active-cpus(l)",
			 "Show backtrace of all active CPUs", SYSRQ_ENABLE_DUMP},
	memory_op = {show_memory, "show-memory-usage(m)", "Show Memory", SYSRQ_ENABLE_DUMP},
	poweroff_op = {queue_power_off, "poweroff(o)", "Power Off", SYSRQ_ENABLE_BOOT},
	registers_op = {show_registers, "show-registers(p)", "Show Regs", SYSRQ_ENABLE_DUMP},
	tasks_op = {show_tasks, "show-task-states(t)", "Show State", SYSRQ_ENABLE_DUMP},
	blocked_op = {show_blocked_tasks, "show-blocked-tasks(w)", "Show Blocked State",
		      SYSRQ_ENABLE_DUMP};
#ifdef CONFIG_LOCKDEP
void show_locks(u8)
{
	debug_show_all_locks();
}
constexpr sysrq_key_op locks_op = {show_locks, "show-all-locks(d)", "Show Locks Held", 0};
#endif

// ---- the table ----

// Digits, small letters, capital letters; -1 for anything else.
constexpr int index_of(u8 key)
{
	if (key >= '0' && key <= '9')
		return key - '0';
	if (key >= 'a' && key <= 'z')
		return key - 'a' + 10;
	if (key >= 'A' && key <= 'Z')
		return key - 'A' + 36;
	return -1;
}

struct key_table {
	const sysrq_key_op *ops[62] = {};

	constexpr void set(char key, const sysrq_key_op *op)
	{
		ops[index_of(key)] = op;
	}
	constexpr key_table()
	{
		for (char digit = '0'; digit <= '9'; digit++)
			set(digit, &loglevel_op);
		set('b', &reboot_op);
		set('c', &crash_op);
#ifdef CONFIG_LOCKDEP
		set('d', &locks_op);
#endif
		set('l', &backtraces_op);
		set('m', &memory_op);
		set('o', &poweroff_op);
		set('p', &registers_op);
		set('t', &tasks_op);
		set('w', &blocked_op);
	}
};

constinit key_table table;
constinit DEFINE_SPINLOCK(table_lock);

int replace(u8 key, const sysrq_key_op *old, const sysrq_key_op *fresh)
{
	const int index = index_of(key);
	int error = -1;

	if (index >= 0) {
		spinlock_guard guard(&table_lock);

		if (table.ops[index] == old) {
			WRITE_ONCE(table.ops[index], fresh);
			error = 0;
		}
	}
	synchronize_rcu();
	return error;
}

// One that has several keys is named once: they lie side by side.
void print_help()
{
	const sysrq_key_op *last = nullptr;

	pr_info("HELP : ");
	for (const sysrq_key_op *const op : table.ops) {
		if (op && op != last)
			pr_cont("%s ", op->help_msg);
		last = op;
	}
	pr_cont("\n");
}

bool allowed(const sysrq_key_op *op)
{
	return always_enabled || sysrq_enabled == 1 || sysrq_enabled & op->enable_mask;
}

// ---- /proc/sysrq-trigger, kernel.sysrq ----

// The first letter; behind a _ all of them.
ssize_t write_trigger(struct file *, const char __user *buf, size_t count, loff_t *)
{
	bool all = false;

	for (size_t i = 0; i < count; i++) {
		if (buf[i] == '_')
			all = true;
		else
			__handle_sysrq(buf[i], false);
		if (!all)
			break;
	}
	return count;
}

constexpr struct proc_ops trigger_ops = {
	.proc_flags = 0,
	.proc_open = nullptr,
	.proc_read = nullptr,
	.proc_write = write_trigger,
	.proc_lseek = nullptr,
	.proc_release = nullptr,
};

constexpr struct ctl_table sysrq_table[] = {
	{
		.procname = "sysrq",
		.data = &sysrq_enabled,
		.maxlen = sizeof(int),
		.mode = 0644,
		.proc_handler = proc_dointvec,
	},
};

int __init sysrq_init()
{
	if (!proc_create("sysrq-trigger", 0200, nullptr, &trigger_ops))
		pr_err("Failed to register proc interface\n");
	return register_sysctl("kernel", sysrq_table) ? 0 : -ENOMEM;
}
device_initcall(sysrq_init);

int __init sysrq_always_enabled_setup(char *)
{
	always_enabled = true;
	pr_info("sysrq always enabled.\n");
	return 1;
}
__setup("sysrq_always_enabled", sysrq_always_enabled_setup);

} // namespace

void __handle_sysrq(u8 key, bool check_mask)
{
	const int level = console_loglevel, index = index_of(key);

	rcu_read_lock();
	const sysrq_key_op *const op = index < 0 ? nullptr : READ_ONCE(table.ops[index]);

	// Who asked sees that it was heard, whatever the level.
	console_loglevel = CONSOLE_LOGLEVEL_DEFAULT;
	if (!op)
		print_help();
	else if (check_mask && !allowed(op))
		pr_info("This sysrq operation is disabled.\n");
	else
		pr_info("%s\n", op->action_msg);
	console_loglevel = level;
	if (op && (!check_mask || allowed(op)))
		op->handler(key);
	rcu_read_unlock();
}

void handle_sysrq(u8 key)
{
	if (sysrq_enabled || always_enabled)
		__handle_sysrq(key, true);
}
EXPORT_SYMBOL(handle_sysrq);

int register_sysrq_key(u8 key, const struct sysrq_key_op *op)
{
	return replace(key, nullptr, op);
}
EXPORT_SYMBOL(register_sysrq_key);

int unregister_sysrq_key(u8 key, const struct sysrq_key_op *op)
{
	return replace(key, op, nullptr);
}
EXPORT_SYMBOL(unregister_sysrq_key);

int sysrq_mask()
{
	return always_enabled ? 1 : sysrq_enabled;
}
EXPORT_SYMBOL_GPL(sysrq_mask);
