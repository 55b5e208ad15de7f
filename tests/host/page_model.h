// SPDX-License-Identifier: GPL-2.0-only
//
// A model of the page allocator, for tests that know which page each allocation must return.
//
// It is written from the rules (docs/page-allocator.md) with deques of page numbers. It has the buddy lists, pageblock types with
// claiming and stealing, and one CPU's lists with their self-adjusting limits; it knows no struct page, no watermarks (so its users
// stay well above them) and one zone, DMA.
#pragma once

#include "tests/host/test.h"

#include "mm/page/buddy.h"
#include "mm/page/pcp.h"
#include "mm/page/verify.h"
#include <linux/gfp.h>
#include <linux/mm.h>

namespace page_model
{

constexpr int orders = NR_PAGE_ORDERS;
constexpr int types = MIGRATE_PCPTYPES;
constexpr unsigned long block_pages = 1ul << MAX_PAGE_ORDER;

inline struct zone &the_zone()
{
	return contig_page_data.node_zones[ZONE_DMA];
}

class model
{
public:
	std::array<std::array<std::deque<unsigned long>, types>, orders> lists;
	std::map<unsigned long, int> free_order; // first page of each free block
	std::map<unsigned long, int> block_type;
	std::array<std::deque<unsigned long>, NR_PCP_LISTS> cpu;
	int count = 0, high = 0, high_min, high_max, batch, factor = 0, free_count = 0;
	bool previous_was_block = false;

	// Starts from what the allocator has.
	model()
	{
		struct zone &zone = the_zone();
		struct per_cpu_pages *pcp = per_cpu_ptr(zone.per_cpu_pageset, 0);

		for (int o = 0; o < orders; o++)
			for (int t = 0; t < types; t++)
				for (unsigned long pfn :
				     real_list(&zone.free_area[o].free_list[t])) {
					lists[o][t].push_back(pfn);
					free_order[pfn] = o;
				}
		for (unsigned long pfn = zone.zone_start_pfn; pfn < zone_end_pfn(&zone);
		     pfn += block_pages)
			block_type[pfn] = buddy::get_pfnblock_migratetype(pfn);
		for (int i = 0; i < NR_PCP_LISTS; i++)
			for (unsigned long pfn : real_list(&pcp->lists[i]))
				cpu[i].push_back(pfn);
		count = pcp->count;
		high = pcp->high;
		high_min = pcp->high_min;
		high_max = pcp->high_max;
		batch = pcp->batch;
		factor = pcp->alloc_factor;
		free_count = pcp->free_count;
		previous_was_block = pcp->flags & PCPF_PREV_FREE_HIGH_ORDER;
	}

	static std::deque<unsigned long> real_list(struct list_head *list)
	{
		std::deque<unsigned long> out;

		for (struct list_head *p = list->next; p != list; p = p->next)
			out.push_back(page_to_pfn(list_entry(p, struct page, buddy_list)));
		return out;
	}

	// The page that an allocation must return.
	std::optional<unsigned long> alloc(int order, int type)
	{
		if (order > PAGE_ALLOC_COSTLY_ORDER) {
			bool stealing = false;

			return take_any(order, type, stealing);
		}

		std::deque<unsigned long> &list = cpu[order * types + type];

		free_count >>= 1;
		if (list.empty())
			refill(order, type, list);
		if (list.empty())
			return std::nullopt;

		unsigned long pfn = list.front();

		list.pop_front();
		count -= 1 << order;
		return pfn;
	}

	void free(unsigned long pfn, int order)
	{
		if (order > PAGE_ALLOC_COSTLY_ORDER) {
			give_back(pfn, order);
			return;
		}

		int index = order * types + type_of(pfn);
		bool drain = false;

		factor >>= 1;
		cpu[index].push_front(pfn);
		count += 1 << order;
		if (order) {
			drain = free_count >= batch && previous_was_block;
			previous_was_block = true;
		} else {
			previous_was_block = false;
		}
		if (free_count < batch << 5)
			free_count += 1 << order;

		int limit = limit_now(drain);

		if (count >= limit)
			drain_from(index, drain ? std::min(count, batch << 5)
						: std::clamp(free_count, batch, limit - batch));
	}

	// Blocks straight from the zone and back to it, without the CPU's lists.
	std::vector<unsigned long> take_from_zone(int order, int type, int blocks)
	{
		std::vector<unsigned long> taken;
		bool stealing = false;

		while (blocks-- > 0)
			if (auto pfn = take_any(order, type, stealing))
				taken.push_back(*pfn);
			else
				break;
		return taken;
	}

	void give_to_zone(unsigned long pfn, int order)
	{
		give_back(pfn, order);
	}

	void drain_all()
	{
		while (count)
			drain_from(0, std::min(count, batch << 5));
	}

	// Entry by entry: nullptr, or what does not agree.
	const char *difference() const
	{
		struct zone &zone = the_zone();
		struct per_cpu_pages *pcp = per_cpu_ptr(zone.per_cpu_pageset, 0);

		for (int o = 0; o < orders; o++)
			for (int t = 0; t < types; t++)
				if (real_list(&zone.free_area[o].free_list[t]) != lists[o][t])
					return "a free list";
		for (int i = 0; i < NR_PCP_LISTS; i++)
			if (real_list(&pcp->lists[i]) != cpu[i])
				return "a list of the CPU";
		for (auto [pfn, type] : block_type)
			if (buddy::get_pfnblock_migratetype(pfn) != type)
				return "a pageblock's type";
		if (pcp->count != count || pcp->free_count != free_count)
			return "how many pages the CPU has";
		if (pcp->high != high || pcp->alloc_factor != factor)
			return "the limits of the CPU's lists";
		return nullptr;
	}

private:
	static constexpr int fallbacks[types][2] = {{2, 1}, {2, 0}, {0, 1}};

	int type_of(unsigned long pfn) const
	{
		return block_type.at(pfn / block_pages * block_pages);
	}

	void put(unsigned long pfn, int order, int type, bool tail)
	{
		free_order[pfn] = order;
		if (tail)
			lists[order][type].push_back(pfn);
		else
			lists[order][type].push_front(pfn);
	}

	void remove(unsigned long pfn, int order, int type)
	{
		std::deque<unsigned long> &list = lists[order][type];

		list.erase(std::find(list.begin(), list.end(), pfn));
		free_order.erase(pfn);
	}

	bool is_free(unsigned long pfn, int order) const
	{
		auto it = free_order.find(pfn);

		return it != free_order.end() && it->second == order;
	}

	// Merge upwards; the tail of the list if one more merge seems near.
	void give_back(unsigned long pfn, int order)
	{
		int type = type_of(pfn);

		for (; order < MAX_PAGE_ORDER && is_free(pfn ^ 1ul << order, order); order++) {
			remove(pfn ^ 1ul << order, order, type);
			pfn &= ~(1ul << order);
		}

		unsigned long parent = pfn & ~(1ul << order);

		put(pfn, order, type,
		    order < MAX_PAGE_ORDER - 1 && is_free(parent ^ 2ul << order, order + 1));
	}

	// The upper halves go back until the piece is small enough.
	void cut(unsigned long pfn, int from, int to, int type)
	{
		while (from-- > to)
			put(pfn + (1ul << from), from, type, false);
	}

	std::optional<unsigned long> take_own(int order, int type)
	{
		for (int o = order; o < orders; o++) {
			if (lists[o][type].empty())
				continue;

			unsigned long pfn = lists[o][type].front();

			remove(pfn, o, type);
			cut(pfn, o, order, type);
			return pfn;
		}
		return std::nullopt;
	}

	int other_type(int order, int type) const
	{
		for (int other : fallbacks[type])
			if (!lists[order][other].empty())
				return other;
		return -1;
	}

	// The largest block of another type: its pageblock changes type if half of it is free or goes with the request.
	std::optional<unsigned long> claim(int order, int type)
	{
		for (int o = MAX_PAGE_ORDER; o >= order; o--) {
			int other = other_type(o, type);

			if (other < 0)
				continue;
			if (o < MAX_PAGE_ORDER / 2 && type == MIGRATE_MOVABLE)
				return std::nullopt;

			unsigned long pfn = lists[o][other].front();
			unsigned long start = pfn / block_pages * block_pages;

			if (o == MAX_PAGE_ORDER) {
				remove(pfn, o, other);
				block_type[start] = type;
				cut(pfn, o, order, type);
				return pfn;
			}
			if (!convert(start, other, type))
				continue;
			if (auto found = take_own(order, type))
				return found;
		}
		return std::nullopt;
	}

	bool convert(unsigned long start, int from, int to)
	{
		auto begin = free_order.lower_bound(start);
		auto end = free_order.lower_bound(start + block_pages);
		unsigned long free_pages = 0;

		for (auto it = begin; it != end; ++it)
			free_pages += 1ul << it->second;

		// No page here is on an LRU list: movable allocations don't count as movable.
		unsigned long alike = to != MIGRATE_MOVABLE && from == MIGRATE_MOVABLE
					      ? block_pages - free_pages
					      : 0;

		if (free_pages + alike < block_pages / 2)
			return false;

		std::vector<std::pair<unsigned long, int>> blocks(begin, end);

		for (auto [pfn, order] : blocks) {
			remove(pfn, order, from);
			put(pfn, order, to, true);
		}
		block_type[start] = to;
		return true;
	}

	std::optional<unsigned long> steal(int order, int type)
	{
		for (int o = order; o < orders; o++) {
			int other = other_type(o, type);

			if (other < 0)
				continue;

			unsigned long pfn = lists[o][other].front();

			remove(pfn, o, other);
			cut(pfn, o, order, other);
			return pfn;
		}
		return std::nullopt;
	}

	std::optional<unsigned long> take_any(int order, int type, bool &stealing)
	{
		if (!stealing) {
			if (auto found = take_own(order, type))
				return found;
			if (auto found = claim(order, type))
				return found;
		}
		auto found = steal(order, type);

		stealing |= found.has_value();
		return found;
	}

	void refill(int order, int type, std::deque<unsigned long> &list)
	{
		bool stealing = false;

		for (int n = refill_count(order); n > 0; n--) {
			auto pfn = take_any(order, type, stealing);

			if (!pfn)
				break;
			list.push_back(*pfn);
			count += 1 << order;
		}
	}

	int refill_count(int order)
	{
		high = std::clamp(high, high_min, high_max);

		int want = order ? batch : batch << factor;

		high = std::min(high + want, high_max);
		if (!order) {
			int most = std::max(high - count - batch, batch);

			if (want <= most && factor < 5)
				factor++;
			want = std::min(want, most);
		}
		return want > 1 ? std::max(want >> order, 2) : want;
	}

	int limit_now(bool drain)
	{
		high = std::clamp(high, high_min, high_max);

		int now = high;

		if (drain) {
			high = std::max(now - (batch << 5), high_min);
			return 0;
		}
		if (count >= now && high < free_count + batch)
			high = std::clamp(free_count + batch, high_min, high_max);
		return now;
	}

	void drain_from(int index, int pages)
	{
		for (pages = std::min(pages, count); pages > 0; index = (index + 1) % NR_PCP_LISTS)
			while (pages > 0 && !cpu[index].empty()) {
				unsigned long pfn = cpu[index].back();
				int order = index / types;

				cpu[index].pop_back();
				pages -= 1 << order;
				count -= 1 << order;
				give_back(pfn, order);
			}
	}
};

struct allocation {
	unsigned long pfn;
	int order;
};

constexpr gfp_t gfp_of_type[types] = {GFP_KERNEL, GFP_KERNEL | __GFP_MOVABLE,
				      GFP_KERNEL | __GFP_RECLAIMABLE};

// The watermarks as after boot, then lower: the model has no watermarks, so runs stay well above them.
inline void boot(unsigned int mib)
{
	host::boot(mib);
	calculate_min_free_kbytes();
	setup_per_zone_wmarks();
	refresh_zone_stat_thresholds();
}

} // namespace page_model
