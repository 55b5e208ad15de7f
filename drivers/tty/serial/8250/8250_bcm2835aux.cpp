// SPDX-License-Identifier: GPL-2.0-only
//
// The Raspberry Pi's mini-UART as the machine's console: ttyS1 (its alias there is serial1).
//
//	printk, shell --write()--> polled transmitter: waits while the FIFO is full
//	receive interrupt --> serial::receiver (port.h) --getc()--> console_getchar()
//
// Its speed hangs on the core's clock, which the firmware may have set to anything: the driver asks
// (of_clk_get_rate() goes through the tree to the firmware), looks what speed the divisor gives, and
// sets it only if that is not the one asked for. When nobody tells the clock all stays as it is.
//
// Linux 6.12: drivers/tty/serial/8250/8250_bcm2835aux.c; the text is the 8250 core's.

#include <linux/kernel.h>
#include <linux/clk.h>
#include <linux/console.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/of_address.h>
#include <linux/of_irq.h>
#include <linux/pinctrl/consumer.h>
#include <linux/printk.h>
#include "drivers/tty/serial/8250/bcm2835aux.h"
#include "drivers/tty/serial/port.h"

namespace
{

struct mini_uart_line {
	static int receive(u8 __iomem *base)
	{
		return bcm2835aux::receive(base);
	}
	// The line is up as long as the FIFO holds something: nothing to clear.
	static void acknowledge(u8 __iomem *)
	{
	}
	static void receive_interrupt(u8 __iomem *base, bool on)
	{
		bcm2835aux::put(base, bcm2835aux::ier, on ? bcm2835aux::ier_receive : 0);
	}
};

constinit serial::receiver<mini_uart_line> uart;
constinit serial::label label;
constinit resource range = {};

void aux_console_write(console *, const char *s, unsigned count)
{
	bcm2835aux::write(uart.base, s, count);
}

int aux_console_getc(console *)
{
	return uart.getc();
}

constinit console aux_console = {
	.name = "ttyS",
	.write = aux_console_write,
	.getc = aux_console_getc,
	.flags = CON_PRINTBUFFER,
	.index = 0,
};

void set_speed(u8 __iomem *base, u32 clock)
{
	using namespace bcm2835aux;

	const u32 wanted = serial::console_baud();

	if (!clock || serial::close_enough(clock / (8 * (get(base, baud) + 1)), wanted))
		return;
	put(base, baud, DIV_ROUND_CLOSEST(clock, 8 * wanted) - 1);
}

int bcm2835aux_serial_probe(device_node *node)
{
	if (of_address_to_resource(node, 0, &range))
		return -EINVAL;
	uart.base = static_cast<u8 __iomem *>(ioremap(range.start, resource_size(&range)));
	if (!uart.base)
		return -ENOMEM;
	label.set(node, range.start);
	range.name = label.claim;
	request_resource(&iomem_resource, &range);

	const unsigned irq = irq_of_parse_and_map(node, 0);
	const u32 clock = static_cast<u32>(of_clk_get_rate(node, 0));

	pinctrl_select_default(node);
	bcm2835aux::put(uart.base, bcm2835aux::ier, 0);
	bcm2835aux::switch_on(uart.base);
	set_speed(uart.base, clock);
	if (uart.start(irq, label.name))
		pr_warn("%s: no interrupt: input is polled\n", label.name);
	aux_console.index = static_cast<short>(serial::index_of(node));
	pr_info("%s: ttyS%d at MMIO 0x%llx (irq = %u, base_baud = %u) is a 16550\n", label.name,
		aux_console.index, static_cast<u64>(range.start), uart.irq, clock / 8);
	register_console(&aux_console);
	return 0;
}

int __init bcm2835aux_serial_init()
{
	device_node *const node = serial::console_node();

	if (!node || !of_device_is_compatible(node, "brcm,bcm2835-aux-uart"))
		return 0;
	if (int error = bcm2835aux_serial_probe(node))
		pr_err("%s: error %d\n", of_node_full_name(node), error);
	return 0;
}
arch_initcall(bcm2835aux_serial_init);

} // namespace
