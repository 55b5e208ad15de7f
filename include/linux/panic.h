/* SPDX-License-Identifier: GPL-2.0-only */
/* The end of the machine, and the marks that trouble leaves ("taint"). kernel/panic.cpp. */
#ifndef _LINUX_PANIC_H
#define _LINUX_PANIC_H
#include <linux/compiler_attributes.h>
#include <linux/stdarg.h>
#include <linux/types.h>
struct pt_regs;
__BEGIN_DECLS
/**
 * panic() - report and stop: "Kernel panic - not syncing: …", call trace, then machine_exit(1) when unattended
 * or panic= says so, else halt. Any context; never returns.
 */
__printf(1, 2) void panic(const char *fmt, ...) __noreturn __cold;
/* Brackets of an oops report: oops_enter() before it, oops_exit() after; keeps other reports from interleaving. */
void oops_enter(void);
void oops_exit(void);
bool oops_may_print(void);
void check_panic_on_warn(const char *origin);
extern bool panic_triggering_all_cpu_backtrace;
extern int panic_timeout;
extern unsigned long panic_print;
extern int panic_on_oops;
extern int panic_on_warn;
extern int oops_in_progress;
/* Unattended (`cmd="…"`): a panic ends the machine with failure; a warning or an oops makes the run one that fails. */
extern bool unattended;
extern atomic_t panic_cpu;
#define PANIC_CPU_INVALID           -1

#define TAINT_PROPRIETARY_MODULE    0
#define TAINT_FORCED_MODULE         1
#define TAINT_CPU_OUT_OF_SPEC       2
#define TAINT_FORCED_RMMOD          3
#define TAINT_MACHINE_CHECK         4
#define TAINT_BAD_PAGE              5
#define TAINT_USER                  6
#define TAINT_DIE                   7
#define TAINT_OVERRIDDEN_ACPI_TABLE 8
#define TAINT_WARN                  9
#define TAINT_CRAP                  10
#define TAINT_FIRMWARE_WORKAROUND   11
#define TAINT_OOT_MODULE            12
#define TAINT_UNSIGNED_MODULE       13
#define TAINT_SOFTLOCKUP            14
#define TAINT_LIVEPATCH             15
#define TAINT_AUX                   16
#define TAINT_RANDSTRUCT            17
#define TAINT_TEST                  18
#define TAINT_FLAGS_COUNT           19
enum lockdep_ok { LOCKDEP_STILL_OK, LOCKDEP_NOW_UNRELIABLE };
/* This CPU has nothing to add to another one's panic: it leaves. */
void panic_smp_self_stop(void) __attribute__((noreturn));
/* Where the image runs, if the architecture moves it (kaslr): a line of a panic's report. */
void dump_kernel_offset(void);
#ifdef CONFIG_SYSFS
/* Another oops, another warning of @origin: a panic when kernel.oops_limit or warn_limit is reached. kernel/oops_limit.cpp. */
void count_oops(void);
void count_warning(const char *origin);
#else
static inline void count_oops(void)
{
}
static inline void count_warning(const char *origin)
{
	(void)origin;
}
#endif
/* "Not tainted" or "Tainted: [W]=WARN" …; valid until the next call. */
const char *print_tainted(void);
const char *print_tainted_verbose(void);
void add_taint(unsigned flag, enum lockdep_ok);
int test_taint(unsigned flag);
unsigned long get_taint(void);
/* How often since boot the kernel complained of itself: warnings, bad pages, oopses. A taint tells it only once. */
unsigned int complaint_count(void);
__END_DECLS
#endif
