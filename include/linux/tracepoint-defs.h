/* SPDX-License-Identifier: GPL-2.0-only */
/* What a trace point is, for files that only look at one. Linux 6.12: include/linux/tracepoint-defs.h. */
#ifndef TRACEPOINT_DEFS_H
#define TRACEPOINT_DEFS_H

#include <linux/jump_label.h>

struct tracepoint_func {
	void *func; /* void func(void *data, the event's arguments) */
	void *data;
};

struct tracepoint {
	const char *name;
	struct static_key key; /* on while there are probes */
	int (*regfunc)(void);  /* before the first probe; not 0: refuse it */
	void (*unregfunc)(void);
	struct tracepoint_func *funcs; /* RCU; ends with func NULL; NULL: none */
};

#endif
