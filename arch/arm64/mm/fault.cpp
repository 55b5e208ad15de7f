// SPDX-License-Identifier: GPL-2.0-only
// A memory access that failed: what becomes of it, and how it is told.
//
//   data abort ──► its instruction is in the exception table ─────────► goes on at the fixup
//              ──► the translation is there now (a race with mapping) ─► tried again
//   translation, access flag, permission, alignment ─────────────────► "Unable to handle kernel …", Oops
//   external abort, parity error ────────────────────────────────────► "Internal error: synchronous external abort"
//   anything else ───────────────────────────────────────────────────► "Unable to handle kernel <its name>", Oops
//
// The report has Linux's lines, then one more if the address belongs to an object or an area: which, and who allocated it.
//
// Linux 6.12: arch/arm64/mm/fault.c (do_mem_abort, __do_kernel_fault, die_kernel_fault, mem_abort_decode, show_pte).

#include <asm/esr.h>
#include <asm/extable.h>
#include <asm/pgtable.h>
#include <asm/ptrace.h>
#include <asm/sysreg.h>
#include <asm/traps.h>
#include <linux/align.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/vmalloc.h>

namespace
{

enum class Kind { address_size, translation, access_flag, permission, external, alignment, other };

constexpr Kind kind_of(unsigned long esr)
{
	const unsigned long status = esr & ESR_ELx_FSC;

	if (status < 0x10)
		return static_cast<Kind>(status >> 2);
	// External aborts and parity errors, of the access itself or of its walk.
	if (status == 0x10 || (status >= 0x13 && status <= 0x18) ||
	    (status >= 0x1b && status <= 0x1f))
		return Kind::external;
	return status == 0x21 ? Kind::alignment : status == 0x2b ? Kind::translation : Kind::other;
}
static_assert(kind_of(0x07) == Kind::translation && kind_of(0x0f) == Kind::permission);

bool is_data_abort(unsigned long esr)
{
	return ESR_ELx_EC(esr) == ESR_ELx_EC_DABT_CUR;
}

constexpr unsigned long field(unsigned long value, unsigned int shift, unsigned int bits = 1)
{
	return value >> shift & ((1ul << bits) - 1);
}

void data_abort_decode(unsigned long esr)
{
	const unsigned long iss2 = field(esr, 32, 24);

	pr_alert("Data abort info:\n");
	if (esr & ESR_ELx_ISV) {
		pr_alert("  Access size = %u byte(s)\n", 1u << field(esr, 22, 2));
		pr_alert("  SSE = %lu, SRT = %lu\n", field(esr, 21), field(esr, 16, 5));
		pr_alert("  SF = %lu, AR = %lu\n", field(esr, 15), field(esr, 14));
	} else {
		pr_alert("  ISV = 0, ISS = 0x%08lx, ISS2 = 0x%08lx\n", ESR_ELx_ISS(esr), iss2);
	}
	pr_alert("  CM = %lu, WnR = %lu, TnD = %lu, TagAccess = %lu\n", field(esr, 8),
		 field(esr, 6), field(iss2, 10), field(iss2, 9));
	pr_alert("  GCS = %ld, Overlay = %lu, DirtyBit = %lu, Xs = %lu\n", field(iss2, 8),
		 field(iss2, 6), field(iss2, 5), field(iss2, 0, 5));
}

void mem_abort_decode(unsigned long esr)
{
	pr_alert("Mem abort info:\n");
	pr_alert("  ESR = 0x%016lx\n", esr);
	pr_alert("  EC = 0x%02lx: %s, IL = %u bits\n", ESR_ELx_EC(esr), esr_get_class_string(esr),
		 esr & ESR_ELx_IL ? 32 : 16);
	pr_alert("  SET = %lu, FnV = %lu\n", field(esr, 11, 2), field(esr, 10));
	pr_alert("  EA = %lu, S1PTW = %lu\n", field(esr, 9), field(esr, 7));
	pr_alert("  FSC = 0x%02lx: %s\n", esr & ESR_ELx_FSC, esr_fault_name(esr));
	if (is_data_abort(esr))
		data_abort_decode(esr);
}

const char *kernel_fault(unsigned long addr, unsigned long esr)
{
	if (kind_of(esr) == Kind::permission) {
		if (ESR_ELx_EC(esr) == ESR_ELx_EC_IABT_CUR)
			return "execute from non-executable memory";
		return esr & ESR_ELx_WNR ? "write to read-only memory"
					 : "read from unreadable memory";
	}
	return addr < PAGE_SIZE ? "NULL pointer dereference" : "paging request";
}

// Mapping publishes an entry before it is used, but the CPU that maps may be another one: its store can have come after our walk and
// before this. A mapping that is there now was merely not seen.
bool is_spurious(unsigned long addr, unsigned long esr)
{
	if (!is_data_abort(esr) || kind_of(esr) != Kind::translation)
		return false;
	asm volatile("at s1e1r, %0" : : "r"(addr));
	isb();
	return !(read_sysreg(par_el1) & 1);
}

[[noreturn]] void die_kernel_fault(const char *what, unsigned long addr, unsigned long esr,
				   struct pt_regs *regs)
{
	enter_report();
	pr_alert("Unable to handle kernel %s at virtual address %016lx\n", what, addr);
	mem_abort_decode(esr);
	show_pte(addr);
	die("Oops", regs, esr);
}

} // namespace

void do_mem_abort(unsigned long addr, unsigned long esr, struct pt_regs *regs)
{
	const Kind kind = kind_of(esr);

	if (is_data_abort(esr) && fixup_exception(regs))
		return;
	if (is_spurious(addr, esr)) {
		pr_warn_once(
			"Ignoring spurious kernel translation fault at virtual address %016lx\n",
			addr);
		return;
	}

	set_die_address(addr);
	switch (kind) {
	case Kind::external:
		enter_report();
		add_taint(TAINT_MACHINE_CHECK, LOCKDEP_STILL_OK);
		mem_abort_decode(esr);
		if (!(esr & ESR_ELx_FnV))
			show_pte(addr);
		die(esr_fault_name(esr), regs, esr);
	case Kind::translation:
	case Kind::access_flag:
	case Kind::permission:
	case Kind::alignment:
		die_kernel_fault(kernel_fault(addr, esr), addr, esr, regs);
	default:
		die_kernel_fault(esr_fault_name(esr), addr, esr, regs);
	}
}
