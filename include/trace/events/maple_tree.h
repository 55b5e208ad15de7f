/* SPDX-License-Identifier: GPL-2.0-only */
/* Trace points of the maple tree: an operation, a read, a write. Nobody can listen to them. Linux 6.12: include/trace/events/maple_tree.h. */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM maple_tree
#ifndef _TRACE_MAPLE_TREE_H
#define _TRACE_MAPLE_TREE_H

struct ma_state;

static inline void trace_ma_op(const char *fn, struct ma_state *mas)
{
}
static inline void trace_ma_read(const char *fn, struct ma_state *mas)
{
}
static inline void trace_ma_write(const char *fn, struct ma_state *mas, unsigned long piv,
				  void *val)
{
}

#endif /* _TRACE_MAPLE_TREE_H */
