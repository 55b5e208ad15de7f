// SPDX-License-Identifier: GPL-2.0-only
//
// The Raspberry Pi's mini-UART: registers and polled transmitter, for early and real console.
//
// It looks like a 16550 with a register every four bytes, up to the line status; its speed has a
// register of its own and divides the core's clock by eight, not sixteen. It sleeps until its bit in
// AUX_ENABLES is set, a register of the block around it.
//
// BCM2711 ARM Peripherals, 2.2.
#pragma once

#include <linux/io.h>
#include <linux/types.h>
#include <asm/processor.h>
#include "drivers/tty/serial/text.h"

namespace bcm2835aux
{

enum : u32 {
	io = 0x00,   // data
	ier = 0x04,  // interrupt enable
	iir = 0x08,  // interrupt identity; writing clears the FIFOs
	lcr = 0x0c,  // line control
	lsr = 0x14,  // line status
	cntl = 0x20, // receiver and transmitter enable
	baud = 0x28, // clock / (8 * speed) - 1
};
// AUX_ENABLES, before the UART in the same page.
constexpr long aux_enables = 0x04 - 0x40;

constexpr u32 enable_uart = 1 << 0;
// 16550's "data" and "line status": bit 2 must be set for any interrupt to come.
constexpr u32 ier_receive = 1 << 0 | 1 << 2;
constexpr u32 lcr_8_bits = 3;
constexpr u32 lsr_data_ready = 1 << 0;
constexpr u32 lsr_tx_room = 1 << 5;
constexpr u32 cntl_both_on = 3;

inline u32 get(u8 __iomem *base, u32 reg)
{
	return readl_relaxed(base + reg);
}
inline void put(u8 __iomem *base, u32 reg, u32 value)
{
	writel_relaxed(value, base + reg);
}

// Wake the port and let both directions run; speed and format stay as they are.
inline void switch_on(u8 __iomem *base)
{
	writel_relaxed(readl_relaxed(base + aux_enables) | enable_uart, base + aux_enables);
	put(base, lcr, get(base, lcr) | lcr_8_bits);
	put(base, cntl, get(base, cntl) | cntl_both_on);
}

inline void send(u8 __iomem *base, char c)
{
	while (!(get(base, lsr) & lsr_tx_room))
		cpu_relax();
	put(base, io, static_cast<u8>(c));
}

inline void write(u8 __iomem *base, const char *s, unsigned count)
{
	serial::write_text<send>(base, s, count);
}

// Next received byte, or -1.
inline int receive(u8 __iomem *base)
{
	if (!(get(base, lsr) & lsr_data_ready))
		return -1;
	return static_cast<int>(get(base, io) & 0xff);
}

} // namespace bcm2835aux
