/* SPDX-License-Identifier: GPL-2.0-only */
// Putting pages behind addresses.
#pragma once

#include <linux/vmalloc.h>

namespace vmspace
{

// Maps an array of 4 KiB pages to [addr, end). page_shift: the pages are contiguous and aligned in blocks of this size,
// which may be mapped as such. Returns 0 or -ENOMEM (no page for a table) or -EINVAL (a page that isn't one); what was
// mapped stays mapped then. Linux: vmap_pages_range().
int map_pages(unsigned long addr, unsigned long end, pgprot_t prot, struct page **pages,
	      unsigned int page_shift);

// How a mapping that must not be executed is asked for. Linux: pgprot_nx().
pgprot_t never_executable(pgprot_t prot);

} // namespace vmspace
