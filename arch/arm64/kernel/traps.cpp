// SPDX-License-Identifier: GPL-2.0-only
// What happens on an exception that is no interrupt.
//
//   abort ───────────────────────────────► mm/fault.cpp: the exception table, or die()
//   BRK ─────────────────────────────────► preempt_enable(), WARN(): goes on;  BUG(): die()
//   undefined instruction, misaligned PC or SP ──────────────────────────────► die()
//   SError, unexpected vector, stack overflow ──► registers, then panic()
//
// die() prints Linux's lines (registers, backtrace, code), and whose memory it was that could not be reached. Then the task ends, as in
// Linux, with whatever locks it had; with kernel.panic_on_oops (oops=panic) all ends in a panic.
//
// Linux 6.12: arch/arm64/kernel/traps.c (die, panic_bad_stack, bug_brk_handler), entry-common.c (el1h_64_sync_handler, panic_unhandled),
// process.c (__show_regs).

#include <asm/esr.h>
#include <asm/extable.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/sections.h>
#include <asm/stacktrace.h>
#include <asm/sysreg.h>
#include <asm/traps.h>
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/sched/debug.h>
#include <linux/irqflags.h>
#include <linux/vmalloc.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/utsname.h>

#include "arch/arm64/kernel/stacks.h"

bool (*break_hook)(struct pt_regs *regs, unsigned long imm);

namespace
{
alignas(16) constinit char boot_overflow_stack[OVERFLOW_STACK_SIZE];
}

extern "C" {
DEFINE_PER_CPU(char *, overflow_stack) = boot_overflow_stack;
}

namespace
{

// Reports that have begun and not ended. More than a few means that reporting itself faults: then silence is better than an endless loop.
constinit unsigned int depth = 0;
constexpr unsigned int max_depth = 3;

constinit unsigned long die_address = 0;

void print_pstate(u64 pstate)
{
	static constexpr const char *btypes[] = {"--", "jc", "-c", "j-"};
	const auto sign = [pstate](unsigned int bit) {
		return pstate >> bit & 1 ? '+' : '-';
	};
	const auto flag = [pstate](unsigned int bit, char letter) {
		return pstate >> bit & 1 ? letter : letter + ('a' - 'A');
	};

	printk("pstate: %08llx (%c%c%c%c %c%c%c%c %cPAN %cUAO %cTCO %cDIT %cSSBS BTYPE=%s)\n",
	       pstate, flag(31, 'N'), flag(30, 'Z'), flag(29, 'C'), flag(28, 'V'), flag(9, 'D'),
	       flag(8, 'A'), flag(7, 'I'), flag(6, 'F'), sign(22), sign(23), sign(25), sign(24),
	       sign(12), btypes[pstate >> 10 & 3]);
}

// x29 down to x0, three a line.
void print_registers(const struct pt_regs *regs)
{
	for (int i = 29; i >= 0; i -= 3)
		printk("x%-2d: %016llx x%-2d: %016llx x%-2d: %016llx\n", i, regs->regs[i], i - 1,
		       regs->regs[i - 1], i - 2, regs->regs[i - 2]);
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
					    i ? "\?\?\?\?\?\?\?\? " : "(\?\?\?\?\?\?\?\?) ");
			continue;
		}
		length += scnprintf(text + length, sizeof(text) - length, i ? "%08x " : "(%08x) ",
				    instruction);
	}
	pr_emerg("Code: %s\n", text);
}

// Of the linear map only what can be read: the allocator looks into the memory itself. Of an area the page counts: the last one, behind
// what was asked for, is its guard.
void print_owner(unsigned long addr)
{
	char byte;

	if (is_kernel_image(addr))
		return;
	if (is_vmalloc_addr(reinterpret_cast<void *>(addr)))
		addr &= PAGE_MASK;
	else if (!virt_addr_valid(reinterpret_cast<void *>(addr)) ||
		 copy_from_kernel_nofault(&byte, reinterpret_cast<void *>(addr), 1))
		return;
	pr_alert("Memory at %016lx:", addr);
	mem_dump_obj(reinterpret_cast<void *>(addr));
}

// Whatever task this is has come to its end, with interrupts as they were.
[[noreturn]] void make_task_dead(struct pt_regs *regs)
{
	constexpr long SIGSEGV = 11;

	if (!(regs->pstate & PSR_I_BIT))
		local_irq_enable();
	else
		pr_info("note: %s[%d] exited with irqs disabled\n", current->comm, current->pid);
	local_irq_enable();
	count_oops();
	do_exit(SIGSEGV);
}

// preempt_enable()'s (asm/preempt.h) and WARN()'s go on behind it; a test's go on where it says.
bool handle_brk(struct pt_regs *regs, unsigned long esr)
{
	if (break_hook && break_hook(regs, esr & ESR_ELx_BRK64_ISS_COMMENT_MASK))
		return true;
	switch (esr & ESR_ELx_BRK64_ISS_COMMENT_MASK) {
	case PREEMPT_BRK_IMM:
		regs->pc += 4;
		if (!(regs->pstate & PSR_I_BIT))
			preempt_schedule_irq();
		return true;
	case BUG_BRK_IMM:
		switch (report_bug(regs->pc, regs)) {
		case BUG_TRAP_TYPE_WARN:
			regs->pc += 4;
			return true;
		case BUG_TRAP_TYPE_BUG:
			die("Oops - BUG", regs, esr);
		default:
			break;
		}
	}
	return false;
}

[[noreturn]] void panic_unhandled(struct pt_regs *regs, const char *vector, unsigned long esr)
{
	enter_report();
	pr_crit("Unhandled %s exception on CPU%d, ESR 0x%016lx -- %s\n", vector, smp_processor_id(),
		esr, esr_get_class_string(esr));
	__show_regs(regs);
	panic("Unhandled exception");
}

} // namespace

void enter_report(void)
{
	oops_enter();
	console_verbose();
	if (++depth <= max_depth)
		return;
	if (unattended)
		machine_exit(1);
	cpu_park_loop();
}

void set_die_address(unsigned long addr)
{
	die_address = addr;
}

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
	static constinit unsigned int die_counter = 0;
	const unsigned long addr = die_address;

	if (!depth)
		enter_report();
	pr_emerg("Internal error: %s: %016lx [#%u] SMP\n", str, err, ++die_counter);
	show_regs(regs);
	print_code(regs);
	// Last, and once: the books of the memory manager may be what is broken.
	die_address = 0;
	if (addr)
		print_owner(addr);
	add_taint(TAINT_DIE, LOCKDEP_NOW_UNRELIABLE);
	depth = 0;
	oops_exit();
	if (in_interrupt())
		panic("%s: Fatal exception in interrupt", str);
	if (panic_on_oops)
		panic("%s: Fatal exception", str);
	make_task_dead(regs);
}

// From entry.S, interrupts masked.
extern "C" {

void el1h_64_sync_handler(struct pt_regs *regs)
{
	const unsigned long esr = read_sysreg(esr_el1);
	const unsigned long far = read_sysreg(far_el1);

	switch (ESR_ELx_EC(esr)) {
	case ESR_ELx_EC_DABT_CUR:
	case ESR_ELx_EC_IABT_CUR:
		do_mem_abort(far, esr, regs);
		return;
	case ESR_ELx_EC_BRK64:
		if (handle_brk(regs, esr))
			return;
		pr_warn("Unexpected kernel BRK exception at EL1\n");
		die("aarch64 BRK", regs, esr);
	case ESR_ELx_EC_UNKNOWN:
		// HLT where nobody listens to semihosting.
		if (fixup_exception(regs))
			return;
		fallthrough;
	case ESR_ELx_EC_SYS64:
		die("Oops - Undefined instruction", regs, esr);
	case ESR_ELx_EC_PC_ALIGN:
	case ESR_ELx_EC_SP_ALIGN:
		die("SP/PC alignment exception", regs, esr);
	case ESR_ELx_EC_BTI:
		die("Oops - BTI", regs, esr);
	}
	panic_unhandled(regs, "64-bit el1h sync", esr);
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
	add_taint(TAINT_MACHINE_CHECK, LOCKDEP_STILL_OK);
	pr_crit("SError Interrupt on CPU%d, code 0x%016lx -- %s\n", smp_processor_id(), esr,
		esr_get_class_string(esr));
	show_regs(regs);
	panic("Asynchronous SError Interrupt");
}

// A vector that a kernel running on SP_EL1 at EL1 without user space cannot take.
void handle_bad_vector(struct pt_regs *regs, unsigned int vector)
{
	static constexpr const char *names[] = {
		"64-bit el1t sync", "64-bit el1t irq", "64-bit el1t fiq", "64-bit el1t error",
		"64-bit el0 sync",  "64-bit el0 irq",  "64-bit el0 fiq",  "64-bit el0 error",
		"32-bit el0 sync",  "32-bit el0 irq",  "32-bit el0 fiq",  "32-bit el0 error",
	};

	panic_unhandled(regs, names[vector], read_sysreg(esr_el1));
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
