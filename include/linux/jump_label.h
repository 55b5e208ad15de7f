/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Static keys: switches that are thrown seldom and asked often. A key that is asked costs one NOP, or one branch; throwing
 * it rewrites every place that asks.
 *
 *	if (static_branch_unlikely(&key))        1:  nop        ◄──►  b 2f       what 1: holds while the key is off, on
 *		rare();                              …  the common way
 *	                                         2:  rare()
 *
 *	__jump_table  { 1b - ., 2b - ., key - . | branch }     an entry for each place: kernel/jump_label.cpp goes through them
 *
 * A key of type static_key_true is on at the start, one of type static_key_false is off; static_branch_likely() puts the code that it
 * guards in line, static_branch_unlikely() out of line. The four combinations:
 *
 *	                 unlikely                        likely
 *	starts off       nop   (on: jump to the code)    jump over the code   (on: nop)
 *	starts on        jump to the code (off: nop)     nop   (off: jump over the code)
 *
 * Both instructions may be exchanged while other CPUs execute them (Arm ARM, "Concurrent modification and execution of
 * instructions"). Throwing a key takes a mutex and interrupts all CPUs: task context, interrupts enabled. A key has to be a variable
 * with a name, or an element of one with a constant index: its address is part of the instruction stream's table.
 *
 * Without CONFIG_JUMP_LABEL (the host build) a key is a counter and asking it is a test. Linux 6.12: include/linux/jump_label.h.
 */
#ifndef _LINUX_JUMP_LABEL_H
#define _LINUX_JUMP_LABEL_H
#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct static_key {
	atomic_t enabled; /* how often it was switched on */
};
struct static_key_true {
	struct static_key key;
};
struct static_key_false {
	struct static_key key;
};

/* A place that asks. Distances from the field itself; key's lowest bit: the branch is taken while the key is off. */
struct jump_entry {
	s32 code;
	s32 target;
	s64 key;
};

enum jump_label_type { JUMP_LABEL_NOP, JUMP_LABEL_JMP };

__BEGIN_DECLS
/** static_key_enable() - count 0 becomes 1; a key that is on stays as it is. Task context, may sleep. */
void static_key_enable(struct static_key *key);
/** static_key_disable() - count 1 becomes 0. Task context, may sleep. */
void static_key_disable(struct static_key *key);
/** static_key_slow_inc() - one more user; the first switches it on. Task context, may sleep. Returns true. */
bool static_key_slow_inc(struct static_key *key);
/** static_key_slow_dec() - one user fewer; the last switches it off. Task context, may sleep. */
void static_key_slow_dec(struct static_key *key);
/** jump_label_text_reserved() - does any place that may be patched lie in [start, end]? */
int jump_label_text_reserved(void *start, void *end);
__END_DECLS

#define STATIC_KEY_INIT_TRUE                                                                       \
	{                                                                                          \
		ATOMIC_INIT(1)                                                                     \
	}
#define STATIC_KEY_INIT_FALSE                                                                      \
	{                                                                                          \
		ATOMIC_INIT(0)                                                                     \
	}
#define STATIC_KEY_INIT STATIC_KEY_INIT_FALSE
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
#define DECLARE_STATIC_KEY_FALSE(name) extern struct static_key_false name
#define DEFINE_STATIC_KEY_ARRAY_TRUE(name, count)                                                  \
	struct static_key_true name[count] = {[0 ...(count) - 1] = STATIC_KEY_TRUE_INIT}
#define DEFINE_STATIC_KEY_ARRAY_FALSE(name, count) struct static_key_false name[count] = {}
#define _DEFINE_STATIC_KEY_1(name)                 DEFINE_STATIC_KEY_TRUE(name)
#define _DEFINE_STATIC_KEY_0(name)                 DEFINE_STATIC_KEY_FALSE(name)
#define DEFINE_STATIC_KEY_MAYBE(cfg, name)         __PASTE(_DEFINE_STATIC_KEY_, IS_ENABLED(cfg))(name)
#define _DEFINE_STATIC_KEY_RO_1(name)              DEFINE_STATIC_KEY_TRUE_RO(name)
#define _DEFINE_STATIC_KEY_RO_0(name)              DEFINE_STATIC_KEY_FALSE_RO(name)
#define DEFINE_STATIC_KEY_MAYBE_RO(cfg, name)      __PASTE(_DEFINE_STATIC_KEY_RO_, IS_ENABLED(cfg))(name)
#define _DECLARE_STATIC_KEY_1(name)                DECLARE_STATIC_KEY_TRUE(name)
#define _DECLARE_STATIC_KEY_0(name)                DECLARE_STATIC_KEY_FALSE(name)
#define DECLARE_STATIC_KEY_MAYBE(cfg, name)        __PASTE(_DECLARE_STATIC_KEY_, IS_ENABLED(cfg))(name)

/* &x.key of the typed ones is at the same address. */
#define static_key_count(x)   atomic_read(&((struct static_key *)(x))->enabled)
#define static_key_enabled(x) (static_key_count(x) > 0)

#ifdef CONFIG_JUMP_LABEL
#include <asm/jump_label.h>
#ifdef __cplusplus
#define __static_key_starts_on(x) __is_same(decltype(x), ::static_key_true *)
#else
#define __static_key_starts_on(x)                                                                  \
	__builtin_types_compatible_p(__typeof__(x), struct static_key_true *)
#endif
#define static_branch_likely(x)   likely(!arch_static_branch(x, 1, !__static_key_starts_on(x)))
#define static_branch_unlikely(x) unlikely(arch_static_branch(x, 0, __static_key_starts_on(x)))
#define static_key_false(x)       unlikely(arch_static_branch(x, 0, 0))
#define static_key_true(x)        likely(!arch_static_branch(x, 1, 0))
#else
#define static_branch_likely(x)   likely(static_key_enabled(x))
#define static_branch_unlikely(x) unlikely(static_key_enabled(x))
#define static_key_false(x)       unlikely(static_key_enabled(x))
#define static_key_true(x)        likely(static_key_enabled(x))
#endif

#define static_branch_maybe(config, x)                                                             \
	(IS_ENABLED(config) ? static_branch_likely(x) : static_branch_unlikely(x))
#define static_branch_inc(x)                static_key_slow_inc(&(x)->key)
#define static_branch_dec(x)                static_key_slow_dec(&(x)->key)
#define static_branch_enable(x)             static_key_enable(&(x)->key)
#define static_branch_disable(x)            static_key_disable(&(x)->key)
#define static_branch_inc_cpuslocked(x)     static_branch_inc(x)
#define static_branch_dec_cpuslocked(x)     static_branch_dec(x)
#define static_branch_enable_cpuslocked(x)  static_branch_enable(x)
#define static_branch_disable_cpuslocked(x) static_branch_disable(x)
/* Every place starts as its key's type says: there is nothing to do at boot. */
#define jump_label_init()                                                                          \
	do {                                                                                       \
	} while (0)
#endif
