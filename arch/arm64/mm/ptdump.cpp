// SPDX-License-Identifier: GPL-2.0-only
// All page tables, read at once: /sys/kernel/debug/kernel_page_tables, and the search for memory that can be written and executed.
//
// The walk goes down from swapper_pg_dir and meets every address once, in order, as a run of equal entries:
//
//   ---[ vmalloc() area ]---
//   0xffff800080000000-0xffff800080010000          64K PTE       ro x  SHD AF    CON     UXN    MEM/NORMAL
//   └ start of the run                             └ its size    └ bits that the entry has (attributes[])
//
// A run ends where the attributes or the level change, or where a region begins (regions[]). An entry that leads nowhere is a run
// too, at the level where the walk stopped, without attributes.
//
// The check asks of each leaf two questions (may EL1 write and execute it, may EL0 execute it) and prints nothing but the sum. It is
// one pass over the tables, about five instructions an entry, and runs at the end of each boot.
//
// Lock: table_mutex (table.h) keeps tables from being freed under the walk. Entries may change while they are read; each is read once.
//
// Linux 6.12: arch/arm64/mm/ptdump.c (note_page, ptdump_check_wx), mm/ptdump.c (ptdump_walk_pgd).

#include <asm/fixmap.h>
#include <asm/ptdump.h>
#include <asm/sections.h>
#include <linux/bug.h>
#include <linux/guard.hpp>
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/seq_file.h>

#include "arch/arm64/mm/table.h"

namespace arm64
{
namespace
{

constexpr u64 PTE_TABLE_BIT = 1 << 1; // in a leaf: a page; clear: a block
constexpr u64 PTE_GP = 1ull << 50;    // branch targets are guarded

// What is said of an entry if the bits of mask are value, and if not; nothing where there is no text.
constexpr struct Attribute {
	u64 mask, value;
	const char *set, *clear;
} attributes[] = {
	{PTE_VALID, PTE_VALID, " ", "F"},
	{PTE_USER, PTE_USER, "USR", "   "},
	{PTE_RDONLY, PTE_RDONLY, "ro", "RW"},
	{PTE_PXN, PTE_PXN, "NX", "x "},
	{PTE_SHARED, PTE_SHARED, "SHD", "   "},
	{PTE_AF, PTE_AF, "AF", "  "},
	{PTE_NG, PTE_NG, "NG", "  "},
	{PTE_CONT, PTE_CONT, "CON", "   "},
	{PTE_TABLE_BIT, PTE_TABLE_BIT, "   ", "BLK"},
	{PTE_UXN, PTE_UXN, "UXN", "   "},
	{PTE_GP, PTE_GP, "GP", "  "},
	{PTE_ATTRINDX_MASK, PTE_ATTRINDX(MT_DEVICE_nGnRnE), "DEVICE/nGnRnE", nullptr},
	{PTE_ATTRINDX_MASK, PTE_ATTRINDX(MT_DEVICE_nGnRE), "DEVICE/nGnRE", nullptr},
	{PTE_ATTRINDX_MASK, PTE_ATTRINDX(MT_NORMAL_NC), "MEM/NORMAL-NC", nullptr},
	{PTE_ATTRINDX_MASK, PTE_ATTRINDX(MT_NORMAL), "MEM/NORMAL", nullptr},
	{PTE_ATTRINDX_MASK, PTE_ATTRINDX(MT_NORMAL_TAGGED), "MEM/NORMAL-TAGGED", nullptr},
};

constexpr u64 all_attributes()
{
	u64 mask = 0;

	for (const Attribute &attribute : attributes)
		mask |= attribute.mask;
	return mask;
}

constexpr const char *level_names[] = {"PGD", "PUD", "PMD", "PTE"};

struct Region {
	unsigned long start;
	const char *name;
};

// By address. The last one is never reached.
constexpr Region regions[] = {
	{PAGE_OFFSET, "Linear Mapping start"},
	{PAGE_END, "Linear Mapping end"},
	{MODULES_VADDR, "Modules start"},
	{MODULES_END, "Modules end"},
	{VMALLOC_START, "vmalloc() area"},
	{VMALLOC_END, "vmalloc() end"},
	{VMEMMAP_START, "vmemmap start"},
	{VMEMMAP_END, "vmemmap end"},
	{PCI_IO_START, "PCI I/O start"},
	{PCI_IO_END, "PCI I/O end"},
	{FIXADDR_TOT_START, "Fixmap start"},
	{FIXADDR_TOP, "Fixmap end"},
	{~0ul, nullptr},
};

// Collects entries into runs and prints each when it ends. Linux: struct ptdump_pg_state, note_page().
class RunPrinter
{
public:
	explicit RunPrinter(struct seq_file *m) : m_(m)
	{
		print_region();
	}
	void note(unsigned long va, Level level, Entry entry)
	{
		const u64 bits = entry.value() & all_attributes();

		if (va == start_) {
			begin(va, level, bits);
		} else if (bits != bits_ || level != level_ || va >= region_[1].start) {
			end_run(va);
			begin(va, level, bits);
		}
		// A region may begin where another one ends.
		if (va >= region_[1].start)
			next_region();
	}
	void finish()
	{
		// The last run ends at 2^64, and that is behind every region.
		print_run(0);
	}

private:
	void begin(unsigned long va, Level level, u64 bits)
	{
		start_ = va;
		level_ = level;
		bits_ = bits;
	}
	void end_run(unsigned long va)
	{
		print_run(va);
		if (va >= region_[1].start)
			next_region();
	}
	void next_region()
	{
		region_++;
		print_region();
	}
	void print_region()
	{
		seq_printf(m_, "---[ %s ]---\n", region_->name);
	}
	void print_run(unsigned long end)
	{
		const char *unit = "KMGTPE";
		unsigned long size = (end - start_) >> 10;

		for (; !(size & 1023) && unit[1]; unit++)
			size >>= 10;
		seq_printf(m_, "0x%016lx-0x%016lx   %9lu%c %s", start_, end, size, *unit,
			   level_names[static_cast<unsigned int>(level_)]);
		for (const Attribute &attribute : attributes) {
			const bool set = (bits_ & attribute.mask) == attribute.value;
			const char *text = set ? attribute.set : attribute.clear;

			if (bits_ && text)
				seq_printf(m_, " %s", text);
		}
		seq_putc(m_, '\n');
	}

	struct seq_file *m_;
	const Region *region_ = regions;
	unsigned long start_ = PAGE_OFFSET;
	Level level_ = Level::pgd;
	u64 bits_ = 0;
};

// Calls visit(va, level, entry) for every entry that does not lead to another table, by address. From the index of @va on.
template <typename Visitor>
void walk(phys_addr_t table, Level level, unsigned long va, Visitor &&visit)
{
	TableWindow window(table, level);

	for (unsigned int i = index_of(va, level); i < PTRS_PER_TABLE; i++, va += size_of(level)) {
		const Entry entry = window.read(i);

		if (entry.is_table(level))
			walk(entry.address(), below(level), va, visit);
		else
			visit(va, level, entry);
	}
}

int ptdump_show(struct seq_file *m, void *)
{
	RunPrinter printer(m);

	mutex_guard guard(&table_mutex);
	walk(__pa_symbol(swapper_pg_dir), Level::pgd, PAGE_OFFSET,
	     [&](unsigned long va, Level level, Entry entry) { printer.note(va, level, entry); });
	printer.finish();
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(ptdump);

// Looks for entries that give too much. Most lead nowhere, and of the others nearly all are never executable: these two kinds take
// the short way.
struct WxCheck {
	unsigned long wx_pages = 0, uxn_pages = 0;
	unsigned long first_wx = 0, first_non_uxn = 0;

	bool passed() const
	{
		return !wx_pages && !uxn_pages;
	}
	// Everything that @table leads to, from the index of @va on.
	void table(phys_addr_t table, Level level, unsigned long va)
	{
		constexpr u64 never_executable = PTE_UXN | PTE_PXN;
		TableWindow window(table, level);

		for (unsigned int i = index_of(va, level); i < PTRS_PER_TABLE; i++) {
			const Entry entry = window.read(i);

			if (entry.value() && (entry.value() & never_executable) != never_executable)
				one(entry, level,
				    (va & ~(size_of(level) * PTRS_PER_TABLE - 1)) +
					    i * size_of(level));
		}
	}

private:
	void one(Entry entry, Level level, unsigned long va)
	{
		const u64 bits = entry.value();

		if (entry.is_table(level)) {
			table(entry.address(), below(level), va);
			return;
		}
		if (!(bits & PTE_UXN))
			count(level, va, &uxn_pages, &first_non_uxn);
		if (!(bits & (PTE_PXN | PTE_RDONLY)))
			count(level, va, &wx_pages, &first_wx);
	}
	static void count(Level level, unsigned long va, unsigned long *pages, unsigned long *first)
	{
		if (!*pages)
			*first = va;
		*pages += size_of(level) / PAGE_SIZE;
	}
};

WxCheck check_all()
{
	WxCheck check;

	mutex_guard guard(&table_mutex);
	check.table(__pa_symbol(swapper_pg_dir), Level::pgd, PAGE_OFFSET);
	return check;
}

int check_wx_show(struct seq_file *m, void *)
{
	seq_puts(m, ptdump_check_wx() ? "SUCCESS\n" : "FAILED\n");
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(check_wx);

int __init ptdump_init()
{
	debugfs_create_file("kernel_page_tables", 0400, nullptr, nullptr, &ptdump_fops);
	debugfs_create_file("check_wx_pages", 0400, nullptr, nullptr, &check_wx_fops);
	return 0;
}
device_initcall(ptdump_init);

} // namespace
} // namespace arm64

using namespace arm64;

bool ptdump_count_wx(unsigned long *wx_pages, unsigned long *uxn_pages)
{
	const WxCheck check = check_all();

	*wx_pages = check.wx_pages;
	*uxn_pages = check.uxn_pages;
	return check.passed();
}

bool ptdump_check_wx(void)
{
	const WxCheck check = check_all();

	WARN_ONCE(check.uxn_pages, "arm64/mm: Found non-UXN mapping at address %p/%pS\n",
		  (void *)check.first_non_uxn, (void *)check.first_non_uxn);
	WARN_ONCE(check.wx_pages, "arm64/mm: Found insecure W+X mapping at address %p/%pS\n",
		  (void *)check.first_wx, (void *)check.first_wx);
	if (check.passed())
		pr_info("Checked W+X mappings: passed, no W+X pages found\n");
	else
		pr_warn("Checked W+X mappings: FAILED, %lu W+X pages found, %lu non-UXN pages found\n",
			check.wx_pages, check.uxn_pages);
	return check.passed();
}
