// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: pools whose items make no progress.
//
//	item comes in, worklist was empty ─┐
//	item begins                        ├─▶ watchdog_ts = now      after 30 s: items wait, and watchdog_ts is older than that?
//	touch_softlockup_watchdog()        ┘                          the report, all queues that are busy, who runs in the pool
//
// A bound pool is stuck by an item that computes for ever, or by a task that keeps its CPU from the workers; an unbound one
// by the want of workers. Parameters: workqueue.watchdog_thresh= (seconds, 0: off), workqueue.panic_on_stall= (so many reports).
//
// The timer runs while items wait: the first one starts it. So a machine without work stays asleep. (Linux's is deferrable instead, always
// there, and waits for its CPU to be woken by something else.)
// Linux 6.12: wq_watchdog_timer_fn(), show_cpu_pool_hog() in kernel/workqueue.c (CONFIG_WQ_WATCHDOG).

#include <linux/bug.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched/debug.h>

#include "kernel/workqueue/workqueue.hpp"

#undef KBUILD_MODNAME
#define KBUILD_MODNAME "workqueue"

namespace workqueue
{

constinit unsigned long watchdog_thresh = 30; // seconds

namespace
{

constinit unsigned int panic_on_stall = 0;
module_param(panic_on_stall, uint, 0644);

struct timer_list watchdog_timer;

// Jiffies at which a CPU, or anyone, last said that it is well.
DEFINE_PER_CPU(unsigned long, touched_cpu);
unsigned long touched;

unsigned long thresh_jiffies()
{
	return READ_ONCE(watchdog_thresh) * HZ;
}

void touch_all()
{
	unsigned int cpu;

	WRITE_ONCE(touched, jiffies);
	for_each_possible_cpu(cpu)
		per_cpu(touched_cpu, cpu) = jiffies;
}

unsigned long alive_at(const worker_pool *pool)
{
	const unsigned long said = pool->cpu < 0 ? READ_ONCE(touched)
						 : READ_ONCE(per_cpu(touched_cpu, pool->cpu));
	const unsigned long began = READ_ONCE(pool->watchdog_ts);

	return time_after(began, said) ? began : said;
}

// Workers that sleep in their item hold nobody up: the others do.
void show_hogs(worker_pool *pool)
{
	raw_spinlock_irqsave_guard guard(&pool->lock);
	worker *w;

	list_for_each_entry(w, &pool->busy_list, entry) {
		if (!task_is_running(w->task))
			continue;
		pr_info("pool %d:\n", pool->id);
		sched_show_task(w->task);
	}
}

bool anything_waits()
{
	bool any = false;

	for_each_pool([&](const worker_pool *pool) { any |= !list_empty(&pool->worklist); });
	return any;
}

void report_all_stalls()
{
	bool any = false, of_a_cpu = false;
	static unsigned int reports;

	for_each_pool([&](worker_pool *pool) {
		pool->cpu_stall = false;
		if (list_empty(&pool->worklist) ||
		    !time_after(jiffies, alive_at(pool) + thresh_jiffies()))
			return;
		any = true;
		pool->cpu_stall = pool->cpu >= 0 && !pool->bh;
		of_a_cpu |= pool->cpu_stall;
		pr_emerg("BUG: workqueue lockup - pool");
		show_pool_info(pool);
		pr_cont(" stuck for %us!\n",
			jiffies_to_msecs(jiffies - pool->watchdog_ts) / (unsigned int)MSEC_PER_SEC);
	});
	if (!any)
		return;
	show_all_workqueues();
	if (of_a_cpu) {
		pr_info("Showing backtraces of running workers in stalled CPU-bound worker pools:\n");
		for_each_pool([](worker_pool *pool) {
			if (pool->cpu_stall)
				show_hogs(pool);
		});
	}
	BUG_ON(panic_on_stall && ++reports >= panic_on_stall);
}

void watchdog(struct timer_list *timer)
{
	if (!thresh_jiffies() || !anything_waits())
		return;
	report_all_stalls();
	touch_all();
	mod_timer(timer, jiffies + thresh_jiffies());
}

void restart()
{
	timer_delete_sync(&watchdog_timer);
	touch_all();
	if (thresh_jiffies())
		mod_timer(&watchdog_timer, jiffies + thresh_jiffies());
}

int set_thresh(const char *text, const struct kernel_param *)
{
	unsigned long seconds;

	if (int error = kstrtoul(text, 0, &seconds))
		return error;
	if (seconds > MAX_JIFFY_OFFSET / HZ)
		return -ERANGE;
	WRITE_ONCE(watchdog_thresh, seconds);
	if (watchdog_timer.function)
		restart();
	return 0;
}
module_param_call(watchdog_thresh, set_thresh, param_get_ulong, &watchdog_thresh, 0644);

int __init start_watchdog()
{
	timer_setup(&watchdog_timer, watchdog, 0);
	restart();
	return 0;
}
core_initcall(start_watchdog);

} // namespace

void watch()
{
	if (unlikely(!timer_pending(&watchdog_timer)) && watchdog_timer.function &&
	    thresh_jiffies())
		mod_timer(&watchdog_timer, jiffies + thresh_jiffies());
}

} // namespace workqueue

void wq_watchdog_touch(int cpu)
{
	using namespace workqueue;

	per_cpu(touched_cpu, cpu) = jiffies;
	// A line that all share: not for each touch.
	if (time_after(jiffies, READ_ONCE(touched) + thresh_jiffies() / 4))
		WRITE_ONCE(touched, jiffies);
}
