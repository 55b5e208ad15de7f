// SPDX-License-Identifier: GPL-2.0-only
// Pages of per-CPU memory that are kept ready, and those that are given back.
//
// alloc_percpu() that may not sleep gets only what has memory already. So a work item keeps LOW to HIGH pages populated that
// nobody uses yet, and takes pages back where more lie idle:
//
//	empty pages       0        2 LOW       4 HIGH
//	                  ├────────┼───────────┼──────────────────────────▶
//	                  populate │           │ chunks of which a quarter is empty lose their empty pages, the last first,
//	                  up to 4  │           │ as long as HIGH remain elsewhere
//
// A page is empty if it has memory and no allocation touches it. They are counted, for each chunk and over all: an allocation
// whose page's first granules are free looks whether it is the page's first one, and a free likewise whether it was the last. An
// allocation that failed for want of populated pages asks for HIGH more, whatever there is.
//
// While pages of a chunk are taken away it is isolated: in no slot, so that nobody allocates from it. Chunks without allocations
// are destroyed, all but one.
//
// Locks: all of it runs under alloc_mutex; lock guards lists and bitmaps. Linux 6.12 mm/percpu.c: pcpu_balance_workfn(),
// pcpu_balance_free(), pcpu_reclaim_populated(), pcpu_balance_populated(), pcpu_update_empty_pages(). It
// keeps chunks that lost pages in a list of their own, which is tried last; here they return to the end of their slot's.

#include "mm/percpu/chunk.h"
#include "mm/percpu/stats.h"

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/find.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/workqueue.h>

namespace pcpu
{

constinit int nr_empty_pages = 0;

namespace
{

constexpr int LOW = 2;
constexpr int HIGH = 4;

constexpr gfp_t GFP = GFP_KERNEL | __GFP_NORETRY | __GFP_NOWARN;

void balance_work(struct work_struct *);

DECLARE_WORK(work, balance_work);
constinit bool enabled = false;
constinit bool atomic_failed = false;

bool is_empty(const Chunk *chunk, int page)
{
	return test_bit(page, chunk->populated) &&
	       chunk->map.range_is_free(page * PCPU_BITMAP_BLOCK_BITS, PCPU_BITMAP_BLOCK_BITS);
}

// Are so many of a chunk's pages empty, and enough elsewhere, that they are to go?
bool has_too_many(const Chunk *chunk)
{
	return !chunk->immutable && !chunk->isolated &&
	       chunk->nr_empty >= max(chunk->nr_pages / 4, 1) &&
	       nr_empty_pages - chunk->nr_empty > HIGH;
}

// Destroys all chunks without allocations but one; with unpopulated_only those that have no memory either.
void destroy_unused(bool unpopulated_only)
{
	LIST_HEAD(dead);
	Chunk *chunk, *next;

	{
		spinlock_irqsave_guard guard(&lock);

		list_for_each_entry_safe(chunk, next, &slots[free_slot], list)
			if (chunk->list.prev != &slots[free_slot] &&
			    !(unpopulated_only && chunk->nr_populated)) {
				list_move(&chunk->list, &dead);
				count_dead_chunk();
			}
	}
	list_for_each_entry_safe(chunk, next, &dead, list)
		destroy_chunk(chunk);
}

// A chunk that is to lose its empty pages, out of its slot; or nullptr.
Chunk *isolate_one()
{
	spinlock_irqsave_guard guard(&lock);
	Chunk *chunk;

	for (int slot = 0; slot <= free_slot; slot++)
		list_for_each_entry(chunk, &slots[slot], list) {
			if (!has_too_many(chunk))
				continue;
			list_del_init(&chunk->list);
			chunk->isolated = true;
			nr_empty_pages -= chunk->nr_empty;
			return chunk;
		}
	return nullptr;
}

// Nobody allocates from an isolated chunk, so what is empty stays so while the lock is not held.
void take_empty_pages(Chunk *chunk)
{
	for (int end = chunk->nr_pages; end > 0;) {
		int start = end;

		while (start > 0 && is_empty(chunk, start - 1))
			start--;
		if (start < end)
			depopulate(chunk, start, end);
		end = start - 1;
	}
}

void reclaim()
{
	while (Chunk *chunk = isolate_one()) {
		take_empty_pages(chunk);

		spinlock_irqsave_guard guard(&lock);

		chunk->isolated = false;
		nr_empty_pages += chunk->nr_empty;
		list_add_tail(&chunk->list, slot_of(chunk));
	}
}

// The fullest chunk with a page of room in which pages are missing, or nullptr.
Chunk *with_missing_pages()
{
	spinlock_irqsave_guard guard(&lock);
	Chunk *chunk;

	for (int slot = slot_for_size(PAGE_SIZE); slot <= free_slot; slot++)
		list_for_each_entry(chunk, &slots[slot], list)
			if (chunk->nr_populated < chunk->nr_pages)
				return chunk;
	return nullptr;
}

// Gives a chunk up to nr of the pages that it lacks. Return: how many; 0 for want of memory.
int populate_some(Chunk *chunk, int nr)
{
	const int start = find_first_zero_bit(chunk->populated, chunk->nr_pages);
	const int end =
		min_t(int, find_next_bit(chunk->populated, chunk->nr_pages, start), start + nr);

	return populate(chunk, start, end, GFP) ? 0 : end - start;
}

void populate_ahead()
{
	int wanted = HIGH;

	if (READ_ONCE(atomic_failed))
		WRITE_ONCE(atomic_failed, false);
	else
		wanted -= READ_ONCE(nr_empty_pages);
	while (wanted > 0) {
		Chunk *chunk = with_missing_pages();

		if (chunk) {
			const int got = populate_some(chunk, wanted);

			if (!got)
				return;
			wanted -= got;
			continue;
		}
		chunk = create_chunk(GFP);
		if (!chunk)
			return;

		spinlock_irqsave_guard guard(&lock);

		relocate(chunk, -1);
	}
}

void balance_work(struct work_struct *)
{
	// Somebody may be in alloc_percpu() on behalf of I/O, and wait for alloc_mutex.
	const unsigned int flags = memalloc_noio_save();
	{
		mutex_guard guard(&alloc_mutex);

		destroy_unused(false);
		reclaim();
		populate_ahead();
		destroy_unused(true);
	}
	memalloc_noio_restore(flags);
}

} // namespace

void enable_balance()
{
	enabled = true;
}

void want_balance()
{
	if (enabled)
		schedule_work(&work);
}

void want_populated_pages()
{
	WRITE_ONCE(atomic_failed, true);
	want_balance();
}

int count_empty(const Chunk *chunk, int start, int end)
{
	int n = 0;

	for (int page = start; page < end; page++)
		n += is_empty(chunk, page);
	return n;
}

void empty_pages_changed(Chunk *chunk, int by)
{
	if (!by)
		return;
	chunk->nr_empty += by;
	if (!chunk->isolated)
		nr_empty_pages += by;
	if (by < 0 ? nr_empty_pages < LOW : has_too_many(chunk))
		want_balance();
}

} // namespace pcpu

static int __init percpu_enable_async(void)
{
	pcpu::enable_balance();
	return 0;
}
subsys_initcall(percpu_enable_async);
