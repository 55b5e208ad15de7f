// SPDX-License-Identifier: GPL-2.0-only
//
// What the guided tours (docs/tours) watch: few allocations, in an order that is always the same, each in a function of its own on
// which a breakpoint can be set.
//
//	tour.kmalloc          tour_kmalloc(bytes)        one object at a time; the ninth of 2048 bytes needs a second slab
//	tour.kfree            tour_kfree(object)         all of them, until their slabs go home
//	tour.pages            tour_take_pages(), tour_give_pages()    blocks of a type that has none: claimed, split, merged
//	tour.use_after_free   tour_suspect(object)       writes into an object that is free
//
// As tests they say that what the tours tell is true.

#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"

#include <kunit/resource.h>
#include <kunit/test.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/slab.h>

extern "C" {

noinline void *tour_kmalloc(size_t bytes)
{
	void *const object = kmalloc(bytes, GFP_KERNEL);

	barrier();
	return object;
}

noinline void tour_kfree(void *object)
{
	kfree(object);
	barrier();
}

noinline struct page *tour_take_pages(gfp_t gfp, unsigned int order)
{
	struct page *const page = alloc_pages(gfp, order);

	barrier();
	return page;
}

noinline void tour_give_pages(struct page *page, unsigned int order)
{
	__free_pages(page, order);
	barrier();
}

// The bug that the sixth tour hunts: whoever called this has freed the object already.
noinline void tour_suspect(char *object)
{
	object[8] = 'X';
	barrier();
}
}

namespace
{

constexpr unsigned int OBJECTS = 64;
constexpr size_t OBJECT_BYTES = 2000;

constinit struct kunit_resource resource = {};
constinit int slab_errors = 0;

void tour_of_kmalloc(struct kunit *test)
{
	void *objects[9];

	for (void *&object : objects) {
		object = tour_kmalloc(OBJECT_BYTES);
		KUNIT_ASSERT_NOT_NULL(test, object);
	}
	for (void *object : objects)
		tour_kfree(object);
}

void tour_of_kfree(struct kunit *test)
{
	void **const objects =
		static_cast<void **>(kunit_kcalloc(test, OBJECTS, sizeof(void *), GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, objects);
	for (unsigned int i = 0; i < OBJECTS; i++)
		objects[i] = kmalloc(OBJECT_BYTES, GFP_KERNEL);
	for (unsigned int i = 0; i < OBJECTS; i++)
		tour_kfree(objects[i]);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(slub::find_cache("kmalloc-2k")), 0u);
}

void tour_of_pages(struct kunit *test)
{
	const gfp_t gfp = GFP_KERNEL | __GFP_RECLAIMABLE;
	struct page *const first = tour_take_pages(gfp, 4);
	struct page *const second = tour_take_pages(gfp, 4);

	KUNIT_ASSERT_NOT_NULL(test, first);
	KUNIT_ASSERT_NOT_NULL(test, second);
	tour_give_pages(second, 4);
	tour_give_pages(first, 4);
}

void tour_of_use_after_free(struct kunit *test)
{
	if (!IS_ENABLED(CONFIG_SLUB_DEBUG))
		kunit_skip(test, "built without SLUB_DEBUG");

	struct kmem_cache *const s =
		kmem_cache_create("tour-patient", 64, 0u,
				  SLAB_CONSISTENCY_CHECKS | SLAB_POISON | SLAB_RED_ZONE |
					  SLAB_STORE_USER | SLAB_NO_MERGE,
				  nullptr);

	KUNIT_ASSERT_NOT_NULL(test, s);
	// Reports are counted instead of printed while the test owns this.
	slab_errors = 0;
	kunit_add_named_resource(test, nullptr, nullptr, &resource, "slab_errors", &slab_errors);

	char *const object = static_cast<char *>(kmem_cache_alloc(s, GFP_KERNEL));

	kmem_cache_free(s, object);
	tour_suspect(object);
	// The allocator looks when it hands the object out again.
	kmem_cache_free(s, kmem_cache_alloc(s, GFP_KERNEL));
	KUNIT_EXPECT_GT(test, slab_errors, 0);
	kmem_cache_destroy(s);
}

struct kunit_case cases[] = {
	{.run_case = tour_of_kmalloc, .name = "kmalloc"},
	{.run_case = tour_of_kfree, .name = "kfree"},
	{.run_case = tour_of_pages, .name = "pages"},
	{.run_case = tour_of_use_after_free, .name = "use_after_free"},
	{},
};

struct kunit_suite suite = {
	.name = "tour",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
