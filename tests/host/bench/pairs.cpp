// SPDX-License-Identifier: GPL-2.0-only
//
// How much more two CPUs do than one: pairs of allocation and free, with threads of this computer as CPUs, each on its own object or
// page. What limits the second is what the two share: cache lines, locks. `make bench-host` prints it; no test, for it depends
// on what else the computer does.
//
//	operation                 1 CPU     2 CPUs   ratio   at once
//	kmalloc 64              … M/s      … M/s      …       … %
//
// A thread's speed is its pairs by the time that it was on a core for: waiting for a lock or for a cache line counts, waiting for a core
// doesn't. Of all rounds with two CPUs the one counts in which both were on cores for most of the time; how much of it is the
// last column. On a computer with other work it is small, and then the ratio says little.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tests/host/machine.h"

#undef __always_inline
#undef __struct_group
#undef __DECLARE_FLEX_ARRAY
#define SLUB64_KERNEL_HEADERS 1
#include <linux/kconfig.h>

#include <linux/gfp.h>
#include <linux/slab.h>

namespace
{

constexpr int ROUNDS = 15;
constexpr long PAIRS = 200000;

double seconds_now(clockid_t clock)
{
	timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double own_seconds()
{
	return seconds_now(CLOCK_THREAD_CPUTIME_ID);
}

struct result {
	double rate;    // millions of pairs a second that all CPUs do together
	double at_once; // the part of the time in which all of them were on cores
};

result run(unsigned int cpus, void (*pairs)(long count))
{
	std::vector<std::thread> threads;
	std::atomic<unsigned int> ready = 0;
	std::array<double, 2> seconds = {}, passed = {};

	for (unsigned int cpu = 0; cpu < cpus; cpu++)
		threads.emplace_back([&, cpu] {
			host::set_cpu(cpu);
			pairs(1000);
			ready++;
			while (ready < cpus)
				;

			const double start = own_seconds(), entered = seconds_now(CLOCK_MONOTONIC);

			pairs(PAIRS);
			seconds[cpu] = own_seconds() - start;
			passed[cpu] = seconds_now(CLOCK_MONOTONIC) - entered;
		});
	for (std::thread &thread : threads)
		thread.join();

	result r = {0, 1};

	for (unsigned int cpu = 0; cpu < cpus; cpu++) {
		r.rate += PAIRS / seconds[cpu] * 1e-6;
		r.at_once = std::min(r.at_once, seconds[cpu] / passed[cpu]);
	}
	return r;
}

void compare(const char *name, void (*pairs)(long count))
{
	result one = {}, two = {};

	for (int round = 0; round < ROUNDS; round++) {
		const result a = run(1, pairs), b = run(2, pairs);

		if (a.rate > one.rate)
			one = a;
		if (b.at_once > two.at_once)
			two = b;
	}
	std::printf("%-28s %8.2f M/s %8.2f M/s %7.2f %8.0f %%\n", name, one.rate, two.rate,
		    two.rate / one.rate, 100 * two.at_once);
}

template <size_t Size>
void kmalloc_pairs(long count)
{
	while (count--)
		kfree(kmalloc(Size, GFP_KERNEL));
}

// Through slabs: the CPU's freelist, its partial slabs, the node's.
void kmalloc_masses(long count)
{
	static thread_local void *objects[256];

	for (; count > 0; count -= 256) {
		for (void *&object : objects)
			object = kmalloc(64, GFP_KERNEL);
		for (void *object : objects)
			kfree(object);
	}
}

template <unsigned int Order>
void page_pairs(long count)
{
	while (count--)
		__free_pages(alloc_pages(GFP_KERNEL, Order), Order);
}

} // namespace

int main()
{
	if (std::thread::hardware_concurrency() < 2) {
		std::fprintf(stderr, "bench-host: two cores are needed\n");
		return 1;
	}
	std::fflush(stdout);
	host::boot({.banks = {{0x40000000, 1ull << 30}}, .cpus = 2});
	std::printf("%-28s %12s %12s %7s %10s\n", "pairs a second", "1 CPU", "2 CPUs", "ratio",
		    "at once");
	compare("kmalloc_kfree_pair_64", kmalloc_pairs<64>);
	compare("kmalloc_kfree_pair_1024", kmalloc_pairs<1024>);
	compare("kmalloc_mass_256_of_64", kmalloc_masses);
	compare("alloc_pages_pair_order0", page_pairs<0>);
	compare("alloc_pages_pair_order2", page_pairs<2>);
	return 0;
}
