/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_REBOOT_H
#define _LINUX_REBOOT_H
/*
 * Ends of a session: off, again, or with an exit status. Linux 6.12: include/linux/reboot.h,
 * kernel/reboot.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

enum reboot_mode {
	REBOOT_UNDEFINED = -1,
	REBOOT_COLD = 0,
	REBOOT_WARM,
	REBOOT_HARD,
	REBOOT_SOFT,
	REBOOT_GPIO,
};
extern enum reboot_mode reboot_mode;

/**
 * pm_power_off - what switches the machine off, NULL when nothing does. Set by a firmware driver
 * (PSCI).
 */
extern void (*pm_power_off)(void);
/** arm_pm_restart - what resets the machine, NULL when nothing does. */
extern void (*arm_pm_restart)(enum reboot_mode mode, const char *cmd);

/**
 * machine_restart(), machine_power_off(), machine_halt() - at once; any context. When nothing can,
 * one line, and the CPU waits for ever.
 */
void machine_restart(char *cmd) __attribute__((noreturn));
void machine_power_off(void) __attribute__((noreturn));
void machine_halt(void) __attribute__((noreturn));

/**
 * kernel_restart(), kernel_power_off(), kernel_halt() - with Linux's line before ("reboot: Power
 * down"). Process context.
 */
void kernel_restart(char *cmd) __attribute__((noreturn));
void kernel_power_off(void) __attribute__((noreturn));
void kernel_halt(void) __attribute__((noreturn));
/** emergency_restart() - machine_restart() from any context, a panic included. */
void emergency_restart(void) __attribute__((noreturn));

/**
 * machine_exit() - end the session and tell the emulator how it went.
 * @status: 0 powers off. Anything else reaches the emulator's exit status through
 *         semihosting when the command line says
 *	    "semihosting"; without that it becomes a line of text before the power goes off.
 * Any context.
 */
void machine_exit(int status) __attribute__((noreturn));

/**
 * semihosting_enabled() - whether "semihosting" is on the command line: the emulator or debugger
 * answers HLT #0xF000.
 */
bool semihosting_enabled(void);
/**
 * semihosting_exit() - SYS_EXIT_EXTENDED with @status. Returns when nobody answered. Only when
 * semihosting_enabled().
 */
void semihosting_exit(int status);

__END_DECLS

#endif /* _LINUX_REBOOT_H */
