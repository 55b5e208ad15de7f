/* SPDX-License-Identifier: GPL-2.0-only */
/* The machine's register file: nothing here takes an exception, the type is for prototypes and printing. */
#include "../../../../arch/arm64/include/asm/ptrace.h"
