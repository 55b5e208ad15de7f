/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IRQDESC_H
#define _LINUX_IRQDESC_H
/* struct irq_desc is in <linux/irq.h>, which Linux's users of this header include anyway. */
#include <linux/irq.h>

__BEGIN_DECLS

/**
 * generic_handle_irq() - run the flow handler of @irq. Interrupts masked. 0, or -EINVAL when it
 * isn't mapped.
 */
int generic_handle_irq(unsigned int irq);
/**
 * generic_handle_domain_irq() - the same for a hardware number. -EINVAL when it isn't mapped in
 * @domain.
 */
int generic_handle_domain_irq(struct irq_domain *domain, unsigned int hwirq);

__END_DECLS

#endif /* _LINUX_IRQDESC_H */
