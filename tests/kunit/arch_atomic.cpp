// SPDX-License-Identifier: GPL-2.0-only
//
// Atomic operations, whatever they are made of on this CPU: results of each operation, width and order against plain
// arithmetic; and that what they are made of is what the CPU has.

#include <asm/alternative.h>
#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/percpu.h>

namespace
{

noinline void increment(atomic_t *v)
{
	atomic_inc(v);
}

bool contains(const void *function, u32 mask, u32 pattern)
{
	const u32 *const code = static_cast<const u32 *>(function);

	for (unsigned int i = 0; i < 4; i++)
		if ((code[i] & mask) == pattern)
			return true;
	return false;
}

// STADD W: LDADD whose result goes to WZR. LDXR W.
void what_the_cpu_has(struct kunit *test)
{
	const void *const code = reinterpret_cast<const void *>(increment);
	const bool lse = cpus_have_cap(ARM64_HAS_LSE_ATOMICS);
	atomic_t v = ATOMIC_INIT(41);

	KUNIT_EXPECT_EQ(test, contains(code, 0xffe0fc1f, 0xb820001f), lse);
	KUNIT_EXPECT_EQ(test, contains(code, 0xfffffc00, 0x885f7c00), !lse);
	KUNIT_EXPECT_TRUE(test, this_cpu_has_caps_in_use());
	increment(&v);
	KUNIT_EXPECT_EQ(test, atomic_read(&v), 42);
}

constexpr s64 values[] = {
	0, 1, -1, 5, 0x7fffffff, -0x80000000ll, 0x123456789abcdefll, -0x123456789abcdefll};

#define CHECK_FETCH(prefix, T, op, suffix, expected)                                               \
	do {                                                                                       \
		prefix##_set(&v, a);                                                               \
		KUNIT_EXPECT_EQ(test, prefix##_fetch_##op##suffix(b, &v), a);                      \
		KUNIT_EXPECT_EQ(test, prefix##_read(&v), (T)(expected));                           \
	} while (0)
#define CHECK_MODE(prefix, T, U, suffix)                                                           \
	do {                                                                                       \
		CHECK_FETCH(prefix, T, add, suffix, (U)a + (U)b);                                  \
		CHECK_FETCH(prefix, T, sub, suffix, (U)a - (U)b);                                  \
		CHECK_FETCH(prefix, T, and, suffix, a &b);                                         \
		CHECK_FETCH(prefix, T, andnot, suffix, a & ~b);                                    \
		CHECK_FETCH(prefix, T, or, suffix, a | b);                                         \
		CHECK_FETCH(prefix, T, xor, suffix, a ^ b);                                        \
		prefix##_set(&v, a);                                                               \
		KUNIT_EXPECT_EQ(test, prefix##_add_return##suffix(b, &v), (T)((U)a + (U)b));       \
		KUNIT_EXPECT_EQ(test, prefix##_sub_return##suffix(b, &v), a);                      \
		KUNIT_EXPECT_EQ(test, prefix##_inc_return##suffix(&v), (T)((U)a + 1));             \
		KUNIT_EXPECT_EQ(test, prefix##_dec_return##suffix(&v), a);                         \
		KUNIT_EXPECT_EQ(test, prefix##_xchg##suffix(&v, b), a);                            \
		KUNIT_EXPECT_EQ(test, prefix##_cmpxchg##suffix(&v, b, a), b);                      \
		KUNIT_EXPECT_EQ(test, prefix##_read(&v), a);                                       \
		T old = (T)(a ^ 1);                                                                \
		KUNIT_EXPECT_FALSE(test, prefix##_try_cmpxchg##suffix(&v, &old, b));               \
		KUNIT_EXPECT_EQ(test, old, a);                                                     \
		KUNIT_EXPECT_TRUE(test, prefix##_try_cmpxchg##suffix(&v, &old, b));                \
		KUNIT_EXPECT_EQ(test, prefix##_read(&v), b);                                       \
	} while (0)
#define CHECK_VOID(prefix, T, op, expected)                                                        \
	do {                                                                                       \
		prefix##_set(&v, a);                                                               \
		prefix##_##op(b, &v);                                                              \
		KUNIT_EXPECT_EQ(test, prefix##_read(&v), (T)(expected));                           \
	} while (0)

template <typename T, typename U, typename Function>
void for_pairs(Function check)
{
	for (s64 a : values)
		for (s64 b : values)
			check(static_cast<T>(a), static_cast<T>(b));
}

void four_bytes(struct kunit *test)
{
	atomic_t v;

	for_pairs<int, unsigned int>([&](int a, int b) {
		CHECK_MODE(atomic, int, unsigned int, );
		CHECK_MODE(atomic, int, unsigned int, _acquire);
		CHECK_MODE(atomic, int, unsigned int, _release);
		CHECK_MODE(atomic, int, unsigned int, _relaxed);
		CHECK_VOID(atomic, int, add, (unsigned int)a + (unsigned int)b);
		CHECK_VOID(atomic, int, sub, (unsigned int)a - (unsigned int)b);
		CHECK_VOID(atomic, int, and, a &b);
		CHECK_VOID(atomic, int, andnot, a & ~b);
		CHECK_VOID(atomic, int, or, a | b);
		CHECK_VOID(atomic, int, xor, a ^ b);
	});
	atomic_set(&v, 1);
	atomic_dec(&v);
	atomic_dec(&v);
	KUNIT_EXPECT_EQ(test, atomic_read(&v), -1);
	KUNIT_EXPECT_TRUE(test, atomic_inc_and_test(&v));
	KUNIT_EXPECT_TRUE(test, atomic_add_negative(-3, &v));
	KUNIT_EXPECT_FALSE(test, atomic_add_unless(&v, 1, -3));
}

void eight_bytes(struct kunit *test)
{
	atomic64_t v;

	for_pairs<s64, u64>([&](s64 a, s64 b) {
		CHECK_MODE(atomic64, s64, u64, );
		CHECK_MODE(atomic64, s64, u64, _acquire);
		CHECK_MODE(atomic64, s64, u64, _release);
		CHECK_MODE(atomic64, s64, u64, _relaxed);
		CHECK_VOID(atomic64, s64, add, (u64)a + (u64)b);
		CHECK_VOID(atomic64, s64, andnot, a & ~b);
	});
	atomic64_set(&v, 0);
	atomic64_dec(&v);
	KUNIT_EXPECT_EQ(test, atomic64_read(&v), -1ll);
	atomic64_inc(&v);
	KUNIT_EXPECT_TRUE(test, atomic64_dec_return(&v) == -1);
}

template <typename T>
void check_plain(struct kunit *test)
{
	T word = 5, old = 6;

	KUNIT_EXPECT_EQ(test, xchg(&word, (T)-1), (T)5);
	KUNIT_EXPECT_EQ(test, cmpxchg(&word, (T)5, (T)7), (T)-1);
	KUNIT_EXPECT_FALSE(test, try_cmpxchg(&word, &old, (T)7));
	KUNIT_EXPECT_EQ(test, old, (T)-1);
	KUNIT_EXPECT_TRUE(test, try_cmpxchg_acquire(&word, &old, (T)7));
	KUNIT_EXPECT_EQ(test, word, (T)7);
}

void plain_variables(struct kunit *test)
{
	check_plain<u8>(test);
	check_plain<u16>(test);
	check_plain<u32>(test);
	check_plain<u64>(test);

	int x, y;
	int *pointer = &x;

	KUNIT_EXPECT_PTR_EQ(test, cmpxchg(&pointer, &x, &y), &x);
	KUNIT_EXPECT_PTR_EQ(test, xchg(&pointer, (int *)nullptr), &y);
}

void bits(struct kunit *test)
{
	unsigned long map[2] = {};

	static constexpr unsigned int numbers[] = {0, 31, 63, 64, 127};

	for (unsigned int nr : numbers) {
		KUNIT_EXPECT_EQ(test, test_and_set_bit(nr, map), 0);
		KUNIT_EXPECT_EQ(test, test_and_set_bit(nr, map), 1);
		KUNIT_EXPECT_EQ(test, map[nr / 64], BIT_MASK(nr));
		clear_bit(nr, map);
		KUNIT_EXPECT_EQ(test, test_and_clear_bit(nr, map), 0);
		change_bit(nr, map);
		KUNIT_EXPECT_EQ(test, test_and_change_bit(nr, map), 1);
		set_bit(nr, map);
		KUNIT_EXPECT_EQ(test, test_and_set_bit_lock(nr, map), 1);
		clear_bit_unlock(nr, map);
		KUNIT_EXPECT_EQ(test, map[0] | map[1], 0ul);
	}
}

void sixteen_bytes(struct kunit *test)
{
	const u128 first = (u128)1 << 64 | 2, second = (u128)3 << 64 | 2, third = (u128)3 << 64 | 4;
	alignas(16) u128 word = first;
	u128 old = second;

	KUNIT_EXPECT_FALSE(test, try_cmpxchg128(&word, &old, third));
	KUNIT_EXPECT_TRUE(test, old == first);
	KUNIT_EXPECT_TRUE(test, try_cmpxchg128(&word, &old, second));
	KUNIT_EXPECT_TRUE(test, word == second);
	old = third; // differs in the low half only
	KUNIT_EXPECT_FALSE(test, try_cmpxchg128(&word, &old, first));
	KUNIT_EXPECT_TRUE(test, old == second && word == second);
}

DEFINE_PER_CPU(u8, bytes);
DEFINE_PER_CPU(u16, halves);
DEFINE_PER_CPU(u32, words);
DEFINE_PER_CPU(u64, doubles);

void this_cpu(struct kunit *test)
{
	this_cpu_write(bytes, 250);
	KUNIT_EXPECT_EQ(test, this_cpu_add_return(bytes, 10), (u8)4);
	this_cpu_write(halves, 1);
	KUNIT_EXPECT_EQ(test, this_cpu_add_return(halves, 0xffff), (u16)0);
	this_cpu_write(words, 7);
	KUNIT_EXPECT_EQ(test, this_cpu_sub_return(words, 8), ~0u);
	this_cpu_write(doubles, ~0ull);
	this_cpu_inc(doubles);
	KUNIT_EXPECT_EQ(test, this_cpu_read(doubles), 0ull);
}

struct kunit_case cases[] = {
	KUNIT_CASE(what_the_cpu_has),
	KUNIT_CASE(four_bytes),
	KUNIT_CASE(eight_bytes),
	KUNIT_CASE(plain_variables),
	KUNIT_CASE(bits),
	KUNIT_CASE(sixteen_bytes),
	KUNIT_CASE(this_cpu),
	{},
};

struct kunit_suite suite = {
	.name = "arch-atomic",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
