// SPDX-License-Identifier: GPL-2.0-only
//
// Tasklets: functions that run once per request, in softirq context, never on two CPUs at the same time.
//
//	state     SCHED  RUN
//	            0     0    at rest
//	            1     0    in a CPU's list                 tasklet_schedule(): the first sets SCHED and queues
//	            0     1    its function runs               SCHED is cleared before: it may be scheduled again from here on
//	            1     1    runs, and is queued once more   the other CPU finds RUN set and puts it back
//
// A disabled tasklet (count > 0) is put back too: its softirq comes round again until it is enabled.
//
// Lock: the lists are their CPU's, changed with interrupts masked. RUN is a lock bit over all CPUs.
//
// Linux 6.12: kernel/softirq.c (tasklet_action_common and its kin).

#include <linux/bug.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>

#include <asm/processor.h>

namespace tasklet
{

namespace
{

// In order of scheduling; last is NULL when the list is empty.
struct queue {
	tasklet_struct *first;
	tasklet_struct *last;
};

DEFINE_PER_CPU(queue, normal);
DEFINE_PER_CPU(queue, high);

void append(queue *q, tasklet_struct *t)
{
	t->next = nullptr;
	if (q->last)
		q->last->next = t;
	else
		q->first = t;
	q->last = t;
}

void enqueue(queue __percpu *pcp, tasklet_struct *t, unsigned int softirq)
{
	unsigned long flags;

	local_irq_save(flags);
	append(this_cpu_ptr(pcp), t);
	raise_softirq_irqoff(softirq);
	local_irq_restore(flags);
}

tasklet_struct *take_all(queue *q)
{
	local_irq_disable();
	tasklet_struct *const first = q->first;

	*q = {};
	local_irq_enable();
	return first;
}

void put_back(queue *q, tasklet_struct *t, unsigned int softirq)
{
	local_irq_disable();
	append(q, t);
	__raise_softirq_irqoff(softirq);
	local_irq_enable();
}

bool clear_scheduled(tasklet_struct *t)
{
	if (test_and_clear_bit(TASKLET_STATE_SCHED, &t->state))
		return true;
	WARN_ONCE(1, "tasklet SCHED state not set: %s %pS\n", t->use_callback ? "callback" : "func",
		  t->use_callback ? reinterpret_cast<void *>(t->callback)
				  : reinterpret_cast<void *>(t->func));
	return false;
}

// False: it runs on another CPU, or is disabled.
bool try_run(tasklet_struct *t)
{
	if (!tasklet_trylock(t))
		return false;

	const bool enabled = !atomic_read(&t->count);

	if (enabled && clear_scheduled(t)) {
		if (t->use_callback)
			t->callback(t);
		else
			t->func(t->data);
	}
	tasklet_unlock(t);
	return enabled;
}

void run(queue *q, unsigned int softirq)
{
	tasklet_struct *next;

	for (tasklet_struct *t = take_all(q); t; t = next) {
		next = t->next;
		if (!try_run(t))
			put_back(q, t, softirq);
	}
}

void run_normal()
{
	run(this_cpu_ptr(&normal), TASKLET_SOFTIRQ);
}

void run_high()
{
	run(this_cpu_ptr(&high), HI_SOFTIRQ);
}

// From a task: softirqs of this CPU may be what is waited for.
void wait_until_clear(const tasklet_struct *t, int bit)
{
	while (test_bit(bit, &t->state)) {
		do_softirq();
		if (test_bit(bit, &t->state) && !in_atomic())
			schedule_timeout_uninterruptible(1);
	}
}

} // namespace

} // namespace tasklet

void __init softirq_init(void)
{
	open_softirq(TASKLET_SOFTIRQ, tasklet::run_normal);
	open_softirq(HI_SOFTIRQ, tasklet::run_high);
}

void __tasklet_schedule(struct tasklet_struct *t)
{
	tasklet::enqueue(&tasklet::normal, t, TASKLET_SOFTIRQ);
}

void __tasklet_hi_schedule(struct tasklet_struct *t)
{
	tasklet::enqueue(&tasklet::high, t, HI_SOFTIRQ);
}

void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *))
{
	*t = {};
	t->callback = callback;
	t->use_callback = true;
}

void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data)
{
	*t = {};
	t->func = func;
	t->data = data;
}

void tasklet_unlock(struct tasklet_struct *t)
{
	smp_mb__before_atomic();
	clear_bit(TASKLET_STATE_RUN, &t->state);
	smp_mb__after_atomic();
}

void tasklet_unlock_wait(struct tasklet_struct *t)
{
	tasklet::wait_until_clear(t, TASKLET_STATE_RUN);
}

void tasklet_unlock_spin_wait(struct tasklet_struct *t)
{
	while (test_bit(TASKLET_STATE_RUN, &t->state))
		cpu_relax();
}

void tasklet_kill(struct tasklet_struct *t)
{
	if (in_interrupt())
		pr_notice("Attempt to kill tasklet from interrupt\n");
	while (test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		tasklet::wait_until_clear(t, TASKLET_STATE_SCHED);
	tasklet_unlock_wait(t);
	tasklet::clear_scheduled(t);
}
