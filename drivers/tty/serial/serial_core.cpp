// SPDX-License-Identifier: GPL-2.0-only
//
// Which serial port is the console, and at what speed.
//
//	console=ttyS1,115200n8        the last one that names a serial port wins
//	/chosen stdout-path           "serial1:115200n8": an alias or a path, then speed and format
//	the first port of the tree    a PL011 before a mini-UART
//
// Other values of console= (tty1, hvc0) are the screen's and the hypervisor's, and as little to us as to
// a Linux without those drivers.
//
// Linux 6.12: kernel/printk/printk.c (console_setup), drivers/of/base.c (of_alias_get_id),
// drivers/tty/serial/serial_core.c (uart_parse_options).

#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include "drivers/tty/serial/port.h"

namespace
{

struct port_kind {
	const char *tty, *compatible;
};
constexpr port_kind kinds[] = {
	{"ttyAMA", "arm,pl011"},
	{"ttyS", "brcm,bcm2835-aux-uart"},
};

// What console= asked for: kind, number, speed (0: not said).
struct request {
	const port_kind *kind;
	u32 index, baud;
};
constinit request asked = {};

u32 speed(const char *options)
{
	return static_cast<u32>(simple_strtoul(options, nullptr, 10));
}

int __init console_setup(char *text)
{
	for (const port_kind &kind : kinds) {
		const size_t length = strlen(kind.tty);
		char *end;

		if (!text || strncmp(text, kind.tty, length))
			continue;
		const u32 index = static_cast<u32>(simple_strtoul(text + length, &end, 10));
		if (end == text + length || (*end && *end != ','))
			continue;
		asked = {&kind, index, *end ? speed(end + 1) : 0};
	}
	return 1;
}
__setup("console=", console_setup);

device_node *first_of(const char *compatible)
{
	device_node *node = nullptr;

	while ((node = of_find_compatible_node(node, nullptr, compatible)))
		if (of_device_is_available(node))
			return node;
	return nullptr;
}

device_node *asked_for()
{
	device_node *node = nullptr;

	while (asked.kind &&
	       (node = of_find_compatible_node(node, nullptr, asked.kind->compatible)))
		if (of_device_is_available(node) &&
		    static_cast<u32>(serial::index_of(node)) == asked.index)
			return node;
	return nullptr;
}

bool is_ours(const device_node *node)
{
	for (const port_kind &kind : kinds)
		if (node && of_device_is_compatible(node, kind.compatible))
			return true;
	return false;
}

} // namespace

namespace serial
{

device_node *console_node()
{
	if (device_node *node = asked_for())
		return node;
	if (is_ours(of_stdout))
		return of_stdout;
	for (const port_kind &kind : kinds)
		if (device_node *node = first_of(kind.compatible))
			return node;
	return nullptr;
}

int index_of(device_node *node)
{
	char alias[12];

	for (int i = 0; i < 10; i++) {
		snprintf(alias, sizeof(alias), "serial%d", i);
		if (of_find_node_by_path(alias) == node)
			return i;
	}
	return 0;
}

u32 console_baud()
{
	const char *path, *options = nullptr;
	u32 baud = asked_for() ? asked.baud : 0;

	if (!baud && of_chosen && !of_property_read_string(of_chosen, "stdout-path", &path))
		options = strchr(path, ':');
	if (options)
		baud = speed(options + 1);
	return baud ? baud : 115200;
}

void label::set(device_node *node, u64 address)
{
	const char *const full = of_node_full_name(node);

	snprintf(name, sizeof(name), "%llx.%.*s", address, static_cast<int>(strcspn(full, "@")),
		 full);
	snprintf(claim, sizeof(claim), "%s %s", name, full);
}

} // namespace serial
