/* SPDX-License-Identifier: GPL-2.0-only */
/* Name and version of this kernel, as uname and /proc/version tell them. */
#ifndef _LINUX_UTSNAME_H
#define _LINUX_UTSNAME_H

#define UTS_SYSNAME  "Linux"
#define UTS_NODENAME "(none)"
/* The Linux whose memory manager this is, and what it is here. */
#define UTS_RELEASE "6.12.0-slub64"
#define UTS_VERSION "#1 SMP"
#define UTS_MACHINE "aarch64"

#ifdef __clang__
#define LINUX_COMPILER __VERSION__
#else
#define LINUX_COMPILER "gcc " __VERSION__
#endif

#ifndef __ASSEMBLY__
#include <linux/compiler.h>

#define __NEW_UTS_LEN 64

struct new_utsname {
	char sysname[__NEW_UTS_LEN + 1];
	char nodename[__NEW_UTS_LEN + 1];
	char release[__NEW_UTS_LEN + 1];
	char version[__NEW_UTS_LEN + 1];
	char machine[__NEW_UTS_LEN + 1];
	char domainname[__NEW_UTS_LEN + 1];
};

/* There is one, and only debuggers read it here: they tell by it which kernel they look at. */
struct uts_namespace {
	struct new_utsname name;
};

__BEGIN_DECLS
extern struct uts_namespace init_uts_ns;
__END_DECLS

static inline struct new_utsname *utsname(void)
{
	return &init_uts_ns.name;
}
#endif

#endif
