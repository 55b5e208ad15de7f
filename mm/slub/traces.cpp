// SPDX-License-Identifier: GPL-2.0-only
//
// /sys/kernel/debug/slab/CACHE/alloc_traces and free_traces: from where the objects in use were allocated, and where each was
// freed before; the most frequent first.
//
//	     21 kstrdup+0x2c/0x80 waste=105/5 age=3/120/260 pid=0-1 cpus=0,2
//	        kstrdup+0x2c/0x80
//	        start_kernel+0x78/0x7c
//
//	count, caller, bytes wasted by all and by each (kmalloc() rounds up), age in jiffies: least/mean/most, processes, CPUs; stack
//
// Objects are gathered when the file is opened: all slabs are walked, and tracks that agree in caller, stack and waste are counted
// together. Caches that remember users (SLAB_STORE_USER) have these files. Linux 6.12: process_slab(), add_location(),
// slab_debugfs_show().

#include "mm/slub/debug.h"

#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/sort.h>
#include <linux/spinlock.h>
#include <linux/string.h>

namespace slub
{
namespace
{

struct location {
	depot_stack_handle_t handle;
	unsigned long count;
	unsigned long addr;
	unsigned long waste;
	u64 sum_time;
	long min_time, max_time;
	long min_pid, max_pid;
	struct cpumask cpus;

	void add(const track *t, long age)
	{
		count++;
		if (!t->when)
			return;
		sum_time += age;
		min_time = min(min_time, age);
		max_time = max(max_time, age);
		min_pid = min(min_pid, static_cast<long>(t->pid));
		max_pid = max(max_pid, static_cast<long>(t->pid));
		cpumask_set_cpu(t->cpu, &cpus);
	}
};

// What one opening of a file has gathered: locations by (addr, handle, waste), later by count.
struct loc_track {
	unsigned long max;
	unsigned long count;
	location *loc;
	loff_t idx;
};

int compare(const location &l, unsigned long addr, depot_stack_handle_t handle, unsigned long waste)
{
	if (l.addr != addr)
		return l.addr < addr ? -1 : 1;
	if (l.handle != handle)
		return l.handle < handle ? -1 : 1;
	return l.waste == waste ? 0 : l.waste < waste ? -1 : 1;
}

// Room for `max` locations; what is there moves along.
bool make_room(loc_track *t, unsigned long max, gfp_t gfp)
{
	location *const loc = reinterpret_cast<location *>(
		__get_free_pages(gfp, get_order(sizeof(location) * max)));

	if (!loc)
		return false;
	if (t->max) {
		memcpy(loc, t->loc, sizeof(location) * t->count);
		free_pages(reinterpret_cast<unsigned long>(t->loc),
			   get_order(sizeof(location) * t->max));
	}
	t->max = max;
	t->loc = loc;
	return true;
}

// Counts an object in. One that finds no room is left out.
void add_location(loc_track *t, const track *tr, unsigned long waste)
{
	const long age = jiffies - tr->when;
	unsigned long first = 0, behind = t->count;

	while (first < behind) {
		const unsigned long middle = (first + behind) / 2;
		const int order = compare(t->loc[middle], tr->addr, tr->handle, waste);

		if (!order)
			return t->loc[middle].add(tr, age);
		if (order < 0)
			first = middle + 1;
		else
			behind = middle;
	}
	if (t->count == t->max && !make_room(t, 2 * t->max, GFP_ATOMIC))
		return;

	location *const l = t->loc + first;

	memmove(l + 1, l, (t->count - first) * sizeof(location));
	t->count++;
	*l = {};
	l->handle = tr->handle;
	l->count = 1;
	l->addr = tr->addr;
	l->waste = waste;
	l->sum_time = l->min_time = l->max_time = age;
	l->min_pid = l->max_pid = tr->pid;
	cpumask_set_cpu(tr->cpu, &l->cpus);
}

void process_slab(loc_track *t, kmem_cache *s, slab *sl, track_item item, unsigned long *free)
{
	fill_free_map(free, s, sl);
	for (unsigned int i = 0; i < sl->objects; i++) {
		void *const object = object_at(s, sl, i);
		const unsigned long used = item == TRACK_ALLOC ? get_orig_size(s, object)
							       : s->object_size;

		if (!test_bit(i, free))
			add_location(t, get_track(s, object, item), s->object_size - used);
	}
}

void gather(loc_track *t, kmem_cache *s, track_item item, unsigned long *free)
{
	kmem_cache_node *const n = node_of(s);
	unsigned long flags;
	slab *sl;

	spin_lock_irqsave(&n->list_lock, flags);
	list_for_each_entry(sl, &n->partial, slab_list)
		process_slab(t, s, sl, item, free);
	list_for_each_entry(sl, &n->full, slab_list)
		process_slab(t, s, sl, item, free);
	spin_unlock_irqrestore(&n->list_lock, flags);
}

int by_count(const void *a, const void *b)
{
	return static_cast<const location *>(a)->count > static_cast<const location *>(b)->count
		       ? -1
		       : 1;
}

// ---- text ----

void show_range(struct seq_file *m, const location &l)
{
	if (l.sum_time != static_cast<u64>(l.min_time))
		seq_printf(m, " age=%ld/%llu/%ld", l.min_time, div_u64(l.sum_time, l.count),
			   l.max_time);
	else
		seq_printf(m, " age=%ld", l.min_time);
	if (l.min_pid != l.max_pid)
		seq_printf(m, " pid=%ld-%ld", l.min_pid, l.max_pid);
	else
		seq_printf(m, " pid=%ld", l.min_pid);
	if (num_online_cpus() > 1 && !cpumask_empty(&l.cpus))
		seq_printf(m, " cpus=%*pbl", cpumask_pr_args(&l.cpus));
}

void show_stack_of(struct seq_file *m, depot_stack_handle_t handle)
{
	unsigned long *entries;
	const unsigned int count = stack_depot_fetch(handle, &entries);

	seq_puts(m, "\n");
	for (unsigned int i = 0; i < count; i++)
		seq_printf(m, "        %pS\n", reinterpret_cast<void *>(entries[i]));
}

int show(struct seq_file *m, void *)
{
	const loc_track *const t = static_cast<const loc_track *>(m->private_);

	if (t->idx < static_cast<loff_t>(t->count)) {
		const location &l = t->loc[t->idx];

		seq_printf(m, "%7ld ", l.count);
		if (l.addr)
			seq_printf(m, "%pS", reinterpret_cast<void *>(l.addr));
		else
			seq_puts(m, "<not-available>");
		if (l.waste)
			seq_printf(m, " waste=%lu/%lu", l.count * l.waste, l.waste);
		show_range(m, l);
		if (l.handle)
			show_stack_of(m, l.handle);
		seq_puts(m, "\n");
	}
	if (!t->idx && !t->count)
		seq_puts(m, "No data\n");
	return 0;
}

void *start(struct seq_file *m, loff_t *pos)
{
	loc_track *const t = static_cast<loc_track *>(m->private_);

	t->idx = *pos;
	return !*pos || *pos < static_cast<loff_t>(t->count) ? pos : nullptr;
}

void *next(struct seq_file *m, void *, loff_t *pos)
{
	loc_track *const t = static_cast<loc_track *>(m->private_);

	t->idx = ++*pos;
	return *pos < static_cast<loff_t>(t->count) ? pos : nullptr;
}

void stop(struct seq_file *, void *)
{
}

constexpr struct seq_operations seq_ops = {start, stop, next, show};

// ---- files ----

int open_traces(struct inode *inode, struct file *file, track_item item)
{
	kmem_cache *const s = static_cast<kmem_cache *>(inode->i_private);
	unsigned long *const free = static_cast<unsigned long *>(
		kmalloc_array(BITS_TO_LONGS(oo_objects(s->oo)), sizeof(unsigned long), GFP_KERNEL));
	loc_track *t = nullptr;

	if (free)
		t = static_cast<loc_track *>(__seq_open_private(file, &seq_ops, sizeof(*t)));
	if (t && !make_room(t, PAGE_SIZE / sizeof(location), GFP_KERNEL)) {
		seq_release_private(inode, file);
		t = nullptr;
	}
	if (t) {
		gather(t, s, item, free);
		sort(t->loc, t->count, sizeof(location), by_count, nullptr);
	}
	kfree(free);
	return t ? 0 : -ENOMEM;
}

int release_traces(struct inode *inode, struct file *file)
{
	const struct seq_file *const m = static_cast<const struct seq_file *>(file->private_data);
	const loc_track *const t = static_cast<const loc_track *>(m->private_);

	free_pages(reinterpret_cast<unsigned long>(t->loc), get_order(sizeof(location) * t->max));
	return seq_release_private(inode, file);
}

template <track_item Item>
constexpr struct file_operations traces_fops = {
	.llseek = seq_lseek,
	.read = seq_read,
	.open = [](struct inode *inode,
		   struct file *file) { return open_traces(inode, file, Item); },
	.release = release_traces,
};

// ---- directories ----

struct dentry *root;

// Enters the caches that are not there yet.
void refresh()
{
	kmem_cache *s;

	mutex_lock(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list) {
		if (!(s->flags & SLAB_STORE_USER) || debugfs_lookup(s->name, root))
			continue;
		struct dentry *const dir = debugfs_create_dir(s->name, root);

		debugfs_create_file("alloc_traces", 0400, dir, s, &traces_fops<TRACK_ALLOC>);
		debugfs_create_file("free_traces", 0400, dir, s, &traces_fops<TRACK_FREE>);
	}
	mutex_unlock(&slab_mutex);
}

int __init make_root()
{
	root = debugfs_create_dir("slab", nullptr);
	debugfs_set_refresh(root, refresh);
	return 0;
}
late_initcall(make_root);

} // namespace

void debugfs_slab_release(kmem_cache *s)
{
	if (root && (s->flags & SLAB_STORE_USER))
		debugfs_lookup_and_remove(s->name, root);
}

} // namespace slub
