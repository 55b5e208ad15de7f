// SPDX-License-Identifier: GPL-2.0-only
//
// Softirqs and tasklets on the machine: when they run, in which order, and that they do not nest.

#include <kunit/test.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/kernel_stat.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>

namespace
{

// What happened, in order: a letter each.
struct diary {
	char text[64];
	unsigned int length;
	void note(char c)
	{
		if (length < sizeof(text) - 1)
			text[length++] = c;
	}
};

constinit diary events = {};
constinit int raises_left;
constinit int runs_in_thread;

// The test opens two vectors that nothing else uses here.
constexpr unsigned int first = NET_TX_SOFTIRQ, second = IRQ_POLL_SOFTIRQ;

void first_action()
{
	events.note(in_serving_softirq() && !in_hardirq() && !in_task() ? '1' : '?');
}

void second_action()
{
	events.note(irqs_disabled() ? '!' : '2');
	if (current == this_cpu_read(ksoftirqd))
		runs_in_thread++;
	if (raises_left) {
		raises_left--;
		raise_softirq(first);
		raise_softirq(second);
		events.note('+');
	}
}

int init(struct kunit *)
{
	events = {};
	raises_left = 0;
	open_softirq(first, first_action);
	open_softirq(second, second_action);
	return 0;
}

void enabling_runs_in_order(struct kunit *test)
{
	local_bh_disable();
	KUNIT_EXPECT_TRUE(test, in_softirq());
	KUNIT_EXPECT_FALSE(test, in_serving_softirq());
	raise_softirq(second);
	raise_softirq(first);
	raise_softirq(first);
	local_bh_disable();
	local_bh_enable(); // not the outermost
	KUNIT_EXPECT_STREQ(test, events.text, "");
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, events.text, "12");
	KUNIT_EXPECT_FALSE(test, in_interrupt());
}

void interrupt_exit_runs_them(struct kunit *test)
{
	unsigned long flags;

	local_irq_save(flags);
	irq_enter();
	raise_softirq_irqoff(first);
	irq_enter(); // an interrupt in the interrupt leaves them to the outer one
	irq_exit();
	KUNIT_EXPECT_STREQ(test, events.text, "");
	irq_exit();
	KUNIT_EXPECT_TRUE(test, irqs_disabled());
	local_irq_restore(flags);
	KUNIT_EXPECT_STREQ(test, events.text, "1");
}

void no_exit_runs_them_with_bottom_halves_disabled(struct kunit *test)
{
	unsigned long flags;

	local_bh_disable();
	local_irq_save(flags);
	irq_enter();
	raise_softirq_irqoff(first);
	irq_exit();
	local_irq_restore(flags);
	KUNIT_EXPECT_STREQ(test, events.text, "");
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, events.text, "1");
}

// What a softirq raises runs after it, in number's order, not inside it.
void they_do_not_nest(struct kunit *test)
{
	raises_left = 2;
	local_bh_disable();
	raise_softirq(second);
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, events.text, "2+12+12");
}

// One that raises itself again and again does not keep the CPU: the caller goes on, and ksoftirqd runs the rest.
void restarts_are_bounded(struct kunit *test)
{
	const u64 deadline = ktime_get_ns() + 10 * NSEC_PER_SEC;

	raises_left = 1000;
	runs_in_thread = 0;
	local_bh_disable();
	raise_softirq(second);
	local_bh_enable();
	while (READ_ONCE(raises_left) && ktime_get_ns() < deadline)
		msleep(1);
	KUNIT_EXPECT_EQ(test, raises_left, 0);
	KUNIT_EXPECT_GE(test, runs_in_thread, 900);
}

// From a task outside of everything: in ksoftirqd, without waiting for an interrupt.
void raised_in_a_task_it_runs_in_ksoftirqd(struct kunit *test)
{
	const u64 deadline = ktime_get_ns() + 10 * NSEC_PER_SEC;

	runs_in_thread = 0;
	raise_softirq(second);
	while (!events.length && ktime_get_ns() < deadline)
		msleep(1);
	KUNIT_EXPECT_STREQ(test, events.text, "2");
	KUNIT_EXPECT_EQ(test, this_cpu_read(ksoftirqd)->flags & PF_KTHREAD, (unsigned)PF_KTHREAD);
}

void counted(struct kunit *test)
{
	unsigned int before, after;

	local_bh_disable(); // stay on this CPU
	before = kstat_softirqs_cpu(first, smp_processor_id());
	raise_softirq(first);
	local_bh_enable();
	after = kstat_softirqs_cpu(first, smp_processor_id());
	KUNIT_EXPECT_EQ(test, after, before + 1);
	KUNIT_EXPECT_STREQ(test, softirq_to_name[HI_SOFTIRQ], "HI");
	KUNIT_EXPECT_STREQ(test, softirq_to_name[RCU_SOFTIRQ], "RCU");
}

struct counting {
	tasklet_struct tasklet;
	int runs;
	bool again;
};

void counting_callback(tasklet_struct *t)
{
	counting *const c = from_tasklet(c, t, tasklet);

	c->runs++;
	events.note('t');
	if (c->again) {
		c->again = false;
		tasklet_schedule(t);
	}
}

void old_style(unsigned long data)
{
	events.note(static_cast<char>(data));
}

void tasklets_run_once_per_request(struct kunit *test)
{
	counting c = {};
	tasklet_struct high;

	tasklet_setup(&c.tasklet, counting_callback);
	tasklet_init(&high, old_style, 'h');
	local_bh_disable();
	tasklet_schedule(&c.tasklet);
	tasklet_schedule(&c.tasklet);
	tasklet_hi_schedule(&high);
	local_bh_enable();
	KUNIT_EXPECT_STREQ(test, events.text, "ht");
	KUNIT_EXPECT_EQ(test, c.runs, 1);

	c.again = true;
	local_bh_disable();
	tasklet_schedule(&c.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, c.runs, 3);
	tasklet_kill(&c.tasklet);
	tasklet_kill(&high);
	KUNIT_EXPECT_EQ(test, c.tasklet.state, 0ul);
}

void disabled_tasklets_wait(struct kunit *test)
{
	counting c = {};

	tasklet_setup(&c.tasklet, counting_callback);
	tasklet_disable(&c.tasklet);
	local_bh_disable();
	tasklet_schedule(&c.tasklet);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, c.runs, 0);
	tasklet_enable(&c.tasklet);
	tasklet_kill(&c.tasklet); // waits for the run that is due
	KUNIT_EXPECT_EQ(test, c.runs, 1);
}

struct kunit_case softirq_cases[] = {
	KUNIT_CASE(enabling_runs_in_order),
	KUNIT_CASE(interrupt_exit_runs_them),
	KUNIT_CASE(no_exit_runs_them_with_bottom_halves_disabled),
	KUNIT_CASE(they_do_not_nest),
	KUNIT_CASE(restarts_are_bounded),
	KUNIT_CASE(raised_in_a_task_it_runs_in_ksoftirqd),
	KUNIT_CASE(counted),
	KUNIT_CASE(tasklets_run_once_per_request),
	KUNIT_CASE(disabled_tasklets_wait),
	{},
};

struct kunit_suite softirq_suite = {
	.name = "softirq",
	.init = init,
	.test_cases = softirq_cases,
};
kunit_test_suite(softirq_suite);

} // namespace
