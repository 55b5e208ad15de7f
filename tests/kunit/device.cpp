// SPDX-License-Identifier: GPL-2.0-only
//
// Devices and what is managed for them: order of release, groups, actions, memory, drivers; texts in allocated memory.

#include <kunit/device.h>
#include <kunit/test.h>
#include <linux/device.h>
#include <linux/sprintf.h>
#include <linux/string.h>

namespace
{

// Which actions ran, in order: each adds its letter.
char trail[16];

void leave_letter(void *letter)
{
	const size_t length = strlen(trail);

	trail[length] = *static_cast<const char *>(letter);
	trail[length + 1] = '\0';
}

char letters[] = "abcdefg";

struct device *make(struct kunit *test)
{
	struct device *const dev = kunit_device_register(test, "dummy");

	trail[0] = '\0';
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, dev);
	return dev;
}

void add_letter(struct kunit *test, struct device *dev, int index)
{
	KUNIT_ASSERT_EQ(test, devm_add_action(dev, leave_letter, &letters[index]), 0);
}

void newest_first(struct kunit *test)
{
	struct device *const dev = make(test);

	KUNIT_EXPECT_STREQ(test, dev_name(dev), "newest_first.dummy");
	KUNIT_EXPECT_STREQ(test, dev->driver->name, "dummy");
	for (int i = 0; i < 4; i++)
		add_letter(test, dev, i);
	devm_remove_action(dev, leave_letter, &letters[1]);
	devm_release_action(dev, leave_letter, &letters[2]);
	KUNIT_EXPECT_STREQ(test, trail, "c");
	kunit_device_unregister(test, dev);
	KUNIT_EXPECT_STREQ(test, trail, "cda");
}

// a ( b ( c ) d ) e, and an open one: the inner group goes with the outer; marks of others stay.
void groups(struct kunit *test)
{
	struct device *const dev = make(test);

	add_letter(test, dev, 0);
	void *const outer = devres_open_group(dev, nullptr, GFP_KERNEL);
	add_letter(test, dev, 1);
	void *const inner = devres_open_group(dev, nullptr, GFP_KERNEL);
	add_letter(test, dev, 2);
	devres_close_group(dev, inner);
	add_letter(test, dev, 3);
	devres_close_group(dev, nullptr);
	add_letter(test, dev, 4);
	KUNIT_EXPECT_EQ(test, devres_release_group(dev, outer), 3);
	KUNIT_EXPECT_STREQ(test, trail, "dcb");

	KUNIT_ASSERT_NOT_NULL(test, devres_open_group(dev, letters, GFP_KERNEL));
	add_letter(test, dev, 5);
	devres_remove_group(dev, letters);
	KUNIT_ASSERT_NOT_NULL(test, devres_open_group(dev, letters, GFP_KERNEL));
	add_letter(test, dev, 6);
	KUNIT_EXPECT_EQ(test, devres_release_all(dev), 4);
	KUNIT_EXPECT_STREQ(test, trail, "dcbgfea");
}

// ( a [ b ) c ]: releasing the first takes a and b; the second still ends where it did.
void groups_that_overlap(struct kunit *test)
{
	struct device *const dev = make(test);
	void *const first = devres_open_group(dev, nullptr, GFP_KERNEL);

	add_letter(test, dev, 0);
	void *const second = devres_open_group(dev, nullptr, GFP_KERNEL);
	add_letter(test, dev, 1);
	devres_close_group(dev, first);
	add_letter(test, dev, 2);
	devres_close_group(dev, second);
	add_letter(test, dev, 3);
	KUNIT_EXPECT_EQ(test, devres_release_group(dev, first), 2);
	KUNIT_EXPECT_STREQ(test, trail, "ba");
	KUNIT_EXPECT_EQ(test, devres_release_group(dev, second), 1);
	KUNIT_EXPECT_STREQ(test, trail, "bac");
}

void memory(struct kunit *test)
{
	struct device *const dev = make(test);
	char *const text = static_cast<char *>(devm_kzalloc(dev, 100, GFP_KERNEL));

	size_t huge = SIZE_MAX;

	OPTIMIZER_HIDE_VAR(huge); // the compiler would warn
	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_EXPECT_TRUE(test, IS_ALIGNED(reinterpret_cast<unsigned long>(text), 128));
	KUNIT_EXPECT_NULL(test, memchr_inv(text, 0, 100));
	strcpy(text, "kept");
	// 128 bytes of header and 128 of data make a bucket of 256.
	KUNIT_EXPECT_PTR_EQ(test, devm_krealloc(dev, text, 128, GFP_KERNEL), (void *)text);
	char *const moved = static_cast<char *>(devm_krealloc(dev, text, 129, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, moved);
	KUNIT_EXPECT_PTR_NE(test, moved, text);
	KUNIT_EXPECT_STREQ(test, moved, "kept");
	devm_kfree(dev, moved);
	KUNIT_EXPECT_NULL(test, devm_kmalloc(dev, huge, GFP_KERNEL | __GFP_NOWARN));
	KUNIT_EXPECT_NULL(test, devm_kcalloc(dev, huge, 2, GFP_KERNEL | __GFP_NOWARN));
	KUNIT_EXPECT_PTR_EQ(test, devm_kmalloc(dev, 0, GFP_KERNEL), ZERO_SIZE_PTR);

	KUNIT_EXPECT_STREQ(test, devm_kasprintf(dev, GFP_KERNEL, "%d apples", 3), "3 apples");
	KUNIT_EXPECT_STREQ(test, devm_kstrdup(dev, "copy", GFP_KERNEL), "copy");
	static const char constant[] = "constant";
	KUNIT_EXPECT_PTR_EQ(test, devm_kstrdup_const(dev, constant, GFP_KERNEL),
			    static_cast<const char *>(constant));
	devm_kfree(dev, constant);

	const unsigned long pages = devm_get_free_pages(dev, GFP_KERNEL, 1);

	KUNIT_ASSERT_NE(test, pages, 0ul);
	devm_free_pages(dev, pages);
	int __percpu *const counter = devm_alloc_percpu(dev, int);

	KUNIT_ASSERT_NOT_NULL(test, counter);
	devm_free_percpu(dev, counter);
}

int probed, removed;

int probe_second_only(struct device *dev)
{
	probed++;
	return strcmp(dev_name(dev), "two") == 0 ? 0 : -ENXIO;
}
void count_removal(struct device *)
{
	removed++;
}
int match_by_letter(struct device *dev, const struct device_driver *drv)
{
	return dev_name(dev)[0] == drv->name[0];
}
void keep(struct device *)
{
}

// A driver takes what fits and what its probe() accepts, whether the device or the driver came first.
void drivers_and_devices(struct kunit *test)
{
	static const struct bus_type bus = {.name = "letters", .match = match_by_letter};
	static struct device one, two;
	static struct device_driver drv;

	one = {};
	two = {};
	drv = {};
	one.init_name = "one";
	two.init_name = "two";
	one.bus = two.bus = &bus;
	one.release = two.release = keep;
	drv.name = "t";
	drv.bus = &bus;
	drv.probe = probe_second_only;
	drv.remove = count_removal;
	probed = removed = 0;

	KUNIT_ASSERT_EQ(test, device_register(&one), 0);
	KUNIT_ASSERT_EQ(test, driver_register(&drv), 0);
	KUNIT_EXPECT_EQ(test, driver_register(&drv), -EBUSY);
	KUNIT_EXPECT_EQ(test, probed, 0);
	KUNIT_ASSERT_EQ(test, device_register(&two), 0);
	KUNIT_EXPECT_EQ(test, probed, 1);
	KUNIT_EXPECT_PTR_EQ(test, two.driver, &drv);
	KUNIT_EXPECT_NULL(test, one.driver);
	driver_unregister(&drv);
	KUNIT_EXPECT_EQ(test, removed, 1);
	KUNIT_EXPECT_NULL(test, two.driver);
	device_unregister(&two);
	device_unregister(&one);
}

void texts(struct kunit *test)
{
	char *const text = kasprintf(GFP_KERNEL, "%s-%04x", "node", 0xab);

	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_EXPECT_STREQ(test, text, "node-00ab");
	KUNIT_EXPECT_EQ(test, ksize(text), 16ul);
	kfree(text);
}

struct kunit_case cases[] = {
	KUNIT_CASE(newest_first),
	KUNIT_CASE(groups),
	KUNIT_CASE(groups_that_overlap),
	KUNIT_CASE(memory),
	KUNIT_CASE(drivers_and_devices),
	KUNIT_CASE(texts),
	{},
};

struct kunit_suite suite = {
	.name = "device",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
