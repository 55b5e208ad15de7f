// SPDX-License-Identifier: GPL-2.0-only
// SLUB under random work from four threads, each of which is a CPU (tests/slub_work.h says what they do).
#include "tests/host/test.h"

#include "tests/slub_work.h"

TEST_CASE("slub stress: four CPUs at once lose nothing")
{
	host::boot(host::shape{.banks = {{0x40000000, 128ull << 20}}, .cpus = 4});

	slub_work::stage *const st = new slub_work::stage();
	std::vector<std::thread> threads;
	std::vector<slub_work::worker> workers(4);

	REQUIRE(slub_work::set_up(st));
	for (unsigned int cpu = 0; cpu < 4; cpu++)
		threads.emplace_back([st, cpu, w = &workers[cpu]] {
			host::set_cpu(cpu);
			prandom_seed_state(&w->random, 1 + cpu);
			while (w->operations < 30000)
				slub_work::step(st, w);
		});
	for (std::thread &thread : threads)
		thread.join();

	CHECK(atomic_read(&st->refused) == 0);
	CHECK(slub_work::tear_down(st) == 0);
	delete st;
}
