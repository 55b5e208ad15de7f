// SPDX-License-Identifier: GPL-2.0-only
// The memory allocators' trace points and events: made here, from trace/events/kmem.h. Linux 6.12: mm/slab_common.c.
#include <linux/mm.h>
#include <linux/pageblock-flags.h>
#include <linux/slab.h>

#include "mm/slab.h"

#define CREATE_TRACE_POINTS
#include <trace/events/kmem.h>

EXPORT_TRACEPOINT_SYMBOL(kmalloc);
EXPORT_TRACEPOINT_SYMBOL(kmem_cache_alloc);
EXPORT_TRACEPOINT_SYMBOL(kfree);
EXPORT_TRACEPOINT_SYMBOL(kmem_cache_free);
