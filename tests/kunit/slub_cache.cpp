// SPDX-License-Identifier: GPL-2.0-only
//
// Object caches on the machine: creation and sharing, the order in which objects come, constructors, RCU, bulk, shrinking,
// destruction; and random work with the invariants checked.

#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"

#include <kunit/test.h>
#include <linux/prandom.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>

namespace
{

struct kmem_cache *lonely_cache(unsigned int size)
{
	return kmem_cache_create("slub-test", size, 0u, SLAB_NO_MERGE, nullptr);
}

// With slab_debug= on the command line some things differ: these tests hold there, too.
bool debugging_all()
{
	return slub::is_debugged(slub::find_cache("kmalloc-64"));
}

void last_freed_comes_first(struct kunit *test)
{
	struct kmem_cache *const s = lonely_cache(64);
	void *objects[8];

	KUNIT_ASSERT_NOT_NULL(test, s);
	for (void *&object : objects)
		object = kmem_cache_alloc(s, GFP_KERNEL);
	// A new slab hands its objects out by address, unless it is shuffled.
	for (int i = 1; i < 8 && !(s->flags & slub::SHUFFLED); i++)
		KUNIT_EXPECT_EQ(
			test, static_cast<char *>(objects[i]) - static_cast<char *>(objects[i - 1]),
			static_cast<long>(s->size));
	for (void *object : objects)
		kmem_cache_free(s, object);
	for (int i = 7; i >= 0; i--)
		KUNIT_EXPECT_PTR_EQ(test, kmem_cache_alloc(s, GFP_KERNEL), objects[i]);
	for (void *object : objects)
		kmem_cache_free(s, object);
	kmem_cache_destroy(s);
}

void full_slabs_and_back(struct kunit *test)
{
	struct kmem_cache *const s = lonely_cache(512);
	const unsigned int per_slab = slub::oo_objects(s->oo), count = per_slab * 20;
	void **const objects =
		static_cast<void **>(kunit_kcalloc(test, count, sizeof(void *), GFP_KERNEL));
	struct slabinfo info = {};

	for (unsigned int i = 0; i < count; i++)
		objects[i] = kmem_cache_alloc(s, GFP_KERNEL);
	get_slabinfo(s, &info);
	KUNIT_EXPECT_EQ(test, info.num_slabs, 20UL);
	KUNIT_EXPECT_EQ(test, info.active_objs, static_cast<unsigned long>(count));
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);

	// One object of each slab: all of them go to this CPU's partial list, until that overflows to the node.
	for (unsigned int i = 0; i < count; i += per_slab)
		kmem_cache_free(s, objects[i]);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);
	for (unsigned int i = 0; i < count; i++)
		if (i % per_slab)
			kmem_cache_free(s, objects[i]);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);

	KUNIT_EXPECT_EQ(test, kmem_cache_shrink(s), 0);
	get_slabinfo(s, &info);
	KUNIT_EXPECT_EQ(test, info.num_slabs, 0UL);
	kmem_cache_destroy(s);
}

void sharing(struct kunit *test)
{
	if (debugging_all())
		kunit_skip(test, "debugged caches share with nobody");

	struct kmem_cache *const a = kmem_cache_create("slub-test-a", 1400, 0u, 0, nullptr);
	struct kmem_cache *const b = kmem_cache_create("slub-test-b", 1396, 0u, 0, nullptr);
	struct kmem_cache *const c =
		kmem_cache_create("slub-test-c", 1400, 0u, SLAB_NO_MERGE, nullptr);
	struct kmem_cache *const d =
		kmem_cache_create("slub-test-d", 1400, 0u, SLAB_RECLAIM_ACCOUNT, nullptr);

	KUNIT_EXPECT_PTR_EQ(test, a, b);
	KUNIT_EXPECT_PTR_NE(test, a, c);
	KUNIT_EXPECT_PTR_NE(test, a, d);
	KUNIT_EXPECT_EQ(test, a->refcount, 2);
	kmem_cache_destroy(b);
	KUNIT_EXPECT_EQ(test, a->refcount, 1);
	kmem_cache_destroy(a);
	kmem_cache_destroy(c);
	kmem_cache_destroy(d);
}

void wrong_arguments(struct kunit *test)
{
	struct kmem_cache_args args = {};

	KUNIT_EXPECT_NULL(test, kmem_cache_create("slub-test-huge", KMALLOC_MAX_SIZE + 1, 0u, 0,
						  nullptr));
	KUNIT_EXPECT_NULL(test, kmem_cache_create("slub-test-flags", 64, 0u, slub::OBJECT_POISON,
						  nullptr));
	// A free pointer inside needs RCU, an offset inside the object, and alignment.
	args.use_freeptr_offset = true;
	KUNIT_EXPECT_NULL(test, kmem_cache_create("slub-test-freeptr", 64, &args, SLAB_NO_MERGE));
	args.freeptr_offset = 4;
	KUNIT_EXPECT_NULL(test,
			  kmem_cache_create("slub-test-freeptr", 64, &args, SLAB_TYPESAFE_BY_RCU));
	args.freeptr_offset = 64;
	KUNIT_EXPECT_NULL(test,
			  kmem_cache_create("slub-test-freeptr", 64, &args, SLAB_TYPESAFE_BY_RCU));
	args.freeptr_offset = 56;
	struct kmem_cache *const s =
		kmem_cache_create("slub-test-freeptr", 64, &args, SLAB_TYPESAFE_BY_RCU);

	KUNIT_ASSERT_NOT_NULL(test, s);
	KUNIT_EXPECT_EQ(test, s->offset, debugging_all() ? s->inuse : 56U);
	if (!debugging_all())
		KUNIT_EXPECT_EQ(test, s->size, 64U);
	kmem_cache_destroy(s);
	kmem_cache_destroy(NULL);
}

void construct(void *object)
{
	memset(object, 0x5a, 100);
}

void constructors(struct kunit *test)
{
	struct kmem_cache *const s = kmem_cache_create("slub-test-ctor", 100, 0u, 0, construct);
	void *objects[100];

	KUNIT_EXPECT_GE(test, s->offset, s->inuse);
	for (int round = 0; round < 2; round++) {
		for (void *&object : objects) {
			object = kmem_cache_alloc(s, GFP_KERNEL);
			KUNIT_EXPECT_NULL(test, memchr_inv(object, 0x5a, 100));
		}
		for (void *object : objects)
			kmem_cache_free(s, object);
	}
	kmem_cache_destroy(s);
}

void alignment(struct kunit *test)
{
	for (unsigned int align = 8; align <= 4096; align *= 2) {
		struct kmem_cache *const s =
			kmem_cache_create("slub-test-align", 40, align, SLAB_NO_MERGE, nullptr);
		void *const a = kmem_cache_alloc(s, GFP_KERNEL);
		void *const b = kmem_cache_alloc(s, GFP_KERNEL);

		KUNIT_EXPECT_EQ(test, reinterpret_cast<unsigned long>(a) % align, 0UL);
		KUNIT_EXPECT_EQ(test, reinterpret_cast<unsigned long>(b) % align, 0UL);
		kmem_cache_free(s, a);
		kmem_cache_free(s, b);
		kmem_cache_destroy(s);
	}
}

void bulk(struct kunit *test)
{
	struct kmem_cache *const s = lonely_cache(64);
	void *objects[200];

	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(s, GFP_KERNEL | __GFP_ZERO, 200, objects), 200);
	for (void *object : objects) {
		KUNIT_EXPECT_NULL(test, memchr_inv(object, 0, 64));
		memset(object, 0xff, 64);
	}
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);
	kmem_cache_free_bulk(s, 200, objects);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);
	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(s, GFP_KERNEL, 0, objects), 0);
	kmem_cache_destroy(s);

	// Objects of several caches, and whole pages.
	for (int i = 0; i < 100; i++)
		objects[i] = kmalloc(i % 10 == 9 ? 20000 : 8 << i % 5, GFP_KERNEL);
	kfree_bulk(100, objects);
	KUNIT_EXPECT_EQ(test, slub::verify_all(), 0U);
}

// A slab that has fallen empty waits for a grace period before its pages go.
void typesafe_by_rcu(struct kunit *test)
{
	struct kmem_cache *const s =
		kmem_cache_create("slub-test-rcu", 2048, 0u, SLAB_TYPESAFE_BY_RCU, nullptr);
	void *const object = kmem_cache_alloc(s, GFP_KERNEL);
	struct page *const page = virt_to_head_page(object);

	KUNIT_EXPECT_EQ(test, s->offset, s->inuse);
	rcu_barrier();
	kmem_cache_free(s, object);
	kmem_cache_shrink(s);
	KUNIT_EXPECT_TRUE(test, rcu_callbacks_pending());
	KUNIT_EXPECT_TRUE(test, PageSlab(page));
	rcu_barrier();
	KUNIT_EXPECT_FALSE(test, PageSlab(page));
	kmem_cache_destroy(s);
}

struct waiting {
	long payload[4];
	struct rcu_head rcu;
};

void freed_after_grace_period(struct kunit *test)
{
	struct waiting *const w = static_cast<struct waiting *>(kmalloc(sizeof(*w), GFP_KERNEL));
	slub::object_info info;

	kfree_rcu(w, rcu);
	KUNIT_EXPECT_TRUE(test, slub::inspect_object(w, &info));
	KUNIT_EXPECT_TRUE(test, info.state == slub::object_state::allocated);
	kvfree_rcu_barrier();
	KUNIT_EXPECT_TRUE(test, slub::inspect_object(w, &info));
	KUNIT_EXPECT_TRUE(test, info.state != slub::object_state::allocated);
}

void inspection(struct kunit *test)
{
	struct kmem_cache *const s = lonely_cache(96);
	char *const a = static_cast<char *>(kmem_cache_alloc(s, GFP_KERNEL));
	char *const b = static_cast<char *>(kmem_cache_alloc(s, GFP_KERNEL));
	slub::object_info info;

	KUNIT_ASSERT_TRUE(test, slub::inspect_object(b + 17, &info));
	KUNIT_EXPECT_PTR_EQ(test, info.cache, s);
	KUNIT_EXPECT_PTR_EQ(test, info.object, static_cast<void *>(b));
	if (!(s->flags & slub::SHUFFLED))
		KUNIT_EXPECT_EQ(test, info.index, 1U);
	KUNIT_EXPECT_EQ(test, info.offset, 17);
	KUNIT_EXPECT_TRUE(test, info.state == slub::object_state::allocated);
	KUNIT_EXPECT_TRUE(test, info.place == (debugging_all() ? slub::slab_place::node_partial
							       : slub::slab_place::cpu));
	KUNIT_EXPECT_EQ(test, info.free, static_cast<unsigned int>(slub::oo_objects(s->oo)) - 2);
	kmem_cache_free(s, a);
	KUNIT_ASSERT_TRUE(test, slub::inspect_object(a, &info));
	KUNIT_EXPECT_TRUE(test, info.state == (debugging_all() ? slub::object_state::slab_freelist
							       : slub::object_state::cpu_freelist));
	KUNIT_EXPECT_EQ(test, info.position, 0U);
	kmem_cache_free(s, b);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_FALSE(test, slub::inspect_object(reinterpret_cast<void *>(0x1000), &info));
}

void wrong_cache(struct kunit *test)
{
	struct kmem_cache *const s = lonely_cache(64);
	void *const object = kmalloc(64, GFP_KERNEL);

	kmem_cache_free(
		s,
		object); // reported, and not done; with checks, as Linux: done, to the right cache
	KUNIT_EXPECT_EQ(test, slub::verify_all(), 0U);
	if (!debugging_all())
		kfree(object);
	kmem_cache_destroy(s);
}

// Allowed; warned about with DEBUG_VM (make DEBUG=1).
void one_name_twice(struct kunit *test)
{
	struct kmem_cache *const a = lonely_cache(64), *const b = lonely_cache(64);

	KUNIT_ASSERT_NOT_NULL(test, b);
	KUNIT_EXPECT_PTR_NE(test, a, b);
	kmem_cache_destroy(a);
	kmem_cache_destroy(b);
}

// The cache leaves the list, the object stays usable, and it can still be freed.
void destroyed_with_objects(struct kunit *test)
{
	struct kmem_cache *const s = lonely_cache(64);
	void *const object = kmem_cache_alloc(s, GFP_KERNEL);

	kmem_cache_destroy(s);
	KUNIT_EXPECT_NULL(test, slub::find_cache("slub-test"));
	memset(object, 0, 64);
	kmem_cache_free(s, object);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);
	// Given a second chance, nothing is left.
	s->refcount = 1;
	list_add(&s->list, &slab_caches);
	kmem_cache_destroy(s);
}

// Debugged caches work without CPU slabs.
void debugged(struct kunit *test)
{
	if (!IS_ENABLED(CONFIG_SLUB_DEBUG))
		kunit_skip(test, "no debugged caches");

	struct kmem_cache *const s = kmem_cache_create(
		"slub-test-debug", 64, 0u, SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER, nullptr);
	const int count = 100;
	void *objects[count];

	for (void *&object : objects) {
		object = kmem_cache_alloc(s, GFP_KERNEL);
		memset(object, 1, 64);
	}
	KUNIT_EXPECT_NULL(test, per_cpu_ptr(s->cpu_slab, 0)->slab);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);
	for (void *object : objects)
		kmem_cache_free(s, object);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);
	kmem_cache_destroy(s);
}

void random_work(struct kunit *test)
{
	constexpr unsigned int most = 500;
	constexpr unsigned int sizes[] = {8, 64, 96, 200, 512, 2048, 8192};
	static const char *const names[] = {"slub-test-8",   "slub-test-64",  "slub-test-96",
					    "slub-test-200", "slub-test-512", "slub-test-2048",
					    "slub-test-8192"};
	unsigned char **const objects = static_cast<unsigned char **>(
		kunit_kcalloc(test, most, sizeof(void *), GFP_KERNEL));
	unsigned int *const which =
		static_cast<unsigned int *>(kunit_kcalloc(test, most, sizeof(int), GFP_KERNEL));
	struct kmem_cache *caches[ARRAY_SIZE(sizes)];
	struct rnd_state state;
	unsigned int damaged = 0;

	prandom_seed_state(&state, 64);
	for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++)
		caches[i] = kmem_cache_create(names[i], sizes[i], 0u, SLAB_NO_MERGE, nullptr);

	for (int step = 0; step < 20000; step++) {
		const unsigned int slot = prandom_u32_state(&state) % most;
		unsigned char *&object = objects[slot];
		const unsigned int size = sizes[which[slot]];

		if (object) {
			damaged += memchr_inv(object, static_cast<int>(slot & 0xff), size) != NULL;
			kmem_cache_free(caches[which[slot]], object);
			object = nullptr;
		} else {
			which[slot] = prandom_u32_state(&state) % ARRAY_SIZE(sizes);
			object = static_cast<unsigned char *>(
				kmem_cache_alloc(caches[which[slot]], GFP_KERNEL));
			memset(object, slot & 0xff, sizes[which[slot]]);
		}
		if (step % 2000 == 0)
			for (struct kmem_cache *s : caches)
				KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0U);
	}
	KUNIT_EXPECT_EQ(test, damaged, 0U);
	for (unsigned int slot = 0; slot < most; slot++)
		if (objects[slot])
			kmem_cache_free(caches[which[slot]], objects[slot]);
	for (struct kmem_cache *s : caches)
		kmem_cache_destroy(s);
}

struct kunit_case cases[] = {KUNIT_CASE(last_freed_comes_first),
			     KUNIT_CASE(full_slabs_and_back),
			     KUNIT_CASE(sharing),
			     KUNIT_CASE(wrong_arguments),
			     KUNIT_CASE(constructors),
			     KUNIT_CASE(alignment),
			     KUNIT_CASE(bulk),
			     KUNIT_CASE(typesafe_by_rcu),
			     KUNIT_CASE(freed_after_grace_period),
			     KUNIT_CASE(inspection),
			     KUNIT_CASE(wrong_cache),
			     KUNIT_CASE(one_name_twice),
			     KUNIT_CASE(destroyed_with_objects),
			     KUNIT_CASE(debugged),
			     KUNIT_CASE(random_work),
			     {}};

struct kunit_suite suite = {
	.name = "slub-cache",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
