/* SPDX-License-Identifier: GPL-2.0-only */
/* A macro of so common a word: headers that the C++ library's follow include asm/get_current.h instead. */
#ifndef __ASM_CURRENT_H
#define __ASM_CURRENT_H

#include <asm/get_current.h>

#define current get_current()

#endif
