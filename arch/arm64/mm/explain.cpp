// SPDX-License-Identifier: GPL-2.0-only
// A page-table walk told in words, for the shell's `pgtable VA` and for the oops report:
//
//   swapper pgtable: 4k pages, 48-bit VAs, pgdp=0000000040260000
//   pgd=1000000040263003 [256] table at 0x40263000
//   pud=1000000040264003 [  2] table at 0x40264000
//   pmd=1000000040265003 [  0] table at 0x40265000
//   pte=00d0000040212793 [ 18] page at 0x40212000: normal memory, read-only, not executable, contiguous
//
// and below each entry its fields (descriptor.cpp).
//
// Works whenever the tables can be reached, also in an exception.

#include <asm/pgtable.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sprintf.h>

#include "arch/arm64/mm/table.h"

namespace arm64
{
namespace
{

constexpr const char *level_names[] = {"pgd", "pud", "pmd", "pte"};

constexpr const char *memory_types[8] = {
	"normal memory", "normal memory, tagged", "normal memory, uncached", "device nGnRnE",
	"device nGnRE",  "memory type 5",         "memory type 6",           "memory type 7",
};

constexpr const char *leaf_kind(Level level)
{
	return level == Level::pte ? "page" : level == Level::pmd ? "2 MiB block" : "1 GiB block";
}

class Explanation
{
public:
	Explanation(void (*emit)(void *, const char *), void *arg) : emit_(emit), arg_(arg)
	{
	}
	__printf(2, 3) void line(const char *format, ...)
	{
		char text[160];
		va_list args;

		va_start(args, format);
		vscnprintf(text, sizeof(text), format, args);
		va_end(args);
		emit_(arg_, text);
	}
	void entry(Entry entry, Level level, unsigned int index)
	{
		const char *name = level_names[static_cast<unsigned int>(level)];
		const u64 value = entry.value();

		if (!entry.valid())
			line("%s=%016llx [%3u] invalid: nothing is mapped here", name, value,
			     index);
		else if (entry.is_table(level))
			line("%s=%016llx [%3u] table at %#llx", name, value, index,
			     entry.address());
		else
			line("%s=%016llx [%3u] %s at %#llx: %s, %s, %s%s%s%s", name, value, index,
			     leaf_kind(level), entry.address(),
			     memory_types[(value & PTE_ATTRINDX_MASK) >> 2],
			     value & PTE_RDONLY ? "read-only" : "read-write",
			     value & PTE_PXN ? "not executable" : "executable",
			     entry.contiguous() ? ", contiguous" : "",
			     value & PTE_USER ? ", user" : "",
			     value & PTE_AF ? "" : ", access flag clear");
	}

private:
	void (*emit_)(void *, const char *);
	void *arg_;
};

} // namespace
} // namespace arm64

bool pgtable_explain(unsigned long va, void (*emit)(void *arg, const char *line), void *arg)
{
	using namespace arm64;

	Explanation explanation(emit, arg);
	phys_addr_t table = __pa_symbol(swapper_pg_dir);

	if (va < PAGE_OFFSET) {
		explanation.line("[%016lx] no kernel address, and TTBR0 is not walked: pgd=none",
				 va);
		return false;
	}
	explanation.line("swapper pgtable: %luk pages, %d-bit VAs, pgdp=%016llx", PAGE_SIZE / SZ_1K,
			 VA_BITS, table);
	for (Level level = Level::pgd;; level = below(level)) {
		unsigned int index = index_of(va, level);
		Entry entry;

		if (!TableWindow(table, level).read_nofault(index, &entry)) {
			explanation.line("the table at %#llx cannot be read", table);
			return false;
		}

		explanation.entry(entry, level, index);
		describe_descriptor(entry, level, emit, arg);
		if (!entry.valid())
			return false;
		if (!entry.is_table(level)) {
			explanation.line("%016lx is physical address %#llx", va,
					 entry.address() + (va & (size_of(level) - 1)));
			return true;
		}
		table = entry.address();
	}
}

// Linux's form of the same walk. With four levels the p4d is the pgd once more.
void show_pte(unsigned long addr)
{
	using namespace arm64;

	static constexpr const char *names[] = {"p4d", "pud", "pmd", "pte"};
	phys_addr_t table = __pa_symbol(swapper_pg_dir);

	if (addr < 1ul << VA_BITS) {
		pr_alert("[%016lx] user address but active_mm is swapper\n", addr);
		return;
	}
	if (addr < PAGE_OFFSET) {
		pr_alert("[%016lx] address between user and kernel address ranges\n", addr);
		return;
	}
	pr_alert("swapper pgtable: %luk pages, %d-bit VAs, pgdp=%016llx\n", PAGE_SIZE / SZ_1K,
		 VA_BITS, table);
	for (Level level = Level::pgd;; level = below(level)) {
		Entry entry;

		if (!TableWindow(table, level).read_nofault(index_of(addr, level), &entry))
			break;
		if (level == Level::pgd)
			pr_alert("[%016lx] pgd=%016llx", addr, entry.value());
		if (level != Level::pgd || entry.is_table(level))
			pr_cont(", %s=%016llx", names[static_cast<unsigned int>(level)],
				entry.value());
		if (!entry.is_table(level))
			break;
		table = entry.address();
	}
	pr_cont("\n");
}
