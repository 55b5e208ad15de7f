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

void append(detached_freelist *df, void *object, freed_by who)
{
	if (who == freed_by::failed_allocation) {
		set_freepointer(df->s, object, df->head);
		df->head = object;
		return;
	}
	if (unlikely(df->s->flags & INIT_ON_FREE))
		wipe_object(df->s, object);
	set_freepointer(df->s, df->tail, object);
	df->tail = object;
}

// Detaches p[size - 1] and what belongs to the same slab; returns how many objects are left in p[0…].
__always_inline size_t detach(kmem_cache *s, size_t size, void **p, freed_by who,
			      detached_freelist *df)
{
	void *const last = p[--size];
	page *const head = virt_to_head_page(last);

	df->sl = nullptr;
	if (unlikely(s ? page_slab(head)->slab_cache != s : !is_slab(page_slab(head)))) {
		if (s)
			report_wrong_cache(s, last);
		else
			free_large_kmalloc(head, last);
		return size;
	}

	slab *const sl = page_slab(head);

	*df = {sl, sl->slab_cache, last, last, 1};
	if (unlikely(who == freed_by::user && (df->s->flags & INIT_ON_FREE)))
		wipe_object(df->s, last);

	size_t left = size; // p[left…] is dealt with, p[size…left) was stepped over
	int lookahead = 3;

	while (size) {
		void *const object = p[--size];

		if (page_slab(virt_to_head_page(object)) == sl) {
			append(df, object, who);
			df->cnt++;
			left--;
			if (size != left)
				swap(p[size], p[left]);
		} else if (!--lookahead) {
			break;
		}
	}
	return left;
}

__always_inline void free_array(kmem_cache *s, size_t size, void **p, freed_by who)
{
	while (size) {
		detached_freelist df;

		size = detach(s, size, p, who, &df);
		if (df.sl)
			free_chain(df.s, df.sl, df.head, df.tail, df.cnt);
	}
}

int alloc_bulk(kmem_cache *s, gfp_t gfp, size_t size, void **p)
{
	unsigned long flags;
	size_t i;

	local_lock_irqsave(&s->cpu_slab->lock, flags);
	kmem_cache_cpu *c = this_cpu(s);

	for (i = 0; i < size; i++) {
		void *object = c->freelist;

		if (likely(object)) {
			c->freelist = static_cast<void **>(get_freepointer(s, object));
		} else {
			// The list has changed: whoever was interrupted in a fast path must notice.
			c->tid = next_tid(c->tid);
			local_unlock_irqrestore(&s->cpu_slab->lock, flags);
			object = ___slab_alloc(s, gfp, NUMA_NO_NODE);
			if (unlikely(!object)) {
				free_array(s, i, p, freed_by::failed_allocation);
				return 0;
			}
			local_lock_irqsave(&s->cpu_slab->lock, flags);
			c = this_cpu(s);
		}
		wipe_freeptr(s, object);
		p[i] = object;
	}
	c->tid = next_tid(c->tid);
	local_unlock_irqrestore(&s->cpu_slab->lock, flags);
	return size;
}

} // namespace

} // namespace slub

int kmem_cache_alloc_bulk_noprof(struct kmem_cache *s, gfp_t gfp, size_t size, void **p)
{
	if (!size)
		return 0;

	const int allocated = slub::alloc_bulk(s, gfp, size, p);

	if ((gfp & __GFP_ZERO) || (s->flags & slub::INIT_ON_ALLOC))
		for (int i = 0; i < allocated; i++)
			slub::init_object(s, gfp, p[i]);
	return allocated;
}
EXPORT_SYMBOL(kmem_cache_alloc_bulk_noprof);

void kmem_cache_free_bulk(struct kmem_cache *s, size_t size, void **p)
{
	slub::free_array(s, size, p, slub::freed_by::user);
}
EXPORT_SYMBOL(kmem_cache_free_bulk);
