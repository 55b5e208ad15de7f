/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory's flags in the words of events; p is the text that TP_printk() has for such. Linux 6.12: include/trace/events/mmflags.h. */
#ifndef _TRACE_MMFLAGS_H
#define _TRACE_MMFLAGS_H
#define show_gfp_flags(flags) trace_print_gfp_flags(p, flags)
#endif
