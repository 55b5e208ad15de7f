/* SPDX-License-Identifier: GPL-2.0-only */
// The vmalloc region as a whole: who holds which addresses, inside mm/vmalloc only.
#pragma once

#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

#include "mm/vmalloc/area.h"

struct kmem_cache;

namespace vmspace
{

// What a caller's flags say about how hard to try: the part that also holds for the allocator's own records.
// Linux: GFP_RECLAIM_MASK.
constexpr gfp_t RECLAIM_FLAGS = __GFP_RECLAIM | __GFP_HIGH | __GFP_IO | __GFP_FS | __GFP_NOWARN |
				__GFP_RETRY_MAYFAIL | __GFP_NOFAIL | __GFP_NORETRY |
				__GFP_MEMALLOC | __GFP_NOMEMALLOC;

// vmap_area.flags: a range of vm_map_ram(), which has no vm_struct; a block of them. Bits 8..15 hold the home node plus one.
constexpr unsigned long AREA_IS_RAM = 0x1;
constexpr unsigned long AREA_IS_BLOCK = 0x2;

// A node keeps free ranges of 1..256 pages ready for use, one list per number of pages.
constexpr unsigned int POOL_SIZES = 256;

struct Pool {
	struct list_head head;
	unsigned long len;
};

// Busy areas of one node.
struct BusyAreas : AreaSet {
	spinlock_t lock; // guards it; innermost
};

// Lazily freed areas of one node. Nobody looks for one of them, so freeing adds to a list that needs no lock; who reads them
// gathers and sorts them first.
struct LazyAreas {
	struct list_head *
		incoming; // vmap_area.list of what was freed last; each one's next is what was freed before
	struct list_head list; // by address; guarded by purge_lock

	void add(struct vmap_area *va);
	// Moves what came in to its place in list. Under purge_lock.
	void gather();
};

} // namespace vmspace

// The book-keeping is split into one node per possible CPU, so that CPUs seldom meet on a lock. An area is busy in
// the node that its address selects (16 pages each, round robin). Debuggers' scripts look for these names.
struct vmap_node {
	vmspace::BusyAreas busy;
	vmspace::LazyAreas lazy; // unmapped, but the TLB may still know them
	struct list_head purge_list;
	unsigned long nr_purged;
	bool skip_populate;   // purge: don't refill the pool
	spinlock_t pool_lock; // guards pool; innermost
	vmspace::Pool pool[vmspace::POOL_SIZES];
};

extern vmap_node *vmap_nodes;
extern unsigned int nr_vmap_nodes;

namespace vmspace
{

// Each node owns so many bytes in turn: 16 pages.
constexpr unsigned int ZONE_SHIFT = PAGE_SHIFT + 4;
extern bool initialized;

// One purge at a time; guards what is lazily freed; outermost.
extern struct mutex purge_lock;
// Guards free_areas. Order: purge_lock, free_lock; a node's locks are never held around it.
extern spinlock_t free_lock;
extern FreeAreas free_areas;
extern struct kmem_cache *area_cache;

constexpr unsigned int HOME_SHIFT = 8;

inline unsigned int node_index(unsigned long addr)
{
	return (addr >> ZONE_SHIFT) % nr_vmap_nodes;
}

inline vmap_node *node_of(unsigned long addr)
{
	return nr_vmap_nodes == 1 ? vmap_nodes : &vmap_nodes[node_index(addr)];
}

// The node that an area's flags name as its home, or nullptr.
inline vmap_node *home_of(const struct vmap_area *va)
{
	unsigned int index = (va->flags >> HOME_SHIFT) - 1;

	return index < nr_vmap_nodes ? &vmap_nodes[index] : nullptr;
}

Pool *pool_for(vmap_node *node, unsigned long size);

void release_record(struct vmap_area *va);

// How FreeAreas gets and gives back records; the caller holds free_lock.
extern const FreeAreas::Records records;

// Takes size bytes of addresses between vstart and vend and enters them as busy; vm, if given, gets address and size.
// All in bytes; size whole pages, align a power of two. May sleep. Returns ERR_PTR(-EINVAL, -EBUSY or -ENOMEM) on
// failure. Linux: alloc_vmap_area().
struct vmap_area *alloc_area(unsigned long size, unsigned long align, unsigned long vstart,
			     unsigned long vend, gfp_t gfp, unsigned long flags,
			     struct vm_struct *vm);
// Enters an area whose addresses were carved from free_areas.
void enter_busy(struct vmap_area *va);
// Takes the busy area that holds addr out of the books. Returns nullptr when there is none.
struct vmap_area *unlink_area(unsigned long addr);

// purge.cpp: unmaps an area that unlink_area() returned and lets its addresses go with the next purge.
void let_go(struct vmap_area *va);
// purge.cpp: the same for one in which nothing is mapped, without a purge. Return: pages of addresses that are lazy now.
unsigned long make_lazy(struct vmap_area *va);
// purge.cpp: purges when so many pages are too many. Not under the purge lock.
void purge_if_many(unsigned long lazy_pages);
// purge.cpp: flushes the TLB over all lazily freed areas and makes them free. full: empties the pools as well.
bool purge(bool full);

// What vfree_atomic() puts its areas off with; vmalloc.cpp. Boot.
void init_deferred();

} // namespace vmspace
