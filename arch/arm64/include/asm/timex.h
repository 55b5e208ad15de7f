/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_TIMEX_H
#define __ASM_TIMEX_H

#include <linux/types.h>

typedef unsigned long cycles_t;

/** get_cycles() - the virtual counter, CNTVCT_EL0; CNTFRQ_EL0 ticks a second. */
static inline cycles_t get_cycles(void)
{
	cycles_t val;

	asm volatile("isb\n	mrs %0, cntvct_el0" : "=r"(val) : : "memory");
	return val;
}
#define get_cycles get_cycles

#endif
