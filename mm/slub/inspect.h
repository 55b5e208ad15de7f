/* SPDX-License-Identifier: GPL-2.0-only */
//
// Looking at SLUB from outside: for the shell's `slab ADDR`, for reports and for tests.
//
// Nothing here changes anything. Answers are exact when nothing else runs; while other CPUs allocate they are snapshots.
//
#ifndef MM_SLUB_INSPECT_H
#define MM_SLUB_INSPECT_H

#include "mm/slab.h"

namespace slub
{

// Where an object is, seen from the allocator.
enum class object_state {
	allocated,     // a user has it
	cpu_freelist,  // free: a CPU's freelist
	slab_freelist, // free: its slab's freelist
	gap,           // the address is in no object: the unused end of the slab
};

// Where a slab is.
enum class slab_place {
	cpu,          // the slab that a CPU allocates from
	cpu_partial,  // on a CPU's partial list
	node_partial, // on the node's partial list
	full,         // on no list: all of its objects are allocated
};

// What is known about an address in a slab.
struct object_info {
	struct slab *slab;
	kmem_cache *cache;
	void *slab_start; // first byte of the slab's pages
	size_t slab_bytes;
	void *object;       // first byte of the object
	unsigned int index; // of the object in the slab
	int offset; // of the address in the object, in bytes; negative in what debugging puts before it
	object_state state;
	unsigned int position; // in the freelist named by state, 0 is next to be handed out
	slab_place place;
	int cpu;           // for the places and freelists of a CPU, else -1
	unsigned int free; // free objects of the slab: on its own freelist and on the CPU's
};

// Fills *info for any address of the linear map. False when it lies in no slab. Does not allocate; takes list_lock.
bool inspect_object(const void *address, object_info *info);

// Words for the shell and for reports.
const char *name_of(object_state state);
const char *name_of(slab_place place);

// Calls visit(slab, place, cpu, context) for each slab of a cache that a list knows: the CPUs' slabs, their partial lists, the
// node's partial list, and full slabs of debugged caches. Other full slabs are on no list. Under list_lock: visit()
// must not allocate from or free to this cache.
using slab_visitor = void (*)(struct slab *slab, slab_place place, int cpu, void *context);
void for_each_slab(kmem_cache *s, slab_visitor visit, void *context);

// The cache with this name, or nullptr. Takes slab_mutex.
kmem_cache *find_cache(const char *name);

// ---- account.cpp ----

// Where a cache's slabs and free objects are, exact to the object, while nobody allocates or frees.
struct accounting {
	struct level {
		unsigned long slabs;
		unsigned long free; // on the slabs' own freelists
	};
	level cpu; // the slabs that CPUs allocate from; what others have freed into them
	unsigned long free_on_cpus; // on the CPUs' freelists
	level cpu_partial;
	level node_partial;
	unsigned long full;    // slabs without a free object, on no list
	unsigned long slabs;   // all
	unsigned long objects; // in all slabs

	unsigned long free() const
	{
		return free_on_cpus + cpu.free + cpu_partial.free + node_partial.free;
	}

	// Objects that users have. /proc/slabinfo's active_objs adds to them what CPUs keep for themselves.
	unsigned long used() const
	{
		return objects - free();
	}
};

// Walks all lists of a cache. Takes list_lock.
accounting account(kmem_cache *s);

// ---- verify.cpp ----

// Checks the invariants of slub.h for one cache, or for all. Each violation is printed in one line; returns how many there
// were. Takes slab_mutex (all) and list_lock. For tests: nothing else may allocate meanwhile.
unsigned int verify_cache(kmem_cache *s);
unsigned int verify_all();

} // namespace slub

#endif // MM_SLUB_INSPECT_H
