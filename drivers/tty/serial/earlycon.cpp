// SPDX-License-Identifier: GPL-2.0-only
//
// The early console: polled output (and input, should it be needed), from the moment the device tree is
// read.
//
// The port is mapped in the fixmap, a page at an address known at compile time, because there is
// nothing yet to allocate from. Which port: the one stdout-path names. When the tree can't say,
// "earlycon=pl011,<address>" (or bcm2835aux) on the command line may; and when the tree can't even be
// read, the places where known boards have a PL011 are tried.
//
// Linux 6.12: drivers/tty/serial/earlycon.c, amba-pl011.c (pl011_early_console_setup),
// 8250/8250_bcm2835aux.c (early_bcm2835aux_setup).

#define pr_fmt(fmt) "earlycon: " fmt

#include <linux/kernel.h>
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/of_address.h>
#include <linux/printk.h>
#include <linux/serial_core.h>
#include <linux/string.h>
#include <asm/extable.h>
#include <asm/fixmap.h>
#include "drivers/tty/serial/8250/bcm2835aux.h"
#include "drivers/tty/serial/pl011.h"

namespace
{

u8 __iomem *map(phys_addr_t phys)
{
	return reinterpret_cast<u8 __iomem *>(set_fixmap_offset_io(FIX_EARLYCON_MEM_BASE, phys));
}

u8 __iomem *registers(const console *con)
{
	return static_cast<u8 __iomem *>(con->data);
}

// Speed and format stay as the firmware left them: only transmitter and receiver are switched on.
void pl011_start(u8 __iomem *base)
{
	using namespace pl011;

	put(base, cr, get(base, cr) | cr_enable | cr_tx_enable | cr_rx_enable);
}

void pl011_write(console *con, const char *s, unsigned count)
{
	pl011::write(registers(con), s, count);
}

int pl011_getc(console *con)
{
	return pl011::receive(registers(con));
}

void bcm2835aux_write(console *con, const char *s, unsigned count)
{
	bcm2835aux::write(registers(con), s, count);
}

int bcm2835aux_getc(console *con)
{
	return bcm2835aux::receive(registers(con));
}

struct early_port {
	const char *option, *compatible;
	void (*start)(u8 __iomem *base);
	console as_console;
};

constexpr short boot_console = CON_PRINTBUFFER | CON_BOOT;

// Linux takes the name "pl11" apart like this.
constexpr early_port pl011_port = {
	.option = "pl011,",
	.compatible = "arm,pl011",
	.start = pl011_start,
	.as_console = {.name = "pl",
		       .write = pl011_write,
		       .getc = pl011_getc,
		       .flags = boot_console,
		       .index = 11},
};
constexpr early_port bcm2835aux_port = {
	.option = "bcm2835aux,",
	.compatible = "brcm,bcm2835-aux-uart",
	.start = bcm2835aux::switch_on,
	.as_console = {.name = "bcm2835aux",
		       .write = bcm2835aux_write,
		       .getc = bcm2835aux_getc,
		       .flags = boot_console,
		       .index = 0},
};
constexpr const early_port *ports[] = {&pl011_port, &bcm2835aux_port};

constinit console early_console = {};

int start(const early_port &port, phys_addr_t phys, u8 __iomem *base)
{
	if (early_console.data)
		return 0;
	port.start(base);
	early_console = port.as_console;
	early_console.data = base;
	pr_info("%s%d at MMIO 0x%016llx (options '')\n", early_console.name, early_console.index,
		static_cast<u64>(phys));
	register_console(&early_console);
	return 0;
}

// Does a PL011 answer at @base? Its identification says 0x11, 0x10 and the PrimeCell's 0x0d 0xf0
// 0x05 0xb1.
bool is_pl011(u8 __iomem *base)
{
	constexpr struct {
		u32 offset, value;
	} expected[] = {{0xfe0, 0x11}, {0xfe4, 0x10}, {0xff0, 0x0d},
			{0xff4, 0xf0}, {0xff8, 0x05}, {0xffc, 0xb1}};

	for (auto [offset, value] : expected) {
		u32 found;

		if (probe_read32(base + offset, &found) || (found & 0xff) != value)
			return false;
	}
	return true;
}

// "earlycon" alone means what the tree says; "earlycon=pl011,<address>" names the port.
int __init setup_earlycon(char *option)
{
	if (!option || !*option)
		return 0;
	for (const early_port *port : ports) {
		const size_t length = strlen(port->option);
		char *end;

		if (strncmp(option, port->option, length))
			continue;
		option += length;
		if (!strncmp(option, "mmio32,", 7))
			option += 7;
		const u64 phys = simple_strtoull(option, &end, 0);
		if (end == option || (*end && *end != ',') || phys & 3)
			return -EINVAL;
		return start(*port, phys, map(phys));
	}
	return -EINVAL;
}
early_param("earlycon", setup_earlycon);

} // namespace

int setup_earlycon_from_dt(void)
{
	struct resource range;

	if (early_console.data)
		return 0;
	for (const early_port *port : ports)
		if (of_stdout && of_device_is_compatible(of_stdout, port->compatible) &&
		    !of_address_to_resource(of_stdout, 0, &range))
			return start(*port, range.start, map(range.start));
	return -ENODEV;
}

int setup_earlycon_probe(void)
{
	constexpr phys_addr_t known[] = {
		0x09000000, // QEMU virt
		0xfe201000, // Raspberry Pi 4
	};

	if (early_console.data)
		return 0;
	for (phys_addr_t phys : known) {
		u8 __iomem *base = map(phys);

		if (is_pl011(base))
			return start(pl011_port, phys, base);
	}
	return -ENODEV;
}
