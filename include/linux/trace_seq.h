/* SPDX-License-Identifier: GPL-2.0-only */
/* A text of limited length that grows at its end. What does not fit is left out. Linux 6.12: include/linux/trace_seq.h. */
#ifndef _LINUX_TRACE_SEQ_H
#define _LINUX_TRACE_SEQ_H

#include <linux/compiler.h>
#include <linux/types.h>

#define TRACE_SEQ_BUFFER_SIZE 1024

struct trace_seq {
	size_t len; /* without the terminating zero, which is always there */
	char buffer[TRACE_SEQ_BUFFER_SIZE];
};

__BEGIN_DECLS
__printf(2, 3) void trace_seq_printf(struct trace_seq *s, const char *fmt, ...);
void trace_seq_puts(struct trace_seq *s, const char *str);
void trace_seq_putc(struct trace_seq *s, unsigned char c);
__END_DECLS

static inline void trace_seq_init(struct trace_seq *s)
{
	s->len = 0;
	s->buffer[0] = 0;
}

#endif
