// SPDX-License-Identifier: GPL-2.0-only
// Page tables beside vmalloc's books and memblock. The walk asks translate() for one address after the other and steps by what it
// met, so it shares no code with ptdump's.

#include "tests/kunit/table_walk.h"

#include <linux/delay.h>
#include <linux/guard.hpp>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "arch/arm64/mm/table.h"
#include "mm/vmalloc/space.h"

namespace table_walk
{

namespace
{

phys_addr_t phys_at(const arm64::Translation &t, unsigned long va)
{
	return t.entry.address() + (va & (arm64::size_of(t.level) - 1));
}

void judge_vmalloc(unsigned long va, phys_addr_t phys, Findings *f)
{
	const struct vmap_area *area = find_vmap_area(va);
	const struct vm_struct *vm = area ? area->vm : nullptr;

	f->mapped_pages++;
	if (!area ||
	    (vm && va >= reinterpret_cast<unsigned long>(vm->addr) + get_vm_area_size(vm))) {
		f->strangers++;
		return;
	}
	if (!vm)
		return;

	const unsigned long offset = va - reinterpret_cast<unsigned long>(vm->addr);

	if ((vm->pages && page_to_phys(vm->pages[offset >> PAGE_SHIFT]) != phys) ||
	    (vm->flags & VM_IOREMAP && vm->phys_addr && vm->phys_addr + offset != phys))
		f->wrong_pages++;
}

// Calls judge(va, translation, bytes) for everything that is mapped in [va, end).
template <typename Judge>
void each_leaf(unsigned long va, unsigned long end, Judge judge)
{
	while (va < end) {
		const arm64::Translation t = arm64::translate(va);
		const unsigned long next = (va | (arm64::size_of(t.level) - 1)) + 1;

		if (t.mapped())
			judge(va, t, next - va);
		if (next <= va)
			return;
		va = next;
	}
}

} // namespace

Findings look_at_vmalloc()
{
	Findings f = {};

	each_leaf(VMALLOC_START, VMALLOC_END,
		  [&](unsigned long va, const arm64::Translation &t, unsigned long bytes) {
			  for (unsigned long end = va + bytes; va < end; va += PAGE_SIZE)
				  judge_vmalloc(va, phys_at(t, va), &f);
		  });
	return f;
}

Findings look_around()
{
	Findings f = look_at_vmalloc();

	each_leaf(PAGE_OFFSET, PAGE_END,
		  [&](unsigned long va, const arm64::Translation &t, unsigned long bytes) {
			  f.linear_bytes += bytes;
			  if (phys_at(t, va) != __pa(va) || !memblock_is_map_memory(__pa(va)) ||
			      !memblock_is_map_memory(__pa(va) + bytes - 1))
				  f.wrong_linear++;
		  });
	return f;
}

unsigned long missing_pages()
{
	unsigned long missing = 0;

	for (unsigned int i = 0; i < nr_vmap_nodes; i++) {
		const struct vmap_area *va;

		spinlock_guard guard(&vmap_nodes[i].busy.lock);

		list_for_each_entry(va, &vmap_nodes[i].busy.head, list) {
			if (!va->vm || va->vm->flags & VM_UNINITIALIZED)
				continue;
			for (unsigned int n = 0; n < va->vm->nr_pages; n++)
				missing += vmalloc_to_page(static_cast<char *>(va->vm->addr) +
							   n * PAGE_SIZE) != va->vm->pages[n];
		}
	}
	return missing;
}

unsigned long disagreements()
{
	constexpr int tries = 4;

	for (int i = 1;; i++) {
		const Findings f = look_around();
		unsigned long wrong =
			f.strangers + f.wrong_pages + f.wrong_linear + missing_pages();
		{
			spinlock_guard guard(&vmspace::free_lock);

			wrong += !vmspace::free_areas.consistent();
		}
		if (!wrong || i == tries)
			return wrong;
		msleep(20);
	}
}

} // namespace table_walk
