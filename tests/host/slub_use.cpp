// SPDX-License-Identifier: GPL-2.0-only
//
// SLUB as its users see it, on the host: bulk, clearing by init_on_alloc= and init_on_free=, wrong use, many caches.

#include "tests/host/test.h"

#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"
#include <linux/rcupdate.h>
#include <linux/slab.h>

namespace
{

struct kmem_cache *lonely_cache(unsigned int size)
{
	return kmem_cache_create("use", size, 0u, SLAB_NO_MERGE, nullptr);
}

bool all_bytes(const void *memory, int value, size_t bytes)
{
	const unsigned char *const p = static_cast<const unsigned char *>(memory);

	return std::all_of(p, p + bytes, [=](unsigned char byte) { return byte == value; });
}

} // namespace

TEST_CASE(
	"slub use: bulk allocation hands out what single ones would, bulk freeing in Linux's order")
{
	host::boot(32);
	struct kmem_cache *const s = lonely_cache(64);
	std::vector<void *> single(16), bulk(16);

	for (void *&object : single)
		object = kmem_cache_alloc(s, GFP_KERNEL);
	for (auto object = single.rbegin(); object != single.rend(); ++object)
		kmem_cache_free(s, *object);
	REQUIRE(kmem_cache_alloc_bulk(s, GFP_KERNEL, bulk.size(), bulk.data()) == 16);
	CHECK(bulk == single);

	// From the end of the array: the last object is the first to come again.
	kmem_cache_free_bulk(s, bulk.size(), bulk.data());
	for (auto object = single.rbegin(); object != single.rend(); ++object)
		CHECK(kmem_cache_alloc(s, GFP_KERNEL) == *object);
	CHECK(slub::verify_cache(s) == 0);
}

TEST_CASE("slub use: bulk freeing of objects from many slabs and caches")
{
	host::boot(32);
	std::mt19937 random(3);
	std::vector<void *> objects;

	for (int i = 0; i < 2000; i++)
		objects.push_back(kmalloc(1u << random() % 15, GFP_KERNEL));
	std::shuffle(objects.begin(), objects.end(), random);
	for (size_t first = 0; first < objects.size(); first += 50)
		kfree_bulk(50, &objects[first]);
	CHECK(slub::verify_all() == 0);
	// Nothing but what the CPU keeps is left in use.
	struct kmem_cache *const s = slub::find_cache("kmalloc-1k");
	struct slabinfo info = {};

	kmem_cache_shrink(s);
	get_slabinfo(s, &info);
	CHECK(info.active_objs == 0);
}

TEST_CASE("slub use: init_on_alloc= clears what is handed out")
{
	host::boot({.cmdline = "init_on_alloc=1"});
	for (size_t size : {8, 24, 64, 100, 256, 300, 4096}) {
		struct kmem_cache *const s = lonely_cache(size);
		void *const object = kmem_cache_alloc(s, GFP_KERNEL);

		CHECK(all_bytes(object, 0, size));
		std::memset(object, 0xff, size);
		kmem_cache_free(s, object);
		REQUIRE(kmem_cache_alloc(s, GFP_KERNEL) == object);
		CHECK(all_bytes(object, 0, size));
		kmem_cache_free(s, object);
		REQUIRE(kmem_cache_alloc_bulk(s, GFP_KERNEL, 1, const_cast<void **>(&object)) == 1);
		CHECK(all_bytes(object, 0, size));
	}
}

TEST_CASE("slub use: init_on_free= clears what comes back, the link included")
{
	host::boot({.cmdline = "init_on_free=1"});
	for (size_t size : {8, 24, 64, 100, 256, 300, 4096}) {
		struct kmem_cache *const s = lonely_cache(size);
		void *first = kmem_cache_alloc(s, GFP_KERNEL),
		     *second = kmem_cache_alloc(s, GFP_KERNEL);

		std::memset(first, 0xff, size);
		std::memset(second, 0xff, size);
		kmem_cache_free(s, first);
		kmem_cache_free(s, second);
		// All but the link.
		CHECK(all_bytes(second, 0, s->offset));
		CHECK(all_bytes(static_cast<char *>(second) + s->offset + 8, 0,
				s->size - s->offset - 8));
		REQUIRE(kmem_cache_alloc(s, GFP_KERNEL) == second);
		CHECK(all_bytes(second, 0, size));
	}
}

TEST_CASE("slub use: wrong frees are one line each, and change nothing")
{
	host::boot(32);
	struct kmem_cache *const s = lonely_cache(64);
	void *const object = kmalloc(64, GFP_KERNEL), *const other = kmalloc(64, GFP_KERNEL);

	kmem_cache_free(s, object);
	CHECK(host::console().find("Wrong slab cache. use but object") != std::string::npos);
	kfree(object);
	kfree(object);
	CHECK(host::console().find("already free") != std::string::npos);
	kfree(reinterpret_cast<void *>(__get_free_page(GFP_KERNEL)));
	CHECK(host::console().find("is no object of the slab allocator") != std::string::npos);
	kfree(other);
	CHECK(slub::verify_all() == 0);
}

TEST_CASE("slub use: caches come and go without a trace")
{
	host::boot(32);
	struct kmem_cache *const caches = slub::find_cache("kmem_cache");
	struct slabinfo before = {}, after = {};

	for (int round = 0; round < 3; round++) {
		std::vector<struct kmem_cache *> made;

		for (unsigned int size = 8; size <= 4096; size += 72) {
			struct kmem_cache *const s = lonely_cache(size);

			kmem_cache_free(s, kmem_cache_alloc(s, GFP_KERNEL));
			made.push_back(s);
		}
		for (struct kmem_cache *s : made)
			kmem_cache_destroy(s);
		kmem_cache_shrink(caches);
		get_slabinfo(caches, round == 0 ? &before : &after);
	}
	CHECK(before.active_objs == after.active_objs);
	CHECK(slub::verify_all() == 0);
}

TEST_CASE("slub use: a cache that was shared gives its memory back with its last user")
{
	host::boot(32);
	struct kmem_cache *const a = kmem_cache_create("first", 3000, 0u, 0, nullptr);
	struct kmem_cache *const b = kmem_cache_create("second", 2996, 0u, 0, nullptr);

	CHECK(a == b);
	CHECK(a->object_size == 3000);
	kmem_cache_destroy(a);
	void *const object = kmem_cache_alloc(b, GFP_KERNEL);

	kmem_cache_free(b, object);
	kmem_cache_destroy(b);
	CHECK(slub::find_cache("first") == nullptr);
}

TEST_CASE("slub use: what cannot be made is told in Linux's words")
{
	host::boot(64);
	const auto said = [](const char *name, unsigned int size) {
		const size_t before = host::console().size();

		CHECK(kmem_cache_create(name, size, 0u, SLAB_NO_MERGE, nullptr) == nullptr);
		return host::console().substr(before);
	};
	const std::string huge = said("huge", KMALLOC_MAX_SIZE + 1), nameless = said("", 16);

	CHECK(huge.find("__kmem_cache_create_args(huge) failed with error -22") != huge.npos);
	CHECK(huge.find("integrity check failed") == huge.npos); // DEBUG_VM's
	CHECK(nameless.find("attempted to be registered with empty name!") != nameless.npos);
	CHECK(nameless.find("__kmem_cache_create_args() failed with error -22") != nameless.npos);
}

TEST_CASE("slub use: slab_nomerge keeps caches apart")
{
	host::boot({.cmdline = "slab_nomerge"});
	CHECK(kmem_cache_create("first", 3000, 0u, 0, nullptr) !=
	      kmem_cache_create("second", 3000, 0u, 0, nullptr));
}

TEST_CASE(
	"slub use: slab_freelist_random hands the objects of a slab out in another order, each once")
{
	host::boot({.cmdline = "slab_freelist_random"});
	struct kmem_cache *const s = lonely_cache(64);
	const unsigned int count = slub::oo_objects(s->oo);
	std::vector<std::vector<long>> orders;

	for (int slab = 0; slab < 3; slab++) {
		std::vector<long> order;

		for (unsigned int i = 0; i < count; i++) {
			char *const object = static_cast<char *>(kmem_cache_alloc(s, GFP_KERNEL));

			order.push_back(object -
					static_cast<char *>(slab_address(virt_to_slab(object))));
		}
		CHECK(std::set<long>(order.begin(), order.end()).size() == count);
		orders.push_back(order);
	}
	CHECK((orders[0] != orders[1] || orders[1] != orders[2]));
	CHECK_FALSE((std::is_sorted(orders[0].begin(), orders[0].end()) &&
		     std::is_sorted(orders[1].begin(), orders[1].end()) &&
		     std::is_sorted(orders[2].begin(), orders[2].end())));
	CHECK(slub::verify_cache(s) == 0);
}
