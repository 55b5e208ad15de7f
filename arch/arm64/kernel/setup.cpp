// SPDX-License-Identifier: GPL-2.0-only
// setup_arch(): from the pointer that the boot loader left in x0 to a machine whose memory is known, mapped and divided.
//
//   fixmap ─► device tree ─► early parameters, console ─► memblock ─► linear map ─► mem_map and zones ─► resources, CPUs
//
// Linux 6.12: arch/arm64/kernel/setup.c

#include <asm/alternative.h>
#include <asm/early_ioremap.h>
#include <asm/fixmap.h>
#include <asm/kaslr.h>
#include <asm/mmu.h>
#include <asm/processor.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/smp_plat.h>
#include <asm/sysreg.h>
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#include <linux/pfn.h>
#include <linux/printk.h>
#include <linux/psci.h>
#include <linux/reboot.h>
#include <linux/serial_core.h>

// Written by head.S.
extern "C" {
constinit phys_addr_t __fdt_pointer __initdata = 0;
constinit u64 boot_current_el __initdata = 0;
constinit u64 boot_args[4] __initdata = {};
constinit u64 kimage_voffset __ro_after_init = 0;
}

namespace
{

constinit struct resource *standard_resources __initdata = nullptr;
constinit unsigned int nr_standard_resources __initdata = 0;

constinit struct resource kernel_code = {.name = "Kernel code", .flags = IORESOURCE_SYSTEM_RAM};
constinit struct resource kernel_data = {.name = "Kernel data", .flags = IORESOURCE_SYSTEM_RAM};

// Without a device tree nothing is known, neither where RAM is nor how to switch the machine off: early_init_dt_scan() has
// said so in one line on a probed console, an emulator is told that it failed, and that is all.
void __init setup_machine_fdt(phys_addr_t dt_phys)
{
	int size = 0;
	void *dt = fixmap_remap_fdt(dt_phys, &size, PAGE_KERNEL);

	if (!early_init_dt_scan(dt, dt_phys)) {
		semihosting_exit(1);
		cpu_park_loop();
	}
	memblock_reserve(dt_phys, size);
	// Scanned, perhaps fixed up: from here on it is read only.
	fixmap_remap_fdt(dt_phys, &size, PAGE_KERNEL_RO);
	pr_info("Machine model: %s\n", of_flat_dt_get_machine_name());
	dump_stack_set_arch_desc("%s (DT)", of_flat_dt_get_machine_name());
}

void __init request_standard_resources()
{
	struct memblock_region *region;

	kernel_code.start = __pa_symbol(_text);
	kernel_code.end = __pa_symbol(__init_begin) - 1;
	kernel_data.start = __pa_symbol(_sdata);
	kernel_data.end = __pa_symbol(_end) - 1;
	insert_resource(&iomem_resource, &kernel_code);
	insert_resource(&iomem_resource, &kernel_data);

	const size_t size = memblock.memory.cnt * sizeof(struct resource);
	standard_resources = static_cast<struct resource *>(memblock_alloc(size, SMP_CACHE_BYTES));
	if (!standard_resources)
		panic("%s: Failed to allocate %zu bytes\n", __func__, size);

	for_each_mem_region(region) {
		const bool nomap = memblock_is_nomap(region);
		struct resource *res = &standard_resources[nr_standard_resources++];

		res->name = nomap ? "reserved" : "System RAM";
		res->flags = nomap ? IORESOURCE_MEM : IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY;
		res->start = PFN_PHYS(PFN_UP(region->base));
		res->end = PFN_PHYS(PFN_DOWN(region->base + region->size)) - 1;
		insert_resource(&iomem_resource, res);
	}
}

// What memblock reserved inside each bank becomes a child of the bank in /proc/iomem.
int __init reserve_memblock_reserved_regions(void)
{
	phys_addr_t start, end;
	u64 i;

	for (unsigned int bank = 0; bank < nr_standard_resources; bank++) {
		struct resource *mem = &standard_resources[bank];

		for_each_reserved_mem_range(i, &start, &end) {
			const resource_size_t first = max(PFN_PHYS(PFN_DOWN(start)), mem->start);
			const resource_size_t last = min(PFN_PHYS(PFN_UP(end)) - 1, mem->end);

			if (first <= last)
				reserve_region_with_split(mem, first, last, "reserved");
		}
	}
	return 0;
}

void __init warn_about_boot_protocol()
{
	if (boot_args[1] || boot_args[2] || boot_args[3])
		pr_err("WARNING: x1-x3 nonzero in violation of boot protocol:\n"
		       "\tx1: %016llx\n\tx2: %016llx\n\tx3: %016llx\n"
		       "This indicates a broken bootloader or old kernel\n",
		       boot_args[1], boot_args[2], boot_args[3]);
	if (__pa_symbol(_text) % SZ_2M)
		pr_warn("Kernel image misaligned at boot, please fix your bootloader!\n");
}

} // namespace

arch_initcall(reserve_memblock_reserved_regions);

void __init setup_arch(char **cmdline_p)
{
	*cmdline_p = boot_command_line;
	early_fixmap_init();
	early_ioremap_init();
	setup_machine_fdt(__fdt_pointer);
	parse_early_param();
	setup_earlycon_from_dt();
	// From now on an SError can be told: let it come (and debug exceptions too).
	asm volatile("msr daifclr, #(4 | 8)" ::: "memory");

	kaslr_init();
	arm64_memblock_init();
	paging_init();
	setup_cpu_features();
	bootmem_init();
	request_standard_resources();
	psci_dt_init();
	smp_init_cpus();
	warn_about_boot_protocol();
}
