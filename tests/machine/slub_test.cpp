// SPDX-License-Identifier: GPL-2.0-only
// SLUB with Linux's options that are off otherwise: the same tests, the same reports, and what the options are for.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <string>

using namespace machine;

TEST_CASE("slub: hidden links, random sets of caches, buckets and counters")
{
	const std::string options =
		"OPTIONS=SLAB_FREELIST_HARDENED RANDOM_KMALLOC_CACHES SLAB_BUCKETS SLUB_STATS";
	const std::string folder = "O=" + build_folder() + "/machine/options";

	Outcome outcome =
		make({"run", folder, options, "SMP=2",
		      "CMD=test slub*; test smp_memory; grep kmalloc-rnd-15-8k /proc/slabinfo; "
		      "cat /sys/kernel/slab/kmalloc-64/alloc_fastpath"},
		     900s);
	{
		CAPTURE(outcome);
		CHECK(outcome.status == 0);
		CHECK(outcome.has("ok 1 links_are_hidden"));
		CHECK(outcome.has("kmalloc-rnd-15-8k"));
		CHECK_FALSE(outcome.has("not ok"));
	}

	// The same under debugging.
	outcome = make({"run", folder, options, "APPEND=slab_debug=FZPU", "CMD=test slub*"}, 900s);
	{
		CAPTURE(outcome);
		CHECK(outcome.status == 0);
		CHECK_FALSE(outcome.has("not ok"));
	}

	outcome = make({"OPTIONS=SLAB_SHEAVES"}, 60s);
	{
		CAPTURE(outcome);
		CHECK(outcome.status != 0);
		CHECK(outcome.has(
			"OPTIONS=SLAB_SHEAVES: expected some of: SLAB_FREELIST_HARDENED"));
	}
}
