/* SPDX-License-Identifier: GPL-2.0-only */
/* Trace points of the maple tree: an operation, a read, a write. Linux 6.12: include/trace/events/maple_tree.h. */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM maple_tree
#ifndef _TRACE_MAPLE_TREE_H
#define _TRACE_MAPLE_TREE_H

#include <linux/tracepoint.h>

struct ma_state;

DECLARE_TRACE(ma_op, PARAMS(const char *fn, struct ma_state *mas), )
DECLARE_TRACE(ma_read, PARAMS(const char *fn, struct ma_state *mas), )
DECLARE_TRACE(ma_write,
	      PARAMS(const char *fn, struct ma_state *mas, unsigned long piv, void *val), )

#endif /* _TRACE_MAPLE_TREE_H */
#include <trace/define_trace.h>
