/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BENCH_HARNESS_H
#define BENCH_HARNESS_H
/*
 * What the benchmark's files share: how instructions are counted, how a line is printed, how the machine is switched
 * off. The files build, unchanged, into Linux 6.12 and into slub64; nothing here asks which of the two it is.
 *
 * Counting: event 8 of the CPU's performance monitors, INST_RETIRED (Arm ARM D13.12.3). QEMU serves it from its own
 * instruction count under -icount, so a figure is exact. The timer interrupt is part of what a window counts; a window
 * is therefore repeated and the fastest taken, which is the one without an interrupt when it is short enough.
 *
 * Loops are counted with what they repeat. The lines null_* say what an empty one costs.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/types.h>

/* How often a window is repeated. The first round is also the one that warms up. */
#define BENCH_ROUNDS 4

/* Objects of a mass test. */
#define BENCH_MASS 10000

/* Room for the pointers of a mass test; shared by all. */
extern void *bench_objects[BENCH_MASS];

/** bench_instructions() - instructions so far, modulo 2^32. */
static __always_inline u32 bench_instructions(void)
{
	u64 count;

	asm volatile("isb\n	mrs %0, pmevcntr0_el0" : "=r"(count) : : "memory");
	return (u32)count;
}

/* Opens the counter; false if the machine does not count instructions. */
static inline bool bench_counter_start(void)
{
	u32 start;

	asm volatile("msr pmevtyper0_el0, %0\n"
		     "	msr pmcntenset_el0, %1\n"
		     "	isb\n"
		     "	msr pmcr_el0, %1\n"
		     "	isb"
		     :
		     : "r"(8UL), "r"(1UL)
		     : "memory");
	start = bench_instructions();
	return bench_instructions() != start;
}

/** bench_line() - prints that @name took @instructions for @operations of them, as a mean with two decimals. */
static inline void bench_line(const char *name, u64 instructions, u32 operations)
{
	u64 hundredths = (instructions * 100 + operations / 2) / operations;

	printk(KERN_INFO "bench %s %llu.%02llu\n", name, hundredths / 100, hundredths % 100);
}

static inline void bench_switch_off(void)
{
	machine_power_off();
}

/**
 * BENCH_COUNT() - adds to @total the instructions of @code.
 */
#define BENCH_COUNT(total, code)                                                                   \
	do {                                                                                       \
		u32 bench_start = bench_instructions();                                            \
		code;                                                                              \
		(total) += (u32)(bench_instructions() - bench_start);                              \
	} while (0)

/** bench_least() - keeps the smaller of @least and @total in @least. */
static inline void bench_least(u64 *least, u64 total)
{
	if (total < *least)
		*least = total;
}

/**
 * BENCH_REPEAT() - prints line @name: instructions of @code, repeated @count times in a loop, per @operations in it.
 */
#define BENCH_REPEAT(name, count, operations, code)                                                \
	do {                                                                                       \
		u64 bench_fastest = U64_MAX;                                                       \
		for (int bench_round = 0; bench_round < BENCH_ROUNDS; bench_round++) {             \
			u64 bench_total = 0;                                                       \
			BENCH_COUNT(                                                               \
				bench_total,                                                       \
				for (int bench_i = 0; bench_i < (count); bench_i++) { code; });    \
			bench_least(&bench_fastest, bench_total);                                  \
		}                                                                                  \
		bench_line(name, bench_fastest, (count) * (operations));                           \
	} while (0)

/* The order in which a mass is freed. */
enum bench_order {
	BENCH_FIFO,
	BENCH_LIFO,
	BENCH_SHUFFLED,
};

/** bench_arrange() - brings the first @count pointers of bench_objects into @order; the same one every time. */
void bench_arrange(enum bench_order order, int count);

/**
 * BENCH_MASS_ROUNDS() - prints lines @alloc_name and @free_name (either may be NULL: not printed), per operation, where @alloc
 * makes bench_objects[i] of i and @free gives it back; @rounds of them, the fastest counts.
 */
#define BENCH_MASS_ROUNDS(rounds, alloc_name, free_name, count, order, alloc, free)                \
	do {                                                                                       \
		u64 bench_alloc = U64_MAX;                                                         \
		u64 bench_free = U64_MAX;                                                          \
		for (int bench_round = 0; bench_round < (rounds); bench_round++) {                 \
			u64 bench_total = 0;                                                       \
			BENCH_COUNT(                                                               \
				bench_total, for (int i = 0; i < (count); i++) { alloc; });        \
			bench_least(&bench_alloc, bench_total);                                    \
			bench_arrange(order, count);                                               \
			bench_total = 0;                                                           \
			BENCH_COUNT(                                                               \
				bench_total, for (int i = 0; i < (count); i++) { free; });         \
			bench_least(&bench_free, bench_total);                                     \
		}                                                                                  \
		if (alloc_name)                                                                    \
			bench_line(alloc_name, bench_alloc, count);                                \
		if (free_name)                                                                     \
			bench_line(free_name, bench_free, count);                                  \
	} while (0)

#define BENCH_MASS_TEST(alloc_name, free_name, count, order, alloc, free)                          \
	BENCH_MASS_ROUNDS(BENCH_ROUNDS, alloc_name, free_name, count, order, alloc, free)

/** bench_name() - "@text@number", in a buffer that the next call overwrites (there are four of them). */
const char *bench_name(const char *text, unsigned long number);

/* The groups, one a file; each prints its lines. bench_cold() comes first: it measures the machine as it was booted. */
void bench_cold(void);
void bench_kmalloc(void);
void bench_caches(void);
void bench_pages(void);
void bench_vmalloc(void);
void bench_remote(void);
void bench_replay(void);

#endif
