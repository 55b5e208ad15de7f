/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_INSTRUMENTED_H
#define _LINUX_INSTRUMENTED_H
#include <linux/compiler.h>
#include <linux/types.h>
#define instrument_read(v, size)                                                                   \
	do {                                                                                       \
	} while (0)
#define instrument_write(v, size)                                                                  \
	do {                                                                                       \
	} while (0)
#define instrument_atomic_read(v, size)                                                            \
	do {                                                                                       \
	} while (0)
#define instrument_atomic_write(v, size)                                                           \
	do {                                                                                       \
	} while (0)
#define instrument_atomic_read_write(v, size)                                                      \
	do {                                                                                       \
	} while (0)
#endif
