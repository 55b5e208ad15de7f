// SPDX-License-Identifier: GPL-2.0-only
//
// RCU: the callback list against a model; grace periods with threads as CPUs, where the address sanitiser sees an object that was
// freed too early.
#include "tests/host/test.h"

#include <atomic>

#include <linux/interrupt.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "kernel/rcu/callback_list.hpp"
#include "mm/slab.h"

namespace
{

struct callback {
	rcu_head head = {};
	int number = 0;
	bool assigned = false;
	unsigned long seq = 0;
};

callback *of(rcu_head *head)
{
	return container_of(head, callback, head);
}

} // namespace

TEST_CASE("rcu: callbacks come out in order and not before their grace period")
{
	for (unsigned int seed = 0; seed < 50; seed++) {
		std::mt19937 random(seed);
		std::deque<callback> all;
		std::deque<callback *> model; // in the list, oldest first
		rcu::callback_list list = {};
		unsigned long gp_seq = -40ul; // crosses zero
		int next_out = 0;

		for (int step = 0; step < 3000; step++) {
			switch (random() % 6) {
			case 0:
			case 1:
				all.emplace_back();
				all.back().number = (int)all.size();
				list.push(&all.back().head);
				model.push_back(&all.back());
				break;
			case 2: // a grace period begins or ends
				gp_seq = gp_seq & 3 ? (gp_seq | 3) + 1 : gp_seq + 1;
				break;
			case 3: {
				const unsigned long seq = (gp_seq + 7) & ~3ul;
				const bool fresh = !model.empty() && !model.back()->assigned;

				CHECK(list.assign(seq) == fresh);
				for (callback *c : model)
					if (!std::exchange(c->assigned, true))
						c->seq = seq;
				break;
			}
			case 4:
				list.advance(gp_seq);
				break;
			default:
				for (auto batch = list.extract_done(random() % 5);
				     rcu_head *head = batch.pop();) {
					callback *c = of(head);

					REQUIRE(c == model.front());
					REQUIRE(c->assigned);
					REQUIRE((long)(gp_seq - c->seq) >= 0);
					REQUIRE(c->number == ++next_out);
					model.pop_front();
				}
			}
			REQUIRE(list.length() == (long)model.size());
			REQUIRE(list.empty() == model.empty());
		}
		// Two more grace periods and everything is ready.
		list.assign((gp_seq + 7) & ~3ul);
		list.advance(gp_seq + 16);
		CHECK(list.extract_done(LONG_MAX).count == (long)model.size());
		CHECK(list.empty());
	}
}

TEST_CASE("rcu: entrain goes behind the last, adopt keeps what is done done")
{
	rcu::callback_list a = {}, b = {};
	callback c[5];

	a.entrain(&c[0].head); // into an empty list: nothing to wait for
	CHECK(a.has_done());
	a.push(&c[1].head);
	a.assign(8);
	a.entrain(&c[2].head);
	CHECK_FALSE(a.has_fresh());
	CHECK(a.contains(&c[2].head));
	CHECK_FALSE(a.contains(&c[3].head));

	b.push(&c[3].head);
	b.adopt(&a);
	CHECK(a.empty());
	CHECK(b.length() == 4);
	CHECK(b.extract_done(10).count == 1);
	CHECK(b.has_fresh());
	b.assign(12);
	b.advance(8);
	CHECK_FALSE(b.has_done());
	b.advance(12);
	auto batch = b.extract_done(10);
	CHECK(of(batch.pop()) == &c[3]);
	CHECK(of(batch.pop()) == &c[1]);
	CHECK(of(batch.pop()) == &c[2]);
	CHECK(b.empty());
}

TEST_CASE("rcu: one CPU: a grace period is over where the caller says so")
{
	host::boot(16);
	static std::vector<int> order;
	static callback c[3];
	const unsigned long state = get_state_synchronize_rcu();

	CHECK_FALSE(poll_state_synchronize_rcu(state));
	for (int i = 0; i < 3; i++) {
		c[i].number = i;
		call_rcu(&c[i].head, [](rcu_head *head) { order.push_back(of(head)->number); });
	}
	CHECK(order.empty());
	CHECK(rcu_needs_cpu());
	synchronize_rcu();
	CHECK(poll_state_synchronize_rcu(state));
	rcu_barrier();
	CHECK(order == std::vector<int>{0, 1, 2});
	CHECK_FALSE(rcu_callbacks_pending());
	CHECK(poll_state_synchronize_rcu(get_completed_synchronize_rcu()));
}

TEST_CASE("rcu: a CPU that is not idle is waited for")
{
	host::boot({.cpus = 2});
	std::atomic<int> stage{0};
	std::thread reader([&] {
		host::set_cpu(1);
		rcutree_report_cpu_starting(1);
		stage = 1;
		while (stage == 1)
			std::this_thread::yield();
		rcu_idle_enter();
		do_softirq(); // as the idle loop does: whoever waits is woken
		stage = 3;
	});

	while (stage == 0)
		std::this_thread::yield();
	const unsigned long state = start_poll_synchronize_rcu();
	rcu_note_context_switch(false);
	CHECK_FALSE(poll_state_synchronize_rcu(state));
	stage = 2;
	synchronize_rcu();
	CHECK(poll_state_synchronize_rcu(state));
	reader.join();
	synchronize_rcu(); // it is idle
}

TEST_CASE("rcu: rcu_barrier runs the callbacks of idle CPUs")
{
	host::boot({.cpus = 3});
	static std::atomic<int> runs;
	static callback c[100];

	runs = 0;
	std::thread([] {
		host::set_cpu(1);
		rcutree_report_cpu_starting(1);
		for (callback &one : c)
			call_rcu(&one.head, [](rcu_head *) { runs++; });
		rcu_idle_enter();
	}).join();
	rcu_barrier();
	CHECK(runs == 100);
}

// Readers dereference what an updater frees as soon as it may.
TEST_CASE("rcu: readers on three CPUs, an updater on a fourth")
{
	struct object {
		std::atomic<int> alive{1};
		rcu_head head = {};
		std::array<int, 16> filling = {};
	};
	static std::atomic<object *> shared;
	static std::atomic<bool> over;
	static std::atomic<int> freed, dead_seen;

	host::boot({.cpus = 4});
	shared = new object;
	over = false;
	freed = dead_seen = 0;
	std::vector<std::thread> readers;
	for (unsigned int cpu = 1; cpu < 4; cpu++)
		readers.emplace_back([cpu] {
			std::mt19937 random(cpu);

			host::set_cpu(cpu);
			rcutree_report_cpu_starting(cpu);
			while (!over) {
				for (int i = 0; i < 20; i++) {
					rcu_read_lock();
					object *o = shared.load(std::memory_order_acquire);
					for (unsigned int n = random() % 50; n; n--)
						if (o->alive.load(std::memory_order_relaxed) != 1)
							dead_seen++;
					rcu_read_unlock();
				}
				rcu_note_context_switch(false);
				do_softirq();
				if (random() % 4 == 0) {
					rcu_idle_enter();
					do_softirq();
					std::this_thread::yield();
					rcu_idle_exit();
				}
			}
			rcu_idle_enter();
			do_softirq();
		});

	constexpr int rounds = 3000;
	for (int i = 0; i < rounds; i++) {
		object *fresh = new object, *old = shared.exchange(fresh);

		if (i % 3 == 0) {
			synchronize_rcu();
			old->alive = 0;
			delete old;
			freed++;
		} else {
			call_rcu(&old->head, [](rcu_head *head) {
				object *o = container_of(head, object, head);

				o->alive = 0;
				delete o;
				freed++;
			});
		}
	}
	rcu_barrier();
	CHECK(freed == rounds);
	CHECK(dead_seen == 0);
	over = true;
	for (std::thread &t : readers)
		t.join();
	delete shared.load();
}

TEST_CASE("rcu: kfree_rcu collects objects in pages and gives them back in bulk")
{
	struct object {
		long payload[5];
		rcu_head rcu;
	};
	host::boot(32);
	struct kmem_cache *cache =
		kmem_cache_create("rcu-test", sizeof(object), 0u, SLAB_NO_MERGE, nullptr);
	constexpr int count = 1200;
	std::vector<object *> objects;
	struct slabinfo info = {};

	for (int i = 0; i < count; i++)
		objects.push_back((object *)kmem_cache_alloc(cache, GFP_KERNEL));
	for (object *o : objects)
		kfree_rcu(o, rcu);
	get_slabinfo(cache, &info);
	CHECK(info.active_objs >= count);
	// Two full pages of pointers wait for their grace period; the third is open.
	CHECK(rcu_callbacks_pending());
	rcu_barrier();
	kmem_cache_destroy(cache); // waits for the rest
	CHECK_FALSE(host::console().find("rcu-test") != std::string::npos);

	object *alone = (object *)kmalloc(sizeof(*alone), GFP_KERNEL);
	kvfree_rcu_mightsleep(alone);
	kvfree_rcu_barrier();
	CHECK_FALSE(rcu_callbacks_pending());
}
