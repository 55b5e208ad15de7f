// SPDX-License-Identifier: GPL-2.0-only
//
// What every spinlock is asked when it is taken and let go, in kernels with CONFIG_DEBUG_SPINLOCK (DEBUG=1).
//
//	magic       SPINLOCK_MAGIC, RWLOCK_MAGIC: it was initialised, and nobody has written over it
//	owner       the task that has it, a rwlock's writer; SPINLOCK_OWNER_INIT: nobody
//	owner_cpu   the CPU where it was taken, or -1
//
//	before lock    bad magic · recursion: this task has it · cpu recursion: this CPU has it
//	unlock         bad magic · already unlocked · wrong owner · wrong CPU
//
// A recursion is reported before the CPU waits for itself for ever. Who waits for somebody else for ever is the watchdogs' business.
// As with the lock-order checker one report is made, and then all of them are off (debug_locks): what follows is mostly a consequence.
//
// Linux 6.12: kernel/locking/spinlock_debug.c.

#include <linux/spinlock.h>

#ifdef CONFIG_DEBUG_SPINLOCK

#include <linux/debug_locks.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "kernel/locking/spinlock_debug.hpp"

namespace spinlock_debug
{

bool again;

namespace
{

bool may_report()
{
	return again ? debug_locks != 0 : debug_locks_off() != 0;
}

void report(const raw_spinlock_t *lock, const char *what)
{
	const auto *const owner = lock->owner == SPINLOCK_OWNER_INIT
					  ? nullptr
					  : static_cast<const struct task_struct *>(lock->owner);

	if (!may_report())
		return;
	pr_emerg("BUG: spinlock %s on CPU#%d, %s/%d\n", what, raw_smp_processor_id(), current->comm,
		 current->pid);
	pr_emerg(" lock: %pS, .magic: %08x, .owner: %s/%d, .owner_cpu: %d\n", lock, lock->magic,
		 owner ? owner->comm : "<none>", owner ? owner->pid : -1,
		 static_cast<int>(lock->owner_cpu));
	dump_stack();
}

void report(const rwlock_t *lock, const char *what)
{
	if (!may_report())
		return;
	pr_emerg("BUG: rwlock %s on CPU#%d, %s/%d, %p\n", what, raw_smp_processor_id(),
		 current->comm, current->pid, lock);
	dump_stack();
}

constexpr unsigned int magic_of(const raw_spinlock_t *)
{
	return SPINLOCK_MAGIC;
}

constexpr unsigned int magic_of(const rwlock_t *)
{
	return RWLOCK_MAGIC;
}

bool this_cpu_has(unsigned int owner_cpu)
{
	return owner_cpu == static_cast<unsigned int>(raw_smp_processor_id());
}

template <typename Lock>
void check_magic(const Lock *lock)
{
	if (unlikely(READ_ONCE(lock->magic) != magic_of(lock)))
		report(lock, "bad magic");
}

template <typename Lock>
void check_before(const Lock *lock)
{
	check_magic(lock);
	if (unlikely(READ_ONCE(lock->owner) == current))
		report(lock, "recursion");
	if (unlikely(this_cpu_has(READ_ONCE(lock->owner_cpu))))
		report(lock, "cpu recursion");
}

template <typename Lock>
void take(Lock *lock)
{
	WRITE_ONCE(lock->owner_cpu, raw_smp_processor_id());
	WRITE_ONCE(lock->owner, static_cast<void *>(current));
}

template <typename Lock>
void let_go(Lock *lock)
{
	if (unlikely(lock->owner != current))
		report(lock, "wrong owner");
	if (unlikely(!this_cpu_has(lock->owner_cpu)))
		report(lock, "wrong CPU");
	WRITE_ONCE(lock->owner, SPINLOCK_OWNER_INIT);
	WRITE_ONCE(lock->owner_cpu, -1);
}

} // namespace
} // namespace spinlock_debug

using namespace spinlock_debug;

void debug_spin_lock_before(raw_spinlock_t *lock)
{
	check_before(lock);
}

void debug_spin_lock_after(raw_spinlock_t *lock)
{
	take(lock);
}

void debug_spin_unlock(raw_spinlock_t *lock)
{
	check_magic(lock);
	if (unlikely(!arch_spin_is_locked(&lock->raw_lock)))
		report(lock, "already unlocked");
	let_go(lock);
}

void debug_spin_pass_on(raw_spinlock_t *lock, struct task_struct *to)
{
	WRITE_ONCE(lock->owner, static_cast<void *>(to));
}

void debug_read_lock(rwlock_t *lock)
{
	check_magic(lock);
}

void debug_write_lock_before(rwlock_t *lock)
{
	check_before(lock);
}

void debug_write_lock_after(rwlock_t *lock)
{
	take(lock);
}

void debug_write_unlock(rwlock_t *lock)
{
	check_magic(lock);
	let_go(lock);
}

#endif
