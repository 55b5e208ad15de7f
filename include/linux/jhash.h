/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Bob Jenkins' hash "lookup3" (public domain, burtleburtle.net/bob/c/lookup3.c): every bit of the key reaches every bit of
 * the value.
 *
 * Three words of state take three words of the key at a time and are mixed reversibly; the last one to three words go
 * through a final mix that is not reversible and shorter. Linux 6.12: include/linux/jhash.h.
 */
#ifndef _LINUX_JHASH_H
#define _LINUX_JHASH_H

#include <linux/bitops.h>
#include <linux/types.h>
#include <linux/unaligned.h>

/* Where the state begins; arbitrary. */
#define JHASH_INITVAL 0xdeadbeef

struct __jhash_state {
	u32 a, b, c;
};

static inline void __jhash_mix(struct __jhash_state *s)
{
	s->a -= s->c, s->a ^= rol32(s->c, 4), s->c += s->b;
	s->b -= s->a, s->b ^= rol32(s->a, 6), s->a += s->c;
	s->c -= s->b, s->c ^= rol32(s->b, 8), s->b += s->a;
	s->a -= s->c, s->a ^= rol32(s->c, 16), s->c += s->b;
	s->b -= s->a, s->b ^= rol32(s->a, 19), s->a += s->c;
	s->c -= s->b, s->c ^= rol32(s->b, 4), s->b += s->a;
}

static inline u32 __jhash_final(struct __jhash_state *s)
{
	s->c ^= s->b, s->c -= rol32(s->b, 14);
	s->a ^= s->c, s->a -= rol32(s->c, 11);
	s->b ^= s->a, s->b -= rol32(s->a, 25);
	s->c ^= s->b, s->c -= rol32(s->b, 16);
	s->a ^= s->c, s->a -= rol32(s->c, 4);
	s->b ^= s->a, s->b -= rol32(s->a, 14);
	s->c ^= s->b, s->c -= rol32(s->b, 24);
	return s->c;
}

/** jhash2() - hash @length words, going on from @initval (any number, or the value of what came before) */
static inline u32 jhash2(const u32 *k, u32 length, u32 initval)
{
	const u32 begin = JHASH_INITVAL + (length << 2) + initval;
	struct __jhash_state s = {begin, begin, begin};

	for (; length > 3; length -= 3, k += 3) {
		s.a += k[0];
		s.b += k[1];
		s.c += k[2];
		__jhash_mix(&s);
	}
	if (!length)
		return s.c;
	s.a += k[0];
	s.b += length > 1 ? k[1] : 0;
	s.c += length > 2 ? k[2] : 0;
	return __jhash_final(&s);
}

/** jhash() - hash @length bytes at any alignment */
static inline u32 jhash(const void *key, u32 length, u32 initval)
{
	const u8 *k = (const u8 *)key;
	const u32 begin = JHASH_INITVAL + length + initval;
	struct __jhash_state s = {begin, begin, begin};
	u32 last[3] = {0, 0, 0};

	for (; length > 12; length -= 12, k += 12) {
		s.a += get_unaligned((const u32 *)k);
		s.b += get_unaligned((const u32 *)(k + 4));
		s.c += get_unaligned((const u32 *)(k + 8));
		__jhash_mix(&s);
	}
	if (!length)
		return s.c;
	for (u32 i = 0; i < length; i++)
		last[i / 4] |= (u32)k[i] << (i % 4 * 8);
	s.a += last[0];
	s.b += last[1];
	s.c += last[2];
	return __jhash_final(&s);
}

static inline u32 __jhash_nwords(u32 a, u32 b, u32 c, u32 initval)
{
	struct __jhash_state s = {a + initval, b + initval, c + initval};

	return __jhash_final(&s);
}

/** jhash_3words() - hash exactly three words, or two, or one */
static inline u32 jhash_3words(u32 a, u32 b, u32 c, u32 initval)
{
	return __jhash_nwords(a, b, c, initval + JHASH_INITVAL + (3 << 2));
}

static inline u32 jhash_2words(u32 a, u32 b, u32 initval)
{
	return __jhash_nwords(a, b, 0, initval + JHASH_INITVAL + (2 << 2));
}

static inline u32 jhash_1word(u32 a, u32 initval)
{
	return __jhash_nwords(a, 0, 0, initval + JHASH_INITVAL + (1 << 2));
}

#endif /* _LINUX_JHASH_H */
