// SPDX-License-Identifier: GPL-2.0-only
// Permissions of memory that is mapped already, and the splitting that they may need.
//
// A permission belongs to an entry. Where the entry covers more than is to be changed it is split first: 1 GiB into 2 MiB, 2 MiB into
// 4 KiB, and a group of sixteen with the contiguous hint into sixteen without.
//
//      before    │ 2 MiB │ 2 MiB │ 2 MiB │ ...  sixteen, contiguous         set_direct_map_invalid_noflush(page)
//      after     │ 2 MiB │ table │ 2 MiB │ ...  sixteen, no hint
//                            └── 64 KiB groups, contiguous, but for that of the page: sixteen pages, one of them invalid
//
// Break-before-make (Arm ARM D8.16.1): an entry that is live may get other permissions, or none, in place; another size, or another
// hint, only by way of an invalid entry and a TLB invalidation. Whoever uses the addresses in that moment would fault, and with the
// linear map this may be anybody, on any CPU, this one included. So the exchange happens while all other CPUs wait with interrupts
// masked, touching nothing but the image and their stacks in the vmalloc region, and this CPU reaches the table through the
// fixmap (replace_live()). An exchange that would be refused by nobody but a CPU in an atomic section is given up and tried again, so
// locks held there do no harm (with_others_waiting()).
//
// Lock: table_mutex serialises all changes of live entries. What was split stays split.
//
// The linear map is never split: where single pages of it may change (rodata=full) it is made of pages at boot, 512 tables for each GiB,
// and otherwise set_direct_map_*() do nothing.
//
// Linux 6.12: arch/arm64/mm/pageattr.c. There nothing is ever split: set_memory_*() on an area of vmalloc_huge() that has blocks is refused.

#include <asm/fixmap.h>
#include <asm/mmu.h>
#include <asm/ptdump.h>
#include <asm/sections.h>
#include <asm/set_memory.h>
#include <asm/tlbflush.h>
#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "arch/arm64/mm/table.h"

extern "C" {
bool rodata_enabled __ro_after_init = true;
bool rodata_full __ro_after_init = false;
}

namespace arm64
{
namespace
{

int __init set_debug_rodata(char *value)
{
	if (value && !strcmp(value, "full"))
		rodata_enabled = rodata_full = true;
	else if (value && !strcmp(value, "off"))
		rodata_enabled = rodata_full = false;
	else if (value && !strcmp(value, "on"))
		rodata_full = false;
	else
		pr_warn("Invalid option string for rodata: '%s'\n", value);
	return 0;
}
early_param("rodata", set_debug_rodata);

// Where the other CPUs wait. Part of the image, so that it can be read whatever becomes of the linear map.
struct {
	atomic_t arrived, left;
	bool open;
} gate;

void wait_at_gate(void *)
{
	atomic_inc(&gate.arrived);
	while (!READ_ONCE(gate.open))
		cpu_relax();
	atomic_inc(&gate.left);
}

// How often to look before the gate is opened again for a CPU that does not come: it may wait for a lock that one at the gate holds.
constexpr unsigned int patience = 1000000;

bool wait_for(atomic_t *count, int others, unsigned int looks)
{
	while (atomic_read(count) != others) {
		if (!looks--)
			return false;
		cpu_relax();
	}
	return true;
}

// Calls change() with interrupts masked, here and on all other CPUs, which do nothing meanwhile. Interrupts enabled; table_mutex held.
template <typename Change>
void with_others_waiting(Change &&change)
{
	for (bool done = false; !done;) {
		preempt_disable();
		const int others = num_online_cpus() - 1;

		atomic_set(&gate.arrived, 0);
		atomic_set(&gate.left, 0);
		WRITE_ONCE(gate.open, false);
		if (others)
			smp_call_function(wait_at_gate, nullptr, 0);
		done = wait_for(&gate.arrived, others, patience);
		if (done) {
			irqsave_guard guard;

			change();
		}
		smp_store_release(&gate.open, true);
		while (!wait_for(&gate.left, others, patience))
			;
		preempt_enable();
	}
}

// Makes entries [first, first + count) of the table at @table what next() says, index by index, with a moment in which they are invalid.
// From the first store to the last nothing is touched but text, this stack and the fixmap: no per-CPU variable, no `current`.
template <typename Next>
void replace_live(phys_addr_t table, unsigned int first, unsigned int count, Next &&next)
{
	set_fixmap(FIX_PTE, table);
	with_others_waiting([&] {
		u64 *const entries = reinterpret_cast<u64 *>(fix_to_virt(FIX_PTE)) + first;
		u64 old[CONT_PTES];

		for (unsigned int i = 0; i < count; i++) {
			old[i] = READ_ONCE(entries[i]);
			WRITE_ONCE(entries[i], 0);
		}
		flush_tlb_all();
		for (unsigned int i = 0; i < count; i++)
			WRITE_ONCE(entries[i], next(old[i]));
		dsb(ishst);
		isb();
	});
	clear_fixmap(FIX_PTE);
}

void dissolve_contiguous(phys_addr_t table, unsigned int index)
{
	static_assert(CONT_PTES == CONT_PMDS);
	replace_live(table, index & ~(CONT_PTES - 1), CONT_PTES,
		     [](u64 old) { return old & ~PTE_CONT; });
}

// The block at @index, which maps @va, becomes a table of smaller leaves. Whole groups outside [start, end) get the contiguous hint.
int split_block(phys_addr_t table, Level level, unsigned int index, Entry block, unsigned long va,
		unsigned long start, unsigned long end)
{
	const Level smaller = below(level);
	const u64 group = CONT_PTES * size_of(smaller);
	const phys_addr_t fresh = alloc_table(smaller);

	if (!fresh)
		return -ENOMEM;

	const u64 attributes = block.value() & ~PTE_ADDR_MASK & ~PTE_CONT;
	TableWindow window(fresh, smaller);

	va &= ~(size_of(level) - 1);
	for (unsigned int i = 0; i < PTRS_PER_TABLE; i++) {
		const u64 offset = i * size_of(smaller);
		const unsigned long from = (va + offset) & ~(group - 1);
		const u64 hint = from + group <= start || from >= end ? PTE_CONT : 0;

		window.write(i, Entry::leaf(block.address() + offset, smaller, attributes | hint));
	}
	dsb(ishst);
	replace_live(table, index, 1, [fresh, va](u64) { return Entry::table(fresh, va).value(); });
	return 0;
}

// What becomes of an entry's bits.
struct BitChange {
	u64 set, clear;

	Entry of(Entry entry) const
	{
		return Entry((entry.value() & ~clear) | set);
	}
};

int change_level(phys_addr_t table, Level level, unsigned long va, unsigned long end,
		 BitChange change)
{
	TableWindow window(table, level);
	int err = 0;

	while (va != end && !err) {
		const unsigned long next = entry_end(va, end, level);
		const unsigned int index = index_of(va, level);
		const Entry entry = window.read(index);

		if (entry.is_table(level)) {
			err = change_level(entry.address(), below(level), va, next, change);
		} else if (!entry.value()) {
			err = -EINVAL;
		} else if (entry.contiguous()) {
			// Its sixteen must be equal, so none can be changed alone.
			dissolve_contiguous(table, index);
			continue;
		} else if (next - va != size_of(level)) {
			err = split_block(table, level, index, entry, va, va, next);
			continue;
		} else {
			window.write(index, change.of(entry));
		}
		va = next;
	}
	return err;
}

int change_noflush(unsigned long start, unsigned long end, BitChange change)
{
	mutex_guard guard(&table_mutex);

	return start == end
		       ? 0
		       : change_level(__pa_symbol(swapper_pg_dir), Level::pgd, start, end, change);
}

int change_range(unsigned long start, unsigned long end, BitChange change)
{
	const int err = change_noflush(start, end, change);

	flush_tlb_kernel_range(start, end);
	return err;
}

noinline int change_linear_alias(struct page *page, BitChange change)
{
	const unsigned long va = reinterpret_cast<unsigned long>(page_address(page));

	return change_noflush(va, va + PAGE_SIZE, change);
}

// The pages of an area and, where writing is concerned and rodata=full, their linear aliases: a page that is read-only at one address
// and writable at another one would be no read-only page.
int change_vmalloc(unsigned long addr, int numpages, BitChange change)
{
	WARN_ON_ONCE(!PAGE_ALIGNED(addr));

	const unsigned long start = addr & PAGE_MASK, end = start + numpages * PAGE_SIZE;
	const struct vm_struct *area = find_vm_area(reinterpret_cast<void *>(start));
	const unsigned long base = area ? reinterpret_cast<unsigned long>(area->addr) : 0;
	int err = 0;

	if (!area || end > base + area->size || !(area->flags & VM_ALLOC))
		return -EINVAL;
	if (!numpages)
		return 0;
	if (rodata_full && ((change.set | change.clear) & PTE_RDONLY))
		for (unsigned long i = (start - base) / PAGE_SIZE;
		     i < min((end - base) / PAGE_SIZE, area->nr_pages + 0ul) && !err; i++) {
			err = change_linear_alias(area->pages[i], change);
			flush_tlb_kernel_range((unsigned long)page_address(area->pages[i]),
					       (unsigned long)page_address(area->pages[i]) + 1);
		}
	// Aliases that wait for their purge may still be in a TLB, with other permissions.
	vm_unmap_aliases();
	return err ? err : change_range(start, end, change);
}

} // namespace
} // namespace arm64

using namespace arm64;

int set_memory_ro(unsigned long addr, int numpages)
{
	return change_vmalloc(addr, numpages, {PTE_RDONLY, PTE_WRITE});
}

int set_memory_rw(unsigned long addr, int numpages)
{
	return change_vmalloc(addr, numpages, {PTE_WRITE, PTE_RDONLY});
}

int set_memory_nx(unsigned long addr, int numpages)
{
	return change_vmalloc(addr, numpages, {PTE_PXN, 0});
}

int set_memory_x(unsigned long addr, int numpages)
{
	return change_vmalloc(addr, numpages, {0, PTE_PXN});
}

int set_memory_valid(unsigned long addr, int numpages, int enable)
{
	return change_range(addr, addr + numpages * PAGE_SIZE,
			    enable ? BitChange{PTE_VALID, 0} : BitChange{0, PTE_VALID});
}

bool can_set_direct_map(void)
{
	return rodata_full;
}

int set_direct_map_invalid_noflush(struct page *page)
{
	return can_set_direct_map() ? change_linear_alias(page, {0, PTE_VALID}) : 0;
}

int set_direct_map_default_noflush(struct page *page)
{
	return can_set_direct_map() ? change_linear_alias(page, {PTE_VALID | PTE_WRITE, PTE_RDONLY})
				    : 0;
}

bool kernel_page_present(struct page *page)
{
	return translate(reinterpret_cast<unsigned long>(page_address(page))).mapped();
}

int set_memory_range_prot(unsigned long start, unsigned long end, pgprot_t prot)
{
	const u64 type = PTE_TYPE_MASK & ~PTE_VALID;

	return change_range(start, end, {pgprot_val(prot) & ~type, ~(PTE_ADDR_MASK | type)});
}

// The image's data that boot has finished writing becomes read-only. Linux: mark_readonly() in init/main.c, mark_rodata_ro().
void __init mark_readonly(void)
{
	if (!rodata_enabled) {
		pr_info("Kernel memory protection disabled.\n");
		return;
	}
	set_memory_range_prot((unsigned long)__start_ro_after_init,
			      (unsigned long)__end_ro_after_init, PAGE_KERNEL_RO);
	debug_checkwx();
}
