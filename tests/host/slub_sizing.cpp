// SPDX-License-Identifier: GPL-2.0-only
//
// SLUB's sizing formulas against what a real Linux 6.12.117 shows in /proc/slabinfo on 1 and on 4 CPUs, and against
// properties that hold for every size.

#include "tests/host/test.h"

#include "mm/slub/slub.h"

namespace
{

struct golden {
	unsigned int size;               // bytes of a slot
	unsigned int objects_1, pages_1; // per slab, 1 CPU
	unsigned int objects_4, pages_4; // 4 CPUs
};

// Recorded from Linux 6.12.117, configuration "debug", QEMU virt: columns objsize, objperslab, pagesperslab.
constexpr golden recorded[] = {
	{8, 512, 1, 512, 1},  {16, 256, 1, 256, 1}, {24, 170, 1, 170, 1}, {32, 128, 1, 128, 1},
	{40, 102, 1, 102, 1}, {48, 85, 1, 85, 1},   {56, 73, 1, 73, 1},   {64, 64, 1, 64, 1},
	{72, 56, 1, 56, 1},   {80, 51, 1, 51, 1},   {96, 42, 1, 42, 1},   {104, 39, 1, 39, 1},
	{120, 34, 1, 34, 1},  {128, 32, 1, 32, 1},  {136, 30, 1, 30, 1},  {144, 28, 1, 28, 1},
	{160, 25, 1, 25, 1},  {192, 21, 1, 21, 1},  {256, 16, 1, 16, 1},  {384, 10, 1, 21, 2},
	{512, 8, 1, 16, 2},   {560, 14, 2, 29, 4},  {576, 14, 2, 28, 4},  {584, 14, 2, 28, 4},
	{632, 25, 4, 25, 4},  {672, 12, 2, 24, 4},  {704, 11, 2, 23, 4},  {880, 9, 2, 18, 4},
	{960, 8, 2, 17, 4},   {1024, 8, 2, 16, 4},  {1088, 15, 4, 30, 8}, {1280, 12, 4, 25, 8},
	{2048, 8, 4, 16, 8},  {2112, 15, 8, 15, 8}, {3328, 9, 8, 9, 8},   {4096, 8, 8, 8, 8},
	{8192, 4, 8, 4, 8},
};

constexpr slub::order_limits with_cpus(unsigned int cpus)
{
	return {0, PAGE_ALLOC_COSTLY_ORDER, 0, cpus};
}

struct kmem_cache sized(unsigned int size, slab_flags_t flags, void (*ctor)(void *) = nullptr,
			unsigned int align = 8)
{
	struct kmem_cache s = {};
	struct kmem_cache_args args = {};

	s.object_size = s.size = size;
	s.flags = flags;
	s.ctor = ctor;
	s.align = args.align = slub::calculate_alignment(flags, align, size);
	CHECK(slub::calculate_sizes(&s, args));
	return s;
}

} // namespace

TEST_CASE("slub sizing: orders and objects per slab are Linux's on 1 and 4 CPUs")
{
	for (const golden &g : recorded) {
		CAPTURE(g.size);
		const unsigned int order_1 = slub::calculate_order(g.size, with_cpus(1));
		const unsigned int order_4 = slub::calculate_order(g.size, with_cpus(4));

		CHECK((1u << order_1) == g.pages_1);
		CHECK(slub::order_objects(order_1, g.size) == g.objects_1);
		CHECK((1u << order_4) == g.pages_4);
		CHECK(slub::order_objects(order_4, g.size) == g.objects_4);
	}
}

TEST_CASE("slub sizing: every size gets an order that holds an object, and waste has a bound")
{
	for (unsigned int cpus : {1u, 2u, 4u, 8u, 16u})
		for (unsigned int size = 8; size <= 65536; size += 8) {
			CAPTURE(cpus);
			CAPTURE(size);
			const int order = slub::calculate_order(size, with_cpus(cpus));

			REQUIRE(order >= 0);
			REQUIRE(order <= MAX_PAGE_ORDER);
			const unsigned int bytes = PAGE_SIZE << order;

			CHECK(bytes >= size);
			CHECK(bytes / size <= slub::MAX_OBJS_PER_PAGE);
			// Up to the order that is preferred, at most half is wasted.
			if (order <= PAGE_ALLOC_COSTLY_ORDER)
				CHECK(bytes % size <= bytes / 2);
		}
}

TEST_CASE("slub sizing: slab_min_order, slab_max_order and slab_min_objects")
{
	CHECK(slub::calculate_order(64, {2, 3, 0, 1}) == 2);
	CHECK(slub::calculate_order(2048, {0, 0, 0, 4}) == 0);
	CHECK(slub::calculate_order(64, {0, 3, 512, 1}) == 3);
	// More objects than slab_max_order has room for: as many as fit.
	CHECK(slub::calculate_order(4096, {0, 3, 1000, 1}) == 3);
	// Larger than the largest block.
	CHECK(slub::calculate_order(8 << 20, with_cpus(1)) < 0);
}

TEST_CASE("slub sizing: where the free pointer lies")
{
	const auto ctor = [](void *) {
	};

	// In the middle, rounded down to a word.
	CHECK(sized(64, 0).offset == 32);
	CHECK(sized(24, 0).offset == 8);
	CHECK(sized(8, 0).offset == 0);
	CHECK(sized(96, 0).offset == 48);
	// Behind the object, for RCU readers, constructed objects and poison.
	for (slab_flags_t flags : {static_cast<slab_flags_t>(SLAB_TYPESAFE_BY_RCU),
				   static_cast<slab_flags_t>(SLAB_POISON)}) {
		CHECK(sized(64, flags).offset == 64);
		CHECK(sized(64, flags).size == 72);
		CHECK(sized(64, flags).inuse == 64);
	}
	CHECK(sized(64, 0, ctor).offset == 64);
	// An odd size is padded to words first.
	CHECK(sized(20, 0).inuse == 24);
	CHECK(sized(20, 0).size == 24);
}

TEST_CASE("slub sizing: debugging makes slots larger as in Linux")
{
	// A word of red zone behind, a word so that the left red zone is never last, and the left red zone itself.
	CHECK(sized(64, SLAB_RED_ZONE).size == 64 + 8 + 8 + 8);
	CHECK(sized(64, SLAB_RED_ZONE).red_left_pad == 8);
	CHECK(sized(64, SLAB_RED_ZONE).inuse == 72);
	// Padding up to the word is red zone enough.
	CHECK(sized(60, SLAB_RED_ZONE).inuse == 64);
	// Two tracks; with kmalloc also the size that was asked for.
	CHECK(sized(64, SLAB_STORE_USER).size == 64 + 2 * 32);
	CHECK(sized(64, SLAB_STORE_USER | SLAB_KMALLOC).size == 64 + 2 * 32 + 8);
}

TEST_CASE("slub sizing: alignment")
{
	// Cache line aligned caches let small objects share a line.
	const unsigned int line = cache_line_size();

	CHECK(slub::calculate_alignment(SLAB_HWCACHE_ALIGN, 0, line) == line);
	CHECK(slub::calculate_alignment(SLAB_HWCACHE_ALIGN, 0, line / 2 + 1) == line);
	CHECK(slub::calculate_alignment(SLAB_HWCACHE_ALIGN, 0, line / 2) == line / 2);
	CHECK(slub::calculate_alignment(SLAB_HWCACHE_ALIGN, 0, line * 3) == line);
	CHECK(slub::calculate_alignment(0, 0, 100) == 8);
	CHECK(slub::calculate_alignment(0, 256, 100) == 256);
	CHECK(slub::calculate_alignment(0, 2, 100) == 8);
}

TEST_CASE("slub sizing: partial list limits follow the slot size")
{
	struct expected {
		unsigned int size;
		unsigned long min_partial;
		unsigned int cpu_partial;
	};
	constexpr expected table[] = {{8, 5, 120},   {64, 5, 120},   {255, 5, 120}, {256, 5, 52},
				      {1023, 5, 52}, {1024, 5, 24},  {4095, 5, 24}, {4096, 6, 6},
				      {8192, 6, 6},  {1 << 14, 7, 6}};

	for (const expected &e : table) {
		CAPTURE(e.size);
		struct kmem_cache s = {};

		s.size = e.size;
		s.oo = slub::oo_make(slub::calculate_order(e.size, with_cpus(1)), e.size);
		slub::set_partial_limits(&s);
		CHECK(s.min_partial == e.min_partial);
		CHECK(s.cpu_partial == e.cpu_partial);
		CHECK(s.cpu_partial_slabs ==
		      (2 * e.cpu_partial + slub::oo_objects(s.oo) - 1) / slub::oo_objects(s.oo));
	}
	// Debugged caches keep nothing per CPU.
	struct kmem_cache debugged = sized(64, SLAB_POISON | slub::DEBUGGED);

	slub::set_partial_limits(&debugged);
	CHECK(debugged.cpu_partial == 0);
	CHECK(debugged.cpu_partial_slabs == 0);
}

TEST_CASE("slub sizing: dividing by the slot size without a division")
{
	std::mt19937 random(1);

	for (unsigned int size = 1; size <= 20000; size++) {
		const struct reciprocal_value r = reciprocal_value(size);

		for (unsigned int n : {0u, 1u, size - 1, size, size + 1, 2 * size - 1, 32768u,
				       65535u, 4194303u, static_cast<unsigned int>(random())})
			if (reciprocal_divide(n, r) != n / size) {
				CAPTURE(size);
				CAPTURE(n);
				CHECK(reciprocal_divide(n, r) == n / size);
			}
	}
}
