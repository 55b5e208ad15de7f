// SPDX-License-Identifier: GPL-2.0-only
//
// /proc/lockdep: what the lock-order checker has learnt since the boot.
//
//	(key)            FD:   12 BD:    3 -.-.: &n->list_lock       a class of locks
//	 -> [(key)] &zone->lock                                      was taken while one of those was held
//
// FD: classes that were taken behind it, over any number of steps, and itself; BD: those that were held before it. The four signs
// are those of the reports (docs/concurrency.md). Linux 6.12: kernel/locking/lockdep_proc.c.

#include "kernel/locking/lockdep.hpp"

#ifdef CONFIG_LOCKDEP

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

namespace lockdep
{
namespace
{

void show_name(struct seq_file *m, const lock_class *cls)
{
	seq_puts(m, cls->name);
	if (cls->subclass)
		seq_printf(m, "/%u", cls->subclass);
	seq_putc(m, '\n');
}

void *class_at(loff_t pos)
{
	return pos < class_count() ? class_number(pos) : nullptr;
}

void *start(struct seq_file *, loff_t *pos)
{
	return class_at(*pos);
}

void *next(struct seq_file *, void *, loff_t *pos)
{
	return class_at(++*pos);
}

void stop(struct seq_file *, void *)
{
}

int show(struct seq_file *m, void *v)
{
	lock_class *const cls = static_cast<lock_class *>(v);

	if (cls == class_number(0))
		seq_puts(m, "all lock classes:\n");
	seq_printf(m, "%p FD:%5u BD:%5u %c%c%c%c: ", cls->key, count_behind(cls), count_before(cls),
		   usage_letter(cls, used_in_hardirq), usage_letter(cls, used_in_hardirq_read),
		   usage_letter(cls, used_in_softirq), usage_letter(cls, used_in_softirq_read));
	show_name(m, cls);
	for (const edge *e = READ_ONCE(cls->before); e; e = e->next_from) {
		seq_printf(m, " -> [%p] ", e->to->key);
		show_name(m, e->to);
	}
	seq_putc(m, '\n');
	return 0;
}

constexpr struct seq_operations lockdep_ops = {
	.start = start, .stop = stop, .next = next, .show = show};

int __init lockdep_proc_init()
{
	proc_create_seq("lockdep", 0400, nullptr, &lockdep_ops);
	return 0;
}
late_initcall(lockdep_proc_init);

} // namespace
} // namespace lockdep

#endif
