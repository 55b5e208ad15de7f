// SPDX-License-Identifier: GPL-2.0-only
// vmap(): somebody else's pages, side by side.
//
// An area of vmap() owns addresses and page-table entries, nothing else: vunmap() leaves the pages alone. Only with
// VM_MAP_PUT_PAGES the area takes the pages over and vfree() ends them. A VM_SPARSE area starts empty, and pages come
// and go with vm_area_map_pages(). Short-lived mappings are vmap_block.cpp's.
//
// Percpu's chunks want several ranges at fixed distances from a common base, so that one offset per CPU serves all
// chunks. They are sought from the top of the region downwards, away from everybody else:
//
//	base candidate <- highest end of a free range - end of the last unit
//	each unit in turn: does [base + offset, + size) lie in a free range?   no: pull base down and start over
//
// Linux 6.12 mm/vmalloc.c: vmap(), vunmap(), vm_area_map_pages(), pcpu_get_vm_areas().

#include "mm/vmalloc/mapping.h"
#include "mm/vmalloc/space.h"

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/slab.h>

using namespace vmspace;

namespace
{

unsigned long address(const void *p)
{
	return reinterpret_cast<unsigned long>(p);
}

int check_sparse(const struct vm_struct *area, unsigned long start, unsigned long end)
{
	unsigned long first = address(area->addr);

	if (WARN_ON_ONCE((area->flags & (VM_FLUSH_RESET_PERMS | VM_NO_GUARD)) ||
			 !(area->flags & VM_SPARSE)))
		return -EINVAL;
	if ((end - start) >> PAGE_SHIFT > totalram_pages())
		return -E2BIG;
	if (start < first || end > first + get_vm_area_size(area))
		return -ERANGE;
	return 0;
}

// The ranges of one percpu chunk: offsets and sizes in bytes.
struct Units {
	const unsigned long *offsets;
	const size_t *sizes;
	int nr;
	size_t align;

	unsigned long end(int i) const
	{
		return offsets[i] + sizes[i];
	}

	int last() const
	{
		int found = 0;

		for (int i = 1; i < nr; i++)
			if (offsets[i] > offsets[found])
				found = i;
		return found;
	}
};

// Steps *va downwards to a free range that has an aligned end below VMALLOC_END inside. Returns that end, or 0.
unsigned long highest_end(struct vmap_area **va, size_t align)
{
	unsigned long region_end = VMALLOC_END & ~(align - 1);

	while (*va) {
		unsigned long end = min((*va)->va_end & ~(align - 1), region_end);

		if ((*va)->va_start < end)
			return end;
		*va = (*va)->list.prev == &free_areas.head
			      ? nullptr
			      : list_entry((*va)->list.prev, struct vmap_area, list);
	}
	return 0;
}

// The highest base at which all units lie in free ranges, 0 for none. Under free_lock.
unsigned long find_base(const Units &units)
{
	unsigned long region_start = ALIGN(VMALLOC_START, units.align);
	unsigned long region_end = VMALLOC_END & ~(units.align - 1);
	int unit = units.last();
	int moved_last =
		unit; // the unit that pulled base down most recently: once round to it, all fit
	struct vmap_area *va = free_areas.at_or_below(region_end);
	unsigned long base = highest_end(&va, units.align) - units.end(unit);

	for (;;) {
		// base may have wrapped below zero, hence the comparison from region_start's side.
		if (!va || static_cast<long>(base - region_start) < 0)
			return 0;

		if (base + units.end(unit) > va->va_end) {
			base = highest_end(&va, units.align) - units.end(unit);
			moved_last = unit;
			continue;
		}
		if (base + units.offsets[unit] < va->va_start) {
			va = va->list.prev == &free_areas.head
				     ? nullptr
				     : list_entry(va->list.prev, struct vmap_area, list);
			base = highest_end(&va, units.align) - units.end(unit);
			moved_last = unit;
			continue;
		}

		unit = (unit + units.nr - 1) % units.nr;
		if (unit == moved_last)
			return base;
		va = free_areas.at_or_below(base + units.end(unit));
	}
}

// Takes all units' ranges out of the free ones, or none of them.
bool carve_units(const Units &units, unsigned long base, struct vmap_area **vas)
{
	for (int i = 0; i < units.nr; i++) {
		unsigned long start = base + units.offsets[i];
		struct vmap_area *va = free_areas.at_or_below(start);

		if (WARN_ON_ONCE(!va) || !free_areas.carve(va, start, units.sizes[i], records)) {
			while (i--) {
				free_areas.insert_and_merge(vas[i], release_record);
				vas[i] = nullptr;
			}
			return false;
		}
		vas[i]->va_start = start;
		vas[i]->va_end = start + units.sizes[i];
	}
	return true;
}

bool alloc_units(const Units &units, struct vmap_area **vas)
{
	spinlock_guard guard(&free_lock);
	unsigned long base = find_base(units);

	return base && carve_units(units, base, vas);
}

// Records for all units; fills the gaps that a failed carve_units() left.
bool obtain_records(struct vmap_area **vas, struct vm_struct **vms, int nr)
{
	for (int i = 0; i < nr; i++) {
		if (!vas[i])
			vas[i] = static_cast<struct vmap_area *>(
				kmem_cache_zalloc(area_cache, GFP_KERNEL));
		if (!vms[i])
			vms[i] = static_cast<struct vm_struct *>(
				kzalloc(sizeof(struct vm_struct), GFP_KERNEL));
		if (!vas[i] || !vms[i])
			return false;
	}
	return true;
}

} // namespace

void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot)
{
	if (WARN_ON_ONCE(flags & VM_FLUSH_RESET_PERMS))
		return nullptr;
	// One area's guard behind protects the next one in front.
	if (WARN_ON_ONCE(flags & VM_NO_GUARD))
		flags &= ~VM_NO_GUARD;
	if (count > totalram_pages())
		return nullptr;

	unsigned long size = static_cast<unsigned long>(count) << PAGE_SHIFT;
	struct vm_struct *area = get_vm_area_caller(size, flags, __builtin_return_address(0));

	if (!area)
		return nullptr;

	unsigned long addr = address(area->addr);

	if (map_pages(addr, addr + size, never_executable(prot), pages, PAGE_SHIFT)) {
		vunmap(area->addr);
		return nullptr;
	}
	if (flags & VM_MAP_PUT_PAGES) {
		area->pages = pages;
		area->nr_pages = count;
	}
	return area->addr;
}

void *vmap_pfn(unsigned long *pfns, unsigned int count, pgprot_t prot)
{
	struct vm_struct *area = get_vm_area_caller(static_cast<unsigned long>(count) << PAGE_SHIFT,
						    VM_IOREMAP, __builtin_return_address(0));

	if (!area)
		return nullptr;
	for (unsigned int i = 0; i < count; i++) {
		unsigned long addr = address(area->addr) + i * PAGE_SIZE;
		phys_addr_t phys = static_cast<phys_addr_t>(pfns[i]) << PAGE_SHIFT;

		if (WARN_ON_ONCE(pfn_valid(pfns[i])) ||
		    vmap_range_noflush(addr, addr + PAGE_SIZE, phys, never_executable(prot),
				       PAGE_SHIFT)) {
			free_vm_area(area);
			return nullptr;
		}
	}
	return area->addr;
}

void vunmap(const void *addr)
{
	BUG_ON(in_interrupt());
	if (!addr)
		return;

	struct vm_struct *vm = remove_vm_area(addr);

	if (!vm) {
		WARN(1, KERN_ERR "Trying to vunmap() nonexistent vm area (%p)\n", addr);
		return;
	}
	kfree(vm);
}

int vm_area_map_pages(struct vm_struct *area, unsigned long start, unsigned long end,
		      struct page **pages)
{
	int err = check_sparse(area, start, end);

	return err ? err : map_pages(start, end, PAGE_KERNEL, pages, PAGE_SHIFT);
}

void vm_area_unmap_pages(struct vm_struct *area, unsigned long start, unsigned long end)
{
	if (!check_sparse(area, start, end))
		vunmap_range(start, end);
}

struct vm_struct **pcpu_get_vm_areas(const unsigned long *offsets, const size_t *sizes, int nr_vms,
				     size_t align)
{
	const Units units = {offsets, sizes, nr_vms, align};
	auto *vms = static_cast<struct vm_struct **>(kcalloc(nr_vms, sizeof(void *), GFP_KERNEL));
	auto *vas = static_cast<struct vmap_area **>(kcalloc(nr_vms, sizeof(void *), GFP_KERNEL));
	bool done = vms && vas && obtain_records(vas, vms, nr_vms) && alloc_units(units, vas);

	if (!done && vms && vas) {
		purge(true);
		done = obtain_records(vas, vms, nr_vms) && alloc_units(units, vas);
	}

	if (!done) {
		for (int i = 0; vms && vas && i < nr_vms; i++) {
			if (vas[i])
				release_record(vas[i]);
			kfree(vms[i]);
		}
		kfree(vas);
		kfree(vms);
		return nullptr;
	}

	for (int i = 0; i < nr_vms; i++) {
		vms[i]->flags = VM_ALLOC;
		vms[i]->addr = reinterpret_cast<void *>(vas[i]->va_start);
		vms[i]->size = vms[i]->requested_size = size_of(vas[i]);
		vms[i]->caller = reinterpret_cast<const void *>(pcpu_get_vm_areas);
		vas[i]->vm = vms[i];
		enter_busy(vas[i]);
	}
	kfree(vas);
	return vms;
}

void pcpu_free_vm_areas(struct vm_struct **vms, int nr_vms)
{
	for (int i = 0; i < nr_vms; i++)
		free_vm_area(vms[i]);
	kfree(vms);
}

bool vmalloc_dump_obj(void *object)
{
	unsigned long addr = PAGE_ALIGN(address(object));
	struct vmap_area *va = find_vmap_area(addr);

	if (!va || !va->vm)
		return false;
	pr_cont(" %u-page vmalloc region starting at %#lx allocated at %pS\n", va->vm->nr_pages,
		address(va->vm->addr), va->vm->caller);
	return true;
}

EXPORT_SYMBOL(vmap);
EXPORT_SYMBOL(vunmap);
