/* SPDX-License-Identifier: GPL-2.0-only */
//
// Free objects and the chain through them.
//
//   slot:   | object (object_size) … free pointer at s->offset … | padding, debugging data |      (s->size bytes)
//
// A free object holds the address of the next one, at s->offset: in the middle of the object, away from its ends, where
// overruns of neighbours do most damage; or behind it, where constructors, RCU readers or poison need the object whole.
// sizing.cpp chooses.
//
// The pointer is stored as it is; or, with SLAB_FREELIST_HARDENED, as
//
//	next ^ kmem_cache.random ^ swab(address of the link)
//
// so that whoever can write to a free object cannot know what to write to have an address of his choice handed out, and two
// links tell nothing about each other. The address is byte-swapped because its lowest bits differ most between links, and
// the highest ones of all kernel pointers are equal. Linux 6.12: get_freepointer(), set_freepointer(), freelist_ptr_encode().
//
#ifndef MM_SLUB_OBJECT_H
#define MM_SLUB_OBJECT_H

#include "mm/slub/slub.h"

#include <linux/align.h>
#include <linux/string.h>
#include <linux/swab.h>
#include <asm/page.h>

namespace slub
{

// The link in an object, for loops that keep the cache's offset at hand.
inline void **link_of(void *object, unsigned int offset)
{
	return reinterpret_cast<void **>(static_cast<char *>(object) + offset);
}

// What one has to know about a cache to follow its links; loops keep it at hand.
class links
{
public:
	explicit links(const kmem_cache *s)
		: offset_(s->offset)
#ifdef CONFIG_SLAB_FREELIST_HARDENED
		  ,
		  random_(s->random)
#endif
	{
	}

	void *get(void *object) const
	{
		void **const link = link_of(object, offset_);

		return code(*link, link);
	}

	void set(void *object, void *next) const
	{
		void **const link = link_of(object, offset_);

		*link = code(next, link);
	}

private:
	unsigned int offset_;
#ifdef CONFIG_SLAB_FREELIST_HARDENED
	unsigned long random_;

	// Its own inverse.
	void *code(void *pointer, void **link) const
	{
		return reinterpret_cast<void *>(reinterpret_cast<unsigned long>(pointer) ^ random_ ^
						swab64(reinterpret_cast<unsigned long>(link)));
	}
#else
	static void *code(void *pointer, void **)
	{
		return pointer;
	}
#endif
};

inline void *get_freepointer(const kmem_cache *s, void *object)
{
	return links(s).get(object);
}

inline void set_freepointer(const kmem_cache *s, void *object, void *next)
{
	links(s).set(object, next);
}

// is_slab() by the one byte that tells.
__always_inline bool is_slab_page(const slab *sl)
{
	static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
	return reinterpret_cast<const u8 *>(&sl->__page_type)[3] == PGTY_slab;
}

// The slab of an address, if it is one; `cache` is what stands where a slab has its cache.
struct located {
	slab *sl;
	kmem_cache *cache;
};

__always_inline located locate(const void *object)
{
	slab *sl = page_slab(virt_to_page(object));
	unsigned long word = reinterpret_cast<unsigned long>(READ_ONCE(sl->slab_cache));

	if (word & 1) {
		sl = reinterpret_cast<slab *>(word - 1);
		word = reinterpret_cast<unsigned long>(READ_ONCE(sl->slab_cache));
	}
	return {sl, reinterpret_cast<kmem_cache *>(word)};
}

// Takes the first object off the CPU's freelist; see this_cpu_list_pop().
__always_inline bool pop_first(const kmem_cache *s, kmem_cache_cpu *c, void **object)
{
#ifdef CONFIG_SLAB_FREELIST_HARDENED
	return this_cpu_coded_list_pop(&c->freelist_tid.full, s->offset, s->random, object);
#else
	return this_cpu_list_pop(&c->freelist_tid.full, s->offset, object);
#endif
}

// Puts an object in front of the CPU's freelist if it is of the CPU's slab; see this_cpu_list_push().
__always_inline this_cpu_push push_first(const kmem_cache *s, kmem_cache_cpu *c, const slab *sl,
					 void *object)
{
	void *const *const guard = reinterpret_cast<void **>(&c->slab);

#ifdef CONFIG_SLAB_FREELIST_HARDENED
	return this_cpu_coded_list_push(&c->freelist_tid.full, guard, sl, s->offset, s->random,
					object);
#else
	return this_cpu_list_push(&c->freelist_tid.full, guard, sl, s->offset, object);
#endif
}

// Puts the chain head…tail of cnt objects in front of a slab's own freelist, where that is simple: false, and nothing is done,
// if that makes the slab empty, if the object is first already, if the slab is that of this CPU's part c, or if somebody
// interferes. `before` is what the slab was.
__always_inline bool push_to_slab(const kmem_cache *s, slab *sl, const kmem_cache_cpu *c,
				  void *head, void *tail, int cnt, freelist_state *before)
{
#ifdef CONFIG_SLAB_FREELIST_HARDENED
	*before = read_state(sl);
	if (before->inuse == cnt || before->freelist == head || (before->frozen && c->slab == sl))
		return false;
	set_freepointer(s, tail, before->freelist);
	return update_state(s, sl, *before, head, before->counters - cnt);
#else
	return counted_list_push(&sl->freelist_counter.full, head, tail, s->offset, cnt,
				 reinterpret_cast<void *const *>(&c->slab), sl, &before->freelist,
				 &before->counters);
#endif
}

// The slot with number `index`.
inline void *object_at(const kmem_cache *s, const slab *sl, unsigned int index)
{
	return fixup_red_left(s, static_cast<char *>(slab_address(sl)) +
					 static_cast<size_t>(index) * s->size);
}

// Clears the free pointer of a just allocated object, which init_on_free= promises to be all zero.
inline void wipe_freeptr(const kmem_cache *s, void *object)
{
	if (unlikely(s->flags & INIT_ON_FREE) && object && !freeptr_outside_object(s))
		*link_of(object, s->offset) = nullptr;
}

// How much of an object is its user's; from then on clear_object() knows. Whole words.
inline void set_inuse(kmem_cache *s, unsigned int bytes)
{
	s->inuse = bytes;
#ifdef SLUB_KMALLOC_PLACES
	s->clear = reinterpret_cast<unsigned long>(kmalloc_places) -
		   reinterpret_cast<unsigned long>(clear_words_for(bytes));
#endif
}

// Whole words belong to an object: all of them are cleared. Not for debugged caches, where s->inuse has more than the object.
__always_inline void *clear_object(const kmem_cache *s, void *object)
{
#ifdef SLUB_KMALLOC_PLACES
	const unsigned long places =
		reinterpret_cast<unsigned long>(page_aligned_address(kmalloc_places));

	return reinterpret_cast<clear_words_t>(tail_call_address(places - s->clear))(object,
										     s->inuse);
#else
	return clear_words(object, s->inuse);
#endif
}

} // namespace slub

#endif // MM_SLUB_OBJECT_H
