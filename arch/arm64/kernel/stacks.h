// SPDX-License-Identifier: GPL-2.0-only
// The stacks that are not a thread's.
#ifndef ARM64_KERNEL_STACKS_H
#define ARM64_KERNEL_STACKS_H

#include <asm/memory.h>
#include <linux/percpu.h>

// Where the registers go when SP has left its stack (entry.S): OVERFLOW_STACK_SIZE bytes from here up. The boot CPU's is part of the
// image, the others get theirs before they start (__cpu_up()).
extern "C" {
DECLARE_PER_CPU(char *, overflow_stack);
}

#endif
