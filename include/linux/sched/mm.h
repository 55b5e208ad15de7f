/* SPDX-License-Identifier: GPL-2.0-only */
/* What the running task may do in an allocation, carried in its flags. */
#ifndef _LINUX_SCHED_MM_H
#define _LINUX_SCHED_MM_H
#include <linux/sched.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
/* Sets flags in current->flags; value: those that were not set, for memalloc_flags_restore(). */
static inline unsigned int memalloc_flags_save(unsigned int flags)
{
	unsigned int added = ~current->flags & flags;

	current->flags |= flags;
	return added;
}
static inline void memalloc_flags_restore(unsigned int flags)
{
	current->flags &= ~flags;
}
static inline unsigned int memalloc_noio_save(void)
{
	return memalloc_flags_save(PF_MEMALLOC_NOIO);
}
static inline void memalloc_noio_restore(unsigned int flags)
{
	memalloc_flags_restore(flags);
}
static inline unsigned int memalloc_nofs_save(void)
{
	return memalloc_flags_save(PF_MEMALLOC_NOFS);
}
static inline void memalloc_nofs_restore(unsigned int flags)
{
	memalloc_flags_restore(flags);
}
static inline unsigned int memalloc_noreclaim_save(void)
{
	return memalloc_flags_save(PF_MEMALLOC);
}
static inline void memalloc_noreclaim_restore(unsigned int flags)
{
	memalloc_flags_restore(flags);
}
/* gfp without what the task's flags forbid. */
static inline gfp_t current_gfp_context(gfp_t gfp)
{
	unsigned int pflags = READ_ONCE(current->flags);

	if (unlikely(pflags & (PF_MEMALLOC_NOIO | PF_MEMALLOC_NOFS | PF_MEMALLOC_PIN))) {
		if (pflags & PF_MEMALLOC_NOIO)
			gfp &= ~(__GFP_IO | __GFP_FS);
		else if (pflags & PF_MEMALLOC_NOFS)
			gfp &= ~__GFP_FS;
		if (pflags & PF_MEMALLOC_PIN)
			gfp &= ~__GFP_MOVABLE;
	}
	return gfp;
}
#define fs_reclaim_acquire(gfp) ((void)(gfp))
#define fs_reclaim_release(gfp) ((void)(gfp))
/* Asked on the fastest of paths: only in debug builds. */
#ifdef CONFIG_DEBUG_KERNEL
#define might_alloc(gfp) might_sleep_if(gfpflags_allow_blocking(gfp))
#else
#define might_alloc(gfp) ((void)(gfp))
#endif
#endif
