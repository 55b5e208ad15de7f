// SPDX-License-Identifier: GPL-2.0-only
// /sys/kernel/tracing, which is also /sys/kernel/debug/tracing: the files by which tracing is used.
//
//   available_events               kmem:kfree …
//   set_event                      those that are on; "kmem:kfree" switches on, "!kmem:kfree" off, "kmem:*" a whole system; empty: all off
//   events/[SYSTEM/[EVENT/]]enable 0, 1, or X for some of them
//   events/SYSTEM/EVENT/id, format   its number; what its records are made of (trace_format.cpp)
//   events/SYSTEM/[EVENT/]filter   which records are kept: order > 2 && migratetype == 1; 0: all (trace_events_filter.cpp)
//   buffer_size_kb                 for each CPU; a new size forgets the records
//   trace                          the records as text, oldest first; writing anything empties it
//   trace_pipe                     the same, and what was read is gone; does not wait for more
//   tracing_on                     0: no record is taken
//   set_event_pid                  records of one task only; 0: of all
//   trace_marker                   a text of the user's becomes a record
//   current_tracer, available_tracers    nop: there is no function tracer
//
// Linux 6.12: kernel/trace/trace.c, trace_events.c, Documentation/trace/ftrace.rst.

#include "kernel/trace/trace.h"

#include <linux/cpumask.h>
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/minmax.h>
#include <linux/seq_file.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tracepoint-defs.h>
#include <linux/uaccess.h>

#include "kernel/fs/tree.h"

namespace trace
{
namespace
{

// ------------------------------------------------ numbers and words ------------------------------------------------

// What was written, as a number. -EINVAL for anything else.
int number_from(const char *text, size_t len, unsigned long limit, unsigned long &number)
{
	char copy[24];

	if (len >= sizeof(copy))
		return -EINVAL;
	if (__copy_from_user(copy, text, len))
		return -EFAULT;
	copy[len] = 0;
	if (kstrtoul(strim(copy), 0, &number) || number > limit)
		return -EINVAL;
	return 0;
}

ssize_t read_word(char *to, size_t count, loff_t *pos, const char *word)
{
	return simple_read_from_buffer(to, count, pos, word, strlen(word));
}

// ------------------------------------------------ trace ------------------------------------------------

struct Reading {
	Cursor cursor;
	trace_iterator iter;
	loff_t pos; // number of the record in `record`
	bool there; // is there one
	alignas(8) char record[max_record];
};

bool advance(Reading *r, bool consume)
{
	r->there = buffer_next(r->cursor, consume, r->record, r->iter.ts, r->iter.cpu);
	r->iter.ent = reinterpret_cast<trace_entry *>(r->record);
	if (r->there)
		print_line(&r->iter);
	return r->there;
}

void *trace_start(seq_file *m, loff_t *pos)
{
	Reading *const r = static_cast<Reading *>(m->private_);

	if (*pos < r->pos || r->pos < 0) {
		r->cursor = {};
		r->pos = 0;
		advance(r, false);
	}
	for (; r->there && r->pos < *pos; r->pos++)
		advance(r, false);
	if (*pos == 0)
		return SEQ_START_TOKEN;
	return r->there ? r : nullptr;
}

void *trace_next(seq_file *m, void *v, loff_t *pos)
{
	Reading *const r = static_cast<Reading *>(m->private_);

	++*pos;
	if (v != SEQ_START_TOKEN) {
		advance(r, false);
		r->pos++;
	} else {
		r->pos = *pos;
	}
	return r->there ? r : nullptr;
}

void trace_stop(seq_file *, void *)
{
}

void put_in_seq(void *ctx, const char *text)
{
	seq_puts(static_cast<seq_file *>(ctx), text);
}

int trace_show(seq_file *m, void *v)
{
	if (v == SEQ_START_TOKEN)
		print_header(put_in_seq, m);
	else
		seq_puts(m, static_cast<Reading *>(v)->iter.seq.buffer);
	return 0;
}

constexpr seq_operations trace_seq_ops = {trace_start, trace_stop, trace_next, trace_show};

int trace_open(inode *, file *file)
{
	Reading *const r = static_cast<Reading *>(kzalloc(sizeof(Reading), GFP_KERNEL));

	if (!r)
		return -ENOMEM;
	if (const int error = seq_open(file, &trace_seq_ops)) {
		kfree(r);
		return error;
	}
	r->pos = -1;
	static_cast<seq_file *>(file->private_data)->private_ = r;
	return 0;
}

int trace_release(inode *inode, file *file)
{
	kfree(static_cast<seq_file *>(file->private_data)->private_);
	return seq_release(inode, file);
}

ssize_t trace_write(file *, const char *, size_t count, loff_t *)
{
	buffer_reset();
	return count;
}

constexpr file_operations trace_fops = {
	.owner = nullptr,
	.llseek = seq_lseek,
	.read = seq_read,
	.write = trace_write,
	.open = trace_open,
	.release = trace_release,
};

// ------------------------------------------------ trace_pipe ------------------------------------------------

// A whole line at a time, as many as fit.
ssize_t pipe_read(file *file, char *to, size_t count, loff_t *pos)
{
	Reading *const r = static_cast<Reading *>(file->private_data);
	size_t done = 0;

	for (;;) {
		if (!r->there && !advance(r, true))
			break;

		const size_t len = r->iter.seq.len;

		if (done + len > count)
			break;
		if (__copy_to_user(to + done, r->iter.seq.buffer, len))
			break;
		done += len;
		r->there = false;
	}
	*pos += done;
	return done;
}

int pipe_open(inode *, file *file)
{
	file->private_data = kzalloc(sizeof(Reading), GFP_KERNEL);
	return file->private_data ? 0 : -ENOMEM;
}

int pipe_release(inode *, file *file)
{
	kfree(file->private_data);
	return 0;
}

constexpr file_operations pipe_fops = {
	.owner = nullptr,
	.llseek = noop_llseek,
	.read = pipe_read,
	.write = nullptr,
	.open = pipe_open,
	.release = pipe_release,
};

// ------------------------------------------------ enable ------------------------------------------------

// A file's data: one event, or a system's name (nullptr: all of them).
bool belongs(const trace_event_call &call, const char *system)
{
	return !system || !strcmp(call.event_class->system, system);
}

char state_of(const char *system)
{
	bool on = false, off = false;

	for_each_event([&](trace_event_call &call) {
		if (belongs(call, system))
			(call.enabled ? on : off) = true;
	});
	return on && off ? 'X' : on ? '1' : '0';
}

int set_all(const char *system, bool on)
{
	int error = 0;

	for_each_event([&](trace_event_call &call) {
		if (belongs(call, system) && !error)
			error = event_set(call, on);
	});
	return error;
}

ssize_t enable_read(file *file, char *to, size_t count, loff_t *pos)
{
	const auto *const call = static_cast<trace_event_call *>(file_inode(file)->i_private);

	return read_word(to, count, pos, call->enabled ? "1\n" : "0\n");
}

ssize_t enable_write(file *file, const char *from, size_t count, loff_t *)
{
	auto *const call = static_cast<trace_event_call *>(file_inode(file)->i_private);
	unsigned long on;
	int error = number_from(from, count, 1, on);

	if (!error)
		error = event_set(*call, on);
	return error ? error : count;
}

ssize_t system_read(file *file, char *to, size_t count, loff_t *pos)
{
	const char word[] = {state_of(static_cast<const char *>(file_inode(file)->i_private)), '\n',
			     0};

	return read_word(to, count, pos, word);
}

ssize_t system_write(file *file, const char *from, size_t count, loff_t *)
{
	unsigned long on;
	int error = number_from(from, count, 1, on);

	if (!error)
		error = set_all(static_cast<const char *>(file_inode(file)->i_private), on);
	return error ? error : count;
}

ssize_t id_read(file *file, char *to, size_t count, loff_t *pos)
{
	char word[12];

	snprintf(word, sizeof(word), "%u\n",
		 static_cast<trace_event_call *>(file_inode(file)->i_private)->type);
	return read_word(to, count, pos, word);
}

int format_show(seq_file *m, void *)
{
	return show_format(m, *static_cast<trace_event_call *>(m->private_));
}

int format_open(inode *inode, file *file)
{
	return single_open(file, format_show, inode->i_private);
}

// ------------------------------------------------ filter ------------------------------------------------

constexpr size_t most_filter = 512;

int filter_file_show(seq_file *m, void *)
{
	filter_show(m, *static_cast<trace_event_call *>(m->private_));
	return 0;
}

int filter_open(inode *inode, file *file)
{
	return single_open(file, filter_file_show, inode->i_private);
}

ssize_t filter_write(file *file, const char *from, size_t count, loff_t *)
{
	char copy[most_filter];

	if (count >= sizeof(copy))
		return -EINVAL;
	if (__copy_from_user(copy, from, count))
		return -EFAULT;
	copy[count] = 0;

	const int error = event_filter_set(
		*static_cast<trace_event_call *>(file_inode(file)->i_private), strim(copy));

	return error ? error : count;
}

ssize_t system_filter_read(file *, char *to, size_t count, loff_t *pos)
{
	return read_word(to, count, pos,
			 "### global filter ###\n"
			 "# Use this to set filters for multiple events.\n"
			 "# Only events with the given fields will be affected.\n"
			 "# If no events are modified, an error message will be displayed here\n");
}

ssize_t system_filter_write(file *file, const char *from, size_t count, loff_t *)
{
	char copy[most_filter];

	if (count >= sizeof(copy))
		return -EINVAL;
	if (__copy_from_user(copy, from, count))
		return -EFAULT;
	copy[count] = 0;

	const int error = system_filter_set(static_cast<const char *>(file_inode(file)->i_private),
					    strim(copy));

	return error ? error : count;
}

constexpr file_operations format_fops = {nullptr, seq_lseek,   seq_read,
					 nullptr, format_open, single_release};
constexpr file_operations filter_fops = {nullptr,      seq_lseek,   seq_read,
					 filter_write, filter_open, single_release};
constexpr file_operations system_filter_fops = {
	nullptr, default_llseek, system_filter_read, system_filter_write, simple_open, nullptr};
constexpr file_operations enable_fops = {nullptr,      default_llseek, enable_read,
					 enable_write, simple_open,    nullptr};
constexpr file_operations system_fops = {nullptr,      default_llseek, system_read,
					 system_write, simple_open,    nullptr};
constexpr file_operations id_fops = {nullptr, default_llseek, id_read,
				     nullptr, simple_open,    nullptr};

// ------------------------------------------------ lists of events ------------------------------------------------

int available_show(seq_file *m, void *)
{
	for_each_event([&](trace_event_call &call) {
		seq_printf(m, "%s:%s\n", call.event_class->system, call.tp->name);
	});
	return 0;
}

int set_event_show(seq_file *m, void *)
{
	for_each_event([&](trace_event_call &call) {
		if (call.enabled)
			seq_printf(m, "%s:%s\n", call.event_class->system, call.tp->name);
	});
	return 0;
}

ssize_t set_event_write(file *, const char *from, size_t count, loff_t *)
{
	char copy[128];

	if (count >= sizeof(copy))
		return -EINVAL;
	if (__copy_from_user(copy, from, count))
		return -EFAULT;
	copy[count] = 0;

	char *const name = strim(copy);
	const bool on = *name != '!';
	const int error = *name ? set_by_name(on ? name : name + 1, on) : set_all(nullptr, false);

	return error ? error : count;
}

int available_open(inode *, file *file)
{
	return single_open(file, available_show, nullptr);
}

int set_event_open(inode *, file *file)
{
	return single_open(file, set_event_show, nullptr);
}

constexpr file_operations available_fops = {nullptr, seq_lseek,      seq_read,
					    nullptr, available_open, single_release};
constexpr file_operations set_event_fops = {nullptr,         seq_lseek,      seq_read,
					    set_event_write, set_event_open, single_release};

// ------------------------------------------------ the others ------------------------------------------------

ssize_t nop_read(file *, char *to, size_t count, loff_t *pos)
{
	return read_word(to, count, pos, "nop\n");
}

ssize_t marker_write(file *, const char *from, size_t count, loff_t *)
{
	const int error = write_marker(from, count);

	return error ? error : count;
}

int get_on(void *, u64 *value)
{
	*value = tracing_on;
	return 0;
}

int set_on(void *, u64 value)
{
	tracing_on = value;
	return 0;
}

int get_pid(void *, u64 *value)
{
	*value = event_pid_filter;
	return 0;
}

int set_pid(void *, u64 value)
{
	event_pid_filter = value;
	return 0;
}

int get_size(void *, u64 *value)
{
	*value = buffer_size() >> 10;
	return 0;
}

int set_size(void *, u64 value)
{
	return value > SZ_1M ? -EINVAL : buffer_resize(value << 10);
}

int get_total_size(void *, u64 *value)
{
	*value = (buffer_size() >> 10) * num_online_cpus();
	return 0;
}

DEFINE_SIMPLE_ATTRIBUTE(size_fops, get_size, set_size, "%llu\n");
DEFINE_SIMPLE_ATTRIBUTE(total_size_fops, get_total_size, nullptr, "%llu\n");
DEFINE_SIMPLE_ATTRIBUTE(on_fops, get_on, set_on, "%llu\n");
DEFINE_SIMPLE_ATTRIBUTE(pid_fops, get_pid, set_pid, "%llu\n");
constexpr file_operations nop_fops = {nullptr, default_llseek, nop_read,
				      nullptr, simple_open,    nullptr};
constexpr file_operations marker_fops = {nullptr,      noop_llseek, nullptr,
					 marker_write, simple_open, nullptr};

// ------------------------------------------------ the tree ------------------------------------------------

struct dentry *system_dir(struct dentry *events, const char *system)
{
	if (struct dentry *const there = debugfs_lookup(system, events))
		return there;

	struct dentry *const dir = debugfs_create_dir(system, events);

	debugfs_create_file("enable", 0644, dir, const_cast<char *>(system), &system_fops);
	debugfs_create_file("filter", 0644, dir, const_cast<char *>(system), &system_filter_fops);
	return dir;
}

void create_events(struct dentry *top)
{
	struct dentry *const events = debugfs_create_dir("events", top);

	debugfs_create_file("enable", 0644, events, nullptr, &system_fops);
	for_each_event([&](trace_event_call &call) {
		struct dentry *const dir = debugfs_create_dir(
			call.tp->name, system_dir(events, call.event_class->system));

		debugfs_create_file("enable", 0644, dir, &call, &enable_fops);
		debugfs_create_file("filter", 0644, dir, &call, &filter_fops);
		debugfs_create_file("format", 0444, dir, &call, &format_fops);
		debugfs_create_file("id", 0444, dir, &call, &id_fops);
	});
}

// The place where Linux has had it since 4.1.
void create_link()
{
	fs_node *const parent = fs::find(&fs::root, "sys/kernel");
	fs_node *const link = fs::allocate<fs_node>("tracing", 7, S_IFLNK | 0777, "debug/tracing");

	if (parent && link && fs::enter(link, parent))
		kfree(link);
}

int __init tracer_init_tracefs()
{
	struct dentry *const top = debugfs_create_dir("tracing", nullptr);

	debugfs_create_file("available_events", 0444, top, nullptr, &available_fops);
	debugfs_create_file("available_tracers", 0444, top, nullptr, &nop_fops);
	debugfs_create_file("buffer_size_kb", 0644, top, nullptr, &size_fops);
	debugfs_create_file("buffer_total_size_kb", 0444, top, nullptr, &total_size_fops);
	debugfs_create_file("current_tracer", 0444, top, nullptr, &nop_fops);
	debugfs_create_file("set_event", 0644, top, nullptr, &set_event_fops);
	debugfs_create_file("set_event_pid", 0644, top, nullptr, &pid_fops);
	debugfs_create_file("trace", 0644, top, nullptr, &trace_fops);
	debugfs_create_file("trace_marker", 0220, top, nullptr, &marker_fops);
	debugfs_create_file("trace_pipe", 0444, top, nullptr, &pipe_fops);
	debugfs_create_file("tracing_on", 0644, top, nullptr, &on_fops);
	create_events(top);
	create_link();
	return 0;
}
fs_initcall(tracer_init_tracefs);

} // namespace
} // namespace trace
