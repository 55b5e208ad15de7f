// SPDX-License-Identifier: GPL-2.0-only
// Translation tables as typed things: a level, an entry, a table that can be reached.
//
//   level  pgd ──► pud ──► pmd ──► pte            an entry is  invalid
//          512 GiB  1 GiB   2 MiB   4 KiB                      table    points to the next level (pgd, pud, pmd)
//                                                              leaf     block (pud, pmd) or page (pte)
//
// A table is named by its physical address. TableWindow gives access to it: through the image's own mapping when it is part of
// the image, through the linear map once that exists, and before through a fixmap slot, one per level.
#ifndef ARM64_MM_TABLE_H
#define ARM64_MM_TABLE_H

#include <asm/extable.h>
#include <asm/fixmap.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <linux/mutex.h>

namespace arm64
{

enum class Level : unsigned { pgd, pud, pmd, pte };

constexpr unsigned int shift_of(Level level)
{
	return PGDIR_SHIFT - 9 * static_cast<unsigned int>(level);
}
constexpr u64 size_of(Level level)
{
	return 1ull << shift_of(level);
}
constexpr Level below(Level level)
{
	return static_cast<Level>(static_cast<unsigned int>(level) + 1);
}
constexpr unsigned int index_of(unsigned long va, Level level)
{
	return va >> shift_of(level) & (PTRS_PER_TABLE - 1);
}
// Where what the entry for @va covers ends, @end at the latest. The last entry of all ends at 2^64: so what is compared are last
// bytes. Linux: pgd_addr_end() and the like.
constexpr unsigned long entry_end(unsigned long va, unsigned long end, Level level)
{
	const unsigned long last = va | (size_of(level) - 1);

	return (last < end - 1 ? last : end - 1) + 1;
}
static_assert(shift_of(Level::pte) == PAGE_SHIFT && shift_of(Level::pmd) == PMD_SHIFT);

// One table entry, read once.
class Entry
{
public:
	constexpr Entry() = default;
	constexpr explicit Entry(u64 value) : value_(value)
	{
	}
	// @va: an address below it. Nothing of the kernel's is ever executed by EL0, and nothing of the linear map by anybody.
	static constexpr Entry table(phys_addr_t next, unsigned long va)
	{
		return Entry(next | PMD_TYPE_TABLE | PMD_TABLE_UXN |
			     (va < PAGE_END ? PMD_TABLE_PXN : 0));
	}
	// @attributes: as in pgprot_t, which spells them for a page.
	static constexpr Entry leaf(phys_addr_t address, Level level, u64 attributes)
	{
		u64 type = level == Level::pte ? PTE_TYPE_PAGE : PMD_TYPE_SECT;

		return Entry(address | (attributes & ~PTE_TYPE_MASK) | type);
	}

	constexpr u64 value() const
	{
		return value_;
	}
	constexpr bool valid() const
	{
		return value_ & PTE_VALID;
	}
	constexpr bool is_table(Level level) const
	{
		return level != Level::pte && (value_ & PTE_TYPE_MASK) == PMD_TYPE_TABLE;
	}
	constexpr bool is_leaf(Level level) const
	{
		return valid() && !is_table(level);
	}
	constexpr bool contiguous() const
	{
		return value_ & PTE_CONT;
	}
	// Physical address of the next table, or of the block or page.
	constexpr phys_addr_t address() const
	{
		return value_ & PTE_ADDR_MASK;
	}

private:
	u64 value_ = 0;
};

// Held while a table is taken out of the tree and freed, and by who reads all of them. Entries that map something are the affair of
// who owns the addresses, and need no lock.
extern struct mutex table_mutex;

class TableWindow
{
public:
	TableWindow(phys_addr_t table, Level level);
	~TableWindow();
	TableWindow(const TableWindow &) = delete;
	TableWindow &operator=(const TableWindow &) = delete;

	Entry read(unsigned int index) const
	{
		return Entry(__atomic_load_n(&entries_[index], __ATOMIC_RELAXED));
	}
	// For reports: an entry of a table that may not be there any more.
	bool read_nofault(unsigned int index, Entry *entry) const
	{
		return !copy_from_kernel_nofault(entry, &entries_[index], sizeof(*entry));
	}
	void write(unsigned int index, Entry entry)
	{
		__atomic_store_n(&entries_[index], entry.value(), __ATOMIC_RELAXED);
	}
	// Put @entry where there is nothing; false if somebody else was faster.
	bool publish(unsigned int index, Entry entry)
	{
		u64 nothing = 0;

		return __atomic_compare_exchange_n(&entries_[index], &nothing, entry.value(), false,
						   __ATOMIC_RELEASE, __ATOMIC_RELAXED);
	}
	void clear_all()
	{
		clear_page(entries_);
	}

private:
	u64 *entries_;
	bool through_fixmap_;
	Level level_;
};

// The linear map is complete: tables are reached through it from now on.
void linear_map_is_ready();

// Where a translation ends: the last entry met and its level.
struct Translation {
	Entry entry;
	Level level;

	bool mapped() const
	{
		return entry.is_leaf(level);
	}
};
Translation translate(unsigned long va);

// Each field of an entry in words, a line each; nothing of an empty one. descriptor.cpp
#ifdef CONFIG_PTDUMP
void describe_descriptor(Entry entry, Level level, void (*emit)(void *arg, const char *line),
			 void *arg);
#else
inline void describe_descriptor(Entry, Level, void (*)(void *, const char *), void *)
{
}
#endif

// A zeroed page for a table at @level, from memblock until the buddy works; 0 if there is none. And back.
phys_addr_t alloc_table(Level level);
void free_table(phys_addr_t table, Level level);

// Map [va, end) to physical memory at @phys. The largest leaf is 1 << @max_shift bytes.
int map_range(unsigned long va, unsigned long end, phys_addr_t phys, u64 attributes,
	      unsigned int max_shift);

// Map [va, end) to single pages, wherever each of them is. Once the linear map is ready.
int map_pages(unsigned long va, unsigned long end, struct page *const *pages, u64 attributes);

// The entry for @va in its table of pages, reached through the linear map; nullptr where there is no such table (a hole, or a
// block). Entries up to the end of the table follow it.
__always_inline u64 *page_entry(unsigned long va)
{
	// Only an entry that leads to a table has the second bit; a block, and one that is not valid, has not.
	const auto below = [va](const u64 *table, unsigned int shift) __attribute__((always_inline))
				   ->u64 *
	{
		const u64 entry = READ_ONCE(table[va >> shift & (PTRS_PER_PTE - 1)]);

		return entry & PMD_TABLE_BIT ? static_cast<u64 *>(__va(entry & PTE_ADDR_MASK))
					     : nullptr;
	};
	u64 *table = below(swapper_pg_dir, PGDIR_SHIFT);

	table = table ? below(table, PUD_SHIFT) : nullptr;
	table = table ? below(table, PMD_SHIFT) : nullptr;
	return table ? table + (va >> PAGE_SHIFT & (PTRS_PER_PTE - 1)) : nullptr;
}

} // namespace arm64

#endif
