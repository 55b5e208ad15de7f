// SPDX-License-Identifier: GPL-2.0-only
// /proc/slabinfo: one line per cache, the newest first.
//
// Format 2.1, which slabtop and vmstat -m read. The tunables and sharedavail are from SLAB, the allocator before SLUB, and
// always 0. Linux 6.12 mm/slab_common.c: slab_show(), cache_show().

#include <linux/init.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

#include "mm/slab.h"

namespace proc
{

namespace
{

void *start(struct seq_file *, loff_t *pos)
{
	mutex_lock(&slab_mutex);
	return seq_list_start(&slab_caches, *pos);
}

void *next(struct seq_file *, void *record, loff_t *pos)
{
	return seq_list_next(record, &slab_caches, pos);
}

void stop(struct seq_file *, void *)
{
	mutex_unlock(&slab_mutex);
}

void show_header(struct seq_file *m)
{
	seq_puts(m, "slabinfo - version: 2.1\n");
	seq_puts(
		m,
		"# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab>");
	seq_puts(m, " : tunables <limit> <batchcount> <sharedfactor>");
	seq_puts(m, " : slabdata <active_slabs> <num_slabs> <sharedavail>\n");
}

int show(struct seq_file *m, void *record)
{
	struct kmem_cache *s =
		list_entry(static_cast<struct list_head *>(record), struct kmem_cache, list);
	struct slabinfo info = {};

	if (record == slab_caches.next)
		show_header(m);
	get_slabinfo(s, &info);
	seq_printf(m, "%-17s %6lu %6lu %6u %4u %4d", s->name, info.active_objs, info.num_objs,
		   s->size, info.objects_per_slab, 1 << info.cache_order);
	seq_printf(m, " : tunables %4u %4u %4u", info.limit, info.batchcount, info.shared);
	seq_printf(m, " : slabdata %6lu %6lu %6lu\n", info.active_slabs, info.num_slabs,
		   info.shared_avail);
	return 0;
}

constexpr struct seq_operations ops = {start, stop, next, show};

int __init register_slabinfo()
{
	proc_create_seq("slabinfo", 0400, nullptr, &ops);
	return 0;
}
fs_initcall(register_slabinfo);

} // namespace

} // namespace proc
