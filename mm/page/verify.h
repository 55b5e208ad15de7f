/* SPDX-License-Identifier: GPL-2.0-only */
// Checking the page allocator's invariants: see verify.cpp.
#pragma once

#include <linux/types.h>

namespace buddy
{

// Walks all lists of all zones, with each zone's locks held in turn. Prints a line for each of the first ten violations and
// returns how many there are. May be called at any time; takes time in proportion to the number of free blocks.
unsigned long verify();

} // namespace buddy
