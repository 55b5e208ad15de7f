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

#include "mm/page/vmstat.h"
#include "mm/slub/debug.h"

#include <linux/mm.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <trace/events/slub.h>

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
	    !update_state(s, sl, before, head, counters_after(before, cnt))) {
		spin_unlock_irqrestore(&n->list_lock, flags);
		return slab_free_chain(s, sl, head, tail, cnt);
	}

	// Slabs on a CPU's partial list stay there; empty ones leave it for the page allocator later (put_partials).
	const bool discard = on_node_partial(sl) && n->nr_partial >= s->min_partial;

	if (discard) {
		remove_partial(n, sl);
		stat(s, FREE_REMOVE_PARTIAL);
		trace_slub_step(s, sl, "free: last object, off the node partial list");
		stat(s, FREE_SLAB);
	}
	spin_unlock_irqrestore(&n->list_lock, flags);
	if (discard)
		discard_slab(s, sl);
}

// A slab that was full has a free object now: no list has it yet.
__always_inline void after_free_to_slab(kmem_cache *s, slab *sl, const freelist_state &before)
{
	if (before.frozen) {
		stat(s, FREE_FROZEN);
	} else if (!before.freelist) {
		put_cpu_partial(s, sl, true);
		stat(s, CPU_PARTIAL_FREE);
		trace_slub_step(s, sl, "free: first of a full slab, to the cpu partial list");
	}
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
	} while (!update_state(s, sl, before, head, counters_after(before, cnt)));

	after_free_to_slab(s, sl, before);
}

// The rare ends of __slab_free(). They take their arguments in the registers that it has them in, used or not.
#ifdef __clang__
#define AS_WRITTEN noinline
#else
#define AS_WRITTEN noinline __attribute__((__noipa__))
#endif

AS_WRITTEN void free_to_slab_again(void *object, slab *sl, kmem_cache *s, kmem_cache_cpu *c)
{
	if (sl == c->slab)
		return free_again(object, sl, s);
	stat(s, FREE_SLOWPATH);
	free_to_slab(s, sl, object, object, 1);
}

AS_WRITTEN void first_of_full_slab(void *, slab *sl, kmem_cache *s)
{
	put_cpu_partial(s, sl, true);
	stat(s, CPU_PARTIAL_FREE);
	trace_slub_step(s, sl, "free: first of a full slab, to the cpu partial list");
}

} // namespace

// free_to_slab() for what is nearly always so: one object, not the last one, and nobody interferes.
void __slab_free(void *object, slab *sl, kmem_cache *s, kmem_cache_cpu *c)
{
	if (is_debugged(s))
		return debug_free(object, sl, s);

	freelist_state before;

	if (unlikely(!push_to_slab(s, sl, c, object, object, 1, &before)))
		return free_to_slab_again(object, sl, s, c);
	stat(s, FREE_SLOWPATH);
	trace_slub_step(s, sl, "free: slow path, to the slab's freelist");
	if (before.frozen)
		stat(s, FREE_FROZEN);
	if (unlikely(!before.freelist) && !before.frozen)
		first_of_full_slab(object, sl, s);
}

void slab_free_chain(kmem_cache *s, slab *sl, void *head, void *tail, int cnt)
{
	free_to_slab(s, sl, head, tail, cnt);
}

// __slab_free() for a chain.
static void chain_to_slab(kmem_cache *s, slab *sl, kmem_cache_cpu *c, void *head, void *tail,
			  int cnt)
{
	freelist_state before;

	stat(s, FREE_SLOWPATH);
	if (unlikely(!push_to_slab(s, sl, c, head, tail, cnt, &before)))
		return slab_free_chain(s, sl, head, tail, cnt);
	after_free_to_slab(s, sl, before);
}

void free_one(kmem_cache *s, slab *sl, void *object, unsigned long addr)
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
			return chain_to_slab(s, sl, c, head, tail, cnt);
		if (unlikely(head == freelist))
			return report_double_free(s, head);
		set_freepointer(s, tail, freelist);

		u128 expected = aba(freelist, tid);

		if (likely(this_cpu_try_cmpxchg128(&c->freelist_tid.full, &expected,
						   aba(head, next_tid(tid))))) {
			stat_add(s, FREE_FASTPATH, cnt);
			return;
		}
		stat(s, CMPXCHG_DOUBLE_CPU_FAIL);
	} while (true);
}

void free_again(void *object, slab *sl, kmem_cache *s)
{
	free_chain(s, sl, object, object, 1);
}

void wipe_object(kmem_cache *s, void *object)
{
	const unsigned int end = info_end(s);
	const unsigned long asked = get_orig_size(s, object);

	memset(object, 0, asked);
	memset(static_cast<char *>(object) + end, 0, size_from_object(s) - end);
	set_orig_size(s, object, asked);
}

void free_no_address(const void *object)
{
	if (unlikely(!ZERO_OR_NULL_PTR(object)))
		report_not_slab(object);
}

void free_large_kmalloc(void *object, page *head)
{
	const unsigned int order = compound_order(head);

	// kmalloc() takes whole blocks only for more than KMALLOC_MAX_CACHE_SIZE, and returns their first byte.
	if (unlikely(order <= get_order(KMALLOC_MAX_CACHE_SIZE) || object != page_to_virt(head)))
		return report_not_slab(object);
	buddy::mod_slab_pages(page_pgdat(head), NR_SLAB_UNRECLAIMABLE_B,
			      -static_cast<long>(reinterpret_cast<folio *>(head)->_folio_nr_pages));
	__free_pages(head, order);
}

} // namespace slub
