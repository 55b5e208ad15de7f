/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads that may fail: the host asks its own operating system (process_vm_readv of itself). */
#ifndef __ASM_EXTABLE_H
#define __ASM_EXTABLE_H

#include <linux/compiler_types.h>
#include <linux/types.h>

__BEGIN_DECLS

long copy_from_kernel_nofault(void *dst, const void *src, size_t size);
long copy_to_kernel_nofault(void *dst, const void *src, size_t size);

__END_DECLS

#endif
