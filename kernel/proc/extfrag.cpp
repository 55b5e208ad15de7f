// SPDX-License-Identifier: GPL-2.0-only
// /sys/kernel/debug/extfrag: how far free memory is in pieces, for each zone and order, from 0 to 1 with three decimals.
//
//	unusable_index   the part of the free memory that lies in blocks too small for the order
//	extfrag_index    why an allocation of the order would fail: 0 lack of memory, 1 fragmentation; -1: it would not fail
//
// Linux 6.12 mm/vmstat.c: unusable_show(), extfrag_show().

#include <linux/debugfs.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/mmzone.h>
#include <linux/seq_file.h>
#include <linux/vmstat.h>

namespace proc
{

namespace
{

template <typename Index>
int show_zones(struct seq_file *m, const char *format, Index index)
{
	struct zone *zone;

	for_each_populated_zone(zone) {
		spinlock_irqsave_guard guard(&zone->lock);

		seq_printf(m, "Node %d, zone %8s ", 0, zone->name);
		for (unsigned int order = 0; order < NR_PAGE_ORDERS; order++) {
			const int thousandths = index(zone, order);

			seq_printf(m, format, thousandths / 1000, thousandths % 1000);
		}
		seq_putc(m, '\n');
	}
	return 0;
}

int unusable_show(struct seq_file *m, void *)
{
	return show_zones(m, "%d.%03d ", unusable_free_index);
}
DEFINE_SHOW_ATTRIBUTE(unusable);

int extfrag_show(struct seq_file *m, void *)
{
	return show_zones(m, "%2d.%03d ", fragmentation_index);
}
DEFINE_SHOW_ATTRIBUTE(extfrag);

int __init extfrag_debug_init()
{
	struct dentry *dir = debugfs_create_dir("extfrag", nullptr);

	debugfs_create_file("unusable_index", 0444, dir, nullptr, &unusable_fops);
	debugfs_create_file("extfrag_index", 0444, dir, nullptr, &extfrag_fops);
	return 0;
}
device_initcall(extfrag_debug_init);

} // namespace

} // namespace proc
