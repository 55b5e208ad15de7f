// SPDX-License-Identifier: GPL-2.0-only
//
// kfree_rcu(): free an object after a grace period, many of them at a time.
//
//	kvfree_rcu(ptr) ─▶ CPU's open page of pointers ─full, or 5 s old─▶ call_rcu(page) ─grace period─▶ kfree_bulk(500 pointers)
//	                     one for slab objects
//	                     one for vmalloc areas
//
// An object costs a word in a page instead of a callback of its own, and is freed by the bulk interface, which takes each slab's
// lock once for all its objects. The page is the callback: its head is an rcu_head. It waits for its grace period from the
// moment it is closed, so the last object that came in is covered like the first.
//
// Without memory for a page the object's own rcu_head goes to call_rcu(), with the head's offset in the object for a function, which no
// function's address can be; kvfree_rcu_mightsleep(ptr), which has no head, waits for the grace period itself.
//
// vmalloc areas are unmapped in a task: a work item does that for all whose grace period is over. kvfree_rcu_barrier() waits for it as well.
//
// Mostly it finds nothing to wait for, and sees that without a lock, as rcu_barrier() does (sync.cpp): an object is always in sight, for its
// next place is written before it is gone from its last one, and the places are looked at in this order.
//
//	open page ─▶ CPU's callbacks ─▶ running ─▶ areas_in_task
//
// When the page allocator has nothing left it has the open pages closed, and what is in them freed: kfree_rcu_shrink().
//
// Lock: cpu_batches.lock, interrupts masked; outside cpu_data.lock, not held while pages are allocated.
//
// Linux 6.12: kernel/rcu/tree.c (kvfree_call_rcu, kfree_rcu_work, kfree_rcu_monitor), which keeps the pages in two batches and waits in
// a work queue.

#include <utility> // before the kernel's in_range()

#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/llist.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include "kernel/rcu/rcu.hpp"

namespace rcu
{

namespace
{

// A page of pointers.
struct bulk {
	rcu_head rcu;
	unsigned long count;
	void *records[];
};

constexpr unsigned long records_per_page = (PAGE_SIZE - sizeof(bulk)) / sizeof(void *);
constexpr unsigned long drain_jiffies = 5 * HZ; // Linux 6.12: KFREE_DRAIN_JIFFIES

enum kind { slab_objects, vmalloc_areas, kinds };

struct cpu_batches {
	raw_spinlock_t lock;
	bulk *open[kinds];
	timer_list drain;
	bool ready; // timers work
};

DEFINE_PER_CPU(cpu_batches, batches);

// ---- after the grace period ----

// Heads of pages of areas, and of areas without a page, which a task is to free. Linked by their next pointers.
constinit struct llist_head areas_to_free = {};
// Heads that were put there and that the task has not done with.
constinit atomic_t areas_in_task = ATOMIC_INIT(0);

void *object_of(rcu_head *head)
{
	return reinterpret_cast<char *>(head) - reinterpret_cast<unsigned long>(head->func);
}

void free_areas(struct work_struct *)
{
	struct llist_node *node = llist_del_all(&areas_to_free);
	int done = 0;

	for (; node; done++) {
		rcu_head *const head = reinterpret_cast<rcu_head *>(node);

		node = node->next;
		if (__is_kvfree_rcu_offset(reinterpret_cast<unsigned long>(head->func))) {
			vfree(object_of(head));
			continue;
		}
		bulk *const page = container_of(head, bulk, rcu);

		for (unsigned long i = 0; i < page->count; i++)
			vfree(page->records[i]);
		free_page(reinterpret_cast<unsigned long>(page));
	}
	(void)atomic_sub_return(done, &areas_in_task); // fully ordered
}

DECLARE_WORK(areas_work, free_areas);

void free_in_task(rcu_head *head)
{
	static_assert(offsetof(rcu_head, next) == offsetof(llist_node, next));

	atomic_inc(&areas_in_task);
	llist_add(reinterpret_cast<struct llist_node *>(head), &areas_to_free);
	// Whoever found the list empty may not have come so far yet: each sees to it that the work is queued when its callback is over.
	schedule_work(&areas_work);
}

void free_bulk(rcu_head *head)
{
	bulk *const page = container_of(head, bulk, rcu);

	if (is_vmalloc_addr(page->records[0])) {
		head->func = free_bulk; // no offset: a page
		free_in_task(head);
		return;
	}
	kfree_bulk(page->count, page->records);
	free_page(reinterpret_cast<unsigned long>(page));
}

// ---- before it ----

bulk *new_page(gfp_t gfp)
{
	bulk *const page = reinterpret_cast<bulk *>(__get_free_page(gfp | __GFP_NOWARN));

	if (page)
		page->count = 0;
	return page;
}

// The callback is queued before the page is gone: who looks for both without the lock sees one of them. It cannot run meanwhile, for a
// CPU that holds a lock is in a read-side section. Lock held.
void close(bulk **open)
{
	call_rcu(&(*open)->rcu, free_bulk);
	smp_store_release(open, nullptr);
}

// Value: objects in the pages that it closed.
unsigned long drain(cpu_batches *b)
{
	raw_spinlock_irqsave_guard guard(&b->lock);
	unsigned long objects = 0;

	for (bulk *&page : b->open)
		if (page) {
			objects += page->count;
			close(&page);
		}
	return objects;
}

void drain_timer(timer_list *timer)
{
	drain(container_of(timer, cpu_batches, drain));
}

// Into the open page of this CPU; @fresh becomes one if there is none. False if there is none then either.
bool put(void *ptr, bulk **fresh)
{
	const kind k = is_vmalloc_addr(ptr) ? vmalloc_areas : slab_objects;
	irqsave_guard irqs;
	cpu_batches *const b = this_cpu_ptr(&batches);
	raw_spinlock_guard guard(&b->lock);

	if (!b->open[k])
		WRITE_ONCE(b->open[k], std::exchange(*fresh, nullptr));
	bulk *const page = b->open[k];

	if (page) {
		page->records[page->count++] = ptr;
		if (page->count == records_per_page)
			close(&b->open[k]);
		else if (!timer_pending(&b->drain))
			mod_timer(&b->drain, jiffies + drain_jiffies);
	}
	return page;
}

bool put_in_a_page(void *ptr, gfp_t gfp)
{
	bulk *fresh = nullptr;
	bool done = put(ptr, &fresh);

	if (!done && (fresh = new_page(gfp)))
		done = put(ptr, &fresh);
	if (fresh)
		free_page(reinterpret_cast<unsigned long>(
			fresh)); // another CPU, or an interrupt, had one
	return done;
}

// Closes all open pages. Value: objects in them.
__cold unsigned long close_all()
{
	unsigned long objects = 0;
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		cpu_batches *const b = per_cpu_ptr(&batches, cpu);

		if (!b->ready)
			continue;
		timer_delete_sync(&b->drain);
		objects += drain(b);
	}
	return objects;
}

__always_inline bool any_open()
{
	unsigned long left = possible_cpus();

	do {
		for (bulk *const &page : per_cpu_ptr(&batches, __ffs(left))->open)
			if (READ_ONCE(page))
				return true;
	} while (left &= left - 1);
	return false;
}

} // namespace

void free_by_offset(rcu_head *head)
{
	if (is_vmalloc_addr(head))
		free_in_task(head);
	else
		kvfree(object_of(head));
}

void __init start_kvfree_batches()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		cpu_batches *const b = per_cpu_ptr(&batches, cpu);

		raw_spin_lock_init(&b->lock);
		timer_setup(&b->drain, drain_timer, 0);
		b->ready = true;
	}
}

} // namespace rcu

void kvfree_call_rcu(rcu_head *head, void *ptr)
{
	const gfp_t gfp = head ? GFP_NOWAIT : GFP_KERNEL | __GFP_RETRY_MAYFAIL | __GFP_NOMEMALLOC;

	if (!head)
		might_sleep();
	if (this_cpu_ptr(&rcu::batches)->ready && rcu::put_in_a_page(ptr, gfp))
		return;
	if (!head) {
		synchronize_rcu();
		kvfree(ptr);
		return;
	}
	const unsigned long offset = reinterpret_cast<char *>(head) - static_cast<char *>(ptr);

	call_rcu(head, reinterpret_cast<rcu_callback_t>(offset));
}

void kvfree_rcu_barrier(void)
{
	smp_mb(); // what the caller did before comes before the look
	if (unlikely(rcu::any_open()))
		rcu::close_all();
	smp_rmb();
	if (unlikely(!rcu::nothing_is_queued()))
		rcu::wait_for_callbacks();
	if (unlikely(atomic_read_acquire(&rcu::areas_in_task)))
		flush_work(&rcu::areas_work);
}

unsigned long kfree_rcu_shrink(void)
{
	// A look first: whoever gets here without memory comes often.
	if (!rcu::any_open())
		return 0;
	const unsigned long objects = rcu::close_all();

	rcu_barrier();
	return objects;
}
