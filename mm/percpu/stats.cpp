// SPDX-License-Identifier: GPL-2.0-only
// /sys/kernel/debug/percpu_stats: how per-CPU memory is laid out, how much of it is used, and how far each chunk is in pieces.
//
//	Allocation Info    sizes of a unit's parts, bytes
//	Global Stats       allocations ever, now, at most; the smallest and the largest one; chunks; empty pages
//	Per Chunk Stats    by slot, the fullest first:
//
//	     used    1 1 1 0 0 1 0 1 1 1 0 0 0 0 ...      pieces of a chunk up to its last allocation
//	             └───┘ └─┘ ┘ │ └───┘                  allocations (split by bound): cur_min/med/max_alloc
//	                    holes┘                        holes among them: sum_frag, max_frag; what lies behind is none
//
// Counts are kept by inline functions in stats.h, which are empty without CONFIG_PERCPU_STATS. Linux 6.12 mm/percpu-stats.c.

#include "mm/percpu/stats.h"

#include <linux/bitmap.h>
#include <linux/debugfs.h>
#include <linux/find.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/seq_file.h>
#include <linux/sort.h>
#include <linux/vmalloc.h>

#include <asm/sections.h>

namespace pcpu
{

constinit Stats stats = {};

namespace
{

void line(struct seq_file *m, const char *name, long long value)
{
	seq_printf(m, "  %-20s: %12lld\n", name, value);
}

void heading(struct seq_file *m, const char *text)
{
	seq_printf(m, "%s:\n----------------------------------------\n", text);
}

int most_allocations()
{
	int most = 0;
	Chunk *chunk;

	for (int slot = 0; slot <= free_slot; slot++)
		list_for_each_entry(chunk, &slots[slot], list)
			most = max(most, chunk->nr_alloc);
	return most;
}

int by_size(const void *a, const void *b)
{
	return *static_cast<const int *>(a) - *static_cast<const int *>(b);
}

// Writes the bytes of every piece of a chunk up to its last allocation to sizes[], those of holes negative. Returns how many.
int pieces(const Chunk *chunk, int *sizes)
{
	const AreaMap &map = chunk->map;
	// As Linux has it, the last granule alone is not looked for.
	const int last = find_last_bit(map.used, map.bits - 1);
	const int end = last < map.bits && test_bit(last, map.used) ? last + 1 : 0;
	int n = 0;

	for (int at = chunk->hidden, next; at < end; at = next) {
		const bool used = test_bit(at, map.used);

		// Marks in holes are old ones.
		next = find_next_bit(used ? map.bound : map.used, end, at + 1);
		sizes[n++] = (used ? 1 : -1) * (next - at) * PCPU_MIN_ALLOC_SIZE;
	}
	sort(sizes, n, sizeof(int), by_size, nullptr);
	return n;
}

void show_chunk(struct seq_file *m, const Chunk *chunk, int *sizes)
{
	const int n = pieces(chunk, sizes);
	int holes = 0, bytes_in_holes = 0;

	// Sorted, the largest hole comes first.
	for (; holes < n && sizes[holes] < 0; holes++)
		bytes_in_holes -= sizes[holes];

	line(m, "nr_alloc", chunk->nr_alloc);
	line(m, "max_alloc_size", chunk->max_alloc_size);
	line(m, "empty_pop_pages", chunk->nr_empty);
	line(m, "first_bit", chunk->map.first_free);
	line(m, "free_bytes", chunk->map.free * PCPU_MIN_ALLOC_SIZE);
	line(m, "contig_bytes", chunk->map.largest.len * PCPU_MIN_ALLOC_SIZE);
	line(m, "sum_frag", bytes_in_holes);
	line(m, "max_frag", holes ? -sizes[0] : 0);
	line(m, "cur_min_alloc", n ? sizes[holes] : 0);
	line(m, "cur_med_alloc", n ? sizes[(holes + n - 1) / 2] : 0);
	line(m, "cur_max_alloc", n ? sizes[n - 1] : 0);
	seq_putc(m, '\n');
}

void show(struct seq_file *m, int *sizes)
{
	Chunk *chunk;

	seq_puts(m, "Percpu Memory Statistics\n");
	heading(m, "Allocation Info");
	line(m, "unit_size", geometry.unit_size);
	line(m, "static_size", stats.static_size);
	line(m, "reserved_size", PERCPU_MODULE_RESERVE);
	line(m, "dyn_size", stats.dyn_size);
	line(m, "atom_size", PAGE_SIZE);
	line(m, "alloc_size", geometry.unit_size);
	seq_putc(m, '\n');
	heading(m, "Global Stats");
	line(m, "nr_alloc", stats.nr_alloc);
	line(m, "nr_dealloc", stats.nr_dealloc);
	line(m, "nr_cur_alloc", stats.nr_cur_alloc);
	line(m, "nr_max_alloc", stats.nr_max_alloc);
	line(m, "nr_chunks", stats.nr_chunks);
	line(m, "nr_max_chunks", stats.nr_max_chunks);
	line(m, "min_alloc_size", stats.min_alloc_size);
	line(m, "max_alloc_size", stats.max_alloc_size);
	line(m, "empty_pop_pages", nr_empty_pages);
	seq_putc(m, '\n');
	heading(m, "Per Chunk Stats");
	for (int slot = 0; slot <= free_slot; slot++)
		list_for_each_entry(chunk, &slots[slot], list) {
			seq_puts(m, chunk == first_chunk ? "Chunk: <- First Chunk\n" : "Chunk:\n");
			show_chunk(m, chunk, sizes);
		}
}

int percpu_stats_show(struct seq_file *m, void *)
{
	for (;;) {
		int room;
		{
			spinlock_irqsave_guard guard(&lock);

			room = most_allocations();
		}

		// So many allocations have at most one hole each before them.
		int *sizes = static_cast<int *>(vmalloc_array(2 * room + 1, sizeof(int)));

		if (!sizes)
			return -ENOMEM;

		bool enough;
		{
			spinlock_irqsave_guard guard(&lock);

			enough = most_allocations() <= room;
			if (enough)
				show(m, sizes);
		}
		vfree(sizes);
		if (enough)
			return 0;
	}
}
DEFINE_SHOW_ATTRIBUTE(percpu_stats);

int __init init_percpu_stats_debugfs()
{
	debugfs_create_file("percpu_stats", 0444, nullptr, nullptr, &percpu_stats_fops);
	return 0;
}
late_initcall(init_percpu_stats_debugfs);

} // namespace

} // namespace pcpu
