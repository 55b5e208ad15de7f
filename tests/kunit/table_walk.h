/* SPDX-License-Identifier: GPL-2.0-only */
// Do page tables, vmalloc's books and memblock agree? For tests that have mapped and unmapped much.
#pragma once

namespace table_walk
{

// What is wrong in the tables, found address by address.
struct Findings {
	unsigned long mapped_pages; // in the vmalloc region
	unsigned long strangers;    // entries that no area answers for
	unsigned long wrong_pages;  // entries that lead elsewhere than the area says
	unsigned long linear_bytes;
	unsigned long wrong_linear;
};

// Looks at every address of the vmalloc region, and for the second of the linear map as well. Areas may not come and go meanwhile, but for those of others
// (a thread's stack).
Findings look_at_vmalloc();
Findings look_around();

// Pages of areas that own pages, as the books have it, that are not mapped.
unsigned long missing_pages();

// How many of all these are wrong, and stay so for some time: a stack that goes away meanwhile is none. 0: all agree.
unsigned long disagreements();

} // namespace table_walk
