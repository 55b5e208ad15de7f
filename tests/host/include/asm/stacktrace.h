/* SPDX-License-Identifier: GPL-2.0-only */
/* The same two functions, on the host's own stack. */
#include "../../../../arch/arm64/include/asm/stacktrace.h"
