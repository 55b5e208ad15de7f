// SPDX-License-Identifier: GPL-2.0-only
//
// How large an object's slot is, where its free pointer lies, how many slots make a slab, how many slabs wait where.
//
//   slot, from left to right; what is in brackets exists only when asked for:
//
//	[red zone] object, padded to words [red zone] [free pointer] [2 tracks] [asked size] [right padding] | next slot
//	           |<-------- inuse -------------->|
//	|<------------------------------------------ size ------------------------------------------------>|
//
// The order of a slab trades lock traffic (many objects per slab) against waste at its end and against the difficulty of
// getting large blocks. It is chosen so that a slab holds at least 4 * (1 + log2 CPUs) objects where slab_max_order=
// allows, and wastes at most a 16th; if no order does, then an 8th, a 4th, a half.
//
// Linux 6.12: calculate_sizes(), calculate_order(), set_cpu_partial(), calculate_alignment().

#include "mm/slub/debug.h"

#include <linux/align.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/log2.h>
#include <linux/minmax.h>

namespace slub
{
namespace
{

constinit unsigned int min_order_param;
constinit unsigned int max_order_param = PAGE_ALLOC_COSTLY_ORDER;
constinit unsigned int min_objects_param;

// The least order in [from, to] that wastes at most 1/fraction of the slab; more than `to` when none does.
unsigned int order_with_little_waste(unsigned int size, unsigned int from, unsigned int to,
				     unsigned int fraction)
{
	unsigned int order = from;

	for (; order <= to; order++) {
		const unsigned int bytes = static_cast<unsigned int>(PAGE_SIZE) << order;

		if (bytes % size <= bytes / fraction)
			break;
	}
	return order;
}

// Must the free pointer stay out of the object, because somebody relies on its contents while it is free?
bool freeptr_must_be_outside(const kmem_cache *s, const kmem_cache_args &args)
{
	const slab_flags_t flags = flags_of(s);

	if ((flags & SLAB_TYPESAFE_BY_RCU) && !args.use_freeptr_offset)
		return true; // RCU readers may still look at it
	if ((flags & SLAB_POISON) || s->ctor)
		return true; // poison is checked, the constructed state is kept
	// With a red zone, an object too small for a pointer, or one whose tail past the asked size is also checked.
	return (flags & SLAB_RED_ZONE) && (s->object_size < sizeof(void *) || keeps_orig_size(s));
}

gfp_t slab_gfp(slab_flags_t flags)
{
	gfp_t gfp = __GFP_COMP;

	if (flags & SLAB_CACHE_DMA)
		gfp |= GFP_DMA;
	if (flags & SLAB_CACHE_DMA32)
		gfp |= GFP_DMA32;
	if (flags & SLAB_RECLAIM_ACCOUNT)
		gfp |= __GFP_RECLAIMABLE;
	return gfp;
}

bool parse_number(const char *name, char *text, unsigned int *value)
{
	int number;

	if (get_option(&text, &number) == 0 || number < 0) {
		pr_warn("%s: a number of at least 0 is wanted\n", name);
		return false;
	}
	*value = number;
	return true;
}

} // namespace

order_limits current_order_limits()
{
	// Present CPUs may not be known to firmware tables; then the number that could come decides.
	const unsigned int present = num_present_cpus();

	return {min_order_param, max_order_param, min_objects_param,
		present > 1 ? present : nr_cpu_ids};
}

int calculate_order(unsigned int size, order_limits limits)
{
	const unsigned int wanted = limits.min_objects ? limits.min_objects
						       : 4 * (fls(limits.cpus) + 1);
	const unsigned int possible = max(order_objects(limits.max_order, size), 1U);
	const unsigned int min_objects = min(wanted, possible);
	const unsigned int min_order =
		max(limits.min_order, static_cast<unsigned int>(get_order(min_objects * size)));

	if (order_objects(min_order, size) > MAX_OBJS_PER_PAGE)
		return get_order(size * MAX_OBJS_PER_PAGE) - 1;

	for (unsigned int fraction = 16; fraction > 1; fraction /= 2) {
		const unsigned int order =
			order_with_little_waste(size, min_order, limits.max_order, fraction);

		if (order <= limits.max_order)
			return order;
	}
	// One object per slab, in as large a block as it needs.
	const int order = get_order(size);

	return order <= MAX_PAGE_ORDER ? order : -ENOSYS;
}

unsigned int calculate_alignment(slab_flags_t flags, unsigned int align, unsigned int size)
{
	if (flags & SLAB_HWCACHE_ALIGN) {
		// Several small objects may share a line, as long as none straddles two.
		unsigned int line = cache_line_size();

		while (size <= line / 2)
			line /= 2;
		align = max(align, line);
	}
	align = max(align, static_cast<unsigned int>(arch_slab_minalign()));
	return ALIGN(align, sizeof(void *));
}

bool calculate_sizes(kmem_cache *s, const kmem_cache_args &args)
{
	const slab_flags_t flags = flags_of(s);
	unsigned int size = ALIGN(s->object_size, sizeof(void *));

	if ((flags & SLAB_POISON) && !(flags & SLAB_TYPESAFE_BY_RCU) && !s->ctor)
		s->flags |= OBJECT_POISON;
	else if (flags & OBJECT_POISON)
		s->flags &= ~OBJECT_POISON;

	// Padding behind the object serves as its right red zone; without any, a word is added.
	if ((flags & SLAB_RED_ZONE) && size == s->object_size)
		size += sizeof(void *);
	set_inuse(s, size);

	if (freeptr_must_be_outside(s, args)) {
		s->offset = size;
		size += sizeof(void *);
	} else if ((flags & SLAB_TYPESAFE_BY_RCU) && args.use_freeptr_offset) {
		s->offset = args.freeptr_offset;
	} else {
		// In the middle, away from both neighbours' overruns.
		s->offset = ALIGN_DOWN(s->object_size / 2, sizeof(void *));
	}

	if (flags & SLAB_STORE_USER) {
		size += 2 * sizeof(track);
		if (flags & SLAB_KMALLOC)
			size += sizeof(unsigned long);
	}
	if (flags & SLAB_RED_ZONE) {
		// A word so that the last red zone is never the end of the slot, and the left red zone.
		size += sizeof(void *);
		s->red_left_pad = ALIGN(sizeof(void *), s->align);
		size += s->red_left_pad;
	}

	size = ALIGN(size, s->align);
	s->size = size;
	s->reciprocal_size = reciprocal_value(size);

	const int order = calculate_order(size, current_order_limits());

	if (order < 0)
		return false;
	s->allocflags = slab_gfp(s->flags);
	s->oo = oo_make(order, size);
	s->min = oo_make(get_order(size), size);
	return oo_objects(s->oo) != 0;
}

void set_partial_limits(kmem_cache *s)
{
	s->min_partial = clamp(__fls(s->size) / 2, MIN_PARTIAL, MAX_PARTIAL);

	// Free objects that a CPU may keep on its partial list, fewer of large ones; counted as half full slabs.
	unsigned int objects = 120;

	if (!has_cpu_partial(s))
		objects = 0;
	else if (s->size >= PAGE_SIZE)
		objects = 6;
	else if (s->size >= 1024)
		objects = 24;
	else if (s->size >= 256)
		objects = 52;
	set_cpu_partial(s, objects);
}

void set_cpu_partial(kmem_cache *s, unsigned int objects)
{
	s->cpu_partial = objects;
	s->cpu_partial_slabs = DIV_ROUND_UP(objects * 2, oo_objects(s->oo));
}

// ---- parameters; the slub_ spellings are Linux's older ones ----

static int __init setup_min_order(char *text)
{
	if (parse_number("slab_min_order", text, &min_order_param))
		max_order_param = max(max_order_param, min_order_param);
	return 1;
}
__setup("slab_min_order=", setup_min_order);
__setup_param("slub_min_order=", slub_min_order, setup_min_order, 0);

static int __init setup_max_order(char *text)
{
	if (parse_number("slab_max_order", text, &max_order_param)) {
		max_order_param = min(max_order_param, static_cast<unsigned int>(MAX_PAGE_ORDER));
		min_order_param = min(min_order_param, max_order_param);
	}
	return 1;
}
__setup("slab_max_order=", setup_max_order);
__setup_param("slub_max_order=", slub_max_order, setup_max_order, 0);

static int __init setup_min_objects(char *text)
{
	parse_number("slab_min_objects", text, &min_objects_param);
	return 1;
}
__setup("slab_min_objects=", setup_min_objects);
__setup_param("slub_min_objects=", slub_min_objects, setup_min_objects, 0);

} // namespace slub
