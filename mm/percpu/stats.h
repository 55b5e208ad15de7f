/* SPDX-License-Identifier: GPL-2.0-only */
// What /sys/kernel/debug/percpu_stats tells: counts that nothing else needs. All under lock. The theory is told in stats.cpp.
#pragma once

#include <linux/minmax.h>

#include "mm/percpu/chunk.h"

namespace pcpu
{

#ifdef CONFIG_PERCPU_STATS

struct Stats {
	u64 nr_alloc;
	u64 nr_dealloc;
	u64 nr_cur_alloc;
	u64 nr_max_alloc;
	u32 nr_chunks;
	u32 nr_max_chunks;
	size_t min_alloc_size; // bytes
	size_t max_alloc_size;
	size_t static_size, dyn_size; // of a unit of the first chunk
};
extern Stats stats;

inline void count_alloc(Chunk *chunk, size_t size)
{
	stats.nr_alloc++;
	stats.nr_cur_alloc++;
	stats.nr_max_alloc = max(stats.nr_max_alloc, stats.nr_cur_alloc);
	stats.min_alloc_size = min(stats.min_alloc_size, size);
	stats.max_alloc_size = max(stats.max_alloc_size, size);
	chunk->nr_alloc++;
	chunk->max_alloc_size = max(chunk->max_alloc_size, size);
}

inline void count_free(Chunk *chunk)
{
	stats.nr_dealloc++;
	stats.nr_cur_alloc--;
	chunk->nr_alloc--;
}

inline void count_new_chunk()
{
	stats.nr_chunks++;
	stats.nr_max_chunks = max(stats.nr_max_chunks, stats.nr_chunks);
}

inline void count_dead_chunk()
{
	stats.nr_chunks--;
}

inline void note_first_chunk(Chunk *chunk, size_t static_size, size_t dyn_size, int hidden)
{
	stats.min_alloc_size = geometry.unit_size;
	stats.static_size = static_size;
	stats.dyn_size = dyn_size;
	chunk->hidden = hidden;
}

#else

inline void count_alloc(Chunk *, size_t)
{
}
inline void count_free(Chunk *)
{
}
inline void count_new_chunk()
{
}
inline void count_dead_chunk()
{
}
inline void note_first_chunk(Chunk *, size_t, size_t, int)
{
}

#endif

} // namespace pcpu
