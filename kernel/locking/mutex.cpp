// SPDX-License-Identifier: GPL-2.0-only
//
// Mutexes: one task at a time, the others sleep.
//
//	owner   [ task that holds it, 64-byte aligned | HANDOFF | WAITERS ]
//
//	free, nobody waits   0                one compare-and-exchange takes it
//	held                 task             one gives it back
//	held, others wait    task | WAITERS   mutex_unlock() wakes the first of wait_list
//	free, others wait    WAITERS          whoever comes first gets it: the one that was woken, or one that runs already
//
// Letting a running task in before the one that was woken saves a switch, but could go on for ever. So the first waiter, when it was
// woken and came too late, sets HANDOFF: the next unlock makes it the owner, and nobody else can take it.
//
// Who comes while the owner runs on another CPU spins for a while first (spin_on_owner.hpp).
//
// Lock: wait_lock guards wait_list, and every change of owner while the list is not empty, except that WAITERS | 0 may be
// taken by mutex_trylock() or who spins. Linux 6.12: kernel/locking/mutex.c.

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

#include "kernel/locking/spin_on_owner.hpp"

namespace
{

constexpr long WAITERS = 1, HANDOFF = 2, FLAGS = 7;

struct waiter {
	struct list_head list;
	task_struct *task;
};

task_struct *owner_of(long word)
{
	return reinterpret_cast<task_struct *>(word & ~FLAGS);
}

// Takes it if nobody has it, and nobody else is to have it next. Keeps the flags.
bool try_take(struct mutex *lock, bool first = false)
{
	const long self = reinterpret_cast<long>(current);
	long word = atomic_long_read(&lock->owner);

	for (;;) {
		if (owner_of(word))
			return first && owner_of(word) == current; // handed over
		if (word & HANDOFF && !first)
			return false;
		if (atomic_long_try_cmpxchg_acquire(&lock->owner, &word,
						    self | (word & FLAGS & ~HANDOFF)))
			return true;
	}
}

bool is_first(const struct mutex *lock, const waiter *self)
{
	return lock->wait_list.next == &self->list;
}

bool spin(struct mutex *lock)
{
	return locking::spin_while_owner_runs(
		&lock->osq, [=] { return try_take(lock); },
		[=] { return owner_of(atomic_long_read(&lock->owner)); },
		[=] { return (atomic_long_read(&lock->owner) & HANDOFF) != 0; });
}

noinline void lock_slowly(struct mutex *lock, unsigned int state)
{
	waiter self = {LIST_HEAD_INIT(self.list), current};
	bool came_too_late = false;

	if (owner_of(atomic_long_read(&lock->owner)) == current)
		panic("Deadlock: mutex %pS is held by %s, which wants it again", lock,
		      current->comm);
	if (spin(lock))
		return;
	raw_spin_lock(&lock->wait_lock);
	list_add_tail(&self.list, &lock->wait_list);
	atomic_long_or(WAITERS, &lock->owner);
	for (;;) {
		// The state first: an unlock that comes after the try wakes us.
		set_current_state(state);
		if (try_take(lock, came_too_late))
			break;
		if (came_too_late)
			atomic_long_or(HANDOFF, &lock->owner);
		// It may have become free before HANDOFF was there for the unlock to see.
		if (came_too_late && try_take(lock, true))
			break;
		raw_spin_unlock(&lock->wait_lock);
		schedule();
		raw_spin_lock(&lock->wait_lock);
		came_too_late = is_first(lock, &self);
	}
	__set_current_state(TASK_RUNNING);
	list_del(&self.list);
	if (list_empty(&lock->wait_list))
		atomic_long_andnot(FLAGS, &lock->owner);
	raw_spin_unlock(&lock->wait_lock);
}

noinline void unlock_slowly(struct mutex *lock)
{
	raw_spin_lock(&lock->wait_lock);
	waiter *const first = list_first_entry_or_null(&lock->wait_list, waiter, list);
	const long word = atomic_long_read(&lock->owner);

	if (first && word & HANDOFF)
		atomic_long_set_release(&lock->owner,
					reinterpret_cast<long>(first->task) | WAITERS);
	else
		atomic_long_fetch_and_release(FLAGS, &lock->owner);
	if (first)
		wake_up_process(first->task);
	raw_spin_unlock(&lock->wait_lock);
}

} // namespace

extern "C" {

void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key)
{
	atomic_long_set(&lock->owner, 0);
	raw_spin_lock_init(&lock->wait_lock);
	atomic_set(&lock->osq.tail, 0);
	INIT_LIST_HEAD(&lock->wait_list);
	lockdep_init_map_wait(&lock->dep_map, name, key, 0, LD_WAIT_SLEEP);
}
EXPORT_SYMBOL(__mutex_init);

int mutex_trylock(struct mutex *lock)
{
	if (!try_take(lock))
		return 0;
	mutex_acquire(&lock->dep_map, 0, 1, _RET_IP_);
	return 1;
}
EXPORT_SYMBOL(mutex_trylock);

static __always_inline void lock_allowed(struct mutex *lock, unsigned int subclass,
					 struct lockdep_map *nest_lock, unsigned long ip)
{
	long nobody = 0;

	mutex_acquire_nest(&lock->dep_map, subclass, 0, nest_lock, ip);
	if (unlikely(!atomic_long_try_cmpxchg_acquire(&lock->owner, &nobody, (long)current)))
		lock_slowly(lock, TASK_UNINTERRUPTIBLE);
}

// Apart, so that the usual way needs no stack frame.
static noinline void report_and_lock(struct mutex *lock, unsigned int subclass,
				     struct lockdep_map *nest_lock, unsigned long ip)
{
	might_sleep();
	lock_allowed(lock, subclass, nest_lock, ip);
}

static __always_inline void lock_mutex(struct mutex *lock, unsigned int subclass,
				       struct lockdep_map *nest_lock, unsigned long ip)
{
	if (unlikely(in_atomic() || irqs_disabled()))
		return report_and_lock(lock, subclass, nest_lock, ip);
	lock_allowed(lock, subclass, nest_lock, ip);
}

void mutex_lock(struct mutex *lock)
{
	lock_mutex(lock, 0, nullptr, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock);

#ifdef CONFIG_LOCKDEP
void mutex_lock_nested(struct mutex *lock, unsigned int subclass)
{
	lock_mutex(lock, subclass, nullptr, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock_nested);

void _mutex_lock_nest_lock(struct mutex *lock, struct lockdep_map *nest_lock)
{
	lock_mutex(lock, 0, nest_lock, _RET_IP_);
}
EXPORT_SYMBOL(_mutex_lock_nest_lock);
#endif

// Nothing interrupts a sleep: there are no signals.
int mutex_lock_interruptible(struct mutex *lock)
{
	lock_mutex(lock, 0, nullptr, _RET_IP_);
	return 0;
}
EXPORT_SYMBOL(mutex_lock_interruptible);

int mutex_lock_killable(struct mutex *lock)
{
	lock_mutex(lock, 0, nullptr, _RET_IP_);
	return 0;
}
EXPORT_SYMBOL(mutex_lock_killable);

void mutex_unlock(struct mutex *lock)
{
	long self = (long)current;

	mutex_release(&lock->dep_map, _RET_IP_);
	if (likely(atomic_long_try_cmpxchg_release(&lock->owner, &self, 0L)))
		return;
	WARN_ON_ONCE(owner_of(self) != current);
	unlock_slowly(lock);
}
EXPORT_SYMBOL(mutex_unlock);

int atomic_dec_and_mutex_lock(atomic_t *count, struct mutex *lock)
{
	if (atomic_add_unless(count, -1, 1))
		return 0;
	mutex_lock(lock);
	if (atomic_dec_and_test(count))
		return 1;
	mutex_unlock(lock);
	return 0;
}
EXPORT_SYMBOL(atomic_dec_and_mutex_lock);

} // extern "C"
