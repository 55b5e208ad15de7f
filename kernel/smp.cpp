// SPDX-License-Identifier: GPL-2.0-only
// Calls on other CPUs.
//
//   smp_call_function_single(3, func, info, wait)
//
//     CPU 0                                          CPU 3
//     csd = {func, info}, locked
//     llist_add(csd, call_single_queue of 3) ─┐
//     queue was empty? send an IPI ───────────┼────▶ interrupt: takes the whole queue, oldest first
//     wait: until csd is unlocked  ◀──────────┴───── func(info), then unlocks csd (or before, when nobody waits)
//
// An element (call_single_data_t, csd) is locked while it is queued. A caller that waits has it on its stack; one that does not
// takes its CPU's csd_data, and so waits only for its own previous call. Calls on many CPUs have an element for each pair of
// CPUs (cfd_data). Pushing an element on a queue that is not empty needs no interrupt: whoever pushed the first has sent one, and
// the queue is emptied in one go behind it.
//
// Ordering: what the caller wrote before the call is seen by func (llist_add() is a full barrier, the queue is taken by an
// exchange); what func wrote is seen by a caller that waited (release and acquire of the csd).
//
// Linux 6.12: kernel/smp.c.

#define pr_fmt(fmt) "smp: " fmt

#include <linux/bug.h>
#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/llist.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string_choices.h>

namespace
{

// A call on many CPUs from this one: an element for each of the others.
struct call_function_data {
	call_single_data_t __percpu *csd; // null while this CPU is the only one that ever ran
	struct cpumask targets;
	struct cpumask to_interrupt;
};

DEFINE_PER_CPU_SHARED_ALIGNED(struct llist_head, call_single_queue);
DEFINE_PER_CPU_SHARED_ALIGNED(call_single_data_t, csd_data);
DEFINE_PER_CPU_ALIGNED(call_function_data, cfd_data);

void csd_wait(call_single_data_t *csd)
{
	smp_cond_load_acquire(&csd->node.u_flags, !(VAL & CSD_FLAG_LOCK));
}

void csd_unlock(call_single_data_t *csd)
{
	smp_store_release(&csd->node.u_flags, 0u);
}

void csd_fill(call_single_data_t *csd, smp_call_func_t func, void *info, unsigned int type)
{
	csd_wait(csd);
	csd->func = func;
	csd->info = info;
	WRITE_ONCE(csd->node.u_flags, CSD_FLAG_LOCK | type);
}

void call_here(smp_call_func_t func, void *info)
{
	unsigned long flags;

	local_irq_save(flags);
	func(info);
	local_irq_restore(flags);
}

// True when the queue was empty: then the CPU has to be told.
bool enqueue(int cpu, struct llist_node *node)
{
	return llist_add(node, &per_cpu(call_single_queue, cpu));
}

int exec_single(int cpu, call_single_data_t *csd)
{
	if (cpu == smp_processor_id()) {
		const smp_call_func_t func = csd->func;
		void *const info = csd->info;

		csd_unlock(csd);
		call_here(func, info);
		return 0;
	}
	if (static_cast<unsigned int>(cpu) >= nr_cpu_ids || !cpu_online(cpu)) {
		csd_unlock(csd);
		return -ENXIO;
	}
	__smp_call_single_queue(cpu, &csd->node.llist);
	return 0;
}

// Waiting with interrupts masked, or in an interrupt, can be waiting for ever: the other CPU may wait for us.
void check_context()
{
	WARN_ON_ONCE(cpu_online(smp_processor_id()) && irqs_disabled() && !oops_in_progress);
	WARN_ON_ONCE(!in_task());
}

// Queues the call on each target that cond wants; true when there is any.
void queue_on(call_function_data *cfd, smp_cond_func_t cond, smp_call_func_t func, void *info,
	      bool wait)
{
	int cpu;

	cpumask_clear(&cfd->to_interrupt);
	for_each_cpu(cpu, &cfd->targets)
	{
		if (cond && !cond(cpu, info)) {
			__cpumask_clear_cpu(cpu, &cfd->targets);
			continue;
		}
		call_single_data_t *const csd = per_cpu_ptr(cfd->csd, cpu);

		csd_fill(csd, func, info, wait ? CSD_TYPE_SYNC : CSD_TYPE_ASYNC);
		if (enqueue(cpu, &csd->node.llist))
			__cpumask_set_cpu(cpu, &cfd->to_interrupt);
	}
	if (!cpumask_empty(&cfd->to_interrupt))
		arch_send_call_function_ipi_mask(&cfd->to_interrupt);
}

// On the online CPUs of a mask; on this one only if `here`. Preemption is disabled.
void call_many(const struct cpumask *mask, smp_cond_func_t cond, smp_call_func_t func, void *info,
	       bool wait, bool here)
{
	const int me = smp_processor_id();
	call_function_data *const cfd = this_cpu_ptr(&cfd_data);
	const bool others = cfd->csd;
	int cpu;

	if (others) {
		check_context();
		cpumask_and(&cfd->targets, mask, cpu_online_mask);
		__cpumask_clear_cpu(me, &cfd->targets);
		queue_on(cfd, cond, func, info, wait);
	}
	if (here && cpumask_test_cpu(me, mask) && (!cond || cond(me, info)))
		call_here(func, info);
	if (others && wait)
		for_each_cpu(cpu, &cfd->targets) csd_wait(per_cpu_ptr(cfd->csd, cpu));
}

void do_nothing(void *)
{
}

// Runs one element. Nobody waits for an asynchronous one: it is free again before func runs, which may queue it anew.
void serve(call_single_data_t *csd)
{
	const smp_call_func_t func = csd->func;
	void *const info = csd->info;
	const unsigned int type = csd->node.u_flags & CSD_FLAG_TYPE_MASK;

	if (type == CSD_TYPE_IRQ_WORK) {
		irq_work_single(csd);
	} else if (type == CSD_TYPE_SYNC) {
		func(info);
		csd_unlock(csd);
	} else {
		csd_unlock(csd);
		func(info);
	}
}

} // namespace

void __smp_call_single_queue(int cpu, struct llist_node *node)
{
	if (enqueue(cpu, node))
		arch_send_call_function_single_ipi(cpu);
}

void generic_smp_call_function_interrupt(void)
{
	llist_node *first = llist_del_all(this_cpu_ptr(&call_single_queue));
	call_single_data_t *csd, *next;

	llist_for_each_entry_safe(csd, next, llist_reverse_order(first), node.llist) serve(csd);
}

int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait)
{
	call_single_data_t on_stack = {};

	preempt_disable();
	check_context();

	call_single_data_t *const csd = wait ? &on_stack : this_cpu_ptr(&csd_data);

	csd_fill(csd, func, info, wait ? CSD_TYPE_SYNC : CSD_TYPE_ASYNC);
	const int error = exec_single(cpu, csd);

	if (wait)
		csd_wait(csd);
	preempt_enable();
	return error;
}
EXPORT_SYMBOL(smp_call_function_single);

int smp_call_function_single_async(int cpu, call_single_data_t *csd)
{
	int error = -EBUSY;

	preempt_disable();
	if (!(READ_ONCE(csd->node.u_flags) & CSD_FLAG_LOCK)) {
		csd->node.u_flags = CSD_FLAG_LOCK | CSD_TYPE_ASYNC;
		error = exec_single(cpu, csd);
	}
	preempt_enable();
	return error;
}
EXPORT_SYMBOL_GPL(smp_call_function_single_async);

int smp_call_function_any(const struct cpumask *mask, smp_call_func_t func, void *info, int wait)
{
	int cpu, target = get_cpu();

	if (!cpumask_test_cpu(target, mask)) {
		target = nr_cpu_ids;
		for_each_cpu_and(cpu, mask, cpu_online_mask)
		{
			target = cpu;
			break;
		}
	}
	const int error = smp_call_function_single(target, func, info, wait);

	put_cpu();
	return error;
}
EXPORT_SYMBOL_GPL(smp_call_function_any);

void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func, void *info, bool wait)
{
	call_many(mask, nullptr, func, info, wait, false);
}
EXPORT_SYMBOL(smp_call_function_many);

void smp_call_function(smp_call_func_t func, void *info, int wait)
{
	preempt_disable();
	smp_call_function_many(cpu_online_mask, func, info, wait);
	preempt_enable();
}
EXPORT_SYMBOL(smp_call_function);

void on_each_cpu_cond_mask(smp_cond_func_t cond_func, smp_call_func_t func, void *info, bool wait,
			   const struct cpumask *mask)
{
	preempt_disable();
	call_many(mask, cond_func, func, info, wait, true);
	preempt_enable();
}
EXPORT_SYMBOL(on_each_cpu_cond_mask);

void wake_up_all_idle_cpus(void)
{
	unsigned int cpu;

	preempt_disable();
	for_each_online_cpu(cpu)
		if (static_cast<int>(cpu) != smp_processor_id() && idle_cpu(cpu))
			smp_send_reschedule(cpu);
	preempt_enable();
}
EXPORT_SYMBOL_GPL(wake_up_all_idle_cpus);

void kick_all_cpus_sync(void)
{
	smp_mb();
	smp_call_function(do_nothing, nullptr, 1);
}
EXPORT_SYMBOL_GPL(kick_all_cpus_sync);

// The boot's part.

int smpcfd_prepare_cpu(unsigned int cpu)
{
	call_function_data *const cfd = &per_cpu(cfd_data, cpu);

	if (!cfd->csd)
		cfd->csd = alloc_percpu(call_single_data_t);
	return cfd->csd ? 0 : -ENOMEM;
}

void __init smp_init(void)
{
	pr_info("Bringing up secondary CPUs ...\n");
	bringup_nonboot_cpus(setup_max_cpus);

	const unsigned int cpus = num_online_cpus();

	pr_info("Brought up 1 node, %u CPU%s\n", cpus, str_plural(cpus));
	smp_cpus_done(setup_max_cpus);
}

namespace
{

int __init nosmp(char *)
{
	setup_max_cpus = 0;
	return 0;
}
early_param("nosmp", nosmp);

// How many CPU numbers there can be at all.
int __init nrcpus(char *value)
{
	int nr_cpus;

	if (!get_option(&value, &nr_cpus) || nr_cpus <= 0)
		return -EINVAL;
	if (nr_cpus < static_cast<int>(nr_cpu_ids))
		set_nr_cpu_ids(nr_cpus);
	return 0;
}
early_param("nr_cpus", nrcpus);

// How many are to be started during boot.
int __init maxcpus(char *value)
{
	int max_cpus;

	if (!get_option(&value, &max_cpus) || max_cpus < 0)
		return -EINVAL;
	setup_max_cpus = max_cpus;
	return 0;
}
early_param("maxcpus", maxcpus);

} // namespace
