/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The hardware's translation tables: four levels of 512 entries, 4 KiB granule (Arm ARM D8.3, VMSAv8-64).
 *
 *   level  Linux  bits    one entry covers   a block may be
 *   0      PGD    47:39   512 GiB            -
 *   1      PUD    38:30   1 GiB              1 GiB
 *   2      PMD    29:21   2 MiB              2 MiB, 16 of them contiguous: 32 MiB
 *   3      PTE    20:12   4 KiB              4 KiB page, 16 of them contiguous: 64 KiB
 *
 * Usable from assembly.
 */
#ifndef __ASM_PGTABLE_HWDEF_H
#define __ASM_PGTABLE_HWDEF_H

#include <asm/memory.h>

#define CONFIG_PGTABLE_LEVELS 4
#define PTRS_PER_TABLE        512
#define PTRS_PER_PTE          PTRS_PER_TABLE
#define PTRS_PER_PMD          PTRS_PER_TABLE
#define PTRS_PER_PUD          PTRS_PER_TABLE
#define PTRS_PER_PGD          PTRS_PER_TABLE

#define PMD_SHIFT             21
#define PMD_SIZE              (_AC(1, UL) << PMD_SHIFT)
#define PMD_MASK              (~(PMD_SIZE - 1))
#define PUD_SHIFT             30
#define PUD_SIZE              (_AC(1, UL) << PUD_SHIFT)
#define PUD_MASK              (~(PUD_SIZE - 1))
#define PGDIR_SHIFT           39
#define PGDIR_SIZE            (_AC(1, UL) << PGDIR_SHIFT)
#define PGDIR_MASK            (~(PGDIR_SIZE - 1))
#define P4D_SHIFT             PGDIR_SHIFT
#define P4D_SIZE              PGDIR_SIZE
#define P4D_MASK              PGDIR_MASK

#define CONT_PTE_SHIFT        (PAGE_SHIFT + 4)
#define CONT_PTES             16
#define CONT_PTE_SIZE         (CONT_PTES * PAGE_SIZE)
#define CONT_PTE_MASK         (~(CONT_PTE_SIZE - 1))
#define CONT_PMD_SHIFT        (PMD_SHIFT + 4)
#define CONT_PMDS             16
#define CONT_PMD_SIZE         (CONT_PMDS * PMD_SIZE)
#define CONT_PMD_MASK         (~(CONT_PMD_SIZE - 1))

/* Bits common to every level. */
#define PTE_VALID      (_AT(pteval_t, 1) << 0)
#define PTE_TYPE_MASK  (_AT(pteval_t, 3) << 0)
#define PTE_TYPE_PAGE  (_AT(pteval_t, 3) << 0)
#define PMD_TYPE_TABLE (_AT(pmdval_t, 3) << 0)
#define PMD_TYPE_SECT  (_AT(pmdval_t, 1) << 0)
#define PMD_TABLE_BIT  (_AT(pmdval_t, 1) << 1)
#define PUD_TYPE_TABLE PMD_TYPE_TABLE
#define PUD_TYPE_SECT  PMD_TYPE_SECT
#define PGD_TYPE_TABLE PMD_TYPE_TABLE
/* Of a table: what holds for everything below it. */
#define PMD_TABLE_PXN (_AT(pmdval_t, 1) << 59)
#define PMD_TABLE_UXN (_AT(pmdval_t, 1) << 60)

/* Descriptor attributes of pages and blocks. */
#define PTE_ATTRINDX(t)   (_AT(pteval_t, (t)) << 2)
#define PTE_ATTRINDX_MASK (_AT(pteval_t, 7) << 2)
#define PTE_USER          (_AT(pteval_t, 1) << 6)  /* AP[1]: EL0 may access */
#define PTE_RDONLY        (_AT(pteval_t, 1) << 7)  /* AP[2]: read-only */
#define PTE_SHARED        (_AT(pteval_t, 3) << 8)  /* SH: inner shareable */
#define PTE_AF            (_AT(pteval_t, 1) << 10) /* access flag */
#define PTE_NG            (_AT(pteval_t, 1) << 11) /* not global */
#define PTE_DBM           (_AT(pteval_t, 1) << 51) /* dirty bit modifier */
#define PTE_CONT          (_AT(pteval_t, 1) << 52) /* one of 16 contiguous entries */
#define PTE_PXN           (_AT(pteval_t, 1) << 53) /* never executable at EL1 */
#define PTE_UXN           (_AT(pteval_t, 1) << 54) /* never executable at EL0 */
#define PTE_DIRTY         (_AT(pteval_t, 1) << 55) /* software */
#define PTE_SPECIAL       (_AT(pteval_t, 1) << 56) /* software */
#define PTE_WRITE         PTE_DBM                  /* software, same as DBM */
#define PTE_ADDR_MASK     _AT(pteval_t, 0x0000fffffffff000)

/* TCR_EL1. */
#define TCR_T0SZ(va_bits) ((UL(64) - (va_bits)) << 0)
#define TCR_T1SZ(va_bits) ((UL(64) - (va_bits)) << 16)
#define TCR_IRGN0_WBWA    (UL(1) << 8)
#define TCR_ORGN0_WBWA    (UL(1) << 10)
#define TCR_SH0_INNER     (UL(3) << 12)
#define TCR_TG0_4K        (UL(0) << 14)
#define TCR_EPD0          (UL(1) << 7)
#define TCR_A1            (UL(1) << 22)
#define TCR_IRGN1_WBWA    (UL(1) << 24)
#define TCR_ORGN1_WBWA    (UL(1) << 26)
#define TCR_SH1_INNER     (UL(3) << 28)
#define TCR_TG1_4K        (UL(2) << 30)
#define TCR_IPS_SHIFT     32
#define TCR_ASID16        (UL(1) << 36)
#define TCR_TBI0          (UL(1) << 37)

/* MAIR_EL1: one byte per memory type. */
#define MAIR_ATTR_DEVICE_nGnRnE UL(0x00)
#define MAIR_ATTR_DEVICE_nGnRE  UL(0x04)
#define MAIR_ATTR_NORMAL_NC     UL(0x44)
#define MAIR_ATTR_NORMAL        UL(0xff)
#define MAIR_ATTRIDX(attr, idx) ((attr) << ((idx)*8))

/* What both registers hold from head.S on; the size of physical addresses is filled in there. */
#define MAIR_VALUE                                                                                 \
	(MAIR_ATTRIDX(MAIR_ATTR_NORMAL, MT_NORMAL) |                                               \
	 MAIR_ATTRIDX(MAIR_ATTR_NORMAL, MT_NORMAL_TAGGED) |                                        \
	 MAIR_ATTRIDX(MAIR_ATTR_NORMAL_NC, MT_NORMAL_NC) |                                         \
	 MAIR_ATTRIDX(MAIR_ATTR_DEVICE_nGnRnE, MT_DEVICE_nGnRnE) |                                 \
	 MAIR_ATTRIDX(MAIR_ATTR_DEVICE_nGnRE, MT_DEVICE_nGnRE))
#define TCR_VALUE                                                                                  \
	(TCR_T0SZ(VA_BITS) | TCR_T1SZ(VA_BITS) | TCR_IRGN0_WBWA | TCR_ORGN0_WBWA | TCR_SH0_INNER | \
	 TCR_TG0_4K | TCR_IRGN1_WBWA | TCR_ORGN1_WBWA | TCR_SH1_INNER | TCR_TG1_4K | TCR_ASID16)

#endif
