// SPDX-License-Identifier: GPL-2.0-only
//
// slub_stress OPERATIONS: random work on all CPUs at once (tests/slub_work.h says what), until so many objects have been taken or
// given back. Nothing may be lost, and all counts must be exact. A short one is part of the suite; combine the long one with
// failslab= and slab_debug= as you like.

#include "kernel/shell/shell.h"
#include "tests/slub_work.h"

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/console.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/sched.h>

namespace
{

struct job {
	slub_work::stage *stage;
	slub_work::worker worker;
	unsigned long operations;
	struct completion done;
};

int work(void *info)
{
	job *const j = static_cast<job *>(info);

	while (j->worker.operations < j->operations) {
		slub_work::step(j->stage, &j->worker);
		cond_resched();
	}
	complete(&j->done);
	return 0;
}

struct result {
	unsigned int wrong, refused;
	unsigned long operations;
};

result stress(unsigned long operations)
{
	const gfp_t gfp = GFP_KERNEL | __GFP_NOFAIL; // failslab= is for the work
	slub_work::stage *const st = static_cast<slub_work::stage *>(kvzalloc(sizeof(*st), gfp));
	job *const jobs = static_cast<job *>(kcalloc(nr_cpu_ids, sizeof(job), gfp));
	result r = {1, 0, 0};
	unsigned int cpu;

	if (st && jobs && slub_work::set_up(st)) {
		st->shrinks = true;
		for_each_online_cpu(cpu) {
			job *const j = &jobs[cpu];

			j->stage = st;
			j->operations = operations / num_online_cpus() + 1;
			prandom_seed_state(&j->worker.random, 1 + cpu);
			init_completion(&j->done);

			task_struct *thread;
			int attempts = 100; // more than one with failslab=

			do
				thread = kthread_create_on_cpu(work, j, cpu, "slub_stress/%u");
			while (IS_ERR(thread) && --attempts);

			if (IS_ERR(thread))
				complete(&j->done);
			else
				wake_up_process(thread);
		}
		for_each_online_cpu(cpu) {
			wait_for_completion(&jobs[cpu].done);
			r.operations += jobs[cpu].worker.operations;
		}
		r.wrong = slub_work::tear_down(st) + slub::verify_all();
		r.refused = atomic_read(&st->refused);
	}
	kfree(jobs);
	kvfree(st);
	return r;
}

void all_cpus(kunit *test)
{
	const result r = stress(40000);

	KUNIT_EXPECT_EQ(test, r.wrong, 0u);
	KUNIT_EXPECT_GE(test, r.operations, 40000ul);
}

int command_slub_stress(int argc, char **argv)
{
	u64 operations;

	if (argc != 2)
		return shell_usage(argv, nullptr);
	if (!shell::number_argument(argv, 1, "OPERATIONS", &operations))
		return SHELL_FAILED;

	const result r = stress(operations);

	console_printf("%lu operations on %u CPUs: %u wrong, %u allocations refused\n",
		       r.operations, num_online_cpus(), r.wrong, r.refused);
	return r.wrong ? SHELL_FAILED : SHELL_OK;
}
SHELL_COMMAND(slub_stress, "OPERATIONS", "random object allocations on all CPUs at once, checked",
	      command_slub_stress);

constinit struct kunit_case cases[] = {KUNIT_CASE(all_cpus), {}};
constinit struct kunit_suite suite = {.name = "slub_stress", .test_cases = cases};
kunit_test_suite(suite);

} // namespace
