/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Local locks: they name what a stretch of code with preemption or interrupts off protects on this CPU. They take no
 * room and there is nothing to acquire beyond that. Linux 6.12 without PREEMPT_RT.
 */
#ifndef _LINUX_LOCAL_LOCK_H
#define _LINUX_LOCAL_LOCK_H
#include <linux/percpu-defs.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
/* Empty, also in C++. */
typedef struct {
	char none[0];
} local_lock_t;
#define INIT_LOCAL_LOCK(lockname)                                                                  \
	{                                                                                          \
	}
#define local_lock_init(lock) ((void)(lock))
#define local_lock(lock)                                                                           \
	do {                                                                                       \
		(void)(lock);                                                                      \
		preempt_disable();                                                                 \
	} while (0)
#define local_unlock(lock)                                                                         \
	do {                                                                                       \
		(void)(lock);                                                                      \
		preempt_enable();                                                                  \
	} while (0)
#define local_lock_irq(lock)   ((void)(lock), local_irq_disable())
#define local_unlock_irq(lock) ((void)(lock), local_irq_enable())
#define local_lock_irqsave(lock, flags)                                                            \
	do {                                                                                       \
		(void)(lock);                                                                      \
		local_irq_save(flags);                                                             \
	} while (0)
#define local_unlock_irqrestore(lock, flags)                                                       \
	do {                                                                                       \
		(void)(lock);                                                                      \
		local_irq_restore(flags);                                                          \
	} while (0)
#endif
