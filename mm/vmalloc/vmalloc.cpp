// SPDX-License-Identifier: GPL-2.0-only
// vmalloc(): many single pages, one range of addresses.
//
//	vm_struct                        page allocator            page table
//	 addr, size ----------+          +---+ +---+ +---+
//	 pages --> [p0][p1][p2]--------->|   | |   | |   |          addr      -> p0
//	 nr_pages 3                      +---+ +---+ +---+          addr+4K   -> p1
//	 caller, requested_size                                     addr+8K   -> p2
//	                                                            addr+12K  guard: never mapped
//
// The steps of an allocation, each undone when a later one fails:
//
//	1. a vm_struct and a range of addresses, one page longer than asked for (the guard)    get_area()
//	2. the array of page pointers: kmalloc up to a page, else vmalloc itself               fill_area()
//	3. the pages, order 0 in bulk, 100 at a time                                           alloc_pages_into()
//	4. the page-table entries                                                              map_pages()
//
// vfree() runs backwards, except that the addresses wait for a purge (purge.cpp). While an area is being set up it has
// VM_UNINITIALIZED, and /proc/vmallocinfo leaves it out.
//
// vmalloc_huge() tries 2 MiB (or 64 KiB) blocks first and falls back to single pages; blocks are split at once, so that
// every page of an area can be freed and counted alone.
//
// Linux 6.12 mm/vmalloc.c: __vmalloc_node_range_noprof(), __vmalloc_area_node(), vm_area_alloc_pages(), vfree().

#include "mm/vmalloc/mapping.h"
#include "mm/vmalloc/space.h"

#include <linux/align.h>
#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/llist.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/set_memory.h>
#include <linux/slab.h>
#include <linux/cpumask.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include <asm/tlbflush.h>

#define CALLER __builtin_return_address(0)

namespace vmspace
{

namespace
{

atomic_long_t nr_vmalloc_pages = ATOMIC_LONG_INIT(0);

// Pages asked for in one call of the bulk allocator; Linux's limit on the time with interrupts off.
constexpr unsigned int BULK = 100;

// Areas that vfree_atomic() was given, per CPU; the first word of the area's memory links them. The work frees them.
struct vfree_deferred {
	struct llist_head list;
	struct work_struct wq;
};

DEFINE_PER_CPU(vfree_deferred, deferred);

void free_deferred(struct work_struct *work)
{
	struct llist_node *node =
		llist_del_all(&container_of(work, struct vfree_deferred, wq)->list);

	while (node) {
		struct llist_node *next = node->next;

		vfree(node);
		node = next;
	}
}

// A vm_struct with addresses but nothing mapped. align and size as in alloc_area(), size without guard.
// Linux: __get_vm_area_node().
noinline struct vm_struct *get_area(unsigned long size, unsigned long align, unsigned int shift,
				    unsigned long flags, unsigned long start, unsigned long end,
				    gfp_t gfp, const void *caller)
{
	unsigned long requested = size;

	BUG_ON(in_interrupt());
	size = ALIGN(size, 1UL << shift);
	if (!size)
		return nullptr;

	// A device may be mapped in large blocks if its addresses allow it.
	if (flags & VM_IOREMAP)
		align = 1UL << clamp_t(int, get_count_order_long(size), PAGE_SHIFT,
				       IOREMAP_MAX_ORDER);

	struct vm_struct *area =
		static_cast<struct vm_struct *>(kmalloc(sizeof(*area), gfp & RECLAIM_FLAGS));

	if (!area)
		return nullptr;
	if (!(flags & VM_NO_GUARD))
		size += PAGE_SIZE;

	// Address and size are alloc_area()'s to fill in.
	area->next = nullptr;
	area->flags = flags;
	area->pages = nullptr;
	area->page_order = area->nr_pages = 0;
	area->phys_addr = 0;
	area->caller = caller;
	area->requested_size = requested;
	if (IS_ERR(alloc_area(size, align, start, end, gfp, 0, area))) {
		kfree(area);
		return nullptr;
	}
	return area;
}

// Fills pages[] with nr pages in blocks of order. Returns how many it got.
noinline unsigned int alloc_pages_into(struct page **pages, unsigned int nr, gfp_t gfp, int node,
				       unsigned int order)
{
	unsigned int got = 0;

	// One page alone is no business of the bulk allocator.
	while (!order && nr - got > 1) {
		unsigned int want = min(BULK, nr - got);
		unsigned int n = alloc_pages_bulk_array_node_noprof(gfp, node, want, pages + got);

		got += n;
		// The bulk allocator gives up early; single allocations try harder.
		if (n != want)
			break;
	}

	while (got < nr) {
		struct page *page = alloc_pages_node_noprof(node, gfp, order);

		if (!page)
			break;
		if (order)
			split_page(page, order);
		for (unsigned int i = 0; i < 1u << order; i++)
			pages[got++] = page + i;
	}
	return got;
}

struct page **alloc_page_array(unsigned long bytes, gfp_t gfp, int node, const void *caller)
{
	gfp &= RECLAIM_FLAGS;
	// The bulk allocator fills what is empty.
	if (bytes > sizeof(struct page *))
		gfp |= __GFP_ZERO;
	// The recursion ends: each level needs 512 times less.
	void *array = bytes > PAGE_SIZE ? __vmalloc_node_noprof(bytes, 1, gfp, node, caller)
					: kmalloc_node_noprof(bytes, gfp, node);

	return static_cast<struct page **>(array);
}

noinline void give_up(struct vm_struct *area, gfp_t gfp, const char *what)
{
	warn_alloc(gfp, nullptr, "vmalloc error: size %lu, failed to %s pages",
		   area->nr_pages * PAGE_SIZE, what);
	vfree(area->addr);
}

// Steps 2 to 4. On failure the area is gone and has been complained about.
noinline void *fill_area(struct vm_struct *area, gfp_t gfp, pgprot_t prot, unsigned int shift,
			 int node)
{
	unsigned long addr = reinterpret_cast<unsigned long>(area->addr);
	unsigned long size = get_vm_area_size(area);
	unsigned int nr = size >> PAGE_SHIFT;
	unsigned int order = shift - PAGE_SHIFT;
	unsigned long array_bytes = nr * sizeof(struct page *);

	if (!(gfp & (GFP_DMA | GFP_DMA32)))
		gfp |= __GFP_HIGHMEM;

	area->pages = alloc_page_array(array_bytes, gfp, node, area->caller);
	if (!area->pages) {
		warn_alloc(gfp, nullptr,
			   "vmalloc error: size %lu, failed to allocated page array size %lu",
			   nr * PAGE_SIZE, array_bytes);
		free_vm_area(area);
		return nullptr;
	}

	area->page_order = order;
	if (node == NUMA_NO_NODE)
		node = numa_node_id();
	if (nr == 1) {
		area->pages[0] = alloc_pages_node_noprof(node, gfp | __GFP_NOWARN, 0);
		area->nr_pages = area->pages[0] ? 1 : 0;
	} else {
		// Blocks are only a try: single pages follow, and may retry as long as it takes.
		area->nr_pages = alloc_pages_into(
			area->pages, nr, (order ? gfp & ~__GFP_NOFAIL : gfp) | __GFP_NOWARN, node,
			order);
	}
	atomic_long_add(area->nr_pages, &nr_vmalloc_pages);

	if (unlikely(area->nr_pages != nr)) {
		if (!order)
			give_up(area, gfp, "allocate");
		else
			vfree(area->addr);
		return nullptr;
	}

	while (unlikely(map_pages(addr, addr + size, prot, area->pages, shift))) {
		if (gfp & __GFP_NOFAIL)
			continue;
		give_up(area, gfp, "map");
		return nullptr;
	}
	// Readers of the books look at the flag first.
	smp_wmb();
	area->flags &= ~VM_UNINITIALIZED;
	return reinterpret_cast<void *>(addr);
}

// Largest block that is worth trying for this size: 2 MiB, or 64 KiB as 16 entries that share one TLB entry.
unsigned int block_shift(unsigned long size)
{
	if (size >= PMD_SIZE)
		return PMD_SHIFT;
	return size >= CONT_PTE_SIZE ? CONT_PTE_SHIFT : PAGE_SHIFT;
}

// Is it worth another try to take addresses? Says that it failed.
noinline bool try_again(unsigned long size, gfp_t gfp)
{
	const bool nofail = gfp & __GFP_NOFAIL;

	warn_alloc(gfp, nullptr, "vmalloc error: size %lu, vm_struct allocation failed%s", size,
		   nofail ? ". Retrying." : "");
	return nofail;
}

// One try with blocks of 1 << shift bytes.
__always_inline void *try_alloc(unsigned long size, unsigned long align, unsigned int shift,
				unsigned long start, unsigned long end, gfp_t gfp, pgprot_t prot,
				unsigned long flags, int node, const void *caller)
{
	struct vm_struct *area;

	while (!(area = get_area(size, align, shift, VM_ALLOC | VM_UNINITIALIZED | flags, start,
				 end, gfp, caller)))
		if (!try_again(size, gfp))
			return nullptr;
	return fill_area(area, gfp, prot, shift, node);
}

} // namespace

} // namespace vmspace

using namespace vmspace;

unsigned long vmalloc_nr_pages(void)
{
	return atomic_long_read(&nr_vmalloc_pages);
}

// Is there so much memory at all? Says if not.
static __always_inline bool plausible(unsigned long size, gfp_t gfp)
{
	if (WARN_ON_ONCE(!size))
		return false;
	if (likely((size >> PAGE_SHIFT) <= totalram_pages()))
		return true;
	warn_alloc(gfp, nullptr, "vmalloc error: size %lu, exceeds total pages", size);
	return false;
}

void *__vmalloc_node_range_noprof(unsigned long size, unsigned long align, unsigned long start,
				  unsigned long end, gfp_t gfp, pgprot_t prot, unsigned long flags,
				  int node, const void *caller)
{
	if (!plausible(size, gfp))
		return nullptr;

	unsigned int shift = flags & VM_ALLOW_HUGE_VMAP ? block_shift(size) : PAGE_SHIFT;

	for (;; shift = PAGE_SHIFT) {
		const unsigned long block_align = shift > PAGE_SHIFT ? 1UL << shift : 1;
		void *addr = try_alloc(size, max(align, block_align), shift, start, end, gfp, prot,
				       flags, node, caller);

		if (addr || shift == PAGE_SHIFT)
			return addr;
	}
}

noinline void *__vmalloc_node_noprof(unsigned long size, unsigned long align, gfp_t gfp, int node,
				     const void *caller)
{
	if (!plausible(size, gfp))
		return nullptr;
	return try_alloc(size, align, PAGE_SHIFT, VMALLOC_START, VMALLOC_END, gfp, PAGE_KERNEL, 0,
			 node, caller);
}

void *__vmalloc_noprof(unsigned long size, gfp_t gfp)
{
	return __vmalloc_node_noprof(size, 1, gfp, NUMA_NO_NODE, CALLER);
}

void *vmalloc_noprof(unsigned long size)
{
	return __vmalloc_node_noprof(size, 1, GFP_KERNEL, NUMA_NO_NODE, CALLER);
}

void *vzalloc_noprof(unsigned long size)
{
	return __vmalloc_node_noprof(size, 1, GFP_KERNEL | __GFP_ZERO, NUMA_NO_NODE, CALLER);
}

void *vmalloc_node_noprof(unsigned long size, int node)
{
	return __vmalloc_node_noprof(size, 1, GFP_KERNEL, node, CALLER);
}

void *vzalloc_node_noprof(unsigned long size, int node)
{
	return __vmalloc_node_noprof(size, 1, GFP_KERNEL | __GFP_ZERO, node, CALLER);
}

void *vmalloc_huge_noprof(unsigned long size, gfp_t gfp)
{
	return __vmalloc_node_range_noprof(size, 1, VMALLOC_START, VMALLOC_END, gfp, PAGE_KERNEL,
					   VM_ALLOW_HUGE_VMAP, NUMA_NO_NODE, CALLER);
}

void *vmalloc_user_noprof(unsigned long size)
{
	// SHMLBA, the alignment that a mapping shared with user space needs, is four pages on arm64.
	return __vmalloc_node_range_noprof(size, 4 * PAGE_SIZE, VMALLOC_START, VMALLOC_END,
					   GFP_KERNEL | __GFP_ZERO, PAGE_KERNEL, VM_USERMAP,
					   NUMA_NO_NODE, CALLER);
}

void *vmalloc_32_noprof(unsigned long size)
{
	return __vmalloc_node_noprof(size, 1, GFP_KERNEL | GFP_DMA32, NUMA_NO_NODE, CALLER);
}

void *vmalloc_32_user_noprof(unsigned long size)
{
	return __vmalloc_node_range_noprof(size, 4 * PAGE_SIZE, VMALLOC_START, VMALLOC_END,
					   GFP_KERNEL | GFP_DMA32 | __GFP_ZERO, PAGE_KERNEL,
					   VM_USERMAP, NUMA_NO_NODE, CALLER);
}

void *__vmalloc_array_noprof(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (check_mul_overflow(n, size, &bytes))
		return nullptr;
	return __vmalloc_node_noprof(bytes, 1, flags, NUMA_NO_NODE, CALLER);
}

void *vmalloc_array_noprof(size_t n, size_t size)
{
	return __vmalloc_array_noprof(n, size, GFP_KERNEL);
}

void *__vcalloc_noprof(size_t n, size_t size, gfp_t flags)
{
	return __vmalloc_array_noprof(n, size, flags | __GFP_ZERO);
}

void *vcalloc_noprof(size_t n, size_t size)
{
	return __vmalloc_array_noprof(n, size, GFP_KERNEL | __GFP_ZERO);
}

void *vrealloc_noprof(const void *p, size_t size, gfp_t flags)
{
	struct vm_struct *vm = nullptr;
	size_t old_size = 0;

	if (!size) {
		vfree(p);
		return nullptr;
	}

	if (p) {
		vm = find_vm_area(p);
		if (!vm) {
			WARN(1, "Trying to vrealloc() nonexistent vm area (%p)\n", p);
			return nullptr;
		}
		old_size = vm->requested_size;
		if (WARN(get_vm_area_size(vm) < old_size,
			 "vrealloc() has mismatched area vs requested sizes (%p)\n", p))
			return nullptr;

		if (size <= get_vm_area_size(vm)) {
			// What is given back now must read as zero if it is asked for again with __GFP_ZERO.
			if (size < old_size && (flags & __GFP_ZERO))
				memset(static_cast<char *>(const_cast<void *>(p)) + size, 0,
				       old_size - size);
			vm->requested_size = size;
			return const_cast<void *>(p);
		}
	}

	void *grown = __vmalloc_node_noprof(size, 1, flags, NUMA_NO_NODE, CALLER);

	if (grown && p) {
		memcpy(grown, p, old_size);
		vfree(p);
	}
	return grown;
}

static __always_inline struct vm_struct *detach(const void *addr)
{
	if (WARN(!PAGE_ALIGNED(reinterpret_cast<unsigned long>(addr)),
		 "Trying to vfree() bad address (%p)\n", addr))
		return nullptr;

	struct vmap_area *va = unlink_area(reinterpret_cast<unsigned long>(addr));

	if (!va || !va->vm)
		return nullptr;

	struct vm_struct *vm = va->vm;

	let_go(va);
	return vm;
}

struct vm_struct *remove_vm_area(const void *addr)
{
	return detach(addr);
}

// The pages of an area whose permissions were changed go back as ordinary memory: nobody may use an address of the area any more, and
// their linear addresses are writable again. In between they are nowhere, so that no TLB holds them writable here and executable there.
// Linux: vm_reset_perms().
static void reset_permissions(const struct vm_struct *vm)
{
	unsigned long start = ~0ul, end = 0;

	for (unsigned int i = 0; can_set_direct_map() && i < vm->nr_pages; i++) {
		const unsigned long addr =
			reinterpret_cast<unsigned long>(page_address(vm->pages[i]));

		WARN_ON(set_direct_map_invalid_noflush(vm->pages[i]));
		start = min(start, addr);
		end = max(end, addr + PAGE_SIZE);
	}
	vm_unmap_aliases();
	if (!end)
		return;
	flush_tlb_kernel_range(start, end);
	for (unsigned int i = 0; i < vm->nr_pages; i++)
		WARN_ON(set_direct_map_default_noflush(vm->pages[i]));
}

void vmspace::init_deferred()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		INIT_WORK(&per_cpu(deferred, cpu).wq, free_deferred);
}

void vfree_atomic(const void *addr)
{
	vfree_deferred *const p = this_cpu_ptr(&deferred);

	// The first of them queues the work; on whichever CPU it runs, it is this CPU's list that it empties.
	if (addr && llist_add(static_cast<struct llist_node *>(const_cast<void *>(addr)), &p->list))
		schedule_work(&p->wq);
}

void vfree(const void *addr)
{
	if (in_interrupt()) {
		vfree_atomic(addr);
		return;
	}
	if (!addr)
		return;

	struct vm_struct *vm = detach(addr);

	if (unlikely(!vm)) {
		WARN(1, KERN_ERR "Trying to vfree() nonexistent vm area (%p)\n", addr);
		return;
	}

	if (unlikely(vm->flags & VM_FLUSH_RESET_PERMS))
		reset_permissions(vm);
	if (vm->nr_pages == 1)
		__free_page(vm->pages[0]);
	else
		release_pages(vm->pages, vm->nr_pages);
	if (!(vm->flags & VM_MAP_PUT_PAGES))
		atomic_long_sub(vm->nr_pages, &nr_vmalloc_pages);
	if (unlikely(reinterpret_cast<unsigned long>(vm->pages) - VMALLOC_START < VMALLOC_TOTAL))
		vfree(vm->pages);
	else
		kfree(vm->pages);
	kfree(vm);
}

struct vm_struct *__get_vm_area_caller(unsigned long size, unsigned long flags, unsigned long start,
				       unsigned long end, const void *caller)
{
	return get_area(size, 1, PAGE_SHIFT, flags, start, end, GFP_KERNEL, caller);
}

struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller)
{
	return __get_vm_area_caller(size, flags, VMALLOC_START, VMALLOC_END, caller);
}

struct vm_struct *get_vm_area(unsigned long size, unsigned long flags)
{
	return get_vm_area_caller(size, flags, CALLER);
}

void free_vm_area(struct vm_struct *area)
{
	BUG_ON(remove_vm_area(area->addr) != area);
	kfree(area);
}

EXPORT_SYMBOL(vmalloc_noprof);
EXPORT_SYMBOL(vzalloc_noprof);
EXPORT_SYMBOL(vmalloc_node_noprof);
EXPORT_SYMBOL(vzalloc_node_noprof);
EXPORT_SYMBOL(__vmalloc_noprof);
EXPORT_SYMBOL(vfree);
