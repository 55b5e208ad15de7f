/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H
/*
 * Timers: call a function at a jiffy, or a little later, in softirq context. kernel/time/timer.cpp; Linux 6.12:
 * include/linux/timer.h.
 *
 * Unless told otherwise a function here may be called from any context but NMI. What starts a timer starts it on the calling
 * CPU (a pending or running one may stay where it is), and does nothing once the timer has been shut down.
 */
#include <linux/list.h>
#include <linux/ktime.h>
#include <linux/stddef.h>
#include <linux/container_of.h>
#include <linux/poison.h>
#include <linux/stringify.h>
#include <linux/timer_types.h>

__BEGIN_DECLS

#define TIMER_CPUMASK        0x0003FFFF
#define TIMER_MIGRATING      0x00040000 /* between two CPUs' wheels: wait */
#define TIMER_BASEMASK       (TIMER_CPUMASK | TIMER_MIGRATING)
#define TIMER_DEFERRABLE     0x00080000 /* does not wake an idle CPU */
#define TIMER_PINNED         0x00100000 /* accepted: timers never leave the CPU that started them */
#define TIMER_IRQSAFE        0x00200000 /* runs with interrupts masked; handlers may wait for it */
#define TIMER_INIT_FLAGS     (TIMER_DEFERRABLE | TIMER_PINNED | TIMER_IRQSAFE)
#define TIMER_ARRAYSHIFT     22 /* the slot, above */
#define TIMER_ARRAYMASK      0xFFC00000

#define NEXT_TIMER_MAX_DELTA ((1UL << 30) - 1)

#define __TIMER_INITIALIZER(_function, _flags)                                                     \
	{                                                                                          \
		.entry = {.next = (struct hlist_node *)TIMER_ENTRY_STATIC, .pprev = NULL},         \
		.expires = 0, .function = (_function), .flags = (_flags),                          \
	}
#define DEFINE_TIMER(_name, _function) struct timer_list _name = __TIMER_INITIALIZER(_function, 0)

struct lock_class_key;
void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *), unsigned int flags,
		    const char *name, struct lock_class_key *key);

/** timer_setup() - make @timer ready: when it expires, @callback(@timer) is called. @flags: TIMER_INIT_FLAGS or 0. */
#define timer_setup(timer, callback, flags) init_timer_key((timer), (callback), (flags), NULL, NULL)
#define timer_setup_on_stack(timer, callback, flags)                                               \
	init_timer_key((timer), (callback), (flags), NULL, NULL)
static inline void destroy_timer_on_stack(struct timer_list *timer)
{
}
#define from_timer(var, callback_timer, timer_fieldname)                                           \
	container_of(callback_timer, __typeof__(*var), timer_fieldname)

/** timer_pending() - is it queued? The caller keeps others from changing it meanwhile. */
static inline int timer_pending(const struct timer_list *timer)
{
	return !hlist_unhashed_lockless(&timer->entry);
}

/**
 * mod_timer() - start @timer, or move it, to expire at jiffy @expires. Returns 1 if it was pending, else 0.
 * mod_timer_pending() - only if it is pending. timer_reduce() - not to a later time than it has.
 */
int mod_timer(struct timer_list *timer, unsigned long expires);
int mod_timer_pending(struct timer_list *timer, unsigned long expires);
int timer_reduce(struct timer_list *timer, unsigned long expires);
/** add_timer() - start @timer, which is not pending, at @timer->expires. add_timer_on() - on @cpu, which is online. */
void add_timer(struct timer_list *timer);
void add_timer_local(struct timer_list *timer);
void add_timer_global(struct timer_list *timer);
void add_timer_on(struct timer_list *timer, int cpu);

/**
 * timer_delete() - take it out. Returns 1 if it was pending. Its function may still run on another CPU.
 * timer_delete_sync() - and wait until it does not run. Not from its own function, not from interrupts (unless it is
 * TIMER_IRQSAFE), not with a lock held that the function takes. Somebody who starts it again meanwhile wins.
 * try_to_del_timer_sync() - -1 instead of waiting.
 */
#if __STDC_HOSTED__
/* In host tests: the C library has a timer_delete() of its own. */
#define timer_delete slub64_timer_delete
#endif
int timer_delete(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
int try_to_del_timer_sync(struct timer_list *timer);
/** timer_shutdown(), timer_shutdown_sync() - the same, and nobody starts it again until timer_setup(). */
int timer_shutdown(struct timer_list *timer);
int timer_shutdown_sync(struct timer_list *timer);
static inline int del_timer(struct timer_list *timer)
{
	return timer_delete(timer);
}
static inline int del_timer_sync(struct timer_list *timer)
{
	return timer_delete_sync(timer);
}

/** init_timers() - boot step: the wheels. After setup_per_cpu_areas(), before interrupts are enabled. */
void init_timers(void);
/** run_local_timers() - from the tick: have expired timers of this CPU run soon. Interrupts masked. */
void run_local_timers(void);
/**
 * timers_next_expiry() - the jiffy at whose begin this CPU's first timer that is worth waking for is due. false: there is none.
 * Interrupts masked.
 */
bool timers_next_expiry(unsigned long *expires);
/** update_process_times() - what happens on a tick of this CPU: timers, RCU, the scheduler. Interrupt context. */
void update_process_times(int user_tick);

/* Jiffies rounded to whole seconds, so that timers that need not be exact expire together; a little apart for each CPU. */
unsigned long __round_jiffies(unsigned long j, int cpu);
unsigned long __round_jiffies_relative(unsigned long j, int cpu);
unsigned long round_jiffies(unsigned long j);
unsigned long round_jiffies_relative(unsigned long j);
unsigned long __round_jiffies_up(unsigned long j, int cpu);
unsigned long __round_jiffies_up_relative(unsigned long j, int cpu);
unsigned long round_jiffies_up(unsigned long j);
unsigned long round_jiffies_up_relative(unsigned long j);

__END_DECLS

#endif
