/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LCM_H
#define _LCM_H
#include <linux/compiler.h>
__BEGIN_DECLS
unsigned long lcm(unsigned long a, unsigned long b) __attribute_const__;
__END_DECLS
#endif
