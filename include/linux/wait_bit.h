/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Waiting for a bit to become 0, or for a variable to change, without a wait queue in the structure: the queues are shared, found by
 * the address. kernel/sched/wait_bit.cpp; Linux 6.12: include/linux/wait_bit.h.
 *
 *	wait_on_bit(&word, bit, TASK_UNINTERRUPTIBLE)        waiter; may sleep; 0, or what the action says
 *	clear_and_wake_up_bit(bit, &word)                    waker; any context
 *	wait_var_event(&var, condition)
 *	var = …; smp_mb(); wake_up_var(&var)
 */
#ifndef _LINUX_WAIT_BIT_H
#define _LINUX_WAIT_BIT_H
#include <linux/bitops.h>
#include <linux/wait.h>

struct wait_bit_key {
	void *flags;
	int bit_nr;            /* -1: any change of the variable */
	unsigned long timeout; /* jiffies, of the _timeout forms */
};
struct wait_bit_queue_entry {
	struct wait_bit_key key;
	struct wait_queue_entry wq_entry;
};
typedef int wait_bit_action_f(struct wait_bit_key *key, int mode);

__BEGIN_DECLS
struct wait_queue_head *bit_waitqueue(void *word, int bit);
struct wait_queue_head *__var_waitqueue(void *p);
void init_wait_var_entry(struct wait_bit_queue_entry *wbq_entry, void *var, int flags);
int wake_bit_function(struct wait_queue_entry *wq_entry, unsigned mode, int sync, void *key);
int __wait_on_bit(struct wait_queue_head *wq_head, struct wait_bit_queue_entry *wbq_entry,
		  wait_bit_action_f *action, unsigned mode);
int __wait_on_bit_lock(struct wait_queue_head *wq_head, struct wait_bit_queue_entry *wbq_entry,
		       wait_bit_action_f *action, unsigned mode);
int out_of_line_wait_on_bit(void *word, int bit, wait_bit_action_f *action, unsigned mode);
int out_of_line_wait_on_bit_timeout(void *word, int bit, wait_bit_action_f *action, unsigned mode,
				    unsigned long timeout);
int out_of_line_wait_on_bit_lock(void *word, int bit, wait_bit_action_f *action, unsigned mode);
/* Behind a barrier after the change. Any context. */
void wake_up_bit(void *word, int bit);
void wake_up_var(void *var);
/* How it is waited: schedule() until woken, or for key->timeout at most (-EAGAIN). */
int bit_wait(struct wait_bit_key *key, int mode);
int bit_wait_io(struct wait_bit_key *key, int mode);
int bit_wait_timeout(struct wait_bit_key *key, int mode);
__END_DECLS

static inline int wait_on_bit(unsigned long *word, int bit, unsigned mode)
{
	might_sleep();
	return test_bit_acquire(bit, word) ? out_of_line_wait_on_bit(word, bit, bit_wait, mode) : 0;
}
static inline int wait_on_bit_io(unsigned long *word, int bit, unsigned mode)
{
	might_sleep();
	return test_bit_acquire(bit, word) ? out_of_line_wait_on_bit(word, bit, bit_wait_io, mode)
					   : 0;
}
/* @timeout: jiffies; -EAGAIN when they are over. */
static inline int wait_on_bit_timeout(unsigned long *word, int bit, unsigned mode,
				      unsigned long timeout)
{
	might_sleep();
	return test_bit_acquire(bit, word)
		       ? out_of_line_wait_on_bit_timeout(word, bit, bit_wait_timeout, mode, timeout)
		       : 0;
}
static inline int wait_on_bit_action(unsigned long *word, int bit, wait_bit_action_f *action,
				     unsigned mode)
{
	might_sleep();
	return test_bit_acquire(bit, word) ? out_of_line_wait_on_bit(word, bit, action, mode) : 0;
}
/* … and set it, as a lock is taken. */
static inline int wait_on_bit_lock(unsigned long *word, int bit, unsigned mode)
{
	might_sleep();
	return test_and_set_bit(bit, word) ? out_of_line_wait_on_bit_lock(word, bit, bit_wait, mode)
					   : 0;
}
static inline int wait_on_bit_lock_io(unsigned long *word, int bit, unsigned mode)
{
	might_sleep();
	return test_and_set_bit(bit, word)
		       ? out_of_line_wait_on_bit_lock(word, bit, bit_wait_io, mode)
		       : 0;
}
static inline void clear_and_wake_up_bit(int bit, unsigned long *word)
{
	clear_bit_unlock(bit, word);
	smp_mb__after_atomic();
	wake_up_bit(word, bit);
}

#define ___wait_var_event(var, condition, state, exclusive, ret, cmd)                              \
	({                                                                                         \
		struct wait_queue_head *__wq_head = __var_waitqueue((void *)(var));                \
		struct wait_bit_queue_entry __wbq_entry;                                           \
		long __ret = ret;                                                                  \
                                                                                                   \
		init_wait_var_entry(&__wbq_entry, (void *)(var),                                   \
				    exclusive ? WQ_FLAG_EXCLUSIVE : 0);                            \
		for (;;) {                                                                         \
			prepare_to_wait_event(__wq_head, &__wbq_entry.wq_entry, state);            \
			if (condition)                                                             \
				break;                                                             \
			cmd;                                                                       \
		}                                                                                  \
		finish_wait(__wq_head, &__wbq_entry.wq_entry);                                     \
		__ret;                                                                             \
	})
#define __wait_var_event_state(var, condition, state)                                              \
	({                                                                                         \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			(void)___wait_var_event(var, condition, state, 0, 0, schedule());          \
		0;                                                                                 \
	})
#define wait_var_event(var, condition)                                                             \
	((void)__wait_var_event_state(var, condition, TASK_UNINTERRUPTIBLE))
#define wait_var_event_killable(var, condition)                                                    \
	__wait_var_event_state(var, condition, TASK_KILLABLE)
#define wait_var_event_interruptible(var, condition)                                               \
	__wait_var_event_state(var, condition, TASK_INTERRUPTIBLE)
#define wait_var_event_timeout(var, condition, timeout)                                            \
	({                                                                                         \
		long __ret = timeout;                                                              \
                                                                                                   \
		might_sleep();                                                                     \
		if (!___wait_cond_timeout(condition))                                              \
			__ret = ___wait_var_event(var, ___wait_cond_timeout(condition),            \
						  TASK_UNINTERRUPTIBLE, 0, timeout,                \
						  __ret = schedule_timeout(__ret));                \
		__ret;                                                                             \
	})
#endif
