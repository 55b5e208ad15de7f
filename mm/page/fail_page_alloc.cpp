// SPDX-License-Identifier: GPL-2.0-only
// fail_page_alloc=<interval>,<probability>,<space>,<times>: allocations of pages that fail although there are some.
//
// While something can fail, __alloc_pages_noprof() is detoured to its twin (trace.cpp), which asks, and the bulk allocator asks once for
// all that it shall find (bulk.cpp); otherwise nothing is asked anywhere.
// As in Linux, only requests of order >= min-order (1) that may not wait and are not for high memory are candidates, until the files
// ignore-gfp-wait, ignore-gfp-highmem and min-order in /sys/kernel/debug/fail_page_alloc say otherwise.
//
// Linux 6.12: mm/fail_page_alloc.c, prepare_alloc_pages().
#include "mm/page/internal.h"

#include <linux/debugfs.h>
#include <linux/fault-inject.h>
#include <linux/gfp.h>
#include <linux/init.h>

DEFINE_STATIC_KEY_FALSE(fail_page_alloc_armed);

namespace
{

void changed(struct fault_attr *attr);

struct {
	struct fault_attr attr = FAULT_ATTR_INITIALIZER;
	bool ignore_gfp_reclaim = true;
	bool ignore_gfp_highmem = true;
	u32 min_order = 1;
	bool active = false;
} fail_page_alloc;

void changed(struct fault_attr *attr)
{
	const bool active = fault_attr_armed(attr);

	if (active == fail_page_alloc.active)
		return;
	fail_page_alloc.active = active;
	if (active) {
		static_detour_slow_inc(&buddy::__detour___alloc_pages_noprof);
		static_branch_enable(&fail_page_alloc_armed);
	} else {
		static_branch_disable(&fail_page_alloc_armed);
		static_detour_slow_dec(&buddy::__detour___alloc_pages_noprof);
	}
}

int __init setup_fail_page_alloc(char *str)
{
	fail_page_alloc.attr.changed = changed;
	return setup_fault_attr(&fail_page_alloc.attr, str);
}
__setup("fail_page_alloc=", setup_fail_page_alloc);

int __init fail_page_alloc_debugfs()
{
	const umode_t mode = S_IFREG | 0600;

	fail_page_alloc.attr.changed = changed;

	struct dentry *const dir =
		fault_create_debugfs_attr("fail_page_alloc", nullptr, &fail_page_alloc.attr);

	if (IS_ERR(dir))
		return PTR_ERR(dir);
	debugfs_create_bool("ignore-gfp-wait", mode, dir, &fail_page_alloc.ignore_gfp_reclaim);
	debugfs_create_bool("ignore-gfp-highmem", mode, dir, &fail_page_alloc.ignore_gfp_highmem);
	debugfs_create_u32("min-order", mode, dir, &fail_page_alloc.min_order);
	return 0;
}
late_initcall(fail_page_alloc_debugfs);

} // namespace

bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order)
{
	if (!fail_page_alloc.active || order < fail_page_alloc.min_order ||
	    (gfp_mask & __GFP_NOFAIL))
		return false;
	if (fail_page_alloc.ignore_gfp_highmem && (gfp_mask & __GFP_HIGHMEM))
		return false;
	if (fail_page_alloc.ignore_gfp_reclaim && (gfp_mask & __GFP_DIRECT_RECLAIM))
		return false;
	return should_fail_ex(&fail_page_alloc.attr, 1 << order,
			      gfp_mask & __GFP_NOWARN ? FAULT_NOWARN : 0);
}
