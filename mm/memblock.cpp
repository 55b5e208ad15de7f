// SPDX-License-Identifier: GPL-2.0-only
// memblock: the allocator of early boot.
//
//      memory     |--------------------|        |------------------------------|
//      reserved      |##|   |####|                 |##|                  |####|
//      free       |--|  |---|    |-----|        |--|  |------------------|    |--|     (memory less reserved)
//                                                                             ^ allocations come from the top
//
// Two sorted arrays of regions. Adding a range fills the gaps between the regions that it overlaps and then merges
// neighbours that touch and have equal flags; removing one cuts the regions at its ends and drops what lies between. The
// arrays have room for 128 regions each; when one is full and the linear map exists (memblock_allow_resize()), it moves to
// a place of twice the size, taken from memblock itself.
//
// Allocation looks from the highest address down for the first gap that is large enough, and reserves the range's upper
// end, aligned downwards.
//
// Linux 6.12: mm/memblock.c.
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/memory.h>

#define INIT_MEMBLOCK_REGIONS 128

constinit unsigned long max_low_pfn = 0;
constinit unsigned long min_low_pfn = 0;
constinit unsigned long max_pfn = 0;
constinit unsigned long long max_possible_pfn = 0;

namespace memblk
{

static constexpr phys_addr_t PHYS_ADDR_LIMIT = ~(phys_addr_t)0;

static constinit struct memblock_region memory_regions[INIT_MEMBLOCK_REGIONS] = {};
static constinit struct memblock_region reserved_regions[INIT_MEMBLOCK_REGIONS] = {};

static constinit bool debug = false;
static constinit bool can_resize = false;
static constinit bool has_mirror = false;

} // namespace memblk

constinit struct memblock memblock = {
	.bottom_up = false,
	.current_limit = MEMBLOCK_ALLOC_ANYWHERE,
	.memory = {0, INIT_MEMBLOCK_REGIONS, 0, memblk::memory_regions,
		   const_cast<char *>("memory")},
	.reserved = {0, INIT_MEMBLOCK_REGIONS, 0, memblk::reserved_regions,
		     const_cast<char *>("reserved")},
};

namespace memblk
{

// memblock=debug: every change, with its caller.
#define memblock_dbg(...)                                                                          \
	do {                                                                                       \
		if (unlikely(memblk::debug))                                                       \
			pr_info(__VA_ARGS__);                                                      \
	} while (0)

static int __init parse_memblock(char *p)
{
	if (p && strstr(p, "debug"))
		debug = true;
	return 0;
}
early_param("memblock", parse_memblock);

static inline phys_addr_t end_of(const struct memblock_region &r)
{
	return r.base + r.size;
}

// The end of a range that may not reach past the last address.
static inline phys_addr_t capped_end(phys_addr_t base, phys_addr_t size)
{
	return base + min(size, PHYS_ADDR_LIMIT - base);
}

static inline enum memblock_flags preferred_flags()
{
	return has_mirror ? MEMBLOCK_MIRROR : MEMBLOCK_NONE;
}

// ---- the arrays ----

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

static void remove_region(struct memblock_type *type, unsigned long at)
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

static phys_addr_t find_in_range(phys_addr_t size, phys_addr_t align, phys_addr_t start,
				 phys_addr_t end, enum memblock_flags flags);

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

static int add_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size,
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

// Cut regions so that [base, base + size) consists of whole ones: those with indices in [first, last).
struct Isolated {
	unsigned long first, last;
};

static int isolate_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size,
			 Isolated &found)
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

static int remove_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	Isolated range;
	int ret = isolate_range(type, base, size, range);

	if (ret)
		return ret;
	for (unsigned long i = range.last; i > range.first; i--)
		remove_region(type, i - 1);
	return 0;
}

static int change_flag(struct memblock_type *type, phys_addr_t base, phys_addr_t size, bool set,
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

// ---- iteration ----

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
static phys_addr_t find_in_range(phys_addr_t size, phys_addr_t align, phys_addr_t start,
				 phys_addr_t end, enum memblock_flags flags)
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

// ---- changing the lists ----

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

void memblock_allow_resize(void)
{
	can_resize = true;
}

void memblock_set_current_limit(phys_addr_t limit)
{
	memblock.current_limit = limit;
}

phys_addr_t memblock_get_current_limit(void)
{
	return memblock.current_limit;
}

// ---- walking them ----

// Both walks keep two positions in *idx: the region of type_a (low half) and the gap of type_b (high half); after each step
// the one that ends first moves on.
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

int memblock_search_pfn_nid(unsigned long pfn, unsigned long *start_pfn, unsigned long *end_pfn)
{
	long i = search(&memblock.memory, PFN_PHYS(pfn));

	if (i < 0)
		return NUMA_NO_NODE;
	*start_pfn = PFN_DOWN(memblock.memory.regions[i].base);
	*end_pfn = PFN_DOWN(end_of(memblock.memory.regions[i]));
	return 0;
}

// ---- asking them ----

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

// ---- allocation ----

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
