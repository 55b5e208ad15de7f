// SPDX-License-Identifier: GPL-2.0-only
// failslab=<interval>,<probability>,<space>,<times>: allocations of objects that fail although there is memory.
//
// As in Linux, only requests that may not wait are candidates, and of all caches, until the files ignore-gfp-wait and cache-filter in
// /sys/kernel/debug/failslab say otherwise (cache-filter: those caches with slab_debug's letter A). SLUB asks only while something can fail:
// failslab_changed() tells it. Linux 6.12: mm/failslab.c.

#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/fault-inject.h>
#include <linux/init.h>
#include <linux/slab.h>

#include "mm/slab.h"

// Until SLUB defines its own.
__weak void failslab_changed(bool)
{
}

namespace
{

struct {
	struct fault_attr attr = FAULT_ATTR_INITIALIZER;
	bool ignore_gfp_reclaim = true;
	bool cache_filter = false;
	bool active = false;
} failslab;

void changed(struct fault_attr *attr)
{
	const bool active = fault_attr_armed(attr);

	if (active == failslab.active)
		return;
	failslab.active = active;
	failslab_changed(active);
}

int __init setup_failslab(char *str)
{
	failslab.attr.changed = changed;
	return setup_fault_attr(&failslab.attr, str);
}
__setup("failslab=", setup_failslab);

int __init failslab_debugfs_init()
{
	const umode_t mode = S_IFREG | 0600;

	failslab.attr.changed = changed;

	struct dentry *const dir = fault_create_debugfs_attr("failslab", nullptr, &failslab.attr);

	if (IS_ERR(dir))
		return PTR_ERR(dir);
	debugfs_create_bool("ignore-gfp-wait", mode, dir, &failslab.ignore_gfp_reclaim);
	debugfs_create_bool("cache-filter", mode, dir, &failslab.cache_filter);
	return 0;
}
late_initcall(failslab_debugfs_init);

} // namespace

int should_failslab(struct kmem_cache *s, gfp_t gfpflags)
{
	// The cache that all others are made from.
	if (s == kmem_cache || (gfpflags & __GFP_NOFAIL))
		return 0;
	if (failslab.ignore_gfp_reclaim && (gfpflags & __GFP_DIRECT_RECLAIM))
		return 0;
	if (failslab.cache_filter && !(s->flags & SLAB_FAILSLAB))
		return 0;
	return should_fail_ex(&failslab.attr, s->object_size,
			      gfpflags & __GFP_NOWARN ? FAULT_NOWARN : 0)
		       ? -ENOMEM
		       : 0;
}
