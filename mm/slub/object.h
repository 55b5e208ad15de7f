/* SPDX-License-Identifier: GPL-2.0-only */
//
// Free objects and the chain through them.
//
//   slot:   | object (object_size) … free pointer at s->offset … | padding, debugging data |      (s->size bytes)
//
// A free object holds the address of the next one, at s->offset: in the middle of the object, away from its ends, where
// overruns of neighbours do most damage; or behind it, where constructors, RCU readers or poison need the object whole.
// sizing.cpp chooses. The pointer is stored as it is: freelists are not hardened in this configuration.
// Linux 6.12: get_freepointer(), set_freepointer().
//
#ifndef MM_SLUB_OBJECT_H
#define MM_SLUB_OBJECT_H

#include "mm/slub/slub.h"

namespace slub
{

// The link in an object, for loops that keep the cache's offset at hand.
inline void **link_of(void *object, unsigned int offset)
{
	return reinterpret_cast<void **>(static_cast<char *>(object) + offset);
}

inline void *get_freepointer(const kmem_cache *s, void *object)
{
	return *link_of(object, s->offset);
}

inline void set_freepointer(const kmem_cache *s, void *object, void *next)
{
	*link_of(object, s->offset) = next;
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
		set_freepointer(s, object, nullptr);
}

// Clears whole words. A plain loop: for objects of a few cache lines, less than a call of memset() costs.
__always_inline void clear_words(void *object, unsigned int bytes)
{
	unsigned long *word = static_cast<unsigned long *>(object);

	for (; bytes >= 64; bytes -= 64, word += 8) {
		OPTIMIZER_HIDE_VAR(word); // keeps the compiler from making it a memset()
		word[0] = word[1] = word[2] = word[3] = 0;
		word[4] = word[5] = word[6] = word[7] = 0;
	}
	for (; bytes; bytes -= 8, word++) {
		OPTIMIZER_HIDE_VAR(word);
		*word = 0;
	}
}

} // namespace slub

#endif // MM_SLUB_OBJECT_H
