// SPDX-License-Identifier: GPL-2.0-only
// Backtraces by frame records.
//
// Every function that calls others begins by storing {x29, x30} and pointing x29 at the pair (AAPCS64,
// -fno-omit-frame-pointer), so the records form a list up the stack. The exception entry puts such a record into struct pt_regs, which links the handler's frames to the
// interrupted ones. A record is trusted only if it lies in a known stack and above the one before, or when the walk goes from
// the overflow stack back to the thread's; otherwise the walk ends. Reading is by copy_from_kernel_nofault(): a damaged
// stack must not cause another fault.
//
// Linux 6.12: arch/arm64/kernel/stacktrace.c

#include <asm/extable.h>
#include <asm/memory.h>
#include <asm/ptrace.h>
#include <asm/sections.h>
#include <asm/stack_pointer.h>
#include <asm/stacktrace.h>
#include <linux/kallsyms.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>

#include "arch/arm64/kernel/stacks.h"

namespace
{

struct FrameRecord {
	unsigned long next;
	unsigned long return_address;
};

struct Stack {
	unsigned long low, high;

	bool holds(unsigned long address) const
	{
		return address >= low && address + sizeof(FrameRecord) <= high && !(address & 7);
	}
};

Stack overflow_stack_here()
{
	unsigned long low = reinterpret_cast<unsigned long>(*this_cpu_ptr(&overflow_stack));

	return {low, low + OVERFLOW_STACK_SIZE};
}

// @task's own stack, and for the running one the overflow stack of this CPU.
class Stacks
{
public:
	explicit Stacks(const struct task_struct *task)
	{
		const unsigned long low = reinterpret_cast<unsigned long>(task->stack);

		thread_ = {low, low + THREAD_SIZE};
		if (task == current)
			overflow_ = overflow_stack_here();
	}

	bool hold(unsigned long record) const
	{
		return thread_.holds(record) || overflow_.holds(record);
	}

	// May the record at @next follow the one at @here?
	bool follows(unsigned long here, unsigned long next) const
	{
		if (overflow_.holds(here))
			return overflow_.holds(next) ? next > here : thread_.holds(next);
		return thread_.holds(next) && next > here;
	}

private:
	Stack thread_ = {}, overflow_ = {};
};

// Do both addresses lie in one function?
bool in_one_function(unsigned long address, unsigned long other)
{
	unsigned long size, offset;

	return kallsyms_lookup_size_offset(address, &size, &offset) &&
	       other - (address - offset) < size;
}

// An exception may come while the return address is in LR only: in a function that calls nothing and has no record, or before
// the record was made. Afterwards LR is what the record says or, when a call has returned, points into the function itself.
bool caller_is_in_lr(const struct pt_regs *regs)
{
	const unsigned long lr = regs->regs[30];
	FrameRecord record = {};

	copy_from_kernel_nofault(&record, (void *)regs->regs[29], sizeof(record));
	return is_kernel_text(lr) && lr != record.return_address &&
	       !in_one_function(lr - 1, regs->pc);
}

// Follows the records from the one at @address on.
void walk_records(const Stacks &stacks, unsigned long address, stack_trace_consume_fn consume,
		  void *cookie)
{
	FrameRecord record;

	if (!stacks.hold(address))
		return;
	while (!copy_from_kernel_nofault(&record, (void *)address, sizeof(record)) &&
	       record.return_address && consume(cookie, record.return_address)) {
		if (!stacks.follows(address, record.next))
			return;
		address = record.next;
	}
}

struct Printer {
	const char *loglvl;
	bool exact; // the next address is that of an instruction, not of a return
};

// A return address lies behind the call, perhaps already in the next function: %pB steps back. The interrupted instruction of
// an exception is exact: %pS.
bool print_entry(void *cookie, unsigned long address)
{
	Printer *printer = static_cast<Printer *>(cookie);

	printk(printer->exact ? "%s %pS\n" : "%s %pB\n", printer->loglvl, (void *)address);
	printer->exact = false;
	return true;
}

} // namespace

__noinline void arch_stack_walk(stack_trace_consume_fn consume_entry, void *cookie,
				struct task_struct *task, struct pt_regs *regs)
{
	unsigned long record = reinterpret_cast<unsigned long>(__builtin_frame_address(0));

	if (!task)
		task = current;
	// One that doesn't run stopped in cpu_switch_to(). Of one that runs on another CPU nothing is known.
	if (task != current) {
		const cpu_context &context = task->thread.cpu_context;

		if (READ_ONCE(task->on_cpu) || !task->stack || !consume_entry(cookie, context.pc))
			return;
		record = context.fp;
	} else if (regs) {
		if (!consume_entry(cookie, regs->pc) ||
		    (caller_is_in_lr(regs) && !consume_entry(cookie, regs->regs[30])))
			return;
		record = regs->regs[29];
	}
	walk_records(Stacks(task), record, consume_entry, cookie);
}

void show_stack_trace(struct pt_regs *regs_or_null, const char *loglvl)
{
	Printer printer = {loglvl, regs_or_null != nullptr};

	printk("%sCall trace:\n", loglvl);
	arch_stack_walk(print_entry, &printer, current, regs_or_null);
}
