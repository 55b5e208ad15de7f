/* SPDX-License-Identifier: GPL-2.0-only */
// Setting up mem_map during boot: see deferred.cpp (struct pages), sections.cpp (where they are), init.cpp (what becomes of
// reserved and of free memory).
#pragma once

#include "mm/page/internal.h"

namespace buddy
{

// Initialise the head of every max-order block and mark the rest as missing. From free_area_init().
void memmap_init();

// All struct pages of the block that @pfn lies in.
void init_block_now(unsigned long pfn);

// Make the head of a block that is free throughout look like a free page; its other struct pages stay deferred.
struct page *init_free_head(unsigned long pfn);

// kernelcore=, movablecore=: the pfn at which ZONE_MOVABLE starts, 0 for none.
unsigned long find_zone_movable_pfn(const unsigned long *zone_low, const unsigned long *zone_high);
unsigned long last_possible_movable_pfn();

} // namespace buddy
