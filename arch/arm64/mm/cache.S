/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Cache maintenance by virtual address, [x0, x1). The step is the smallest data cache line of the system
 * (CTR_EL0.DminLine). These run with the MMU off too, so they touch no memory and no stack.
 *
 * Linux 6.12: arch/arm64/mm/cache.S
 */
#include <asm/assembler.h>

	.section .early.text, "ax"

	/* \step = bytes of the smallest data cache line. */
	.macro	dcache_line_size, step, tmp
	mrs	\tmp, ctr_el0
	ubfx	\tmp, \tmp, #16, #4
	mov	\step, #4
	lsl	\step, \step, \tmp
	.endm

	.macro	for_each_line, op
	dcache_line_size x2, x3
	sub	x3, x2, #1
	bic	x0, x0, x3
1:	dc	\op, x0
	add	x0, x0, x2
	cmp	x0, x1
	b.lo	1b
	dsb	sy
	ret
	.endm

/* void dcache_clean_poc(unsigned long start, unsigned long end) */
SYM_FUNC_START(dcache_clean_poc)
	for_each_line cvac
SYM_FUNC_END(dcache_clean_poc)

/* void dcache_clean_inval_poc(unsigned long start, unsigned long end) */
SYM_FUNC_START(dcache_clean_inval_poc)
	for_each_line civac
SYM_FUNC_END(dcache_clean_inval_poc)

/*
 * void dcache_inval_poc(unsigned long start, unsigned long end)
 * A line that the range only begins or ends in belongs to others as well: it is written back, not thrown away.
 */
SYM_FUNC_START(dcache_inval_poc)
	dcache_line_size x2, x3
	sub	x3, x2, #1
	tst	x1, x3
	bic	x1, x1, x3
	b.eq	1f
	dc	civac, x1
1:	tst	x0, x3
	bic	x0, x0, x3
	b.eq	2f
	dc	civac, x0
	add	x0, x0, x2
2:	cmp	x0, x1
	b.hs	4f
3:	dc	ivac, x0
	add	x0, x0, x2
	cmp	x0, x1
	b.lo	3b
4:	dsb	sy
	ret
SYM_FUNC_END(dcache_inval_poc)

	.text
/*
 * void flush_icache_range(unsigned long start, unsigned long end)
 * Clean to the point of unification, invalidate every CPU's instruction cache (whole: right whatever the cache's type).
 */
SYM_FUNC_START(flush_icache_range)
	dcache_line_size x2, x3
	sub	x3, x2, #1
	bic	x0, x0, x3
1:	dc	cvau, x0
	add	x0, x0, x2
	cmp	x0, x1
	b.lo	1b
	dsb	ish
	ic	ialluis
	dsb	ish
	isb
	ret
SYM_FUNC_END(flush_icache_range)
