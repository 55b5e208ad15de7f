// SPDX-License-Identifier: GPL-2.0-only
// Lists: list_head against std::deque as the oracle, list_sort against std::stable_sort, hlist and the hash table.
#include "tests/host/test.h"

#include <linux/hashtable.h>
#include <linux/list.h>
#include <linux/list_sort.h>

namespace
{

struct Item {
	int key;
	int serial;
	struct list_head link;
	struct hlist_node hashed;
};

std::vector<int> forwards(const struct list_head *head)
{
	std::vector<int> serials;
	Item *item;

	list_for_each_entry(item, head, link)
		serials.push_back(item->serial);
	return serials;
}

std::vector<int> backwards(const struct list_head *head)
{
	std::vector<int> serials;
	Item *item;

	list_for_each_entry_reverse(item, head, link)
		serials.push_back(item->serial);
	std::reverse(serials.begin(), serials.end());
	return serials;
}

int by_key(void *calls, const struct list_head *a, const struct list_head *b)
{
	++*(int *)calls;
	return list_entry(a, Item, link)->key - list_entry(b, Item, link)->key;
}

} // namespace

TEST_CASE("lib: list operations agree with a deque, ten thousand random ones")
{
	std::mt19937 random(64);
	std::vector<Item> items(64);
	std::deque<Item *> model;
	std::vector<Item *> outside;
	LIST_HEAD(head);

	for (size_t i = 0; i < items.size(); i++) {
		items[i].serial = (int)i;
		INIT_LIST_HEAD(&items[i].link);
		outside.push_back(&items[i]);
	}
	for (int step = 0; step < 10000; step++) {
		unsigned int what = random() % 6;

		if (what < 2 && !outside.empty()) {
			Item *item = outside.back();
			outside.pop_back();
			if (what == 0) {
				list_add(&item->link, &head);
				model.push_front(item);
			} else {
				list_add_tail(&item->link, &head);
				model.push_back(item);
			}
		} else if (what >= 2 && !model.empty()) {
			size_t at = random() % model.size();
			Item *item = model[at];

			model.erase(model.begin() + (long)at);
			if (what == 2) {
				list_move(&item->link, &head);
				model.push_front(item);
			} else if (what == 3) {
				list_move_tail(&item->link, &head);
				model.push_back(item);
			} else {
				list_del_init(&item->link);
				CHECK(list_empty(&item->link));
				outside.push_back(item);
			}
		}
		std::vector<int> expected;
		for (Item *item : model)
			expected.push_back(item->serial);
		REQUIRE(forwards(&head) == expected);
		REQUIRE(backwards(&head) == expected);
		REQUIRE(list_empty(&head) == model.empty());
		REQUIRE(list_is_singular(&head) == (model.size() == 1));
	}
}

TEST_CASE("lib: lists are cut and spliced where they should")
{
	Item items[6] = {};
	LIST_HEAD(head);
	LIST_HEAD(front);

	for (int i = 0; i < 6; i++) {
		items[i].serial = i;
		list_add_tail(&items[i].link, &head);
	}
	list_cut_position(&front, &head, &items[2].link);
	CHECK(forwards(&front) == std::vector<int>{0, 1, 2});
	CHECK(forwards(&head) == std::vector<int>{3, 4, 5});
	list_splice_tail_init(&front, &head);
	CHECK(list_empty(&front));
	CHECK(forwards(&head) == std::vector<int>{3, 4, 5, 0, 1, 2});
	list_cut_before(&front, &head, &items[5].link);
	CHECK(forwards(&front) == std::vector<int>{3, 4});
	list_splice(&front, &head);
	CHECK(forwards(&head) == std::vector<int>{3, 4, 5, 0, 1, 2});
	list_bulk_move_tail(&head, &items[4].link, &items[0].link);
	CHECK(forwards(&head) == std::vector<int>{3, 1, 2, 4, 5, 0});
	CHECK(backwards(&head) == std::vector<int>{3, 1, 2, 4, 5, 0});
	list_rotate_left(&head);
	CHECK(forwards(&head) == std::vector<int>{1, 2, 4, 5, 0, 3});
}

TEST_CASE("lib: a deleted entry is poisoned as Linux poisons it")
{
	Item item = {};
	LIST_HEAD(head);

	list_add(&item.link, &head);
	list_del(&item.link);
	CHECK((unsigned long)item.link.next == 0xdead000000000100ul);
	CHECK((unsigned long)item.link.prev == 0xdead000000000122ul);
}

TEST_CASE("lib: list_sort is stable, right and needs few comparisons")
{
	std::mt19937 random(1);

	for (int size : {0, 1, 2, 3, 7, 8, 100, 1000}) {
		std::vector<Item> items((size_t)size);
		std::vector<Item *> model;
		int calls = 0;
		LIST_HEAD(head);

		for (int i = 0; i < size; i++) {
			items[(size_t)i].key = (int)(random() % 50);
			items[(size_t)i].serial = i;
			list_add_tail(&items[(size_t)i].link, &head);
			model.push_back(&items[(size_t)i]);
		}
		list_sort(&calls, &head, by_key);
		std::stable_sort(model.begin(), model.end(),
				 [](Item *a, Item *b) { return a->key < b->key; });

		std::vector<int> expected;
		for (Item *item : model)
			expected.push_back(item->serial);
		CHECK(forwards(&head) == expected);
		CHECK(backwards(&head) == expected);
		// n log2 n, and some for the merges' ends
		if (size > 1)
			CHECK(calls <= size * std::ceil(std::log2(size)));
	}
}

TEST_CASE("lib: hlist entries know their place")
{
	Item items[3] = {};
	HLIST_HEAD(head);

	CHECK(hlist_empty(&head));
	hlist_add_head(&items[1].hashed, &head);
	hlist_add_before(&items[0].hashed, &items[1].hashed);
	hlist_add_behind(&items[2].hashed, &items[1].hashed);
	CHECK(head.first == &items[0].hashed);
	CHECK(items[0].hashed.next == &items[1].hashed);
	CHECK(items[1].hashed.next == &items[2].hashed);
	CHECK(items[2].hashed.next == nullptr);
	hlist_del_init(&items[1].hashed);
	CHECK(hlist_unhashed(&items[1].hashed));
	CHECK(items[0].hashed.next == &items[2].hashed);
	CHECK(items[2].hashed.pprev == &items[0].hashed.next);
}

TEST_CASE("lib: a hash table holds what was put in")
{
	DECLARE_HASHTABLE(table, 4);
	std::vector<Item> items(200);
	Item *item;
	int bucket, seen = 0;

	hash_init(table);
	CHECK(hash_empty(table));
	for (int i = 0; i < 200; i++) {
		items[(size_t)i].key = i % 50;
		items[(size_t)i].serial = i;
		hash_add(table, &items[(size_t)i].hashed, items[(size_t)i].key);
	}
	hash_for_each(table, bucket, item, hashed) seen++;
	CHECK(seen == 200);
	for (int key = 0; key < 50; key++) {
		int found = 0;
		hash_for_each_possible(table, item, hashed, key) found += item->key == key;
		CHECK(found == 4);
	}
}
