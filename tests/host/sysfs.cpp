// SPDX-License-Identifier: GPL-2.0-only
//
// /sys, /sys/kernel/debug and /proc/sys on the host: objects, attributes, links, variables.

#include "tests/host/test.h"

#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/sysctl.h>
#include <linux/sysfs.h>

namespace
{

int append(void *ctx, const char *text, size_t len)
{
	static_cast<std::string *>(ctx)->append(text, len);
	return 0;
}

std::string text_of(const char *path)
{
	std::string text;
	const int err = fs_read(path, append, &text);

	return err ? "error " + std::to_string(err) : text;
}

int write(const char *path, const std::string &text)
{
	return fs_write(path, text.data(), text.size());
}

std::string names_in(const char *path)
{
	std::string names;

	fs_list(
		path,
		[](void *ctx, const char *name, umode_t) {
			*static_cast<std::string *>(ctx) += std::string(name) + " ";
			return 0;
		},
		&names);
	return names;
}

void boot()
{
	host::boot(64);
	do_initcalls();
}

// An animal: an object with two attributes, one of them writable.
struct animal {
	struct kobject kobj;
	int legs;
};

int released;

void release_animal(struct kobject *kobj)
{
	released++;
	delete container_of(kobj, struct animal, kobj);
}

ssize_t legs_show(struct kobject *kobj, struct kobj_attribute *, char *buf)
{
	return sysfs_emit(buf, "%d\n", container_of(kobj, struct animal, kobj)->legs);
}

ssize_t legs_store(struct kobject *kobj, struct kobj_attribute *, const char *buf, size_t count)
{
	char *end;
	const long legs = strtol(buf, &end, 10);

	if (end == buf || legs < 0 || buf[count] != '\0')
		return -EINVAL;
	container_of(kobj, struct animal, kobj)->legs = (int)legs;
	return (ssize_t)count;
}

ssize_t sound_show(struct kobject *, struct kobj_attribute *, char *buf)
{
	return sysfs_emit(buf, "moo\n");
}

ssize_t feed_store(struct kobject *, struct kobj_attribute *, const char *, size_t count)
{
	return (ssize_t)count;
}

struct kobj_attribute legs = __ATTR_RW(legs);
struct kobj_attribute sound = __ATTR_RO(sound);
struct kobj_attribute feed = __ATTR_WO(feed);
struct attribute *attrs[] = {&legs.attr, &sound.attr, &feed.attr, nullptr};
const struct attribute_group group = {.attrs = attrs};
const struct attribute_group *groups[] = {&group, nullptr};
const struct kobj_type animal_type = {release_animal, &kobj_sysfs_ops, groups};

animal *new_animal(struct kset *kset, const char *name)
{
	animal *a = new animal{};

	a->legs = 4;
	a->kobj.kset = kset;
	REQUIRE(kobject_init_and_add(&a->kobj, &animal_type, nullptr, "%s", name) == 0);
	return a;
}

} // namespace

TEST_CASE("sysfs: an object is a directory, its attributes are files that read and write")
{
	boot();
	struct kset *const zoo = kset_create_and_add("zoo", nullptr, kernel_kobj);

	REQUIRE(zoo);
	animal *const cow = new_animal(zoo, "cow");

	CHECK(names_in("/sys/kernel/zoo") == "cow ");
	CHECK(names_in("/sys/kernel/zoo/cow") == "feed legs sound ");
	CHECK(text_of("/sys/kernel/zoo/cow/legs") == "4\n");
	CHECK(write("/sys/kernel/zoo/cow/legs", "3\n") == 0);
	CHECK(text_of("/sys/kernel/zoo/cow/legs") == "3\n");
	CHECK(write("/sys/kernel/zoo/cow/legs", "many\n") == -EINVAL);
	// What the mode forbids is forbidden, and nothing can be created.
	CHECK(write("/sys/kernel/zoo/cow/sound", "muh") == -EACCES);
	CHECK(text_of("/sys/kernel/zoo/cow/feed") == "error -13");
	CHECK(write("/sys/kernel/zoo/cow/feed", "hay") == 0);
	CHECK(write("/sys/kernel/zoo/cow/tail", "1") == -ENOENT);
	CHECK(write("/sys/kernel/zoo/cow", "1") == -EISDIR);

	struct kobject *const found = kset_find_obj(zoo, "cow");

	CHECK(found == &cow->kobj);
	kobject_put(found);
	kobject_put(&cow->kobj);
	CHECK(released == 1);
	CHECK(names_in("/sys/kernel/zoo").empty());
	kset_unregister(zoo);
	CHECK(text_of("/sys/kernel/zoo") == "error -2");
}

TEST_CASE("sysfs: links lead from one object's directory to another's, relative as in Linux")
{
	boot();
	struct kset *const zoo = kset_create_and_add("zoo", nullptr, kernel_kobj);
	animal *const cow = new_animal(zoo, ":0001");
	char target[64];

	REQUIRE(sysfs_create_link(&zoo->kobj, &cow->kobj, "cow") == 0);
	REQUIRE(sysfs_create_link(nullptr, &cow->kobj, "first") == 0);
	REQUIRE(sysfs_create_link(&cow->kobj, &zoo->kobj, "home") == 0);
	CHECK(fs_readlink("/sys/kernel/zoo/cow", target, sizeof(target)) == 5);
	CHECK(std::string(target) == ":0001");
	fs_readlink("/sys/first", target, sizeof(target));
	CHECK(std::string(target) == "kernel/zoo/:0001");
	fs_readlink("/sys/kernel/zoo/:0001/home", target, sizeof(target));
	CHECK(std::string(target) == "../../zoo");
	CHECK(text_of("/sys/first/home/cow/legs") == "4\n");
	CHECK(text_of("/sys/first/../vmstat") == "error -2");
	CHECK(fs_readlink("/sys/kernel", target, sizeof(target)) == -EINVAL);

	CHECK(sysfs_create_link_nowarn(&zoo->kobj, &cow->kobj, "cow") == -EEXIST);
	CHECK(host::console().find("duplicate") == std::string::npos);
	CHECK(sysfs_create_link(&zoo->kobj, &cow->kobj, "cow") == -EEXIST);
	CHECK(host::console().find("cannot create duplicate filename '/sys/kernel/zoo/cow'") !=
	      std::string::npos);

	// A link whose object is gone leads nowhere.
	kobject_put(&cow->kobj);
	CHECK(text_of("/sys/first/legs") == "error -2");
	sysfs_remove_link(&zoo->kobj, "cow");
	CHECK(names_in("/sys/kernel/zoo").empty());
}

TEST_CASE("sysfs: groups with a name are directories; is_visible chooses; a failure leaves nothing")
{
	boot();
	struct kobject *const dir = kobject_create_and_add("dir", nullptr);
	static const struct attribute_group named = {
		.name = "body",
		.is_visible = [](struct kobject *, struct attribute *attr, int) -> umode_t {
			return attr == &legs.attr ? 0400 : 0;
		},
		.attrs = attrs,
	};
	umode_t mode = 0;

	REQUIRE(sysfs_create_group(dir, &named) == 0);
	CHECK(names_in("/sys/dir/body") == "legs ");
	CHECK(fs_stat("/sys/dir/body/legs", &mode) == 0);
	CHECK(mode == (S_IFREG | 0400));
	CHECK(write("/sys/dir/body/legs", "2") == -EACCES);
	sysfs_remove_group(dir, &named);
	CHECK(names_in("/sys/dir").empty());

	REQUIRE(sysfs_create_file(dir, &sound.attr) == 0);
	CHECK(sysfs_create_group(dir, &group) == -EEXIST);
	CHECK(text_of("/sys/dir/legs") == "error -2");
	kobject_put(dir);
}

TEST_CASE("debugfs: variables, own files, links, removal with everything below")
{
	boot();
	static u32 number = 7;
	static u64 big = 255;
	static bool flag = true;
	static atomic_t count = ATOMIC_INIT(-3);
	struct dentry *const dir = debugfs_create_dir("test", nullptr);

	debugfs_create_u32("number", 0644, dir, &number);
	debugfs_create_x64("big", 0400, dir, &big);
	debugfs_create_bool("flag", 0644, dir, &flag);
	debugfs_create_atomic_t("count", 0644, dir, &count);
	debugfs_create_symlink("again", nullptr, "test/number");
	CHECK(names_in("/sys/kernel/debug/test") == "big count flag number ");
	CHECK(text_of("/sys/kernel/debug/test/number") == "7\n");
	CHECK(text_of("/sys/kernel/debug/again") == "7\n");
	CHECK(write("/sys/kernel/debug/test/number", "0x10\n") == 0);
	CHECK(number == 16);
	CHECK(write("/sys/kernel/debug/test/number", "ten\n") == -EINVAL);
	CHECK(text_of("/sys/kernel/debug/test/big") == "0x00000000000000ff\n");
	CHECK(text_of("/sys/kernel/debug/test/flag") == "Y\n");
	CHECK(write("/sys/kernel/debug/test/flag", "off\n") == 0);
	CHECK(!flag);
	CHECK(text_of("/sys/kernel/debug/test/count") == "-3\n");
	CHECK(write("/sys/kernel/debug/test/count", "-4\n") == 0);
	CHECK(atomic_read(&count) == -4);

	CHECK(IS_ERR(debugfs_create_dir("test", nullptr)));
	CHECK(host::console().find("debugfs: Directory 'test' in directory '/' already present!") !=
	      std::string::npos);
	CHECK(IS_ERR(debugfs_create_dir("below", debugfs_create_dir("test", nullptr))));
	CHECK(debugfs_lookup("test", nullptr) == dir);
	debugfs_remove(dir);
	CHECK(text_of("/sys/kernel/debug/test/number") == "error -2");
	CHECK(text_of("/sys/kernel/debug/again") == "error -2");
	debugfs_remove(nullptr);
}

TEST_CASE("sysctl: numbers are taken as Linux takes them")
{
	boot();
	static int values[3] = {1, 2, 3};
	static int one;
	static const struct ctl_table table[] = {
		{.procname = "values",
		 .data = values,
		 .maxlen = sizeof(values),
		 .mode = 0644,
		 .proc_handler = proc_dointvec},
		{.procname = "one",
		 .data = &one,
		 .maxlen = sizeof(one),
		 .mode = 0644,
		 .proc_handler = proc_dointvec_minmax,
		 .extra1 = SYSCTL_ZERO,
		 .extra2 = SYSCTL_ONE_HUNDRED},
		{.procname = "fixed",
		 .data = &one,
		 .maxlen = sizeof(one),
		 .mode = 0444,
		 .proc_handler = proc_dointvec},
	};

	REQUIRE(register_sysctl("test/deep", table));
	CHECK(text_of("/proc/sys/test/deep/values") == "1\t2\t3\n");
	CHECK(write("/proc/sys/test/deep/values", " 0x10 -5\n") == 0);
	CHECK(text_of("/proc/sys/test/deep/values") == "16\t-5\t3\n");
	// What comes before a mistake has been stored.
	CHECK(write("/proc/sys/test/deep/values", "7 x 9\n") == -EINVAL);
	CHECK(text_of("/proc/sys/test/deep/values") == "7\t-5\t3\n");
	for (const char *wrong : {"", "\n", "x", "12x", "2147483648", "-2147483649", "-", "1.5",
				  "11111111111111111111111111"})
		CHECK_MESSAGE(write("/proc/sys/test/deep/values", wrong) == (*wrong ? -EINVAL : 0),
			      wrong);
	CHECK(write("/proc/sys/test/deep/values", "-2147483648 2147483647 010") == 0);
	CHECK(text_of("/proc/sys/test/deep/values") == "-2147483648\t2147483647\t8\n");

	CHECK(write("/proc/sys/test/deep/one", "100") == 0);
	CHECK(write("/proc/sys/test/deep/one", "101") == -EINVAL);
	CHECK(write("/proc/sys/test/deep/one", "-1") == -EINVAL);
	CHECK(one == 100);
	CHECK(write("/proc/sys/test/deep/fixed", "1") == -EACCES);
	CHECK(text_of("/proc/sys/test/deep/fixed") == "100\n");
}

TEST_CASE("sysctl: vm's settings change watermarks, reserves and page lists")
{
	boot();
	struct zone *const zone = &contig_page_data.node_zones[ZONE_DMA];
	const struct per_cpu_pages *const pcp = per_cpu_ptr(zone->per_cpu_pageset, 0);
	const int tuned_min = pcp->high_min, tuned_max = pcp->high_max;

	CHECK(write("/proc/sys/vm/min_free_kbytes", "2048\n") == 0);
	CHECK(min_wmark_pages(zone) == 512);
	CHECK(low_wmark_pages(zone) == 640);
	CHECK(user_min_free_kbytes == 2048);
	CHECK(write("/proc/sys/vm/min_free_kbytes", "-1\n") == -EINVAL);
	CHECK(write("/proc/sys/vm/watermark_scale_factor", "3000\n") == 0);
	CHECK(low_wmark_pages(zone) - min_wmark_pages(zone) ==
	      zone_managed_pages(zone) / 10000 * 3000 +
		      zone_managed_pages(zone) % 10000 * 3000 / 10000);
	CHECK(write("/proc/sys/vm/watermark_scale_factor", "3001\n") == -EINVAL);
	CHECK(write("/proc/sys/vm/watermark_scale_factor", "0\n") == -EINVAL);
	CHECK(write("/proc/sys/vm/watermark_scale_factor", "10\n") == 0);

	CHECK(write("/proc/sys/vm/percpu_pagelist_high_fraction", "7\n") == -EINVAL);
	CHECK(text_of("/proc/sys/vm/percpu_pagelist_high_fraction") == "0\n");
	CHECK(write("/proc/sys/vm/percpu_pagelist_high_fraction", "16\n") == 0);
	CHECK(pcp->high_min == (int)(zone_managed_pages(zone) / 16));
	CHECK(pcp->high_max == pcp->high_min);
	CHECK(write("/proc/sys/vm/percpu_pagelist_high_fraction", "0\n") == 0);
	CHECK(pcp->high_max == tuned_max);
	CHECK(pcp->high_min >= tuned_min);

	CHECK(text_of("/proc/sys/vm/watermark_boost_factor") == "15000\n");
	CHECK(write("/proc/sys/vm/watermark_boost_factor", "-1\n") == -EINVAL);
	CHECK(write("/proc/sys/vm/watermark_boost_factor", "0\n") == 0);

	CHECK(text_of("/proc/sys/vm/lowmem_reserve_ratio") == "256\t256\t32\t0\n");
	CHECK(write("/proc/sys/vm/lowmem_reserve_ratio", "-5 128\n") == 0);
	CHECK(text_of("/proc/sys/vm/lowmem_reserve_ratio") == "0\t128\t32\t0\n");
	CHECK(write("/proc/sys/vm/stat_refresh", "1\n") == 0);
	CHECK(text_of("/proc/sys/vm/stat_refresh").empty());
}

TEST_CASE("debugfs: what boot knew of memory, and how far it is in pieces")
{
	host::boot({.banks = {{0x40000000, 32ull << 20}, {0x80000000, 32ull << 20}},
		    .reserved = {{0x41000000, 0x2000}}});
	do_initcalls();
	CHECK(text_of("/sys/kernel/debug/memblock/memory") ==
	      "   0: 0x0000000040000000..0x0000000041ffffff    0 NONE\n"
	      "   1: 0x0000000080000000..0x0000000081ffffff    0 NONE\n");
	CHECK(text_of("/sys/kernel/debug/memblock/reserved")
		      .find(": 0x0000000041000000..0x0000000041001fff    0 NONE\n") !=
	      std::string::npos);
	// Every order can be had; of order 0 nothing is unusable.
	CHECK(text_of("/sys/kernel/debug/extfrag/extfrag_index") ==
	      "Node 0, zone      DMA -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 -1.000 \n");
	CHECK(text_of("/sys/kernel/debug/extfrag/unusable_index")
		      .starts_with("Node 0, zone      DMA 0.000 0."));

	// Every second page of everything: only single pages are left.
	std::vector<struct page *> pages;

	while (struct page *page = alloc_page(GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY))
		pages.push_back(page);
	for (struct page *page : pages)
		if (page_to_pfn(page) % 2)
			__free_page(page);
	drain_all_pages(nullptr);

	const std::string unusable = text_of("/sys/kernel/debug/extfrag/unusable_index");
	const std::string extfrag = text_of("/sys/kernel/debug/extfrag/extfrag_index");
	double index[11], why[11];

	for (int order = 0; order < 11; order++) {
		index[order] = std::stod(unusable.substr(22 + 6 * order));
		why[order] = std::stod(extfrag.substr(22 + 7 * order));
	}
	CHECK(index[0] == 0);
	CHECK(index[5] > 0.8);
	CHECK(why[0] == -1);
	CHECK(why[10] > 0.9);
}
