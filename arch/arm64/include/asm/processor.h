/* SPDX-License-Identifier: GPL-2.0-only */
/* Small things only the CPU can do. */
#ifndef __ASM_PROCESSOR_H
#define __ASM_PROCESSOR_H

#include <asm/barrier.h>

/** cpu_relax() - hint inside a spin loop. */
static inline void cpu_relax(void)
{
	asm volatile("yield" ::: "memory");
}

/**
 * cpu_do_idle() - sleep until an interrupt is pending, masked or not.
 * Call with interrupts masked and test for work before, so that no wake-up is lost.
 */
static inline void cpu_do_idle(void)
{
	dsb(sy);
	wfi();
}

/** cpu_park_loop() - never return, burn nothing. */
static inline void __attribute__((noreturn)) cpu_park_loop(void)
{
	for (;;) {
		wfe();
		wfi();
	}
}

#endif
