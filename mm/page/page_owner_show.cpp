// SPDX-License-Identifier: GPL-2.0-only
// What page_owner knows, as text.
//
//	/sys/kernel/debug/page_owner                     each allocated block: how, by whom, when, backtrace
//	/sys/kernel/debug/page_owner_stacks/show_stacks  each backtrace and how many pages are allocated from it
//	                                    count_threshold   fewer than so many are left out
//	/proc/pagetypeinfo                               pageblocks that hold pages of another type
//	dump_page()                                      one page, by printk()
//
// Linux 6.12: mm/page_owner.c: print_page_owner(), read_page_owner(), stack_print(), __dump_page_owner().
#include "mm/page/page_owner.h"

#include <linux/debugfs.h>
#include <linux/memblock.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/refcount.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sprintf.h>

using namespace page_owners;

// In the order of Linux's enum migrate_reason. Debuggers' scripts look for the name.
extern const char *const migrate_reason_names[];
const char *const migrate_reason_names[] = {
	"compaction",      "memory_failure", "memory_hotplug", "syscall_or_cpuset",
	"mempolicy_mbind", "numa_misplaced", "contig_range",   "longterm_pin",
	"demotion",        "damon",
};

namespace
{

unsigned long threshold;

// Appends to a buffer and remembers whether all of it had room.
class Text
{
public:
	Text(char *buf, size_t size) : buf_(buf), size_(size)
	{
	}

	__printf(2, 3) void add(const char *fmt, ...)
	{
		va_list args;

		va_start(args, fmt);
		used_ += vscnprintf(buf_ + used_, size_ - used_, fmt, args);
		va_end(args);
	}

	void add_stack(depot_stack_handle_t handle)
	{
		used_ += stack_depot_snprint(handle, buf_ + used_, size_ - used_, 0);
		used_ = min(used_, size_ - 1);
	}

	ssize_t length() const
	{
		return used_ < size_ - 1 ? static_cast<ssize_t>(used_) : -ENOMEM;
	}

private:
	char *buf_;
	size_t size_, used_ = 0;
};

ssize_t print_owner(char *buf, size_t count, unsigned long pfn, const struct page_owner &owner)
{
	const struct page *page = pfn_to_page(pfn);
	Text text(buf, min(count, static_cast<size_t>(PAGE_SIZE)));

	text.add("Page allocated via order %u, mask %#x(%pGg), pid %d, tgid %d (%s), ts %llu ns\n",
		 owner.order, owner.gfp_mask, &owner.gfp_mask, owner.pid, owner.tgid, owner.comm,
		 owner.ts_nsec);
	text.add("PFN 0x%lx type %s Block %lu type %s Flags %pGp\n", pfn,
		 migratetype_names[gfp_migratetype(owner.gfp_mask)], pfn >> pageblock_order,
		 migratetype_names[get_pageblock_migratetype(page)], &page->flags);
	text.add_stack(owner.handle);
	if (owner.last_migrate_reason >= 0)
		text.add("Page has been migrated, last migrate reason: %s\n",
			 migrate_reason_names[owner.last_migrate_reason]);
	text.add("\n");
	return text.length();
}

// Is this page allocated and its backtrace known?
bool find_owner(unsigned long pfn, struct page_owner *copy)
{
	struct page_ext *ext = page_ext_get(pfn_to_page(pfn));

	if (!ext || !test_bit(PAGE_EXT_OWNER, &ext->flags) ||
	    !test_bit(PAGE_EXT_OWNER_ALLOCATED, &ext->flags))
		return false;
	*copy = *owner_of(ext);
	page_ext_put(ext);
	return copy->handle;
}

// And is it the first of its block?
bool heads_allocation(unsigned long pfn, struct page_owner *copy)
{
	return find_owner(pfn, copy) && IS_ALIGNED(pfn, 1ul << copy->order);
}

// One block a call. The position is the pfn to go on from.
ssize_t read_page_owner(struct file *, char *buf, size_t count, loff_t *ppos)
{
	struct page_owner owner;
	const unsigned long begin = *ppos ? static_cast<unsigned long>(*ppos) : min_low_pfn;
	const unsigned long pfn = each_used_page(begin, max_pfn, [&](unsigned long at) {
		return heads_allocation(at, &owner) ? 0ul : 1ul;
	});

	if (pfn >= max_pfn)
		return 0;
	*ppos = pfn + 1;
	return print_owner(buf, count, pfn, owner);
}

loff_t seek_page_owner(struct file *file, loff_t offset, int whence)
{
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	return file->f_pos = offset;
}

constexpr struct file_operations page_owner_operations = {
	.llseek = seek_page_owner,
	.read = read_page_owner,
};

// ------------------------------------------------ backtraces ------------------------------------------------

// m->private_ is where the walk stands; position -1 is its end.
void *stack_start(struct seq_file *m, loff_t *ppos)
{
	if (*ppos == -1)
		return nullptr;
	if (!*ppos)
		m->private_ = smp_load_acquire(&stack_list);
	return m->private_;
}

void *stack_next(struct seq_file *m, void *v, loff_t *ppos)
{
	struct stack *next = static_cast<struct stack *>(v)->next;

	*ppos = next ? *ppos + 1 : -1;
	m->private_ = next;
	return next;
}

void stack_stop(struct seq_file *, void *)
{
}

int stack_show(struct seq_file *m, void *v)
{
	const struct stack_record *record = static_cast<struct stack *>(v)->stack_record;

	if (!record)
		return 0;

	const int pages = refcount_read(&record->count) - 1;

	if (pages < 1 || static_cast<unsigned long>(pages) < threshold)
		return 0;
	for (unsigned int i = 0; i < record->size; i++)
		seq_printf(m, " %pS\n", (void *)record->entries[i]);
	seq_printf(m, "nr_base_pages: %d\n\n", pages);
	return 0;
}

constexpr struct seq_operations stack_ops = {stack_start, stack_stop, stack_next, stack_show};

int open_stacks(struct inode *, struct file *file)
{
	return seq_open_private(file, &stack_ops, 0);
}

constexpr struct file_operations stacks_operations = {
	.llseek = seq_lseek,
	.read = seq_read,
	.open = open_stacks,
	.release = seq_release_private,
};

int get_threshold(void *, u64 *value)
{
	*value = READ_ONCE(threshold);
	return 0;
}

int set_threshold(void *, u64 value)
{
	WRITE_ONCE(threshold, value);
	return 0;
}

DEFINE_SIMPLE_ATTRIBUTE(threshold_operations, get_threshold, set_threshold, "%llu");

int __init pageowner_init()
{
	if (!static_branch_unlikely(&page_owner_inited)) {
		pr_info("page_owner is disabled\n");
		return 0;
	}
	debugfs_create_file("page_owner", 0400, nullptr, nullptr, &page_owner_operations);

	struct dentry *dir = debugfs_create_dir("page_owner_stacks", nullptr);

	debugfs_create_file("show_stacks", 0400, dir, nullptr, &stacks_operations);
	debugfs_create_file("count_threshold", 0600, dir, nullptr, &threshold_operations);
	return 0;
}
late_initcall(pageowner_init);

// Looks through a pageblock for a page of another type. Return: is there one?
bool is_mixed(unsigned long pfn, unsigned long end, struct zone *zone, int block_type)
{
	return each_used_page(pfn, end, [=](unsigned long at) {
		       struct page_owner owner;
		       const struct page *page = pfn_to_page(at);

		       if (page_zone(page) != zone || PageReserved(page))
			       return 1ul;
		       if (!heads_allocation(at, &owner))
			       return 1ul;
		       return gfp_migratetype(owner.gfp_mask) != block_type ? 0ul
									    : 1ul << owner.order;
	       }) < end;
}

} // namespace

extern "C" {

void pagetypeinfo_showmixedcount_print(struct seq_file *m, struct pglist_data *pgdat,
				       struct zone *zone)
{
	unsigned long count[MIGRATE_TYPES] = {};
	const unsigned long end = zone_end_pfn(zone);
	unsigned long next;

	for (unsigned long pfn = zone->zone_start_pfn; pfn < end; pfn = next) {
		next = min(ALIGN(pfn + 1, pageblock_nr_pages), end);
		if (!pfn_valid(pfn))
			continue;

		const int type = get_pageblock_migratetype(pfn_to_page(pfn));

		if (is_mixed(pfn, next, zone, type))
			count[is_migrate_cma(type) ? static_cast<int>(MIGRATE_MOVABLE) : type]++;
	}
	seq_printf(m, "Node %d, zone %8s ", pgdat->node_id, zone->name);
	for (unsigned long n : count)
		seq_printf(m, "%12lu ", n);
	seq_putc(m, '\n');
}

ssize_t page_owner_snprint(const struct page *page, char *buf, size_t size)
{
	const unsigned long pfn = page_to_pfn(page);
	struct page_owner owner;

	if (!static_branch_unlikely(&page_owner_inited) || !find_owner(pfn, &owner))
		return 0;
	return print_owner(buf, size, pfn, owner);
}

void __dump_page_owner(const struct page *page)
{
	struct page_ext *ext = page_ext_get(page);

	if (!ext) {
		pr_alert("There is not page extension available.\n");
		return;
	}
	if (!test_bit(PAGE_EXT_OWNER, &ext->flags)) {
		pr_alert("page_owner info is not present (never set?)\n");
		return;
	}

	const struct page_owner *owner = owner_of(ext);

	pr_alert("page_owner tracks the page as %s\n",
		 test_bit(PAGE_EXT_OWNER_ALLOCATED, &ext->flags) ? "allocated" : "freed");
	pr_alert(
		"page last allocated via order %u, migratetype %s, gfp_mask %#x(%pGg), pid %d, tgid %d (%s), ts %llu, free_ts %llu\n",
		owner->order, migratetype_names[gfp_migratetype(owner->gfp_mask)], owner->gfp_mask,
		&owner->gfp_mask, owner->pid, owner->tgid, owner->comm, owner->ts_nsec,
		owner->free_ts_nsec);
	if (owner->handle)
		stack_depot_print(owner->handle);
	else
		pr_alert("page_owner allocation stack trace missing\n");
	if (owner->free_handle) {
		pr_alert("page last free pid %d tgid %d stack trace:\n", owner->free_pid,
			 owner->free_tgid);
		stack_depot_print(owner->free_handle);
	} else {
		pr_alert("page_owner free stack trace missing\n");
	}
	if (owner->last_migrate_reason >= 0)
		pr_alert("page has been migrated, last migrate reason: %s\n",
			 migrate_reason_names[owner->last_migrate_reason]);
	page_ext_put(ext);
}

} // extern "C"
