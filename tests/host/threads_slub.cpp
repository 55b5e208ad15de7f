// SPDX-License-Identifier: GPL-2.0-only
// SLUB with threads as CPUs, all at work at once. The files threads_*.cpp run twice: under the address sanitiser with all others, and in
// a program of their own under the thread sanitiser, which reports every pair of accesses that neither a lock nor an atomic orders
// (tests/host/README.md). STRESS_OPERATIONS=10000000 makes it long.
#include "tests/host/test.h"

#include "tests/slub_work.h"

#include <linux/interrupt.h>
#include <linux/rcupdate.h>

namespace
{

constexpr unsigned int CPUS = 4;

unsigned long operations(unsigned long usual)
{
	const char *const wanted = getenv("STRESS_OPERATIONS");

	return wanted ? strtoul(wanted, nullptr, 0) : usual;
}

void stress(const char *cmdline)
{
	host::boot(host::shape{
		.banks = {{0x40000000, 256ull << 20}}, .cpus = CPUS, .cmdline = cmdline});

	slub_work::stage *const st = new slub_work::stage();
	std::vector<slub_work::worker> workers(CPUS);
	const unsigned long each = operations(30000) / CPUS;

	st->shrinks = true;
	REQUIRE(slub_work::set_up(st));
	host::on_all_cpus(CPUS, [&](unsigned int cpu) {
		slub_work::worker *const w = &workers[cpu];

		prandom_seed_state(&w->random, 1 + cpu);
		while (w->operations < each) {
			slub_work::step(st, w);
			rcu_note_context_switch(false);
			host::poll();
		}
	});
	CHECK(atomic_read(&st->refused) == 0);
	CHECK(slub_work::tear_down(st) == 0);
	CHECK(slub::verify_all() == 0);
	delete st;
}

} // namespace

TEST_CASE("threads: four CPUs use, shrink and destroy caches, and lose nothing")
{
	stress("");
}

TEST_CASE("threads: the same with every object checked")
{
	stress("slab_debug=FZPU");
}

// Nobody but this CPU ever touches these objects: no lock, no line of memory is shared.
TEST_CASE("threads: each CPU its own kmalloc and kfree")
{
	host::boot({.cpus = CPUS});
	host::on_all_cpus(CPUS, [](unsigned int cpu) {
		std::minstd_rand random(cpu + 1);
		std::array<unsigned char *, 40> mine = {};
		const unsigned long steps = operations(40000) / CPUS;

		for (unsigned long step = 0; step < steps; step++) {
			unsigned char *&object = mine[random() % mine.size()];

			if (object) {
				kfree(object);
				object = nullptr;
			} else {
				const size_t size = 1 + random() % (step % 16 ? 500 : 9000);

				object = static_cast<unsigned char *>(kmalloc(size, GFP_KERNEL));
				object[0] = object[size - 1] = (unsigned char)cpu;
			}
			host::poll();
		}
		for (unsigned char *object : mine)
			kfree(object);
	});
	CHECK(slub::verify_all() == 0);
}

// Readers hold objects of a SLAB_TYPESAFE_BY_RCU cache that others free; objects for kfree_rcu() go in batches.
TEST_CASE("threads: freeing after a grace period")
{
	struct object {
		struct rcu_head rcu;
		unsigned long filling[6];
	};
	host::boot({.cpus = CPUS});
	static struct object *shared[16];
	struct kmem_cache *const s = kmem_cache_create(
		"rcu-typesafe", 64, 0u, SLAB_TYPESAFE_BY_RCU | SLAB_NO_MERGE, nullptr);
	static void *typesafe[64];

	host::on_all_cpus(CPUS, [s](unsigned int cpu) {
		std::minstd_rand random(cpu + 1);
		const unsigned long steps = operations(8000) / CPUS;

		for (unsigned long step = 0; step < steps; step++) {
			auto *const fresh =
				static_cast<struct object *>(kzalloc(sizeof(object), GFP_KERNEL));
			struct object *const old = xchg(&shared[random() % 16], fresh);

			if (old)
				kfree_rcu(old, rcu);
			rcu_read_lock();
			if (struct object *const seen = rcu_dereference(shared[random() % 16]))
				CHECK(READ_ONCE(seen->filling[3]) == 0);
			rcu_read_unlock();

			if (void *const was =
				    xchg(&typesafe[random() % 64], kmem_cache_alloc(s, GFP_KERNEL)))
				kmem_cache_free(s, was);
			rcu_note_context_switch(false);
			do_softirq();
			host::poll();
		}
	});
	for (struct object *&left : shared)
		kfree(left);
	for (void *left : typesafe)
		if (left)
			kmem_cache_free(s, left);
	kvfree_rcu_barrier();
	kmem_cache_destroy(s);
	rcu_barrier();
	CHECK(slub::find_cache("rcu-typesafe") == nullptr);
	CHECK(slub::verify_all() == 0);
}
