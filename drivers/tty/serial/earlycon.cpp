// SPDX-License-Identifier: GPL-2.0-only
//
// The early console: polled output (and input, should it be needed) on a PL011, from the moment the
// device tree is read.
//
// The port is mapped in the fixmap, a page at an address known at compile time, because there is
// nothing yet to allocate from. Which port: the one stdout-path names. When the tree can't say,
// "earlycon=pl011,<address>" on the command line may; and when the tree can't even be read, the
// places where known boards have theirs are tried.
//
// Linux 6.12: drivers/tty/serial/earlycon.c, amba-pl011.c (pl011_early_console_setup).

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
#include "drivers/tty/serial/pl011.h"

namespace
{

u8 __iomem *map(phys_addr_t phys)
{
	return reinterpret_cast<u8 __iomem *>(set_fixmap_offset_io(FIX_EARLYCON_MEM_BASE, phys));
}

void early_write(console *con, const char *s, unsigned count)
{
	pl011::write(static_cast<u8 __iomem *>(con->data), s, count);
}

int early_getc(console *con)
{
	return pl011::receive(static_cast<u8 __iomem *>(con->data));
}

// Linux takes the name "pl11" apart like this.
constinit console early_console = {
	.name = "pl",
	.write = early_write,
	.getc = early_getc,
	.flags = CON_PRINTBUFFER | CON_BOOT,
	.index = 11,
};

// Speed and format stay as the firmware left them: only the transmitter and receiver are switched
// on.
int start(phys_addr_t phys, u8 __iomem *base)
{
	using namespace pl011;

	if (early_console.data)
		return 0;
	put(base, cr, get(base, cr) | cr_enable | cr_tx_enable | cr_rx_enable);
	early_console.data = base;
	pr_info("pl11 at MMIO 0x%016llx (options '')\n", static_cast<u64>(phys));
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
	u64 phys;

	if (!option || !*option)
		return 0;
	if (strncmp(option, "pl011,", 6))
		return -EINVAL;
	option += 6;
	if (!strncmp(option, "mmio32,", 7))
		option += 7;
	char *end;
	phys = simple_strtoull(option, &end, 0);
	if (end == option || (*end && *end != ',') || phys & 3)
		return -EINVAL;
	return start(phys, map(phys));
}
early_param("earlycon", setup_earlycon);

} // namespace

int setup_earlycon_from_dt(void)
{
	struct resource range;

	if (early_console.data)
		return 0;
	if (!of_stdout || !of_device_is_compatible(of_stdout, "arm,pl011") ||
	    of_address_to_resource(of_stdout, 0, &range))
		return -ENODEV;
	return start(range.start, map(range.start));
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
			return start(phys, base);
	}
	return -ENODEV;
}
