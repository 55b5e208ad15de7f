// SPDX-License-Identifier: GPL-2.0-only
//
// Flow handlers: in which order chip and handlers are called for each kind of interrupt.
//
//	fasteoi		shared by CPUs; the controller keeps it active until the end-of-interrupt
//			write, so it can't come again meanwhile. Under the descriptor's lock except
//			while the handlers run.
//	percpu_devid	each CPU's own: no other CPU touches it, no lock.
//
// Linux 6.12: kernel/irq/chip.c, handle.c, spurious.c.

#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include "kernel/irq/internals.h"

namespace irq
{
namespace
{

// Linux gives up on an interrupt when 99,900 of 100,000 were claimed by no handler.
constexpr unsigned unhandled_limit = 99900;

void count(irq_desc *desc)
{
	__this_cpu_inc(*desc->kstat_irqs);
}

void eoi(irq_desc *desc)
{
	if (desc->irq_data.chip->irq_eoi)
		desc->irq_data.chip->irq_eoi(&desc->irq_data);
}

// Call every handler. Lock held on entry and exit, not while they run.
void run_handlers(irq_desc *desc)
{
	int result = IRQ_NONE;

	desc->irq_data.state |= IRQD_IRQ_INPROGRESS;
	raw_spin_unlock(&desc->lock);
	for (irqaction *action = desc->action; action; action = action->next)
		result |= action->handler(static_cast<int>(desc->irq_data.irq), action->dev_id);
	raw_spin_lock(&desc->lock);
	desc->irq_data.state &= ~IRQD_IRQ_INPROGRESS;

	if (result != IRQ_NONE) {
		desc->irqs_unhandled = 0;
	} else if (++desc->irqs_unhandled >= unhandled_limit) {
		pr_err("irq %u: nobody cared: disabled\n", desc->irq_data.irq);
		desc->depth++;
		mask(desc);
	}
}

} // namespace

void mask(irq_desc *desc)
{
	if (desc->irq_data.chip && desc->irq_data.chip->irq_mask)
		desc->irq_data.chip->irq_mask(&desc->irq_data);
	desc->irq_data.state |= IRQD_IRQ_MASKED | IRQD_IRQ_DISABLED;
}

void unmask(irq_desc *desc)
{
	if (desc->irq_data.chip && desc->irq_data.chip->irq_unmask)
		desc->irq_data.chip->irq_unmask(&desc->irq_data);
	desc->irq_data.state &= ~(IRQD_IRQ_MASKED | IRQD_IRQ_DISABLED);
}

int set_trigger(irq_desc *desc, unsigned type)
{
	irq_data *data = &desc->irq_data;

	type &= IRQ_TYPE_SENSE_MASK;
	if (!type)
		return 0;
	if (data->chip && data->chip->irq_set_type) {
		int error = data->chip->irq_set_type(data, type);

		if (error) {
			pr_err("Setting trigger mode %u for irq %u failed (%ps)\n", type, data->irq,
			       data->chip->irq_set_type);
			return error;
		}
	}
	data->state &= ~(IRQD_TRIGGER_MASK | IRQD_LEVEL);
	data->state |= type | (type & IRQ_TYPE_LEVEL_MASK ? IRQD_LEVEL : 0);
	return 0;
}

} // namespace irq

void handle_fasteoi_irq(struct irq_desc *desc)
{
	raw_spin_lock(&desc->lock);
	irq::count(desc);
	if (desc->action && !(desc->irq_data.state & IRQD_IRQ_DISABLED))
		irq::run_handlers(desc);
	else
		irq::mask(desc);
	irq::eoi(desc);
	raw_spin_unlock(&desc->lock);
}

void handle_percpu_devid_irq(struct irq_desc *desc)
{
	struct irqaction *action = desc->action;

	irq::count(desc);
	if (action) {
		action->handler(static_cast<int>(desc->irq_data.irq),
				raw_cpu_ptr(action->percpu_dev_id));
	} else {
		pr_err("Spurious percpu IRQ%u on CPU%d\n", desc->irq_data.irq, smp_processor_id());
		desc->irq_data.chip->irq_mask(&desc->irq_data);
	}
	irq::eoi(desc);
}

void handle_simple_irq(struct irq_desc *desc)
{
	raw_spin_lock(&desc->lock);
	irq::count(desc);
	if (desc->action && !(desc->irq_data.state & IRQD_IRQ_DISABLED))
		irq::run_handlers(desc);
	raw_spin_unlock(&desc->lock);
}

void handle_bad_irq(struct irq_desc *desc)
{
	irq::count(desc);
	irq::report_unexpected("irq", desc->irq_data.irq);
	irq::mask(desc);
	if (desc->irq_data.chip)
		irq::eoi(desc);
}

void irq_set_chip_and_handler(unsigned int irq, struct irq_chip *chip, irq_flow_handler_t handle)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return;
	raw_spinlock_irqsave_guard guard(&desc->lock);
	desc->irq_data.chip = chip;
	desc->handle_irq = handle;
}

int irq_set_percpu_devid(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	desc->irq_data.state |= IRQD_PER_CPU;
	return 0;
}

int irq_set_irq_type(unsigned int irq, unsigned int type)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return -EINVAL;
	raw_spinlock_irqsave_guard guard(&desc->lock);
	return irq::set_trigger(desc, type);
}
