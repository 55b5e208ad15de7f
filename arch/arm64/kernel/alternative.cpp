// SPDX-License-Identifier: GPL-2.0-only
//
// What the CPU has, and the instructions that are replaced for it (asm/alternative.h has the picture).
//
// Once, on the boot CPU, before the others are started: so nobody executes what is being written, except this file and
// what it calls, which contains nothing to replace while it runs. Text is mapped read-only, so it is written
// through a window in the fixmap; each place is then cleaned to where instructions are fetched from, and the stale copy
// is dropped from the instruction caches by the address that it is executed at.
//
// A CPU that came later and lacked what is in use could not run the kernel at all: it is not let in.
//
// Linux 6.12: arch/arm64/kernel/alternative.c, cpufeature.c.

#include <asm/alternative.h>
#include <asm/cacheflush.h>
#include <asm/fixmap.h>
#include <asm/memory.h>
#include <asm/page-def.h>
#include <asm/sysreg.h>
#include <linux/init.h>
#include <linux/kernel.h>

extern "C" const struct alt_instr __alt_instructions[], __alt_instructions_end[];

namespace
{

struct capability {
	const char *name; // or nullptr: not worth a line
	bool (*present)();
};

// ID_AA64ISAR0_EL1.Atomic: 2 is FEAT_LSE.
bool has_lse()
{
	return ((read_sysreg(id_aa64isar0_el1) >> 20) & 0xf) >= 2;
}

// DCZID_EL0: bit 4 prohibits, below it are log2 of the block's words.
bool has_dc_zva_64()
{
	return (read_sysreg(dczid_el0) & 0x1f) == 4;
}

// By number.
constexpr capability capabilities[ARM64_NCAPS] = {
	{"LSE atomic instructions", has_lse}, // ARM64_HAS_LSE_ATOMICS
	{nullptr, has_dc_zva_64},             // ARM64_HAS_DC_ZVA_64
};

constinit bool in_use[ARM64_NCAPS] __ro_after_init = {};

unsigned long target_of(const s32 *offset)
{
	return reinterpret_cast<unsigned long>(offset) + *offset;
}

u32 branch(unsigned long distance)
{
	return 0x14000000 | (distance / 4);
}

// A conditional branch leaves the replacement (there are no loops in one): it goes to the same place from where it is copied
// to. B.cond: distance in words in bits 5…23.
u32 moved(u32 instruction, unsigned long from, unsigned long to)
{
	if ((instruction & 0xff000010) != 0x54000000)
		return instruction;

	const long words = static_cast<s32>(instruction << 8) >> 13;
	const long distance = words + static_cast<long>(from - to) / 4;

	return (instruction & 0xff00001f) | ((distance & 0x7ffff) << 5);
}

// The window shows one page; replacements come in the order of the text, so it moves seldom.
class text_window
{
public:
	~text_window()
	{
		if (page_)
			clear_fixmap(FIX_TEXT_POKE0);
	}
	void write(unsigned long address, u32 instruction)
	{
		const unsigned long page = address & PAGE_MASK;

		if (page != page_) {
			__set_fixmap(FIX_TEXT_POKE0, __pa_symbol(page), FIXMAP_PAGE_NORMAL);
			page_ = page;
		}
		*reinterpret_cast<volatile u32 *>(fix_to_virt(FIX_TEXT_POKE0) +
						  (address & ~PAGE_MASK)) = instruction;
	}

private:
	unsigned long page_ = 0;
};

void __init replace(text_window &window, const alt_instr &alt)
{
	const unsigned long at = target_of(&alt.orig_offset);
	const unsigned long fresh_at = target_of(&alt.alt_offset);
	const u32 *const fresh = reinterpret_cast<const u32 *>(fresh_at);

	if (alt.alt_len > alt.orig_len || alt.alt_len % 4 || alt.orig_len % 4)
		panic("Alternative at %pS: %u bytes do not fit into %u", (void *)at, alt.alt_len,
		      alt.orig_len);
	for (unsigned long done = 0; done < alt.alt_len; done += 4)
		window.write(at + done, moved(fresh[done / 4], fresh_at + done, at + done));
	if (alt.alt_len < alt.orig_len)
		window.write(at + alt.alt_len, branch(alt.orig_len - alt.alt_len));
	flush_icache_range(at, at + alt.orig_len);
}

} // namespace

bool cpus_have_cap(unsigned int num)
{
	return in_use[num];
}

bool this_cpu_has_caps_in_use()
{
	for (unsigned int i = 0; i < ARM64_NCAPS; i++)
		if (in_use[i] && !capabilities[i].present())
			return false;
	return true;
}

void __init setup_cpu_features()
{
	text_window window;

	for (unsigned int i = 0; i < ARM64_NCAPS; i++) {
		in_use[i] = capabilities[i].present();
		if (in_use[i] && capabilities[i].name)
			pr_info("CPU features: detected: %s\n", capabilities[i].name);
	}
	for (const alt_instr *alt = __alt_instructions; alt < __alt_instructions_end; alt++)
		if (in_use[alt->cpucap])
			replace(window, *alt);
	isb();
}
