// SPDX-License-Identifier: GPL-2.0-only
// Asking memblock: what kind of address is this, how much memory is there, where does it begin and end?
//
// Linux 6.12: memblock_search() and what is built on it.
#include "mm/memblock/internal.h"

#include <linux/export.h>
#include <linux/minmax.h>
#include <linux/mm.h>

namespace memblk
{

// Index of the region that holds @addr, or -1.
static long search(const struct memblock_type *type, phys_addr_t addr)
{
	unsigned long left = 0, right = type->cnt;

	while (left < right) {
		unsigned long mid = left + (right - left) / 2;

		if (addr < type->regions[mid].base)
			right = mid;
		else if (addr >= end_of(type->regions[mid]))
			left = mid + 1;
		else
			return mid;
	}
	return -1;
}

} // namespace memblk

using namespace memblk;

int memblock_search_pfn_nid(unsigned long pfn, unsigned long *start_pfn, unsigned long *end_pfn)
{
	long i = search(&memblock.memory, PFN_PHYS(pfn));

	if (i < 0)
		return NUMA_NO_NODE;
	*start_pfn = PFN_DOWN(memblock.memory.regions[i].base);
	*end_pfn = PFN_DOWN(end_of(memblock.memory.regions[i]));
	return 0;
}

unsigned long memblock_addrs_overlap(phys_addr_t base1, phys_addr_t size1, phys_addr_t base2,
				     phys_addr_t size2)
{
	return base1 < base2 + size2 && base2 < base1 + size1;
}

bool memblock_overlaps_region(struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	size = capped_end(base, size) - base;
	for (unsigned long i = 0; i < type->cnt; i++)
		if (memblock_addrs_overlap(base, size, type->regions[i].base,
					   type->regions[i].size))
			return true;
	return false;
}

phys_addr_t memblock_phys_mem_size(void)
{
	return memblock.memory.total_size;
}

phys_addr_t memblock_reserved_size(void)
{
	return memblock.reserved.total_size;
}

unsigned long memblock_estimated_nr_free_pages(void)
{
	return PHYS_PFN(memblock_phys_mem_size() - memblock_reserved_size());
}

phys_addr_t memblock_start_of_DRAM(void)
{
	return memblock.memory.regions[0].base;
}

phys_addr_t memblock_end_of_DRAM(void)
{
	return memblock.memory.cnt ? end_of(memblock.memory.regions[memblock.memory.cnt - 1]) : 0;
}

bool memblock_is_memory(phys_addr_t addr)
{
	return search(&memblock.memory, addr) >= 0;
}

bool memblock_is_map_memory(phys_addr_t addr)
{
	long i = search(&memblock.memory, addr);

	return i >= 0 && !memblock_is_nomap(&memblock.memory.regions[i]);
}

bool memblock_is_reserved(phys_addr_t addr)
{
	return search(&memblock.reserved, addr) >= 0;
}

bool memblock_is_region_memory(phys_addr_t base, phys_addr_t size)
{
	long i = search(&memblock.memory, base);

	return i >= 0 && end_of(memblock.memory.regions[i]) >= capped_end(base, size);
}

bool memblock_is_region_reserved(phys_addr_t base, phys_addr_t size)
{
	return memblock_overlaps_region(&memblock.reserved, base, size);
}
