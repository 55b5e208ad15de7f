// SPDX-License-Identifier: GPL-2.0-only
// /sys with several tasks: an object's attributes are not called any more when it has been removed.

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/kobject.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/string.h>

namespace
{

DECLARE_COMPLETION(inside);
DECLARE_COMPLETION(leave);
DECLARE_COMPLETION(reader_done);
DECLARE_COMPLETION(remover_done);
char text[32];
bool gone;

ssize_t slow_show(struct kobject *kobj, struct kobj_attribute *, char *buf)
{
	complete(&inside);
	wait_for_completion(&leave);
	return sysfs_emit(buf, "%s\n", kobject_name(kobj));
}

struct kobj_attribute slow = __ATTR_RO(slow);

int take_text(void *, const char *piece, size_t len)
{
	memcpy(text, piece, len < sizeof(text) ? len : sizeof(text));
	return 0;
}

int reader(void *)
{
	fs_read("/sys/kunit/slow", take_text, nullptr);
	complete(&reader_done);
	return 0;
}

int remover(void *dir)
{
	kobject_put(static_cast<struct kobject *>(dir));
	WRITE_ONCE(gone, true);
	complete(&remover_done);
	return 0;
}

void removal_waits_for_readers(struct kunit *test)
{
	struct kobject *dir = kobject_create_and_add("kunit", nullptr);

	reinit_completion(&inside);
	reinit_completion(&leave);
	reinit_completion(&reader_done);
	reinit_completion(&remover_done);
	gone = false;
	KUNIT_ASSERT_NOT_NULL(test, dir);
	KUNIT_ASSERT_EQ(test, sysfs_create_file(dir, &slow.attr), 0);
	kthread_run(reader, nullptr, "sysfs_reader");
	wait_for_completion(&inside);
	kthread_run(remover, dir, "sysfs_remover");
	schedule_timeout_uninterruptible(3);
	KUNIT_EXPECT_FALSE(test, READ_ONCE(gone));
	// Nobody new comes in.
	KUNIT_EXPECT_EQ(test, fs_read("/sys/kunit/slow", take_text, nullptr), -ENOENT);
	complete(&leave);
	wait_for_completion(&reader_done);
	wait_for_completion(&remover_done);
	KUNIT_EXPECT_STREQ(test, text, "kunit\n");
}

struct kunit_case cases[] = {
	KUNIT_CASE(removal_waits_for_readers),
	{},
};

struct kunit_suite suite = {
	.name = "sysfs",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
