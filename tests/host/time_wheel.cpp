// SPDX-License-Identifier: GPL-2.0-only
//
// The timer wheel against a model: a multimap by time. And timer_list's calls on top of it, with jiffies moved by hand.
#include "tests/host/test.h"

#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/timer.h>

#include "kernel/time/wheel.hpp"

namespace
{

constexpr unsigned long start_jiffy = INITIAL_JIFFIES;

struct tracked {
	timer_list timer = {};
	bool queued = false;
};

// Wheel and model side by side.
struct pair {
	std::unique_ptr<timers::wheel> wheel{new timers::wheel()};
	std::multimap<unsigned long, tracked *> model; // by the jiffy at which it must come
	unsigned long now;

	explicit pair(unsigned long at) : now(at)
	{
		wheel->start(at);
	}
	void insert(tracked *t, unsigned long expires)
	{
		t->timer.expires = expires;
		t->queued = true;
		wheel->insert(&t->timer);
		model.emplace(std::max(expires, wheel->clock()), t);
	}
	void remove(tracked *t)
	{
		wheel->remove(&t->timer);
		t->queued = false;
		for (auto it = model.begin(); it != model.end(); ++it)
			if (it->second == t) {
				model.erase(it);
				return;
			}
		FAIL("not in the model");
	}
	void check_next() const
	{
		const unsigned long expected = model.empty() ? timers::wheel::none
							     : model.begin()->first;

		if (wheel->next_expiry() != expected)
			FAIL("next expiry ", wheel->next_expiry(), ", expected ", expected);
		if (expected != timers::wheel::none && wheel->next_event() > expected)
			FAIL("next event ", wheel->next_event(), " after ", expected);
	}
	// All that is due until @to, in the order of time.
	void run(unsigned long to)
	{
		hlist_head due = {};

		now = to;
		while (wheel->take_due(now, &due)) {
			REQUIRE_FALSE(model.empty());
			const unsigned long when = model.begin()->first;
			unsigned int given = 0;

			REQUIRE(when <= now);
			while (due.first) {
				tracked *t = container_of(due.first, tracked, timer.entry);

				__hlist_del(&t->timer.entry);
				auto [from, end] = model.equal_range(when);
				auto it = std::find_if(from, end, [&](auto &entry) {
					return entry.second == t;
				});
				if (it == end)
					FAIL("timer for ", t->timer.expires, " came at ", when);
				model.erase(it);
				t->queued = false;
				given++;
			}
			REQUIRE(given > 0);
			REQUIRE(model.count(when) == 0);
		}
		REQUIRE((model.empty() || model.begin()->first > now));
		REQUIRE(wheel->clock() == now + 1);
	}
};

} // namespace

TEST_CASE("wheel: each level, each side of its borders, comes at its jiffy")
{
	for (unsigned long at :
	     {0ul, 1ul, 63ul, 4095ul, start_jiffy, (1ul << 30) - 1, (1ul << 36) - 70}) {
		pair p(at);
		std::deque<tracked> timers;

		for (unsigned int level = 0; level < 6; level++)
			for (long off : {-1l, 0l, 1l, 5l})
				if (long delta = (1l << (6 * level)) + off; delta >= 0) {
					timers.emplace_back();
					p.insert(&timers.back(), at + delta);
				}
		while (!p.model.empty()) {
			p.check_next();
			p.run(p.model.begin()->first);
		}
		CHECK(p.wheel->next_event() == timers::wheel::none);
		CHECK(p.wheel->next_expiry() == timers::wheel::none);
	}
}

TEST_CASE("wheel: what has expired already is due at once")
{
	pair p(start_jiffy);
	tracked t;

	p.insert(&t, start_jiffy - 1000);
	p.check_next();
	p.run(start_jiffy);
	CHECK_FALSE(t.queued);
}

TEST_CASE("wheel: forward never passes a timer")
{
	pair p(1000);
	tracked near, far;

	p.insert(&near, 1010);
	p.insert(&far, 200000);
	p.wheel->forward(1005);
	CHECK(p.wheel->clock() == 1005);
	p.wheel->forward(1010);
	CHECK(p.wheel->clock() == 1010);
	p.wheel->forward(1011);
	CHECK(p.wheel->clock() == 1010);
	p.run(1010);
	p.wheel->forward(150000);
	p.check_next();
	p.run(199999);
	CHECK(far.queued);
	p.run(200000);
	CHECK_FALSE(far.queued);
}

TEST_CASE("wheel: random starts, moves, removals and jumps of time agree with the model")
{
	for (unsigned int seed = 0; seed < 40; seed++) {
		std::mt19937_64 random(seed);
		pair p(seed % 2 ? start_jiffy : random() >> 20);
		std::vector<tracked> timers(50);

		for (int step = 0; step < 2000; step++) {
			tracked *t = &timers[random() % timers.size()];
			const unsigned long delta = random() >> (random() % 48 + 16);

			switch (random() % 8) {
			case 0:
			case 1:
			case 2:
				if (t->queued)
					p.remove(t);
				p.insert(t, p.now + delta - random() % 8);
				break;
			case 3:
				if (t->queued)
					p.remove(t);
				break;
			case 4:
				p.wheel->forward(p.now);
				break;
			case 5:
				p.run(p.now + delta % 100000);
				break;
			default:
				p.run(p.now + random() % 70);
			}
			p.check_next();
		}
	}
}

namespace
{

struct recorder {
	timer_list timer;
	std::vector<unsigned long> *times;
	unsigned long again_after = 0;
};

void record(timer_list *timer)
{
	recorder *r = container_of(timer, recorder, timer);

	r->times->push_back(get_jiffies_64());
	if (r->again_after)
		mod_timer(timer, jiffies + std::exchange(r->again_after, 0));
}

// One tick of a CPU.
void tick(unsigned long count = 1)
{
	while (count--) {
		jiffies = jiffies + 1;
		run_local_timers();
		do_softirq();
	}
}

} // namespace

TEST_CASE("timer: start, move, reduce, stop")
{
	host::boot(16);
	std::vector<unsigned long> times;
	recorder r = {{}, &times};

	timer_setup(&r.timer, record, 0);
	CHECK(timer_pending(&r.timer) == 0);
	CHECK(timer_delete(&r.timer) == 0);
	CHECK(mod_timer_pending(&r.timer, jiffies + 3) == 0);
	CHECK(timer_pending(&r.timer) == 0);

	const unsigned long begin = jiffies;
	CHECK(mod_timer(&r.timer, begin + 10) == 0);
	CHECK(timer_pending(&r.timer) == 1);
	CHECK(timer_reduce(&r.timer, begin + 20) == 1);
	CHECK(r.timer.expires == begin + 10);
	CHECK(timer_reduce(&r.timer, begin + 5) == 1);
	CHECK(mod_timer(&r.timer, begin + 7) == 1);
	unsigned long expires = 0;
	CHECK(timers_next_expiry(&expires));
	CHECK(expires == begin + 8);
	tick(7);
	CHECK(times.empty());
	tick(10);
	CHECK(times == std::vector<unsigned long>{begin + 8});
	CHECK_FALSE(timers_next_expiry(&expires));

	r.timer.expires = jiffies + 2;
	add_timer(&r.timer);
	CHECK(timer_delete_sync(&r.timer) == 1);
	tick(5);
	CHECK(times.size() == 1);
}

TEST_CASE("timer: its function may start it again; a shut down one stays down")
{
	host::boot(16);
	std::vector<unsigned long> times;
	recorder r = {{}, &times, 4};

	timer_setup(&r.timer, record, TIMER_DEFERRABLE);
	const unsigned long begin = jiffies;
	mod_timer(&r.timer, begin + 1);
	tick(20);
	CHECK(times == std::vector<unsigned long>{begin + 2, begin + 7});

	mod_timer(&r.timer, jiffies + 3);
	CHECK(timer_shutdown_sync(&r.timer) == 1);
	CHECK(mod_timer(&r.timer, jiffies + 3) == 0);
	CHECK(timer_pending(&r.timer) == 0);
	tick(10);
	CHECK(times.size() == 2);
	timer_setup(&r.timer, record, 0);
	mod_timer(&r.timer, jiffies + 1);
	tick(2);
	CHECK(times.size() == 3);
}

TEST_CASE("timer: each CPU runs its own, and a timer moves to the CPU that starts it")
{
	host::boot({.cpus = 2});
	std::vector<unsigned long> times;
	recorder r = {{}, &times};

	timer_setup(&r.timer, record, 0);
	r.timer.expires = jiffies + 2;
	add_timer_on(&r.timer, 1);
	tick(5);
	CHECK(times.empty());
	std::thread([] {
		host::set_cpu(1);
		run_local_timers();
		do_softirq();
	}).join();
	CHECK(times.size() == 1);

	add_timer_on(&r.timer, 1);
	CHECK(mod_timer(&r.timer, jiffies + 1) == 1); // here, from CPU 1
	CHECK((r.timer.flags & TIMER_CPUMASK) == 0);
	tick(2);
	CHECK(times.size() == 2);
}

TEST_CASE("timer: timer_delete_sync waits for a function that runs on another CPU")
{
	host::boot({.cpus = 2});
	static std::atomic<int> stage;
	struct slow {
		static void function(timer_list *)
		{
			stage = 1;
			std::this_thread::sleep_for(std::chrono::milliseconds(30));
			stage = 2;
		}
	};
	timer_list timer;

	stage = 0;
	timer_setup(&timer, slow::function, 0);
	timer.expires = jiffies - 1;
	add_timer_on(&timer, 1);
	std::thread other([] {
		host::set_cpu(1);
		run_local_timers();
		do_softirq();
	});
	while (stage == 0)
		std::this_thread::yield();
	CHECK(timer_delete_sync(&timer) == 0);
	CHECK(stage == 2);
	other.join();
}

TEST_CASE("timer: rounding to seconds never leads into the past")
{
	host::boot(16);
	jiffies = 5 * HZ + 10;
	CHECK(round_jiffies(7 * HZ + HZ / 4 - 1) == 7 * HZ);
	CHECK(round_jiffies(7 * HZ + HZ / 4) == 8 * HZ);
	CHECK(round_jiffies_up(7 * HZ + 1) == 8 * HZ);
	CHECK(round_jiffies(5 * HZ + 12) == 5 * HZ + 12);
	CHECK(__round_jiffies(7 * HZ, 2) == 7 * HZ - 6);
	CHECK(round_jiffies_relative(2 * HZ) == 2 * HZ - 10);
}
