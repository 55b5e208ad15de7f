/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The exception table: instructions that are allowed to fault, each with the place to go on at. A fault whose address is
 * in the table continues there instead of ending in an oops.
 */
#ifndef __ASM_EXTABLE_H
#define __ASM_EXTABLE_H

#ifndef __ASSEMBLY__

#include <linux/compiler_types.h>
#include <linux/types.h>

#define _ASM_EXTABLE(insn, fixup)                                                                  \
	".pushsection __ex_table, \"a\"\n"                                                         \
	".align 2\n"                                                                               \
	".long (" insn " - .)\n"                                                                   \
	".long (" fixup " - .)\n"                                                                  \
	".popsection\n"

__BEGIN_DECLS

struct pt_regs;

/* Both relative to the field's own address. */
struct exception_table_entry {
	s32 insn;
	s32 fixup;
};

/** fixup_exception() - if @regs->pc is in the table, continue at its fixup: true. */
bool fixup_exception(struct pt_regs *regs);

/**
 * probe_read32() - read a 32-bit register that may not be there.
 * @addr: mapped virtual address, 4-byte aligned.
 * @val: set if the read went well.
 *
 * Survives a translation fault, an alignment fault and a synchronous external abort. One load of 32 bits, completed before
 * return (DSB). Returns 0 or -EFAULT.
 */
int probe_read32(const volatile void *addr, u32 *val);

/**
 * copy_from_kernel_nofault() - read memory that may not be mapped.
 * @dst: buffer.
 * @src: kernel address, any alignment.
 * @size: bytes.
 *
 * Any context. Returns 0 or -EFAULT (then @dst holds what could be read).
 */
long copy_from_kernel_nofault(void *dst, const void *src, size_t size);

/** copy_to_kernel_nofault() - write memory that may not be mapped or writable. Returns 0 or -EFAULT. */
long copy_to_kernel_nofault(void *dst, const void *src, size_t size);

__END_DECLS

#endif /* __ASSEMBLY__ */
#endif
