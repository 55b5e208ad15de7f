// SPDX-License-Identifier: GPL-2.0-only
// Memory pools (mm/mempool.cpp): the reserve, its size, its poison. That somebody waits for an element is tests/kunit/mempool.cpp's.
#include "tests/host/test.h"

#include <linux/gfp.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/slab.h>

namespace
{

// A source of elements that can run dry.
struct Source {
	int left = 1000000;
	int out = 0;
};

void *get(gfp_t, void *data)
{
	Source *source = static_cast<Source *>(data);

	if (!source->left)
		return nullptr;
	source->left--;
	source->out++;
	return malloc(64);
}

void put(void *element, void *data)
{
	static_cast<Source *>(data)->out--;
	free(element);
}

} // namespace

TEST_CASE("mempool: from memory as long as there is any, then from the reserve, then not at all")
{
	host::boot(64);

	Source source;
	mempool_t *pool = mempool_create(3, get, put, &source);

	REQUIRE(pool);
	CHECK(pool->min_nr == 3);
	CHECK(pool->curr_nr == 3);
	CHECK(source.out == 3);
	CHECK(mempool_is_saturated(pool));

	void *first = mempool_alloc(pool, GFP_ATOMIC);

	CHECK(first);
	CHECK(pool->curr_nr == 3);
	source.left = 0;

	void *reserve[3];

	for (void *&element : reserve)
		element = mempool_alloc(pool, GFP_ATOMIC);
	CHECK(pool->curr_nr == 0);
	CHECK(mempool_alloc(pool, GFP_ATOMIC) == nullptr);
	CHECK(mempool_alloc(pool, GFP_NOWAIT) == nullptr);
	CHECK(mempool_alloc_preallocated(pool) == nullptr);
	CHECK(mempool_alloc_noreserve(pool, GFP_KERNEL) == nullptr);

	// The reserve is filled first, whatever is given back.
	mempool_free(first, pool);
	CHECK(pool->curr_nr == 1);
	CHECK(source.out == 4);
	for (void *element : reserve)
		mempool_free(element, pool);
	CHECK(pool->curr_nr == 3);
	CHECK(source.out == 3);
	mempool_free(nullptr, pool);
	first = mempool_alloc_preallocated(pool);
	CHECK(first != nullptr);
	CHECK(pool->curr_nr == 2);
	mempool_free(first, pool);
	mempool_destroy(pool);
	CHECK(source.out == 0);
	mempool_destroy(nullptr);
}

TEST_CASE("mempool: a pool that cannot be filled is none, and leaves nothing behind")
{
	host::boot(64);

	Source source = {.left = 2};

	CHECK(mempool_create(3, get, put, &source) == nullptr);
	CHECK(source.out == 0);

	mempool_t pool = {};

	source.left = 2;
	CHECK(mempool_init(&pool, 3, get, put, &source) == -ENOMEM);
	CHECK_FALSE(mempool_initialized(&pool));
	CHECK(source.out == 0);
	mempool_exit(&pool);
	source.left = 3;
	CHECK(mempool_init(&pool, 3, get, put, &source) == 0);
	CHECK(mempool_initialized(&pool));
	mempool_exit(&pool);
	CHECK(source.out == 0);
	CHECK(pool.elements == nullptr);
}

TEST_CASE("mempool_resize: both ways, and as far as memory goes")
{
	host::boot(64);

	Source source;
	mempool_t *pool = mempool_create(4, get, put, &source);

	CHECK(mempool_resize(pool, 2) == 0);
	CHECK(pool->min_nr == 2);
	CHECK(pool->curr_nr == 2);
	CHECK(source.out == 2);
	CHECK(mempool_resize(pool, 8) == 0);
	CHECK(pool->min_nr == 8);
	CHECK(pool->curr_nr == 8);
	CHECK(source.out == 8);

	// More is not to be had: elements that come back fill the rest.
	void *element = mempool_alloc(pool, GFP_KERNEL);

	source.left = 1;
	CHECK(mempool_resize(pool, 12) == 0);
	CHECK(pool->curr_nr == 9);
	mempool_free(element, pool);
	CHECK(pool->curr_nr == 10);
	CHECK(mempool_resize(pool, 12) == 0);
	CHECK(host::death([&] { mempool_resize(pool, 0); }) != "");
	mempool_destroy(pool);
	CHECK(source.out == 0);
}

TEST_CASE("mempool: pools of slab, kmalloc, kvmalloc and pages")
{
	host::boot(64);

	struct kmem_cache *cache = kmem_cache_create("elements", 100, 0, 0, nullptr);
	mempool_t *slab = mempool_create_slab_pool(2, cache);
	mempool_t *bytes = mempool_create_kmalloc_pool(2, 1000);
	mempool_t *large = mempool_create_kvmalloc_pool(2, 3 << 20);
	mempool_t *pages = mempool_create_page_pool(2, 2);

	for (mempool_t *pool : {slab, bytes, large, pages}) {
		REQUIRE(pool);
		CHECK(pool->curr_nr == 2);

		void *element = mempool_alloc(pool, GFP_KERNEL);

		REQUIRE(element);
		if (pool != pages)
			memset(element, 0x11, 100);
		else
			memset(page_address(static_cast<struct page *>(element)), 0x11,
			       PAGE_SIZE << 2);
		mempool_free(element, pool);
		mempool_destroy(pool);
	}
	kmem_cache_destroy(cache);
}

TEST_CASE("mempool: with slab_debug= a write to an element in reserve is reported when it leaves")
{
	host::boot({.cmdline = "slab_debug=P"});

	struct kmem_cache *cache = kmem_cache_create("elements", 40, 0, 0, nullptr);
	mempool_t *const pools[] = {mempool_create_slab_pool(1, cache),
				    mempool_create_kmalloc_pool(1, 40)};

	for (mempool_t *pool : pools) {
		u8 *element = static_cast<u8 *>(pool->elements[0]);

		CHECK(element[0] == POISON_FREE);
		CHECK(element[39] == POISON_END);
		CHECK(mempool_alloc_preallocated(pool) == element);
		CHECK(element[0] == POISON_INUSE);
		CHECK(element[39] == POISON_INUSE);
		mempool_free(element, pool);
	}
	CHECK(host::console().find("mempool element poison mismatch") == std::string::npos);

	u8 *element = static_cast<u8 *>(pools[0]->elements[0]);

	element[20] = 0x42;
	CHECK(mempool_alloc_preallocated(pools[0]) == element);
	CHECK(host::console().find("BUG: mempool element poison mismatch") != std::string::npos);
	CHECK(host::console().find(" size 40\n") != std::string::npos);
	CHECK(host::console().find("... 0x6b 6b 6b 6b 6b 6b 6b 6b 42 6b 6b 6b 6b 6b 6b 6b ...") !=
	      std::string::npos);
	mempool_free(element, pools[0]);
	for (mempool_t *pool : pools)
		mempool_destroy(pool);
	kmem_cache_destroy(cache);
}
