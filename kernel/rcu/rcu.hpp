// SPDX-License-Identifier: GPL-2.0-only
//
// What the files of RCU share: the state of grace periods, and each CPU's part in it. grace_period.cpp has the theory.
#pragma once

#include <linux/cpumask.h>
#include <linux/guard.hpp>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/threads.h>

#include "kernel/rcu/callback_list.hpp"

// Seconds; what the parameter asks for.
extern int rcu_cpu_stall_timeout;

namespace rcu
{

// The two low bits of a grace period's number tell whether one runs; a number without them names the end of one.
constexpr unsigned long seq_state_mask = 3;

// Somebody who sleeps until a grace period has ended.
struct waiter {
	unsigned long seq;
	waiter *next;
	void (*wake)(waiter *);
};

struct gp_state {
	raw_spinlock_t lock;
	unsigned long gp_seq; // written under lock, read anywhere
	unsigned long needed; // the last grace period that somebody waits for; lock
	unsigned long
		cpus;    // that must still be seen outside of read-side sections, a bit each; lock
	waiter *waiters; // lock
	int watcher;     // the CPU that started it keeps its tick: it sees a stall
	unsigned long gp_start;      // jiffies
	unsigned long jiffies_stall; // when to complain
};

struct cpu_data {
	bool need_qs;  // the grace period waits for this CPU; set and cleared under state.lock
	bool watching; // may be in a read-side section: neither idle nor not yet started
	unsigned int eqs_count; // of entries to and exits from idle, for the stall report
	unsigned long ticks_gp; // the number of the grace period that ticks_this_gp counts for
	unsigned int ticks_this_gp;
	unsigned int softirq_snap;
	raw_spinlock_t
		lock; // guards callbacks; nobody but rcu_barrier() comes from another CPU to change them
	callback_list callbacks;
	bool running; // callbacks may be out of the list, not finished; written by this CPU
	rcu_head barrier;
};

extern gp_state state;
DECLARE_PER_CPU_SHARED_ALIGNED(cpu_data, data);

static_assert(NR_CPUS <= 64, "gp_state.cpus is one word, and so is possible_cpus()");

inline unsigned long current_seq()
{
	return smp_load_acquire(&state.gp_seq);
}

inline bool gp_in_progress()
{
	return READ_ONCE(state.gp_seq) & seq_state_mask;
}

// The possible CPUs, a bit each.
inline unsigned long possible_cpus()
{
	return cpumask_bits(cpu_possible_mask)[0];
}

// The number of the first grace period that begins after now. Linux 6.12: rcu_seq_snap().
unsigned long snapshot();
// See to it that a grace period with number @seq takes place. Any context but NMI.
void request(unsigned long seq);
// This CPU is in no read-side section at this moment. Interrupts masked or not.
void quiescent();
// Sleepers whose grace period has ended are woken.
void wake_waiters();
// Look at this CPU's callbacks: give numbers, advance, run a batch. Bottom halves disabled. Returns whether more are ready.
bool process_callbacks();
// The same until nothing is left that can be done now. Task context outside of read-side sections.
void drain_callbacks();
// At each tick, interrupts masked.
void check_stall(cpu_data *d);
unsigned long stall_timeout_jiffies();
void enqueue(rcu_head *head, rcu_callback_t func);
// sync.cpp, the two halves of rcu_barrier(). Has every callback run that was queued before? Without a lock; the caller has a full barrier
// before it. If not, or not for sure, waits until they have.
bool nothing_is_queued();
void wait_for_callbacks();
long total_callbacks();
// A head of kvfree_call_rcu() whose grace period is over: frees the object that it lies in. Bottom halves disabled.
void free_by_offset(rcu_head *head);
// Boot step, when timers work.
void start_kvfree_batches();

} // namespace rcu
