// SPDX-License-Identifier: GPL-2.0-only
// Records, one buffer for each CPU. When it is full the oldest records go.
//
//   data  ┌──────────┬────────────┬───────┬─────────┬───────────┬──────────┐
//         │ …newest  │   free     │ oldest│ record  │ record    │ filler   │
//         └──────────┴────────────┴───────┴─────────┴───────────┴──────────┘
//                    ▲ tail               ▲ head                 (a record never wraps: the rest is skipped)
//         positions count bytes since the last reset, so head <= tail <= head + size; modulo size is the place
//
//   record   { length in bytes, time in ns }, then what the event writes, struct trace_entry first
//
// A record is written with interrupts off and the buffer's lock held, between buffer_reserve() and buffer_commit(): so nobody sees a
// half one, and an interrupt cannot come between two halves. An event that happens while one is written on this CPU (a
// probe that allocates) is dropped: `busy`. Readers copy one record at a time under the lock and go by position; a reader that
// was overtaken by the writer goes on at the oldest record.
//
// Buffers are taken when the first event is enabled: a kernel that traces nothing has none. Linux 6.12: kernel/trace/ring_buffer.c (which
// needs no lock, in pages).

#include "kernel/trace/trace.h"

#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/sizes.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

namespace trace
{
namespace
{

constinit size_t bytes_each =
	1408 *
	SZ_1K; // for each CPU, as Linux's; changed under prepare_mutex while no buffer is there

struct Header {
	u32 length; // header included, a multiple of 8
	u32 filler; // nothing behind it
	u64 ts;
};

struct Buffer {
	raw_spinlock_t lock; // everything below
	char *data;
	u64 head;
	u64 tail;
	u64 pending; // bytes that the record being written takes
	unsigned long entries;
	unsigned long written;
	bool busy; // this CPU's only
};

DEFINE_PER_CPU(Buffer, buffers);
DEFINE_MUTEX(prepare_mutex);

Header *header_at(Buffer *b, u64 position)
{
	return reinterpret_cast<Header *>(b->data + position % bytes_each);
}

void drop_oldest(Buffer *b)
{
	const Header *const oldest = header_at(b, b->head);

	b->entries -= !oldest->filler;
	b->head += oldest->length;
}

void make_room(Buffer *b, size_t bytes)
{
	while (b->tail + bytes - b->head > bytes_each)
		drop_oldest(b);
}

// The rest up to the end, if the record would not fit there.
void skip_to_start(Buffer *b, size_t length)
{
	const size_t rest = bytes_each - b->tail % bytes_each;

	if (length <= rest)
		return;
	make_room(b, rest);
	*header_at(b, b->tail) = {static_cast<u32>(rest), 1, 0};
	b->tail += rest;
}

void *begin(Buffer *b, size_t length)
{
	skip_to_start(b, length);
	make_room(b, length);

	Header *const header = header_at(b, b->tail);

	*header = {static_cast<u32>(length), 0, local_clock()};
	b->pending = length;
	return header + 1;
}

// Position of the next record at or behind @at, or -1.
s64 next_position(Buffer *b, u64 at)
{
	if (at < b->head || at > b->tail)
		at = b->head;
	while (at < b->tail && header_at(b, at)->filler)
		at += header_at(b, at)->length;
	return at < b->tail ? static_cast<s64>(at) : -1;
}

bool peek(Buffer *b, u64 &at, u64 &ts)
{
	unsigned long flags;

	if (!b->data)
		return false;
	raw_spin_lock_irqsave(&b->lock, flags);

	const s64 position = b->data ? next_position(b, at) : -1;

	if (position >= 0) {
		at = position;
		ts = header_at(b, at)->ts;
	}
	raw_spin_unlock_irqrestore(&b->lock, flags);
	return position >= 0;
}

// False: it was overwritten meanwhile.
bool copy(Buffer *b, u64 &at, bool consume, void *record)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&b->lock, flags);

	const bool there = b->data && at >= b->head && at < b->tail;

	if (there) {
		const Header *const header = header_at(b, at);

		memcpy(record, header + 1, header->length - sizeof(Header));
		at += header->length;
		while (consume && b->head < at)
			drop_oldest(b);
	}
	raw_spin_unlock_irqrestore(&b->lock, flags);
	return there;
}

} // namespace

int buffer_prepare()
{
	int error = 0;
	unsigned int cpu;

	mutex_lock(&prepare_mutex);
	for_each_possible_cpu(cpu) {
		Buffer *const b = per_cpu_ptr(&buffers, cpu);

		if (b->data || !cpu_online(cpu))
			continue;
		raw_spin_lock_init(&b->lock);

		char *const data = static_cast<char *>(vmalloc(bytes_each));

		if (!data) {
			error = -ENOMEM;
			break;
		}
		smp_store_release(&b->data, data);
	}
	mutex_unlock(&prepare_mutex);
	return error;
}

void *buffer_reserve(size_t len, unsigned long &flags)
{
	const size_t length = ALIGN(len + sizeof(Header), 8);

	if (len > max_record)
		return nullptr;
	local_irq_save(flags);

	Buffer *const b = this_cpu_ptr(&buffers);

	if (b->busy || !b->data) {
		local_irq_restore(flags);
		return nullptr;
	}
	b->busy = true;
	raw_spin_lock(&b->lock);
	if (!b->data) {
		buffer_discard(flags);
		return nullptr;
	}
	return begin(b, length);
}

void buffer_commit(unsigned long flags)
{
	Buffer *const b = this_cpu_ptr(&buffers);

	b->tail += b->pending;
	b->entries++;
	b->written++;
	raw_spin_unlock(&b->lock);
	b->busy = false;
	local_irq_restore(flags);
}

void buffer_discard(unsigned long flags)
{
	Buffer *const b = this_cpu_ptr(&buffers);

	raw_spin_unlock(&b->lock);
	b->busy = false;
	local_irq_restore(flags);
}

size_t buffer_size()
{
	return bytes_each;
}

// Writers find no buffer meanwhile, and drop what they have.
int buffer_resize(size_t bytes)
{
	bool had = false;
	unsigned int cpu;

	bytes = ALIGN(bytes, PAGE_SIZE);
	if (bytes < 2 * PAGE_SIZE || bytes > SZ_1G)
		return -EINVAL;
	mutex_lock(&prepare_mutex);
	for_each_possible_cpu(cpu) {
		Buffer *const b = per_cpu_ptr(&buffers, cpu);
		unsigned long flags;

		if (!b->data)
			continue;
		had = true;
		raw_spin_lock_irqsave(&b->lock, flags);

		char *const data = b->data;

		b->data = nullptr;
		b->head = b->tail = 0;
		b->entries = b->written = 0;
		raw_spin_unlock_irqrestore(&b->lock, flags);
		vfree(data);
	}
	bytes_each = bytes;
	mutex_unlock(&prepare_mutex);
	return had ? buffer_prepare() : 0;
}

void buffer_reset()
{
	unsigned long flags;
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		Buffer *const b = per_cpu_ptr(&buffers, cpu);

		if (!b->data)
			continue;
		raw_spin_lock_irqsave(&b->lock, flags);
		b->head = b->tail = 0;
		b->entries = b->written = 0;
		raw_spin_unlock_irqrestore(&b->lock, flags);
	}
}

Totals buffer_totals()
{
	Totals sum = {};
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		const Buffer *const b = per_cpu_ptr(&buffers, cpu);

		sum.entries += READ_ONCE(b->entries);
		sum.written += READ_ONCE(b->written);
	}
	return sum;
}

bool buffer_next(Cursor &cursor, bool consume, void *record, u64 &ts, int &cpu)
{
	for (;;) {
		unsigned int each;
		int best = -1;
		u64 best_ts = 0, its_ts = 0;

		for_each_possible_cpu(each) {
			if (peek(per_cpu_ptr(&buffers, each), cursor.at[each], its_ts) &&
			    (best < 0 || its_ts < best_ts)) {
				best = each;
				best_ts = its_ts;
			}
		}
		if (best < 0)
			return false;
		ts = best_ts;
		cpu = best;
		if (copy(per_cpu_ptr(&buffers, best), cursor.at[best], consume, record))
			return true;
	}
}

} // namespace trace
