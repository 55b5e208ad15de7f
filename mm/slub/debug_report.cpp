// SPDX-License-Identifier: GPL-2.0-only
//
// What is said about damage and wrong use: Linux 6.12.117's texts, line by line.
//
//	[Right Redzone overwritten] 0x…-0x… @offset=…. First byte 0x… instead of 0xcc      found by check_object()
//	==========                                                                         ─┐
//	BUG kmalloc-64 (Not tainted): Object corrupt                                        │ slab_bug()
//	----------                                                                         ─┘
//	Allocated in … / Freed in …                          with SLAB_STORE_USER          ─┐
//	Slab 0x… objects=… used=… fp=0x… flags=…                                            │
//	Object 0x… @offset=… fp=0x…                                                         │ print_object()
//	Redzone  …: / Bytes b4 …:   what lies before the object                             │
//	Object   …:                 the object, at most a page                              │
//	Redzone  …:  Padding  …:    what lies behind it                                    ─┘
//	WARNING: … with the stack of whoever found it; the kernel is tainted B
//	FIX kmalloc-64: Restoring …
//
// In a KUnit test that holds the named resource "slab_errors" (an int), each report and each FIX counts one there and nothing
// is printed: Linux's slub_kunit.c does damage on purpose.
//
// Linux 6.12: slab_bug(), object_err(), print_trailer(), slab_err(), slab_fix(), list_slab_objects(), slab_out_of_memory().

#include "mm/slub/debug.h"

#include <kunit/resource.h>
#include <kunit/test-bug.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/ratelimit.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

namespace slub
{
namespace
{

// One bit per object of a slab: is it free? Too large for a stack.
constinit unsigned long free_map[BITS_TO_LONGS(MAX_OBJS_PER_PAGE)];
DEFINE_SPINLOCK(free_map_lock);

// Calls use(counter) with the running test's count of slab errors, if it has one.
template <typename Use>
bool with_kunit_errors(Use use)
{
	struct kunit *const test = kunit_get_current_test();

	if (!test)
		return false;

	struct kunit_resource *const resource = kunit_find_named_resource(test, "slab_errors");

	if (!resource)
		return false;
	use(static_cast<int *>(resource->data));
	kunit_put_resource(resource);
	return true;
}

void __cold print_frame(const kmem_cache *s, const char *fmt, va_list args)
{
	va_list copy;
	struct va_format text = {.fmt = fmt, .va = &copy};

	va_copy(copy, args);
	pr_err("=============================================================================\n");
	pr_err("BUG %s (%s): %pV\n", s ? s->name : "<unknown>", print_tainted(), &text);
	pr_err("-----------------------------------------------------------------------------\n\n");
	va_end(copy);
}

void print_slab_info(const slab *sl)
{
	pr_err("Slab 0x%p objects=%u used=%u fp=0x%p flags=%pGp\n", sl, sl->objects, sl->inuse,
	       sl->freelist, &sl->__page_flags);
}

// An object with all that belongs to it, from its left neighbour's end to its slot's.
void __cold print_object(const kmem_cache *s, const slab *sl, void *object)
{
	u8 *const p = bytes_of(object);
	const unsigned int padding = padding_offset(s), end = size_from_object(s);

	print_tracking(s, p);
	print_slab_info(sl);
	pr_err("Object 0x%p @offset=%td fp=0x%p\n\n", p, offset_in_slab(sl, p),
	       get_freepointer(s, p));

	if (s->flags & SLAB_RED_ZONE)
		print_section(KERN_ERR, "Redzone  ", p - s->red_left_pad, s->red_left_pad);
	else if (offset_in_slab(sl, p) > 16)
		print_section(KERN_ERR, "Bytes b4 ", p - 16, 16);

	print_section(KERN_ERR, "Object   ", p,
		      min(s->object_size, static_cast<unsigned int>(PAGE_SIZE)));
	if (s->flags & SLAB_RED_ZONE)
		print_section(KERN_ERR, "Redzone  ", p + s->object_size, s->inuse - s->object_size);
	if (padding != end)
		print_section(KERN_ERR, "Padding  ", p + padding, end - padding);
}

void taint_and_warn()
{
	add_taint(TAINT_BAD_PAGE, LOCKDEP_NOW_UNRELIABLE);
	WARN_ON(1);
}

} // namespace

bool slab_add_kunit_errors()
{
	return with_kunit_errors([](int *errors) { ++*errors; });
}

bool slab_in_kunit_test()
{
	return with_kunit_errors([](int *) {});
}

void print_section(const char *level, const char *text, const void *address, unsigned int length)
{
	print_hex_dump(level, text, DUMP_PREFIX_ADDRESS, 16, 1, address, length, true);
}

void __cold slab_bug(const kmem_cache *s, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	print_frame(s, fmt, args);
	va_end(args);
}

void __cold slab_err_end(const slab *sl)
{
	if (slab_in_kunit_test())
		return;
	print_slab_info(sl);
	taint_and_warn();
}

void __cold slab_err(const kmem_cache *s, const slab *sl, const char *fmt, ...)
{
	va_list args;

	if (slab_add_kunit_errors())
		return;
	va_start(args, fmt);
	print_frame(s, fmt, args);
	va_end(args);
	slab_err_end(sl);
}

void __cold object_err(const kmem_cache *s, const slab *sl, void *object, const char *reason)
{
	if (slab_add_kunit_errors())
		return;
	slab_bug(s, "%s", reason);
	if (!object || !check_valid_pointer(s, sl, object)) {
		print_slab_info(sl);
		pr_err("Invalid pointer 0x%p\n", object);
	} else {
		print_object(s, sl, object);
	}
	taint_and_warn();
}

void __cold slab_fix(const kmem_cache *s, const char *fmt, ...)
{
	va_list args;
	struct va_format text = {.fmt = fmt, .va = &args};

	if (slab_add_kunit_errors())
		return;
	va_start(args, fmt);
	pr_err("FIX %s: %pV\n", s->name, &text);
	va_end(args);
}

void __cold trace(const kmem_cache *s, const slab *sl, void *object, bool alloc)
{
	pr_info("TRACE %s %s 0x%p inuse=%d fp=0x%p\n", s->name, alloc ? "alloc" : "free", object,
		sl->inuse, sl->freelist);
	if (!alloc)
		print_section(KERN_INFO, "Object ", object, s->object_size);
	dump_stack();
}

void __cold list_slab_objects(kmem_cache *s, slab *sl)
{
	if (!slab_add_kunit_errors())
		slab_bug(s, "Objects remaining on __kmem_cache_shutdown()");

	spin_lock(&free_map_lock);
	fill_free_map(free_map, s, sl);
	for (unsigned int i = 0; i < sl->objects; i++) {
		const void *const object = object_at(s, sl, i);

		if (test_bit(i, free_map) || slab_add_kunit_errors())
			continue;
		pr_err("Object 0x%p @offset=%td\n", object, offset_in_slab(sl, object));
		print_tracking(s, object);
	}
	spin_unlock(&free_map_lock);
	slab_err_end(sl);
}

void __cold slab_out_of_memory(kmem_cache *s, gfp_t gfp, int node)
{
	static DEFINE_RATELIMIT_STATE(limit, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST);
	struct slabinfo info = {};

	if ((gfp & __GFP_NOWARN) || !__ratelimit(&limit))
		return;
	get_slabinfo(s, &info);
	pr_warn("SLUB: Unable to allocate memory on CPU %u (of node %d) on node %d, gfp=%#x(%pGg)\n",
		raw_smp_processor_id(), 0, node, gfp, &gfp);
	pr_warn("  cache: %s, object size: %u, buffer size: %u, default order: %u, min order: %u\n",
		s->name, s->object_size, s->size, oo_order(s->oo), oo_order(s->min));
	if (oo_order(s->min) > get_order(s->object_size))
		pr_warn("  %s debugging increased min order, use slab_debug=O to disable.\n",
			s->name);
	pr_warn("  node %d: slabs: %ld, objs: %ld, free: %ld\n", 0, info.num_slabs, info.num_objs,
		info.num_objs - info.active_objs);
}

} // namespace slub
