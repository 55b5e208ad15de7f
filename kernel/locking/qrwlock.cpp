// SPDX-License-Identifier: GPL-2.0-only
//
// Reader-writer spinlocks, the way of those who have to wait.
//
//	cnts        31 ……………… 9      8       7 …… 0        wait_lock
//	          [ readers inside │ WAITING │ LOCKED (ff) ]   the queue: whoever holds it is the first that waits
//
// A reader adds itself and is inside if neither of the low fields is set; a writer turns 0 into LOCKED. Whoever fails queues for
// wait_lock, which is fair, so readers and writers come in in the order in which they asked:
//
//	reader at the head   waits until LOCKED is clear (the writers before it are through), lets the next one become first
//	writer at the head   sets WAITING, so that no new reader passes; waits until nothing else is set, turns WAITING into LOCKED
//
// Without the queue readers that overlap would hold a writer off for ever. A reader in an interrupt or softirq must not queue:
// the task under it may be inside already, and a writer before it in the queue would wait for that task. So it passes
// everybody who waits, and waits only for a writer who is inside.
//
// Linux 6.12: kernel/locking/qrwlock.c, include/asm-generic/qrwlock.h.

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>

namespace
{

class [[nodiscard]] queue_turn
{
public:
	explicit queue_turn(struct qrwlock *lock) : lock_(lock)
	{
		arch_spin_lock(&lock_->wait_lock);
	}
	~queue_turn()
	{
		arch_spin_unlock(&lock_->wait_lock);
	}
	queue_turn(const queue_turn &) = delete;
	queue_turn &operator=(const queue_turn &) = delete;

private:
	struct qrwlock *lock_;
};

void wait_for_writer(struct qrwlock *lock)
{
	atomic_cond_read_acquire(&lock->cnts, !(VAL & _QW_LOCKED));
}

} // namespace

void queued_read_lock_slowpath(struct qrwlock *lock)
{
	// The caller has added itself already.
	if (unlikely(in_interrupt())) {
		wait_for_writer(lock);
		return;
	}
	// In the queue it is nobody's hindrance.
	atomic_sub(_QR_BIAS, &lock->cnts);
	queue_turn turn(lock);

	atomic_add(_QR_BIAS, &lock->cnts);
	wait_for_writer(lock);
}
EXPORT_SYMBOL(queued_read_lock_slowpath);

void queued_write_lock_slowpath(struct qrwlock *lock)
{
	queue_turn turn(lock);
	int alone = 0;

	if (atomic_try_cmpxchg_acquire(&lock->cnts, &alone, _QW_LOCKED))
		return;
	atomic_or(_QW_WAITING, &lock->cnts);
	do {
		alone = atomic_cond_read_relaxed(&lock->cnts, VAL == _QW_WAITING);
	} while (!atomic_try_cmpxchg_acquire(&lock->cnts, &alone, _QW_LOCKED));
}
EXPORT_SYMBOL(queued_write_lock_slowpath);
