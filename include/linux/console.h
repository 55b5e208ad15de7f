/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_CONSOLE_H
#define _LINUX_CONSOLE_H
/*
 * Consoles: where printk()'s text goes, and where the shell's keystrokes come from.
 *
 * A driver fills in a struct console and calls register_console(); from then on printk() hands
 * every piece of text to its write(). A boot console (CON_BOOT) is polled, exists from the moment
 * the device tree names one, and leaves when the real console of the same device registers. Input
 * comes the other way through getc(), which never waits; console_getchar() does the waiting for
 * everybody.
 *
 * Linux 6.12: include/linux/console.h. There, input goes through the tty layer; here getc() stands
 * in for it.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

/** enum cons_flags - what a console is and which state it is in (values as in Linux). */
enum cons_flags {
	CON_PRINTBUFFER = 1 << 0, /* print what is already in the log when it registers */
	CON_CONSDEV = 1 << 1,     /* the preferred console */
	CON_ENABLED = 1 << 2,     /* gets text */
	CON_BOOT = 1 << 3,        /* temporary, until a real console registers */
	CON_ANYTIME = 1 << 4,     /* works before per-CPU data exists */
	CON_BRL = 1 << 5,
	CON_EXTENDED = 1 << 6,
	CON_SUSPENDED = 1 << 7,
	CON_NBCON = 1 << 8,
};

/**
 * struct console - one console device.
 * @name:  base name, for instance "ttyAMA".
 * @write: writes @count bytes, adding a carriage return before each newline. Any context,
 *         also with interrupts masked
 *	   and from a panic; must not sleep or print.
 * @getc:  next received byte (0..255), or -1 when there is none. Never waits. NULL: no input.
 * @setup: called once by register_console(); non-zero refuses the registration. May be NULL.
 * @flags: bits of enum cons_flags.
 * @index: number behind the name: "ttyAMA" 0, "pl" 11.
 * @data:  the driver's.
 * @next:  list that register_console() keeps.
 */
struct console {
	char name[16];
	void (*write)(struct console *co, const char *s, unsigned int count);
	int (*getc)(struct console *co);
	int (*setup)(struct console *co, char *options);
	short flags;
	short index;
	void *data;
	struct console *next;
};

/**
 * console_drivers - registered consoles, head of a list linked through struct console.next
 * (kernel/printk/log.cpp).
 */
extern struct console *console_drivers;

#define for_each_console(con) for ((con) = console_drivers; (con); (con) = (con)->next)

/**
 * register_console() - give a console printk()'s text (kernel/printk/console.cpp).
 * @console: static storage.
 *
 * With CON_PRINTBUFFER the log so far is written to it first, unless a boot console already showed
 * it. The first console without CON_BOOT unregisters every boot console. Linux 6.12:
 * register_console().
 */
void register_console(struct console *console);

/**
 * unregister_console() - stop giving @console text. Returns 0, or -ENODEV when it isn't registered.
 */
int unregister_console(struct console *console);

/**
 * console_getchar() - wait for the next byte of input from any console
 * (drivers/tty/console_input.cpp).
 *
 * Sleeps; while there is idle work (mm's deferred struct page
 * initialisation) one block of it is done per round instead. Process context only. Returns the
 * byte, 0..255.
 */
int console_getchar(void);

/** console_getchar_timeout() - console_getchar() for @timeout jiffies at most, 0 for no limit; -1 when time is up. */
int console_getchar_timeout(unsigned long timeout);

/** console_input_arrived() - a driver's interrupt handler has input: wakes the reader. Any context. */
void console_input_arrived(void);

/** console_poll_char() - the next byte of input, or -1 when there is none now. Any context. */
int console_poll_char(void);

/**
 * console_puts() - write @s to the consoles past the log: for the shell's own output
 * (kernel/printk/log.cpp).
 */
void console_puts(const char *s);

/**
 * console_printf() - console_puts() of formatted text (kernel/printk/log.cpp). Returns the number of
 * characters.
 */
int console_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * console_divert() - give what the calling task prints by console_puts() and its kin to a function
 * instead of the consoles, as the shell does for "> FILE" (kernel/printk/log.cpp). @write NULL ends it.
 */
void console_divert(void (*write)(void *arg, const char *s, size_t len), void *arg);

/**
 * console_init() - boot step: what is to be done for consoles once interrupts and time work
 * (kernel/printk/log.cpp).
 */
void console_init(void);

__END_DECLS

#endif /* _LINUX_CONSOLE_H */
