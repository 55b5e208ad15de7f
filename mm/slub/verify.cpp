// SPDX-License-Identifier: GPL-2.0-only
//
// Checking SLUB's invariants, slab by slab and list by list (the list of them is in slub.h).
//
// verify_cache() looks at a cache as it is and says what is wrong, for tests that call it after every few operations. It changes
// and repairs nothing. Linux's own, which does, is validate_slab_cache() in validate.cpp. Caches that others use meanwhile are looked at,
// too: a slab whose state changes while it is read is passed over.

#include "mm/slub/inspect.h"
#include "mm/slub/object.h"

#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

namespace slub
{
namespace
{

struct tally {
	kmem_cache *s;
	unsigned int errors;
	unsigned long node_partial;
	unsigned long slabs;
	int cpu_partial_left; // what the slabs ahead promise for the rest of the CPU's partial list; 0: at its start or end
};

#define COMPLAIN(t, text, ...)                                                                     \
	do {                                                                                       \
		pr_err("SLUB %s: " text "\n", (t)->s->name, ##__VA_ARGS__);                        \
		(t)->errors++;                                                                     \
	} while (0)

// Is this the address of one of the slab's objects?
bool is_object(const kmem_cache *s, const slab *sl, const void *object)
{
	const char *const first = static_cast<const char *>(object_at(s, sl, 0));
	const size_t offset = static_cast<const char *>(object) - first;

	return object >= first && offset % s->size == 0 && offset / s->size < sl->objects;
}

// A chain of free objects: how long it is, and how it ends if not with NULL.
struct chain {
	unsigned int length;
	const void *stray; // what it leads to outside of the slab's objects
	bool circle;
};

chain follow(const kmem_cache *s, const slab *sl, void *object)
{
	chain c = {0, nullptr, false};

	for (; object; object = get_freepointer(s, object)) {
		if (!is_object(s, sl, object)) {
			c.stray = object;
			break;
		}
		if (++c.length > sl->objects) {
			c.circle = true;
			break;
		}
	}
	return c;
}

void check_chain(tally *t, const slab *sl, const chain &c, const char *which)
{
	if (c.stray)
		COMPLAIN(t, "slab %px: %s leads to %px, which is no object of it", sl, which,
			 c.stray);
	if (c.circle)
		COMPLAIN(t, "slab %px: %s is a circle", sl, which);
}

void check_counts(tally *t, const slab *sl, slab_place place)
{
	const freelist_state state = read_state(sl);
	const chain free = follow(t->s, sl, state.freelist);
	const freelist_state after = read_state(sl);

	// Somebody frees into it, or takes it over, at this moment: what was read does not belong together.
	if (state.freelist != after.freelist || state.counters != after.counters)
		return;
	check_chain(t, sl, free, "freelist");
	if (sl->slab_cache != t->s)
		COMPLAIN(t, "slab %px belongs to another cache (%px)", sl, sl->slab_cache);
	if (!is_slab(sl))
		COMPLAIN(t, "slab %px is not marked as a slab", sl);
	if (state.objects != order_objects(slab_order(sl), t->s->size))
		COMPLAIN(t, "slab %px has %u objects, its order has room for %u", sl, state.objects,
			 order_objects(slab_order(sl), t->s->size));
	if (state.inuse + free.length != state.objects)
		COMPLAIN(t, "slab %px: %u in use + %u on its freelist, of %u", sl, state.inuse,
			 free.length, state.objects);
	if (state.frozen != (place == slab_place::cpu))
		COMPLAIN(t, "slab %px is %sfrozen (%s)", sl, state.frozen ? "" : "not ",
			 name_of(place));
	if (on_node_partial(sl) != (place == slab_place::node_partial))
		COMPLAIN(t, "slab %px: wrong mark of the node's list (%s)", sl, name_of(place));
	if (place != slab_place::cpu && place != slab_place::full && !state.freelist)
		COMPLAIN(t, "slab %px has no free object, but is on the %s", sl, name_of(place));
}

void check_cpu_slab(tally *t, const slab *sl, int cpu)
{
	const kmem_cache_cpu *const c = cpu_part(t->s, cpu);
	const unsigned long tid = READ_ONCE(c->tid);
	const chain free = follow(t->s, sl, READ_ONCE(c->freelist));

	// In motion, as above; this CPU itself only comes here between two of its operations.
	if (READ_ONCE(c->tid) != tid)
		return;
	check_chain(t, sl, free, "the CPU's freelist");
	if (free.length > sl->inuse)
		COMPLAIN(t, "slab %px: %u on the CPU's freelist, %u in use", sl, free.length,
			 sl->inuse);
}

// The first slab says how many follow; each says one less.
void check_cpu_partial(tally *t, const slab *sl)
{
	if (t->cpu_partial_left && sl->slabs != t->cpu_partial_left)
		COMPLAIN(t, "slab %px on the cpu partial list counts %d, not %d", sl, sl->slabs,
			 t->cpu_partial_left);
	t->cpu_partial_left = sl->slabs - 1;
	if ((t->cpu_partial_left == 0) != (sl->next == nullptr))
		COMPLAIN(t, "slab %px: the cpu partial list %s", sl,
			 sl->next ? "is longer than counted" : "ends early");
}

void check_slab(slab *sl, slab_place place, int cpu, void *context)
{
	tally *const t = static_cast<tally *>(context);

	check_counts(t, sl, place);
	t->slabs++;
	switch (place) {
	case slab_place::cpu:
		check_cpu_slab(t, sl, cpu);
		break;
	case slab_place::cpu_partial:
		check_cpu_partial(t, sl);
		break;
	case slab_place::node_partial:
		t->node_partial++;
		break;
	case slab_place::full:
		break;
	}
}

} // namespace

unsigned int verify_cache(kmem_cache *s)
{
	const kmem_cache_node *const n = node_of(s);
	tally t = {s, 0, 0, 0, 0};
	unsigned int cpu;

	for_each_slab(s, check_slab, &t);
	for_each_possible_cpu(cpu) {
		const kmem_cache_cpu *const c = cpu_part(s, cpu);

		if (c->freelist && !c->slab)
			COMPLAIN(&t, "CPU %u has a freelist without a slab", cpu);
	}
	if (t.node_partial != n->nr_partial)
		COMPLAIN(&t, "%ld partial slabs counted but counter=%ld", t.node_partial,
			 n->nr_partial);
	// Full slabs are on no list: there may be more slabs than were seen, never fewer.
	if (t.slabs > static_cast<unsigned long>(atomic_long_read(&n->nr_slabs)))
		COMPLAIN(&t, "%ld slabs counted but counter=%ld", t.slabs,
			 atomic_long_read(&n->nr_slabs));
	return t.errors;
}

unsigned int verify_all()
{
	unsigned int errors = 0;
	kmem_cache *s;

	mutex_lock(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list)
		errors += verify_cache(s);
	mutex_unlock(&slab_mutex);
	return errors;
}

} // namespace slub
