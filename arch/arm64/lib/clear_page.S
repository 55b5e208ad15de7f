/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Zeroing and copying in large pieces. DC ZVA zeroes a whole block without reading it: one instruction for 64 bytes on most
 * CPUs, for 512 on others. DCZID_EL0 tells the block's size and whether it may be used.
 *
 * Linux 6.12: arch/arm64/lib/clear_page.S, copy_page.S
 */
#include <asm/memory.h>
#include <asm/assembler.h>

	.text

/* void clear_page(void *to) */
SYM_FUNC_START(clear_page)
	add	x1, x0, #PAGE_SIZE
	/* Falls into: */
/*
 * void clear_range(void *start, void *end)
 * Both multiples of 64, Normal memory, start < end.
 */
SYM_FUNC_START(clear_range)
	mrs	x2, dczid_el0
	tbnz	w2, #4, 3f		/* prohibited */
	mov	x3, #4
	and	x2, x2, #0xf
	lsl	x2, x3, x2		/* bytes of a block */
	sub	x3, x2, #1

	/* Up to the first block by stores. */
1:	cmp	x0, x1
	b.hs	4f
	tst	x0, x3
	b.eq	2f
	stp	xzr, xzr, [x0], #16
	b	1b

	/* Whole blocks, four at a time as long as there are so many. */
2:	bic	x3, x1, x3		/* end of the last whole block */
	sub	x4, x3, x2, lsl #2
	b	7f
6:	dc	zva, x0
	add	x0, x0, x2
	dc	zva, x0
	add	x0, x0, x2
	dc	zva, x0
	add	x0, x0, x2
	dc	zva, x0
	add	x0, x0, x2
7:	cmp	x0, x4
	b.ls	6b
	cmp	x0, x3
	b.hs	3f
5:	dc	zva, x0
	add	x0, x0, x2
	cmp	x0, x3
	b.lo	5b

	/* The rest by stores. */
3:	cmp	x0, x1
	b.hs	4f
	stp	xzr, xzr, [x0], #16
	b	3b
4:	ret
SYM_FUNC_END(clear_range)
SYM_FUNC_END(clear_page)

/* void copy_page(void *to, const void *from) */
SYM_FUNC_START(copy_page)
	add	x2, x1, #PAGE_SIZE
1:	ldp	x3, x4, [x1]
	ldp	x5, x6, [x1, #16]
	ldp	x7, x8, [x1, #32]
	ldp	x9, x10, [x1, #48]
	add	x1, x1, #64
	stp	x3, x4, [x0]
	stp	x5, x6, [x0, #16]
	stp	x7, x8, [x0, #32]
	stp	x9, x10, [x0, #48]
	add	x0, x0, #64
	cmp	x1, x2
	b.lo	1b
	ret
SYM_FUNC_END(copy_page)
