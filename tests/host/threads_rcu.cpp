// SPDX-License-Identifier: GPL-2.0-only
// rcu_barrier() with threads as CPUs, under the thread sanitiser too: what a callback did is looked at with plain accesses, so whoever
// returns too early, or without having ordered itself behind the callbacks, is reported.
#include "tests/host/test.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include <linux/interrupt.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

namespace
{

constexpr unsigned int CPUS = 4;

// One CPU's callbacks. They run there, or where they were adopted; a few there and a few here at the same time.
struct queue {
	struct callback {
		rcu_head head = {};
		bool done = false;
	};
	std::vector<callback> callbacks = std::vector<callback>(3000);
	std::atomic<int> queued{0}; // released after call_rcu()

	// Have those from @first on, below @end, been called? Looked at with plain accesses.
	bool done(int first, int end) const
	{
		return std::all_of(callbacks.begin() + first, callbacks.begin() + end,
				   [](const callback &c) { return c.done; });
	}
};

void pass()
{
	rcu_note_context_switch(false);
	do_softirq();
}

// CPUs below @callers call rcu_barrier() all the time, the others queue callbacks.
void stress(unsigned int callers)
{
	host::boot({.cpus = CPUS});
	std::array<queue, CPUS> queues;
	std::atomic<unsigned int> busy{CPUS - callers};

	host::on_all_cpus(CPUS, [&](unsigned int cpu) {
		std::mt19937 random(cpu);

		if (cpu < callers) {
			int seen[CPUS] = {};

			while (busy) {
				int before[CPUS];

				for (unsigned int i = callers; i < CPUS; i++)
					before[i] =
						queues[i].queued.load(std::memory_order_acquire);
				rcu_barrier();
				for (unsigned int i = callers; i < CPUS; i++)
					CHECK(queues[i].done(std::exchange(seen[i], before[i]),
							     before[i]));
				pass();
			}
			rcu_idle_enter();
			return;
		}
		queue &mine = queues[cpu];

		for (int i = 0; i < (int)mine.callbacks.size(); i++) {
			call_rcu(&mine.callbacks[i].head, [](rcu_head *head) {
				container_of(head, queue::callback, head)->done = true;
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
	for (unsigned int i = callers; i < CPUS; i++)
		CHECK(queues[i].done(0, queues[i].callbacks.size()));
}

} // namespace

TEST_CASE(
	"threads: rcu_barrier() covers what three other CPUs queue, run, and leave behind when idle")
{
	stress(1);
}

// One adopts what lies on idle CPUs while the other looks for callbacks without a lock, or waits for the first one's mutex.
TEST_CASE("threads: rcu_barrier() on two CPUs at once")
{
	stress(2);
}
