// SPDX-License-Identifier: GPL-2.0-only
// kaslr: the image and the linear map lie where nobody can guess.
//
//   parameter kaslr, /chosen/kaslr-seed ──┬─► displacement of the image: middle half of the vmalloc region, a multiple of 2 MiB
//                                         └─► memstart_offset_seed: how far behind PAGE_OFFSET RAM begins (mm/init.cpp)
//
//   head.S ─► kaslr_early_init() ─► 0: start_kernel()
//                    │ displacement
//                    ▼
//              kaslr_restart ─► MMU off ─► early.cpp: tables again, addresses in the image's data moved ─► MMU on ─► start_kernel()
//
// Code reaches everything relative to the program counter; only pointers in data have to be moved, which scripts/relocations lists.
// So the same code serves with and without. Without, nothing is done twice: the tree that is surveyed here stays surveyed, and of
// boot's instructions are spent those that look for "kaslr" in the command line.
//
// Off by default, because people step through this kernel; Linux has it on, and nokaslr switches it off (here, too, for what has
// both). gdb's commands find the displacement by themselves (docs/boot.md).
//
// Linux 6.12: arch/arm64/kernel/pi/kaslr_early.c (kaslr_early_init), kaslr.c (kaslr_init), setup.c (dump_kernel_offset).

#include <asm/fixmap.h>
#include <asm/kaslr.h>
#include <asm/pgtable.h>
#include <asm/sections.h>
#include <asm/sysreg.h>
#include <linux/align.h>
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/kstrtox.h>
#include <linux/libfdt.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>

extern "C" {
extern phys_addr_t __fdt_pointer;
u64 kaslr_early_init();

// Not in .bss, which is cleared on the second way up.
__section(".init.data") constinit u16 memstart_offset_seed = 0;
}

namespace
{

enum class Wish { none, on, off };

// What nearly every boot asks is answered soon.
bool __init mentions_kaslr(const char *bootargs)
{
	for (; *bootargs; bootargs++)
		if (*bootargs == 'k' && str_has_prefix(bootargs, "kaslr"))
			return true;
	return false;
}

// The command line's words, as parse_early_param() reads them later: what stands in quotes is one word.
Wish __init wish_in(const char *bootargs)
{
	static char line[COMMAND_LINE_SIZE];
	Wish wish = Wish::none;

	if (!mentions_kaslr(bootargs))
		return wish;
	strscpy(line, bootargs, sizeof(line));
	for (char *rest = line; *rest;) {
		char *name, *value;

		rest = next_arg(rest, &name, &value);
		if (!strcmp(name, "--"))
			break;
		if (!strcmp(name, "nokaslr"))
			return Wish::off;
		if (!strcmp(name, "kaslr"))
			wish = Wish::on;
	}
	return wish;
}

// The seed is for one use: it is wiped. 0 if there is none.
u64 __init take_seed(const struct device_node *chosen)
{
	int length = 0;
	auto *const cell = static_cast<fdt64_t *>(
		const_cast<void *>(of_get_property(chosen, "kaslr-seed", &length)));

	if (!cell || length != sizeof(*cell))
		return 0;
	const u64 seed = fdt64_to_cpu(*cell);

	*cell = 0;
	return seed;
}

// A number from the CPU's own source, if it has one that answers now (FEAT_RNG: RNDR sets Z where it fails).
u64 __init random_number()
{
	u64 number, failed;

	if (!(read_sysreg(id_aa64isar0_el1) >> 60))
		return 0;
	asm volatile("mrs %0, s3_3_c2_c4_0\n\tcset %1, eq" : "=r"(number), "=r"(failed) : : "cc");
	return failed ? 0 : number;
}

u64 __init displacement_of(u64 seed)
{
	const u64 range = (VMALLOC_END - KIMAGE_VADDR) / 2;
	const u64 size = ALIGN(static_cast<u64>(_end - _text), PMD_SIZE);
	u64 offset =
		range / 2 + static_cast<u64>((static_cast<unsigned __int128>(range) * seed) >> 64);

	offset &= PMD_MASK;
	// One table of blocks serves the image: it may not reach over a multiple of 1 GiB.
	if (((KIMAGE_VADDR + offset) & ~PUD_MASK) + size > PUD_SIZE)
		offset -= size;
	return offset;
}

// The early code read it before anybody else.
int __init parse_kaslr(char *)
{
	return 0;
}
int __init parse_nokaslr(char *)
{
	return 0;
}
early_param("kaslr", parse_kaslr);
early_param("nokaslr", parse_nokaslr);

} // namespace

// From head.S: MMU on, .bss clear, nothing else, nothing printed. What is written here is made anew on a second way up, or is meant
// for it. Returns where else to run, in bytes from here.
u64 __init kaslr_early_init()
{
	int length = 0;

	early_fixmap_init();
	if (!early_init_dt_verify(fixmap_remap_fdt(__fdt_pointer, nullptr, PAGE_KERNEL),
				  __fdt_pointer) ||
	    !of_chosen)
		return 0;

	auto *const bootargs =
		static_cast<const char *>(of_get_property(of_chosen, "bootargs", &length));

	if (!length || bootargs[length - 1] || wish_in(bootargs) != Wish::on)
		return 0;
	u64 seed = take_seed(of_chosen);

	if (!seed)
		seed = random_number();
	if (!seed)
		return 0;
	memstart_offset_seed = static_cast<u16>(seed);
	return displacement_of(seed);
}

void __init kaslr_init(void)
{
	if (kaslr_offset()) {
		pr_info("KASLR enabled\n");
		return;
	}
	const Wish wish = wish_in(boot_command_line);

	if (wish == Wish::off)
		pr_info("KASLR disabled on command line\n");
	else if (wish == Wish::on)
		pr_warn("KASLR disabled due to lack of seed\n");
}

void dump_kernel_offset(void)
{
	if (kaslr_offset()) {
		pr_emerg("Kernel Offset: 0x%lx from 0x%lx\n", kaslr_offset(), KIMAGE_VADDR);
		pr_emerg("PHYS_OFFSET: 0x%llx\n", PHYS_OFFSET);
	} else {
		pr_emerg("Kernel Offset: disabled\n");
	}
}
