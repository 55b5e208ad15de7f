/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sets of CPUs, and the four that the kernel keeps: possible (named by the device tree), present, online, active.
 * kernel/smp.cpp holds them. nr_cpu_ids is one more than the highest possible CPU's number.
 */
#ifndef __LINUX_CPUMASK_H
#define __LINUX_CPUMASK_H
#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/cpumask_types.h>
#include <linux/kernel.h>
#include <linux/numa.h>
#include <linux/threads.h>
#include <linux/types.h>
__BEGIN_DECLS
extern unsigned int nr_cpu_ids;
extern struct cpumask __cpu_possible_mask;
extern struct cpumask __cpu_online_mask;
extern struct cpumask __cpu_present_mask;
extern struct cpumask __cpu_active_mask;
extern atomic_t __num_online_cpus;
void set_cpu_possible(unsigned int cpu, bool possible);
void set_cpu_present(unsigned int cpu, bool present);
void set_cpu_online(unsigned int cpu, bool online);
void set_cpu_active(unsigned int cpu, bool active);
/* The set of this CPU alone. */
const struct cpumask *get_cpu_mask(unsigned int cpu);
/* nr_cpu_ids from the possible CPUs; once, when the device tree's CPUs are known. */
void setup_nr_cpu_ids(void);
void set_nr_cpu_ids(unsigned int nr);
__END_DECLS
#define cpu_possible_mask      ((const struct cpumask *)&__cpu_possible_mask)
#define cpu_online_mask        ((const struct cpumask *)&__cpu_online_mask)
#define cpu_present_mask       ((const struct cpumask *)&__cpu_present_mask)
#define cpu_active_mask        ((const struct cpumask *)&__cpu_active_mask)
#define cpumask_of(cpu)        (get_cpu_mask(cpu))
#define nr_cpumask_bits        ((unsigned int)NR_CPUS)
#define small_cpumask_bits     nr_cpumask_bits
#define large_cpumask_bits     nr_cpumask_bits
#define cpumask_bits(maskp)    ((maskp)->bits)
#define cpumask_pr_args(maskp) nr_cpu_ids, cpumask_bits(maskp)
typedef struct cpumask cpumask_var_t[1];

static inline unsigned int num_online_cpus(void)
{
	return atomic_read(&__num_online_cpus);
}
static inline unsigned int cpumask_weight(const struct cpumask *mask)
{
	static_assert(NR_CPUS <= BITS_PER_LONG, "one word");
	return hweight_long(mask->bits[0] & BITMAP_LAST_WORD_MASK(NR_CPUS));
}
#define num_possible_cpus() cpumask_weight(cpu_possible_mask)
#define num_present_cpus()  cpumask_weight(cpu_present_mask)
#define num_active_cpus()   cpumask_weight(cpu_active_mask)
static inline bool cpumask_test_cpu(int cpu, const struct cpumask *mask)
{
	return test_bit(cpu, mask->bits);
}
static inline bool cpu_online(unsigned int cpu)
{
	return cpumask_test_cpu(cpu, cpu_online_mask);
}
static inline bool cpu_possible(unsigned int cpu)
{
	return cpumask_test_cpu(cpu, cpu_possible_mask);
}
static inline bool cpu_present(unsigned int cpu)
{
	return cpumask_test_cpu(cpu, cpu_present_mask);
}
static inline void cpumask_set_cpu(unsigned int cpu, struct cpumask *mask)
{
	set_bit(cpu, mask->bits);
}
static inline void __cpumask_set_cpu(unsigned int cpu, struct cpumask *mask)
{
	__set_bit(cpu, mask->bits);
}
static inline void cpumask_clear_cpu(int cpu, struct cpumask *mask)
{
	clear_bit(cpu, mask->bits);
}
static inline void __cpumask_clear_cpu(int cpu, struct cpumask *mask)
{
	__clear_bit(cpu, mask->bits);
}
static inline bool cpumask_test_and_set_cpu(int cpu, struct cpumask *mask)
{
	return test_and_set_bit(cpu, mask->bits);
}
static inline bool cpumask_test_and_clear_cpu(int cpu, struct cpumask *mask)
{
	return test_and_clear_bit(cpu, mask->bits);
}
static inline void cpumask_clear(struct cpumask *mask)
{
	bitmap_zero(mask->bits, NR_CPUS);
}
static inline void cpumask_copy(struct cpumask *dst, const struct cpumask *src)
{
	bitmap_copy(dst->bits, src->bits, NR_CPUS);
}
static inline bool cpumask_empty(const struct cpumask *mask)
{
	return bitmap_empty(mask->bits, NR_CPUS);
}
static inline bool cpumask_equal(const struct cpumask *a, const struct cpumask *b)
{
	return bitmap_equal(a->bits, b->bits, NR_CPUS);
}
static inline bool cpumask_and(struct cpumask *dst, const struct cpumask *a,
			       const struct cpumask *b)
{
	return bitmap_and(dst->bits, a->bits, b->bits, NR_CPUS);
}
static inline void cpumask_or(struct cpumask *dst, const struct cpumask *a, const struct cpumask *b)
{
	bitmap_or(dst->bits, a->bits, b->bits, NR_CPUS);
}
/* nr_cpu_ids or more: none. */
/* Value: is anything left? */
static inline bool cpumask_andnot(struct cpumask *dst, const struct cpumask *a,
				  const struct cpumask *b)
{
	return bitmap_andnot(cpumask_bits(dst), cpumask_bits(a), cpumask_bits(b), nr_cpumask_bits);
}
static inline void cpumask_setall(struct cpumask *dst)
{
	bitmap_fill(cpumask_bits(dst), nr_cpumask_bits);
}
static inline bool cpumask_subset(const struct cpumask *inner, const struct cpumask *outer)
{
	return bitmap_subset(cpumask_bits(inner), cpumask_bits(outer), nr_cpumask_bits);
}
static inline bool cpumask_intersects(const struct cpumask *a, const struct cpumask *b)
{
	return bitmap_intersects(cpumask_bits(a), cpumask_bits(b), nr_cpumask_bits);
}
static inline unsigned int cpumask_first(const struct cpumask *mask)
{
	return find_first_bit(mask->bits, NR_CPUS);
}
static inline unsigned int cpumask_next(int n, const struct cpumask *mask)
{
	return find_next_bit(mask->bits, NR_CPUS, n + 1);
}
static inline unsigned int cpumask_last(const struct cpumask *mask)
{
	return find_last_bit(mask->bits, NR_CPUS);
}
#define cpumask_any(mask) cpumask_first(mask)
/* One of both masks; nr_cpu_ids if there is none. */
static inline unsigned int cpumask_first_and(const struct cpumask *a, const struct cpumask *b)
{
	return find_first_and_bit(cpumask_bits(a), cpumask_bits(b), nr_cpu_ids);
}
#define cpumask_any_and(a, b) cpumask_first_and(a, b)
/* Another than @cpu; nr_cpu_ids or more if there is none. */
static inline unsigned int cpumask_any_but(const struct cpumask *mask, unsigned int cpu)
{
	const unsigned int first = cpumask_first(mask);

	return first == cpu ? cpumask_next(first, mask) : first;
}
#define for_each_cpu(cpu, mask) for_each_set_bit(cpu, cpumask_bits(mask), small_cpumask_bits)
#define for_each_cpu_and(cpu, a, b)                                                                \
	for_each_and_bit(cpu, cpumask_bits(a), cpumask_bits(b), nr_cpu_ids)
#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)
#define for_each_online_cpu(cpu)   for_each_cpu((cpu), cpu_online_mask)
#define for_each_present_cpu(cpu)  for_each_cpu((cpu), cpu_present_mask)
static inline bool zalloc_cpumask_var(cpumask_var_t *mask, gfp_t flags)
{
	cpumask_clear(*mask);
	return true;
}
static inline bool alloc_cpumask_var(cpumask_var_t *mask, gfp_t flags)
{
	return true;
}
static inline void free_cpumask_var(cpumask_var_t mask)
{
}
#endif
