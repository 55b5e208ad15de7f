// SPDX-License-Identifier: GPL-2.0-only
// /proc/loadavg: how many tasks ran or waited for something urgent, averaged over 1, 5 and 15 minutes; running and existing tasks;
// the last pid.
//
// The averages decay exponentially and are brought up to now in steps of five seconds, in fixed point with 11 bits. A timer that does not
// wake idle CPUs does it: steps that were slept through had nobody running. Linux 6.12: kernel/sched/loadavg.c, fs/proc/loadavg.c.

#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/timer.h>

namespace proc
{

namespace
{

constexpr unsigned int fixed_shift = 11;
constexpr unsigned long fixed_1 = 1ul << fixed_shift, step = 5 * HZ + 1;
// 1/exp(5 s/1 min), 1/exp(5 s/5 min), 1/exp(5 s/15 min).
constexpr unsigned long decay[3] = {1884, 2014, 2037};

unsigned long averages[3];
unsigned long updated_to;

unsigned long next_average(unsigned long load, unsigned long factor, unsigned long active)
{
	unsigned long sum = load * factor + active * (fixed_1 - factor);

	if (active >= load)
		sum += fixed_1 - 1;
	return sum >> fixed_shift;
}

void advance(unsigned long active)
{
	for (int i = 0; i < 3; i++)
		averages[i] = next_average(averages[i], decay[i], active * fixed_1);
}

void update(struct timer_list *timer)
{
	// More than an hour of nothing is as good as an hour.
	unsigned long missed = min((jiffies - updated_to) / step, 720ul);

	for (; missed > 1; missed--)
		advance(0);
	// Without the CPU that counts, if only this made it run.
	advance(nr_running() + nr_uninterruptible());
	updated_to = jiffies;
	mod_timer(timer, jiffies + step);
}

DEFINE_TIMER(load_timer, update);

int show_loadavg(struct seq_file *m, void *)
{
	unsigned int tasks = 0;
	task_struct *task;

	read_lock(&tasklist_lock);
	for_each_process(task) tasks++;
	read_unlock(&tasklist_lock);
	for (unsigned long average : averages) {
		const unsigned long rounded = average + fixed_1 / 200;

		seq_printf(m, "%lu.%02lu ", rounded >> fixed_shift,
			   ((rounded & (fixed_1 - 1)) * 100) >> fixed_shift);
	}
	seq_printf(m, "%u/%u %d\n", nr_running(), tasks, last_pid_given());
	return 0;
}

int __init register_loadavg()
{
	load_timer.flags = TIMER_DEFERRABLE;
	updated_to = jiffies;
	mod_timer(&load_timer, jiffies + step);
	proc_create_single("loadavg", 0, nullptr, show_loadavg);
	return 0;
}
fs_initcall(register_loadavg);

} // namespace

} // namespace proc
