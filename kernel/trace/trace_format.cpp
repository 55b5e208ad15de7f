// SPDX-License-Identifier: GPL-2.0-only
// events/SYSTEM/EVENT/format: what an event's record is made of, for programs that read records or write filters.
//
//	field:unsigned long pfn;	offset:8;	size:8;	signed:0;       one line a field: first those of every record, then
//	                                                                        the event's own; places follow from sizes and alignments
//	print fmt: "page=%p pfn=0x%lx …", REC->pfn != -1UL ? …                  how its line is made: the event's TP_printk(), as text
//
// Linux 6.12: kernel/trace/trace_events.c (f_show()), trace_define_field().

#include "kernel/trace/trace.h"

#include <linux/align.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/tracepoint-defs.h>

namespace trace
{
namespace
{

constexpr trace_event_fields common_fields[] = {
	{"unsigned short", "common_type", 2, 2, 0},
	{"unsigned char", "common_flags", 1, 1, 0},
	{"unsigned char", "common_preempt_count", 1, 1, 0},
	{"int", "common_pid", 4, 4, 1},
	{nullptr, nullptr, 0, 0, 0},
};

// Calls visit(field, offset) until it returns true; the offset behind them.
template <typename Visit>
unsigned int each_field(const trace_event_fields *fields, unsigned int offset, Visit visit)
{
	for (; fields->name; offset += fields->size, fields++) {
		offset = ALIGN(offset, (unsigned int)fields->align);
		if (visit(*fields, offset))
			break;
	}
	return offset;
}

// "type name", or "type name[5]".
void show_field(seq_file *m, const trace_event_fields &field, unsigned int offset)
{
	const char *const bracket = strchr(field.type, '[');

	if (!bracket || !strncmp(field.type, "__data_loc", 10))
		seq_printf(m, "\tfield:%s %s;", field.type, field.name);
	else
		seq_printf(m, "\tfield:%.*s %s%s;", (int)(bracket - field.type), field.type,
			   field.name, bracket);
	seq_printf(m, "\toffset:%u;\tsize:%u;\tsigned:%d;\n", offset, field.size, field.is_signed);
}

// The names of a mask's bits, which are a table here, stand in the text in Linux.
void show_print_fmt(seq_file *m, const char *text)
{
	static constexpr char TABLE[] = "__def_gfpflag_names";
	const char *at;

	for (; (at = strstr(text, TABLE)); text = at + strlen(TABLE)) {
		seq_printf(m, "%.*s", (int)(at - text), text);

		for (unsigned int i = 0; i < nr_gfpflag_names; i++)
			seq_printf(m, "%s{( unsigned long)0x%lx, \"%s\"}", i ? ", " : "",
				   gfpflag_names[i].mask, gfpflag_names[i].name);
		seq_puts(m, " ");
	}
	seq_puts(m, text);
}

} // namespace

int show_format(seq_file *m, const trace_event_call &call)
{
	auto show = [&](const trace_event_fields &field, unsigned int offset) {
		show_field(m, field, offset);
		return false;
	};

	seq_printf(m, "name: %s\nID: %d\nformat:\n", call.tp->name, call.type);
	each_field(common_fields, 0, show);
	seq_putc(m, '\n');
	each_field(call.event_class->fields, sizeof(trace_entry), show);
	seq_puts(m, "\nprint fmt: ");
	show_print_fmt(m, call.print_fmt);
	seq_putc(m, '\n');
	return 0;
}

bool find_field(const trace_event_call &call, const char *name, size_t len, Field &found)
{
	auto look = [&](const trace_event_fields &field, unsigned int offset) {
		if (strlen(field.name) != len || memcmp(field.name, name, len))
			return false;
		found = {&field, offset};
		return true;
	};

	found = {nullptr, 0};
	each_field(common_fields, 0, look);
	if (!found.field)
		each_field(call.event_class->fields, sizeof(trace_entry), look);
	return found.field;
}

} // namespace trace
