/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Messages of the kernel: into a ring of records, from there to every registered console. docs/printk-and-kunit.md.
 */
#ifndef __KERNEL_PRINTK__
#define __KERNEL_PRINTK__
#include <linux/stdarg.h>
#include <linux/init.h>
#include <linux/kern_levels.h>
#include <linux/linkage.h>
#include <linux/types.h>
#include <linux/sprintf.h>

struct va_format {
	const char *fmt;
	va_list *va;
};

static inline int printk_get_level(const char *buffer)
{
	if (buffer[0] == KERN_SOH_ASCII && buffer[1] &&
	    ((buffer[1] >= '0' && buffer[1] <= '7') || buffer[1] == 'c'))
		return buffer[1];
	return 0;
}
static inline const char *printk_skip_level(const char *buffer)
{
	return printk_get_level(buffer) ? buffer + 2 : buffer;
}
static inline const char *printk_skip_headers(const char *buffer)
{
	while (printk_get_level(buffer))
		buffer = printk_skip_level(buffer);
	return buffer;
}

__BEGIN_DECLS
/*
 * _printk() - one message
 * @fmt: KERN_<LEVEL> "text\n" and printf's arguments; without a newline the line is continued by KERN_CONT
 * Any context, interrupts included; takes the log's and the consoles' raw spinlock. Return: length of the text.
 */
asmlinkage __printf(1, 2) __cold int _printk(const char *fmt, ...);
__printf(1, 0) int vprintk(const char *fmt, va_list args);
/*
 * vprintk_emit() - the same with what a record keeps beside its text
 * @facility: syslog's, 0 for the kernel; @level: -1 takes it from the text
 * @dev_info: whom the message is about, or NULL
 */
struct dev_printk_info;
__printf(4, 0) int vprintk_emit(int facility, int level, const struct dev_printk_info *dev_info,
				const char *fmt, va_list args);

/* Messages with a level below console_loglevel reach the consoles. */
extern int console_printk[4];
#define console_loglevel            (console_printk[0])
#define default_message_loglevel    (console_printk[1])
#define minimum_console_loglevel    (console_printk[2])
#define default_console_loglevel    (console_printk[3])
#define CONSOLE_LOGLEVEL_DEFAULT    CONFIG_CONSOLE_LOGLEVEL_DEFAULT
#define CONSOLE_LOGLEVEL_QUIET      CONFIG_CONSOLE_LOGLEVEL_QUIET
#define CONSOLE_LOGLEVEL_DEBUG      10
#define CONSOLE_LOGLEVEL_MOTORMOUTH 15
#define CONSOLE_LOGLEVEL_SILENT     0
#define CONSOLE_LOGLEVEL_MIN        1
#define MESSAGE_LOGLEVEL_DEFAULT    CONFIG_MESSAGE_LOGLEVEL_DEFAULT
static inline void console_silent(void)
{
	console_loglevel = CONSOLE_LOGLEVEL_SILENT;
}
static inline void console_verbose(void)
{
	if (console_loglevel)
		console_loglevel = CONSOLE_LOGLEVEL_MOTORMOUTH;
}
extern bool ignore_loglevel;

/*
 * printk_read_log() - the log's lines, oldest first, as the consoles show them ("[    0.000000] text\n")
 * @sink: gets one line at a time; sink_arg is passed through
 * @level_max: only lines of this level and below (7: all)
 */
void printk_read_log(void (*sink)(void *sink_arg, const char *line, size_t len), void *sink_arg,
		     int level_max);
/* Forgets the lines so far (dmesg -c). */
void printk_clear_log(void);
/* Lines lost because the ring was full. */
unsigned long printk_lost_lines(void);

/* Beside console_puts() and console_printf() of linux/console.h: bytes as they are, a va_list. Not into the log. */
void console_write_bytes(const char *s, size_t len);
__printf(1, 0) int console_vprintf(const char *fmt, va_list args);

/* Prints who runs where, and the call trace. */
asmlinkage void dump_stack(void);
asmlinkage void dump_stack_lvl(const char *log_lvl);
void dump_stack_print_info(const char *log_lvl);
void show_regs_print_info(const char *log_lvl);
__printf(1, 2) void dump_stack_set_arch_desc(const char *fmt, ...);
/* One caller-held burst at a time; see lib/ratelimit. */
bool __printk_ratelimit(const char *function);
extern const char linux_banner[];
extern const char linux_proc_banner[];
__END_DECLS

#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif
#define no_printk(fmt, ...)                                                                        \
	({                                                                                         \
		if (0)                                                                             \
			_printk(fmt, ##__VA_ARGS__);                                               \
		0;                                                                                 \
	})
#define printk(fmt, ...)          _printk(fmt, ##__VA_ARGS__)
#define printk_deferred(fmt, ...) _printk(fmt, ##__VA_ARGS__)
#define pr_emerg(fmt, ...)        printk(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert(fmt, ...)        printk(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit(fmt, ...)         printk(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err(fmt, ...)          printk(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn(fmt, ...)         printk(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice(fmt, ...)       printk(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...)         printk(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_cont(fmt, ...)         printk(KERN_CONT fmt, ##__VA_ARGS__)
#ifdef DEBUG
#define pr_devel(fmt, ...) printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug(fmt, ...) printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#else
#define pr_devel(fmt, ...) no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug(fmt, ...) no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#endif

#define printk_once(fmt, ...)                                                                      \
	({                                                                                         \
		static bool __printed __section(".data..once");                                    \
		if (unlikely(!__printed)) {                                                        \
			__printed = true;                                                          \
			printk(fmt, ##__VA_ARGS__);                                                \
		}                                                                                  \
	})
#define printk_deferred_once     printk_once
#define pr_emerg_once(fmt, ...)  printk_once(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert_once(fmt, ...)  printk_once(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit_once(fmt, ...)   printk_once(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_once(fmt, ...)    printk_once(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_once(fmt, ...)   printk_once(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice_once(fmt, ...) printk_once(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_once(fmt, ...)   printk_once(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_once(fmt, ...)  no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)

#include <linux/ratelimit_types.h>
#define printk_ratelimited(fmt, ...)                                                               \
	({                                                                                         \
		static DEFINE_RATELIMIT_STATE(__rs, DEFAULT_RATELIMIT_INTERVAL,                    \
					      DEFAULT_RATELIMIT_BURST);                            \
		if (__ratelimit(&__rs))                                                            \
			printk(fmt, ##__VA_ARGS__);                                                \
	})
#define pr_emerg_ratelimited(fmt, ...)  printk_ratelimited(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert_ratelimited(fmt, ...)  printk_ratelimited(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit_ratelimited(fmt, ...)   printk_ratelimited(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_ratelimited(fmt, ...)    printk_ratelimited(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_ratelimited(fmt, ...)   printk_ratelimited(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice_ratelimited(fmt, ...) printk_ratelimited(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_ratelimited(fmt, ...)   printk_ratelimited(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_ratelimited(fmt, ...)  no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)

enum { DUMP_PREFIX_NONE, DUMP_PREFIX_ADDRESS, DUMP_PREFIX_OFFSET };
__BEGIN_DECLS
/*
 * hex_dump_to_buffer() - one line of a dump. rowsize 16 or 32 bytes, groupsize 1, 2, 4 or 8.
 * Return: length the whole line needs.
 */
int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize, char *linebuf,
		       size_t linebuflen, bool ascii);
void print_hex_dump(const char *level, const char *prefix_str, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii);
__END_DECLS
#define print_hex_dump_bytes(prefix_str, prefix_type, buf, len)                                    \
	print_hex_dump(KERN_DEBUG, prefix_str, prefix_type, 16, 1, buf, len, true)
#define print_hex_dump_debug(prefix_str, prefix_type, rowsize, groupsize, buf, len, ascii) ((void)0)
#endif
