// SPDX-License-Identifier: GPL-2.0-only
// /proc/meminfo: where the memory is, in kB.
//
// The lines and their order are those of a Linux without swap, huge pages and memory failure handling. What slub64
// does not have (page cache, user memory) reads 0 through the same counters that it will use.
// Linux 6.12 fs/proc/meminfo.c.

#include <linux/cma.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/sysinfo.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>

namespace proc
{

namespace
{

// Part of memory that may be committed to user space, in percent (vm.overcommit_ratio).
constexpr unsigned long OVERCOMMIT_RATIO = 50;

// name: with its colon and blanks, 16 characters; value in kB.
void line_kb(struct seq_file *m, const char *name, unsigned long kb)
{
	seq_put_decimal_ull_width(m, name, kb, 8);
	seq_puts(m, " kB\n");
}

void line(struct seq_file *m, const char *name, unsigned long pages)
{
	line_kb(m, name, pages << (PAGE_SHIFT - 10));
}

unsigned long lru(enum lru_list list)
{
	return global_node_page_state(static_cast<enum node_stat_item>(
		static_cast<int>(NR_LRU_BASE) + static_cast<int>(list)));
}

int show(struct seq_file *m, void *)
{
	struct sysinfo i = {};

	si_meminfo(&i);

	unsigned long reclaimable = global_node_page_state_pages(NR_SLAB_RECLAIMABLE_B);
	unsigned long unreclaimable = global_node_page_state_pages(NR_SLAB_UNRECLAIMABLE_B);
	unsigned long anon = lru(LRU_ACTIVE_ANON), anon_old = lru(LRU_INACTIVE_ANON);
	unsigned long file = lru(LRU_ACTIVE_FILE), file_old = lru(LRU_INACTIVE_FILE);

	line(m, "MemTotal:       ", i.totalram);
	line(m, "MemFree:        ", i.freeram);
	line(m, "MemAvailable:   ", si_mem_available());
	line(m, "Buffers:        ", i.bufferram);
	line(m, "Cached:         ", global_node_page_state(NR_FILE_PAGES) - i.bufferram);
	line(m, "SwapCached:     ", 0);
	line(m, "Active:         ", anon + file);
	line(m, "Inactive:       ", anon_old + file_old);
	line(m, "Active(anon):   ", anon);
	line(m, "Inactive(anon): ", anon_old);
	line(m, "Active(file):   ", file);
	line(m, "Inactive(file): ", file_old);
	line(m, "Unevictable:    ", lru(LRU_UNEVICTABLE));
	line(m, "Mlocked:        ", global_zone_page_state(NR_MLOCK));
	line(m, "SwapTotal:      ", i.totalswap);
	line(m, "SwapFree:       ", i.freeswap);
	line(m, "Dirty:          ", global_node_page_state(NR_FILE_DIRTY));
	line(m, "Writeback:      ", global_node_page_state(NR_WRITEBACK));
	line(m, "AnonPages:      ", global_node_page_state(NR_ANON_MAPPED));
	line(m, "Mapped:         ", global_node_page_state(NR_FILE_MAPPED));
	line(m, "Shmem:          ", i.sharedram);
	line(m,
	     "KReclaimable:   ", reclaimable + global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE));
	line(m, "Slab:           ", reclaimable + unreclaimable);
	line(m, "SReclaimable:   ", reclaimable);
	line(m, "SUnreclaim:     ", unreclaimable);
	line_kb(m, "KernelStack:    ", global_node_page_state(NR_KERNEL_STACK_KB));
	line(m, "PageTables:     ", global_node_page_state(NR_PAGETABLE));
	line(m, "SecPageTables:  ", global_node_page_state(NR_SECONDARY_PAGETABLE));
	line(m, "NFS_Unstable:   ", 0);
	line(m, "Bounce:         ", global_zone_page_state(NR_BOUNCE));
	line(m, "WritebackTmp:   ", global_node_page_state(NR_WRITEBACK_TEMP));
	line(m, "CommitLimit:    ", totalram_pages() * OVERCOMMIT_RATIO / 100 + i.totalswap);
	line(m, "Committed_AS:   ", 0);
	line_kb(m, "VmallocTotal:   ", VMALLOC_TOTAL >> 10);
	line(m, "VmallocUsed:    ", vmalloc_nr_pages());
	line(m, "VmallocChunk:   ", 0);
	line(m, "Percpu:         ", pcpu_nr_pages());
#ifdef CONFIG_CMA
	line(m, "CmaTotal:       ", totalcma_pages);
	line(m, "CmaFree:        ", global_zone_page_state(NR_FREE_CMA_PAGES));
#endif
	return 0;
}

int __init register_meminfo()
{
	proc_create_single("meminfo", 0, nullptr, show);
	return 0;
}
fs_initcall(register_meminfo);

} // namespace

} // namespace proc
