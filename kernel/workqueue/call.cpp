// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: a function call that an item makes, on a CPU, on all of them, or in task context; and questions about items.
//
// workqueue.hpp has the theory. Linux 6.12: work_on_cpu(), schedule_on_each_cpu(), execute_in_process_context(), work_busy().

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>

#include "kernel/workqueue/workqueue.hpp"

using namespace workqueue;

int schedule_on_each_cpu(work_func_t func)
{
	struct work_struct __percpu *works = alloc_percpu(struct work_struct);
	unsigned int cpu;

	if (!works)
		return -ENOMEM;
	for_each_online_cpu(cpu) {
		INIT_WORK(per_cpu_ptr(works, cpu), func);
		schedule_work_on(cpu, per_cpu_ptr(works, cpu));
	}
	for_each_online_cpu(cpu)
		flush_work(per_cpu_ptr(works, cpu));
	free_percpu(works);
	return 0;
}

int execute_in_process_context(work_func_t fn, struct execute_work *ew)
{
	if (!in_interrupt()) {
		fn(&ew->work);
		return 0;
	}
	INIT_WORK(&ew->work, fn);
	schedule_work(&ew->work);
	return 1;
}
EXPORT_SYMBOL_GPL(execute_in_process_context);

namespace
{

struct call_on_cpu {
	struct work_struct work;
	long (*fn)(void *);
	void *arg;
	long result;
};

void make_call(struct work_struct *work)
{
	call_on_cpu *const call = container_of(work, call_on_cpu, work);

	call->result = call->fn(call->arg);
}

} // namespace

long work_on_cpu(int cpu, long (*fn)(void *), void *arg)
{
	call_on_cpu call = {};

	call.fn = fn;
	call.arg = arg;
	INIT_WORK_ONSTACK(&call.work, make_call);
	schedule_work_on(cpu, &call.work);
	flush_work(&call.work);
	destroy_work_on_stack(&call.work);
	return call.result;
}
EXPORT_SYMBOL_GPL(work_on_cpu);

long work_on_cpu_safe(int cpu, long (*fn)(void *), void *arg)
{
	return cpu_online(cpu) ? work_on_cpu(cpu, fn, arg) : -ENODEV;
}
EXPORT_SYMBOL_GPL(work_on_cpu_safe);

int smp_call_on_cpu(unsigned int cpu, int (*func)(void *), void *par, bool)
{
	struct pair {
		int (*func)(void *);
		void *par;
	} call = {func, par};

	if (cpu >= nr_cpu_ids || !cpu_online(cpu))
		return -ENXIO;
	return work_on_cpu(
		cpu,
		[](void *arg) -> long {
			const pair *const call = static_cast<pair *>(arg);

			return call->func(call->par);
		},
		&call);
}
EXPORT_SYMBOL_GPL(smp_call_on_cpu);

struct work_struct *current_work()
{
	const worker *const self = current_worker();

	return self ? self->current_work : nullptr;
}
EXPORT_SYMBOL(current_work);

unsigned int work_busy(struct work_struct *work)
{
	worker_pool *const pool = pool_of(work);
	unsigned int busy = work_pending(work) ? WORK_BUSY_PENDING : 0;

	if (pool) {
		raw_spinlock_irqsave_guard guard(&pool->lock);

		if (busy_with(pool, work))
			busy |= WORK_BUSY_RUNNING;
	}
	return busy;
}
EXPORT_SYMBOL_GPL(work_busy);
