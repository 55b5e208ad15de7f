// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: making them and their pools, and what can be changed about them.
//
//	flags                     its items go to
//	0                         the pool of the CPU that queues them, or of the one asked for
//	WQ_HIGHPRI                that CPU's pool of nice -20
//	WQ_BH                     that CPU's softirq
//	WQ_UNBOUND                a pool that any CPU serves; apply_workqueue_attrs(): another nice, or some CPUs only
//	WQ_UNBOUND, ordered       the same, one at a time, in the order of queueing
//
// Pools are numbered as in Linux, four for each CPU first, then the unbound ones: kworker/u16:0 is of the first unbound pool where
// there can be four CPUs. Unbound pools are shared by queues with equal attributes and never go away.
//
// workqueue.hpp has the theory. Linux 6.12: alloc_workqueue(), apply_workqueue_attrs(), workqueue_set_max_active(), workqueue_init_early().

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/sprintf.h>

#include "kernel/workqueue/workqueue.hpp"

extern "C" {
struct workqueue_struct *system_wq, *system_percpu_wq, *system_highpri_wq, *system_long_wq,
	*system_unbound_wq, *system_dfl_wq, *system_freezable_wq, *system_power_efficient_wq,
	*system_freezable_power_efficient_wq, *system_bh_wq, *system_bh_highpri_wq;
}

namespace workqueue
{

DEFINE_PER_CPU(worker_pool[cpu_pools], cpu_worker_pools);
DEFINE_PER_CPU(worker_pool[cpu_pools], bh_worker_pools);
worker_pool *unbound_pools[max_unbound];
int nr_unbound;

namespace
{

constexpr int pools_per_cpu = 4;

// More unbound pools are made under it. Sleeps.
DEFINE_MUTEX(unbound_lock);

int first_unbound_id()
{
	return num_possible_cpus() * pools_per_cpu;
}

void init_pool(worker_pool *pool, int id, int cpu, int nice)
{
	raw_spin_lock_init(&pool->lock);
	pool->id = id;
	pool->cpu = cpu;
	pool->attrs.nice = nice;
	INIT_LIST_HEAD(&pool->worklist);
	INIT_LIST_HEAD(&pool->idle_list);
	INIT_LIST_HEAD(&pool->busy_list);
	INIT_LIST_HEAD(&pool->flushers);
	init_workers(pool);
}

worker_pool *pool_by_id(int id)
{
	if (id >= first_unbound_id())
		return READ_ONCE(unbound_pools[id - first_unbound_id()]);
	const int cpu = id / pools_per_cpu, kind = id % pools_per_cpu;

	return kind < cpu_pools ? &per_cpu(bh_worker_pools, cpu)[kind]
				: &per_cpu(cpu_worker_pools, cpu)[kind - cpu_pools];
}

// unbound_lock held, or the boot. nullptr without memory, or with too many.
worker_pool *unbound_pool(int nice, const struct cpumask *mask)
{
	for (int i = 0; i < nr_unbound; i++)
		if (unbound_pools[i]->attrs.nice == nice &&
		    cpumask_equal(unbound_pools[i]->attrs.cpumask, mask))
			return unbound_pools[i];
	auto *const pool = static_cast<worker_pool *>(
		nr_unbound < max_unbound ? kzalloc(sizeof(worker_pool), GFP_KERNEL) : nullptr);

	if (!pool)
		return nullptr;
	init_pool(pool, first_unbound_id() + nr_unbound, -1, nice);
	cpumask_copy(pool->attrs.cpumask, mask);
	unbound_pools[nr_unbound] = pool;
	smp_store_release(&nr_unbound, nr_unbound + 1);
	return pool;
}

void init_pwq(pool_workqueue *pwq, workqueue_struct *wq, worker_pool *pool)
{
	pwq->pool = pool;
	pwq->wq = wq;
	INIT_LIST_HEAD(&pwq->inactive_works);
	INIT_LIST_HEAD(&pwq->mayday_node);
	list_add_tail_rcu(&pwq->pwqs_node, &wq->pwqs);
}

pool_workqueue *unbound_pwq(workqueue_struct *wq, int nice, const struct cpumask *mask)
{
	auto *const pwq =
		static_cast<pool_workqueue *>(kzalloc(sizeof(pool_workqueue), GFP_KERNEL));
	mutex_guard guard(&unbound_lock);
	worker_pool *const pool = unbound_pool(nice, mask);

	if (!pwq || !pool) {
		kfree(pwq);
		return nullptr;
	}
	init_pwq(pwq, wq, pool);
	return pwq;
}

bool alloc_pwqs(workqueue_struct *wq)
{
	const int kind = wq->flags & WQ_HIGHPRI ? highpri : normal;
	unsigned int cpu;

	if (wq->flags & WQ_UNBOUND) {
		wq->dfl_pwq = unbound_pwq(wq, kind == highpri ? MIN_NICE : 0, cpu_possible_mask);
		return wq->dfl_pwq;
	}
	wq->cpu_pwq = alloc_percpu(pool_workqueue);
	if (!wq->cpu_pwq)
		return false;
	for_each_possible_cpu(cpu)
		init_pwq(per_cpu_ptr(wq->cpu_pwq, cpu), wq,
			 wq->flags & WQ_BH ? &per_cpu(bh_worker_pools, cpu)[kind]
					   : &per_cpu(cpu_worker_pools, cpu)[kind]);
	return true;
}

void free_pwqs(workqueue_struct *wq)
{
	pool_workqueue *pwq, *next;

	if (wq->cpu_pwq)
		return free_percpu(wq->cpu_pwq);
	list_for_each_entry_safe(pwq, next, &wq->pwqs, pwqs_node)
		kfree(pwq);
}

int within_limits(int max_active, const char *name)
{
	if (max_active < 1 || max_active > WQ_MAX_ACTIVE)
		pr_warn("workqueue: max_active %d requested for %s is out of range, clamping between %d and %d\n",
			max_active, name, 1, WQ_MAX_ACTIVE);
	return clamp(max_active, 1, static_cast<int>(WQ_MAX_ACTIVE));
}

void let_more_run(pool_workqueue *pwq)
{
	raw_spinlock_irqsave_guard guard(&pwq->pool->lock);

	activate_waiting(pwq);
}

} // namespace

void set_off_queue(work_struct *work, const worker_pool *pool, unsigned long depth,
		   unsigned long flags)
{
	atomic_long_set(&work->data, static_cast<unsigned long>(pool ? pool->id + 1 : 0)
						     << POOL_SHIFT |
					     depth << DISABLE_SHIFT | flags);
}

unsigned long disable_depth(const work_struct *work)
{
	const unsigned long data = atomic_long_read(&work->data);

	return data & PWQ ? 0 : data >> DISABLE_SHIFT & 0xffff;
}

worker_pool *pool_of(const work_struct *work)
{
	const unsigned long data = atomic_long_read(&work->data);

	if (data & PWQ)
		return reinterpret_cast<pool_workqueue *>(data & ~FLAGS)->pool;
	return data >> POOL_SHIFT ? pool_by_id((data >> POOL_SHIFT) - 1) : nullptr;
}

} // namespace workqueue

using namespace workqueue;

struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
{
	auto *const wq =
		static_cast<workqueue_struct *>(kzalloc(sizeof(workqueue_struct), GFP_KERNEL));
	va_list args;

	if (!wq)
		return nullptr;
	va_start(args, max_active);
	vsnprintf(wq->name, sizeof(wq->name), fmt, args);
	va_end(args);
	wq->flags = flags;
	wq->max_active = flags & WQ_BH ? INT_MAX
				       : within_limits(max_active ?: WQ_DFL_ACTIVE, wq->name);
	raw_spin_lock_init(&wq->lock);
	mutex_init(&wq->mutex);
	init_waitqueue_head(&wq->flushed);
	INIT_LIST_HEAD(&wq->pwqs);
	INIT_LIST_HEAD(&wq->maydays);
	// One class for all queues that one place makes.
	lockdep_init_map(&wq->lockdep_map, "(wq_completion)",
			 reinterpret_cast<const lock_class_key *>(__builtin_return_address(0)), 0);
	if (!alloc_pwqs(wq) || (flags & WQ_MEM_RECLAIM && !make_rescuer(wq))) {
		free_pwqs(wq);
		kfree(wq);
		return nullptr;
	}
	list_queue(wq);
	return wq;
}
EXPORT_SYMBOL_GPL(alloc_workqueue);

void destroy_workqueue(struct workqueue_struct *wq)
{
	wq->flags |= __WQ_DESTROYING;
	drain_workqueue(wq);
	end_rescuer(wq);
	if (report_busy(wq))
		return;
	unlist_queue(wq);
	// The worker of the last item may still hold its lock on the way out of finish_one().
	synchronize_rcu();
	free_pwqs(wq);
	kfree(wq);
}
EXPORT_SYMBOL_GPL(destroy_workqueue);

void workqueue_set_max_active(struct workqueue_struct *wq, int max_active)
{
	pool_workqueue *pwq;

	if (WARN_ON(wq->flags & (WQ_BH | __WQ_ORDERED)))
		return;
	mutex_guard guard(&wq->mutex);

	WRITE_ONCE(wq->max_active, within_limits(max_active ?: WQ_DFL_ACTIVE, wq->name));
	list_for_each_entry(pwq, &wq->pwqs, pwqs_node)
		let_more_run(pwq);
}
EXPORT_SYMBOL_GPL(workqueue_set_max_active);

bool workqueue_congested(int cpu, struct workqueue_struct *wq)
{
	const pool_workqueue *const pwq =
		wq->flags & WQ_UNBOUND
			? READ_ONCE(wq->dfl_pwq)
			: per_cpu_ptr(wq->cpu_pwq,
				      cpu == WORK_CPU_UNBOUND ? raw_smp_processor_id() : cpu);

	return !list_empty(&pwq->inactive_works);
}
EXPORT_SYMBOL_GPL(workqueue_congested);

struct workqueue_attrs *alloc_workqueue_attrs()
{
	auto *const attrs =
		static_cast<workqueue_attrs *>(kzalloc(sizeof(workqueue_attrs), GFP_KERNEL));

	if (attrs)
		cpumask_copy(attrs->cpumask, cpu_possible_mask);
	return attrs;
}
EXPORT_SYMBOL_GPL(alloc_workqueue_attrs);

void free_workqueue_attrs(struct workqueue_attrs *attrs)
{
	kfree(attrs);
}
EXPORT_SYMBOL_GPL(free_workqueue_attrs);

// Items that are queued already run where they are; the old part stays for them until the queue goes.
int apply_workqueue_attrs(struct workqueue_struct *wq, const struct workqueue_attrs *attrs)
{
	struct cpumask mask;

	if (WARN_ON(!(wq->flags & WQ_UNBOUND)) || WARN_ON(wq->flags & __WQ_ORDERED))
		return -EINVAL;
	// A mask without any possible CPU: anywhere.
	if (!cpumask_and(&mask, attrs->cpumask, cpu_possible_mask))
		cpumask_copy(&mask, cpu_possible_mask);
	mutex_guard guard(&wq->mutex);
	pool_workqueue *const pwq = unbound_pwq(wq, attrs->nice, &mask);

	if (!pwq)
		return -ENOMEM;
	smp_store_release(&wq->dfl_pwq, pwq);
	return 0;
}
EXPORT_SYMBOL_GPL(apply_workqueue_attrs);

void __init workqueue_init_early()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		for (int kind = normal; kind < cpu_pools; kind++) {
			worker_pool *const bh = &per_cpu(bh_worker_pools, cpu)[kind];
			const int id = cpu * pools_per_cpu + kind;
			const int nice = kind == highpri ? MIN_NICE : 0;

			init_pool(bh, id, cpu, nice);
			bh->bh = true;
			init_bh(bh);
			init_pool(&per_cpu(cpu_worker_pools, cpu)[kind], id + cpu_pools, cpu, nice);
		}
	system_wq = alloc_workqueue("events", 0, 0);
	system_highpri_wq = alloc_workqueue("events_highpri", WQ_HIGHPRI, 0);
	system_long_wq = alloc_workqueue("events_long", 0, 0);
	system_unbound_wq = alloc_workqueue("events_unbound", WQ_UNBOUND, WQ_MAX_ACTIVE);
	system_bh_wq = alloc_workqueue("events_bh", WQ_BH, 0);
	system_bh_highpri_wq = alloc_workqueue("events_bh_highpri", WQ_BH | WQ_HIGHPRI, 0);
	if (!system_wq || !system_highpri_wq || !system_long_wq || !system_unbound_wq ||
	    !system_bh_wq || !system_bh_highpri_wq)
		panic("No memory for the system's work queues");
	// Nothing is frozen, and no power is saved, so these are no queues of their own.
	system_percpu_wq = system_freezable_wq = system_power_efficient_wq =
		system_freezable_power_efficient_wq = system_wq;
	system_dfl_wq = system_unbound_wq;
}
