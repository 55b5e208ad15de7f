// SPDX-License-Identifier: GPL-2.0-only
//
// From an address to its page, slab, cache and object, and to the list that object and slab are on.
//
//	address ─▶ struct page ─▶ head page: PageSlab? ─▶ slab->slab_cache
//	   └─ (address - start of slab) / size ─▶ object ─▶ on c->freelist? on slab->freelist? else allocated
//
// Read only; see inspect.h.

#include "mm/slub/debug.h"
#include "mm/slub/inspect.h"

#include <linux/cpumask.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/string.h>

namespace slub
{
namespace
{

// Position of `object` in a chain, or -1. The length limit ends walks through chains that have been overwritten.
int position_in(const kmem_cache *s, void *chain, const void *object, unsigned int limit)
{
	for (unsigned int i = 0; chain && i < limit; i++) {
		if (chain == object)
			return i;
		chain = get_freepointer(s, chain);
	}
	return -1;
}

unsigned int chain_length(const kmem_cache *s, void *chain, unsigned int limit)
{
	unsigned int length = 0;

	for (; chain && length < limit; length++)
		chain = get_freepointer(s, chain);
	return length;
}

// Where the slab is: fills place and cpu.
void find_place(object_info *info)
{
	const kmem_cache *const s = info->cache;
	unsigned int cpu;

	info->cpu = -1;
	for_each_possible_cpu(cpu) {
		const kmem_cache_cpu *const c = cpu_part(s, cpu);

		if (c->slab == info->slab) {
			info->place = slab_place::cpu;
			info->cpu = cpu;
			return;
		}
		for (const slab *sl = c->partial; sl; sl = sl->next) {
			if (sl != info->slab)
				continue;
			info->place = slab_place::cpu_partial;
			info->cpu = cpu;
			return;
		}
	}
	info->place = on_node_partial(info->slab) ? slab_place::node_partial : slab_place::full;
}

// Which freelist the object is on: fills state, position and free.
void find_state(object_info *info)
{
	const kmem_cache *const s = info->cache;
	const unsigned int limit = info->slab->objects;
	int position;

	info->state = object_state::allocated;
	info->position = 0;
	info->free = chain_length(s, info->slab->freelist, limit);

	if ((position = position_in(s, info->slab->freelist, info->object, limit)) >= 0) {
		info->state = object_state::slab_freelist;
		info->position = position;
	}
	if (info->place != slab_place::cpu)
		return;

	void *const freelist = cpu_part(s, info->cpu)->freelist;

	info->free += chain_length(s, freelist, limit);
	if ((position = position_in(s, freelist, info->object, limit)) >= 0) {
		info->state = object_state::cpu_freelist;
		info->position = position;
	}
}

} // namespace

bool inspect_object(const void *address, object_info *info)
{
	if (!virt_addr_valid(address))
		return false;

	slab *const sl = virt_to_slab(address);

	if (!sl)
		return false;

	kmem_cache *const s = sl->slab_cache;
	char *const start = static_cast<char *>(slab_address(sl));
	const unsigned int offset = static_cast<const char *>(address) - start;

	info->slab = sl;
	info->cache = s;
	info->slab_start = start;
	info->slab_bytes = slab_size(sl);
	info->index = offset / s->size;
	info->object = object_at(s, sl, info->index);
	info->offset = static_cast<const char *>(address) - static_cast<char *>(info->object);
	find_place(info);
	find_state(info);
	if (info->index >= sl->objects)
		info->state = object_state::gap;
	return true;
}

const char *name_of(object_state state)
{
	switch (state) {
	case object_state::allocated:
		return "allocated";
	case object_state::cpu_freelist:
		return "free, on the CPU's freelist";
	case object_state::slab_freelist:
		return "free, on the slab's freelist";
	case object_state::gap:
		return "no object: unused end of the slab";
	}
	return "?";
}

const char *name_of(slab_place place)
{
	switch (place) {
	case slab_place::cpu:
		return "cpu slab";
	case slab_place::cpu_partial:
		return "cpu partial list";
	case slab_place::node_partial:
		return "node partial list";
	case slab_place::full:
		return "full, on no list";
	}
	return "?";
}

void for_each_slab(kmem_cache *s, slab_visitor visit, void *context)
{
	kmem_cache_node *const n = node_of(s);
	unsigned long flags;
	unsigned int cpu;
	slab *sl;

	spin_lock_irqsave(&n->list_lock, flags);
	for_each_possible_cpu(cpu) {
		const kmem_cache_cpu *const c = cpu_part(s, cpu);

		if (c->slab)
			visit(c->slab, slab_place::cpu, cpu, context);
		for (sl = c->partial; sl; sl = sl->next)
			visit(sl, slab_place::cpu_partial, cpu, context);
	}
	list_for_each_entry(sl, &n->partial, slab_list)
		visit(sl, slab_place::node_partial, -1, context);
	list_for_each_entry(sl, &n->full, slab_list)
		visit(sl, slab_place::full, -1, context);
	spin_unlock_irqrestore(&n->list_lock, flags);
}

kmem_cache *find_cache(const char *name)
{
	kmem_cache *s, *found = nullptr;

	mutex_lock(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list) {
		if (!strcmp(s->name, name)) {
			found = s;
			break;
		}
	}
	mutex_unlock(&slab_mutex);
	return found;
}

} // namespace slub

bool kmem_dump_obj(void *object)
{
	slub::object_info info;

	if (object < reinterpret_cast<void *>(PAGE_SIZE) || !slub::inspect_object(object, &info))
		return false;

	const slub::kmem_cache *const s = info.cache;
	const bool tracked = kmem_cache_debug_flags(s, SLAB_STORE_USER);
	const unsigned int before = s->flags & SLAB_RED_ZONE ? s->red_left_pad : 0;

	pr_cont(" slab %s start %px", s->name, static_cast<char *>(info.object) - before);
	if (before)
		pr_cont(" data offset %u", before);
	pr_cont(" pointer offset %lu size %u", static_cast<unsigned long>(info.offset),
		s->object_size);
	if (tracked) {
		const struct track *const t = slub::get_track(s, info.object, TRACK_ALLOC);

		if (t->addr)
			pr_cont(" allocated at %pS", reinterpret_cast<void *>(t->addr));
	}
	pr_cont("\n");
	if (!tracked)
		return true;
	slub::print_stack(slub::get_track(s, info.object, TRACK_ALLOC), nullptr);
	slub::print_stack(slub::get_track(s, info.object, TRACK_FREE), " Free path:\n");
	return true;
}
