/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_PROCESSOR_H
#define __ASM_PROCESSOR_H

#include <linux/compiler_types.h>
#include <asm/barrier.h>

__BEGIN_DECLS

/* Gives the time slice away. */
void host_yield(void);

__END_DECLS

static inline void cpu_relax(void)
{
	host_yield();
}

static inline void cpu_do_idle(void)
{
	host_yield();
}

#endif
