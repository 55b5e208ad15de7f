/* SPDX-License-Identifier: GPL-2.0-only */
/* The same cold calls. */
#include "../../../../arch/arm64/include/asm/bug.h"
