// SPDX-License-Identifier: GPL-2.0-only
//
// RCU on the machine: what call_rcu() promises, in which order, and that waiting waits.

#include <kunit/test.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>
#include <linux/vmalloc.h>

#include "mm/slub/inspect.h"

namespace
{

struct numbered {
	rcu_head rcu;
	int number;
};

constinit int order[64];
constinit volatile int ran;
constinit bool wrong_context;

void note(rcu_head *head)
{
	if (!in_softirq() || in_hardirq() || irqs_disabled())
		wrong_context = true;
	order[ran % 64] = container_of(head, numbered, rcu)->number;
	ran = ran + 1;
}

int init(struct kunit *)
{
	rcu_barrier();
	ran = 0;
	wrong_context = false;
	return 0;
}

void callbacks_run_in_order(struct kunit *test)
{
	static numbered heads[20];

	for (int i = 0; i < 20; i++) {
		heads[i].number = i;
		call_rcu(&heads[i].rcu, note);
	}
	KUNIT_EXPECT_TRUE(test, rcu_callbacks_pending());
	rcu_barrier();
	KUNIT_EXPECT_EQ(test, (int)ran, 20);
	for (int i = 0; i < 20; i++)
		KUNIT_EXPECT_EQ(test, order[i], i);
	KUNIT_EXPECT_FALSE(test, wrong_context);
}

// Nobody waits for them: the tick, or the idle CPU, sees to it.
void callbacks_run_by_themselves(struct kunit *test)
{
	static numbered head;
	const u64 deadline = ktime_get_ns() + 10 * NSEC_PER_SEC;

	call_rcu(&head.rcu, note);
	while (!ran && ktime_get_ns() < deadline)
		msleep(1);
	KUNIT_EXPECT_EQ(test, (int)ran, 1);
	KUNIT_EXPECT_FALSE(test, wrong_context);
}

constinit numbered second = {};

void queue_another(rcu_head *head)
{
	note(head);
	call_rcu(&second.rcu, note);
}

// A callback may queue another one; the barrier that ran when the first was queued needs not wait for it, the next does.
void callbacks_queue_callbacks(struct kunit *test)
{
	static numbered first;

	call_rcu(&first.rcu, queue_another);
	rcu_barrier();
	KUNIT_EXPECT_GE(test, (int)ran, 1);
	rcu_barrier();
	KUNIT_EXPECT_EQ(test, (int)ran, 2);
}

void polling(struct kunit *test)
{
	rcu_read_lock(); // none ends meanwhile
	const unsigned long state = get_state_synchronize_rcu();

	KUNIT_EXPECT_FALSE(test, poll_state_synchronize_rcu(state));
	rcu_read_unlock();
	cond_synchronize_rcu(state);
	KUNIT_EXPECT_TRUE(test, poll_state_synchronize_rcu(state));

	const unsigned long started = start_poll_synchronize_rcu();
	const u64 deadline = ktime_get_ns() + 10 * NSEC_PER_SEC;

	while (!poll_state_synchronize_rcu(started) && ktime_get_ns() < deadline)
		msleep(1);
	KUNIT_EXPECT_TRUE(test, poll_state_synchronize_rcu(started));
	KUNIT_EXPECT_TRUE(test, poll_state_synchronize_rcu(get_completed_synchronize_rcu()));
	const unsigned long later = get_state_synchronize_rcu();

	synchronize_rcu_expedited();
	KUNIT_EXPECT_TRUE(test, poll_state_synchronize_rcu(later));
}

void sections_are_known(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, rcu_is_watching());
	rcu_read_lock();
	KUNIT_EXPECT_TRUE(test, rcu_read_lock_held());
	rcu_read_lock();
	rcu_read_unlock();
	KUNIT_EXPECT_TRUE(test, rcu_read_lock_held());
	rcu_read_unlock();
	rcu_read_lock_bh();
	KUNIT_EXPECT_TRUE(test, in_softirq());
	KUNIT_EXPECT_TRUE(test, rcu_read_lock_bh_held());
	rcu_read_unlock_bh();
}

// Ticks that come into a section do not end a grace period.
void a_section_holds_it_up(struct kunit *test)
{
	rcu_read_lock();
	const unsigned long state = start_poll_synchronize_rcu();

	mdelay(50); // some ticks
	KUNIT_EXPECT_FALSE(test, poll_state_synchronize_rcu(state));
	rcu_read_unlock();
	synchronize_rcu();
	KUNIT_EXPECT_TRUE(test, poll_state_synchronize_rcu(state));
}

// A CPU other than this one, or -1.
int another_cpu()
{
	int cpu;

	for_each_online_cpu(cpu)
		if (cpu != raw_smp_processor_id())
			return cpu;
	return -1;
}

constinit volatile int stage;

// An interrupt handler is a read-side section like any other.
void read_until_told(void *)
{
	rcu_read_lock();
	stage = 1;
	while (stage != 2)
		cpu_relax();
	stage = 3;
	rcu_read_unlock();
}

void a_section_on_another_cpu_holds_it_up(struct kunit *test)
{
	const int cpu = another_cpu();

	if (cpu < 0)
		kunit_skip(test, "one CPU");
	stage = 0;
	KUNIT_ASSERT_EQ(test, smp_call_function_single(cpu, read_until_told, nullptr, 0), 0);
	while (stage != 1)
		cpu_relax();
	const unsigned long state = start_poll_synchronize_rcu();

	for (int i = 0; i < 5; i++) {
		msleep(10);
		KUNIT_EXPECT_FALSE(test, poll_state_synchronize_rcu(state));
	}
	stage = 2;
	synchronize_rcu();
	KUNIT_EXPECT_EQ(test, (int)stage, 3);
	KUNIT_EXPECT_TRUE(test, poll_state_synchronize_rcu(state));
}

constinit atomic_t ran_anywhere = ATOMIC_INIT(0);
DEFINE_PER_CPU(rcu_head[8], heads_of_cpu);

void queue_here(void *)
{
	for (rcu_head &head : *this_cpu_ptr(&heads_of_cpu))
		call_rcu(&head, [](rcu_head *) { atomic_inc(&ran_anywhere); });
}

void barrier_waits_for_every_cpu(struct kunit *test)
{
	for (int round = 0; round < 20; round++) {
		atomic_set(&ran_anywhere, 0);
		on_each_cpu(queue_here, nullptr, 1);
		rcu_barrier();
		KUNIT_EXPECT_EQ(test, atomic_read(&ran_anywhere), 8 * (int)num_online_cpus());
	}
}

struct waiting {
	long payload[10];
	rcu_head rcu;
};

// Objects of all kinds, more than pages of pointers hold: none is free before the grace period, all are after the barrier.
void kvfree_returns_all_memory(struct kunit *test)
{
	constexpr int objects = 2000;
	struct kmem_cache *const cache =
		kmem_cache_create("rcu-test", sizeof(waiting), 0u, SLAB_NO_MERGE, nullptr);
	KUNIT_ASSERT_NOT_NULL(test, cache);
	waiting **const list =
		static_cast<waiting **>(kvmalloc_array(objects, sizeof(*list), GFP_KERNEL));
	KUNIT_ASSERT_NOT_NULL(test, list);
	waiting *const area = static_cast<waiting *>(vmalloc(sizeof(*area)));
	KUNIT_ASSERT_NOT_NULL(test, area);
	slub::object_info info;

	for (int i = 0; i < objects; i++)
		KUNIT_ASSERT_NOT_NULL(test, list[i] = static_cast<waiting *>(
						    kmem_cache_alloc(cache, GFP_KERNEL)));
	rcu_read_lock();
	for (int i = 0; i < objects; i++)
		kfree_rcu(list[i], rcu);
	kvfree_rcu(area, rcu);
	mdelay(30);
	for (int i = 0; i < objects; i += 100) {
		KUNIT_EXPECT_TRUE(test, slub::inspect_object(list[i], &info));
		KUNIT_EXPECT_TRUE(test, info.state == slub::object_state::allocated);
	}
	area->payload[0] = 1; // still mapped
	rcu_read_unlock();
	kvfree_rcu_mightsleep(list);
	kvfree_rcu_barrier();
	// The cache goes only when every object has come back.
	kmem_cache_destroy(cache);
}

// The second call_rcu() of a head that waits is reported; the head is leaked rather than the list destroyed.
void a_head_queued_twice_is_found(struct kunit *test)
{
	static numbered twice, other;

	if (!IS_ENABLED(CONFIG_DEBUG_KERNEL))
		kunit_skip(test, "only DEBUG=1 builds look");
	local_bh_disable(); // both on one CPU, and neither run in between
	call_rcu(&twice.rcu, note);
	call_rcu(&other.rcu, note);
	call_rcu(&twice.rcu, note);
	local_bh_enable();
	rcu_barrier();
	KUNIT_EXPECT_EQ(test, (int)ran, 1);
	KUNIT_EXPECT_FALSE(test, rcu_callbacks_pending());
}

void a_head_queued_on_two_cpus_is_found(struct kunit *test)
{
	static numbered twice;

	if (!IS_ENABLED(CONFIG_DEBUG_KERNEL))
		kunit_skip(test, "only DEBUG=1 builds look");
	if (num_online_cpus() < 2)
		kunit_skip(test, "needs a second CPU");
	rcu_read_lock(); // it does not run in between
	call_rcu(&twice.rcu, note);
	smp_call_function_single(
		cpumask_any_but(cpu_online_mask, smp_processor_id()),
		[](void *head) { call_rcu(static_cast<rcu_head *>(head), note); }, &twice.rcu, 1);
	rcu_read_unlock();
	rcu_barrier();
	KUNIT_EXPECT_EQ(test, (int)ran, 0); // leaked
	KUNIT_EXPECT_FALSE(test, rcu_callbacks_pending());
}

// The barrier waits for areas as well, which a task unmaps.
void kvfree_barrier_waits_for_areas(struct kunit *test)
{
	waiting *areas[20];

	for (waiting *&area : areas)
		KUNIT_ASSERT_NOT_NULL(test, area = static_cast<waiting *>(vmalloc(sizeof(*area))));
	for (waiting *area : areas)
		kvfree_rcu(area, rcu);
	kvfree_rcu_barrier();
	for (waiting *area : areas)
		KUNIT_EXPECT_NULL(test, find_vm_area(area));
}

// Short of memory nobody waits for the five seconds.
void kvfree_gives_way_when_memory_is_short(struct kunit *test)
{
	waiting *const object = static_cast<waiting *>(kmalloc(sizeof(*object), GFP_KERNEL));
	waiting *const area = static_cast<waiting *>(vmalloc(sizeof(*area)));

	KUNIT_ASSERT_NOT_NULL(test, object);
	KUNIT_ASSERT_NOT_NULL(test, area);
	kvfree_rcu_barrier();
	KUNIT_EXPECT_EQ(test, kfree_rcu_shrink(), 0ul);
	migrate_disable();
	kfree_rcu(object, rcu);
	kvfree_rcu(area, rcu);
	KUNIT_EXPECT_EQ(test, kfree_rcu_shrink(), 2ul);
	migrate_enable();
	KUNIT_EXPECT_EQ(test, kfree_rcu_shrink(), 0ul);
}

struct kunit_case rcu_cases[] = {
	KUNIT_CASE(callbacks_run_in_order),
	KUNIT_CASE(callbacks_run_by_themselves),
	KUNIT_CASE(callbacks_queue_callbacks),
	KUNIT_CASE(polling),
	KUNIT_CASE(sections_are_known),
	KUNIT_CASE(a_section_holds_it_up),
	KUNIT_CASE(a_section_on_another_cpu_holds_it_up),
	KUNIT_CASE(barrier_waits_for_every_cpu),
	KUNIT_CASE(kvfree_returns_all_memory),
	KUNIT_CASE(kvfree_barrier_waits_for_areas),
	KUNIT_CASE(kvfree_gives_way_when_memory_is_short),
	KUNIT_CASE(a_head_queued_twice_is_found),
	KUNIT_CASE(a_head_queued_on_two_cpus_is_found),
	{},
};

struct kunit_suite rcu_suite = {
	.name = "rcu",
	.init = init,
	.test_cases = rcu_cases,
};
kunit_test_suite(rcu_suite);

} // namespace
