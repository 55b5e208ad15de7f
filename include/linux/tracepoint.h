/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Trace points that are declared as in Linux and record nothing: each event gets the functions that its users call,
 * trace_NAME() and trace_NAME_enabled(), and they are empty. What would be recorded and how it would be printed
 * (TP_STRUCT__entry, TP_printk) is not compiled. Linux 6.12: include/linux/tracepoint.h.
 */
#ifndef _LINUX_TRACEPOINT_H
#define _LINUX_TRACEPOINT_H

#include <linux/compiler.h>
#include <linux/types.h>

#define TP_PROTO(args...) args
#define TP_ARGS(args...)  args
#define TP_CONDITION(args...)

#define DECLARE_TRACE(name, proto, args)                                                           \
	static inline void trace_##name(proto)                                                     \
	{                                                                                          \
	}                                                                                          \
	static inline bool trace_##name##_enabled(void)                                            \
	{                                                                                          \
		return false;                                                                      \
	}
#define DECLARE_TRACE_CONDITION(name, proto, args, condition) DECLARE_TRACE(name, PARAMS(proto), )
#define DEFINE_TRACE(name, proto, args)
#define EXPORT_TRACEPOINT_SYMBOL(name)
#define EXPORT_TRACEPOINT_SYMBOL_GPL(name)

#define PARAMS(args...)                               args
#define TRACE_EVENT(name, proto, args, ...)           DECLARE_TRACE(name, PARAMS(proto), )
#define TRACE_EVENT_CONDITION(name, proto, args, ...) DECLARE_TRACE(name, PARAMS(proto), )
#define TRACE_EVENT_FN(name, proto, args, ...)        DECLARE_TRACE(name, PARAMS(proto), )
#define DECLARE_EVENT_CLASS(name, proto, args, ...)
#define DEFINE_EVENT(template, name, proto, args)              DECLARE_TRACE(name, PARAMS(proto), )
#define DEFINE_EVENT_PRINT(template, name, proto, args, print) DECLARE_TRACE(name, PARAMS(proto), )
#define TRACE_DEFINE_ENUM(a)
#define TRACE_DEFINE_SIZEOF(a)

/* A text that trace records may point to. */
#define tracepoint_string(str) str

#endif /* _LINUX_TRACEPOINT_H */
