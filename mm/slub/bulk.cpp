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

// Does a user free the objects, or does an allocation that failed take them back, unseen by any user? Linux passes the
// former through a hook per object, which turns the chain around.
enum class freed_by { user, failed_allocation };

// Where a slab's objects lie: an object's address tells whether it is of this slab, what describes its pages is not looked at.
class object_range
{
public:
	object_range(const kmem_cache *s, const slab *sl)
		: start_(reinterpret_cast<unsigned long>(slab_address(sl))),
		  bytes_(static_cast<unsigned long>(data_race(sl->objects)) * s->size)
	{
	}

	bool has(const void *object) const
	{
		return reinterpret_cast<unsigned long>(object) - start_ < bytes_;
	}

private:
	unsigned long start_, bytes_;
};

// A chain of objects that grows at its end, or, where nobody has used them, at its start.
template <freed_by who>
class chain
{
public:
	chain(const kmem_cache *s, void *object) : head(object), tail(object), link_(s)
	{
	}

	void add(void *object)
	{
		if (who == freed_by::user) {
			link_.set(tail, object);
			tail = object;
		} else {
			link_.set(object, head);
			head = object;
		}
	}

	void *head, *tail;

private:
	links link_;
};

// Takes out of p[0…size) what belongs to the same slab as p[size - 1], from the end. Returns how many objects are left in p[0…].
template <freed_by who>
__always_inline size_t detach(const object_range &range, size_t size, void **p, chain<who> &chained)
{
	void **at = p + size - 1;

	// Mostly they are neighbours.
	for (;;) {
		if (at == p)
			return 0;
		if (!range.has(*--at))
			break;
		chained.add(*at);
	}

	void **left = at + 1; // left… is dealt with, at…left was stepped over
	int lookahead = 2;

	while (at != p) {
		if (!range.has(*--at)) {
			if (!--lookahead)
				break;
			continue;
		}
		chained.add(*at);
		swap(*at, *--left);
	}
	return left - p;
}

// The last object is none of `wanted`, or of any slab if that is NULL. Is it to be freed nevertheless?
noinline bool is_freed_anyway(kmem_cache *wanted, void *object, slab *sl, unsigned long addr)
{
	if (wanted)
		return report_wrong_cache(wanted, object, addr);
	free_large_kmalloc(object, slab_page(sl));
	return false;
}

template <freed_by who>
__always_inline void free_array(kmem_cache *wanted, size_t size, void **p, unsigned long addr)
{
	while (size) {
		void *const last = p[size - 1];
		const auto [sl, s] = locate(last);

		if (unlikely(wanted ? s != wanted : !is_slab_page(sl)) &&
		    !is_freed_anyway(wanted, last, sl, addr)) {
			size--;
			continue;
		}

		chain<who> chained(s, last);
		const size_t left = detach(object_range(s, sl), size, p, chained);

		if (is_debugged(s))
			free_to_partial_list(s, sl, chained.head, chained.tail, size - left, addr);
		else
			free_chain(s, sl, chained.head, chained.tail, size - left);
		size = left;
	}
}

noinline void take_back(kmem_cache *s, size_t size, void **p)
{
	free_array<freed_by::failed_allocation>(s, size, p, 0);
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
			take_back(s, i, p);
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

void free_bulk(kmem_cache *s, size_t size, void **p, unsigned long addr)
{
	free_array<freed_by::user>(s, size, p, addr);
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

__detoured void kmem_cache_free_bulk(struct kmem_cache *s, size_t size, void **p)
{
	detour_here(kmem_cache_free_bulk, kmem_cache_free_bulk_full, s, size, p);
	slub::free_array<slub::freed_by::user>(s, size, p, _RET_IP_);
}
EXPORT_SYMBOL(kmem_cache_free_bulk);
