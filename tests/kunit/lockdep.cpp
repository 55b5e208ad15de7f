// SPDX-License-Identifier: GPL-2.0-only
//
// The lock-order checker, in builds that have it: what it must find and what it must not. Findings are caught before they are
// reported; an interrupt is played by counting one.

#include <kunit/test.h>
#include <linux/irqflags.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

#ifdef CONFIG_LOCKDEP

#include <linux/mmzone.h>
#include <linux/percpu.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "kernel/locking/lockdep.hpp"
#include "kernel/printk/internal.h"
#include "mm/percpu/chunk.h"
#include "mm/slab.h"
#include "mm/vmalloc/space.h"

namespace
{

lockdep::finding found;

// Each case has locks of its own: what is learnt of a class is never forgotten.
class catching
{
public:
	catching()
	{
		found = {};
		lockdep::caught = &found;
	}
	~catching()
	{
		lockdep::caught = nullptr;
	}
};

bool finds(lockdep::fault what)
{
	const bool hit = found.what == what;

	found = {};
	return hit;
}
constexpr lockdep::fault nothing = lockdep::fault::none;

void take_both(spinlock_t *first, spinlock_t *second)
{
	spin_lock(first);
	spin_lock(second);
	spin_unlock(second);
	spin_unlock(first);
}

template <typename Function>
void in_interrupt_context(Function handler)
{
	unsigned long flags;

	local_irq_save(flags);
	preempt_count_add(HARDIRQ_OFFSET);
	handler();
	preempt_count_sub(HARDIRQ_OFFSET);
	local_irq_restore(flags);
}

void opposite_orders(struct kunit *test)
{
	static DEFINE_SPINLOCK(a);
	static DEFINE_SPINLOCK(b);
	catching now;

	take_both(&a, &b);
	take_both(&a, &b);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	take_both(&b, &a);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::circle));
}

void circle_of_three(struct kunit *test)
{
	static DEFINE_SPINLOCK(a);
	static DEFINE_SPINLOCK(b);
	static DEFINE_SPINLOCK(c);
	catching now;

	take_both(&a, &b);
	take_both(&b, &c);
	take_both(&a, &c);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	take_both(&c, &a);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::circle));
}

void init_pair(spinlock_t *locks)
{
	for (int i = 0; i < 2; i++)
		spin_lock_init(&locks[i]);
}

// Two locks that one place initialises are of one class, two places make two.
void classes(struct kunit *test)
{
	spinlock_t same[2], other;
	catching now;

	init_pair(same);
	spin_lock_init(&other);
	take_both(&same[0], &other);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	take_both(&other, &same[1]);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::circle));
}

void recursion(struct kunit *test)
{
	spinlock_t same[2];
	catching now;

	init_pair(same);
	take_both(&same[0], &same[1]);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::recursion));

	spin_lock(&same[0]);
	spin_lock_nested(&same[1], SINGLE_DEPTH_NESTING);
	spin_unlock(&same[1]);
	spin_unlock(&same[0]);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
}

void interrupt_and_enabled(struct kunit *test)
{
	static DEFINE_SPINLOCK(lock);
	catching now;

	in_interrupt_context([] {
		spin_lock(&lock);
		spin_unlock(&lock);
	});
	spin_lock_irq(&lock);
	spin_unlock_irq(&lock);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	spin_lock(&lock);
	spin_unlock(&lock);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::irq_state));
}

// safe is taken in interrupts; who holds it waits for unsafe, whose holder an interrupt may stop.
void interrupt_through_a_chain(struct kunit *test)
{
	static DEFINE_SPINLOCK(safe);
	static DEFINE_SPINLOCK(unsafe);
	static DEFINE_SPINLOCK(between);
	catching now;

	in_interrupt_context([] {
		spin_lock(&safe);
		spin_unlock(&safe);
	});
	local_irq_disable();
	take_both(&between, &unsafe);
	local_irq_enable();
	spin_lock(&unsafe);
	spin_unlock(&unsafe);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	local_irq_disable();
	take_both(&safe, &between);
	local_irq_enable();
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::irq_order));
}

// Only in interrupts do readers pass a writer that waits; so only there may one come twice, or stand on both sides of an order.
void readers_in_interrupts(struct kunit *test)
{
	static DEFINE_RWLOCK(shared);
	static DEFINE_SPINLOCK(lock);
	catching now;

	in_interrupt_context([] {
		read_lock(&shared);
		read_lock(&shared);
		spin_lock(&lock);
		spin_unlock(&lock);
		read_unlock(&shared);
		read_unlock(&shared);
		// Readers on both sides let each other in.
		spin_lock(&lock);
		read_lock(&shared);
		read_unlock(&shared);
		spin_unlock(&lock);
	});
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	local_irq_disable();
	spin_lock(&lock);
	write_lock(&shared);
	write_unlock(&shared);
	spin_unlock(&lock);
	local_irq_enable();
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::circle));
}

void readers_in_tasks(struct kunit *test)
{
	static DEFINE_RWLOCK(shared);
	static DEFINE_RWLOCK(other);
	static DEFINE_SPINLOCK(lock);
	catching now;

	read_lock(&shared);
	read_lock(&shared);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::recursion));
	read_unlock(&shared);
	spin_lock(&lock);
	spin_unlock(&lock);
	read_unlock(&shared);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	spin_lock(&lock);
	read_lock(&shared);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::circle));
	read_unlock(&shared);
	KUNIT_EXPECT_TRUE(test, read_trylock(&other));
	read_unlock(&other);
	spin_unlock(&lock);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
}

void rwsems(struct kunit *test)
{
	struct rw_semaphore outer, inner, twice[2];
	catching now;

	init_rwsem(&outer);
	init_rwsem(&inner);
	down_read(&outer);
	down_write(&inner);
	KUNIT_EXPECT_EQ(test, lockdep_is_held_type(&outer, 1), LOCK_STATE_HELD);
	KUNIT_EXPECT_EQ(test, lockdep_is_held_type(&inner, 0), LOCK_STATE_HELD);
	rwsem_assert_held_write(&inner);
	downgrade_write(&inner);
	KUNIT_EXPECT_EQ(test, lockdep_is_held_type(&inner, 1), LOCK_STATE_HELD);
	up_read(&inner);
	up_read(&outer);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	// Readers wait for a writer who waits: also a shared one closes the circle.
	down_read(&inner);
	down_read(&outer);
	up_read(&outer);
	up_read(&inner);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::circle));

	for (struct rw_semaphore &one : twice)
		init_rwsem(&one);
	down_read(&twice[0]);
	down_read_nested(&twice[1], SINGLE_DEPTH_NESTING);
	up_read(&twice[1]);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	down_read(&twice[1]);
	up_read(&twice[1]);
	up_read(&twice[0]);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::recursion));
	down_read_non_owner(&inner);
	up_read_non_owner(&inner);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
}

void trying(struct kunit *test)
{
	static DEFINE_SPINLOCK(a);
	static DEFINE_SPINLOCK(b);
	catching now;

	take_both(&a, &b);
	spin_lock(&b);
	KUNIT_EXPECT_TRUE(test, spin_trylock(&a));
	spin_unlock(&a);
	spin_unlock(&b);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
}

void mutexes(struct kunit *test)
{
	struct mutex outer, inner;
	catching now;

	mutex_init(&outer);
	mutex_init(&inner);
	mutex_lock(&outer);
	mutex_lock(&inner);
	mutex_unlock(&outer); // not the newest first
	mutex_unlock(&inner);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	mutex_lock(&inner);
	mutex_lock(&outer);
	mutex_unlock(&outer);
	mutex_unlock(&inner);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::circle));
}

void who_holds_what(struct kunit *test)
{
	static DEFINE_SPINLOCK(lock);
	catching now;

	KUNIT_EXPECT_EQ(test, lockdep_is_held(&lock), LOCK_STATE_NOT_HELD);
	spin_lock(&lock);
	KUNIT_EXPECT_EQ(test, lockdep_is_held(&lock), LOCK_STATE_HELD);
	lockdep_assert_held(&lock);
	spin_unlock(&lock);
	lockdep_assert_not_held(&lock);
	KUNIT_EXPECT_TRUE(test, finds(nothing));
	lock_release(&lock.dep_map, 0);
	KUNIT_EXPECT_TRUE(test, finds(lockdep::fault::not_held));
}

// Each lock of the picture is taken at least once, in a task.
void visit(struct kmem_cache *cache)
{
	// Too large for the pools: their records are freed when they become free, so many that slabs go to the node's list.
	static struct vm_struct *areas[512];

	for (struct vm_struct *&area : areas)
		area = get_vm_area(SZ_2M, VM_ALLOC);
	for (struct vm_struct *const area : areas)
		free_vm_area(area);
	vfree(vmalloc(PAGE_SIZE));
	vm_unmap_aliases();
	// More than is kept ready: under alloc_mutex.
	free_percpu(__alloc_percpu(PCPU_MIN_UNIT_SIZE, sizeof(long)));
	kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL));
	kmem_cache_shrink(cache);
	__free_pages(alloc_pages(GFP_KERNEL, MAX_PAGE_ORDER - 1), MAX_PAGE_ORDER - 1);
	__free_page(alloc_page(GFP_KERNEL));
}

// The picture "Lock order" in docs/concurrency.md, against all that this kernel has done so far.
void documented_order(struct kunit *test)
{
	struct kmem_cache *const cache =
		kmem_cache_create("lockdep_order", 64, 0, SLAB_NO_MERGE, nullptr);
	struct zone *const zone = page_zone(virt_to_page(cache));
	const struct {
		const char *name;
		const struct lockdep_map *map;
		int depth;
	} locks[] = {
		{"slab_mutex", &slab_mutex.dep_map, 0},
		{"pcpu alloc_mutex", &pcpu::alloc_mutex.dep_map, 1},
		{"purge_lock", &vmspace::purge_lock.dep_map, 2},
		{"busy.lock", &vmap_nodes[0].busy.lock.dep_map, 3},
		{"pool_lock", &vmap_nodes[0].pool_lock.dep_map, 3},
		{"free_lock", &vmspace::free_lock.dep_map, 3},
		{"pcpu lock", &pcpu::lock.dep_map, 3},
		{"list_lock", &cache->node[0]->list_lock.dep_map, 4},
		{"pcp->lock", &raw_cpu_ptr(zone->per_cpu_pageset)->lock.dep_map, 5},
		{"zone->lock", &zone->lock.dep_map, 6},
		{"log_lock", &printk_log::log_lock.dep_map, 7},
	};

	visit(cache);
	pr_info("# the log's lock, too\n");
	for (const auto &outer : locks) {
		KUNIT_EXPECT_NOT_NULL_MSG(test, outer.map->known_class, "%s was never taken",
					  outer.name);
		for (const auto &inner : locks) {
			if (&inner == &outer || inner.depth < outer.depth ||
			    !outer.map->known_class || !inner.map->known_class)
				continue;
			KUNIT_EXPECT_FALSE_MSG(
				test,
				lockdep::leads_to(inner.map->known_class, outer.map->known_class),
				"%s was taken while %s was held", outer.name, inner.name);
		}
	}
	kmem_cache_destroy(cache);
}

// What the kernel has learnt until here was in order.
void nothing_found_so_far(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, debug_locks, 1);
}

struct kunit_case cases[] = {
	KUNIT_CASE(nothing_found_so_far),
	KUNIT_CASE(documented_order),
	KUNIT_CASE(opposite_orders),
	KUNIT_CASE(circle_of_three),
	KUNIT_CASE(classes),
	KUNIT_CASE(recursion),
	KUNIT_CASE(interrupt_and_enabled),
	KUNIT_CASE(interrupt_through_a_chain),
	KUNIT_CASE(readers_in_interrupts),
	KUNIT_CASE(readers_in_tasks),
	KUNIT_CASE(trying),
	KUNIT_CASE(mutexes),
	KUNIT_CASE(rwsems),
	KUNIT_CASE(who_holds_what),
	{},
};

struct kunit_suite suite = {
	.name = "lockdep",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);

#endif
