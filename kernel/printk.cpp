// SPDX-License-Identifier: GPL-2.0-only
//
// The kernel log.
//
// A message is formatted once, into a record of the log ring, and printed from there:
//
//	printk() --> [ record | record | record | .... free ....  ] --> write() of every enabled console
//	              ^tail (oldest)               ^head                 "[    1.234567] text\n"
//
// The ring overwrites its oldest records. A record never wraps: what is left at the ring's end is filled by a record that
// only holds room. Consoles get text while it comes; one that registers later is first given what the ring holds, so nothing
// is lost between reset and the first driver.
//
// A message without a newline leaves its line open: KERN_CONT goes on in it, any other message first ends it. The same
// rule holds on the console, where the shell's own output counts as another message.
//
// Locks: log_lock guards ring, line state and the consoles' order of output; taken with interrupts masked, innermost of all
// locks. When a CPU that holds it prints (a fault inside a console driver), the text goes to the consoles at once and not
// into the log. After a panic began nobody waits for the lock any more.
//
// Linux 6.12: kernel/printk/printk.c; its ring is lock-free and its consoles are fed by a thread when they can.

#include <linux/console.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include <asm/processor.h>

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

namespace
{

constexpr size_t ring_bytes = 1UL << CONFIG_LOG_BUF_SHIFT;
constexpr size_t message_bytes = 1024; /* longest message; Linux: PRINTKRB_RECORD_MAX */
constexpr size_t prefix_bytes = 24;    /* "[12345.678901] " with room for years */

struct record {
	u64 nanoseconds;
	u16 bytes;    /* of the whole record, a multiple of 8 */
	u16 text_len; /* no newline at the end */
	u8 level;
	bool is_room; /* nothing: the ring's end */
	u8 reserved[2];

	char *text()
	{
		return (char *)(this + 1);
	}
	const char *text() const
	{
		return (const char *)(this + 1);
	}
};
static_assert(sizeof(record) == 16);

DEFINE_RAW_SPINLOCK(log_lock);
constinit int log_lock_owner = -1;

/* head and tail count bytes for ever; a place in the ring is the count modulo its size. */
struct log_ring {
	alignas(8) char bytes[ring_bytes];
	u64 head;
	u64 tail;
	u64 cleared; /* what dmesg begins with */
	unsigned long lost;
	record *last; /* the newest */

	record *at(u64 position)
	{
		return (record *)(bytes + position % ring_bytes);
	}

	/* A place too near to the ring's end for a header: nothing there. */
	static size_t sliver(u64 position)
	{
		const size_t to_end = ring_bytes - position % ring_bytes;

		return to_end < sizeof(record) ? to_end : 0;
	}

	void make_room(size_t wanted)
	{
		while (head + wanted - tail > ring_bytes) {
			if (const size_t skip = sliver(tail)) {
				tail += skip;
				continue;
			}
			lost += !at(tail)->is_room;
			tail += at(tail)->bytes;
		}
		if (cleared < tail)
			cleared = tail;
	}

	record *append(size_t text_len)
	{
		const size_t wanted = ALIGN(sizeof(record) + text_len, 8);
		const size_t to_end = ring_bytes - head % ring_bytes;

		if (to_end < wanted) {
			make_room(to_end);
			if (!sliver(head)) {
				at(head)->bytes = (u16)to_end;
				at(head)->is_room = true;
			}
			head += to_end;
		}
		make_room(wanted);
		last = at(head);
		last->bytes = (u16)wanted;
		last->is_room = false;
		head += wanted;
		return last;
	}
};

constinit log_ring ring{};

// See console_divert().
struct diversion {
	void (*write)(void *arg, const char *s, size_t len);
	void *arg;
	struct task_struct *task;
};
constinit struct diversion diversion = {};

/* The line that has not ended yet. */
struct open_line {
	bool in_log;     /* ring.last may be continued */
	bool on_console; /* the cursor is not at the left margin */
	bool shown;      /* its level let it through to the consoles */
};
constinit open_line line{};

/* Messages since the first; a console that comes later starts behind the ones that were already shown. */
constinit bool any_console_had_the_log = false;

/* The lock, unless this CPU has it already or everything is lost anyway. */
class log_guard
{
public:
	log_guard()
	{
		local_irq_save(flags_);
		const int me = smp_processor_id();

		if (READ_ONCE(log_lock_owner) == me)
			return;
		if (unlikely(oops_in_progress)) {
			/* The holder may be stopped for ever: wait a while, then go on without. */
			for (int tries = 0; tries < 1000000; tries++) {
				held_ = raw_spin_trylock(&log_lock);
				if (held_)
					break;
				cpu_relax();
			}
			usable_ = true;
		} else {
			raw_spin_lock(&log_lock);
			held_ = usable_ = true;
		}
		WRITE_ONCE(log_lock_owner, me);
	}
	~log_guard()
	{
		if (usable_)
			WRITE_ONCE(log_lock_owner, -1);
		if (held_)
			raw_spin_unlock(&log_lock);
		local_irq_restore(flags_);
	}
	/* False when this CPU was interrupted in the middle of printing. */
	bool usable() const
	{
		return usable_;
	}
	log_guard(const log_guard &) = delete;
	log_guard &operator=(const log_guard &) = delete;

private:
	unsigned long flags_;
	bool held_ = false;
	bool usable_ = false;
};

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

/* Goes on in the open line. False when the ring has no room there: the text becomes a record of its own. */
bool continue_line(const message &m)
{
	record *last = ring.last;

	if (!line.in_log || last->text_len + m.len > message_bytes)
		return false;
	/* The newest record ends at head: let it grow. */
	const size_t wanted = ALIGN(sizeof(record) + last->text_len + m.len, 8);
	const size_t growth = wanted - last->bytes;
	const size_t start = (char *)last - ring.bytes;

	if (start + wanted > ring_bytes)
		return false;
	ring.make_room(growth);
	memcpy(last->text() + last->text_len, m.text, m.len);
	last->text_len += m.len;
	last->bytes = (u16)wanted;
	ring.head += growth;
	line.in_log = !m.newline;
	if (line.shown) {
		write_to_all(m.text, m.len);
		line.on_console = true;
		if (m.newline)
			end_console_line();
	}
	return true;
}

void new_line(const message &m)
{
	const int level = m.level == LOGLEVEL_DEFAULT ? default_message_loglevel : m.level;
	record *r = ring.append(m.len);

	r->nanoseconds = local_clock();
	r->text_len = m.len;
	r->level = level;
	memcpy(r->text(), m.text, m.len);
	line.in_log = !m.newline;
	line.shown = !suppressed(level);
	if (!line.shown || !console_drivers)
		return;
	end_console_line();
	print_lines(r->nanoseconds, m.text, m.len, m.newline ? "\n" : "", write_to_all);
	line.on_console = !m.newline;
}

/* Everything from `from` on, to sink; level_max filters. */
template <typename Sink>
void for_each_record(u64 from, Sink sink)
{
	for (u64 position = from < ring.tail ? ring.tail : from; position < ring.head;) {
		if (const size_t skip = log_ring::sliver(position)) {
			position += skip;
			continue;
		}
		const record *r = ring.at(position);

		if (!r->is_room)
			sink(*r);
		position += r->bytes;
	}
}

} // namespace

extern "C" {

int vprintk_emit(int facility, int level, const char *fmt, va_list args)
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
		new_line(m);
	return (int)m.len;
}

int vprintk(const char *fmt, va_list args)
{
	return vprintk_emit(0, LOGLEVEL_DEFAULT, fmt, args);
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

	for_each_record(ring.cleared, [=](const record &r) {
		if (r.level <= level_max)
			print_lines(r.nanoseconds, r.text(), r.text_len, "\n",
				    [=](const char *s, size_t n) { sink(sink_arg, s, n); });
	});
}

void printk_clear_log(void)
{
	log_guard guard;

	ring.cleared = ring.head;
}

unsigned long printk_lost_lines(void)
{
	return READ_ONCE(ring.lost);
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

// Consoles.

namespace
{

void announce(const struct console *con, const char *what)
{
	const char *kind = con->flags & CON_BOOT ? "boot" : "";

	if (con->index < 0)
		pr_info("printk: legacy %sconsole [%s] %s\n", kind, con->name, what);
	else
		pr_info("printk: legacy %sconsole [%s%d] %s\n", kind, con->name, con->index, what);
}

bool is_registered(const struct console *wanted)
{
	struct console *con;

	for_each_console(con) if (con == wanted) return true;
	return false;
}

/* The ring to one console, as it would have got it had it been there. */
void replay(struct console *con)
{
	for_each_record(ring.tail, [=](const record &r) {
		if (!suppressed(r.level))
			print_lines(r.nanoseconds, r.text(), r.text_len, "\n",
				    [=](const char *s, size_t n) { write_to(con, s, n); });
	});
}

void unregister_boot_consoles()
{
	struct console **link = &console_drivers;

	while (struct console *con = *link) {
		if (!(con->flags & CON_BOOT)) {
			link = &con->next;
			continue;
		}
		announce(con, "disabled");
		log_guard guard;

		con->flags &= ~CON_ENABLED;
		*link = con->next;
	}
}

} // namespace

extern "C" {

void register_console(struct console *con)
{
	const bool replaces_boot_console = !(con->flags & CON_BOOT);

	if (is_registered(con) || (con->setup && con->setup(con, nullptr)))
		return;
	{
		log_guard guard;

		con->flags |= CON_ENABLED;
		if ((con->flags & CON_PRINTBUFFER) && !any_console_had_the_log)
			replay(con);
		if (con->flags & CON_PRINTBUFFER)
			any_console_had_the_log = true;
		line.in_log = line.on_console = false;
	}
	/* As in Linux, "enabled" is still seen on the boot console, and "disabled" is its last line. */
	struct console *rest = console_drivers;
	bool boot_console_shows_it = false;

	for (struct console *c = rest; c; c = c->next)
		boot_console_shows_it |= (c->flags & CON_BOOT) != 0;
	if (!(replaces_boot_console && boot_console_shows_it)) {
		con->next = console_drivers;
		console_drivers = con;
		announce(con, "enabled");
		return;
	}
	announce(con, "enabled");
	unregister_boot_consoles();
	{
		log_guard guard;

		con->next = console_drivers;
		console_drivers = con;
	}
}

int unregister_console(struct console *con)
{
	log_guard guard;

	for (struct console **link = &console_drivers; *link; link = &(*link)->next) {
		if (*link == con) {
			*link = con->next;
			con->flags &= ~CON_ENABLED;
			return 0;
		}
	}
	return -ENODEV;
}

void console_init(void)
{
	console_initcalls();
}

} // extern "C"

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
