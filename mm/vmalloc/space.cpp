// SPDX-License-Identifier: GPL-2.0-only
// Taking and finding address ranges.
//
//                                   vmalloc region
//	VMALLOC_START                                                    VMALLOC_END
//	|kernel image|guard|AAAA|g|BB|g|....hole....|CCCCCC|g| ..free.. |percpu chunks|
//
// A range of addresses is in exactly one of four places:
//
//	free      free_areas                     one tree for all, lowest fit               (free_lock)
//	busy      node_of(address)->busy         mapped, belongs to somebody                (busy.lock)
//	lazy      home node's lazy               unmapped, TLB not yet flushed              (none, purge_lock)
//	pooled    home node's pool[pages - 1]    flushed, ready for the same size again     (pool_lock)
//
//	free --alloc_area--> busy --let_go--> lazy --purge--> pooled or free
//
// With one possible CPU there is one node and no pool. With several, an area remembers the node of the CPU that asked
// for it (its home), and a purge puts ranges of up to 1 MiB into the home's pool instead of the common tree; the next
// request of that size from that CPU then needs no tree search.
//
// Linux 6.12 mm/vmalloc.c: alloc_vmap_area(), node_alloc(), find_vmap_area(), vmalloc_init(), vmap_init_nodes().

#define pr_fmt(fmt) fmt

#include "mm/vmalloc/space.h"
#include "mm/vmalloc/vmap_block.h"

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/guard.hpp>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/smp.h>

// The one node that exists before vmalloc_init() knows the number of CPUs.
static constinit vmap_node single = {};

constinit vmap_node *vmap_nodes = &single;
constinit unsigned int nr_vmap_nodes = 1;

namespace vmspace
{

namespace
{

constexpr unsigned int MAX_NODES = 128;

// A record in reserve, so that splitting a free range under free_lock need not allocate.
DEFINE_PER_CPU(struct vmap_area *, spare_record);

// Ranges announced before vmalloc_init(), sorted by address (vm_struct.next).
constinit struct vm_struct *early_list = nullptr;

struct vmap_area *obtain_record()
{
	struct vmap_area *va = this_cpu_read(spare_record);

	if (va) {
		this_cpu_write(spare_record, nullptr);
		return va;
	}
	return static_cast<struct vmap_area *>(kmem_cache_alloc(area_cache, GFP_NOWAIT));
}

unsigned long home_flag(unsigned int index)
{
	return static_cast<unsigned long>(index + 1) << HOME_SHIFT;
}

// A ready range of the pool of this CPU's node, or nullptr; home: which node that is. Requests for a part of the region
// have no pool: the ranges are anywhere in it.
noinline struct vmap_area *alloc_from_pool(unsigned long size, unsigned long align,
					   unsigned long *home)
{
	unsigned int index = raw_smp_processor_id() % nr_vmap_nodes;
	vmap_node *node = &vmap_nodes[index];
	Pool *pool = pool_for(node, size);

	*home = home_flag(index);
	if (!pool || list_empty(&pool->head))
		return nullptr;

	spinlock_guard guard(&node->pool_lock);

	if (list_empty(&pool->head))
		return nullptr;

	struct vmap_area *va = list_first_entry(&pool->head, struct vmap_area, list);

	if (!IS_ALIGNED(va->va_start, align)) {
		// Look at another one next time.
		list_move_tail(&va->list, &pool->head);
		return nullptr;
	}
	list_del_init(&va->list);
	pool->len--;
	return va;
}

// Puts a record in reserve. Allocating it may have slept, and somebody else filled the reserve meanwhile. Under free_lock.
noinline void keep_record(struct vmap_area *va)
{
	if (this_cpu_read(spare_record))
		release_record(va);
	else
		this_cpu_write(spare_record, va);
}

noinline struct vmap_area *allocate_record(gfp_t gfp)
{
	return static_cast<struct vmap_area *>(kmem_cache_alloc(area_cache, gfp));
}

__always_inline unsigned long alloc_addresses(unsigned long size, unsigned long align,
					      unsigned long vstart, unsigned long vend, gfp_t gfp)
{
	struct vmap_area *spare = nullptr;

	if (unlikely(!this_cpu_read(spare_record)))
		spare = allocate_record(gfp);

	spinlock_guard guard(&free_lock);

	if (unlikely(spare != nullptr))
		keep_record(spare);
	return free_areas.alloc(size, align, vstart, vend, records);
}

// Lazily freed areas may hold what is missing. The reserve, if it was needed, is untouched.
noinline unsigned long alloc_after_purge(unsigned long size, unsigned long align,
					 unsigned long vstart, unsigned long vend)
{
	purge(true);

	spinlock_guard guard(&free_lock);

	return free_areas.alloc(size, align, vstart, vend, records);
}

noinline void complain(unsigned long size, unsigned long vstart, unsigned long vend)
{
	pr_warn_ratelimited(
		"vmalloc_node_range for size %lu failed: Address range restricted to %#lx - %#lx\n",
		size, vstart, vend);
}

// Calls visit(node) for every node, beginning with the one that addr selects, until it returns an area. An area that
// is longer than a zone is only in the node of its first address, so an address inside may select another one.
template <typename Visit>
struct vmap_area *first_in_nodes(unsigned long addr, Visit visit)
{
	unsigned int first = node_index(addr);
	unsigned int i = first;

	do {
		spinlock_guard guard(&vmap_nodes[i].busy.lock);

		if (struct vmap_area *va = visit(vmap_nodes[i].busy))
			return va;
		i = (i + 1) % nr_vmap_nodes;
	} while (i != first);
	return nullptr;
}

noinline struct vmap_area *unlink_elsewhere(unsigned long addr)
{
	return first_in_nodes(addr, [addr](AreaSet &busy) { return busy.take(addr); });
}

void init_nodes()
{
	unsigned int n = clamp(num_possible_cpus(), 1u, MAX_NODES);

	if (n > 1) {
		vmap_node *array = static_cast<vmap_node *>(
			kmalloc_array(n, sizeof(vmap_node), GFP_NOWAIT | __GFP_NOWARN));

		if (array) {
			vmap_nodes = array;
			nr_vmap_nodes = n;
		} else {
			pr_err("Failed to allocate an array. Disable a node layer\n");
		}
	}

	for (unsigned int i = 0; i < nr_vmap_nodes; i++) {
		vmap_node *node = &vmap_nodes[i];

		node->busy.init();
		spin_lock_init(&node->busy.lock);
		INIT_LIST_HEAD(&node->lazy.list);
		node->lazy.incoming = nullptr;
		INIT_LIST_HEAD(&node->purge_list);
		for (Pool &pool : node->pool) {
			INIT_LIST_HEAD(&pool.head);
			pool.len = 0;
		}
		spin_lock_init(&node->pool_lock);
		node->skip_populate = false;
		node->nr_purged = 0;
	}
}

struct vmap_area *new_record(unsigned long start, unsigned long end)
{
	struct vmap_area *va =
		static_cast<struct vmap_area *>(kmem_cache_zalloc(area_cache, GFP_NOWAIT));

	if (WARN_ON_ONCE(!va))
		return nullptr;
	va->va_start = start;
	va->va_end = end;
	return va;
}

void add_free(unsigned long start, unsigned long end)
{
	if (start >= end)
		return;
	if (struct vmap_area *va = new_record(start, end))
		free_areas.insert(va);
}

// The early ranges are busy; everything between them, from the first byte of the address space to its last, is free
// (alloc_area() is told by its callers where to look).
void import_early_list()
{
	unsigned long start = 1;

	for (struct vm_struct *vm = early_list; vm; vm = vm->next) {
		unsigned long addr = reinterpret_cast<unsigned long>(vm->addr);
		struct vmap_area *va = new_record(addr, addr + vm->size);

		if (!va)
			continue;
		va->vm = vm;
		node_of(addr)->busy.insert(va);
		add_free(start, addr);
		start = va->va_end;
	}
	add_free(start, ~0UL);
}

} // namespace

constinit bool initialized = false;
DEFINE_SPINLOCK(free_lock);
constinit FreeAreas free_areas;
constinit struct kmem_cache *area_cache = nullptr;
constinit const FreeAreas::Records records = {obtain_record, release_record};

Pool *pool_for(vmap_node *node, unsigned long size)
{
	unsigned long index = (size - 1) / PAGE_SIZE;

	return index < POOL_SIZES ? &node->pool[index] : nullptr;
}

void release_record(struct vmap_area *va)
{
	kmem_cache_free(area_cache, va);
}

static __always_inline void enter(struct vmap_area *va)
{
	BusyAreas &busy = node_of(va->va_start)->busy;

	spinlock_guard guard(&busy.lock);

	busy.insert(va);
}

void enter_busy(struct vmap_area *va)
{
	enter(va);
}

struct vmap_area *unlink_area(unsigned long addr)
{
	{
		BusyAreas &busy = node_of(addr)->busy;
		spinlock_guard guard(&busy.lock);

		if (struct vmap_area *va = busy.take(addr))
			return va;
	}
	return unlink_elsewhere(addr);
}

struct vmap_area *alloc_area(unsigned long size, unsigned long align, unsigned long vstart,
			     unsigned long vend, gfp_t gfp, unsigned long flags,
			     struct vm_struct *vm)
{
	if (unlikely(!size || offset_in_page(size) || !is_power_of_2(align)))
		return static_cast<struct vmap_area *>(ERR_PTR(-EINVAL));
	if (unlikely(!initialized))
		return static_cast<struct vmap_area *>(ERR_PTR(-EBUSY));
	might_sleep();

	gfp &= RECLAIM_FLAGS;

	unsigned long home = 0;
	unsigned long addr;
	struct vmap_area *va = nullptr;

	if (nr_vmap_nodes > 1 && vstart == VMALLOC_START && vend == VMALLOC_END)
		va = alloc_from_pool(size, align, &home);
	if (va) {
		addr = va->va_start;
	} else {
		va = static_cast<struct vmap_area *>(kmem_cache_alloc(area_cache, gfp));
		if (!va)
			return static_cast<struct vmap_area *>(ERR_PTR(-ENOMEM));
		addr = alloc_addresses(size, align, vstart, vend, gfp);
		if (unlikely(addr == vend))
			addr = alloc_after_purge(size, align, vstart, vend);
		if (unlikely(addr == vend)) {
			if (!(gfp & __GFP_NOWARN))
				complain(size, vstart, vend);
			release_record(va);
			return static_cast<struct vmap_area *>(ERR_PTR(-EBUSY));
		}
	}

	va->va_start = addr;
	va->va_end = addr + size;
	va->vm = vm;
	va->flags = flags | home;
	if (vm) {
		vm->addr = reinterpret_cast<void *>(addr);
		vm->size = size;
	}
	enter(va);

	BUG_ON(!IS_ALIGNED(addr, align));
	BUG_ON(addr < vstart || addr + size > vend);
	return va;
}

} // namespace vmspace

using namespace vmspace;

struct vmap_area *find_vmap_area(unsigned long addr)
{
	if (!initialized)
		return nullptr;
	return first_in_nodes(addr, [addr](AreaSet &busy) { return busy.find(addr); });
}

struct vm_struct *find_vm_area(const void *addr)
{
	struct vmap_area *va = find_vmap_area(reinterpret_cast<unsigned long>(addr));

	return va ? va->vm : nullptr;
}

void vm_area_add_early(struct vm_struct *vm)
{
	char *addr = static_cast<char *>(vm->addr);
	struct vm_struct **p = &early_list;

	BUG_ON(initialized);
	while (*p && (*p)->addr < vm->addr) {
		BUG_ON(static_cast<char *>((*p)->addr) + (*p)->size > addr);
		p = &(*p)->next;
	}
	BUG_ON(*p && (*p)->addr < addr + vm->size);
	vm->next = *p;
	*p = vm;
}

void vm_area_register_early(struct vm_struct *vm, size_t align)
{
	unsigned long addr = ALIGN(VMALLOC_START, align);
	struct vm_struct **p = &early_list;

	BUG_ON(initialized);
	// The first gap between the ranges known so far that is long enough. A range below addr makes the distance
	// wrap to a huge number, so it must be told apart.
	for (; *p; p = &(*p)->next) {
		unsigned long busy = reinterpret_cast<unsigned long>((*p)->addr);

		if (busy >= addr && busy - addr >= vm->size)
			break;
		addr = max(addr, ALIGN(busy + (*p)->size, align));
	}
	BUG_ON(addr > VMALLOC_END - vm->size);
	vm->addr = reinterpret_cast<void *>(addr);
	vm->next = *p;
	*p = vm;
}

void vmalloc_init(void)
{
	area_cache = KMEM_CACHE(vmap_area, SLAB_PANIC);
	init_nodes();
	init_blocks();
	init_deferred();
	import_early_list();
	initialized = true;
}
