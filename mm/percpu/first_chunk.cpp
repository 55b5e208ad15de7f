// SPDX-License-Identifier: GPL-2.0-only
// The first chunk, and with it every CPU's own variables.
//
// DEFINE_PER_CPU() variables are linked into one section, .data..percpu, of which nobody but the boot CPU ever uses the
// linked copy (and it only until here). setup_per_cpu_areas() takes one block of memory from memblock, a unit for each
// possible CPU, and copies the section to the front of each; what is left of a unit serves alloc_percpu():
//
//	memblock   | unit 0: static | dynamic | unit 1: static | dynamic | ...
//	           ^ pcpu_base_addr           ^ + unit_size
//
// A variable's address plus __per_cpu_offset[cpu] is that CPU's copy. The same offsets serve the dynamic part and all
// later chunks, because every chunk keeps its units at the distances of the first.
//
// SLUB's caches have per-CPU parts, so alloc_percpu() must work before SLUB does; hence the book-keeping of this chunk
// comes from memblock too.
//
// Linux 6.12 mm/percpu.c: setup_per_cpu_areas(), pcpu_embed_first_chunk(), pcpu_build_alloc_info(),
// pcpu_setup_first_chunk().

#define pr_fmt(fmt) "percpu: " fmt

#include "mm/percpu/chunk.h"
#include "mm/percpu/stats.h"

#include <linux/align.h>
#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/string.h>

#include <asm/sections.h>

unsigned long __per_cpu_offset[NR_CPUS];
void *pcpu_base_addr;
const unsigned long *pcpu_unit_offsets = pcpu::geometry.unit_offset;

namespace pcpu
{

constinit Geometry geometry = {};

namespace
{

void *must_alloc(size_t size)
{
	void *p = memblock_alloc(size, SMP_CACHE_BYTES);

	if (!p)
		panic("%s: Failed to allocate %zu bytes\n", "setup_per_cpu_areas", size);
	return p;
}

// The chunk record for [base + static_size, base + static_size + dyn_size) of every unit.
Chunk *make_record(unsigned long base, size_t static_size, size_t dyn_size)
{
	Chunk *chunk = static_cast<Chunk *>(must_alloc(sizeof(Chunk)));
	unsigned long start = base + static_size;
	int hidden = offset_in_page(start) / PCPU_MIN_ALLOC_SIZE;

	INIT_LIST_HEAD(&chunk->list);
	chunk->base = start & PAGE_MASK;
	chunk->immutable = true;
	chunk->nr_pages = (offset_in_page(start) + dyn_size) >> PAGE_SHIFT;
	chunk->nr_populated = chunk->nr_pages;

	int bits = chunk->nr_pages * PCPU_BITMAP_BLOCK_BITS;
	int words = BITS_TO_LONGS(bits);
	// used, bound (one bit more) and populated, in one piece.
	unsigned long *maps = static_cast<unsigned long *>(
		must_alloc((2 * words + 1 + BITS_TO_LONGS(chunk->nr_pages)) * sizeof(long)));

	chunk->map.init(maps, maps + words, bits);
	chunk->populated = maps + 2 * words + 1;
	bitmap_set(chunk->populated, 0, chunk->nr_pages);
	// The bitmap begins at a page boundary, the dynamic area wherever the variables end.
	if (hidden)
		chunk->map.take(0, hidden);
	note_first_chunk(chunk, __per_cpu_end - __per_cpu_start,
			 start + dyn_size - base - (__per_cpu_end - __per_cpu_start), hidden);
	chunk->nr_empty = nr_empty_pages = count_empty(chunk, 0, chunk->nr_pages);
	return chunk;
}

void print_layout(size_t static_size, size_t dyn_size)
{
	unsigned int cpu;

	pr_info("Embedded %d pages/cpu s%zu r%d d%zu u%d\n", unit_pages(), static_size,
		PERCPU_MODULE_RESERVE, dyn_size, geometry.unit_size);
	printk(KERN_DEBUG "pcpu-alloc: s%zu r%d d%zu u%d alloc=%d*%lu\n", static_size,
	       PERCPU_MODULE_RESERVE, dyn_size, geometry.unit_size, unit_pages(), PAGE_SIZE);
	printk(KERN_DEBUG "pcpu-alloc: ");
	for_each_possible_cpu(cpu)
		printk(KERN_CONT "[0] %0*u ", num_possible_cpus() < 10 ? 1 : 2, cpu);
	pr_cont("\n");
}

} // namespace

} // namespace pcpu

void setup_per_cpu_areas(void)
{
	using namespace pcpu;

	size_t static_size = __per_cpu_end - __per_cpu_start;
	size_t wanted = static_size + PERCPU_MODULE_RESERVE +
			max(PERCPU_DYNAMIC_RESERVE, PERCPU_DYNAMIC_EARLY_SIZE);
	size_t used_size = PFN_ALIGN(wanted);
	size_t unit_size = max_t(size_t, used_size, PCPU_MIN_UNIT_SIZE);
	size_t dyn_size = used_size - static_size - PERCPU_MODULE_RESERVE;
	unsigned int cpu, unit = 0;

	BUG_ON(offset_in_page(__per_cpu_start));

	geometry.unit_size = unit_size;
	geometry.nr_units = num_possible_cpus();
	for_each_possible_cpu(cpu)
		geometry.unit_offset[cpu] = unit++ * unit_size;

	// Not zeroed: variables are copied over it, and an allocation zeroes what it hands out.
	pcpu_base_addr = memblock_alloc_raw(unit * unit_size, PAGE_SIZE);
	if (!pcpu_base_addr)
		panic("Failed to initialize percpu areas.");

	unsigned long base = reinterpret_cast<unsigned long>(pcpu_base_addr);
	unsigned long delta = base - reinterpret_cast<unsigned long>(__per_cpu_start);

	for_each_possible_cpu(cpu) {
		memcpy(reinterpret_cast<void *>(base + geometry.unit_offset[cpu]), __per_cpu_load,
		       static_size);
		__per_cpu_offset[cpu] = delta + geometry.unit_offset[cpu];
		// The one variable that must not start with the linked value.
		per_cpu(cpu_number, cpu) = cpu;
	}

	// The variables end where the linker left them; allocations begin at a granule.
	size_t aligned_static = ALIGN(static_size, PCPU_MIN_ALLOC_SIZE);

	for (struct list_head &slot : slots)
		INIT_LIST_HEAD(&slot);
	free_slot = slot_for_size(unit_size) + 1;
	nr_populated = used_size >> PAGE_SHIFT;
	first_chunk = make_record(base, aligned_static, dyn_size - (aligned_static - static_size));
	relocate(first_chunk, -1);

	set_my_cpu_offset(__per_cpu_offset[smp_processor_id()]);
	print_layout(static_size, dyn_size);
}
