// SPDX-License-Identifier: GPL-2.0-only
//
// Linux's options that are off unless the kernel is built with them (make OPTIONS=…): hidden links between free objects, random
// sets of kmalloc's caches, buckets, counters, bytes for user space. Each test says what holds with its option, and what holds without.

#include "mm/slub/debug.h"

#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <initializer_list>
#include "tests/kunit/helpers.h"

namespace
{

void links_are_hidden(struct kunit *test)
{
	struct kmem_cache *const s =
		kmem_cache_create("links-test", 64, 0u, SLAB_NO_MERGE, nullptr);
	void *object[3];

	KUNIT_ASSERT_NOT_NULL(test, s);
	for (void *&p : object)
		p = kmem_cache_alloc(s, GFP_KERNEL);
	kmem_cache_free(s, object[0]);
	kmem_cache_free(s, object[1]); // leads to object[0], from whatever list both are on

	void *const stored = *slub::link_of(object[1], s->offset);

	KUNIT_EXPECT_PTR_EQ(test, slub::get_freepointer(s, object[1]), object[0]);
	if (IS_ENABLED(CONFIG_SLAB_FREELIST_HARDENED))
		KUNIT_EXPECT_PTR_NE(test, stored, object[0]);
	else
		KUNIT_EXPECT_PTR_EQ(test, stored, object[0]);
	// What lies in another place cannot be read with the same key.
	if (IS_ENABLED(CONFIG_SLAB_FREELIST_HARDENED)) {
		*slub::link_of(object[2], s->offset) = stored;
		KUNIT_EXPECT_PTR_NE(test, slub::get_freepointer(s, object[2]), object[0]);
	}
	kmem_cache_free(s, object[2]);
	kmem_cache_destroy(s);
}

const char *cache_for(unsigned long caller)
{
	void *const object = __kmalloc_node_track_caller_noprof(PASS_BUCKET_PARAMS(100, NULL),
								GFP_KERNEL, NUMA_NO_NODE, caller);
	const char *const name = virt_to_slab(object)->slab_cache->name;

	kfree(object);
	return name;
}

// 256 calling places: about as many in each of the sets; one place always in the same.
void places_draw_their_caches(struct kunit *test)
{
	const char *names[1 + RANDOM_KMALLOC_CACHES_NR] = {};
	unsigned int sets = 0, i;

	for (unsigned long place = 0; place < 256; place++) {
		const unsigned long caller = 0xffff800080010000 + 4 * place;
		const char *const name = cache_for(caller);

		KUNIT_EXPECT_PTR_EQ(test, cache_for(caller), name);
		for (i = 0; i < sets && strcmp(names[i], name); i++)
			;
		if (i == sets) {
			KUNIT_ASSERT_LT(test, sets, ARRAY_SIZE(names));
			names[sets++] = name;
			KUNIT_EXPECT_TRUE(test, !strcmp(name, "kmalloc-128") ||
							!strncmp(name, "kmalloc-rnd-", 12));
		}
	}
	KUNIT_EXPECT_GE(test, sets, RANDOM_KMALLOC_CACHES_NR ? 12u : 1u);
}

void buckets_are_apart(struct kunit *test)
{
	kmem_buckets *const b = kmem_buckets_create("bucket-test", 0, 0, 0, nullptr);

	KUNIT_ASSERT_NOT_NULL(test, b);
	for (const size_t size : {1ul, 100ul, 192ul, 8192ul}) {
		void *const object = kmem_buckets_alloc(b, size, GFP_KERNEL | __GFP_ZERO);

		KUNIT_ASSERT_NOT_NULL(test, object);

		const struct kmem_cache *const s = virt_to_slab(object)->slab_cache;

		KUNIT_EXPECT_EQ(test, !strncmp(s->name, "bucket-test-", 12),
				IS_ENABLED(CONFIG_SLAB_BUCKETS));
		KUNIT_EXPECT_EQ(test, kmem_cache_size(const_cast<struct kmem_cache *>(s)),
				kmalloc_size_roundup(size));
		KUNIT_EXPECT_NULL(test, memchr_inv(object, 0, size));
		kfree(object);
	}

	void *const large = kmem_buckets_alloc(b, 3 * PAGE_SIZE, GFP_KERNEL);
	void *const virtual_area = kmem_buckets_valloc(b, 8 << 20, GFP_KERNEL);

	KUNIT_EXPECT_NULL(test, virt_to_slab(large));
	KUNIT_EXPECT_TRUE(test, is_vmalloc_addr(virtual_area));
	kfree(large);
	kvfree(virtual_area);
	KUNIT_EXPECT_PTR_EQ(test, kmem_buckets_alloc(b, 0, GFP_KERNEL), ZERO_SIZE_PTR);
}

long count_of(const char *name)
{
	char path[96], text[128];

	snprintf(path, sizeof(path), "/sys/kernel/slab/stats-test/%s", name);
	if (const int error = helpers::read_text(path, text, sizeof(text)))
		return error;
	return simple_strtol(text, nullptr, 10);
}

// Two slabs' worth of objects, taken and given back in the order of their addresses: every count can be told in advance.
void counters(struct kunit *test)
{
	struct kmem_cache *const s =
		kmem_cache_create("stats-test", 1024, 0u, SLAB_NO_MERGE, nullptr);
	const unsigned int per_slab = slub::oo_objects(s->oo);
	void *objects[64];

	KUNIT_ASSERT_LE(test, 2 * per_slab, ARRAY_SIZE(objects));
	if (!IS_ENABLED(CONFIG_SLUB_STATS)) {
		KUNIT_EXPECT_EQ(test, count_of("alloc_fastpath"), -ENOENT);
		kmem_cache_destroy(s);
		return;
	}
	if (slub::is_debugged(s)) {
		kmem_cache_destroy(s);
		kunit_skip(test, "slab_debug= has no fast paths");
	}

	struct expected {
		const char *name;
		long count;
	};
	const auto expect = [&](std::initializer_list<expected> counts) {
		for (const auto &[name, count] : counts)
			KUNIT_EXPECT_EQ_MSG(test, count_of(name), count, "%s", name);
	};

	preempt_disable();
	for (unsigned int i = 0; i < 2 * per_slab; i++)
		objects[i] = kmem_cache_alloc(s, GFP_NOWAIT);
	preempt_enable();
	expect({{"alloc_fastpath", 2 * per_slab - 2},
		{"alloc_slowpath", 2},
		{"alloc_slab", 2},
		{"deactivate_bypass", 1},
		{"alloc_refill", 0},
		{"free_slowpath", 0}});

	// The first slab is full and on no list: its first free object takes it to the CPU's partial list.
	preempt_disable();
	for (unsigned int i = 0; i < 2 * per_slab; i++)
		kmem_cache_free(s, objects[i]);
	preempt_enable();
	expect({{"free_slowpath", per_slab},
		{"free_fastpath", per_slab},
		{"cpu_partial_free", 1},
		{"free_frozen", 0},
		{"free_slab", 0}});

	// Flushed: nobody else freed into the CPU slab, which is empty and kept, as the node has none.
	kmem_cache_shrink(s);
	expect({{"cpuslab_flush", 1},
		{"deactivate_to_head", 1},
		{"deactivate_remote_frees", 0},
		{"free_add_partial", 1},
		{"order_fallback", 0},
		{"alloc_node_mismatch", 0}});

	KUNIT_EXPECT_EQ(test, fs_write("/sys/kernel/slab/stats-test/alloc_slab", "1", 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, fs_write("/sys/kernel/slab/stats-test/alloc_slab", "0", 1), 0);
	expect({{"alloc_slab", 0}, {"alloc_slowpath", 2}});
	kmem_cache_destroy(s);
}

// The compiler is not to know how many: then nobody asks.
bool out_and_back(void *object, unsigned long bytes)
{
	char user[256];

	OPTIMIZER_HIDE_VAR(bytes);
	memset(object, 'o', bytes);
	if (copy_to_user(user, object, bytes))
		return false;
	memset(object, 0, bytes);
	return !copy_from_user(object, user, bytes) && !memchr_inv(object, 'o', bytes);
}

// What may be copied; what may not ends in BUG() (tests/machine/slub_test.cpp, tests/host/slub_usercopy.cpp).
void user_space_gets_what_it_is_given(struct kunit *test)
{
	struct kmem_cache *const plain = kmem_cache_create("user-plain", 200, 0u, 0, nullptr);
	struct kmem_cache *const windowed =
		kmem_cache_create_usercopy("user-window", 200, 0, 0, 16, 40, nullptr);
	char *const object = static_cast<char *>(kmem_cache_alloc(windowed, GFP_KERNEL));
	char *const all = static_cast<char *>(kmalloc(200, GFP_KERNEL));
	char *const dma = static_cast<char *>(kmalloc(200, GFP_KERNEL | GFP_DMA));
	char *const large = static_cast<char *>(kmalloc(3 * PAGE_SIZE, GFP_KERNEL));
	char *const area = static_cast<char *>(vmalloc(PAGE_SIZE));
	char local[64];

	KUNIT_EXPECT_TRUE(test, out_and_back(object + 16, 40));
	KUNIT_EXPECT_TRUE(test, out_and_back(object + 30, 1));
	KUNIT_EXPECT_TRUE(test, out_and_back(object, 0));
	KUNIT_EXPECT_TRUE(test, out_and_back(all, 200));
	KUNIT_EXPECT_TRUE(test, out_and_back(dma, 200));
	KUNIT_EXPECT_TRUE(test, out_and_back(large + 2 * PAGE_SIZE - 100, 200));
	KUNIT_EXPECT_TRUE(test, out_and_back(area + PAGE_SIZE - 200, 200));
	KUNIT_EXPECT_TRUE(test, out_and_back(local, sizeof(local)));

	if (!slub::is_debugged(plain))
		KUNIT_EXPECT_EQ(test, windowed != plain, IS_ENABLED(CONFIG_HARDENED_USERCOPY));
	helpers::read_text("/sys/kernel/slab/user-window/usersize", local, sizeof(local));
	KUNIT_EXPECT_STREQ(test, local, IS_ENABLED(CONFIG_HARDENED_USERCOPY) ? "40\n" : "");

	vfree(area);
	kfree(large);
	kfree(dma);
	kfree(all);
	kmem_cache_free(windowed, object);
	kmem_cache_destroy(windowed);
	kmem_cache_destroy(plain);
}

// A user who asks for more than the kernel's variable has gets nothing.
void variables_are_not_copied_beyond_their_end(struct kunit *test)
{
	char user[64] = {}, variable[16] = "in the kernel";
	unsigned long bytes = 17;

	OPTIMIZER_HIDE_VAR(bytes);
	KUNIT_EXPECT_EQ(test, copy_to_user(user, variable, bytes), 17UL);
	KUNIT_EXPECT_STREQ(test, user, "");
	KUNIT_EXPECT_EQ(test, copy_from_user(variable, user, bytes), 17UL);
	KUNIT_EXPECT_STREQ(test, variable, "in the kernel");
	KUNIT_EXPECT_EQ(test, copy_to_user(user, variable, bytes - 1), 0UL);
	KUNIT_EXPECT_STREQ(test, user, "in the kernel");
}

constinit struct kunit_case cases[] = {
	KUNIT_CASE(links_are_hidden),
	KUNIT_CASE(places_draw_their_caches),
	KUNIT_CASE(buckets_are_apart),
	KUNIT_CASE(counters),
	KUNIT_CASE(user_space_gets_what_it_is_given),
	KUNIT_CASE(variables_are_not_copied_beyond_their_end),
	{},
};
constinit struct kunit_suite suite = {.name = "slub_options", .test_cases = cases};
kunit_test_suite(suite);

} // namespace
