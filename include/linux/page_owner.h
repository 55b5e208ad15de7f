/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who allocated a page: kernel parameter page_owner=on.
 *
 * Off, it costs nothing: the allocator's fast paths already test one flag for everything out of the ordinary
 * (page_extra_work), and the functions here are called behind it. mm/page/page_owner.cpp; Linux 6.12:
 * include/linux/page_owner.h.
 */
#ifndef __LINUX_PAGE_OWNER_H
#define __LINUX_PAGE_OWNER_H

#include <linux/compiler.h>
#include <linux/jump_label.h>
#include <linux/types.h>

struct folio;
struct page;
struct page_ext_operations;
struct pglist_data;
struct seq_file;
struct zone;

__BEGIN_DECLS

extern struct static_key_false page_owner_inited;
extern struct page_ext_operations page_owner_ops;

void __reset_page_owner(struct page *page, unsigned short order);
void __set_page_owner(struct page *page, unsigned short order, gfp_t gfp_mask);
void __split_page_owner(struct page *page, int old_order, int new_order);
void __folio_copy_owner(struct folio *newfolio, struct folio *old);
void __set_page_owner_migrate_reason(struct page *page, int reason);
void __dump_page_owner(const struct page *page);

/** pagetypeinfo_showmixedcount_print() - a zone's line of "Number of mixed blocks": blocks that hold pages of another type */
void pagetypeinfo_showmixedcount_print(struct seq_file *m, struct pglist_data *pgdat,
				       struct zone *zone);

/**
 * page_owner_snprint() - who allocated a page, in the words of /sys/kernel/debug/page_owner
 * Return: bytes written, 0 when nothing is known (page_owner is off, the page is free), -ENOMEM: @size doesn't do
 */
ssize_t page_owner_snprint(const struct page *page, char *buf, size_t size);

__END_DECLS

/** page_owner_enabled() - has page_owner=on been given, and is it ready? Never in a kernel without CONFIG_PAGE_OWNER */
static inline bool page_owner_enabled(void)
{
	return IS_ENABLED(CONFIG_PAGE_OWNER) && static_branch_unlikely(&page_owner_inited);
}

/** set_page_owner() - a block of 2^@order pages has been allocated with @gfp_mask */
static inline void set_page_owner(struct page *page, unsigned short order, gfp_t gfp_mask)
{
	if (page_owner_enabled())
		__set_page_owner(page, order, gfp_mask);
}

/** reset_page_owner() - it comes back */
static inline void reset_page_owner(struct page *page, unsigned short order)
{
	if (page_owner_enabled())
		__reset_page_owner(page, order);
}

/** split_page_owner() - it has become blocks of 2^@new_order pages */
static inline void split_page_owner(struct page *page, int old_order, int new_order)
{
	if (page_owner_enabled())
		__split_page_owner(page, old_order, new_order);
}

/** folio_copy_owner() - what was in @old is in @newfolio now, and so is who allocated it */
static inline void folio_copy_owner(struct folio *newfolio, struct folio *old)
{
	if (page_owner_enabled())
		__folio_copy_owner(newfolio, old);
}

static inline void set_page_owner_migrate_reason(struct page *page, int reason)
{
	if (page_owner_enabled())
		__set_page_owner_migrate_reason(page, reason);
}

/** dump_page_owner() - print all that is known, by printk() */
static inline void dump_page_owner(const struct page *page)
{
	if (page_owner_enabled())
		__dump_page_owner(page);
}

#endif /* __LINUX_PAGE_OWNER_H */
