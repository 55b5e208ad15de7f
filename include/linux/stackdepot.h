/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The stack depot: backtraces stored once each, named by a number of 32 bits.
 *
 * Who remembers a backtrace for each object or page would store the same few thousand ones millions of times. The depot
 * stores each different one once and gives a handle that fits in four bytes. lib/stackdepot.cpp has the structure.
 *
 * Before anything is saved the depot must be initialised: by stack_depot_request_early_init() while kernel parameters are
 * parsed, or later by stack_depot_init(). Kernel parameter stack_depot_disable=1: nothing is ever stored, every handle is 0.
 * Linux 6.12: include/linux/stackdepot.h.
 */
#ifndef _LINUX_STACKDEPOT_H
#define _LINUX_STACKDEPOT_H

#include <linux/compiler.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/refcount_types.h>
#include <linux/types.h>

typedef u32 depot_stack_handle_t;

/* Bits of a handle that are left to the depot's users: stack_depot_set_extra_bits(). */
#define STACK_DEPOT_EXTRA_BITS 5

#define DEPOT_HANDLE_BITS      (sizeof(depot_stack_handle_t) * 8)

#define DEPOT_POOL_ORDER       2 /* a pool is 4 pages */
#define DEPOT_POOL_SIZE        (1LL << (PAGE_SHIFT + DEPOT_POOL_ORDER))
#define DEPOT_STACK_ALIGN      4 /* records lie at multiples of 16 bytes */
#define DEPOT_OFFSET_BITS      (DEPOT_POOL_ORDER + PAGE_SHIFT - DEPOT_STACK_ALIGN)
#define DEPOT_POOL_INDEX_BITS  (DEPOT_HANDLE_BITS - DEPOT_OFFSET_BITS - STACK_DEPOT_EXTRA_BITS)

/* A handle taken apart. 0 is no handle, therefore the index of the pool counts from 1. */
union handle_parts {
	depot_stack_handle_t handle;
	struct {
		u32 pool_index_plus_1 : DEPOT_POOL_INDEX_BITS;
		u32 offset : DEPOT_OFFSET_BITS; /* in units of 16 bytes */
		u32 extra : STACK_DEPOT_EXTRA_BITS;
	};
};

/*
 * A stored backtrace. A record whose count is 0 is on the list of free ones and its entries are no longer what they were; a
 * record that isn't counted has the count REFCOUNT_SATURATED and stays for ever.
 */
struct stack_record {
	struct list_head hash_list; /* in its bucket */
	u32 hash;
	u32 size; /* entries */
	union handle_parts handle;
	refcount_t count;
	union {
		unsigned long entries[CONFIG_STACKDEPOT_MAX_FRAMES];
		struct {
			struct list_head free_list;
			unsigned long rcu_state; /* when it was freed */
		};
	};
};

typedef u32 depot_flags_t;

#define STACK_DEPOT_FLAG_CAN_ALLOC ((depot_flags_t)0x0001) /* pools may be allocated */
#define STACK_DEPOT_FLAG_GET       ((depot_flags_t)0x0002) /* counted: stack_depot_put() gives it back */

#define STACK_DEPOT_FLAGS_NUM      2
#define STACK_DEPOT_FLAGS_MASK     ((depot_flags_t)((1 << STACK_DEPOT_FLAGS_NUM) - 1))

__BEGIN_DECLS

/** stack_depot_init() - make the depot ready, from the page allocator or vmalloc. May sleep. Return: 0 or -ENOMEM */
int stack_depot_init(void);

/** stack_depot_request_early_init() - the depot will be needed early. While parameters are parsed */
void stack_depot_request_early_init(void);

/** stack_depot_early_init() - make it ready out of memblock if that was asked for. For mm_core_init(). Return: 0 or -ENOMEM */
#ifdef CONFIG_STACKDEPOT
int stack_depot_early_init(void);
#else
static inline int stack_depot_early_init(void)
{
	return 0;
}
#endif

/**
 * stack_depot_save_flags() - store a backtrace, or find it
 * @entries: addresses, innermost first; what lies outside of an interrupt's entry is left out, and what goes beyond
 *           CONFIG_STACKDEPOT_MAX_FRAMES
 * @alloc_flags: for the pages of a new pool (4 at once)
 * @depot_flags: STACK_DEPOT_FLAG_*; without CAN_ALLOC nothing is allocated
 *
 * Any context, provided that alloc_pages(@alloc_flags) is allowed there when CAN_ALLOC is given. A known backtrace is found
 * without a lock. Return: the handle; 0 when there is no memory, no room or nothing to store.
 */
depot_stack_handle_t stack_depot_save_flags(unsigned long *entries, unsigned int nr_entries,
					    gfp_t alloc_flags, depot_flags_t depot_flags);

/** stack_depot_save() - the same with STACK_DEPOT_FLAG_CAN_ALLOC, not counted */
depot_stack_handle_t stack_depot_save(unsigned long *entries, unsigned int nr_entries,
				      gfp_t alloc_flags);

/** __stack_depot_get_stack_record() - the record behind a handle; NULL for 0. For users that count in it themselves */
struct stack_record *__stack_depot_get_stack_record(depot_stack_handle_t handle);

/** stack_depot_fetch() - *@entries points to the stored addresses. Return: how many; 0 for no handle */
unsigned int stack_depot_fetch(depot_stack_handle_t handle, unsigned long **entries);

/** stack_depot_print() - print them, one a line */
void stack_depot_print(depot_stack_handle_t stack);

/** stack_depot_snprint() - the same into a buffer, as stack_trace_snprint(). Return: bytes written */
int stack_depot_snprint(depot_stack_handle_t handle, char *buf, size_t size, int spaces);

/** stack_depot_put() - give back what STACK_DEPOT_FLAG_GET has counted; the last one frees the record. Any context */
void stack_depot_put(depot_stack_handle_t handle);

/** stack_depot_set_extra_bits() - the handle with 5 bits of the user's own in it. Return: 0 for no handle */
depot_stack_handle_t __must_check stack_depot_set_extra_bits(depot_stack_handle_t handle,
							     unsigned int extra_bits);
unsigned int stack_depot_get_extra_bits(depot_stack_handle_t handle);

__END_DECLS

#endif /* _LINUX_STACKDEPOT_H */
