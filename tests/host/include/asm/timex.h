/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_TIMEX_H
#define __ASM_TIMEX_H

#include <linux/compiler_types.h>
#include <linux/types.h>

typedef unsigned long cycles_t;

__BEGIN_DECLS

/* Nanoseconds of the host's monotonic clock: the simulated counter runs at 1 GHz. */
unsigned long host_nanoseconds(void);

__END_DECLS

static inline cycles_t get_cycles(void)
{
	return host_nanoseconds();
}
#define get_cycles get_cycles

#endif
