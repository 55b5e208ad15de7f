// SPDX-License-Identifier: GPL-2.0-only
//
// Interrupt domains: from a controller's hardware numbers to Linux's, and from the device tree's
// cells to both.
//
// Numbers are given in the order in which they are asked for, from 1 on, so that a machine has the
// same ones as under Linux when its drivers start in the same order. Linux 6.12:
// kernel/irq/irqdomain.c.

#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include "kernel/irq/internals.h"

namespace irq
{
namespace
{

// Changes at boot and in tests, by one CPU.
constinit irq_domain *domains;

} // namespace
} // namespace irq

struct irq_domain *irq_domain_add_linear(struct device_node *of_node, unsigned int size,
					 const struct irq_domain_ops *ops, void *host_data)
{
	auto *domain = static_cast<irq_domain *>(kzalloc(sizeof(irq_domain), GFP_KERNEL));
	auto *revmap =
		static_cast<unsigned short *>(kcalloc(size, sizeof(unsigned short), GFP_KERNEL));

	if (!domain || !revmap) {
		kfree(domain);
		kfree(revmap);
		return nullptr;
	}
	domain->name = of_node_full_name(of_node);
	domain->of_node = of_node;
	domain->ops = ops;
	domain->host_data = host_data;
	domain->revmap = revmap;
	domain->revmap_size = size;
	domain->next = irq::domains;
	irq::domains = domain;
	return domain;
}

void irq_domain_remove(struct irq_domain *domain)
{
	irq_domain **link = &irq::domains;

	while (*link && *link != domain)
		link = &(*link)->next;
	if (!*link)
		return;
	*link = domain->next;
	kfree(domain->revmap);
	kfree(domain);
}

struct irq_domain *irq_find_host(struct device_node *node)
{
	struct irq_domain *domain = irq::domains;

	while (domain && domain->of_node != node)
		domain = domain->next;
	return node ? domain : nullptr;
}

unsigned int irq_create_mapping(struct irq_domain *domain, irq_hw_number_t hwirq)
{
	if (!domain || hwirq >= domain->revmap_size)
		return 0;
	if (unsigned irq = irq_find_mapping(domain, hwirq))
		return irq;
	unsigned irq = irq::allocate();
	if (!irq)
		return 0;
	struct irq_data *data = irq_get_irq_data(irq);
	data->hwirq = hwirq;
	data->domain = domain;
	if (domain->ops->map(domain, irq, hwirq)) {
		irq::release(irq);
		return 0;
	}
	domain->revmap[hwirq] = static_cast<unsigned short>(irq);
	return irq;
}

unsigned int irq_create_fwspec_mapping(struct irq_fwspec *fwspec)
{
	struct irq_domain *domain = irq_find_host(fwspec->np);
	unsigned long hwirq;
	unsigned int type = IRQ_TYPE_NONE;

	if (!domain) {
		pr_warn("no irq domain found for %s !\n", of_node_full_name(fwspec->np));
		return 0;
	}
	if (domain->ops->translate(domain, fwspec, &hwirq, &type))
		return 0;
	unsigned irq = irq_create_mapping(domain, hwirq);
	if (!irq)
		return 0;
	// Remember the trigger; it is programmed when a handler is attached.
	struct irq_data *data = irq_get_irq_data(irq);
	unsigned known = irqd_get_trigger_type(data);
	if (known && type && known != type) {
		pr_warn("type mismatch, failed to map hwirq-%lu for %s!\n", hwirq, domain->name);
		return 0;
	}
	if (type)
		data->state |= type | (type & IRQ_TYPE_LEVEL_MASK ? IRQD_LEVEL : 0);
	return irq;
}

void irq_dispose_mapping(unsigned int virq)
{
	struct irq_desc *desc = irq_to_desc(virq);

	if (!desc || desc->action || !desc->irq_data.domain)
		return;
	desc->irq_data.domain->revmap[desc->irq_data.hwirq] = 0;
	irq::release(virq);
}
