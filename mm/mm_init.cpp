// SPDX-License-Identifier: GPL-2.0-only
//
// The memory manager's own boot order: whole banks first, then pages, then objects, then ranges of addresses.
//
//	memblock ──▶ buddy ──▶ SLUB ──▶ vmalloc ──▶ per-CPU page lists
//
// Each stands on the one before: the buddy takes over what memblock has not reserved, SLUB's slabs are pages, vmalloc's
// bookkeeping is objects, and the CPUs' page lists lie in per-CPU memory, which may grow by vmalloc.
// Linux 6.12: mm_core_init() in mm/mm_init.c.

#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/page_ext.h>
#include <linux/slab.h>
#include <linux/stackdepot.h>
#include <linux/vmalloc.h>

void __init mm_core_init(void)
{
	build_all_zonelists(nullptr);
	stack_depot_early_init();
	memblock_free_all();
	mem_init_print_info();
	kmem_cache_init();
	vmalloc_init();
	page_ext_init();
	setup_per_cpu_pageset();
	kmem_cache_init_late();
}
