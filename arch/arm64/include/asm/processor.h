/* SPDX-License-Identifier: GPL-2.0-only */
/* Small things only the CPU can do. */
#ifndef __ASM_PROCESSOR_H
#define __ASM_PROCESSOR_H

#include <linux/types.h>
#include <asm/barrier.h>

/* What a task that does not run keeps of its registers: those that a function call preserves. */
struct cpu_context {
	unsigned long x19, x20, x21, x22, x23, x24, x25, x26, x27, x28;
	unsigned long fp, sp, pc;
};

struct thread_struct {
	struct cpu_context cpu_context;
};

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
