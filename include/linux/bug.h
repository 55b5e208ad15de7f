/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Checks of what must hold. BUG_ON() ends the machine, WARN_ON() reports and goes on (its value is the condition);
 * the _ONCE ones report the first time only. The architecture has them as a trap (asm/bug.h, kernel/bug.cpp) or leaves them to calls
 * of kernel/panic.cpp.
 */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H
#include <linux/compiler.h>
#include <linux/build_bug.h>
#include <linux/stdarg.h>
#include <linux/types.h>
#include <asm/bug.h>

#define CUT_HERE "------------[ cut here ]------------\n"
/* Of an entry in __bug_table. */
#define BUGFLAG_WARNING      (1 << 0)
#define BUGFLAG_ONCE         (1 << 1)
#define BUGFLAG_DONE         (1 << 2)
#define BUGFLAG_NO_CUT_HERE  (1 << 3)
#define BUGFLAG_TAINT(taint) ((taint) << 8)
#define BUG_GET_TAINT(bug)   ((bug)->flags >> 8)

/* The first two are distances from the field itself. */
struct bug_entry {
	int bug_addr_disp;
	int file_disp;
	unsigned short line;
	unsigned short flags;
};

enum bug_trap_type {
	BUG_TRAP_TYPE_NONE = 0,
	BUG_TRAP_TYPE_WARN = 1,
	BUG_TRAP_TYPE_BUG = 2,
};

struct pt_regs;
struct warn_args;

__BEGIN_DECLS
/* "WARNING: CPU: 0 PID: 0 at file:line function+off/size", the text (fmt may be NULL), registers, call trace. */
__printf(4, 5) __cold void warn_slowpath_fmt(const char *file, const int line, unsigned taint,
					     const char *fmt, ...);
__printf(1, 2) void __warn_printk(const char *fmt, ...);
void __warn(const char *file, int line, void *caller, unsigned taint, struct pt_regs *regs,
	    struct warn_args *args);
/* report_bug() - tell what the trap at @bugaddr means, as far as it is one of ours; the caller ends the machine on a BUG. */
enum bug_trap_type report_bug(unsigned long bugaddr, struct pt_regs *regs);
struct bug_entry *find_bug(unsigned long bugaddr);
void bug_get_file_line(struct bug_entry *bug, const char **file, unsigned int *line);
__END_DECLS

#ifndef BUG
#define BUG() __bug(__FILE__, __LINE__)
#endif
#define BUG_ON(condition)                                                                          \
	do {                                                                                       \
		if (unlikely(condition))                                                           \
			BUG();                                                                     \
	} while (0)

#ifdef __WARN_FLAGS
#define __WARN() __WARN_FLAGS(BUGFLAG_TAINT(9 /* TAINT_WARN */))
#define __WARN_printf(taint, fmt, ...)                                                             \
	do {                                                                                       \
		__warn_printk(fmt, ##__VA_ARGS__);                                                 \
		__WARN_FLAGS(BUGFLAG_NO_CUT_HERE | BUGFLAG_TAINT(taint));                          \
	} while (0)
#define WARN_ON_ONCE(condition)                                                                    \
	({                                                                                         \
		bool __warn_once = !!(condition);                                                  \
		if (unlikely(__warn_once))                                                         \
			__WARN_FLAGS(BUGFLAG_ONCE | BUGFLAG_TAINT(9 /* TAINT_WARN */));            \
		unlikely(__warn_once);                                                             \
	})
#else
#define __WARN() warn_slowpath_fmt(__FILE__, __LINE__, 9 /* TAINT_WARN */, NULL)
#define __WARN_printf(taint, fmt, ...)                                                             \
	warn_slowpath_fmt(__FILE__, __LINE__, taint, fmt, ##__VA_ARGS__)
#define WARN_ON_ONCE(condition)                                                                    \
	({                                                                                         \
		bool __warn_once = !!(condition);                                                  \
		if (unlikely(__warn_once) && __slub64_first_time(true))                            \
			__WARN();                                                                  \
		unlikely(__warn_once);                                                             \
	})
#endif
#define WARN_ON(condition)                                                                         \
	({                                                                                         \
		bool __warn_on = !!(condition);                                                    \
		if (unlikely(__warn_on))                                                           \
			__WARN();                                                                  \
		unlikely(__warn_on);                                                               \
	})
#define WARN(condition, fmt, ...)                                                                  \
	({                                                                                         \
		bool __warn_on = !!(condition);                                                    \
		if (unlikely(__warn_on))                                                           \
			__WARN_printf(9 /* TAINT_WARN */, fmt, ##__VA_ARGS__);                     \
		unlikely(__warn_on);                                                               \
	})
#define WARN_TAINT(condition, taint, fmt, ...)                                                     \
	({                                                                                         \
		bool __warn_on = !!(condition);                                                    \
		if (unlikely(__warn_on))                                                           \
			__WARN_printf(taint, fmt, ##__VA_ARGS__);                                  \
		unlikely(__warn_on);                                                               \
	})
/* 1 the first time that the condition holds. */
#define __slub64_first_time(condition)                                                             \
	({                                                                                         \
		static bool __already __section(".data..once");                                    \
		bool __first = !!(condition) && !__already;                                        \
		if (unlikely(__first))                                                             \
			__already = true;                                                          \
		unlikely(__first);                                                                 \
	})
#define DO_ONCE_LITE_IF(condition, func, ...)                                                      \
	({                                                                                         \
		bool __do_once = !!(condition);                                                    \
		if (__slub64_first_time(__do_once))                                                \
			func(__VA_ARGS__);                                                         \
		unlikely(__do_once);                                                               \
	})
#define DO_ONCE_LITE(func, ...) DO_ONCE_LITE_IF(true, func, ##__VA_ARGS__)
#define WARN_ONCE(condition, fmt, ...)                                                             \
	({                                                                                         \
		bool __warn_once = !!(condition);                                                  \
		if (unlikely(__warn_once) && __slub64_first_time(true))                            \
			__WARN_printf(9 /* TAINT_WARN */, fmt, ##__VA_ARGS__);                     \
		unlikely(__warn_once);                                                             \
	})
#define WARN_TAINT_ONCE(condition, taint, fmt, ...)                                                \
	({                                                                                         \
		bool __warn_once = !!(condition);                                                  \
		if (unlikely(__warn_once) && __slub64_first_time(true))                            \
			__WARN_printf(taint, fmt, ##__VA_ARGS__);                                  \
		unlikely(__warn_once);                                                             \
	})
#define WARN_ON_SMP(x) WARN_ON(x)
#define CHECK_DATA_CORRUPTION(condition, fmt, ...)                                                 \
	({                                                                                         \
		bool __corrupt = !!(condition);                                                    \
		WARN(__corrupt, fmt, ##__VA_ARGS__);                                               \
		__corrupt;                                                                         \
	})
#endif
