// SPDX-License-Identifier: GPL-2.0-only
// SLUB with Linux's options that are off otherwise: the same tests, the same reports, and what the options are for.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <string>

using namespace machine;

TEST_CASE("slub: hidden links, random sets of caches, buckets, counters and copies to user space")
{
	const std::string options =
		"OPTIONS=SLAB_FREELIST_HARDENED RANDOM_KMALLOC_CACHES SLAB_BUCKETS SLUB_STATS "
		"HARDENED_USERCOPY";
	const std::string folder = "O=" + build_folder() + "/machine/options";

	Outcome outcome =
		make({"run", folder, options, "SMP=2", "TIMEOUT=600",
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
	outcome = make({"run", folder, options, "APPEND=slab_debug=FZPU", "TIMEOUT=600",
			"CMD=test slub*"},
		       900s);
	{
		CAPTURE(outcome);
		CHECK(outcome.status == 0);
		CHECK_FALSE(outcome.has("not ok"));
	}

	outcome = make({"run", folder, options,
			"CMD=oops usercopy-size; oops usercopy-window; oops usercopy-from; "
			"oops usercopy-frame; oops usercopy-beyond; oops usercopy-area; "
			"oops usercopy-folio; oops usercopy-text; oops usercopy-null; "
			"cat /sys/kernel/slab/usercopy_window/usersize"},
		       900s);
	{
		const std::string exposure =
			"usercopy: Kernel memory exposure attempt detected from ";

		CAPTURE(outcome);
		CHECK(outcome.status != 0); // tasks died
		CHECK(outcome.has(exposure + "SLUB object 'kmalloc-"));
		CHECK(outcome.has("1k' (offset 16, size 1024)!"));
		CHECK(outcome.has(exposure +
				  "SLUB object 'usercopy_window' (offset 255, size 64)!"));
		CHECK(outcome.has("usercopy: Kernel memory overwrite attempt detected to SLUB "
				  "object 'usercopy_window' (offset 255, size 64)!"));
		CHECK(outcome.lines_with(exposure + "process stack (offset ").size() == 2);
		CHECK(outcome.has(exposure + "vmalloc (offset 2048, size 8192)!"));
		CHECK(outcome.has(exposure + "page alloc (offset 6144, size 4096)!"));
		CHECK(outcome.has(exposure + "kernel text (offset "));
		CHECK(outcome.has(exposure + "null address (offset 0, size 8)!"));
		CHECK(outcome.lines_with("kernel BUG at mm/usercopy.cpp:").size() == 9);
		CHECK(outcome.lines_with("did not notice").empty());
		CHECK(outcome.has("\n64\n"));
	}

	outcome = make({"run", folder, options,
			"APPEND=hardened_usercopy=maybe hardened_usercopy=off",
			"CMD=oops usercopy-from"},
		       900s);
	{
		CAPTURE(outcome);
		CHECK(outcome.status != 0);
		CHECK(outcome.has(
			"usercopy: Invalid option string for hardened_usercopy: 'maybe'"));
		CHECK(outcome.has("oops: usercopy-from: the kernel did not notice"));
	}

	outcome = make({"OPTIONS=SLAB_SHEAVES"}, 60s);
	{
		CAPTURE(outcome);
		CHECK(outcome.status != 0);
		CHECK(outcome.has(
			"OPTIONS=SLAB_SHEAVES: expected some of: SLAB_FREELIST_HARDENED"));
	}
}
