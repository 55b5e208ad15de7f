// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues whose items run in softirqs (WQ_BH): what replaces tasklets.
//
// A BH pool has no threads. Its one worker is a tasklet of its CPU, TASKLET or HI; an item for another CPU is announced there by an
// interrupt. Each round takes ten items at most and lets other softirqs have their turn. Items must not sleep; waiting for
// them (flush_work(), cancel_work_sync()) is done in tasks.
//
// workqueue.hpp has the theory. Linux 6.12: workqueue_softirq_action(), bh_worker(), kick_bh_pool().

#include <linux/interrupt.h>
#include <linux/kernel.h>

#include "kernel/workqueue/workqueue.hpp"

namespace workqueue
{
namespace
{

constexpr int items_per_round = 10; // Linux: BH_WORKER_RESTARTS

struct bh_runner {
	worker self;
	struct tasklet_struct tasklet;
	call_single_data_t announce;
	bool runs; // on its CPU, now
};

DEFINE_PER_CPU(bh_runner[cpu_pools], runners);

bh_runner *runner_of(const worker_pool *pool)
{
	return &per_cpu(runners, pool->cpu)[pool->attrs.nice < 0 ? highpri : normal];
}

// On the pool's CPU.
void schedule_here(worker_pool *pool)
{
	bh_runner *const r = runner_of(pool);

	if (pool->attrs.nice < 0)
		tasklet_hi_schedule(&r->tasklet);
	else
		tasklet_schedule(&r->tasklet);
}

void announced(void *pool)
{
	schedule_here(static_cast<worker_pool *>(pool));
}

void run_some(struct tasklet_struct *tasklet)
{
	bh_runner *const r = container_of(tasklet, bh_runner, tasklet);
	worker_pool *const pool = r->self.pool;
	int left = items_per_round;

	raw_spin_lock_irq(&pool->lock);
	r->runs = true;
	while (work_struct *const work = left ? first_to_run(pool) : nullptr) {
		run_work(&r->self, work);
		left--;
	}
	r->runs = false;
	if (!list_empty(&pool->worklist))
		schedule_here(pool);
	raw_spin_unlock_irq(&pool->lock);
}

} // namespace

void init_bh(worker_pool *pool)
{
	bh_runner *const r = runner_of(pool);

	r->self.pool = pool;
	list_add(&r->self.entry, &pool->busy_list);
	tasklet_setup(&r->tasklet, run_some);
	INIT_CSD(&r->announce, announced, pool);
}

// pool->lock held.
void kick_bh(worker_pool *pool)
{
	if (runner_of(pool)->runs)
		return; // it looks again
	if (pool->cpu == raw_smp_processor_id())
		schedule_here(pool);
	else
		smp_call_function_single_async(pool->cpu, &runner_of(pool)->announce);
}

worker *current_worker()
{
	if (in_task())
		return current->flags & PF_WQ_WORKER ? static_cast<worker *>(kthread_data(current))
						     : nullptr;
	if (!in_hardirq() && in_serving_softirq())
		for (bh_runner &r : *this_cpu_ptr(&runners))
			if (r.self.current_work)
				return &r.self;
	return nullptr;
}

} // namespace workqueue
