// SPDX-License-Identifier: GPL-2.0-only
// Shifts of 128-bit integers by a variable amount: the compiler emits calls to these, and no run-time library is linked.
//
// A shift by n < 64 moves n bits across the middle; by n >= 64 one half becomes the other. Shifts by 128 and more are undefined.
//
// Linux 6.12: arch/arm64/lib/tishift.S

#include <linux/types.h>

namespace
{

constexpr u128 join(u64 high, u64 low)
{
	return static_cast<u128>(high) << 64 | low;
}

// The bits of @from that cross the middle; n = 0 crosses none (a shift by 64 is undefined).
constexpr u64 crossing_down(u64 from, unsigned int n)
{
	return n ? from << (64 - n) : 0;
}

constexpr u64 crossing_up(u64 from, unsigned int n)
{
	return n ? from >> (64 - n) : 0;
}

} // namespace

extern "C" {

u128 __ashlti3(u128 value, int n)
{
	const u64 low = static_cast<u64>(value), high = static_cast<u64>(value >> 64);

	return n >= 64 ? join(low << (n - 64), 0) : join(high << n | crossing_up(low, n), low << n);
}

u128 __lshrti3(u128 value, int n)
{
	const u64 low = static_cast<u64>(value), high = static_cast<u64>(value >> 64);

	return n >= 64 ? join(0, high >> (n - 64))
		       : join(high >> n, low >> n | crossing_down(high, n));
}

__int128 __ashrti3(__int128 value, int n)
{
	const u64 low = static_cast<u64>(value);
	const s64 high = static_cast<s64>(value >> 64);

	if (n >= 64)
		return static_cast<__int128>(
			join(static_cast<u64>(high >> 63), static_cast<u64>(high >> (n - 64))));
	return static_cast<__int128>(join(static_cast<u64>(high >> n),
					  low >> n | crossing_down(static_cast<u64>(high), n)));
}

} // extern "C"
