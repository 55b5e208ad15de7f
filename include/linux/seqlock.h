/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sequence counters: readers take no lock; they read again if a writer was there meanwhile.
 *
 *	do {					write_seqlock(&sl);
 *		seq = read_seqbegin(&sl);	...
 *		...				write_sequnlock(&sl);
 *	} while (read_seqretry(&sl, seq));
 *
 * The count is odd while somebody writes. Writers of a seqcount_t bring their own exclusion and do not let themselves be preempted
 * by readers; a seqlock_t has a spinlock for that. Linux 6.12: include/linux/seqlock.h.
 */
#ifndef __LINUX_SEQLOCK_H
#define __LINUX_SEQLOCK_H
#include <linux/compiler.h>
#include <linux/preempt.h>
#include <linux/spinlock.h>
#include <asm/barrier.h>
#include <asm/processor.h>
typedef struct seqcount {
	unsigned sequence;
} seqcount_t;
#define SEQCNT_ZERO(name)                                                                          \
	{                                                                                          \
		.sequence = 0                                                                      \
	}
#define seqcount_init(s) ((void)((s)->sequence = 0))
/* With the lock that its writers hold: known to lockdep in Linux, a name here. */
typedef seqcount_t seqcount_raw_spinlock_t;
typedef seqcount_t seqcount_spinlock_t;
typedef seqcount_t seqcount_rwlock_t;
typedef seqcount_t seqcount_mutex_t;
#define SEQCNT_RAW_SPINLOCK_ZERO(name, lock) SEQCNT_ZERO(name)
#define SEQCNT_SPINLOCK_ZERO(name, lock)     SEQCNT_ZERO(name)
#define SEQCNT_RWLOCK_ZERO(name, lock)       SEQCNT_ZERO(name)
#define SEQCNT_MUTEX_ZERO(name, lock)        SEQCNT_ZERO(name)
#define seqcount_raw_spinlock_init(s, lock)  seqcount_init(s)
#define seqcount_spinlock_init(s, lock)      seqcount_init(s)
#define seqcount_rwlock_init(s, lock)        seqcount_init(s)
#define seqcount_mutex_init(s, lock)         seqcount_init(s)

static inline unsigned __read_seqcount_begin(const seqcount_t *s)
{
	unsigned seq;

	while (unlikely((seq = smp_load_acquire(&s->sequence)) & 1))
		cpu_relax();
	return seq;
}
#define read_seqcount_begin(s)     __read_seqcount_begin(s)
#define raw_read_seqcount_begin(s) __read_seqcount_begin(s)
/* Also when it is odd. */
static inline unsigned raw_read_seqcount(const seqcount_t *s)
{
	return smp_load_acquire(&s->sequence);
}
#define raw_seqcount_begin(s) (raw_read_seqcount(s) & ~1u)
static inline int __read_seqcount_retry(const seqcount_t *s, unsigned start)
{
	return unlikely(READ_ONCE(s->sequence) != start);
}
static inline int read_seqcount_retry(const seqcount_t *s, unsigned start)
{
	smp_rmb();
	return __read_seqcount_retry(s, start);
}
static inline void raw_write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
}
static inline void raw_write_seqcount_end(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}
static inline void write_seqcount_begin(seqcount_t *s)
{
	preempt_disable();
	raw_write_seqcount_begin(s);
}
static inline void write_seqcount_end(seqcount_t *s)
{
	raw_write_seqcount_end(s);
	preempt_enable();
}
#define write_seqcount_begin_nested(s, subclass) write_seqcount_begin(s)
/* Readers that began before this will read again. */
static inline void write_seqcount_invalidate(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 2);
}

typedef struct {
	seqcount_spinlock_t seqcount;
	spinlock_t lock;
} seqlock_t;
#define __SEQLOCK_UNLOCKED(lockname)                                                               \
	{                                                                                          \
		.seqcount = SEQCNT_ZERO(lockname), .lock = __SPIN_LOCK_UNLOCKED((lockname).lock)   \
	}
#define DEFINE_SEQLOCK(sl) seqlock_t sl = __SEQLOCK_UNLOCKED(sl)
#define seqlock_init(sl)                                                                           \
	do {                                                                                       \
		spin_lock_init(&(sl)->lock);                                                       \
		seqcount_init(&(sl)->seqcount);                                                    \
	} while (0)
static inline unsigned read_seqbegin(const seqlock_t *sl)
{
	return read_seqcount_begin(&sl->seqcount);
}
static inline unsigned read_seqretry(const seqlock_t *sl, unsigned start)
{
	return read_seqcount_retry(&sl->seqcount, start);
}
static inline void write_seqlock(seqlock_t *sl)
{
	spin_lock(&sl->lock);
	raw_write_seqcount_begin(&sl->seqcount);
}
static inline void write_sequnlock(seqlock_t *sl)
{
	raw_write_seqcount_end(&sl->seqcount);
	spin_unlock(&sl->lock);
}
static inline void write_seqlock_bh(seqlock_t *sl)
{
	spin_lock_bh(&sl->lock);
	raw_write_seqcount_begin(&sl->seqcount);
}
static inline void write_sequnlock_bh(seqlock_t *sl)
{
	raw_write_seqcount_end(&sl->seqcount);
	spin_unlock_bh(&sl->lock);
}
static inline void write_seqlock_irq(seqlock_t *sl)
{
	spin_lock_irq(&sl->lock);
	raw_write_seqcount_begin(&sl->seqcount);
}
static inline void write_sequnlock_irq(seqlock_t *sl)
{
	raw_write_seqcount_end(&sl->seqcount);
	spin_unlock_irq(&sl->lock);
}
#define write_seqlock_irqsave(lock, flags)                                                         \
	do {                                                                                       \
		spin_lock_irqsave(&(lock)->lock, flags);                                           \
		raw_write_seqcount_begin(&(lock)->seqcount);                                       \
	} while (0)
static inline void write_sequnlock_irqrestore(seqlock_t *sl, unsigned long flags)
{
	raw_write_seqcount_end(&sl->seqcount);
	spin_unlock_irqrestore(&sl->lock, flags);
}
/* Readers that keep writers, and each other, out. */
static inline void read_seqlock_excl(seqlock_t *sl)
{
	spin_lock(&sl->lock);
}
static inline void read_sequnlock_excl(seqlock_t *sl)
{
	spin_unlock(&sl->lock);
}
#endif
