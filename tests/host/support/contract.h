// SPDX-License-Identifier: GPL-2.0-only
/*
 * Between the two kinds of support files: plain types only, so that both the side that includes the kernel's headers
 * (arch.cpp, boot.cpp) and the side that includes the C library's (machine.cpp, runner.cpp) can read it.
 */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned long long host_phys_t;

/* machine.cpp: memory */
void host_memory_create(const host_phys_t *base_size_pairs, unsigned int banks,
			unsigned long linear_base, host_phys_t memstart);
bool host_phys_is_ram(host_phys_t phys);
/* Maps [phys, phys + size) at @va; not RAM: zeroed memory stands for the device. 0, or -1 if something is there already. */
int host_map(unsigned long va, unsigned long size, host_phys_t phys, bool writable);
void host_unmap(unsigned long va, unsigned long size);
/* Changes whether mapped pages may be written; false if one isn't mapped. */
bool host_protect(unsigned long va, unsigned long size, bool writable);
bool host_translate(unsigned long va, host_phys_t *phys);
/* Zeroed anonymous memory at @va (struct pages); pages that are there already stay. */
int host_populate(unsigned long va, unsigned long size);

/* machine.cpp: the rest of the outside world */
void host_yield(void);
unsigned long host_nanoseconds(void);
void host_console_write(const char *text, unsigned long bytes);
[[noreturn]] void host_exit(int status);
long host_copy_nofault(void *dst, const void *src, unsigned long size);
unsigned int host_backtrace(unsigned long *entries, unsigned int max);

/* arch.cpp: what the calling CPU's event device was set to last, nanoseconds */
extern __thread long long host_next_event;

/* smp.cpp: @runs: interrupts for the CPU are for this thread to serve, until it leaves. */
void host_become_cpu(unsigned int cpu, bool runs);
void host_leave_cpu(void);
void host_online_cpus(unsigned int cpus);
void host_relax(void);

/* sched.cpp */
void host_become_task(unsigned int cpu);

/* boot.cpp */
void host_boot_kernel(const host_phys_t *banks, unsigned int nr_banks, const host_phys_t *reserved,
		      unsigned int nr_reserved, unsigned int cpus, const char *cmdline);
host_phys_t host_set_memstart(host_phys_t lowest);
unsigned long host_linear_base(void);
void host_start_console(void);

#ifdef __cplusplus
}
#endif
