// SPDX-License-Identifier: GPL-2.0-only
// panic and oops: hurting the kernel on purpose, to see what its reports look like and to test that they are right.

#include "kernel/shell/shell.h"

#include <linux/bug.h>
#include <linux/console.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/kstrtox.h>
#include <linux/poison.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "kernel/rcu/rcu.hpp"

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

// UDF #0, as data inside the kernel's text: undefined on every AArch64 processor.
const u32 __section(".text.shell_undefined_instruction") __aligned(4) undefined_instruction = 0;

void oops_undef()
{
	call(&undefined_instruction);
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

// A read-side section that outlasts the limit, while a grace period waits for its end.
void oops_rcu_stall()
{
	rcu_read_lock();
	start_poll_synchronize_rcu();
	mdelay(jiffies_to_msecs(rcu::stall_timeout_jiffies()) + 500);
	rcu_read_unlock();
}

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
	{"poison", "read through a pointer of a deleted list entry", oops_poison},
	{"write-ro", "write to a constant", oops_write_ro},
	{"write-text", "write to the kernel's code", oops_write_text},
	{"exec-data", "call a function in a data page", oops_exec_data},
	{"undef", "execute an undefined instruction", oops_undef},
	{"unaligned", "atomic access to an unaligned address", oops_unaligned},
	{"stack-overflow", "recurse for ever", oops_stack_overflow},
	{"bug", "BUG()", oops_bug},
	{"warn", "WARN(), which the kernel survives", oops_warn, true},
	{"rcu-stall", "hold up a grace period until that is reported; survived too", oops_rcu_stall,
	 true},
	{"sleep", "sleep with a spinlock held; survived too", oops_sleep, true},
#ifdef CONFIG_LOCKDEP
	{"lock-order", "take two locks in both orders; survived too", oops_lock_order, true},
#endif
};

int list_kinds()
{
	for (const oops_kind &kind : kinds)
		console_printf("%-16s%s\n", kind.name, kind.what);
	return SHELL_OK;
}

void hurt(void *kind)
{
	static_cast<const oops_kind *>(kind)->hurt();
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
		else
			kind.hurt();
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
