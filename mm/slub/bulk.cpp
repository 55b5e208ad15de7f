// SPDX-License-Identifier: GPL-2.0-only
//
// Many objects in one call: interrupts are masked once, and slabs are exchanged once for all their objects in the array.
//
// Freeing walks the array from its end. Objects of one slab are chained while they are met; at most three objects of other
// slabs in between are stepped over before the chain is given back:
//
//	p: [b a b a c a]   start with the last a; c is stepped over, a is taken, b is stepped over, …
//	                   the skipped ones end up at the front part of the array, for the next rounds
//
// Linux 6.12: kmem_cache_alloc_bulk(), build_detached_freelist(), kmem_cache_free_bulk().

#include "mm/slub/full.h"
#include "mm/slub/object.h"

#include <linux/export.h>
#include <linux/local_lock.h>
#include <linux/minmax.h>

namespace slub
{
namespace
{

// Objects of one slab, chained and ready to be freed at once. Without slab there is nothing to free.
struct detached_freelist {
	slab *sl;
	kmem_cache *s;
	void *head;
	void *tail;
	int cnt;
};

// Does a user free the objects, or does an allocation that failed take them back, unseen by any user? Linux passes the
// former through a hook per object, which turns the chain around and clears objects for init_on_free=.
enum class freed_by { user, failed_allocation };

// Detaches p[size - 1] and what belongs to the same slab; returns how many objects are left in p[0…].
__always_inline size_t detach(kmem_cache *wanted, size_t size, void **p, freed_by who,
			      detached_freelist *df, unsigned long addr)
{
	void *const last = p[--size];
	slab *const sl = page_slab(virt_to_head_page(last));

	df->sl = nullptr;
	if (unlikely(wanted ? sl->slab_cache != wanted : !is_slab(sl))) {
		if (!wanted)
			free_large_kmalloc(last, slab_page(sl));
		if (!wanted || !report_wrong_cache(wanted, last, addr))
			return size;
	}

	kmem_cache *const s = sl->slab_cache;
	const links link(s);
	const bool wipe = who == freed_by::user && (s->flags & INIT_ON_FREE);
	void *head = last, *tail = last;
	size_t left = size; // p[left…] is dealt with, p[size…left) was stepped over
	int lookahead = 3, cnt = 1;

	if (unlikely(wipe))
		wipe_object(s, last);
	while (size) {
		void *const object = p[--size];

		if (page_slab(virt_to_head_page(object)) != sl) {
			if (!--lookahead)
				break;
			continue;
		}
		if (unlikely(wipe))
			wipe_object(s, object);
		if (who == freed_by::user) {
			link.set(tail, object);
			tail = object;
		} else {
			link.set(object, head);
			head = object;
		}
		cnt++;
		if (size != --left)
			swap(p[size], p[left]);
	}
	*df = {sl, s, head, tail, cnt};
	return left;
}

__always_inline void free_array(kmem_cache *s, size_t size, void **p, freed_by who,
				unsigned long addr)
{
	while (size) {
		detached_freelist df;

		size = detach(s, size, p, who, &df, addr);
		if (!df.sl)
			continue;
		if (is_debugged(df.s))
			free_to_partial_list(df.s, df.sl, df.head, df.tail, df.cnt, addr);
		else
			free_chain(df.s, df.sl, df.head, df.tail, df.cnt);
	}
}

} // namespace

static __always_inline int alloc_from_freelist(kmem_cache *s, gfp_t gfp, size_t size, void **p)
{
	const links link(s);
	unsigned long flags;

	local_lock_irqsave(&s->cpu_slab->lock, flags);
	kmem_cache_cpu *c = this_cpu(s);
	void *next = c->freelist;

	for (size_t i = 0; i < size; i++) {
		if (likely(next)) {
			p[i] = next;
			next = link.get(next);
			stat(s, ALLOC_FASTPATH);
			continue;
		}
		// The list has changed: whoever was interrupted in a fast path must notice.
		c->freelist = nullptr;
		c->tid = next_tid(c->tid);
		local_unlock_irqrestore(&s->cpu_slab->lock, flags);
		p[i] = ___slab_alloc(s, gfp, NUMA_NO_NODE);
		if (unlikely(!p[i])) {
			free_array(s, i, p, freed_by::failed_allocation, 0);
			return 0;
		}
		local_lock_irqsave(&s->cpu_slab->lock, flags);
		c = this_cpu(s);
		next = c->freelist;
	}
	c->freelist = static_cast<void **>(next);
	c->tid = next_tid(c->tid);
	local_unlock_irqrestore(&s->cpu_slab->lock, flags);
	return size;
}

int alloc_bulk(kmem_cache *s, gfp_t gfp, size_t size, void **p)
{
	return alloc_from_freelist(s, gfp, size, p);
}

} // namespace slub

__detoured int kmem_cache_alloc_bulk_noprof(struct kmem_cache *s, gfp_t gfp, size_t size, void **p)
{
	detour_here(kmem_cache_alloc_bulk_noprof, kmem_cache_alloc_bulk_full, s, gfp, size, p);
	if (!size)
		return 0;
	if (slub::is_debugged(s))
		return slub::debug_alloc_bulk(s, gfp, size, p);

	const int allocated = slub::alloc_from_freelist(s, gfp, size, p);

	if (unlikely(gfp & __GFP_ZERO))
		for (int i = 0; i < allocated; i++)
			slub::slab_post_alloc_hook(s, gfp, p[i]);
	return allocated;
}
EXPORT_SYMBOL(kmem_cache_alloc_bulk_noprof);

void kmem_cache_free_bulk(struct kmem_cache *s, size_t size, void **p)
{
	slub::free_array(s, size, p, slub::freed_by::user, _RET_IP_);
}
EXPORT_SYMBOL(kmem_cache_free_bulk);
