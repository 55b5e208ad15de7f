// SPDX-License-Identifier: GPL-2.0-only
//
// Drivers' side of an interrupt: ask for it, give it back, hold it off.
//
// depth counts who holds the interrupt off: 1 for "nobody has asked for it", and one for each
// disable_irq(). Linux masks lazily (only when a disabled interrupt does come); here it is masked
// at once, which drivers can't tell apart.
//
// Linux 6.12: kernel/irq/manage.c.

#include <linux/kernel.h>
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <asm/processor.h>
#include "kernel/irq/internals.h"

namespace irq
{
namespace
{

irqaction *make_action(unsigned irq, irq_handler_t handler, unsigned flags, const char *name)
{
	auto *action = static_cast<irqaction *>(kzalloc(sizeof(irqaction), GFP_KERNEL));

	if (!action)
		return nullptr;
	action->irq = irq;
	action->handler = handler;
	action->flags = flags;
	action->name = name;
	return action;
}

// May @action join the handlers that @desc has? Sharing needs everybody's consent and one trigger.
bool may_join(const irq_desc *desc, const irqaction *action)
{
	for (const irqaction *old = desc->action; old; old = old->next)
		if (!(old->flags & action->flags & IRQF_SHARED) ||
		    ((old->flags ^ action->flags) & (IRQF_TRIGGER_MASK | IRQF_PERCPU)))
			return false;
	return true;
}

// Linux 6.12: __setup_irq().
int attach(irq_desc *desc, irqaction *action)
{
	raw_spinlock_irqsave_guard guard(&desc->lock);

	if (!desc->irq_data.chip)
		return -ENOSYS;
	if (!(action->flags & IRQF_TRIGGER_MASK))
		action->flags |= desc->irq_data.state & IRQD_TRIGGER_MASK;
	if (!may_join(desc, action))
		return -EBUSY;
	bool first = !desc->action;
	if (first && !(action->flags & IRQF_PERCPU))
		if (int error = set_trigger(desc, action->flags & IRQF_TRIGGER_MASK))
			return error;
	irqaction **tail = &desc->action;
	while (*tail)
		tail = &(*tail)->next;
	*tail = action;
	if (first && !(action->flags & (IRQF_PERCPU | IRQF_NO_AUTOEN))) {
		desc->depth = 0;
		unmask(desc);
	}
	return 0;
}

// Take out the handler for which @is_it holds; the last one to go turns the interrupt off.
template <typename Predicate>
irqaction *detach(irq_desc *desc, Predicate is_it)
{
	raw_spinlock_irqsave_guard guard(&desc->lock);

	for (irqaction **link = &desc->action; *link; link = &(*link)->next) {
		irqaction *action = *link;

		if (!is_it(action))
			continue;
		*link = action->next;
		if (!desc->action && !(action->flags & IRQF_PERCPU)) {
			desc->depth = 1;
			mask(desc);
		}
		return action;
	}
	return nullptr;
}

} // namespace
} // namespace irq

int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc || !handler || ((flags & IRQF_SHARED) && !dev) ||
	    (desc->irq_data.state & IRQD_PER_CPU))
		return -EINVAL;
	struct irqaction *action =
		irq::make_action(irq, handler, static_cast<unsigned>(flags), name);
	if (!action)
		return -ENOMEM;
	action->dev_id = dev;
	int error = irq::attach(desc, action);
	if (error)
		kfree(action);
	if (error == -EBUSY)
		pr_err("genirq: Flags mismatch irq %u. %08lx (%s) vs. %08x (%s)\n", irq, flags,
		       name, desc->action->flags, desc->action->name);
	return error;
}

int request_percpu_irq(unsigned int irq, irq_handler_t handler, const char *devname,
		       void __percpu *percpu_dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc || !handler || !percpu_dev_id || !(desc->irq_data.state & IRQD_PER_CPU))
		return -EINVAL;
	struct irqaction *action = irq::make_action(irq, handler, IRQF_PERCPU, devname);
	if (!action)
		return -ENOMEM;
	action->percpu_dev_id = percpu_dev_id;
	int error = irq::attach(desc, action);
	if (error)
		kfree(action);
	return error;
}

const void *free_irq(unsigned int irq, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action = nullptr;

	if (desc && !(desc->irq_data.state & IRQD_PER_CPU))
		action = irq::detach(desc, [=](irqaction *a) { return a->dev_id == dev_id; });
	if (!action) {
		WARN(1, "Trying to free already-free IRQ %d\n", irq);
		return nullptr;
	}
	synchronize_irq(irq);
	const char *name = action->name;
	kfree(action);
	return name;
}

void free_percpu_irq(unsigned int irq, void __percpu *percpu_dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action = nullptr;

	if (desc && (desc->irq_data.state & IRQD_PER_CPU) && cpumask_empty(&desc->percpu_enabled))
		action = irq::detach(desc, [=](irqaction *a) {
			return a->percpu_dev_id == percpu_dev_id;
		});
	if (!action)
		WARN(1, "Trying to free already-free or enabled percpu IRQ %d\n", irq);
	else
		kfree(action);
}

void disable_irq_nosync(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return;
	raw_spinlock_irqsave_guard guard(&desc->lock);
	if (!desc->depth++)
		irq::mask(desc);
}

void synchronize_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	while (desc && (READ_ONCE(desc->irq_data.state) & IRQD_IRQ_INPROGRESS))
		cpu_relax();
}

void disable_irq(unsigned int irq)
{
	disable_irq_nosync(irq);
	synchronize_irq(irq);
}

void enable_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return;
	raw_spinlock_irqsave_guard guard(&desc->lock);
	if (!desc->depth || !desc->action) {
		WARN(1, "Unbalanced enable for IRQ %d\n", irq);
		return;
	}
	if (!--desc->depth)
		irq::unmask(desc);
}

void enable_percpu_irq(unsigned int irq, unsigned int type)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return;
	raw_spinlock_irqsave_guard guard(&desc->lock);
	irq::set_trigger(desc, type ? type : desc->irq_data.state & IRQD_TRIGGER_MASK);
	cpumask_set_cpu(smp_processor_id(), &desc->percpu_enabled);
	irq::unmask(desc);
}

void disable_percpu_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return;
	raw_spinlock_irqsave_guard guard(&desc->lock);
	cpumask_clear_cpu(smp_processor_id(), &desc->percpu_enabled);
	irq::mask(desc);
}
