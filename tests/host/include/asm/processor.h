/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_PROCESSOR_H
#define __ASM_PROCESSOR_H

/* Nothing is kept of a simulated CPU's one task. */
struct thread_struct {
	char none;
};

#include <linux/compiler_types.h>
#include <asm/barrier.h>

__BEGIN_DECLS

/* What ends a CPU here: the end of the process, as a failure. */
void host_park(void) __attribute__((noreturn));

__END_DECLS

static inline void cpu_relax(void)
{
	host_relax();
}

static inline void cpu_do_idle(void)
{
	host_relax();
}

static inline void __attribute__((noreturn)) cpu_park_loop(void)
{
	host_park();
}

#endif
