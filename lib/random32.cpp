// SPDX-License-Identifier: GPL-2.0-only
//
// A generator of pseudo-random numbers with its state in the caller's hands: four combined Tausworthe generators,
// P. L'Ecuyer, "Tables of maximally equidistributed combined LFSR generators", Math. of Computation 68 (1999), the one
// named lfsr113. The parameters are the paper's, so a seed gives the sequence that it gives in Linux. Alone in its file, so
// that Linux's lib/random32.c can be linked in its place. Linux 6.12: lib/random32.c.

#include <linux/prandom.h>
#include <linux/random.h>
#include <linux/smp.h>
#include <linux/string.h>

namespace
{

/* One step of one component: q and s are its shifts, the mask clears the bits that are not state, k - s the last shift. */
u32 step(u32 z, int q, int shift, u32 mask, int d)
{
	return ((z & mask) << d) ^ (((z << q) ^ z) >> shift);
}

} // namespace

extern "C" {

u32 prandom_u32_state(struct rnd_state *state)
{
	state->s1 = step(state->s1, 6, 13, ~1U, 18);
	state->s2 = step(state->s2, 2, 27, ~7U, 2);
	state->s3 = step(state->s3, 13, 21, ~15U, 7);
	state->s4 = step(state->s4, 3, 12, ~127U, 13);
	return state->s1 ^ state->s2 ^ state->s3 ^ state->s4;
}

void prandom_bytes_state(struct rnd_state *state, void *buf, size_t nbytes)
{
	for (char *p = (char *)buf; nbytes;) {
		const u32 word = prandom_u32_state(state);
		const size_t n = min_t(size_t, nbytes, sizeof(word));

		memcpy(p, &word, n);
		p += n;
		nbytes -= n;
	}
}

void prandom_seed_full_state(struct rnd_state __percpu *pcpu_state)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct rnd_state *state = per_cpu_ptr(pcpu_state, cpu);

		state->s1 = __seed(get_random_u32(), 2U);
		state->s2 = __seed(get_random_u32(), 8U);
		state->s3 = __seed(get_random_u32(), 16U);
		state->s4 = __seed(get_random_u32(), 128U);
		/* The first outputs still show the seed. */
		for (int i = 0; i < 10; i++)
			prandom_u32_state(state);
	}
}

} // extern "C"
