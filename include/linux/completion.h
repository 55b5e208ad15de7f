/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Completions: "it has happened". complete() counts up and wakes one waiter, who counts down; complete_all() makes it true for
 * everybody until reinit_completion(). kernel/sched/completion.cpp; Linux 6.12: include/linux/completion.h.
 */
#ifndef __LINUX_COMPLETION_H
#define __LINUX_COMPLETION_H
#include <linux/swait.h>
struct completion {
	unsigned int done;
	struct swait_queue_head wait;
};
#define COMPLETION_INITIALIZER(work)                                                               \
	{                                                                                          \
		0, __SWAIT_QUEUE_HEAD_INITIALIZER((work).wait)                                     \
	}
#define COMPLETION_INITIALIZER_ONSTACK(work)                                                       \
	(*({                                                                                       \
		init_completion(&work);                                                            \
		&work;                                                                             \
	}))
#define DECLARE_COMPLETION(work)                  struct completion work = COMPLETION_INITIALIZER(work)
#define DECLARE_COMPLETION_ONSTACK(work)          DECLARE_COMPLETION(work)
#define DECLARE_COMPLETION_ONSTACK_MAP(work, map) DECLARE_COMPLETION(work)
#define init_completion_map(x, m)                 init_completion(x)
static inline void init_completion(struct completion *x)
{
	x->done = 0;
	init_swait_queue_head(&x->wait);
}
static inline void reinit_completion(struct completion *x)
{
	x->done = 0;
}
__BEGIN_DECLS
/* May sleep. The _timeout forms take jiffies; value: 0 when time is up, else what is left, at least 1. */
void wait_for_completion(struct completion *x);
void wait_for_completion_io(struct completion *x);
int wait_for_completion_interruptible(struct completion *x);
int wait_for_completion_killable(struct completion *x);
int wait_for_completion_state(struct completion *x, unsigned int state);
unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout);
unsigned long wait_for_completion_io_timeout(struct completion *x, unsigned long timeout);
long wait_for_completion_interruptible_timeout(struct completion *x, unsigned long timeout);
long wait_for_completion_killable_timeout(struct completion *x, unsigned long timeout);
/* Any context: takes one if there is one. / Does nobody have to wait? */
bool try_wait_for_completion(struct completion *x);
bool completion_done(struct completion *x);
/* Any context. */
void complete(struct completion *x);
void complete_on_current_cpu(struct completion *x);
void complete_all(struct completion *x);
__END_DECLS
#endif
