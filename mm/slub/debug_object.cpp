// SPDX-License-Identifier: GPL-2.0-only
//
// The bytes of a debugged object: red zones, poison, and the size that kmalloc() was asked for.
//
//	kmalloc(18) from a cache of 32, flags Z, P, U:
//
//	        left red zone     object, as asked    kmalloc red zone  right red zone
//	used   |cc cc … cc cc|  6b × 17, then a5 (18)  |cc × 14       |cc × 8       |link|tracks|18|5a …
//	free   |bb bb … bb bb|  6b × 31, then a5 (32)                 |bb × 8       |link|tracks|18|5a …
//
// A just allocated object keeps the poison, so that whoever reads it before writing reads 6b6b6b6b. Objects of caches with a
// constructor, or whose memory RCU readers may still look at, are never poisoned themselves (OBJECT_POISON is off).
// Linux 6.12: init_object(), setup_object_debug(), setup_slab_debug(), set_orig_size().

#include "mm/slub/debug.h"

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/string.h>

namespace slub
{
void init_object(const kmem_cache *s, void *object, u8 val)
{
	u8 *const p = bytes_of(object);
	unsigned int poison_size = s->object_size;

	if (s->flags & SLAB_RED_ZONE) {
		memset(p - s->red_left_pad, val, s->red_left_pad);
		// What kmalloc() gave beyond the asked size is red zone while the object is used.
		if (val == SLUB_RED_ACTIVE)
			poison_size = get_orig_size(s, object);
	}
	if ((s->flags & OBJECT_POISON) && poison_size) {
		memset(p, POISON_FREE, poison_size - 1);
		p[poison_size - 1] = POISON_END;
	}
	if (s->flags & SLAB_RED_ZONE)
		memset(p + poison_size, val, s->inuse - poison_size);
}

void setup_slab_debug(const kmem_cache *s, slab *sl)
{
	if (s->flags & SLAB_POISON)
		memset(slab_address(sl), POISON_INUSE, slab_size(sl));
	if (!(s->flags & (SLAB_STORE_USER | SLAB_RED_ZONE | OBJECT_POISON)))
		return;
	for (unsigned int i = 0; i < sl->objects; i++) {
		void *const object = object_at(s, sl, i);

		init_object(s, object, SLUB_RED_INACTIVE);
		init_tracking(s, object);
	}
}

void fill_free_map(unsigned long *map, const kmem_cache *s, const slab *sl)
{
	void *object = sl->freelist;

	bitmap_zero(map, sl->objects);
	// The list may have been damaged since it was last checked: no step leaves the slab, and a circle ends.
	for (unsigned int left = sl->objects; object && left; left--) {
		if (!check_valid_pointer(s, sl, object))
			break;
		__set_bit(obj_to_index(s, sl, object), map);
		object = get_freepointer(s, object);
	}
}

} // namespace slub
