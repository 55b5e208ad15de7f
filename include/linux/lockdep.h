/* SPDX-License-Identifier: GPL-2.0-only */
/* Lock-order checking is not built in: the annotations compile to nothing and their arguments stay checked. */
#ifndef __LINUX_LOCKDEP_H
#define __LINUX_LOCKDEP_H
#include <linux/lockdep_types.h>
#include <linux/compiler.h>
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
#define debug_locks_off()                                                                          \
	do {                                                                                       \
	} while (0)
#define debug_check_no_locks_freed(from, len)                                                      \
	do {                                                                                       \
	} while (0)
#define SINGLE_DEPTH_NESTING                      1
#define DEFINE_WAIT_OVERRIDE_MAP(name, wait_type) struct lockdep_map name = {}
#endif
