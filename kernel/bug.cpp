// SPDX-License-Identifier: GPL-2.0-only
// BUG() and WARN() that trap: what the instruction at an address means.
//
// Each is an entry of __bug_table (asm/bug.h), found by a plain search, since this is the end of a fast path and not one. An entry can
// be written: WARN_ON_ONCE() is a flag in it, set when it has been told, so nothing is tested in the code itself.
//
// Linux 6.12: lib/bug.c.

#include <linux/bug.h>

#include <asm/sections.h>
#include <linux/kernel.h>
#include <linux/printk.h>

extern "C" {
extern struct bug_entry __start___bug_table[], __stop___bug_table[];
}

static unsigned long address_of(const struct bug_entry *bug)
{
	return reinterpret_cast<unsigned long>(&bug->bug_addr_disp) + bug->bug_addr_disp;
}

struct bug_entry *find_bug(unsigned long bugaddr)
{
	for (struct bug_entry *bug = __start___bug_table; bug != __stop___bug_table; bug++)
		if (address_of(bug) == bugaddr)
			return bug;
	return nullptr;
}

void bug_get_file_line(struct bug_entry *bug, const char **file, unsigned int *line)
{
	*file = reinterpret_cast<const char *>(&bug->file_disp) + bug->file_disp;
	*line = bug->line;
}

enum bug_trap_type report_bug(unsigned long bugaddr, struct pt_regs *regs)
{
	struct bug_entry *const bug = is_kernel_text(bugaddr) ? find_bug(bugaddr) : nullptr;
	const char *file;
	unsigned int line;

	if (!bug)
		return BUG_TRAP_TYPE_NONE;
	bug_get_file_line(bug, &file, &line);

	const bool warning = bug->flags & BUGFLAG_WARNING;

	if (warning && (bug->flags & BUGFLAG_ONCE)) {
		if (bug->flags & BUGFLAG_DONE)
			return BUG_TRAP_TYPE_WARN;
		bug->flags |= BUGFLAG_DONE;
	}
	// WARN() has drawn the line already, above its message.
	if (!(bug->flags & BUGFLAG_NO_CUT_HERE))
		printk(KERN_DEFAULT CUT_HERE);
	if (warning) {
		__warn(file, line, reinterpret_cast<void *>(bugaddr), BUG_GET_TAINT(bug), regs,
		       nullptr);
		return BUG_TRAP_TYPE_WARN;
	}
	pr_crit("kernel BUG at %s:%u!\n", file, line);
	return BUG_TRAP_TYPE_BUG;
}
