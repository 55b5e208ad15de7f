// SPDX-License-Identifier: GPL-2.0-only
//
// Which consoles there are: the boot console from the moment the device tree is read, until the real one of the same device
// registers.
//
// Linux 6.12: register_console(), unregister_console(), console_init() of kernel/printk/printk.c.
#include "kernel/printk/internal.h"

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/printk.h>

using printk_log::log_guard;
using printk_log::start_console;

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
	start_console(con);
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
