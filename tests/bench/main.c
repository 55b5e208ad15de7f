// SPDX-License-Identifier: GPL-2.0-only
/*
 * The benchmark: instructions per operation of the memory manager's public calls. Started by the last of the initcalls; prints one
 * line "bench NAME INSTRUCTIONS" for each figure and switches the machine off.
 *
 *	bench=boot	only what the boot cost and left
 *	bench=remote	objects and pages freed on another CPU (two CPUs)
 *	bench=replay	the replay of a boot of Linux, on a machine that has done nothing else
 *
 * `make bench` builds these files into slub64, scripts/linux-reference builds the same files into Linux 6.12.
 */
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/vmstat.h>
#include <asm/timex.h>
#include "harness.h"
#include "replay.h"

void *bench_objects[BENCH_MASS];

static void operations(void);

static void nothing(void)
{
}

/* What the kernel parameter chooses; without it the first. */
static const struct {
	const char *name;
	void (*run)(void);
} modes[] = {
	{"operations", operations},
	{"boot", nothing},
	{"remote", bench_remote},
	{"replay", bench_replay},
};
static int mode;

static int __init choose(char *text)
{
	for (int i = 0; i < ARRAY_SIZE(modes); i++)
		if (!strcmp(text, modes[i].name))
			mode = i;
	return 1;
}
__setup("bench=", choose);

const char *bench_name(const char *text, unsigned long number)
{
	static char names[4][64];
	static int turn;
	char *name = names[turn++ % 4];

	snprintf(name, sizeof(names[0]), "%s%lu", text, number);
	return name;
}

static void swap_objects(int a, int b)
{
	void *object = bench_objects[a];

	bench_objects[a] = bench_objects[b];
	bench_objects[b] = object;
}

void bench_arrange(enum bench_order order, int count)
{
	u32 random = 20240812;
	int i;

	if (order == BENCH_LIFO) {
		for (i = 0; i < count / 2; i++)
			swap_objects(i, count - 1 - i);
	} else if (order == BENCH_SHUFFLED) {
		for (i = count - 1; i > 0; i--) {
			random = random * 1664525 + 1013904223;
			swap_objects(i, (random >> 8) % (i + 1));
		}
	}
}

/* Under -icount shift=0 the counter's nanoseconds since reset are instructions. */
static void print_boot(void)
{
	u64 ticks = get_cycles();
	u64 frequency;

	asm("mrs %0, cntfrq_el0" : "=r"(frequency));
	bench_line("boot_instructions", ticks * (1000000000 / frequency), 1);
	bench_line("boot_total_kib", (u64)totalram_pages() << (PAGE_SHIFT - 10), 1);
	bench_line("boot_free_kib", (u64)global_zone_page_state(NR_FREE_PAGES) << (PAGE_SHIFT - 10),
		   1);
	bench_line("boot_own_kib", (sizeof(bench_objects) + replay_boot.bytes + 1023) / 1024, 1);
}

static noinline void null_call(void *object)
{
	asm volatile("" : : "r"(object) : "memory");
}

static noinline void *null_object(unsigned long size)
{
	asm volatile("" : "+r"(size) : : "memory");
	return (void *)size;
}

static void bench_null(void)
{
	u64 window = 0;

	BENCH_COUNT(window, );
	bench_line("null_window_total", window, 1);
	BENCH_REPEAT("null_call_pair", 10000, 1, null_call(null_object(64)));
	BENCH_MASS_TEST("null_call_alloc_array", "null_call_free_array", BENCH_MASS, BENCH_FIFO,
			bench_objects[i] = null_object(64), null_call(bench_objects[i]));
}

static void operations(void)
{
	bench_cold();
	bench_null();
	bench_kmalloc();
	bench_caches();
	bench_pages();
	bench_vmalloc();
}

static int __init bench(void)
{
	print_boot();
	if (!bench_counter_start()) {
		printk(KERN_ERR
		       "bench: this machine counts no instructions (QEMU: -icount shift=0)\n");
		bench_switch_off();
	}
	modes[mode].run();
	printk(KERN_INFO "bench end 0.00\n");
	bench_switch_off();
	return 0;
}
late_initcall(bench);
