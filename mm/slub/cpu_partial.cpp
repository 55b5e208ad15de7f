// SPDX-License-Identifier: GPL-2.0-only
//
// A CPU's own list of partial slabs, between its one slab and the node's list.
//
//	c->partial ─▶ [slabs: 3] ─next─▶ [slabs: 2] ─▶ [slabs: 1] ─▶ NULL
//
// Each slab stores how long the list is from it on, so the first one knows the length. Slabs come here when an object of a
// full slab is freed (cheap: no list_lock), or in a batch from the node. A list of cpu_partial_slabs moves to the node as a
// whole when another slab is freed into: one lock for many slabs. Slabs here are not frozen; any CPU frees into them.
//
// Locks: c->lock (local) for the list; list_lock is taken by put_partials() only, after c->lock is dropped.
// Linux 6.12: put_cpu_partial(), __put_partials(), flush_slab(), flush_all().

#include "mm/slub/object.h"

#include <linux/local_lock.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <trace/events/slub.h>

namespace slub
{

void put_cpu_partial(kmem_cache *s, slab *sl, bool drain)
{
	slab *overflow = nullptr;
	int length = 0;
	unsigned long flags;

	local_lock_irqsave(&s->cpu_slab->lock, flags);
	kmem_cache_cpu *const c = this_cpu(s);
	slab *rest = c->partial;

	if (rest) {
		// While slabs come from the node there is no draining: it would put them right back.
		if (drain && rest->slabs >= static_cast<int>(s->cpu_partial_slabs)) {
			overflow = rest;
			rest = nullptr;
		} else {
			length = rest->slabs;
		}
	}
	sl->slabs = length + 1;
	sl->next = rest;
	c->partial = sl;
	local_unlock_irqrestore(&s->cpu_slab->lock, flags);

	if (overflow) {
		put_partials(s, overflow);
		stat(s, CPU_PARTIAL_DRAIN);
	}
}

void put_partials(kmem_cache *s, slab *chain)
{
	kmem_cache_node *const n = node_of(s);
	slab *empty = nullptr;
	unsigned long flags;

	if (!chain)
		return;

	spin_lock_irqsave(&n->list_lock, flags);
	while (chain) {
		slab *const sl = chain;

		chain = sl->next;
		if (unlikely(!sl->inuse && n->nr_partial >= s->min_partial)) {
			sl->next = empty;
			empty = sl;
		} else {
			add_partial(n, sl, list_end::tail);
			stat(s, FREE_ADD_PARTIAL);
			trace_slub_step(s, sl,
					"cpu partial list overflows: to the node partial list");
		}
	}
	spin_unlock_irqrestore(&n->list_lock, flags);

	while (empty) {
		slab *const sl = empty;

		empty = sl->next;
		stat(s, DEACTIVATE_EMPTY);
		discard_slab(s, sl);
		stat(s, FREE_SLAB);
	}
}

void flush_this_cpu(kmem_cache *s)
{
	unsigned long flags;

	local_lock_irqsave(&s->cpu_slab->lock, flags);
	kmem_cache_cpu *const c = this_cpu(s);
	slab *const sl = c->slab;
	void *const freelist = c->freelist;
	slab *const partial = c->partial;

	c->slab = nullptr;
	c->freelist = nullptr;
	c->tid = next_tid(c->tid);
	c->partial = nullptr;
	local_unlock_irqrestore(&s->cpu_slab->lock, flags);

	if (sl) {
		deactivate_slab(s, sl, freelist);
		stat(s, CPUSLAB_FLUSH);
	}
	put_partials(s, partial);
}

namespace
{

bool has_cpu_slab(int cpu, void *info)
{
	const kmem_cache_cpu *const c = per_cpu_ptr(static_cast<kmem_cache *>(info)->cpu_slab, cpu);

	return data_race(READ_ONCE(c->slab)) || data_race(READ_ONCE(c->partial));
}

void flush_cpu_slab(void *info)
{
	flush_this_cpu(static_cast<kmem_cache *>(info));
}

} // namespace

// Only a CPU itself may take its lists down, so those that have any are called; often none has. Task context, interrupts enabled.
void flush_all(kmem_cache *s)
{
	int cpu;

	for_each_online_cpu(cpu)
		if (has_cpu_slab(cpu, s))
			return on_each_cpu_cond(has_cpu_slab, flush_cpu_slab, s, true);
}

} // namespace slub
