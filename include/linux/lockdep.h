/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The lock-order checker's interface. In DEBUG=1 builds (CONFIG_LOCKDEP) every lock tells the checker when it is taken and
 * released; kernel/locking/lockdep.cpp has the theory. In others the annotations compile to nothing and their arguments
 * stay checked.
 *
 * A lock belongs to a class: all locks that one place in the source initialises. Where two locks of one class may be
 * held together, because there is an order among them, the second is taken by a function in _nested with a subclass.
 * Linux 6.12: include/linux/lockdep.h.
 */
#ifndef __LINUX_LOCKDEP_H
#define __LINUX_LOCKDEP_H
#include <linux/lockdep_types.h>
#include <linux/compiler.h>
#include <linux/stringify.h>

#define SINGLE_DEPTH_NESTING 1

#ifdef CONFIG_LOCKDEP
#include <linux/bug.h>
#include <linux/debug_locks.h>

#define LOCK_STATE_UNKNOWN  -1
#define LOCK_STATE_NOT_HELD 0
#define LOCK_STATE_HELD     1

__BEGIN_DECLS

/** lockdep_init_map_type() - the lock belongs to @key's class, by default as subclass @subclass. Any context. */
void lockdep_init_map_wait(struct lockdep_map *lock, const char *name,
			   const struct lock_class_key *key, int subclass, u8 wait_type);

/**
 * lock_acquire() - the task wants the lock (before it may have to wait), or with @trylock has got it
 * @read: 0 exclusive, 1 shared, 2 shared and may be repeated by the same task
 * @check: 0: remember that it is held, and check nothing
 * @nest_lock: a lock that is held and makes several of this class safe, or NULL
 * @ip: where; 0: the caller of this function
 * Context: any. Takes no lock that is checked, allocates nothing. Reports to the log; after the first report it is off.
 */
void lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read, int check,
		  struct lockdep_map *nest_lock, unsigned long ip);
void lock_release(struct lockdep_map *lock, unsigned long ip);
/** lock_downgrade() - from now on it is held shared. */
void lock_downgrade(struct lockdep_map *lock, unsigned long ip);

/** lock_is_held_type() - LOCK_STATE_*: does this task hold it (read: -1 any way, 0 exclusively, 1 shared)? */
int lock_is_held_type(const struct lockdep_map *lock, int read);

/** lockdep_print_held_locks() - "N locks held by NAME/PID:" and a line for each. */
struct task_struct;
void debug_show_held_locks(struct task_struct *task);
/** debug_show_all_locks() - the same for all tasks that hold any; of others that run nothing is known for sure. */
void debug_show_all_locks(void);
void lockdep_off(void);
void lockdep_on(void);
/** lockdep_init_task() - a new task holds nothing. */
void lockdep_init_task(struct task_struct *task);

__END_DECLS

static inline int lock_is_held(const struct lockdep_map *lock)
{
	return lock_is_held_type(lock, -1);
}

#define lockdep_init_map(lock, name, key, sub)                                                     \
	lockdep_init_map_wait(lock, name, key, sub, LD_WAIT_SPIN)
#define lockdep_init_map_type(lock, name, key, sub, inner, outer, type)                            \
	lockdep_init_map_wait(lock, name, key, sub, inner)
#define lockdep_set_class_and_name(lock, key, name)                                                \
	lockdep_init_map_wait(&(lock)->dep_map, name, key, 0, (lock)->dep_map.wait_type_inner)
#define lockdep_set_class(lock, key) lockdep_set_class_and_name(lock, key, #key)
#define lockdep_set_subclass(lock, sub)                                                            \
	lockdep_init_map_wait(&(lock)->dep_map, (lock)->dep_map.name, (lock)->dep_map.key, sub,    \
			      (lock)->dep_map.wait_type_inner)
/* Held, and never checked. */
extern const struct lock_class_key __lockdep_no_validate__;
#define lockdep_set_novalidate_class(lock)                                                         \
	lockdep_set_class_and_name(lock, &__lockdep_no_validate__, #lock)
/* Keys need no registration: an address that is no lock's any more is harmless until it becomes another's. */
#define lockdep_register_key(key)            ((void)(key))
#define lockdep_unregister_key(key)          ((void)(key))

#define lockdep_is_held(lock)                lock_is_held(&(lock)->dep_map)
#define lockdep_is_held_type(lock, r)        lock_is_held_type(&(lock)->dep_map, (r))
#define lockdep_depth(task)                  ((task)->lockdep_depth)

#define lockdep_assert(cond)                 ((void)WARN_ON(debug_locks && !(cond)))
#define lockdep_assert_once(cond)            ((void)WARN_ON_ONCE(debug_locks && !(cond)))
#define lockdep_assert_held(l)               lockdep_assert(lockdep_is_held(l) != LOCK_STATE_NOT_HELD)
#define lockdep_assert_not_held(l)           lockdep_assert(lockdep_is_held(l) != LOCK_STATE_HELD)
#define lockdep_assert_held_write(l)         lockdep_assert(lockdep_is_held_type(l, 0))
#define lockdep_assert_held_read(l)          lockdep_assert(lockdep_is_held_type(l, 1))
#define lockdep_assert_held_once(l)          lockdep_assert_once(lockdep_is_held(l) != LOCK_STATE_NOT_HELD)
#define lockdep_assert_none_held_once()      lockdep_assert_once(!current->lockdep_depth)
#define lockdep_assert_irqs_enabled()        lockdep_assert_once(!irqs_disabled())
#define lockdep_assert_irqs_disabled()       lockdep_assert_once(irqs_disabled())
#define lockdep_assert_in_irq()              lockdep_assert_once(in_hardirq())
#define lockdep_assert_in_softirq()          lockdep_assert_once(in_serving_softirq())
#define lockdep_assert_preemption_disabled() lockdep_assert_once(preempt_count() != 0)
#define lockdep_assert_preemption_enabled()  lockdep_assert_once(preempt_count() == 0)

#define lock_map_acquire(l)                  lock_acquire(l, 0, 0, 0, 1, NULL, 0)
#define lock_map_acquire_read(l)             lock_acquire(l, 0, 0, 2, 1, NULL, 0)
#define lock_map_acquire_try(l)              lock_acquire(l, 0, 1, 0, 1, NULL, 0)
#define lock_map_release(l)                  lock_release(l, 0)
/* As if it were taken here: reports a wrong order even when the branch that takes it is not reached. */
#define might_lock(lock)                                                                           \
	do {                                                                                       \
		lock_acquire(&(lock)->dep_map, 0, 0, 0, 1, NULL, 0);                               \
		lock_release(&(lock)->dep_map, 0);                                                 \
	} while (0)
#else

#define lockdep_init_map(lock, name, key, sub)                                                     \
	do {                                                                                       \
		(void)(name);                                                                      \
		(void)(key);                                                                       \
	} while (0)
#define lockdep_set_class(lock, key)                                                               \
	do {                                                                                       \
		(void)(key);                                                                       \
	} while (0)
#define lockdep_set_class_and_name(lock, key, name)                                                \
	do {                                                                                       \
		(void)(key);                                                                       \
		(void)(name);                                                                      \
	} while (0)
#define lockdep_set_novalidate_class(lock)                                                         \
	do {                                                                                       \
	} while (0)
#define lockdep_register_key(key)                                                                  \
	do {                                                                                       \
		(void)(key);                                                                       \
	} while (0)
#define lockdep_unregister_key(key)                                                                \
	do {                                                                                       \
		(void)(key);                                                                       \
	} while (0)
#define lockdep_assert(c)                                                                          \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_held(l)                                                                     \
	do {                                                                                       \
		(void)(l);                                                                         \
	} while (0)
#define lockdep_assert_not_held(l)                                                                 \
	do {                                                                                       \
		(void)(l);                                                                         \
	} while (0)
#define lockdep_assert_held_write(l)                                                               \
	do {                                                                                       \
		(void)(l);                                                                         \
	} while (0)
#define lockdep_assert_held_read(l)                                                                \
	do {                                                                                       \
		(void)(l);                                                                         \
	} while (0)
#define lockdep_assert_held_once(l)                                                                \
	do {                                                                                       \
		(void)(l);                                                                         \
	} while (0)
#define lockdep_assert_none_held_once()                                                            \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_irqs_enabled()                                                              \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_irqs_disabled()                                                             \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_in_irq()                                                                    \
	do {                                                                                       \
	} while (0)
#define lockdep_assert_preemption_disabled()                                                       \
	do {                                                                                       \
	} while (0)
#define lockdep_is_held(lock) 1
#define lockdep_off()                                                                              \
	do {                                                                                       \
	} while (0)
#define lockdep_on()                                                                               \
	do {                                                                                       \
	} while (0)
#define lock_acquire(l, s, t, r, c, n, i)                                                          \
	do {                                                                                       \
	} while (0)
#define lock_release(l, i)                                                                         \
	do {                                                                                       \
	} while (0)
#define lock_downgrade(l, i)                                                                       \
	do {                                                                                       \
	} while (0)
#define lock_map_acquire(l)                                                                        \
	do {                                                                                       \
	} while (0)
#define lock_map_acquire_try(l)                                                                    \
	do {                                                                                       \
	} while (0)
#define lock_map_release(l)                                                                        \
	do {                                                                                       \
	} while (0)
#define might_lock(lock)                                                                           \
	do {                                                                                       \
	} while (0)
#define lockdep_set_subclass(lock, sub)                                                            \
	do {                                                                                       \
	} while (0)
#define lockdep_init_map_type(lock, name, key, sub, inner, outer, type)                            \
	lockdep_init_map(lock, name, key, sub)
#define lockdep_init_map_wait(lock, name, key, sub, inner) lockdep_init_map(lock, name, key, sub)
#define lockdep_is_held_type(lock, r)                      1
#define lockdep_init_task(task)                            ((void)(task))
#define debug_show_held_locks(task)                        ((void)(task))
#define debug_show_all_locks()                             ((void)0)
#define debug_locks                                        0
#define debug_locks_off()                                  0
#endif

/* What kinds of locks say. */
#define lock_acquire_exclusive(l, s, t, n, i)        lock_acquire(l, s, t, 0, 1, n, i)
#define lock_acquire_shared(l, s, t, n, i)           lock_acquire(l, s, t, 1, 1, n, i)
#define lock_acquire_shared_recursive(l, s, t, n, i) lock_acquire(l, s, t, 2, 1, n, i)

#define spin_acquire(l, s, t, i)                     lock_acquire_exclusive(l, s, t, NULL, i)
#define spin_acquire_nest(l, s, t, n, i)             lock_acquire_exclusive(l, s, t, n, i)
#define spin_release(l, i)                           lock_release(l, i)
#define rwlock_acquire(l, s, t, i)                   lock_acquire_exclusive(l, s, t, NULL, i)
/* A task that reads queues behind a writer that waits (kernel/locking/qrwlock.cpp); an interrupt does not. */
#define read_lock_is_recursive() (in_interrupt() != 0)
#define rwlock_acquire_read(l, s, t, i)                                                            \
	lock_acquire(l, s, t, 1 + read_lock_is_recursive(), 1, NULL, i)
#define rwlock_release(l, i)                      lock_release(l, i)
#define mutex_acquire(l, s, t, i)                 lock_acquire_exclusive(l, s, t, NULL, i)
#define mutex_acquire_nest(l, s, t, n, i)         lock_acquire_exclusive(l, s, t, n, i)
#define mutex_release(l, i)                       lock_release(l, i)
#define rwsem_acquire(l, s, t, i)                 lock_acquire_exclusive(l, s, t, NULL, i)
#define rwsem_acquire_nest(l, s, t, n, i)         lock_acquire_exclusive(l, s, t, n, i)
#define rwsem_acquire_read(l, s, t, i)            lock_acquire_shared(l, s, t, NULL, i)
#define rwsem_release(l, i)                       lock_release(l, i)

#define DEFINE_WAIT_OVERRIDE_MAP(name, wait_type) struct lockdep_map name = {}
#define debug_check_no_locks_freed(from, len)                                                      \
	do {                                                                                       \
	} while (0)
#endif
