/* SPDX-License-Identifier: GPL-2.0-only */
// Per-CPU page lists: how lists are numbered, the lock, and what frees need not ask. See pcp.cpp.
//
//      | lock | count | high … batch | flags, alloc_factor, free_count | lists[12] | limit |
//       one exchange takes the        one word, as long as flags and    where Linux
//       lock and counts the pages     alloc_factor are zero             has padding
//
// The lock is one bit, tried by everyone on the fast paths: an interrupt that finds its CPU's lists taken, or a CPU whose
// lists are being drained, uses the buddy lists instead. With the lock-order checker it is an ordinary spinlock.
#pragma once

#include "mm/page/internal.h"

#include <linux/percpu-defs.h>
#include <linux/preempt.h>
#include <linux/spinlock.h>

namespace buddy
{

static inline unsigned int order_to_pindex(int migratetype, unsigned int order)
{
	return MIGRATE_PCPTYPES * order + migratetype;
}

static inline unsigned int pindex_to_order(unsigned int pindex)
{
	return pindex / MIGRATE_PCPTYPES;
}

static __always_inline struct list_head *pcp_list(struct per_cpu_pages *pcp,
						  unsigned int migratetype, unsigned int order)
{
	struct list_head *list = &pcp->lists[order_to_pindex(migratetype, order)];

	OPTIMIZER_HIDE_VAR(list); // computed once, not again for each access
	return list;
}

static inline bool pcp_allowed_order(unsigned int order)
{
	return order <= PAGE_ALLOC_COSTLY_ORDER;
}

// zone->per_cpu_pageset by number of the zone: a page knows the number.
extern struct per_cpu_pages __percpu *zone_pagesets[MAX_NR_ZONES];

#ifdef CONFIG_LOCKDEP

static inline bool __pcp_trylock(struct per_cpu_pages *pcp, long pages, int *count)
{
	if (!spin_trylock(&pcp->lock))
		return false;
	*count = pcp->count += pages;
	return true;
}

static inline void __pcp_unlock(struct per_cpu_pages *pcp)
{
	spin_unlock(&pcp->lock);
}

#else

// Takes the lock and counts @pages more (or less) on the lists. Preemption is off. *count: how many there are now.
static __always_inline bool __pcp_trylock(struct per_cpu_pages *pcp, long pages, int *count)
{
	static_assert(offsetof(struct per_cpu_pages, lock) == 0 && sizeof(spinlock_t) == 4 &&
		      offsetof(struct per_cpu_pages, count) == 4);
	u64 word;

	if (!arch_trylock_add(reinterpret_cast<u64 *>(pcp), ((u64)pages << 32) + 1, &word))
		return false;
	*count = (int)(word >> 32);
	return true;
}

static __always_inline void __pcp_unlock(struct per_cpu_pages *pcp)
{
	__atomic_store_n(reinterpret_cast<u32 *>(&pcp->lock), 0, __ATOMIC_RELEASE);
}

#endif

// Locked now, or taken by another: the holder may be what we interrupted.
static __always_inline bool pcp_try(struct per_cpu_pages *pcp)
{
	int count;

	preempt_disable();
	if (likely(__pcp_trylock(pcp, 0, &count)))
		return true;
	preempt_enable();
	return false;
}

// This CPU's lists of a zone, locked, or nullptr when they are taken. The lock keeps the task on its CPU. Between
// this_cpu_ptr() and the lock the task may be preempted, but not moved to another CPU (linux/preempt.h).
static __always_inline struct per_cpu_pages *pcp_trylock(struct per_cpu_pages __percpu *pageset)
{
	struct per_cpu_pages *pcp = this_cpu_ptr(pageset);

	return pcp_try(pcp) ? pcp : nullptr;
}

static __always_inline void pcp_unlock(struct per_cpu_pages *pcp)
{
	__pcp_unlock(pcp);
	preempt_enable();
}

// Any CPU's lists, for those who drain or look. Not from interrupts: the holder may be what they interrupted.
static inline void pcp_lock(struct per_cpu_pages *pcp)
{
	int count;

	preempt_disable();
	while (!__pcp_trylock(pcp, 0, &count))
		cpu_relax();
}

// Zone flags that every free has to look at: short of memory, blocks being isolated.
inline constexpr unsigned long FREE_ASKS = BIT(ZONE_RECLAIM_ACTIVE) | BIT(ZONE_BELOW_HIGH) |
					   BIT(ZONE_HAS_ISOLATE);

// pcp->limit, after pcp->high or the zone's flags have changed: below it a free of a single page has nothing to decide, because high
// is within its bounds and the zone not short of memory (high_now() in free.cpp). 0: every free asks anew. pcp->lock held.
// Whoever sets one of the flags, or changes a bound, forgets the limits afterwards: either he or we see what the other did.
static inline void pcp_update_limit(struct zone *zone, struct per_cpu_pages *pcp)
{
	int high = pcp->high;

	if (likely(pcp->limit == high))
		return;
	WRITE_ONCE(pcp->limit, high);
	smp_mb();
	if (high < READ_ONCE(pcp->high_min) || high > READ_ONCE(pcp->high_max) ||
	    READ_ONCE(zone->flags) & FREE_ASKS)
		WRITE_ONCE(pcp->limit, 0);
}

void pcp_forget_limits(struct zone *zone);

} // namespace buddy
