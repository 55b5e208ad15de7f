/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Events: trace points with a record and a text. trace/define_trace.h makes one trace_event_call of each TRACE_EVENT(); the linker
 * gathers them in the section _ftrace_events. Linux 6.12: include/linux/trace_events.h.
 */
#ifndef _LINUX_TRACE_EVENT_H
#define _LINUX_TRACE_EVENT_H

#include <linux/trace_seq.h>
#include <linux/tracepoint-defs.h>
#include <linux/types.h>

/* What each record begins with. */
struct trace_entry {
	unsigned short type; /* number of the event */
	unsigned char flags; /* enum trace_flag_type */
	unsigned char preempt_count;
	int pid;
};

enum trace_flag_type {
	TRACE_FLAG_IRQS_OFF = 0x01,
	TRACE_FLAG_NEED_RESCHED_LAZY = 0x02,
	TRACE_FLAG_NEED_RESCHED = 0x04,
	TRACE_FLAG_HARDIRQ = 0x08,
	TRACE_FLAG_SOFTIRQ = 0x10,
	TRACE_FLAG_PREEMPT_RESCHED = 0x20,
	TRACE_FLAG_NMI = 0x40,
	TRACE_FLAG_BH_OFF = 0x80,
};

/* A record that is being told. */
struct trace_iterator {
	struct trace_entry *ent;
	u64 ts; /* ns */
	int cpu;
	struct trace_seq seq;
	struct trace_seq tmp_seq; /* for flags in words */
};

struct trace_event_call;
struct event_filter;

/* A field of a record. Its place follows from the sizes and alignments of those before it. */
struct trace_event_fields {
	const char *type; /* "__data_loc …": the value says where it is, trace/define_trace.h */
	const char *name; /* NULL ends the list */
	int size;
	int align;
	int is_signed;
};

struct trace_event_class {
	const char *system;
	void *probe;                                /* writes the record */
	void (*print)(struct trace_iterator *iter); /* the text behind "name: " */
	const struct trace_event_fields *fields;
};

struct trace_event_call {
	struct trace_event_class *event_class;
	struct tracepoint *tp;
	const char *print_fmt;
	void (*print)(struct trace_iterator *iter); /* instead of the class's, if not NULL */
	unsigned short type;                        /* set at boot, from 1 on */
	bool enabled;
	struct event_filter *
		filter; /* which records are kept; RCU, NULL: all. kernel/trace/trace_events_filter.cpp */
};

/* A record that is being written: interrupts are off, this CPU's buffer is locked. */
struct trace_event_buffer {
	void *entry;
	struct trace_event_call *call;
	unsigned long flags;
};

#ifdef __cplusplus
template <typename T>
struct trace_is_signed {
	static constexpr int value = T(-1) < T(1);
};
template <typename T>
struct trace_is_signed<T *> {
	static constexpr int value = 0;
};
#define __trace_is_signed(type) trace_is_signed<type>::value
#else
#define __trace_is_signed(type) (((type)-1) < (type)1)
#endif

__BEGIN_DECLS
/**
 * trace_event_buffer_reserve() - room for a record of len bytes, its trace_entry filled in
 * NULL: it is not wanted (tracing_on, set_event_pid), too large, or this CPU is writing one right now. Any context but NMI.
 * Between reserve and commit nothing may sleep or take a lock that somebody holds with interrupts enabled.
 */
void *trace_event_buffer_reserve(struct trace_event_buffer *fbuffer, struct trace_event_call *call,
				 unsigned long len);
/** trace_event_buffer_commit() - the record is written: it is kept, if the event's filter says so. */
void trace_event_buffer_commit(struct trace_event_buffer *fbuffer);

/** trace_print_flags_seq() - "A|B|0x80" in p, and what is left of the mask as a number at the end. Returns the text. */
const char *trace_print_flags_seq(struct trace_seq *p, const char *delim, unsigned long flags,
				  const struct trace_print_flags *flag_array);
/** trace_print_symbols_seq() - the name of a value, or the value in hexadecimal. */
const char *trace_print_symbols_seq(struct trace_seq *p, unsigned long val,
				    const struct trace_print_flags *symbol_array);
/** trace_print_gfp_flags() - a mask as Linux's events show it: "GFP_KERNEL|__GFP_ZERO", "none". */
const char *trace_print_gfp_flags(struct trace_seq *p, unsigned long gfp_flags);
__END_DECLS

#endif
