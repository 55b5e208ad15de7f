/* SPDX-License-Identifier: GPL-2.0-only */
/* What every kernel file may expect to have, as in Linux. */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H
#include <linux/stdarg.h>
#include <linux/align.h>
#include <linux/array_size.h>
#include <linux/limits.h>
#include <linux/linkage.h>
#include <linux/stddef.h>
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/bitops.h>
#include <linux/hex.h>
#include <linux/kstrtox.h>
#include <linux/log2.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/typecheck.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/build_bug.h>
#include <linux/bug.h>
#include <linux/sprintf.h>
#include <linux/swab.h>
#include <linux/math64.h>
#include <linux/wordpart.h>
#include <linux/instruction_pointer.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/string_choices.h>
#include <asm/byteorder.h>

#define STACK_MAGIC        0xdeadbeef
#define PTR_IF(cond, ptr)  ((cond) ? (ptr) : NULL)
#define u64_to_user_ptr(x) ((void __user *)(uintptr_t)(x))
/* "I may sleep": reports with a backtrace when that is not allowed here. Five instructions when it is; no CPU is given away. */
#define might_sleep()                                                                              \
	do {                                                                                       \
		if (unlikely(in_atomic() || irqs_disabled()))                                      \
			__might_sleep(__FILE__, __LINE__);                                         \
		might_resched();                                                                   \
	} while (0)
#define might_sleep_if(cond)                                                                       \
	do {                                                                                       \
		if (cond)                                                                          \
			might_sleep();                                                             \
	} while (0)
#define cant_sleep()                                                                               \
	do {                                                                                       \
	} while (0)
#define might_resched()                                                                            \
	do {                                                                                       \
	} while (0)
#define might_fault()                                                                              \
	do {                                                                                       \
	} while (0)

/* How far the boot is; many services ask for it. Set by kernel/main.cpp. */
enum system_states {
	SYSTEM_BOOTING,
	SYSTEM_SCHEDULING,
	SYSTEM_FREEING_INITMEM,
	SYSTEM_RUNNING,
	SYSTEM_HALT,
	SYSTEM_POWER_OFF,
	SYSTEM_RESTART,
	SYSTEM_SUSPEND,
};
__BEGIN_DECLS
extern enum system_states system_state;
extern int early_boot_irqs_disabled;
/* The report of might_sleep(); offsets: the preempt_count that would be right. Silent while booting and dying. */
void __might_sleep(const char *file, int line);
void __might_resched(const char *file, int line, unsigned int offsets);
/* Is addr in the kernel's text (init text as long as it exists)? kernel/kallsyms.cpp. */
int core_kernel_text(unsigned long addr);
int kernel_text_address(unsigned long addr);
int __kernel_text_address(unsigned long addr);
__END_DECLS
#define trace_printk(fmt, ...)                                                       no_printk(fmt, ##__VA_ARGS__)
#define __CONCAT3(a, b)                                                              a##b
#define CONCATENATE(a, b)                                                            __CONCAT3(a, b)
#define __COUNT_ARGS(_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, n, X...) n
#define COUNT_ARGS(X...)                                                             __COUNT_ARGS(, ##X, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define VERIFY_OCTAL_PERMISSIONS(perms)                                              (perms)
#endif
