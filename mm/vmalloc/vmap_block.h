/* SPDX-License-Identifier: GPL-2.0-only */
// vm_map_ram()'s blocks, for the purge. Theory: vmap_block.cpp.
#pragma once

namespace vmspace
{

// A range that the TLB may still know though nothing is mapped there.
struct DirtyRange {
	unsigned long start = ~0UL, end = 0;

	bool any() const
	{
		return start < end;
	}
};

void init_blocks();

// Gives the addresses of blocks that are only partly used up to the lazy sets: full: of all in which nothing is mapped,
// else of those that have little room left. The other dirty ranges are returned, for the caller to flush. purge_lock is held.
DirtyRange retire_blocks(bool full);

} // namespace vmspace
