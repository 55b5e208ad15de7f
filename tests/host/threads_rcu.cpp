// SPDX-License-Identifier: GPL-2.0-only
// rcu_barrier() with threads as CPUs, under the thread sanitiser too: what a callback did is looked at with plain accesses, so whoever
// returns too early, or without having ordered itself behind the callbacks, is reported.
#include "tests/host/test.h"

#include <atomic>

#include <linux/interrupt.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

namespace
{

constexpr unsigned int CPUS = 4;

// One CPU's callbacks.
struct queue {
	struct callback {
		rcu_head head = {};
		queue *of = nullptr;
	};
	std::vector<callback> callbacks = std::vector<callback>(3000);
	std::atomic<int> queued{0}; // released after call_rcu()
	int run = 0;                // by callbacks, one CPU at a time
};

void pass()
{
	rcu_note_context_switch(false);
	do_softirq();
}

} // namespace

TEST_CASE(
	"threads: rcu_barrier() covers what three other CPUs queue, run, and leave behind when idle")
{
	host::boot({.cpus = CPUS});
	std::array<queue, CPUS - 1> queues;
	std::atomic<int> busy{CPUS - 1};

	host::on_all_cpus(CPUS, [&](unsigned int cpu) {
		std::mt19937 random(cpu);

		if (!cpu) {
			while (busy) {
				int before[CPUS - 1];

				for (unsigned int i = 0; i < CPUS - 1; i++)
					before[i] =
						queues[i].queued.load(std::memory_order_acquire);
				rcu_barrier();
				for (unsigned int i = 0; i < CPUS - 1; i++)
					CHECK(READ_ONCE(queues[i].run) >= before[i]);
				pass();
			}
			rcu_idle_enter();
			return;
		}
		queue &mine = queues[cpu - 1];

		for (int i = 0; i < (int)mine.callbacks.size(); i++) {
			queue::callback &c = mine.callbacks[i];

			c.of = &mine;
			call_rcu(&c.head, [](rcu_head *head) {
				queue *of = container_of(head, queue::callback, head)->of;

				WRITE_ONCE(of->run, of->run + 1);
			});
			mine.queued.store(i + 1, std::memory_order_release);
			if (random() % 8 == 0)
				pass();
			if (random() % 16 == 0) {
				rcu_idle_enter();
				std::this_thread::yield();
				rcu_idle_exit();
			}
		}
		rcu_idle_enter();
		busy--;
	});
	rcu_barrier();
	for (queue &q : queues)
		CHECK(q.run == (int)q.callbacks.size());
}
