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
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/bottom_half.h>
#include <linux/container_of.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/percpu-defs.h>
#include <asm/sections.h>

/* Marks the function that an interrupt controller's interrupts enter by: what lies further out isn't its doing. */
#define __irq_entry           __attribute__((__section__(".irqentry.text")))
#define __exception_irq_entry __irq_entry

/** in_irqentry_text() - is @ptr in such a function? */
static inline bool in_irqentry_text(unsigned long ptr)
{
	return ptr >= (unsigned long)__irqentry_text_start &&
	       ptr < (unsigned long)__irqentry_text_end;
}

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

/*
 * Softirqs: what an interrupt handler leaves for the moment after it, with interrupts enabled. kernel/softirq.cpp tells
 * when they run. Their numbers are their order.
 */
enum {
	HI_SOFTIRQ = 0,
	TIMER_SOFTIRQ,
	NET_TX_SOFTIRQ,
	NET_RX_SOFTIRQ,
	BLOCK_SOFTIRQ,
	IRQ_POLL_SOFTIRQ,
	TASKLET_SOFTIRQ,
	SCHED_SOFTIRQ,
	HRTIMER_SOFTIRQ,
	RCU_SOFTIRQ,
	NR_SOFTIRQS
};

/** softirq_to_name - "HI", "TIMER", …: the lines of /proc/softirqs. */
extern const char *const softirq_to_name[NR_SOFTIRQS];

/* The softirqs that wait on this CPU, a bit each. Changed by the own CPU only, with interrupts masked. */
DECLARE_PER_CPU(unsigned int, __softirq_pending);
#define local_softirq_pending() __this_cpu_read(__softirq_pending)

struct task_struct;
DECLARE_PER_CPU(struct task_struct *, ksoftirqd);

/** open_softirq() - have @action called for softirq @nr, on the CPU that raised it. Boot. */
void open_softirq(int nr, void (*action)(void));
/** softirq_init() - boot step: tasklets' softirqs. Before interrupts are enabled. */
void softirq_init(void);
/**
 * raise_softirq() - have this CPU run softirq @nr soon: when the interrupt that runs now returns, when bottom halves are
 * enabled again, or, from a task outside of both, in ksoftirqd. Any context but NMI.
 */
void raise_softirq(unsigned int nr);
/** raise_softirq_irqoff() - the same; interrupts are masked. */
void raise_softirq_irqoff(unsigned int nr);
/** __raise_softirq_irqoff() - only mark it: the caller knows that pending softirqs are looked at soon. Interrupts masked. */
void __raise_softirq_irqoff(unsigned int nr);
/** do_softirq() - run what is pending now, unless in an interrupt or with bottom halves disabled. */
void do_softirq(void);

/*
 * Tasklets: functions on demand, in softirq context. One tasklet runs on one CPU at a time; scheduled again before it ran, it
 * runs once. kernel/tasklet.cpp.
 */
struct tasklet_struct {
	struct tasklet_struct *next;
	unsigned long state; /* TASKLET_STATE_* bits */
	atomic_t count;      /* how often disabled */
	bool use_callback;
	union {
		void (*func)(unsigned long data);
		void (*callback)(struct tasklet_struct *t);
	};
	unsigned long data;
};

enum { TASKLET_STATE_SCHED, TASKLET_STATE_RUN };

#define __TASKLET_CALLBACK(name, nr, fn)                                                           \
	struct tasklet_struct name = {                                                             \
		.next = NULL,                                                                      \
		.state = 0,                                                                        \
		.count = ATOMIC_INIT(nr),                                                          \
		.use_callback = true,                                                              \
		{.callback = fn},                                                                  \
		.data = 0,                                                                         \
	}
#define __TASKLET_FUNC(name, nr, fn)                                                               \
	struct tasklet_struct name = {                                                             \
		.next = NULL,                                                                      \
		.state = 0,                                                                        \
		.count = ATOMIC_INIT(nr),                                                          \
		.use_callback = false,                                                             \
		{.func = fn},                                                                      \
		.data = 0,                                                                         \
	}
#define DECLARE_TASKLET(name, callback)          __TASKLET_CALLBACK(name, 0, callback)
#define DECLARE_TASKLET_DISABLED(name, callback) __TASKLET_CALLBACK(name, 1, callback)
#define DECLARE_TASKLET_OLD(name, func)          __TASKLET_FUNC(name, 0, func)
#define DECLARE_TASKLET_DISABLED_OLD(name, func) __TASKLET_FUNC(name, 1, func)
#define from_tasklet(var, callback_tasklet, member)                                                \
	container_of(callback_tasklet, __typeof__(*var), member)

/** tasklet_setup() - @callback(@t) is what the tasklet does. tasklet_init() - the older form: @func(@data). */
void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *));
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data);
void __tasklet_schedule(struct tasklet_struct *t);
void __tasklet_hi_schedule(struct tasklet_struct *t);
/** tasklet_kill() - wait until it neither waits nor runs. Task context; nobody may schedule it again meanwhile. */
void tasklet_kill(struct tasklet_struct *t);
void tasklet_unlock(struct tasklet_struct *t);
/** tasklet_unlock_wait() - return when it does not run. _spin_wait: from any context that the tasklet cannot interrupt. */
void tasklet_unlock_wait(struct tasklet_struct *t);
void tasklet_unlock_spin_wait(struct tasklet_struct *t);

static inline int tasklet_trylock(struct tasklet_struct *t)
{
	return !test_and_set_bit(TASKLET_STATE_RUN, &t->state);
}
/** tasklet_schedule() - run @t on this CPU soon; tasklet_hi_schedule() - before all other softirqs. Any context but NMI. */
static inline void tasklet_schedule(struct tasklet_struct *t)
{
	if (!test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		__tasklet_schedule(t);
}
static inline void tasklet_hi_schedule(struct tasklet_struct *t)
{
	if (!test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		__tasklet_hi_schedule(t);
}
/** tasklet_disable() - hold it off, and wait until it does not run. Nests; tasklet_enable() undoes one. */
static inline void tasklet_disable_nosync(struct tasklet_struct *t)
{
	atomic_inc(&t->count);
	smp_mb__after_atomic();
}
static inline void tasklet_disable_in_atomic(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	tasklet_unlock_spin_wait(t);
	smp_mb();
}
static inline void tasklet_disable(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	tasklet_unlock_wait(t);
	smp_mb();
}
static inline void tasklet_enable(struct tasklet_struct *t)
{
	smp_mb__before_atomic();
	atomic_dec(&t->count);
}

__END_DECLS

#endif /* _LINUX_INTERRUPT_H */
