// SPDX-License-Identifier: GPL-2.0-only
// memblock's two sorted arrays: ranges go in, are cut out, change their flags.
//
//	add        |---A---|      |---B---|            add_range(): only the gaps become regions,
//	             |=========|                       then neighbours that touch and are alike merge
//	           |-----------|  |---B---|
//
//	remove     |-----------|  |---B---|            isolate_range(): regions are cut at both ends,
//	               |============|                  what lies between consists of whole ones
//	           |---|              |---|
//
// An array has room for 128 regions. When it is full and the linear map exists (memblock_allow_resize()), it moves to a place
// of twice the size, which memblock itself gives.
//
// Linux 6.12: memblock_add_range(), memblock_isolate_range(), memblock_double_array(), memblock_setclr_flag() of mm/memblock.c.
#include "mm/memblock/internal.h"

#include <linux/bug.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string.h>

#define INIT_MEMBLOCK_REGIONS 128

namespace memblk
{

static constinit struct memblock_region memory_regions[INIT_MEMBLOCK_REGIONS] = {};
static constinit struct memblock_region reserved_regions[INIT_MEMBLOCK_REGIONS] = {};

static constinit bool can_resize = false;

} // namespace memblk

constinit struct memblock memblock = {
	.bottom_up = false,
	.current_limit = MEMBLOCK_ALLOC_ANYWHERE,
	.memory = {0, INIT_MEMBLOCK_REGIONS, 0, memblk::memory_regions,
		   const_cast<char *>("memory")},
	.reserved = {0, INIT_MEMBLOCK_REGIONS, 0, memblk::reserved_regions,
		     const_cast<char *>("reserved")},
};

void memblock_allow_resize(void)
{
	memblk::can_resize = true;
}

namespace memblk
{

static void insert_region(struct memblock_type *type, unsigned long at, phys_addr_t base,
			  phys_addr_t size, enum memblock_flags flags)
{
	struct memblock_region *region = &type->regions[at];

	BUG_ON(type->cnt >= type->max);
	memmove(region + 1, region, (type->cnt - at) * sizeof(*region));
	*region = {base, size, flags};
	type->cnt++;
	type->total_size += size;
}

void remove_region(struct memblock_type *type, unsigned long at)
{
	type->total_size -= type->regions[at].size;
	memmove(&type->regions[at], &type->regions[at + 1],
		(type->cnt - (at + 1)) * sizeof(type->regions[at]));
	type->cnt--;
	if (!type->cnt)
		type->regions[0] =
			{}; // readers look at the first entry without asking for the count
}

// Neighbours from @start - 1 to @end that touch and are alike become one.
static void merge_regions(struct memblock_type *type, unsigned long start, unsigned long end)
{
	unsigned long i = start ? start - 1 : 0;

	while (i + 1 < type->cnt && i < end) {
		struct memblock_region *here = &type->regions[i];
		struct memblock_region *next = here + 1;

		if (end_of(*here) != next->base || here->flags != next->flags) {
			BUG_ON(end_of(*here) > next->base);
			i++;
			continue;
		}
		here->size += next->size;
		memmove(next, next + 1, (type->cnt - (i + 2)) * sizeof(*next));
		type->cnt--;
		end--;
	}
}

// A place for a larger array. While the reserved array itself grows, [avoid, avoid + avoid_size) is about to be reserved and
// must stay clear of it: above it is preferred, below is accepted.
static phys_addr_t find_place_for_array(phys_addr_t bytes, phys_addr_t avoid,
					phys_addr_t avoid_size)
{
	phys_addr_t addr = find_in_range(bytes, PAGE_SIZE, avoid + avoid_size,
					 memblock.current_limit, preferred_flags());

	if (!addr && avoid_size)
		addr = find_in_range(bytes, PAGE_SIZE, 0, min(avoid, memblock.current_limit),
				     preferred_flags());
	return addr;
}

static int double_array(struct memblock_type *type, phys_addr_t new_base, phys_addr_t new_size)
{
	size_t old_bytes = type->max * sizeof(struct memblock_region);
	size_t bytes = 2 * old_bytes;
	struct memblock_region *old = type->regions;

	// Before all reservations are known no place is safe.
	if (!can_resize)
		panic("memblock: cannot resize %s array\n", type->name);
	if (type != &memblock.reserved)
		new_base = new_size = 0;

	phys_addr_t addr = find_place_for_array(PAGE_ALIGN(bytes), new_base, new_size);

	if (!addr) {
		pr_err("memblock: Failed to double %s array from %ld to %ld entries !\n",
		       type->name, type->max, type->max * 2);
		return -ENOMEM;
	}

	phys_addr_t last = addr + bytes - 1;

	memblock_dbg("memblock: %s is doubled to %ld at [%pa-%pa]", type->name, type->max * 2,
		     &addr, &last);

	// First the array, then its own reservation, which may be what did not fit into the old one.
	struct memblock_region *array = (struct memblock_region *)__va(addr);

	memcpy(array, old, old_bytes);
	memset(array + type->max, 0, old_bytes);
	type->regions = array;
	type->max *= 2;
	if (old != memory_regions && old != reserved_regions)
		memblock_free(old, PAGE_ALIGN(old_bytes));
	BUG_ON(memblock_reserve(addr, PAGE_ALIGN(bytes)));
	return 0;
}

// The gaps that [base, end) has between the regions of @type, each handed to @use with the index where it belongs; @use says
// whether it inserted a region there. Returns their number.
template <typename Use>
static unsigned long for_each_gap(struct memblock_type *type, phys_addr_t base, phys_addr_t end,
				  Use use)
{
	unsigned long gaps = 0;
	unsigned long i;

	for (i = 0; i < type->cnt; i++) {
		phys_addr_t rbase = type->regions[i].base;
		phys_addr_t rend = end_of(type->regions[i]);

		if (rbase >= end)
			break;
		if (rend <= base)
			continue;
		if (rbase > base) {
			gaps++;
			i += use(i, base, rbase);
		}
		base = min(rend, end);
	}
	if (base < end) {
		gaps++;
		use(i, base, end);
	}
	return gaps;
}

int add_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size,
	      enum memblock_flags flags)
{
	phys_addr_t end = capped_end(base, size);
	unsigned long first = ~0UL, last = 0;

	if (base == end)
		return 0;

	// The worst case needs a region between any two of those that are there, and one at each end. Only if that could
	// be too many are the gaps counted first.
	if (type->cnt * 2 + 1 > type->max) {
		unsigned long gaps = for_each_gap(
			type, base, end, [](unsigned long, phys_addr_t, phys_addr_t) { return 0; });

		while (type->cnt + gaps > type->max)
			if (double_array(type, base, end - base) < 0)
				return -ENOMEM;
	}

	for_each_gap(type, base, end, [&](unsigned long at, phys_addr_t gap, phys_addr_t gap_end) {
		insert_region(type, at, gap, gap_end - gap, flags);
		first = min(first, at);
		last = at + 1;
		return 1;
	});
	if (first != ~0UL)
		merge_regions(type, first, last);
	return 0;
}

int isolate_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size, Isolated &found)
{
	phys_addr_t end = capped_end(base, size);

	found = {0, 0};
	if (base == end)
		return 0;
	while (type->cnt + 2 > type->max)
		if (double_array(type, base, size) < 0)
			return -ENOMEM;

	for (unsigned long i = 0; i < type->cnt; i++) {
		struct memblock_region *r = &type->regions[i];
		phys_addr_t rbase = r->base;

		if (rbase >= end)
			break;
		if (end_of(*r) <= base)
			continue;
		// Cut off what lies before, or what is inside; the rest of the region comes next.
		if (rbase < base || end_of(*r) > end) {
			phys_addr_t cut = rbase < base ? base : end;

			r->base = cut;
			r->size -= cut - rbase;
			type->total_size -= cut - rbase;
			insert_region(type, i, rbase, cut - rbase, r->flags);
			if (rbase < base)
				continue;
		}
		if (!found.last)
			found.first = i;
		found.last = i + 1;
	}
	return 0;
}

int remove_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	Isolated range;
	int ret = isolate_range(type, base, size, range);

	if (ret)
		return ret;
	for (unsigned long i = range.last; i > range.first; i--)
		remove_region(type, i - 1);
	return 0;
}

int change_flag(struct memblock_type *type, phys_addr_t base, phys_addr_t size, bool set,
		enum memblock_flags flag)
{
	Isolated range;
	int ret = isolate_range(type, base, size, range);

	if (ret)
		return ret;
	for (unsigned long i = range.first; i < range.last; i++) {
		unsigned int flags = type->regions[i].flags;

		type->regions[i].flags = (enum memblock_flags)(set ? flags | flag : flags & ~flag);
	}
	merge_regions(type, range.first, range.last);
	return 0;
}

} // namespace memblk
