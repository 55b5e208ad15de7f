/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Formatted text. Formats: C's integer and string conversions and the kernel's %p family (docs/printk-and-kunit.md has
 * the table). No floating point. Any context, no locks.
 */
#ifndef _LINUX_KERNEL_SPRINTF_H_
#define _LINUX_KERNEL_SPRINTF_H_
#include <linux/compiler_types.h>
#include <linux/types.h>
#include <linux/stdarg.h>
#if __STDC_HOSTED__
#include <stdio.h>
#endif
__BEGIN_DECLS
int num_to_str(char *buf, int size, unsigned long long num, unsigned int width);
#if !__STDC_HOSTED__
/* Without a bound on the output: use only where the length is known. Return the length without the NUL. */
__printf(2, 3) int sprintf(char *buf, const char *fmt, ...);
__printf(2, 0) int vsprintf(char *buf, const char *fmt, va_list args);
/* At most size bytes with the NUL. Return the length that unbounded output would have had. */
__printf(3, 4) int snprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 0) int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
#endif
/* As snprintf(), but return what was really written. */
__printf(3, 4) int scnprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 0) int vscnprintf(char *buf, size_t size, const char *fmt, va_list args);
#if !__STDC_HOSTED__
__scanf(2, 3) int sscanf(const char *buf, const char *fmt, ...);
__scanf(2, 0) int vsscanf(const char *buf, const char *fmt, va_list args);
#endif
/* Into kmalloc()ed memory; NULL when there is none. In lib/kasprintf.cpp. */
__printf(2, 3) __malloc char *kasprintf(gfp_t gfp, const char *fmt, ...);
__printf(2, 0) __malloc char *kvasprintf(gfp_t gfp, const char *fmt, va_list args);
__printf(2, 0) const char *kvasprintf_const(gfp_t gfp, const char *fmt, va_list args);
extern bool no_hash_pointers;
/** no_hash_pointers_enable() - %p prints addresses from now on; says so in the log. @str is not used. At boot. */
int no_hash_pointers_enable(char *str);
__END_DECLS
#endif
