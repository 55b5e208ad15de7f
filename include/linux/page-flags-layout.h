/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How page->flags is divided: flag bits grow from bit 0 upwards, the zone number sits in the topmost bits.
 *
 *     63 62 | 61 …                       20 | 19 … 0
 *     zone  | unused (node, section: none)  | enum pageflags
 *
 * With SPARSEMEM_VMEMMAP the section number need not be stored, with one node the node number has no bits, and
 * without the multi-generation LRU neither do generations.
 */
#ifndef PAGE_FLAGS_LAYOUT_H
#define PAGE_FLAGS_LAYOUT_H

#include <linux/numa.h>
#include <asm/memory.h>

#define MAX_NR_ZONES 4
#define ZONES_SHIFT  2
#define ZONES_WIDTH  ZONES_SHIFT

#ifndef MAX_PHYSMEM_BITS
#define MAX_PHYSMEM_BITS 48
#endif
#ifndef SECTION_SIZE_BITS
#define SECTION_SIZE_BITS 27
#endif
#define SECTIONS_SHIFT (MAX_PHYSMEM_BITS - SECTION_SIZE_BITS)
#define SECTIONS_WIDTH 0
#ifndef NODES_SHIFT
#define NODES_SHIFT 0
#endif
#define NODES_WIDTH       0
#define KASAN_TAG_WIDTH   0
#define LAST_CPUPID_SHIFT 0
#define LAST_CPUPID_WIDTH 0
#define LRU_GEN_WIDTH     0
#define LRU_REFS_WIDTH    0

#endif /* PAGE_FLAGS_LAYOUT_H */
