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
	lockdep_init_map_wait(&lock->dep_map, name, key, 0, LD_WAIT_SLEEP);
}

int mutex_trylock(struct mutex *lock)
{
	long nobody = 0;

	if (!atomic_long_try_cmpxchg_acquire(&lock->owner, &nobody, (long)current))
		return 0;
	mutex_acquire(&lock->dep_map, 0, 1, _RET_IP_);
	return 1;
}

static void lock_mutex(struct mutex *lock, unsigned int subclass, unsigned long ip)
{
	long nobody = 0;

	might_sleep();
	mutex_acquire(&lock->dep_map, subclass, 0, ip);
	if (unlikely(!atomic_long_try_cmpxchg_acquire(&lock->owner, &nobody, (long)current)))
		panic("Deadlock: mutex %pS is held by %s, which wants it again", lock,
		      ((task_struct *)atomic_long_read(&lock->owner))->comm);
}

void mutex_lock(struct mutex *lock)
{
	lock_mutex(lock, 0, _RET_IP_);
}

#ifdef CONFIG_LOCKDEP
void mutex_lock_nested(struct mutex *lock, unsigned int subclass)
{
	lock_mutex(lock, subclass, _RET_IP_);
}
#endif

int mutex_lock_interruptible(struct mutex *lock)
{
	lock_mutex(lock, 0, _RET_IP_);
	return 0;
}

int mutex_lock_killable(struct mutex *lock)
{
	lock_mutex(lock, 0, _RET_IP_);
	return 0;
}

void mutex_unlock(struct mutex *lock)
{
	mutex_release(&lock->dep_map, _RET_IP_);
	WARN_ON_ONCE(atomic_long_read(&lock->owner) != (long)current);
	atomic_long_set_release(&lock->owner, 0);
}

} // extern "C"
