// SPDX-License-Identifier: GPL-2.0-only
//
// Something else happens between any two instructions of an allocation or a freeing.
//
//	kmem_cache_alloc:  ldr x2, [x0]      ◀─┐
//	                   mrs x4, tpidr_el1 ◀─┤  a BRK in the place of each of them in turn; when it is reached, this CPU's
//	                   …                   │  interrupt, another thread of this CPU, or another CPU allocates, frees or
//	                   ldxp …            ◀─┤  flushes; then the instruction is put back, and the operation goes on there
//	                   …                 ◀─┘
//
// The exception clears the exclusive monitor as an interrupt does, so this is what an interrupt at that place would do. What is
// handed out is held against what everybody has already; afterwards every list is walked: nobody has an object twice, and none
// is lost. Where interrupts are masked only the other CPU disturbs. Each run starts from the same state of the cache:
//
//	hot        the CPU slab has free objects on the CPU's freelist       fast paths
//	returned   only on the slab's own: others freed them                 refill from the slab
//	full       two slabs, both used up                                   new slab; the first object freed into a full slab
//	partial    slabs on the CPU's partial list                           refill from there
//	node       slabs on the node's list                                  refill from there; freeing into them
//	last       a slab on the node's list with one object in use          the last object: the slab is discarded
//
// tests/model/slub.pml proves the same of a model, for all interleavings.

#include "mm/slub/inspect.h"
#include "mm/slub/object.h"

#include <kunit/test.h>
#include <linux/array_size.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/hardirq.h>
#include <linux/kallsyms.h>
#include <linux/kthread.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <asm/insn.h>
#include <asm/patching.h>
#include <asm/ptrace.h>
#include <asm/traps.h>

namespace
{

constexpr unsigned long WINDOW_IMM = 0x7e5;
constexpr u32 WINDOW_BRK = 0xd4200000u | WINDOW_IMM << 5;

struct kmem_cache *cache;

// ---- who has what: every object that has been handed out and not given back ----

void *live[160];
unsigned int nr_live;
unsigned int doubles, lost_room;

void hold(void *object)
{
	if (!object || nr_live == ARRAY_SIZE(live)) {
		lost_room++;
		return;
	}
	for (unsigned int i = 0; i < nr_live; i++)
		doubles += live[i] == object;
	live[nr_live++] = object;
}

// The oldest or the newest: of the first slab, or of the CPU's.
void *let_go(bool oldest)
{
	if (!nr_live)
		return nullptr;

	void *const object = live[oldest ? 0 : nr_live - 1];

	nr_live--;
	if (oldest)
		memmove(live, live + 1, nr_live * sizeof(*live));
	return object;
}

void take()
{
	hold(kmem_cache_alloc(cache, GFP_ATOMIC));
}

void give(bool oldest)
{
	if (void *const object = let_go(oldest))
		kmem_cache_free(cache, object);
}

// ---- the other CPU ----

enum foreign_work { NOTHING, FOREIGN_TAKE, FOREIGN_GIVE };

struct foreigner {
	task_struct *thread;
	foreign_work work; // set here, back to NOTHING when it is done
	void *object;      // to be freed, or what was had
} foreign;

int foreign_thread(void *)
{
	while (!kthread_should_stop()) {
		const foreign_work work = smp_load_acquire(&foreign.work);

		if (work == FOREIGN_TAKE)
			foreign.object = kmem_cache_alloc(cache, GFP_ATOMIC);
		else if (work == FOREIGN_GIVE)
			kmem_cache_free(cache, foreign.object);
		if (work)
			smp_store_release(&foreign.work, NOTHING);
		cond_resched();
		cpu_relax();
	}
	return 0;
}

void start_foreign(foreign_work work)
{
	foreign.object = nullptr;
	if (work == FOREIGN_GIVE && !(foreign.object = let_go(false)))
		return;
	smp_store_release(&foreign.work, work);
	// It may need a lock that the interrupted code holds: then it goes on beside what follows.
	for (int patience = 20000; smp_load_acquire(&foreign.work) && patience; patience--)
		cpu_relax();
}

void finish_foreign(bool taken)
{
	while (smp_load_acquire(&foreign.work))
		cpu_relax();
	if (taken && foreign.object)
		hold(foreign.object);
}

// ---- another thread of this CPU ----

struct neighbour {
	task_struct *thread;
	bool work;
} next_door;

int neighbour_thread(void *)
{
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (kthread_should_stop())
			break;
		if (next_door.work) {
			__set_current_state(TASK_RUNNING);
			take();
			take();
			give(true);
			next_door.work = false;
			continue;
		}
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

// ---- what happens in the window ----

enum disturbance {
	TAKE,
	GIVE,
	TAKE_TWO_GIVE_FIRST, // the head of the freelist is the same again, and what follows it is not
	TAKE_MANY,           // another slab becomes the CPU's
	GIVE_OLDEST,
	FLUSH,
	BE_PREEMPTED,
	FOREIGN_TAKES,
	FOREIGN_GIVES,
	NR_DISTURBANCES
};

unsigned long armed_at;
u32 instruction;
disturbance kind;
task_struct *tester;
unsigned int hits, stolen, moved;

void disturb_here()
{
	switch (kind) {
	case TAKE:
		return take();
	case GIVE:
		return give(false);
	case TAKE_TWO_GIVE_FIRST:
		take();
		take();
		if (nr_live >= 2) {
			swap(live[nr_live - 1], live[nr_live - 2]);
			give(false);
		}
		return;
	case TAKE_MANY:
		for (unsigned int i = 0; i <= slub::oo_objects(cache->oo); i++)
			take();
		return;
	case GIVE_OLDEST:
		return give(true);
	case FLUSH:
		return slub::flush_this_cpu(cache);
	default:
		return;
	}
}

void be_preempted()
{
	const int cpu = smp_processor_id();

	next_door.work = true;
	wake_up_process(next_door.thread);
	preempt_schedule_irq();
	moved += smp_processor_id() != cpu;
}

bool reached(struct pt_regs *regs, unsigned long imm)
{
	if (imm != WINDOW_IMM)
		return false;
	// Others call the same functions: they go on, and whoever is tested is not disturbed this time.
	aarch64_insn_patch_text_nosync(reinterpret_cast<void *>(regs->pc), instruction);
	if (current != tester || in_interrupt()) {
		stolen++;
		return true;
	}
	hits++;

	const bool masked = regs->pstate & PSR_I_BIT;

	if (kind == FOREIGN_TAKES)
		start_foreign(FOREIGN_TAKE);
	else if (kind == FOREIGN_GIVES)
		start_foreign(FOREIGN_GIVE);
	else if (kind == BE_PREEMPTED && !masked && preempt_count() == 0)
		be_preempted();
	else if (!masked)
		disturb_here();
	return true;
}

// ---- the states ----

void take_slabs(unsigned int slabs)
{
	for (unsigned int i = slabs * slub::oo_objects(cache->oo); i; i--)
		take();
}

void give_foreign_like(void *object)
{
	slub::slab_free_chain(cache, virt_to_slab(object), object, object, 1);
}

void hot()
{
	for (int i = 0; i < 4; i++)
		take();
}

void returned()
{
	take_slabs(1);
	give_foreign_like(let_go(true));
	give_foreign_like(let_go(true));
}

void full()
{
	take_slabs(2);
}

void partial()
{
	take_slabs(3);
	give(true);
	void *const second = live[slub::oo_objects(cache->oo)];

	live[slub::oo_objects(cache->oo)] = live[--nr_live];
	kmem_cache_free(cache, second);
}

void node()
{
	partial();
	slub::flush_this_cpu(cache);
}

void last()
{
	take_slabs(1);
	for (unsigned int i = slub::oo_objects(cache->oo); i > 1; i--)
		give(false);
	slub::flush_this_cpu(cache);
}

// ---- the operations ----

void give_newest()
{
	give(false);
}

void give_oldest()
{
	give(true);
}

struct probe {
	const char *name;
	void (*state)();
	void (*operation)();
	bool allocates;
};

constexpr probe probes[] = {
	{"hot, alloc", hot, take, true},          {"returned, alloc", returned, take, true},
	{"full, alloc", full, take, true},        {"partial, alloc", partial, take, true},
	{"node, alloc", node, take, true},        {"hot, free", hot, give_newest, false},
	{"full, free", full, give_oldest, false}, {"node, free", node, give_oldest, false},
	{"last, free", last, give_oldest, false},
};

// Their functions, by address or by name where the file keeps it to itself.
struct code {
	unsigned long start, size;
};

code code_at(unsigned long start)
{
	unsigned long size = 0, offset = 0;

	if (!start || !kallsyms_lookup_size_offset(start, &size, &offset))
		return {0, 0};
	return {start, size};
}

template <typename F>
code code_of(F *function)
{
	return code_at(reinterpret_cast<unsigned long>(function));
}

bool run(kunit *test, const probe &p, unsigned long at, disturbance what)
{
	while (nr_live)
		give(false);
	kmem_cache_shrink(cache);

	hits = stolen = 0;
	kind = what;
	preempt_disable();
	p.state();
	if (what == BE_PREEMPTED)
		preempt_enable();
	armed_at = at;
	instruction = *reinterpret_cast<u32 *>(at);
	aarch64_insn_patch_text_nosync(reinterpret_cast<void *>(at), WINDOW_BRK);
	p.operation();
	aarch64_insn_patch_text_nosync(reinterpret_cast<void *>(at), instruction);
	finish_foreign(what == FOREIGN_TAKES && hits);
	if (what != BE_PREEMPTED)
		preempt_enable();
	// The neighbour finishes first.
	while (READ_ONCE(next_door.work))
		schedule_timeout_uninterruptible(1);

	const unsigned int errors = slub::verify_cache(cache);
	const unsigned long used = slub::account(cache).used();

	if (errors || doubles || lost_room || used != nr_live)
		KUNIT_FAIL(test,
			   "%s, disturbance %d at %pS: %u errors, %u handed out twice, %u not had, "
			   "%lu in use, %u are known",
			   p.name, what, reinterpret_cast<void *>(at), errors, doubles, lost_room,
			   used, nr_live);
	doubles = lost_room = 0;
	return hits;
}

unsigned int probe_code(kunit *test, const probe &p, const code &c)
{
	unsigned int windows = 0;

	for (unsigned long at = c.start; at < c.start + c.size; at += AARCH64_INSN_SIZE) {
		// Not on this way: nobody can come in there.
		if (!run(test, p, at, TAKE))
			continue;
		windows++;
		for (int what = TAKE + 1; what < NR_DISTURBANCES; what++)
			if (foreign.thread || what < FOREIGN_TAKES)
				run(test, p, at, static_cast<disturbance>(what));
	}
	return windows;
}

void every_window(kunit *test)
{
	const code alloc_code[] = {
		code_of(kmem_cache_alloc_noprof), code_of(slub::alloc_slow),
		code_of(slub::___slab_alloc),     code_of(slub::get_partial),
		code_of(slub::put_cpu_partial),
	};
	const code free_code[] = {
		code_of(kmem_cache_free),
		code_of(slub::free_again),
		code_of(slub::free_chain),
		code_of(slub::__slab_free),
		code_of(slub::put_cpu_partial),
		code_at(kallsyms_lookup_name("slub::free_to_slab_again")),
		code_at(kallsyms_lookup_name("slub::free_last")),
	};

	if (slub::is_debugged(kmalloc_caches[KMALLOC_NORMAL][8]))
		kunit_skip(test, "slab_debug= has no windows: everything is under list_lock");
	cache = kmem_cache_create("windows-test", 512, 0u, SLAB_NO_MERGE, nullptr);
	KUNIT_ASSERT_NOT_NULL(test, cache);
	cache->min_partial = 0;

	const unsigned int here = get_cpu();
	unsigned int other = cpumask_first(cpu_online_mask);

	if (other == here)
		other = cpumask_next(other, cpu_online_mask);
	put_cpu();
	foreign = {};
	if (other < nr_cpu_ids) {
		foreign.thread =
			kthread_create_on_cpu(foreign_thread, nullptr, other, "foreign/%u");
		KUNIT_ASSERT_FALSE(test, IS_ERR(foreign.thread));
		wake_up_process(foreign.thread);
	}
	next_door = {};
	next_door.thread = kthread_create_on_cpu(neighbour_thread, nullptr, here, "neighbour/%u");
	KUNIT_ASSERT_FALSE(test, IS_ERR(next_door.thread));
	sched_set_fifo(next_door.thread);
	wake_up_process(next_door.thread);

	tester = current;
	moved = 0;
	break_hook = reached;

	for (const probe &p : probes) {
		unsigned int of_this = 0;

		if (p.allocates)
			for (const code &c : alloc_code)
				of_this += probe_code(test, p, c);
		else
			for (const code &c : free_code)
				of_this += probe_code(test, p, c);
		// At least the whole fast path was gone through.
		KUNIT_EXPECT_GE_MSG(test, of_this, 10u, "%s", p.name);
		kunit_info(test, "%s: %u windows\n", p.name, of_this);
	}
	break_hook = nullptr;
	KUNIT_EXPECT_EQ_MSG(test, moved, 0u, "a preempted task goes on on its CPU");

	if (foreign.thread)
		kthread_stop(foreign.thread);
	kthread_stop(next_door.thread);
	while (nr_live)
		give(false);
	kmem_cache_shrink(cache);
	KUNIT_EXPECT_EQ(test, slub::account(cache).slabs, 0ul);
	kmem_cache_destroy(cache);
}

constinit struct kunit_case cases[] = {KUNIT_CASE_SLOW(every_window), {}};
constinit struct kunit_suite suite = {.name = "slub_windows", .test_cases = cases};
kunit_test_suite(suite);

} // namespace
