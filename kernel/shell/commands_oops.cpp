// SPDX-License-Identifier: GPL-2.0-only
// panic and oops: hurting the kernel on purpose, to see what its reports look like and to test that they are right.

#include "kernel/shell/oops_usercopy.h"
#include "kernel/shell/shell.h"

#include <asm/pgtable.h>
#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/console.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/io.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/kstrtox.h>
#include <linux/poison.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "kernel/rcu/rcu.hpp"
#include "kernel/workqueue/workqueue.hpp"

namespace shell
{
namespace
{

// The address goes through a volatile variable: the compiler is not to see what comes.
void read_from(unsigned long address)
{
	volatile unsigned long bad_address = address;

	(void)*reinterpret_cast<const volatile u64 *>(bad_address);
}

void oops_null()
{
	read_from(8);
}

// A field far inside a structure that a null pointer was taken for.
void oops_near_null()
{
	read_from(0x7f0);
}

void oops_user()
{
	read_from(0x0000004000001000);
}

void oops_non_canonical()
{
	read_from(0x6b6b6b6b6b6b6b6b);
}

// QEMU's machine has neither RAM nor a device there: the bus says no.
void oops_external()
{
	void *const nothing = ioremap(0x0b000000, PAGE_SIZE);

	if (nothing)
		read_from(reinterpret_cast<unsigned long>(nothing));
}

// The page behind an area.
void oops_guard()
{
	char *const area = static_cast<char *>(vmalloc(2 * PAGE_SIZE));

	read_from(reinterpret_cast<unsigned long>(area + 2 * PAGE_SIZE));
}

// An object whose page may not be written. Of a cache of its own, lest others meet that page.
void oops_object()
{
	struct kmem_cache *const cache =
		kmem_cache_create("oops_object", 100, 0, SLAB_NO_MERGE, nullptr);
	u64 *volatile object = static_cast<u64 *>(kmem_cache_alloc(cache, GFP_KERNEL));
	const unsigned long page = reinterpret_cast<unsigned long>(object) & PAGE_MASK;

	if (object && !set_memory_range_prot(page, page + PAGE_SIZE, PAGE_KERNEL_RO))
		WRITE_ONCE(object[1], 0);
}

void oops_poison()
{
	read_from(reinterpret_cast<unsigned long>(LIST_POISON1));
}

// Not volatile: that would make it data.
const u64 read_only_word = 1;

void oops_write_ro()
{
	u64 *target = const_cast<u64 *>(&read_only_word);

	OPTIMIZER_HIDE_VAR(target);
	WRITE_ONCE(*target, 2);
}

void oops_write_text()
{
	*reinterpret_cast<volatile u64 *>(&oops_write_ro) = 0;
}

#ifdef CONFIG_DEBUG_WX
// The same memory at its linear address.
void oops_write_alias()
{
	*static_cast<volatile u64 *>(lm_alias(&oops_write_ro)) = 0;
}
#endif

// RET: were data executable, the call would come back as if nothing had happened.
alignas(8) constinit u32 code_in_data[] = {0xd65f03c0};

noinline void call(const void *code)
{
	void (*volatile function)() =
		reinterpret_cast<void (*)()>(reinterpret_cast<uintptr_t>(code));

	function();
}

void oops_exec_data()
{
	call(code_in_data);
}

#ifdef CONFIG_DEBUG_WX
void oops_exec_alias()
{
	call(lm_alias(&call));
}
#endif

// UDF #0, as data inside the kernel's text: undefined on every AArch64 processor.
const u32 __section(".text.shell_undefined_instruction") __aligned(4) undefined_instruction = 0;

void oops_exec_null()
{
	call(nullptr);
}

// Of no use to anybody here.
void oops_brk()
{
	asm volatile("brk #0x123");
}

void oops_undef()
{
	call(&undefined_instruction);
}

void oops_pc()
{
	call(reinterpret_cast<const char *>(&undefined_instruction) + 2);
}

// Ordinary loads may be unaligned, atomics may not; one that crosses 16 bytes faults even with LSE2.
void oops_unaligned()
{
	alignas(16) static constinit char bytes[32];
	u32 *volatile misaligned = reinterpret_cast<u32 *>(bytes + 15);

	__atomic_fetch_add(misaligned, 1, __ATOMIC_RELAXED);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winfinite-recursion"
noinline u64 recurse(u64 depth)
{
	volatile u64 frame[64];

	frame[0] = depth;
	return recurse(depth + 1) + frame[0];
}
#pragma GCC diagnostic pop

void oops_stack_overflow()
{
	recurse(0);
}

void oops_bug()
{
	BUG();
}

void oops_warn()
{
	WARN(1, "requested at the shell");
}

DEFINE_SPINLOCK(held);

void oops_sleep()
{
	spin_lock(&held);
	might_sleep();
	spin_unlock(&held);
}

// The next report moves the time of the one after it. For five minutes at most.
void wait_for_stall_report(unsigned long due)
{
	for (int ms = 0; READ_ONCE(rcu::state.jiffies_stall) == due && ms < 300000; ms++)
		mdelay(1);
}

// A read-side section that outlasts the limit, while a grace period waits for its end.
void oops_rcu_stall()
{
	rcu_read_lock();
	start_poll_synchronize_rcu();
	wait_for_stall_report(READ_ONCE(rcu::state.jiffies_stall));
	rcu_read_unlock();
}

struct stalled_cpu {
	int in_section, grace_period_runs;
	unsigned long due;
	struct completion over;
};

int stall_without_interrupts(void *data)
{
	stalled_cpu *const s = static_cast<stalled_cpu *>(data);

	local_irq_disable();
	smp_store_release(&s->in_section, 1);
	smp_cond_load_acquire(&s->grace_period_runs, VAL);
	wait_for_stall_report(s->due);
	mdelay(1000); // who reports it asks this CPU next what it is doing: it is to be found here
	local_irq_enable();
	complete(&s->over);
	return 0;
}

// The same on another CPU, which takes no ticks meanwhile: this one has to see it.
void oops_rcu_stall_elsewhere()
{
	static stalled_cpu s;
	const unsigned int cpu = cpumask_any_but(cpu_online_mask, smp_processor_id());

	if (cpu >= nr_cpu_ids)
		return console_puts("there is no other CPU\n");
	s = {};
	init_completion(&s.over);
	if (IS_ERR(kthread_run_on_cpu(stall_without_interrupts, &s, cpu, "stalls/%u")))
		return console_puts("no memory for a thread\n");
	smp_cond_load_acquire(&s.in_section, VAL);
	start_poll_synchronize_rcu();
	s.due = READ_ONCE(rcu::state.jiffies_stall);
	smp_store_release(&s.grace_period_runs, 1);
	wait_for_completion(&s.over);
}

#ifdef CONFIG_LOCKUP_DETECTOR
// Until the taint says that it has been reported, or eight times the limit.
void oops_soft_lockup()
{
	preempt_disable();
	for (int ms = 0; !test_taint(TAINT_SOFTLOCKUP) && ms < watchdog_thresh * 16000; ms++)
		mdelay(1);
	preempt_enable();
}

int hard_lockup(void *done)
{
	local_irq_disable();
	mdelay(watchdog_thresh * 4000); // a buddy reports it after 1.2 to 2.4 times the limit
	local_irq_enable();
	complete(static_cast<struct completion *>(done));
	return 0;
}

void oops_hard_lockup()
{
	static struct completion done;
	const unsigned int cpu = cpumask_any_but(cpu_online_mask, smp_processor_id());

	if (cpu >= nr_cpu_ids)
		return console_puts("there is no other CPU\n");
	init_completion(&done);
	if (IS_ERR(kthread_run_on_cpu(hard_lockup, &done, cpu, "stuck/%u")))
		return console_puts("no memory for a thread\n");
	wait_for_completion(&done);
}
#endif

#ifdef CONFIG_WQ_WATCHDOG
// Computes until that is reported, or for ten times the limit.
void hog(struct work_struct *)
{
	const worker_pool *const pool = &per_cpu(workqueue::cpu_worker_pools, 0)[workqueue::normal];

	for (unsigned long ms = 0;
	     !READ_ONCE(pool->cpu_stall) && ms < workqueue::watchdog_thresh * 10000; ms++)
		mdelay(1);
}

void do_nothing(struct work_struct *)
{
}

// One item keeps the CPU, another one waits.
void oops_workqueue_lockup()
{
	struct work_struct first, second;

	INIT_WORK_ONSTACK(&first, hog);
	INIT_WORK_ONSTACK(&second, do_nothing);
	schedule_work_on(0, &first);
	schedule_work_on(0, &second);
	flush_work(&second);
	flush_work(&first);
}

// A queue that is destroyed with an item in it, which cannot be: its count is spoilt.
void oops_workqueue_busy()
{
	struct workqueue_struct *const wq = alloc_workqueue("busy", 0, 0);

	if (!wq)
		return console_puts("no memory for a queue\n");
	per_cpu_ptr(wq->cpu_pwq, 0)->nr_active = 1;
	destroy_workqueue(wq);
}
#endif

#ifdef CONFIG_LOCKDEP
DEFINE_SPINLOCK(one);
DEFINE_SPINLOCK(other);

// Nobody waits for anybody; only the orders contradict each other.
void oops_lock_order()
{
	spin_lock(&one);
	spin_lock(&other);
	spin_unlock(&other);
	spin_unlock(&one);

	spin_lock(&other);
	spin_lock(&one);
	spin_unlock(&one);
	spin_unlock(&other);
}
#endif

struct oops_kind {
	const char *name;
	const char *what;
	void (*hurt)();
	bool survived = false;
};

constexpr oops_kind kinds[] = {
	{"null", "read through a null pointer", oops_null},
	{"near-null", "read a field of a structure at a null pointer", oops_near_null},
	{"user", "read an address of user space", oops_user},
	{"non-canonical", "read an address that is none, of freed objects' poison",
	 oops_non_canonical},
	{"guard", "read behind the end of a vmalloc() area", oops_guard},
	{"object", "write to an object in read-only memory", oops_object},
	{"external", "read where there is neither RAM nor a device", oops_external},
	{"poison", "read through a pointer of a deleted list entry", oops_poison},
	{"write-ro", "write to a constant", oops_write_ro},
	{"write-text", "write to the kernel's code", oops_write_text},
	{"exec-data", "call a function in a data page", oops_exec_data},
#ifdef CONFIG_DEBUG_WX
	{"write-alias", "write to the kernel's code by its linear address", oops_write_alias},
	{"exec-alias", "call the kernel's code by its linear address", oops_exec_alias},
#endif
	{"exec-null", "call a null pointer", oops_exec_null},
	{"pc", "branch to a misaligned address", oops_pc},
	{"brk", "a BRK that means nothing", oops_brk},
	{"undef", "execute an undefined instruction", oops_undef},
	{"unaligned", "atomic access to an unaligned address", oops_unaligned},
	{"stack-overflow", "recurse for ever", oops_stack_overflow},
	{"bug", "BUG()", oops_bug},
	{"warn", "WARN(), which the kernel survives", oops_warn, true},
	{"rcu-stall", "hold up a grace period until that is reported; survived too", oops_rcu_stall,
	 true},
	{"rcu-stall-elsewhere", "the same by another CPU, with interrupts masked; survived too",
	 oops_rcu_stall_elsewhere, true},
	{"sleep", "sleep with a spinlock held; survived too", oops_sleep, true},
#ifdef CONFIG_LOCKUP_DETECTOR
	{"soft-lockup", "let no task run until that is reported; survived too", oops_soft_lockup,
	 true},
	{"hard-lockup", "mask another CPU's interrupts until that is reported; survived too",
	 oops_hard_lockup, true},
#endif
#ifdef CONFIG_HARDENED_USERCOPY
	{"usercopy-size", "copy more than an object to user space", usercopy::slab_size},
	{"usercopy-window", "copy bytes to user space that the cache does not give it",
	 usercopy::slab_window},
	{"usercopy-from", "overwrite such bytes from user space", usercopy::slab_window_from},
	{"usercopy-frame", "copy from the frame of a function that has returned",
	 usercopy::stack_frame},
	{"usercopy-beyond", "copy more than the stack", usercopy::stack_beyond},
	{"usercopy-area", "copy more than a vmalloc() area", usercopy::area},
	{"usercopy-folio", "copy more than a compound page", usercopy::folio},
	{"usercopy-text", "copy the kernel's code to user space", usercopy::text},
	{"usercopy-null", "copy from a null pointer", usercopy::null},
#endif
#ifdef CONFIG_WQ_WATCHDOG
	{"workqueue-lockup", "let no worker run until that is reported; survived too",
	 oops_workqueue_lockup, true},
	{"workqueue-busy", "destroy a work queue that has items; survived too", oops_workqueue_busy,
	 true},
#endif
#ifdef CONFIG_LOCKDEP
	{"lock-order", "take two locks in both orders; survived too", oops_lock_order, true},
#endif
};

int list_kinds()
{
	for (const oops_kind &kind : kinds)
		console_printf("%-20s%s\n", kind.name, kind.what);
	return SHELL_OK;
}

void hurt(void *kind)
{
	static_cast<const oops_kind *>(kind)->hurt();
}

int hurt_in_thread(void *kind)
{
	hurt(kind);
	return -1;
}

// Where an oops ends only the task it shall be none of ours.
int hurt_another_task(const oops_kind *kind)
{
	task_struct *const task =
		kthread_create(hurt_in_thread, const_cast<oops_kind *>(kind), "oops");

	if (IS_ERR(task))
		return static_cast<int>(PTR_ERR(task));
	get_task_struct(task);
	wake_up_process(task);
	while (!(READ_ONCE(task->flags) & PF_EXITING))
		msleep(10);
	return kthread_stop_put(task);
}

int command_oops(int argc, char **argv)
{
	unsigned long cpu = smp_processor_id();

	if (argc == 1)
		return list_kinds();
	if (argc > 3)
		return shell_usage(argv, nullptr);
	if (argc == 3 && (kstrtoul(argv[2], 0, &cpu) || cpu >= nr_cpu_ids || !cpu_online(cpu)))
		return shell_error(argv, "%s: not the number of a CPU that is online", argv[2]);
	for (const oops_kind &kind : kinds) {
		if (strcmp(kind.name, argv[1]))
			continue;
		if (argc == 3)
			smp_call_function_single(cpu, hurt, const_cast<oops_kind *>(&kind), 1);
		else if (panic_on_oops || kind.survived)
			kind.hurt();
		else if (!hurt_another_task(&kind))
			return SHELL_OK;
		if (kind.survived)
			return SHELL_OK;
		return shell_error(argv, "%s: the kernel did not notice", kind.name);
	}
	return shell_error(argv, "%s: no such kind; oops alone lists them", argv[1]);
}
SHELL_COMMAND(oops, "[KIND [CPU]]",
	      "make the kernel fault, on CPU in an interrupt; without KIND, list the ways",
	      command_oops);

int command_panic(int argc, char **argv)
{
	panic("%s", argc > 1 ? argv[1] : "requested at the shell");
}
SHELL_COMMAND(panic, "[TEXT]", "stop the kernel with a report", command_panic);

} // namespace
} // namespace shell
