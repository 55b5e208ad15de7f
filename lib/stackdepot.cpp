// SPDX-License-Identifier: GPL-2.0-only
// The stack depot: each different backtrace is stored once.
//
//	stack_table[hash & mask] --> record --> record --> ...         found without a lock
//	                               |
//	stack_pools[ 0 ] --> | record | record | record |     free     |   4 pages, filled from front to end
//	           [ 1 ] --> ...                        ^ pool_offset in the newest one
//	new_pool --------> 4 pages in reserve, so that the next caller that may not allocate finds room
//
//	handle = pool index + 1 | offset / 16 | 5 bits of the user's
//
// Two kinds of records. One that isn't counted is as long as its backtrace and stays for ever. One that is counted
// (STACK_DEPOT_FLAG_GET) has room for the longest backtrace, because the last stack_depot_put() makes it free for any other:
// it goes out of its bucket and to the tail of free_stacks. Somebody may still be walking through it then, so it is used
// again only after a grace period; the count, which nobody can take from 0 to 1, says whether what a walker found is alive.
//
// pool_lock guards pools, free_stacks and changes of buckets. It is taken with interrupts off, it is the innermost lock
// everywhere, and nothing is allocated under it: a pool that may be needed is allocated before. So backtraces can be stored
// inside of the allocators. Linux 6.12: lib/stackdepot.c.

#define pr_fmt(fmt) "stackdepot: " fmt

#include <linux/stackdepot.h>

#include <linux/bug.h>
#include <linux/debugfs.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/guard.hpp>
#include <linux/jhash.h>
#include <linux/kstrtox.h>
#include <linux/log2.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/stacktrace.h>
#include <linux/string.h>

// Debuggers' scripts look for these names.
static struct list_head *stack_table;
static unsigned int stack_hash_mask;
static void **stack_pools;
static int pools_num;
static bool stack_depot_disabled;

namespace
{

// 128 MiB of backtraces; also what pool_index_plus_1 could count.
constexpr int MAX_POOLS = 8192;
static_assert(MAX_POOLS < 1 << DEPOT_POOL_INDEX_BITS);

// One bucket for each 16 KiB of memory, within bounds.
constexpr unsigned long BUCKET_SHARE = 1ul << 14;
constexpr unsigned long MIN_BUCKETS = 1ul << 12, MAX_BUCKETS = 1ul << 20;

constexpr u32 HASH_SEED = 0x9747b28c;

constexpr size_t HEADER_SIZE = offsetof(struct stack_record, entries);

bool early_requested, early_passed;

DEFINE_RAW_SPINLOCK(pool_lock);
void *new_pool;
size_t pool_offset = DEPOT_POOL_SIZE;
LIST_HEAD(free_stacks);

// Under pool_lock; read for the statistics without it.
struct {
	long counted_stored, counted_freed, counted_in_use, free, persistent, persistent_bytes;
} counters;

int __init parse_disable(char *text)
{
	return kstrtobool(text, &stack_depot_disabled);
}
early_param("stack_depot_disable", parse_disable);

// A backtrace to store or to look for.
struct Trace {
	const unsigned long *entries;
	unsigned int size;
	u32 hash;

	Trace(const unsigned long *addresses, unsigned int count)
		: entries(addresses), size(count),
		  hash(jhash2(reinterpret_cast<const u32 *>(addresses),
			      count * (sizeof(*addresses) / sizeof(u32)), HASH_SEED))
	{
	}

	bool is_in(const struct stack_record *stack) const
	{
		if (stack->hash != hash || stack->size != size)
			return false;
		for (unsigned int i = 0; i < size; i++)
			if (stack->entries[i] != entries[i])
				return false;
		return true;
	}
};

// ------------------------------------------------ initialisation ------------------------------------------------

unsigned long buckets_for(unsigned long pages)
{
	return clamp(roundup_pow_of_two(pages) / (BUCKET_SHARE >> PAGE_SHIFT), MIN_BUCKETS,
		     MAX_BUCKETS);
}

int use_memory(struct list_head *table, unsigned long buckets, void **pools)
{
	if (!table || !pools) {
		pr_err("hash table allocation failed, disabling\n");
		stack_depot_disabled = true;
		return -ENOMEM;
	}
	for (unsigned long i = 0; i < buckets; i++)
		INIT_LIST_HEAD(&table[i]);
	stack_pools = pools;
	stack_hash_mask = buckets - 1;
	stack_table = table;
	return 0;
}

// ------------------------------------------------ records ------------------------------------------------

// The newest pool is full: the one in reserve takes its place. Under pool_lock.
bool next_pool()
{
	if (pools_num == MAX_POOLS) {
		WARN_ONCE(1, "Stack depot reached limit capacity");
		return false;
	}
	if (!new_pool)
		return false;
	stack_pools[pools_num] = new_pool;
	WRITE_ONCE(new_pool, nullptr);
	// Whoever learns of a handle in the new pool sees its address too.
	smp_store_release(&pools_num, pools_num + 1);
	pool_offset = 0;
	return true;
}

// @bytes at the end of the newest pool, with their handle. Under pool_lock.
struct stack_record *carve(size_t bytes)
{
	if (pool_offset + bytes > DEPOT_POOL_SIZE && !next_pool())
		return nullptr;

	struct stack_record *stack = reinterpret_cast<struct stack_record *>(
		static_cast<char *>(stack_pools[pools_num - 1]) + pool_offset);

	stack->handle.pool_index_plus_1 = pools_num;
	stack->handle.offset = pool_offset >> DEPOT_STACK_ALIGN;
	stack->handle.extra = 0;
	pool_offset += bytes;
	return stack;
}

// The record that has been free the longest, if nobody can be walking through it any more. Under pool_lock.
struct stack_record *take_free()
{
	if (list_empty(&free_stacks))
		return nullptr;

	struct stack_record *stack = list_first_entry(&free_stacks, struct stack_record, free_list);

	if (!poll_state_synchronize_rcu(stack->rcu_state))
		return nullptr;
	list_del(&stack->free_list);
	counters.free--;
	return stack;
}

// In front of its bucket, complete before anybody can find it. Under pool_lock.
void publish(struct stack_record *stack, struct list_head *bucket)
{
	struct list_head *node = &stack->hash_list, *first = bucket->next;

	node->next = first;
	node->prev = bucket;
	first->prev = node;
	smp_store_release(&bucket->next, node);
}

// Under pool_lock.
struct stack_record *store(const Trace &trace, struct list_head *bucket, bool counted)
{
	struct stack_record *stack = counted ? take_free() : nullptr;
	const size_t bytes =
		ALIGN(counted ? sizeof(*stack) : HEADER_SIZE + trace.size * sizeof(*trace.entries),
		      1ul << DEPOT_STACK_ALIGN);

	if (!stack)
		stack = carve(bytes);
	if (!stack)
		return nullptr;
	if (counted) {
		counters.counted_stored++;
		counters.counted_in_use++;
	} else {
		counters.persistent++;
		counters.persistent_bytes += bytes;
	}
	stack->hash = trace.hash;
	stack->size = trace.size;
	memcpy(stack->entries, trace.entries, trace.size * sizeof(*trace.entries));
	refcount_set(&stack->count, counted ? 1 : REFCOUNT_SATURATED);
	publish(stack, bucket);
	return stack;
}

struct stack_record *find(const Trace &trace, struct list_head *bucket, bool counted)
{
	struct stack_record *found = nullptr;

	rcu_read_lock_sched();
	for (struct list_head *node = smp_load_acquire(&bucket->next); node != bucket;
	     node = smp_load_acquire(&node->next)) {
		struct stack_record *stack = list_entry(node, struct stack_record, hash_list);

		if (trace.is_in(stack) && (!counted || refcount_inc_not_zero(&stack->count))) {
			found = stack;
			break;
		}
	}
	rcu_read_unlock_sched();
	return found;
}

struct stack_record *record_of(depot_stack_handle_t handle)
{
	const int pools = smp_load_acquire(&pools_num);
	const union handle_parts parts = {.handle = handle};
	const unsigned int index = parts.pool_index_plus_1 - 1;

	if (WARN(index >= static_cast<unsigned int>(pools),
		 "pool index %d out of bounds (%d) for stack id %08x\n", index, pools, handle))
		return nullptr;

	struct stack_record *stack = reinterpret_cast<struct stack_record *>(
		static_cast<char *>(stack_pools[index]) +
		(static_cast<size_t>(parts.offset) << DEPOT_STACK_ALIGN));

	return WARN_ON(!refcount_read(&stack->count)) ? nullptr : stack;
}

void free_record(struct stack_record *stack)
{
	raw_spinlock_irqsave_guard guard(&pool_lock);

	// Its own pointers stay: they lead walkers back into the bucket.
	stack->hash_list.prev->next = stack->hash_list.next;
	stack->hash_list.next->prev = stack->hash_list.prev;
	stack->rcu_state = get_state_synchronize_rcu();
	list_add_tail(&stack->free_list, &free_stacks);
	counters.free++;
	counters.counted_freed++;
	counters.counted_in_use--;
}

// Four pages in case that the depot has none in reserve.
void *allocate_pool(gfp_t gfp)
{
	struct page *page = alloc_pages(gfp_nested_mask(gfp), DEPOT_POOL_ORDER);

	return page ? page_address(page) : nullptr;
}

int stats_show(struct seq_file *m, void *)
{
	const struct {
		const char *name;
		long value;
	} lines[] = {
		{"pools", READ_ONCE(pools_num)},
		{"refcounted_allocations", READ_ONCE(counters.counted_stored)},
		{"refcounted_frees", READ_ONCE(counters.counted_freed)},
		{"refcounted_in_use", READ_ONCE(counters.counted_in_use)},
		{"freelist_size", READ_ONCE(counters.free)},
		{"persistent_count", READ_ONCE(counters.persistent)},
		{"persistent_bytes", READ_ONCE(counters.persistent_bytes)},
	};

	for (const auto &line : lines)
		seq_printf(m, "%s: %ld\n", line.name, line.value);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(stats);

int __init depot_debugfs_init()
{
	if (!stack_depot_disabled)
		debugfs_create_file("stats", 0444, debugfs_create_dir("stackdepot", nullptr),
				    nullptr, &stats_fops);
	return 0;
}
late_initcall(depot_debugfs_init);

} // namespace

extern "C" {

void __init stack_depot_request_early_init()
{
	WARN_ON(early_passed);
	early_requested = true;
}

int __init stack_depot_early_init()
{
	if (WARN_ON(early_passed))
		return 0;
	early_passed = true;
	if (stack_depot_disabled)
		pr_info("disabled\n");
	if (stack_depot_disabled || !early_requested)
		return 0;

	const unsigned long buckets =
		buckets_for(PFN_DOWN(memblock_phys_mem_size() - memblock_reserved_size()));
	const size_t bytes = buckets * sizeof(*stack_table);

	pr_info("allocating hash table via alloc_large_system_hash\n");
	_printk(KERN_INFO "stackdepot hash table entries: %lu (order: %d, %zu bytes, linear)\n",
		buckets, ilog2(bytes) - PAGE_SHIFT, bytes);
	return use_memory(
		static_cast<struct list_head *>(memblock_alloc(bytes, SMP_CACHE_BYTES)), buckets,
		static_cast<void **>(memblock_alloc(MAX_POOLS * sizeof(void *), SMP_CACHE_BYTES)));
}

int stack_depot_init()
{
	static DEFINE_MUTEX(init_mutex);
	mutex_guard guard(&init_mutex);

	if (stack_depot_disabled || stack_table)
		return 0;

	const unsigned long buckets = buckets_for(nr_free_buffer_pages());

	pr_info("allocating hash table of %lu entries via kvcalloc\n", buckets);
	return use_memory(static_cast<struct list_head *>(
				  kvcalloc(buckets, sizeof(*stack_table), GFP_KERNEL)),
			  buckets,
			  static_cast<void **>(kvcalloc(MAX_POOLS, sizeof(void *), GFP_KERNEL)));
}

depot_stack_handle_t stack_depot_save_flags(unsigned long *entries, unsigned int nr_entries,
					    gfp_t alloc_flags, depot_flags_t depot_flags)
{
	const bool counted = depot_flags & STACK_DEPOT_FLAG_GET;

	if (WARN_ON(depot_flags & ~STACK_DEPOT_FLAGS_MASK))
		return 0;
	nr_entries = min(filter_irq_stacks(entries, nr_entries),
			 static_cast<unsigned int>(CONFIG_STACKDEPOT_MAX_FRAMES));
	if (!nr_entries || stack_depot_disabled)
		return 0;

	const Trace trace(entries, nr_entries);
	struct list_head *bucket = &stack_table[trace.hash & stack_hash_mask];
	struct stack_record *stack = find(trace, bucket, counted);

	if (stack)
		return stack->handle.handle;

	void *pool = nullptr;

	if ((depot_flags & STACK_DEPOT_FLAG_CAN_ALLOC) && !READ_ONCE(new_pool) &&
	    READ_ONCE(pools_num) < MAX_POOLS)
		pool = allocate_pool(alloc_flags);
	{
		raw_spinlock_irqsave_guard guard(&pool_lock);

		if (pool && !new_pool) {
			WRITE_ONCE(new_pool, pool);
			pool = nullptr;
		}
		// Another one may have stored it in the meantime.
		stack = find(trace, bucket, counted);
		if (!stack)
			stack = store(trace, bucket, counted);
	}
	if (pool)
		free_pages(reinterpret_cast<unsigned long>(pool), DEPOT_POOL_ORDER);
	return stack ? stack->handle.handle : 0;
}

depot_stack_handle_t stack_depot_save(unsigned long *entries, unsigned int nr_entries,
				      gfp_t alloc_flags)
{
	return stack_depot_save_flags(entries, nr_entries, alloc_flags, STACK_DEPOT_FLAG_CAN_ALLOC);
}

struct stack_record *__stack_depot_get_stack_record(depot_stack_handle_t handle)
{
	return handle ? record_of(handle) : nullptr;
}

unsigned int stack_depot_fetch(depot_stack_handle_t handle, unsigned long **entries)
{
	*entries = nullptr;
	if (!handle || stack_depot_disabled)
		return 0;

	struct stack_record *stack = record_of(handle);

	if (WARN(!stack, "corrupt handle or use after stack_depot_put()"))
		return 0;
	*entries = stack->entries;
	return stack->size;
}

void stack_depot_print(depot_stack_handle_t handle)
{
	unsigned long *entries;

	if (const unsigned int count = stack_depot_fetch(handle, &entries))
		stack_trace_print(entries, count, 0);
}

int stack_depot_snprint(depot_stack_handle_t handle, char *buf, size_t size, int spaces)
{
	unsigned long *entries;
	const unsigned int count = stack_depot_fetch(handle, &entries);

	return count ? stack_trace_snprint(buf, size, entries, count, spaces) : 0;
}

void stack_depot_put(depot_stack_handle_t handle)
{
	if (!handle || stack_depot_disabled)
		return;

	struct stack_record *stack = record_of(handle);

	if (WARN(!stack, "corrupt handle or unbalanced stack_depot_put()"))
		return;
	if (refcount_dec_and_test(&stack->count))
		free_record(stack);
}

depot_stack_handle_t stack_depot_set_extra_bits(depot_stack_handle_t handle,
						unsigned int extra_bits)
{
	union handle_parts parts = {.handle = handle};

	if (!handle)
		return 0;
	parts.extra = extra_bits;
	return parts.handle;
}

unsigned int stack_depot_get_extra_bits(depot_stack_handle_t handle)
{
	const union handle_parts parts = {.handle = handle};

	return parts.extra;
}

EXPORT_SYMBOL_GPL(stack_depot_init);
EXPORT_SYMBOL_GPL(stack_depot_save_flags);
EXPORT_SYMBOL_GPL(stack_depot_save);
EXPORT_SYMBOL_GPL(stack_depot_fetch);
EXPORT_SYMBOL_GPL(stack_depot_put);
EXPORT_SYMBOL_GPL(stack_depot_print);
EXPORT_SYMBOL_GPL(stack_depot_snprint);
EXPORT_SYMBOL(stack_depot_set_extra_bits);
EXPORT_SYMBOL(stack_depot_get_extra_bits);

} // extern "C"
