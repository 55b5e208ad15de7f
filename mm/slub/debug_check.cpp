// SPDX-License-Identifier: GPL-2.0-only
//
// Are the bytes of a debugged object, the numbers of its slab, and the slab's freelist as they should be?
//
//	check_object()   left red zone, right red zone, kmalloc red zone   ─┐ a run of one value each: the first and last wrong
//	                 poison, end of the poison, padding                ─┘ byte are reported, and what is wrong is written anew
//	                 the free pointer                                     a wrong one is cut: the rest of the list is lost
//	check_slab()     a slab page? objects, inuse, not given up?; padding at the slab's end
//	on_freelist()    every link leads to an object of this slab, the list ends, and inuse is what it leaves
//
// One object has one report: the first damage found is printed with the object, further ones in a line each.
// Linux 6.12: check_object(), check_bytes_and_report(), check_slab(), slab_pad_check(), on_freelist(). A freelist that runs in
// a circle is reported as later versions do it (6.12 counts "-1" objects there, and may then walk the circle for ever).

#include "mm/slub/debug.h"

#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/string.h>

namespace slub
{
namespace
{

// Bytes that all have one value: start … end.
struct run {
	u8 *start;
	u8 *end;
	u8 value;
};

// Cuts a run down to what is wrong with it: from the first to the last byte of another value. False if nothing is.
bool find_damage(run *r)
{
	u8 *const first = static_cast<u8 *>(memchr_inv(r->start, r->value, r->end - r->start));

	if (!first)
		return false;
	r->start = first;
	while (r->end[-1] == r->value)
		r->end--;
	return true;
}

void restore_bytes(const kmem_cache *s, const char *what, const run &damage)
{
	slab_fix(s, "Restoring %s 0x%p-0x%p=0x%x", what, damage.start, damage.end - 1,
		 damage.value);
	memset(damage.start, damage.value, damage.end - damage.start);
}

// The checks of one object, and whether it has been sound so far.
struct object_check {
	kmem_cache *s;
	slab *sl;
	u8 *object;
	bool sound;

	// Are `bytes` bytes from start all of this value? The object itself is only printed for the first damage.
	void bytes_are(const char *what, u8 *start, u8 value, size_t bytes)
	{
		run r = {start, start + bytes, value};

		if (!find_damage(&r))
			return;
		if (!slab_add_kunit_errors()) {
			pr_err("[%s overwritten] 0x%p-0x%p @offset=%td. First byte 0x%x instead of 0x%x\n",
			       what, r.start, r.end - 1, offset_in_slab(sl, r.start), *r.start,
			       value);
			if (sound)
				object_err(s, sl, object, "Object corrupt");
		}
		restore_bytes(s, what, r);
		sound = false;
	}

	void red_zones(u8 val)
	{
		bytes_are("Left Redzone", object - s->red_left_pad, val, s->red_left_pad);
		bytes_are("Right Redzone", object + s->object_size, val, s->inuse - s->object_size);
		if (val != SLUB_RED_ACTIVE || !keeps_orig_size(s))
			return;

		const unsigned long asked = get_orig_size(s, object);

		if (asked < s->object_size)
			bytes_are("kmalloc Redzone", object + asked, val, s->object_size - asked);
	}

	void poison()
	{
		bytes_are("Poison", object, POISON_FREE, s->object_size - 1);
		bytes_are("End Poison", object + s->object_size - 1, POISON_END, 1);
	}

	void padding()
	{
		const unsigned int offset = padding_offset(s);

		bytes_are("Object padding", object + offset, POISON_INUSE,
			  size_from_object(s) - offset);
	}

	void free_pointer()
	{
		if (check_valid_pointer(s, sl, get_freepointer(s, object)))
			return;
		object_err(s, sl, object, "Freepointer corrupt");
		set_freepointer(s, object, nullptr);
		sound = false;
	}
};

// Makes the counts follow from the freelist's length. Each difference is reported.
void check_counts(kmem_cache *s, slab *sl, int on_list)
{
	const int max_objects = min(order_objects(slab_order(sl), s->size), MAX_OBJS_PER_PAGE);

	if (sl->objects != max_objects) {
		slab_err(s, sl, "Wrong number of objects. Found %d but should be %d", sl->objects,
			 max_objects);
		sl->objects = max_objects;
		slab_fix(s, "Number of objects adjusted");
	}
	if (sl->inuse != sl->objects - on_list) {
		slab_err(s, sl, "Wrong object count. Counter is %d but counted were %d", sl->inuse,
			 sl->objects - on_list);
		sl->inuse = sl->objects - on_list;
		slab_fix(s, "Object count adjusted");
	}
}

// Gives up what a freelist that cannot be followed still held: its objects count as used.
void clear_freelist(kmem_cache *s, slab *sl, const char *reason)
{
	slab_err(s, sl, "%s", reason);
	sl->freelist = nullptr;
	sl->inuse = sl->objects;
	slab_fix(s, "Freelist cleared");
}

} // namespace

bool check_valid_pointer(const kmem_cache *s, const slab *sl, const void *object)
{
	if (!object)
		return true;

	const u8 *const base = static_cast<u8 *>(slab_address(sl));
	const u8 *slot = static_cast<const u8 *>(object);

	if (s->flags & SLAB_RED_ZONE)
		slot -= s->red_left_pad;
	return slot >= base && slot < base + static_cast<size_t>(sl->objects) * s->size &&
	       (slot - base) % s->size == 0;
}

bool check_object(kmem_cache *s, slab *sl, void *object, u8 val)
{
	object_check check = {s, sl, bytes_of(object), true};

	if (s->flags & SLAB_RED_ZONE)
		check.red_zones(val);
	else if (s->flags & SLAB_POISON)
		check.bytes_are("Alignment padding", check.object + s->object_size, POISON_INUSE,
				s->inuse - s->object_size);
	if (s->flags & SLAB_POISON) {
		if (val != SLUB_RED_ACTIVE && (s->flags & OBJECT_POISON))
			check.poison();
		check.padding();
	}
	// While the object is used, a link inside of it is the user's data.
	if (freeptr_outside_object(s) || val != SLUB_RED_ACTIVE)
		check.free_pointer();
	return check.sound;
}

void slab_pad_check(kmem_cache *s, slab *sl)
{
	if (!(s->flags & SLAB_POISON))
		return;

	u8 *const end = static_cast<u8 *>(slab_address(sl)) + slab_size(sl);
	const size_t bytes = slab_size(sl) % s->size;
	run r = {end - bytes, end, POISON_INUSE};

	if (!bytes || !find_damage(&r))
		return;
	slab_bug(s, "Padding overwritten. 0x%p-0x%p @offset=%td", r.start, r.end - 1,
		 offset_in_slab(sl, r.start));
	print_section(KERN_ERR, "Padding ", end - bytes, bytes);
	slab_err_end(sl);
	restore_bytes(s, "slab padding", r);
}

bool check_slab(kmem_cache *s, slab *sl)
{
	if (!is_slab(sl)) {
		slab_err(s, sl, "Not a valid slab page");
		return false;
	}

	const unsigned int max_objects = order_objects(slab_order(sl), s->size);

	if (sl->objects > max_objects) {
		slab_err(s, sl, "objects %u > max %u", sl->objects, max_objects);
		return false;
	}
	if (sl->inuse > sl->objects) {
		slab_err(s, sl, "inuse %u > max %u", sl->inuse, sl->objects);
		return false;
	}
	if (sl->frozen) {
		slab_err(s, sl, "Slab disabled since SLUB metadata consistency check failed");
		return false;
	}
	slab_pad_check(s, sl);
	return true;
}

bool on_freelist(kmem_cache *s, slab *sl, const void *search)
{
	void *object = nullptr;
	unsigned int length = 0;

	for (void *next = sl->freelist; next; next = get_freepointer(s, object)) {
		if (next == search)
			return true;
		if (length > sl->objects) {
			clear_freelist(s, sl, "Freelist cycle detected");
			return false;
		}
		if (!check_valid_pointer(s, sl, next)) {
			if (!object) {
				clear_freelist(s, sl, "Freepointer corrupt");
				return false;
			}
			object_err(s, sl, object, "Freechain corrupt");
			set_freepointer(s, object, nullptr);
			break;
		}
		object = next;
		length++;
	}
	check_counts(s, sl, length);
	return search == nullptr;
}

} // namespace slub
