/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a reader of a memory dump has to know first: kernel/vmcore_info.cpp. Linux 6.12: include/linux/vmcore_info.h.
 */
#ifndef _LINUX_VMCORE_INFO_H
#define _LINUX_VMCORE_INFO_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/page.h>

#define VMCOREINFO_BYTES     PAGE_SIZE
#define VMCOREINFO_NOTE_NAME "VMCOREINFO"

/* An ELF note: lengths of name and text, type 0; the name, padded to words; the text; an empty note that ends the list. */
#define VMCOREINFO_NOTE_HEAD (3 * sizeof(u32))
#define VMCOREINFO_NOTE_TEXT (VMCOREINFO_NOTE_HEAD + ALIGN(sizeof(VMCOREINFO_NOTE_NAME), 4))
#define VMCOREINFO_NOTE_SIZE (VMCOREINFO_NOTE_TEXT + VMCOREINFO_BYTES + VMCOREINFO_NOTE_HEAD)

__BEGIN_DECLS

#ifdef CONFIG_VMCORE_INFO
/** paddr_vmcoreinfo_note() - physical address of the note, VMCOREINFO_NOTE_SIZE bytes; valid from early initcalls on */
phys_addr_t paddr_vmcoreinfo_note(void);
#endif

__END_DECLS

#endif /* _LINUX_VMCORE_INFO_H */
