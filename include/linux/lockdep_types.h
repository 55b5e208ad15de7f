/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a lock carries for the lock-order checker (linux/lockdep.h): who it is. Without the checker, nothing.
 * Linux 6.12: include/linux/lockdep_types.h.
 */
#ifndef __LINUX_LOCKDEP_TYPES_H
#define __LINUX_LOCKDEP_TYPES_H
#include <linux/types.h>

#define MAX_LOCKDEP_SUBCLASSES 8UL

/* How a holder may wait: 2 spins, 3 sleeps. Shown in reports. */
enum lockdep_wait_type {
	LD_WAIT_INV = 0,
	LD_WAIT_FREE,
	LD_WAIT_SPIN,
	LD_WAIT_CONFIG = LD_WAIT_SPIN,
	LD_WAIT_SLEEP,
	LD_WAIT_MAX,
};

#ifdef CONFIG_LOCKDEP

struct lock_class;

/* A class of locks is known by the address of its key; its subclasses by the bytes in it. */
struct lock_class_key {
	char subkeys[MAX_LOCKDEP_SUBCLASSES];
};

/**
 * struct lockdep_map - a lock's identity
 * @key: its class; NULL: a static lock, which is a class of its own
 * @known_class: the class of subclass 0 once it has been looked up
 * @name: the expression that it was initialised by
 */
struct lockdep_map {
	const struct lock_class_key *key;
	struct lock_class *known_class;
	const char *name;
	unsigned char wait_type_inner;
};

#define STATIC_LOCKDEP_MAP_INIT(_name, _key)                                                       \
	{                                                                                          \
		.key = (_key), .known_class = NULL, .name = (_name),                               \
		.wait_type_inner = LD_WAIT_SPIN                                                    \
	}
/* The last member of a lock's initialiser. */
#define __LOCKDEP_MAP_OF(lockname, wait)                                                           \
	, .dep_map = {.key = NULL, .known_class = NULL, .name = #lockname, .wait_type_inner = wait}

/* One lock that a task holds. */
struct held_lock {
	const struct lockdep_map *instance;
	const struct lockdep_map *nest_lock;
	struct lock_class *of_class;
	unsigned long acquire_ip;
	unsigned char read; /* 0 write, 1 read, 2 read, which may be repeated */
	bool trylock;
	bool hardirqs_off;
	unsigned char irq_context; /* 0 task, 1 softirq, 2 hardirq */
};
#define MAX_LOCK_DEPTH 48

#else

/* Empty in C; the array of none keeps them empty in C++ too. */
struct lock_class_key {
	char none[0];
};
struct lockdep_map {
	char none[0];
};
#define STATIC_LOCKDEP_MAP_INIT(_name, _key)                                                       \
	{                                                                                          \
	}
#define __LOCKDEP_MAP_OF(lockname, wait)

#endif
#endif
