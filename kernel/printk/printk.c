// SPDX-License-Identifier: GPL-2.0-only
/*
 * The log's place for debuggers: Linux's own gdb scripts ask for 'printk.c'::prb, in C's words. It adds no code.
 */
#include "kernel/printk/ringbuffer.h"

struct printk_ringbuffer *prb = &printk_rb_static;
