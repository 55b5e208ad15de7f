/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Trace points: places that tell whoever asked that something happened.
 *
 *	TRACE_EVENT(kfree, TP_PROTO(…), TP_ARGS(…), …)     in include/trace/events/kmem.h
 *
 *	trace_kfree(call_site, ptr)             a static key: one NOP while nobody listens
 *	   └─ __traceiter_kfree()               calls each probe: probe(data, call_site, ptr), preemption off
 *	        ├─ trace_event_raw_event_kfree()    the event's own: writes a record into the ring buffer (kernel/trace/)
 *	        └─ whoever called register_trace_kfree(probe, data)
 *
 * One file of the kernel says CREATE_TRACE_POINTS before it includes the header; trace/define_trace.h then makes the rest. Without
 * CONFIG_TRACEPOINTS the functions are there and empty. Linux 6.12: include/linux/tracepoint.h.
 */
#ifndef _LINUX_TRACEPOINT_H
#define _LINUX_TRACEPOINT_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/preempt.h>
#include <linux/tracepoint-defs.h>
#include <linux/types.h>

#define TP_PROTO(args...)     args
#define TP_ARGS(args...)      args
#define TP_CONDITION(args...) args
#define PARAMS(args...)       args

__BEGIN_DECLS
/**
 * tracepoint_probe_register() - have probe(data, …) called whenever the event happens
 * -EEXIST if it is registered with this data already, -ENOMEM, or what the event's regfunc says. May sleep.
 */
int tracepoint_probe_register(struct tracepoint *tp, void *probe, void *data);
/** tracepoint_probe_unregister() - no call begins after this; one may be going on: tracepoint_synchronize_unregister(). -ENOENT */
int tracepoint_probe_unregister(struct tracepoint *tp, void *probe, void *data);
/** tracepoint_synchronize_unregister() - no probe that was unregistered before is running any more. May sleep. */
void tracepoint_synchronize_unregister(void);
__END_DECLS

#ifdef __cplusplus
#define __trace_decl extern "C"
#else
#define __trace_decl extern
#endif

#ifdef CONFIG_TRACEPOINTS
#define DECLARE_TRACE(name, proto, args)                                                           \
	__trace_decl struct tracepoint __tracepoint_##name;                                        \
	__trace_decl void __traceiter_##name(void *__data, proto);                                 \
	static inline bool trace_##name##_enabled(void)                                            \
	{                                                                                          \
		return static_key_false(&__tracepoint_##name.key);                                 \
	}                                                                                          \
	static inline void trace_##name(proto)                                                     \
	{                                                                                          \
		if (static_key_false(&__tracepoint_##name.key)) {                                  \
			preempt_disable();                                                         \
			__traceiter_##name(NULL, args);                                            \
			preempt_enable();                                                          \
		}                                                                                  \
	}                                                                                          \
	static inline int register_trace_##name(void (*probe)(void *__data, proto), void *data)    \
	{                                                                                          \
		return tracepoint_probe_register(&__tracepoint_##name, (void *)probe, data);       \
	}                                                                                          \
	static inline int unregister_trace_##name(void (*probe)(void *__data, proto), void *data)  \
	{                                                                                          \
		return tracepoint_probe_unregister(&__tracepoint_##name, (void *)probe, data);     \
	}                                                                                          \
	static inline void check_trace_callback_type_##name(void (*cb)(void *__data, proto))       \
	{                                                                                          \
	}
#else
#define DECLARE_TRACE(name, proto, args)                                                           \
	static inline bool trace_##name##_enabled(void)                                            \
	{                                                                                          \
		return false;                                                                      \
	}                                                                                          \
	static inline void trace_##name(proto)                                                     \
	{                                                                                          \
	}                                                                                          \
	static inline int register_trace_##name(void (*probe)(void *__data, proto), void *data)    \
	{                                                                                          \
		return -ENOSYS;                                                                    \
	}                                                                                          \
	static inline int unregister_trace_##name(void (*probe)(void *__data, proto), void *data)  \
	{                                                                                          \
		return -ENOSYS;                                                                    \
	}
#endif

#define DECLARE_TRACE_CONDITION(name, proto, args, cond)                                           \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))

/* In the one file that has the trace point: itself and the loop over its probes. */
#ifdef CONFIG_TRACEPOINTS
#define DEFINE_TRACE_FN(_name, _reg, _unreg, proto, args)                                          \
	__trace_decl void __traceiter_##_name(void *__data, proto)                                 \
	{                                                                                          \
		struct tracepoint_func *it =                                                       \
			__atomic_load_n(&__tracepoint_##_name.funcs, __ATOMIC_CONSUME);            \
                                                                                                   \
		for (; it && it->func; it++) {                                                     \
			__data = it->data;                                                         \
			((void (*)(void *, proto))it->func)(__data, args);                         \
		}                                                                                  \
	}                                                                                          \
	struct tracepoint __tracepoint_##_name = {                                                 \
		.name = #_name,                                                                    \
		.key = STATIC_KEY_INIT_FALSE,                                                      \
		.regfunc = _reg,                                                                   \
		.unregfunc = _unreg,                                                               \
		.funcs = NULL,                                                                     \
	}
#else
#define DEFINE_TRACE_FN(_name, _reg, _unreg, proto, args)
#endif
#define DEFINE_TRACE(name, proto, args)                                                            \
	DEFINE_TRACE_FN(name, NULL, NULL, PARAMS(proto), PARAMS(args))
#define EXPORT_TRACEPOINT_SYMBOL(name)
#define EXPORT_TRACEPOINT_SYMBOL_GPL(name)

/* A text that trace records may point to. */
#define tracepoint_string(str) str

#endif /* _LINUX_TRACEPOINT_H */

/* Headers of events are read several times; this is what their words mean the first time. */
#ifndef TRACE_EVENT
#define DECLARE_EVENT_CLASS(name, proto, args, ...)
#define DEFINE_EVENT(template, name, proto, args) DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define DEFINE_EVENT_FN(template, name, proto, args, reg, unreg)                                   \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)                                     \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define TRACE_EVENT(name, proto, args, ...) DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define TRACE_EVENT_FN(name, proto, args, tstruct, assign, print, reg, unreg)                      \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define TRACE_EVENT_CONDITION(name, proto, args, ...)                                              \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define TRACE_DEFINE_ENUM(a)
#define TRACE_DEFINE_SIZEOF(a)
#endif
