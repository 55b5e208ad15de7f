/* SPDX-License-Identifier: GPL-2.0-only */
// The page allocator's inner interface: what its rooms ask of each other.
//
//      alloc.cpp  --->  pcp.cpp  --->  buddy.cpp  --->  fallback.cpp
//         |                                |
//         +--> slowpath.cpp                +--> deferred.cpp (struct pages of a block's first use)
//         +--> prep.cpp (what a page looks like when it is handed out)
//
//      free.cpp   --->  prep.cpp (… when it comes back)  --->  pcp.cpp  --->  buddy.cpp
//
// Locks, outermost first: pcp->lock (trylock only, interrupts stay enabled), zone->lock (interrupts off).
// Linux 6.12: mm/internal.h, mm/page_alloc.c.
#pragma once

#include <linux/jump_label.h>
#include <linux/mm.h>
#include <linux/static_detour.h>
#include <linux/vmstat.h>

namespace buddy
{

// How an allocation may treat the watermarks. The two low bits select zone->_watermark[].
inline constexpr unsigned int ALLOC_WMARK_MIN = WMARK_MIN;
inline constexpr unsigned int ALLOC_WMARK_LOW = WMARK_LOW;
inline constexpr unsigned int ALLOC_WMARK_HIGH = WMARK_HIGH;
inline constexpr unsigned int ALLOC_NO_WATERMARKS = 0x04;
inline constexpr unsigned int ALLOC_WMARK_MASK = ALLOC_NO_WATERMARKS - 1;
inline constexpr unsigned int ALLOC_OOM = 0x08;
inline constexpr unsigned int ALLOC_NON_BLOCK = 0x10;
inline constexpr unsigned int ALLOC_MIN_RESERVE = 0x20;
inline constexpr unsigned int ALLOC_CPUSET = 0x40;
inline constexpr unsigned int ALLOC_CMA = 0x80; // movable: from CMA blocks, too
inline constexpr unsigned int ALLOC_NOFRAGMENT = 0x100;
inline constexpr unsigned int ALLOC_HIGHATOMIC = 0x200;
inline constexpr unsigned int ALLOC_KSWAPD = 0x800;
inline constexpr unsigned int ALLOC_RESERVES = ALLOC_NON_BLOCK | ALLOC_MIN_RESERVE |
					       ALLOC_HIGHATOMIC | ALLOC_OOM;

// Two request bits are handed on as they are.
static_assert(__GFP_HIGH == ALLOC_MIN_RESERVE && __GFP_KSWAPD_RECLAIM == ALLOC_KSWAPD);

inline constexpr unsigned int PCP_BATCH_SCALE_MAX = 5; // CONFIG_PCP_BATCH_SCALE_MAX

// A request after its flags were looked at once.
struct alloc_context {
	struct zonelist *zonelist;
	struct zoneref *preferred_zoneref; // where the search starts
	int migratetype;
	enum zone_type highest_zoneidx; // selects lowmem_reserve
};

// What Linux's gfp_to_alloc_flags_cma() adds.
static inline unsigned int cma_alloc_flag(int migratetype)
{
	static_assert(MIGRATE_MOVABLE == 1 && (MIGRATE_UNMOVABLE & 1) == 0 &&
		      (MIGRATE_RECLAIMABLE & 1) == 0);
	return (migratetype & MIGRATE_MOVABLE) * ALLOC_CMA;
}

// Where freed pages go in their list. to_tail: keep them there for long (boot memory, remains of exact allocations).
enum class Placement { by_buddy, to_tail };

// Which of __rmqueue()'s ways found something: remembered while one lock hold takes many pages.
enum class Rmqueue { normal, cma, claim, steal };

// Set when handing out or taking back a page needs more than the fast paths do: init_on_alloc=, init_on_free=, page
// checks, page owner, no grouping by mobility. The fast paths ask this one key.
DECLARE_STATIC_KEY_FALSE(page_extra_work);

static __always_inline bool has_extra_work()
{
	return static_branch_unlikely(&page_extra_work);
}

// Functions that have a twin with events, which they turn to while page events are on (linux/static_detour.h, trace.cpp).
#ifdef CONFIG_TRACEPOINTS
#define traced_detour(func, args...) detour_here(func, func##_traced, args)
DECLARE_STATIC_DETOUR(rmqueue_bulk);
DECLARE_STATIC_DETOUR(rmqueue_buddy);
DECLARE_STATIC_DETOUR(free_pcppages_bulk);
DECLARE_STATIC_DETOUR(free_pcp_block);
DECLARE_STATIC_DETOUR(free_pages_prepare);
DECLARE_STATIC_DETOUR(release_pages);
DECLARE_STATIC_DETOUR(__alloc_pages_noprof);
int rmqueue_bulk_traced(struct zone *zone, unsigned int order, int count, struct list_head *list,
			int migratetype, unsigned int alloc_flags);
struct page *rmqueue_buddy_traced(struct zone *zone, unsigned int order, unsigned int alloc_flags,
				  int migratetype);
void free_pcppages_bulk_traced(struct zone *zone, int count, struct per_cpu_pages *pcp, int pindex);
void free_pcp_block_traced(struct page *page, unsigned int order, struct per_cpu_pages *pcp);
bool free_pages_prepare_traced(struct page *page, unsigned int order);
void release_pages_traced(struct page **pages, int nr);
struct page *__alloc_pages_noprof_traced(gfp_t gfp, unsigned int order, int preferred_nid,
					 nodemask_t *nodemask);
#else
#define traced_detour(func, args...)                                                               \
	do {                                                                                       \
	} while (0)
#endif

// alloc.cpp. No locks held.
struct page *alloc_pages_general(gfp_t gfp, unsigned int order);
struct page *get_page_from_freelist(gfp_t gfp, unsigned int order, unsigned int alloc_flags,
				    const alloc_context &ac);
// slowpath.cpp
struct page *alloc_pages_slowpath(gfp_t gfp, unsigned int order, alloc_context &ac);
void warn_alloc_failure(gfp_t gfp, unsigned int order);

// watermarks.cpp
bool zone_watermark_fast(struct zone *z, unsigned int order, unsigned long mark,
			 int highest_zoneidx, unsigned int alloc_flags);

// pcp.cpp
// From this CPU's lists @pcp, refilling them. pcp->lock held; unlocks.
struct page *rmqueue_pcplist(struct zone *zone, unsigned int order, int migratetype,
			     unsigned int alloc_flags, struct per_cpu_pages *pcp);
// Take a page off @list (one of @pcp's), filling it from the buddy lists when it is empty. pcp->lock held.
struct page *take_from_pcplist(struct zone *zone, unsigned int order, int migratetype,
			       unsigned int alloc_flags, struct per_cpu_pages *pcp,
			       struct list_head *list);
// Put a batch from the buddy lists on @list, which is empty; false: there is none. pcp->lock held.
bool refill(struct zone *zone, unsigned int order, int migratetype, unsigned int alloc_flags,
	    struct per_cpu_pages *pcp, struct list_head *list);
void zone_pcp_init(struct zone *zone);
void zone_pcp_update(struct zone *zone);
void boot_pageset_init();

// buddy.cpp
struct page *rmqueue_buddy(struct zone *zone, unsigned int order, unsigned int alloc_flags,
			   int migratetype);
int rmqueue_bulk(struct zone *zone, unsigned int order, int count, struct list_head *list,
		 int migratetype, unsigned int alloc_flags);
void free_pcppages_bulk(struct zone *zone, int count, struct per_cpu_pages *pcp, int pindex);
void free_pcp_block(struct page *page, unsigned int order, struct per_cpu_pages *pcp);
void free_one_page(struct page *page, unsigned int order, Placement where);
// Count free pages of a type without a per-CPU list; false: they don't count as free (isolated). zone->lock held.
bool count_special(struct zone *zone, long nr_pages, int migratetype);

// isolation.cpp. The block at the head of @pcp's list @pindex has just been freed: if its pageblock is isolated it goes to
// the buddy lists at once, and @pcp is unlocked; else false. Asked only in zones with ZONE_HAS_ISOLATE.
bool free_isolated(struct zone *zone, struct per_cpu_pages *pcp, unsigned int pindex);

// free.cpp: what follows when a CPU's pages went to the zone. Unlocks @pcp.
void note_freed_and_unlock(struct zone *zone, struct per_cpu_pages *pcp);

// fallback.cpp; zone->lock held unless said otherwise
struct page *rmqueue_claim(struct zone *zone, int order, int start_migratetype,
			   unsigned int alloc_flags);
struct page *rmqueue_steal(struct zone *zone, int order, int start_migratetype);
void reserve_highatomic_pageblock(struct page *page, int order,
				  struct zone *zone);                     // takes the lock
bool unreserve_highatomic_pageblock(const alloc_context &ac, bool force); // takes the lock
// The free blocks of the pageblock at pfn @start move to the lists of @new_mt, which becomes its type.
void move_freepages_block(struct zone *zone, unsigned long start, int old_mt, int new_mt);
bool zone_spans_block(struct zone *zone, unsigned long start);

// prep.cpp
void prep_new_page(struct page *page, unsigned int order, gfp_t gfp, unsigned int alloc_flags);
// False: the page is bad and must not be used again.
bool free_pages_prepare(struct page *page, unsigned int order);
void clear_pages(struct page *page, unsigned int count);
void free_pages_ok(struct page *page, unsigned int order, Placement where);

// free.cpp: behind free_pages_prepare(), to where the block belongs.
void free_prepared(struct page *page, unsigned int order);

// page_poison.cpp
#ifdef CONFIG_PAGE_POISONING
extern bool page_poisoning_wanted; // from the boot parameter on
DECLARE_STATIC_KEY_FALSE(page_poisoning);
void poison_pages(struct page *page, unsigned int count);
void unpoison_pages(struct page *page, unsigned int count);
static inline bool page_poisoning_on()
{
	return static_branch_unlikely(&page_poisoning);
}
static inline void enable_page_poisoning()
{
	static_branch_enable(&page_poisoning);
}
#else
inline constexpr bool page_poisoning_wanted = false;
static inline void poison_pages(struct page *page, unsigned int count)
{
}
static inline void unpoison_pages(struct page *page, unsigned int count)
{
}
static inline bool page_poisoning_on()
{
	return false;
}
static inline void enable_page_poisoning()
{
}
#endif

// check.cpp
bool check_new_pages(struct page *page, unsigned int order);
bool free_page_is_bad(struct page *page);
void bad_page(struct page *page, const char *reason);

// deferred.cpp: initialise the struct pages of @head's max-order block if boot left them. zone->lock held, or boot.
void materialise_block(struct page *head);

// zones.cpp
extern char *const zone_names[MAX_NR_ZONES];
// Where requests find their pages first, by the zone modifiers among their flags: the preferred zone, and what is reached from
// it in several steps. zone is nullptr before there is a zonelist, and when no zone can serve such a request.
struct PageSource {
	struct zone *zone;
	const long *reserve;                    // its lowmem_reserve[] for such requests
	struct per_cpu_pages __percpu *pageset; // zone->per_cpu_pageset
	unsigned long __percpu *allocated;      // its event counter, PGALLOC_…
};
extern struct PageSource page_sources[GFP_ZONEMASK + 1];
// After the zonelist was built, a zone has got its page lists or CMA blocks, or lowmem_reserve has changed.
void note_page_sources();

} // namespace buddy

extern "C" void free_unref_page(struct page *page, unsigned int order);
extern "C" void prep_compound_page(struct page *page, unsigned int order);
