/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The first instructions.
 *
 * A boot loader enters at _text by the arm64 boot protocol (Linux: Documentation/arch/arm64/booting.rst): x0 = physical
 * address of the device tree, MMU and data cache off, interrupts masked, EL2 or EL1, image at any 2 MiB boundary and cleaned to
 * the point of coherency.
 *
 *   EL2 --> drop to EL1 --> page tables in C++ (early.cpp, MMU off) --> MMU on, at the identity address
 *       --> jump to KIMAGE_VADDR --> stack, vectors, clear .bss --> start_kernel()
 *
 * While the MMU is off every access is to Device memory: it must be aligned, exclusives are forbidden, and what is written
 * does not enter the cache. Therefore the lines of the tables are thrown out before (nothing dirty may fall over them later)
 * and after (nothing stale may be hit) they are written.
 *
 * Registers kept all the way: x21 device tree, x20 exception level at entry, x22/x23/x24 the rest of the boot arguments, x25 how far
 * from KIMAGE_VADDR the image runs. With kaslr the way up is gone twice: kaslr_early_init() reads the device tree with the MMU on, and
 * if it wants another address all begins again, with the MMU off.
 */
#include <linux/const.h>
#include <linux/kconfig.h>
#include <asm/memory.h>
#include <asm/pgtable-hwdef.h>
#include <asm/ptrace.h>
#include <asm/sysreg.h>
#include <asm/assembler.h>
#include <asm/smp.h>
#include <asm/smp_plat.h>

	.macro	stage, letter
	mov	x9, #\letter
	bl	put_stage
	.endm

	.section .head.text, "ax"
	/* The Image header; code0 jumps over it. */
SYM_FUNC_START(_head)
	b	primary_entry
	.long	0
	.quad	0			/* text_offset: from a 2 MiB boundary */
	.quad	_kernel_size		/* image_size: .bss, tables and stacks included */
	.quad	0xa			/* flags: little endian, 4 KiB pages, anywhere in memory */
	.quad	0			/* scripts/stages writes here: a serial port for stage letters, */
	.quad	0			/* a LED; 0 is none (see put_stage) */
	.quad	0
	.ascii	"ARM\x64"
	.long	0
SYM_FUNC_END(_head)

SYM_FUNC_START(primary_entry)
	msr	daifset, #0xf
	mov	x21, x0
	mov	x22, x1
	mov	x23, x2
	mov	x24, x3
	bl	stage_led
	stage	'A'			/* the image was entered */
	mrs	x9, CurrentEL
	lsr	x9, x9, #2
	add	x9, x9, #'0'
	bl	put_stage		/* at this exception level */
	bl	init_el			/* x20 = exception level at entry; EL1 from here on */
	stage	'B'			/* EL1 is reached */
	mov	x25, xzr

	/* Again from here, with another displacement in x25, when kaslr_early_init() has found one. */
primary_restart:
	/* An exception before the MMU is on parks the CPU with its registers intact, for a debugger. */
	adr_l	x9, early_vectors
	msr	vbar_el1, x9
	isb

	adr_l	x0, __boot_tables_start
	adr_l	x1, __boot_tables_end
	bl	dcache_inval_poc

	adr_l	x9, init_stack
	add	sp, x9, #THREAD_SIZE
	mov	x29, xzr
	mov	x30, xzr
	mov	x0, x25
	bl	early_map_kernel
	stage	'C'			/* the page tables are written */

	dmb	sy
	adr_l	x0, __boot_tables_start
	adr_l	x1, __boot_tables_end
	bl	dcache_inval_poc
	cbz	x25, 1f
	adr_l	x0, _text		/* addresses in it were changed */
	adr_l	x1, _edata
	bl	dcache_inval_poc
1:

	stage	'D'			/* the MMU comes next; the log, some thousand instructions later, is what tells that it is on */
	adr_l	x0, idmap_pg_dir
	adr_l	x1, swapper_pg_dir
	adr_l	x19, _text		/* physical address of the image */
	ldr	x30, =__primary_switched
	b	__enable_mmu
SYM_FUNC_END(primary_entry)

/*
 * Letters that tell how far a board came before it has a console. The image knows no address: scripts/stages writes them into a
 * copy's header, and in the image as it is built both functions do nothing.
 *
 *   _head + 32: a serial port that is set up; bit 0 is set for a mini-UART (16550 with a register each four bytes), clear for a PL011
 *   _head + 40: a BCM2835's GPIO block, and in bits 5:0 the pin of a LED
 *
 * x9 = the letter. Clobbers x10 to x15.
 */
SYM_FUNC_START(put_stage)
	adr_l	x10, _head
	ldr	x10, [x10, #32]
	cbz	x10, 3f
	tbnz	x10, #0, 2f
1:	ldr	w11, [x10, #0x18]	/* FR */
	tbnz	w11, #5, 1b		/* full */
	str	w9, [x10]
	ret
2:	bic	x10, x10, #1
	ldr	w11, [x10, #0x14]	/* LSR */
	tbz	w11, #5, 2b		/* no room */
	str	w9, [x10]
3:	ret
SYM_FUNC_END(put_stage)

SYM_FUNC_START(stage_led)
	adr_l	x10, _head
	ldr	x10, [x10, #40]
	cbz	x10, 1f
	and	x9, x10, #63
	bic	x10, x10, #63
	mov	x11, #10		/* three bits a pin, ten pins a word: 1 is output */
	udiv	x12, x9, x11
	msub	x11, x12, x11, x9
	add	x11, x11, x11, lsl #1
	ldr	w13, [x10, x12, lsl #2]
	mov	w14, #7
	lsl	w14, w14, w11
	bic	w13, w13, w14
	mov	w14, #1
	lsl	w15, w14, w11
	orr	w13, w13, w15
	str	w13, [x10, x12, lsl #2]
	lsl	w14, w14, w9		/* the shift counts modulo 32 */
	lsr	x9, x9, #5
	add	x10, x10, #0x1c		/* GPSET0 */
	str	w14, [x10, x9, lsl #2]
1:	ret
SYM_FUNC_END(stage_led)

/*
 * A secondary CPU that the firmware starts by PSCI begins here: MMU off, at the EL at which the boot CPU began. The tables are
 * there; what it may read before its MMU is on is this code and nothing else.
 */
SYM_FUNC_START(secondary_entry)
	msr	daifset, #0xf
	bl	init_el
	adr_l	x9, early_vectors
	msr	vbar_el1, x9
	isb
	adr_l	x0, idmap_pg_dir
	adr_l	x1, swapper_pg_dir
	ldr	x30, =__secondary_switched
	b	__enable_mmu
SYM_FUNC_END(secondary_entry)

/* Secondary CPUs that left a spin table wait here, until the one word names them. */
SYM_FUNC_START(secondary_holding_pen)
	msr	daifset, #0xf
	mrs	x9, mpidr_el1
	mov_q	x10, MPIDR_HWID_BITMASK
	and	x9, x9, x10
	adr_l	x11, secondary_holding_pen_release
0:	ldr	x12, [x11]
	cmp	x12, x9
	b.eq	secondary_entry
	wfe
	b	0b
SYM_FUNC_END(secondary_holding_pen)
	.ltorg

/*
 * Come down to EL1 with every EL2 register that EL1 depends on in a known state.
 * Out: x20 = CurrentEL at entry. Clobbers x9, x10.
 */
SYM_FUNC_START(init_el)
	mrs	x20, CurrentEL
	cmp	x20, #CurrentEL_EL2
	b.eq	1f
	mov_q	x9, INIT_SCTLR_EL1_MMU_OFF
	msr	sctlr_el1, x9
	isb
	ret

1:	mov_q	x9, SCTLR_EL2_RES1
	msr	sctlr_el2, x9
	mov_q	x9, HCR_RW		/* EL1 is AArch64; HCR_EL2.E2H off: VHE is not used */
	msr	hcr_el2, x9
	isb
	adr_l	x9, early_vectors	/* a boot loader's vectors may be overwritten any moment */
	msr	vbar_el2, x9

	mov	x9, #3			/* EL1 may read the counter and set its timers */
	msr	cnthctl_el2, x9
	msr	cntvoff_el2, xzr
	mrs	x9, midr_el1
	msr	vpidr_el2, x9
	mrs	x9, mpidr_el1
	msr	vmpidr_el2, x9
	msr	vttbr_el2, xzr
	msr	hstr_el2, xzr
	mov	x9, #0x33ff		/* CPTR_EL2: RES1 bits, no trap of FP to EL2 */
	msr	cptr_el2, x9

	/* MDCR_EL2: no traps; HPMN must be the number of counters, which only a CPU with a PMU can tell. */
	mov	x10, xzr
	mrs	x9, id_aa64dfr0_el1
	sbfx	x9, x9, #8, #4
	cmp	x9, #1
	b.lt	2f
	mrs	x10, pmcr_el0
	ubfx	x10, x10, #11, #5
2:	msr	mdcr_el2, x10

	/* GICv3 system registers, where the CPU has them. */
	mrs	x9, id_aa64pfr0_el1
	ubfx	x9, x9, #24, #4
	cbz	x9, 3f
	mrs	x9, S3_4_C12_C9_5	/* ICC_SRE_EL2 */
	orr	x9, x9, #1		/* SRE */
	orr	x9, x9, #8		/* Enable: EL1 may set its own */
	msr	S3_4_C12_C9_5, x9
	isb
	mrs	x9, S3_4_C12_C9_5
	tbz	x9, #0, 3f		/* not writable: the firmware keeps to GICv2's interface */
	msr	S3_4_C12_C11_0, xzr	/* ICH_HCR_EL2 */

	/* Fine-grained traps: none. */
3:	mrs	x9, id_aa64mmfr0_el1
	ubfx	x9, x9, #56, #4
	cbz	x9, 4f
	msr	S3_4_C1_C1_4, xzr	/* HFGRTR_EL2 */
	msr	S3_4_C1_C1_5, xzr	/* HFGWTR_EL2 */
	msr	S3_4_C1_C1_6, xzr	/* HFGITR_EL2 */
	msr	S3_4_C3_C1_4, xzr	/* HDFGRTR_EL2 */
	msr	S3_4_C3_C1_5, xzr	/* HDFGWTR_EL2 */

4:	mov_q	x9, INIT_SCTLR_EL1_MMU_OFF
	msr	sctlr_el1, x9
	mov	x9, #(PSR_F_BIT | PSR_I_BIT | PSR_A_BIT | PSR_D_BIT | PSR_MODE_EL1h)
	msr	spsr_el2, x9
	msr	elr_el2, x30
	eret
SYM_FUNC_END(init_el)

	/* Runs at the identity address with the MMU going on; one page, mapped read-only and executable by TTBR0. */
	.section .idmap.text, "ax"
/*
 * x0 = physical address of the identity tables, x1 = of the kernel's, x30 = virtual address to go on at.
 */
SYM_FUNC_START(__enable_mmu)
	msr	cpacr_el1, xzr		/* FP and SIMD trap: the kernel has no business with them */
	msr	mdscr_el1, xzr
	mov_q	x9, MAIR_VALUE
	msr	mair_el1, x9

	mov_q	x9, TCR_VALUE
	mrs	x10, id_aa64mmfr0_el1
	and	x10, x10, #0xf		/* PARange: 5 is 48 bits, more makes no difference with 4 KiB pages */
	mov	x11, #5
	cmp	x10, x11
	csel	x10, x10, x11, ls
	bfi	x9, x10, #TCR_IPS_SHIFT, #3
	msr	tcr_el1, x9

	msr	ttbr0_el1, x0
	msr	ttbr1_el1, x1
	isb
	tlbi	vmalle1
	dsb	nsh
	isb

	mov_q	x9, INIT_SCTLR_EL1_MMU_ON
	msr	sctlr_el1, x9
	isb
	/* Whatever was fetched with the MMU off. */
	ic	iallu
	dsb	nsh
	isb
	ret
SYM_FUNC_END(__enable_mmu)

#ifdef CONFIG_RANDOMIZE_BASE
/* Back to where nothing is mapped: at the identity address, everything in the image clean. */
SYM_FUNC_START(__leave_mmu)
	mov_q	x9, INIT_SCTLR_EL1_MMU_OFF
	msr	sctlr_el1, x9
	isb
	b	primary_restart
SYM_FUNC_END(__leave_mmu)
#endif
	.ltorg

	/* Virtual addresses from here on: the identity map has done its work, no more walks through TTBR0. */
	.macro	leave_identity_map
	mrs	x9, tcr_el1
	orr	x9, x9, #TCR_EPD0
	msr	tcr_el1, x9
	isb
	tlbi	vmalle1
	dsb	nsh
	isb

	adr_l	x9, vectors
	msr	vbar_el1, x9
	.endm

	.cfi_sections .debug_frame

	.section .text, "ax"
/*
 * secondary_data is for one CPU at a time. One that comes after the boot CPU has given it up finds another name there, or none, and
 * stays here for ever.
 */
SYM_FUNC_START(__secondary_switched)
	.cfi_startproc
	.cfi_undefined x30
	leave_identity_map
	adr_l	x11, secondary_data
	ldar	x12, [x11]		/* SECONDARY_MPIDR; the rest was written before it */
	mrs	x9, mpidr_el1
	mov_q	x10, MPIDR_HWID_BITMASK
	and	x9, x9, x10
	cmp	x9, x12
	b.ne	0f
	ldr	x9, [x11, #SECONDARY_OFFSET]
	msr	tpidr_el1, x9
	ldr	x9, [x11, #SECONDARY_TASK]
	msr	sp_el0, x9
	ldr	x9, [x11, #SECONDARY_STACK]
	mov	sp, x9
	isb
	stp	xzr, xzr, [sp, #-16]!
	mov	x29, sp
	bl	secondary_start_kernel
0:	wfe
	b	0b
	.cfi_endproc
SYM_FUNC_END(__secondary_switched)

	.section .init.text, "ax"
SYM_FUNC_START(__primary_switched)
	.cfi_startproc
	.cfi_undefined x30		/* the outermost frame: a debugger's backtrace ends here */
	leave_identity_map
	msr	tpidr_el1, xzr
	adr_l	x9, init_task
	msr	sp_el0, x9
	isb

	adr_l	x9, init_stack
	add	sp, x9, #THREAD_SIZE

	/* Clear .bss: DC ZVA where a whole block fits, stores at the ends (the linker aligns both to 64). */
	adr_l	x0, __bss_start
	adr_l	x1, __bss_stop
	bl	clear_range

	adr_l	x9, _text
	sub	x9, x9, x19
	str_l	x9, kimage_voffset, x10
	str_l	x21, __fdt_pointer, x10
	str_l	x20, boot_current_el, x10
	adr_l	x9, boot_args
	stp	x21, x22, [x9]
	stp	x23, x24, [x9, #16]

	/* A zero frame record ends every backtrace. */
	stp	xzr, xzr, [sp, #-16]!
	mov	x29, sp
#ifdef CONFIG_RANDOMIZE_BASE
	cbnz	x25, 1f
	bl	kaslr_early_init	/* x0 = where else to run, in bytes from here */
	cbnz	x0, kaslr_restart
1:
#endif
	bl	start_kernel
0:	wfe
	b	0b
	.cfi_endproc
SYM_FUNC_END(__primary_switched)

#ifdef CONFIG_RANDOMIZE_BASE
/* x0 = displacement. What C++ has written so far must reach memory, for the MMU-off code sees nothing else. */
SYM_FUNC_START(kaslr_restart)
	mov	x25, x0
	adr_l	x0, _text
	adr_l	x1, _end
	bl	dcache_clean_inval_poc
	mrs	x9, tcr_el1
	bic	x9, x9, #TCR_EPD0
	msr	tcr_el1, x9
	isb
	adr_l	x9, __leave_mmu
	adr_l	x10, _text
	sub	x9, x9, x10
	add	x9, x9, x19
	br	x9
SYM_FUNC_END(kaslr_restart)
#endif
	.ltorg

	/* Sixteen parking places: for the time when nothing can be told yet. */
	.section .entry.text, "ax"
	.balign	2048
SYM_CODE_START(early_vectors)
	.rept	16
	.balign	128
0:	wfe
	b	0b
	.endr
SYM_CODE_END(early_vectors)
