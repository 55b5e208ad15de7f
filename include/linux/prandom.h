/* SPDX-License-Identifier: GPL-2.0-only */
/* A generator with its state in the caller's hands: the same seed gives Linux's sequence. lib/random.cpp. */
#ifndef _LINUX_PRANDOM_H
#define _LINUX_PRANDOM_H
#include <linux/types.h>
#include <linux/percpu-defs.h>
struct rnd_state {
	__u32 s1, s2, s3, s4;
};
__BEGIN_DECLS
u32 prandom_u32_state(struct rnd_state *state);
void prandom_bytes_state(struct rnd_state *state, void *buf, size_t nbytes);
void prandom_seed_full_state(struct rnd_state __percpu *pcpu_state);
__END_DECLS
/* Each component needs a few bits set above its lowest ones. */
static inline u32 __seed(u32 x, u32 m)
{
	return x < m ? x + m : x;
}
static inline void prandom_seed_state(struct rnd_state *state, u64 seed)
{
	u32 mixed = ((seed >> 32) ^ (seed << 10) ^ seed) & 0xffffffffUL;

	state->s1 = __seed(mixed, 2U);
	state->s2 = __seed(mixed, 8U);
	state->s3 = __seed(mixed, 16U);
	state->s4 = __seed(mixed, 128U);
}
static inline u32 next_pseudo_random32(u32 seed)
{
	return seed * 1664525 + 1013904223;
}
#endif
