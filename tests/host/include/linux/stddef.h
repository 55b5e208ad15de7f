/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * <linux/stddef.h> has two readers in a hosted file: the C library, whose own headers name it, and the kernel's headers. Up to the point
 * where tests/host/test.h defines SLUB64_KERNEL_HEADERS it is the C library that asks, and it gets the system's.
 */
#if __STDC_HOSTED__ && !defined(SLUB64_KERNEL_HEADERS)
#include "/usr/include/linux/stddef.h"
#undef _LINUX_STDDEF_H /* both guard themselves with this name */
#else
#include_next <linux/stddef.h>
#endif
