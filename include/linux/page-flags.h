/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Page flags, page types, compound pages.
 *
 * Flags are single bits of page->flags. Each flag says which page of a compound page holds it:
 *
 *      any    the page that was asked about           (Linux: PF_ANY, PF_NO_COMPOUND)
 *      head   the head page, whatever page was given  (Linux: PF_HEAD, PF_NO_TAIL)
 *
 * and has the same family of functions: PageX(), SetPageX(), ClearPageX() and TestSetPageX(), TestClearPageX() are atomic,
 * __SetPageX() and __ClearPageX() are not; folio_test_x(), folio_set_x() … take a folio.
 *
 * Page types say what an unmapped page is used for; they share a word with the mapcount and are exclusive of each other
 * (Linux 6.12: include/linux/page-flags.h, enum pagetype).
 *
 * A compound page is 2^order pages that are one allocation: the head has PG_head, each tail points to the head with
 * bit 0 of compound_head set, the order is in the low byte of the second page's flags.
 */
#ifndef PAGE_FLAGS_H
#define PAGE_FLAGS_H

#include <linux/types.h>
#include <linux/bug.h>
#include <linux/bitops.h>
#include <linux/mmdebug.h>
#include <linux/mm_types.h>
#include <asm/barrier.h>

enum pageflags {
	PG_locked,
	PG_writeback,
	PG_referenced,
	PG_uptodate,
	PG_dirty,
	PG_lru,
	PG_head,
	PG_waiters,
	PG_active,
	PG_workingset,
	PG_owner_priv_1,
	PG_owner_2,
	PG_arch_1,
	PG_reserved,
	PG_private,
	PG_private_2,
	PG_reclaim,
	PG_swapbacked,
	PG_unevictable,
	PG_mlocked,
	__NR_PAGEFLAGS,

	/* Second names of the same bits. */
	PG_readahead = PG_reclaim,
	PG_swapcache = PG_owner_priv_1,
	PG_checked = PG_owner_priv_1,
	PG_anon_exclusive = PG_owner_2,
	PG_mappedtodisk = PG_owner_2,
	PG_fscache = PG_private_2,
	PG_pinned = PG_owner_priv_1,
	PG_savepinned = PG_dirty,
	PG_foreign = PG_owner_priv_1,
	PG_xen_remapped = PG_owner_priv_1,
	PG_isolated = PG_reclaim,
	PG_reported = PG_uptodate,

	/* Kept in the second page of a compound page. */
	PG_has_hwpoisoned = PG_active,
	PG_large_rmappable = PG_workingset,
	PG_partially_mapped = PG_reclaim
};

#define NR_PAGEFLAGS   __NR_PAGEFLAGS
#define PAGEFLAGS_MASK ((1UL << NR_PAGEFLAGS) - 1)
#define LRU_GEN_MASK   0UL
#define LRU_REFS_MASK  0UL

static __always_inline int page_is_fake_head(const struct page *page)
{
	return 0;
}

static __always_inline unsigned long _compound_head(const struct page *page)
{
	unsigned long head = READ_ONCE(page->compound_head);

	return unlikely(head & 1) ? head - 1 : (unsigned long)page;
}

/**
 * compound_head(page) - the head page of the allocation that @page belongs to; @page itself when it is not a tail
 * page_folio(page) - the same as a folio
 *
 * Context: any, without reference the answer may be stale.
 */
#ifdef __cplusplus
static __always_inline const struct folio *page_folio(const struct page *page)
{
	return (const struct folio *)_compound_head(page);
}
static __always_inline struct folio *page_folio(struct page *page)
{
	return (struct folio *)_compound_head(page);
}
static __always_inline const struct page *compound_head_of(const struct page *page)
{
	return (const struct page *)_compound_head(page);
}
static __always_inline struct page *compound_head_of(struct page *page)
{
	return (struct page *)_compound_head(page);
}
#define compound_head(page) compound_head_of(page)
#else
#define compound_head(page) ((__typeof__(page))_compound_head(page))
#define page_folio(p)                                                                              \
	(_Generic((p),                                                             \
		 const struct page *: (const struct folio *)_compound_head(p),     \
		 struct page *: (struct folio *)_compound_head(p)))
#endif

/* The n-th page of a folio; no check that it has so many. */
#define folio_page(folio, n) nth_page(&(folio)->page, n)

static __always_inline int PageTail(const struct page *page)
{
	return READ_ONCE(page->compound_head) & 1;
}

static __always_inline int PageHead(const struct page *page)
{
	return (READ_ONCE(page->flags) >> PG_head) & 1;
}

static __always_inline int PageCompound(const struct page *page)
{
	return PageHead(page) || PageTail(page);
}

static __always_inline void set_compound_head(struct page *page, struct page *head)
{
	WRITE_ONCE(page->compound_head, (unsigned long)head + 1);
}

static __always_inline void clear_compound_head(struct page *page)
{
	WRITE_ONCE(page->compound_head, 0);
}

#define PAGE_POISON_PATTERN -1l
static inline int PagePoisoned(const struct page *page)
{
	return READ_ONCE(page->flags) == (unsigned long)PAGE_POISON_PATTERN;
}

/* Where a flag of @page is kept: on the page itself, or on its head. */
#define __PAGE_HOLDER_any(page)  ((unsigned long *)&(page)->flags)
#define __PAGE_HOLDER_head(page) (&((struct page *)_compound_head(page))->flags)

#define __FOLIO_FLAG_FAMILY(name, n)                                                               \
	static __always_inline bool folio_test_##name(const struct folio *folio)                   \
	{                                                                                          \
		return test_bit(PG_##name, &(&folio->page)[n].flags);                              \
	}                                                                                          \
	static __always_inline void folio_set_##name(struct folio *folio)                          \
	{                                                                                          \
		set_bit(PG_##name, &(&folio->page)[n].flags);                                      \
	}                                                                                          \
	static __always_inline void folio_clear_##name(struct folio *folio)                        \
	{                                                                                          \
		clear_bit(PG_##name, &(&folio->page)[n].flags);                                    \
	}                                                                                          \
	static __always_inline void __folio_set_##name(struct folio *folio)                        \
	{                                                                                          \
		(&folio->page)[n].flags |= 1UL << PG_##name;                                       \
	}                                                                                          \
	static __always_inline void __folio_clear_##name(struct folio *folio)                      \
	{                                                                                          \
		(&folio->page)[n].flags &= ~(1UL << PG_##name);                                    \
	}                                                                                          \
	static __always_inline bool folio_test_set_##name(struct folio *folio)                     \
	{                                                                                          \
		return test_and_set_bit(PG_##name, &(&folio->page)[n].flags);                      \
	}                                                                                          \
	static __always_inline bool folio_test_clear_##name(struct folio *folio)                   \
	{                                                                                          \
		return test_and_clear_bit(PG_##name, &(&folio->page)[n].flags);                    \
	}

#define __PAGE_FLAG_FAMILY(Name, name, holder)                                                     \
	static __always_inline int Page##Name(const struct page *page)                             \
	{                                                                                          \
		return test_bit(PG_##name, __PAGE_HOLDER_##holder(page));                          \
	}                                                                                          \
	static __always_inline void SetPage##Name(struct page *page)                               \
	{                                                                                          \
		set_bit(PG_##name, __PAGE_HOLDER_##holder(page));                                  \
	}                                                                                          \
	static __always_inline void ClearPage##Name(struct page *page)                             \
	{                                                                                          \
		clear_bit(PG_##name, __PAGE_HOLDER_##holder(page));                                \
	}                                                                                          \
	static __always_inline void __SetPage##Name(struct page *page)                             \
	{                                                                                          \
		*__PAGE_HOLDER_##holder(page) |= 1UL << PG_##name;                                 \
	}                                                                                          \
	static __always_inline void __ClearPage##Name(struct page *page)                           \
	{                                                                                          \
		*__PAGE_HOLDER_##holder(page) &= ~(1UL << PG_##name);                              \
	}                                                                                          \
	static __always_inline int TestSetPage##Name(struct page *page)                            \
	{                                                                                          \
		return test_and_set_bit(PG_##name, __PAGE_HOLDER_##holder(page));                  \
	}                                                                                          \
	static __always_inline int TestClearPage##Name(struct page *page)                          \
	{                                                                                          \
		return test_and_clear_bit(PG_##name, __PAGE_HOLDER_##holder(page));                \
	}

/* Name of the page functions, name of the bit, holder. */
#define __FOR_EACH_PAGE_FLAG(F)                                                                    \
	F(Locked, locked, head)                                                                    \
	F(Writeback, writeback, head)                                                              \
	F(Dirty, dirty, head)                                                                      \
	F(LRU, lru, head)                                                                          \
	F(Workingset, workingset, head)                                                            \
	F(Checked, checked, any)                                                                   \
	F(Pinned, pinned, any)                                                                     \
	F(SavePinned, savepinned, any)                                                             \
	F(Foreign, foreign, any)                                                                   \
	F(XenRemapped, xen_remapped, any)                                                          \
	F(Reserved, reserved, any)                                                                 \
	F(Private, private, any)                                                                   \
	F(MappedToDisk, mappedtodisk, head)                                                        \
	F(Reclaim, reclaim, head)                                                                  \
	F(Reported, reported, any)                                                                 \
	F(Isolated, isolated, any)                                                                 \
	F(AnonExclusive, anon_exclusive, any)                                                      \
	F(Readahead, readahead, head)

#define __PAGE_AND_FOLIO_FAMILY(Name, name, holder)                                                \
	__PAGE_FLAG_FAMILY(Name, name, holder)                                                     \
	__FOLIO_FLAG_FAMILY(name, 0)
__FOR_EACH_PAGE_FLAG(__PAGE_AND_FOLIO_FAMILY)
#undef __PAGE_AND_FOLIO_FAMILY

/* Flags that only folios are asked about. */
__FOLIO_FLAG_FAMILY(waiters, 0)
__FOLIO_FLAG_FAMILY(referenced, 0)
__FOLIO_FLAG_FAMILY(active, 0)
__FOLIO_FLAG_FAMILY(swapbacked, 0)
__FOLIO_FLAG_FAMILY(private_2, 0)
__FOLIO_FLAG_FAMILY(owner_2, 0)
__FOLIO_FLAG_FAMILY(unevictable, 0)
__FOLIO_FLAG_FAMILY(mlocked, 0)

static __always_inline void __SetPageHead(struct page *page)
{
	page->flags |= 1UL << PG_head;
}

static __always_inline void __ClearPageHead(struct page *page)
{
	page->flags &= ~(1UL << PG_head);
}

static __always_inline void ClearPageHead(struct page *page)
{
	clear_bit(PG_head, &page->flags);
}

static __always_inline bool folio_test_head(const struct folio *folio)
{
	return PageHead(&folio->page);
}

/* folio_test_large - has the folio more than one page? */
static inline bool folio_test_large(const struct folio *folio)
{
	return folio_test_head(folio);
}

/*
 * Up to date: every byte of the page is at least as new as on its storage. The flag is set after the data is written
 * and read before the data is, hence the barriers.
 */
static inline bool folio_test_uptodate(const struct folio *folio)
{
	bool uptodate = test_bit(PG_uptodate, &folio->flags);

	if (uptodate)
		smp_rmb();
	return uptodate;
}

static inline bool PageUptodate(const struct page *page)
{
	return folio_test_uptodate(page_folio(page));
}

static __always_inline void __folio_mark_uptodate(struct folio *folio)
{
	smp_wmb();
	folio->flags |= 1UL << PG_uptodate;
}

static __always_inline void folio_mark_uptodate(struct folio *folio)
{
	smp_wmb();
	set_bit(PG_uptodate, &folio->flags);
}

static __always_inline void __SetPageUptodate(struct page *page)
{
	__folio_mark_uptodate((struct folio *)page);
}

static __always_inline void SetPageUptodate(struct page *page)
{
	folio_mark_uptodate((struct folio *)page);
}

static __always_inline void ClearPageUptodate(struct page *page)
{
	clear_bit(PG_uptodate, __PAGE_HOLDER_head(page));
}

/* Flags that this configuration does not have: memory failure, highmem, huge pages, same-page merging. */
#define __PAGE_FLAG_NEVER(Name)                                                                    \
	static __always_inline int Page##Name(const struct page *page)                             \
	{                                                                                          \
		return 0;                                                                          \
	}
#define __FOLIO_FLAG_NEVER(name)                                                                   \
	static __always_inline bool folio_test_##name(const struct folio *folio)                   \
	{                                                                                          \
		return false;                                                                      \
	}
__PAGE_FLAG_NEVER(HWPoison)
__PAGE_FLAG_NEVER(HighMem)
__PAGE_FLAG_NEVER(TransHuge)
__PAGE_FLAG_NEVER(TransCompound)
__PAGE_FLAG_NEVER(TransTail)
__PAGE_FLAG_NEVER(HasHWPoisoned)
__PAGE_FLAG_NEVER(VmemmapSelfHosted)
__PAGE_FLAG_NEVER(Ksm)
__PAGE_FLAG_NEVER(Huge)
__FOLIO_FLAG_NEVER(hwpoison)
__FOLIO_FLAG_NEVER(highmem)
__FOLIO_FLAG_NEVER(partial_kmap)
__FOLIO_FLAG_NEVER(swapcache)
__FOLIO_FLAG_NEVER(hugetlb)
__FOLIO_FLAG_NEVER(large_rmappable)
__FOLIO_FLAG_NEVER(partially_mapped)
__FOLIO_FLAG_NEVER(has_hwpoisoned)
__FOLIO_FLAG_NEVER(young)
__FOLIO_FLAG_NEVER(idle)
__FOLIO_FLAG_NEVER(ksm)
#undef __PAGE_FLAG_NEVER
#undef __FOLIO_FLAG_NEVER

#define PG_head_mask  (1UL << PG_head)
#define __PG_MLOCKED  (1UL << PG_mlocked)
#define __PG_HWPOISON 0UL

/* The two low bits of page->mapping say what the rest points to. */
#define PAGE_MAPPING_ANON    0x1
#define PAGE_MAPPING_MOVABLE 0x2
#define PAGE_MAPPING_KSM     (PAGE_MAPPING_ANON | PAGE_MAPPING_MOVABLE)
#define PAGE_MAPPING_FLAGS   (PAGE_MAPPING_ANON | PAGE_MAPPING_MOVABLE)

static __always_inline bool PageMappingFlags(const struct page *page)
{
	return ((unsigned long)page->mapping & PAGE_MAPPING_FLAGS) != 0;
}

static __always_inline bool folio_mapping_flags(const struct folio *folio)
{
	return PageMappingFlags(&folio->page);
}

static __always_inline bool folio_test_anon(const struct folio *folio)
{
	return ((unsigned long)folio->mapping & PAGE_MAPPING_ANON) != 0;
}

static __always_inline bool PageAnon(const struct page *page)
{
	return folio_test_anon(page_folio(page));
}

static __always_inline bool __PageMovable(const struct page *page)
{
	return ((unsigned long)page->mapping & PAGE_MAPPING_FLAGS) == PAGE_MAPPING_MOVABLE;
}

static __always_inline bool __folio_test_movable(const struct folio *folio)
{
	return __PageMovable(&folio->page);
}

/*
 * Page types: the top byte of page_type. A page without type has page_type 0xffffffff, which is _mapcount -1.
 * 0x00 … 0x7f are mapcounts, 0x80 … 0xef catch an overflowing one.
 */
enum pagetype {
	PGTY_buddy = 0xf0,
	PGTY_offline = 0xf1,
	PGTY_table = 0xf2,
	PGTY_guard = 0xf3,
	PGTY_hugetlb = 0xf4,
	PGTY_slab = 0xf5,
	PGTY_zsmalloc = 0xf6,
	PGTY_unaccepted = 0xf7,

	PGTY_mapcount_underflow = 0xff
};

static inline bool page_type_has_type(int page_type)
{
	return page_type < (int)(0xffu << 24);
}

/* @mapcount is one more than page->_mapcount. */
static inline bool page_mapcount_is_type(unsigned int mapcount)
{
	return page_type_has_type(mapcount - 1);
}

static inline bool page_has_type(const struct page *page)
{
	return page_mapcount_is_type(READ_ONCE(page->page_type) + 1);
}

#define __PAGE_TYPE_FAMILY(Name, type, folio_name)                                                 \
	static __always_inline int Page##Name(const struct page *page)                             \
	{                                                                                          \
		return READ_ONCE(page->page_type) >> 24 == PGTY_##type;                            \
	}                                                                                          \
	static __always_inline void __SetPage##Name(struct page *page)                             \
	{                                                                                          \
		VM_BUG_ON_PAGE(page->page_type != ~0u && !Page##Name(page), page);                 \
		page->page_type = (unsigned int)PGTY_##type << 24;                                 \
	}                                                                                          \
	static __always_inline void __ClearPage##Name(struct page *page)                           \
	{                                                                                          \
		VM_BUG_ON_PAGE(page->page_type != ~0u && !Page##Name(page), page);                 \
		page->page_type = ~0u;                                                             \
	}                                                                                          \
	__FOLIO_TYPE_FAMILY(type, folio_name)

#define __FOLIO_TYPE_FAMILY(type, name)                                                            \
	static __always_inline bool folio_test_##name(const struct folio *folio)                   \
	{                                                                                          \
		return READ_ONCE(folio->page.page_type) >> 24 == PGTY_##type;                      \
	}                                                                                          \
	static __always_inline void __folio_set_##name(struct folio *folio)                        \
	{                                                                                          \
		folio->page.page_type = (unsigned int)PGTY_##type << 24;                           \
	}                                                                                          \
	static __always_inline void __folio_clear_##name(struct folio *folio)                      \
	{                                                                                          \
		folio->page.page_type = ~0u;                                                       \
	}

__PAGE_TYPE_FAMILY(Buddy, buddy, buddy)
__PAGE_TYPE_FAMILY(Offline, offline, offline)
__PAGE_TYPE_FAMILY(Table, table, pgtable)
__PAGE_TYPE_FAMILY(Guard, guard, guard)
__PAGE_TYPE_FAMILY(Zsmalloc, zsmalloc, zsmalloc)
__PAGE_TYPE_FAMILY(Unaccepted, unaccepted, unaccepted)
__FOLIO_TYPE_FAMILY(slab, slab)
#undef __PAGE_TYPE_FAMILY
#undef __FOLIO_TYPE_FAMILY

/* PageSlab - does the page belong to SLUB? Any page of the slab may be asked about. */
static inline bool PageSlab(const struct page *page)
{
	return folio_test_slab(page_folio(page));
}

static inline bool is_page_hwpoison(const struct page *page)
{
	return false;
}

__BEGIN_DECLS
/* is_free_buddy_page - is the page inside a block that the buddy allocator holds? Takes no lock: a guess. */
bool is_free_buddy_page(const struct page *page);
__END_DECLS

/* None of these may be set when a page is freed ... */
#define PAGE_FLAGS_CHECK_AT_FREE                                                                   \
	(1UL << PG_lru | 1UL << PG_locked | 1UL << PG_private | 1UL << PG_private_2 |              \
	 1UL << PG_writeback | 1UL << PG_reserved | 1UL << PG_active | 1UL << PG_unevictable |     \
	 __PG_MLOCKED | LRU_GEN_MASK)

/* ... none of these when it is handed out ... */
#define PAGE_FLAGS_CHECK_AT_PREP ((PAGEFLAGS_MASK & ~__PG_HWPOISON) | LRU_GEN_MASK | LRU_REFS_MASK)

/* ... and these belong to the second page of a compound page. */
#define PAGE_FLAGS_SECOND                                                                          \
	(0xffUL | 1UL << PG_has_hwpoisoned | 1UL << PG_large_rmappable | 1UL << PG_partially_mapped)

#define PAGE_FLAGS_PRIVATE (1UL << PG_private | 1UL << PG_private_2)

static inline int folio_has_private(const struct folio *folio)
{
	return !!(folio->flags & PAGE_FLAGS_PRIVATE);
}

#endif /* PAGE_FLAGS_H */
