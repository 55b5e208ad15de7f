// SPDX-License-Identifier: GPL-2.0-only
//
// GICv2: one distributor for all CPUs, and an interface of each CPU behind one address.
//
//	devices --SPI--> distributor --> CPU interface 0 --> IRQ
//	timers ---PPI------^       `--> CPU interface 1 --> IRQ
//
// Reading GICC_IAR acknowledges the most urgent interrupt; writing its number to GICC_EOIR ends it.
//
// Group and enable bits. A GIC with the security extensions shows the non-secure side other
// registers under the same addresses: GICD_CTLR bit 0 then enables group 1, and group registers
// can't be written. A GIC left by firmware with everything in group 1, but seen from the secure
// side (the Raspberry Pi's, under an emulator), signals nothing until the groups are cleared.
// Writing group 0 and then enabling bit 0 is right in both worlds.
//
// Arm IHI 0048. Linux 6.12: drivers/irqchip/irq-gic.c.

#include <linux/kernel.h>
#include <linux/cpuhotplug.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/irqchip.h>
#include <linux/irqdesc.h>
#include <linux/of_address.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/threads.h>
#include <asm/barrier.h>
#include "drivers/irqchip/irq-gic-common.h"

namespace
{

// The CPU interface.
enum : u32 {
	gicc_ctlr = 0x00,
	gicc_pmr = 0x04,
	gicc_bpr = 0x08,
	gicc_iar = 0x0c,
	gicc_eoir = 0x10,
};

constexpr u32 iar_interrupt = 0x3ff; // the bits above tell who sent an SGI
constexpr u32 priority_mask = 0xf0;  // let through what is more urgent than this

constinit u8 __iomem *dist, *cpu_base;
constinit irq_domain *domain;
// The interface that each logical CPU has, as a mask of one bit: software interrupts are aimed at it.
constinit u8 interface_of[NR_CPUS];
// What acknowledging this CPU's last software interrupt gave: sender and number, which its end must give back.
DEFINE_PER_CPU(u32, sgi_intid);

void set_bit_of(irq_data *data, u32 registers)
{
	writel_relaxed(1u << (data->hwirq % 32), dist + registers + data->hwirq / 32 * 4);
}

void gic_mask_irq(irq_data *data)
{
	set_bit_of(data, gic::icenabler);
}

void gic_unmask_irq(irq_data *data)
{
	set_bit_of(data, gic::isenabler);
}

void gic_eoi_irq(irq_data *data)
{
	const u32 hwirq = static_cast<u32>(data->hwirq);

	writel_relaxed(hwirq < 16 ? __this_cpu_read(sgi_intid) : hwirq, cpu_base + gicc_eoir);
}

int gic_set_type(irq_data *data, unsigned type)
{
	return gic::set_type(dist, static_cast<u32>(data->hwirq), type);
}

void gic_ipi_send_mask(irq_data *data, const cpumask *dest)
{
	u32 interfaces = 0;
	int cpu;

	for_each_cpu(cpu, dest) interfaces |= interface_of[cpu];
	// The receiver sees what was written before.
	dmb(ishst);
	writel_relaxed(interfaces << 16 | static_cast<u32>(data->hwirq), dist + gic::sgir);
}

constinit irq_chip chip = {
	.name = "GIC-0",
	.irq_mask = gic_mask_irq,
	.irq_unmask = gic_unmask_irq,
	.irq_eoi = gic_eoi_irq,
	.irq_set_type = gic_set_type,
	.ipi_send_mask = gic_ipi_send_mask,
};

void __exception_irq_entry gic_handle_irq(pt_regs *)
{
	for (;;) {
		u32 iar = readl_relaxed(cpu_base + gicc_iar), hwirq = iar & iar_interrupt;

		if (hwirq >= gic::first_special)
			return;
		// What the sender wrote before it raised the interrupt must be seen by the handler.
		smp_rmb();
		if (hwirq < 16)
			__this_cpu_write(sgi_intid, iar);
		if (generic_handle_domain_irq(domain, hwirq)) {
			gic::report_unhandled(chip.name, hwirq);
			writel_relaxed(iar, cpu_base + gicc_eoir);
		}
	}
}

// The interface number of this CPU, as a mask: the read-only targets of its own PPIs tell it.
u32 this_cpu_mask()
{
	u32 mask = 0;

	for (u32 i = 0; i < gic::first_spi && !mask; i += 4)
		mask = readl_relaxed(dist + gic::itargetsr + i);
	mask |= mask >> 16;
	mask |= mask >> 8;
	mask &= 0xff;
	// A GIC for one CPU has no target registers.
	return mask ? mask : 1;
}

void init_distributor(u32 count)
{
	u32 targets = this_cpu_mask() * 0x01010101u;

	writel_relaxed(0, dist + gic::ctlr);
	for (u32 i = gic::first_spi; i < count; i += 4)
		writel_relaxed(targets, dist + gic::itargetsr + i);
	for (u32 i = gic::first_spi; i < count; i += 32)
		writel_relaxed(0, dist + gic::igroupr + i / 8);
	gic::quiesce(dist, gic::first_spi, count);
	writel_relaxed(1, dist + gic::ctlr);
}

// Each CPU's own part: the banked registers and its interface.
void init_cpu_interface()
{
	interface_of[smp_processor_id()] = static_cast<u8>(this_cpu_mask());
	writel_relaxed(0, dist + gic::igroupr);
	gic::quiesce(dist, 0, gic::first_spi);
	writel_relaxed(priority_mask, cpu_base + gicc_pmr);
	writel_relaxed(0, cpu_base + gicc_bpr);
	writel_relaxed(1, cpu_base + gicc_ctlr);
}

int gic_starting_cpu(unsigned int)
{
	init_cpu_interface();
	return 0;
}

int __init gic_of_init(device_node *node, device_node *)
{
	if (domain)
		return -EBUSY;
	dist = static_cast<u8 __iomem *>(of_iomap(node, 0));
	cpu_base = static_cast<u8 __iomem *>(of_iomap(node, 1));
	if (!dist || !cpu_base) {
		pr_err("GIC: unable to map registers\n");
		return -ENOMEM;
	}
	u32 count = gic::interrupts(readl_relaxed(dist + gic::typer));
	domain = irq_domain_add_linear(node, count, &gic::domain_ops, &chip);
	if (!domain)
		return -ENOMEM;
	init_distributor(count);
	init_cpu_interface();
	gic::map_ipis(domain);
	if (int error = cpuhp_setup_state_nocalls(CPUHP_AP_IRQ_GIC_STARTING,
						  "irqchip/arm/gic:starting", gic_starting_cpu,
						  nullptr))
		return error;
	return set_handle_irq(gic_handle_irq);
}

IRQCHIP_DECLARE(gic_400, "arm,gic-400", gic_of_init);
IRQCHIP_DECLARE(cortex_a15_gic, "arm,cortex-a15-gic", gic_of_init);
IRQCHIP_DECLARE(cortex_a9_gic, "arm,cortex-a9-gic", gic_of_init);
IRQCHIP_DECLARE(cortex_a7_gic, "arm,cortex-a7-gic", gic_of_init);

} // namespace
