/* SPDX-License-Identifier: GPL-2.0-only */
//
// Random work for SLUB, for stress in the kernel (tests/kunit/slub_stress.cpp) and on the host (tests/host/slub_stress.cpp).
//
//	threads, one per CPU:  step, step, step, …          table of slots, shared by all:  [o][ ][o][o][ ][o] …
//	                        │                                                            │  slot i holds an object of
//	                        └── takes what is in a slot out, puts something else in ─────┘  kind i % KINDS
//
// So most objects are freed on another CPU than they came from. Whoever gets an object signs it, by its address, and whoever gives
// it back looks for the signature: an object that was handed out twice, or written to by the allocator, is found. Caches are shrunk
// meanwhile, and private ones are created, used and destroyed. At the end everything is given back, and then all counts must be 0.
//
#pragma once

#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"

#include <linux/array_size.h>
#include <linux/atomic.h>
#include <linux/prandom.h>
#include <linux/printk.h>
#include <linux/slab.h>

namespace slub_work
{

struct shape {
	const char *name;
	unsigned int size;
	slab_flags_t flags;
	void (*ctor)(void *object);
};

inline constexpr u8 CONSTRUCTED = 0x5c;
inline constexpr unsigned int CTOR_SIZE = 72;

inline void construct(void *object)
{
	for (unsigned int i = 0; i < CTOR_SIZE; i++)
		static_cast<u8 *>(object)[i] = CONSTRUCTED;
}

inline constexpr shape shapes[] = {
	{"work-24", 24, SLAB_NO_MERGE, nullptr},
	{"work-ctor", CTOR_SIZE, SLAB_NO_MERGE, construct},
	{"work-rcu", 96, SLAB_NO_MERGE | SLAB_TYPESAFE_BY_RCU, nullptr},
	{"work-200", 200, SLAB_NO_MERGE | SLAB_HWCACHE_ALIGN, nullptr},
	{"work-1000", 1000, SLAB_NO_MERGE | SLAB_RECLAIM_ACCOUNT, nullptr},
	{"work-4096", 4096, SLAB_NO_MERGE, nullptr},
};
inline constexpr unsigned int CACHES = ARRAY_SIZE(shapes);
inline constexpr unsigned int KINDS = CACHES + 1; // the last is kmalloc() of any size
inline constexpr unsigned int SLOTS = 64 * KINDS;

struct stage {
	struct kmem_cache *caches[CACHES];
	void *slots[SLOTS];
	atomic_t damaged;
	atomic_t refused; // allocations that failed
	bool shrinks;     // may a worker call the other CPUs?
};

struct worker {
	struct rnd_state random;
	unsigned long operations; // allocations and frees
};

// With failslab= a cache may need several attempts.
inline bool set_up(stage *st)
{
	for (unsigned int i = 0; i < CACHES; i++) {
		for (int attempt = 0; attempt < 100 && !st->caches[i]; attempt++)
			st->caches[i] = kmem_cache_create(shapes[i].name, shapes[i].size, 0u,
							  shapes[i].flags, shapes[i].ctor);
		if (!st->caches[i])
			return false;
	}
	return true;
}

inline unsigned int dice(worker *w, unsigned int sides)
{
	return prandom_u32_state(&w->random) % sides;
}

// ---- signatures ----

inline unsigned long mark_of(const void *object)
{
	return ~reinterpret_cast<unsigned long>(object);
}

// The first two words and the last one; the size of kmalloc()'s is in between.
inline void sign(unsigned int kind, void *object, unsigned int bytes)
{
	unsigned long *const word = static_cast<unsigned long *>(object);

	if (kind < CACHES && shapes[kind].ctor)
		return;
	word[0] = mark_of(object);
	word[1] = bytes;
	word[bytes / sizeof(long) - 1] = mark_of(object);
}

inline bool is_signed(unsigned int kind, const void *object)
{
	const unsigned long *const word = static_cast<const unsigned long *>(object);

	if (kind < CACHES && shapes[kind].ctor) {
		for (unsigned int i = 0; i < CTOR_SIZE / sizeof(long); i++)
			if (word[i] != 0x5c5c5c5c5c5c5c5cul)
				return false;
		return true;
	}
	return word[0] == mark_of(object) && word[1] >= 3 * sizeof(long) && word[1] <= 1 << 20 &&
	       word[word[1] / sizeof(long) - 1] == mark_of(object);
}

inline void look_at(stage *st, unsigned int kind, void *object)
{
	if (is_signed(kind, object)) {
		// Whoever else believes to have it finds out.
		if (kind >= CACHES || !shapes[kind].ctor)
			static_cast<unsigned long *>(object)[0] = 0;
		return;
	}
	if (atomic_inc_return(&st->damaged) < 10)
		pr_err("slub work: object %px of kind %u is damaged\n", object, kind);
}

// ---- operations ----

inline void *obtain(stage *st, worker *w, unsigned int kind)
{
	const unsigned int bytes = kind < CACHES ? shapes[kind].size & ~7u
						 : (24 + dice(w, 10000)) & ~7u;
	void *const object = kind < CACHES ? kmem_cache_alloc(st->caches[kind], GFP_KERNEL)
					   : kmalloc(bytes, GFP_KERNEL);

	w->operations++;
	if (object)
		sign(kind, object, bytes);
	else
		atomic_inc(&st->refused);
	return object;
}

inline void release(stage *st, worker *w, unsigned int kind, void *object)
{
	if (!object)
		return;
	w->operations++;
	look_at(st, kind, object);
	if (kind < CACHES)
		kmem_cache_free(st->caches[kind], object);
	else
		kfree(object);
}

inline void *exchange(stage *st, unsigned int slot, void *object)
{
	return xchg(&st->slots[slot], object);
}

inline unsigned int slot_of_kind(worker *w, unsigned int kind)
{
	return dice(w, SLOTS / KINDS) * KINDS + kind;
}

inline void replace_one(stage *st, worker *w)
{
	const unsigned int slot = dice(w, SLOTS), kind = slot % KINDS;

	release(st, w, kind, exchange(st, slot, obtain(st, w, kind)));
}

inline void empty_one(stage *st, worker *w)
{
	const unsigned int slot = dice(w, SLOTS);

	release(st, w, slot % KINDS, exchange(st, slot, nullptr));
}

inline void take_in_bulk(stage *st, worker *w)
{
	const unsigned int kind = dice(w, CACHES), wanted = 1 + dice(w, 24);
	void *objects[24];
	const int had = kmem_cache_alloc_bulk(st->caches[kind], GFP_KERNEL, wanted, objects);

	w->operations += wanted;
	if (!had)
		atomic_inc(&st->refused);
	for (int i = 0; i < had; i++) {
		sign(kind, objects[i], shapes[kind].size & ~7u);
		release(st, w, kind, exchange(st, slot_of_kind(w, kind), objects[i]));
	}
}

inline void give_in_bulk(stage *st, worker *w)
{
	const unsigned int kind = dice(w, KINDS);
	void *objects[16];
	unsigned int count = 0;

	for (unsigned int i = 0; i < ARRAY_SIZE(objects); i++) {
		void *const object = exchange(st, slot_of_kind(w, kind), nullptr);

		if (!object)
			continue;
		look_at(st, kind, object);
		objects[count++] = object;
	}
	w->operations += count;
	if (count)
		kmem_cache_free_bulk(kind < CACHES ? st->caches[kind] : nullptr, count, objects);
}

inline void resize(stage *st, worker *w)
{
	const unsigned int slot = slot_of_kind(w, CACHES), bytes = (24 + dice(w, 10000)) & ~7u;
	void *const old = exchange(st, slot, nullptr);

	if (!old)
		return;
	if (!is_signed(CACHES, old))
		look_at(st, CACHES, old);

	void *const grown = krealloc(old, bytes, GFP_KERNEL);

	w->operations++;
	if (!grown)
		atomic_inc(&st->refused);
	void *const kept = grown ? grown : old;

	if (grown)
		sign(CACHES, kept, bytes);
	release(st, w, CACHES, exchange(st, slot, kept));
}

inline void short_life(stage *st, worker *w)
{
	char name[24]; // each worker's own

	snprintf(name, sizeof(name), "work-%lx", (unsigned long)w & 0xffffffff);
	struct kmem_cache *const s =
		kmem_cache_create(name, 40 + 8 * dice(w, 100), 0u, SLAB_NO_MERGE, nullptr);
	void *objects[40];
	unsigned int count = 0;

	if (!s) {
		atomic_inc(&st->refused);
		return;
	}
	for (void *&object : objects)
		if ((object = kmem_cache_alloc(s, GFP_KERNEL)))
			objects[count++] = object;
	w->operations += 2 * count;
	while (count)
		kmem_cache_free(s, objects[--count]);
	kmem_cache_destroy(s);
}

inline void step(stage *st, worker *w)
{
	const unsigned int d = dice(w, 1024);

	if (d < 700)
		replace_one(st, w);
	else if (d < 850)
		empty_one(st, w);
	else if (d < 900)
		take_in_bulk(st, w);
	else if (d < 960)
		give_in_bulk(st, w);
	else if (d < 1020)
		resize(st, w);
	else if (d < 1021)
		short_life(st, w);
	else if (st->shrinks)
		kmem_cache_shrink(st->caches[dice(w, CACHES)]);
}

// Gives everything back, once all workers have ended; destroys the caches. Returns how many things were wrong.
inline unsigned int tear_down(stage *st)
{
	worker w = {};
	unsigned int wrong = 0;

	for (unsigned int kind = 0; kind < CACHES; kind++) {
		struct kmem_cache *const s = st->caches[kind];
		unsigned long held = 0;

		for (unsigned int slot = kind; slot < SLOTS; slot += KINDS)
			held += st->slots[slot] != nullptr;
		wrong += slub::verify_cache(s);
		if (const unsigned long used = slub::account(s).used(); used != held) {
			pr_err("slub work: %s: %lu objects in use, %lu are known\n",
			       shapes[kind].name, used, held);
			wrong++;
		}
	}
	for (unsigned int slot = 0; slot < SLOTS; slot++)
		release(st, &w, slot % KINDS, exchange(st, slot, nullptr));
	for (unsigned int kind = 0; kind < CACHES; kind++) {
		struct kmem_cache *const s = st->caches[kind];

		kmem_cache_shrink(s);
		const slub::accounting a = slub::account(s);

		if (a.slabs || a.objects) {
			pr_err("slub work: %s: %lu slabs and %lu objects are left\n",
			       shapes[kind].name, a.slabs, a.objects);
			wrong++;
		}
		kmem_cache_destroy(s);
	}
	return wrong + static_cast<unsigned int>(atomic_read(&st->damaged));
}

} // namespace slub_work
