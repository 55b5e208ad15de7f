/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Assertions of the memory manager. As in Linux they cost nothing unless CONFIG_DEBUG_VM is defined (make DEBUG=1):
 * then a failed one prints the page it is about before it stops the machine or warns.
 */
#ifndef LINUX_MM_DEBUG_H
#define LINUX_MM_DEBUG_H 1

#include <linux/compiler_types.h>
#include <linux/bug.h>

struct page;

__BEGIN_DECLS

/**
 * dump_page - describe a page frame in the kernel log (Linux: mm/debug.c)
 * @page: any struct page; its content may be damaged
 * @reason: printed as the last line, or NULL
 *
 * Context: any; takes no locks.
 */
void dump_page(const struct page *page, const char *reason);

__END_DECLS

#ifdef CONFIG_DEBUG_VM
#define __VM_CHECK_PAGE(act, cond, page, text)                                                     \
	do {                                                                                       \
		if (unlikely(cond)) {                                                              \
			dump_page(page, text);                                                     \
			act(1);                                                                    \
		}                                                                                  \
	} while (0)
#define VM_BUG_ON(cond)            BUG_ON(cond)
#define VM_BUG_ON_PAGE(cond, page) __VM_CHECK_PAGE(BUG_ON, cond, page, "VM_BUG_ON_PAGE(" #cond ")")
#define VM_BUG_ON_FOLIO(cond, folio)                                                               \
	__VM_CHECK_PAGE(BUG_ON, cond, &(folio)->page, "VM_BUG_ON_FOLIO(" #cond ")")
#define VM_WARN_ON_ONCE_PAGE(cond, page)   WARN_ON_ONCE(cond)
#define VM_WARN_ON_FOLIO(cond, folio)      WARN_ON(cond)
#define VM_WARN_ON_ONCE_FOLIO(cond, folio) WARN_ON_ONCE(cond)
#define VM_WARN_ON(cond)                   (void)WARN_ON(cond)
#define VM_WARN_ON_ONCE(cond)              (void)WARN_ON_ONCE(cond)
#define VM_WARN_ONCE(cond, ...)            (void)WARN_ONCE(cond, __VA_ARGS__)
#define VM_WARN(cond, ...)                 (void)WARN(cond, __VA_ARGS__)
#define VIRTUAL_BUG_ON(cond)               BUG_ON(cond)
#else
#define __VM_UNCHECKED(cond)               ((void)sizeof((long)(cond)))
#define VM_BUG_ON(cond)                    __VM_UNCHECKED(cond)
#define VM_BUG_ON_PAGE(cond, page)         VM_BUG_ON(cond)
#define VM_BUG_ON_FOLIO(cond, folio)       VM_BUG_ON(cond)
#define VM_WARN_ON(cond)                   __VM_UNCHECKED(cond)
#define VM_WARN_ON_ONCE(cond)              __VM_UNCHECKED(cond)
#define VM_WARN_ON_ONCE_PAGE(cond, page)   __VM_UNCHECKED(cond)
#define VM_WARN_ON_FOLIO(cond, folio)      __VM_UNCHECKED(cond)
#define VM_WARN_ON_ONCE_FOLIO(cond, folio) __VM_UNCHECKED(cond)
#define VM_WARN_ONCE(cond, ...)            __VM_UNCHECKED(cond)
#define VM_WARN(cond, ...)                 __VM_UNCHECKED(cond)
#define VIRTUAL_BUG_ON(cond)                                                                       \
	do {                                                                                       \
	} while (0)
#endif

#ifdef CONFIG_DEBUG_VM_PGFLAGS
#define VM_BUG_ON_PGFLAGS(cond, page) VM_BUG_ON_PAGE(cond, page)
#else
#define VM_BUG_ON_PGFLAGS(cond, page) ((void)sizeof((long)(cond)))
#endif

#endif /* LINUX_MM_DEBUG_H */
