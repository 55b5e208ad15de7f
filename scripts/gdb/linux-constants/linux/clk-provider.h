/* SPDX-License-Identifier: GPL-2.0-only */
/* The clocks of Linux's drivers; scripts/scripts_gdb includes the header for Linux's list of constants. */
/* A name that its gdb scripts want once there are clocks; no clock has it here. */
#define CLK_GET_RATE_NOCACHE (1 << 6)
