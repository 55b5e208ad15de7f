// SPDX-License-Identifier: GPL-2.0-only
// The arch contract's functions that are no one-liners, and what the platform gives the kernel: on top of support/machine.cpp.
//
// This side includes the kernel's headers and nothing of the C library.
#include <asm/extable.h>
#include <asm/memory.h>
#include <asm/page.h>
#include <asm/percpu.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/stacktrace.h>
#include <asm/timex.h>
#include <linux/mm_types.h>
#include <linux/bug.h>
#include <linux/clockchips.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kallsyms.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sprintf.h>
#include <linux/tick.h>
#include <linux/stacktrace.h>
#include <linux/timekeeping.h>
#include <linux/types.h>

#include "tests/host/support/contract.h"

extern "C" {

s64 memstart_addr;
unsigned long host_tlb_flushes;
__thread unsigned long host_cpu_offset;
__thread unsigned long host_irq_flags;
__thread int host_preempt_count;
__thread struct task_struct *host_current = &init_task;

void show_regs(struct pt_regs *)
{
}
void dump_cpu_task(int)
{
	dump_stack();
}

clear_words_t clear_words_for(unsigned int)
{
	return clear_words;
}

clear_function_t clear_function(unsigned int bytes)
{
	switch (bytes) {
#define CLEARS(size)                                                                               \
	case size:                                                                                 \
		return [](void *object) {                                                          \
			return clear_words(object, size);                                          \
		}
		CLEARS(8);
		CLEARS(16);
		CLEARS(32);
		CLEARS(64);
		CLEARS(96);
		CLEARS(128);
		CLEARS(192);
		CLEARS(256);
		CLEARS(512);
		CLEARS(1024);
		CLEARS(2048);
		CLEARS(4096);
		CLEARS(8192);
#undef CLEARS
	}
	BUG();
}

int vmap_range_noflush(unsigned long addr, unsigned long end, phys_addr_t phys, pgprot_t prot,
		       unsigned int)
{
	if (WARN_ON(addr >= end || ((addr | end | phys) & ~PAGE_MASK)))
		return -EINVAL;
	return WARN_ON(host_map(addr, end - addr, phys, pgprot_val(prot) & HOST_PROT_WRITE))
		       ? -EBUSY
		       : 0;
}

int vmap_small_pages_range_noflush(unsigned long addr, unsigned long end, pgprot_t prot,
				   struct page *const *pages)
{
	int err = 0;

	for (; addr != end && !err; addr += PAGE_SIZE)
		err = vmap_range_noflush(addr, addr + PAGE_SIZE, page_to_phys(*pages++), prot,
					 PAGE_SHIFT);
	return err;
}

void vunmap_range_noflush(unsigned long start, unsigned long end)
{
	host_unmap(start, end - start);
}

phys_addr_t kernel_va_to_phys(unsigned long va, bool *mapped)
{
	host_phys_t phys = 0;
	bool found = host_translate(va, &phys);

	if (mapped)
		*mapped = found;
	return phys;
}

int set_memory_range_prot(unsigned long start, unsigned long end, pgprot_t prot)
{
	return host_protect(start, end - start, pgprot_val(prot) & HOST_PROT_WRITE) ? 0 : -EINVAL;
}

bool pgtable_explain(unsigned long va, void (*emit)(void *arg, const char *line), void *arg)
{
	host_phys_t phys;
	bool mapped = host_translate(va, &phys);

	emit(arg, mapped ? "mapped by the host" : "not mapped by the host");
	return mapped;
}

int vmemmap_populate(unsigned long start, unsigned long end)
{
	start &= PAGE_MASK;
	end = (end + PAGE_SIZE - 1) & PAGE_MASK;
	return host_populate(start, end - start);
}

void panic_smp_self_stop(void)
{
	host_exit(1);
	__builtin_unreachable();
}

long copy_from_kernel_nofault(void *dst, const void *src, size_t size)
{
	return host_copy_nofault(dst, src, size);
}

void host_park(void)
{
	host_exit(1);
}

void arch_stack_walk(stack_trace_consume_fn consume_entry, void *cookie, struct task_struct *,
		     struct pt_regs *)
{
	const unsigned long caller = (unsigned long)__builtin_return_address(0);
	unsigned long entries[64];
	unsigned int used = host_backtrace(entries, 64), i = 0;

	while (i < used && entries[i] != caller)
		i++;
	while (i < used && consume_entry(cookie, entries[i]))
		i++;
}

unsigned long host_linear_base(void)
{
	return PAGE_OFFSET;
}

host_phys_t host_set_memstart(host_phys_t lowest)
{
	// As on arm64: a multiple of 1 GiB.
	memstart_addr = (s64)(lowest & ~0x3fffffffull);
	return (host_phys_t)memstart_addr;
}

// Names of addresses: the test program has no kernel symbol table; gdb and the sanitisers know the names.

int sprint_symbol(char *buffer, unsigned long address)
{
	return sprintf(buffer, "0x%lx", address);
}

int sprint_symbol_no_offset(char *buffer, unsigned long address)
{
	return sprintf(buffer, "0x%lx", address);
}

int sprint_backtrace(char *buffer, unsigned long address)
{
	return sprintf(buffer, "0x%lx", address);
}

void show_stack_trace(struct pt_regs *, const char *loglvl)
{
	printk("%sCall trace:\n", loglvl);
	arch_stack_walk(
		[](void *level, unsigned long address) {
			printk("%s 0x%lx\n", static_cast<const char *>(level), address);
			return true;
		},
		const_cast<char *>(loglvl), current, nullptr);
}

// Time: the host's clock. No event device interrupts: tests call hrtimer_interrupt().

__thread long long host_next_event = KTIME_MAX;

void clockevents_program_event(ktime_t expires)
{
	host_next_event = expires;
}

bool tick_nohz_idle_cpu(int)
{
	return false;
}

u64 get_cpu_idle_time_us(int, u64 *)
{
	return 0;
}

volatile unsigned long jiffies = INITIAL_JIFFIES;

unsigned long long sched_clock(void)
{
	return host_nanoseconds();
}

u64 ktime_get_ns(void)
{
	return host_nanoseconds();
}

void __delay_ns(u64 nanoseconds)
{
	for (u64 end = host_nanoseconds() + nanoseconds; host_nanoseconds() < end;)
		host_relax();
}

} // extern "C"
