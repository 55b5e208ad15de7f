// SPDX-License-Identifier: GPL-2.0-only
// Who allocated which page, and who freed it last.
//
//	allocated    prep_new_page()        order, mask, task, time, backtrace  -> all pages of the block
//	freed        free_pages_prepare()   task, time, backtrace of the free; the rest stays, for reports
//	split        split_page()           order
//
// A backtrace is a handle of the stack depot. Its record counts how many pages are allocated there now, plus one so that it
// never drops to 0, and is on stack_list from the first page on: show_stacks walks that list.
//
// Storing a backtrace may allocate: the depot a pool, this file an entry of stack_list. Such allocations see
// current->in_page_owner and get dummy_handle. When there is no memory for a backtrace, failure_handle stands for it. Pages
// that were allocated before page_ext existed have early_handle, which isn't counted.
//
// Entries are written by whoever owns the page; readers take what they see. stack_list_lock guards adding to stack_list.
// Linux 6.12: mm/page_owner.c.
#include "mm/page/internal.h"
#include "mm/page/page_owner.h"

#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/kstrtox.h>
#include <linux/page_ext.h>
#include <linux/page_owner.h>
#include <linux/printk.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/stacktrace.h>
#include <linux/string.h>

using namespace buddy;

DEFINE_STATIC_KEY_FALSE(page_owner_inited);

namespace page_owners
{

constinit struct stack *stack_list = nullptr;

} // namespace page_owners

using namespace page_owners;

namespace
{

// Frames of a backtrace that are kept.
constexpr unsigned int STACK_DEPTH = 16;

// No reason: the page has not been migrated.
constexpr short NOT_MIGRATED = -1;

bool enabled;
depot_stack_handle_t dummy_handle, failure_handle, early_handle;
constinit struct stack dummy_stack = {}, failure_stack = {};
DEFINE_SPINLOCK(stack_list_lock);

int __init parse_page_owner(char *text)
{
	const int err = kstrtobool(text, &enabled);

	if (enabled)
		stack_depot_request_early_init();
	return err;
}
early_param("page_owner", parse_page_owner);

// Calls function(flags, owner) for each page of a block.
template <typename Function>
void each_page(struct page_ext *ext, unsigned int order, Function function)
{
	for (unsigned long i = 0; i < 1ul << order; i++, ext = page_ext_next(ext))
		function(&ext->flags, owner_of(ext));
}

// ------------------------------------------------ backtraces ------------------------------------------------

// Two frames are left out: this one and __set_page_owner() or __reset_page_owner().
__noinline depot_stack_handle_t save_stack(gfp_t gfp)
{
	unsigned long entries[STACK_DEPTH];

	if (current->in_page_owner)
		return dummy_handle;
	current->in_page_owner = 1;

	const unsigned int count = stack_trace_save(entries, STACK_DEPTH, 2);
	const depot_stack_handle_t handle = stack_depot_save(entries, count, gfp);

	current->in_page_owner = 0;
	return handle ? handle : failure_handle;
}

void add_to_stack_list(struct stack_record *record, gfp_t gfp)
{
	current->in_page_owner = 1;

	struct stack *stack =
		static_cast<struct stack *>(kmalloc(sizeof(*stack), gfp_nested_mask(gfp)));

	current->in_page_owner = 0;
	if (!stack)
		return;

	spinlock_irqsave_guard guard(&stack_list_lock);

	stack->stack_record = record;
	stack->next = stack_list;
	// A reader that finds it sees it whole.
	smp_store_release(&stack_list, stack);
}

void count_pages(depot_stack_handle_t handle, gfp_t gfp, int pages)
{
	struct stack_record *record = __stack_depot_get_stack_record(handle);
	int uncounted = REFCOUNT_SATURATED;

	if (!record)
		return;
	// The depot's own mark of a record that nobody counts.
	if (refcount_read(&record->count) == static_cast<unsigned int>(uncounted) &&
	    atomic_try_cmpxchg_relaxed(&record->count.refs, &uncounted, 1))
		add_to_stack_list(record, gfp);
	refcount_add(pages, &record->count);
}

void uncount_pages(depot_stack_handle_t handle, int pages)
{
	struct stack_record *record = __stack_depot_get_stack_record(handle);

	if (record && refcount_sub_and_test(pages, &record->count))
		pr_warn("%s: refcount went to 0 for %u handle\n", "dec_stack_record_count", handle);
}

// ------------------------------------------------ start ------------------------------------------------

// Backtraces of their own for what has none.
__noinline depot_stack_handle_t register_stack()
{
	unsigned long entries[4];

	return stack_depot_save(entries, stack_trace_save(entries, 4, 0), GFP_KERNEL);
}

__noinline void register_dummy_stack()
{
	dummy_handle = register_stack();
	barrier();
}

__noinline void register_failure_stack()
{
	failure_handle = register_stack();
	barrier();
}

__noinline void register_early_stack()
{
	early_handle = register_stack();
	barrier();
}

void list_stack(struct stack *stack, depot_stack_handle_t handle, struct stack *next)
{
	stack->stack_record = __stack_depot_get_stack_record(handle);
	if (stack->stack_record)
		refcount_set(&stack->stack_record->count, 1);
	stack->next = next;
}

void claim_early_page(struct page *page, unsigned long *count)
{
	struct page_ext *ext = page_ext_get(page);

	if (!ext || test_bit(PAGE_EXT_OWNER, &ext->flags))
		return;

	struct page_owner *owner = owner_of(ext);

	*owner = {.last_migrate_reason = NOT_MIGRATED,
		  .handle = early_handle,
		  .ts_nsec = local_clock(),
		  .pid = current->pid,
		  .tgid = current->tgid};
	strscpy(owner->comm, current->comm, sizeof(owner->comm));
	__set_bit(PAGE_EXT_OWNER, &ext->flags);
	__set_bit(PAGE_EXT_OWNER_ALLOCATED, &ext->flags);
	++*count;
}

void __init init_pages_in_zone(struct zone *zone)
{
	unsigned long count = 0;

	each_used_page(zone->zone_start_pfn, zone_end_pfn(zone), [&](unsigned long pfn) {
		struct page *page = pfn_to_page(pfn);

		if (page_zone(page) == zone && !PageReserved(page))
			claim_early_page(page, &count);
		return 1ul;
	});
	pr_info("Node %d, zone %8s: page owner found early allocated %lu pages\n", 0, zone->name,
		count);
}

bool __init need_page_owner()
{
	return enabled;
}

void __init init_page_owner()
{
	struct zone *zone;

	register_dummy_stack();
	register_failure_stack();
	register_early_stack();
	for_each_populated_zone(zone)
		init_pages_in_zone(zone);
	list_stack(&failure_stack, failure_handle, nullptr);
	list_stack(&dummy_stack, dummy_handle, &failure_stack);
	stack_list = &dummy_stack;
	static_branch_enable(&page_owner_inited);
	static_branch_inc(&buddy::page_extra_work);
}

} // namespace

extern "C" {

struct page_ext_operations page_owner_ops = {
	.size = sizeof(struct page_owner),
	.need = need_page_owner,
	.init = init_page_owner,
	.need_shared_flags = true,
};

__noinline void __set_page_owner(struct page *page, unsigned short order, gfp_t gfp_mask)
{
	struct page_owner now = {.order = order,
				 .last_migrate_reason = NOT_MIGRATED,
				 .gfp_mask = gfp_mask,
				 .ts_nsec = local_clock(),
				 .pid = current->pid,
				 .tgid = current->tgid};
	struct page_ext *ext = page_ext_get(page);

	now.handle = save_stack(gfp_mask);
	if (!ext)
		return;
	strscpy(now.comm, current->comm, sizeof(now.comm));
	each_page(ext, order, [&](unsigned long *flags, struct page_owner *owner) {
		keep_last_free(&now, owner);
		*owner = now;
		__set_bit(PAGE_EXT_OWNER, flags);
		__set_bit(PAGE_EXT_OWNER_ALLOCATED, flags);
	});
	page_ext_put(ext);
	count_pages(now.handle, gfp_mask, 1 << order);
}

__noinline void __reset_page_owner(struct page *page, unsigned short order)
{
	struct page_ext *ext = page_ext_get(page);
	const u64 now = local_clock();

	if (!ext)
		return;

	const depot_stack_handle_t allocated = owner_of(ext)->handle;
	const depot_stack_handle_t handle = save_stack(GFP_NOWAIT | __GFP_NOWARN);

	each_page(ext, order, [&](unsigned long *flags, struct page_owner *owner) {
		if (handle) {
			__clear_bit(PAGE_EXT_OWNER_ALLOCATED, flags);
			owner->free_handle = handle;
		}
		owner->free_ts_nsec = now;
		owner->free_pid = current->pid;
		owner->free_tgid = current->tgid;
	});
	page_ext_put(ext);
	if (allocated != early_handle)
		uncount_pages(allocated, 1 << order);
}

void __split_page_owner(struct page *page, int old_order, int new_order)
{
	if (struct page_ext *ext = page_ext_get(page)) {
		each_page(ext, old_order, [=](unsigned long *, struct page_owner *owner) {
			owner->order = new_order;
		});
		page_ext_put(ext);
	}
}

void __set_page_owner_migrate_reason(struct page *page, int reason)
{
	if (struct page_ext *ext = page_ext_get(page)) {
		owner_of(ext)->last_migrate_reason = reason;
		page_ext_put(ext);
	}
}

// Each of the two keeps its count of pages: the backtraces are exchanged.
void __folio_copy_owner(struct folio *newfolio, struct folio *old)
{
	struct page_ext *from = page_ext_get(&old->page), *to = page_ext_get(&newfolio->page);

	if (!from || !to)
		return;

	const struct page_owner source = *owner_of(from);
	const depot_stack_handle_t target_handle = owner_of(to)->handle;

	each_page(to, source.order, [&](unsigned long *flags, struct page_owner *owner) {
		const depot_stack_handle_t free_handle = owner->free_handle;

		*owner = source;
		owner->free_handle = free_handle;
		__set_bit(PAGE_EXT_OWNER, flags);
		__set_bit(PAGE_EXT_OWNER_ALLOCATED, flags);
	});
	each_page(from, source.order, [=](unsigned long *, struct page_owner *owner) {
		owner->handle = target_handle;
	});
	page_ext_put(to);
	page_ext_put(from);
}

} // extern "C"
