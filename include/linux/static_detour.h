/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Detours: a function's first instruction becomes a branch to its twin, which does the same and more.
 *
 *	off   kmem_cache_alloc:  mrs x1, tpidr_el1       the whole fast path, which knows nothing of tracing, fault injection, …
 *	                         …
 *	on    kmem_cache_alloc:  b   kmem_cache_alloc_full      same arguments, same return address
 *
 * So a feature that is seldom wanted costs the fast path nothing, not even a NOP. Where a test in the middle of a function suffices,
 * take a static key (linux/jump_label.h): that is simpler, and the code is there once.
 *
 *	__detoured void *f(size_t size)                    and   DEFINE_STATIC_DETOUR(f, f_full);
 *	{
 *		detour_here(f, f_full, size);              nothing on arm64; the host build tests a counter
 *		…
 *	}
 *
 * The twin has f's prototype and must not call f. Nobody may call f before … after the switch and expect one of the two: during the
 * switch other CPUs stand still (stop_machine()), and a task that was interrupted inside f finishes there. f must not branch back to its
 * own first instruction; scripts/check-image looks for that. A detour counts its users: several features share one twin.
 */
#ifndef _LINUX_STATIC_DETOUR_H
#define _LINUX_STATIC_DETOUR_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct static_detour {
	void *func;
	void *twin;
	atomic_t users;
	u32 first; /* func's first instruction while the branch is in its place */
};

/*
 * The function has to be there as it is written, once: not inlined, cloned or split. (Clang has no word for "callers in the same file
 * must not conclude anything from the body": a function that it can evaluate needs its callers in other files.)
 */
#ifdef __clang__
#define __detoured __attribute__((__noinline__))
#else
#define __detoured __attribute__((__noinline__, __noipa__))
#endif

#define DECLARE_STATIC_DETOUR(func) extern struct static_detour __detour_##func
#define DEFINE_STATIC_DETOUR(func_, twin_)                                                         \
	struct static_detour __detour_##func_ = {(void *)func_, (void *)twin_, ATOMIC_INIT(0), 0}

#ifdef CONFIG_JUMP_LABEL
#define detour_here(func, twin, args...)                                                           \
	do {                                                                                       \
	} while (0)
#else
#define detour_here(func, twin, args...)                                                           \
	do {                                                                                       \
		if (unlikely(atomic_read(&__detour_##func.users)))                                 \
			return twin(args);                                                         \
	} while (0)
#endif

__BEGIN_DECLS
/**
 * static_detours_inc() - one more user of each; those that had none turn calls of their func to its twin.
 * @count: up to any number; the machine stops once for every 16 that turn.
 *
 * Task context, may sleep.
 */
void static_detours_inc(struct static_detour *const *detours, unsigned int count);
/** static_detours_dec() - one user fewer of each; after the last, func is itself again. Task context, may sleep. */
void static_detours_dec(struct static_detour *const *detours, unsigned int count);
__END_DECLS

static inline void static_detour_slow_inc(struct static_detour *detour)
{
	static_detours_inc(&detour, 1);
}
static inline void static_detour_slow_dec(struct static_detour *detour)
{
	static_detours_dec(&detour, 1);
}
#define static_detour_inc(func)     static_detour_slow_inc(&__detour_##func)
#define static_detour_dec(func)     static_detour_slow_dec(&__detour_##func)
#define static_detour_enabled(func) (atomic_read(&__detour_##func.users) > 0)

#endif
