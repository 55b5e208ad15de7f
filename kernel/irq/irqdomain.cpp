// SPDX-License-Identifier: GPL-2.0-only
//
// Interrupt domains: from a controller's hardware numbers to Linux's, and from the device tree's
// cells to both.
//
// Numbers are given in the order in which they are asked for, from 1 on, so that a machine has the
// same ones as under Linux when its drivers start in the same order. Linux 6.12:
// kernel/irq/irqdomain.c.

#include <linux/guard.hpp>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include "kernel/irq/internals.h"

namespace irq
{
namespace
{

// Guards the list of domains and the making and forgetting of mappings. Who looks one up in an interrupt takes what it finds.
DEFINE_MUTEX(irq_domain_mutex);
constinit irq_domain *domains;

// irq_domain_mutex held.
unsigned int create_mapping(struct irq_domain *domain, irq_hw_number_t hwirq)
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
	// Whoever finds the number finds the rest done.
	smp_store_release(&domain->revmap[hwirq], static_cast<unsigned short>(irq));
	return irq;
}

irq_domain *find_host(struct device_node *node)
{
	struct irq_domain *domain = domains;

	while (domain && domain->of_node != node)
		domain = domain->next;
	return node ? domain : nullptr;
}

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
	mutex_guard guard(&irq::irq_domain_mutex);

	domain->next = irq::domains;
	irq::domains = domain;
	return domain;
}

void irq_domain_remove(struct irq_domain *domain)
{
	mutex_guard guard(&irq::irq_domain_mutex);
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
	mutex_guard guard(&irq::irq_domain_mutex);

	return irq::find_host(node);
}

unsigned int irq_create_mapping(struct irq_domain *domain, irq_hw_number_t hwirq)
{
	mutex_guard guard(&irq::irq_domain_mutex);

	return irq::create_mapping(domain, hwirq);
}

unsigned int irq_create_fwspec_mapping(struct irq_fwspec *fwspec)
{
	mutex_guard guard(&irq::irq_domain_mutex);
	struct irq_domain *domain = irq::find_host(fwspec->np);
	unsigned long hwirq;
	unsigned int type = IRQ_TYPE_NONE;

	if (!domain) {
		pr_warn("no irq domain found for %s !\n", of_node_full_name(fwspec->np));
		return 0;
	}
	if (domain->ops->translate(domain, fwspec, &hwirq, &type))
		return 0;
	unsigned irq = irq::create_mapping(domain, hwirq);
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
	mutex_guard guard(&irq::irq_domain_mutex);
	struct irq_desc *desc = irq_to_desc(virq);

	if (!desc || desc->action || !desc->irq_data.domain)
		return;
	desc->irq_data.domain->revmap[desc->irq_data.hwirq] = 0;
	irq::release(virq);
}
