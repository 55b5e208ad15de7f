/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A stand-in for the Raspberry Pi 4's firmware: what the board's own leaves behind when it enters a kernel, and QEMU's loader does not.
 *
 *   CPU     all four start here at EL3. EL2 is non-secure, SMC is undefined there (SCR_EL3.SMD), no PSCI
 *   timer   CNTFRQ_EL0 is the board's 54 MHz, whatever the counter really does
 *   GIC     every interrupt in group 1, both groups enabled, as the secure side does for a non-secure kernel
 *   memory  CPUs 1 to 3 spin at EL2 on a word each, at 0xd8 + 8 * number, in the page that the tree reserves
 *   entry   CPU 0 at EL2, MMU and caches off, x0 = TREE, x1 to x3 = 0, at KERNEL
 *
 * What the architecture leaves open is filled with rubbish, so that a kernel that relies on it is found.
 * Assembled with TREE and KERNEL defined; loaded at 0.
 */
	.text
	.globl	_start
_start:	b	enter

	.org	0xd8
spin_table:
	.quad	0, 0, 0, 0

	.org	0x100
enter:	mov	x0, #0x5b1		/* NS, RES1, SMD, HCE, RW: EL2 is AArch64 */
	msr	scr_el3, x0
	ldr	x0, =54000000
	msr	cntfrq_el0, x0
	msr	cntvoff_el2, xzr
	msr	cptr_el3, xzr
	mov	x0, #0x40		/* CPUECTLR_EL1.SMPEN */
	msr	S3_1_C15_C2_1, x0
	ldr	x0, =0x30c50830
	msr	sctlr_el2, x0

	/* The GIC: banked registers on each CPU, the shared ones on CPU 0. */
	ldr	x1, =0xff841000		/* distributor */
	ldr	x2, =0xff842000		/* CPU interface */
	mrs	x3, mpidr_el1
	and	x3, x3, #3
	mov	w0, #-1
	str	w0, [x1, #0x80]		/* GICD_IGROUPR0 */
	cbnz	x3, 2f
	add	x4, x1, #0x84
	add	x5, x1, #0xa0
1:	str	w0, [x4], #4
	cmp	x4, x5
	b.lo	1b
	mov	w0, #3
	str	w0, [x1]		/* GICD_CTLR: both groups */
2:	mov	w0, #0xff
	str	w0, [x2, #4]		/* GICC_PMR: all */
	mov	w0, #0x1e7
	str	w0, [x2]		/* GICC_CTLR */

	/* Rubbish. */
	ldr	x0, =0xdeadbeefdeadbe00
	msr	vbar_el2, x0
	msr	vbar_el1, x0
	msr	ttbr0_el1, x0
	msr	ttbr1_el1, x0
	msr	tpidr_el1, x0
	msr	sp_el1, x0
	msr	elr_el1, x0
	ldr	x0, =0x30d5198c		/* all but the MMU on at EL1 */
	msr	sctlr_el1, x0

	mov	x0, #0x3c9		/* EL2h, everything masked */
	msr	spsr_el3, x0
	adr	x0, at_el2
	msr	elr_el3, x0
	isb
	eret

at_el2:	cbnz	x3, 3f
	ldr	x0, =TREE
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	ldr	x4, =KERNEL
	br	x4

3:	adr	x5, spin_table
4:	wfe
	ldr	x4, [x5, x3, lsl #3]
	cbz	x4, 4b
	mov	x0, xzr
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	br	x4
	.ltorg
