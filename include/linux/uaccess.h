/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reading and writing memory that may not be there. There is no user memory; what of Linux's header remains are the accesses to
 * kernel memory that return an error instead of faulting (asm/extable.h). Linux 6.12: include/linux/uaccess.h, mm/maccess.c.
 */
#ifndef _LINUX_UACCESS_H
#define _LINUX_UACCESS_H
#include <asm/extable.h>
#include <linux/compiler.h>
#include <linux/errno.h>

/** get_kernel_nofault() - @val = *@ptr, or -EFAULT. Any context. */
#define get_kernel_nofault(val, ptr)                                                               \
	({                                                                                         \
		const __typeof__(val) *__gk_ptr = (ptr);                                           \
		copy_from_kernel_nofault(&(val), __gk_ptr, sizeof(val));                           \
	})

/**
 * strncpy_from_kernel_nofault() - copy a string that may not be there.
 * Returns the bytes copied, the terminator included; @count when there was none within (then the last byte is made one); 0 for a
 * @count of 0 and less; -EFAULT (@dst is empty).
 */
static inline long strncpy_from_kernel_nofault(char *dst, const void *unsafe_addr, long count)
{
	const char *src = (const char *)unsafe_addr;
	long i;

	if (count <= 0)
		return 0;
	for (i = 0; i < count; i++) {
		if (copy_from_kernel_nofault(dst + i, src + i, 1)) {
			dst[0] = '\0';
			return -EFAULT;
		}
		if (!dst[i])
			return i + 1;
	}
	dst[count - 1] = '\0';
	return count;
}

#endif
