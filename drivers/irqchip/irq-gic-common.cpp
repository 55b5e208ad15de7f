// SPDX-License-Identifier: GPL-2.0-only

#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/printk.h>
#include <asm/smp.h>
#include "drivers/irqchip/irq-gic-common.h"
#include "kernel/irq/internals.h"

namespace gic
{

int set_type(void __iomem *base, u32 hwirq, unsigned type)
{
	bool edge = type & IRQ_TYPE_EDGE_BOTH;
	u8 __iomem *config = static_cast<u8 __iomem *>(base) + icfgr + hwirq / 16 * 4;
	u32 bit = 2u << (hwirq % 16 * 2);

	if (hwirq < 16)
		return type == IRQ_TYPE_EDGE_RISING ? 0 : -EINVAL;
	// An SPI has no inverter: low level and falling edge are not to be had.
	if (hwirq >= first_spi && type != IRQ_TYPE_LEVEL_HIGH && type != IRQ_TYPE_EDGE_RISING)
		return -EINVAL;

	u32 old = readl_relaxed(config), wanted = edge ? old | bit : old & ~bit;
	if (wanted == old)
		return 0;
	writel_relaxed(wanted, config);
	if (readl_relaxed(config) == wanted)
		return 0;
	// PPIs may be wired in hardware; then what the tree says is only a remark.
	if (hwirq >= first_spi)
		return -EINVAL;
	pr_warn("GIC: PPI%u is secure or misconfigured\n", hwirq - 16);
	return 0;
}

void quiesce(void __iomem *base, u32 first, u32 count)
{
	u8 __iomem *registers = static_cast<u8 __iomem *>(base);

	// SGIs and PPIs have a fixed trigger until a handler asks for another.
	for (u32 i = max(first, first_spi); i < count; i += 16)
		writel_relaxed(0, registers + icfgr + i / 4);
	for (u32 i = first; i < count; i += 4)
		writel_relaxed(priorities, registers + ipriorityr + i);
	for (u32 i = first; i < count; i += 32) {
		writel_relaxed(~0u, registers + icactiver + i / 8);
		writel_relaxed(~0u, registers + icenabler + i / 8);
	}
}

static int translate(irq_domain *domain, irq_fwspec *fwspec, unsigned long *hwirq, unsigned *type)
{
	constexpr u32 spi = 0, ppi = 1;

	if (fwspec->param_count < 3)
		return -EINVAL;
	switch (fwspec->param[0]) {
	case spi:
		*hwirq = fwspec->param[1] + first_spi;
		break;
	case ppi:
		*hwirq = fwspec->param[1] + 16;
		if (fwspec->param[1] >= 16)
			return -EINVAL;
		break;
	default:
		return -EINVAL;
	}
	// Bits 15:8 of the third cell say which CPUs a GICv2 PPI goes to.
	*type = fwspec->param[2] & IRQ_TYPE_SENSE_MASK;
	return *hwirq < domain->revmap_size ? 0 : -EINVAL;
}

static int map(irq_domain *domain, unsigned virq, irq_hw_number_t hw)
{
	bool own = hw < first_spi; // each CPU's own

	if (own)
		irq_set_percpu_devid(virq);
	irq_set_chip_and_handler(virq, static_cast<irq_chip *>(domain->host_data),
				 own ? handle_percpu_devid_irq : handle_fasteoi_irq);
	return 0;
}

constexpr irq_domain_ops domain_ops = {.map = map, .translate = translate};

void report_unhandled(const char *chip, u32 hwirq)
{
	irq::report_unexpected(chip, hwirq);
}

void map_ipis(irq_domain *domain)
{
	const int first = static_cast<int>(irq_create_mapping(domain, 0));

	for (u32 sgi = 1; sgi < ipi_count; sgi++)
		irq_create_mapping(domain, sgi);
	set_smp_ipi_range(first, ipi_count);
}

} // namespace gic
