// SPDX-License-Identifier: GPL-2.0-only
//
// A PL011 as the machine's console: ttyAMA0.
//
//	printk, shell --write()--> polled transmitter: waits only while the FIFO is full
//	receive interrupt --> serial::receiver (port.h) --getc()--> console_getchar()
//
// Speed and format are the firmware's, if it has set any; else they are set from the clock that the
// tree names.
//
// Linux 6.12: drivers/tty/serial/amba-pl011.c; drivers/of/platform.c for the PrimeCell's places in
// /proc/iomem.

#include <linux/kernel.h>
#include <linux/clk.h>
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/of_address.h>
#include <linux/of_irq.h>
#include <linux/pinctrl/consumer.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include "drivers/tty/serial/pl011.h"
#include "drivers/tty/serial/port.h"

namespace
{

struct pl011_line {
	static constexpr u32 interrupts = pl011::irq_rx | pl011::irq_rx_timeout;

	static int receive(u8 __iomem *base)
	{
		return pl011::receive(base);
	}
	static void acknowledge(u8 __iomem *base)
	{
		pl011::put(base, pl011::icr, interrupts);
	}
	static void receive_interrupt(u8 __iomem *base, bool on)
	{
		pl011::put(base, pl011::imsc, on ? interrupts : 0);
	}
};

constinit serial::receiver<pl011_line> uart;
constinit serial::label label;

void pl011_console_write(console *, const char *s, unsigned count)
{
	pl011::write(uart.base, s, count);
}

int pl011_console_getc(console *)
{
	return uart.getc();
}

constinit console amba_console = {
	.name = "ttyAMA",
	.write = pl011_console_write,
	.getc = pl011_console_getc,
	.flags = CON_PRINTBUFFER,
	.index = 0,
};

// A port whose divisor is still 0 was never started by anybody: eight bits, the speed asked for. The
// divisor counts in 64ths of 16 clocks. Nothing is known without a clock: then all stays as it is.
void set_speed(u8 __iomem *base, u32 clock)
{
	using namespace pl011;

	if (!clock || get(base, ibrd))
		return;
	const u32 divisor = DIV_ROUND_CLOSEST(clock * 4, serial::console_baud());

	put(base, ibrd, divisor / 64);
	put(base, fbrd, divisor % 64);
	put(base, lcr_h, lcr_8_bits); // a write to it takes the divisor over
}

// Switch FIFOs and both directions on. Line control and divisor may only be written while the UART
// is off and idle (DDI 0183, 3.3.8).
void start_port(u8 __iomem *base, u32 clock)
{
	using namespace pl011;

	while (get(base, fr) & fr_busy)
		cpu_relax();
	u32 control = get(base, cr);
	put(base, cr, control & ~cr_enable);
	set_speed(base, clock);
	u32 line = get(base, lcr_h);
	// Switching the FIFO on empties it: what is there is taken just before. (QEMU receives even
	// now; a byte that comes between the two is lost there.)
	uart.take();
	if (!(line & lcr_fifo_enable))
		put(base, lcr_h, line | lcr_fifo_enable);
	put(base, cr, control | cr_enable | cr_tx_enable | cr_rx_enable);
	put(base, imsc, 0);
	put(base, icr, irq_all);
}

int pl011_probe(device_node *node, resource *range)
{
	uart.base = static_cast<u8 __iomem *>(ioremap(range->start, resource_size(range)));
	if (!uart.base)
		return -ENOMEM;
	__request_region(range, range->start, resource_size(range), label.claim, 0);
	const unsigned irq = irq_of_parse_and_map(node, 0);
	pinctrl_select_default(node);
	start_port(uart.base, static_cast<u32>(of_clk_get_rate(node, 0)));
	if (uart.start(irq, "uart-pl011"))
		pr_warn("%s: no interrupt: input is polled\n", label.name);
	amba_console.index = static_cast<short>(serial::index_of(node));
	pr_info("%s: ttyAMA%d at MMIO 0x%llx (irq = %u, base_baud = 0) is a PL011 rev%u\n",
		label.name, amba_console.index, static_cast<u64>(range->start), uart.irq,
		pl011::get(uart.base, pl011::pid2) >> 4);
	register_console(&amba_console);
	return 0;
}

// Every PrimeCell of the tree has its place in /proc/iomem, driven or not. Linux 6.12:
// of_amba_device_create().
int __init amba_init()
{
	device_node *console_port = serial::console_node(), *node = nullptr;

	pr_info("Serial: AMBA PL011 UART driver\n");
	while ((node = of_find_compatible_node(node, nullptr, "arm,primecell"))) {
		auto *range = static_cast<resource *>(kzalloc(sizeof(resource), GFP_KERNEL));

		if (!range)
			return -ENOMEM;
		if (!of_device_is_available(node) || of_address_to_resource(node, 0, range) ||
		    request_resource(&iomem_resource, range)) {
			kfree(range);
			continue;
		}
		if (node != console_port)
			continue;
		label.set(node, range->start);
		if (int error = pl011_probe(node, range))
			pr_err("%s: error %d\n", label.name, error);
	}
	return 0;
}
arch_initcall(amba_init);

} // namespace
