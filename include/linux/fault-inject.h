/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Provoked failures: a place asks should_fail(attr, size), and the attribute says when that is true.
 *
 *	interval,probability,space,times     as boot parameters and as files below /sys/kernel/debug/NAME have them
 *
 *	space        bytes (pages' blocks: pages) that may still be taken before anything fails
 *	interval     every so-manieth of the calls after that is a candidate
 *	probability  per cent of the candidates that fail; 0: nothing ever does
 *	times        how often it may fail; -1: always
 *
 * Whose calls: with task-filter only those of tasks whose /proc/self/make-it-fail is 1, in task context; with require-start … reject-end
 * only those whose backtrace, stacktrace-depth deep, leads through the one range of addresses and not through the other. A task
 * that writes N to its /proc/self/fail-nth has its N-th call from then on failed, whatever else is set.
 *
 * lib/fault-inject.cpp; Linux 6.12: include/linux/fault-inject.h, Documentation/fault-injection/fault-injection.rst.
 */
#ifndef _LINUX_FAULT_INJECT_H
#define _LINUX_FAULT_INJECT_H

#include <linux/err.h>
#include <linux/types.h>

struct dentry;
struct kmem_cache;

enum fault_flags {
	FAULT_NOWARN = 1 << 0, /* fail without a word */
};

#ifdef CONFIG_FAULT_INJECTION

#include <linux/atomic.h>
#include <linux/limits.h>
#include <linux/ratelimit.h>

#define FAULT_ATTR_DNAME_LEN 64

struct fault_attr {
	unsigned long probability;
	unsigned long interval;
	atomic_t times;
	atomic_t space;
	unsigned long verbose; /* 0 silent, 1 a report, 2 with a backtrace */
	bool task_filter;      /* only tasks with make-it-fail */
	unsigned long stacktrace_depth;
	unsigned long require_start, require_end;
	unsigned long reject_start, reject_end;
	unsigned long count;
	struct ratelimit_state ratelimit_state;
	char dname[FAULT_ATTR_DNAME_LEN];
	void (*changed)(
		struct fault_attr *
			attr); /* fault_attr_armed() may say something else now. May sleep. NULL: nobody cares */
	struct fault_attr *next; /* of those with files */
};

#define FAULT_ATTR_INITIALIZER                                                                     \
	{                                                                                          \
		0, 1, ATOMIC_INIT(1), ATOMIC_INIT(0), 2, false, 32, 0, ULONG_MAX, 0, 0, 0,         \
			RATELIMIT_STATE_INIT_DISABLED, "", NULL, NULL                              \
	}
#define DECLARE_FAULT_ATTR(name) struct fault_attr name = FAULT_ATTR_INITIALIZER

__BEGIN_DECLS
/** setup_fault_attr() - take "interval,probability,space,times" apart. 1, or 0 and one line when it is something else. */
int setup_fault_attr(struct fault_attr *attr, char *str);
/** should_fail() - shall this call fail? size: counted against space. Any context. Reports it when it does. */
bool should_fail(struct fault_attr *attr, ssize_t size);
bool should_fail_ex(struct fault_attr *attr, ssize_t size, int flags);
/** fault_attr_armed() - could should_fail() be true at all? Places that are out of the way otherwise ask this when they are told of a change. */
bool fault_attr_armed(const struct fault_attr *attr);
/** fault_create_debugfs_attr() - a folder with a file for each attribute; parent NULL: in /sys/kernel/debug. Or an ERR_PTR. */
struct dentry *fault_create_debugfs_attr(const char *name, struct dentry *parent,
					 struct fault_attr *attr);
__END_DECLS

#else

struct fault_attr {
};
#define DECLARE_FAULT_ATTR(name) struct fault_attr name = {}
static inline int setup_fault_attr(struct fault_attr *attr, char *str)
{
	return 0;
}
static inline bool should_fail_ex(struct fault_attr *attr, ssize_t size, int flags)
{
	return false;
}
static inline bool should_fail(struct fault_attr *attr, ssize_t size)
{
	return false;
}
static inline struct dentry *fault_create_debugfs_attr(const char *name, struct dentry *parent,
						       struct fault_attr *attr)
{
	return (struct dentry *)ERR_PTR(-ENODEV);
}

#endif

/* fail_page_alloc: mm/page/fail_page_alloc.cpp. True: this allocation of 2^order pages is to fail. */
#ifdef CONFIG_FAIL_PAGE_ALLOC
#include <linux/jump_label.h>
__BEGIN_DECLS
bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order);
DECLARE_STATIC_KEY_FALSE(fail_page_alloc_armed);
__END_DECLS
/* The same where nobody turns to a twin: a NOP as long as nothing can fail. */
static __always_inline bool should_fail_alloc_bulk(gfp_t gfp_mask)
{
	return static_branch_unlikely(&fail_page_alloc_armed) &&
	       should_fail_alloc_page(gfp_mask, 0);
}
#else
static inline bool should_fail_alloc_bulk(gfp_t gfp_mask)
{
	return false;
}
static inline bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order)
{
	return false;
}
#endif

/*
 * failslab: mm/failslab.cpp. -ENOMEM: this allocation of an object is to fail. failslab_changed() is called when that becomes
 * possible (on) and when it stops being so; SLUB turns its allocation functions to their twins there.
 */
#ifdef CONFIG_FAILSLAB
__BEGIN_DECLS
int should_failslab(struct kmem_cache *s, gfp_t gfpflags);
void failslab_changed(bool on);
__END_DECLS
#else
static inline int should_failslab(struct kmem_cache *s, gfp_t gfpflags)
{
	return 0;
}
#endif

#endif
