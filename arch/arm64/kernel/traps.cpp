// SPDX-License-Identifier: GPL-2.0-only
// What happens on an exception that is no interrupt.
//
//   synchronous ──► abort? ── instruction in the exception table ──► continue at its fixup
//                     │
//                     └─────────────────────────────────────────────► report, then panic()
//   SError, unexpected vector, stack overflow ──────────────────────► report, then panic()
//
// The report has Linux's lines: what could not be handled and where, the syndrome in words, the page-table walk of the faulting
// address, registers, backtrace, code. panic() halts, or ends the machine with failure when it runs unattended.
//
// Linux 6.12: arch/arm64/kernel/traps.c (die, panic_bad_stack), entry-common.c (el1h_64_sync_handler), mm/fault.c
// (die_kernel_fault, mem_abort_decode), process.c (__show_regs).

#include <asm/esr.h>
#include <asm/extable.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/stacktrace.h>
#include <asm/sysreg.h>
#include <asm/traps.h>
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/utsname.h>

#include "arch/arm64/kernel/stacks.h"

namespace
{
alignas(16) constinit char boot_overflow_stack[OVERFLOW_STACK_SIZE];
}

extern "C" {
DEFINE_PER_CPU(char *, overflow_stack) = boot_overflow_stack;
}

namespace
{

// Oopses so far. More than a few means that reporting itself faults: then silence is better than an endless loop.
constinit unsigned int reports = 0;
constexpr unsigned int max_reports = 3;

void enter_report()
{
	oops_enter();
	console_verbose();
	if (++reports <= max_reports)
		return;
	if (unattended)
		machine_exit(1);
	cpu_park_loop();
}

void print_pstate(u64 pstate)
{
	static constexpr const char *modes[] = {"EL0t", "?", "?", "?", "EL1t", "EL1h", "?", "?"};

	printk("pstate: %08llx (%c%c%c%c %c%c%c%c %s)\n", pstate, pstate >> 31 & 1 ? 'N' : 'n',
	       pstate >> 30 & 1 ? 'Z' : 'z', pstate >> 29 & 1 ? 'C' : 'c',
	       pstate >> 28 & 1 ? 'V' : 'v', pstate & PSR_D_BIT ? 'D' : 'd',
	       pstate & PSR_A_BIT ? 'A' : 'a', pstate & PSR_I_BIT ? 'I' : 'i',
	       pstate & PSR_F_BIT ? 'F' : 'f', modes[pstate & 7]);
}

// x29 down to x0, three a line.
void print_registers(const struct pt_regs *regs)
{
	for (int i = 29; i >= 0; i -= 3)
		printk("x%-2d: %016llx x%-2d: %016llx x%-2d: %016llx\n", i, regs->regs[i], i - 1,
		       regs->regs[i - 1], i - 2, regs->regs[i - 2]);
}

void print_alert_line(void *, const char *line)
{
	pr_alert("  %s\n", line);
}

void print_data_abort(unsigned long esr)
{
	if (esr & ESR_ELx_ISV)
		pr_alert("  Access size = %u byte(s), SRT = %lu\n", 1u << (esr >> 22 & 3),
			 esr >> 16 & 0x1f);
	else
		pr_alert("  ISV = 0, ISS = 0x%08lx\n", ESR_ELx_ISS(esr));
	pr_alert("  CM = %d, WnR = %d (%s)\n", !!(esr & ESR_ELx_CM), !!(esr & ESR_ELx_WNR),
		 esr & ESR_ELx_WNR ? "write" : "read");
}

void print_class(unsigned long esr)
{
	pr_alert("  ESR = 0x%016lx\n", esr);
	pr_alert("  EC = 0x%02lx: %s, IL = %d bits\n", ESR_ELx_EC(esr), esr_get_class_string(esr),
		 esr & ESR_ELx_IL ? 32 : 16);
}

void print_abort(unsigned long esr)
{
	pr_alert("Mem abort info:\n");
	print_class(esr);
	pr_alert("  SET = %lu, FnV = %d\n", esr >> 11 & 3, !!(esr & ESR_ELx_FnV));
	pr_alert("  EA = %d, S1PTW = %d\n", !!(esr & ESR_ELx_EA), !!(esr & ESR_ELx_S1PTW));
	pr_alert("  FSC = 0x%02lx: %s\n", esr & ESR_ELx_FSC, esr_fault_name(esr));
	if (ESR_ELx_EC(esr) == ESR_ELx_EC_DABT_CUR)
		print_data_abort(esr);
}

// The four instructions before pc and the one at it, in brackets.
void print_code(const struct pt_regs *regs)
{
	char text[5 * 11 + 1];
	int length = 0;

	for (int i = -4; i <= 0; i++) {
		const u64 at = regs->pc + i * 4;
		u32 instruction;

		if (copy_from_kernel_nofault(&instruction, reinterpret_cast<const void *>(at),
					     sizeof(instruction))) {
			length += scnprintf(text + length, sizeof(text) - length,
					    i ? "-------- " : "(--------) ");
			continue;
		}
		length += scnprintf(text + length, sizeof(text) - length, i ? "%08x " : "(%08x) ",
				    instruction);
	}
	pr_emerg("Code: %s\n", text);
}

const char *fault_kind(unsigned long far, unsigned long esr)
{
	const unsigned long status = esr & ESR_ELx_FSC;

	if (status >= 0x0c && status <= 0x0f) {
		if (ESR_ELx_EC(esr) == ESR_ELx_EC_IABT_CUR)
			return "execute from non-executable memory";
		return esr & ESR_ELx_WNR ? "write to read-only memory"
					 : "read from unreadable memory";
	}
	if (far < PAGE_SIZE)
		return "NULL pointer dereference";
	if (status == 0x10)
		return "synchronous external abort";
	if (status == 0x21)
		return "unaligned access";
	return "paging request";
}

[[noreturn]] void report_fault(struct pt_regs *regs, unsigned long esr, unsigned long far)
{
	enter_report();
	pr_alert("Unable to handle kernel %s at virtual address %016lx\n", fault_kind(far, esr),
		 far);
	print_abort(esr);
	pgtable_explain(far, print_alert_line, nullptr);
	die("Oops", regs, esr);
}

// The one BRK that is meant: preempt_enable()'s (asm/preempt.h). Goes on behind it.
bool handle_brk(struct pt_regs *regs, unsigned long esr)
{
	if ((esr & ESR_ELx_BRK64_ISS_COMMENT_MASK) != PREEMPT_BRK_IMM)
		return false;
	regs->pc += 4;
	if (!(regs->pstate & PSR_I_BIT))
		preempt_schedule_irq();
	return true;
}

} // namespace

void __show_regs(struct pt_regs *regs)
{
	show_regs_print_info(KERN_DEFAULT);
	print_pstate(regs->pstate);
	printk("pc : %pS\n", (void *)regs->pc);
	printk("lr : %pS\n", (void *)regs->regs[30]);
	printk("sp : %016llx\n", regs->sp);
	print_registers(regs);
}

void show_regs(struct pt_regs *regs)
{
	__show_regs(regs);
	show_stack_trace(regs, KERN_DEFAULT);
}

void die(const char *str, struct pt_regs *regs, long err)
{
	if (!reports)
		enter_report();
	pr_emerg("Internal error: %s: %016lx [#%u] SMP\n", str, err, reports);
	show_regs(regs);
	print_code(regs);
	add_taint(TAINT_DIE, LOCKDEP_NOW_UNRELIABLE);
	oops_exit();
	panic("%s: Fatal exception", str);
}

// From entry.S, interrupts masked.
extern "C" {

void el1h_64_sync_handler(struct pt_regs *regs)
{
	const unsigned long esr = read_sysreg(esr_el1);
	const unsigned long far = read_sysreg(far_el1);

	switch (ESR_ELx_EC(esr)) {
	case ESR_ELx_EC_DABT_CUR:
		if (fixup_exception(regs))
			return;
		report_fault(regs, esr, far);
	case ESR_ELx_EC_IABT_CUR:
		report_fault(regs, esr, far);
	case ESR_ELx_EC_BRK64:
		if (handle_brk(regs, esr))
			return;
		break;
	case ESR_ELx_EC_UNKNOWN:
		// HLT where nobody listens to semihosting.
		if (fixup_exception(regs))
			return;
		break;
	}
	enter_report();
	pr_alert("Unexpected synchronous exception:\n");
	print_class(esr);
	die("Oops - unexpected exception", regs, esr);
}

void el1h_64_irq_handler(struct pt_regs *regs)
{
	handle_arch_irq(regs);
	// Count zero and a reschedule due.
	if (unlikely(!READ_ONCE(current_thread_info()->preempt_count)))
		preempt_schedule_irq();
}

// Nothing is routed to FIQ on the machines we run on; a controller that does has one root handler for both.
void el1h_64_fiq_handler(struct pt_regs *regs)
{
	handle_arch_irq(regs);
}

void el1h_64_error_handler(struct pt_regs *regs)
{
	const unsigned long esr = read_sysreg(esr_el1);

	enter_report();
	pr_crit("SError Interrupt on CPU%d, code 0x%016lx -- %s\n", smp_processor_id(), esr,
		esr_get_class_string(esr));
	show_regs(regs);
	panic("Asynchronous SError Interrupt");
}

// A vector that a kernel running on SP_EL1 at EL1 without user space cannot take.
void handle_bad_vector(struct pt_regs *regs, unsigned int vector)
{
	static constexpr const char *kinds[] = {"synchronous", "IRQ", "FIQ", "SError"};
	static constexpr const char *sources[] = {"EL1t", "EL0 64-bit", "EL0 32-bit"};
	const unsigned long esr = read_sysreg(esr_el1);

	enter_report();
	pr_crit("Bad mode: %s exception from %s on CPU%d, code 0x%016lx -- %s\n", kinds[vector & 3],
		sources[vector >> 2], smp_processor_id(), esr, esr_get_class_string(esr));
	show_regs(regs);
	panic("bad mode");
}

// Runs on the overflow stack. FAR tells how far the stack had grown: the guard page lies below it.
void handle_bad_stack(struct pt_regs *regs)
{
	const unsigned long esr = read_sysreg(esr_el1);
	const unsigned long far = read_sysreg(far_el1);
	const unsigned long task_stack = reinterpret_cast<unsigned long>(current->stack);
	const unsigned long overflow =
		reinterpret_cast<unsigned long>(*this_cpu_ptr(&overflow_stack));

	enter_report();
	pr_emerg("Insufficient stack space to handle exception!\n");
	pr_emerg("ESR: 0x%016lx -- %s\n", esr, esr_get_class_string(esr));
	pr_emerg("FAR: 0x%016lx\n", far);
	pr_emerg("Task stack:     [0x%016lx..0x%016lx]\n", task_stack, task_stack + THREAD_SIZE);
	pr_emerg("Overflow stack: [0x%016lx..0x%016lx]\n", overflow,
		 overflow + OVERFLOW_STACK_SIZE);
	show_regs(regs);
	panic("kernel stack overflow");
}

} // extern "C"
