/* SPDX-License-Identifier: GPL-2.0-only */
/* Assertions that the compiler proves. */
#ifndef _LINUX_BUILD_BUG_H
#define _LINUX_BUILD_BUG_H
#include <linux/compiler.h>
#ifdef __cplusplus
#define BUILD_BUG_ON(condition)              static_assert(!(condition), "BUILD_BUG_ON failed: " #condition)
#define BUILD_BUG_ON_MSG(condition, message) static_assert(!(condition), message)
#define BUILD_BUG()                          __builtin_trap()
#define BUILD_BUG_ON_ZERO(condition)         0
#else
#define BUILD_BUG_ON_MSG(condition, message) compiletime_assert(!(condition), message)
#define BUILD_BUG_ON(condition)              BUILD_BUG_ON_MSG(condition, "BUILD_BUG_ON failed: " #condition)
#define BUILD_BUG()                          BUILD_BUG_ON_MSG(1, "BUILD_BUG failed")
#define BUILD_BUG_ON_ZERO(condition)         ((int)(sizeof(struct { int : (-!!(condition)); })))
/* static_assert with or without a message; in C++ it is a keyword already. */
#define static_assert(condition, ...) __static_assert(condition, ##__VA_ARGS__, #condition)
#define __static_assert(condition, message, ...) _Static_assert(condition, message)
#endif
#define BUILD_BUG_ON_NOT_POWER_OF_2(n)   BUILD_BUG_ON((n) == 0 || (((n) & ((n)-1)) != 0))
#define __BUILD_BUG_ON_NOT_POWER_OF_2(n) BUILD_BUG_ON(((n) & ((n)-1)) != 0)
#define BUILD_BUG_ON_INVALID(e)          ((void)(sizeof((long)(e))))
#endif
