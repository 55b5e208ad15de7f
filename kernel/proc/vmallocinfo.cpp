// SPDX-License-Identifier: GPL-2.0-only
// /proc/vmallocinfo: who holds which addresses of the vmalloc region.
//
//	0xffff800080521000-0xffff800080523000    8192 gen_pool_add_owner+0x48/0xf0 pages=1 vmalloc
//	start-end (the guard page included)     bytes  who asked                  what it is
//
// Addresses are plain: Linux hashes them (%pK) for readers without privilege, of whom there are none here.
// Areas come node by node (mm/vmalloc/space.cpp), sorted by address within one; then those that wait for a TLB flush.
// Linux 6.12 mm/vmalloc.c: vmalloc_info_show().

#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/vmalloc.h>

#include "mm/vmalloc/space.h"

namespace proc
{

namespace
{

struct Kind {
	unsigned long flag;
	const char *name;
};

constexpr Kind kinds[] = {
	{VM_IOREMAP, " ioremap"}, {VM_SPARSE, " sparse"}, {VM_ALLOC, " vmalloc"},
	{VM_MAP, " vmap"},        {VM_USERMAP, " user"},  {VM_DMA_COHERENT, " dma-coherent"},
};

void show_range(struct seq_file *m, unsigned long start, unsigned long end)
{
	seq_printf(m, "0x%px-0x%px %7ld", reinterpret_cast<void *>(start),
		   reinterpret_cast<void *>(end), end - start);
}

void show_area(struct seq_file *m, const struct vm_struct *vm)
{
	unsigned long start = reinterpret_cast<unsigned long>(vm->addr);

	show_range(m, start, start + vm->size);
	if (vm->caller)
		seq_printf(m, " %pS", vm->caller);
	if (vm->nr_pages)
		seq_printf(m, " pages=%d", vm->nr_pages);
	if (vm->phys_addr)
		seq_printf(m, " phys=%pa", &vm->phys_addr);
	for (const Kind &kind : kinds)
		if (vm->flags & kind.flag)
			seq_puts(m, kind.name);
	// The array of page pointers is itself too large for kmalloc.
	if (is_vmalloc_addr(vm->pages))
		seq_puts(m, " vpages");
	seq_putc(m, '\n');
}

void show_busy(struct seq_file *m, vmspace::BusyAreas &busy)
{
	spinlock_guard guard(&busy.lock);
	struct vmap_area *va;

	list_for_each_entry(va, &busy.head, list) {
		if (va->vm && !(va->vm->flags & VM_UNINITIALIZED)) {
			show_area(m, va->vm);
		} else if (!va->vm && (va->flags & vmspace::AREA_IS_RAM)) {
			show_range(m, va->va_start, va->va_end);
			seq_puts(m, " vm_map_ram\n");
		}
	}
}

void show_lazy(struct seq_file *m, vmspace::LazyAreas &lazy)
{
	mutex_guard guard(&vmspace::purge_lock);
	struct vmap_area *va;

	lazy.gather();
	list_for_each_entry(va, &lazy.list, list) {
		show_range(m, va->va_start, va->va_end);
		seq_puts(m, " unpurged vm_area\n");
	}
}

int show(struct seq_file *m, void *)
{
	for (unsigned int i = 0; i < nr_vmap_nodes; i++)
		show_busy(m, vmap_nodes[i].busy);
	for (unsigned int i = 0; i < nr_vmap_nodes; i++)
		show_lazy(m, vmap_nodes[i].lazy);
	return 0;
}

int __init register_vmallocinfo()
{
	proc_create_single("vmallocinfo", 0400, nullptr, show);
	return 0;
}
fs_initcall(register_vmallocinfo);

} // namespace

} // namespace proc
