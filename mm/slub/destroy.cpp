// SPDX-License-Identifier: GPL-2.0-only
//
// The end of a cache.
//
//	last user gone ─▶ CPUs' slabs flushed ─▶ empty slabs discarded ─▶ nothing left? ─yes─▶ parts and struct freed
//	                                                                      └─no──▶ report each object; the struct is kept
//
// A cache that still has objects leaves slab_caches, as in Linux, but its memory stays: freeing the objects later works.
// Slabs of SLAB_TYPESAFE_BY_RCU caches wait for a grace period that must be over before the struct goes: they point to it.
//
// Lock: slab_mutex. Linux 6.12: kmem_cache_destroy(), __kmem_cache_shutdown(), free_partial().

#include "mm/slub/debug.h"

#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/string.h>

namespace slub
{
namespace
{

// Discards the node's empty slabs and reports the others.
noinline void free_partial(kmem_cache *s, kmem_cache_node *n)
{
	LIST_HEAD(empty);
	slab *sl, *next;

	spin_lock_irq(&n->list_lock);
	list_for_each_entry_safe(sl, next, &n->partial, slab_list) {
		if (sl->inuse) {
			list_slab_objects(s, sl);
			continue;
		}
		remove_partial(n, sl);
		list_add(&sl->slab_list, &empty);
	}
	spin_unlock_irq(&n->list_lock);

	list_for_each_entry_safe(sl, next, &empty, slab_list)
		discard_slab(s, sl);
}

// True when nothing is left.
bool shut_down(kmem_cache *s)
{
	kmem_cache_node *const n = node_of(s);

	flush_all(s);
	if (n->nr_partial)
		free_partial(s, n);
	return !n->nr_partial && !atomic_long_read(&n->nr_slabs);
}

} // namespace

void release_parts(kmem_cache *s)
{
	free_percpu(s->cpu_slab);
	if (kmem_cache_node *const n = node_of(s)) {
		s->node[0] = nullptr;
		kmem_cache_free(::kmem_cache_node, n);
	}
}

void free_cache(kmem_cache *s)
{
	release_parts(s);
	kfree_const(s->name);
	kmem_cache_free(::kmem_cache, s);
}

} // namespace slub

void kmem_cache_destroy(struct kmem_cache *s)
{
	if (unlikely(!s))
		return;

	// Objects that wait in kfree_rcu() come back first.
	kvfree_rcu_barrier();

	mutex_lock(&slab_mutex);
	if (--s->refcount) {
		mutex_unlock(&slab_mutex);
		return;
	}
	const bool empty = slub::shut_down(s);

	if (!empty && !slub::slab_in_kunit_test())
		WARN(1, "%s %s: Slab cache still has objects when called from %pS", __func__,
		     s->name, (void *)_RET_IP_);
	list_del(&s->list);
	slub::sysfs_forget_aliases(s);
	mutex_unlock(&slab_mutex);
	slub::sysfs_slab_unlink(s);
	slub::debugfs_slab_release(s);
	if (!empty)
		return;

	if (s->flags & SLAB_TYPESAFE_BY_RCU)
		rcu_barrier();
	slub::sysfs_slab_release(s);
}
EXPORT_SYMBOL(kmem_cache_destroy);
