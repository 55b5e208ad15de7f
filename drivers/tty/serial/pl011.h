// SPDX-License-Identifier: GPL-2.0-only
//
// Arm PrimeCell UART (PL011), the registers and the polled transmitter that early and real console
// share. Arm DDI 0183.
#pragma once

#include <linux/io.h>
#include <linux/types.h>
#include <asm/processor.h>
#include "drivers/tty/serial/text.h"

namespace pl011
{

enum : u32 {
	dr = 0x00,    // data; reading also gives the byte's errors in bits 11:8
	fr = 0x18,    // flags
	ibrd = 0x24,  // divisor of the clock, in 16ths of a bit: whole part
	fbrd = 0x28,  // and 64ths
	lcr_h = 0x2c, // line control
	cr = 0x30,    // control
	ifls = 0x34,  // FIFO levels that interrupt
	imsc = 0x38,  // interrupt mask: 1 lets through
	icr = 0x44,   // interrupt clear
	pid0 = 0xfe0, // PrimeCell identification: PID0 … 3, then CID0 … 3, a byte in each word
	pid2 = 0xfe8,
};

constexpr u32 fr_busy = 1 << 3;
constexpr u32 fr_rx_empty = 1 << 4;
constexpr u32 fr_tx_full = 1 << 5;
constexpr u32 lcr_fifo_enable = 1 << 4;
constexpr u32 lcr_8_bits = 3 << 5;
constexpr u32 cr_enable = 1 << 0;
constexpr u32 cr_tx_enable = 1 << 8;
constexpr u32 cr_rx_enable = 1 << 9;
constexpr u32 irq_rx = 1 << 4;
constexpr u32 irq_rx_timeout = 1 << 6;
constexpr u32 irq_all = 0x7ff;

inline u32 get(u8 __iomem *base, u32 reg)
{
	return readl_relaxed(base + reg);
}
inline void put(u8 __iomem *base, u32 reg, u32 value)
{
	writel_relaxed(value, base + reg);
}

inline void send(u8 __iomem *base, char c)
{
	while (get(base, fr) & fr_tx_full)
		cpu_relax();
	put(base, dr, static_cast<u8>(c));
}

inline void write(u8 __iomem *base, const char *s, unsigned count)
{
	serial::write_text<send>(base, s, count);
}

// Next received byte, or -1. Framing, parity and overrun errors are not told apart from good bytes;
// a break reads as 0.
inline int receive(u8 __iomem *base)
{
	if (get(base, fr) & fr_rx_empty)
		return -1;
	return static_cast<int>(get(base, dr) & 0xff);
}

} // namespace pl011
