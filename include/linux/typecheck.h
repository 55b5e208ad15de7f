/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TYPECHECK_H
#define _LINUX_TYPECHECK_H
/* Both warn when x is not of the type; the value is 1. */
#define typecheck(type, x)                                                                         \
	({                                                                                         \
		type __wanted;                                                                     \
		__typeof__(x) __given;                                                             \
		(void)(&__wanted == &__given);                                                     \
		1;                                                                                 \
	})
#define typecheck_fn(type, function)                                                               \
	({                                                                                         \
		__typeof__(type) __wanted = function;                                              \
		(void)__wanted;                                                                    \
	})
#define typecheck_pointer(x)                                                                       \
	({                                                                                         \
		__typeof__(x) __given;                                                             \
		(void)sizeof(*__given);                                                            \
		1;                                                                                 \
	})
#endif
