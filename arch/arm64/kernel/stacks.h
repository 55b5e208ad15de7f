// SPDX-License-Identifier: GPL-2.0-only
// The stacks that are not a thread's.
#ifndef ARM64_KERNEL_STACKS_H
#define ARM64_KERNEL_STACKS_H

#include <asm/memory.h>
#include <linux/percpu.h>

// Where the registers go when SP has left its stack (entry.S).
extern "C" {
DECLARE_PER_CPU(unsigned long[OVERFLOW_STACK_SIZE / sizeof(long)], overflow_stack);
}

#endif
