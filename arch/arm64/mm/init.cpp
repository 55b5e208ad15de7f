// SPDX-License-Identifier: GPL-2.0-only
// From memblock to zones: where the linear map starts, which memory the kernel may use, where the zones end, and how the
// memory of boot code comes back.
//
//   ZONE_DMA     up to what every DMA master of the device tree reaches, 4 GiB at most if there is RAM below 4 GiB
//   ZONE_DMA32   up to 4 GiB
//   ZONE_NORMAL  the rest
//
// With RAM at 0x40000000 and no limit in the tree that makes everything below 4 GiB ZONE_DMA, as arm64 Linux does it.
//
// Linux 6.12: arch/arm64/mm/init.c (arm64_memblock_init, bootmem_init, zone_sizes_init, free_initmem).

#include <asm/cputype.h>
#include <asm/fixmap.h>
#include <asm/kaslr.h>
#include <asm/mmu.h>
#include <asm/pgtable.h>
#include <asm/sections.h>
#include <asm/tlbflush.h>
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/dma-map-ops.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/math.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/of_fdt.h>
#include <linux/pfn.h>
#include <linux/printk.h>
#include <linux/sizes.h>

constinit s64 memstart_addr __ro_after_init = -1;

namespace
{

// The end of ZONE_DMA, which buffers of devices come from by default.
constinit phys_addr_t arm64_dma_phys_limit __initdata = 0;

constinit phys_addr_t memory_limit __initdata = PHYS_ADDR_MAX;

constexpr u64 linear_region_size = PAGE_END - PAGE_OFFSET;

// mem=SIZE: use no more than SIZE bytes of RAM, counted from the lowest bank.
int __init early_mem(char *value)
{
	if (!value || !*value)
		return -EINVAL;

	char *rest;
	phys_addr_t limit = memparse(value, &rest) & PAGE_MASK;

	if (*rest || !limit)
		return -EINVAL;
	memory_limit = limit;
	pr_notice("Memory limited to %lldMB\n", limit >> 20);
	return 0;
}

// RAM that no linear address exists for is given up, but never the image.
void __init clip_to_linear_region()
{
	memblock_remove(1ull << CONFIG_ARM64_PA_BITS, ULLONG_MAX);
	memstart_addr = round_down(memblock_start_of_DRAM(), ARM64_MEMSTART_ALIGN);
	memblock_remove(max(memstart_addr + linear_region_size, __pa_symbol(_end)), ULLONG_MAX);
	if (memstart_addr + linear_region_size < memblock_end_of_DRAM()) {
		memstart_addr =
			round_up(memblock_end_of_DRAM() - linear_region_size, ARM64_MEMSTART_ALIGN);
		memblock_remove(0, memstart_addr);
	}
}

// With kaslr: RAM does not begin at PAGE_OFFSET but somewhere behind it, as far as the addresses that this CPU can have leave room.
// PHYS_OFFSET is what PAGE_OFFSET would map, so it goes down, below 0 as a rule.
void __init randomize_linear_map()
{
	const s64 range = linear_region_size - (1ull << cpu_physical_address_bits());

	if (!memstart_offset_seed || range < s64{ARM64_MEMSTART_ALIGN})
		return;
	const u64 steps = range / ARM64_MEMSTART_ALIGN;

	memstart_addr -= ARM64_MEMSTART_ALIGN * ((steps * memstart_offset_seed) >> 16);
}

// The last address of a zone that reaches up to @limit, plus one.
phys_addr_t __init zone_end(phys_addr_t limit)
{
	return min(limit, memblock_end_of_DRAM() - 1) + 1;
}

void __init zone_sizes_init()
{
	unsigned long max_zone_pfns[MAX_NR_ZONES] = {};
	phys_addr_t dma_limit = of_dma_get_max_cpu_address(nullptr);

	// Drivers count on GFP_DMA for 32-bit devices where there is low memory at all.
	if (memblock_start_of_DRAM() < U32_MAX)
		dma_limit = min(dma_limit, phys_addr_t{U32_MAX});

	arm64_dma_phys_limit = zone_end(dma_limit);
	max_zone_pfns[ZONE_DMA] = PFN_DOWN(arm64_dma_phys_limit);
	max_zone_pfns[ZONE_DMA32] = PFN_DOWN(zone_end(U32_MAX));
	max_zone_pfns[ZONE_NORMAL] = max_pfn;
	free_area_init(max_zone_pfns);
}

} // namespace

early_param("mem", early_mem);

void __init arm64_memblock_init(void)
{
	clip_to_linear_region();
	if (memory_limit != PHYS_ADDR_MAX) {
		memblock_mem_limit_remove_map(memory_limit);
		memblock_add(__pa_symbol(_text), _end - _text);
	}
	randomize_linear_map();
	memblock_reserve(__pa_symbol(_text), _end - _text);
	early_init_fdt_scan_reserved_mem();
	high_memory = static_cast<char *>(__va(memblock_end_of_DRAM() - 1)) + 1;
}

void __init bootmem_init(void)
{
	min_low_pfn = PFN_UP(memblock_start_of_DRAM());
	max_pfn = max_low_pfn = PFN_DOWN(memblock_end_of_DRAM());

	sparse_init();
	zone_sizes_init();
	dma_contiguous_reserve(arm64_dma_phys_limit);
	print_kernel_layout();
	memblock_dump_all();
}

// Freed through the linear map; the image's own mapping of it goes, so that a stray call of an __init function faults.
void free_initmem(void)
{
	const unsigned long start = (unsigned long)__init_begin;
	const unsigned long end = (unsigned long)__init_end;

	vunmap_range_noflush(start, end);
	flush_tlb_kernel_range(start, end);
	free_reserved_area(lm_alias(start), lm_alias(end), POISON_FREE_INITMEM, "unused kernel");
}

namespace
{

struct Region {
	const char *name;
	unsigned long start, end;
};

// Those that the linker or the architecture places.
const Region regions[] __initconst = {
	{"modules", MODULES_VADDR, MODULES_END},
	{"vmalloc", VMALLOC_START, VMALLOC_END},
	{".text", (unsigned long)_text, (unsigned long)_etext},
	{".rodata", (unsigned long)__start_rodata, (unsigned long)__end_rodata},
	{".init", (unsigned long)__init_begin, (unsigned long)__init_end},
	{".data", (unsigned long)_sdata, (unsigned long)_edata},
	{".bss", (unsigned long)__bss_start, (unsigned long)__bss_stop},
	{"vmemmap", VMEMMAP_START, VMEMMAP_END},
};

void __init print_region(const char *name, unsigned long start, unsigned long end)
{
	unsigned long kib = (end - start) >> 10;
	static constexpr const char *units[] = {"KB", "MB", "GB", "TB"};
	unsigned int unit = 0;

	while (kib >= 10240 && unit < ARRAY_SIZE(units) - 1) {
		kib >>= 10;
		unit++;
	}
	pr_notice("  %10s : 0x%016lx - 0x%016lx   (%6lu %s)\n", name, start, end, kib, units[unit]);
}

} // namespace

void __init print_kernel_layout(void)
{
	const phys_addr_t start = memblock_start_of_DRAM(), end = memblock_end_of_DRAM();

	pr_notice("Virtual kernel memory layout:\n");
	print_region("linear", (unsigned long)__va(start), (unsigned long)high_memory);
	for (const auto &[name, from, to] : regions)
		print_region(name, from, to);
	print_region("  actual", (unsigned long)pfn_to_page(PFN_DOWN(start)),
		     (unsigned long)pfn_to_page(PFN_UP(end)));
	print_region("PCI I/O", PCI_IO_START, PCI_IO_END);
	print_region("fixed", FIXADDR_TOT_START, FIXADDR_TOP);
}
