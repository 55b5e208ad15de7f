/* SPDX-License-Identifier: GPL-2.0-only */
/* The types of page-table entries: one struct per level, so that levels don't mix silently. */
#ifndef __ASM_PGTABLE_TYPES_H
#define __ASM_PGTABLE_TYPES_H

#include <linux/types.h>

typedef u64 pteval_t;
typedef u64 pmdval_t;
typedef u64 pudval_t;
typedef u64 p4dval_t;
typedef u64 pgdval_t;

typedef struct {
	pteval_t pte;
} pte_t;
typedef struct {
	pmdval_t pmd;
} pmd_t;
typedef struct {
	pudval_t pud;
} pud_t;
typedef struct {
	p4dval_t p4d;
} p4d_t;
typedef struct {
	pgdval_t pgd;
} pgd_t;
typedef struct {
	pteval_t pgprot;
} pgprot_t;

#ifdef __cplusplus
#define __pgtable_literal(type, x) (type{(pteval_t)(x)})
#else
#define __pgtable_literal(type, x) ((type){(pteval_t)(x)})
#endif

#define __pte(x)      __pgtable_literal(pte_t, x)
#define __pmd(x)      __pgtable_literal(pmd_t, x)
#define __pud(x)      __pgtable_literal(pud_t, x)
#define __p4d(x)      __pgtable_literal(p4d_t, x)
#define __pgd(x)      __pgtable_literal(pgd_t, x)
#define __pgprot(x)   __pgtable_literal(pgprot_t, x)

#define pte_val(x)    ((x).pte)
#define pmd_val(x)    ((x).pmd)
#define pud_val(x)    ((x).pud)
#define p4d_val(x)    ((x).p4d)
#define pgd_val(x)    ((x).pgd)
#define pgprot_val(x) ((x).pgprot)

#endif
