// SPDX-License-Identifier: GPL-2.0-only
//
// What CONFIG_DEBUG_SPINLOCK finds, each fault once. Where the real call would wait for ever the check alone is called.

#include <linux/spinlock.h>

#ifdef CONFIG_DEBUG_SPINLOCK

#include <kunit/test.h>
#include <linux/irqflags.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "kernel/locking/spinlock_debug.hpp"
#include "tests/kunit/helpers.h"

namespace
{

DEFINE_RAW_SPINLOCK(spin_to_hurt);
DEFINE_RWLOCK(rw_to_hurt);

int start(struct kunit *)
{
	spin_to_hurt = __RAW_SPIN_LOCK_UNLOCKED(spin_to_hurt);
	rw_to_hurt = __RW_LOCK_UNLOCKED(rw_to_hurt);
	spinlock_debug::again = true;
	preempt_disable();
	return 0;
}

void end(struct kunit *)
{
	spinlock_debug::again = false;
	preempt_enable();
}

// "BUG: spinlock WHAT", and how the lock looks.
void expect(struct kunit *test, const helpers::new_log &log, const char *what, const char *magic,
	    const char *owner, int owner_cpu)
{
	char line[160];

	snprintf(line, sizeof(line), "BUG: spinlock %s on CPU#%d, %s/%d", what, smp_processor_id(),
		 current->comm, current->pid);
	KUNIT_EXPECT_TRUE_MSG(test, log.has(line), "no line: %s", line);
	// A variable's name is not in the table of symbols.
	snprintf(line, sizeof(line), " lock: %pS, .magic: %s, .owner: %s, .owner_cpu: %d",
		 &spin_to_hurt, magic, owner, owner_cpu);
	KUNIT_EXPECT_TRUE_MSG(test, log.has(line), "no line: %s", line);
}

const char *self()
{
	static char text[TASK_COMM_LEN + 16];

	snprintf(text, sizeof(text), "%s/%d", current->comm, current->pid);
	return text;
}

void nothing_wrong(struct kunit *test)
{
	helpers::new_log log;

	raw_spin_lock(&spin_to_hurt);
	KUNIT_EXPECT_PTR_EQ(test, spin_to_hurt.owner, (void *)current);
	KUNIT_EXPECT_EQ(test, (int)spin_to_hurt.owner_cpu, smp_processor_id());
	KUNIT_EXPECT_FALSE(test, raw_spin_trylock(&spin_to_hurt));
	raw_spin_unlock(&spin_to_hurt);
	KUNIT_EXPECT_PTR_EQ(test, spin_to_hurt.owner, (void *)-1L);
	KUNIT_EXPECT_EQ(test, (int)spin_to_hurt.owner_cpu, -1);
	KUNIT_EXPECT_TRUE(test, raw_spin_trylock(&spin_to_hurt));
	raw_spin_unlock(&spin_to_hurt);
	read_lock(&rw_to_hurt);
	read_unlock(&rw_to_hurt);
	write_lock(&rw_to_hurt);
	write_unlock(&rw_to_hurt);
	KUNIT_EXPECT_FALSE(test, log.has("BUG: *"));
}

void bad_magic(struct kunit *test)
{
	helpers::new_log log;

	spin_to_hurt.magic = 0x12345678;
	raw_spin_lock(&spin_to_hurt);
	spin_to_hurt.magic = SPINLOCK_MAGIC;
	raw_spin_unlock(&spin_to_hurt);
	expect(test, log, "bad magic", "12345678", "<none>/-1", -1);
	KUNIT_EXPECT_TRUE(test, log.has("Call trace:"));
}

void recursion(struct kunit *test)
{
	helpers::new_log log;

	raw_spin_lock(&spin_to_hurt);
	debug_spin_lock_before(&spin_to_hurt);
	raw_spin_unlock(&spin_to_hurt);
	expect(test, log, "recursion", "dead4ead", self(), smp_processor_id());
	expect(test, log, "cpu recursion", "dead4ead", self(), smp_processor_id());
}

void already_unlocked(struct kunit *test)
{
	helpers::new_log log;

	debug_spin_unlock(&spin_to_hurt);
	expect(test, log, "already unlocked", "dead4ead", "<none>/-1", -1);
	expect(test, log, "wrong owner", "dead4ead", "<none>/-1", -1);
	expect(test, log, "wrong CPU", "dead4ead", "<none>/-1", -1);
}

void another_owner(struct kunit *test)
{
	helpers::new_log log;

	raw_spin_lock(&spin_to_hurt);
	spin_to_hurt.owner = &init_task;
	raw_spin_unlock(&spin_to_hurt);
	expect(test, log, "wrong owner", "dead4ead", "swapper/0/0", smp_processor_id());
	KUNIT_EXPECT_FALSE(test, log.has("BUG: spinlock wrong CPU*"));
}

void another_cpu(struct kunit *test)
{
	helpers::new_log log;

	raw_spin_lock(&spin_to_hurt);
	spin_to_hurt.owner_cpu = NR_CPUS - 1;
	raw_spin_unlock(&spin_to_hurt);
	expect(test, log, "wrong CPU", "dead4ead", self(), NR_CPUS - 1);
	KUNIT_EXPECT_FALSE(test, log.has("BUG: spinlock wrong owner*"));
}

void rwlocks(struct kunit *test)
{
	helpers::new_log log;

	rw_to_hurt.magic = 0;
	read_lock(&rw_to_hurt);
	rw_to_hurt.magic = RWLOCK_MAGIC;
	read_unlock(&rw_to_hurt);
	KUNIT_EXPECT_TRUE(test, log.has("BUG: rwlock bad magic on CPU#[0-9]*, */[0-9]*, *"));
	write_lock(&rw_to_hurt);
	debug_write_lock_before(&rw_to_hurt);
	KUNIT_EXPECT_TRUE(test, log.has("BUG: rwlock recursion on CPU#[0-9]*, */[0-9]*, *"));
	KUNIT_EXPECT_TRUE(test, log.has("BUG: rwlock cpu recursion on CPU#*"));
	KUNIT_EXPECT_FALSE(test, log.has("BUG: rwlock wrong *"));
	rw_to_hurt.owner = &init_task;
	rw_to_hurt.owner_cpu = NR_CPUS - 1;
	write_unlock(&rw_to_hurt);
	KUNIT_EXPECT_TRUE(test, log.has("BUG: rwlock wrong owner on CPU#*"));
	KUNIT_EXPECT_TRUE(test, log.has("BUG: rwlock wrong CPU on CPU#*"));
}

struct kunit_case cases[] = {
	KUNIT_CASE(nothing_wrong), KUNIT_CASE(bad_magic),
	KUNIT_CASE(recursion),     KUNIT_CASE(already_unlocked),
	KUNIT_CASE(another_owner), KUNIT_CASE(another_cpu),
	KUNIT_CASE(rwlocks),       {},
};

struct kunit_suite suite = {
	.name = "spinlock_debug",
	.init = start,
	.exit = end,
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);

#endif
