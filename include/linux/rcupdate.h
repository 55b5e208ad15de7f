/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Read-copy update for one CPU without preemption.
 *
 * Here a read-side section is a stretch of code that does not reach a quiescent state, and with PREEMPT_NONE and no
 * sleeping inside sections nothing needs to be done to mark it: any point where the CPU is known to be outside of all
 * sections (the idle loop, cond_resched(), synchronize_rcu() itself) ends every grace period. Callbacks wait in one list
 * until such a point. kernel/rcu/tiny.cpp has the list. Linux 6.12: include/linux/rcupdate.h, kernel/rcu/tiny.c.
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/stddef.h>
#include <linux/build_bug.h>
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
 * Context: any, interrupts included. The callback runs in rcu_quiescent_state(), with interrupts enabled.
 */
void call_rcu(struct rcu_head *head, rcu_callback_t func);
#define call_rcu_hurry(head, func) call_rcu(head, func)

/** synchronize_rcu - wait for a grace period: callbacks queued so far have become ready and are run. May sleep. */
void synchronize_rcu(void);
#define synchronize_rcu_expedited() synchronize_rcu()

/** rcu_barrier - return when all callbacks that call_rcu() has queued so far have run. May sleep. */
void rcu_barrier(void);

/**
 * rcu_quiescent_state - this CPU is in no read-side section now: run the callbacks that wait
 *
 * Called from the idle loop and from points that may sleep; not from interrupts. A callback that queues another one
 * leaves it for the next call.
 */
void rcu_quiescent_state(void);

/** rcu_callbacks_pending - does anything wait for a quiescent state? */
bool rcu_callbacks_pending(void);

/**
 * get_state_synchronize_rcu - a cookie for this moment
 * poll_state_synchronize_rcu - has a grace period passed since the cookie was made? Neither waits; any context.
 */
unsigned long get_state_synchronize_rcu(void);
bool poll_state_synchronize_rcu(unsigned long oldstate);

/** kvfree_call_rcu - kvfree() @ptr after a grace period; @head lies in it, or is NULL when the caller may sleep */
void kvfree_call_rcu(struct rcu_head *head, void *ptr);

__END_DECLS

#define kvfree_rcu_barrier()           rcu_barrier()
#define cond_synchronize_rcu(oldstate) synchronize_rcu()

static __always_inline void rcu_read_lock(void)
{
	barrier();
}

static __always_inline void rcu_read_unlock(void)
{
	barrier();
}

static __always_inline void rcu_read_lock_bh(void)
{
	barrier();
}

static __always_inline void rcu_read_unlock_bh(void)
{
	barrier();
}

static __always_inline void rcu_read_lock_sched(void)
{
	preempt_disable();
}

static __always_inline void rcu_read_unlock_sched(void)
{
	preempt_enable();
}

static inline int rcu_read_lock_held(void)
{
	return 1;
}

static inline int rcu_read_lock_bh_held(void)
{
	return 1;
}

static inline int rcu_read_lock_sched_held(void)
{
	return 1;
}

static inline void rcu_init(void)
{
}

/* ksoftirqd is between two rounds. */
static inline void rcu_softirq_qs(void)
{
}

#define RCU_LOCKDEP_WARN(c, s)                                                                     \
	do {                                                                                       \
	} while (0 && (c))
#define __rcu
#define RCU_INITIALIZER(v)            (v)
#define RCU_INIT_POINTER(p, v)        WRITE_ONCE(p, v)
#define RCU_POINTER_INITIALIZER(p, v) .p = (v)

/* Publish @v: what was written to it before is visible to whoever finds it through rcu_dereference(). */
#define rcu_assign_pointer(p, v)          smp_store_release(&(p), (__typeof__(p))(v))
#define rcu_dereference(p)                READ_ONCE(p)
#define rcu_dereference_bh(p)             READ_ONCE(p)
#define rcu_dereference_sched(p)          READ_ONCE(p)
#define rcu_dereference_raw(p)            READ_ONCE(p)
#define rcu_dereference_raw_check(p)      READ_ONCE(p)
#define rcu_dereference_check(p, c)       READ_ONCE(p)
#define rcu_dereference_bh_check(p, c)    READ_ONCE(p)
#define rcu_dereference_sched_check(p, c) READ_ONCE(p)
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
