/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The reference count of a page or folio. 0: free, or frozen by someone who is about to change what the page is.
 * Only a count above zero may be raised by code that does not own a reference (…_add_unless).
 */
#ifndef _LINUX_PAGE_REF_H
#define _LINUX_PAGE_REF_H

#include <linux/atomic.h>
#include <linux/mm_types.h>
#include <linux/page-flags.h>

static inline int page_ref_count(const struct page *page)
{
	return atomic_read(&page->_refcount);
}

static inline int folio_ref_count(const struct folio *folio)
{
	return page_ref_count(&folio->page);
}

static inline int page_count(const struct page *page)
{
	return folio_ref_count(page_folio(page));
}

static inline void set_page_count(struct page *page, int count)
{
	atomic_set(&page->_refcount, count);
}

static inline void folio_set_count(struct folio *folio, int count)
{
	set_page_count(&folio->page, count);
}

/* A struct page starts with one reference: whoever sets it up owns it. */
static inline void init_page_count(struct page *page)
{
	set_page_count(page, 1);
}

static inline void page_ref_add(struct page *page, int nr)
{
	atomic_add(nr, &page->_refcount);
}

static inline void page_ref_sub(struct page *page, int nr)
{
	atomic_sub(nr, &page->_refcount);
}

static inline int page_ref_sub_return(struct page *page, int nr)
{
	return atomic_sub_return(nr, &page->_refcount);
}

static inline void page_ref_inc(struct page *page)
{
	atomic_inc(&page->_refcount);
}

static inline void page_ref_dec(struct page *page)
{
	atomic_dec(&page->_refcount);
}

static inline int page_ref_sub_and_test(struct page *page, int nr)
{
	return atomic_sub_and_test(nr, &page->_refcount);
}

static inline int page_ref_inc_return(struct page *page)
{
	return atomic_inc_return(&page->_refcount);
}

static inline int page_ref_dec_and_test(struct page *page)
{
	return atomic_dec_and_test(&page->_refcount);
}

/* Drops the only reference. False, and nothing has changed, if there are others. */
static __always_inline bool page_ref_drop_last(struct page *page)
{
	return arch_drop_last(&page->_refcount.counter);
}

static inline int page_ref_dec_return(struct page *page)
{
	return atomic_dec_return(&page->_refcount);
}

/* Adds @nr unless the count is @u; false when it was. */
static inline bool page_ref_add_unless(struct page *page, int nr, int u)
{
	return atomic_add_unless(&page->_refcount, nr, u);
}

/* Sets a count of exactly @count to 0, so that nobody else can get a reference; false when it was another. */
static inline int page_ref_freeze(struct page *page, int count)
{
	return likely(atomic_cmpxchg(&page->_refcount, count, 0) == count);
}

/* Ends a freeze: whatever was written to the page before is seen by those who now get references. */
static inline void page_ref_unfreeze(struct page *page, int count)
{
	atomic_set_release(&page->_refcount, count);
}

#define __FOLIO_REF(op, type)                                                                      \
	static inline type folio_ref_##op(struct folio *folio)                                     \
	{                                                                                          \
		return page_ref_##op(&folio->page);                                                \
	}
#define __FOLIO_REF_N(op, type)                                                                    \
	static inline type folio_ref_##op(struct folio *folio, int nr)                             \
	{                                                                                          \
		return page_ref_##op(&folio->page, nr);                                            \
	}
__FOLIO_REF(inc, void)
__FOLIO_REF(dec, void)
__FOLIO_REF(inc_return, int)
__FOLIO_REF(dec_and_test, int)
__FOLIO_REF(dec_return, int)
__FOLIO_REF_N(add, void)
__FOLIO_REF_N(sub, void)
__FOLIO_REF_N(sub_return, int)
__FOLIO_REF_N(sub_and_test, int)
__FOLIO_REF_N(freeze, int)
__FOLIO_REF_N(unfreeze, void)
#undef __FOLIO_REF
#undef __FOLIO_REF_N

static inline bool folio_ref_add_unless(struct folio *folio, int nr, int u)
{
	return page_ref_add_unless(&folio->page, nr, u);
}

/* A reference unless the folio is free or frozen. */
static inline bool folio_try_get(struct folio *folio)
{
	return folio_ref_add_unless(folio, 1, 0);
}

#endif /* _LINUX_PAGE_REF_H */
