// SPDX-License-Identifier: GPL-2.0-only
//
// A string of bytes as a program for the page allocator, run beside its model: what a fuzzer invents bytes for.
//
//   0xxxxxxx TTOOOO..   two bytes: allocate order O (0 … 10) of type T
//   10xxxxxx            free one of the blocks held: the xxxxxx-th, counted round
//   110xxxxx            free the last x+1 of them
//   1110xxxx            give the CPU's lists back
//   1111xxxx            compare everything
//
// Each allocation must return the page that the model names, nothing else; at the end all is freed and every list compared. So whatever
// the bytes are, there is a right answer.
#pragma once

#include "tests/host/page_model.h"

namespace page_fuzz
{

constexpr unsigned long keep_free =
	12000; // pages: far above the watermarks, which the model has not

class Program
{
public:
	// nullptr, or what went wrong.
	const char *run(const unsigned char *data, size_t size)
	{
		for (size_t i = 0; i < size && !wrong_; i++) {
			const unsigned char op = data[i];

			if (op < 0x80)
				allocate(op, ++i < size ? data[i] : 0);
			else if (op < 0xc0)
				release(op & 0x3f);
			else if (op < 0xe0)
				release_last((op & 0x1f) + 1);
			else if (op < 0xf0)
				drain();
			else
				compare();
		}
		release_last(held_.size());
		compare();
		drain();
		compare();
		return wrong_;
	}

private:
	void allocate(unsigned char how, unsigned char what)
	{
		const int order = what % page_model::orders;
		const int type = how % page_model::types;

		if (zone_page_state(&page_model::the_zone(), NR_FREE_PAGES) < keep_free)
			return;

		const auto expected = model_.alloc(order, type);
		struct page *const page =
			alloc_pages(page_model::gfp_of_type[type] | __GFP_NOWARN, order);

		if (expected.has_value() != (page != nullptr))
			wrong_ = "an allocation failed that must not, or the other way round";
		else if (page && page_to_pfn(page) != *expected)
			wrong_ = "another page than the model's";
		else if (page)
			held_.push_back({*expected, order});
	}

	void release(size_t i)
	{
		if (held_.empty())
			return;
		i %= held_.size();

		const page_model::allocation victim = held_[i];

		held_[i] = held_.back();
		held_.pop_back();
		model_.free(victim.pfn, victim.order);
		__free_pages(pfn_to_page(victim.pfn), victim.order);
	}

	void release_last(size_t n)
	{
		for (n = std::min(n, held_.size()); n-- > 0;)
			release(held_.size() - 1);
	}

	void drain()
	{
		drain_all_pages(nullptr);
		model_.drain_all();
	}

	void compare()
	{
		const char *const difference = model_.difference();

		if (difference)
			wrong_ = difference;
		else if (buddy::verify())
			wrong_ = "an invariant";
	}

	page_model::model model_;
	std::vector<page_model::allocation> held_;
	const char *wrong_ = nullptr;
};

} // namespace page_fuzz
