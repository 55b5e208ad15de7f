/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BENCH_REPLAY_H
#define BENCH_REPLAY_H
/*
 * A recorded stream of allocations and frees, compact enough to lie in the tree and simple enough to be read in a kernel.
 *
 * What is asked for repeats itself: each different request (from which cache, how many bytes, with which flags) is one entry of
 * a table, the most frequent first. Allocations are numbered from 0. An event is one number:
 *
 *	2 * kind	allocate what entry @kind says
 *	2 * age + 1	free the allocation that is @age older than the last one
 *
 * A number is written in digits of five bits, the lowest first; each digit but the last has 32 added. A digit is one character:
 * those from '#' on in ASCII, without the backslash (replay_digit()).
 *
 *	alloc kind 3, alloc kind 40, free the one before the last  ->  6, 80, 3  ->  ')' 'S%' '&'
 *
 * Written by scripts/kmem-events.
 */
#include <linux/gfp.h>
#include <linux/slab.h>
#include <linux/types.h>

enum replay_source {
	REPLAY_KMALLOC,
	REPLAY_CACHE,
	REPLAY_PAGES,
};

/**
 * struct replay_kind - one kind of request
 * @source: what it is asked of
 * @what: bytes (REPLAY_KMALLOC), number of the cache (REPLAY_CACHE), order (REPLAY_PAGES)
 * @gfp: flags
 */
struct replay_kind {
	enum replay_source source;
	unsigned int what;
	gfp_t gfp;
};

/* A cache that the recorded kernel allocated from: the size of its slots, and what decides whom it may share them with. */
struct replay_cache {
	const char *name;
	unsigned int size;
	slab_flags_t flags;
};

/**
 * struct replay - a recording
 * @events: the numbers
 * @bytes: length of @events
 * @nr_allocations: how many of them are allocations
 */
struct replay {
	const char *name;
	const char *events;
	unsigned int bytes;
	unsigned int nr_allocations;
	const struct replay_kind *kinds;
	unsigned int nr_kinds;
	const struct replay_cache *caches;
	unsigned int nr_caches;
};

extern const struct replay replay_boot;

static inline unsigned int replay_digit(char character)
{
	return character - '#' - (character > '\\');
}

#endif
