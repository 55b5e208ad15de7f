/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copies to and from user space, and accesses to kernel memory that return an error instead of faulting (asm/extable.h).
 *
 * There are no processes: who reads or writes a file is a task of the kernel, and the __user address that it hands over is one of
 * its own, which is there. So a copy is as far as it goes, and what Linux asks of the kernel's side of it is asked here too.
 * Linux 6.12: include/linux/uaccess.h, mm/maccess.c.
 */
#ifndef _LINUX_UACCESS_H
#define _LINUX_UACCESS_H
#include <asm/extable.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/string.h>
#include <linux/thread_info.h>

/** __copy_to_user() - copy @n bytes of the kernel's at @from, which check_object_size() is asked about. Return: bytes left, 0 */
static __always_inline unsigned long __must_check __copy_to_user(void __user *to, const void *from,
								 unsigned long n)
{
	check_object_size(from, n, true);
	memcpy(to, from, n);
	return 0;
}

/** __copy_from_user() - the same to the kernel's memory at @to */
static __always_inline unsigned long __must_check __copy_from_user(void *to,
								   const void __user *from,
								   unsigned long n)
{
	check_object_size(to, n, false);
	memcpy(to, from, n);
	return 0;
}

/** copy_to_user() - __copy_to_user(), if check_copy_size() allows. Return: bytes not copied: 0 or @n */
static __always_inline unsigned long __must_check copy_to_user(void __user *to, const void *from,
							       unsigned long n)
{
	if (!check_copy_size(from, n, true))
		return n;
	memcpy(to, from, n);
	return 0;
}

/** copy_from_user() - __copy_from_user(), if check_copy_size() allows. Return: bytes not copied: 0 or @n */
static __always_inline unsigned long __must_check copy_from_user(void *to, const void __user *from,
								 unsigned long n)
{
	if (!check_copy_size(to, n, false))
		return n;
	memcpy(to, from, n);
	return 0;
}

#ifdef CONFIG_HARDENED_USERCOPY
__BEGIN_DECLS
/** usercopy_abort() - say what was to be copied from where, and end in BUG(). mm/usercopy.cpp */
void __attribute__((noreturn)) usercopy_abort(const char *name, const char *detail, bool to_user,
					      unsigned long offset, unsigned long len);
__END_DECLS
#endif

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
