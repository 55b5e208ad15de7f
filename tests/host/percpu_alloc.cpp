// SPDX-License-Identifier: GPL-2.0-only
// alloc_percpu() on a whole simulated machine: every CPU its copy, the first chunk and later ones.
#include "tests/host/test.h"

#include <linux/cpumask.h>
#include <linux/mm.h>
#include <linux/percpu-defs.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/vmalloc.h>

#include "mm/percpu/chunk.h"

namespace
{

char *copy(void __percpu *p, unsigned int cpu)
{
	return static_cast<char *>(per_cpu_ptr(p, cpu));
}

void boot(unsigned int cpus)
{
	host::boot({.banks = {{0x40000000, 64ull << 20}}, .cpus = cpus});
}

} // namespace

TEST_CASE("percpu: zeroed, aligned, and separate for each CPU")
{
	boot(4);

	for (size_t align = 4; align <= 4096; align *= 2) {
		void __percpu *p = __alloc_percpu(40, align);
		unsigned int cpu;

		REQUIRE(p);
		for_each_possible_cpu(cpu) {
			CHECK(reinterpret_cast<unsigned long>(copy(p, cpu)) % align == 0);
			for (int i = 0; i < 40; i++)
				REQUIRE(copy(p, cpu)[i] == 0);
			memset(copy(p, cpu), 1 + cpu, 40);
		}
		for_each_possible_cpu(cpu)
			for (int i = 0; i < 40; i++)
				REQUIRE(copy(p, cpu)[i] == static_cast<char>(1 + cpu));
		free_percpu(p);
	}
}

TEST_CASE("percpu: freed memory is reused and zeroed again")
{
	boot(2);

	u64 __percpu *p = alloc_percpu(u64);

	*per_cpu_ptr(p, 1) = ~0ull;
	free_percpu(p);

	u64 __percpu *q = alloc_percpu(u64);

	CHECK(q == p);
	CHECK(*per_cpu_ptr(q, 1) == 0);
	free_percpu(q);
}

TEST_CASE("percpu: when the first chunk is full another one is made in vmalloc space")
{
	boot(4);

	unsigned long before = pcpu_nr_pages();
	std::vector<void __percpu *> live;

	// 64 KiB are more than the first chunk has left.
	for (int i = 0; i < 64; i++) {
		void __percpu *p = __alloc_percpu(1024, 8);
		unsigned int cpu;

		REQUIRE(p);
		for_each_possible_cpu(cpu)
			memset(copy(p, cpu), i, 1024);
		live.push_back(p);
	}
	CHECK(is_vmalloc_addr(copy(live.back(), 0)));
	CHECK(pcpu_nr_pages() > before);
	// The same distance between CPUs in every chunk.
	CHECK(copy(live.back(), 1) - copy(live.back(), 0) == copy(live[0], 1) - copy(live[0], 0));
	for (int i = 0; i < 64; i++)
		for (unsigned int cpu = 0; cpu < 4; cpu++)
			REQUIRE(copy(live[i], cpu)[1023] == static_cast<char>(i));

	phys_addr_t phys = per_cpu_ptr_to_phys(copy(live.back(), 2) + 5);

	*static_cast<char *>(phys_to_virt(phys)) = 'x';
	CHECK(copy(live.back(), 2)[5] == 'x');

	for (void __percpu *p : live)
		free_percpu(p);
}

TEST_CASE("percpu: chunks without allocations are destroyed, all but one")
{
	boot(2);
	pcpu::enable_balance();

	std::vector<void __percpu *> live;

	for (int i = 0; i < 12; i++)
		live.push_back(__alloc_percpu(32 * 1024, 4096));
	schedule();
	unsigned long most = pcpu_nr_pages();
	for (void __percpu *p : live)
		free_percpu(p);
	schedule();
	CHECK(pcpu_nr_pages() < most);
	CHECK(list_is_singular(&pcpu::slots[pcpu::free_slot]));
}

namespace
{

// Pages that have memory and no allocation, in all chunks.
int empty_pages()
{
	int n = 0;
	pcpu::Chunk *chunk;

	for (int slot = 0; slot <= pcpu::free_slot; slot++)
		list_for_each_entry(chunk, &pcpu::slots[slot], list)
			for (int page = 0; page < chunk->nr_pages; page++)
				n += test_bit(page, chunk->populated) &&
				     chunk->map.range_is_free(page * 1024, 1024);
	return n;
}

} // namespace

TEST_CASE("percpu: pages are populated ahead for callers that may not sleep")
{
	boot(2);
	pcpu::enable_balance();

	// As fast as the work may follow, there is always something.
	for (int i = 0; i < 500; i++) {
		void __percpu *p = __alloc_percpu_gfp(512, 8, GFP_NOWAIT);

		REQUIRE(p);
		memset(copy(p, 1), i, 512);
		schedule();
		REQUIRE(empty_pages() >= 1);
	}
	// Faster than the work: it fails, and four more pages are ready the next time.
	while (__alloc_percpu_gfp(2048, 8, GFP_NOWAIT | __GFP_NOWARN))
		;
	schedule();
	CHECK(empty_pages() == 4);
	CHECK(__alloc_percpu_gfp(2048, 8, GFP_NOWAIT) != nullptr);
}

TEST_CASE("percpu: pages that lie idle in chunks in use are taken back")
{
	boot(2);
	pcpu::enable_balance();

	std::vector<void __percpu *> live;

	for (int i = 0; i < 80; i++)
		live.push_back(__alloc_percpu(4096, 4096));
	schedule();

	const unsigned long most = pcpu_nr_pages();

	// One of eight stays, so no chunk becomes unused.
	for (int i = 0; i < 80; i++)
		if (i % 8)
			free_percpu(live[i]);
	schedule();
	CHECK(pcpu_nr_pages() < most - 80);
	CHECK(empty_pages() >= 2);
	CHECK(empty_pages() <= 4 + 16);
	for (int i = 0; i < 80; i += 8)
		for (unsigned int cpu = 0; cpu < 2; cpu++)
			memset(copy(live[i], cpu), i, 4096);
	// What was taken back is populated again when it is wanted.
	for (int i = 0; i < 40; i++) {
		void __percpu *p = __alloc_percpu(4096, 4096);

		REQUIRE(p);
		memset(copy(p, 1), 1, 4096);
	}
}

TEST_CASE("percpu: a caller that may not sleep gets only what has memory")
{
	boot(2);

	std::vector<void __percpu *> live;
	void __percpu *p;

	while ((p = __alloc_percpu_gfp(2048, 8, GFP_NOWAIT)) != nullptr) {
		CHECK_FALSE(is_vmalloc_addr(copy(p, 0)));
		live.push_back(p);
		REQUIRE(live.size() < 1000);
	}
	CHECK(!live.empty());
	p = __alloc_percpu_gfp(2048, 8, GFP_KERNEL);
	REQUIRE(p);
	CHECK(is_vmalloc_addr(copy(p, 0)));
	// The page that it got is only half used.
	CHECK(__alloc_percpu_gfp(2048, 8, GFP_NOWAIT) != nullptr);
	CHECK(__alloc_percpu_gfp(2048, 8, GFP_ATOMIC) == nullptr);
	CHECK(host::console().find("percpu: allocation failed, size=2048 align=8 atomic=1, "
				   "atomic alloc failed, no space left") != std::string::npos);
}

TEST_CASE("percpu: impossible sizes and alignments warn")
{
	boot(1);

	CHECK(__alloc_percpu(0, 4) == nullptr);
	CHECK(__alloc_percpu(33 * 1024, 4) == nullptr);
	CHECK(__alloc_percpu(8, 8192) == nullptr);
	CHECK(__alloc_percpu(8, 24) == nullptr);
	CHECK(host::console().find("illegal size (8) or align (24) for percpu allocation") !=
	      std::string::npos);
	free_percpu(nullptr);
}

TEST_CASE("percpu: static variables are recognised")
{
	boot(2);

	unsigned long canonical = 0;
	unsigned long base = reinterpret_cast<unsigned long>(pcpu_base_addr);

	CHECK(is_kernel_percpu_address(base + pcpu_unit_offsets[1]));
	CHECK(__is_kernel_percpu_address(base + pcpu_unit_offsets[1] + 8, &canonical));
	CHECK(canonical == base + 8);
	CHECK_FALSE(is_kernel_percpu_address(base - 1));

	void __percpu *p = alloc_percpu(int);

	CHECK_FALSE(is_kernel_percpu_address(reinterpret_cast<unsigned long>(copy(p, 0))));
	free_percpu(p);
}
