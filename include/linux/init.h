/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What runs once, at boot: sections that are freed afterwards, initcalls, command line parameters.
 *
 * An initcall is a pointer in section .initcall<level>.init; kernel/initcall.cpp runs them level by level, in link order
 * within one. A parameter's handler is an obs_kernel_param in section .init.setup; kernel/params.cpp finds it.
 */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H
#include <linux/build_bug.h>
#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/stringify.h>
#include <linux/types.h>

#define __init      __section(".init.text") __cold
#define __initdata  __section(".init.data")
#define __initconst __section(".init.rodata")
#define __exit      __section(".exit.text") __attribute__((__used__)) __cold
#define __exitdata  __section(".exit.data")
#define __exit_call __used __section(".exitcall.exit")
#ifndef __cplusplus /* libstdc++ has a name of its own like this */
#define __ref noinline
#endif
#define __refdata
#define __initdata_or_meminfo __initdata
#define __meminit
#define __meminitdata
#define __meminitconst
#define __memexit
#define __INIT  .section ".init.text", "ax"
#define __FINIT .previous

#ifndef __ASSEMBLY__
/* 0 or a negative error number. */
typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);
typedef initcall_t initcall_entry_t;

#define ___define_initcall(fn, id, section_name)                                                   \
	static initcall_t __PASTE(__initcall_, __PASTE(fn, __PASTE(_, __PASTE(__LINE__, id))))     \
		__used __section(section_name) = fn;
#define __define_initcall(fn, id) ___define_initcall(fn, id, ".initcall" #id ".init")

/* In the order in which they run; _sync ones after the plain ones of the level. */
#define early_initcall(fn)         __define_initcall(fn, early)
#define pure_initcall(fn)          __define_initcall(fn, 0)
#define core_initcall(fn)          __define_initcall(fn, 1)
#define core_initcall_sync(fn)     __define_initcall(fn, 1s)
#define postcore_initcall(fn)      __define_initcall(fn, 2)
#define postcore_initcall_sync(fn) __define_initcall(fn, 2s)
#define arch_initcall(fn)          __define_initcall(fn, 3)
#define arch_initcall_sync(fn)     __define_initcall(fn, 3s)
#define subsys_initcall(fn)        __define_initcall(fn, 4)
#define subsys_initcall_sync(fn)   __define_initcall(fn, 4s)
#define fs_initcall(fn)            __define_initcall(fn, 5)
#define fs_initcall_sync(fn)       __define_initcall(fn, 5s)
#define rootfs_initcall(fn)        __define_initcall(fn, rootfs)
#define device_initcall(fn)        __define_initcall(fn, 6)
#define device_initcall_sync(fn)   __define_initcall(fn, 6s)
#define late_initcall(fn)          __define_initcall(fn, 7)
#define late_initcall_sync(fn)     __define_initcall(fn, 7s)
#define __initcall(fn)             device_initcall(fn)
#define console_initcall(fn)       ___define_initcall(fn, con, ".con_initcall.init")
#define __exitcall(fn)             static exitcall_t __PASTE(__exitcall_, fn) __exit_call = fn;

/* One parameter of the command line that a function handles. */
struct obs_kernel_param {
	const char *str; /* its name; a __setup name ends in '=' when a value follows */
	int (*setup_func)(char *value); /* early: 0 is success; else: 1 is success, 0 "not mine" */
	int early;
};

#define __setup_param(name, unique, fn, is_early)                                                  \
	static const char __PASTE(__setup_str_, unique)[] __section(".init.rodata.setup")          \
		__aligned(1) = name;                                                               \
	static struct obs_kernel_param __PASTE(__setup_, unique) __used __section(".init.setup")   \
		__aligned(sizeof(void *)) = {__PASTE(__setup_str_, unique), fn, is_early}
/*
 * __setup("name=", fn): fn gets what follows the matched text. early_param("name", fn): fn gets the value (NULL when
 * there is none) before memory is set up; 0 is success.
 */
#define __setup(name, fn)     __setup_param(name, fn, fn, 0)
#define early_param(name, fn) __setup_param(name, fn, fn, 1)

__BEGIN_DECLS
extern char boot_command_line[];
extern char *saved_command_line;
extern unsigned int saved_command_line_len;
extern unsigned int reset_devices;
extern bool initcall_debug;
#define COMMAND_LINE_SIZE 2048

/* Calls fn; a negative value is logged, so is disturbed interrupt state. Value is fn's. */
int do_one_initcall(initcall_t fn);
/* Runs the early ones, the console ones, all levels. Context: process, interrupts enabled. */
void do_pre_smp_initcalls(void);
void console_initcalls(void);
void do_initcalls(void);
/* Hands the command line's early parameters to their handlers; a second call does nothing. */
void parse_early_param(void);
void parse_early_options(char *cmdline);
/* Hands the rest of it to the parameters in section __param and to __setup() handlers; says what nobody knows. */
void parse_command_line(void);
__END_DECLS
#endif
#endif
