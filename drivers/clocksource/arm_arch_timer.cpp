// SPDX-License-Identifier: GPL-2.0-only
//
// The architected timer: one counter for the whole machine, and per CPU a comparator that
// interrupts when the counter passes it.
//
//	CNTVCT ----------------------------------------------> time: ktime_get(), sched_clock()
//	CNTV_CVAL --(CNTVCT >= CVAL, enabled, not masked)----> PPI 11 (27) --> hrtimer_interrupt()
//
// The virtual counter and timer are used at every exception level we can be entered at: the head
// code has set the offset to 0 when it came through EL2, and a hypervisor above us gives each guest
// its own. (Linux takes the physical timer when it was entered at EL2, to leave the virtual one to
// its guests.)
//
// The comparator is set for one moment at a time (kernel/time/clockevents.cpp), for CPUs that sleep to be left alone until
// then. Its line stays up until it is set again or masked, which the interrupt does first.
//
// Arm ARM D12. Linux 6.12: drivers/clocksource/arm_arch_timer.c.

#define pr_fmt(fmt) "arch_timer: " fmt

#include <linux/kernel.h>
#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/cpuhotplug.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/param.h>
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
constexpr u64 ctl_status = 1 << 2; // the comparator's time has come

constinit u32 timer_hz;
constinit unsigned timer_irq;
DEFINE_PER_CPU(clock_event_device, event_device);

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

int set_next_event(unsigned long delta, clock_event_device *)
{
	const u64 now = get_cycles();

	// Never before now: the counter does not come round within the machine's life.
	write_sysreg(delta < ~now ? now + delta : ~0ull, cntv_cval_el0);
	write_sysreg(ctl_enable, cntv_ctl_el0);
	isb();
	return 0;
}

irqreturn_t timer_interrupt(int, void *device)
{
	clock_event_device *const dev = static_cast<clock_event_device *>(device);

	if (!(read_sysreg(cntv_ctl_el0) & ctl_status))
		return IRQ_NONE; // not ours: cleared meanwhile
	write_sysreg(ctl_enable | ctl_mask, cntv_ctl_el0);
	dev->event_handler(dev);
	return IRQ_HANDLED;
}

int start_this_cpu(unsigned int)
{
	clock_event_device *const dev = this_cpu_ptr(&event_device);

	write_sysreg(ctl_mask, cntv_ctl_el0);
	dev->name = "arch_sys_timer";
	dev->features = CLOCK_EVT_FEAT_ONESHOT;
	dev->rating = 400;
	dev->irq = static_cast<int>(timer_irq);
	dev->set_next_event = set_next_event;
	enable_percpu_irq(timer_irq, 0);
	clockevents_config_and_register(dev, timer_hz, 0xf, ~0ul);
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

	if (counter.mask)
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

	if (!irqs[virt]) {
		pr_err("no interrupt for the virtual timer: no tick\n");
		return -EINVAL;
	}
	if (int error =
		    request_percpu_irq(irqs[virt], timer_interrupt, "arch_timer", &event_device)) {
		pr_err("can't register interrupt %u (%d)\n", irqs[virt], error);
		return error;
	}
	timer_irq = irqs[virt];
	timer_hz = hz;
	return cpuhp_setup_state(CPUHP_AP_ARM_ARCH_TIMER_STARTING,
				 "clockevents/arm/arch_timer:starting", start_this_cpu, nullptr);
}

TIMER_OF_DECLARE(armv8_arch_timer, "arm,armv8-timer", arch_timer_of_init);
TIMER_OF_DECLARE(armv7_arch_timer, "arm,armv7-timer", arch_timer_of_init);

} // namespace
