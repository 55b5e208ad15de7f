// SPDX-License-Identifier: GPL-2.0-only
//
// The kernel log: printk() into the ring, and from there to every console.
//
//	printk() --> ring of records (ringbuffer.h) --> write() of every enabled console
//	                                                "[    1.234567] text\n"
//
// A message is formatted once, into a record, and printed from there. Consoles get text while it comes; one that registers later
// is first given what the ring holds, so nothing is lost between reset and the first driver.
//
// A message without a newline leaves its line open: KERN_CONT of the same task (or interrupt) goes on in it, any other message
// first ends it. The same rule holds on the console, where the shell's own output counts as another message.
//
// Locks: the log's lock (internal.h) guards ring, line state and the consoles' order of output. When a CPU that holds it prints
// (a fault inside a console driver), the text goes to the consoles at once and not into the log.
//
// Linux 6.12: kernel/printk/printk.c; its ring is lock-free and its consoles are fed by a thread when they can.

#include <linux/console.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/moduleparam.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/string.h>

#include "kernel/printk/internal.h"
#include "kernel/printk/ringbuffer.h"

extern "C" {
int console_printk[4] = {
	CONFIG_CONSOLE_LOGLEVEL_DEFAULT, /* console_loglevel */
	CONFIG_MESSAGE_LOGLEVEL_DEFAULT, /* default_message_loglevel */
	CONSOLE_LOGLEVEL_MIN,            /* minimum_console_loglevel */
	CONFIG_CONSOLE_LOGLEVEL_DEFAULT, /* default_console_loglevel */
};
struct console *console_drivers;
bool ignore_loglevel;
}

namespace printk_log
{

DEFINE_RAW_SPINLOCK(log_lock);
constinit int log_lock_owner = -1;

} // namespace printk_log

namespace
{

using printk_log::log_guard;

constexpr size_t message_bytes = 1024; /* longest message; Linux: PRINTKRB_RECORD_MAX */
constexpr size_t prefix_bytes = 24;    /* "[12345.678901] " with room for years */

/* What dmesg begins with. */
constinit u64 clear_seq = 0;

// See console_divert().
struct diversion {
	void (*write)(void *arg, const char *s, size_t len);
	void *arg;
	struct task_struct *task;
};
constinit struct diversion diversion = {};

/* The line that has not ended yet. */
struct open_line {
	bool in_log;     /* the newest record may be continued */
	bool on_console; /* the cursor is not at the left margin */
	bool shown;      /* its level let it through to the consoles */
};
constinit open_line line{};

/* Messages since the first; a console that comes later starts behind the ones that were already shown. */
constinit bool any_console_had_the_log = false;

void write_to(struct console *con, const char *s, size_t len)
{
	if ((con->flags & CON_ENABLED) && con->write && len)
		con->write(con, s, (unsigned int)len);
}

void write_to_all(const char *s, size_t len)
{
	struct console *con;

	for_each_console(con) write_to(con, s, len);
}

/* "[    0.000000] ": seconds and microseconds. Written by hand, it is part of every line. */
size_t make_prefix(char *buf, u64 nanoseconds)
{
	u64 seconds = nanoseconds / 1000000000;
	unsigned int micros = nanoseconds % 1000000000 / 1000;
	char digits[20];
	int n = 0;
	char *p = buf;

	do {
		digits[n++] = '0' + seconds % 10;
		seconds /= 10;
	} while (seconds);
	*p++ = '[';
	for (int i = n; i < 5; i++)
		*p++ = ' ';
	while (n)
		*p++ = digits[--n];
	*p++ = '.';
	for (int i = 5; i >= 0; i--, micros /= 10)
		p[i] = '0' + micros % 10;
	p += 6;
	*p++ = ']';
	*p++ = ' ';
	return p - buf;
}

/* Gives sink a record's lines, each with the prefix: "a\nb" are two. `end` is put behind the last one. */
template <typename Sink>
void print_lines(u64 nanoseconds, const char *text, size_t len, const char *end, Sink sink)
{
	char out[prefix_bytes + message_bytes + 2];
	const size_t prefix = make_prefix(out, nanoseconds);
	const char *const stop = text + len;

	for (;;) {
		const char *newline = (const char *)memchr(text, '\n', stop - text);
		const size_t n = (newline ? newline : stop) - text;

		memcpy(out + prefix, text, n);
		if (newline || *end)
			out[prefix + n] = '\n';
		sink(out, prefix + n + (newline || *end));
		if (!newline)
			break;
		text = newline + 1;
	}
}

bool suppressed(int level)
{
	return level >= console_loglevel && !ignore_loglevel;
}

void end_console_line()
{
	if (line.on_console)
		write_to_all("\n", 1);
	line.on_console = false;
}

struct message {
	int level;      /* LOGLEVEL_DEFAULT: none was given */
	bool continues; /* KERN_CONT */
	bool newline;
	size_t len;
	const char *text;
};

message parse(char *text, size_t len, int level)
{
	message m{level, false, false, len, text};

	for (int kind; (kind = printk_get_level(m.text)); m.text += 2, m.len -= 2) {
		if (kind == 'c')
			m.continues = true;
		else if (m.level == LOGLEVEL_DEFAULT)
			m.level = kind - '0';
	}
	if (m.len && m.text[m.len - 1] == '\n') {
		m.newline = true;
		m.len--;
	}
	return m;
}

/* Whose line it is: a task's, or an interrupt's on this CPU. Linux 6.12: printk_caller_id(). */
u32 caller_id()
{
	return in_task() ? (u32)task_pid_nr(current) : 0x80000000 + smp_processor_id();
}

void commit(printk_info *info, bool ends)
{
	if (ends) {
		info->flags |= LOG_NEWLINE;
		prb_final_commit(&printk_rb_static);
	} else {
		prb_commit(&printk_rb_static);
	}
	line.in_log = !ends;
}

/* Goes on in the open line. False when it is another's, or would be too long: the text becomes a record of its own. */
bool continue_line(const message &m)
{
	printk_info *info;
	char *const text = line.in_log ? prb_reserve_in_last(&printk_rb_static, caller_id(), m.len,
							     message_bytes, &info)
				       : nullptr;

	if (!text)
		return false;
	memcpy(text, m.text, m.len);
	info->text_len += m.len;
	commit(info, m.newline);
	if (line.shown) {
		write_to_all(m.text, m.len);
		line.on_console = true;
		if (m.newline)
			end_console_line();
	}
	return true;
}

void new_line(const message &m, int facility, const struct dev_printk_info *dev_info)
{
	const int level = m.level == LOGLEVEL_DEFAULT ? default_message_loglevel : m.level;
	printk_info *info;
	char *const text = prb_reserve(&printk_rb_static, m.len, &info);
	const u64 now = local_clock();

	if (text) {
		memcpy(text, m.text, m.len);
		info->ts_nsec = now;
		info->text_len = m.len;
		info->facility = facility;
		info->flags = m.continues ? LOG_CONT : 0;
		info->level = level;
		info->caller_id = caller_id();
		if (dev_info)
			info->dev_info = *dev_info;
		commit(info, m.newline);
	}
	line.shown = !suppressed(level);
	if (!line.shown || !console_drivers)
		return;
	end_console_line();
	print_lines(now, m.text, m.len, m.newline ? "\n" : "", write_to_all);
	line.on_console = !m.newline;
}

/* Every record from number @from on, to @sink(info, text). */
template <typename Sink>
void for_each_record(u64 from, Sink sink)
{
	for (u64 seq = max(from, prb_first_seq(&printk_rb_static));
	     seq < prb_next_seq(&printk_rb_static); seq++) {
		const char *text;

		if (const printk_info *const info = prb_read(&printk_rb_static, seq, &text))
			sink(*info, text);
	}
}

/* The log to one console, as it would have got it had it been there. */
void replay(struct console *con)
{
	for_each_record(0, [=](const printk_info &info, const char *text) {
		if (!suppressed(info.level))
			print_lines(info.ts_nsec, text, info.text_len, "\n",
				    [=](const char *s, size_t n) { write_to(con, s, n); });
	});
}

} // namespace

extern "C" {

int vprintk_emit(int facility, int level, const struct dev_printk_info *dev_info, const char *fmt,
		 va_list args)
{
	char buf[message_bytes];
	const size_t len = vscnprintf(buf, sizeof(buf), fmt, args);
	const message m = parse(buf, len, level);
	log_guard guard;

	if (!guard.usable()) {
		write_to_all(m.text, m.len + m.newline);
		return (int)m.len;
	}
	if (!m.continues || !continue_line(m))
		new_line(m, facility, dev_info);
	return (int)m.len;
}

int vprintk(const char *fmt, va_list args)
{
	return vprintk_emit(0, LOGLEVEL_DEFAULT, nullptr, fmt, args);
}

int _printk(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	const int len = vprintk(fmt, args);
	va_end(args);
	return len;
}

void printk_read_log(void (*sink)(void *sink_arg, const char *line, size_t len), void *sink_arg,
		     int level_max)
{
	log_guard guard;

	for_each_record(clear_seq, [=](const printk_info &info, const char *text) {
		if (info.level <= level_max)
			print_lines(info.ts_nsec, text, info.text_len, "\n",
				    [=](const char *s, size_t n) { sink(sink_arg, s, n); });
	});
}

void printk_clear_log(void)
{
	log_guard guard;

	clear_seq = prb_next_seq(&printk_rb_static);
}

unsigned long printk_lost_lines(void)
{
	log_guard guard;

	return prb_first_seq(&printk_rb_static);
}

void console_divert(void (*write)(void *arg, const char *s, size_t len), void *arg)
{
	diversion = {write, arg, current};
}

void console_write_bytes(const char *s, size_t len)
{
	if (diversion.write && diversion.task == current) {
		diversion.write(diversion.arg, s, len);
		return;
	}

	log_guard guard;

	if (!len)
		return;
	if (line.in_log) {
		/* The log's open line is ended by output of another kind. */
		line.in_log = false;
		end_console_line();
	}
	write_to_all(s, len);
}

void console_puts(const char *s)
{
	console_write_bytes(s, strlen(s));
}

int console_vprintf(const char *fmt, va_list args)
{
	char buf[message_bytes];
	const int len = vscnprintf(buf, sizeof(buf), fmt, args);

	console_write_bytes(buf, len);
	return len;
}

int console_printf(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	const int len = console_vprintf(fmt, args);
	va_end(args);
	return len;
}

} // extern "C"

void printk_log::start_console(struct console *con)
{
	log_guard guard;

	con->flags |= CON_ENABLED;
	if ((con->flags & CON_PRINTBUFFER) && !any_console_had_the_log)
		replay(con);
	if (con->flags & CON_PRINTBUFFER)
		any_console_had_the_log = true;
	line.in_log = line.on_console = false;
}

// Parameters.

static int __init set_loglevel(char *value)
{
	int level;

	if (!get_option(&value, &level) || level < 0 || level > CONSOLE_LOGLEVEL_MOTORMOUTH)
		return -EINVAL;
	console_loglevel = level;
	return 0;
}
early_param("loglevel", set_loglevel);

static int __init set_quiet(char *)
{
	console_loglevel = CONSOLE_LOGLEVEL_QUIET;
	return 0;
}
early_param("quiet", set_quiet);

static int __init set_debug(char *)
{
	console_loglevel = CONSOLE_LOGLEVEL_DEBUG;
	return 0;
}
early_param("debug", set_debug);

static int __init set_ignore_loglevel(char *)
{
	ignore_loglevel = true;
	pr_info("printk: debug: ignoring loglevel setting.\n");
	return 0;
}
early_param("ignore_loglevel", set_ignore_loglevel);
