// SPDX-License-Identifier: GPL-2.0-only
// /proc/vmstat: every counter of the memory manager, one per line.
//
// Five groups follow each other, in the order of the names in vmstat_text[]: zone counters, node counters, the limits for
// dirty pages, the pages of mem_map, events. Linux 6.12 mm/vmstat.c: vmstat_start(), vmstat_show().

#include <linux/init.h>
#include <linux/mm.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/vmstat.h>

namespace proc
{

namespace
{

// vm.dirty_ratio and vm.dirty_background_ratio in percent, as Linux rounds them: in parts of 4096.
constexpr unsigned long DIRTY_RATIO = 20 * PAGE_SIZE / 100;
constexpr unsigned long DIRTY_BG_RATIO = 10 * PAGE_SIZE / 100;

class Lines
{
public:
	explicit Lines(struct seq_file *m) : m_(m)
	{
	}

	void add(unsigned long value)
	{
		seq_puts(m_, vmstat_text[index_++]);
		seq_put_decimal_ull(m_, " ", value);
		seq_putc(m_, '\n');
	}

private:
	struct seq_file *m_;
	int index_ = 0;
};

// Pages that could become dirty: all that are free beyond the reserves (there is no page cache).
unsigned long dirtyable_pages()
{
	unsigned long free = global_zone_page_state(NR_FREE_PAGES);

	return free - min(free, totalreserve_pages);
}

int show(struct seq_file *m, void *)
{
	unsigned long *events = static_cast<unsigned long *>(
		kmalloc_array(NR_VM_EVENT_ITEMS, sizeof(unsigned long), GFP_KERNEL));
	Lines lines(m);

	if (!events)
		return -ENOMEM;

	for (int i = 0; i < NR_VM_ZONE_STAT_ITEMS; i++)
		lines.add(global_zone_page_state(static_cast<enum zone_stat_item>(i)));
	for (int i = 0; i < NR_VM_NODE_STAT_ITEMS; i++)
		lines.add(global_node_page_state_pages(static_cast<enum node_stat_item>(i)));
	lines.add(dirtyable_pages() * DIRTY_RATIO / PAGE_SIZE);
	lines.add(dirtyable_pages() * DIRTY_BG_RATIO / PAGE_SIZE);
	lines.add(atomic_long_read(&nr_memmap_pages));
	lines.add(atomic_long_read(&nr_memmap_boot_pages));

	all_vm_events(events);
	// Counted in sectors of 512 bytes, shown in kB.
	events[PGPGIN] /= 2;
	events[PGPGOUT] /= 2;
	for (int i = 0; i < NR_VM_EVENT_ITEMS; i++)
		lines.add(events[i]);
	kfree(events);

	// Gone from the kernel, kept in the file for its readers.
	seq_puts(m, "nr_unstable 0\n");
	return 0;
}

int __init register_vmstat()
{
	proc_create_single("vmstat", 0444, nullptr, show);
	return 0;
}
fs_initcall(register_vmstat);

} // namespace

} // namespace proc
