/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _GCD_H
#define _GCD_H
#include <linux/compiler.h>
__BEGIN_DECLS
unsigned long gcd(unsigned long a, unsigned long b) __attribute_const__;
__END_DECLS
#endif
