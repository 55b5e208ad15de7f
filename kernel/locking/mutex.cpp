// SPDX-License-Identifier: GPL-2.0-only
//
// Sleeping locks before there is anything to sleep for. One task runs, so a mutex that is taken is taken by the task that
// asks for it: a deadlock, reported with both sides. owner is the task, as in Linux. Linux 6.12: kernel/locking/mutex.c.

#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

extern "C" {

void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key)
{
	atomic_long_set(&lock->owner, 0);
	raw_spin_lock_init(&lock->wait_lock);
	atomic_set(&lock->osq.tail, 0);
	INIT_LIST_HEAD(&lock->wait_list);
}

int mutex_trylock(struct mutex *lock)
{
	long nobody = 0;

	return atomic_long_try_cmpxchg_acquire(&lock->owner, &nobody, (long)current);
}

void mutex_lock(struct mutex *lock)
{
	might_sleep();
	if (unlikely(!mutex_trylock(lock)))
		panic("Deadlock: mutex %pS is held by %s, which wants it again", lock,
		      ((task_struct *)atomic_long_read(&lock->owner))->comm);
}

int mutex_lock_interruptible(struct mutex *lock)
{
	mutex_lock(lock);
	return 0;
}

int mutex_lock_killable(struct mutex *lock)
{
	mutex_lock(lock);
	return 0;
}

void mutex_unlock(struct mutex *lock)
{
	WARN_ON_ONCE(atomic_long_read(&lock->owner) != (long)current);
	atomic_long_set_release(&lock->owner, 0);
}

} // extern "C"
