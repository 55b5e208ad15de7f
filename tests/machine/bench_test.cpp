// SPDX-License-Identifier: GPL-2.0-only
// The benchmark: that it runs to its end, has a figure for every operation, and gives the same figures every time. What the figures are
// is in docs/performance.md; only what is certain to be a mistake fails here.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace machine;

namespace
{

const std::string folder = build_folder() + "/machine";

std::string figures()
{
	return shell("cat " + folder + "/bench/slub64.figures").text;
}

// The figure of an operation; 0 if there is none.
double figure(const std::string &operation)
{
	return std::strtod(
		shell("sed -n 's/^" + operation + " //p' " + folder + "/bench/slub64.figures")
			.text.c_str(),
		nullptr);
}

} // namespace

TEST_CASE("bench: every operation has a figure, and the second run repeats the first")
{
	Outcome outcome = make({"bench", "O=" + folder}, 500s);

	CAPTURE(outcome);
	REQUIRE(outcome.status == 0);
	CHECK(outcome.lines_with("targets met").size() == 1);
	for (const char *operation : {"cold_kmalloc_mass_alloc_64",
				      "null_call_pair",
				      "kmalloc_kfree_pair_8",
				      "kmalloc_kfree_pair_16384",
				      "kzalloc_kfree_pair_4096",
				      "kmalloc_mass_free_shuffled_1024",
				      "kmalloc_batch20_pair_64",
				      "bulk64_mass_free_perobj_256",
				      "kmem_cache_pair_64_ctor",
				      "kmem_cache_create_use1_destroy",
				      "alloc_pages_pair_order10",
				      "alloc_pages_mass1000_free_order3",
				      "alloc_pages_bulk64_free_perpage",
				      "vmalloc_vfree_pair_1048576",
				      "remote_free_on_cpu1_64",
				      "replay_boot_perop",
				      "boot_prompt_8G",
				      "boot_initcalls_1G_4cpu",
				      "memory_gone_kib_1G",
				      "image_bytes"}) {
		CAPTURE(operation);
		CHECK(figure(operation) > 0);
	}
	// An empty call is a handful of instructions, and nothing real is cheaper.
	CHECK(figure("null_call_pair") < 20);
	CHECK(figure("kmalloc_kfree_pair_64") > figure("null_call_pair"));

	// What LEAN=1 leaves out costs the default kernel nothing where it isn't used: the allocators' files are the same, instruction
	// by instruction. Those that may differ ask for an option outside of their fast paths.
	Outcome same = shell(
		"scripts/same-code " + build_folder() + " " + folder + "/bench mm " +
			"dma_direct dmapool mempool mm_init page/buddy page/bulk page/dump page/exact page/fallback page/init page/meminfo page/prep "
			"page/release page/vmstat page/watermarks page/zones percpu/alloc percpu/balance percpu/first_chunk percpu/vm_chunk slub/alloc_slow "
			"slub/bootstrap slub/bulk slub/cpu_partial slub/create slub/destroy slub/free_slow "
			"slub/full slub/krealloc slub/lookup slub/new_slab slub/node_partial slub/report slub/sizing "
			"slub/verify",
		120s);
	CAPTURE(same);
	CHECK(same.status == 0);
	CHECK(same.has("mm/slub/alloc: the same"));
	CHECK(same.has("mm/slub/free: the same"));
	CHECK(same.has("mm/page/alloc: the same"));
	CHECK(same.has("mm/page/pcp: the same"));

	std::string first = figures();
	Outcome again = make({"bench", "O=" + folder}, 500s);
	CHECK(again.status == 0);
	CHECK(figures() == first);
}
