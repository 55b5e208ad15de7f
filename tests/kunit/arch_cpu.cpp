// SPDX-License-Identifier: GPL-2.0-only
//
// What the CPU does for the layers above: probing accesses, 16-byte compare-and-exchange, per-CPU arithmetic,
// spinlocks' words, whole-page operations, cache geometry, backtraces and names.

#include <asm/cache.h>
#include <asm/cacheflush.h>
#include <asm/cmpxchg.h>
#include <asm/extable.h>
#include <asm/fixmap.h>
#include <asm/page.h>
#include <asm/percpu.h>
#include <asm/sections.h>
#include <asm/spinlock.h>
#include <kunit/test.h>
#include <linux/gfp.h>
#include <linux/interrupt.h>
#include <linux/kallsyms.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/stackdepot.h>
#include <linux/stacktrace.h>
#include <linux/string.h>

namespace
{

void probing_reads(struct kunit *test)
{
	u32 value = 7;

	KUNIT_EXPECT_EQ(test, probe_read32(_text, &value), 0);
	KUNIT_EXPECT_EQ(test, value, *reinterpret_cast<u32 *>(_text));
	value = 7;
	KUNIT_EXPECT_EQ(test, probe_read32(reinterpret_cast<void *>(MODULES_VADDR), &value),
			-EFAULT);
	KUNIT_EXPECT_EQ(test, value, 7u);
}

// Both ends of the range at every alignment; the byte before a hole is readable, the next is not.
void copying_that_may_fault(struct kunit *test)
{
	u8 from[40], to[40];

	for (unsigned int i = 0; i < sizeof(from); i++)
		from[i] = i + 1;
	for (unsigned int start = 0; start < 9; start++) {
		for (unsigned int size = 0; size < 24; size++) {
			memset(to, 0, sizeof(to));
			KUNIT_ASSERT_EQ(test, copy_from_kernel_nofault(to + 1, from + start, size),
					0l);
			KUNIT_ASSERT_EQ(test, memcmp(to + 1, from + start, size), 0);
			KUNIT_ASSERT_EQ(test, to[size + 1], 0);
		}
	}

	// Below init_stack lies a hole; above the stack's base there is memory.
	const unsigned long base = reinterpret_cast<unsigned long>(init_stack);

	KUNIT_EXPECT_EQ(test, copy_from_kernel_nofault(to, reinterpret_cast<void *>(base - 8), 16),
			(long)-EFAULT);
	KUNIT_EXPECT_EQ(test, copy_from_kernel_nofault(to, init_stack, 16), 0l);
	KUNIT_EXPECT_EQ(test, copy_to_kernel_nofault(_stext, to, 1), (long)-EFAULT);
}

alignas(16) u128 wide;

u128 pair(u64 high, u64 low)
{
	return static_cast<u128>(high) << 64 | low;
}

template <bool (*exchange)(u128 *, u128 *, u128)>
void check_cmpxchg128(struct kunit *test)
{
	u128 old = pair(1, 2);

	wide = pair(1, 2);
	KUNIT_EXPECT_TRUE(test, exchange(&wide, &old, pair(3, 4)));
	KUNIT_EXPECT_TRUE(test, wide == pair(3, 4));
	KUNIT_EXPECT_TRUE(test, old == pair(1, 2));

	// Each half alone must be enough to refuse, and what was found comes back.
	old = pair(3, 5);
	KUNIT_EXPECT_FALSE(test, exchange(&wide, &old, pair(9, 9)));
	KUNIT_EXPECT_TRUE(test, wide == pair(3, 4));
	KUNIT_EXPECT_TRUE(test, old == pair(3, 4));
	old = pair(2, 4);
	KUNIT_EXPECT_FALSE(test, exchange(&wide, &old, pair(9, 9)));
	KUNIT_EXPECT_TRUE(test, old == pair(3, 4));
	KUNIT_EXPECT_TRUE(test, exchange(&wide, &old, pair(~0ull, 0)));
	KUNIT_EXPECT_TRUE(test, wide == pair(~0ull, 0));
}

void cmpxchg128_shared(struct kunit *test)
{
	check_cmpxchg128<try_cmpxchg128>(test);
}

void cmpxchg128_local(struct kunit *test)
{
	check_cmpxchg128<try_cmpxchg128_local>(test);
	check_cmpxchg128<this_cpu_try_cmpxchg128>(test);
}

DEFINE_PER_CPU(u8, tiny);
DEFINE_PER_CPU(u16, small);
DEFINE_PER_CPU(u32, medium);
DEFINE_PER_CPU(u64, large);
DEFINE_PER_CPU(int, balance) = 5;

void percpu_operations(struct kunit *test)
{
	this_cpu_write(tiny, 255);
	KUNIT_EXPECT_EQ(test, this_cpu_add_return(tiny, 2), 1);
	this_cpu_write(small, 0xffff);
	KUNIT_EXPECT_EQ(test, this_cpu_inc_return(small), 0);
	this_cpu_write(medium, 1u << 31);
	this_cpu_add(medium, 1u << 31);
	KUNIT_EXPECT_EQ(test, this_cpu_read(medium), 0u);
	this_cpu_write(large, 1ull << 40);
	this_cpu_sub(large, 1);
	KUNIT_EXPECT_EQ(test, this_cpu_read(large), (1ull << 40) - 1);
	KUNIT_EXPECT_EQ(test, this_cpu_read(balance), 5);
	this_cpu_dec(balance);
	KUNIT_EXPECT_EQ(test, this_cpu_read(balance), 4);
	this_cpu_inc(balance);
}

void percpu_addresses(struct kunit *test)
{
	const int cpu = smp_processor_id();

	KUNIT_EXPECT_EQ(test, __my_cpu_offset, per_cpu_offset(cpu));
	KUNIT_EXPECT_PTR_EQ(test, this_cpu_ptr(&large), per_cpu_ptr(&large, cpu));
	KUNIT_EXPECT_TRUE(test, __is_lm_address(this_cpu_ptr(&large)) || !per_cpu_offset(cpu));
}

void spinlock_word(struct kunit *test)
{
	arch_spinlock_t lock = __ARCH_SPIN_LOCK_UNLOCKED;

	KUNIT_EXPECT_EQ(test, sizeof(lock), 4u);
	for (unsigned int round = 0; round < 100; round++) {
		arch_spin_lock(&lock);
		KUNIT_EXPECT_EQ(test, atomic_read(&lock.val), (int)_Q_LOCKED_VAL);
		arch_spin_unlock(&lock);
		KUNIT_EXPECT_EQ(test, atomic_read(&lock.val), 0);
	}
	KUNIT_EXPECT_FALSE(test, arch_spin_is_locked(&lock));
	KUNIT_EXPECT_EQ(test, arch_spin_trylock(&lock), 1);
	KUNIT_EXPECT_TRUE(test, arch_spin_is_locked(&lock));
	KUNIT_EXPECT_FALSE(test, arch_spin_is_contended(&lock));
	KUNIT_EXPECT_EQ(test, arch_spin_trylock(&lock), 0);
	lock.pending = 1; // somebody waits
	KUNIT_EXPECT_TRUE(test, arch_spin_is_contended(&lock));
	arch_spin_unlock(&lock);
	KUNIT_EXPECT_TRUE(test, arch_spin_is_locked(&lock));
	KUNIT_EXPECT_EQ(test, arch_spin_trylock(&lock), 0);
}

// Any stretch of 64-byte pieces, whatever the size of the CPU's blocks: neither more nor less of it.
void ranges_are_cleared(struct kunit *test)
{
	constexpr unsigned int PIECE = 64, PIECES = 40, SIZE = PIECE * PIECES;
	u8 *const memory = reinterpret_cast<u8 *>(__get_free_page(GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, memory);
	for (unsigned int from = 0; from < 18; from++)
		for (unsigned int to = from + 1; to <= PIECES; to++) {
			u8 *const start = memory + from * PIECE, *const end = memory + to * PIECE;

			memset(memory, 0xa5, SIZE);
			clear_range(start, end);
			if (memchr_inv(memory, 0xa5, start - memory) ||
			    memchr_inv(start, 0, end - start) ||
			    memchr_inv(end, 0xa5, memory + SIZE - end))
				KUNIT_FAIL(test, "pieces %u to %u", from, to);
		}
	free_page((unsigned long)memory);
}

// Objects of every size that kmalloc() has, by what it clears them with, and of any size: what is around them stays.
void objects_are_cleared(struct kunit *test)
{
	constexpr unsigned int sizes[] = {8,   16,  32,   64,   96,   128, 192,
					  256, 512, 1024, 2048, 4096, 8192};
	constexpr unsigned int FRONT = 64, SIZE = 4 * PAGE_SIZE;
	u8 *const memory = reinterpret_cast<u8 *>(__get_free_pages(GFP_KERNEL, 2));
	const auto is_cleared = [&](const u8 *object, unsigned int bytes) {
		return !memchr_inv(memory, 0xa5, object - memory) &&
		       !memchr_inv(object, 0, bytes) &&
		       !memchr_inv(object + bytes, 0xa5, memory + SIZE - object - bytes);
	};

	KUNIT_ASSERT_NOT_NULL(test, memory);
	for (const unsigned int size : sizes) {
		memset(memory, 0xa5, SIZE);
		KUNIT_EXPECT_PTR_EQ(test, clear_function(size)(memory + FRONT),
				    static_cast<void *>(memory + FRONT));
		KUNIT_EXPECT_TRUE_MSG(test, is_cleared(memory + FRONT, size), "%u bytes", size);
	}
	// By lines only where the object is made of lines.
	for (unsigned int size = 8; size <= PAGE_SIZE + 64; size += size < 600 ? 8 : 56)
		for (unsigned int at = FRONT; at < FRONT + 64; at += size < 300 ? 8 : 56) {
			memset(memory, 0xa5, SIZE);
			KUNIT_EXPECT_PTR_EQ(test, clear_words(memory + at, size),
					    static_cast<void *>(memory + at));
			if (!is_cleared(memory + at, size))
				KUNIT_FAIL(test, "%u bytes at %u", size, at);
			memset(memory, 0xa5, SIZE);
			KUNIT_EXPECT_PTR_EQ(test, clear_words_for(size)(memory + at, size),
					    static_cast<void *>(memory + at));
			if (!is_cleared(memory + at, size))
				KUNIT_FAIL(test, "%u bytes at %u, known before", size, at);
		}
	free_pages((unsigned long)memory, 2);
}

void page_operations(struct kunit *test)
{
	// Three pages in a row: the neighbours of the middle one must stay as they are.
	u8 *const pages = reinterpret_cast<u8 *>(__get_free_pages(GFP_KERNEL, 2));

	KUNIT_ASSERT_NOT_NULL(test, pages);
	memset(pages, 0xa5, 4 * PAGE_SIZE);
	clear_page(pages + PAGE_SIZE);
	KUNIT_EXPECT_NULL(test, memchr_inv(pages, 0xa5, PAGE_SIZE));
	KUNIT_EXPECT_NULL(test, memchr_inv(pages + PAGE_SIZE, 0, PAGE_SIZE));
	KUNIT_EXPECT_NULL(test, memchr_inv(pages + 2 * PAGE_SIZE, 0xa5, PAGE_SIZE));

	for (unsigned int i = 0; i < PAGE_SIZE; i++)
		pages[i] = i * 7 + (i >> 8);
	copy_page(pages + 2 * PAGE_SIZE, pages);
	KUNIT_EXPECT_EQ(test, memcmp(pages, pages + 2 * PAGE_SIZE, PAGE_SIZE), 0);
	KUNIT_EXPECT_NULL(test, memchr_inv(pages + 3 * PAGE_SIZE, 0xa5, PAGE_SIZE));
	free_pages((unsigned long)pages, 2);
	ranges_are_cleared(test);
	objects_are_cleared(test);
}

void cache_geometry(struct kunit *test)
{
	const unsigned int line = dcache_line_bytes();

	KUNIT_EXPECT_GE(test, line, 16u);
	KUNIT_EXPECT_LE(test, line, 2048u);
	KUNIT_EXPECT_EQ(test, line & (line - 1), 0u);
	KUNIT_EXPECT_GE(test, cache_line_size(), 16);
}

__noinline unsigned int inner(unsigned long *entries, unsigned int max)
{
	unsigned int count = stack_trace_save(entries, max, 0);

	barrier();
	return count;
}

void backtrace_and_names(struct kunit *test)
{
	unsigned long entries[16];
	unsigned int count = inner(entries, 16);
	char name[KSYM_SYMBOL_LEN];

	KUNIT_ASSERT_GE(test, count, 3u);
	sprint_backtrace(name, entries[0]);
	KUNIT_EXPECT_NOT_NULL(test, strstr(name, "inner+0x"));
	sprint_backtrace(name, entries[1]);
	KUNIT_EXPECT_NOT_NULL(test, strstr(name, "backtrace_and_names+0x"));
	sprint_backtrace(name, entries[count - 1]);
	KUNIT_EXPECT_NOT_NULL(test, strstr(name, "ret_from_fork"));

	KUNIT_EXPECT_EQ(test, kallsyms_lookup_name("clear_page"), (unsigned long)clear_page);
	KUNIT_EXPECT_EQ(test, kallsyms_lookup_name("no such function"), 0ul);
	sprint_symbol_no_offset(name, (unsigned long)copy_page + 8);
	KUNIT_EXPECT_STREQ(test, name, "copy_page");
	sprint_symbol(name, 0x1234);
	KUNIT_EXPECT_STREQ(test, name, "0x1234");
}

__noinline depot_stack_handle_t save_here()
{
	unsigned long entries[16];

	return stack_depot_save(entries, stack_trace_save(entries, 16, 0), GFP_KERNEL);
}

// What lies outside of an interrupt's entry isn't stored: one backtrace for each interrupt, wherever it came.
void stored_backtraces(struct kunit *test)
{
	if (!IS_ENABLED(CONFIG_STACKDEPOT)) {
		kunit_mark_skipped(test, "no stack depot");
		return;
	}

	static depot_stack_handle_t handles[3];
	char *text = static_cast<char *>(kunit_kzalloc(test, PAGE_SIZE, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_ASSERT_EQ(test, stack_depot_init(), 0);
	for (depot_stack_handle_t &handle : handles)
		handle = save_here();
	KUNIT_EXPECT_NE(test, handles[0], 0u);
	KUNIT_EXPECT_EQ(test, handles[1], handles[0]);
	KUNIT_EXPECT_EQ(test, handles[2], handles[0]);

	int length = stack_depot_snprint(handles[0], text, PAGE_SIZE, 1);

	KUNIT_EXPECT_EQ(test, strncmp(text, "  save_here+0x", 14), 0);
	KUNIT_EXPECT_EQ(test, length, strlen(text));
	KUNIT_EXPECT_NOT_NULL(test, strstr(text, "\n  stored_backtraces+0x"));
}

void traces_from_interrupts(struct kunit *test)
{
	const unsigned long in_irq = (unsigned long)__irqentry_text_start;
	unsigned long entries[] = {(unsigned long)clear_page, in_irq, (unsigned long)copy_page};

	KUNIT_EXPECT_LT(test, in_irq, (unsigned long)__irqentry_text_end);
	KUNIT_EXPECT_EQ(test, filter_irq_stacks(entries, 3), 2u);
	KUNIT_EXPECT_EQ(test, filter_irq_stacks(entries, 1), 1u);
}

struct kunit_case cases[] = {
	KUNIT_CASE(probing_reads),
	KUNIT_CASE(copying_that_may_fault),
	KUNIT_CASE(cmpxchg128_shared),
	KUNIT_CASE(cmpxchg128_local),
	KUNIT_CASE(percpu_operations),
	KUNIT_CASE(percpu_addresses),
	KUNIT_CASE(spinlock_word),
	KUNIT_CASE(page_operations),
	KUNIT_CASE(cache_geometry),
	KUNIT_CASE(backtrace_and_names),
	KUNIT_CASE(stored_backtraces),
	KUNIT_CASE(traces_from_interrupts),
	{},
};

struct kunit_suite suite = {
	.name = "arch_cpu",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
