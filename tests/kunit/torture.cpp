// SPDX-License-Identifier: GPL-2.0-only
//
// torture MINUTES: everything at once, on every CPU, for as long as one likes.
//
//   round of 2 s:   on each CPU a thread of each kind ──▶ stop ──▶ everything is given back ──▶ invariants, leaks ──▶ next round
//
//     objects   three caches (one of them SLAB_TYPESAFE_BY_RCU) and kmalloc() of any size; objects wander between CPUs through a
//               table, so that most are freed where they were not allocated; bulk calls; calls on other CPUs that free
//     pages     blocks of order 0 … 5, through a table as well
//     areas     vmalloc(), vmalloc_huge(), vmap() and vm_map_ram() of pages, through a table too; per-CPU memory
//     readers   a published object is replaced all the time, its predecessor freed after a grace period; a reader must never see
//               one that was freed
//     locks     two words that only change together, under a spinlock, a mutex
//
// What an object or page holds is derived from its address, so whoever gets it checks that nobody else wrote to it. Between rounds
// slub::verify_all() and the page allocator's verify() walk everything, and page tables are held against vmalloc's books and memblock. The command fails when anything was damaged, when the kernel complained, or when
// free memory went on falling.

#include "kernel/shell/shell.h"
#include "mm/page/verify.h"
#include "mm/slub/inspect.h"
#include "tests/kunit/table_walk.h"

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/console.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/gfp.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/prandom.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

namespace
{

constexpr unsigned int table_size = 256;
constexpr unsigned int round_ms = 2000;

atomic_t damaged;
bool stop;

void check(bool ok)
{
	if (!ok)
		atomic_inc(&damaged);
}

// What a piece of memory holds: its own address at both ends, and its size in between.
void sign(void *memory, size_t bytes)
{
	auto *word = static_cast<unsigned long *>(memory);
	const unsigned long mark = reinterpret_cast<unsigned long>(memory);

	word[0] = bytes;
	for (size_t i = 1; i < bytes / sizeof(long); i += i < 8 ? 1 : 64)
		word[i] = mark + i;
	word[bytes / sizeof(long) - 1] = mark;
}

size_t verify_signature(void *memory)
{
	auto *word = static_cast<unsigned long *>(memory);
	const unsigned long mark = reinterpret_cast<unsigned long>(memory);
	const size_t bytes = word[0], last = bytes / sizeof(long) - 1;

	if (bytes < 3 * sizeof(long) || bytes > 1ul << 20) {
		check(false);
		return 0;
	}
	for (size_t i = 1; i < last; i += i < 8 ? 1 : 64)
		check(word[i] == mark + i);
	check(word[last] == mark);
	return bytes;
}

// Objects.

struct kmem_cache *caches[3];
constexpr unsigned int cache_sizes[] = {24, 200, 1024};
void *objects[table_size]; // of caches[i % 4], or of kmalloc() for the fourth

void free_object(unsigned int kind, void *object)
{
	if (!object)
		return;
	verify_signature(object);
	memset(object, 0x5a, 3 * sizeof(long));
	if (kind < ARRAY_SIZE(caches))
		kmem_cache_free(caches[kind], object);
	else
		kfree(object);
}

struct parcel {
	unsigned int kind;
	void *object;
};

void free_parcel(void *info)
{
	auto *p = static_cast<parcel *>(info);

	free_object(p->kind, p->object);
}

void *new_object(unsigned int kind, struct rnd_state *random)
{
	const size_t bytes = kind < ARRAY_SIZE(caches) ? cache_sizes[kind]
						       : 24 + prandom_u32_state(random) % 12000;
	void *object = kind < ARRAY_SIZE(caches) ? kmem_cache_alloc(caches[kind], GFP_KERNEL)
						 : kmalloc(bytes, GFP_KERNEL);

	if (object)
		sign(object, bytes & ~7ul);
	return object;
}

void bulk(struct kmem_cache *s)
{
	void *all[16];

	if (kmem_cache_alloc_bulk(s, GFP_KERNEL, ARRAY_SIZE(all), all))
		kmem_cache_free_bulk(s, ARRAY_SIZE(all), all);
}

unsigned long objects_step(struct rnd_state *random)
{
	const unsigned int place = prandom_u32_state(random) % table_size, kind = place % 4;
	void *const old = xchg(&objects[place], new_object(kind, random));
	const unsigned int dice = prandom_u32_state(random) % 512;

	// Calls on other CPUs are slow in an emulator with fewer of them.
	if (dice == 511 && old) {
		parcel p = {kind, old};
		const int cpu = cpumask_next(smp_processor_id(), cpu_online_mask);

		smp_call_function_single(cpu < (int)nr_cpu_ids ? cpu : 0, free_parcel, &p, 1);
	} else {
		free_object(kind, old);
	}
	if (dice < 16 && kind < ARRAY_SIZE(caches))
		bulk(caches[kind]);
	if (dice == 16 && kind < ARRAY_SIZE(caches))
		kmem_cache_shrink(caches[kind]);
	return 1;
}

// Pages.

void *blocks[table_size];

void free_block(void *block)
{
	if (!block)
		return;
	const size_t bytes = verify_signature(block);

	if (bytes)
		free_pages(reinterpret_cast<unsigned long>(block), get_order(bytes));
}

unsigned long pages_step(struct rnd_state *random)
{
	const unsigned int dice = prandom_u32_state(random), order = dice % 64 < 48 ? 0 : dice % 6;
	void *block = reinterpret_cast<void *>(__get_free_pages(GFP_KERNEL | __GFP_NOWARN, order));

	if (block)
		sign(block, PAGE_SIZE << order);
	free_block(xchg(&blocks[dice / 64 % table_size], block));
	if (dice >> 24 == 0)
		drain_all_pages(nullptr);
	return 1;
}

// Areas. Some live on in a table, most of them until another CPU replaces them.

struct tract {
	enum { vmalloc, huge, vmap, ram } kind;
	unsigned int nr; // of page
	void *address;
	struct page *page[8]; // of vmap and ram
};
tract *tracts[table_size / 4];

void free_tract(tract *t)
{
	if (!t)
		return;
	if (t->address)
		verify_signature(t->address);
	if (t->kind == tract::vmap)
		vunmap(t->address);
	else if (t->kind != tract::ram)
		vfree(t->address);
	else if (t->address)
		vm_unmap_ram(t->address, t->nr);
	for (unsigned int i = 0; i < t->nr; i++)
		if (t->page[i])
			__free_page(t->page[i]);
	kfree(t);
}

tract *new_tract(struct rnd_state *random)
{
	const unsigned int dice = prandom_u32_state(random);
	auto *t = static_cast<tract *>(kzalloc(sizeof(tract), GFP_KERNEL));
	size_t bytes = PAGE_SIZE * (1 + (dice >> 8) % 8);
	bool got = true;

	if (!t)
		return nullptr;
	t->kind = dice % 64 ? dice % 2   ? tract::vmap
			      : dice % 4 ? tract::ram
					 : tract::vmalloc
			    : tract::huge;
	if (t->kind == tract::vmap || t->kind == tract::ram) {
		t->nr = bytes / PAGE_SIZE;
		for (unsigned int i = 0; i < t->nr; i++)
			got &= (t->page[i] = alloc_page(GFP_KERNEL)) != nullptr;
	}
	if (t->kind == tract::vmap)
		t->address = got ? ::vmap(t->page, t->nr, VM_MAP, PAGE_KERNEL) : nullptr;
	else if (t->kind == tract::ram)
		t->address = got ? vm_map_ram(t->page, t->nr, NUMA_NO_NODE) : nullptr;
	else if (t->kind == tract::huge)
		t->address = vmalloc_huge(PMD_SIZE, GFP_KERNEL);
	else
		t->address = ::vmalloc(bytes);
	if (t->address)
		sign(t->address, bytes);
	return t;
}

unsigned long areas_step(struct rnd_state *random)
{
	const unsigned int dice = prandom_u32_state(random);

	free_tract(xchg(&tracts[dice / 64 % ARRAY_SIZE(tracts)], new_tract(random)));
	const size_t bytes = PAGE_SIZE * (1 + dice % 32);
	void *area = vmalloc(bytes);
	int __percpu *counters = dice & 0x1000 ? alloc_percpu(int) : nullptr;

	if (area) {
		sign(area, bytes);
		cond_resched();
		verify_signature(area);
		vfree(area);
	}
	if (counters) {
		int cpu;

		for_each_possible_cpu(cpu)
			check(*per_cpu_ptr(counters, cpu) == 0);
		free_percpu(counters);
	}
	if (dice >> 24 == 0)
		vm_unmap_aliases();
	return 1;
}

// Readers.

struct news {
	unsigned long alive;
	struct rcu_head rcu;
};
constexpr unsigned long is_alive = 0x600dd06600dd0666;
news *headline[8];
DEFINE_SPINLOCK(headline_lock);

void bury(struct rcu_head *head)
{
	news *n = container_of(head, news, rcu);

	check(n->alive == is_alive);
	n->alive = 0;
	kfree(n);
}

unsigned long readers_step(struct rnd_state *random)
{
	const unsigned int dice = prandom_u32_state(random);
	news **const place = &headline[dice % ARRAY_SIZE(headline)];

	for (int i = 0; i < 50; i++) {
		rcu_read_lock();
		if (const news *n = rcu_dereference(*place))
			for (int again = 0; again < 20; again++)
				check(READ_ONCE(n->alive) == is_alive);
		rcu_read_unlock();
	}

	auto *fresh = static_cast<news *>(kmalloc(sizeof(news), GFP_KERNEL));

	if (!fresh)
		return 0;
	fresh->alive = is_alive;
	spin_lock(&headline_lock);
	news *const old = *place;
	rcu_assign_pointer(*place, fresh);
	spin_unlock(&headline_lock);
	if (old)
		call_rcu(&old->rcu, bury);
	// Not faster than grace periods can follow.
	if (dice >> 22 == 0)
		synchronize_rcu();
	return 1;
}

// Locks.

DEFINE_SPINLOCK(spin);
DEFINE_MUTEX(mutex);
unsigned long spin_pair[2], mutex_pair[2];

void step_pair(unsigned long (&pair)[2])
{
	check(READ_ONCE(pair[0]) == READ_ONCE(pair[1]));
	WRITE_ONCE(pair[0], pair[0] + 1);
	WRITE_ONCE(pair[1], pair[1] + 1);
}

unsigned long locks_step(struct rnd_state *random)
{
	unsigned long flags;

	if (prandom_u32_state(random) & 1) {
		spin_lock_irqsave(&spin, flags);
		step_pair(spin_pair);
		spin_unlock_irqrestore(&spin, flags);
	} else {
		mutex_lock(&mutex);
		step_pair(mutex_pair);
		mutex_unlock(&mutex);
	}
	return 1;
}

// Threads.

struct kind {
	const char *name;
	unsigned long (*step)(struct rnd_state *random);
	atomic64_t done;
};
kind kinds[] = {
	{"objects", objects_step, {}}, {"pages", pages_step, {}}, {"areas", areas_step, {}},
	{"readers", readers_step, {}}, {"locks", locks_step, {}},
};

atomic_t running;
struct completion all_done;

int work(void *data)
{
	auto *k = static_cast<kind *>(data);
	struct rnd_state random;
	unsigned long done = 0;

	prandom_seed_state(&random, jiffies * 4096 + current->pid);
	while (!READ_ONCE(stop)) {
		done += k->step(&random);
		cond_resched();
	}
	atomic64_add(done, &k->done);
	if (atomic_dec_and_test(&running))
		complete(&all_done);
	return 0;
}

bool start_threads()
{
	unsigned int cpu;

	init_completion(&all_done);
	WRITE_ONCE(stop, false);
	atomic_set(&running, 1);
	for_each_online_cpu(cpu)
		for (kind &k : kinds) {
			atomic_inc(&running);
			if (!IS_ERR(kthread_run_on_cpu(work, &k, cpu, "torture/%u")))
				continue;
			atomic_dec(&running);
			return false;
		}
	return true;
}

void stop_threads()
{
	WRITE_ONCE(stop, true);
	if (!atomic_dec_and_test(&running))
		wait_for_completion(&all_done);
}

// Everything that the threads left lying about.
void give_back()
{
	for (unsigned int i = 0; i < table_size; i++) {
		free_object(i % 4, objects[i]);
		objects[i] = nullptr;
		free_block(blocks[i]);
		blocks[i] = nullptr;
	}
	for (tract *&t : tracts) {
		free_tract(t);
		t = nullptr;
	}
	for (news *&n : headline) {
		kfree(n);
		n = nullptr;
	}
	rcu_barrier();
	vm_unmap_aliases();
	drain_all_pages(nullptr);
}

unsigned long free_pages_now()
{
	unsigned long sum = 0;
	struct zone *zone;

	for_each_populated_zone(zone)
		sum += zone_page_state_snapshot(zone, NR_FREE_PAGES);
	return sum;
}

bool create_caches()
{
	static const char *const names[] = {"torture-24", "torture-200", "torture-rcu"};

	for (unsigned int i = 0; i < ARRAY_SIZE(caches); i++) {
		caches[i] = kmem_cache_create(names[i], cache_sizes[i], 0u,
					      SLAB_NO_MERGE | (i == 2 ? SLAB_TYPESAFE_BY_RCU : 0),
					      nullptr);
		if (!caches[i])
			return false;
	}
	return true;
}

void destroy_caches()
{
	for (struct kmem_cache *&s : caches) {
		kmem_cache_destroy(s);
		s = nullptr;
	}
}

struct verdict {
	unsigned int rounds;
	unsigned long errors;
	unsigned long free_after_first; // pages
};

// One round; false when it could not be run for lack of memory.
bool run_round(verdict *v, unsigned int ms)
{
	const unsigned int complaints = complaint_count();

	if (!create_caches())
		return false;
	const bool started = start_threads();

	if (started)
		msleep(ms);
	stop_threads();
	v->errors += slub::verify_all();
	give_back();
	destroy_caches();
	rcu_barrier();
	drain_all_pages(nullptr);
	v->errors += slub::verify_all() + buddy::verify() + table_walk::disagreements();
	v->errors += complaint_count() - complaints;
	v->errors += atomic_xchg(&damaged, 0);

	// Caches and tables keep what the first round needed, and a little more later. What keeps on shrinking is a leak.
	constexpr unsigned long slack = 1024;
	const unsigned long free_now = free_pages_now();

	if (!v->rounds++)
		v->free_after_first = free_now;
	else if (free_now + slack < v->free_after_first) {
		console_printf("torture: %lu pages fewer are free than after the first round\n",
			       v->free_after_first - free_now);
		v->errors++;
	}
	return started;
}

void tell(const verdict &v, unsigned long seconds)
{
	console_printf("torture: %lu s, %u CPUs, %u rounds, %lu errors;", seconds,
		       num_online_cpus(), v.rounds, v.errors);
	for (kind &k : kinds)
		console_printf(" %lld %s", (long long)atomic64_read(&k.done), k.name);
	console_puts("\n");
}

// "5" is minutes, "30s" seconds. 0: neither.
unsigned long seconds_of(const char *text)
{
	char digits[12];
	const size_t length = strlen(text);
	u64 number;

	if (length && length < sizeof(digits) && text[length - 1] == 's') {
		strscpy(digits, text, sizeof(digits));
		digits[length - 1] = '\0';
		return shell_parse_number(digits, &number) && number < 1000000 ? number : 0;
	}
	return shell_parse_number(text, &number) && number < 100000 ? number * 60 : 0;
}

int command_torture(int argc, char **argv)
{
	const unsigned long seconds = argc == 2 ? seconds_of(argv[1]) : 0;
	const unsigned long start = jiffies;
	unsigned long told = 0, now = 0;
	verdict v = {};

	if (!seconds)
		return shell_usage(argv, "MINUTES, or seconds as 30s");
	for (kind &k : kinds)
		atomic64_set(&k.done, 0);
	while (now < seconds && !v.errors) {
		if (!run_round(&v, min(round_ms, (unsigned int)(seconds - now) * 1000)))
			return shell_error(argv, "no memory for the threads");
		now = (jiffies - start) / HZ;
		if (now - told >= 60) {
			tell(v, now);
			told = now;
		}
	}
	tell(v, now);
	return v.errors ? SHELL_FAILED : SHELL_OK;
}
SHELL_COMMAND(torture, "MINUTES", "allocators, RCU and locks under stress on all CPUs, with checks",
	      command_torture);

} // namespace
