// SPDX-License-Identifier: GPL-2.0-only
// Backtraces into arrays, and arrays of addresses as text.
//
//	arch_stack_walk()  --address-->  skip the first few  -->  store  until it is full
//
// The walk begins in the function that called arch_stack_walk(), so each of the functions here leaves itself out.
// Linux 6.12: kernel/stacktrace.c.

#include <linux/stacktrace.h>

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sprintf.h>

namespace
{

class Store
{
public:
	Store(unsigned long *store, unsigned int size, unsigned int skip)
		: store_(store), size_(size), skip_(skip)
	{
	}

	static bool consume(void *self, unsigned long address)
	{
		return static_cast<Store *>(self)->take(address);
	}

	unsigned int count() const
	{
		return count_;
	}

private:
	bool take(unsigned long address)
	{
		if (count_ == size_)
			return false;
		if (skip_)
			skip_--;
		else
			store_[count_++] = address;
		return count_ < size_;
	}

	unsigned long *store_;
	unsigned int size_, skip_, count_ = 0;
};

} // namespace

extern "C" {

__noinline unsigned int stack_trace_save(unsigned long *store, unsigned int size,
					 unsigned int skipnr)
{
	Store into(store, size, skipnr + 1);

	arch_stack_walk(Store::consume, &into, current, nullptr);
	return into.count();
}

__noinline unsigned int stack_trace_save_tsk(struct task_struct *task, unsigned long *store,
					     unsigned int size, unsigned int skipnr)
{
	Store into(store, size, skipnr + (task == current));

	arch_stack_walk(Store::consume, &into, task, nullptr);
	return into.count();
}

unsigned int stack_trace_save_regs(struct pt_regs *regs, unsigned long *store, unsigned int size,
				   unsigned int skipnr)
{
	Store into(store, size, skipnr);

	arch_stack_walk(Store::consume, &into, current, regs);
	return into.count();
}

unsigned int filter_irq_stacks(unsigned long *entries, unsigned int nr_entries)
{
	for (unsigned int i = 0; i < nr_entries; i++)
		if (in_irqentry_text(entries[i]))
			return i + 1;
	return nr_entries;
}

void stack_trace_print(const unsigned long *entries, unsigned int nr_entries, int spaces)
{
	if (WARN_ON(!entries))
		return;
	for (unsigned int i = 0; i < nr_entries; i++)
		printk("%*c%pS\n", 1 + spaces, ' ', (void *)entries[i]);
}

int stack_trace_snprint(char *buf, size_t size, const unsigned long *entries,
			unsigned int nr_entries, int spaces)
{
	size_t total = 0;

	if (WARN_ON(!entries))
		return 0;
	for (unsigned int i = 0; i < nr_entries && total < size; i++)
		total += snprintf(buf + total, size - total, "%*c%pS\n", 1 + spaces, ' ',
				  (void *)entries[i]);
	return total;
}

EXPORT_SYMBOL_GPL(stack_trace_print);
EXPORT_SYMBOL_GPL(stack_trace_snprint);
EXPORT_SYMBOL_GPL(stack_trace_save);
EXPORT_SYMBOL_GPL(filter_irq_stacks);

} // extern "C"
