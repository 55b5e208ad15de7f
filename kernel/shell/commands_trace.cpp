// SPDX-License-Identifier: GPL-2.0-only
// trace CMD: what one command did in the memory allocators, in Linux's trace text.
//
// All kmem events are switched on for the command's time, records are taken of the shell's own task only; then all is as before. -v (and `steps`)
// says below each line what it means: which way the allocator took, from which state to which.

#include "kernel/shell/shell.h"
#include "kernel/trace/trace.h"

#include <linux/console.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tracepoint-defs.h>

namespace shell
{
namespace
{

struct Meaning {
	const char *event;
	const char *words;
};

constexpr Meaning meanings[] = {
	{"kmalloc", "free object -> in use: a kmalloc cache's, or pages when it is large"},
	{"kmem_cache_alloc",
	 "free object -> in use: from this CPU's slab, or what ___slab_alloc() found"},
	{"kfree", "object in use -> free: to this CPU's slab, or to its own"},
	{"kmem_cache_free", "object in use -> free: to this CPU's slab, or to its own"},
	{"slub_step", "below the fast path: what was done, and the slab's counters after it"},
	{"mm_page_alloc", "pages -> in use: reference count 1"},
	{"mm_page_free", "pages in use -> free: reference count 0, flags and mapping cleared"},
	{"mm_page_free_batched", "page in use -> free, one of many: to this CPU's list"},
	{"mm_page_alloc_zone_locked",
	 "buddy list -> taken, under zone->lock; the rest was split off to lower orders"},
	{"mm_page_pcpu_drain",
	 "this CPU's list -> buddy list, merged with its buddy as far as that is free"},
	{"mm_page_alloc_extfrag",
	 "the type's own lists are empty: a block of another migrate type"},
};

const char *meaning_of(const char *event)
{
	for (const Meaning &meaning : meanings)
		if (!strcmp(meaning.event, event))
			return meaning.words;
	return nullptr;
}

// One reading: what does not fit on a stack lightly.
struct Output {
	trace::Cursor cursor;
	trace_iterator iter;
	alignas(8) char record[trace::max_record];
};

void put(void *, const char *text)
{
	console_printf("%s", text);
}

void print_records(Output *out, bool verbose)
{
	trace::print_header(put, nullptr);
	while (trace::buffer_next(out->cursor, true, out->record, out->iter.ts, out->iter.cpu)) {
		out->iter.ent = reinterpret_cast<trace_entry *>(out->record);
		trace::print_line(&out->iter);
		put(nullptr, out->iter.seq.buffer);

		const trace_event_call *const call = trace::event_by_type(out->iter.ent->type);
		const char *const words = verbose && call ? meaning_of(call->tp->name) : nullptr;

		if (words)
			console_printf("%*s# %s\n", 50, "", words);
	}
}

// The words of the command, one behind the other.
bool join(char *line, size_t size, int argc, char **argv)
{
	size_t used = 0;

	for (int i = 0; i < argc; i++)
		used += scnprintf(line + used, size - used, "%s%s", i ? " " : "", argv[i]);
	return used + 1 < size;
}

// Events that were off before; a bit for each.
u64 switch_on()
{
	u64 mine = 0, bit = 1;

	trace::for_each_event([&](trace_event_call &call) {
		if (!call.enabled &&
		    (!strcmp(call.event_class->system, "kmem") ||
		     !strcmp(call.event_class->system, "slub")) &&
		    !trace::event_set(call, true))
			mine |= bit;
		bit <<= 1;
	});
	return mine;
}

void switch_off(u64 mine)
{
	trace::for_each_event([&](trace_event_call &call) {
		if (mine & 1)
			trace::event_set(call, false);
		mine >>= 1;
	});
}

int trace_line(char *line, bool verbose)
{
	Output *const out = static_cast<Output *>(kzalloc(sizeof(Output), GFP_KERNEL));
	const bool was_on = trace::tracing_on;
	const int was_pid = trace::event_pid_filter;

	if (!out) {
		console_printf("trace: no memory\n");
		return SHELL_FAILED;
	}
	trace::tracing_on = false;

	const u64 mine = switch_on();

	trace::buffer_reset();
	trace::event_pid_filter = current->pid;
	trace::tracing_on = true;

	const int status = shell_run_line(line);

	trace::tracing_on = false;
	switch_off(mine);
	print_records(out, verbose);
	trace::event_pid_filter = was_pid;
	trace::tracing_on = was_on;
	kfree(out);
	return status;
}

int run_traced(int argc, char **argv, bool verbose)
{
	char line[256];

	if (argc < 1)
		return shell_usage(argv - 1, nullptr);
	if (!join(line, sizeof(line), argc, argv))
		return shell_usage(argv - 1, "the command is too long");
	return trace_line(line, verbose);
}

int command_trace(int argc, char **argv)
{
	const bool verbose = argc > 1 && !strcmp(argv[1], "-v");

	if (argc < 2 + verbose)
		return shell_usage(argv, nullptr);
	return run_traced(argc - 1 - verbose, argv + 1 + verbose, verbose);
}
SHELL_COMMAND(trace, "[-v] COMMAND...",
	      "run a command, then show its memory events; -v explains each", command_trace);

int command_steps(int argc, char **argv)
{
	if (argc < 2)
		return shell_usage(argv, nullptr);
	return run_traced(argc - 1, argv + 1, true);
}
SHELL_COMMAND(steps, "COMMAND...", "trace -v", command_steps);

} // namespace
} // namespace shell
