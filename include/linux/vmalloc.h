/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vmalloc: memory that is contiguous in virtual addresses only.
 *
 * Everything here lives between VMALLOC_START and VMALLOC_END. Two records describe an area: a vmap_area is the
 * range of addresses itself (free or busy, in a tree by address), a vm_struct is what the range is used for (pages,
 * physical address, who asked). Layouts are Linux 6.12's, 72 bytes each.
 *
 * Context of all functions unless told otherwise: process context, interrupts enabled; they may allocate page tables.
 * Source of the behaviour: Linux 6.12 mm/vmalloc.c, mm/ioremap.c.
 */
#ifndef _LINUX_VMALLOC_H
#define _LINUX_VMALLOC_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/alloc_tag.h>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/llist.h>
#include <linux/rbtree.h>
#include <linux/overflow.h>
#include <linux/gfp_types.h>
#include <asm/page.h>
#include <asm/memory.h>
#include <asm/pgtable.h>

__BEGIN_DECLS

struct page;

/* vm_struct.flags: what an area is for, and how it is torn down. */
#define VM_IOREMAP           0x00000001 /* device registers, ioremap() */
#define VM_ALLOC             0x00000002 /* vmalloc(): the area owns its pages */
#define VM_MAP               0x00000004 /* vmap(): the pages belong to the caller */
#define VM_USERMAP           0x00000008 /* may be mapped to user space */
#define VM_DMA_COHERENT      0x00000010 /* memory shared with a device */
#define VM_UNINITIALIZED     0x00000020 /* being set up: /proc/vmallocinfo leaves it out */
#define VM_NO_GUARD          0x00000040 /* no guard page behind the area */
#define VM_KASAN             0x00000080
#define VM_FLUSH_RESET_PERMS 0x00000100 /* permissions of the linear map were changed too */
#define VM_MAP_PUT_PAGES     0x00000200 /* vfree() drops the pages and the array given to vmap() */
#define VM_ALLOW_HUGE_VMAP   0x00000400 /* blocks of 2 MiB or 64 KiB may be used */
#define VM_DEFER_KMEMLEAK    0
#define VM_SPARSE            0x00001000 /* pages come and go by vm_area_map_pages() */

/* An ioremap area is aligned to its size, up to this order: 512 KiB with 4 KiB pages. */
#ifndef IOREMAP_MAX_ORDER
#define IOREMAP_MAX_ORDER (7 + PAGE_SHIFT)
#endif

struct vm_struct {
	struct vm_struct *next;       /*  0: early list before vmalloc_init() */
	void *addr;                   /*  8: first address */
	unsigned long size;           /* 16: bytes, with the guard page */
	unsigned long flags;          /* 24: VM_* */
	struct page **pages;          /* 32: one entry per 4 KiB page, or NULL */
	unsigned int page_order;      /* 40: order of the blocks that were mapped */
	unsigned int nr_pages;        /* 44: entries of pages */
	phys_addr_t phys_addr;        /* 48: ioremap only */
	const void *caller;           /* 56: return address of who asked */
	unsigned long requested_size; /* 64: bytes asked for */
};

struct vmap_area {
	unsigned long va_start; /*  0: first address */
	unsigned long va_end;   /*  8: first address behind */

	struct rb_node rb_node; /* 16: by address */
	struct list_head list;  /* 40: by address */

	union {
		unsigned long subtree_max_size; /* 56: free: largest hole in this subtree, bytes */
		struct vm_struct *vm;           /* 56: busy: what it is used for */
	};
	unsigned long flags; /* 64: VMAP_RAM…, and the vmap node it returns to in bits 8..15 */
};

#define VMALLOC_TOTAL (VMALLOC_END - VMALLOC_START)

/**
 * vmalloc() - allocate virtually contiguous memory
 * @size: bytes, not 0; rounded up to pages
 *
 * Pages come one by one from the page allocator (GFP_KERNEL), so size is limited by free memory and not by its
 * fragmentation. A guard page follows: one access behind the end is a fault. May sleep.
 * Return: the address, page aligned, contents undefined; NULL after a warning when memory is short.
 */
void *vmalloc_noprof(unsigned long size) __alloc_size(1);
#define vmalloc(...) alloc_hooks(vmalloc_noprof(__VA_ARGS__))

/** vzalloc() - vmalloc() of zeroed memory. @size: bytes. Return: as vmalloc(). */
void *vzalloc_noprof(unsigned long size) __alloc_size(1);
#define vzalloc(...) alloc_hooks(vzalloc_noprof(__VA_ARGS__))

/** vmalloc_user() - zeroed memory, marked VM_USERMAP, aligned to SHMLBA. @size: bytes. Return: as vmalloc(). */
void *vmalloc_user_noprof(unsigned long size) __alloc_size(1);
#define vmalloc_user(...) alloc_hooks(vmalloc_user_noprof(__VA_ARGS__))

/** vmalloc_node() - vmalloc() on a memory node. @size: bytes; @node: only node 0 exists. Return: as vmalloc(). */
void *vmalloc_node_noprof(unsigned long size, int node) __alloc_size(1);
#define vmalloc_node(...) alloc_hooks(vmalloc_node_noprof(__VA_ARGS__))

/** vzalloc_node() - vzalloc() on a memory node. @size: bytes; @node: only node 0 exists. Return: as vmalloc(). */
void *vzalloc_node_noprof(unsigned long size, int node) __alloc_size(1);
#define vzalloc_node(...) alloc_hooks(vzalloc_node_noprof(__VA_ARGS__))

/** vmalloc_32() - vmalloc() of pages below 4 GiB. @size: bytes. Return: as vmalloc(). */
void *vmalloc_32_noprof(unsigned long size) __alloc_size(1);
#define vmalloc_32(...) alloc_hooks(vmalloc_32_noprof(__VA_ARGS__))

/** vmalloc_32_user() - zeroed vmalloc_32(), marked VM_USERMAP. @size: bytes. Return: as vmalloc(). */
void *vmalloc_32_user_noprof(unsigned long size) __alloc_size(1);
#define vmalloc_32_user(...) alloc_hooks(vmalloc_32_user_noprof(__VA_ARGS__))

/** __vmalloc() - vmalloc() with own flags. @size: bytes; @gfp_mask: GFP_KERNEL, GFP_NOFS… Return: as vmalloc(). */
void *__vmalloc_noprof(unsigned long size, gfp_t gfp_mask) __alloc_size(1);
#define __vmalloc(...) alloc_hooks(__vmalloc_noprof(__VA_ARGS__))

/**
 * __vmalloc_node_range() - the allocation behind all others
 * @size: bytes, not 0
 * @align: bytes, a power of two
 * @start: lowest address allowed
 * @end: first address not allowed
 * @gfp_mask: for the pages; __GFP_ZERO, __GFP_NOWARN, __GFP_NOFAIL have their meaning
 * @prot: attributes of the mapping
 * @vm_flags: VM_* to add, e.g. VM_ALLOW_HUGE_VMAP
 * @node: memory node or NUMA_NO_NODE
 * @caller: return address to show in /proc/vmallocinfo
 *
 * Return: the address or NULL. A failure is told by warn_alloc() ("vmalloc error: size …").
 */
void *__vmalloc_node_range_noprof(unsigned long size, unsigned long align, unsigned long start,
				  unsigned long end, gfp_t gfp_mask, pgprot_t prot,
				  unsigned long vm_flags, int node, const void *caller)
	__alloc_size(1);
#define __vmalloc_node_range(...) alloc_hooks(__vmalloc_node_range_noprof(__VA_ARGS__))

/** __vmalloc_node() - __vmalloc_node_range() over the whole region with PAGE_KERNEL. Arguments: as there. */
void *__vmalloc_node_noprof(unsigned long size, unsigned long align, gfp_t gfp_mask, int node,
			    const void *caller) __alloc_size(1);
#define __vmalloc_node(...) alloc_hooks(__vmalloc_node_noprof(__VA_ARGS__))

/** vmalloc_huge() - __vmalloc() that may map 2 MiB or 64 KiB at once. @size: bytes; @gfp_mask. Return: as vmalloc(). */
void *vmalloc_huge_noprof(unsigned long size, gfp_t gfp_mask) __alloc_size(1);
#define vmalloc_huge(...) alloc_hooks(vmalloc_huge_noprof(__VA_ARGS__))

/** __vmalloc_array() - @n elements of @size bytes; NULL when the product overflows. */
void *__vmalloc_array_noprof(size_t n, size_t size, gfp_t flags) __alloc_size(1, 2);
#define __vmalloc_array(...) alloc_hooks(__vmalloc_array_noprof(__VA_ARGS__))

/** vmalloc_array() - __vmalloc_array() with GFP_KERNEL. */
void *vmalloc_array_noprof(size_t n, size_t size) __alloc_size(1, 2);
#define vmalloc_array(...) alloc_hooks(vmalloc_array_noprof(__VA_ARGS__))

/** __vcalloc() - zeroed __vmalloc_array(). */
void *__vcalloc_noprof(size_t n, size_t size, gfp_t flags) __alloc_size(1, 2);
#define __vcalloc(...) alloc_hooks(__vcalloc_noprof(__VA_ARGS__))

/** vcalloc() - __vcalloc() with GFP_KERNEL. */
void *vcalloc_noprof(size_t n, size_t size) __alloc_size(1, 2);
#define vcalloc(...) alloc_hooks(vcalloc_noprof(__VA_ARGS__))

/**
 * vrealloc() - give an area another size
 * @p: from vmalloc(), or NULL
 * @size: new size in bytes; 0 frees
 * @flags: for new pages; with __GFP_ZERO everything behind the old size reads as zero
 *
 * Return: the area, perhaps moved, its first min(old, new) bytes kept; NULL on failure (@p stays) or size 0.
 */
void *vrealloc_noprof(const void *p, size_t size, gfp_t flags);
#define vrealloc(...) alloc_hooks(vrealloc_noprof(__VA_ARGS__))

/**
 * vfree() - give an area of vmalloc() back
 * @addr: what vmalloc() returned, or NULL (nothing happens)
 *
 * Pages are free at once. The addresses are reused after the next purge only, because the TLB may still know them.
 * In an interrupt the work is put off, as vfree_atomic() does. A wrong address warns and changes nothing.
 */
void vfree(const void *addr);

/** vfree_atomic() - vfree() from any context but NMI: queued, done by a work item. */
void vfree_atomic(const void *addr);

/**
 * vmap() - map an array of pages side by side
 * @pages: pages of the caller
 * @count: their number
 * @flags: VM_MAP; with VM_MAP_PUT_PAGES vfree() drops one reference per page and frees the array
 * @prot: attributes; never executable
 *
 * Return: the address or NULL.
 */
void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot);

/** vmap_pfn() - vmap() of page frames that have no struct page. @pfns, @count, @prot. Return: address or NULL. */
void *vmap_pfn(unsigned long *pfns, unsigned int count, pgprot_t prot);

/** vunmap() - undo vmap(). @addr: what vmap() returned, or NULL. Not in interrupts. */
void vunmap(const void *addr);

/** vm_map_ram() - short-lived vmap(). @pages, @count; @node is ignored. Return: address or NULL. */
void *vm_map_ram(struct page **pages, unsigned int count, int node);

/** vm_unmap_ram() - undo vm_map_ram(). @mem: the address; @count: same number of pages. */
void vm_unmap_ram(const void *mem, unsigned int count);

/** vm_unmap_aliases() - purge now: when it returns no TLB knows an address that was freed. May sleep. */
void vm_unmap_aliases(void);

/** vmalloc_nr_pages() - pages that vmalloc() areas own at this moment; meminfo's VmallocUsed. Any context. */
unsigned long vmalloc_nr_pages(void);

/** get_vm_area_size() - size of an area in bytes without its guard page. */
static inline size_t get_vm_area_size(const struct vm_struct *area)
{
	return area->flags & VM_NO_GUARD ? area->size : area->size - PAGE_SIZE;
}

/** get_vm_area() - take a range of addresses without mapping. @size: bytes; @flags: VM_*. Return: area or NULL. */
struct vm_struct *get_vm_area(unsigned long size, unsigned long flags);

/** get_vm_area_caller() - get_vm_area() that shows @caller in /proc/vmallocinfo. */
struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller);

/** __get_vm_area_caller() - get_vm_area_caller() between @start and @end. */
struct vm_struct *__get_vm_area_caller(unsigned long size, unsigned long flags, unsigned long start,
				       unsigned long end, const void *caller);

/** free_vm_area() - undo get_vm_area(): unmaps what is mapped there and frees @area itself. */
void free_vm_area(struct vm_struct *area);

/** remove_vm_area() - take the area at @addr out of the tree and unmap it. Return: its record (caller frees) or NULL. */
struct vm_struct *remove_vm_area(const void *addr);

/** find_vm_area() - the area that holds @addr, or NULL. It stays valid only as long as its owner keeps it. */
struct vm_struct *find_vm_area(const void *addr);

/** find_vmap_area() - the busy address range that holds @addr, or NULL. */
struct vmap_area *find_vmap_area(unsigned long addr);

/** is_vm_area_hugepages() - whether the area at @addr was allocated in blocks larger than a page. */
static inline bool is_vm_area_hugepages(const void *addr)
{
	struct vm_struct *area = find_vm_area(addr);

	return area && area->page_order > 0;
}

/**
 * vm_area_map_pages() - put pages into a part of a VM_SPARSE area
 * @area: the area
 * @start: first address, in the area
 * @end: first address behind
 * @pages: one per 4 KiB
 *
 * Return: 0, -EINVAL for an area of another kind, -E2BIG for more than all memory, -ERANGE outside, -ENOMEM.
 */
int vm_area_map_pages(struct vm_struct *area, unsigned long start, unsigned long end,
		      struct page **pages);

/** vm_area_unmap_pages() - undo vm_area_map_pages() between @start and @end. */
void vm_area_unmap_pages(struct vm_struct *area, unsigned long start, unsigned long end);

/** vunmap_range() - unmap [@addr, @end) and flush the TLB. The range must belong to the caller. */
void vunmap_range(unsigned long addr, unsigned long end);

/** set_vm_flush_reset_perms() - let vfree() of @addr also purge at once and reset permissions. */
static inline void set_vm_flush_reset_perms(void *addr)
{
	struct vm_struct *vm = find_vm_area(addr);

	if (vm)
		vm->flags |= VM_FLUSH_RESET_PERMS;
}

/** vm_area_add_early() - announce a fixed range (@vm has addr, size, flags) before vmalloc_init(). */
void vm_area_add_early(struct vm_struct *vm);

/** vm_area_register_early() - like vm_area_add_early(), but finds an address aligned to @align bytes. */
void vm_area_register_early(struct vm_struct *vm, size_t align);

/**
 * pcpu_get_vm_areas() - ranges at equal distances, for the chunks of percpu
 * @offsets: distance of each range from the common base, bytes
 * @sizes: bytes of each range
 * @nr_vms: number of ranges
 * @align: bytes, power of two and at least a page; divides every offset and size
 *
 * Taken from the top of the region downwards, so that they stay out of the way of ordinary areas.
 * Return: an array of areas that pcpu_free_vm_areas() takes back, or NULL.
 */
struct vm_struct **pcpu_get_vm_areas(const unsigned long *offsets, const size_t *sizes, int nr_vms,
				     size_t align);

/** pcpu_free_vm_areas() - undo pcpu_get_vm_areas(). */
void pcpu_free_vm_areas(struct vm_struct **vms, int nr_vms);

/** vmalloc_dump_obj() - continue a log line with the area that holds @object. Return: whether there is one. */
bool vmalloc_dump_obj(void *object);

/** vmalloc_init() - from mm_core_init(), after kmem_cache_init(): from here on vmalloc() works. */
void vmalloc_init(void);

/** is_vmalloc_addr() - whether @x lies in the vmalloc region (mapped or not). Any context. */
bool is_vmalloc_addr(const void *x);

/** is_vmalloc_or_module_addr() - the same with the module region (always empty here). */
int is_vmalloc_or_module_addr(const void *x);

/** vmalloc_to_page() - struct page behind @addr by a walk of the page table; NULL when nothing is mapped there. */
struct page *vmalloc_to_page(const void *addr);

/** vmalloc_to_pfn() - page frame number behind @addr, which must be mapped. */
unsigned long vmalloc_to_pfn(const void *addr);

__END_DECLS

#ifdef __cplusplus
static_assert(sizeof(struct vm_struct) == 72 && sizeof(struct vmap_area) == 72);
#endif

#endif /* _LINUX_VMALLOC_H */
