/* SPDX-License-Identifier: GPL-2.0-only */
//
// SLUB's debugging: what its rooms share.
//
// The problem: whoever writes past an object, or after giving it back, damages something else, and the crash comes later and
// elsewhere. The idea: surround every object by bytes whose value is known, fill free objects with bytes whose value is
// known, remember who had the object last, and look at all of it whenever an object changes hands.
//
//   slot of a debugged object; what is in brackets depends on the flags of the cache:
//
//	[left red zone] object … [right red zone] [free pointer] [track: alloc] [track: free] [asked size] [padding]
//	 red_left_pad   object_size  … to inuse     at offset      STORE_USER     STORE_USER    KMALLOC too
//
//   bytes            in use              free
//   red zones        cc RED_ACTIVE       bb RED_INACTIVE
//   object           the user's          6b 6b … a5 POISON_FREE, POISON_END
//   padding          5a POISON_INUSE, at the end of each slot and at the end of the slab
//
//   letter  flag                       what is looked at, when
//   F       SLAB_CONSISTENCY_CHECKS    everything below, whenever an object is allocated, freed, or its slab discarded
//   Z       SLAB_RED_ZONE              the red zones: writes before and behind the object
//   P       SLAB_POISON                the poison: writes after free; padding
//   U       SLAB_STORE_USER            nothing; reports tell who allocated and who freed
//   T       SLAB_TRACE                 nothing; each allocation and freeing is printed
//
// The way of an object through a debugged cache (debug.cpp), under the node's list_lock:
//
//	alloc: off slab->freelist ─▶ check_slab, check_object(bb) ─ok─▶ trace, asked size, init_object(cc) ─▶ user
//	                                     └─bad─▶ report; the slab is frozen with all objects used: never touched again
//	free:  check_slab, on freelist already?, check_object(cc) ─ok─▶ track, trace, init_object(bb) ─▶ slab->freelist
//	                                     └─bad─▶ report; the object is not freed
//
// What was found damaged is restored after the report, so that the next look finds the next damage and not this one.
// All functions here want the slab kept still: under list_lock, or with a slab that nobody else knows.
// Linux 6.12: "Object debugging" in mm/slub.c.
//
#ifndef MM_SLUB_DEBUG_H
#define MM_SLUB_DEBUG_H

#include "mm/slub/object.h"

#include <linux/poison.h>
#include <linux/stackdepot.h>
#include <linux/stdarg.h>

namespace slub
{

// ---- layout ----

// Does the cache keep the size that kmalloc() was asked for? Then what lies behind it is red zone, too.
inline bool keeps_orig_size(const kmem_cache *s)
{
	return IS_ENABLED(CONFIG_SLUB_DEBUG) &&
	       (s->flags & (SLAB_STORE_USER | SLAB_KMALLOC)) == (SLAB_STORE_USER | SLAB_KMALLOC);
}

// Bytes from the object to the end of its slot.
inline unsigned int size_from_object(const kmem_cache *s)
{
	return s->flags & SLAB_RED_ZONE ? s->size - s->red_left_pad : s->size;
}

// Offset of the padding at the end of the slot: behind everything that has a meaning.
inline unsigned int padding_offset(const kmem_cache *s)
{
	unsigned int offset = info_end(s);

	if (s->flags & SLAB_STORE_USER)
		offset += 2 * sizeof(track);
	if (keeps_orig_size(s))
		offset += sizeof(unsigned long);
	return offset;
}

inline u8 *bytes_of(void *object)
{
	return static_cast<u8 *>(object);
}

inline unsigned long *orig_size_of(const kmem_cache *s, void *object)
{
	return reinterpret_cast<unsigned long *>(bytes_of(object) + info_end(s) +
						 2 * sizeof(track));
}

// The size that kmalloc() was asked for; object_size in caches that don't keep it.
inline unsigned long get_orig_size(const kmem_cache *s, void *object)
{
	return keeps_orig_size(s) ? *orig_size_of(s, object) : s->object_size;
}

inline void set_orig_size(const kmem_cache *s, void *object, unsigned long size)
{
	if (keeps_orig_size(s))
		*orig_size_of(s, object) = size;
}

// Bytes from the start of the slab, as reports give them ("@offset=").
inline long offset_in_slab(const slab *sl, const void *address)
{
	return static_cast<const u8 *>(address) - static_cast<u8 *>(slab_address(sl));
}

// ---- debug_object.cpp: the bytes of an object, as they should be ----

// Red zones and poison for an object that becomes free (SLUB_RED_INACTIVE) or used (SLUB_RED_ACTIVE).
void init_object(const kmem_cache *s, void *object, u8 val);
// A new slab: poison everywhere, and each object as it is when free. Before it is constructed and chained.
void setup_slab_debug(const kmem_cache *s, slab *sl);

// ---- debug_track.cpp: who had it ----

// Remembers this call for the object: caller's address, stack, CPU, process, time. Takes no lock of SLUB's.
void set_track(const kmem_cache *s, void *object, track_item item, unsigned long addr, gfp_t gfp);
// The same in two steps, for callers that hold list_lock in the second.
depot_stack_handle_t set_track_prepare(unsigned long addr, gfp_t gfp);
void set_track_update(const kmem_cache *s, void *object, track_item item, unsigned long addr,
		      depot_stack_handle_t handle);
void init_tracking(const kmem_cache *s, void *object);
const track *get_track(const kmem_cache *s, const void *object, track_item item);
// "Allocated in … age= cpu= pid=" with the stack, and "Freed in …".
void print_tracking(const kmem_cache *s, const void *object);
// Its stack, one address a line, under a heading that is only printed if there is one.
void print_stack(const track *t, const char *heading);

// ---- debug_check.cpp: are they as they should be? Each prints its report, repairs, and returns false if not ----

// NULL, or the address of one of the slab's objects? Prints nothing.
bool check_valid_pointer(const kmem_cache *s, const slab *sl, const void *object);
// All bytes of an object around and in it; val tells whether it is used or free.
bool check_object(kmem_cache *s, slab *sl, void *object, u8 val);
// The slab's own numbers, and the bytes behind its last object.
bool check_slab(kmem_cache *s, slab *sl);
void slab_pad_check(kmem_cache *s, slab *sl);
// Walks slab->freelist, whatever it holds. True if `search` is on it; or, for NULL, if the list and all counts are sound.
bool on_freelist(kmem_cache *s, slab *sl, const void *search);

// ---- debug_report.cpp: Linux's texts ----

// In a KUnit test that owns a resource "slab_errors", reports are counted there instead of printed: true in such a test.
bool slab_add_kunit_errors();

// The head of a report; a whole report about a slab, or about an object of it; and what was repaired. Reports taint the
// kernel (B) and end in a warning.
void __printf(2, 3) slab_bug(const kmem_cache *s, const char *fmt, ...);
void __printf(3, 4) slab_err(const kmem_cache *s, const slab *sl, const char *fmt, ...);
void slab_err_end(const slab *sl);
void object_err(const kmem_cache *s, const slab *sl, void *object, const char *reason);
void __printf(2, 3) slab_fix(const kmem_cache *s, const char *fmt, ...);
void print_section(const char *level, const char *text, const void *address, unsigned int length);
// SLAB_TRACE's lines for one allocation or freeing.
void trace(const kmem_cache *s, const slab *sl, void *object, bool alloc);

// ---- free objects of a slab ----

// One bit per object: is it on the slab's own freelist? The map has room for slab->objects bits.
void fill_free_map(unsigned long *map, const kmem_cache *s, const slab *sl);

} // namespace slub

#endif // MM_SLUB_DEBUG_H
