// SPDX-License-Identifier: GPL-2.0-only
//
// Spinlocks, the way of those who have to wait.
//
//	tail      pending   locked
//	0         0         0         free: 0 -> 1 takes it, and nothing of this file is run
//	0         0         1         held
//	0         1         1         held, and one waits: it looks at the lock's own byte
//	C:n       …         …         held, and more wait: a queue, whose last is CPU C - 1 at level n
//
//	lock ──tail──────────────────────────────────────┐
//	   ▲                                             ▼
//	   │ looks at     qnodes[1] of CPU 3   ──next──▶ qnodes[0] of CPU 5
//	   └───────────── first: waits until both        waits until its own
//	                  locked and pending are 0       node says: you are first
//
// So everybody but the first two waits at a place of its own, in its own CPU's memory, and unlocking disturbs one CPU however many
// wait. The order is that of the exchanges of tail: first come, first served. Where a CPU waits with interrupts enabled, an interrupt
// may come and have to wait for another lock: each CPU has four nodes, as many as there are levels (task, softirq, interrupt,
// NMI), and count says how many are in use.
//
// Waiting is smp_cond_load: on arm64 WFE, and the store that ends it is the event. Whoever sets the byte locked has seen it and
// pending at 0 with acquire: it sees what the last holder wrote. locked, pending and tail are also written alone; each has one who may:
//
//	locked := 1, pending := 0     who is pending, in one store, when locked is 0
//	locked := 1                   the first of the queue, when locked and pending are 0
//	tail                          who comes, by exchange; the first of the queue, if it is the last as well, by compare and exchange
//
// tests/model/qspinlock.pml searches all interleavings. Linux 6.12: kernel/locking/qspinlock.c; Mellor-Crummey and Scott, 1991.

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

namespace
{

constexpr int MAX_NODES = 4;

struct mcs_spinlock {
	mcs_spinlock *next; // who comes after, when that is known
	int locked;         // 1: first now
	int count;          // in qnodes[0]: nodes in use on this CPU
};

struct qnode {
	mcs_spinlock mcs;
};
static_assert(sizeof(qnode) * MAX_NODES <= 64, "a cache line for each CPU");

DEFINE_PER_CPU_ALIGNED(qnode[MAX_NODES], qnodes);

// CPU + 1, so that 0 is nobody.
u32 encode_tail(int cpu, int level)
{
	return static_cast<u32>(cpu + 1) << _Q_TAIL_CPU_OFFSET | level << _Q_TAIL_IDX_OFFSET;
}

mcs_spinlock *decode_tail(u32 tail)
{
	const unsigned int cpu = (tail >> _Q_TAIL_CPU_OFFSET) - 1;
	const unsigned int level = (tail & _Q_TAIL_IDX_MASK) >> _Q_TAIL_IDX_OFFSET;

	return &(*per_cpu_ptr(&qnodes, cpu))[level].mcs;
}

// Gives the lock as it was, as far as its tail goes.
u32 exchange_tail(qspinlock *lock, u32 tail)
{
	const u16 last = tail >> _Q_TAIL_OFFSET;

	return static_cast<u32>(xchg_relaxed(&lock->tail, last)) << _Q_TAIL_OFFSET;
}

// The lock was held or pending when it was seen. True: it is ours; false: others wait, there is a queue to be joined.
bool wait_as_pending(qspinlock *lock, u32 val)
{
	// Pending and not locked: the one who waited is just taking it. One more look, not more: another may be pending by then.
	if (val == _Q_PENDING_VAL) {
		int looks = 1;

		val = atomic_cond_read_relaxed(&lock->val, VAL != (int)_Q_PENDING_VAL || !looks--);
	}
	if (val & ~_Q_LOCKED_MASK)
		return false;
	val = atomic_fetch_or_acquire(_Q_PENDING_VAL, &lock->val);
	if (unlikely(val & ~_Q_LOCKED_MASK)) {
		// Somebody was faster. If the bit is ours it goes: the first of the queue waits for that.
		if (!(val & _Q_PENDING_MASK))
			WRITE_ONCE(lock->pending, 0);
		return false;
	}
	if (val & _Q_LOCKED_MASK)
		smp_cond_load_acquire(&lock->locked, !VAL);
	WRITE_ONCE(lock->locked_pending, _Q_LOCKED_VAL);
	return true;
}

void wait_in_queue(qspinlock *lock, mcs_spinlock *node, u32 tail)
{
	mcs_spinlock *next = nullptr;

	smp_wmb(); // whoever finds the node by the tail finds it as it was made
	const u32 before = exchange_tail(lock, tail);

	if (before & _Q_TAIL_MASK) {
		WRITE_ONCE(decode_tail(before)->next, node);
		smp_cond_load_acquire(&node->locked, VAL);
		next = READ_ONCE(node->next);
	}

	// First of the queue.
	int val = atomic_cond_read_acquire(&lock->val,
					   !(VAL & (int)(_Q_LOCKED_MASK | _Q_PENDING_MASK)));

	if ((val & _Q_TAIL_MASK) == tail &&
	    atomic_try_cmpxchg_relaxed(&lock->val, &val, _Q_LOCKED_VAL))
		return; // the last one, too
	WRITE_ONCE(lock->locked, _Q_LOCKED_VAL);

	// Somebody has exchanged the tail since: it comes after us, and says so by and by. Or somebody is pending in vain, and will
	// queue when it has seen the tail.
	if (!next)
		next = smp_cond_load_relaxed(&node->next, VAL);
	smp_store_release(&next->locked, 1);
}

} // namespace

void queued_spin_lock_slowpath(struct qspinlock *lock, u32 val)
{
	if (wait_as_pending(lock, val))
		return;

	mcs_spinlock *const first = &(*this_cpu_ptr(&qnodes))[0].mcs;
	const int level = first->count++;

	barrier(); // an interrupt from here on uses the next node
	if (unlikely(level >= MAX_NODES)) {
		// More levels than there can be. No place in the queue, then, but no deadlock either.
		while (!arch_spin_trylock(lock))
			cpu_relax();
	} else {
		mcs_spinlock *const node = &(*this_cpu_ptr(&qnodes))[level].mcs;

		WRITE_ONCE(node->locked, 0);
		WRITE_ONCE(node->next, nullptr);
		// The node may have been far away; the lock may be free by now.
		if (!arch_spin_trylock(lock))
			wait_in_queue(lock, node, encode_tail(smp_processor_id(), level));
	}
	barrier();
	first->count--;
}
EXPORT_SYMBOL(queued_spin_lock_slowpath);
