// SPDX-License-Identifier: GPL-2.0-only
//
// Memory that crosses CPUs: what one allocates another frees, caches and lists that hold something on every CPU are emptied, counters
// are exact afterwards, and all CPUs at once tear at one cache, from interrupts too.
//
// What runs on another CPU does so by smp_call_function*(), so with interrupts masked. With one CPU online the same is done on it.

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/vmstat.h>

#include "mm/page/verify.h"
#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"

#include <initializer_list>

namespace
{

int last_cpu()
{
	return static_cast<int>(cpumask_last(cpu_online_mask));
}

unsigned long slabs_of(struct kmem_cache *s)
{
	struct slabinfo info = {};

	get_slabinfo(s, &info);
	return info.num_slabs;
}

// Objects, and the work on them that other CPUs are sent.
struct batch {
	struct kmem_cache *s;
	void **objects;
	unsigned int count;
	unsigned int failed;
};

void allocate_all(void *info)
{
	auto *b = static_cast<batch *>(info);

	for (unsigned int i = 0; i < b->count; i++) {
		b->objects[i] = kmem_cache_alloc(b->s, GFP_ATOMIC);
		b->failed += !b->objects[i];
	}
}

void free_all(void *info)
{
	auto *b = static_cast<batch *>(info);

	for (unsigned int i = 0; i < b->count; i++)
		kmem_cache_free(b->s, b->objects[i]);
}

// Leaves a slab that is the CPU's, and some on its partial list.
void use_a_few(void *info)
{
	auto *s = static_cast<struct kmem_cache *>(info);
	void *objects[40];

	for (void *&object : objects)
		object = kmem_cache_alloc(s, GFP_ATOMIC);
	for (void *object : objects)
		kmem_cache_free(s, object);
}

batch make_batch(struct kunit *test, unsigned int size, unsigned int count)
{
	return {kmem_cache_create("smp-test", size, 0u, SLAB_NO_MERGE, nullptr),
		static_cast<void **>(kunit_kcalloc(test, count, sizeof(void *), GFP_KERNEL)), count,
		0};
}

void freed_on_another_cpu(struct kunit *test)
{
	for (unsigned int size : {16u, 256u, 4096u}) {
		batch b = make_batch(test, size, 600);

		allocate_all(&b);
		KUNIT_EXPECT_EQ(test, smp_call_function_single(last_cpu(), free_all, &b, 1), 0);
		KUNIT_EXPECT_EQ(test, b.failed, 0u);
		KUNIT_EXPECT_EQ(test, slub::verify_cache(b.s), 0u);

		// And the other way round; what the other CPU freed into its lists is used again there first.
		smp_call_function_single(last_cpu(), allocate_all, &b, 1);
		free_all(&b);
		KUNIT_EXPECT_EQ(test, slub::verify_cache(b.s), 0u);
		kmem_cache_destroy(b.s);
	}
}

void shrink_reaches_every_cpu(struct kunit *test)
{
	// Not debugged whatever slab_debug= says: it is about the slabs that CPUs keep.
	struct kmem_cache *const s =
		kmem_cache_create("smp-test", 512, 0u, SLAB_NO_MERGE | SLAB_NO_USER_FLAGS, nullptr);

	on_each_cpu(use_a_few, s, 1);
	KUNIT_EXPECT_GE(test, slabs_of(s), static_cast<unsigned long>(num_online_cpus()));
	KUNIT_EXPECT_EQ(test, kmem_cache_shrink(s), 0);
	KUNIT_EXPECT_EQ(test, slabs_of(s), 0ul);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(s), 0u);
	kmem_cache_destroy(s);
}

// Every object is free, but each CPU holds slabs: nothing stands in the way of the end.
void destroy_reaches_every_cpu(struct kunit *test)
{
	const unsigned long before = complaint_count();
	struct kmem_cache *const s = kmem_cache_create("smp-test", 192, 0u, SLAB_NO_MERGE, nullptr);

	on_each_cpu(use_a_few, s, 1);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, complaint_count(), before);
	KUNIT_EXPECT_NULL(test, slub::find_cache("smp-test"));
}

constexpr unsigned int page_count = 300;

void free_pages_here(void *info)
{
	auto **pages = static_cast<struct page **>(info);

	for (unsigned int i = 0; i < page_count; i++)
		__free_page(pages[i]);
}

long on_lists(int cpu)
{
	struct zone *zone;
	long sum = 0;

	for_each_populated_zone(zone)
		sum += per_cpu_ptr(zone->per_cpu_pageset, cpu)->count;
	return sum;
}

void drain_reaches_every_cpu(struct kunit *test)
{
	auto **pages = static_cast<struct page **>(
		kunit_kcalloc(test, page_count, sizeof(struct page *), GFP_KERNEL));
	int cpu;

	for (unsigned int i = 0; i < page_count; i++) {
		pages[i] = alloc_page(GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, pages[i]);
	}
	drain_all_pages(nullptr);
	smp_call_function_single(last_cpu(), free_pages_here, pages, 1);
	KUNIT_EXPECT_GT(test, on_lists(last_cpu()), 0l);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
	drain_all_pages(nullptr);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_EQ(test, on_lists(cpu), 0l);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

void count_up(void *)
{
	for (int i = 0; i < 7; i++)
		inc_node_state(&contig_page_data, NR_KERNEL_MISC_RECLAIMABLE);
	count_vm_events(UNEVICTABLE_PGCULLED, 5);
}

void counters_of_all_cpus_are_added_up(struct kunit *test)
{
	const long cpus = num_online_cpus();
	unsigned long events[NR_VM_EVENT_ITEMS];

	vmstat_refresh();
	const long before = global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE);
	all_vm_events(events);
	const unsigned long culled = events[UNEVICTABLE_PGCULLED];

	on_each_cpu(count_up, nullptr, 1);
	vmstat_refresh();
	KUNIT_EXPECT_EQ(test,
			static_cast<long>(global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE)) -
				before,
			7 * cpus);
	all_vm_events(events);
	KUNIT_EXPECT_EQ(test, events[UNEVICTABLE_PGCULLED] - culled,
			5ul * static_cast<unsigned long>(cpus));
	mod_node_page_state(&contig_page_data, NR_KERNEL_MISC_RECLAIMABLE, -7 * cpus);
	vmstat_refresh();
	KUNIT_EXPECT_EQ(test, static_cast<long>(global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE)),
			before);
}

// A CPU that goes idle leaves nothing behind that is not in the totals.
void idle_cpus_hold_nothing_back(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU online");

	int cpu = last_cpu();

	if (cpu == smp_processor_id())
		cpu = static_cast<int>(cpumask_first(cpu_online_mask));
	const s8 *held = &per_cpu_ptr(contig_page_data.per_cpu_nodestats, cpu)
				  ->vm_node_stat_diff[NR_KERNEL_MISC_RECLAIMABLE];

	vmstat_refresh();
	const long before = global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE);

	smp_call_function_single(cpu, count_up, nullptr, 1);
	for (int ms = 0; READ_ONCE(*held) && ms < 120000; ms++)
		mdelay(1);
	KUNIT_EXPECT_EQ(test, static_cast<int>(READ_ONCE(*held)), 0);
	KUNIT_EXPECT_EQ(
		test,
		static_cast<long>(global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE)) - before, 7l);
	mod_node_page_state(&contig_page_data, NR_KERNEL_MISC_RECLAIMABLE, -7);
	vmstat_refresh();
}

// One that never idles does so once a second (vm.stat_interval), and lets its page lists shrink.
void busy_cpus_hold_nothing_back_for_long(struct kunit *test)
{
	const unsigned long until = jiffies + 120 * HZ;
	struct page *page = alloc_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, page);
	struct zone *zone = page_zone(page);

	__free_page(page);
	migrate_disable();
	vmstat_refresh();
	struct per_cpu_pages *pcp = this_cpu_ptr(zone->per_cpu_pageset);
	const s8 *held = &this_cpu_ptr(contig_page_data.per_cpu_nodestats)
				  ->vm_node_stat_diff[NR_KERNEL_MISC_RECLAIMABLE];
	const int high = pcp->high_min + 64;

	preempt_disable();
	pcp->high = high;
	// Below the least threshold there is.
	mod_node_page_state(&contig_page_data, NR_KERNEL_MISC_RECLAIMABLE, 1);
	KUNIT_EXPECT_EQ(test, static_cast<int>(READ_ONCE(*held)), 1);
	preempt_enable();
	while ((READ_ONCE(*held) || READ_ONCE(pcp->high) == high) && time_before(jiffies, until))
		cpu_relax();
	KUNIT_EXPECT_EQ(test, static_cast<int>(READ_ONCE(*held)), 0);
	KUNIT_EXPECT_LT(test, READ_ONCE(pcp->high), high);
	mod_node_page_state(&contig_page_data, NR_KERNEL_MISC_RECLAIMABLE, -1);
	migrate_enable();
	vmstat_refresh();
}

// A table of objects that all CPUs put into and take out of: most frees are of what another CPU allocated.
struct arena {
	struct kmem_cache *s;
	unsigned long *slots[64];
	atomic_t arrived;
	unsigned int rounds;
	atomic_t damaged;
};

constexpr unsigned int words = 8;

bool is_whole(const unsigned long *object)
{
	for (unsigned int i = 0; i < words; i++)
		if (object[i] != reinterpret_cast<unsigned long>(object))
			return false;
	return true;
}

unsigned long *fresh(arena *a)
{
	auto *object = static_cast<unsigned long *>(kmem_cache_alloc(a->s, GFP_ATOMIC));

	for (unsigned int i = 0; object && i < words; i++)
		object[i] = reinterpret_cast<unsigned long>(object);
	return object;
}

void give_back(arena *a, unsigned long *object)
{
	if (!object)
		return;
	if (!is_whole(object))
		atomic_inc(&a->damaged);
	memset(object, 0, words * sizeof(long));
	kmem_cache_free(a->s, object);
}

// Fair locks go from CPU to CPU, and where the host has fewer than this machine each turn may wait for one of the host's time slices:
// with all debugging on, minutes. So it ends after a while. Interrupts may be masked here: no jiffies.
void tear(arena *a, unsigned int seed)
{
	const u64 until = sched_clock() + 10 * NSEC_PER_SEC;

	for (unsigned int i = 0; i < a->rounds && (i < 20 || sched_clock() < until); i++) {
		seed = seed * 1664525 + 1013904223;
		give_back(a, xchg(&a->slots[seed >> 26], fresh(a)));
		// Some that stay on this CPU, so that its fast paths are among it.
		if (seed & 0x10000)
			give_back(a, fresh(a));
	}
}

void tear_together(void *info)
{
	auto *a = static_cast<arena *>(info);

	atomic_inc(&a->arrived);
	while (atomic_read(&a->arrived) < static_cast<int>(num_online_cpus()))
		cpu_relax();
	tear(a, smp_processor_id() * 7919 + 1);
}

arena *make_arena(struct kunit *test, unsigned int rounds)
{
	auto *a = static_cast<arena *>(kunit_kzalloc(test, sizeof(arena), GFP_KERNEL));

	a->s = kmem_cache_create("smp-test", words * sizeof(long), 0u, SLAB_NO_MERGE, nullptr);
	a->rounds = rounds;
	return a;
}

void end_arena(struct kunit *test, arena *a)
{
	const unsigned long before = complaint_count();

	KUNIT_EXPECT_EQ(test, slub::verify_cache(a->s), 0u);
	for (unsigned long *object : a->slots)
		give_back(a, object);
	KUNIT_EXPECT_EQ(test, atomic_read(&a->damaged), 0);
	KUNIT_EXPECT_EQ(test, slub::verify_cache(a->s), 0u);
	kmem_cache_destroy(a->s);
	KUNIT_EXPECT_EQ(test, complaint_count(), before);
}

void all_cpus_on_one_cache(struct kunit *test)
{
	arena *const a = make_arena(test, 3000);

	on_each_cpu(tear_together, a, 1);
	end_arena(test, a);
}

// A CPU that works on the cache is interrupted all the time by others, whose calls work on it too: fast paths are cut in the middle.
struct interruption {
	arena *a;
	atomic_t served;
	int victim;
	call_single_data_t csd;
};

void interrupt_work(void *info)
{
	auto *i = static_cast<interruption *>(info);

	tear(i->a, atomic_inc_return(&i->served));
}

void keep_interrupting(void *info)
{
	auto *i = static_cast<interruption *>(info);

	for (int sent = 0; sent < 200; sent += !smp_call_function_single_async(i->victim, &i->csd))
		cpu_relax();
}

void interrupted_all_the_time(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU online");

	arena *const a = make_arena(test, 3);
	interruption i = {a, ATOMIC_INIT(0), smp_processor_id(), {}};

	INIT_CSD(&i.csd, interrupt_work, &i);
	KUNIT_ASSERT_EQ(test, smp_call_function_single(last_cpu(), keep_interrupting, &i, 0), 0);
	for (unsigned int seed = 1; atomic_read(&i.served) < 200; seed++)
		tear(a, seed);
	// The sender is done with i when it takes another call.
	smp_call_function_single(last_cpu(), use_a_few, a->s, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.served), 200);
	end_arena(test, a);
}

// Per-CPU memory is the same distance away on every CPU, and each has its own.
void write_own_copy(void *info)
{
	*this_cpu_ptr(static_cast<int __percpu *>(info)) += smp_processor_id() + 1;
}

void percpu_copies_are_apart(struct kunit *test)
{
	int __percpu *numbers = alloc_percpu(int);
	int cpu;

	KUNIT_ASSERT_NOT_NULL(test, numbers);
	on_each_cpu(write_own_copy, numbers, 1);
	on_each_cpu(write_own_copy, numbers, 1);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_EQ(test, *per_cpu_ptr(numbers, cpu), 2 * (cpu + 1));
	free_percpu(numbers);
}

struct kunit_case cases[] = {
	KUNIT_CASE(freed_on_another_cpu),
	KUNIT_CASE(shrink_reaches_every_cpu),
	KUNIT_CASE(destroy_reaches_every_cpu),
	KUNIT_CASE(drain_reaches_every_cpu),
	KUNIT_CASE(counters_of_all_cpus_are_added_up),
	KUNIT_CASE(idle_cpus_hold_nothing_back),
	KUNIT_CASE_SLOW(busy_cpus_hold_nothing_back_for_long),
	KUNIT_CASE(all_cpus_on_one_cache),
	KUNIT_CASE(interrupted_all_the_time),
	KUNIT_CASE(percpu_copies_are_apart),
	{},
};

struct kunit_suite suite = {.name = "smp_memory", .test_cases = cases};

} // namespace

kunit_test_suite(suite);
