// SPDX-License-Identifier: GPL-2.0-only
/*
 * vmalloc's decisions, step by step: which addresses an area gets, and when freed addresses are used again.
 *
 * Built unchanged into Linux and into slub64 (tests/conformance/run, scripts/linux-reference). What the kernel mapped at boot
 * lies at the beginning of the region; level() takes all that is left below a fixed border, so that both kernels begin with
 * one hole from there to the end. Freed areas are purged where the program says so: there is never enough of them for the
 * allocator to do it by itself. Steps: +pages.offset, -pages.offset in pages from the border; m, u: vmap(), vunmap();
 * r, s: vm_map_ram(), vm_unmap_ram(); p: purge.
 */
#include "steps.h"

#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#define MOST   400
#define BORDER (VMALLOC_START + (64UL << 30))

static struct steps steps;
static u32 seed = 90210;

enum kind { ALLOCATED, MAPPED, RESERVED };

static struct {
	void *address;
	struct vm_struct *area;
	unsigned int pages;
	enum kind kind;
} held[MOST];
static int nr_held;

static struct page *some_pages[64];

static long offset(void *address)
{
	return ((long)address - (long)BORDER) / (long)PAGE_SIZE;
}

static void level(void)
{
	unsigned long size;

	vm_unmap_aliases();
	for (size = 32UL << 30; size >= PAGE_SIZE; size >>= 1)
		while (__get_vm_area_caller(size, VM_NO_GUARD, VMALLOC_START, BORDER, NULL))
			;
}

static void got(void *address, struct vm_struct *area, unsigned int pages, enum kind kind)
{
	static const char letter[] = {'+', 'm', 'a'};

	if (!address) {
		step(&steps, '0', pages, 0, 0);
		return;
	}
	step(&steps, letter[kind], pages, offset(address), pages + 1);
	held[nr_held].address = address;
	held[nr_held].area = area;
	held[nr_held].pages = pages;
	held[nr_held++].kind = kind;
}

static void take(unsigned int pages)
{
	if (nr_held < MOST)
		got(vmalloc(pages * PAGE_SIZE), NULL, pages, ALLOCATED);
}

static void take_aligned(unsigned int pages, unsigned long align)
{
	if (nr_held < MOST)
		got(__vmalloc_node_range(pages * PAGE_SIZE, align, VMALLOC_START, VMALLOC_END,
					 GFP_KERNEL, PAGE_KERNEL, 0, NUMA_NO_NODE,
					 __builtin_return_address(0)),
		    NULL, pages, ALLOCATED);
}

static void take_map(unsigned int pages)
{
	if (nr_held < MOST)
		got(vmap(some_pages, pages, VM_MAP, PAGE_KERNEL), NULL, pages, MAPPED);
}

/* Addresses alone; those for devices are aligned to their size. */
static void take_area(unsigned int pages, unsigned long flags)
{
	struct vm_struct *area;

	if (nr_held == MOST)
		return;
	area = get_vm_area(pages * PAGE_SIZE, flags);
	got(area ? area->addr : NULL, area, pages, RESERVED);
}

static void give(int at)
{
	static const char letter[] = {'-', 'u', 'f'};

	step(&steps, letter[held[at].kind], held[at].pages, offset(held[at].address),
	     held[at].pages + 1);
	if (held[at].kind == ALLOCATED)
		vfree(held[at].address);
	else if (held[at].kind == MAPPED)
		vunmap(held[at].address);
	else
		free_vm_area(held[at].area);
	nr_held--;
	memmove(&held[at], &held[at + 1], (nr_held - at) * sizeof(held[0]));
}

static void purge(void)
{
	step(&steps, 'p', 0, 0, 0);
	vm_unmap_aliases();
}

static void give_all(bool backwards)
{
	while (nr_held)
		give(backwards ? nr_held - 1 : 0);
	purge();
	steps_mark(&steps, "all returned");
}

static void guards_and_holes(void)
{
	int i;

	for (i = 1; i <= 20; i++)
		take(i);
	/* Not purged yet: the addresses must not come again. */
	for (i = 0; i < 8; i++)
		give(i);
	for (i = 1; i <= 4; i++)
		take(i);
	purge();
	for (i = 1; i <= 30; i++)
		take(1 + i % 7);
	give_all(false);

	/* Holes of 1..16 pages, filled from the smallest size up, then down: the lowest that fits. */
	for (i = 1; i <= 16; i++) {
		take(i);
		take(1);
	}
	for (i = 15; i >= 0; i--)
		give(2 * i);
	purge();
	for (i = 1; i <= 12; i++)
		take(i);
	for (i = 12; i >= 1; i--)
		take(i);
	give_all(true);
}

static void alignments(void)
{
	int i;

	for (i = 0; i < 12; i++)
		take_aligned(1 + i, PAGE_SIZE << i);
	for (i = 11; i >= 0; i--)
		take_aligned(1 + i % 3, PAGE_SIZE << i);
	for (i = 0; i < 10; i++)
		give(1 + i);
	purge();
	for (i = 0; i < 40; i++)
		take_aligned(1 + steps_random(&seed, 20), PAGE_SIZE << steps_random(&seed, 10));
	for (i = 0; i < 20; i++)
		take_area(1 + steps_random(&seed, 600), i % 2 ? VM_IOREMAP : VM_MAP);
	for (i = 0; i < 10; i++)
		take_area(1 + steps_random(&seed, 4), VM_MAP | VM_NO_GUARD);
	give_all(false);
}

static void random_work(void)
{
	int i;

	for (i = 0; i < 4000; i++) {
		if (nr_held && steps_random(&seed, 100) < (i / 500 % 2 ? 60 : 40)) {
			give(steps_random(&seed, nr_held));
			continue;
		}
		switch (steps_random(&seed, 8)) {
		case 0:
			take_map(1 + steps_random(&seed, ARRAY_SIZE(some_pages)));
			break;
		case 1:
			take_area(1 + steps_random(&seed, 300), VM_MAP);
			break;
		case 2:
			take_area(1 + steps_random(&seed, 64), VM_IOREMAP);
			break;
		case 3:
			take_aligned(1 + steps_random(&seed, 16),
				     PAGE_SIZE << steps_random(&seed, 8));
			break;
		default:
			take(1 + steps_random(&seed, 24));
		}
		if (i % 64 == 63)
			purge();
	}
	give_all(true);
}

/* Short mappings share blocks of addresses; large ones get their own. */
static void short_mappings(void)
{
	static void *mapped[32];
	static unsigned int pages[32];
	int i, round;

	for (round = 0; round < 6; round++) {
		for (i = 0; i < 32; i++) {
			pages[i] = 1 + steps_random(&seed, round < 3 ? 16 : ARRAY_SIZE(some_pages));
			mapped[i] = vm_map_ram(some_pages, pages[i], NUMA_NO_NODE);
			step(&steps, mapped[i] ? 'r' : '0', pages[i],
			     mapped[i] ? offset(mapped[i]) : 0, 0);
		}
		for (i = 0; i < 32; i++) {
			int at = round % 2 ? 31 - i : i;

			step(&steps, 's', pages[at], mapped[at] ? offset(mapped[at]) : 0, 0);
			if (mapped[at])
				vm_unmap_ram(mapped[at], pages[at]);
		}
		purge();
	}
	steps_mark(&steps, "short mappings end");
}

void __init conformance_vmalloc(void)
{
	int i;

	printk(KERN_INFO "steps begin vmalloc\n");
	for (i = 0; i < ARRAY_SIZE(some_pages); i++)
		some_pages[i] = alloc_page(GFP_KERNEL);
	level();
	guards_and_holes();
	alignments();
	random_work();
	short_mappings();
	printk(KERN_INFO "steps end vmalloc %lu\n", steps.done);
}
