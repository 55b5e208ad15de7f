// SPDX-License-Identifier: GPL-2.0-only
//
// /sys/kernel/slab and /sys/kernel/debug/slab as their users see them: caches appear, tell their numbers, take settings, go.

#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"

#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kstrtox.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "tests/kunit/helpers.h"

namespace
{

// A file's text without the newline at its end, or what reading it failed with.
const char *value(struct kunit *test, const char *folder, const char *file)
{
	constexpr size_t size = 2048;
	char path[128];
	char *const text = static_cast<char *>(kunit_kzalloc(test, size, GFP_KERNEL));

	snprintf(path, sizeof(path), "%s/%s", folder, file);
	if (const int error = helpers::read_text(path, text, size))
		snprintf(text, size, "error %d", error);
	else if (*text && text[strlen(text) - 1] == '\n')
		text[strlen(text) - 1] = '\0';
	return text;
}

int set(const char *path, const char *text)
{
	return fs_write(path, text, strlen(text));
}

#define FOLDER "/sys/kernel/slab/sysfs-test"

void numbers(struct kunit *test)
{
	struct kmem_cache *const s =
		kmem_cache_create("sysfs-test", 1000, 0u, SLAB_NO_MERGE, nullptr);
	const unsigned int per_slab = slub::oo_objects(s->oo);
	char expected[32];
	void *object;

	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "object_size"), "1000");
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "slabs"), "0");
	object = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "slabs"), "1");
	snprintf(expected, sizeof(expected), "%u", per_slab);
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "objs_per_slab"), expected);
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "total_objects"), expected);
	if (!slub::is_debugged(s)) {
		KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "slab_size"), "1000");
		KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "cpu_slabs"), "1");
		KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "slabs_cpu_partial"), "0(0)");
	}
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "ctor"), "");
	if (IS_ENABLED(CONFIG_FAILSLAB)) {
		KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "failslab"), "0");
		KUNIT_EXPECT_EQ(test, set(FOLDER "/failslab", "1\n"), 0);
		KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "failslab"), "1");
		KUNIT_EXPECT_EQ(test, set(FOLDER "/failslab", "0\n"), 0);
	}
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "usersize"),
			   IS_ENABLED(CONFIG_HARDENED_USERCOPY) ? "0" : "error -2");
	kmem_cache_free(s, object);

	KUNIT_EXPECT_EQ(test, set(FOLDER "/shrink", "1\n"), 0);
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "slabs"), "0");
	KUNIT_EXPECT_EQ(test, set(FOLDER "/shrink", "2\n"), -EINVAL);
	KUNIT_EXPECT_EQ(test, set(FOLDER "/min_partial", "17\n"), 0);
	KUNIT_EXPECT_EQ(test, s->min_partial, 17UL);
	KUNIT_EXPECT_EQ(test, set(FOLDER "/min_partial", "many\n"), -EINVAL);
	KUNIT_EXPECT_EQ(test, set(FOLDER "/cpu_partial", "0\n"), 0);
	KUNIT_EXPECT_EQ(test, s->cpu_partial_slabs, 0U);
	KUNIT_EXPECT_EQ(test, set(FOLDER "/cpu_partial", "80\n"),
			slub::is_debugged(s) ? -EINVAL : 0);
	KUNIT_EXPECT_EQ(test, set(FOLDER "/order", "3\n"), -EACCES);
	if (!slub::is_debugged(s))
		KUNIT_EXPECT_EQ(test, set(FOLDER "/validate", "1\n"), -EINVAL);

	kmem_cache_destroy(s);
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "slabs"), "error -2");
}

void names(struct kunit *test)
{
	struct kmem_cache *const a = kmem_cache_create("sysfs-test", 3000, 0u, 0, nullptr);
	struct kmem_cache *const b = kmem_cache_create("sysfs-alias", 2996, 0u, 0, nullptr);
	char target[64];

	if (a != b) {
		kmem_cache_destroy(a);
		kmem_cache_destroy(b);
		kunit_skip(test, "debugged caches share with nobody");
	}
	KUNIT_EXPECT_STREQ(test, value(test, "/sys/kernel/slab/sysfs-alias", "aliases"), "1");
	if (IS_ENABLED(CONFIG_FAILSLAB))
		KUNIT_EXPECT_EQ(test, set(FOLDER "/failslab", "1"),
				-EINVAL); // the others do not expect it
	KUNIT_EXPECT_GT(test, fs_readlink("/sys/kernel/slab/sysfs-alias", target, sizeof(target)),
			0);
	KUNIT_EXPECT_STREQ(test, target, ":0003000");
	KUNIT_EXPECT_GT(test, fs_readlink(FOLDER, target, sizeof(target)), 0);
	KUNIT_EXPECT_STREQ(test, target, ":0003000");
	kmem_cache_destroy(b);
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "aliases"), "0");
	kmem_cache_destroy(a);
	KUNIT_EXPECT_STREQ(test, value(test, FOLDER, "aliases"), "error -2");
	KUNIT_EXPECT_STREQ(test, value(test, "/sys/kernel/slab/sysfs-alias", "aliases"),
			   "error -2");
	KUNIT_EXPECT_STREQ(test, value(test, "/sys/kernel/slab/:0003000", "aliases"), "error -2");
}

#define TRACES "/sys/kernel/debug/slab/sysfs-test"

void traces(struct kunit *test)
{
	struct kmem_cache *const s = kmem_cache_create(
		"sysfs-test", 64, 0u, SLAB_STORE_USER | SLAB_NO_USER_FLAGS, nullptr);
	void *objects[5];

	KUNIT_EXPECT_STREQ(test, value(test, TRACES, "alloc_traces"), "No data");
	for (void *&object : objects)
		object = kmem_cache_alloc(s, GFP_KERNEL);

	const char *const text = value(test, TRACES, "alloc_traces");

	KUNIT_EXPECT_PTR_EQ(test, strstr(text, "      5 "), const_cast<char *>(text));
	KUNIT_EXPECT_NOT_NULL(test, strstr(text, "traces"));
	KUNIT_EXPECT_NOT_NULL(test, strstr(text, " age="));
	// None of them has been freed before.
	KUNIT_EXPECT_NOT_NULL(test, strstr(value(test, TRACES, "free_traces"),
					   "      5 <not-available>"));
	for (void *object : objects)
		kmem_cache_free(s, object);
	KUNIT_EXPECT_EQ(test, set(FOLDER "/validate", "1"), 0);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_STREQ(test, value(test, TRACES, "alloc_traces"), "error -2");
}

struct kunit_case cases[] = {KUNIT_CASE(numbers), KUNIT_CASE(names), KUNIT_CASE(traces), {}};

struct kunit_suite suite = {
	.name = "slub-sysfs",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
