// SPDX-License-Identifier: GPL-2.0-only
// Lazy freeing: one TLB flush for many areas.
//
// Unmapping an area clears its entries in the page table, but TLBs may keep the old translation, so its addresses must
// not be given to somebody else before a flush; and a flush costs as much for one page as for thousands. So freed
// areas wait, unmapped, in the lazy set of a node until they amount to lazy_max_pages() (32 MiB of addresses for one
// CPU online, growing with the logarithm of their number), or until addresses run out, or somebody calls
// vm_unmap_aliases(). Then one flush covers them all:
//
//	lazy sets of all nodes --flush_tlb_kernel_range(lowest, highest)--> pool of the home node, or free_areas
//
// /proc/vmallocinfo shows what waits as "unpurged vm_area". A purge also lets a quarter of each pool decay into
// free_areas, where ranges join again.
//
// A lazy set is a list to which areas are added as they are freed, without a lock. Sorting is left to the purge. Areas that were
// given out one after the other and freed then come one after the other, and the tree of free addresses takes each without a search.
//
// Linux 6.12 defers the purge to a worker, which goes before who woke it, and splits it among nodes; here the vfree() that crosses the
// limit does it: the areas are free at the same step.
// mm/vmalloc.c: free_vmap_area_noflush(), __purge_vmap_area_lazy(), decay_va_pool_node(), lazy_max_pages().

#include "mm/vmalloc/space.h"
#include "mm/vmalloc/vmap_block.h"

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/guard.hpp>
#include <linux/list_sort.h>
#include <linux/minmax.h>
#include <linux/mutex.h>

#include <asm/tlbflush.h>

namespace vmspace
{

namespace
{

// Pages of addresses in all lazy sets.
atomic_long_t nr_lazy = ATOMIC_LONG_INIT(0);

unsigned long lazy_max_pages()
{
	return fls(num_online_cpus()) * (32UL * 1024 * 1024 / PAGE_SIZE);
}

// Moves areas from a list into free_areas.
void make_free(struct list_head *list)
{
	struct vmap_area *va, *next;

	if (list_empty(list))
		return;

	spinlock_guard guard(&free_lock);

	list_for_each_entry_safe(va, next, list, list)
		free_areas.insert_and_merge(va, release_record);
}

// Lets a quarter of every pool, or all of it, go back to free_areas.
void decay_pools(vmap_node *node, bool full)
{
	AreaSet decayed;

	decayed.init();
	for (Pool &pool : node->pool) {
		struct vmap_area *va, *next;
		LIST_HEAD(rest);

		if (list_empty(&pool.head))
			continue;

		// Other CPUs may fill the pool again meanwhile: what is taken out is counted apart.
		spin_lock(&node->pool_lock);
		list_replace_init(&pool.head, &rest);
		unsigned long taken = pool.len;
		pool.len = 0;
		spin_unlock(&node->pool_lock);

		// A pool of fewer than four goes as a whole, as in Linux.
		unsigned long left = full || taken < 4 ? taken : taken >> 2;

		list_for_each_entry_safe(va, next, &rest, list) {
			if (!left--)
				break;
			list_del_init(&va->list);
			decayed.insert_and_merge(va, release_record);
			taken--;
		}

		spin_lock(&node->pool_lock);
		list_splice(&rest, &pool.head);
		pool.len += taken;
		spin_unlock(&node->pool_lock);
	}
	make_free(&decayed.head);
}

// Takes over a node's lazy areas, by address, and widens *range to cover them.
void collect(vmap_node *node, DirtyRange *range)
{
	node->lazy.gather();
	list_replace_init(&node->lazy.list, &node->purge_list);
	if (list_empty(&node->purge_list))
		return;
	range->start = min(range->start,
			   list_first_entry(&node->purge_list, struct vmap_area, list)->va_start);
	range->end =
		max(range->end, list_last_entry(&node->purge_list, struct vmap_area, list)->va_end);
}

bool put_in_pool(vmap_node *node, struct vmap_area *va)
{
	Pool *pool = pool_for(node, size_of(va));

	if (!pool)
		return false;
	spinlock_guard guard(&node->pool_lock);

	list_add(&va->list, &pool->head);
	pool->len++;
	return true;
}

// Flushed areas go to the pool of the node that they were asked for on, or become free.
void finish(vmap_node *node, bool refill)
{
	struct vmap_area *va, *next;
	unsigned long pages = 0;
	LIST_HEAD(rest);

	node->nr_purged = 0;
	list_for_each_entry_safe(va, next, &node->purge_list, list) {
		pages += size_of(va) >> PAGE_SHIFT;
		node->nr_purged++;
		// The highest first, as Linux does it: the tree's shape decides about some aligned requests.
		if (!refill || !home_of(va) || !put_in_pool(node, va))
			list_add(&va->list, &rest);
	}
	atomic_long_sub(pages, &nr_lazy);
	make_free(&rest);
}

// Under purge_lock. range: what else is to be flushed. Return: have any areas become free? If not, nothing was flushed.
bool purge_areas(DirtyRange range, bool full)
{
	unsigned long nr_purged = 0;
	bool any = false;

	for (unsigned int i = 0; i < nr_vmap_nodes; i++) {
		decay_pools(&vmap_nodes[i], full);
		collect(&vmap_nodes[i], &range);
		any |= !list_empty(&vmap_nodes[i].purge_list);
	}
	if (!any)
		return false;
	flush_tlb_kernel_range(range.start, range.end);
	for (unsigned int i = 0; i < nr_vmap_nodes; i++) {
		if (list_empty(&vmap_nodes[i].purge_list))
			continue;
		finish(&vmap_nodes[i], !full);
		nr_purged += vmap_nodes[i].nr_purged;
	}
	return nr_purged > 0;
}

} // namespace

bool purge(bool full)
{
	mutex_guard guard(&purge_lock);

	if (full)
		retire_blocks(true);
	return purge_areas({}, full);
}

DEFINE_MUTEX(purge_lock);

__always_inline void LazyAreas::add(struct vmap_area *va)
{
	struct list_head *before = READ_ONCE(incoming);

	do {
		va->list.next = before;
	} while (!try_cmpxchg_release(&incoming, &before, &va->list));
}

void LazyAreas::gather()
{
	struct list_head *next;
	unsigned long upper = ~0UL;
	bool sorted = list_empty(&list);
	LIST_HEAD(fresh);

	// From the last one to the first.
	for (struct list_head *link = xchg(&incoming, nullptr); link; link = next) {
		const struct vmap_area *va = list_entry(link, struct vmap_area, list);

		next = link->next;
		sorted &= va->va_start < upper;
		upper = va->va_start;
		list_add(link, &fresh);
	}
	if (list_empty(&fresh))
		return;
	list_splice_tail(&fresh, &list);
	if (!sorted)
		list_sort(nullptr, &list,
			  [](void *, const struct list_head *a, const struct list_head *b) -> int {
				  return list_entry(a, struct vmap_area, list)->va_start >
					 list_entry(b, struct vmap_area, list)->va_start;
			  });
}

static __always_inline unsigned long add_lazy(struct vmap_area *va)
{
	const unsigned long pages = size_of(va) >> PAGE_SHIFT;
	vmap_node *home = home_of(va);
	const unsigned long waiting = atomic_long_add_return(pages, &nr_lazy);

	(home ? home : node_of(va->va_start))->lazy.add(va);
	return waiting;
}

unsigned long make_lazy(struct vmap_area *va)
{
	return add_lazy(va);
}

void purge_if_many(unsigned long lazy_pages)
{
	if (lazy_pages > lazy_max_pages())
		purge(false);
}

void let_go(struct vmap_area *va)
{
	vunmap_range_noflush(va->va_start, va->va_end);
	// From here on va may be gone.
	purge_if_many(add_lazy(va));
}

} // namespace vmspace

using namespace vmspace;

void vm_unmap_aliases(void)
{
	if (!initialized)
		return;

	mutex_guard guard(&purge_lock);
	const DirtyRange dirty = retire_blocks(false);

	if (!purge_areas(dirty, false) && dirty.any())
		flush_tlb_kernel_range(dirty.start, dirty.end);
}
