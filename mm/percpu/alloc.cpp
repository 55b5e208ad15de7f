// SPDX-License-Identifier: GPL-2.0-only
// alloc_percpu(): the same few bytes for every CPU.
//
//	chunk 0 (linear map)     | unit 0 ........ | unit 1 ........ | unit 2 ........ |
//	chunk 1 (vmalloc)        | unit 0 ...XX... | unit 1 ...XX... | unit 2 ...XX... |
//	                                     ^ offset: taken in all units at once
//
// A chunk is an array of units, one per possible CPU, at the same distances in every chunk. Allocating means finding a
// free offset; one bitmap per chunk therefore serves all CPUs (areamap.cpp). The address handed out is translated so
// that adding __per_cpu_offset[cpu] gives that CPU's copy:
//
//	per-CPU pointer = chunk base + offset - pcpu_base_addr + __per_cpu_start
//
// Chunks are tried from the fullest to the emptiest (slots), so that whole chunks can become free. A caller that may not
// sleep gets only what has memory already; one that may, gets missing pages mapped or a new chunk made. Only these two steps are
// under alloc_mutex: nothing is taken away from a chunk that is in a slot, so a place in one that has all its pages needs no more than
// lock. A worker keeps a few pages ready and takes others back (balance.cpp).
//
// Linux 6.12 mm/percpu.c: pcpu_alloc_noprof(), free_percpu(), pcpu_chunk_slot().

#define pr_fmt(fmt) "percpu: " fmt

#include "mm/percpu/chunk.h"
#include "mm/percpu/stats.h"

#include <linux/align.h>
#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/guard.hpp>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <asm/sections.h>

namespace pcpu
{

DEFINE_SPINLOCK(lock);
DEFINE_MUTEX(alloc_mutex);
struct list_head slots[NR_SLOTS];
constinit int free_slot = 0;
constinit unsigned int slots_in_use = 0;
constinit Chunk *first_chunk = nullptr;
constinit unsigned long nr_populated = 0;

namespace
{

// Warnings about failed allocations that are still to be given.
constinit int warn_limit = 10;

struct Place {
	Chunk *chunk;
	int start; // granule
};

// Which chunks may serve.
enum class From {
	any,       // pages that miss are given to it afterwards; under alloc_mutex
	populated, // any, but only pages that have memory
	whole,     // those without missing pages: if another one comes first, none
};

// The address that unit 0's part lies behind its pointer. CPU 0 has unit 0.
unsigned long unit_0_offset()
{
	return __per_cpu_offset[0];
}

void __percpu *to_pointer(unsigned long addr)
{
	return reinterpret_cast<void __percpu *>(addr - unit_0_offset());
}

unsigned long to_address(void __percpu *ptr)
{
	return reinterpret_cast<unsigned long>(ptr) + unit_0_offset();
}

unsigned long address_of(const Place &place)
{
	return place.chunk->base + place.start * PCPU_MIN_ALLOC_SIZE;
}

// First granule of the first page in [start, start + n) that has no memory, or start when all have. In the first case the
// answer is the granule behind the pages that miss, so that a search can go on there.
int skip_unpopulated(const Chunk *chunk, int start, int n)
{
	int first = start / PCPU_BITMAP_BLOCK_BITS;
	int end = DIV_ROUND_UP(start + n, PCPU_BITMAP_BLOCK_BITS);
	int missing = find_next_zero_bit(chunk->populated, end, first);

	if (missing >= end)
		return start;
	int next = find_next_bit(chunk->populated, chunk->nr_pages, missing);

	return next * PCPU_BITMAP_BLOCK_BITS;
}

// Takes n granules that are free. Under lock.
noinline void take_place(Chunk *chunk, int start, int n)
{
	const int old_largest = chunk->map.largest.len;
	const int used_up = may_be_empty(chunk, start, n) ? count_empty_at(chunk, start, n) : 0;

	chunk->map.take(start, n);
	relocate(chunk, old_largest);
	count_alloc(chunk, n * PCPU_MIN_ALLOC_SIZE);
	empty_pages_changed(chunk, -used_up);
}

// The first granule of a free place in this chunk, or -1. Under lock.
int place_in(const Chunk *chunk, int n, int align, From from)
{
	for (int at = chunk->map.first_free;;) {
		const int start = chunk->map.find(n, align, at);

		if (start < 0 || from != From::populated)
			return start;
		at = skip_unpopulated(chunk, start, n);
		if (at == start)
			return start;
	}
}

// A place in the fullest chunk that has one; in none when all are full.
noinline Place search_place(int n, int align, From from)
{
	const unsigned int too_full = BIT(slot_for_size(n * PCPU_MIN_ALLOC_SIZE)) - 1;
	spinlock_irqsave_guard guard(&lock);
	Chunk *chunk;

	for (unsigned int left = slots_in_use & ~too_full; left; left &= left - 1) {
		struct list_head *slot = &slots[__ffs(left)];

		list_for_each_entry(chunk, slot, list) {
			if (from == From::whole && chunk->nr_populated != chunk->nr_pages)
				return {nullptr, 0};

			const int start = place_in(chunk, n, align, from);

			if (start < 0)
				continue;
			take_place(chunk, start, n);
			return {chunk, start};
		}
		if (list_empty(slot))
			slots_in_use &= ~BIT(slot - slots);
	}
	return {nullptr, 0};
}

// A place was taken from the largest hole. Under lock.
noinline void shrink_largest(Chunk *chunk, int start, int n)
{
	const int old_largest = chunk->map.largest.len;

	chunk->map.update_after_take(start, n);
	relocate(chunk, old_largest);
}

// The common case of search_place(), straight: the chunk to which that comes first has all its pages, and a place in one word of its
// bitmap. When that is not so, nothing is said about other places.
__always_inline Place find_place(int n, int align)
{
	spinlock_irqsave_guard guard(&lock);
	// slot_for_size() of a few granules, which are no whole unit.
	const unsigned long left = slots_in_use & ~0ul << (fls(n | 2) - 1);

	if (unlikely(!left))
		return {nullptr, 0};

	struct list_head *slot = &slots[__ffs(left)];
	Chunk *chunk = list_first_entry(slot, Chunk, list);

	if (unlikely(&chunk->list == slot || chunk->nr_populated != chunk->nr_pages))
		return {nullptr, 0};

	const PlaceInWord place = chunk->map.find_in_word(n, align);

	if (unlikely(place.at < 0))
		return {nullptr, 0};
	chunk->map.take_in_word(place, n);
	if (chunk->map.in_largest(place.start(), n))
		shrink_largest(chunk, place.start(), n);
	count_alloc(chunk, n * PCPU_MIN_ALLOC_SIZE);
	return {chunk, place.start()};
}

// Gives a place back. Under lock.
noinline void release_place(Chunk *chunk, int start)
{
	const int old_largest = chunk->map.largest.len;
	const int n = chunk->map.release(start);

	relocate(chunk, old_largest);
	if (may_be_empty(chunk, start, n))
		empty_pages_changed(chunk, count_empty_at(chunk, start, n));
}

__always_inline void give_back(Chunk *chunk, int start)
{
	spinlock_irqsave_guard guard(&lock);

	if (unlikely(!chunk->map.release_in_word(start)))
		release_place(chunk, start);
	count_free(chunk);
}

// Makes sure that every page under [start, start + n) has memory. Under alloc_mutex.
const char *back_place(const Place &place, int n, gfp_t gfp)
{
	Chunk *chunk = place.chunk;
	int page = place.start / PCPU_BITMAP_BLOCK_BITS;
	int end = DIV_ROUND_UP(place.start + n, PCPU_BITMAP_BLOCK_BITS);

	for (;;) {
		page = find_next_zero_bit(chunk->populated, end, page);
		if (page >= end)
			return nullptr;

		int run_end = find_next_bit(chunk->populated, end, page);

		WARN_ON(chunk->immutable);
		if (populate(chunk, page, run_end, gfp)) {
			free_percpu(to_pointer(address_of(place)));
			return "failed to populate";
		}
		page = run_end;
	}
}

// Where there is no place in a whole chunk: pages that miss are made, and new chunks until there is a place.
// Return: why that failed, or nullptr.
const char *make_place(Place *place, int n, int align, gfp_t gfp)
{
	mutex_guard guard(&alloc_mutex);

	for (;;) {
		*place = search_place(n, align, From::any);
		if (place->chunk)
			return back_place(*place, n, gfp);

		Chunk *chunk = create_chunk(gfp);

		if (!chunk)
			return "failed to allocate new chunk";

		spinlock_irqsave_guard guard(&lock);

		relocate(chunk, -1);
	}
}

void complain(size_t size, size_t align, bool atomic, const char *why)
{
	if (!warn_limit)
		return;
	pr_warn("allocation failed, size=%zu align=%zu atomic=%d, %s\n", size, align, atomic, why);
	if (!atomic)
		dump_stack();
	if (!--warn_limit)
		pr_info("limit reached, disable warning\n");
}

// Any place for so many granules. Complains when there is none.
__cold noinline Place find_elsewhere(int n, int align, gfp_t gfp)
{
	const bool atomic = !gfpflags_allow_blocking(gfp);
	Place place = search_place(n, align, atomic ? From::populated : From::whole);

	if (place.chunk)
		return place;

	const char *error = atomic ? "atomic alloc failed, no space left"
				   : make_place(&place, n, align,
						gfp & (GFP_KERNEL | __GFP_NORETRY | __GFP_NOWARN));

	if (!error)
		return place;
	if (!(gfp & __GFP_NOWARN))
		complain(n * PCPU_MIN_ALLOC_SIZE, align * PCPU_MIN_ALLOC_SIZE, atomic, error);
	if (atomic)
		want_populated_pages();
	return {nullptr, 0};
}

// Zeroes a place in all units.
__always_inline void clear_parts(char *part, size_t size)
{
	const bool words = IS_ALIGNED(reinterpret_cast<unsigned long>(part) | size, sizeof(long));
	int units = geometry.nr_units;

	do {
		if (words)
			clear_words(part, size);
		else
			memset(part, 0, size);
		part += geometry.unit_size;
	} while (--units);
}

// The chunk that serves an address of unit 0.
__always_inline Chunk *chunk_of(unsigned long addr)
{
	const unsigned long bytes = static_cast<unsigned long>(first_chunk->nr_pages) << PAGE_SHIFT;

	if (likely(addr - first_chunk->base < bytes))
		return first_chunk;
	return chunk_of_page(addr + geometry.unit_offset[raw_smp_processor_id()]);
}

} // namespace

namespace
{

// The slot of a chunk whose largest hole has so many granules.
int slot_for_hole(int granules)
{
	return granules ? slot_for_size(granules * PCPU_MIN_ALLOC_SIZE) : 0;
}

} // namespace

int slot_for_size(int bytes)
{
	if (bytes == geometry.unit_size && free_slot)
		return free_slot;
	return max(fls(bytes) - SLOT_BASE_SHIFT + 2, 1);
}

struct list_head *slot_of(const Chunk *chunk)
{
	const int slot = slot_for_hole(chunk->map.largest.len);

	slots_in_use |= BIT(slot);
	return &slots[slot];
}

void relocate(Chunk *chunk, int old_largest)
{
	const int largest = chunk->map.largest.len;

	if (largest == old_largest || chunk->isolated)
		return;

	if (old_largest < 0)
		count_new_chunk();

	const int old_slot = old_largest < 0 ? -1 : slot_for_hole(old_largest);

	if (slot_for_hole(largest) == old_slot)
		return;

	struct list_head *slot = slot_of(chunk);

	// A chunk that gained room is tried first among its equals, one that lost room last.
	if (old_largest < largest)
		list_move(&chunk->list, slot);
	else
		list_move_tail(&chunk->list, slot);
	// One chunk without allocations is enough.
	if (slot == &slots[free_slot] && !list_is_singular(slot))
		want_balance();
}

} // namespace pcpu

using namespace pcpu;

void __percpu *pcpu_alloc_noprof(size_t size, size_t align, bool reserved, gfp_t gfp)
{
	align = max_t(size_t, align, PCPU_MIN_ALLOC_SIZE);
	size = ALIGN(size, PCPU_MIN_ALLOC_SIZE);
	if (!size || size > PCPU_MIN_UNIT_SIZE || align > PAGE_SIZE || !is_power_of_2(align)) {
		WARN(!(gfp & __GFP_NOWARN),
		     "illegal size (%zu) or align (%zu) for percpu allocation\n", size, align);
		return nullptr;
	}

	const int n = size / PCPU_MIN_ALLOC_SIZE;
	const int granule_align = align / PCPU_MIN_ALLOC_SIZE;

	might_sleep_if(gfpflags_allow_blocking(gfp));

	Place place = find_place(n, granule_align);

	if (unlikely(!place.chunk))
		place = find_elsewhere(n, granule_align, gfp);
	if (unlikely(!place.chunk))
		return nullptr;

	unsigned long addr = address_of(place);

	clear_parts(reinterpret_cast<char *>(addr), size);
	return to_pointer(addr);
}

void free_percpu(void __percpu *ptr)
{
	if (!ptr)
		return;

	unsigned long addr = to_address(ptr);
	Chunk *chunk = chunk_of(addr);

	give_back(chunk, (addr - chunk->base) / PCPU_MIN_ALLOC_SIZE);
}

bool __is_kernel_percpu_address(unsigned long addr, unsigned long *can_addr)
{
	unsigned long base = reinterpret_cast<unsigned long>(pcpu_base_addr);
	unsigned long static_size = __per_cpu_end - __per_cpu_start;
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		unsigned long start = base + geometry.unit_offset[cpu];

		if (addr < start || addr >= start + static_size)
			continue;
		if (can_addr)
			*can_addr = addr - start + base +
				    geometry.unit_offset[cpumask_first(cpu_possible_mask)];
		return true;
	}
	return false;
}

bool is_kernel_percpu_address(unsigned long addr)
{
	return __is_kernel_percpu_address(addr, nullptr);
}

phys_addr_t per_cpu_ptr_to_phys(void *addr)
{
	// The first chunk is in the linear map, all others are in the vmalloc region.
	if (!is_vmalloc_addr(addr))
		return __pa(addr);
	return page_to_phys(vmalloc_to_page(addr)) +
	       offset_in_page(reinterpret_cast<unsigned long>(addr));
}

unsigned long pcpu_nr_pages(void)
{
	return nr_populated * geometry.nr_units;
}

EXPORT_SYMBOL_GPL(pcpu_alloc_noprof);
EXPORT_SYMBOL_GPL(free_percpu);
