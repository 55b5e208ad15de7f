// SPDX-License-Identifier: GPL-2.0-only
//
// The queues of high-resolution timers against a model: what the event device is set to after every change, and what an
// interrupt runs. And the queue below them.
#include "tests/host/test.h"

#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/timekeeping.h>
#include <linux/timerqueue.h>

#include "tests/host/support/contract.h"

TEST_CASE("timerqueue: first in order, first in first out among equals")
{
	timerqueue_head head = {};
	std::mt19937 random(1);
	std::vector<timerqueue_node> nodes(200);
	std::multimap<ktime_t, timerqueue_node *>
		model; // keeps the order of insertion among equals

	timerqueue_init_head(&head);
	for (timerqueue_node &node : nodes)
		timerqueue_init(&node);
	for (int step = 0; step < 20000; step++) {
		timerqueue_node *node = &nodes[random() % nodes.size()];

		if (timerqueue_node_queued(node)) {
			for (auto it = model.begin(); it != model.end(); ++it)
				if (it->second == node) {
					model.erase(it);
					break;
				}
			CHECK(timerqueue_del(&head, node) == !model.empty());
		} else {
			node->expires = random() % 50;
			auto it = model.emplace(node->expires, node);
			CHECK(timerqueue_add(&head, node) == (it == model.begin()));
		}
		timerqueue_node *first = timerqueue_getnext(&head);
		REQUIRE(first == (model.empty() ? nullptr : model.begin()->second));
	}
	timerqueue_node *node = timerqueue_getnext(&head);
	for (auto &entry : model) {
		REQUIRE(node == entry.second);
		node = timerqueue_iterate_next(node);
	}
	CHECK(node == nullptr);
}

namespace
{

struct tracked {
	struct hrtimer timer = {};
	std::vector<tracked *> *ran = nullptr;
	ktime_t again = 0; // once more, by so much
};

enum hrtimer_restart record(struct hrtimer *timer)
{
	tracked *t = container_of(timer, tracked, timer);

	t->ran->push_back(t);
	if (!t->again)
		return HRTIMER_NORESTART;
	hrtimer_add_expires(timer, std::exchange(t->again, 0));
	return HRTIMER_RESTART;
}

constexpr clockid_t clocks[] = {CLOCK_MONOTONIC, CLOCK_REALTIME, CLOCK_BOOTTIME, CLOCK_TAI};

} // namespace

TEST_CASE("hrtimer: the device is always set to the first of all")
{
	host::boot(16);
	std::mt19937 random(7);
	std::vector<tracked *> ran;
	std::deque<tracked> timers(40);
	std::map<tracked *, ktime_t> model;
	const ktime_t future = ktime_get() + 3600 * NSEC_PER_SEC;

	for (size_t i = 0; i < timers.size(); i++) {
		timers[i].ran = &ran;
		hrtimer_setup(&timers[i].timer, record, clocks[i % 4],
			      i % 3 ? HRTIMER_MODE_ABS : HRTIMER_MODE_ABS_SOFT);
	}
	for (int step = 0; step < 20000; step++) {
		tracked *t = &timers[random() % timers.size()];

		if (random() % 3) {
			const ktime_t at = future + random() % 1000;

			hrtimer_start(&t->timer, at, HRTIMER_MODE_ABS);
			model[t] = at;
		} else {
			CHECK(hrtimer_try_to_cancel(&t->timer) == (int)model.erase(t));
		}
		ktime_t first = KTIME_MAX;
		for (auto &[timer, at] : model)
			first = std::min(first, at);
		REQUIRE(host_next_event == first);
		REQUIRE((ktime_t)hrtimer_get_next_event() == first);
		REQUIRE(hrtimer_active(&t->timer) == (model.count(t) == 1));
	}
	CHECK(ran.empty());
}

TEST_CASE("hrtimer: an interrupt runs what is due, and what may already run, and no more")
{
	host::boot(16);
	std::vector<tracked *> ran;
	tracked due[3], range, later, soft;
	const ktime_t now = ktime_get(), hour = 3600 * NSEC_PER_SEC;

	for (tracked *t : {&due[0], &due[1], &due[2], &range, &later}) {
		t->ran = &ran;
		hrtimer_setup(&t->timer, record, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	}
	soft.ran = &ran;
	hrtimer_setup(&soft.timer, record, CLOCK_MONOTONIC, HRTIMER_MODE_ABS_SOFT);

	hrtimer_start(&due[2].timer, now - 10, HRTIMER_MODE_ABS);
	hrtimer_start(&due[0].timer, now - 30, HRTIMER_MODE_ABS);
	hrtimer_start(&due[1].timer, now - 20, HRTIMER_MODE_ABS);
	hrtimer_start_range_ns(&range.timer, now - 5, hour, HRTIMER_MODE_ABS);
	hrtimer_start(&later.timer, now + 2 * hour, HRTIMER_MODE_ABS);
	hrtimer_start(&soft.timer, now - 1, HRTIMER_MODE_ABS_SOFT);
	CHECK(host_next_event == now - 30);
	due[1].again = 3 * hour;

	local_irq_disable();
	irq_enter();
	hrtimer_interrupt(nullptr);
	CHECK(ran == std::vector<tracked *>{&due[0], &due[1], &due[2], &range});
	CHECK(host_next_event == now + 2 * hour); // the soft one waits for the softirq
	CHECK(hrtimer_active(&soft.timer));
	irq_exit();
	local_irq_enable();
	CHECK(ran.back() == &soft);
	CHECK(hrtimer_get_expires(&due[1].timer) == now - 20 + 3 * hour);
	CHECK(hrtimer_cancel(&later.timer) == 1);
	CHECK(host_next_event == now - 20 + 3 * hour);
	CHECK(hrtimer_cancel(&due[1].timer) == 1);
	CHECK(host_next_event == KTIME_MAX);
}

TEST_CASE("hrtimer: a timer moves to the CPU that starts it, and cancelling waits for its function")
{
	host::boot({.cpus = 2});
	static std::atomic<int> stage;
	static std::atomic<bool> looked;
	struct hrtimer timer;

	stage = 0;
	looked = false;
	hrtimer_setup(
		&timer,
		[](struct hrtimer *) {
			stage = 2;
			while (!looked)
				std::this_thread::yield();
			std::this_thread::sleep_for(std::chrono::milliseconds(30));
			stage = 3;
			return HRTIMER_NORESTART;
		},
		CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	hrtimer_start(&timer, ktime_get() - 1, HRTIMER_MODE_ABS);
	std::thread other([&] {
		host::set_cpu(1);
		hrtimer_start(&timer, ktime_get() - 1, HRTIMER_MODE_ABS);
		stage = 1;
		hrtimer_interrupt(nullptr);
	});
	while (stage < 2)
		std::this_thread::yield();
	hrtimer_interrupt(nullptr); // nothing here any more
	CHECK(hrtimer_active(&timer));
	CHECK(hrtimer_try_to_cancel(&timer) == -1);
	looked = true;
	CHECK(hrtimer_cancel(&timer) == 0);
	CHECK(stage == 3);
	other.join();
}

TEST_CASE("hrtimer: an interrupt that is never through leaves as much time to others as it took")
{
	host::boot(16);
	static unsigned int runs;
	struct hrtimer timer;
	const hrtimer_cpu_base *const base = this_cpu_ptr(&hrtimer_bases);

	runs = 0;
	hrtimer_setup(
		&timer,
		[](struct hrtimer *t) {
			const ktime_t end = ktime_get() + 2 * NSEC_PER_MSEC;

			runs++;
			while (ktime_get() < end)
				;
			hrtimer_set_expires(t, end - NSEC_PER_MSEC);
			return HRTIMER_RESTART;
		},
		CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	local_irq_disable();
	hrtimer_start(&timer, ktime_get() - 1, HRTIMER_MODE_ABS);
	const ktime_t before = ktime_get();

	hrtimer_interrupt(nullptr);
	CHECK(runs == 3);
	CHECK(base->nr_hangs == 1);
	CHECK(base->nr_retries == 2);
	CHECK(base->max_hang_time >= 6 * NSEC_PER_MSEC);
	CHECK(host_next_event >= before + 12 * NSEC_PER_MSEC);
	CHECK(host::console().find("hrtimer: interrupt took ") != std::string::npos);

	hrtimer_interrupt(nullptr); // it is over once nothing is due
	CHECK(hrtimer_cancel(&timer) == 1);
	local_irq_enable();
	CHECK(host_next_event == KTIME_MAX);
}
