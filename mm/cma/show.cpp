// SPDX-License-Identifier: GPL-2.0-only
// The areas of the contiguous memory allocator as files.
//
//   /sys/kernel/mm/cma/AREA/          alloc_pages_success, alloc_pages_fail, release_pages_success: pages since boot
//   /sys/kernel/debug/cma/AREA/       base_pfn, count, order_per_bit, used, maxchunk (pages), bitmap
//                                     alloc, free: take so many pages out of the area, give so many back, the last taken first
//
// Linux 6.12: mm/cma_sysfs.c, mm/cma_debug.c.
#include "mm/cma/cma.h"

#include <linux/bitmap.h>
#include <linux/debugfs.h>
#include <linux/errno.h>
#include <linux/find.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

namespace
{

// ------------------------------------------------ /sys/kernel/mm/cma ------------------------------------------------

const struct cma *area_of(const struct kobject *kobj)
{
	for (const struct cma &cma : cma_areas)
		if (cma.kobj == kobj)
			return &cma;
	return nullptr;
}

template <atomic64_t cma::*Counter>
ssize_t show_counter(struct kobject *kobj, struct kobj_attribute *, char *buf)
{
	return sysfs_emit(buf, "%llu\n", (u64)atomic64_read(&(area_of(kobj)->*Counter)));
}

constinit struct kobj_attribute counters[] = {
	{{"alloc_pages_success", 0444}, show_counter<&cma::nr_pages_succeeded>, nullptr},
	{{"alloc_pages_fail", 0444}, show_counter<&cma::nr_pages_failed>, nullptr},
	{{"release_pages_success", 0444}, show_counter<&cma::nr_pages_released>, nullptr},
};

constinit struct attribute *cma_attrs[] = {
	&counters[0].attr,
	&counters[1].attr,
	&counters[2].attr,
	nullptr,
};

constexpr struct attribute_group cma_group = {.attrs = cma_attrs};

int __init cma_sysfs_init()
{
	struct kobject *const root = kobject_create_and_add("cma", mm_kobj);

	if (!root)
		return -ENOMEM;
	for (unsigned int i = 0; i < cma_area_count; i++) {
		cma_areas[i].kobj = kobject_create_and_add(cma_areas[i].name, root);
		if (!cma_areas[i].kobj)
			return -ENOMEM;
		if (const int error = sysfs_create_group(cma_areas[i].kobj, &cma_group))
			return error;
	}
	return 0;
}
subsys_initcall(cma_sysfs_init);

// ------------------------------------------------ /sys/kernel/debug/cma ------------------------------------------------

struct cma_mem {
	struct hlist_node node;
	struct page *page;
	unsigned long count;
};

int get_long(void *data, u64 *value)
{
	*value = *static_cast<unsigned long *>(data);
	return 0;
}

int get_int(void *data, u64 *value)
{
	*value = *static_cast<unsigned int *>(data);
	return 0;
}

int get_used(void *data, u64 *value)
{
	struct cma *const cma = static_cast<struct cma *>(data);
	spinlock_irqsave_guard guard(&cma->lock);

	*value = (u64)bitmap_weight(cma->bitmap, cma_bitmap_maxno(cma)) << cma->order_per_bit;
	return 0;
}

int get_maxchunk(void *data, u64 *value)
{
	struct cma *const cma = static_cast<struct cma *>(data);
	const unsigned long bits = cma_bitmap_maxno(cma);
	unsigned long most = 0;
	spinlock_irqsave_guard guard(&cma->lock);

	for (unsigned long start, end = 0;
	     (start = find_next_zero_bit(cma->bitmap, bits, end)) < bits;) {
		end = find_next_bit(cma->bitmap, bits, start);
		most = max(most, end - start);
	}
	*value = (u64)most << cma->order_per_bit;
	return 0;
}

void remember(struct cma *cma, struct cma_mem *mem)
{
	spinlock_guard guard(&cma->mem_head_lock);

	hlist_add_head(&mem->node, &cma->mem_head);
}

struct cma_mem *last_taken(struct cma *cma)
{
	spinlock_guard guard(&cma->mem_head_lock);

	if (hlist_empty(&cma->mem_head))
		return nullptr;

	struct cma_mem *const mem = hlist_entry(cma->mem_head.first, struct cma_mem, node);

	hlist_del_init(&mem->node);
	return mem;
}

int set_alloc(void *data, u64 pages)
{
	struct cma *const cma = static_cast<struct cma *>(data);
	struct cma_mem *const mem =
		static_cast<struct cma_mem *>(kzalloc(sizeof(*mem), GFP_KERNEL));

	if (!mem)
		return -ENOMEM;
	mem->page = cma_alloc(cma, pages, 0, false);
	if (!mem->page) {
		kfree(mem);
		return -ENOMEM;
	}
	mem->count = pages;
	remember(cma, mem);
	return 0;
}

// A piece may be given back in part, if the area counts single pages.
int set_free(void *data, u64 pages)
{
	struct cma *const cma = static_cast<struct cma *>(data);

	while (pages) {
		struct cma_mem *const mem = last_taken(cma);

		if (!mem)
			return 0;
		if (mem->count <= pages) {
			cma_release(cma, mem->page, mem->count);
			pages -= mem->count;
			kfree(mem);
			continue;
		}
		if (!cma->order_per_bit) {
			cma_release(cma, mem->page, pages);
			mem->page += pages;
			mem->count -= pages;
		}
		remember(cma, mem);
		return 0;
	}
	return 0;
}

int bitmap_show(struct seq_file *m, void *)
{
	const struct cma *const cma = static_cast<struct cma *>(m->private_);
	const u32 *const words = reinterpret_cast<u32 *>(cma->bitmap);
	const unsigned long count = DIV_ROUND_UP(cma_bitmap_maxno(cma), 32);

	for (unsigned long i = 0; i < count; i++)
		seq_printf(m, "%u%c", words[i], i + 1 < count ? ' ' : '\n');
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(bitmap);

DEFINE_DEBUGFS_ATTRIBUTE(long_fops, get_long, nullptr, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(int_fops, get_int, nullptr, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(used_fops, get_used, nullptr, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(maxchunk_fops, get_maxchunk, nullptr, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(alloc_fops, nullptr, set_alloc, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(free_fops, nullptr, set_free, "%llu\n");

void __init add_area(struct cma *cma, struct dentry *root)
{
	struct dentry *const dir = debugfs_create_dir(cma->name, root);

	debugfs_create_file("alloc", 0200, dir, cma, &alloc_fops);
	debugfs_create_file("free", 0200, dir, cma, &free_fops);
	debugfs_create_file("base_pfn", 0444, dir, &cma->base_pfn, &long_fops);
	debugfs_create_file("count", 0444, dir, &cma->count, &long_fops);
	debugfs_create_file("order_per_bit", 0444, dir, &cma->order_per_bit, &int_fops);
	debugfs_create_file("used", 0444, dir, cma, &used_fops);
	debugfs_create_file("maxchunk", 0444, dir, cma, &maxchunk_fops);
	debugfs_create_file("bitmap", 0444, dir, cma, &bitmap_fops);
}

int __init cma_debugfs_init()
{
	struct dentry *const root = debugfs_create_dir("cma", nullptr);

	for (unsigned int i = 0; i < cma_area_count; i++)
		if (cma_areas[i].bitmap)
			add_area(&cma_areas[i], root);
	return 0;
}
late_initcall(cma_debugfs_init);

} // namespace
