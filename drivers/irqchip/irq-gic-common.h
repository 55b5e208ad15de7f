// SPDX-License-Identifier: GPL-2.0-only
//
// What the generic interrupt controllers of version 2 and 3 have in common: the distributor's
// registers, the numbering, and the device tree's three cells.
//
//	0 … 15		SGI  software-generated, from CPU to CPU
//	16 … 31		PPI  private peripheral, each CPU's own (timers)
//	32 … 1019	SPI  shared peripherals
//	1020 … 1023	none of them: the answer when nothing is pending
//
//	interrupts = <0 1 4>	SPI 1 (hardware number 33), level high
//	interrupts = <1 11 4>	PPI 11 (27)
//
// Arm IHI 0048 (GICv2), IHI 0069 (GICv3). Linux 6.12: drivers/irqchip/irq-gic-common.c.
#pragma once

#include <linux/irq.h>
#include <linux/irqdomain.h>
#include <linux/types.h>

namespace gic
{

constexpr u32 first_spi = 32;
constexpr u32 first_special = 1020;
constexpr u32 ipi_count = 8; // as many SGIs as Linux uses

// The distributor (and, for SGIs and PPIs, GICv3's redistributor).
enum distributor : u32 {
	ctlr = 0x0000,
	typer = 0x0004,
	igroupr = 0x0080,   // 1 bit each: group 1
	isenabler = 0x0100, // 1 bit each
	icenabler = 0x0180,
	icpendr = 0x0280,
	icactiver = 0x0380,
	ipriorityr = 0x0400, // 8 bits each
	itargetsr = 0x0800,  // 8 bits each, GICv2
	icfgr = 0x0c00,      // 2 bits each: 0b10 is edge
	sgir = 0x0f00,       // GICv2
	irouter = 0x6000,    // 64 bits each, GICv3
};

// One priority for all: above it the CPU interface lets everything through.
constexpr u32 priority = 0xa0;
constexpr u32 priorities = priority * 0x01010101u;

// Number of interrupts that a distributor's TYPER tells.
inline u32 interrupts(u32 type)
{
	u32 lines = ((type & 0x1f) + 1) * 32;

	return lines < first_special ? lines : first_special;
}

// Trigger of interrupt @hwirq at @base. SGIs can't be changed; PPIs may refuse. 0 or -EINVAL.
int set_type(void __iomem *base, u32 hwirq, unsigned type);
// Bring interrupts @first … @count-1 to a known state: level, one priority, off, not active.
void quiesce(void __iomem *base, u32 first, u32 count);
// How a GIC's domain understands the device tree's three cells, and gives an interrupt its chip, which
// is the domain's host_data, and its flow.
extern const irq_domain_ops domain_ops;
// An interrupt without a mapping: counted, one line while there are few.
void report_unhandled(const char *chip, u32 hwirq);
// Take the first numbers for inter-processor interrupts, as Linux does, and have the boot CPU take them.
void map_ipis(irq_domain *domain);

} // namespace gic
