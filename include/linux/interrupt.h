/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H
/*
 * Interrupts for drivers: ask for one, give it back, hold it off.
 *
 * An irq is Linux's number, got from irq_of_parse_and_map(). Handlers run on the CPU that took the
 * interrupt, with interrupts masked; they must not sleep. Linux 6.12: include/linux/interrupt.h,
 * kernel/irq/manage.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/irqreturn.h>

__BEGIN_DECLS

struct seq_file;

#define IRQF_TRIGGER_NONE    0x00000000
#define IRQF_TRIGGER_RISING  0x00000001
#define IRQF_TRIGGER_FALLING 0x00000002
#define IRQF_TRIGGER_HIGH    0x00000004
#define IRQF_TRIGGER_LOW     0x00000008
#define IRQF_TRIGGER_MASK    0x0000000f
#define IRQF_SHARED          0x00000080
#define IRQF_PROBE_SHARED    0x00000100
#define __IRQF_TIMER         0x00000200
#define IRQF_PERCPU          0x00000400
#define IRQF_NOBALANCING     0x00000800
#define IRQF_IRQPOLL         0x00001000
#define IRQF_ONESHOT         0x00002000
#define IRQF_NO_SUSPEND      0x00004000
#define IRQF_NO_THREAD       0x00010000
#define IRQF_NO_AUTOEN       0x00080000
#define IRQF_TIMER           (__IRQF_TIMER | IRQF_NO_SUSPEND | IRQF_NO_THREAD)

#define IRQ_NOTCONNECTED     (1U << 31)

typedef irqreturn_t (*irq_handler_t)(int irq, void *dev_id);

/**
 * struct irqaction - one handler on one interrupt.
 * @dev_id:	   what the handler gets, and what tells shared handlers apart.
 * @percpu_dev_id: the per-CPU cookie instead, for request_percpu_irq().
 * @next:	   further handlers of a shared interrupt.
 */
struct irqaction {
	irq_handler_t handler;
	void *dev_id;
	void __percpu *percpu_dev_id;
	struct irqaction *next;
	unsigned int irq;
	unsigned int flags;
	const char *name;
};

/**
 * request_irq() - have @handler called for @irq, and enable it (unless IRQF_NO_AUTOEN).
 * @flags:  IRQF_*; the trigger bits override the device tree's when given.
 * @name:   shown in /proc/interrupts; must stay.
 * @dev_id: passed to the handler; must be unique, not NULL, with IRQF_SHARED.
 *
 * Process context (allocates). Returns 0; -EINVAL for an irq that doesn't exist or missing
 * arguments; -EBUSY when another handler has it unshared; -ENOMEM. Linux 6.12: request_irq(),
 * __setup_irq().
 */
int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev);
/**
 * request_percpu_irq() - as request_irq() for an interrupt that each CPU has of its own; it stays
 * disabled until enable_percpu_irq(). @percpu_dev_id is a per-CPU variable's address; the handler
 * gets this CPU's copy.
 */
int request_percpu_irq(unsigned int irq, irq_handler_t handler, const char *devname,
		       void __percpu *percpu_dev_id);
/**
 * free_irq() - undo request_irq(); the last handler to go disables the irq. Returns the name that
 * was given, or NULL after a warning.
 */
const void *free_irq(unsigned int irq, void *dev_id);
/** free_percpu_irq() - undo request_percpu_irq(); it must be disabled on every CPU. */
void free_percpu_irq(unsigned int irq, void __percpu *percpu_dev_id);

/** disable_irq_nosync() - hold @irq off; nests. Any context. */
void disable_irq_nosync(unsigned int irq);
/** disable_irq() - hold @irq off and wait until no handler of it runs. Not from its own handler. */
void disable_irq(unsigned int irq);
/** enable_irq() - undo one disable_irq(); one line when there is none to undo. */
void enable_irq(unsigned int irq);
/** synchronize_irq() - wait until no handler of @irq runs on another CPU. */
void synchronize_irq(unsigned int irq);
/**
 * enable_percpu_irq() - let this CPU take its @irq; @type is an IRQ_TYPE_* or 0 for what the tree
 * says.
 */
void enable_percpu_irq(unsigned int irq, unsigned int type);
/** disable_percpu_irq() - undo enable_percpu_irq() on this CPU. */
void disable_percpu_irq(unsigned int irq);

/**
 * show_interrupts() - one line of /proc/interrupts, in Linux's format.
 * @v: a loff_t *: the number of the line's irq; nr_irqs gives the architecture's lines (IPIs,
 * Err:), more gives nothing. Returns 0. Linux 6.12: show_interrupts() in kernel/irq/proc.c.
 */
int show_interrupts(struct seq_file *p, void *v);
/**
 * arch_show_interrupts() - the lines behind the last irq: "Err:" and the count of interrupts nobody
 * could claim.
 */
int arch_show_interrupts(struct seq_file *p, int prec);

/**
 * init_IRQ() - boot step: the interrupt controllers that the device tree names. After
 * vmalloc_init().
 */
void init_IRQ(void);

__END_DECLS

#endif /* _LINUX_INTERRUPT_H */
