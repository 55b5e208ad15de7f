/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Spinlocks: queued ones (kernel/locking/qspinlock.cpp). The holder must not sleep. A lock that an interrupt handler takes too is
 * taken with interrupts masked everywhere else (_irq, _irqsave). spinlock_t and raw_spinlock_t are the same here.
 */
#ifndef __LINUX_SPINLOCK_H
#define __LINUX_SPINLOCK_H
#include <linux/typecheck.h>
#include <linux/preempt.h>
#include <linux/linkage.h>
#include <linux/compiler.h>
#include <linux/irqflags.h>
#include <linux/stringify.h>
#include <linux/bottom_half.h>
#include <linux/lockdep.h>
#include <linux/spinlock_types.h>
#include <linux/atomic.h>
#include <linux/cleanup.h>
#include <asm/barrier.h>
#include <asm/processor.h>
#include <asm/spinlock.h>

#ifdef CONFIG_LOCKDEP
static inline void __raw_spin_lock_init(raw_spinlock_t *lock, const char *name,
					const struct lock_class_key *key)
{
	*lock = (raw_spinlock_t)__RAW_SPIN_LOCK_UNLOCKED(lock);
	lockdep_init_map_wait(&lock->dep_map, name, key, 0, LD_WAIT_SPIN);
}
#define raw_spin_lock_init(lock)                                                                   \
	do {                                                                                       \
		static const struct lock_class_key __key = {};                                     \
		__raw_spin_lock_init(lock, #lock, &__key);                                         \
	} while (0)
#define spin_lock_init(lock)                                                                       \
	do {                                                                                       \
		static const struct lock_class_key __key = {};                                     \
		__raw_spin_lock_init(spinlock_check(lock), #lock, &__key);                         \
	} while (0)
#define __nest_lock_of(lock) (&(lock)->dep_map)
#else
static inline void __raw_spin_lock_init(raw_spinlock_t *lock)
{
	*lock = (raw_spinlock_t)__RAW_SPIN_LOCK_UNLOCKED(lock);
}
#define raw_spin_lock_init(lock) __raw_spin_lock_init(lock)
#define spin_lock_init(lock)     __raw_spin_lock_init(spinlock_check(lock))
#define __nest_lock_of(lock)     ((void)(lock), (struct lockdep_map *)NULL)
#endif

#ifdef CONFIG_DEBUG_SPINLOCK
__BEGIN_DECLS
struct task_struct;
/* Is it well, and not this task's already? / It is this task's. / Is it, and let it go. kernel/locking/spinlock_debug.cpp. */
void debug_spin_lock_before(raw_spinlock_t *lock);
void debug_spin_lock_after(raw_spinlock_t *lock);
void debug_spin_unlock(raw_spinlock_t *lock);
/* Held by this task, it will be let go by @to: a run queue's over a switch. */
void debug_spin_pass_on(raw_spinlock_t *lock, struct task_struct *to);
__END_DECLS
#else
#define debug_spin_lock_before(lock) ((void)(lock))
#define debug_spin_lock_after(lock)  ((void)(lock))
#define debug_spin_unlock(lock)      ((void)(lock))
#define debug_spin_pass_on(lock, to) ((void)(lock), (void)(to))
#endif

/* Without a word to the preemption count and the lock-order checker. */
static __always_inline void do_raw_spin_lock(raw_spinlock_t *lock)
{
	debug_spin_lock_before(lock);
	arch_spin_lock(&lock->raw_lock);
	debug_spin_lock_after(lock);
}
static __always_inline int do_raw_spin_trylock(raw_spinlock_t *lock)
{
	if (!arch_spin_trylock(&lock->raw_lock))
		return 0;
	debug_spin_lock_after(lock);
	return 1;
}
static __always_inline void do_raw_spin_unlock(raw_spinlock_t *lock)
{
	debug_spin_unlock(lock);
	arch_spin_unlock(&lock->raw_lock);
}

/* subclass and nest are the lock-order checker's (linux/lockdep.h). */
static __always_inline void __raw_spin_lock_nested(raw_spinlock_t *lock, int subclass,
						   struct lockdep_map *nest)
{
	preempt_disable();
	spin_acquire_nest(&lock->dep_map, subclass, 0, nest, 0);
	do_raw_spin_lock(lock);
}
static __always_inline void raw_spin_lock(raw_spinlock_t *lock)
{
	__raw_spin_lock_nested(lock, 0, NULL);
}
static __always_inline int raw_spin_trylock(raw_spinlock_t *lock)
{
	preempt_disable();
	if (likely(do_raw_spin_trylock(lock))) {
		spin_acquire(&lock->dep_map, 0, 1, 0);
		return 1;
	}
	preempt_enable();
	return 0;
}
static __always_inline void raw_spin_unlock(raw_spinlock_t *lock)
{
	spin_release(&lock->dep_map, 0);
	do_raw_spin_unlock(lock);
	preempt_enable();
}
static __always_inline unsigned long
__raw_spin_lock_irqsave_nested(raw_spinlock_t *lock, int subclass, struct lockdep_map *nest)
{
	unsigned long flags;

	local_irq_save(flags);
	__raw_spin_lock_nested(lock, subclass, nest);
	return flags;
}
static __always_inline void raw_spin_lock_irq(raw_spinlock_t *lock)
{
	local_irq_disable();
	raw_spin_lock(lock);
}
/* Interrupts first: preempt_enable() acts on a reschedule that became due meanwhile only where they are enabled. */
static __always_inline void raw_spin_unlock_irq(raw_spinlock_t *lock)
{
	spin_release(&lock->dep_map, 0);
	do_raw_spin_unlock(lock);
	local_irq_enable();
	preempt_enable();
}
static __always_inline void raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags)
{
	spin_release(&lock->dep_map, 0);
	do_raw_spin_unlock(lock);
	local_irq_restore(flags);
	preempt_enable();
}
static __always_inline void raw_spin_lock_bh(raw_spinlock_t *lock)
{
	local_bh_disable();
	raw_spin_lock(lock);
}
static __always_inline void raw_spin_unlock_bh(raw_spinlock_t *lock)
{
	raw_spin_unlock(lock);
	local_bh_enable();
}
#define raw_spin_lock_irqsave(lock, flags)                                                         \
	do {                                                                                       \
		(flags) = __raw_spin_lock_irqsave_nested(lock, 0, NULL);                           \
	} while (0)
#define raw_spin_lock_nested(lock, subclass) __raw_spin_lock_nested(lock, subclass, NULL)
#define raw_spin_lock_irqsave_nested(lock, flags, subclass)                                        \
	do {                                                                                       \
		(flags) = __raw_spin_lock_irqsave_nested(lock, subclass, NULL);                    \
	} while (0)
#define raw_spin_lock_irq_nested(lock, subclass)                                                   \
	do {                                                                                       \
		local_irq_disable();                                                               \
		raw_spin_lock_nested(lock, subclass);                                              \
	} while (0)
#define raw_spin_lock_bh_nested(lock, subclass)                                                    \
	do {                                                                                       \
		local_bh_disable();                                                                \
		raw_spin_lock_nested(lock, subclass);                                              \
	} while (0)
#define raw_spin_lock_nest_lock(lock, nest_lock)                                                   \
	__raw_spin_lock_nested(lock, 0, __nest_lock_of(nest_lock))
#define raw_spin_trylock_irqsave(lock, flags)                                                      \
	({                                                                                         \
		local_irq_save(flags);                                                             \
		raw_spin_trylock(lock) ? 1 : ({                                                    \
			local_irq_restore(flags);                                                  \
			0;                                                                         \
		});                                                                                \
	})
static inline int raw_spin_is_locked(raw_spinlock_t *lock)
{
	return arch_spin_is_locked(&lock->raw_lock);
}
static inline int raw_spin_is_contended(raw_spinlock_t *lock)
{
	return arch_spin_is_contended(&lock->raw_lock);
}

static __always_inline raw_spinlock_t *spinlock_check(spinlock_t *lock)
{
	return &lock->rlock;
}
static __always_inline void spin_lock(spinlock_t *lock)
{
	raw_spin_lock(&lock->rlock);
}
static __always_inline int spin_trylock(spinlock_t *lock)
{
	return raw_spin_trylock(&lock->rlock);
}
static __always_inline void spin_unlock(spinlock_t *lock)
{
	raw_spin_unlock(&lock->rlock);
}
static __always_inline void spin_lock_irq(spinlock_t *lock)
{
	raw_spin_lock_irq(&lock->rlock);
}
static __always_inline void spin_unlock_irq(spinlock_t *lock)
{
	raw_spin_unlock_irq(&lock->rlock);
}
static __always_inline void spin_lock_bh(spinlock_t *lock)
{
	raw_spin_lock_bh(&lock->rlock);
}
static __always_inline void spin_unlock_bh(spinlock_t *lock)
{
	raw_spin_unlock_bh(&lock->rlock);
}
static __always_inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	raw_spin_unlock_irqrestore(&lock->rlock, flags);
}
#define spin_lock_irqsave(lock, flags)   raw_spin_lock_irqsave(spinlock_check(lock), flags)
#define spin_lock_nested(lock, subclass) raw_spin_lock_nested(spinlock_check(lock), subclass)
#define spin_lock_nest_lock(lock, nest_lock)                                                       \
	raw_spin_lock_nest_lock(spinlock_check(lock), nest_lock)
#define spin_lock_irq_nested(lock, subclass)                                                       \
	raw_spin_lock_irq_nested(spinlock_check(lock), subclass)
#define spin_lock_bh_nested(lock, subclass) raw_spin_lock_bh_nested(spinlock_check(lock), subclass)
#define spin_lock_irqsave_nested(lock, flags, subclass)                                            \
	raw_spin_lock_irqsave_nested(spinlock_check(lock), flags, subclass)
#define spin_trylock_irqsave(lock, flags) raw_spin_trylock_irqsave(spinlock_check(lock), flags)
static __always_inline int spin_trylock_irq(spinlock_t *lock)
{
	local_irq_disable();
	if (spin_trylock(lock))
		return 1;
	local_irq_enable();
	return 0;
}
static __always_inline int spin_trylock_bh(spinlock_t *lock)
{
	local_bh_disable();
	if (spin_trylock(lock))
		return 1;
	local_bh_enable();
	return 0;
}
static inline int spin_is_locked(spinlock_t *lock)
{
	return raw_spin_is_locked(&lock->rlock);
}
static inline int spin_is_contended(spinlock_t *lock)
{
	return raw_spin_is_contended(&lock->rlock);
}
#define assert_spin_locked(x)     lockdep_assert_held(x)
#define assert_raw_spin_locked(x) lockdep_assert_held(x)

/* Takes the lock only when the count drops to 0 (value 1, lock held). */
static inline int atomic_dec_and_lock(atomic_t *atomic, spinlock_t *lock)
{
	if (atomic_add_unless(atomic, -1, 1))
		return 0;
	spin_lock(lock);
	if (atomic_dec_and_test(atomic))
		return 1;
	spin_unlock(lock);
	return 0;
}

#ifndef __cplusplus
DEFINE_LOCK_GUARD_1(raw_spinlock, raw_spinlock_t, raw_spin_lock(_T->lock),
		    raw_spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(raw_spinlock, _try, raw_spin_trylock(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irq, raw_spinlock_t, raw_spin_lock_irq(_T->lock),
		    raw_spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_bh, raw_spinlock_t, raw_spin_lock_bh(_T->lock),
		    raw_spin_unlock_bh(_T->lock))
DEFINE_LOCK_GUARD_1(raw_spinlock_irqsave, raw_spinlock_t,
		    raw_spin_lock_irqsave(_T->lock, _T->flags),
		    raw_spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_1_COND(raw_spinlock_irqsave, _try, raw_spin_trylock_irqsave(_T->lock, _T->flags))
DEFINE_LOCK_GUARD_1(spinlock, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock, _try, spin_trylock(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irq, spinlock_t, spin_lock_irq(_T->lock), spin_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock_irq, _try, spin_trylock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_bh, spinlock_t, spin_lock_bh(_T->lock), spin_unlock_bh(_T->lock))
DEFINE_LOCK_GUARD_1(spinlock_irqsave, spinlock_t, spin_lock_irqsave(_T->lock, _T->flags),
		    spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_1_COND(spinlock_irqsave, _try, spin_trylock_irqsave(_T->lock, _T->flags))
#endif
#include <linux/rwlock.h>
#endif
