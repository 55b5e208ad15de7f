/* SPDX-License-Identifier: GPL-2.0-only */
/* Every machine this builds for is little-endian. */
#ifndef _ASM_BYTEORDER_H
#define _ASM_BYTEORDER_H
#include <linux/byteorder/generic.h>
#endif
