// SPDX-License-Identifier: GPL-2.0-only
//
// Who had an object: SLAB_STORE_USER keeps two tracks behind each one, of its last allocation and of its last freeing.
//
//	Allocated in demo_start+0x2c/0x80 age=1203 cpu=0 pid=1
//	 demo_start+0x2c/0x80                   the stack: kept once in the stack depot, however many objects share it
//	 start_kernel+0x78/0x7c
//	Freed in demo_stop+0x18/0x40 age=17 cpu=2 pid=1
//	 demo_stop+0x18/0x40
//
// "age" is in jiffies. Tracks stay until they are overwritten: a free object still tells who had it. The stack begins with
// the caller of the allocator; the allocator's own frames are left out (Linux shows one or two of them).
// Linux 6.12: set_track(), print_tracking().

#include "mm/slub/debug.h"

#include <linux/array_size.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/stacktrace.h>
#include <linux/string.h>

namespace slub
{
namespace
{

// Frames that are looked at, the allocator's own included.
constexpr unsigned int TRACK_ADDRS_COUNT = 16;

track *tracks_of(const kmem_cache *s, const void *object)
{
	return reinterpret_cast<track *>(bytes_of(const_cast<void *>(object)) + info_end(s));
}

track *track_of(const kmem_cache *s, const void *object, track_item item)
{
	return tracks_of(s, object) + (item == TRACK_FREE);
}

void print_track(const char *what, const track *t, unsigned long now)
{
	if (!t->addr)
		return;
	pr_err("%s in %pS age=%lu cpu=%u pid=%d\n", what, reinterpret_cast<void *>(t->addr),
	       now - t->when, t->cpu, t->pid);
	if (t->handle)
		stack_depot_print(t->handle);
	else
		pr_err("object allocation/free stack trace missing\n");
}

} // namespace

noinline depot_stack_handle_t set_track_prepare(unsigned long addr, gfp_t gfp)
{
	unsigned long entries[TRACK_ADDRS_COUNT];
	const unsigned int count = stack_trace_save(entries, ARRAY_SIZE(entries), 1);
	unsigned int first = 0;

	while (first < count && entries[first] != addr)
		first++;
	if (first == count)
		first = 0;
	return stack_depot_save(entries + first, count - first, gfp);
}

void set_track_update(const kmem_cache *s, void *object, track_item item, unsigned long addr,
		      depot_stack_handle_t handle)
{
	track *const t = track_of(s, object, item);

	t->handle = handle;
	t->addr = addr;
	t->cpu = smp_processor_id();
	t->pid = current->pid;
	t->when = jiffies;
}

void set_track(const kmem_cache *s, void *object, track_item item, unsigned long addr, gfp_t gfp)
{
	set_track_update(s, object, item, addr, set_track_prepare(addr, gfp));
}

void init_tracking(const kmem_cache *s, void *object)
{
	if (s->flags & SLAB_STORE_USER)
		memset(tracks_of(s, object), 0, 2 * sizeof(track));
}

const track *get_track(const kmem_cache *s, const void *object, track_item item)
{
	return track_of(s, object, item);
}

void print_tracking(const kmem_cache *s, const void *object)
{
	const unsigned long now = jiffies;

	if (!(s->flags & SLAB_STORE_USER))
		return;
	print_track("Allocated", get_track(s, object, TRACK_ALLOC), now);
	print_track("Freed", get_track(s, object, TRACK_FREE), now);
}

void print_stack(const track *t, const char *heading)
{
	unsigned long *entries;
	const unsigned int count = min(stack_depot_fetch(t->handle, &entries), TRACK_ADDRS_COUNT);

	if (count && heading)
		pr_cont("%s", heading);
	for (unsigned int i = 0; i < count; i++)
		pr_info("    %pS\n", reinterpret_cast<void *>(entries[i]));
}

} // namespace slub
