/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * struct page: one per page frame, 64 bytes, in the mem_map array at vmemmap (page_to_pfn() is a subtraction).
 *
 * What the words mean depends on who owns the frame:
 *
 *      offset        0       8        16       24        32       40        48          52
 *      free head     flags   buddy_list.next,prev        -        order     page_type   0        first page of a free block
 *      on a pcp list flags   pcp_list.next,prev          -        -         -1          0
 *      allocated     flags   lru / owner's               index    private   _mapcount   refcount
 *      slab          flags   (see mm/slab.h)                                f5......    refcount
 *      head page     flags|PG_head … as allocated; the block is 2^order pages
 *      tail page     flags   head|1   -        dead…400  -        0         -1          0
 *      2nd page      the low byte of flags holds the order, word 4 of the second half the number of pages
 *
 * Field names, order and types are Linux 6.12's (debug reference configuration). One name is a C++ keyword: C++ code
 * writes page->private_, C code page->private, and code for both __cxx_private.
 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/rbtree.h>
#include <linux/cpumask.h>
#include <linux/build_bug.h>
#include <linux/stddef.h>
#include <linux/page-flags-layout.h>

#ifdef __cplusplus
#define __cxx_private private_
#else
#define __cxx_private private
#endif

struct address_space;
struct mm_struct;
struct vm_area_struct;
struct page_pool;
struct dev_pagemap;

/* The two halves of an exchanged {freelist, counters} pair must lie in one 16-byte unit. */
#define _struct_page_alignment __attribute__((aligned(2 * sizeof(unsigned long))))

struct page {
	unsigned long flags;
	union {
		struct {
			union {
				struct list_head lru;
				struct {
					void *__filler;
					unsigned int mlock_count;
				};
				struct list_head buddy_list;
				struct list_head pcp_list;
			};
			struct address_space *mapping;
			union {
				pgoff_t index;
				unsigned long share;
			};
			unsigned long __cxx_private;
		};
		struct {
			unsigned long pp_magic;
			struct page_pool *pp;
			unsigned long _pp_mapping_pad;
			unsigned long dma_addr;
			atomic_long_t pp_ref_count;
		};
		struct {
			unsigned long compound_head; /* bit 0 set: this is a tail page */
		};
		struct {
			struct dev_pagemap *pgmap;
			void *zone_device_data;
		};
		struct rcu_head rcu_head;
	};
	union {
		unsigned int page_type; /* enum pagetype in the top byte */
		atomic_t _mapcount;     /* mappings, counted from -1 */
	};
	atomic_t _refcount; /* see linux/page_ref.h */
} _struct_page_alignment;

typedef struct {
	unsigned long val;
} swp_entry_t;

/*
 * struct folio: the same memory seen as one allocation (a single page, or a compound page's first four struct pages).
 * A pointer of this type never points to a tail page.
 */
struct folio {
	union {
		struct {
			unsigned long flags;
			union {
				struct list_head lru;
				struct {
					void *__filler;
					unsigned int mlock_count;
				};
			};
			struct address_space *mapping;
			pgoff_t index;
			union {
				void *__cxx_private;
				swp_entry_t swap;
			};
			atomic_t _mapcount;
			atomic_t _refcount;
		};
		struct page page;
	};
	union {
		struct {
			unsigned long _flags_1;
			unsigned long _head_1;
			atomic_t _large_mapcount;
			atomic_t _entire_mapcount;
			atomic_t _nr_pages_mapped;
			atomic_t _pincount;
			unsigned int _folio_nr_pages;
		};
		struct page __page_1;
	};
	union {
		struct {
			unsigned long _flags_2;
			unsigned long _head_2;
			struct list_head _deferred_list;
		};
		struct page __page_2;
	};
	union {
		struct {
			unsigned long _flags_3;
			unsigned long _head_3;
			void *_hugetlb_subpool;
			void *_hugetlb_cgroup;
			void *_hugetlb_cgroup_rsvd;
			void *_hugetlb_hwpoison;
		};
		struct page __page_3;
	};
};

/* struct ptdesc: a page-table page. */
struct ptdesc {
	unsigned long __page_flags;
	union {
		struct rcu_head pt_rcu_head;
		struct list_head pt_list;
		struct {
			unsigned long _pt_pad_1;
			struct page *pmd_huge_pte;
		};
	};
	unsigned long __page_mapping;
	union {
		pgoff_t pt_index;
		struct mm_struct *pt_mm;
		atomic_t pt_frag_refcount;
	};
	union {
		unsigned long _pt_pad_2;
#ifdef CONFIG_LOCKDEP
		spinlock_t *ptl; /* with the checker's part it would not fit */
#else
		spinlock_t ptl;
#endif
	};
	unsigned int __page_type;
	atomic_t __page_refcount;
};

static_assert(sizeof(struct page) == 64, "struct page is 64 bytes, a power of two");
static_assert(offsetof(struct page, flags) == 0, "");
static_assert(offsetof(struct page, lru) == 8, "");
static_assert(offsetof(struct page, compound_head) == 8, "");
static_assert(offsetof(struct page, mapping) == 24, "");
static_assert(offsetof(struct page, index) == 32, "");
static_assert(offsetof(struct page, __cxx_private) == 40, "");
static_assert(offsetof(struct page, page_type) == 48, "");
static_assert(offsetof(struct page, _refcount) == 52, "");
static_assert(sizeof(struct folio) == 256, "a folio covers four struct pages");
static_assert(offsetof(struct folio, lru) == offsetof(struct page, lru), "");
static_assert(offsetof(struct folio, mapping) == offsetof(struct page, mapping), "");
static_assert(offsetof(struct folio, index) == offsetof(struct page, index), "");
static_assert(offsetof(struct folio, __cxx_private) == offsetof(struct page, __cxx_private), "");
static_assert(offsetof(struct folio, _mapcount) == offsetof(struct page, _mapcount), "");
static_assert(offsetof(struct folio, _refcount) == offsetof(struct page, _refcount), "");
static_assert(offsetof(struct folio, _flags_1) == 64 && offsetof(struct folio, _head_1) == 72, "");
static_assert(offsetof(struct folio, _folio_nr_pages) == 96, "");
static_assert(offsetof(struct folio, _flags_2) == 128 && offsetof(struct folio, _head_2) == 136,
	      "");
static_assert(offsetof(struct folio, _flags_3) == 192 && offsetof(struct folio, _head_3) == 200,
	      "");
static_assert(sizeof(struct ptdesc) <= sizeof(struct page), "");
static_assert(offsetof(struct ptdesc, __page_type) == offsetof(struct page, page_type), "");
static_assert(offsetof(struct ptdesc, __page_refcount) == offsetof(struct page, _refcount), "");

#define ptdesc_page(pt)  ((struct page *)(pt))
#define ptdesc_folio(pt) ((struct folio *)(pt))
#define page_ptdesc(p)   ((struct ptdesc *)(p))

/* The order of a struct page array index that the size must be a power of two for. */
#define STRUCT_PAGE_MAX_SHIFT 6

#define page_private(page)    ((page)->__cxx_private)

static inline void set_page_private(struct page *page, unsigned long private_data)
{
	page->__cxx_private = private_data;
}

static inline void *folio_get_private(struct folio *folio)
{
	return folio->__cxx_private;
}

/* A page fragment cache (linux/gfp.h: page_frag_alloc()). */
#define PAGE_FRAG_CACHE_MAX_SIZE  __ALIGN_MASK(32768, ~PAGE_MASK)
#define PAGE_FRAG_CACHE_MAX_ORDER get_order(PAGE_FRAG_CACHE_MAX_SIZE)
struct page_frag_cache {
	void *va;
	__u16 offset;              /* bytes that are still free, from va on */
	__u16 size;                /* bytes of the block */
	unsigned int pagecnt_bias; /* how many of the block's references are the cache's */
	bool pfmemalloc;
};

typedef unsigned int vm_fault_t;
typedef unsigned long vm_flags_t;

#endif /* _LINUX_MM_TYPES_H */
