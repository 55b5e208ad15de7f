/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Read-copy update.
 *
 * Readers mark sections in which what they have found stays; an updater removes something from sight, waits until all sections that
 * may have found it are left, a grace period, and frees it. A section here is a stretch of code with preemption
 * disabled, so rcu_read_lock(), rcu_read_lock_sched(), a spinlock held and an interrupt handler are all sections alike.
 *
 * kernel/rcu/grace_period.cpp has the theory. Linux 6.12: include/linux/rcupdate.h.
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/stddef.h>
#include <linux/bottom_half.h>
#include <linux/build_bug.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <asm/barrier.h>

#define ULONG_CMP_GE(a, b) (ULONG_MAX / 2 >= (a) - (b))
#define ULONG_CMP_LT(a, b) (ULONG_MAX / 2 < (a) - (b))

typedef void (*rcu_callback_t)(struct rcu_head *head);
typedef void (*call_rcu_func_t)(struct rcu_head *head, rcu_callback_t func);

__BEGIN_DECLS

/**
 * call_rcu - run @func(@head) after a grace period
 * @head: lies in the object that waits; must stay untouched until then
 *
 * Context: any, interrupts included. The callback runs in softirq context, on this CPU, in the order of calls.
 */
void call_rcu(struct rcu_head *head, rcu_callback_t func);
/* call_rcu() is never lazy here. */
#define call_rcu_hurry(head, func) call_rcu(head, func)

/** synchronize_rcu - wait until all read-side sections that run now are left. Task context; sleeps. */
void synchronize_rcu(void);
/** synchronize_rcu_expedited - the same sooner: CPUs that are waited for are interrupted. */
void synchronize_rcu_expedited(void);

/** rcu_barrier - wait until all callbacks that call_rcu() has queued so far have run. Task context; sleeps. */
void rcu_barrier(void);

/**
 * get_state_synchronize_rcu - a cookie for poll_state_synchronize_rcu(): has a grace period passed since?
 * start_poll_… - the same, and one is started. cond_synchronize_rcu - wait unless one has passed.
 */
unsigned long get_state_synchronize_rcu(void);
unsigned long start_poll_synchronize_rcu(void);
bool poll_state_synchronize_rcu(unsigned long oldstate);
void cond_synchronize_rcu(unsigned long oldstate);
#define RCU_GET_STATE_COMPLETED 0x1
static inline unsigned long get_completed_synchronize_rcu(void)
{
	return RCU_GET_STATE_COMPLETED;
}
#define start_poll_synchronize_rcu_expedited() start_poll_synchronize_rcu()
#define cond_synchronize_rcu_expedited(old)    cond_synchronize_rcu(old)

/** rcu_init - boot step: grace periods end from here on. After init_timers(), before interrupts are enabled. */
void rcu_init(void);
/** rcutree_report_cpu_starting - @cpu, the calling one, may use read-side sections from here on. */
void rcutree_report_cpu_starting(unsigned int cpu);
/** rcu_note_context_switch - from schedule(): the task that leaves the CPU is in no section. Interrupts masked. */
void rcu_note_context_switch(bool preempt);
/** rcu_softirq_qs - ksoftirqd is between two rounds. */
void rcu_softirq_qs(void);
/** rcu_sched_clock_irq - from the tick, interrupts masked. @user: it came into user mode. */
void rcu_sched_clock_irq(int user);
/**
 * rcu_idle_enter, rcu_idle_exit - between the two this CPU is not waited for, and must not use read-side sections. Interrupts stay
 * masked all the time from before the one until after the other.
 */
void rcu_idle_enter(void);
void rcu_idle_exit(void);
/** rcu_is_watching - may this CPU use read-side sections? */
bool rcu_is_watching(void);
/** rcu_needs_cpu - do callbacks of this CPU wait, or a grace period that it has to watch, so that it should not sleep for long? */
bool rcu_needs_cpu(void);
/**
 * rcu_quiescent_state - this CPU is in no read-side section now: end what can be ended, run the callbacks that are ready
 *
 * From the idle loop and from tasks that have nothing else to do; not from interrupts or softirqs.
 */
void rcu_quiescent_state(void);
/** rcu_callbacks_pending - does any CPU have callbacks that have not run? */
bool rcu_callbacks_pending(void);

/**
 * get_state_synchronize_rcu - a cookie for this moment
 * poll_state_synchronize_rcu - has a grace period passed since the cookie was made? Neither waits; any context.
 */
unsigned long get_state_synchronize_rcu(void);
bool poll_state_synchronize_rcu(unsigned long oldstate);

/** kvfree_call_rcu - kvfree() @ptr after a grace period; @head lies in it, or is NULL when the caller may sleep */
void kvfree_call_rcu(struct rcu_head *head, void *ptr);
/** kvfree_rcu_barrier - wait until all that was given to kvfree_rcu() so far is free. Task context; sleeps. */
void kvfree_rcu_barrier(void);
/**
 * kfree_rcu_shrink - memory is short: what kvfree_rcu() has collected is freed now, not in five seconds. Objects of vmalloc follow soon.
 * Value: how many objects there were. Task context; sleeps for a grace period if there are any. Linux: the shrinker rcu-kfree.
 */
unsigned long kfree_rcu_shrink(void);

__END_DECLS

static __always_inline void rcu_read_lock(void)
{
	preempt_disable();
}

static __always_inline void rcu_read_unlock(void)
{
	preempt_enable();
}

static __always_inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
}

static __always_inline void rcu_read_unlock_bh(void)
{
	local_bh_enable();
}

static __always_inline void rcu_read_lock_sched(void)
{
	preempt_disable();
}

static __always_inline void rcu_read_unlock_sched(void)
{
	preempt_enable();
}

/*
 * Might this be a read-side section? Like Linux without lockdep the answer is yes where it is not known; a DEBUG build, which
 * counts, knows.
 */
static inline int rcu_read_lock_sched_held(void)
{
	return !IS_ENABLED(CONFIG_DEBUG_KERNEL) || !preemptible();
}

static inline int rcu_read_lock_held(void)
{
	return rcu_read_lock_sched_held();
}

static inline int rcu_read_lock_any_held(void)
{
	return rcu_read_lock_sched_held();
}

static inline int rcu_read_lock_bh_held(void)
{
	return !IS_ENABLED(CONFIG_DEBUG_KERNEL) || in_softirq() || irqs_disabled();
}

#define RCU_LOCKDEP_WARN(c, s)                                                                     \
	do {                                                                                       \
	} while (0 && (c))
#define __rcu
#define RCU_INITIALIZER(v)            (v)
#define RCU_INIT_POINTER(p, v)        WRITE_ONCE(p, v)
#define RCU_POINTER_INITIALIZER(p, v) .p = (v)

/* The address orders what is read through it. The thread sanitiser (tests/host) knows no order but an acquire's. */
#ifdef __SANITIZE_THREAD__
#define __rcu_read(p) __atomic_load_n(&(p), __ATOMIC_ACQUIRE)
#else
#define __rcu_read(p) READ_ONCE(p)
#endif

/* Publish @v: what was written to it before is visible to whoever finds it through rcu_dereference(). */
#define rcu_assign_pointer(p, v)          smp_store_release(&(p), (__typeof__(p))(v))
#define rcu_dereference(p)                __rcu_read(p)
#define rcu_dereference_bh(p)             __rcu_read(p)
#define rcu_dereference_sched(p)          __rcu_read(p)
#define rcu_dereference_raw(p)            __rcu_read(p)
#define rcu_dereference_raw_check(p)      __rcu_read(p)
#define rcu_dereference_check(p, c)       __rcu_read(p)
#define rcu_dereference_bh_check(p, c)    __rcu_read(p)
#define rcu_dereference_sched_check(p, c) __rcu_read(p)
#define rcu_dereference_protected(p, c)   (p)
#define rcu_access_pointer(p)             READ_ONCE(p)
#define rcu_pointer_handoff(p)            (p)
#define rcu_replace_pointer(rcu_ptr, ptr, c)                                                       \
	({                                                                                         \
		__typeof__(ptr) __rcu_old = (rcu_ptr);                                             \
		rcu_assign_pointer((rcu_ptr), (ptr));                                              \
		__rcu_old;                                                                         \
	})

/**
 * kfree_rcu - kfree() an object after a grace period
 * @ptr: the object
 * @rhf: name of its struct rcu_head member, which must lie in the first page
 */
#define kfree_rcu(ptr, rhf)  kvfree_rcu_arg_2(ptr, rhf)
#define kvfree_rcu(ptr, rhf) kvfree_rcu_arg_2(ptr, rhf)
/* The forms without a member wait for the grace period themselves. */
#define kfree_rcu_mightsleep(ptr)      kvfree_rcu_arg_1(ptr)
#define kvfree_rcu_mightsleep(ptr)     kvfree_rcu_arg_1(ptr)

#define __is_kvfree_rcu_offset(offset) ((offset) < 4096)
#define kvfree_rcu_arg_2(ptr, rhf)                                                                 \
	do {                                                                                       \
		__typeof__(ptr) __rcu_ptr = (ptr);                                                 \
		if (__rcu_ptr) {                                                                   \
			BUILD_BUG_ON(!__is_kvfree_rcu_offset(offsetof(__typeof__(*(ptr)), rhf)));  \
			kvfree_call_rcu(&__rcu_ptr->rhf, (void *)__rcu_ptr);                       \
		}                                                                                  \
	} while (0)
#define kvfree_rcu_arg_1(ptr)                                                                      \
	do {                                                                                       \
		__typeof__(ptr) __rcu_ptr = (ptr);                                                 \
		if (__rcu_ptr)                                                                     \
			kvfree_call_rcu((struct rcu_head *)0, (void *)__rcu_ptr);                  \
	} while (0)

#endif /* _LINUX_RCUPDATE_H */
