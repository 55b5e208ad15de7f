// SPDX-License-Identifier: GPL-2.0-only
// Allocation from memblock: the first gap that is large enough, from the highest address down, is reserved at its upper end,
// aligned downwards (bottom_up: from the lowest up). Mirrored memory is preferred where there is any.
//
// Linux 6.12: memblock_find_in_range_node(), memblock_alloc_range_nid(), memblock_alloc_internal().
#include "mm/memblock/internal.h"

#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/memory.h>

namespace memblk
{

static phys_addr_t find_top_down(phys_addr_t start, phys_addr_t end, phys_addr_t size,
				 phys_addr_t align, enum memblock_flags flags)
{
	phys_addr_t this_start, this_end;
	u64 i;

	for_each_free_mem_range_reverse(i, NUMA_NO_NODE, flags, &this_start, &this_end, NULL)
	{
		this_start = clamp(this_start, start, end);
		this_end = clamp(this_end, start, end);
		if (this_end < size)
			continue;

		phys_addr_t candidate = round_down(this_end - size, align);

		if (candidate >= this_start)
			return candidate;
	}
	return 0;
}

static phys_addr_t find_bottom_up(phys_addr_t start, phys_addr_t end, phys_addr_t size,
				  phys_addr_t align, enum memblock_flags flags)
{
	phys_addr_t this_start, this_end;
	u64 i;

	for_each_free_mem_range(i, NUMA_NO_NODE, flags, &this_start, &this_end, NULL) {
		this_start = clamp(this_start, start, end);
		this_end = clamp(this_end, start, end);

		phys_addr_t candidate = round_up(this_start, align);

		if (candidate < this_end && this_end - candidate >= size)
			return candidate;
	}
	return 0;
}

// Address 0 means failure, so the first page is never given out.
phys_addr_t find_in_range(phys_addr_t size, phys_addr_t align, phys_addr_t start, phys_addr_t end,
			  enum memblock_flags flags)
{
	if (end == MEMBLOCK_ALLOC_ACCESSIBLE || end == MEMBLOCK_ALLOC_NOLEAKTRACE)
		end = memblock.current_limit;
	start = max(start, (phys_addr_t)PAGE_SIZE);
	end = max(start, end);
	return memblock.bottom_up ? find_bottom_up(start, end, size, align, flags)
				  : find_top_down(start, end, size, align, flags);
}

static void *alloc_virtual(phys_addr_t size, phys_addr_t align, phys_addr_t min_addr,
			   phys_addr_t max_addr, int nid)
{
	if (max_addr > memblock.current_limit)
		max_addr = memblock.current_limit;

	phys_addr_t addr = memblock_alloc_range_nid(size, align, min_addr, max_addr, nid, false);

	if (!addr && min_addr)
		addr = memblock_alloc_range_nid(size, align, 0, max_addr, nid, false);
	return addr ? phys_to_virt(addr) : nullptr;
}

} // namespace memblk

using namespace memblk;

phys_addr_t memblock_alloc_range_nid(phys_addr_t size, phys_addr_t align, phys_addr_t start,
				     phys_addr_t end, int nid, bool exact_nid)
{
	enum memblock_flags flags = preferred_flags();

	if (WARN_ON_ONCE(!align))
		align = SMP_CACHE_BYTES;
	for (;;) {
		phys_addr_t found = find_in_range(size, align, start, end, flags);

		if (found && !memblock_reserve(found, size))
			return found;
		if (!(flags & MEMBLOCK_MIRROR))
			return 0;
		flags = MEMBLOCK_NONE;
		pr_warn("Could not allocate %pap bytes of mirrored memory\n", &size);
	}
}

phys_addr_t memblock_phys_alloc_range(phys_addr_t size, phys_addr_t align, phys_addr_t start,
				      phys_addr_t end)
{
	memblock_dbg("%s: %llu bytes align=0x%llx from=%pa max_addr=%pa %pS\n", __func__, (u64)size,
		     (u64)align, &start, &end, __builtin_return_address(0));
	return memblock_alloc_range_nid(size, align, start, end, NUMA_NO_NODE, false);
}

phys_addr_t memblock_phys_alloc_try_nid(phys_addr_t size, phys_addr_t align, int nid)
{
	return memblock_alloc_range_nid(size, align, 0, MEMBLOCK_ALLOC_ACCESSIBLE, nid, false);
}

void *memblock_alloc_exact_nid_raw(phys_addr_t size, phys_addr_t align, phys_addr_t min_addr,
				   phys_addr_t max_addr, int nid)
{
	return memblock_alloc_try_nid_raw(size, align, min_addr, max_addr, nid);
}

void *memblock_alloc_try_nid_raw(phys_addr_t size, phys_addr_t align, phys_addr_t min_addr,
				 phys_addr_t max_addr, int nid)
{
	memblock_dbg("%s: %llu bytes align=0x%llx nid=%d from=%pa max_addr=%pa %pS\n", __func__,
		     (u64)size, (u64)align, nid, &min_addr, &max_addr, __builtin_return_address(0));
	return alloc_virtual(size, align, min_addr, max_addr, nid);
}

void *memblock_alloc_try_nid(phys_addr_t size, phys_addr_t align, phys_addr_t min_addr,
			     phys_addr_t max_addr, int nid)
{
	void *ptr = memblock_alloc_try_nid_raw(size, align, min_addr, max_addr, nid);

	if (ptr)
		memset(ptr, 0, size);
	return ptr;
}
