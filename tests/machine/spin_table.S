/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A firmware without PSCI, played by a few instructions: it starts the other CPUs itself, has them wait in a spin table, and enters the
 * kernel on CPU 0. (QEMU's own PSCI does the starting; the device tree that the kernel gets does not name it.)
 *
 *   CPU 0          CPU_ON for each other one, then x0 = TREE, jump to KERNEL
 *   CPU 1, 2, 3    WFE until the word at RELEASE + 8 * number is not zero, then jump there; CPU 3 shares the word of CPU 2
 *
 * Assembled with CPUS, TREE, KERNEL, RELEASE and CONDUIT (hvc or smc) defined.
 */
	.text
	.globl	_start
_start:
	mov	x19, #1
1:	cmp	x19, #CPUS
	b.hs	2f
	ldr	x0, =0xc4000003		/* CPU_ON */
	mov	x1, x19
	adr	x2, pen
	mov	x3, xzr
	CONDUIT	#0
	add	x19, x19, #1
	b	1b
2:	ldr	x0, =TREE
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	ldr	x4, =KERNEL
	br	x4

pen:	mrs	x0, mpidr_el1
	and	x0, x0, #0xff
	mov	x1, #2
	cmp	x0, x1
	csel	x0, x0, x1, lo
	ldr	x1, =RELEASE
	add	x1, x1, x0, lsl #3
3:	wfe
	ldr	x2, [x1]
	cbz	x2, 3b
	mov	x0, xzr
	mov	x1, xzr
	mov	x3, xzr
	br	x2
	.ltorg
