// SPDX-License-Identifier: GPL-2.0-only
//
// How many objects of a cache does somebody really have?
//
//	all slabs' objects (a counter)
//	  - free on the CPUs' freelists                       ─┐
//	  - free in the CPUs' slabs, by others                 ├─ walked here, list by list
//	  - free in the CPUs' partial slabs                    │
//	  - free in the node's partial slabs                  ─┘
//	  = used
//
// /proc/slabinfo only takes off the last of these, as Linux's does: what CPUs keep ready counts as active there. Full slabs are
// on no list, and have nothing free. Counters of a slab on a CPU's list may change while they are read: then the answer is
// off by what changed.

#include "mm/slub/inspect.h"
#include "mm/slub/object.h"

#include <linux/cpumask.h>

namespace slub
{
namespace
{

unsigned int free_in(const slab *sl)
{
	const freelist_state state = read_state(sl);

	return state.objects - state.inuse;
}

void add(slab *sl, slab_place place, int, void *context)
{
	accounting *const a = static_cast<accounting *>(context);
	accounting::level *level = nullptr;

	switch (place) {
	case slab_place::cpu:
		level = &a->cpu;
		break;
	case slab_place::cpu_partial:
		level = &a->cpu_partial;
		break;
	case slab_place::node_partial:
		level = &a->node_partial;
		break;
	case slab_place::full: // counted below, with those that are on no list
		return;
	}
	level->slabs++;
	level->free += free_in(sl);
}

// The limit ends a walk through a list that changes, or that somebody has overwritten.
unsigned int length_of_cpu_freelist(const kmem_cache *s, const kmem_cache_cpu *c)
{
	const slab *const sl = READ_ONCE(c->slab);
	const unsigned int limit = sl ? sl->objects : 0;
	unsigned int length = 0;

	for (void *object = READ_ONCE(c->freelist); object && length < limit; length++)
		object = get_freepointer(s, object);
	return length;
}

} // namespace

accounting account(kmem_cache *s)
{
	const kmem_cache_node *const n = node_of(s);
	accounting a = {};
	unsigned int cpu;

	for_each_slab(s, add, &a);
	for_each_possible_cpu(cpu)
		a.free_on_cpus += length_of_cpu_freelist(s, cpu_part(s, cpu));
	a.slabs = atomic_long_read(&n->nr_slabs);
	a.objects = atomic_long_read(&n->total_objects);
	a.full = a.slabs - a.cpu.slabs - a.cpu_partial.slabs - a.node_partial.slabs;
	return a;
}

} // namespace slub
