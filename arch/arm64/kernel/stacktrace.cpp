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
	unsigned long low = reinterpret_cast<unsigned long>(this_cpu_ptr(&overflow_stack[0]));

	return {low, low + OVERFLOW_STACK_SIZE};
}

Stack thread_stack()
{
	unsigned long low = reinterpret_cast<unsigned long>(current->stack);

	return {low, low + THREAD_SIZE};
}

// May the record at @next follow the one at @here?
bool follows(unsigned long here, unsigned long next)
{
	const Stack stack = thread_stack(), overflow = overflow_stack_here();

	if (overflow.holds(here))
		return overflow.holds(next) ? next > here : stack.holds(next);
	return stack.holds(next) && next > here;
}

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

class Walk
{
public:
	Walk(unsigned long *entries, unsigned int max) : entries_(entries), max_(max)
	{
	}
	void add(unsigned long address)
	{
		if (count_ < max_)
			entries_[count_++] = address;
	}
	void records(unsigned long address)
	{
		FrameRecord record;

		while (count_ < max_ &&
		       !copy_from_kernel_nofault(&record, (void *)address, sizeof(record)) &&
		       record.return_address) {
			add(record.return_address);
			if (!follows(address, record.next))
				break;
			address = record.next;
		}
	}
	unsigned int count() const
	{
		return count_;
	}

private:
	unsigned long *entries_;
	unsigned int max_;
	unsigned int count_ = 0;
};

} // namespace

__noinline unsigned int arch_stack_walk(unsigned long *entries, unsigned int max,
					struct pt_regs *regs_or_null)
{
	Walk walk(entries, max);
	unsigned long record = reinterpret_cast<unsigned long>(__builtin_frame_address(0));

	if (regs_or_null) {
		walk.add(regs_or_null->pc);
		if (caller_is_in_lr(regs_or_null))
			walk.add(regs_or_null->regs[30]);
		record = regs_or_null->regs[29];
	}
	if (thread_stack().holds(record) || overflow_stack_here().holds(record))
		walk.records(record);
	return walk.count();
}

// A return address lies behind the call, perhaps already in the next function: %pB steps back. The interrupted instruction of
// an exception is exact: %pS.
void show_stack_trace(struct pt_regs *regs_or_null, const char *loglvl)
{
	unsigned long entries[32];
	unsigned int count = arch_stack_walk(entries, 32, regs_or_null);

	printk("%sCall trace:\n", loglvl);
	for (unsigned int i = 0; i < count; i++) {
		const bool exact = regs_or_null && i == 0;

		printk(exact ? "%s %pS\n" : "%s %pB\n", loglvl, (void *)entries[i]);
	}
}
