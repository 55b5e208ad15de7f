// SPDX-License-Identifier: GPL-2.0-only
//
// What the serial drivers share: which port is the console, at what speed, and how bytes come in.
//
//	receive interrupt --> ring of 256 bytes --getc()--> console_getchar()
//
// The ring has one writer (the interrupt, or code that holds it off) and one reader (whoever waits
// for a key), so head and tail need no lock: each side writes its own index after the byte. While
// the ring is full the interrupt is masked and bytes wait in the FIFO, and behind it with the
// sender: nothing is lost of a script that is piped in.
#pragma once

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/of.h>
#include <linux/types.h>
#include <asm/barrier.h>

namespace serial
{

// The node of the port that is the console: what "console=ttyAMA0" or "console=ttyS1" on the command
// line names, else the one of stdout-path, else the first PL011, else the first mini-UART.
device_node *console_node();
// The port's number, from the tree's aliases: 1 for "serial1". 0 when it has none.
int index_of(device_node *node);
// Bits a second that the console is asked to have: by console=, by stdout-path, else 115200.
u32 console_baud();
// The device's name, "fe201000.serial", in @name; and "fe201000.serial serial@7e201000", as
// /proc/iomem shows it, in @claim.
struct label {
	char name[32] = {};
	char claim[80] = {};

	void set(device_node *node, u64 address);
};
// Whether a divisor that gives @actual bits a second talks to one who wants @wanted: within 3 %.
constexpr bool close_enough(u32 actual, u32 wanted)
{
	const u32 apart = actual > wanted ? actual - wanted : wanted - actual;

	return apart <= wanted / 32;
}

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

// The receiving side of a port. Line names the device's registers:
//
//	static int receive(u8 __iomem *base)                 next byte, -1 when there is none
//	static void acknowledge(u8 __iomem *base)            the interrupt is seen
//	static void receive_interrupt(u8 __iomem *base, bool on)
template <class Line>
class receiver
{
public:
	u8 __iomem *base = nullptr;
	unsigned irq = 0;

	// From the FIFO into the ring, as much as fits. Interrupts masked. Returns whether there was
	// anything.
	bool take()
	{
		bool any = false;

		for (int byte; !received.full() && (byte = Line::receive(base)) >= 0; any = true)
			received.push(static_cast<u8>(byte));
		return any;
	}
	// Have interrupt @line bring bytes. 0, or an error: then getc() asks the port itself.
	int start(unsigned line, const char *name)
	{
		const int error = line ? request_irq(line, handle, IRQF_SHARED, name, this)
				       : -ENODEV;

		if (!error) {
			irq = line;
			on();
		}
		return error;
	}
	// Next byte, or -1. With interrupts masked for good (a panic) nobody fills the ring: then the
	// port itself is asked.
	int getc()
	{
		const bool was_full = received.full();
		const int byte = received.pop();

		if (!irq)
			return byte >= 0 ? byte : Line::receive(base);
		if (was_full)
			on();
		return byte;
	}

private:
	static irqreturn_t handle(int, void *device)
	{
		auto *const port = static_cast<receiver *>(device);

		// First: what arrives behind the last byte taken must announce itself, or it waits until somebody looks.
		Line::acknowledge(port->base);

		const bool any = port->take();

		if (port->received.full())
			Line::receive_interrupt(port->base, false);
		if (any)
			console_input_arrived();
		return IRQ_RETVAL(any);
	}
	// Let interrupts come, and take what arrived before: a full FIFO would not announce itself again.
	void on()
	{
		unsigned long flags;

		local_irq_save(flags);
		Line::receive_interrupt(base, true);
		take();
		local_irq_restore(flags);
	}

	ring received;
};

} // namespace serial
