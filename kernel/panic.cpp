// SPDX-License-Identifier: GPL-2.0-only
//
// The end of the machine, warnings, and the marks that trouble leaves ("taint").
//
//	WARN_ON() --> BRK, report_bug() --> __warn()		report, taint W, go on; panic with panic_on_warn
//	BUG_ON()  --> BRK, report_bug() --> die()		report, the task ends; panic with panic_on_oops
//		(on the host: warn_slowpath_fmt(), __bug())
//	a fault   --> die(), arch/arm64/kernel/traps.cpp	the same
//	panic()							report, then: unattended: end with failure
//									      panic=N:   restart after N seconds
//									      else:      stand still
//
// The texts are Linux 6.12's (kernel/panic.c, lib/bug.c), so that tools which look for them in a log find them.

#include <linux/bug.h>
#include <linux/console.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/moduleparam.h>
#include <linux/panic.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>
#include <linux/string.h>

struct warn_args {
	const char *fmt;
	va_list *args;
};

extern "C" {
int panic_timeout = CONFIG_PANIC_TIMEOUT;
int panic_on_oops;
int panic_on_warn;
int oops_in_progress;
bool unattended;
atomic_t panic_cpu = ATOMIC_INIT(PANIC_CPU_INVALID);
}

core_param(panic, panic_timeout, int, 0644);
core_param(panic_on_warn, panic_on_warn, int, 0644);

static int __init oops_setup(char *value)
{
	if (!value)
		return -EINVAL;
	if (!strcmp(value, "panic"))
		panic_on_oops = 1;
	return 0;
}
early_param("oops", oops_setup);

// Taint.

namespace
{

unsigned long tainted_mask;

constexpr struct {
	char if_set, if_clear;
	const char *name;
} taints[TAINT_FLAGS_COUNT] = {
	{'P', 'G', "PROPRIETARY_MODULE"},
	{'F', ' ', "FORCED_MODULE"},
	{'S', ' ', "CPU_OUT_OF_SPEC"},
	{'R', ' ', "FORCED_RMMOD"},
	{'M', ' ', "MACHINE_CHECK"},
	{'B', ' ', "BAD_PAGE"},
	{'U', ' ', "USER"},
	{'D', ' ', "DIE"},
	{'A', ' ', "OVERRIDDEN_ACPI_TABLE"},
	{'W', ' ', "WARN"},
	{'C', ' ', "CRAP"},
	{'I', ' ', "FIRMWARE_WORKAROUND"},
	{'O', ' ', "OOT_MODULE"},
	{'E', ' ', "UNSIGNED_MODULE"},
	{'L', ' ', "SOFTLOCKUP"},
	{'K', ' ', "LIVEPATCH"},
	{'X', ' ', "AUX"},
	{'T', ' ', "RANDSTRUCT"},
	{'N', ' ', "TEST"},
};

} // namespace

extern "C" {

const char *print_tainted(void)
{
	static char text[sizeof("Tainted: ") + TAINT_FLAGS_COUNT];

	if (!tainted_mask)
		return "Not tainted";
	char *p = strcpy(text, "Tainted: ") + strlen("Tainted: ");

	for (int i = 0; i < TAINT_FLAGS_COUNT; i++)
		*p++ = test_bit(i, &tainted_mask) ? taints[i].if_set : taints[i].if_clear;
	*p = '\0';
	return text;
}

const char *print_tainted_verbose(void)
{
	static char text[sizeof("Tainted: ") + TAINT_FLAGS_COUNT * 32];
	const char *separator = "";
	unsigned long i;

	if (!tainted_mask)
		return "Not tainted";
	int len = scnprintf(text, sizeof(text), "Tainted: ");

	for_each_set_bit(i, &tainted_mask, TAINT_FLAGS_COUNT) {
		len += scnprintf(text + len, sizeof(text) - len, "%s[%c]=%s", separator,
				 taints[i].if_set, taints[i].name);
		separator = ", ";
	}
	return text;
}

static atomic_t complaints;

unsigned int complaint_count(void)
{
	return atomic_read(&complaints);
}

void add_taint(unsigned flag, enum lockdep_ok)
{
	if (flag == TAINT_WARN || flag == TAINT_BAD_PAGE || flag == TAINT_DIE)
		atomic_inc(&complaints);
	set_bit(flag, &tainted_mask);
}

int test_taint(unsigned flag)
{
	return test_bit(flag, &tainted_mask);
}

unsigned long get_taint(void)
{
	return tainted_mask;
}

// Warnings.

// One CPU reports. Another one that comes meanwhile has nothing to add if the report ends in a panic; otherwise it waits.
static atomic_t reporter = ATOMIC_INIT(PANIC_CPU_INVALID);

void oops_enter(void)
{
	const int me = smp_processor_id();

	local_irq_disable();
	for (int nobody = PANIC_CPU_INVALID;
	     !atomic_try_cmpxchg(&reporter, &nobody, me) && nobody != me;
	     nobody = PANIC_CPU_INVALID) {
		if (panic_on_oops)
			panic_smp_self_stop();
		cpu_relax();
	}
	oops_in_progress++;
}

void oops_exit(void)
{
	pr_warn("---[ end trace %016llx ]---\n", 0ULL);
	oops_in_progress--;
	if (!panic_on_oops)
		atomic_set(&reporter, PANIC_CPU_INVALID);
}

bool oops_may_print(void)
{
	return true;
}

void check_panic_on_warn(const char *origin)
{
	if (panic_on_warn)
		panic("%s: panic_on_warn set ...\n", origin);
	count_warning(origin);
}

void __warn(const char *file, int line, void *caller, unsigned taint, struct pt_regs *regs,
	    struct warn_args *args)
{
	const int cpu = smp_processor_id();

	if (file)
		pr_warn("WARNING: CPU: %d PID: %d at %s:%d %pS\n", cpu, current->pid, file, line,
			caller);
	else
		pr_warn("WARNING: CPU: %d PID: %d at %pS\n", cpu, current->pid, caller);
	if (args)
		vprintk(args->fmt, *args->args);
	if (regs)
		show_regs(regs);
	check_panic_on_warn("kernel");
	if (!regs)
		dump_stack();
	pr_warn("---[ end trace %016llx ]---\n", 0ULL);
	add_taint(taint, LOCKDEP_STILL_OK);
}

void warn_slowpath_fmt(const char *file, const int line, unsigned taint, const char *fmt, ...)
{
	void *const caller = __builtin_return_address(0);

	// The message comes before the place, as where Linux warns by a trap (arm64).
	pr_warn(CUT_HERE);
	if (fmt) {
		va_list args;

		va_start(args, fmt);
		vprintk(fmt, args);
		va_end(args);
	}
	__warn(file, line, caller, taint, nullptr, nullptr);
}

void __warn_printk(const char *fmt, ...)
{
	va_list args;

	pr_warn(CUT_HERE);
	va_start(args, fmt);
	vprintk(fmt, args);
	va_end(args);
}

// The end.

#ifndef __WARN_FLAGS
void __bug(const char *file, int line)
{
	oops_enter();
	console_verbose();
	pr_crit(CUT_HERE);
	pr_crit("kernel BUG at %s:%d!\n", file, line);
	pr_emerg("Internal error: Oops - BUG: %016lx [#1] SMP\n", 0UL);
	dump_stack_lvl(KERN_DEFAULT);
	add_taint(TAINT_DIE, LOCKDEP_NOW_UNRELIABLE);
	pr_emerg("---[ end trace %016llx ]---\n", 0ULL);
	panic("Oops - BUG: Fatal exception");
}
#endif

__weak void dump_kernel_offset(void)
{
}

void panic(const char *fmt, ...)
{
	static char text[1024];
	int nobody = PANIC_CPU_INVALID;
	const int me = smp_processor_id();
	va_list args;

	local_irq_disable();
	/* A panic inside the report of one must not begin again; another CPU's has nothing to add. */
	if (!atomic_try_cmpxchg(&panic_cpu, &nobody, me)) {
		if (nobody != me)
			panic_smp_self_stop();
		if (unattended)
			machine_exit(1);
		machine_halt();
	}
	panic_on_warn = 0;
	console_verbose();
	oops_in_progress++;
	va_start(args, fmt);
	int len = vscnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (len && text[len - 1] == '\n')
		text[len - 1] = '\0';

	pr_emerg("Kernel panic - not syncing: %s\n", text);
	if (!test_taint(TAINT_DIE) && oops_in_progress <= 1)
		dump_stack();
	smp_send_stop();
	if (IS_ENABLED(CONFIG_RANDOMIZE_BASE))
		dump_kernel_offset();
	if (unattended) {
		pr_emerg("---[ end Kernel panic - not syncing: %s ]---\n", text);
		machine_exit(1);
	}
	if (panic_timeout > 0) {
		pr_emerg("Rebooting in %d seconds..\n", panic_timeout);
		mdelay(panic_timeout * 1000UL);
	}
	if (panic_timeout)
		emergency_restart();
	pr_emerg("---[ end Kernel panic - not syncing: %s ]---\n", text);
	machine_halt();
}

} // extern "C"
