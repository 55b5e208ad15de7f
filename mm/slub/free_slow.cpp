// SPDX-License-Identifier: GPL-2.0-only
//
// The slow path of freeing: the object's slab is not this CPU's.
//
// The object goes to the slab's own freelist. What else is to be done depends on what the slab was, and becomes:
//
//	frozen                      a CPU owns it and finds the object when it runs dry: nothing
//	full, on no list            it has a free object now: to this CPU's partial list
//	partial, still in use       nothing
//	partial, and now empty      under list_lock: discarded if it is on the node's list and that is long enough
//
// The last case takes the lock before the object is freed: once the slab is empty, another CPU might discard it.
// Linux 6.12: __slab_free(), do_slab_free() for chains, slab_free_hook(), free_large_kmalloc().

#include "mm/slub/debug.h"

#include <linux/mm.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/vmstat.h>

namespace slub
{
namespace
{

// Will freeing cnt objects make a slab empty that lists may hold?
bool becomes_empty(const freelist_state &before, int cnt)
{
	return before.inuse == cnt && before.freelist && !before.frozen;
}

// inuse is the lowest part of the counters.
unsigned long counters_after(const freelist_state &before, int cnt)
{
	return before.counters - cnt;
}

noinline void free_last(kmem_cache *s, slab *sl, void *head, void *tail, int cnt)
{
	kmem_cache_node *const n = node_of(s);
	unsigned long flags;

	spin_lock_irqsave(&n->list_lock, flags);
	const freelist_state before = read_state(sl);

	set_freepointer(s, tail, before.freelist);
	if (!becomes_empty(before, cnt) ||
	    !update_state(sl, before, head, counters_after(before, cnt))) {
		spin_unlock_irqrestore(&n->list_lock, flags);
		return slab_free_chain(s, sl, head, tail, cnt);
	}

	// Slabs on a CPU's partial list stay there; empty ones leave it for the page allocator later (put_partials).
	const bool discard = on_node_partial(sl) && n->nr_partial >= s->min_partial;

	if (discard)
		remove_partial(n, sl);
	spin_unlock_irqrestore(&n->list_lock, flags);
	if (discard)
		discard_slab(s, sl);
}

__always_inline void free_to_slab(kmem_cache *s, slab *sl, void *head, void *tail, int cnt)
{
	freelist_state before;

	do {
		before = read_state(sl);
		if (unlikely(head == before.freelist))
			return report_double_free(s, head);
		if (unlikely(becomes_empty(before, cnt)))
			return free_last(s, sl, head, tail, cnt);
		set_freepointer(s, tail, before.freelist);
	} while (!update_state(sl, before, head, counters_after(before, cnt)));

	if (!before.freelist && !before.frozen)
		put_cpu_partial(s, sl, true);
}

} // namespace

void __slab_free(kmem_cache *s, slab *sl, void *object)
{
	if (is_debugged(s))
		return debug_free(s, sl, object);
	free_to_slab(s, sl, object, object, 1);
}

void slab_free_chain(kmem_cache *s, slab *sl, void *head, void *tail, int cnt)
{
	free_to_slab(s, sl, head, tail, cnt);
}

// One object of whatever cache, on behalf of the caller at addr.
static void free_one(kmem_cache *s, slab *sl, void *object, unsigned long addr)
{
	if (is_debugged(s))
		free_to_partial_list(s, sl, object, object, 1, addr);
	else
		free_chain(s, sl, object, object, 1);
}

void free_to_wrong_cache(kmem_cache *s, void *object)
{
	kmem_cache *const real = report_wrong_cache(s, object, _RET_IP_);

	if (real)
		free_one(real, virt_to_slab(object), object, _RET_IP_);
}

void free_chain(kmem_cache *s, slab *sl, void *head, void *tail, int cnt)
{
	kmem_cache_cpu *const c = this_cpu(s);

	do {
		void *const freelist = c->freelist;
		const unsigned long tid = c->tid;

		barrier();
		if (unlikely(sl != c->slab))
			return slab_free_chain(s, sl, head, tail, cnt);
		if (unlikely(head == freelist))
			return report_double_free(s, head);
		set_freepointer(s, tail, freelist);

		u128 expected = aba(freelist, tid);

		if (likely(this_cpu_try_cmpxchg128(&c->freelist_tid.full, &expected,
						   aba(head, next_tid(tid)))))
			return;
	} while (true);
}

void free_wiped(kmem_cache *s, slab *sl, void *object)
{
	wipe_object(s, object);
	free_one(s, sl, object, _RET_IP_);
}

void wipe_object(kmem_cache *s, void *object)
{
	const unsigned int end = info_end(s);
	const unsigned long asked = get_orig_size(s, object);

	memset(object, 0, asked);
	memset(static_cast<char *>(object) + end, 0, size_from_object(s) - end);
	set_orig_size(s, object, asked);
}

void free_large_kmalloc(page *head, void *object)
{
	const unsigned int order = compound_order(head);

	// kmalloc() takes whole blocks only for more than KMALLOC_MAX_CACHE_SIZE, and returns their first byte.
	if (unlikely((PAGE_SIZE << order) <= KMALLOC_MAX_CACHE_SIZE ||
		     object != page_to_virt(head)))
		return report_not_slab(object);
	mod_node_page_state(page_pgdat(head), NR_SLAB_UNRECLAIMABLE_B,
			    -static_cast<long>(PAGE_SIZE << order));
	put_page(head);
}

} // namespace slub
