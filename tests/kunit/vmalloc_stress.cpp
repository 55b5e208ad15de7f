// SPDX-License-Identifier: GPL-2.0-only
// Mapping and unmapping on all CPUs, after which page tables, vmalloc's books and memblock must agree:
//
//	every entry that maps something in the vmalloc region  ──▶  lies in a busy area, and leads to the page that the area says
//	every page of every area that owns pages               ──▶  is mapped where it should be
//	every byte of memory                                   ──▶  stands at its place in the linear map, and nothing else does
//	tables that the walk meets                             ──▶  as many more or fewer as are accounted; none is lost
//
//	/sys/kernel/debug/kernel_page_tables                   ──▶  has as much mapped in the vmalloc region as the walk met
//
// The walk is table_walk.cpp's.

#include <kunit/test.h>

#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/kthread.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/prandom.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>
#include <linux/workqueue.h>

#include "arch/arm64/mm/table.h"
#include "mm/vmalloc/space.h"
#include "tests/kunit/helpers.h"
#include "tests/kunit/table_walk.h"

using namespace table_walk;

namespace
{

constexpr unsigned int STEPS = 150;
constexpr unsigned int SLOTS = 12;

enum class Kind { none, vmalloc, huge, vmap, ram, device };

struct Mapping {
	Kind kind;
	unsigned int pages;
	unsigned long *p;
	struct page *page[64];
};

struct Worker {
	unsigned int seed;
	unsigned int errors;
	struct completion done;
	Mapping slot[SLOTS];
};

void forget(Mapping &m)
{
	switch (m.kind) {
	case Kind::none:
		return;
	case Kind::vmalloc:
	case Kind::huge:
		vfree(m.p);
		break;
	case Kind::vmap:
		vunmap(m.p);
		break;
	case Kind::ram:
		vm_unmap_ram(m.p, m.pages);
		break;
	case Kind::device:
		iounmap(reinterpret_cast<void __iomem *>(m.p));
		break;
	}
	for (unsigned int i = 0; i < m.pages && m.page[i]; i++)
		__free_page(m.page[i]);
	memset(&m, 0, sizeof(m));
}

bool get_pages(Mapping &m)
{
	return alloc_pages_bulk_array(GFP_KERNEL, m.pages, m.page) == m.pages;
}

// A device to map; nothing is read from it.
phys_addr_t device_address()
{
	for (const struct resource *r = iomem_resource.child; r; r = r->sibling)
		if (strstr(r->name, "pl011"))
			return r->start;
	return 0;
}

void make(Mapping &m, struct rnd_state *random)
{
	const unsigned int dice = prandom_u32_state(random);

	m.kind = static_cast<Kind>(1 + dice % 5);
	m.pages = 1 + (dice >> 8) % 64;
	switch (m.kind) {
	case Kind::vmalloc:
		m.p = static_cast<unsigned long *>(vmalloc(m.pages * PAGE_SIZE));
		break;
	case Kind::huge:
		m.p = static_cast<unsigned long *>(
			vmalloc_huge(dice % 8 ? CONT_PTE_SIZE : PMD_SIZE, GFP_KERNEL));
		break;
	case Kind::vmap:
		m.p = get_pages(m) ? static_cast<unsigned long *>(
					     vmap(m.page, m.pages, VM_MAP, PAGE_KERNEL))
				   : nullptr;
		break;
	case Kind::ram:
		m.p = get_pages(m) ? static_cast<unsigned long *>(
					     vm_map_ram(m.page, m.pages, NUMA_NO_NODE))
				   : nullptr;
		break;
	default:
		if (const phys_addr_t device = device_address())
			m.p = reinterpret_cast<unsigned long *>(
				ioremap(device, m.pages * PAGE_SIZE));
	}
	if (!m.p)
		m.kind = Kind::none;
	else if (m.kind != Kind::device)
		*m.p = reinterpret_cast<unsigned long>(m.p);
}

// A kthread's work: what is in a slot must read as it was left.
int work(void *data)
{
	Worker *w = static_cast<Worker *>(data);
	struct rnd_state random;

	prandom_seed_state(&random, w->seed);
	for (unsigned int step = 0; step < STEPS; step++) {
		Mapping &m = w->slot[prandom_u32_state(&random) % SLOTS];

		if (m.p && m.kind != Kind::device && *m.p != reinterpret_cast<unsigned long>(m.p))
			w->errors++;
		if (m.p)
			forget(m);
		else
			make(m, &random);
		if (step % 50 == 49)
			vm_unmap_aliases();
		cond_resched();
	}
	complete(&w->done);
	return 0;
}

// Tables below swapper_pg_dir that a walk meets: those that point to tables, and those that point to pages.
struct Tables {
	long upper, lower;
};

void count_tables(phys_addr_t table, arm64::Level level, Tables *n)
{
	arm64::TableWindow window(table, level);

	for (unsigned int i = 0; i < PTRS_PER_PTE; i++) {
		const arm64::Entry entry = window.read(i);

		if (!entry.is_table(level))
			continue;
		if (arm64::below(level) == arm64::Level::pte)
			n->lower++;
		else
			n->upper++;
		count_tables(entry.address(), arm64::below(level), n);
	}
}

Tables all_tables()
{
	Tables n = {};

	count_tables(__pa_symbol(swapper_pg_dir), arm64::Level::pgd, &n);
	return n;
}

// With what CPUs have counted and not told yet.
long accounted_tables()
{
	vmstat_refresh();
	return global_node_page_state(NR_PAGETABLE);
}

// Pages mapped in the vmalloc region, as the text of all tables has it: the lines with an access flag.
unsigned long pages_in_text(char *line)
{
	unsigned long pages = 0;

	for (char *rest = line; (line = strsep(&rest, "\n"));) {
		const unsigned long start = simple_strtoull(line, &line, 16);
		const unsigned long end = *line == '-' ? simple_strtoull(line + 1, &line, 16) : 0;

		if (start >= VMALLOC_START && end <= VMALLOC_END && strstr(line, " AF "))
			pages += (end - start) / PAGE_SIZE;
	}
	return pages;
}

// The walk and ptdump. Somebody else's stack may come or go between the two, but not each time.
void expect_same_in_ptdump(struct kunit *test)
{
	constexpr size_t size = 1 << 20;
	char *text = static_cast<char *>(vmalloc(size));
	bool same = !IS_ENABLED(CONFIG_PTDUMP_DEBUGFS);

	KUNIT_ASSERT_NOT_NULL(test, text);
	for (int i = 0; i < 5 && !same; i++) {
		KUNIT_EXPECT_EQ(
			test,
			helpers::read_text("/sys/kernel/debug/kernel_page_tables", text, size), 0);
		same = pages_in_text(text) == look_at_vmalloc().mapped_pages;
	}
	KUNIT_EXPECT_TRUE(test, same);
	vfree(text);
}

void run_workers(struct kunit *test, unsigned int round)
{
	unsigned int cpu, errors = 0, nr = min(num_online_cpus(), 4u);
	Worker *workers = static_cast<Worker *>(vcalloc(nr, sizeof(*workers)));
	unsigned int i = 0;

	KUNIT_ASSERT_NOT_NULL(test, workers);
	for_each_online_cpu(cpu) {
		if (i == nr)
			break;
		workers[i].seed = 100 * round + i;
		init_completion(&workers[i].done);

		struct task_struct *task =
			kthread_run_on_cpu(work, &workers[i], cpu, "vmalloc_stress/%u");

		if (IS_ERR(task))
			complete(&workers[i].done);
		i++;
	}
	for (i = 0; i < nr; i++) {
		wait_for_completion(&workers[i].done);
		errors += workers[i].errors;
	}
	KUNIT_EXPECT_EQ(test, errors, 0u);

	// While much of it stands.
	const Findings f = look_at_vmalloc();

	KUNIT_EXPECT_EQ(test, f.strangers, 0UL);
	KUNIT_EXPECT_EQ(test, f.wrong_pages, 0UL);
	KUNIT_EXPECT_EQ(test, missing_pages(), 0UL);
	KUNIT_EXPECT_GT(test, f.mapped_pages, 0UL);
	expect_same_in_ptdump(test);
	for (i = 0; i < nr; i++)
		for (Mapping &m : workers[i].slot)
			forget(m);
	vfree(workers);
	flush_scheduled_work();
	vmspace::purge(true);
	vmspace::purge(true);
}

void tables_and_books_agree(struct kunit *test)
{
	unsigned long free_before = 0;
	long lower_before = 0;

	// The first round makes tables and slabs that stay.
	for (unsigned int round = 0; round < 3; round++) {
		const Tables before = all_tables();
		const long accounted = accounted_tables();

		run_workers(test, round);
		drain_all_pages(nullptr);

		const Tables after = all_tables();
		const Findings f = look_around();

		KUNIT_EXPECT_EQ(test, f.strangers, 0UL);
		KUNIT_EXPECT_EQ(test, f.wrong_pages, 0UL);
		KUNIT_EXPECT_EQ(test, missing_pages(), 0UL);
		KUNIT_EXPECT_EQ(test, f.wrong_linear, 0UL);
		KUNIT_EXPECT_EQ(test, f.linear_bytes, memblock_phys_mem_size());
		KUNIT_EXPECT_EQ(test, after.upper - before.upper, accounted_tables() - accounted);
		KUNIT_EXPECT_TRUE(test, vmspace::free_areas.consistent());
		// Tables that nobody finds any more would be free memory lost: 20 a round at least.
		if (round == 2)
			KUNIT_EXPECT_GT(test,
					global_zone_page_state(NR_FREE_PAGES) + after.lower + 20,
					free_before + lower_before);
		free_before = global_zone_page_state(NR_FREE_PAGES);
		lower_before = after.lower;
	}
}

struct kunit_case cases[] = {
	KUNIT_CASE_SLOW(tables_and_books_agree),
	{},
};

struct kunit_suite suite = {
	.name = "vmalloc_stress",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
