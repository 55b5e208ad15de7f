/* SPDX-License-Identifier: GPL-2.0-only */
/* The machine's page size, whatever the developer's computer has. */
#include "../../../../arch/arm64/include/asm/page-def.h"
