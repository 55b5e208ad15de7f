// SPDX-License-Identifier: GPL-2.0-only
// The exception syndrome in words. The words are those of Linux 6.12 (arch/arm64/kernel/traps.c, mm/fault.c), so that a reader
// of Linux oopses finds what he knows; the encodings are in the Arm ARM, D19.2.37.

#include <asm/esr.h>
#include <linux/sprintf.h>

namespace
{

struct Named {
	unsigned char code;
	const char *name;
};

constexpr Named classes[] = {
	{0x00, "Unknown/Uncategorized"},
	{0x01, "WFI/WFE"},
	{0x07, "ASIMD"},
	{0x09, "PAC"},
	{0x0d, "BTI"},
	{0x0e, "PSTATE.IL"},
	{0x15, "SVC (AArch64)"},
	{0x16, "HVC (AArch64)"},
	{0x17, "SMC (AArch64)"},
	{0x18, "MSR/MRS (AArch64)"},
	{0x19, "SVE"},
	{0x1c, "FPAC"},
	{0x1d, "SME"},
	{0x20, "IABT (lower EL)"},
	{0x21, "IABT (current EL)"},
	{0x22, "PC Alignment"},
	{0x24, "DABT (lower EL)"},
	{0x25, "DABT (current EL)"},
	{0x26, "SP Alignment"},
	{0x27, "MOPS"},
	{0x2c, "FP (AArch64)"},
	{0x2f, "SError"},
	{0x30, "Breakpoint (lower EL)"},
	{0x31, "Breakpoint (current EL)"},
	{0x32, "Software Step (lower EL)"},
	{0x33, "Software Step (current EL)"},
	{0x34, "Watchpoint (lower EL)"},
	{0x35, "Watchpoint (current EL)"},
	{0x3c, "BRK (AArch64)"},
};

constexpr Named faults[] = {
	{0x00, "ttbr address size fault"},
	{0x01, "level 1 address size fault"},
	{0x02, "level 2 address size fault"},
	{0x03, "level 3 address size fault"},
	{0x04, "level 0 translation fault"},
	{0x05, "level 1 translation fault"},
	{0x06, "level 2 translation fault"},
	{0x07, "level 3 translation fault"},
	{0x08, "level 0 access flag fault"},
	{0x09, "level 1 access flag fault"},
	{0x0a, "level 2 access flag fault"},
	{0x0b, "level 3 access flag fault"},
	{0x0c, "level 0 permission fault"},
	{0x0d, "level 1 permission fault"},
	{0x0e, "level 2 permission fault"},
	{0x0f, "level 3 permission fault"},
	{0x10, "synchronous external abort"},
	{0x11, "synchronous tag check fault"},
	{0x13, "level -1 (translation table walk)"},
	{0x14, "level 0 (translation table walk)"},
	{0x15, "level 1 (translation table walk)"},
	{0x16, "level 2 (translation table walk)"},
	{0x17, "level 3 (translation table walk)"},
	{0x18, "synchronous parity or ECC error"},
	{0x1b, "level -1 synchronous parity error (translation table walk)"},
	{0x1c, "level 0 synchronous parity error (translation table walk)"},
	{0x1d, "level 1 synchronous parity error (translation table walk)"},
	{0x1e, "level 2 synchronous parity error (translation table walk)"},
	{0x1f, "level 3 synchronous parity error (translation table walk)"},
	{0x21, "alignment fault"},
	{0x29, "level -1 address size fault"},
	{0x2b, "level -1 translation fault"},
	{0x30, "TLB conflict abort"},
	{0x31, "Unsupported atomic hardware update fault"},
	{0x34, "implementation fault (lockdown abort)"},
	{0x35, "implementation fault (unsupported exclusive)"},
	{0x3d, "section domain fault"},
	{0x3e, "page domain fault"},
};

template <unsigned long n>
const char *find(const Named (&table)[n], unsigned char code, const char *otherwise)
{
	for (const Named &named : table)
		if (named.code == code)
			return named.name;
	return otherwise;
}

} // namespace

const char *esr_get_class_string(unsigned long esr)
{
	return find(classes, ESR_ELx_EC(esr), "UNRECOGNIZED EC");
}

const char *esr_fault_name(unsigned long esr)
{
	static char unknown[sizeof("unknown 63")];

	snprintf(unknown, sizeof(unknown), "unknown %lu", esr & ESR_ELx_FSC);
	return find(faults, esr & ESR_ELx_FSC, unknown);
}
