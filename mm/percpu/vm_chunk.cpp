// SPDX-License-Identifier: GPL-2.0-only
// Further chunks, in the vmalloc region.
//
// When the first chunk is full another one is made: a range of addresses as long as all units together, taken from
// the top of the vmalloc region. It starts without memory. Pages are mapped when an allocation first needs them, the
// same page of every unit at once, and each struct page remembers its chunk in ->index, which is how free_percpu()
// finds the way back.
//
// Linux 6.12 mm/percpu-vm.c, mm/percpu.c: pcpu_alloc_chunk(), pcpu_chunk_populated().

#include "mm/percpu/chunk.h"

#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/guard.hpp>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include <asm/pgtable.h>
#include <asm/tlbflush.h>

namespace pcpu
{

namespace
{

constinit const unsigned long no_offset[1] = {0};

size_t chunk_bytes()
{
	return static_cast<size_t>(geometry.nr_units) * geometry.unit_size;
}

// Unmaps and frees [start, end) of the unit of one CPU, as far as it is mapped.
void clear_unit(Chunk *chunk, unsigned int cpu, int start, int end)
{
	for (int page = start; page < end; page++) {
		unsigned long addr = unit_page_address(chunk, cpu, page);
		struct page *mem = vmalloc_to_page(reinterpret_cast<void *>(addr));

		if (!mem)
			continue;
		vunmap_range_noflush(addr, addr + PAGE_SIZE);
		// Nobody may find the chunk through a page that is about to be free.
		mem->index = 0;
		__free_page(mem);
	}
}

// Maps one fresh page. Returns 0 or -ENOMEM.
int fill_page(Chunk *chunk, unsigned int cpu, int page, gfp_t gfp)
{
	unsigned long addr = unit_page_address(chunk, cpu, page);
	struct page *mem = alloc_pages(gfp | __GFP_HIGHMEM, 0);

	if (!mem)
		return -ENOMEM;
	if (vmap_range_noflush(addr, addr + PAGE_SIZE, page_to_phys(mem), PAGE_KERNEL,
			       PAGE_SHIFT)) {
		__free_page(mem);
		return -ENOMEM;
	}
	mem->index = reinterpret_cast<unsigned long>(chunk);
	return 0;
}

// Before anybody else may get the pages, no TLB may know their old address.
void flush(Chunk *chunk, int start, int end)
{
	unsigned long base = chunk->base;
	unsigned long last =
		(geometry.nr_units - 1) * static_cast<unsigned long>(geometry.unit_size);

	flush_tlb_kernel_range(base + (static_cast<unsigned long>(start) << PAGE_SHIFT),
			       base + last + (static_cast<unsigned long>(end) << PAGE_SHIFT));
}

} // namespace

Chunk *create_chunk(gfp_t gfp)
{
	int pages = unit_pages();
	int bits = pages * PCPU_BITMAP_BLOCK_BITS;
	int words = BITS_TO_LONGS(bits);
	size_t maps_bytes = (2 * words + 1 + BITS_TO_LONGS(pages)) * sizeof(long);

	if (WARN_ON_ONCE(!slab_is_available()))
		return nullptr;

	Chunk *chunk = static_cast<Chunk *>(kzalloc(sizeof(Chunk), gfp));
	unsigned long *maps = static_cast<unsigned long *>(kvzalloc(maps_bytes, gfp));
	size_t size = chunk_bytes();
	struct vm_struct **vms = chunk && maps ? pcpu_get_vm_areas(no_offset, &size, 1, PAGE_SIZE)
					       : nullptr;

	if (!vms) {
		kvfree(maps);
		kfree(chunk);
		return nullptr;
	}

	INIT_LIST_HEAD(&chunk->list);
	chunk->base = reinterpret_cast<unsigned long>(vms[0]->addr);
	chunk->map.init(maps, maps + words, bits);
	chunk->populated = maps + 2 * words + 1;
	chunk->nr_pages = pages;
	chunk->vms = vms;
	return chunk;
}

void destroy_chunk(Chunk *chunk)
{
	depopulate(chunk, 0, chunk->nr_pages);
	pcpu_free_vm_areas(chunk->vms, 1);
	kvfree(chunk->map.used);
	kfree(chunk);
}

int populate(Chunk *chunk, int start, int end, gfp_t gfp)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		for (int page = start; page < end; page++) {
			if (!fill_page(chunk, cpu, page, gfp))
				continue;
			// The pages were never used, so the TLB needs no flush; table walks see the cleared entries.
			for_each_possible_cpu(cpu)
				clear_unit(chunk, cpu, start, end);
			flush(chunk, start, end);
			return -ENOMEM;
		}
	}

	// Who may not sleep looks at the bits without alloc_mutex.
	spinlock_irqsave_guard guard(&lock);

	bitmap_set(chunk->populated, start, end - start);
	chunk->nr_populated += end - start;
	nr_populated += end - start;
	empty_pages_changed(chunk, count_empty(chunk, start, end));
	return 0;
}

void depopulate(Chunk *chunk, int start, int end)
{
	unsigned int cpu;
	int nr = bitmap_weight(chunk->populated, end) - bitmap_weight(chunk->populated, start);

	if (!nr)
		return;
	{
		spinlock_irqsave_guard guard(&lock);

		empty_pages_changed(chunk, -count_empty(chunk, start, end));
	}
	for_each_possible_cpu(cpu)
		clear_unit(chunk, cpu, start, end);
	flush(chunk, start, end);
	bitmap_clear(chunk->populated, start, end - start);
	chunk->nr_populated -= nr;
	nr_populated -= nr;
}

Chunk *chunk_of_page(unsigned long addr)
{
	return reinterpret_cast<Chunk *>(vmalloc_to_page(reinterpret_cast<void *>(addr))->index);
}

} // namespace pcpu
