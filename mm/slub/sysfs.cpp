// SPDX-License-Identifier: GPL-2.0-only
//
// /sys/kernel/slab: a directory for each cache, a file for each of its numbers.
//
//	/sys/kernel/slab ─┬─ :0000064 ──┬─ slab_size, objects, partial, …     a cache that may be shared: named by what it is
//	                  │             └─ shrink, validate, min_partial      (writable)
//	                  ├─ kmalloc-64 -> :0000064                          its names: the first, and one for each sharer
//	                  ├─ dentry    ──── …                                a cache that never is: under its own name
//
// Caches come and go often, and mostly nobody looks. So directories are made when somebody does: a path that leads through
// /sys/kernel/slab first calls refresh(), which enters the caches that are not there yet. Destroying a cache takes its directory
// away and waits until the last reader has left. The contents are Linux's in this configuration: counters only with
// SLUB_STATS, usersize only with HARDENED_USERCOPY, no skip_kfence.
//
// Lock: slab_mutex while directories are made; not while a file is read. Linux 6.12: slab_sysfs_ops, sysfs_slab_add().

#include "mm/slub/debug.h"

#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/kstrtox.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/sysfs.h>

namespace slub
{
namespace
{

// The first member is what sysfs knows.
struct slab_attribute {
	struct attribute attr;
	ssize_t (*show)(kmem_cache *s, char *buf);
	ssize_t (*store)(kmem_cache *s, const char *text, size_t length);
};

// ---- numbers that are kept ----

template <auto Member>
ssize_t show_unsigned(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%u\n", s->*Member);
}

template <slab_flags_t Flag>
ssize_t show_flag(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%d\n", !!(s->flags & Flag));
}

ssize_t show_nothing(kmem_cache *, char *)
{
	return 0;
}

ssize_t objs_per_slab_show(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%u\n", oo_objects(s->oo));
}

ssize_t order_show(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%u\n", oo_order(s->oo));
}

ssize_t ctor_show(kmem_cache *s, char *buf)
{
	return s->ctor ? sysfs_emit(buf, "%pS\n", reinterpret_cast<void *>(s->ctor)) : 0;
}

ssize_t aliases_show(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%d\n", s->refcount < 0 ? 0 : s->refcount - 1);
}

ssize_t min_partial_show(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%lu\n", s->min_partial);
}

ssize_t min_partial_store(kmem_cache *s, const char *text, size_t length)
{
	unsigned long min;

	if (const int err = kstrtoul(text, 10, &min))
		return err;
	s->min_partial = min;
	return length;
}

ssize_t cpu_partial_store(kmem_cache *s, const char *text, size_t length)
{
	unsigned int objects;

	if (const int err = kstrtouint(text, 10, &objects))
		return err;
	if (objects && !has_cpu_partial(s))
		return -EINVAL;
	set_cpu_partial(s, objects);
	flush_all(s);
	return length;
}

// ---- numbers that are counted ----

template <typename Count>
unsigned long count_partial(kmem_cache *s, Count count)
{
	kmem_cache_node *const n = node_of(s);
	unsigned long total = 0, flags;
	slab *sl;

	spin_lock_irqsave(&n->list_lock, flags);
	list_for_each_entry(sl, &n->partial, slab_list)
		total += count(sl);
	spin_unlock_irqrestore(&n->list_lock, flags);
	return total;
}

ssize_t partial_show(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%lu\n", node_of(s)->nr_partial);
}

ssize_t objects_partial_show(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%lu\n", count_partial(s, [](slab *sl) { return sl->inuse; }));
}

ssize_t slabs_show(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%lu\n", atomic_long_read(&node_of(s)->nr_slabs));
}

ssize_t total_objects_show(kmem_cache *s, char *buf)
{
	return sysfs_emit(buf, "%lu\n", atomic_long_read(&node_of(s)->total_objects));
}

// What CPUs keep for themselves counts as used.
ssize_t objects_show(kmem_cache *s, char *buf)
{
	const unsigned long free =
		count_partial(s, [](slab *sl) { return sl->objects - sl->inuse; });

	return sysfs_emit(buf, "%lu\n", atomic_long_read(&node_of(s)->total_objects) - free);
}

int cpu_partial_slabs(const kmem_cache *s, unsigned int cpu)
{
	const slab *const first = READ_ONCE(cpu_part(s, cpu)->partial);

	return first ? first->slabs : 0;
}

ssize_t cpu_slabs_show(kmem_cache *s, char *buf)
{
	unsigned long slabs = 0;
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		if (READ_ONCE(cpu_part(s, cpu)->slab))
			slabs += 1 + cpu_partial_slabs(s, cpu);
	return sysfs_emit(buf, "%lu\n", slabs);
}

// "objects(slabs)" of all CPUs, and of each that has some. Objects are estimated: slabs half full.
ssize_t slabs_cpu_partial_show(kmem_cache *s, char *buf)
{
	const int per_slab = oo_objects(s->oo);
	int slabs = 0, len = 0;
	unsigned int cpu;

	for_each_online_cpu(cpu)
		slabs += cpu_partial_slabs(s, cpu);
	len += sysfs_emit_at(buf, len, "%d(%d)", slabs * per_slab / 2, slabs);
	for_each_online_cpu(cpu) {
		const int here = cpu_partial_slabs(s, cpu);

		if (here)
			len += sysfs_emit_at(buf, len, " C%d=%d(%d)", cpu, here * per_slab / 2,
					     here);
	}
	len += sysfs_emit_at(buf, len, "\n");
	return len;
}

// ---- things to do: write 1 ----

ssize_t validate_store(kmem_cache *s, const char *text, size_t length)
{
	if (text[0] != '1' || !is_debugged(s))
		return -EINVAL;

	const long slabs = validate_slab_cache(s);

	return slabs < 0 ? slabs : length;
}

ssize_t shrink_store(kmem_cache *s, const char *text, size_t length)
{
	if (text[0] != '1')
		return -EINVAL;
	kmem_cache_shrink(s);
	return length;
}

// Is the cache one of those that failslab's cache-filter lets fail? Not for sharers: the others do not expect it.
#ifdef CONFIG_FAILSLAB
ssize_t failslab_store(kmem_cache *s, const char *text, size_t length)
{
	if (s->refcount > 1)
		return -EINVAL;
	WRITE_ONCE(s->flags, text[0] == '1' ? s->flags | SLAB_FAILSLAB : s->flags & ~SLAB_FAILSLAB);
	return length;
}
#endif

// ---- what happened (stats.cpp); write 0: forget it ----

#ifdef CONFIG_SLUB_STATS
template <stat_item Item>
ssize_t stat_show(kmem_cache *s, char *buf)
{
	return show_stat(s, buf, Item);
}

template <stat_item Item>
ssize_t stat_store(kmem_cache *s, const char *text, size_t length)
{
	if (text[0] != '0')
		return -EINVAL;
	clear_stat(s, Item);
	return length;
}

template <stat_item Item>
constexpr slab_attribute stat_file(const char *name)
{
	return {{name, 0600}, stat_show<Item>, stat_store<Item>};
}
#endif

// ---- the files ----

constinit slab_attribute attributes[] = {
	{{"slab_size", 0400}, show_unsigned<&kmem_cache::size>, nullptr},
	{{"object_size", 0400}, show_unsigned<&kmem_cache::object_size>, nullptr},
	{{"objs_per_slab", 0400}, objs_per_slab_show, nullptr},
	{{"order", 0400}, order_show, nullptr},
	{{"min_partial", 0600}, min_partial_show, min_partial_store},
	{{"cpu_partial", 0600}, show_unsigned<&kmem_cache::cpu_partial>, cpu_partial_store},
	{{"objects_partial", 0400}, objects_partial_show, nullptr},
	{{"partial", 0400}, partial_show, nullptr},
	{{"cpu_slabs", 0400}, cpu_slabs_show, nullptr},
	{{"ctor", 0400}, ctor_show, nullptr},
	{{"aliases", 0400}, aliases_show, nullptr},
	{{"align", 0400}, show_unsigned<&kmem_cache::align>, nullptr},
	{{"hwcache_align", 0400}, show_flag<SLAB_HWCACHE_ALIGN>, nullptr},
	{{"reclaim_account", 0400}, show_flag<SLAB_RECLAIM_ACCOUNT>, nullptr},
	{{"destroy_by_rcu", 0400}, show_flag<SLAB_TYPESAFE_BY_RCU>, nullptr},
	{{"shrink", 0600}, show_nothing, shrink_store},
	{{"slabs_cpu_partial", 0400}, slabs_cpu_partial_show, nullptr},
	{{"total_objects", 0400}, total_objects_show, nullptr},
	{{"objects", 0400}, objects_show, nullptr},
	{{"slabs", 0400}, slabs_show, nullptr},
	{{"sanity_checks", 0400}, show_flag<SLAB_CONSISTENCY_CHECKS>, nullptr},
	{{"trace", 0400}, show_flag<SLAB_TRACE>, nullptr},
	{{"red_zone", 0400}, show_flag<SLAB_RED_ZONE>, nullptr},
	{{"poison", 0400}, show_flag<SLAB_POISON>, nullptr},
	{{"store_user", 0400}, show_flag<SLAB_STORE_USER>, nullptr},
	{{"validate", 0600}, show_nothing, validate_store},
	{{"cache_dma", 0400}, show_flag<SLAB_CACHE_DMA>, nullptr},
#ifdef CONFIG_SLUB_STATS
	stat_file<ALLOC_FASTPATH>("alloc_fastpath"),
	stat_file<ALLOC_SLOWPATH>("alloc_slowpath"),
	stat_file<FREE_FASTPATH>("free_fastpath"),
	stat_file<FREE_SLOWPATH>("free_slowpath"),
	stat_file<FREE_FROZEN>("free_frozen"),
	stat_file<FREE_ADD_PARTIAL>("free_add_partial"),
	stat_file<FREE_REMOVE_PARTIAL>("free_remove_partial"),
	stat_file<ALLOC_FROM_PARTIAL>("alloc_from_partial"),
	stat_file<ALLOC_SLAB>("alloc_slab"),
	stat_file<ALLOC_REFILL>("alloc_refill"),
	stat_file<ALLOC_NODE_MISMATCH>("alloc_node_mismatch"),
	stat_file<FREE_SLAB>("free_slab"),
	stat_file<CPUSLAB_FLUSH>("cpuslab_flush"),
	stat_file<DEACTIVATE_FULL>("deactivate_full"),
	stat_file<DEACTIVATE_EMPTY>("deactivate_empty"),
	stat_file<DEACTIVATE_TO_HEAD>("deactivate_to_head"),
	stat_file<DEACTIVATE_TO_TAIL>("deactivate_to_tail"),
	stat_file<DEACTIVATE_REMOTE_FREES>("deactivate_remote_frees"),
	stat_file<DEACTIVATE_BYPASS>("deactivate_bypass"),
	stat_file<ORDER_FALLBACK>("order_fallback"),
	stat_file<CMPXCHG_DOUBLE_FAIL>("cmpxchg_double_fail"),
	stat_file<CMPXCHG_DOUBLE_CPU_FAIL>("cmpxchg_double_cpu_fail"),
	stat_file<CPU_PARTIAL_ALLOC>("cpu_partial_alloc"),
	stat_file<CPU_PARTIAL_FREE>("cpu_partial_free"),
	stat_file<CPU_PARTIAL_NODE>("cpu_partial_node"),
	stat_file<CPU_PARTIAL_DRAIN>("cpu_partial_drain"),
#endif
#ifdef CONFIG_FAILSLAB
	{{"failslab", 0600}, show_flag<SLAB_FAILSLAB>, failslab_store},
#endif
#ifdef CONFIG_HARDENED_USERCOPY
	{{"usersize", 0400}, show_unsigned<&kmem_cache::usersize>, nullptr},
#endif
};

ssize_t attribute_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	return container_of(attr, slab_attribute, attr)
		->show(container_of(kobj, kmem_cache, kobj), buf);
}

ssize_t attribute_store(struct kobject *kobj, struct attribute *attr, const char *text, size_t len)
{
	slab_attribute *const a = container_of(attr, slab_attribute, attr);

	return a->store ? a->store(container_of(kobj, kmem_cache, kobj), text, len) : -EIO;
}

constinit const struct sysfs_ops ops = {attribute_show, attribute_store};
constinit const struct kobj_type type = {
	[](struct kobject *kobj) { free_cache(container_of(kobj, kmem_cache, kobj)); },
	&ops,
	nullptr,
};

// ---- directories ----

struct kset *caches_dir;

// Further names of shared caches, under slab_mutex. They stay as long as the cache does, as Linux's links.
struct alias {
	struct list_head list;
	kmem_cache *s;
	const char *name;
	bool linked;
};
LIST_HEAD(aliases);

// ":0000064", with letters in front for what keeps caches apart: two caches of one id would have been one.
void unique_id(const kmem_cache *s, char *id, size_t size)
{
	char letters[8], *p = letters;

	if (s->flags & SLAB_CACHE_DMA)
		*p++ = 'd';
	if (s->flags & SLAB_CACHE_DMA32)
		*p++ = 'D';
	if (s->flags & SLAB_RECLAIM_ACCOUNT)
		*p++ = 'a';
	if (s->flags & SLAB_CONSISTENCY_CHECKS)
		*p++ = 'F';
	if (s->flags & SLAB_ACCOUNT)
		*p++ = 'A';
	if (p != letters)
		*p++ = '-';
	*p = '\0';
	snprintf(id, size, ":%s%07u", letters, s->size);
}

int link_name(kmem_cache *s, const char *name)
{
	// One may be left of a cache that is gone.
	sysfs_remove_link(&caches_dir->kobj, name);
	return sysfs_create_link(&caches_dir->kobj, &s->kobj, name);
}

int add_files(kmem_cache *s)
{
	for (slab_attribute &a : attributes)
		if (const int err = sysfs_create_file(&s->kobj, &a.attr))
			return err;
	return 0;
}

int add_directory(kmem_cache *s)
{
	const bool own_name = slab_unmergeable(s);
	char id[32];

	if (own_name)
		sysfs_remove_link(&caches_dir->kobj, s->name);
	else
		unique_id(s, id, sizeof(id));

	s->kobj.kset = caches_dir;
	if (const int err =
		    kobject_init_and_add(&s->kobj, &type, nullptr, "%s", own_name ? s->name : id))
		return err;
	if (const int err = add_files(s)) {
		kobject_del(&s->kobj);
		return err;
	}
	return own_name ? 0 : link_name(s, s->name);
}

void refresh()
{
	kmem_cache *s;
	alias *a;

	mutex_lock(&slab_mutex);
	list_for_each_entry_reverse(s, &slab_caches, list)
		if (!s->kobj.state_initialized && add_directory(s))
			pr_err("SLUB: Unable to add boot slab %s to sysfs\n", s->name);
	list_for_each_entry(a, &aliases, list)
		if (!a->linked)
			a->linked = link_name(a->s, a->name) == 0;
	mutex_unlock(&slab_mutex);
}

int __init make_kset()
{
	caches_dir = kset_create_and_add("slab", nullptr, kernel_kobj);
	if (!caches_dir) {
		pr_err("Cannot register slab subsystem.\n");
		return -ENOMEM;
	}
	sysfs_set_refresh(&caches_dir->kobj, refresh);
	return 0;
}
late_initcall(make_kset);

} // namespace

// Under slab_mutex.
void sysfs_slab_alias(kmem_cache *s, const char *name)
{
	alias *const a = static_cast<alias *>(kzalloc(sizeof(*a), GFP_KERNEL));

	if (!a)
		return;
	a->s = s;
	a->name = kstrdup_const(name, GFP_KERNEL);
	list_add(&a->list, &aliases);
}

// Not under slab_mutex: waits for readers.
void sysfs_slab_unlink(kmem_cache *s)
{
	if (!s->kobj.state_in_sysfs)
		return;
	if (!slab_unmergeable(s))
		sysfs_remove_link(&caches_dir->kobj, s->name);
	kobject_del(&s->kobj);
}

// Under slab_mutex.
void sysfs_forget_aliases(kmem_cache *s)
{
	alias *a, *next;

	list_for_each_entry_safe(a, next, &aliases, list) {
		if (a->s != s)
			continue;
		if (a->linked)
			sysfs_remove_link(&caches_dir->kobj, a->name);
		list_del(&a->list);
		kfree_const(a->name);
		kfree(a);
	}
}

void sysfs_slab_release(kmem_cache *s)
{
	if (s->kobj.state_initialized)
		kobject_put(&s->kobj);
	else
		free_cache(s);
}

} // namespace slub
