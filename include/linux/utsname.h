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

#endif
