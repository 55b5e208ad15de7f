/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_STRINGIFY_H
#define _LINUX_STRINGIFY_H
#define __stringify_1(x...) #x
/* The text of its argument after macro expansion. */
#define __stringify(x...) __stringify_1(x)
#endif
