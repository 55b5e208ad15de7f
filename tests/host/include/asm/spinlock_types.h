/* SPDX-License-Identifier: GPL-2.0-only */
/* The machine's ticket lock. */
#include "../../../../arch/arm64/include/asm/spinlock_types.h"
