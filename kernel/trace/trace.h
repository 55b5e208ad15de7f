// SPDX-License-Identifier: GPL-2.0-only
// What the rooms of kernel/trace/ ask of each other.
//
//   tracepoint.cpp    probes of a trace point
//   ring_buffer.cpp   records, one buffer for each CPU
//   trace_events.cpp  events: which there are, switched on and off; what each record begins with
//   trace_output.cpp  records as text
//   trace_format.cpp  what records are made of
//   trace_events_filter.cpp  which of them are kept
//   tracefs.cpp       the files
#ifndef KERNEL_TRACE_TRACE_H
#define KERNEL_TRACE_TRACE_H

#include <linux/trace_events.h>
#include <linux/types.h>

struct seq_file;

namespace trace
{

// ------------------------------------------------ ring_buffer.cpp ------------------------------------------------

inline constexpr size_t max_record = 1024; // bytes of a record, its trace_entry included

// Memory for the buffers, once. 0 or -ENOMEM. May sleep.
int buffer_prepare();
// Room for @len bytes in this CPU's buffer; nullptr: none. Interrupts are off until buffer_commit(@flags).
void *buffer_reserve(size_t len, unsigned long &flags);
void buffer_commit(unsigned long flags);
// Instead of commit: as if it had never been.
void buffer_discard(unsigned long flags);
// Bytes for each CPU; what was recorded is gone when it changes. 0, -EINVAL, -ENOMEM. May sleep.
size_t buffer_size();
int buffer_resize(size_t bytes);
// Forgets all records.
void buffer_reset();

struct Totals {
	unsigned long entries; // there
	unsigned long written; // ever, since the last reset
};
Totals buffer_totals();

// Where a reader is: in every CPU's buffer.
struct Cursor {
	u64 at[CONFIG_NR_CPUS];
};
// A copy of the next record in the order of time, of all CPUs. False: there is none. @consume: it is gone for everybody.
bool buffer_next(Cursor &cursor, bool consume, void *record, u64 &ts, int &cpu);

// ------------------------------------------------ trace_events.cpp ------------------------------------------------

extern bool tracing_on;      // are records taken?
extern int event_pid_filter; // only of this task; 0: of all

inline constexpr unsigned short TRACE_PRINT = 0xfffe; // trace_marker's

trace_event_call *event_by_type(unsigned short type);
trace_event_call *event_by_name(const char *system, const char *name); // system may be nullptr
template <typename Visit>
void for_each_event(Visit visit);
extern "C" trace_event_call *__start_ftrace_events[], *__stop_ftrace_events[];
template <typename Visit>
void for_each_event(Visit visit)
{
	for (trace_event_call **call = __start_ftrace_events; call < __stop_ftrace_events; call++)
		visit(**call);
}
int event_set(trace_event_call &call, bool on);
// Writes a text of the user's into the buffer.
int write_marker(const char *text, size_t len);
// Switches on what a text names, as set_event does. 0, -EINVAL: there is no such event.
int set_by_name(char *name, bool on);
// The last known name of a task.
void find_cmdline(int pid, char *comm);

// ------------------------------------------------ trace_output.cpp ------------------------------------------------

// The whole line into iter->seq. @iter: ent, ts, cpu are set.
void print_line(trace_iterator *iter);
// The lines above all records, into a function that takes text.
void print_header(void (*put)(void *ctx, const char *text), void *ctx);

// ------------------------------------------------ trace_format.cpp ------------------------------------------------

struct Field {
	const trace_event_fields *field;
	unsigned int offset;
};
// Of every record, or of this event's.
bool find_field(const trace_event_call &call, const char *name, size_t len, Field &found);
int show_format(seq_file *m, const trace_event_call &call);

// ------------------------------------------------ trace_events_filter.cpp ------------------------------------------------

// Is the record to be kept? Preemption is off.
bool filter_keeps(const trace_event_call &call, const void *record);
// A new filter; "0": none. 0, -EINVAL (filter_show() tells what is wrong), -ENOMEM. event_mutex held; may sleep.
int filter_set(trace_event_call &call, const char *text);
// Would filter_set() take it?
bool filter_fits(const trace_event_call &call, const char *text);
void filter_show(seq_file *m, const trace_event_call &call);
// The same for one event, or all of a system; -EINVAL: for none of these.
int event_filter_set(trace_event_call &call, const char *text);
int system_filter_set(const char *system, const char *text);

} // namespace trace

#endif
