// SPDX-License-Identifier: GPL-2.0-only
// What of an object may be copied to user space. The program host-tests-hardened has HARDENED_USERCOPY, the other one has not: there all
// may, and what the caches say is forgotten.
#include "tests/host/test.h"

#include <linux/gfp.h>
#include <linux/slab.h>
#include <linux/thread_info.h>
#include <linux/vmalloc.h>

#include "mm/slab.h"

namespace
{

constexpr bool hardened = IS_ENABLED(CONFIG_HARDENED_USERCOPY);

// What is said about a copy; "" if it may be made.
std::string verdict(const void *ptr, unsigned long bytes, bool to_user = true)
{
	return host::death([=] {
		volatile unsigned long n = bytes; // no constant: those are the compiler's business

		check_object_size(ptr, n, to_user);
	});
}

void expect(const std::string &said, const std::string &line)
{
	CAPTURE(said);
	if (!hardened || line.empty())
		CHECK(said == "");
	else
		CHECK(said.find("usercopy: Kernel memory " + line) != std::string::npos);
}

char *object_of(struct kmem_cache *s)
{
	return static_cast<char *>(kmem_cache_alloc(s, GFP_KERNEL));
}

// An object with bytes 16 to 55 for user space.
void try_windowed_object(const char *cmdline)
{
	host::boot({.cmdline = cmdline});
	struct kmem_cache *const s =
		kmem_cache_create_usercopy("region", 128, 0, 0, 16, 40, nullptr);
	char *const o = object_of(s);

	expect(verdict(o + 16, 40), "");
	expect(verdict(o + 20, 4), "");
	expect(verdict(o + 56, 0), "");
	expect(verdict(o + 16, 41),
	       "exposure attempt detected from SLUB object 'region' (offset 16, size 41)!");
	expect(verdict(o + 15, 8, false),
	       "overwrite attempt detected to SLUB object 'region' (offset 15, size 8)!");
	expect(verdict(o + 60, 1),
	       "exposure attempt detected from SLUB object 'region' (offset 60, size 1)!");
	expect(verdict(o + 20, ~0ul >> 1),
	       "exposure attempt detected from SLUB object 'region' (offset 20, size "
	       "9223372036854775807)!");
	if (s->flags & SLAB_RED_ZONE)
		expect(verdict(o - 8, 4), "exposure attempt detected from SLUB object in left red "
					  "zone 'region' (offset");
}

} // namespace

TEST_CASE("slub usercopy: only the bytes of an object that its cache gives")
{
	try_windowed_object("");
}

TEST_CASE("slub usercopy: the same between red zones")
{
	try_windowed_object("slab_debug=FZPU");
}

TEST_CASE("slub usercopy: all that kmalloc gives, nothing of an ordinary cache")
{
	host::boot({.cmdline = "slab_nomerge"});
	struct kmem_cache *const s = kmem_cache_create("private", 96, 0u, 0, nullptr);
	char *const p = object_of(s), *const k = static_cast<char *>(kmalloc(200, GFP_KERNEL));

	expect(verdict(k, 256), "");
	expect(verdict(k + 1, 256), "exposure attempt detected from SLUB object 'kmalloc-256' "
				    "(offset 1, size 256)!");
	expect(verdict(p, 1),
	       "exposure attempt detected from SLUB object 'private' (offset 0, size 1)!");
}

TEST_CASE("slub usercopy: what is no object")
{
	host::boot(64);
	char *const area = static_cast<char *>(vmalloc(PAGE_SIZE)),
		    *const large = static_cast<char *>(kmalloc(4 * PAGE_SIZE, GFP_KERNEL)),
		    *const page = reinterpret_cast<char *>(__get_free_page(GFP_KERNEL));

	expect(verdict(nullptr, 1),
	       "exposure attempt detected from null address (offset 0, size 1)!");
	expect(verdict(ZERO_SIZE_PTR, 1),
	       "exposure attempt detected from null address (offset 16, size 1)!");
	expect(verdict(reinterpret_cast<void *>(-8), 16),
	       "exposure attempt detected from wrapped address (offset 0, size 8)!");
	expect(verdict(area + 100, PAGE_SIZE - 100), "");
	expect(verdict(area + 100, 3 * PAGE_SIZE),
	       "exposure attempt detected from vmalloc (offset 100, size 12288)!");
	expect(verdict(large + 8, 4 * PAGE_SIZE - 8), "");
	expect(verdict(large + 8, 4 * PAGE_SIZE, false),
	       "overwrite attempt detected to page alloc (offset 8, size 16384)!");
	expect(verdict(page, 2 * PAGE_SIZE), ""); // as in Linux: who knows whose the next one is
	expect(verdict(reinterpret_cast<void *>(&kmem_cache_size), 4),
	       "exposure attempt detected from kernel text (offset");
	vfree(area);
	expect(verdict(area, 1),
	       "exposure attempt detected from vmalloc 'no area' (offset 0, size 1)!");
}

TEST_CASE("slub usercopy: a cache with bytes for user space is its own; wrong ones are none")
{
	host::boot(64);
	struct kmem_cache *const plain = kmem_cache_create("plain", 104, 0u, 0, nullptr);
	struct kmem_cache *const region =
		kmem_cache_create_usercopy("region", 104, 0, 0, 0, 104, nullptr);
	struct kmem_cache *const second = kmem_cache_create("second", 104, 0u, 0, nullptr);

	CHECK((region == plain) == !hardened);
	CHECK(second == plain);
	CHECK(slab_unmergeable(region) == hardened);

	const size_t before = host::console().size();
	struct kmem_cache *const wrong =
		kmem_cache_create_usercopy("wrong", 104, 0, 0, 100, 8, nullptr);

	CHECK(wrong == plain);
	CHECK((host::console().find("WARNING", before) != std::string::npos) == hardened);
#ifdef CONFIG_HARDENED_USERCOPY
	CHECK(region->useroffset == 0);
	CHECK(region->usersize == 104);
	CHECK(plain->usersize == 0);
#endif
}
