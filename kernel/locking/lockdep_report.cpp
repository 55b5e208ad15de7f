// SPDX-License-Identifier: GPL-2.0-only
//
// What the lock-order checker says, in Linux's words: who wants what, what is held, the order that was seen before with the
// stack of each step, and the schedule in which two CPUs would meet. lockdep.cpp has the theory.
// Linux 6.12: print_circular_bug() and the other print_* of kernel/locking/lockdep.c.

#include "kernel/locking/lockdep.hpp"

#ifdef CONFIG_LOCKDEP

#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/stacktrace.h>
#include <linux/utsname.h>

namespace lockdep
{
namespace
{

constexpr const char *usage_names[usages] = {
	"IN-HARDIRQ-W", "IN-HARDIRQ-R", "HARDIRQ-ON-W", "HARDIRQ-ON-R",
	"IN-SOFTIRQ-W", "IN-SOFTIRQ-R", "SOFTIRQ-ON-W", "SOFTIRQ-ON-R",
};

void print_class_name(const lock_class *cls)
{
	pr_cont("%s", cls->name);
	if (cls->subclass)
		pr_cont("/%u", cls->subclass);
}

void print_class(const lock_class *cls)
{
	pr_cont("(");
	print_class_name(cls);
	pr_cont("){%c%c%c%c}-{%d:%d}", usage_letter(cls, used_in_hardirq),
		usage_letter(cls, used_in_hardirq_read), usage_letter(cls, used_in_softirq),
		usage_letter(cls, used_in_softirq_read), cls->wait_type, cls->wait_type);
}

void print_lock(const held_lock *held)
{
	pr_cont("%px ", held->instance);
	print_class(held->of_class);
	pr_cont(", at: %pS\n", reinterpret_cast<void *>(held->acquire_ip));
}

void print_stack(const stack &trace)
{
	stack_trace_print(trace.entries, trace.depth, 5);
}

void print_held_locks(const struct task_struct *task)
{
	const unsigned int depth = task->lockdep_depth;

	if (!depth) {
		pr_warn("no locks held by %s/%d.\n", task->comm, task->pid);
		return;
	}
	pr_warn("%u lock%s held by %s/%d:\n", depth, depth > 1 ? "s" : "", task->comm, task->pid);
	for (unsigned int i = 0; i < depth; i++) {
		if (!task->held_locks[i].of_class)
			continue;
		pr_warn(" #%u: ", i);
		print_lock(&task->held_locks[i]);
	}
}

void print_who()
{
	pr_warn("%s/%d is trying to acquire lock:\n", current->comm, current->pid);
}

void print_title(const char *rule, const char *text)
{
	pr_warn("\n");
	pr_warn("%s\n", rule);
	pr_warn("WARNING: %s\n", text);
	pr_warn(UTS_RELEASE " #1 %s\n", print_tainted());
	for (const char *c = rule; *c; c++)
		pr_cont("-");
	pr_cont("\n");
}

void print_end()
{
	pr_warn("\nother info that might help us debug this:\n");
	print_held_locks(current);
	pr_warn("\nstack backtrace:\n");
	dump_stack();
}

void print_lock_step(int column, const lock_class *cls)
{
	pr_warn("  %*slock(", column, "");
	print_class_name(cls);
	pr_cont(");\n");
}

void print_interrupt_step()
{
	pr_warn("  <Interrupt>\n");
}

// ---------------------------------------------------------------------------------------------------------------------

// The walk ended at the class that is held; visited_by leads back to the one that is being taken.
void report_circle(const finding &f)
{
	const edge *path[32];
	unsigned int steps = 0;

	print_title("======================================================",
		    "possible circular locking dependency detected");
	print_who();
	print_lock(f.taken);
	pr_warn("\nbut task is already holding lock:\n");
	print_lock(f.other);
	pr_warn("\nwhich lock already depends on the new lock.\n\n");
	pr_warn("\nthe existing dependency chain (in reverse order) is:\n");

	lock_class *at = f.target;
	unsigned int arrived = f.arrived;

	for (const edge *e = at->visited_by[arrived]; e && steps < ARRAY_SIZE(path);
	     e = at->visited_by[arrived]) {
		path[steps++] = e;
		arrived = at->visited_from[arrived];
		at = e->from;
	}
	for (unsigned int i = 0; i < steps; i++) {
		pr_warn("\n-> #%u ", steps - i);
		print_class(path[i]->to);
		pr_cont(":\n");
		print_stack(path[i]->where);
	}
	stack now;

	save_stack(&now);
	pr_warn("\n-> #0 ");
	print_class(f.taken->of_class);
	pr_cont(":\n");
	print_stack(now);

	pr_warn("\nother info that might help us debug this:\n\n");
	if (steps > 1) {
		pr_warn("Chain exists of:\n  ");
		print_class_name(f.taken->of_class);
		for (unsigned int i = steps; i-- > 0;) {
			pr_cont(" --> ");
			print_class_name(path[i]->to);
		}
		pr_cont("\n\n");
	}
	pr_warn(" Possible unsafe locking scenario:\n\n");
	pr_warn("       CPU0                    CPU1\n");
	pr_warn("       ----                    ----\n");
	print_lock_step(0, f.other->of_class);
	print_lock_step(29, steps > 1 ? path[0]->from : f.taken->of_class);
	print_lock_step(29, f.other->of_class);
	print_lock_step(0, f.taken->of_class);
	pr_warn("\n *** DEADLOCK ***\n\n");
	print_held_locks(current);
	pr_warn("\nstack backtrace:\n");
	dump_stack();
}

void report_recursion(const finding &f)
{
	print_title("============================================",
		    "possible recursive locking detected");
	print_who();
	print_lock(f.taken);
	pr_warn("\nbut task is already holding lock:\n");
	print_lock(f.other);
	pr_warn("\nother info that might help us debug this:\n");
	pr_warn(" Possible unsafe locking scenario:\n\n");
	pr_warn("       CPU0\n");
	pr_warn("       ----\n");
	print_lock_step(0, f.other->of_class);
	print_lock_step(0, f.taken->of_class);
	pr_warn("\n *** DEADLOCK ***\n\n");
	pr_warn(" May be due to missing lock nesting notation\n\n");
	print_held_locks(current);
	pr_warn("\nstack backtrace:\n");
	dump_stack();
}

void report_irq_state(const finding &f)
{
	const lock_class *const cls = f.taken->of_class;

	print_title("================================", "inconsistent lock state");
	pr_warn("inconsistent {%s} -> {%s} usage.\n", usage_names[f.opposite], usage_names[f.bit]);
	pr_warn("%s/%d [HC%u[%lu]:SC%u[%lu]:HE%u:SE%u] takes:\n", current->comm, current->pid,
		in_hardirq() ? 1 : 0, hardirq_count() >> HARDIRQ_SHIFT,
		in_serving_softirq() ? 1 : 0, softirq_count() >> SOFTIRQ_SHIFT,
		f.taken->hardirqs_off ? 0 : 1, softirq_count() ? 0 : 1);
	print_lock(f.taken);
	pr_warn("{%s} state was registered at:\n", usage_names[f.opposite]);
	print_stack(cls->usage_stacks[f.opposite]);
	pr_warn("\nother info that might help us debug this:\n");
	pr_warn(" Possible unsafe locking scenario:\n\n");
	pr_warn("       CPU0\n");
	pr_warn("       ----\n");
	print_lock_step(0, cls);
	print_interrupt_step();
	print_lock_step(2, cls);
	pr_warn("\n *** DEADLOCK ***\n\n");
	print_held_locks(current);
	pr_warn("\nstack backtrace:\n");
	dump_stack();
}

void report_irq_order(const finding &f)
{
	const char *const irq = f.bit < used_in_softirq ? "HARDIRQ" : "SOFTIRQ";
	const usage on = static_cast<usage>(opposite_of(f.bit) & ~1);
	char title[80];

	snprintf(title, sizeof(title), "%s-safe -> %s-unsafe lock order detected", irq, irq);
	print_title("=====================================================", title);
	pr_warn("%s/%d is trying to acquire:\n", current->comm, current->pid);
	print_lock(f.taken);
	if (f.other) {
		pr_warn("\nand this task is already holding:\n");
		print_lock(f.other);
		pr_warn("which would create a new lock dependency:\n ");
		print_class(f.other->of_class);
		pr_cont(" -> ");
		print_class(f.taken->of_class);
		pr_cont("\n");
	}
	pr_warn("\nbut this new dependency connects a %s-irq-safe lock:\n ", irq);
	print_class(f.safe);
	pr_warn("\n... which became %s-irq-safe at:\n", irq);
	print_stack(f.safe->usage_stacks[f.safe->usage_mask & (1u << (f.bit & ~1)) ? f.bit & ~1
										   : f.bit | 1]);
	pr_warn("\nto a %s-irq-unsafe lock:\n ", irq);
	print_class(f.unsafe);
	pr_warn("\n... which became %s-irq-unsafe at:\n", irq);
	print_stack(f.unsafe->usage_stacks[f.unsafe->usage_mask & (1u << on) ? on : on | 1]);
	pr_warn("\nother info that might help us debug this:\n\n");
	pr_warn(" Possible interrupt unsafe locking scenario:\n\n");
	pr_warn("       CPU0                    CPU1\n");
	pr_warn("       ----                    ----\n");
	print_lock_step(0, f.unsafe);
	pr_warn("                               local_irq_disable();\n");
	print_lock_step(29, f.safe);
	print_lock_step(29, f.unsafe);
	print_interrupt_step();
	print_lock_step(2, f.safe);
	pr_warn("\n *** DEADLOCK ***\n\n");
	print_held_locks(current);
	pr_warn("\nstack backtrace:\n");
	dump_stack();
}

void report_not_held(const finding &f)
{
	print_title("=====================================", "bad unlock balance detected!");
	pr_warn("%s/%d is trying to release lock (", current->comm, current->pid);
	pr_cont("%s) at:\n", f.taken->instance->name ?: "?");
	pr_warn("%pS\n", reinterpret_cast<void *>(f.taken->acquire_ip));
	pr_warn("but there are no more locks to release!\n");
	print_end();
}

void print(const finding &f)
{
	switch (f.what) {
	case fault::recursion:
		return report_recursion(f);
	case fault::circle:
		return report_circle(f);
	case fault::irq_state:
		return report_irq_state(f);
	case fault::irq_order:
		return report_irq_order(f);
	case fault::not_held:
		return report_not_held(f);
	case fault::none:
		return;
	}
}

} // namespace

char usage_letter(const lock_class *cls, usage used_in)
{
	const bool in = cls->usage_mask & (1u << used_in);
	const bool on = cls->usage_mask & (1u << opposite_of(used_in));

	return in ? (on ? '?' : '-') : (on ? '+' : '.');
}

void report(const finding &f)
{
	if (!debug_locks_off())
		return;
	print(f);
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}

} // namespace lockdep

void debug_show_held_locks(struct task_struct *task)
{
	lockdep::print_held_locks(task);
}

// What a task on another CPU holds changes while it is read.
void debug_show_all_locks()
{
	struct task_struct *task;

	if (!debug_locks) {
		pr_warn("INFO: lockdep is turned off.\n");
		return;
	}
	pr_warn("\nShowing all locks held in the system:\n");
	rcu_read_lock();
	for_each_process(task)
	{
		if (task->lockdep_depth && (task == current || !task_is_running(task)))
			lockdep::print_held_locks(task);
	}
	rcu_read_unlock();
	pr_warn("\n");
	pr_warn("=============================================\n\n");
}

#endif
