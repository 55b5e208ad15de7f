/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Zeroing and copying in large pieces. DC ZVA zeroes a whole block without reading it: one instruction for 64 bytes on most
 * CPUs, for 512 on others. DCZID_EL0 tells the block's size and whether it may be used.
 *
 * Pieces of known sizes up to a page are cleared without a loop: by a run of instructions that is entered where as many are left
 * as the piece needs. It goes from the piece's end to its start, so what is touched next is what was cleared last.
 *
 *	clear_page             add  x1, x0, #63 * 64
 *	                       dc   zva, x1
 *	                       …
 *	entry for 128 bytes    add  x1, x0, #64
 *	                       dc   zva, x1
 *	entry for 64 bytes     dc   zva, x0
 *	clear_lines_end        ret                      x0 is what it was
 *
 * The same stands below for pairs of words, by stores: for small pieces; and for pairs with a word in front of them, where the number of
 * words is odd. asm/page.h declares what is for C++.
 *
 * Linux 6.12: arch/arm64/lib/clear_page.S, copy_page.S
 */
#include <asm/memory.h>
#include <asm/assembler.h>

	.text

/* void clear_page(void *to) */
SYM_FUNC_START(clear_page)
	mrs	x2, dczid_el0
	cmp	w2, #4			/* allowed, and 4 << 4 bytes */
	add	x1, x0, #PAGE_SIZE
	b.ne	clear_range
	.set	offset, PAGE_SIZE - 64
	.rept	PAGE_SIZE / 64 - 1
	add	x1, x0, #offset
	dc	zva, x1
	.set	offset, offset - 64
	.endr
	dc	zva, x0
	.globl	clear_lines_end
clear_lines_end:
	ret
SYM_FUNC_END(clear_page)

/*
 * void *clear_words(void *to, unsigned long bytes)
 * A multiple of 8 bytes in front, at a multiple of 8.
 */
SYM_FUNC_START(clear_words)
	cmp	x1, #256
	b.hi	2f
	tbz	w1, #3, 1f
	sub	x1, x1, #8
	str	xzr, [x0, x1]
1:	adr	x2, clear_pairs_end
	sub	x2, x2, x1, lsr #2	/* an instruction of 4 bytes for 16 */
	br	x2
	.set	offset, 256 - 16
	.rept	256 / 16
	stp	xzr, xzr, [x0, #offset]
	.set	offset, offset - 16
	.endr
	.globl	clear_pairs_end
clear_pairs_end:
	ret

	/* Whole lines, a page at most? */
2:	orr	x2, x0, x1
	mrs	x3, dczid_el0
	tst	x2, #63
	ccmp	w3, #4, #0, eq
	b.ne	3f
	cmp	x1, #PAGE_SIZE
	b.hi	3f
	adr	x2, clear_lines_end + 4
	sub	x2, x2, x1, lsr #3	/* two for 64, one less for the first */
	br	x2
3:	mov	x2, x1
	mov	w1, #0
	b	memset

	/* Sizes for which there is no entry above: clear_function() counts on their order and length. */
	.globl	clear_by_size
clear_by_size:
	.irp	size, 512, 1024, 2048, 4096, 8192
	mov	w1, #\size
	b	clear_words
	.endr

	/* Up to 248 bytes, an odd number of words. */
	.set	offset, 248 - 16
	.rept	248 / 16
	stp	xzr, xzr, [x0, #offset]
	.set	offset, offset - 16
	.endr
	.globl	clear_8
clear_8:
	str	xzr, [x0]
	ret
SYM_FUNC_END(clear_words)

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
