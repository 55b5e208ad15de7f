// SPDX-License-Identifier: GPL-2.0-only
// What a task is to the CPU. Linux 6.12: copy_thread(), __get_wchan() in arch/arm64/kernel/process.c.

#include <asm/memory.h>
#include <asm/stacktrace.h>
#include <asm/switch_to.h>
#include <linux/sched.h>

static_assert(offsetof(cpu_context, fp) == 16 * 5);
static_assert(offsetof(cpu_context, pc) == 16 * 6);

void arch_prepare_thread(struct task_struct *task, int (*fn)(void *), void *arg)
{
	// A zero frame record at the top.
	unsigned long *const top = reinterpret_cast<unsigned long *>(
		static_cast<char *>(task->stack) + THREAD_SIZE - 2 * sizeof(long));
	cpu_context &context = task->thread.cpu_context;

	context = {};
	context.x19 = reinterpret_cast<unsigned long>(fn);
	context.x20 = reinterpret_cast<unsigned long>(arg);
	context.fp = reinterpret_cast<unsigned long>(top);
	context.sp = context.fp;
	context.pc = reinterpret_cast<unsigned long>(ret_from_fork);
}
