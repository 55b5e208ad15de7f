// SPDX-License-Identifier: GPL-2.0-only
//
// The serial port as the machine's console: ttyAMA0.
//
//	printk, shell --write()--> polled transmitter: waits only while the FIFO is full
//	receive interrupt --> ring of 256 bytes --getc()--> console_getchar()
//
// The ring has one writer (the interrupt, or code that holds it off) and one reader (whoever waits
// for a key), so head and tail need no lock: each side writes its own index after the byte. While
// the ring is full the interrupt is masked and bytes wait in the FIFO, and behind it with the
// sender: nothing is lost of a script that is piped in.
//
// Linux 6.12: drivers/tty/serial/amba-pl011.c; drivers/of/platform.c for the PrimeCell's places in
// /proc/iomem.

#include <linux/kernel.h>
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/irqflags.h>
#include <linux/of_address.h>
#include <linux/of_irq.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <asm/barrier.h>
#include "drivers/tty/serial/pl011.h"

namespace
{

class ring
{
public:
	bool full() const
	{
		return head - smp_load_acquire(&tail) == size;
	}
	void push(u8 byte)
	{
		bytes[head % size] = byte;
		smp_store_release(&head, head + 1);
	}
	int pop()
	{
		u32 at = tail;

		if (at == smp_load_acquire(&head))
			return -1;
		int byte = bytes[at % size];
		smp_store_release(&tail, at + 1);
		return byte;
	}

private:
	static constexpr u32 size = 256;
	u32 head = 0, tail = 0;
	u8 bytes[size] = {};
};

struct port {
	u8 __iomem *base = nullptr;
	unsigned irq = 0;
	ring received;
	char name[32] = {};  // "9000000.pl011", as Linux names the device
	char claim[80] = {}; // the name in /proc/iomem
};

constinit port uart;

constexpr u32 receive_interrupts = pl011::irq_rx | pl011::irq_rx_timeout;

// From the FIFO into the ring, as much as fits. Interrupts masked. Returns whether there was
// anything.
bool take_received()
{
	bool any = false;

	for (int byte; !uart.received.full() && (byte = pl011::receive(uart.base)) >= 0; any = true)
		uart.received.push(static_cast<u8>(byte));
	return any;
}

irqreturn_t pl011_int(int, void *)
{
	// First: what arrives behind the last byte taken must announce itself, or it waits until somebody looks.
	pl011::put(uart.base, pl011::icr, receive_interrupts);

	const bool any = take_received();

	if (uart.received.full())
		pl011::put(uart.base, pl011::imsc, 0);
	if (any)
		console_input_arrived();
	return IRQ_RETVAL(any);
}

// Let interrupts come, and take what arrived before: a full FIFO would not announce itself again.
void receive_on()
{
	unsigned long flags;

	local_irq_save(flags);
	pl011::put(uart.base, pl011::imsc, receive_interrupts);
	take_received();
	local_irq_restore(flags);
}

void pl011_console_write(console *, const char *s, unsigned count)
{
	pl011::write(uart.base, s, count);
}

// With interrupts masked for good (a panic) nobody fills the ring: then the port itself is asked.
int pl011_console_getc(console *)
{
	const bool was_full = uart.received.full();
	const int byte = uart.received.pop();

	if (!uart.irq)
		return byte >= 0 ? byte : pl011::receive(uart.base);
	if (was_full)
		receive_on();
	return byte;
}

constinit console amba_console = {
	.name = "ttyAMA",
	.write = pl011_console_write,
	.getc = pl011_console_getc,
	.flags = CON_PRINTBUFFER,
	.index = 0,
};

// Switch FIFOs and both directions on; speed and format stay the firmware's. The line control
// register may only be written while the UART is off and idle (DDI 0183, 3.3.8).
void start_port(u8 __iomem *base)
{
	using namespace pl011;

	while (get(base, fr) & fr_busy)
		cpu_relax();
	u32 control = get(base, cr), line = get(base, lcr_h);
	put(base, cr, control & ~cr_enable);
	// Switching the FIFO on empties it: what is there is taken just before. (QEMU receives even
	// now; a byte that comes between the two is lost there.)
	take_received();
	if (!(line & lcr_fifo_enable))
		put(base, lcr_h, line | lcr_fifo_enable);
	put(base, cr, control | cr_enable | cr_tx_enable | cr_rx_enable);
	put(base, imsc, 0);
	put(base, icr, irq_all);
}

void start_receiving()
{
	if (!uart.irq || request_irq(uart.irq, pl011_int, 0, "uart-pl011", &uart)) {
		uart.irq = 0;
		pr_warn("%s: no interrupt: input is polled\n", uart.name);
		return;
	}
	receive_on();
}

int pl011_probe(device_node *node, resource *range)
{
	uart.base = static_cast<u8 __iomem *>(ioremap(range->start, resource_size(range)));
	if (!uart.base)
		return -ENOMEM;
	snprintf(uart.claim, sizeof(uart.claim), "%s %s", uart.name, range->name);
	__request_region(range, range->start, resource_size(range), uart.claim, 0);
	uart.irq = irq_of_parse_and_map(node, 0);
	start_port(uart.base);
	start_receiving();
	pr_info("%s: ttyAMA0 at MMIO 0x%llx (irq = %u, base_baud = 0) is a PL011 rev%u\n",
		uart.name, static_cast<u64>(range->start), uart.irq,
		pl011::get(uart.base, pl011::pid2) >> 4);
	register_console(&amba_console);
	return 0;
}

// The console's port: the one of stdout-path, else the first of the tree.
device_node *find_port()
{
	if (of_stdout && of_device_is_compatible(of_stdout, "arm,pl011"))
		return of_stdout;
	return of_find_compatible_node(nullptr, nullptr, "arm,pl011");
}

// Every PrimeCell of the tree has its place in /proc/iomem, driven or not. Linux 6.12:
// of_amba_device_create().
int __init amba_init()
{
	device_node *console_port = find_port(), *node = nullptr;

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
		const char *name = of_node_full_name(node);
		snprintf(uart.name, sizeof(uart.name), "%llx.%.*s", static_cast<u64>(range->start),
			 static_cast<int>(strcspn(name, "@")), name);
		if (int error = pl011_probe(node, range))
			pr_err("%s: error %d\n", uart.name, error);
	}
	return 0;
}
arch_initcall(amba_init);

} // namespace
