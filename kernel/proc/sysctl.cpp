// SPDX-License-Identifier: GPL-2.0-only
// /proc/sys/vm: the settings of the memory manager.
//
// Each is an int that can be read. Linux 6.12 kernel/sysctl.c: vm_table[].

#include <linux/init.h>
#include <linux/mm.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

namespace proc
{

namespace
{

struct Setting {
	const char *name;
	int *value;
};

constexpr Setting settings[] = {
	{"min_free_kbytes", &min_free_kbytes},
	{"watermark_scale_factor", &watermark_scale_factor},
};

int show_int(struct seq_file *m, void *)
{
	seq_printf(m, "%d\n", *static_cast<int *>(m->private_));
	return 0;
}

int __init register_settings()
{
	struct proc_dir_entry *sys = proc_mkdir("sys", nullptr);
	struct proc_dir_entry *vm = sys ? proc_mkdir("vm", sys) : nullptr;

	if (!vm)
		return -ENOMEM;
	for (const Setting &setting : settings)
		proc_create_single_data(setting.name, 0644, vm, show_int, setting.value);
	return 0;
}
fs_initcall(register_settings);

} // namespace

} // namespace proc
