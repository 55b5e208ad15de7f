/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ring of records behind printk(), laid out as Linux lays out its own: gdb's lx-dmesg, drgn and readers of memory dumps find
 * the log of either kernel by the same names.
 *
 *	descs, infos      | id 7 | id 8 | id 9 |   free ...          a record's state, where its text lies; when, who, how long:
 *	                    │ tail_id       │ head_id                both at index id % count
 *	                    ▼               ▼
 *	text data         |..|7|text....|8|text|9|text........|....free....|
 *	                     ▲ tail_lpos                      ▲ head_lpos
 *
 * Ids and logical positions only grow; an index is what remains of them. A block of text is its record's id and the text, in whole
 * longs, and never wraps: one that would begins anew at index 0, and what is left at the end stays empty. What is not there any
 * more was pushed out by newer records, oldest first.
 *
 * A record is written by one at a time. While its line is open it is `committed` and may grow (prb_reserve_in_last()); it is
 * `finalized` when the line ends or another record begins.
 *
 * Locks: all calls under the log's lock (kernel/printk/log.cpp). Linux's ring works without one; what a reader from outside sees
 * is the same.
 *
 * Linux 6.12: kernel/printk/printk_ringbuffer.h, printk_ringbuffer.c.
 */
#ifndef _KERNEL_PRINTK_RINGBUFFER_H
#define _KERNEL_PRINTK_RINGBUFFER_H

#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/dev_printk.h>
#include <linux/types.h>

/* enum printk_info_flags - what a record's text was followed by. */
enum printk_info_flags {
	LOG_FORCE_CON = 1,
	LOG_NEWLINE = 2, /* its line has ended */
	LOG_CONT = 8,    /* it continues one that could not grow any more */
};

struct printk_info {
	u64 seq;      /* counts records since boot */
	u64 ts_nsec;  /* local_clock() */
	u16 text_len; /* bytes, without the newline */
	u8 facility;
	u8 flags : 5; /* enum printk_info_flags */
	u8 level : 3;
	u32 caller_id; /* a task's pid, or 0x80000000 + CPU */
	struct dev_printk_info dev_info;
};

/* begin and next are equal and odd when there is no text. */
struct prb_data_blk_lpos {
	unsigned long begin;
	unsigned long next;
};

struct prb_desc {
	atomic_long_t state_var; /* DESC_SV() */
	struct prb_data_blk_lpos text_blk_lpos;
};

struct prb_data_ring {
	unsigned int size_bits;
	char *data;
	atomic_long_t head_lpos;
	atomic_long_t tail_lpos;
};

struct prb_desc_ring {
	unsigned int count_bits;
	struct prb_desc *descs;
	struct printk_info *infos;
	atomic_long_t head_id;
	atomic_long_t tail_id;
	atomic_long_t last_finalized_seq;
};

struct printk_ringbuffer {
	struct prb_desc_ring desc_ring;
	struct prb_data_ring text_data_ring;
	atomic_long_t fail; /* texts that no room could be made for */
};

/* The two bits above an id. */
enum desc_state {
	desc_miss = -1,       /* the descriptor is another record's */
	desc_reserved = 0x0,  /* being written */
	desc_committed = 0x1, /* may still grow */
	desc_finalized = 0x2,
	desc_reusable = 0x3,
};

#define DESC_FLAGS_SHIFT   (BITS_PER_LONG - 2)
#define DESC_FLAGS_MASK    (3UL << DESC_FLAGS_SHIFT)
#define DESC_ID_MASK       (~DESC_FLAGS_MASK)
#define DESC_ID(sv)        ((sv)&DESC_ID_MASK)
#define DESC_SV(id, state) (((unsigned long)(state) << DESC_FLAGS_SHIFT) | (id))
/* The first id, of no record: with it the next ones begin at index 0, and overflow soon, while somebody looks. */
#define DESC0_ID(count_bits) DESC_ID(-((1UL << (count_bits)) + 1))
#define BLK0_LPOS(size_bits) (-(1UL << (size_bits)))

__BEGIN_DECLS

extern struct printk_ringbuffer printk_rb_static;
extern struct printk_ringbuffer *prb;

/*
 * prb_reserve() - the next record, with room for @size bytes of text; older ones go. The one before is finalized.
 * @info: the record's, all zero but for its seq; text_len and the rest are the caller's to set
 * Return: where the text goes, or NULL if @size is more than half of the ring (counted in @rb->fail).
 */
char *prb_reserve(struct printk_ringbuffer *rb, unsigned int size, struct printk_info **info);

/*
 * prb_reserve_in_last() - make the newest record's text longer by @size bytes.
 * Return: where they go, behind its @info->text_len bytes; NULL if the record is finalized, @caller_id is not its writer, or it would
 * be longer than @max_size.
 */
char *prb_reserve_in_last(struct printk_ringbuffer *rb, u32 caller_id, unsigned int size,
			  unsigned int max_size, struct printk_info **info);

/* prb_commit() - the newest record is written and may grow; prb_final_commit(): and is whole. */
void prb_commit(struct printk_ringbuffer *rb);
void prb_final_commit(struct printk_ringbuffer *rb);

/* prb_first_seq() - the oldest record's number; prb_next_seq(): that of the one after the newest. */
u64 prb_first_seq(const struct printk_ringbuffer *rb);
u64 prb_next_seq(const struct printk_ringbuffer *rb);

/* prb_read() - record @seq and, in @text, its text (info->text_len bytes). Return: NULL if it is not there. */
const struct printk_info *prb_read(const struct printk_ringbuffer *rb, u64 seq, const char **text);

__END_DECLS

#endif
