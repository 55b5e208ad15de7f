// SPDX-License-Identifier: GPL-2.0-only
// Per-CPU memory on the machine: offsets, both kinds of chunks, this_cpu operations on allocated memory.

#include <kunit/test.h>

#include <linux/cpumask.h>
#include <linux/mm.h>
#include <linux/percpu-defs.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

namespace
{

DEFINE_PER_CPU(unsigned long, test_variable) = 0x1234;

void variables_start_with_their_value(struct kunit *test)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		KUNIT_EXPECT_EQ(test, per_cpu(test_variable, cpu), 0x1234UL);
	this_cpu_add(test_variable, 1);
	KUNIT_EXPECT_EQ(test, this_cpu_read(test_variable), 0x1235UL);
	KUNIT_EXPECT_PTR_EQ(test, this_cpu_ptr(&test_variable),
			    per_cpu_ptr(&test_variable, smp_processor_id()));
	this_cpu_write(test_variable, 0x1234);
}

void every_cpu_has_its_copy(struct kunit *test)
{
	u64 __percpu *counter = alloc_percpu(u64);
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, counter);
	for_each_possible_cpu(cpu) {
		KUNIT_EXPECT_EQ(test, *per_cpu_ptr(counter, cpu), 0ULL);
		*per_cpu_ptr(counter, cpu) = cpu + 100;
	}
	for_each_possible_cpu(cpu)
		KUNIT_EXPECT_EQ(test, *per_cpu_ptr(counter, cpu), cpu + 100ULL);
	this_cpu_inc(*counter);
	KUNIT_EXPECT_EQ(test, *this_cpu_ptr(counter), smp_processor_id() + 101ULL);
	free_percpu(counter);
}

void later_chunks_are_in_vmalloc_space(struct kunit *test)
{
	constexpr int NR = 40;
	void __percpu **live =
		static_cast<void __percpu **>(kunit_kzalloc(test, NR * sizeof(void *), GFP_KERNEL));
	bool seen_vmalloc = false;
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, live);
	for (int i = 0; i < NR; i++) {
		live[i] = __alloc_percpu(2048, 64);
		KUNIT_ASSERT_NOT_NULL(test, live[i]);
		for_each_possible_cpu(cpu) {
			u32 *p = static_cast<u32 *>(per_cpu_ptr(live[i], cpu));

			KUNIT_EXPECT_EQ(test, p[511], 0u);
			p[511] = i << 8 | cpu;
			seen_vmalloc |= is_vmalloc_addr(p);
		}
	}
	KUNIT_EXPECT_TRUE(test, seen_vmalloc);
	for (int i = 0; i < NR; i++) {
		for_each_possible_cpu(cpu) {
			u32 *p = static_cast<u32 *>(per_cpu_ptr(live[i], cpu));

			KUNIT_EXPECT_EQ(test, p[511], i << 8 | cpu);
			KUNIT_EXPECT_EQ(
				test,
				*static_cast<u32 *>(phys_to_virt(per_cpu_ptr_to_phys(p + 511))),
				i << 8 | cpu);
		}
		free_percpu(live[i]);
	}
}

void percpu_pages_are_counted(struct kunit *test)
{
	unsigned long before = pcpu_nr_pages();
	void __percpu *big[4];

	KUNIT_EXPECT_GE(test, before, 8 * num_possible_cpus());
	for (auto &p : big)
		p = __alloc_percpu(32 * 1024, PAGE_SIZE);
	KUNIT_EXPECT_GE(test, pcpu_nr_pages(), before);
	for (auto &p : big) {
		KUNIT_EXPECT_NOT_NULL(test, p);
		free_percpu(p);
	}
}

struct kunit_case cases[] = {
	KUNIT_CASE(variables_start_with_their_value),
	KUNIT_CASE(every_cpu_has_its_copy),
	KUNIT_CASE(later_chunks_are_in_vmalloc_space),
	KUNIT_CASE(percpu_pages_are_counted),
	{},
};

struct kunit_suite suite = {
	.name = "percpu_alloc",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
