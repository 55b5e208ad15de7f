// SPDX-License-Identifier: GPL-2.0-only
// Pools of special memory (lib/genalloc.cpp): where each algorithm finds room, and that threads never get the same bit.
#include "tests/host/test.h"

#include <linux/device.h>
#include <linux/genalloc.h>

#include <thread>

namespace
{

constexpr unsigned long BASE = 0x10000;

struct gen_pool *pool_of(unsigned long bytes, int order)
{
	struct gen_pool *pool = gen_pool_create(order, -1);

	REQUIRE(pool);
	REQUIRE(gen_pool_add_virt(pool, BASE, 0x80000000, bytes, -1) == 0);
	return pool;
}

} // namespace

TEST_CASE("genalloc: pieces are taken lowest first, counted, and given back")
{
	host::boot(64);

	struct gen_pool *pool = pool_of(1024, 4);

	CHECK(gen_pool_size(pool) == 1024);
	CHECK(gen_pool_alloc(pool, 0) == 0);
	CHECK(gen_pool_alloc(pool, 1) == BASE);
	CHECK(gen_pool_alloc(pool, 17) == BASE + 16);
	CHECK(gen_pool_alloc(pool, 900) == BASE + 48);
	CHECK(gen_pool_avail(pool) == 1024 - 16 - 32 - 912);
	CHECK(gen_pool_alloc(pool, 65) == 0);
	CHECK(gen_pool_virt_to_phys(pool, BASE + 100) == 0x80000064);
	CHECK(gen_pool_virt_to_phys(pool, BASE - 1) == static_cast<phys_addr_t>(-1));
	CHECK(gen_pool_has_addr(pool, BASE, 1024));
	CHECK_FALSE(gen_pool_has_addr(pool, BASE, 1025));
	gen_pool_free(pool, BASE + 16, 17);
	CHECK(gen_pool_alloc(pool, 32) == BASE + 16);
	CHECK(host::death([&] { gen_pool_destroy(pool); }) != "");
	CHECK(host::death([&] { gen_pool_free(pool, BASE + 1000, 16); }) != "");
	CHECK(host::death([&] { gen_pool_free(pool, BASE - 16, 16); }) != "");
	gen_pool_free(pool, BASE, 1);
	gen_pool_free(pool, BASE + 16, 32);
	gen_pool_free(pool, BASE + 48, 900);
	CHECK(gen_pool_avail(pool) == 1024);
	gen_pool_destroy(pool);
}

TEST_CASE("genalloc: several chunks, the newest first, each with its owner")
{
	host::boot(64);

	struct gen_pool *pool = gen_pool_create(3, -1);
	int a, b;
	void *owner;

	CHECK(gen_pool_alloc(pool, 8) == 0);
	REQUIRE(gen_pool_add_owner(pool, BASE, -1, 64, -1, &a) == 0);
	REQUIRE(gen_pool_add_owner(pool, 2 * BASE, -1, 64, -1, &b) == 0);
	CHECK(gen_pool_size(pool) == 128);
	CHECK(gen_pool_alloc_owner(pool, 64, &owner) == 2 * BASE);
	CHECK(owner == &b);
	CHECK(gen_pool_alloc_owner(pool, 40, &owner) == BASE);
	CHECK(owner == &a);
	CHECK(gen_pool_alloc_owner(pool, 40, &owner) == 0);
	CHECK(owner == nullptr);
	gen_pool_free_owner(pool, 2 * BASE, 64, &owner);
	CHECK(owner == &b);
	gen_pool_free(pool, BASE, 40);
	gen_pool_destroy(pool);
}

TEST_CASE("genalloc: aligned, best fit, at a fixed place")
{
	host::boot(64);

	// A chunk that begins 16 bytes behind a multiple of 64: alignment is in addresses.
	struct gen_pool *pool = gen_pool_create(4, -1);
	struct genpool_data_align align = {64};
	struct genpool_data_fixed fixed = {0x100};
	dma_addr_t dma;

	REQUIRE(gen_pool_add_virt(pool, BASE + 16, 0x40000010, 1024, -1) == 0);
	CHECK(gen_pool_alloc_algo(pool, 16, gen_pool_first_fit_align, &align) == BASE + 64);
	CHECK(gen_pool_dma_alloc_align(pool, 16, &dma, 128) ==
	      reinterpret_cast<void *>(BASE + 128));
	CHECK(dma == 0x40000080);
	// In bits of the chunk, and to the size's own power of two.
	CHECK(gen_pool_alloc_algo(pool, 3 * 16, gen_pool_first_fit_order_align, nullptr) ==
	      BASE + 16);
	CHECK(gen_pool_alloc_algo(pool, 3 * 16, gen_pool_first_fit_order_align, nullptr) ==
	      BASE + 16 + 4 * 16);

	CHECK(gen_pool_alloc_algo(pool, 32, gen_pool_fixed_alloc, &fixed) == BASE + 0x110);
	CHECK(gen_pool_alloc_algo(pool, 32, gen_pool_fixed_alloc, &fixed) == 0);
	gen_pool_free(pool, BASE + 64, 16);
	gen_pool_free(pool, BASE + 128, 16);
	gen_pool_free(pool, BASE + 16, 48);
	gen_pool_free(pool, BASE + 16 + 4 * 16, 48);
	gen_pool_free(pool, BASE + 0x110, 32);
	gen_pool_destroy(pool);

	// Holes of 3, 1 and 2 units, and the rest: best fit takes the shortest that is long enough.
	pool = pool_of(1024, 4);
	gen_pool_set_algo(pool, gen_pool_best_fit, nullptr);
	CHECK(gen_pool_alloc(pool, 9 * 16) == BASE);
	gen_pool_free(pool, BASE, 3 * 16);
	gen_pool_free(pool, BASE + 4 * 16, 16);
	gen_pool_free(pool, BASE + 6 * 16, 2 * 16);
	CHECK(gen_pool_alloc(pool, 2 * 16) == BASE + 6 * 16);
	CHECK(gen_pool_alloc(pool, 16) == BASE + 4 * 16);
	CHECK(gen_pool_alloc(pool, 2 * 16) == BASE);
	CHECK(gen_pool_alloc(pool, 2 * 16) == BASE + 9 * 16);
	gen_pool_free(pool, BASE, 2 * 16);
	gen_pool_free(pool, BASE + 3 * 16, 8 * 16);
	gen_pool_destroy(pool);
}

TEST_CASE("genalloc: threads that take and give back at once never hold the same bit")
{
	host::boot({.cpus = 2});

	struct gen_pool *pool = pool_of(200 * 8, 3);
	std::array<std::atomic<int>, 200> holders = {};
	std::atomic<bool> wrong = false;

	// The list is walked under RCU, which wants a CPU: all are CPU 0's here, as nobody waits for a grace period.
	auto run = [&](unsigned int seed) {
		std::mt19937 rng(seed);

		for (int i = 0; i < 4000; i++) {
			const unsigned int n = 1 + rng() % 70;
			const unsigned long addr = gen_pool_alloc(pool, n * 8);

			if (!addr)
				continue;
			for (unsigned int bit = 0; bit < n; bit++)
				wrong = wrong || holders[(addr - BASE) / 8 + bit]++;
			for (unsigned int bit = 0; bit < n; bit++)
				holders[(addr - BASE) / 8 + bit]--;
			gen_pool_free(pool, addr, n * 8);
		}
	};
	std::thread a([&] { host::set_cpu(0), run(1); }), b([&] { host::set_cpu(1), run(2); });

	a.join();
	b.join();
	CHECK_FALSE(wrong);
	CHECK(gen_pool_avail(pool) == 1600);
	gen_pool_destroy(pool);
}
