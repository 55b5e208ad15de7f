/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Per-CPU memory that is allocated while the kernel runs.
 *
 * An allocation gives one address ("per-CPU pointer"); per_cpu_ptr(p, cpu) is p plus __per_cpu_offset[cpu], which is
 * the same sum for a variable of DEFINE_PER_CPU() and for an allocation, because all chunks keep the CPUs' copies at
 * equal distances. Variables, this_cpu_*() and per_cpu_ptr() themselves are in linux/percpu-defs.h.
 *
 * Source of the behaviour: Linux 6.12 mm/percpu.c.
 */
#ifndef __LINUX_PERCPU_H
#define __LINUX_PERCPU_H

#include <linux/types.h>
#include <linux/alloc_tag.h>
#include <linux/gfp_types.h>
#include <linux/init.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/pfn.h>
#include <asm/page.h>
#include <asm/percpu.h>

/* No modules: nothing is reserved for their DEFINE_PER_CPU(). */
#define PERCPU_MODULE_RESERVE 0

/* The smallest unit, and the largest allocation: 32 KiB. */
#define PCPU_MIN_UNIT_SIZE PFN_ALIGN(32 << 10)

/* Allocations are counted in granules of 4 bytes. */
#define PCPU_MIN_ALLOC_SHIFT 2
#define PCPU_MIN_ALLOC_SIZE  (1 << PCPU_MIN_ALLOC_SHIFT)

/* Granules of one page: the bitmap is searched page by page with a hint for each. */
#define PCPU_BITMAP_BLOCK_SIZE PAGE_SIZE
#define PCPU_BITMAP_BLOCK_BITS (PCPU_BITMAP_BLOCK_SIZE >> PCPU_MIN_ALLOC_SHIFT)

#ifdef CONFIG_RANDOM_KMALLOC_CACHES
#define PERCPU_DYNAMIC_SIZE_SHIFT 12 /* kmalloc has sixteen times as many caches */
#else
#define PERCPU_DYNAMIC_SIZE_SHIFT 10
#endif

/* What may be allocated before SLUB works, and what the first chunk keeps free for allocations: 20 and 28 KiB. */
#define PERCPU_DYNAMIC_EARLY_SIZE (20 << PERCPU_DYNAMIC_SIZE_SHIFT)
#define PERCPU_DYNAMIC_RESERVE    (28 << PERCPU_DYNAMIC_SIZE_SHIFT)

__BEGIN_DECLS

/* Address of unit 0 of the first chunk, and each CPU's distance from it in bytes. */
extern void *pcpu_base_addr;
extern const unsigned long *pcpu_unit_offsets;

/**
 * setup_per_cpu_areas() - make the first chunk and give every possible CPU its copy of .data..percpu
 *
 * Once, on the boot CPU, after memblock is complete and setup_nr_cpu_ids(). Fills __per_cpu_offset[] and sets the
 * boot CPU's own offset register. Panics when memblock has no room.
 */
void setup_per_cpu_areas(void);

/**
 * pcpu_alloc_noprof() - allocate a copy for every possible CPU
 * @size: bytes, at most PCPU_MIN_UNIT_SIZE
 * @align: bytes, a power of two, at most a page
 * @reserved: prefer the area reserved for modules; there is none here, so it makes no difference
 * @gfp: GFP_KERNEL may make a new chunk; anything less only uses what is populated
 *
 * Works as soon as setup_per_cpu_areas() has run. Return: a per-CPU pointer to zeroed memory, or NULL after a warning.
 */
void __percpu *pcpu_alloc_noprof(size_t size, size_t align, bool reserved, gfp_t gfp)
	__alloc_size(1);

#define __alloc_percpu_gfp(_size, _align, _gfp)                                                    \
	alloc_hooks(pcpu_alloc_noprof(_size, _align, false, _gfp))
#define __alloc_percpu(_size, _align)                                                              \
	alloc_hooks(pcpu_alloc_noprof(_size, _align, false, GFP_KERNEL))
#define __alloc_reserved_percpu(_size, _align)                                                     \
	alloc_hooks(pcpu_alloc_noprof(_size, _align, true, GFP_KERNEL))

#define alloc_percpu_gfp(type, gfp)                                                                \
	((__typeof__(type) __percpu *)__alloc_percpu_gfp(sizeof(type), __alignof__(type), gfp))
#define alloc_percpu(type)                                                                         \
	((__typeof__(type) __percpu *)__alloc_percpu(sizeof(type), __alignof__(type)))
#define alloc_percpu_noprof(type)                                                                  \
	((__typeof__(type) __percpu *)pcpu_alloc_noprof(sizeof(type), __alignof__(type), false,    \
							GFP_KERNEL))

/** free_percpu() - give an allocation back. @ptr: per-CPU pointer or NULL. Any context. */
void free_percpu(void __percpu *ptr);

/** per_cpu_ptr_to_phys() - physical address of @addr = per_cpu_ptr(p, cpu), static or allocated. */
phys_addr_t per_cpu_ptr_to_phys(void *addr);

/** is_kernel_percpu_address() - whether @addr is some CPU's copy of a DEFINE_PER_CPU() variable. */
bool is_kernel_percpu_address(unsigned long addr);
/** __is_kernel_percpu_address() - the same; *@can_addr (may be NULL) gets the boot CPU's address of the variable. */
bool __is_kernel_percpu_address(unsigned long addr, unsigned long *can_addr);

/** pcpu_nr_pages() - pages that back per-CPU memory, all CPUs; meminfo's Percpu. Any context. */
unsigned long pcpu_nr_pages(void);

__END_DECLS

#endif /* __LINUX_PERCPU_H */
