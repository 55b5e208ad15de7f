/* SPDX-License-Identifier: GPL-2.0-only */
/* Words for yes and no. */
#ifndef _LINUX_STRING_CHOICES_H_
#define _LINUX_STRING_CHOICES_H_
#include <linux/types.h>
#define __slub64_choice(name, yes, no)                                                             \
	static inline const char *name(bool v)                                                     \
	{                                                                                          \
		return v ? yes : no;                                                               \
	}
__slub64_choice(str_enable_disable, "enable", "disable")
	__slub64_choice(str_enabled_disabled, "enabled", "disabled")
		__slub64_choice(str_hi_lo, "hi", "lo") __slub64_choice(str_high_low, "high", "low")
			__slub64_choice(str_on_off, "on", "off")
				__slub64_choice(str_read_write, "read", "write")
					__slub64_choice(str_yes_no, "yes", "no")
						__slub64_choice(str_true_false, "true", "false")
#undef __slub64_choice
							static inline const
	char *str_plural(size_t num)
{
	return num == 1 ? "" : "s";
}
#endif
