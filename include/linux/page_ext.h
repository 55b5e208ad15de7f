/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Page extensions: more data for each struct page, for those who ask for it by a kernel parameter.
 *
 * A client says before the buddy allocator starts whether it is needed. Then each section gets an array with one entry for
 * each page: flags, and behind them the data of each client. Without a client that is needed there is no array at all.
 * mm/page/page_ext.cpp; Linux 6.12: include/linux/page_ext.h.
 */
#ifndef __LINUX_PAGE_EXT_H
#define __LINUX_PAGE_EXT_H

#include <linux/compiler.h>
#include <linux/types.h>

struct page;

struct page_ext_operations {
	size_t offset; /* of the client's data in an entry */
	size_t size;
	bool (*need)(void);
	void (*init)(void); /* when all arrays are there */
	bool need_shared_flags;
};

enum page_ext_flags {
	PAGE_EXT_OWNER,           /* page_owner knows something of this page */
	PAGE_EXT_OWNER_ALLOCATED, /* and it is allocated */
};

struct page_ext {
	unsigned long flags;
};

__BEGIN_DECLS

extern unsigned long page_ext_size; /* bytes of an entry */

/** page_ext_init() - allocate the arrays if any client needs them. For mm_core_init(), when buddy and vmalloc work */
#ifdef CONFIG_PAGE_EXTENSION
void page_ext_init(void);
#else
static inline void page_ext_init(void)
{
}
#endif

/** page_ext_get() - the entry of a page, or NULL if there is none. Any context; page_ext_put() when done */
struct page_ext *page_ext_get(const struct page *page);
void page_ext_put(struct page_ext *page_ext);

__END_DECLS

static inline void *page_ext_data(struct page_ext *page_ext, struct page_ext_operations *ops)
{
	return (char *)page_ext + ops->offset;
}

/* The entry of the next page; right inside of one buddy block. */
static inline struct page_ext *page_ext_next(struct page_ext *curr)
{
	return (struct page_ext *)((char *)curr + page_ext_size);
}

#endif /* __LINUX_PAGE_EXT_H */
