/* SPDX-License-Identifier: GPL-2.0-only */
/* Switches that are seldom thrown. A key is a counter and a branch on it is a test, no code is patched. */
#ifndef _LINUX_JUMP_LABEL_H
#define _LINUX_JUMP_LABEL_H
#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/types.h>
struct static_key {
	atomic_t enabled;
};
struct static_key_true {
	struct static_key key;
};
struct static_key_false {
	struct static_key key;
};
#define STATIC_KEY_INIT_TRUE                                                                       \
	{                                                                                          \
		ATOMIC_INIT(1)                                                                     \
	}
#define STATIC_KEY_INIT_FALSE                                                                      \
	{                                                                                          \
		ATOMIC_INIT(0)                                                                     \
	}
#define STATIC_KEY_TRUE_INIT                                                                       \
	{                                                                                          \
		STATIC_KEY_INIT_TRUE                                                               \
	}
#define STATIC_KEY_FALSE_INIT                                                                      \
	{                                                                                          \
		STATIC_KEY_INIT_FALSE                                                              \
	}
#define DEFINE_STATIC_KEY_TRUE(name) struct static_key_true name = STATIC_KEY_TRUE_INIT
#define DEFINE_STATIC_KEY_TRUE_RO(name)                                                            \
	struct static_key_true name __ro_after_init = STATIC_KEY_TRUE_INIT
#define DECLARE_STATIC_KEY_TRUE(name) extern struct static_key_true name
#define DEFINE_STATIC_KEY_FALSE(name) struct static_key_false name = STATIC_KEY_FALSE_INIT
#define DEFINE_STATIC_KEY_FALSE_RO(name)                                                           \
	struct static_key_false name __ro_after_init = STATIC_KEY_FALSE_INIT
#define DECLARE_STATIC_KEY_FALSE(name)        extern struct static_key_false name
#define _DEFINE_STATIC_KEY_1(name)            DEFINE_STATIC_KEY_TRUE(name)
#define _DEFINE_STATIC_KEY_0(name)            DEFINE_STATIC_KEY_FALSE(name)
#define DEFINE_STATIC_KEY_MAYBE(cfg, name)    __PASTE(_DEFINE_STATIC_KEY_, IS_ENABLED(cfg))(name)
#define DEFINE_STATIC_KEY_MAYBE_RO(cfg, name) DEFINE_STATIC_KEY_MAYBE(cfg, name)
#define _DECLARE_STATIC_KEY_1(name)           DECLARE_STATIC_KEY_TRUE(name)
#define _DECLARE_STATIC_KEY_0(name)           DECLARE_STATIC_KEY_FALSE(name)
#define DECLARE_STATIC_KEY_MAYBE(cfg, name)   __PASTE(_DECLARE_STATIC_KEY_, IS_ENABLED(cfg))(name)
/* &x.key of the typed ones is at the same address. */
#define static_key_count(x)       atomic_read(&((struct static_key *)(x))->enabled)
#define static_key_enabled(x)     (static_key_count(x) > 0)
#define static_branch_likely(x)   likely(static_key_enabled(x))
#define static_branch_unlikely(x) unlikely(static_key_enabled(x))
#define static_branch_maybe(config, x)                                                             \
	(IS_ENABLED(config) ? static_branch_likely(x) : static_branch_unlikely(x))
#define static_key_false(key)               unlikely(static_key_enabled(key))
#define static_key_true(key)                likely(static_key_enabled(key))
#define static_key_slow_inc(key)            (atomic_inc(&((struct static_key *)(key))->enabled), true)
#define static_key_slow_dec(key)            atomic_dec(&((struct static_key *)(key))->enabled)
#define static_branch_inc(x)                static_key_slow_inc(x)
#define static_branch_dec(x)                static_key_slow_dec(x)
#define static_branch_enable(x)             atomic_set(&((struct static_key *)(x))->enabled, 1)
#define static_branch_disable(x)            atomic_set(&((struct static_key *)(x))->enabled, 0)
#define static_branch_enable_cpuslocked(x)  static_branch_enable(x)
#define static_branch_disable_cpuslocked(x) static_branch_disable(x)
#define static_key_enable(x)                static_branch_enable(x)
#define static_key_disable(x)               static_branch_disable(x)
#define jump_label_init()                                                                          \
	do {                                                                                       \
	} while (0)
#endif
