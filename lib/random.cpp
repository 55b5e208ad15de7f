// SPDX-License-Identifier: GPL-2.0-only
//
// The kernel's own random numbers: SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014). The state is a counter that each call advances by an odd constant, so CPUs and interrupts
// need no lock: an atomic add hands everybody a different counter value, a mixing function makes a number of it.
// For tests and layout only; nothing here resists an attacker. Stands where Linux has drivers/char/random.c.

#include <linux/atomic.h>
#include <linux/random.h>
#include <linux/string.h>
#include <asm/timex.h>

namespace
{

constexpr u64 golden_gamma = 0x9e3779b97f4a7c15ull;

constinit atomic64_t state = ATOMIC64_INIT(0);

u64 mix(u64 z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

} // namespace

extern "C" {

u64 get_random_u64(void)
{
	s64 before = atomic64_fetch_add_relaxed((s64)golden_gamma, &state);

	if (unlikely(before == 0)) {
		/* First use: seed from the time that booting took. */
		before = atomic64_fetch_add_relaxed((s64)mix(get_cycles()), &state);
	}
	return mix((u64)before + golden_gamma);
}

u32 get_random_u32(void)
{
	return get_random_u64() >> 32;
}

u16 get_random_u16(void)
{
	return get_random_u64() >> 48;
}

u8 get_random_u8(void)
{
	return get_random_u64() >> 56;
}

void get_random_bytes(void *buf, size_t len)
{
	for (char *p = (char *)buf; len;) {
		const u64 word = get_random_u64();
		const size_t n = min_t(size_t, len, sizeof(word));

		memcpy(p, &word, n);
		p += n;
		len -= n;
	}
}

void add_device_randomness(const void *buf, size_t len)
{
	const u8 *p = (const u8 *)buf;
	u64 hash = get_cycles();

	while (len--)
		hash = mix(hash + *p++);
	atomic64_add((s64)hash, &state);
}

} // extern "C"
