/* SPDX-License-Identifier: GPL-2.0-only */
// Per-CPU page lists: how lists are numbered, and the lock. See pcp.cpp.
#pragma once

#include "mm/page/internal.h"

#include <linux/percpu-defs.h>
#include <linux/preempt.h>

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

static inline bool pcp_allowed_order(unsigned int order)
{
	return order <= PAGE_ALLOC_COSTLY_ORDER;
}

// This CPU's lists of a zone, locked, or nullptr when an interrupt found their owner in the middle of a change (or
// another CPU drains them). The lock keeps the task on its CPU. Between this_cpu_ptr() and the lock the task may be preempted,
// but not moved to another CPU (linux/preempt.h): one count, the lock's, is enough.
static __always_inline struct per_cpu_pages *pcp_trylock(struct per_cpu_pages __percpu *pageset)
{
	struct per_cpu_pages *pcp = this_cpu_ptr(pageset);

	if (!pcp)
		__builtin_unreachable();
	return likely(spin_trylock(&pcp->lock)) ? pcp : nullptr;
}

static __always_inline void pcp_unlock(struct per_cpu_pages *pcp)
{
	spin_unlock(&pcp->lock);
}

} // namespace buddy
