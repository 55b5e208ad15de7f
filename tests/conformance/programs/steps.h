/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the programs of operations share: a random sequence that is the same everywhere, and the record of steps.
 *
 * A step is one operation and what came of it: a letter, a group and an index in it, e.g. "object 5 of slab 2 was handed
 * out": +2.5. Where nothing but the index moves on, and evenly, steps are written as one token with their number:
 * +2.5*8 are eight steps up to +2.12, +2.12*-8 the same downwards. A line holds up to 16 tokens behind the number of its
 * first step; tests/conformance/first-step.awk counts on from there.
 *
 *   steps 000040: +2.5*8 -2.7 +2.7 -0.1*-3
 *   steps mark: slub-64 random: slabs 4 partial 2
 */
#ifndef CONFORMANCE_STEPS_H
#define CONFORMANCE_STEPS_H

#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/types.h>

struct kmem_cache;
struct steps;

/*
 * Of a program whose name in the parameter ends in -events, the record tells what the kernel's trace events said, too (watch.c): of
 * pages whose frame is in [@first, @last), counted from @first; or of @cache and of kmalloc(), with the pages that they cause.
 */
extern bool watching;
void watch_pages(unsigned long first, unsigned long last);
void watch_objects(struct kmem_cache *cache);
void watch_end(void);
/* Writes the events since the last step. */
void watch_write(struct steps *s);
/* The same; is the step that follows what an event has told or will tell? */
bool watch_tells(struct steps *s, char op, long group, long index, long stride);

/* A run of equal steps that is not written yet, and the line so far. */
struct steps {
	unsigned long done, line_begin;
	char op;
	long group, first, last, delta, stride;
	long count;
	int tokens, length;
	char line[400];
};

static inline void steps_end_line(struct steps *s)
{
	if (s->tokens)
		printk(KERN_INFO "steps %06lu:%s\n", s->line_begin, s->line);
	s->tokens = 0;
	s->length = 0;
}

static inline void steps_end_run(struct steps *s)
{
	int room = sizeof(s->line) - s->length;

	if (!s->count)
		return;
	if (!s->tokens++)
		s->line_begin = s->done - s->count;
	if (s->count > 1)
		s->length += scnprintf(s->line + s->length, room, " %c%lx.%lx*%ld", s->op, s->group,
				       s->first, s->delta > 0 ? s->count : -s->count);
	else
		s->length += scnprintf(s->line + s->length, room, " %c%lx.%lx", s->op, s->group,
				       s->first);
	s->count = 0;
	if (s->tokens == 16)
		steps_end_line(s);
}

static inline void steps_write(struct steps *s, char op, long group, long index, long stride)
{
	long delta = index - s->last;

	if (s->count && (s->op != op || s->group != group || s->stride != stride ||
			 (s->count == 1 ? delta != stride && delta != -stride : delta != s->delta)))
		steps_end_run(s);
	if (!s->count) {
		s->op = op;
		s->group = group;
		s->first = index;
		s->stride = stride;
	}
	s->delta = delta;
	s->last = index;
	s->count++;
	s->done++;
}

/* Records a step. @stride: by how much the index moves from one step to the next where they are counted as a run. */
static inline void step(struct steps *s, char op, long group, long index, long stride)
{
	if (!watch_tells(s, op, group, index, stride))
		steps_write(s, op, group, index, stride);
}

/* Writes a line of its own between the steps: counts after a phase. */
#define steps_mark(s, format, ...)                                                                 \
	do {                                                                                       \
		watch_write(s);                                                                    \
		steps_end_run(s);                                                                  \
		steps_end_line(s);                                                                 \
		printk(KERN_INFO "steps mark: " format "\n", ##__VA_ARGS__);                       \
	} while (0)

/* xorshift: the same numbers in every kernel. @state: not 0. Return: 0..below-1. */
static inline u32 steps_random(u32 *state, u32 below)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state % below;
}

/* The programs, one a file; main.c chooses. */
void conformance_slub(void);
void conformance_foreign(void);
void conformance_merge(void);
void conformance_kmalloc(void);
void conformance_pages(void);
void conformance_types(void);
void conformance_vmalloc(void);
void conformance_reports(void);

#endif
