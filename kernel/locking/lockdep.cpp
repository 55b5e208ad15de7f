// SPDX-License-Identifier: GPL-2.0-only
//
// The lock-order checker (DEBUG=1): finds deadlocks that did not happen.
//
// A deadlock needs an unlucky moment: one CPU holds A and wants B while another holds B and wants A. The order in which
// locks are taken needs none. So each lock that is taken is compared with all orders seen before:
//
//	task.held_locks   A   B                 now C is taken: A and B were held
//	                                        edges A ──▶ C and B ──▶ C, each with the stack at which it was first seen
//
//	class A ──▶ class B ──▶ class C         a new edge C ──▶ A would close a circle: report it, with the stacks
//
// Locks are told apart by class, the place that initialised them: an order seen between two inodes holds for all of them. A static
// lock without a key is a class of its own.
//
// Interrupts are a second way into the same trap. A lock taken in an interrupt handler ("safe" below: every user must mask
// interrupts) must never be taken where that interrupt could come: the handler would spin on the CPU that it keeps from
// releasing. The same holds over chains: while a safe lock is held nothing may be waited for whose holder can be interrupted by a handler
// that wants the safe one. Softirqs likewise.
//
// Shared locks that may be repeated (read_lock() in an interrupt) do not wait for each other: a walk through the edges must not arrive at
// a lock shared and leave it shared. trylock never waits: it adds no edge towards the lock, only from it.
//
// Cost: an order that is known is recognised from the list of edges of the held class; only new ones are walked. All memory
// is static (.bss), so the checker takes no lock but its own, which is not checked and is taken with interrupts masked.
// One report, then it is off (debug_locks).
//
// Rooms: this file classes, edges, acquire and release · lockdep_report.cpp the texts · lockdep_proc.cpp what was learnt.
// Linux 6.12: kernel/locking/lockdep.c, Documentation/locking/lockdep-design.rst.

#include "kernel/locking/lockdep.hpp"

#ifdef CONFIG_LOCKDEP

#include <linux/hash.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/stacktrace.h>
#include <asm/sections.h>
#include <asm/spinlock.h>

int debug_locks = 1;
const struct lock_class_key __lockdep_no_validate__ = {};

namespace lockdep
{

finding *caught;

namespace
{

constexpr unsigned int hash_bits = 8;

lock_class classes[max_classes];
unsigned int nr_classes;
lock_class *class_hash[1 << hash_bits];
edge edges[max_edges];
unsigned int nr_edges;
unsigned int search; // number of the walk that is going on

// Guards all of the above.
arch_spinlock_t graph_lock;

// The breadth-first walk's queue: each class may be arrived at in two ways.
struct place {
	lock_class *at;
	unsigned char shared;
} queue[2 * max_classes];

// While the checker works for this task, its own calls are not checked.
class [[nodiscard]] inside
{
public:
	inside() : flags_(arch_local_irq_save()), task_(current)
	{
		task_->lockdep_recursion++;
	}
	~inside()
	{
		task_->lockdep_recursion--;
		arch_local_irq_restore(flags_);
	}
	inside(const inside &) = delete;
	inside &operator=(const inside &) = delete;

private:
	unsigned long flags_;
	struct task_struct *task_;
};

class [[nodiscard]] graph_guard
{
public:
	graph_guard()
	{
		arch_spin_lock(&graph_lock);
	}
	~graph_guard()
	{
		arch_spin_unlock(&graph_lock);
	}
	graph_guard(const graph_guard &) = delete;
	graph_guard &operator=(const graph_guard &) = delete;
};

bool working()
{
	return debug_locks && !current->lockdep_recursion;
}

void too_much(const char *of_what)
{
	if (debug_locks_off())
		pr_err("BUG: %s too low!\nturning off the locking correctness validator.\n",
		       of_what);
}

// ---------------------------------------------------------------------------------------------------------------------
// Classes.

bool in_kernel_image(const void *address)
{
	return address >= _text && address < _end;
}

// The address that stands for the class; nullptr: the lock was never initialised, and cannot be told from others.
const char *key_of(const struct lockdep_map *lock, unsigned int subclass)
{
	if (lock->key)
		return lock->key->subkeys + subclass;
	if (in_kernel_image(lock))
		return reinterpret_cast<const char *>(lock) + subclass;
	// A copy of a static lock in a per-CPU area: what all copies share is the text of the name.
	return lock->name ? lock->name + subclass : nullptr;
}

lock_class *find_class(const char *key, unsigned int slot)
{
	for (lock_class *cls = READ_ONCE(class_hash[slot]); cls; cls = cls->same_hash)
		if (cls->key == key)
			return cls;
	return nullptr;
}

// Classes are never removed, so looking needs no lock.
lock_class *class_of(struct lockdep_map *lock, unsigned int subclass)
{
	if (!subclass && lock->known_class)
		return lock->known_class;

	const char *const key = key_of(lock, subclass);

	if (!key)
		return nullptr;
	const unsigned int slot = hash_long(reinterpret_cast<unsigned long>(key), hash_bits);
	lock_class *cls = find_class(key, slot);

	if (!cls) {
		graph_guard guard;

		cls = find_class(key, slot);
		if (!cls) {
			if (nr_classes == max_classes)
				return nullptr;
			cls = &classes[nr_classes++];
			cls->key = key;
			cls->name = lock->name ?: "?";
			cls->subclass = subclass;
			cls->wait_type = lock->wait_type_inner;
			cls->same_hash = class_hash[slot];
			smp_store_release(&class_hash[slot], cls);
		}
	}
	if (!subclass)
		lock->known_class = cls;
	return cls;
}

// ---------------------------------------------------------------------------------------------------------------------
// Walks. Both directions stop at the first place that wanted() accepts.

bool arrive(place *to, lock_class *cls, bool shared, edge *by, unsigned int from_shared)
{
	if (cls->visited[shared] == search)
		return false;
	cls->visited[shared] = search;
	cls->visited_by[shared] = by;
	cls->visited_from[shared] = from_shared;
	*to = {cls, shared};
	return true;
}

// From start, which is being taken (shared or not), along what was taken while it was held.
template <typename Wanted>
bool walk_on(lock_class *start, bool shared, Wanted wanted, place *found)
{
	unsigned int head = 0, tail = 0;

	search++;
	arrive(&queue[tail++], start, shared, nullptr, 0);
	while (head < tail) {
		const place here = queue[head++];

		if (wanted(here)) {
			*found = here;
			return true;
		}
		for (edge *e = here.at->before; e; e = e->next_from)
			for (unsigned int to_shared = 0; to_shared < 2; to_shared++) {
				// A reader behind a reader does not wait.
				const bool passes =
					(e->kinds & kind_of(false, to_shared)) ||
					(!here.shared && (e->kinds & kind_of(true, to_shared)));

				if (passes &&
				    arrive(&queue[tail], e->to, to_shared, e, here.shared))
					tail++;
			}
	}
	return false;
}

// Against the edges, whatever their kind: what was held when this was taken.
template <typename Wanted>
bool walk_back(lock_class *start, Wanted wanted, place *found)
{
	unsigned int head = 0, tail = 0;

	search++;
	arrive(&queue[tail++], start, false, nullptr, 0);
	while (head < tail) {
		const place here = queue[head++];

		if (wanted(here)) {
			*found = here;
			return true;
		}
		for (edge *e = here.at->after; e; e = e->next_to)
			if (arrive(&queue[tail], e->from, false, e, 0))
				tail++;
	}
	return false;
}

// ---------------------------------------------------------------------------------------------------------------------
// Interrupt safety.

unsigned int mask(usage bit)
{
	return 1u << bit;
}

// The uses of another lock that do not go together with this one: the opposite, unless both are shared.
unsigned int against(usage bit)
{
	const usage opposite = opposite_of(bit);
	const unsigned int exclusive = mask(static_cast<usage>(opposite & ~1));

	return bit & 1 ? exclusive : exclusive | mask(static_cast<usage>(opposite | 1));
}

bool is_safe(usage bit)
{
	return (bit & 2) == 0;
}

usage first_of(unsigned int bits)
{
	return static_cast<usage>(__builtin_ctz(bits));
}

// The class gets a new use: does it contradict its own, or one of a class that it is chained to?
bool add_usage(const held_lock &taken, usage bit, finding *bad)
{
	lock_class *const cls = taken.of_class;

	if (likely(cls->usage_mask & mask(bit)))
		return true;

	graph_guard guard;

	if (cls->usage_mask & mask(bit))
		return true;
	cls->usage_mask |= mask(bit);
	save_stack(&cls->usage_stacks[bit]);
	if (const unsigned int clash = cls->usage_mask & against(bit)) {
		*bad = {.what = fault::irq_state,
			.taken = &taken,
			.bit = bit,
			.opposite = first_of(clash)};
		return false;
	}
	const auto clashes = [=](const place &at) {
		return (at.at->usage_mask & against(bit)) != 0;
	};
	place found;
	const bool bad_chain = is_safe(bit) ? walk_on(cls, false, clashes, &found)
					    : walk_back(cls, clashes, &found);

	if (!bad_chain)
		return true;
	*bad = {.what = fault::irq_order,
		.taken = &taken,
		.bit = is_safe(bit) ? bit : opposite_of(bit),
		.safe = is_safe(bit) ? cls : found.at,
		.unsafe = is_safe(bit) ? found.at : cls};
	return false;
}

bool mark_usage(const held_lock &taken, finding *bad)
{
	const bool shared = taken.read != 0;

	// A trylock in an interrupt does not wait for whom it interrupted.
	if (!taken.trylock) {
		if (in_hardirq() &&
		    !add_usage(taken, static_cast<usage>(used_in_hardirq + shared), bad))
			return false;
		if (in_serving_softirq() &&
		    !add_usage(taken, static_cast<usage>(used_in_softirq + shared), bad))
			return false;
	}
	if (!taken.hardirqs_off) {
		if (!add_usage(taken, static_cast<usage>(enabled_hardirq + shared), bad))
			return false;
		if (!softirq_count() &&
		    !add_usage(taken, static_cast<usage>(enabled_softirq + shared), bad))
			return false;
	}
	return true;
}

// A new edge chains what lies before it to what lies behind: no safe one may now come before an unsafe one.
bool check_irq_chain(const held_lock &held, const held_lock &taken, finding *bad)
{
	constexpr usage kinds_of_interrupt[] = {used_in_hardirq, used_in_softirq};

	for (usage bit : kinds_of_interrupt) {
		const unsigned int safe_bits = mask(bit) | mask(static_cast<usage>(bit + 1));
		const unsigned int unsafe_bits = safe_bits << 2;
		place safe, unsafe;

		if (!walk_back(
			    held.of_class,
			    [=](const place &at) { return (at.at->usage_mask & safe_bits) != 0; },
			    &safe) ||
		    !walk_on(
			    taken.of_class, taken.read == 2,
			    [=](const place &at) { return (at.at->usage_mask & unsafe_bits) != 0; },
			    &unsafe))
			continue;
		*bad = {.what = fault::irq_order,
			.taken = &taken,
			.other = &held,
			.bit = bit,
			.safe = safe.at,
			.unsafe = unsafe.at};
		return false;
	}
	return true;
}

// ---------------------------------------------------------------------------------------------------------------------
// Order.

edge *find_edge(lock_class *from, lock_class *to)
{
	for (edge *e = READ_ONCE(from->before); e; e = e->next_from)
		if (e->to == to)
			return e;
	return nullptr;
}

bool add_edge(const held_lock &held, const held_lock &taken, finding *bad)
{
	const unsigned int kind = kind_of(held.read == 2, taken.read == 2);
	edge *known = find_edge(held.of_class, taken.of_class);

	if (likely(known && (known->kinds & kind)))
		return true;

	graph_guard guard;
	place back;

	if (walk_on(
		    taken.of_class, taken.read == 2,
		    [&](const place &at) {
			    // The circle is closed by whoever holds held.of_class and waits for it to be given up.
			    return at.at == held.of_class && !(at.shared && held.read == 2);
		    },
		    &back)) {
		*bad = {.what = fault::circle,
			.taken = &taken,
			.other = &held,
			.target = back.at,
			.arrived = back.shared};
		return false;
	}
	if (!check_irq_chain(held, taken, bad))
		return false;

	known = find_edge(held.of_class, taken.of_class);
	if (known) {
		known->kinds |= kind;
		return true;
	}
	if (nr_edges == max_edges)
		return true;
	edge *const fresh = &edges[nr_edges++];

	fresh->from = held.of_class;
	fresh->to = taken.of_class;
	fresh->kinds = kind;
	save_stack(&fresh->where);
	fresh->next_to = taken.of_class->after;
	taken.of_class->after = fresh;
	fresh->next_from = held.of_class->before;
	smp_store_release(&held.of_class->before, fresh);
	return true;
}

bool check_recursion(const struct task_struct *task, const held_lock &taken, finding *bad)
{
	for (unsigned int i = task->lockdep_depth; i-- > 0;) {
		const held_lock &held = task->held_locks[i];

		if (held.of_class != taken.of_class)
			continue;
		if (held.read && taken.read == 2)
			continue;
		if (taken.nest_lock && held.nest_lock == taken.nest_lock)
			continue;
		*bad = {.what = fault::recursion, .taken = &taken, .other = &held};
		return false;
	}
	return true;
}

// With what is held already. What lies before a lock that was waited for was compared when that one was taken.
bool check_order(const struct task_struct *task, const held_lock &taken, finding *bad)
{
	for (unsigned int i = task->lockdep_depth; i-- > 0;) {
		const held_lock &held = task->held_locks[i];

		if (held.irq_context != taken.irq_context)
			break;
		if (!held.of_class || held.of_class == taken.of_class)
			continue;
		if (!add_edge(held, taken, bad))
			return false;
		if (!held.trylock)
			break;
	}
	return true;
}

unsigned char irq_context()
{
	return in_hardirq() ? 2 : in_serving_softirq() ? 1 : 0;
}

void conclude(const finding &bad)
{
	if (caught)
		*caught = bad;
	else
		report(bad);
}

// Classes that the last walk came by.
unsigned int count_visited()
{
	unsigned int count = 0;

	for (unsigned int i = 0; i < nr_classes; i++)
		count += classes[i].visited[0] == search || classes[i].visited[1] == search;
	return count;
}

bool nowhere(const place &)
{
	return false;
}

held_lock *find_held(struct task_struct *task, const struct lockdep_map *lock)
{
	for (unsigned int i = task->lockdep_depth; i-- > 0;)
		if (task->held_locks[i].instance == lock)
			return &task->held_locks[i];
	return nullptr;
}

} // namespace

usage opposite_of(usage bit)
{
	return static_cast<usage>(bit ^ 2);
}

unsigned int class_count()
{
	return READ_ONCE(nr_classes);
}

lock_class *class_number(unsigned int index)
{
	return &classes[index];
}

unsigned int count_behind(lock_class *cls)
{
	inside guard;
	graph_guard graph;
	place end;

	walk_on(cls, false, nowhere, &end);
	return count_visited();
}

unsigned int count_before(lock_class *cls)
{
	inside guard;
	graph_guard graph;
	place end;

	walk_back(cls, nowhere, &end);
	return count_visited();
}

bool leads_to(lock_class *from, const lock_class *to)
{
	inside guard;
	graph_guard graph;
	place end;

	return walk_on(
		from, false, [=](const place &at) { return at.at == to; }, &end);
}

void save_stack(stack *to)
{
	// Of the checker itself: this function, its caller, and the one that was called.
	to->depth = stack_trace_save(to->entries, trace_depth, 3);
}

} // namespace lockdep

using namespace lockdep;

int debug_locks_off()
{
	return __atomic_exchange_n(&debug_locks, 0, __ATOMIC_RELAXED);
}

void lockdep_init_map_wait(struct lockdep_map *lock, const char *name,
			   const struct lock_class_key *key, int subclass, u8 wait_type)
{
	lock->key = key;
	lock->name = name;
	lock->wait_type_inner = wait_type;
	lock->known_class = nullptr;
	// Its subclass 0 is another's.
	if (subclass) {
		inside guard;

		lock->known_class = class_of(lock, subclass);
	}
}

void lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read, int check,
		  struct lockdep_map *nest_lock, unsigned long ip)
{
	const bool hardirqs_off = irqs_disabled();

	if (unlikely(!working()))
		return;

	inside guard;
	struct task_struct *const task = current;
	finding bad;

	if (unlikely(task->lockdep_depth == MAX_LOCK_DEPTH))
		return too_much("MAX_LOCK_DEPTH");

	held_lock *const taken = &task->held_locks[task->lockdep_depth];

	*taken = {.instance = lock,
		  .nest_lock = nest_lock,
		  .of_class = class_of(lock, subclass),
		  .acquire_ip = ip ?: _RET_IP_,
		  .read = static_cast<unsigned char>(read),
		  .trylock = trylock != 0,
		  .hardirqs_off = hardirqs_off,
		  .irq_context = irq_context()};
	if (taken->of_class && check && lock->key != &__lockdep_no_validate__) {
		const bool fine = mark_usage(*taken, &bad) &&
				  (trylock || (check_recursion(task, *taken, &bad) &&
					       check_order(task, *taken, &bad)));

		if (unlikely(!fine))
			conclude(bad);
	}
	task->lockdep_depth++;
}

void lock_release(struct lockdep_map *lock, unsigned long)
{
	if (unlikely(!working()))
		return;

	inside guard;
	struct task_struct *const task = current;
	held_lock *const held = find_held(task, lock);

	if (unlikely(!held)) {
		const held_lock never = {
			.instance = lock, .of_class = class_of(lock, 0), .acquire_ip = _RET_IP_};

		return conclude({.what = fault::not_held, .taken = &never});
	}
	const unsigned int behind = &task->held_locks[task->lockdep_depth] - (held + 1);

	for (unsigned int i = 0; i < behind; i++)
		held[i] = held[i + 1];
	task->lockdep_depth--;
}

void lock_downgrade(struct lockdep_map *lock, unsigned long)
{
	if (unlikely(!working()))
		return;

	inside guard;

	if (held_lock *const held = find_held(current, lock))
		held->read = 1;
}

int lock_is_held_type(const struct lockdep_map *lock, int read)
{
	// Asked from inside, or when it is off, nothing is known.
	if (!working())
		return LOCK_STATE_UNKNOWN;

	const held_lock *const held = find_held(current, lock);

	return held && (read < 0 || (held->read != 0) == (read != 0)) ? LOCK_STATE_HELD
								      : LOCK_STATE_NOT_HELD;
}

void lockdep_off()
{
	current->lockdep_recursion++;
}

void lockdep_on()
{
	current->lockdep_recursion--;
}

void lockdep_init_task(struct task_struct *task)
{
	task->lockdep_depth = 0;
	task->lockdep_recursion = 0;
}

#endif
