/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makes what the events of a header consist of: the header is read again and again, its words meaning something else each time.
 *
 *	1  the trace point and the loop over its probes
 *	2  struct trace_event_raw_NAME            the record; what has no fixed length lies at its end, __data_loc_X says where
 *	3  struct trace_event_data_offsets_NAME   where that will be, and
 *	4  trace_event_get_offsets_NAME()         how long it is
 *	5  trace_event_raw_event_NAME()           the probe: room in the ring buffer, TP_fast_assign(), done
 *	6  trace_raw_output_NAME()                TP_printk()
 *	7  trace_event_fields_NAME                names and sizes of the record's fields, for the file `format` and for filters
 *	8  event_NAME                             all of these for kernel/trace/
 *
 * Linux 6.12: include/trace/define_trace.h, trace_events.h, stages/.
 */
#ifdef CREATE_TRACE_POINTS
#undef CREATE_TRACE_POINTS
#ifdef CONFIG_TRACEPOINTS

#include <linux/string.h>
#include <linux/stringify.h>
#include <linux/stddef.h>
#include <linux/trace_events.h>

#ifndef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE TRACE_SYSTEM
#endif
/* These are paths. */
/* clang-format off */
#ifdef TRACE_INCLUDE_PATH
#define __TRACE_INCLUDE(name) __stringify(TRACE_INCLUDE_PATH/name.h)
#else
#define __TRACE_INCLUDE(name) __stringify(trace/events/name.h)
#endif
/* clang-format on */
#define TRACE_INCLUDE(name) __TRACE_INCLUDE(name)
#define TRACE_HEADER_MULTI_READ

#undef TRACE_EVENT
#undef TRACE_EVENT_FN
#undef TRACE_EVENT_CONDITION
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT
#undef DEFINE_EVENT_FN
#undef DEFINE_EVENT_PRINT
#undef TP_STRUCT__entry
#undef TP_fast_assign
#undef TP_printk
#define TP_STRUCT__entry(args...) args
#define TP_fast_assign(args...)   args
#define TP_printk(fmt, args...)   fmt "\n", args

/* A single event is a class of its own name with one event. */
#define TRACE_EVENT(name, proto, args, tstruct, assign, print)                                     \
	DECLARE_EVENT_CLASS(name, PARAMS(proto), PARAMS(args), PARAMS(tstruct), PARAMS(assign),    \
			    PARAMS(print))                                                         \
	DEFINE_EVENT(name, name, PARAMS(proto), PARAMS(args))
#define TRACE_EVENT_FN(name, proto, args, tstruct, assign, print, reg, unreg)                      \
	DECLARE_EVENT_CLASS(name, PARAMS(proto), PARAMS(args), PARAMS(tstruct), PARAMS(assign),    \
			    PARAMS(print))                                                         \
	DEFINE_EVENT_FN(name, name, PARAMS(proto), PARAMS(args), reg, unreg)
#define TRACE_EVENT_CONDITION(name, proto, args, cond, tstruct, assign, print)                     \
	TRACE_EVENT(name, PARAMS(proto), PARAMS(args), PARAMS(tstruct), PARAMS(assign),            \
		    PARAMS(print))

/* 1 */
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)
#define DEFINE_EVENT(template, name, proto, args) DEFINE_TRACE(name, PARAMS(proto), PARAMS(args));
#define DEFINE_EVENT_FN(template, name, proto, args, reg, unreg)                                   \
	DEFINE_TRACE_FN(name, reg, unreg, PARAMS(proto), PARAMS(args));
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)                                     \
	DEFINE_EVENT(template, name, PARAMS(proto), PARAMS(args))
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)

/* From here on events of a class need nothing of their own until 8. */
#undef DEFINE_EVENT
#undef DEFINE_EVENT_FN
#undef DEFINE_EVENT_PRINT
#define DEFINE_EVENT(template, name, proto, args)
#define DEFINE_EVENT_FN(template, name, proto, args, reg, unreg)
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)

/* 2 */
#undef DECLARE_EVENT_CLASS
#define __field(type, item)              type item;
#define __field_ext(type, item, filter)  type item;
#define __field_struct(type, item)       type item;
#define __array(type, item, len)         type item[len];
#define __dynamic_array(type, item, len) u32 __data_loc_##item;
#define __string(item, src)              __dynamic_array(char, item, -1)
#define __string_len(item, src, len)     __dynamic_array(char, item, -1)
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)                             \
	struct trace_event_raw_##name {                                                            \
		struct trace_entry ent;                                                            \
		tstruct char __data[];                                                             \
	};
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)

#undef __field
#undef __field_ext
#undef __field_struct
#undef __array
#undef __dynamic_array
#undef __string
#undef __string_len
#undef DECLARE_EVENT_CLASS

/* 3 */
#define __field(type, item)
#define __field_ext(type, item, filter)
#define __field_struct(type, item)
#define __array(type, item, len)
#define __dynamic_array(type, item, len)                                                           \
	u32 item;                                                                                  \
	const void *item##_ptr_;
#define __string(item, src)          __dynamic_array(char, item, -1)
#define __string_len(item, src, len) __dynamic_array(char, item, -1)
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)                             \
	struct trace_event_data_offsets_##name {                                                   \
		char none;                                                                         \
		tstruct                                                                            \
	};
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)
#undef __dynamic_array
#undef __string
#undef __string_len
#undef DECLARE_EVENT_CLASS

/* 4: the upper half of __data_loc_X is the length in bytes, the lower half the distance from the record's start. */
#define __dynamic_array(type, item, len)                                                           \
	__item_length = (len) * sizeof(type);                                                      \
	__data_offsets->item = __item_length << 16 | (__header + __data_size);                     \
	__data_size += __item_length;
#define __string(item, src)                                                                        \
	__data_offsets->item##_ptr_ = (src) ? (const void *)(src) : "(null)";                      \
	__dynamic_array(char, item, strlen((const char *)__data_offsets->item##_ptr_) + 1)
#define __string_len(item, src, len)                                                               \
	__data_offsets->item##_ptr_ = (src) ? (const void *)(src) : "(null)";                      \
	__dynamic_array(char, item, (len) + 1)
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)                             \
	static inline __maybe_unused u32 trace_event_get_offsets_##name(                           \
		struct trace_event_data_offsets_##name *__data_offsets, proto)                     \
	{                                                                                          \
		const u32 __maybe_unused __header =                                                \
			offsetof(struct trace_event_raw_##name, __data);                           \
		u32 __maybe_unused __item_length;                                                  \
		u32 __data_size = 0;                                                               \
                                                                                                   \
		tstruct return __data_size;                                                        \
	}
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)
#undef __dynamic_array
#undef __string
#undef __string_len
#undef DECLARE_EVENT_CLASS

/* 5 */
#define __dynamic_array(type, item, len) __entry->__data_loc_##item = __data_offsets.item;
#define __string(item, src)              __dynamic_array(char, item, -1)
#define __string_len(item, src, len)     __dynamic_array(char, item, -1)
#define __get_dynamic_array(item)                                                                  \
	((void *)((char *)__entry + (__entry->__data_loc_##item & 0xffff)))
#define __get_dynamic_array_len(item) (__entry->__data_loc_##item >> 16)
#define __get_str(item)               ((char *)__get_dynamic_array(item))
#define __assign_str(dst)                                                                          \
	do {                                                                                       \
		memcpy(__get_str(dst), __data_offsets.dst##_ptr_,                                  \
		       __get_dynamic_array_len(dst) - 1);                                          \
		__get_str(dst)[__get_dynamic_array_len(dst) - 1] = 0;                              \
	} while (0)
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)                             \
	static void trace_event_raw_event_##name(void *__data, proto)                              \
	{                                                                                          \
		struct trace_event_data_offsets_##name __data_offsets;                             \
		struct trace_event_buffer __fbuffer;                                               \
		u32 __data_size = trace_event_get_offsets_##name(&__data_offsets, args);           \
		struct trace_event_raw_##name *__entry;                                            \
                                                                                                   \
		__entry = (struct trace_event_raw_##name *)trace_event_buffer_reserve(             \
			&__fbuffer, (struct trace_event_call *)__data,                             \
			sizeof(*__entry) + __data_size);                                           \
		if (!__entry)                                                                      \
			return;                                                                    \
		tstruct{assign} trace_event_buffer_commit(&__fbuffer);                             \
	}
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)
#undef DECLARE_EVENT_CLASS

/* 6 */
#define __print_flags(flag, delim, flag_array...)                                                  \
	({                                                                                         \
		static const struct trace_print_flags __flags[] = {flag_array, {-1ul, NULL}};      \
		trace_print_flags_seq(p, delim, flag, __flags);                                    \
	})
#define __print_symbolic(value, symbol_array...)                                                   \
	({                                                                                         \
		static const struct trace_print_flags __symbols[] = {symbol_array, {-1ul, NULL}};  \
		trace_print_symbols_seq(p, value, __symbols);                                      \
	})
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)                             \
	static void trace_raw_output_##name(struct trace_iterator *iter)                           \
	{                                                                                          \
		struct trace_event_raw_##name *__entry =                                           \
			(struct trace_event_raw_##name *)iter->ent;                                \
		struct trace_seq __maybe_unused *p = &iter->tmp_seq;                               \
                                                                                                   \
		trace_seq_printf(&iter->seq, print);                                               \
	}
#undef DEFINE_EVENT_PRINT
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)                                     \
	static void trace_raw_output_##name(struct trace_iterator *iter)                           \
	{                                                                                          \
		struct trace_event_raw_##template *__entry =                                       \
			(struct trace_event_raw_##template *)iter->ent;                            \
		struct trace_seq __maybe_unused *p = &iter->tmp_seq;                               \
                                                                                                   \
		trace_seq_printf(&iter->seq, print);                                               \
	}
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT
#undef DEFINE_EVENT_FN
#undef DEFINE_EVENT_PRINT

/* 7 */
#undef __field
#undef __field_ext
#undef __field_struct
#undef __array
#undef __dynamic_array
#undef __string
#undef __string_len
#define __field(type, item)                                                                        \
	{#type, #item, sizeof(type), __alignof__(type), __trace_is_signed(type)},
#define __field_ext(type, item, filter) __field(type, item)
#define __field_struct(type, item)      {#type, #item, sizeof(type), __alignof__(type), 0},
#define __array(type, item, len)                                                                   \
	{#type "[" __stringify(len) "]", #item, sizeof(type[len]), __alignof__(type),              \
	 __trace_is_signed(type)},
#define __dynamic_array(type, item, len)                                                           \
	{"__data_loc " #type "[]", #item, 4, 4, __trace_is_signed(type)},
#define __string(item, src)          __dynamic_array(char, item, -1)
#define __string_len(item, src, len) __dynamic_array(char, item, -1)
#define DEFINE_EVENT(template, name, proto, args)
#define DEFINE_EVENT_FN(template, name, proto, args, reg, unreg)
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)                             \
	static const struct trace_event_fields trace_event_fields_##name[] = {                     \
		tstruct{NULL, NULL, 0, 0, 0}};
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT
#undef DEFINE_EVENT_FN
#undef DEFINE_EVENT_PRINT
/* What TP_printk() says, as text for readers: REC is the record, names of mask's bits are put in by trace_format.cpp. */
#undef TP_printk
#define TP_printk(fmt, args...) "\"" fmt "\", " __stringify(args)
#undef __print_flags
#undef __print_symbolic
#undef __get_str
#undef __get_dynamic_array
#undef __get_dynamic_array_len
#pragma push_macro("NULL")
#pragma push_macro("show_gfp_flags")
#undef NULL
#undef show_gfp_flags
#define NULL                  ((void *)0)
#define show_gfp_flags(flags) (flags) ? __print_flags(flags, "|", __def_gfpflag_names) : "none"
#define __entry               REC

/* 8 */
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, text)                              \
	static const char print_fmt_##name[] = text;                                               \
	static struct trace_event_class event_class_##name = {                                     \
		.system = __stringify(TRACE_SYSTEM),                                               \
		.probe = (void *)trace_event_raw_event_##name,                                     \
		.print = trace_raw_output_##name,                                                  \
		.fields = trace_event_fields_##name,                                               \
	};
#define __DEFINE_EVENT(template, name_, print_)                                                    \
	static struct trace_event_call event_##name_ = {                                           \
		.event_class = &event_class_##template,                                            \
		.tp = &__tracepoint_##name_,                                                       \
		.print_fmt = print_fmt_##template,                                                 \
		.print = print_,                                                                   \
		.type = 0,                                                                         \
		.enabled = false,                                                                  \
		.filter = 0,                                                                       \
	};                                                                                         \
	static struct trace_event_call *__used __section("_ftrace_events")                         \
		__event_##name_ = &event_##name_;
#define DEFINE_EVENT(template, name, proto, args)                __DEFINE_EVENT(template, name, 0)
#define DEFINE_EVENT_FN(template, name, proto, args, reg, unreg) __DEFINE_EVENT(template, name, 0)
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)                                     \
	__DEFINE_EVENT(template, name, trace_raw_output_##name)
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)
#undef __entry
#pragma pop_macro("NULL")
#pragma pop_macro("show_gfp_flags")

#undef TRACE_HEADER_MULTI_READ
#endif /* CONFIG_TRACEPOINTS */
#endif /* CREATE_TRACE_POINTS */
