/* SPDX-License-Identifier: GPL-2.0-only */
/* Protections: what a mapping of the kernel may be used for. The bits are Linux's, software bits included. */
#ifndef __ASM_PGTABLE_PROT_H
#define __ASM_PGTABLE_PROT_H

#include <asm/pgtable-hwdef.h>
#include <asm/pgtable-types.h>

#define PROT_DEFAULT       (PTE_TYPE_PAGE | PTE_AF | PTE_SHARED)
#define PROT_XN            (PTE_PXN | PTE_UXN)

#define PROT_DEVICE_nGnRnE (PROT_DEFAULT | PROT_XN | PTE_WRITE | PTE_ATTRINDX(MT_DEVICE_nGnRnE))
#define PROT_DEVICE_nGnRE  (PROT_DEFAULT | PROT_XN | PTE_WRITE | PTE_ATTRINDX(MT_DEVICE_nGnRE))
#define PROT_NORMAL_NC     (PROT_DEFAULT | PROT_XN | PTE_WRITE | PTE_ATTRINDX(MT_NORMAL_NC))
#define PROT_NORMAL        (PROT_DEFAULT | PROT_XN | PTE_WRITE | PTE_ATTRINDX(MT_NORMAL))

#define PROT_NORMAL_TAGGED (PROT_DEFAULT | PROT_XN | PTE_WRITE | PTE_ATTRINDX(MT_NORMAL_TAGGED))

#define _PAGE_KERNEL       (PROT_NORMAL | PTE_DIRTY)
#define _PAGE_KERNEL_RO    ((PROT_NORMAL & ~PTE_WRITE) | PTE_RDONLY | PTE_DIRTY)
#define _PAGE_KERNEL_ROX   ((PROT_NORMAL & ~(PTE_WRITE | PTE_PXN)) | PTE_RDONLY | PTE_DIRTY)
#define _PAGE_KERNEL_EXEC  ((PROT_NORMAL & ~PTE_PXN) | PTE_DIRTY)

#define PAGE_KERNEL        __pgprot(_PAGE_KERNEL)
#define PAGE_KERNEL_RO     __pgprot(_PAGE_KERNEL_RO)
#define PAGE_KERNEL_ROX    __pgprot(_PAGE_KERNEL_ROX)
#define PAGE_KERNEL_EXEC   __pgprot(_PAGE_KERNEL_EXEC)
/* The linear map's own memory type. MAIR_EL1 says the same of it as of MT_NORMAL: memory tags are not used. */
#define PAGE_KERNEL_TAGGED                __pgprot(PROT_NORMAL_TAGGED | PTE_DIRTY)
#define FIXMAP_PAGE_NORMAL                PAGE_KERNEL
#define FIXMAP_PAGE_RO                    PAGE_KERNEL_RO
#define FIXMAP_PAGE_IO                    __pgprot(PROT_DEVICE_nGnRE)
#define FIXMAP_PAGE_CLEAR                 __pgprot(0)

#define __pgprot_modify(prot, mask, bits) __pgprot((pgprot_val(prot) & ~(mask)) | (bits))
#define __pgprot_uncached(prot, type)                                                              \
	__pgprot_modify(prot, PTE_ATTRINDX_MASK, PTE_ATTRINDX(type) | PTE_PXN | PTE_UXN)

#define pgprot_noncached(prot)    __pgprot_uncached(prot, MT_DEVICE_nGnRnE)
#define pgprot_writecombine(prot) __pgprot_uncached(prot, MT_NORMAL_NC)
#define pgprot_device(prot)       __pgprot_uncached(prot, MT_DEVICE_nGnRE)
#define pgprot_dmacoherent(prot)  __pgprot_uncached(prot, MT_NORMAL_NC)
#define pgprot_nx(prot)           __pgprot_modify(prot, 0, PTE_PXN)

#endif
