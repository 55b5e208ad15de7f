// SPDX-License-Identifier: GPL-2.0-only
/*
 * What debuggers look up by name and no code here would bring into the debug information.
 *
 * A compiler describes the types, enumerators and variables that a file uses. Linux's scripts for gdb and drgn's helpers ask for
 * some that are macros here, used only behind the namespaces of C++, or those of parts that this kernel does not have; and they
 * ask in C's words (page.private). So this file is C and is compiled with every type that its headers declare described
 * (-fno-eliminate-unused-debug-types in the Makefile). It adds no code.
 */
#include <linux/gfp.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/page-flags.h>
#include <linux/page_ext.h>
#include <linux/page_owner.h>
#include <linux/rbtree.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/stackdepot.h>
#include <linux/utsname.h>
#include <linux/vmalloc.h>

#include "mm/slab.h"

/* The name that tells a debugger that this is a Linux kernel, and which. */
struct uts_namespace init_uts_ns = {
	.name = {UTS_SYSNAME, UTS_NODENAME, UTS_RELEASE, UTS_VERSION, UTS_MACHINE, "(none)"},
};

/* Linux's lx-mounts wants the type when it is loaded. Nothing is mounted here. */
struct mount {
	const char *mnt_devname;
};
