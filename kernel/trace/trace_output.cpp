// SPDX-License-Identifier: GPL-2.0-only
// Records as text, in the lines of Linux's `trace` file.
//
//            init-1       [000] .....     1.250000: kfree: call_site=… ptr=…
//            task-pid     CPU   flags  seconds      event: what its TP_printk() says
//
// Linux 6.12: kernel/trace/trace_output.c, trace.c (print_func_help_header_irq()), trace_seq.c.

#include "kernel/trace/trace.h"

#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/gfp_types.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/sched.h>
#include <linux/sprintf.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/time64.h>
#include <linux/tracepoint-defs.h>

void trace_seq_printf(struct trace_seq *s, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	s->len += vscnprintf(s->buffer + s->len, sizeof(s->buffer) - s->len, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL_GPL(trace_seq_printf);

void trace_seq_puts(struct trace_seq *s, const char *str)
{
	trace_seq_printf(s, "%s", str);
}
EXPORT_SYMBOL_GPL(trace_seq_puts);

void trace_seq_putc(struct trace_seq *s, unsigned char c)
{
	trace_seq_printf(s, "%c", c);
}
EXPORT_SYMBOL_GPL(trace_seq_putc);

const char *trace_print_flags_seq(struct trace_seq *p, const char *delim, unsigned long flags,
				  const struct trace_print_flags *flag_array)
{
	const char *const text = p->buffer + p->len;
	const char *between = "";

	for (; flag_array->name && flags; flag_array++) {
		if ((flags & flag_array->mask) != flag_array->mask)
			continue;
		flags &= ~flag_array->mask;
		trace_seq_printf(p, "%s%s", between, flag_array->name);
		between = delim;
	}
	if (flags)
		trace_seq_printf(p, "%s0x%lx", between, flags);
	trace_seq_putc(p, 0);
	return text;
}
EXPORT_SYMBOL_GPL(trace_print_flags_seq);

const char *trace_print_symbols_seq(struct trace_seq *p, unsigned long val,
				    const struct trace_print_flags *symbol_array)
{
	const char *const text = p->buffer + p->len;

	while (symbol_array->name && symbol_array->mask != val)
		symbol_array++;
	if (symbol_array->name)
		trace_seq_puts(p, symbol_array->name);
	else
		trace_seq_printf(p, "0x%lx", val);
	trace_seq_putc(p, 0);
	return text;
}
EXPORT_SYMBOL_GPL(trace_print_symbols_seq);

const char *trace_print_gfp_flags(struct trace_seq *p, unsigned long gfp_flags)
{
	const char *const text = p->buffer + p->len;
	const gfp_t gfp = gfp_flags;

	if (!gfp)
		return "none";
	trace_seq_printf(p, "%pGg%c", &gfp, 0);
	return text;
}
EXPORT_SYMBOL_GPL(trace_print_gfp_flags);

namespace trace
{
namespace
{

char irqs_off_letter(unsigned char flags)
{
	if (flags & TRACE_FLAG_IRQS_OFF)
		return flags & TRACE_FLAG_BH_OFF ? 'D' : 'd';
	return flags & TRACE_FLAG_BH_OFF ? 'b' : '.';
}

char resched_letter(unsigned char flags)
{
	const bool task = flags & TRACE_FLAG_NEED_RESCHED;
	const bool preempt = flags & TRACE_FLAG_PREEMPT_RESCHED;

	return task && preempt ? 'N' : task ? 'n' : preempt ? 'p' : '.';
}

char interrupt_letter(unsigned char flags)
{
	const bool hard = flags & TRACE_FLAG_HARDIRQ;

	if (flags & TRACE_FLAG_NMI)
		return hard ? 'Z' : 'z';
	if (flags & TRACE_FLAG_SOFTIRQ)
		return hard ? 'H' : 's';
	return hard ? 'h' : '.';
}

char depth_digit(unsigned int depth)
{
	return depth ? "0123456789abcdef"[depth & 0xf] : '.';
}

void print_context(trace_iterator *iter)
{
	const trace_entry *const entry = iter->ent;
	char comm[TASK_COMM_LEN];
	u32 nsec;
	const u64 usec = div_u64(iter->ts + 500, NSEC_PER_USEC);
	const u64 sec = div_u64_rem(usec, USEC_PER_SEC, &nsec);

	find_cmdline(entry->pid, comm);
	trace_seq_printf(&iter->seq, "%16s-%-7d [%03d] %c%c%c%c%c %5llu.%06u: ", comm, entry->pid,
			 iter->cpu, irqs_off_letter(entry->flags), resched_letter(entry->flags),
			 interrupt_letter(entry->flags), depth_digit(entry->preempt_count & 0xf),
			 depth_digit(entry->preempt_count >> 4), sec, nsec);
}

void print_event(trace_iterator *iter)
{
	if (iter->ent->type == TRACE_PRINT) {
		const char *const text = reinterpret_cast<const char *>(iter->ent + 1);

		trace_seq_printf(&iter->seq, "tracing_mark_write: %s%s", text,
				 strchr(text, '\n') ? "" : "\n");
		return;
	}

	const trace_event_call *const call = event_by_type(iter->ent->type);

	if (!call) {
		trace_seq_printf(&iter->seq, "Unknown type %d\n", iter->ent->type);
		return;
	}
	trace_seq_printf(&iter->seq, "%s: ", call->tp->name);
	if (call->print)
		call->print(iter);
	else
		call->event_class->print(iter);
}

} // namespace

void print_line(trace_iterator *iter)
{
	trace_seq_init(&iter->seq);
	trace_seq_init(&iter->tmp_seq);
	print_context(iter);
	print_event(iter);
}

void print_header(void (*put)(void *ctx, const char *text), void *ctx)
{
	const Totals totals = buffer_totals();
	char line[96];

	snprintf(line, sizeof(line), "# entries-in-buffer/entries-written: %lu/%lu   #P:%d\n",
		 totals.entries, totals.written, num_online_cpus());
	put(ctx, "# tracer: nop\n#\n");
	put(ctx, line);
	put(ctx, "#\n"
		 "#                                _-----=> irqs-off/BH-disabled\n"
		 "#                               / _----=> need-resched\n"
		 "#                              | / _---=> hardirq/softirq\n"
		 "#                              || / _--=> preempt-depth\n"
		 "#                              ||| / _-=> migrate-disable\n"
		 "#                              |||| /     delay\n"
		 "#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION\n"
		 "#              | |         |   |||||     |         |\n");
}

} // namespace trace
