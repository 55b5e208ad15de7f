// SPDX-License-Identifier: GPL-2.0-only
// Events: which there are, switching them on and off, and what each record begins with.
//
//   echo 1 > events/kmem/kfree/enable ─► event_set() ─► tracepoint_probe_register(the event's probe)
//   kfree() ─► trace_kfree() ─► probe ─► trace_event_buffer_reserve() ─► buffer ─► TP_fast_assign() ─► trace_event_buffer_commit()
//
// Names of tasks are remembered by pid when they write a record, as they may be gone when it is read (Linux: saved_cmdlines).
//
// Linux 6.12: kernel/trace/trace_events.c, trace.c (trace_event_buffer_lock_reserve(), tracing_gen_ctx_irq_test()).

#include "kernel/trace/trace.h"

#include <linux/err.h>
#include <linux/export.h>
#include <linux/glob.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

namespace trace
{

constinit bool tracing_on = true;
constinit int event_pid_filter = 0;

namespace
{

DEFINE_MUTEX(event_mutex);

struct Cmdline {
	int pid;
	char comm[TASK_COMM_LEN];
};
constinit Cmdline cmdlines[64] = {};

void save_cmdline(const task_struct *task)
{
	Cmdline &slot = cmdlines[task->pid % ARRAY_SIZE(cmdlines)];

	if (slot.pid == task->pid)
		return;
	slot.pid = task->pid;
	memcpy(slot.comm, task->comm, TASK_COMM_LEN);
}

unsigned char context_flags(unsigned long irq_flags)
{
	unsigned char flags = 0;

	if (irqs_disabled_flags(irq_flags))
		flags |= TRACE_FLAG_IRQS_OFF;
	if (nmi_count())
		flags |= TRACE_FLAG_NMI;
	if (hardirq_count())
		flags |= TRACE_FLAG_HARDIRQ;
	if (in_serving_softirq())
		flags |= TRACE_FLAG_SOFTIRQ;
	if (softirq_count() >> (SOFTIRQ_SHIFT + 1))
		flags |= TRACE_FLAG_BH_OFF;
	if (test_tsk_need_resched(current))
		flags |= TRACE_FLAG_NEED_RESCHED | TRACE_FLAG_PREEMPT_RESCHED;
	return flags;
}

// The trace point's own preempt_disable() and the buffer's lock are not the traced code's.
unsigned char context_depth()
{
	const unsigned int depth = (preempt_count() & PREEMPT_MASK) - 2;

	return depth < 0xf ? depth : 0xf;
}

void *reserve(unsigned short type, size_t len, unsigned long &flags)
{
	if (!tracing_on || (event_pid_filter && event_pid_filter != current->pid))
		return nullptr;

	trace_entry *const entry = static_cast<trace_entry *>(buffer_reserve(len, flags));

	if (!entry)
		return nullptr;
	entry->type = type;
	entry->flags = context_flags(flags);
	entry->preempt_count = context_depth();
	entry->pid = current->pid;
	save_cmdline(current);
	return entry;
}

int __init number_events()
{
	unsigned short type = 0;

	for_each_event([&](trace_event_call &call) { call.type = ++type; });
	return 0;
}
core_initcall(number_events);

int change(trace_event_call &call, bool on)
{
	tracepoint *const tp = call.tp;
	void *const probe = call.event_class->probe;

	if (call.enabled == on)
		return 0;
	if (on) {
		if (const int error = buffer_prepare())
			return error;
	}

	const int error = on ? tracepoint_probe_register(tp, probe, &call)
			     : tracepoint_probe_unregister(tp, probe, &call);

	if (!error)
		call.enabled = on;
	return error;
}

} // namespace

trace_event_call *event_by_type(unsigned short type)
{
	const size_t n = __stop_ftrace_events - __start_ftrace_events;

	return type && type <= n ? __start_ftrace_events[type - 1] : nullptr;
}

trace_event_call *event_by_name(const char *system, const char *name)
{
	trace_event_call *found = nullptr;

	for_each_event([&](trace_event_call &call) {
		if (!strcmp(call.tp->name, name) &&
		    (!system || !strcmp(call.event_class->system, system)))
			found = &call;
	});
	return found;
}

int event_set(trace_event_call &call, bool on)
{
	mutex_lock(&event_mutex);

	const int error = change(call, on);

	mutex_unlock(&event_mutex);
	return error;
}

// SYSTEM:EVENT, SYSTEM:*, SYSTEM:, EVENT, or *; EVENT may hold * and ?.
int set_by_name(char *name, bool on)
{
	char *const colon = strchr(name, ':');
	const char *system = nullptr, *event = name;
	int matched = 0, error = 0;

	if (colon) {
		*colon = 0;
		system = name;
		event = colon + 1;
	}

	const bool every = !*event || !strcmp(event, "*");

	for_each_event([&](trace_event_call &call) {
		if (error || (system && strcmp(call.event_class->system, system)) ||
		    !(every || glob_match(event, call.tp->name)))
			return;
		matched++;
		error = event_set(call, on);
	});
	return matched ? error : -EINVAL;
}

int event_filter_set(trace_event_call &call, const char *text)
{
	mutex_lock(&event_mutex);

	const int error = filter_set(call, text);

	mutex_unlock(&event_mutex);
	return error;
}

// Events that lack one of the fields keep what they have.
int system_filter_set(const char *system, const char *text)
{
	int error = -EINVAL;

	mutex_lock(&event_mutex);
	for_each_event([&](trace_event_call &call) {
		if (!strcmp(call.event_class->system, system) &&
		    (!strcmp(text, "0") || filter_fits(call, text)) && !filter_set(call, text))
			error = 0;
	});
	mutex_unlock(&event_mutex);
	return error;
}

int write_marker(const char *text, size_t len)
{
	unsigned long flags;

	len = min(len, max_record - sizeof(trace_entry) - 1);
	if (const int error = buffer_prepare())
		return error;
	preempt_disable();

	char *const record =
		static_cast<char *>(reserve(TRACE_PRINT, sizeof(trace_entry) + len + 1, flags));

	if (record) {
		memcpy(record + sizeof(trace_entry), text, len);
		record[sizeof(trace_entry) + len] = 0;
		buffer_commit(flags);
	}
	preempt_enable();
	return 0;
}

void find_cmdline(int pid, char *comm)
{
	const Cmdline &slot = cmdlines[static_cast<unsigned int>(pid) % ARRAY_SIZE(cmdlines)];

	if (!pid)
		strscpy(comm, "<idle>", TASK_COMM_LEN);
	else if (slot.pid == pid)
		strscpy(comm, slot.comm, TASK_COMM_LEN);
	else
		strscpy(comm, "<...>", TASK_COMM_LEN);
}

namespace
{

// trace_event=kmem:kfree,kmem:mm_page_*: events that are on from the first moment on at which there can be buffers.
__initdata char boot_events[256];

int __init setup_trace_event(char *text)
{
	strscpy(boot_events, text, sizeof(boot_events));
	return 1;
}
__setup("trace_event=", setup_trace_event);

int __init switch_on_boot_events()
{
	char *rest = boot_events;

	while (char *const name = strsep(&rest, ","))
		if (*name && set_by_name(name, true))
			pr_warn("Failed to enable trace event: %s\n", name);
	return 0;
}
postcore_initcall(switch_on_boot_events);

} // namespace

} // namespace trace

void *trace_event_buffer_reserve(struct trace_event_buffer *fbuffer, struct trace_event_call *call,
				 unsigned long len)
{
	fbuffer->call = call;
	fbuffer->entry = trace::reserve(call->type, len, fbuffer->flags);
	return fbuffer->entry;
}
EXPORT_SYMBOL_GPL(trace_event_buffer_reserve);

void trace_event_buffer_commit(struct trace_event_buffer *fbuffer)
{
	if (trace::filter_keeps(*fbuffer->call, fbuffer->entry))
		trace::buffer_commit(fbuffer->flags);
	else
		trace::buffer_discard(fbuffer->flags);
}
EXPORT_SYMBOL_GPL(trace_event_buffer_commit);
