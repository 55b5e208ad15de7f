// SPDX-License-Identifier: GPL-2.0-only
//
// GICv3: one distributor for shared interrupts, a redistributor per CPU for its own, and a CPU
// interface in system registers.
//
//	devices --SPI--> distributor ---affinity---> redistributor of CPU n --> ICC_*_EL1 --> IRQ
//	timers --------------------------PPI----------^
//
// Redistributors lie one behind the other in one or several regions, two 64 KiB frames each (four
// with virtual LPIs); the one whose TYPER has this CPU's affinity is ours, and the last one is
// marked. Interrupts are group 1 here: the CPU interface acknowledges them by ICC_IAR1_EL1.
// Locality-specific interrupts (ITS) are not used.
//
// Arm IHI 0069. Linux 6.12: drivers/irqchip/irq-gic-v3.c.

#define pr_fmt(fmt) "GICv3: " fmt

#include <linux/kernel.h>
#include <linux/cpuhotplug.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/irqchip.h>
#include <linux/irqdesc.h>
#include <linux/of_address.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <asm/barrier.h>
#include <asm/smp_plat.h>
#include <asm/sysreg.h>
#include "drivers/irqchip/irq-gic-common.h"

// The CPU interface's registers by encoding: older assemblers have no names for them.
#define SYS_ICC_PMR_EL1     S3_0_C4_C6_0
#define SYS_ICC_IAR1_EL1    S3_0_C12_C12_0
#define SYS_ICC_EOIR1_EL1   S3_0_C12_C12_1
#define SYS_ICC_BPR1_EL1    S3_0_C12_C12_3
#define SYS_ICC_CTLR_EL1    S3_0_C12_C12_4
#define SYS_ICC_SGI1R_EL1   S3_0_C12_C11_5
#define SYS_ICC_SRE_EL1     S3_0_C12_C12_5
#define SYS_ICC_IGRPEN1_EL1 S3_0_C12_C12_7

namespace
{

// The distributor's control register, non-secure view.
constexpr u32 ctlr_enable_group1 = 1u << 0;
constexpr u32 ctlr_enable_group1a = 1u << 1;
constexpr u32 ctlr_affinity_routing = 1u << 4;
constexpr u32 ctlr_disable_security = 1u << 6;
constexpr u32 ctlr_write_pending = 1u << 31;

// The redistributor's first frame; the second, 64 KiB behind, has the distributor's layout for SGIs
// and PPIs.
enum : u32 {
	gicr_ctlr = 0x0000,
	gicr_typer = 0x0008,
	gicr_waker = 0x0014,
	gicr_sgi_frame = 0x10000,
};
constexpr u64 typer_virtual_lpis = 1u << 1;
constexpr u64 typer_last = 1u << 4;
constexpr u32 waker_processor_sleep = 1u << 1;
constexpr u32 waker_children_asleep = 1u << 2;
constexpr u32 redistributor_write_pending = 1u << 3;

constexpr u32 iar_interrupt = 0xffffff;
constexpr u32 priority_mask = 0xf0;
constexpr unsigned patience = 1000000; // reads of a status bit before giving up
constexpr unsigned max_regions = 4;

struct region {
	u8 __iomem *base;
	u64 phys, size;
};

constinit u8 __iomem *dist;
constinit region regions[max_regions] = {};
constinit unsigned region_count;
constinit irq_domain *domain;
DEFINE_PER_CPU(u8 __iomem *, gic_redistributor);

void wait_while(const u8 __iomem *reg, u32 bit, const char *what)
{
	for (unsigned i = 0; i < patience; i++)
		if (!(readl_relaxed(reg) & bit))
			return;
	pr_err("%s does not end\n", what);
}

// The frame that has the enable bits of @hwirq.
u8 __iomem *frame_of(irq_hw_number_t hwirq)
{
	return hwirq < gic::first_spi ? __this_cpu_read(gic_redistributor) + gicr_sgi_frame : dist;
}

void set_bit_of(irq_data *data, u32 registers)
{
	writel_relaxed(1u << (data->hwirq % 32),
		       frame_of(data->hwirq) + registers + data->hwirq / 32 * 4);
}

void gic_mask_irq(irq_data *data)
{
	set_bit_of(data, gic::icenabler);
	// Off only once the write has gone through: a driver may free what its handler uses next.
	if (data->hwirq < gic::first_spi)
		wait_while(__this_cpu_read(gic_redistributor) + gicr_ctlr,
			   redistributor_write_pending, "redistributor write");
	else
		wait_while(dist + gic::ctlr, ctlr_write_pending, "distributor write");
}

void gic_unmask_irq(irq_data *data)
{
	set_bit_of(data, gic::isenabler);
}

void gic_eoi_irq(irq_data *data)
{
	write_sysreg_s(data->hwirq, SYS_ICC_EOIR1_EL1);
	isb();
}

int gic_set_type(irq_data *data, unsigned type)
{
	return gic::set_type(frame_of(data->hwirq), static_cast<u32>(data->hwirq), type);
}

// One write reaches sixteen CPUs: those whose affinity differs in the low four bits of Aff0 only. The rest of it names the group:
//
//	SGI1R  [55:48] Aff3  [47:44] Aff0[7:4]  [39:32] Aff2  [27:24] interrupt  [23:16] Aff1  [15:0] one bit for each Aff0[3:0]
constexpr u64 sgi_group(u64 mpidr)
{
	return (mpidr >> 32 & 0xff) << 48 | (mpidr >> 4 & 0xf) << 44 | (mpidr >> 16 & 0xff) << 32 |
	       (mpidr >> 8 & 0xff) << 16;
}

void gic_ipi_send_mask(irq_data *data, const cpumask *dest)
{
	u64 group = 0, targets = 0;
	int cpu;

	// The receiver sees what was written before.
	dsb(ishst);
	for_each_cpu(cpu, dest)
	{
		const u64 mpidr = cpu_logical_map(cpu);

		if (targets && sgi_group(mpidr) != group) {
			write_sysreg_s(group | data->hwirq << 24 | targets, SYS_ICC_SGI1R_EL1);
			targets = 0;
		}
		group = sgi_group(mpidr);
		targets |= 1ull << (mpidr & 0xf);
	}
	if (targets)
		write_sysreg_s(group | data->hwirq << 24 | targets, SYS_ICC_SGI1R_EL1);
	isb();
}

constinit irq_chip chip = {
	.name = "GICv3",
	.irq_mask = gic_mask_irq,
	.irq_unmask = gic_unmask_irq,
	.irq_eoi = gic_eoi_irq,
	.irq_set_type = gic_set_type,
	.ipi_send_mask = gic_ipi_send_mask,
};

void __exception_irq_entry gic_handle_irq(pt_regs *)
{
	for (;;) {
		u32 hwirq = static_cast<u32>(read_sysreg_s(SYS_ICC_IAR1_EL1)) & iar_interrupt;

		// The acknowledge must be complete before the device is looked at.
		dsb(sy);
		if (hwirq >= gic::first_special)
			return;
		isb();
		if (generic_handle_domain_irq(domain, hwirq)) {
			gic::report_unhandled(chip.name, hwirq);
			write_sysreg_s(hwirq, SYS_ICC_EOIR1_EL1);
			isb();
		}
	}
}

// MPIDR_EL1's affinity packed into 32 bits, as GICR_TYPER[63:32] has it.
u32 this_cpu_affinity()
{
	u64 mpidr = read_sysreg(mpidr_el1);

	return static_cast<u32>((mpidr & 0xffffff) | ((mpidr >> 32 & 0xff) << 24));
}

void init_distributor(u32 count)
{
	u64 mpidr = read_sysreg(mpidr_el1) & 0xff00ffffff;

	writel_relaxed(0, dist + gic::ctlr);
	wait_while(dist + gic::ctlr, ctlr_write_pending, "distributor write");
	for (u32 i = gic::first_spi; i < count; i += 32)
		writel_relaxed(~0u, dist + gic::igroupr + i / 8);
	gic::quiesce(dist, gic::first_spi, count);
	wait_while(dist + gic::ctlr, ctlr_write_pending, "distributor write");
	writel_relaxed(ctlr_affinity_routing | ctlr_enable_group1a | ctlr_enable_group1,
		       dist + gic::ctlr);
	wait_while(dist + gic::ctlr, ctlr_write_pending, "distributor write");
	// Shared interrupts go to the boot CPU. Only with affinity routing on do these registers
	// exist.
	for (u32 i = gic::first_spi; i < count; i++)
		writeq_relaxed(mpidr, dist + gic::irouter + i * 8);
}

// Find this CPU's redistributor. Linux 6.12: __gic_populate_rdist().
bool find_redistributor()
{
	u32 affinity = this_cpu_affinity();

	for (unsigned r = 0; r < region_count; r++) {
		u64 offset = 0, type;

		do {
			u8 __iomem *at = regions[r].base + offset;

			type = readq_relaxed(at + gicr_typer);
			if (type >> 32 == affinity) {
				__this_cpu_write(gic_redistributor, at);
				pr_info("CPU%d: found redistributor %x region %u:0x%016llx\n",
					smp_processor_id(), affinity, r, regions[r].phys + offset);
				return true;
			}
			offset += type & typer_virtual_lpis ? 0x40000 : 0x20000;
		} while (!(type & typer_last) && offset + 0x20000 <= regions[r].size);
	}
	pr_err("CPU%d: mpidr 0x%llx has no re-distributor!\n", smp_processor_id(),
	       read_sysreg(mpidr_el1));
	return false;
}

// Wake the redistributor and put this CPU's own interrupts in order.
void init_redistributor()
{
	u8 __iomem *base = __this_cpu_read(gic_redistributor), *sgi = base + gicr_sgi_frame;

	writel_relaxed(readl_relaxed(base + gicr_waker) & ~waker_processor_sleep,
		       base + gicr_waker);
	wait_while(base + gicr_waker, waker_children_asleep, "sleep of the redistributor");
	writel_relaxed(~0u, sgi + gic::igroupr);
	gic::quiesce(sgi, 0, gic::first_spi);
	wait_while(base + gicr_ctlr, redistributor_write_pending, "redistributor write");
}

int init_cpu_interface()
{
	constexpr u64 system_registers = 1;

	write_sysreg_s(read_sysreg_s(SYS_ICC_SRE_EL1) | system_registers, SYS_ICC_SRE_EL1);
	isb();
	if (!(read_sysreg_s(SYS_ICC_SRE_EL1) & system_registers)) {
		pr_err("unable to set SRE (disabled at EL2), panic ahead\n");
		return -ENODEV;
	}
	write_sysreg_s(priority_mask, SYS_ICC_PMR_EL1);
	write_sysreg_s(0, SYS_ICC_BPR1_EL1);
	write_sysreg_s(0, SYS_ICC_CTLR_EL1); // end and deactivate in one write
	isb();
	write_sysreg_s(1, SYS_ICC_IGRPEN1_EL1);
	isb();
	return 0;
}

// Everything that is this CPU's own.
int start_this_cpu()
{
	if (!find_redistributor())
		return -ENODEV;
	init_redistributor();
	return init_cpu_interface();
}

int gic_starting_cpu(unsigned int)
{
	return start_this_cpu();
}

u8 __iomem *map_and_claim(device_node *node, int index, const char *name, resource *range)
{
	if (of_address_to_resource(node, index, range))
		return nullptr;
	request_mem_region(range->start, resource_size(range), name);
	return static_cast<u8 __iomem *>(ioremap(range->start, resource_size(range)));
}

int __init gicv3_of_init(device_node *node, device_node *)
{
	resource range;
	u32 wanted_regions = 1;

	if (domain)
		return -EBUSY;
	dist = map_and_claim(node, 0, "GICD", &range);
	if (!dist) {
		pr_err("%s: unable to map gic dist registers\n", of_node_full_name(node));
		return -ENXIO;
	}
	of_property_read_u32(node, "#redistributor-regions", &wanted_regions);
	for (u32 i = 0; i < wanted_regions && i < max_regions; i++) {
		u8 __iomem *base = map_and_claim(node, 1 + i, "GICR", &range);

		if (!base) {
			pr_err("%s: couldn't map region %u\n", of_node_full_name(node), i);
			return -ENODEV;
		}
		regions[region_count++] = {base, range.start, resource_size(&range)};
	}

	u32 count = gic::interrupts(readl_relaxed(dist + gic::typer));
	pr_info("%u SPIs implemented\n", count - gic::first_spi);
	domain = irq_domain_add_linear(node, count, &gic::domain_ops, &chip);
	if (!domain)
		return -ENOMEM;
	if (int error = set_handle_irq(gic_handle_irq))
		return error;
	init_distributor(count);
	pr_info("GICD_CTRL.DS=%d\n", !!(readl_relaxed(dist + gic::ctlr) & ctlr_disable_security));
	if (int error = start_this_cpu())
		return error;
	gic::map_ipis(domain);
	return cpuhp_setup_state_nocalls(CPUHP_AP_IRQ_GIC_STARTING, "irqchip/arm/gicv3:starting",
					 gic_starting_cpu, nullptr);
}

IRQCHIP_DECLARE(gic_v3, "arm,gic-v3", gicv3_of_init);

} // namespace
