/* SPDX-License-Identifier: GPL-2.0-only */
/* Counting semaphores. up() may come from any context and any task. kernel/locking/semaphore.cpp. */
#ifndef __LINUX_SEMAPHORE_H
#define __LINUX_SEMAPHORE_H
#include <linux/list.h>
#include <linux/spinlock.h>
struct semaphore {
	raw_spinlock_t lock;
	unsigned int count;
	struct list_head wait_list;
};
#define __SEMAPHORE_INITIALIZER(name, n)                                                           \
	{                                                                                          \
		.lock = __RAW_SPIN_LOCK_UNLOCKED((name).lock), .count = n,                         \
		.wait_list = LIST_HEAD_INIT((name).wait_list),                                     \
	}
#define DEFINE_SEMAPHORE(name, n) struct semaphore name = __SEMAPHORE_INITIALIZER(name, n)
/*
 * Who takes a permit need not be who gives it back, so the lock-order checker follows the inner lock only; as in Linux all are one class.
 */
static inline void sema_init(struct semaphore *sem, int val)
{
	static struct lock_class_key __key;

	*sem = (struct semaphore)__SEMAPHORE_INITIALIZER(*sem, (unsigned int)val);
	lockdep_init_map(&sem->lock.dep_map, "semaphore->lock", &__key, 0);
}
__BEGIN_DECLS
/* May sleep. */
void down(struct semaphore *sem);
int __must_check down_interruptible(struct semaphore *sem);
int __must_check down_killable(struct semaphore *sem);
/* 0: taken, 1: not. Any context. */
int __must_check down_trylock(struct semaphore *sem);
/* 0, or -ETIME after @jiffies. */
int __must_check down_timeout(struct semaphore *sem, long jiffies);
void up(struct semaphore *sem);
__END_DECLS
#endif
