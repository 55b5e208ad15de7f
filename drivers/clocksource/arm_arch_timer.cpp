// SPDX-License-Identifier: GPL-2.0-only
//
// The architected timer: one counter for the whole machine, and per CPU a comparator that
// interrupts when the counter passes it.
//
//	CNTVCT ----------------------------------------------> time: ktime_get(), sched_clock()
//	CNTV_CVAL --(CNTVCT >= CVAL, enabled, not masked)----> PPI 11 (27) --> the tick
//
// The virtual counter and timer are used at every exception level we can be entered at: the head
// code has set the offset to 0 when it came through EL2, and a hypervisor above us gives each guest
// its own. (Linux takes the physical timer when it was entered at EL2, to leave the virtual one to
// its guests.)
//
// The comparator counts on from the last tick's time, not from now, so ticks don't drift however
// late one is served; what was missed in between is made up in one call. At the same instruction of
// a deterministic emulation the tick comes at the same place.
//
// Arm ARM D12. Linux 6.12: drivers/clocksource/arm_arch_timer.c.

#define pr_fmt(fmt) "arch_timer: " fmt

#include <linux/kernel.h>
#include <linux/clocksource.h>
#include <linux/cpuhotplug.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/of_irq.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <asm/barrier.h>
#include <asm/sysreg.h>
#include <asm/timex.h>

namespace
{

// The interrupts of the tree's node, in the binding's order.
enum timer_ppi { secure_phys, nonsecure_phys, virt, hyp, ppi_count };

constexpr u64 ctl_enable = 1 << 0;
constexpr u64 ctl_mask = 1 << 1;

constinit u64 cycles_per_tick;
constinit unsigned timer_irq;
DEFINE_PER_CPU(u64, next_tick); // CNTVCT at which this CPU's next tick is due

u64 read_counter(clocksource *)
{
	return get_cycles();
}

// The counter has at least 56 bits (Arm ARM D12.1.2); Linux takes those that surely last 40 years,
// here 57 at 62.5 MHz.
u64 counter_mask(u32 hz)
{
	constexpr u64 forty_years = 40ull * 365 * 24 * 3600;
	unsigned bits = 64 - __builtin_clzll(forty_years * hz - 1);

	bits = bits < 56 ? 56 : bits > 64 ? 64 : bits;
	return ~0ull >> (64 - bits);
}

constinit clocksource counter = {
	.read = read_counter,
	.mask = 0,
	.name = "arch_sys_counter",
	.rating = 400,
};

void arm_comparator(u64 at)
{
	__this_cpu_write(next_tick, at);
	write_sysreg(at, cntv_cval_el0);
	isb();
}

irqreturn_t timer_interrupt(int, void *)
{
	u64 due = __this_cpu_read(next_tick), now = get_cycles();

	if (now < due)
		return IRQ_NONE; // not ours: cleared meanwhile
	u64 ticks = (now - due) / cycles_per_tick + 1;
	arm_comparator(due + ticks * cycles_per_tick);
	tick_handle(static_cast<unsigned>(ticks));
	return IRQ_HANDLED;
}

int start_this_cpu(unsigned int)
{
	write_sysreg(ctl_mask, cntv_ctl_el0);
	enable_percpu_irq(timer_irq, 0);
	arm_comparator(get_cycles() + cycles_per_tick);
	write_sysreg(ctl_enable, cntv_ctl_el0);
	isb();
	return 0;
}

// The tree may correct firmware that left CNTFRQ_EL0 unset. Linux 6.12:
// arch_timer_of_configure_rate().
u32 frequency(const device_node *node)
{
	u32 hz;

	if (!of_property_read_u32(node, "clock-frequency", &hz) && hz)
		return hz;
	return static_cast<u32>(read_sysreg(cntfrq_el0));
}

int __init arch_timer_of_init(device_node *node)
{
	unsigned irqs[ppi_count];

	if (cycles_per_tick)
		return -EBUSY;
	u32 hz = frequency(node);
	if (hz < HZ * 10) {
		pr_warn("frequency not available\n");
		return -EINVAL;
	}
	// All four are mapped, as under Linux, so that later devices get the same numbers.
	for (int i = 0; i < ppi_count; i++)
		irqs[i] = irq_of_parse_and_map(node, i);
	write_sysreg(ctl_mask, cntv_ctl_el0);

	pr_info("cp15 timer(s) running at %u.%02uMHz (virt).\n", hz / 1000000, hz / 10000 % 100);
	counter.mask = counter_mask(hz);
	clocksource_register_hz(&counter, hz);
	cycles_per_tick = (hz + HZ / 2) / HZ;

	if (!irqs[virt]) {
		pr_err("no interrupt for the virtual timer: no tick\n");
		return -EINVAL;
	}
	if (int error = request_percpu_irq(irqs[virt], timer_interrupt, "arch_timer", &next_tick)) {
		pr_err("can't register interrupt %u (%d)\n", irqs[virt], error);
		return error;
	}
	timer_irq = irqs[virt];
	return cpuhp_setup_state(CPUHP_AP_ARM_ARCH_TIMER_STARTING,
				 "clockevents/arm/arch_timer:starting", start_this_cpu, nullptr);
}

TIMER_OF_DECLARE(armv8_arch_timer, "arm,armv8-timer", arch_timer_of_init);
TIMER_OF_DECLARE(armv7_arch_timer, "arm,armv7-timer", arch_timer_of_init);

} // namespace
