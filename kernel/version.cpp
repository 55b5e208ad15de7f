// SPDX-License-Identifier: GPL-2.0-only
// Which kernel this is. The text has the form of Linux's, because tools take it apart: name, "version", release, who built it
// and with what, a number and the date. Nothing in it changes from build to build, so that the same sources give the same
// image, byte for byte. Linux 6.12: init/version.c, init/version-timestamp.c.

#include <linux/printk.h>
#include <linux/utsname.h>

#define BUILT_BY "(slub64@localhost) (" LINUX_COMPILER ")"

const char linux_banner[] = UTS_SYSNAME " version " UTS_RELEASE " " BUILT_BY " " UTS_VERSION "\n";
const char linux_proc_banner[] = "%s version %s " BUILT_BY " %s\n";
