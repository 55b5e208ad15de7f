/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_SPINLOCK_TYPES_H
#define __ASM_SPINLOCK_TYPES_H

#include <asm-generic/qspinlock_types.h>

#endif
