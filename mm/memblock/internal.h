/* SPDX-License-Identifier: GPL-2.0-only */
/* What memblock's files share: the changes of one list, and the search for a place. Boot CPU, before others run. */
#pragma once

#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/printk.h>

namespace memblk
{

constexpr phys_addr_t PHYS_ADDR_LIMIT = ~(phys_addr_t)0;

extern bool debug;      // memblock=debug
extern bool has_mirror; // some memory is marked as mirrored: allocations prefer it

// memblock=debug: every change, with its caller.
#define memblock_dbg(...)                                                                          \
	do {                                                                                       \
		if (unlikely(memblk::debug))                                                       \
			pr_info(__VA_ARGS__);                                                      \
	} while (0)

inline phys_addr_t end_of(const struct memblock_region &r)
{
	return r.base + r.size;
}

// The end of a range that may not reach past the last address.
inline phys_addr_t capped_end(phys_addr_t base, phys_addr_t size)
{
	return base + min(size, PHYS_ADDR_LIMIT - base);
}

inline enum memblock_flags preferred_flags()
{
	return has_mirror ? MEMBLOCK_MIRROR : MEMBLOCK_NONE;
}

// ---- regions.cpp ----

// Put [base, base + size) into @type, what is there already keeps its flags. 0 or -ENOMEM.
int add_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size,
	      enum memblock_flags flags);

// Take [base, base + size) out of @type. 0 or -ENOMEM.
int remove_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size);

// Set or clear @flag of [base, base + size). 0 or -ENOMEM.
int change_flag(struct memblock_type *type, phys_addr_t base, phys_addr_t size, bool set,
		enum memblock_flags flag);

// Indices [first, last) of regions.
struct Isolated {
	unsigned long first, last;
};

// Cut regions so that [base, base + size) consists of whole ones, @found. 0 or -ENOMEM.
int isolate_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size, Isolated &found);

void remove_region(struct memblock_type *type, unsigned long at);

// ---- alloc.cpp ----

// A free place of @size bytes within [start, end), or 0. Reserves nothing.
phys_addr_t find_in_range(phys_addr_t size, phys_addr_t align, phys_addr_t start, phys_addr_t end,
			  enum memblock_flags flags);

} // namespace memblk
