// SPDX-License-Identifier: GPL-2.0-only
// kernelcore= and movablecore=: how much memory is set aside for movable pages.
//
//      kernelcore=512M, 50%     so much for the kernel, the rest (of the highest zone) is ZONE_MOVABLE
//      movablecore=512M, 50%    ZONE_MOVABLE gets at least so much; the larger kernelcore wins when both are given
//
// Kernel memory is taken from the bottom of memory: what lies below the highest zone counts as kernel memory already. The
// zone starts at a multiple of 4 MiB. Linux 6.12: find_zone_movable_pfns_for_nodes(), cmdline_parse_core().
#include "mm/page/memmap.h"

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/string.h>

namespace buddy
{

// An amount of memory from the command line: pages, or a percentage of all memory. Nothing given: 0.
struct Amount {
	unsigned long pages;
	unsigned long percent;

	unsigned long of(unsigned long total) const
	{
		return percent ? total * percent / 100 : pages;
	}
};

static __initdata Amount kernelcore;
static __initdata Amount movablecore;

static int __init parse_amount(char *p, Amount &amount)
{
	char *end;

	if (!p)
		return -EINVAL;

	unsigned long long value = simple_strtoull(p, &end, 0);

	if (end == p)
		return -EINVAL;
	if (*end == '%') {
		if (value > 100)
			return -EINVAL;
		amount.percent = value;
		return 0;
	}
	value = memparse(p, &end);
	if (*end)
		return -EINVAL;
	amount = {(unsigned long)(value >> PAGE_SHIFT), 0};
	return 0;
}

static int __init parse_kernelcore(char *p)
{
	return parse_amount(p, kernelcore);
}
early_param("kernelcore", parse_kernelcore);

static int __init parse_movablecore(char *p)
{
	return parse_amount(p, movablecore);
}
early_param("movablecore", parse_movablecore);

static unsigned long __init total_pages()
{
	unsigned long start, end, total = 0;
	int i;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL)
		total += end - start;
	return total;
}

static unsigned long __init kernel_pages_wanted(unsigned long total)
{
	unsigned long kernel = kernelcore.of(total);
	unsigned long movable = movablecore.of(total);

	if (!movable)
		return kernel;
	movable = min(ALIGN(movable, (unsigned long)MAX_ORDER_NR_PAGES), total);
	return max(kernel, total - movable);
}

// The pfn behind the first @wanted pages of memory, counting from the bottom; at least @lowest.
static unsigned long __init end_of_kernel_pages(unsigned long wanted, unsigned long lowest)
{
	unsigned long start, end, boundary = 0;
	int i;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL) {
		if (start < lowest) {
			wanted -= min(min(end, lowest) - start, wanted);
			boundary = end;
			if (end <= lowest)
				continue;
			start = lowest;
		}

		unsigned long taken = min(end - start, wanted);

		boundary = start + taken;
		wanted -= taken;
		if (!wanted)
			break;
	}
	return boundary;
}

unsigned long __init find_zone_movable_pfn(const unsigned long *zone_low,
					   const unsigned long *zone_high)
{
	unsigned long total = total_pages();
	unsigned long wanted = kernel_pages_wanted(total);

	if (!wanted || wanted >= total)
		return 0;

	unsigned long pfn = ALIGN(end_of_kernel_pages(wanted, zone_low[movable_zone]),
				  (unsigned long)MAX_ORDER_NR_PAGES);

	return pfn >= PHYS_PFN(memblock_end_of_DRAM()) ? 0 : pfn;
}

} // namespace buddy
