/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * SLUB's own steps: which way an allocation or a freeing took below the fast paths, and what became of the slab. Linux has no such event.
 *
 *	slub_step    cache, slab, its counters after the step, and the step in words ("refill from cpu partial: slab frozen")
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM slub

#if !defined(_TRACE_SLUB_H) || defined(TRACE_HEADER_MULTI_READ)
#define _TRACE_SLUB_H

#include <linux/tracepoint.h>
#include "mm/slab.h"

/* clang-format off */
TRACE_EVENT(slub_step,
	TP_PROTO(const struct kmem_cache *s, const struct slab *slab, const char *step),
	TP_ARGS(s, slab, step),
	TP_STRUCT__entry(
		__field(const void *, slab)
		__field(unsigned long, counters)
		__field(const char *, step)
		__string(name, s->name)
	),
	TP_fast_assign(
		__entry->slab = slab;
		__entry->counters = slab ? slab->counters : 0;
		__entry->step = step;
		__assign_str(name);
	),
	TP_printk("cache=%s slab=%p inuse=%lu objects=%lu frozen=%lu %s",
		__get_str(name), __entry->slab, __entry->counters & 0xffff, __entry->counters >> 16 & 0x7fff,
		__entry->counters >> 31 & 1, __entry->step))
/* clang-format on */

#endif

#include <trace/define_trace.h>
