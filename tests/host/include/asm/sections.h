/* SPDX-License-Identifier: GPL-2.0-only */
/* The same bounds; tests/host/host.lds and tests/host/support/arch.cpp define them in the test program. */
#include "../../../../arch/arm64/include/asm/sections.h"
