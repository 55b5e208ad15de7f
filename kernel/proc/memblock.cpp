// SPDX-License-Identifier: GPL-2.0-only
// /sys/kernel/debug/memblock: what boot knew of memory, range by range: "index: first..last node flags".
// Linux 6.12 mm/memblock.c: memblock_debug_show().

#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/seq_file.h>

namespace proc
{

namespace
{

// By bit: MEMBLOCK_HOTPLUG and so on.
constexpr const char *flag_names[] = {"HOTPLUG", "MIRROR", "NOMAP", "DRV_MNG", "RSV_NIT"};

void show_flags(struct seq_file *m, unsigned int flags)
{
	const char *before = "";

	if (!flags)
		seq_puts(m, "NONE");
	for (unsigned int bit = 0; flags >> bit; bit++) {
		if (!(flags >> bit & 1))
			continue;
		seq_printf(m, "%s%s", before,
			   bit < ARRAY_SIZE(flag_names) ? flag_names[bit] : "UNKNOWN");
		before = "|";
	}
	seq_putc(m, '\n');
}

int memblock_debug_show(struct seq_file *m, void *)
{
	const struct memblock_type *type = static_cast<const struct memblock_type *>(m->private_);

	for (unsigned long i = 0; i < type->cnt; i++) {
		const struct memblock_region *region = &type->regions[i];
		const phys_addr_t last = region->base + region->size - 1;

		seq_printf(m, "%4lu: %pa..%pa %4d ", i, &region->base, &last, 0);
		show_flags(m, region->flags);
	}
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(memblock_debug);

int __init memblock_init_debugfs()
{
	struct dentry *dir = debugfs_create_dir("memblock", nullptr);

	debugfs_create_file("memory", 0444, dir, &memblock.memory, &memblock_debug_fops);
	debugfs_create_file("reserved", 0444, dir, &memblock.reserved, &memblock_debug_fops);
	return 0;
}
device_initcall(memblock_init_debugfs);

} // namespace

} // namespace proc
