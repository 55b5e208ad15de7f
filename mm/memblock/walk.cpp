// SPDX-License-Identifier: GPL-2.0-only
// Walking memblock's lists: the regions of one, or of one without those of the other, upwards and downwards.
//
//	type_a     |------------------|        |--------|
//	type_b        |##|   |####|                |##|
//	steps      |--|  |---|    |---|        |---|  |-|
//
// A walk keeps two positions in its 64-bit index: the region of type_a (low half) and the gap of type_b (high half); after each
// step the one that ends first moves on.
//
// Linux 6.12: __next_mem_range(), __next_mem_range_rev(), __next_mem_pfn_range().
#include "mm/memblock/internal.h"

#include <linux/minmax.h>
#include <linux/mm.h>

namespace memblk
{

// Which regions of memory a walk with @flags leaves out.
static bool skip_region(const struct memblock_type *type, const struct memblock_region *m,
			enum memblock_flags flags)
{
	if (type != &memblock.memory)
		return false;
	if ((flags & MEMBLOCK_MIRROR) && !(m->flags & MEMBLOCK_MIRROR))
		return true;
	if (!(flags & MEMBLOCK_NOMAP) && (m->flags & MEMBLOCK_NOMAP))
		return true;
	return !(flags & MEMBLOCK_DRIVER_MANAGED) && (m->flags & MEMBLOCK_DRIVER_MANAGED);
}

// The gap in front of region @i of @type (behind the last one for i == cnt).
struct Gap {
	phys_addr_t start, end;

	Gap(const struct memblock_type *type, unsigned long i)
		: start(i ? end_of(type->regions[i - 1]) : 0),
		  end(i < type->cnt ? type->regions[i].base : PHYS_ADDR_LIMIT)
	{
	}
};

static inline void report(phys_addr_t start, phys_addr_t end, phys_addr_t *out_start,
			  phys_addr_t *out_end, int *out_nid)
{
	if (out_start)
		*out_start = start;
	if (out_end)
		*out_end = end;
	if (out_nid)
		*out_nid = 0;
}

static inline u64 pack(long a, long b)
{
	return (u32)a | (u64)(u32)b << 32;
}

} // namespace memblk

using namespace memblk;

void __next_mem_range(u64 *idx, int nid, enum memblock_flags flags, struct memblock_type *type_a,
		      struct memblock_type *type_b, phys_addr_t *out_start, phys_addr_t *out_end,
		      int *out_nid)
{
	u32 a = (u32)*idx;
	u32 b = *idx >> 32;

	for (; a < type_a->cnt; a++) {
		const struct memblock_region *m = &type_a->regions[a];

		if (skip_region(type_a, m, flags))
			continue;
		if (!type_b) {
			report(m->base, end_of(*m), out_start, out_end, out_nid);
			*idx = pack(a + 1, b);
			return;
		}
		for (; b <= type_b->cnt; b++) {
			Gap gap(type_b, b);

			if (gap.start >= end_of(*m))
				break;
			if (m->base >= gap.end)
				continue;
			report(max(m->base, gap.start), min(end_of(*m), gap.end), out_start,
			       out_end, out_nid);
			*idx = end_of(*m) <= gap.end ? pack(a + 1, b) : pack(a, b + 1);
			return;
		}
	}
	*idx = ~(u64)0;
}

void __next_mem_range_rev(u64 *idx, int nid, enum memblock_flags flags,
			  struct memblock_type *type_a, struct memblock_type *type_b,
			  phys_addr_t *out_start, phys_addr_t *out_end, int *out_nid)
{
	long a = (s32)(u32)*idx;
	long b = (s32)(u32)(*idx >> 32);

	if (*idx == ~(u64)0) {
		a = (long)type_a->cnt - 1;
		b = type_b ? type_b->cnt : 0;
	}
	for (; a >= 0; a--) {
		const struct memblock_region *m = &type_a->regions[a];

		if (skip_region(type_a, m, flags))
			continue;
		if (!type_b) {
			report(m->base, end_of(*m), out_start, out_end, out_nid);
			*idx = pack(a - 1, b);
			return;
		}
		for (; b >= 0; b--) {
			Gap gap(type_b, b);

			if (gap.end <= m->base)
				break;
			if (end_of(*m) <= gap.start)
				continue;
			report(max(m->base, gap.start), min(end_of(*m), gap.end), out_start,
			       out_end, out_nid);
			*idx = m->base >= gap.start ? pack(a - 1, b) : pack(a, b - 1);
			return;
		}
	}
	*idx = ~(u64)0;
}

void __next_mem_pfn_range(int *idx, int nid, unsigned long *out_start_pfn,
			  unsigned long *out_end_pfn, int *out_nid)
{
	while (++*idx < (int)memblock.memory.cnt) {
		const struct memblock_region *r = &memblock.memory.regions[*idx];
		unsigned long start = PFN_UP(r->base);
		unsigned long end = PFN_DOWN(end_of(*r));

		if (start >= end)
			continue;
		if (out_start_pfn)
			*out_start_pfn = start;
		if (out_end_pfn)
			*out_end_pfn = end;
		if (out_nid)
			*out_nid = 0;
		return;
	}
	*idx = -1;
}
