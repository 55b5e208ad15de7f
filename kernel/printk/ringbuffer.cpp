// SPDX-License-Identifier: GPL-2.0-only
//
// printk()'s ring: records come at the head, and push the oldest out at the tail. ringbuffer.h has its drawing.
#include "kernel/printk/ringbuffer.h"

#include <linux/align.h>
#include <linux/string.h>

namespace
{

// Text of 64 bytes a record on average: then both rings are full at once.
constexpr unsigned int count_bits = CONFIG_LOG_BUF_SHIFT - 6;

alignas(unsigned long) constinit char text_data[1UL << CONFIG_LOG_BUF_SHIFT] = {};
constinit struct prb_desc descs[1UL << count_bits] = {};
constinit struct printk_info infos[1UL << count_bits] = {};

constexpr unsigned long no_text = 0x1; // an odd position

} // namespace

constinit struct printk_ringbuffer printk_rb_static = {
	.desc_ring = {.count_bits = count_bits,
		      .descs = descs,
		      .infos = infos,
		      .head_id = ATOMIC_INIT((long)DESC0_ID(count_bits)),
		      .tail_id = ATOMIC_INIT((long)DESC0_ID(count_bits)),
		      .last_finalized_seq = ATOMIC_INIT(0)},
	.text_data_ring = {.size_bits = CONFIG_LOG_BUF_SHIFT,
			   .data = text_data,
			   .head_lpos = ATOMIC_INIT((long)BLK0_LPOS(CONFIG_LOG_BUF_SHIFT)),
			   .tail_lpos = ATOMIC_INIT((long)BLK0_LPOS(CONFIG_LOG_BUF_SHIFT))},
	.fail = ATOMIC_INIT(0),
};

namespace
{

// A counter that only the lock's holder changes.
unsigned long value(const atomic_long_t &v)
{
	return (unsigned long)atomic_long_read(&v);
}
void assign(atomic_long_t &v, unsigned long to)
{
	atomic_long_set(&v, (long)to);
}

// ---- descriptors ----

unsigned long index_of(const printk_ringbuffer *rb, unsigned long id)
{
	return id & ((1UL << rb->desc_ring.count_bits) - 1);
}
prb_desc &desc_of(const printk_ringbuffer *rb, unsigned long id)
{
	return rb->desc_ring.descs[index_of(rb, id)];
}
printk_info &info_of(const printk_ringbuffer *rb, unsigned long id)
{
	return rb->desc_ring.infos[index_of(rb, id)];
}

int state_of(const printk_ringbuffer *rb, unsigned long id)
{
	const unsigned long sv = value(desc_of(rb, id).state_var);

	return DESC_ID(sv) == id ? (int)(sv >> DESC_FLAGS_SHIFT) : desc_miss;
}
void set_state(printk_ringbuffer *rb, unsigned long id, desc_state state)
{
	assign(desc_of(rb, id).state_var, DESC_SV(id, state));
}

u64 seq_of(const printk_ringbuffer *rb, unsigned long id)
{
	return DESC_ID(id - DESC0_ID(rb->desc_ring.count_bits) - 1);
}
unsigned long id_of(const printk_ringbuffer *rb, u64 seq)
{
	return DESC_ID(seq + DESC0_ID(rb->desc_ring.count_bits) + 1);
}

// ---- text ----

unsigned long ring_bytes(const printk_ringbuffer *rb)
{
	return 1UL << rb->text_data_ring.size_bits;
}
// How often the ring was gone round before this position.
unsigned long turn_of(const printk_ringbuffer *rb, unsigned long position)
{
	return position >> rb->text_data_ring.size_bits;
}

struct block {
	unsigned long id;
	char text[];
};

// The end of a block that begins at @begin and holds @size bytes of text: in this turn, or anew in the next.
unsigned long end_of_block(const printk_ringbuffer *rb, unsigned long begin, unsigned int size)
{
	const unsigned long bytes = ALIGN(sizeof(block) + size, sizeof(unsigned long));
	const unsigned long next = begin + bytes;

	if (turn_of(rb, begin) == turn_of(rb, next))
		return next;
	return (turn_of(rb, next) << rb->text_data_ring.size_bits) + bytes;
}

block *block_at(const printk_ringbuffer *rb, const prb_data_blk_lpos &lpos)
{
	const bool anew = turn_of(rb, lpos.begin) != turn_of(rb, lpos.next);
	const unsigned long index = anew ? 0 : lpos.begin & (ring_bytes(rb) - 1);

	return (block *)(rb->text_data_ring.data + index);
}

// ---- the tail ----

void drop_oldest(printk_ringbuffer *rb)
{
	const unsigned long id = value(rb->desc_ring.tail_id);

	if (state_of(rb, id) != desc_miss) {
		assign(rb->text_data_ring.tail_lpos, desc_of(rb, id).text_blk_lpos.next);
		set_state(rb, id, desc_reusable);
		desc_of(rb, id).text_blk_lpos = {no_text, no_text};
	}
	assign(rb->desc_ring.tail_id, DESC_ID(id + 1));
}

// Let the text grow to @head.
void push_text(printk_ringbuffer *rb, unsigned long head)
{
	while (head - value(rb->text_data_ring.tail_lpos) > ring_bytes(rb))
		drop_oldest(rb);
	assign(rb->text_data_ring.head_lpos, head);
}

// ---- the head ----

void finalize(printk_ringbuffer *rb, unsigned long id)
{
	set_state(rb, id, desc_finalized);
	assign(rb->desc_ring.last_finalized_seq, seq_of(rb, id));
}

// The lock's holder writes a block and its descriptor anew: both say the same id.
char *place_block(printk_ringbuffer *rb, unsigned long id, const prb_data_blk_lpos &lpos)
{
	block *const b = block_at(rb, lpos);

	b->id = id;
	desc_of(rb, id).text_blk_lpos = lpos;
	return b->text;
}

} // namespace

char *prb_reserve(struct printk_ringbuffer *rb, unsigned int size, struct printk_info **info)
{
	const unsigned long last = value(rb->desc_ring.head_id), id = DESC_ID(last + 1);
	const unsigned long begin = value(rb->text_data_ring.head_lpos);
	const unsigned long next = end_of_block(rb, begin, size);

	if (size > ring_bytes(rb) / 2 - sizeof(block)) {
		atomic_long_inc(&rb->fail);
		return nullptr;
	}
	if (state_of(rb, last) == desc_committed)
		finalize(rb, last);
	if (DESC_ID(id - value(rb->desc_ring.tail_id)) >> rb->desc_ring.count_bits)
		drop_oldest(rb);
	push_text(rb, next);
	set_state(rb, id, desc_reserved);
	assign(rb->desc_ring.head_id, id);
	*info = &info_of(rb, id);
	**info = {};
	(*info)->seq = seq_of(rb, id);
	return place_block(rb, id, {begin, next});
}

char *prb_reserve_in_last(struct printk_ringbuffer *rb, u32 caller_id, unsigned int size,
			  unsigned int max_size, struct printk_info **info)
{
	const unsigned long id = value(rb->desc_ring.head_id);
	printk_info &last = info_of(rb, id);

	if (state_of(rb, id) != desc_committed || last.caller_id != caller_id ||
	    last.text_len + size > max_size)
		return nullptr;

	const prb_data_blk_lpos before = desc_of(rb, id).text_blk_lpos;
	const prb_data_blk_lpos after = {before.begin,
					 end_of_block(rb, before.begin, last.text_len + size)};
	const block *const from = block_at(rb, before);

	push_text(rb, after.next);
	set_state(rb, id, desc_reserved);

	char *const text = place_block(rb, id, after);

	if (text != from->text)
		memmove(text, from->text, last.text_len);
	*info = &last;
	return text + last.text_len;
}

void prb_commit(struct printk_ringbuffer *rb)
{
	set_state(rb, value(rb->desc_ring.head_id), desc_committed);
}

void prb_final_commit(struct printk_ringbuffer *rb)
{
	finalize(rb, value(rb->desc_ring.head_id));
}

u64 prb_next_seq(const struct printk_ringbuffer *rb)
{
	return seq_of(rb, DESC_ID(value(rb->desc_ring.head_id) + 1));
}

// Before the first record the tail stands at an id that no record has.
u64 prb_first_seq(const struct printk_ringbuffer *rb)
{
	const unsigned long tail = value(rb->desc_ring.tail_id);

	return state_of(rb, tail) == desc_miss ? seq_of(rb, DESC_ID(tail + 1)) : seq_of(rb, tail);
}

const struct printk_info *prb_read(const struct printk_ringbuffer *rb, u64 seq, const char **text)
{
	const unsigned long id = id_of(rb, seq);
	const int state = state_of(rb, id);

	if (state != desc_committed && state != desc_finalized)
		return nullptr;
	*text = block_at(rb, desc_of(rb, id).text_blk_lpos)->text;
	return &info_of(rb, id);
}
