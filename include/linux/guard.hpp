// SPDX-License-Identifier: GPL-2.0-only
//
// Locks that release themselves at the end of a scope, for the kernel's own C++ code.
//
//	spinlock_irqsave_guard guard(&zone->lock);		// until the closing brace
//
// The names say what they do; unlock() releases earlier, after which the destructor does nothing.
#ifndef _LINUX_GUARD_HPP
#define _LINUX_GUARD_HPP

#include <linux/irqflags.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/spinlock.h>

/* Interrupts of this CPU are masked while it lives. */
class [[nodiscard]] irqsave_guard
{
public:
	irqsave_guard()
	{
		local_irq_save(flags_);
	}
	~irqsave_guard()
	{
		local_irq_restore(flags_);
	}
	irqsave_guard(const irqsave_guard &) = delete;
	irqsave_guard &operator=(const irqsave_guard &) = delete;

private:
	unsigned long flags_;
};

/* What the three kinds below share: a lock (spinlock_t or raw_spinlock_t), held until unlock() or the end. */
template <typename Lock, typename Policy>
class [[nodiscard]] basic_spin_guard
{
public:
	explicit basic_spin_guard(Lock *lock) : lock_(raw(lock))
	{
		policy_.lock(lock_);
	}
	~basic_spin_guard()
	{
		unlock();
	}
	void unlock()
	{
		if (lock_)
			policy_.unlock(lock_);
		lock_ = nullptr;
	}
	basic_spin_guard(const basic_spin_guard &) = delete;
	basic_spin_guard &operator=(const basic_spin_guard &) = delete;

private:
	static raw_spinlock_t *raw(raw_spinlock_t *lock)
	{
		return lock;
	}
	static raw_spinlock_t *raw(spinlock_t *lock)
	{
		return spinlock_check(lock);
	}
	raw_spinlock_t *lock_;
	[[no_unique_address]] Policy policy_;
};

struct spin_plain_policy {
	void lock(raw_spinlock_t *l)
	{
		raw_spin_lock(l);
	}
	void unlock(raw_spinlock_t *l)
	{
		raw_spin_unlock(l);
	}
};
struct spin_irq_policy {
	void lock(raw_spinlock_t *l)
	{
		raw_spin_lock_irq(l);
	}
	void unlock(raw_spinlock_t *l)
	{
		raw_spin_unlock_irq(l);
	}
};
struct spin_irqsave_policy {
	void lock(raw_spinlock_t *l)
	{
		raw_spin_lock_irqsave(l, flags);
	}
	void unlock(raw_spinlock_t *l)
	{
		raw_spin_unlock_irqrestore(l, flags);
	}
	unsigned long flags;
};

using spinlock_guard = basic_spin_guard<spinlock_t, spin_plain_policy>;
using spinlock_irq_guard = basic_spin_guard<spinlock_t, spin_irq_policy>;
using spinlock_irqsave_guard = basic_spin_guard<spinlock_t, spin_irqsave_policy>;
using raw_spinlock_guard = basic_spin_guard<raw_spinlock_t, spin_plain_policy>;
using raw_spinlock_irqsave_guard = basic_spin_guard<raw_spinlock_t, spin_irqsave_policy>;

class [[nodiscard]] mutex_guard
{
public:
	explicit mutex_guard(struct mutex *lock) : lock_(lock)
	{
		mutex_lock(lock_);
	}
	~mutex_guard()
	{
		mutex_unlock(lock_);
	}
	mutex_guard(const mutex_guard &) = delete;
	mutex_guard &operator=(const mutex_guard &) = delete;

private:
	struct mutex *lock_;
};

#endif
