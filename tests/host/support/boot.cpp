// SPDX-License-Identifier: GPL-2.0-only
// The boot order of the simulated machine: what setup_arch() and mm_core_init() do on the real one, as far as memory is concerned.
//
//   console -> command line -> memblock -> struct pages, zones -> per-CPU areas -> zonelists -> buddy -> SLUB -> vmalloc -> softirqs, timers
//
// This side includes the kernel's headers and nothing of the C library.
#include <asm/percpu.h>
#include <kunit/resource.h>
#include <kunit/test-bug.h>
#include <linux/dma-map-ops.h>
#include <linux/console.h>
#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irqnr.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/reboot.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>

#include "tests/host/support/contract.h"

namespace
{

void write_console(struct console *, const char *text, unsigned int bytes)
{
	host_console_write(text, bytes);
}

constinit struct console host_console = {
	.name = "host", .write = write_console, .flags = CON_PRINTBUFFER | CON_ENABLED};

void set_command_line(const char *cmdline)
{
	strscpy(boot_command_line, cmdline, COMMAND_LINE_SIZE);
	parse_early_param();
}

void set_possible_cpus(unsigned int cpus)
{
	for (unsigned int cpu = 0; cpu < cpus; cpu++) {
		set_cpu_possible(cpu, true);
		set_cpu_present(cpu, true);
	}
	set_cpu_online(0, true);
	setup_nr_cpu_ids();
}

// As arm64's bootmem_init(): DMA ends at the limit of the devices (here 1 GiB above the start of RAM, as on the Raspberry Pi it
// is real), DMA32 at 4 GiB, NORMAL takes the rest.
void init_zones()
{
	unsigned long max_zone_pfn[MAX_NR_ZONES] = {};

	max_pfn = max_low_pfn = PFN_DOWN(memblock_end_of_DRAM());
	min_low_pfn = PFN_UP(memblock_start_of_DRAM());
	max_zone_pfn[ZONE_DMA] = min(max_pfn, PFN_DOWN(0x100000000ull));
	max_zone_pfn[ZONE_DMA32] = min(max_pfn, PFN_DOWN(0x100000000ull));
	max_zone_pfn[ZONE_NORMAL] = max_pfn;
	sparse_init();
	free_area_init(max_zone_pfn);
	dma_contiguous_reserve(0);
}

} // namespace

extern "C" {

void host_boot_kernel(const host_phys_t *banks, unsigned int nr_banks, const host_phys_t *reserved,
		      unsigned int nr_reserved, unsigned int cpus, const char *cmdline)
{
	for (unsigned int i = 0; i < nr_banks; i++)
		memblock_add(banks[2 * i], banks[2 * i + 1]);
	for (unsigned int i = 0; i < nr_reserved; i++)
		memblock_reserve(reserved[2 * i], reserved[2 * i + 1]);
	set_command_line(cmdline);
	memblock_allow_resize();
	init_zones();
	set_possible_cpus(cpus);
	setup_per_cpu_areas();
	parse_command_line();
	mm_core_init();
	softirq_init();
	init_timers();
	hrtimers_init();
	rcu_init();
	system_state = SYSTEM_RUNNING;
	for (unsigned int cpu = 0; cpus > 1 && cpu < cpus; cpu++)
		smpcfd_prepare_cpu(cpu);
}

void host_start_console(void)
{
	register_console(&host_console);
}

// Ends of the machine: the process ends.

void machine_power_off(void)
{
	host_exit(0);
}

void machine_halt(void)
{
	host_exit(1);
}

void machine_restart(char *)
{
	host_exit(0);
}

void machine_exit(int status)
{
	host_exit(status);
}

void emergency_restart(void)
{
	host_exit(1);
}

// No interrupts: /proc/interrupts has its heading and no line.

unsigned int nr_irqs;

int show_interrupts(struct seq_file *, void *)
{
	return 0;
}

// No KUnit: no test runs, so nobody looks for its resources.

struct kunit *kunit_get_current_test(void)
{
	return nullptr;
}

struct kunit_resource *kunit_find_named_resource(struct kunit *, const char *)
{
	return nullptr;
}

void kunit_put_resource(struct kunit_resource *)
{
}

char init_stack[THREAD_SIZE];

} // extern "C"
