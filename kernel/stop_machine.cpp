// SPDX-License-Identifier: GPL-2.0-only
// All CPUs stand still while one function runs.
//
// A thread on each CPU, of the highest priority, named migration/N as in Linux; they go from state to state together, the last one
// that has arrived opens the next:
//
//      CPU 0   ... prepare ─┐ disable_irq ─┐ run: fn() ─┐ exit
//      CPU 1   .......... prepare          │ run  (waits) │ exit
//      CPU 2   . prepare ───┴ disable_irq ─┴ run  (waits)─┴ exit
//              interrupts on │ off from here              │ on
//
// They meet in task context, before interrupts are masked: so no CPU is between a lock and its unlock when it arrives, and none that has arrived can be
// waited for by one that has not. (Meeting in an interrupt would deadlock: one CPU's holder of a lock stands still, another waits for the
// lock with interrupts masked and never comes.)
//
// The threads are made when the first stop with several CPUs is asked for.
//
// Locks: stop_mutex, one stop at a time. Linux 6.12: kernel/stop_machine.c, multi_cpu_stop().

#include <asm/barrier.h>
#include <asm/processor.h>
#include <linux/completion.h>
#include <linux/cpu.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/stop_machine.h>

namespace
{

enum stop_state { STOP_PREPARE, STOP_DISABLE_IRQ, STOP_RUN, STOP_EXIT };

struct multi_stop {
	cpu_stop_fn_t fn;
	void *data;
	const struct cpumask *active;
	unsigned int threads;
	atomic_t missing; // how many have not arrived in this state
	int state;
	int result;
	atomic_t running;
	struct completion done;
};

struct cpu_stopper {
	task_struct *thread;
	multi_stop *work; // null while there is nothing to do
};

DEFINE_MUTEX(stop_mutex);
DEFINE_PER_CPU(cpu_stopper, stoppers);

void arrive(multi_stop *stop)
{
	if (!atomic_dec_and_test(&stop->missing))
		return;
	atomic_set(&stop->missing, stop->threads);
	smp_store_release(&stop->state, stop->state + 1);
}

void step(multi_stop *stop, int state, bool active)
{
	if (state == STOP_DISABLE_IRQ) {
		local_irq_disable();
	} else if (state == STOP_RUN && active) {
		if (const int error = stop->fn(stop->data))
			WRITE_ONCE(stop->result, error);
	}
	arrive(stop);
}

void multi_cpu_stop(multi_stop *stop)
{
	int done = STOP_PREPARE - 1;

	preempt_disable();

	const bool active = cpumask_test_cpu(smp_processor_id(), stop->active);

	while (done != STOP_RUN) {
		const int state = smp_load_acquire(&stop->state);

		if (state == done)
			cpu_relax();
		else
			step(stop, done = state, active);
	}
	while (smp_load_acquire(&stop->state) != STOP_EXIT)
		cpu_relax();
	isb();
	local_irq_enable();
	preempt_enable();
}

int cpu_stopper_thread(void *data)
{
	cpu_stopper *const stopper = static_cast<cpu_stopper *>(data);

	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);

		multi_stop *const stop = READ_ONCE(stopper->work);

		if (!stop) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		stopper->work = nullptr;
		multi_cpu_stop(stop);
		if (atomic_dec_and_test(&stop->running))
			complete(&stop->done);
	}
}

// A thread that exists stays. False: there is no memory for one.
bool make_threads()
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		cpu_stopper *const stopper = per_cpu_ptr(&stoppers, cpu);

		if (stopper->thread)
			continue;

		task_struct *const thread =
			kthread_create_on_cpu(cpu_stopper_thread, stopper, cpu, "migration/%u");

		if (IS_ERR(thread))
			return false;
		sched_set_fifo(thread);
		stopper->thread = thread;
	}
	return true;
}

// Not preempted by this CPU's thread, which would wait for those that are not woken yet.
void start_all(multi_stop *stop)
{
	unsigned int cpu;

	preempt_disable();
	for_each_online_cpu(cpu) {
		cpu_stopper *const stopper = per_cpu_ptr(&stoppers, cpu);

		WRITE_ONCE(stopper->work, stop);
		wake_up_process(stopper->thread);
	}
	preempt_enable();
}

int alone(cpu_stop_fn_t fn, void *data)
{
	unsigned long flags;

	local_irq_save(flags);

	const int error = fn(data);

	isb();
	local_irq_restore(flags);
	return error;
}

} // namespace

int stop_machine(cpu_stop_fn_t fn, void *data, const struct cpumask *cpus)
{
	if (num_online_cpus() == 1)
		return alone(fn, data);

	multi_stop stop = {.fn = fn,
			   .data = data,
			   .active = cpus ? cpus : cpumask_of(cpumask_first(cpu_online_mask)),
			   .threads = num_online_cpus(),
			   .missing = ATOMIC_INIT(0),
			   .state = STOP_PREPARE,
			   .result = 0,
			   .running = ATOMIC_INIT(0),
			   .done = {}};

	init_completion(&stop.done);
	atomic_set(&stop.missing, stop.threads);
	atomic_set(&stop.running, stop.threads);
	mutex_lock(&stop_mutex);
	if (make_threads()) {
		start_all(&stop);
		wait_for_completion(&stop.done);
	} else {
		stop.result = -ENOMEM;
	}
	mutex_unlock(&stop_mutex);
	return stop.result;
}
EXPORT_SYMBOL_GPL(stop_machine);
