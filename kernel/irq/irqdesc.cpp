// SPDX-License-Identifier: GPL-2.0-only
//
// Interrupt descriptors, and the way from the CPU's vector to one.
//
// A descriptor exists for every mapped interrupt number; the table below holds them. It changes
// only when drivers start or stop (table_lock); readers in interrupt context take what they find: a
// number stays mapped while it has handlers.
//
// Linux 6.12: kernel/irq/irqdesc.c, handle.c; arch/arm64/kernel/irq.c.

#include <asm/irq_regs.h>
#include <linux/kernel.h>
#include <linux/atomic.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include "kernel/irq/internals.h"

// Linux's figure to begin with; grows when more are mapped.
unsigned int nr_irqs = 64;

static DEFINE_RAW_SPINLOCK(table_lock);

namespace irq
{
namespace
{

constinit irq_desc *table[max_irqs];
using root_handler_function = void (*)(pt_regs *);
constinit root_handler_function root_handler;
constinit atomic_long_t unexpected = ATOMIC_LONG_INIT(0);

irq_desc *make_desc()
{
	auto *desc = static_cast<irq_desc *>(kzalloc(sizeof(irq_desc), GFP_KERNEL));

	if (!desc)
		return nullptr;
	desc->kstat_irqs = alloc_percpu(unsigned int);
	if (!desc->kstat_irqs) {
		kfree(desc);
		return nullptr;
	}
	raw_spin_lock_init(&desc->lock);
	desc->depth = 1;
	desc->handle_irq = handle_bad_irq;
	desc->irq_data.state = IRQD_IRQ_DISABLED | IRQD_IRQ_MASKED;
	return desc;
}

void free_desc(irq_desc *desc)
{
	free_percpu(desc->kstat_irqs);
	kfree(desc);
}

} // namespace

unsigned allocate()
{
	irq_desc *desc = make_desc();
	unsigned number = 1;

	if (!desc)
		return 0;
	{
		raw_spinlock_irqsave_guard guard(&table_lock);

		while (number < max_irqs && table[number])
			number++;
		if (number < max_irqs) {
			desc->irq_data.irq = number;
			table[number] = desc;
			nr_irqs = max(nr_irqs, number + 1);
			return number;
		}
	}
	free_desc(desc);
	return 0;
}

void release(unsigned irq)
{
	irq_desc *desc = irq_to_desc(irq);

	{
		raw_spinlock_irqsave_guard guard(&table_lock);

		if (desc)
			table[irq] = nullptr;
	}
	if (desc)
		free_desc(desc);
}

void report_unexpected(const char *chip, unsigned long hwirq)
{
	constexpr long lines = 10;

	if (atomic_long_inc_return(&unexpected) <= lines)
		pr_warn("%s: unexpected interrupt %lu, no handler: ignored\n", chip, hwirq);
}

unsigned long unexpected_count()
{
	return atomic_long_read(&unexpected);
}

} // namespace irq

struct irq_desc *irq_to_desc(unsigned int irq)
{
	return irq < irq::max_irqs ? irq::table[irq] : nullptr;
}

struct irq_data *irq_get_irq_data(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc ? &desc->irq_data : nullptr;
}

int generic_handle_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	desc->handle_irq(desc);
	return 0;
}

int generic_handle_domain_irq(struct irq_domain *domain, unsigned int hwirq)
{
	return generic_handle_irq(irq_find_mapping(domain, hwirq));
}

int set_handle_irq(void (*handle_irq)(struct pt_regs *))
{
	if (irq::root_handler)
		return -EBUSY;
	irq::root_handler = handle_irq;
	pr_info("Root IRQ handler: %ps\n", handle_irq);
	return 0;
}

DEFINE_PER_CPU(struct pt_regs *, __irq_regs);

void handle_arch_irq(struct pt_regs *regs)
{
	if (!irq::root_handler)
		panic("IRQ taken without a root IRQ handler\n");
	struct pt_regs *const interrupted = set_irq_regs(regs);

	irq_enter();
	irq::root_handler(regs);
	irq_exit();
	set_irq_regs(interrupted);
}

void __init init_IRQ(void)
{
	pr_info("NR_IRQS: %u, nr_irqs: %u, preallocated irqs: 0\n", nr_irqs, nr_irqs);
	irqchip_init();
	if (!irq::root_handler)
		panic("No interrupt controller found.");
}
