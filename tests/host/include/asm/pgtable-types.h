/* SPDX-License-Identifier: GPL-2.0-only */
/* The machine's types: only pgprot_t means something here. */
#include "../../../../arch/arm64/include/asm/pgtable-types.h"
