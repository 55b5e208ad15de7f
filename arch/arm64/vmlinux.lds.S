/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel image.
 *
 *   segment                     mapped     holds
 *   _text .. _etext             R-X        Image header, vectors, identity-mapped code, all code
 *   __start_rodata .. end       R--        constants, tables of commands, parameters, tests, kallsyms
 *   __start_ro_after_init ..    RW- → R--  what is written during boot only
 *   __init_begin .. text        R-X        code of boot, freed afterwards
 *   .. __init_end               RW-        data of boot, the link-time per-CPU copy, freed afterwards
 *   _sdata .. _edata            RW-        data
 *   .bss..boot                  RW-        page tables and stack of boot; one page is a hole below the stack
 *   __bss_start .. __bss_stop   RW-        zeroed data, up to _end
 *
 * Segments begin on 4 KiB pages; where 64 KiB of one segment are congruent the mapping code sets the contiguous hint.
 * Everything that the linker places here without being named in this file is an error (--orphan-handling=error), so a new
 * table gets its line, its start and its end symbol here.
 */
#include <asm/memory.h>

/* TABLE(start, end, section): an array that the linker collects; KEEP guards it against --gc-sections. */
#define TABLE(start, end, section) . = ALIGN(8); start = .; KEEP(*(section)) end = .;
#define INITCALL(level) __initcall##level##_start = .; KEEP(*(.initcall##level##.init)) KEEP(*(.initcall##level##s.init))

OUTPUT_ARCH(aarch64)
ENTRY(_text)

PHDRS
{
	text PT_LOAD FLAGS(5);
	rodata PT_LOAD FLAGS(4);
	inittext PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
	note PT_NOTE FLAGS(4);
}

SECTIONS
{
	. = KIMAGE_VADDR;

	.head.text : {
		_text = .;
		KEEP(*(.head.text))
	} :text
	.text : ALIGN(PAGE_SIZE) {
		_stext = .;
		KEEP(*(.entry.text))
		. = ALIGN(64);
		__early_text_start = .;
		*(.early.text .early.text.*)
		*boot/early.o(.text .text.*)
		__early_text_end = .;
		. = ALIGN(1024);
		__idmap_text_start = .;
		KEEP(*(.idmap.text))
		__idmap_text_end = .;
		*(.text.hot .text.hot.*)
		*(.text.unlikely .text.unlikely.* .text.cold .text.cold.*)
		*(.text .text.*)
		*(.fixup)
		__cpuidle_text_start = .;
		*(.cpuidle.text)
		__cpuidle_text_end = .;
		/* Functions that interrupts enter by: backtraces are cut here (filter_irq_stacks()). */
		__irqentry_text_start = .;
		*(.irqentry.text)
		__irqentry_text_end = .;
	} :text
	. = ALIGN(PAGE_SIZE);
	_etext = .;

	.rodata : ALIGN(PAGE_SIZE) {
		__start_rodata = .;
		*(.rodata .rodata.* .rodata1)
		*(.data.rel.ro .data.rel.ro.* .data.rel.ro.local)
		TABLE(__start___ex_table, __stop___ex_table, __ex_table)
		/* Not kept: an entry stays if the function that it is a place in does. */
		. = ALIGN(8);
		__start___jump_table = .;
		*(__jump_table)
		__stop___jump_table = .;
		TABLE(__start_ftrace_events, __stop_ftrace_events, _ftrace_events)
		TABLE(__kunit_suites_start, __kunit_suites_end, .kunit_test_suites)
		TABLE(__kunit_init_suites_start, __kunit_init_suites_end, .kunit_init_test_suites)
		TABLE(__shell_commands_start, __shell_commands_end, .shell_commands)
		TABLE(__start___param, __stop___param, __param)
		TABLE(__irqchip_of_table_start, __irqchip_of_table_end, __irqchip_of_table)
		TABLE(__timer_of_table_start, __timer_of_table_end, __timer_of_table)
		TABLE(__earlycon_table_start, __earlycon_table_end, __earlycon_table)
		TABLE(__driver_of_table_start, __driver_of_table_end, __driver_of_table)
		. = ALIGN(8);
		KEEP(*(.kallsyms))
		. = ALIGN(8);
		__got_start = .;
		*(.got .got.plt .igot .igot.plt)
		__got_end = .;
	} :rodata
	/* lld lays .got out by itself; nothing may be in it but what libfdt brings. */
	.modinfo : { KEEP(*(.modinfo)) } :rodata
	.note.gnu.build-id : {
		__start_notes = .;
		*(.note.gnu.build-id)
	} :rodata :note
	. = ALIGN(8);
	__end_rodata = .;

	. = ALIGN(PAGE_SIZE);
	.ro_after_init : {
		__start_ro_after_init = .;
		*(.data..ro_after_init .data..ro_after_init.*)
		. = ALIGN(PAGE_SIZE);
		__end_ro_after_init = .;
	} :data

	. = ALIGN(PAGE_SIZE);
	__init_begin = .;
	__inittext_begin = .;
	.init.text : {
		_sinittext = .;
		*(.init.text .init.text.* .exit.text .exit.text.*)
		_einittext = .;
	} :inittext
	. = ALIGN(PAGE_SIZE);
	__inittext_end = .;
	__initdata_begin = .;
	.init.data : {
		*(.init.data .init.data.* .init.rodata .init.rodata.* .exit.data .exit.data.*)
		. = ALIGN(8);
		__setup_start = .;
		KEEP(*(.init.setup))
		__setup_end = .;
		. = ALIGN(8);
		__initcall_start = .;
		KEEP(*(.initcallearly.init))
		INITCALL(0)
		INITCALL(1)
		INITCALL(2)
		INITCALL(3)
		INITCALL(4)
		INITCALL(5)
		__initcallrootfs_start = .;
		KEEP(*(.initcallrootfs.init))
		KEEP(*(.initcallrootfss.init))
		INITCALL(6)
		INITCALL(7)
		__initcall_end = .;
		TABLE(__con_initcall_start, __con_initcall_end, .con_initcall.init)
		. = ALIGN(8);
		/* Not kept: an entry stays if the function that it changes does. */
		__alt_instructions = .;
		*(.altinstructions)
		__alt_instructions_end = .;
		. = ALIGN(4);
		*(.altinstr_replacement)
		. = ALIGN(8);
		KEEP(*(.init.relocations))
	} :data
	.data..percpu : ALIGN(PAGE_SIZE) {
		__per_cpu_load = .;
		__per_cpu_start = .;
		*(.data..percpu..first)
		. = ALIGN(PAGE_SIZE);
		*(.data..percpu..page_aligned)
		. = ALIGN(64);
		*(.data..percpu..read_mostly)
		. = ALIGN(64);
		*(.data..percpu .data..percpu.*)
		. = ALIGN(64);
		*(.data..percpu..shared_aligned)
		. = ALIGN(64);
		__per_cpu_end = .;
	} :data
	. = ALIGN(PAGE_SIZE);
	__initdata_end = .;
	__init_end = .;

	.data : {
		_data = .;
		_sdata = .;
		*(.data..page_aligned)
		. = ALIGN(64);
		*(.data..cacheline_aligned)
		. = ALIGN(64);
		*(.data..read_mostly .data..read_mostly.*)
		*(.data .data.*)
		/* Not kept: an entry stays if its function does. Written by WARN_ON_ONCE(). */
		. = ALIGN(8);
		__start___bug_table = .;
		*(__bug_table)
		__stop___bug_table = .;
		. = ALIGN(16);
		_edata = .;
	} :data

	/* One table of pages per 2 MiB of image; 4 MiB for what follows here is more than enough. */
	IMAGE_TABLES_SIZE = ((ABSOLUTE(.) - ABSOLUTE(_text) + 0x400000 + 0x1fffff) / 0x200000) * PAGE_SIZE;
	/* Not cleared with .bss: written before the MMU is on, or the stack that runs right now. */
	.bss..boot (NOLOAD) : ALIGN(PAGE_SIZE) {
		__boot_tables_start = .;
		KEEP(*(.bss..boot_tables))
		. = ALIGN(PAGE_SIZE);
		__image_tables_start = .;
		. += IMAGE_TABLES_SIZE;
		__image_tables_end = .;
		__boot_tables_end = .;
		/* The hole: early_map_kernel() leaves the page below init_stack out. */
		. += PAGE_SIZE;
		. = ALIGN(THREAD_ALIGN);
		init_stack = .;
		. += THREAD_SIZE;
	} :data
	.bss (NOLOAD) : ALIGN(64) {
		__bss_start = .;
		*(.bss..page_aligned)
		. = ALIGN(64);
		*(.bss .bss.* COMMON)
		. = ALIGN(64);
		__bss_stop = .;
	} :data

	. = ALIGN(PAGE_SIZE);
	_end = .;
	_kernel_size = _end - _text;
	__stack_guard = init_stack - PAGE_SIZE;

	.debug_abbrev 0 : { *(.debug_abbrev) }
	.debug_addr 0 : { *(.debug_addr) }
	.debug_aranges 0 : { *(.debug_aranges) }
	.debug_frame 0 : { *(.debug_frame) }
	.debug_info 0 : { *(.debug_info) }
	.debug_line 0 : { *(.debug_line) }
	.debug_line_str 0 : { *(.debug_line_str) }
	.debug_loc 0 : { *(.debug_loc) }
	.debug_loclists 0 : { *(.debug_loclists) }
	.debug_macro 0 : { *(.debug_macro) }
	.debug_names 0 : { *(.debug_names) }
	.debug_ranges 0 : { *(.debug_ranges) }
	.debug_rnglists 0 : { *(.debug_rnglists) }
	.debug_str 0 : { *(.debug_str) }
	.debug_str_offsets 0 : { *(.debug_str_offsets) }
	.comment 0 : { *(.comment) }
	.symtab 0 : { *(.symtab) }
	.strtab 0 : { *(.strtab) }
	.shstrtab 0 : { *(.shstrtab) }

	/DISCARD/ : {
		*(.note.GNU-stack .note.gnu.property .ARM.attributes .llvm_addrsig .gnu.warning.*)
		*(.eh_frame .eh_frame_hdr .interp .dynamic .dynsym .dynstr .hash .gnu.hash .gnu.version*)
		*(.discard .discard.* .export_symbol ___ksymtab* .exitcall.exit)
	}

	/* What must never be there: constructors and run-time relocations. check-image looks for the names. */
	.init_array : { KEEP(*(.init_array .init_array.* .ctors .ctors.* .preinit_array)) }
	.fini_array : { KEEP(*(.fini_array .fini_array.* .dtors .dtors.*)) }
	.rela.dyn : { *(.rela.dyn .rela.got .rela.data .rela.text .rela.* .rela) }
	.plt : { *(.plt .iplt) }

	ASSERT(__init_begin == ALIGN(__init_begin, PAGE_SIZE), "init memory must begin on a page")
	ASSERT(__idmap_text_end - (__idmap_text_start & ~(PAGE_SIZE - 1)) <= PAGE_SIZE, "identity-mapped code must fit one page")
	ASSERT(_end - __bss_start < 0x400000, "more .bss than the image's page tables were sized for")
	ASSERT(SIZEOF(.init_array) + SIZEOF(.fini_array) == 0, "constructors or destructors of globals: use constinit")
	ASSERT(SIZEOF(.rela.dyn) + SIZEOF(.plt) == 0, "run-time relocations in the image")
}
