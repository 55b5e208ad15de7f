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
// When the page allocator has nothing left it has the open pages closed, and what is in them freed: kfree_rcu_shrink().
//
// Lock: cpu_batches.lock, interrupts masked; not held while pages are allocated or call_rcu() is called.
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

void *object_of(rcu_head *head)
{
	return reinterpret_cast<char *>(head) - reinterpret_cast<unsigned long>(head->func);
}

void free_areas(struct work_struct *)
{
	struct llist_node *node = llist_del_all(&areas_to_free);

	while (node) {
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
}

DECLARE_WORK(areas_work, free_areas);

void free_in_task(rcu_head *head)
{
	static_assert(offsetof(rcu_head, next) == offsetof(llist_node, next));

	if (llist_add(reinterpret_cast<struct llist_node *>(head), &areas_to_free))
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

void close(bulk *page)
{
	if (page)
		call_rcu(&page->rcu, free_bulk);
}

// Value: objects in the pages that it closed.
unsigned long drain(cpu_batches *b)
{
	unsigned long objects = 0;
	bulk *pages[kinds];

	{
		raw_spinlock_irqsave_guard guard(&b->lock);

		for (int k = 0; k < kinds; k++) {
			pages[k] = std::exchange(b->open[k], nullptr);
			objects += pages[k] ? pages[k]->count : 0;
		}
	}
	for (bulk *const page : pages)
		close(page);
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
	unsigned long flags;
	bulk *full = nullptr;

	local_irq_save(flags);
	cpu_batches *const b = this_cpu_ptr(&batches);

	raw_spin_lock(&b->lock);
	if (!b->open[k])
		b->open[k] = std::exchange(*fresh, nullptr);
	bulk *const page = b->open[k];

	if (page) {
		page->records[page->count++] = ptr;
		if (page->count == records_per_page)
			full = std::exchange(b->open[k], nullptr);
		else if (!timer_pending(&b->drain))
			mod_timer(&b->drain, jiffies + drain_jiffies);
	}
	raw_spin_unlock(&b->lock);
	local_irq_restore(flags);
	close(full);
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
unsigned long close_all()
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

bool any_open()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		for (bulk *const &page : per_cpu_ptr(&batches, cpu)->open)
			if (READ_ONCE(page))
				return true;
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
	rcu::close_all();
	rcu_barrier();
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
