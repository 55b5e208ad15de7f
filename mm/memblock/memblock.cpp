// SPDX-License-Identifier: GPL-2.0-only
// memblock: the allocator of early boot.
//
//      memory     |--------------------|        |------------------------------|
//      reserved      |##|   |####|                 |##|                  |####|
//      free       |--|  |---|    |-----|        |--|  |------------------|    |--|     (memory less reserved)
//                                                                             ^ allocations come from the top
//
//	regions.cpp   two sorted arrays: ranges are added, cut out, marked
//	walk.cpp      over one list, or over one without the other
//	query.cpp     what is this address, how much memory is there
//	alloc.cpp     the highest gap that fits, reserved
//	memblock.cpp  here: the lists' changes by name, limits, memblock=debug
//
// Linux 6.12: mm/memblock.c.
#include "mm/memblock/internal.h"

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string.h>

constinit unsigned long max_low_pfn = 0;
constinit unsigned long min_low_pfn = 0;
constinit unsigned long max_pfn = 0;
constinit unsigned long long max_possible_pfn = 0;

namespace memblk
{

constinit bool debug = false;
constinit bool has_mirror = false;

static int __init parse_memblock(char *p)
{
	if (p && strstr(p, "debug"))
		debug = true;
	return 0;
}
early_param("memblock", parse_memblock);

// The address at which the first @limit bytes of memory end, PHYS_ADDR_LIMIT if there is less.
static phys_addr_t address_of_limit(phys_addr_t limit)
{
	struct memblock_region *r;

	for_each_mem_region(r) {
		if (limit <= r->size)
			return r->base + limit;
		limit -= r->size;
	}
	return PHYS_ADDR_LIMIT;
}

static void dump(const struct memblock_type *type)
{
	pr_info(" %s.cnt  = 0x%lx\n", type->name, type->cnt);
	for (unsigned long i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];
		phys_addr_t last = end_of(*r) - 1;

		pr_info(" %s[%#lx]\t[%pa-%pa], %pa bytes flags: %#x\n", type->name, i, &r->base,
			&last, &r->size, r->flags);
	}
}

} // namespace memblk

using namespace memblk;

#define log_change(base, size)                                                                     \
	do {                                                                                       \
		phys_addr_t __first = (base), __last = (base) + (size)-1;                          \
		memblock_dbg("%s: [%pa-%pa] %pS\n", __func__, &__first, &__last,                   \
			     __builtin_return_address(0));                                         \
	} while (0)

int memblock_add_node(phys_addr_t base, phys_addr_t size, int nid, enum memblock_flags flags)
{
	log_change(base, size);
	return add_range(&memblock.memory, base, size, flags);
}

int memblock_add(phys_addr_t base, phys_addr_t size)
{
	log_change(base, size);
	return add_range(&memblock.memory, base, size, MEMBLOCK_NONE);
}

int memblock_remove(phys_addr_t base, phys_addr_t size)
{
	log_change(base, size);
	return remove_range(&memblock.memory, base, size);
}

int memblock_reserve(phys_addr_t base, phys_addr_t size)
{
	log_change(base, size);
	return add_range(&memblock.reserved, base, size, MEMBLOCK_NONE);
}

int memblock_phys_free(phys_addr_t base, phys_addr_t size)
{
	log_change(base, size);
	return remove_range(&memblock.reserved, base, size);
}

void memblock_free(void *ptr, size_t size)
{
	if (ptr)
		memblock_phys_free(__pa(ptr), size);
}

int memblock_mark_hotplug(phys_addr_t base, phys_addr_t size)
{
	return change_flag(&memblock.memory, base, size, true, MEMBLOCK_HOTPLUG);
}

int memblock_clear_hotplug(phys_addr_t base, phys_addr_t size)
{
	return change_flag(&memblock.memory, base, size, false, MEMBLOCK_HOTPLUG);
}

int memblock_mark_mirror(phys_addr_t base, phys_addr_t size)
{
	has_mirror = true;
	return change_flag(&memblock.memory, base, size, true, MEMBLOCK_MIRROR);
}

int memblock_mark_nomap(phys_addr_t base, phys_addr_t size)
{
	return change_flag(&memblock.memory, base, size, true, MEMBLOCK_NOMAP);
}

int memblock_clear_nomap(phys_addr_t base, phys_addr_t size)
{
	return change_flag(&memblock.memory, base, size, false, MEMBLOCK_NOMAP);
}

int memblock_reserved_mark_noinit(phys_addr_t base, phys_addr_t size)
{
	return change_flag(&memblock.reserved, base, size, true, MEMBLOCK_RSRV_NOINIT);
}

int memblock_set_node(phys_addr_t base, phys_addr_t size, struct memblock_type *type, int nid)
{
	return 0;
}

void memblock_trim_memory(phys_addr_t align)
{
	for (unsigned long i = 0; i < memblock.memory.cnt;) {
		struct memblock_region *r = &memblock.memory.regions[i];
		phys_addr_t start = round_up(r->base, align);
		phys_addr_t end = round_down(end_of(*r), align);

		if (start >= end) {
			remove_region(&memblock.memory, i);
			continue;
		}
		memblock.memory.total_size -= r->size - (end - start);
		r->base = start;
		r->size = end - start;
		i++;
	}
}

void memblock_enforce_memory_limit(phys_addr_t limit)
{
	phys_addr_t end = limit ? address_of_limit(limit) : PHYS_ADDR_LIMIT;

	if (end == PHYS_ADDR_LIMIT)
		return;
	remove_range(&memblock.memory, end, PHYS_ADDR_LIMIT);
	remove_range(&memblock.reserved, end, PHYS_ADDR_LIMIT);
}

// Regions that are not mapped anyway stay known.
void memblock_cap_memory_range(phys_addr_t base, phys_addr_t size)
{
	Isolated keep;

	if (!size)
		return;
	if (!memblock.memory.total_size) {
		pr_warn("%s: No memory registered yet\n", __func__);
		return;
	}
	if (isolate_range(&memblock.memory, base, size, keep))
		return;
	for (unsigned long i = memblock.memory.cnt; i > 0; i--)
		if ((i - 1 < keep.first || i - 1 >= keep.last) &&
		    !memblock_is_nomap(&memblock.memory.regions[i - 1]))
			remove_region(&memblock.memory, i - 1);
	remove_range(&memblock.reserved, 0, base);
	remove_range(&memblock.reserved, base + size, PHYS_ADDR_LIMIT);
}

void memblock_mem_limit_remove_map(phys_addr_t limit)
{
	phys_addr_t end = limit ? address_of_limit(limit) : PHYS_ADDR_LIMIT;

	if (end != PHYS_ADDR_LIMIT)
		memblock_cap_memory_range(0, end);
}

void memblock_set_current_limit(phys_addr_t limit)
{
	memblock.current_limit = limit;
}

phys_addr_t memblock_get_current_limit(void)
{
	return memblock.current_limit;
}

void memblock_dump_all(void)
{
	if (!debug)
		return;
	pr_info("MEMBLOCK configuration:\n");
	pr_info(" memory size = %pa reserved size = %pa\n", &memblock.memory.total_size,
		&memblock.reserved.total_size);
	dump(&memblock.memory);
	dump(&memblock.reserved);
}
