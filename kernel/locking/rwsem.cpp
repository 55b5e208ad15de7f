// SPDX-License-Identifier: GPL-2.0-only
//
// Reader-writer semaphores.
//
//	count   [ readers … | · · · · · · | WAITERS | WRITER ]
//
//	wait_list ──▶ R ──▶ R ──▶ W ──▶ R        the first is given it, with all readers right behind it if it is one
//
// While somebody waits nobody takes it past the queue: so neither readers nor writers starve, and whoever lets go last gives it to
// the first in the queue. A waiter finds out by its task pointer having become null. As long as nobody waits, and a writer has
// it who runs on another CPU, whoever comes spins for a while first (spin_on_owner.hpp).
//
// Lock: wait_lock guards wait_list and the flag WAITERS. With WAITERS set only its holder adds readers or a writer.
// Linux 6.12: kernel/locking/rwsem.c (which lets writers steal, and spins behind readers too).

#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/kernel.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

#include "kernel/locking/spin_on_owner.hpp"

namespace
{

constexpr long WRITER = RWSEM_WRITER_LOCKED, WAITERS = RWSEM_FLAG_WAITERS,
	       READER = RWSEM_READER_BIAS;

enum class kind { reader, writer };

struct waiter {
	struct list_head list;
	task_struct *task; // null: it is given
	kind wants;
};

constexpr long READER_OWNED = 1;

void note_owner(struct rw_semaphore *sem, kind who)
{
	atomic_long_set(&sem->owner,
			reinterpret_cast<long>(current) | (who == kind::reader ? READER_OWNED : 0));
}

// As long as nobody waits.
bool try_read(struct rw_semaphore *sem)
{
	long count = atomic_long_read(&sem->count);

	while (!(count & (WRITER | WAITERS))) {
		if (atomic_long_try_cmpxchg_acquire(&sem->count, &count, count + READER))
			return true;
	}
	return false;
}

bool try_write(struct rw_semaphore *sem)
{
	long free = 0;

	return atomic_long_try_cmpxchg_acquire(&sem->count, &free, WRITER);
}

void give_to(waiter *first)
{
	task_struct *const task = get_task_struct(first->task);

	list_del(&first->list);
	// From here on the waiter, and its stack, may be gone.
	smp_store_release(&first->task, nullptr);
	wake_up_process(task);
	put_task_struct(task);
}

// Gives it to the first that wait, if it can be given. wait_lock held.
void give_to_first(struct rw_semaphore *sem)
{
	bool to_reader = false;

	while (!list_empty(&sem->wait_list)) {
		waiter *const first = list_first_entry(&sem->wait_list, waiter, list);
		const long count = atomic_long_read(&sem->count);

		if (count & WRITER)
			return;
		if (first->wants == kind::writer) {
			if (to_reader || count >= READER)
				return;
			atomic_long_or(WRITER, &sem->count);
		} else {
			atomic_long_add(READER, &sem->count);
			to_reader = true;
		}
		give_to(first);
	}
	atomic_long_andnot(WAITERS, &sem->count);
}

bool spin(struct rw_semaphore *sem, kind wants)
{
	return locking::spin_while_owner_runs(
		&sem->osq, [=] { return wants == kind::reader ? try_read(sem) : try_write(sem); },
		[=] { return reinterpret_cast<task_struct *>(atomic_long_read(&sem->owner)); },
		[=] {
			return atomic_long_read(&sem->owner) & READER_OWNED ||
			       atomic_long_read(&sem->count) & WAITERS;
		});
}

noinline void wait(struct rw_semaphore *sem, kind wants)
{
	if (spin(sem, wants))
		return;

	waiter self = {LIST_HEAD_INIT(self.list), current, wants};

	{
		raw_spinlock_irqsave_guard guard(&sem->wait_lock);

		list_add_tail(&self.list, &sem->wait_list);
		atomic_long_or(WAITERS, &sem->count);
		// Whoever had it may have let go without seeing the flag.
		give_to_first(sem);
	}
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (!smp_load_acquire(&self.task))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}

void let_next(struct rw_semaphore *sem)
{
	raw_spinlock_irqsave_guard guard(&sem->wait_lock);

	give_to_first(sem);
}

} // namespace

extern "C" {

void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key)
{
	atomic_long_set(&sem->count, 0);
	atomic_long_set(&sem->owner, 0);
	atomic_set(&sem->osq.tail, 0);
	raw_spin_lock_init(&sem->wait_lock);
	INIT_LIST_HEAD(&sem->wait_list);
	lockdep_init_map_wait(&sem->dep_map, name, key, 0, LD_WAIT_SLEEP);
}
EXPORT_SYMBOL(__init_rwsem);

// Without a word to the lock-order checker.
static void lock_read(struct rw_semaphore *sem)
{
	might_sleep();
	if (unlikely(!try_read(sem)))
		wait(sem, kind::reader);
	note_owner(sem, kind::reader);
}

static void lock_write(struct rw_semaphore *sem)
{
	might_sleep();
	if (unlikely(!try_write(sem)))
		wait(sem, kind::writer);
	note_owner(sem, kind::writer);
}

static void unlock_read(struct rw_semaphore *sem)
{
	const long count = atomic_long_sub_return_release(READER, &sem->count);

	if (unlikely(count & WAITERS && count < READER))
		let_next(sem);
}

void down_read(struct rw_semaphore *sem)
{
	rwsem_acquire_read(&sem->dep_map, 0, 0, _RET_IP_);
	lock_read(sem);
}
EXPORT_SYMBOL(down_read);

void down_write(struct rw_semaphore *sem)
{
	rwsem_acquire(&sem->dep_map, 0, 0, _RET_IP_);
	lock_write(sem);
}
EXPORT_SYMBOL(down_write);

// Nothing interrupts a sleep: there are no signals.
int down_read_interruptible(struct rw_semaphore *sem)
{
	rwsem_acquire_read(&sem->dep_map, 0, 0, _RET_IP_);
	lock_read(sem);
	return 0;
}
EXPORT_SYMBOL(down_read_interruptible);

int down_read_killable(struct rw_semaphore *sem)
{
	rwsem_acquire_read(&sem->dep_map, 0, 0, _RET_IP_);
	lock_read(sem);
	return 0;
}
EXPORT_SYMBOL(down_read_killable);

int down_write_killable(struct rw_semaphore *sem)
{
	rwsem_acquire(&sem->dep_map, 0, 0, _RET_IP_);
	lock_write(sem);
	return 0;
}
EXPORT_SYMBOL(down_write_killable);

#ifdef CONFIG_LOCKDEP
void down_read_nested(struct rw_semaphore *sem, int subclass)
{
	rwsem_acquire_read(&sem->dep_map, subclass, 0, _RET_IP_);
	lock_read(sem);
}
EXPORT_SYMBOL(down_read_nested);

void down_write_nested(struct rw_semaphore *sem, int subclass)
{
	rwsem_acquire(&sem->dep_map, subclass, 0, _RET_IP_);
	lock_write(sem);
}
EXPORT_SYMBOL(down_write_nested);

void _down_write_nest_lock(struct rw_semaphore *sem, struct lockdep_map *nest)
{
	rwsem_acquire_nest(&sem->dep_map, 0, 0, nest, _RET_IP_);
	lock_write(sem);
}
EXPORT_SYMBOL(_down_write_nest_lock);

// Another task will let go of it: the checker, which knows what a task holds, is not told.
void down_read_non_owner(struct rw_semaphore *sem)
{
	lock_read(sem);
}
EXPORT_SYMBOL(down_read_non_owner);

void up_read_non_owner(struct rw_semaphore *sem)
{
	unlock_read(sem);
}
EXPORT_SYMBOL(up_read_non_owner);
#endif

int down_read_trylock(struct rw_semaphore *sem)
{
	if (!try_read(sem))
		return 0;
	rwsem_acquire_read(&sem->dep_map, 0, 1, _RET_IP_);
	note_owner(sem, kind::reader);
	return 1;
}
EXPORT_SYMBOL(down_read_trylock);

int down_write_trylock(struct rw_semaphore *sem)
{
	if (!try_write(sem))
		return 0;
	rwsem_acquire(&sem->dep_map, 0, 1, _RET_IP_);
	note_owner(sem, kind::writer);
	return 1;
}
EXPORT_SYMBOL(down_write_trylock);

void up_read(struct rw_semaphore *sem)
{
	rwsem_release(&sem->dep_map, _RET_IP_);
	unlock_read(sem);
}
EXPORT_SYMBOL(up_read);

void up_write(struct rw_semaphore *sem)
{
	rwsem_release(&sem->dep_map, _RET_IP_);
	atomic_long_set(&sem->owner, 0);
	if (unlikely(atomic_long_fetch_andnot_release(WRITER, &sem->count) & WAITERS))
		let_next(sem);
}
EXPORT_SYMBOL(up_write);

void downgrade_write(struct rw_semaphore *sem)
{
	lock_downgrade(&sem->dep_map, _RET_IP_);
	note_owner(sem, kind::reader);
	if (unlikely(atomic_long_fetch_add_release(READER - WRITER, &sem->count) & WAITERS))
		let_next(sem);
}
EXPORT_SYMBOL(downgrade_write);

} // extern "C"
