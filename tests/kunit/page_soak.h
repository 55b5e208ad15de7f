// SPDX-License-Identifier: GPL-2.0-only
// A soak of the page allocator: very many random operations, everything checked again and again, everything back at the end.
//
//   one operation    allocate (order, migrate type, zone, flags by a die) or free (each way that there is), or give the CPUs' lists back
//   a block's pages  carry their own number, first and last one: whoever hands a page out twice is found when the first owner frees it
//   every so often   buddy::verify() walks all lists; free pages + pages on CPUs' lists + pages held here are what was there at the start
//   at the end       all is freed, the CPUs' lists are given back, and the zone counters are the old ones, as are PGALLOC - PGFREE
//
// The kernel (tests/kunit/page_soak.cpp) and the host (tests/host/page_soak.cpp) run the same. Nobody else may allocate pages meanwhile:
// one task, and what interrupts it does not.
#pragma once

#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/percpu.h>
#include <linux/vmstat.h>

#include "mm/page/verify.h"

namespace soak
{

enum class Kind : u8 { none, pages, compound, split, exact };

struct Block {
	struct page *page;
	u32 pages; // 4 KiB each
	u8 order;
	Kind kind;
};

struct Report {
	unsigned long operations, allocations, frees, failures, checks;
	unsigned long errors; // of any kind; the first of them is told in words
	const char *what;
	unsigned long at; // operation
};

class Run
{
public:
	// @table: room for @slots blocks. @limit: pages to hold at most.
	Run(Block *table, unsigned int slots, unsigned long limit, u64 seed)
		: table_(table), slots_(slots), limit_(limit), state_(seed * 2 + 1)
	{
		for (unsigned int i = 0; i < slots; i++)
			table[i] = {};
		drain_all_pages(nullptr);
		start_ = there();
	}

	Report go(unsigned long operations, unsigned long check_every)
	{
		for (unsigned long i = 1; i <= operations && !report_.errors; i++) {
			report_.operations = i;
			step();
			if (i % check_every == 0)
				check();
		}
		finish();
		return report_;
	}

private:
	// xorshift64*: the same on every machine.
	u32 dice(u32 faces)
	{
		state_ ^= state_ >> 12;
		state_ ^= state_ << 25;
		state_ ^= state_ >> 27;
		return (state_ * 0x2545f4914f6cdd1dull >> 32) % faces;
	}

	void complain(const char *what)
	{
		if (!report_.errors++) {
			report_.what = what;
			report_.at = report_.operations;
		}
	}

	// Pages of the buddy lists and of all CPUs' lists.
	static unsigned long there()
	{
		unsigned long pages = 0;
		struct zone *zone;
		int cpu;

		for_each_populated_zone(zone) {
			pages += zone_page_state_snapshot(zone, NR_FREE_PAGES);
			for_each_possible_cpu(cpu)
				pages += per_cpu_ptr(zone->per_cpu_pageset, cpu)->count;
		}
		return pages;
	}

	void check()
	{
		report_.checks++;
		if (buddy::verify())
			complain("a list or a counter is wrong");
		if (there() + held_ != start_)
			complain("pages are missing, or there are too many");
	}

	gfp_t flags()
	{
		static const gfp_t bases[] = {GFP_KERNEL, GFP_KERNEL, GFP_NOWAIT,
					      GFP_ATOMIC, GFP_USER,   GFP_HIGHUSER_MOVABLE};
		static const gfp_t zones[] = {0, 0, 0, GFP_DMA, GFP_DMA32};
		static const gfp_t types[] = {0, __GFP_RECLAIMABLE, __GFP_MOVABLE};
		gfp_t gfp = bases[dice(6)] | __GFP_NOWARN | __GFP_NORETRY;

		if (!(gfp & __GFP_MOVABLE))
			gfp |= types[dice(3)];
		if (!(gfp & __GFP_HIGHMEM))
			gfp |= zones[dice(5)];
		if (!dice(64))
			gfp |= __GFP_ZERO;
		return gfp;
	}

	unsigned int order()
	{
		const u32 d = dice(100);

		return d < 60 ? 0 : d < 90 ? 1 + dice(3) : 4 + dice(MAX_PAGE_ORDER - 3);
	}

	static unsigned long *mark_of(struct page *page)
	{
		return static_cast<unsigned long *>(page_address(page)) + 7;
	}

	void mark(const Block &block)
	{
		struct page *const last = block.page + block.pages - 1;

		*mark_of(last) = ~page_to_pfn(last);
		*mark_of(block.page) = ~page_to_pfn(block.page);
	}

	bool is_marked(const Block &block)
	{
		struct page *const last = block.page + block.pages - 1;

		return *mark_of(last) == ~page_to_pfn(last) &&
		       *mark_of(block.page) == ~page_to_pfn(block.page);
	}

	void keep(Block &slot, const Block &block)
	{
		slot = block;
		held_ += block.pages;
		report_.allocations++;
		if (page_count(block.page) != 1)
			complain("a fresh page has not one reference");
		mark(block);
	}

	void allocate(Block &slot)
	{
		const unsigned int o = order();
		const gfp_t gfp = flags();
		const u32 how = dice(16);

		if (how == 0 && !(gfp & __GFP_HIGHMEM))
			return allocate_exact(slot, o, gfp);

		const bool compound = o && dice(2);
		struct page *const page = alloc_pages(compound ? gfp | __GFP_COMP : gfp, o);

		if (!page) {
			report_.failures++;
			return;
		}

		Kind kind = compound ? Kind::compound : Kind::pages;

		if (!compound && o && o < 4 && how == 1) {
			split_page(page, o);
			kind = Kind::split;
		}
		keep(slot, {page, 1u << o, static_cast<u8>(o), kind});
	}

	void allocate_exact(Block &slot, unsigned int o, gfp_t gfp)
	{
		const u32 pages = (1u << o) - (o ? dice(1u << (o - 1)) : 0);
		void *const memory = alloc_pages_exact(pages * PAGE_SIZE, gfp);

		if (!memory) {
			report_.failures++;
			return;
		}
		keep(slot, {virt_to_page(memory), pages, static_cast<u8>(o), Kind::exact});
	}

	void release(Block &slot)
	{
		const Block block = slot;

		if (!is_marked(block))
			complain("a block that is in use was written by somebody else");
		slot = {};
		held_ -= block.pages;
		report_.frees++;
		switch (block.kind) {
		case Kind::pages:
			if (dice(2))
				free_pages(
					reinterpret_cast<unsigned long>(page_address(block.page)),
					block.order);
			else
				__free_pages(block.page, block.order);
			break;
		case Kind::compound:
			if (dice(2))
				put_page(block.page + dice(block.pages));
			else
				__free_pages(block.page, block.order);
			break;
		case Kind::split:
			release_split(block);
			break;
		default:
			free_pages_exact(page_address(block.page), block.pages * PAGE_SIZE);
		}
	}

	void release_split(const Block &block)
	{
		struct page *pages[8];

		for (u32 i = 0; i < block.pages; i++)
			pages[i] = block.page + i;
		if (dice(2))
			return release_pages(pages, block.pages);
		for (u32 i = block.pages; i-- > 0;)
			__free_page(pages[i]);
	}

	void step()
	{
		Block &slot = table_[dice(slots_)];

		if (!dice(20000))
			drain_all_pages(nullptr);
		if (slot.kind != Kind::none)
			release(slot);
		else if (held_ < limit_)
			allocate(slot);
	}

	void finish()
	{
		for (unsigned int i = 0; i < slots_; i++)
			if (table_[i].kind != Kind::none)
				release(table_[i]);
		drain_all_pages(nullptr);
		check();
	}

	Block *table_;
	unsigned int slots_;
	unsigned long limit_, start_ = 0, held_ = 0;
	u64 state_;
	Report report_ = {};
};

} // namespace soak
