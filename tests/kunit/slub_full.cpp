// SPDX-License-Identifier: GPL-2.0-only
//
// The full-featured twins of SLUB's fast paths: they come when they are asked for, do what they are for, and go.

#include "mm/slub/full.h"
#include "mm/slub/slub.h"

#include <kunit/test.h>
#include <linux/fs.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <trace/events/kmem.h>
#include <trace/events/slub.h>

namespace
{

int set(const char *file, const char *value)
{
	char path[64];

	snprintf(path, sizeof(path), "/sys/kernel/debug/failslab/%s", file);
	return fs_write(path, value, strlen(value));
}

#define CACHE_FILE "/sys/kernel/slab/failing/failslab"

void failures_on_order(kunit *test)
{
	struct kmem_cache *const s = kmem_cache_create("failing", 64, 0u, SLAB_NO_MERGE, nullptr);
	void *objects[4], *object;

	if (!IS_ENABLED(CONFIG_FAILSLAB)) {
		kmem_cache_destroy(s);
		kunit_skip(test, "CONFIG_FAILSLAB is off");
	}
	KUNIT_ASSERT_NOT_NULL(test, s);
	KUNIT_EXPECT_FALSE(test, static_detour_enabled(kmem_cache_alloc_noprof));
	KUNIT_EXPECT_EQ(test, fs_write(CACHE_FILE, "1", 1), 0);
	KUNIT_EXPECT_TRUE(test, s->flags & SLAB_FAILSLAB);
	KUNIT_EXPECT_EQ(test, set("cache-filter", "Y"), 0);
	KUNIT_EXPECT_EQ(test, set("ignore-gfp-wait", "N"), 0);
	KUNIT_EXPECT_EQ(test, set("times", "-1"), 0);
	KUNIT_EXPECT_EQ(test, set("verbose", "0"), 0);
	KUNIT_EXPECT_EQ(test, set("probability", "100"), 0);
	KUNIT_EXPECT_TRUE(test, static_detour_enabled(kmem_cache_alloc_noprof));

	KUNIT_EXPECT_NULL(test, kmem_cache_alloc(s, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kmem_cache_alloc_node(s, GFP_NOWAIT, 0));
	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(s, GFP_KERNEL, ARRAY_SIZE(objects), objects),
			0);
	object = kmem_cache_alloc(s, GFP_KERNEL | __GFP_NOFAIL);
	KUNIT_ASSERT_NOT_NULL(test, object);
	kmem_cache_free(s, object);
	KUNIT_EXPECT_EQ(test, fs_write(CACHE_FILE, "0", 1), 0);
	object = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_EXPECT_NOT_NULL(test, object);
	kmem_cache_free(s, object);
	// Another cache, without the letter.
	object = kmalloc(64, GFP_KERNEL);
	KUNIT_EXPECT_NOT_NULL(test, object);
	kfree(object);

	KUNIT_EXPECT_EQ(test, set("probability", "0"), 0);
	KUNIT_EXPECT_EQ(test, set("cache-filter", "N"), 0);
	KUNIT_EXPECT_EQ(test, set("ignore-gfp-wait", "Y"), 0);
	KUNIT_EXPECT_FALSE(test, static_detour_enabled(kmem_cache_alloc_noprof));
	object = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_EXPECT_NOT_NULL(test, object);
	kmem_cache_free(s, object);
	kmem_cache_destroy(s);
}

#ifdef CONFIG_TRACEPOINTS

struct seen {
	const struct kmem_cache *cache; // whose events count
	const void *allocated, *freed;
	unsigned int allocs, frees, steps;
	size_t asked, got;
};

void see_alloc(void *data, unsigned long, const void *ptr, struct kmem_cache *s, gfp_t, int)
{
	seen *const e = static_cast<seen *>(data);

	if (s == e->cache) {
		e->allocs++;
		e->allocated = ptr;
	}
}

void see_free(void *data, unsigned long, const void *ptr, const struct kmem_cache *s)
{
	seen *const e = static_cast<seen *>(data);

	if (s == e->cache) {
		e->frees++;
		e->freed = ptr;
	}
}

void see_step(void *data, const struct kmem_cache *s, const struct slab *, const char *)
{
	seen *const e = static_cast<seen *>(data);

	e->steps += s == e->cache;
}

void see_kmalloc(void *data, unsigned long, const void *ptr, size_t asked, size_t got, gfp_t, int)
{
	seen *const e = static_cast<seen *>(data);

	if (asked == 4321) {
		e->asked = asked;
		e->got = got;
		e->allocated = ptr;
	}
}

void events(kunit *test)
{
	struct kmem_cache *const s = kmem_cache_create("traced", 64, 0u, SLAB_NO_MERGE, nullptr);
	seen e = {};

	KUNIT_ASSERT_NOT_NULL(test, s);
	e.cache = s;
	KUNIT_ASSERT_EQ(test, register_trace_kmem_cache_alloc(see_alloc, &e), 0);
	KUNIT_ASSERT_EQ(test, register_trace_kmem_cache_free(see_free, &e), 0);
	KUNIT_ASSERT_EQ(test, register_trace_kmalloc(see_kmalloc, &e), 0);
	KUNIT_ASSERT_EQ(test, register_trace_slub_step(see_step, &e), 0);

	void *const object = kmem_cache_alloc(s, GFP_KERNEL);

	KUNIT_EXPECT_EQ(test, e.allocs, 1u);
	KUNIT_EXPECT_PTR_EQ(test, e.allocated, static_cast<const void *>(object));
	if (!slub::is_debugged(s))
		KUNIT_EXPECT_GE(test, e.steps, 1u); // a new slab
	kmem_cache_free(s, object);
	KUNIT_EXPECT_EQ(test, e.frees, 1u);
	KUNIT_EXPECT_PTR_EQ(test, e.freed, static_cast<const void *>(object));

	void *const memory = kmalloc(4321, GFP_KERNEL);

	KUNIT_EXPECT_EQ(test, e.asked, 4321ul);
	KUNIT_EXPECT_GE(test, e.got, 8192ul);
	KUNIT_EXPECT_PTR_EQ(test, e.allocated, static_cast<const void *>(memory));
	kfree(memory);

	unregister_trace_slub_step(see_step, &e);
	unregister_trace_kmalloc(see_kmalloc, &e);
	unregister_trace_kmem_cache_free(see_free, &e);
	unregister_trace_kmem_cache_alloc(see_alloc, &e);
	tracepoint_synchronize_unregister();
	KUNIT_EXPECT_FALSE(test, static_detour_enabled(kmem_cache_free));

	kmem_cache_free(s, kmem_cache_alloc(s, GFP_KERNEL));
	KUNIT_EXPECT_EQ(test, e.allocs, 1u);
	kmem_cache_destroy(s);
}

#else

void events(kunit *test)
{
	kunit_skip(test, "CONFIG_TRACEPOINTS is off");
}

#endif

constinit struct kunit_case cases[] = {KUNIT_CASE(failures_on_order), KUNIT_CASE(events), {}};
constinit struct kunit_suite suite = {.name = "slub_full", .test_cases = cases};
kunit_test_suite(suite);

} // namespace
