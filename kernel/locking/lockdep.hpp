// SPDX-License-Identifier: GPL-2.0-only
// What the rooms of the lock-order checker share; lockdep.cpp has the theory.
#ifndef KERNEL_LOCKING_LOCKDEP_HPP
#define KERNEL_LOCKING_LOCKDEP_HPP

#include <linux/lockdep.h>
#include <linux/sched.h>

#ifdef CONFIG_LOCKDEP

namespace lockdep
{

constexpr unsigned int max_classes = 1024, max_edges = 8192, trace_depth = 16;

// How locks of a class were taken: in interrupts, or where interrupts could come. Two bits each, exclusive and shared.
enum usage : unsigned char {
	used_in_hardirq,
	used_in_hardirq_read,
	enabled_hardirq,
	enabled_hardirq_read,
	used_in_softirq,
	used_in_softirq_read,
	enabled_softirq,
	enabled_softirq_read,
	usages,
};

struct stack {
	unsigned long entries[trace_depth];
	unsigned int depth;
};

struct edge;

} // namespace lockdep

// Named as in Linux, since struct lockdep_map points to it.
struct lock_class {
	const char *key; // lock_class_key::subkeys[subclass], or the lock itself
	const char *name;
	unsigned int subclass;
	unsigned char wait_type;
	unsigned int usage_mask;
	lockdep::stack usage_stacks[lockdep::usages];
	lockdep::edge *before; // edges that begin here: this lock first
	lockdep::edge *after;  // edges that end here
	lock_class *same_hash;
	// Of the search that is going on, for arrival by a lock that excludes others and by a shared one.
	unsigned int visited[2];
	lockdep::edge *visited_by[2];
	unsigned char visited_from[2];
};

namespace lockdep
{

// "to was taken while from was held", and the stack at which that was seen first. kinds: bit 2 * (from was shared) +
// (to was taken shared).
struct edge {
	lock_class *from, *to;
	unsigned int kinds;
	stack where;
	edge *next_from, *next_to;
};

constexpr unsigned int kind_of(bool from_shared, bool to_shared)
{
	return 1u << (2 * from_shared + to_shared);
}

// What is wrong, for a report: the lock that is about to be taken, and what stands against it.
enum class fault {
	none,
	recursion, // other: the one held
	circle,    // path: back to the one held
	irq_state, // bit: how it is used now
	irq_order, // safe … unsafe: the two ends
	not_held,  // released, but not held
};

struct finding {
	fault what = fault::none;
	const held_lock *taken = nullptr;
	const held_lock *other = nullptr;
	lock_class *target = nullptr; // circle: the class at the end of the walk
	unsigned int arrived = 0;     // … and how it was arrived at
	usage bit = usages, opposite = usages;
	lock_class *safe = nullptr, *unsafe = nullptr;
};

// Tests catch what would be reported; the checker stays on.
extern finding *caught;

usage opposite_of(usage bit);
void save_stack(stack *to);

// What has been learnt, for who looks at it. Classes and edges stay for ever, so no lock is needed to follow them.
unsigned int class_count();
lock_class *class_number(unsigned int index);
// How many classes were taken while @cls was held, over any number of steps (or were held while it was taken), and itself.
unsigned int count_behind(lock_class *cls);
unsigned int count_before(lock_class *cls);
// Has a lock of class @to ever been taken, over any number of steps, while one of @from was held?
bool leads_to(lock_class *from, const lock_class *to);

// '.' neither, '-' taken in interrupts, '+' taken where they could come, '?' both.
char usage_letter(const lock_class *cls, usage used_in);
void report(const finding &what);

} // namespace lockdep

#endif
#endif
