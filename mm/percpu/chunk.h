/* SPDX-License-Identifier: GPL-2.0-only */
// Chunks of per-CPU memory and where their units lie; inside mm/percpu only. The theory is told in alloc.cpp.
#pragma once

#include <linux/cpumask.h>
#include <linux/gfp_types.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/threads.h>
#include <linux/types.h>

#include "mm/percpu/areamap.h"

struct vm_struct;

namespace pcpu
{

struct Chunk {
	struct list_head list;  // in slots[]
	unsigned long base;     // address of unit 0, page aligned
	AreaMap map;            // granules of one unit, from base on
	bool immutable;         // the first chunk: every page is there, for good
	bool isolated;          // in no slot while pages are taken away
	int nr_pages;           // pages of one unit
	int nr_populated;       // of these, the ones that have memory
	int nr_empty;           // of those, the ones that no allocation touches
	struct vm_struct **vms; // the addresses, for a chunk in the vmalloc region
	unsigned long *populated;
#ifdef CONFIG_PERCPU_STATS
	int nr_alloc;          // allocations in it
	int hidden;            // granules before the first chunk's part begins
	size_t max_alloc_size; // the largest one ever, bytes
#endif
};

// The shape that all chunks share, set once by setup_per_cpu_areas(). A unit is one CPU's part of a chunk.
struct Geometry {
	int unit_size; // bytes, whole pages
	int nr_units;
	unsigned long unit_offset[NR_CPUS]; // by CPU, bytes from base
};
extern Geometry geometry;

inline int unit_pages()
{
	return geometry.unit_size >> PAGE_SHIFT;
}

inline unsigned long unit_page_address(const Chunk *chunk, unsigned int cpu, int page)
{
	return chunk->base + geometry.unit_offset[cpu] +
	       (static_cast<unsigned long>(page) << PAGE_SHIFT);
}

// Chunks by the size of their largest hole: slot s holds those with room for 2^(s + 2) bytes and more, but not twice as
// much; the fullest that fits is tried first. The last slot in use holds those without any allocation.
constexpr int SLOT_BASE_SHIFT = 5;
constexpr int NR_SLOTS = 32;
extern struct list_head slots[NR_SLOTS];
extern int free_slot;
// Bit s: slots[s] may hold chunks. Under lock.
extern unsigned int slots_in_use;

// Guards slots, maps and the counts; taken with interrupts off, innermost.
extern spinlock_t lock;
// Making, populating and destroying chunks; outside of lock.
extern struct mutex alloc_mutex;
extern Chunk *first_chunk;
// Populated pages of one unit, over all chunks.
extern unsigned long nr_populated;

int slot_for_size(int bytes);
// The list that a chunk with this largest hole is to be put into. Under lock.
struct list_head *slot_of(const Chunk *chunk);
// Puts a chunk where its largest hole belongs; old_largest is how long that was before, -1 for a new chunk. Under lock.
void relocate(Chunk *chunk, int old_largest);

// balance.cpp: pages are kept ready and taken back by a work item, once the kernel has workers.
void enable_balance();
void want_balance();
// An allocation that may not sleep failed.
void want_populated_pages();
// How many pages of [start, end) are empty: they have memory, and no allocation touches them. Under lock.
int count_empty(const Chunk *chunk, int start, int end);
// So many pages (negative: fewer) are empty now. Calls for the work if it is time. Under lock.
void empty_pages_changed(Chunk *chunk, int by);
// Empty pages of all chunks but isolated ones. Under lock.
extern int nr_empty_pages;

// Is it worth counting the empty pages among those that [start, start + n) touches? In a page in use the first granules mostly are.
inline bool may_be_empty(const Chunk *chunk, int start, int n)
{
	const int page = start / PCPU_BITMAP_BLOCK_BITS;

	return !chunk->map.used[page * (PCPU_BITMAP_BLOCK_BITS / BITS_PER_LONG)] ||
	       page != (start + n - 1) / PCPU_BITMAP_BLOCK_BITS;
}

inline int count_empty_at(const Chunk *chunk, int start, int n)
{
	return count_empty(chunk, start / PCPU_BITMAP_BLOCK_BITS,
			   (start + n - 1) / PCPU_BITMAP_BLOCK_BITS + 1);
}

// vm_chunk.cpp: chunks in the vmalloc region. All under alloc_mutex, may sleep.
Chunk *create_chunk(gfp_t gfp);
void destroy_chunk(Chunk *chunk);
// Gives pages [start, end) of every unit memory. 0 or -ENOMEM.
int populate(Chunk *chunk, int start, int end, gfp_t gfp);
// Takes the memory of pages [start, end) back.
void depopulate(Chunk *chunk, int start, int end);
// The chunk that an address of this CPU's unit belongs to.
Chunk *chunk_of_page(unsigned long addr);

} // namespace pcpu
