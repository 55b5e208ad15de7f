/* SPDX-License-Identifier: GPL-2.0-only */
/* What a trace point is, for files that only look at one. Linux 6.12: include/linux/tracepoint-defs.h. */
#ifndef TRACEPOINT_DEFS_H
#define TRACEPOINT_DEFS_H

#include <linux/jump_label.h>

/* The name of a bit, or of bits together. */
struct trace_print_flags {
	unsigned long mask;
	const char *name;
};

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

__BEGIN_DECLS
/* The names of gfp_t's bits, combinations before their parts: what %pGg says. lib/vsprintf_pointer.cpp. */
extern const struct trace_print_flags gfpflag_names[];
extern const unsigned int nr_gfpflag_names;
__END_DECLS

#endif
