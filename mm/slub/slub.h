/* SPDX-License-Identifier: GPL-2.0-only */
//
// SLUB inside: what the files of mm/slub share.
//
// The problem: hand out objects of a few bytes to a few pages, in a few dozen instructions, from any context, on many
// CPUs, and give pages back when they fall empty. The idea (Jeff Bonwick's slab allocator, USENIX 1994; Christoph
// Lameter's SLUB, 2007): keep all management outside of the slabs. A slab is nothing but objects; its free objects are
// chained through themselves, and its few counters lie in the struct page that describes its memory anyway.
//
//   kmem_cache "kmalloc-64"
//     │
//     ├─ cpu_slab, one per CPU ───────────────────────────────────────────────────────────────────────────────┐
//     │    freelist ──▶ ○──▶○──▶○        free objects of `slab` that only this CPU takes; no lock, the pair      │
//     │    tid                           (freelist, tid) is exchanged as 128 bits                               │
//     │    slab ─────▶ [■■○■○■■○]        frozen: off every list. Other CPUs free into slab->freelist            │
//     │    partial ──▶ [■○■■] ─▶ [○■○○]  slabs that had been full until an object was freed here, unfrozen      │
//     │                                                                                                         │
//     └─ node[0]                                                                                                │
//          partial ⇄ [■○○■] ⇄ [○○○○] ⇄ [■■■○]   shared by all CPUs, under list_lock                             │
//                                                                                                               │
//        full slabs are on no list: the first object freed brings them back, to that CPU's partial list ◀───────┘
//
// A slab's life (■ in use, ○ free):
//
//   page allocator ─new_slab─▶ cpu slab (frozen) ─all taken─▶ full ─first free─▶ cpu partial ─overflow─▶ node partial
//         ▲                       ▲   │                                             │                       │   │
//         │                       │   └─flush, deactivate──────────────────────────▶│◀──────get_partial─────┘   │
//         │                       └─────────────────────────freeze──────────────────┘                           │
//         └──discard: the last object came back and the node has min_partial slabs or more ◀────────────────────┘
//
// Invariants, which mm/slub/verify.cpp checks:
//   - slab->inuse + length(slab->freelist) == slab->objects for a slab that is not frozen
//   - for the cpu slab, inuse counts the objects on c->freelist as used: the CPU owns them
//   - a slab is on the node's partial list if and only if PG_workingset is set; then it has a free object
//   - c->freelist is empty when c->slab is NULL
//   - nr_slabs and total_objects count every slab of the node, on whatever list
//
// Locks, outermost first:
//   slab_mutex        slab_caches; creating, merging, shrinking, destroying caches
//   node->list_lock   the node's partial (and full) list, nr_partial, PG_workingset; taken with interrupts off
//   c->lock           a local lock: this CPU's slab, partial, and slow changes of freelist; interrupts off
//   none              (c->freelist, c->tid) and (slab->freelist, slab->counters): 128-bit compare and exchange
// list_lock may be held when c->lock is taken (a list of slabs moving from node to CPU), never the other way round.
//
// Every decision - which slab, which object of it, head or tail of a list, when a slab is discarded - is that of Linux
// 6.12.117, so that the same calls give the same addresses. Linux 6.12: mm/slub.c, mm/slab_common.c.
//
#ifndef MM_SLUB_SLUB_H
#define MM_SLUB_SLUB_H

#include "mm/slab.h"

#include <linux/kernel.h>
#include <linux/page-flags.h>
#include <linux/percpu.h>
#include <linux/printk.h>

namespace slub
{

// Slabs that a node keeps although they are empty: half of log2(size), within these bounds.
inline constexpr unsigned long MIN_PARTIAL = 5;
inline constexpr unsigned long MAX_PARTIAL = 10;

// slab->objects has 15 bits.
inline constexpr unsigned int MAX_OBJS_PER_PAGE = 32767;

// Debugging that looks at objects while they are freed: such caches do everything under list_lock.
inline constexpr slab_flags_t NO_CMPXCHG = SLAB_CONSISTENCY_CHECKS | SLAB_STORE_USER | SLAB_TRACE;
// Debugging that makes objects larger.
inline constexpr slab_flags_t DEBUG_METADATA_FLAGS = SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER;
// Internal flags, with Linux's numbers: the object itself is poisoned; (freelist, counters) are exchanged as 128 bits.
inline constexpr slab_flags_t OBJECT_POISON = __SLAB_FLAG_BIT(_SLAB_OBJECT_POISON);
inline constexpr slab_flags_t CMPXCHG_DOUBLE = __SLAB_FLAG_BIT(_SLAB_CMPXCHG_DOUBLE);
// Ours: init_on_alloc= or init_on_free= applies to this cache. Asked by the full-featured paths only. INIT_EITHER is what an
// allocation asks for: objects also need work when they were cleared while free, because the free pointer was written after that.
inline constexpr slab_flags_t INIT_ON_ALLOC = 1U << 29;
inline constexpr slab_flags_t INIT_EITHER = 1U << 30;
inline constexpr slab_flags_t INIT_ON_FREE = 1U << 31;
// Ours: any of SLAB_DEBUG_FLAGS, as one bit to test.
inline constexpr slab_flags_t DEBUGGED = 1U << 28;
// Ours: slab_freelist_random shuffles new slabs of this cache.
inline constexpr slab_flags_t SHUFFLED = 1U << 27;
static_assert(_SLAB_FLAGS_LAST_BIT <= 26); // and 26 is SLAB_FAILSLAB

// Where list_add puts a slab. Empty and used-up slabs go to the tail, hot ones to the head.
enum class list_end { head, tail };

// ---- order and objects ----

inline constexpr unsigned int OO_SHIFT = 16;
inline constexpr unsigned int OO_MASK = (1U << OO_SHIFT) - 1;

constexpr unsigned int order_objects(unsigned int order, unsigned int size)
{
	return (static_cast<unsigned int>(PAGE_SIZE) << order) / size;
}

constexpr kmem_cache_order_objects oo_make(unsigned int order, unsigned int size)
{
	return {(order << OO_SHIFT) + order_objects(order, size)};
}

constexpr unsigned int oo_order(kmem_cache_order_objects oo)
{
	return oo.x >> OO_SHIFT;
}

constexpr unsigned int oo_objects(kmem_cache_order_objects oo)
{
	return oo.x & OO_MASK;
}

// ---- caches ----

// A cache's flags; without CONFIG_SLUB_DEBUG none of those for debugging is ever set, and code that asks for them is not compiled.
inline slab_flags_t flags_of(const kmem_cache *s)
{
	constexpr slab_flags_t never =
		IS_ENABLED(CONFIG_SLUB_DEBUG) ? 0 : SLAB_DEBUG_FLAGS | OBJECT_POISON;

	return s->flags & ~never;
}

// Does this cache debug its objects? Then it has no CPU slabs: every object is taken and given back under list_lock. Without
// CONFIG_SLUB_DEBUG none does, and no call of what is declared as debug_*.cpp's below is compiled.
inline bool is_debugged(const kmem_cache *s)
{
	return IS_ENABLED(CONFIG_SLUB_DEBUG) && unlikely(s->flags & DEBUGGED);
}

inline bool has_cpu_partial(const kmem_cache *s)
{
	return !is_debugged(s);
}

// Is the free pointer behind what the user may touch?
inline bool freeptr_outside_object(const kmem_cache *s)
{
	return s->offset >= s->inuse;
}

// First byte behind the object and its free pointer.
inline unsigned int info_end(const kmem_cache *s)
{
	return freeptr_outside_object(s) ? s->inuse + sizeof(void *) : s->inuse;
}

inline kmem_cache_cpu *this_cpu(const kmem_cache *s)
{
	kmem_cache_cpu *percpu = s->cpu_slab;

	return raw_cpu_ptr(percpu);
}

inline kmem_cache_cpu *cpu_part(const kmem_cache *s, unsigned int cpu)
{
	kmem_cache_cpu *percpu = s->cpu_slab;

	return per_cpu_ptr(percpu, cpu);
}

// Counts what happened to this cache on this CPU; nothing without SLUB_STATS. Linux 6.12: stat(), stat_add().
__always_inline void stat_add([[maybe_unused]] const kmem_cache *s, [[maybe_unused]] stat_item item,
			      [[maybe_unused]] unsigned int count)
{
#ifdef CONFIG_SLUB_STATS
	kmem_cache_cpu *const percpu = s->cpu_slab;

	raw_cpu_add(percpu->stat[item], count);
#endif
}

__always_inline void stat(const kmem_cache *s, stat_item item)
{
	stat_add(s, item, 1);
}

inline constexpr unsigned long next_tid(unsigned long tid)
{
	return tid + 1;
}

// The one memory node of this machine.
inline kmem_cache_node *node_of(const kmem_cache *s)
{
	return s->node[0];
}

// ---- slabs ----

// Is the page whose head this is a slab?
inline bool is_slab(const slab *sl)
{
	return folio_test_slab(reinterpret_cast<const folio *>(sl));
}

// (freelist, counters) of a slab, read and exchanged together.
struct freelist_state {
	void *freelist;
	union {
		unsigned long counters;
		struct {
			unsigned inuse : 16;
			unsigned objects : 15;
			unsigned frozen : 1;
		};
	};
};

// The counters of a slab that no CPU owns and of which nothing is in use, when a CPU has taken all of it.
inline unsigned long all_taken(unsigned long counters)
{
	constexpr unsigned int OBJECTS_SHIFT = 16; // inuse is the lowest part
	constexpr unsigned long FROZEN = 1UL << 31;

	return counters | counters >> OBJECTS_SHIFT | FROZEN;
}

inline u128 aba(const void *freelist, unsigned long counter)
{
	return static_cast<u128>(counter) << 64 | reinterpret_cast<unsigned long>(freelist);
}

inline freelist_state read_state(const slab *sl)
{
	freelist_state state;

	state.freelist = READ_ONCE(sl->freelist);
	state.counters = READ_ONCE(sl->counters);
	return state;
}

// Replaces a slab's freelist and counters if they still are `old`. Linux 6.12: slab_update_freelist().
inline bool update_state(slab *sl, const freelist_state &old, void *freelist,
			 unsigned long counters)
{
	u128 expected = aba(old.freelist, old.counters);

	return likely(
		try_cmpxchg128(&sl->freelist_counter.full, &expected, aba(freelist, counters)));
}

// The same, and counts failures for the slab's cache.
inline bool update_state(const kmem_cache *s, slab *sl, const freelist_state &old, void *freelist,
			 unsigned long counters)
{
	if (update_state(sl, old, freelist, counters))
		return true;
	stat(s, CMPXCHG_DOUBLE_FAIL);
	return false;
}

// "On the node's partial list", kept in the page flag that is otherwise for the page cache. Under list_lock.
inline bool on_node_partial(const slab *sl)
{
	return sl->__page_flags & (1UL << PG_workingset);
}

// A slab from memory reserves serves only those who may use reserves.
inline bool pfmemalloc_match(const slab *sl, gfp_t gfp)
{
	return likely(!(sl->__page_flags & (1UL << PG_active))) || gfp_pfmemalloc_allowed(gfp);
}

// ---- alloc_slow.cpp ----

// An object when the CPU's freelist is empty: refill it from the cheapest source. Interrupts in any state.
// Linux 6.12: ___slab_alloc().
void *___slab_alloc(kmem_cache *s, gfp_t gfp, int node);
// The same, and __GFP_ZERO and init_on_alloc= are honoured. Debugged caches go their own way from here, and take the return
// address for the caller of the allocation: fast paths leave by a tail call.
void *alloc_slow(kmem_cache *s, gfp_t gfp, int node);
// The same for kmalloc(last + 1), and for kmalloc(size) on behalf of `caller`.
void *kmalloc_slow(kmem_cache *s, gfp_t gfp, int node, size_t last);
void *kmalloc_slow_for(kmem_cache *s, gfp_t gfp, int node, size_t size, unsigned long caller);
// Clears a just allocated object as gfp and the cache want. NULL passes through. Not for debugged caches.
void *slab_post_alloc_hook(kmem_cache *s, gfp_t gfp, void *object);

// ---- free_slow.cpp ----

// An object, or objects head…tail (cnt, chained), of a slab that is not this CPU's. Linux 6.12: __slab_free().
// The return address is taken for the caller of the freeing: fast paths leave by a tail call. Chains: not of debugged caches.
// c is this CPU's part. It may be its slab after all: then the object was first on the CPU's freelist already, or an interrupt came.
void __slab_free(void *object, slab *sl, kmem_cache *s,
		 kmem_cache_cpu *c); // in this order: kfree() has them in these registers
// A chain to the slab's own freelist, whosoever slab it is.
void slab_free_chain(kmem_cache *s, slab *sl, void *head, void *tail, int cnt);
// The fast path of one object, again: an interrupt came.
void free_again(void *object, slab *sl, kmem_cache *s);
// A chain of objects, to this CPU's freelist if it is this CPU's slab. Linux 6.12: do_slab_free().
void free_chain(kmem_cache *s, slab *sl, void *head, void *tail, int cnt);
// kmem_cache_free() of what isn't the cache's.
void free_to_wrong_cache(kmem_cache *s, void *object);
// kfree() of what is no address of the kernel: nothing, for NULL and ZERO_SIZE_PTR; other ones are reported.
void free_no_address(const void *object);
// Pages for more than the largest cache has. No event. Linux 6.12: ___kmalloc_large_node().
void *kmalloc_large_node(size_t size, gfp_t gfp, int node);

// Pages of kmalloc_large_node(); anything else that is no slab is reported. Linux 6.12: free_large_kmalloc().
void free_large_kmalloc(void *object, page *head);
// One object of whatever cache, on behalf of the caller at addr.
void free_one(kmem_cache *s, slab *sl, void *object, unsigned long addr);
// Clears an object because of init_on_free=.
void wipe_object(kmem_cache *s, void *object);

// ---- bulk.cpp ----

// kmem_cache_alloc_bulk() of a cache that is not debugged, without clearing. All of them, or 0.
int alloc_bulk(kmem_cache *s, gfp_t gfp, size_t size, void **p);
// kmem_cache_free_bulk() on behalf of the caller at addr, without clearing.
void free_bulk(kmem_cache *s, size_t size, void **p, unsigned long addr);

// ---- cpu_partial.cpp ----

// A slab to this CPU's partial list; with drain, a list that has become too long moves to the node first.
void put_cpu_partial(kmem_cache *s, slab *sl, bool drain);
// A chain of slabs to the node's partial list; empty ones that the node has no need for are discarded.
void put_partials(kmem_cache *s, slab *chain);
// The CPU's slab and partial slabs go to the node: for this CPU, or for all. May sleep (all).
void flush_this_cpu(kmem_cache *s);
void flush_all(kmem_cache *s);

// ---- node_partial.cpp ----

// Under list_lock.
void add_partial(kmem_cache_node *n, slab *sl, list_end where);
void remove_partial(kmem_cache_node *n, slab *sl);
// A slab from the node's partial list, and further ones to the CPU's. Linux 6.12: get_partial_node().
slab *get_partial(kmem_cache *s, gfp_t gfp);
// A slab that was this CPU's, with what is left of the CPU's freelist. Linux 6.12: deactivate_slab().
void deactivate_slab(kmem_cache *s, slab *sl, void *freelist);
inline void init_node(kmem_cache_node *n)
{
	spin_lock_init(&n->list_lock);
	n->nr_partial = 0;
	INIT_LIST_HEAD(&n->partial);
	n->nr_slabs = ATOMIC_LONG_INIT(0);
	n->total_objects = ATOMIC_LONG_INIT(0);
	INIT_LIST_HEAD(&n->full);
}

// ---- new_slab.cpp ----

// A new slab of free objects from the page allocator, NULL when there is no memory. May sleep if gfp allows.
slab *new_slab(kmem_cache *s, gfp_t gfp);
// An empty slab that is on no list: out of the counters, back to the page allocator.
void discard_slab(kmem_cache *s, slab *sl);
// The same for one that has left the counters already.
void free_slab(kmem_cache *s, slab *sl);
// One slab more, or less, in the node's counters.
__always_inline void add_slabs_node(kmem_cache *s, long slabs, long objects)
{
	kmem_cache_node *const n = node_of(s);

	// The lock-order checker's locks are larger: then they need not be aligned.
	if constexpr (offsetof(kmem_cache_node, nr_slabs) % sizeof(u128) == 0) {
		static_assert(offsetof(kmem_cache_node, total_objects) ==
			      offsetof(kmem_cache_node, nr_slabs) + sizeof(long));
		add_two_longs(reinterpret_cast<u128 *>(&n->nr_slabs), slabs, objects);
	} else {
		atomic_long_add(slabs, &n->nr_slabs);
		atomic_long_add(objects, &n->total_objects);
	}
}

__always_inline void inc_slabs_node(kmem_cache *s, int objects)
{
	add_slabs_node(s, 1, objects);
}

__always_inline void dec_slabs_node(kmem_cache *s, int objects)
{
	add_slabs_node(s, -1, -objects);
}

// Flags that make no sense for slabs: memory that has no kernel address or that the cache itself chooses.
constexpr gfp_t SLAB_BUG_MASK = __GFP_DMA32 | __GFP_HIGHMEM | ~__GFP_BITS_MASK;

gfp_t fix_wrong_gfp(gfp_t gfp);
static inline gfp_t fix_gfp(gfp_t gfp)
{
	return likely(!(gfp & SLAB_BUG_MASK)) ? gfp : fix_wrong_gfp(gfp);
}

// ---- debug.cpp: debugged caches (debug.h tells how) ----

// What alloc_slow(), kmalloc_slow() and kmem_cache_alloc_bulk() are for other caches. orig_size: what kmalloc() was asked for.
void *debug_alloc(kmem_cache *s, gfp_t gfp, int node);
void *debug_kmalloc(kmem_cache *s, gfp_t gfp, int node, size_t orig_size);
void *debug_kmalloc_for(kmem_cache *s, gfp_t gfp, int node, size_t orig_size, unsigned long caller);
int debug_alloc_bulk(kmem_cache *s, gfp_t gfp, size_t size, void **p);
// One object, or a chain of them, back to a debugged cache.
void debug_free(void *object, slab *sl, kmem_cache *s);
void free_to_partial_list(kmem_cache *s, slab *sl, void *head, void *tail, int cnt,
			  unsigned long addr);
// All objects of a slab that is about to be discarded are free, and look so?
void check_free_slab(kmem_cache *s, slab *sl);

// ---- debug_flags.cpp ----

// The flags of a cache with this name: its own, and those that slab_debug= gives it.
slab_flags_t flags_from_parameter(slab_flags_t flags, const char *name);
inline slab_flags_t kmem_cache_flags(slab_flags_t flags, const char *name)
{
	return __slub_debug_enabled() ? flags_from_parameter(flags, name) : flags;
}
// slab_debug=O: not for caches whose least order of slabs would grow by it.
bool higher_order_debug_disabled();

// ---- report.cpp ----

// One line each; the object is then left alone. A cache that checks consistency warns instead, and the object goes where it
// belongs: the answer is its cache, or nullptr.
kmem_cache *report_wrong_cache(kmem_cache *s, const void *object, unsigned long addr);
void report_double_free(const kmem_cache *s, const void *object);
void report_not_slab(const void *object);

// ---- debug_report.cpp ----

#ifdef CONFIG_SLUB_DEBUG
// Linux 6.12: list_slab_objects().
void list_slab_objects(kmem_cache *s, slab *sl);
void slab_out_of_memory(kmem_cache *s, gfp_t gfp, int node);
// Does a KUnit test count the errors (debug.h)?
bool slab_in_kunit_test();
#else
inline void list_slab_objects(kmem_cache *, slab *)
{
}

inline void slab_out_of_memory(kmem_cache *, gfp_t, int)
{
}

inline bool slab_in_kunit_test()
{
	return false;
}
#endif

// ---- sizing.cpp ----

// What decides the order of slabs: parameters slab_min_order=, slab_max_order=, slab_min_objects=, and the CPUs.
struct order_limits {
	unsigned int min_order;
	unsigned int max_order;
	unsigned int min_objects; // 0: derived from the number of CPUs
	unsigned int cpus;
};

// The order of slabs for objects of `size` bytes, or -ENOSYS when even the largest block is too small.
int calculate_order(unsigned int size, order_limits limits);
order_limits current_order_limits();
// All that follows from object_size, align, flags and ctor; false when no slab can hold an object.
bool calculate_sizes(kmem_cache *s, const kmem_cache_args &args);
void set_partial_limits(kmem_cache *s);
// About how many free objects a CPU keeps on its partial list; counted as half full slabs.
void set_cpu_partial(kmem_cache *s, unsigned int objects);
unsigned int calculate_alignment(slab_flags_t flags, unsigned int align, unsigned int size);

// ---- create.cpp, destroy.cpp ----

// Fills in *s, which is zeroed. 0 or -errno. Under slab_mutex, or at boot. Linux 6.12: do_kmem_cache_create().
int setup_cache(kmem_cache *s, const char *name, unsigned int size, const kmem_cache_args &args,
		slab_flags_t flags);
// A cache that boot code makes, before kmem_cache_create() works; panics on failure.
void create_boot_cache(kmem_cache *s, const char *name, unsigned int size, slab_flags_t flags);
// kmem_cache_node's own node part, made by hand from its first slab (bootstrap.cpp).
void add_first_node_part(kmem_cache *s);
// What setup_cache() took from elsewhere goes back. Linux 6.12: __kmem_cache_release().
void release_parts(kmem_cache *s);
// The end of a cache that nobody knows any more. Linux 6.12: slab_kmem_cache_release().
void free_cache(kmem_cache *s);

// ---- sysfs.cpp, traces.cpp: /sys/kernel/slab, /sys/kernel/debug/slab; directories are made when somebody looks ----

#ifdef CONFIG_SYSFS
// Another name for a shared cache, and the names of one that is gone. Under slab_mutex.
void sysfs_slab_alias(kmem_cache *s, const char *name);
void sysfs_forget_aliases(kmem_cache *s);
// Out of sight: returns when nobody reads its files any more. Not under slab_mutex.
void sysfs_slab_unlink(kmem_cache *s);
// free_cache(), once sysfs has let go of it.
void sysfs_slab_release(kmem_cache *s);
#else
inline void sysfs_slab_alias(kmem_cache *, const char *)
{
}

inline void sysfs_forget_aliases(kmem_cache *)
{
}

inline void sysfs_slab_unlink(kmem_cache *)
{
}

inline void sysfs_slab_release(kmem_cache *s)
{
	free_cache(s);
}
#endif
#if defined(CONFIG_DEBUG_FS) && defined(CONFIG_SLUB_DEBUG)
void debugfs_slab_release(kmem_cache *s);
#else
inline void debugfs_slab_release(kmem_cache *)
{
}
#endif

// ---- stats.cpp ----

// "sum C0=… C1=…" of one of the counters; and all CPUs' set to zero. Without SLUB_STATS there is no such file.
ssize_t show_stat(const kmem_cache *s, char *buf, stat_item item);
void clear_stat(kmem_cache *s, stat_item item);

// ---- kmalloc.cpp ----

#if !defined(CONFIG_RANDOM_KMALLOC_CACHES) && !defined(CONFIG_SLAB_FREELIST_HARDENED) &&           \
	!defined(CONFIG_SLUB_STATS)
#define SLUB_KMALLOC_PLACES 1
// What kmalloc() has to know of the KMALLOC_NORMAL cache for a size, in steps of 8 bytes: it is read as two words, where
// kmalloc_size_index and kmalloc_caches lead there in four steps. A page is its first, so that one instruction has its address.
struct kmalloc_place {
	kmem_cache_cpu __percpu *cpu_slab;
	unsigned int offset;
	unsigned int clear; // how far before kmalloc_places the clear_function() of this size lies
};
extern kmalloc_place kmalloc_places[KMALLOC_MAX_CACHE_SIZE / KMALLOC_MIN_SIZE];
// What kmalloc_slow() is, where the cache is that for kmalloc(last + 1).
void *kmalloc_normal_slow(int node, gfp_t gfp, size_t last);
#endif

void setup_kmalloc_cache_index_table();
void create_kmalloc_caches();
// buckets.cpp: nothing without SLAB_BUCKETS.
void setup_buckets();

} // namespace slub

#endif // MM_SLUB_SLUB_H
