/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _INCLUDE_LIBFDT_H_
#define _INCLUDE_LIBFDT_H_
/*
 * libfdt, Debian's package as scripts/get-libfdt fetched it (build/deps/libfdt-*: include path and
 * library). Linux 6.12 has a copy of the same library in scripts/dtc/libfdt.
 */
#include <linux/libfdt_env.h>
#include <libfdt.h>

#endif /* _INCLUDE_LIBFDT_H_ */
