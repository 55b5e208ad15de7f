// SPDX-License-Identifier: GPL-2.0-only
//
// What a reader of a memory dump has to know first: lines of text in an ELF note.
//
// A dump is physical memory and no more. To find anything in it a reader has to know where the page tables are, how an
// address of the image becomes a physical one, how large a struct page is; the rest it finds itself, in the debug information
// of the vmlinux whose build id is told here. Each line has one of a few forms:
//
//	OSRELEASE=6.12.0-slub64          BUILD-ID=…             which kernel
//	SYMBOL(swapper_pg_dir)=ffff…     NUMBER(VA_BITS)=48     where its tables are, and of which shape
//	SIZE(page)=64                    OFFSET(page.flags)=0   how to read them
//
// The note is filled once, early, and never changes. Whoever makes dumps is told its physical address: QEMU by
// drivers/firmware/qemu_fw_cfg.cpp.
//
// Linux 6.12: kernel/vmcore_info.c, arch/arm64/kernel/vmcore_info.c.

#include <linux/vmcore_info.h>

#include <linux/align.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/page-flags.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/utsname.h>

#include <asm/memory.h>
#include <asm/pgtable.h>
#include <asm/sections.h>

#include "kernel/printk/ringbuffer.h"

extern "C" {
extern const char __start_notes[]; // vmlinux.lds.S: .note.gnu.build-id
unsigned char *vmcoreinfo_data;
size_t vmcoreinfo_size;
}

namespace
{

alignas(PAGE_SIZE) constinit unsigned char note[VMCOREINFO_NOTE_SIZE] = {};

// A line: KIND(name)=value.
enum class kind { symbol, decimal, hexadecimal };
struct fact {
	const char *name;
	kind value_is;
	u64 value;
	const void *symbol;
};

#define SYMBOL(name)                                                                               \
	{                                                                                          \
		"SYMBOL(" #name ")", kind::symbol, 0, &name                                        \
	}
#define NUMBER(name)                                                                               \
	{                                                                                          \
		"NUMBER(" #name ")", kind::decimal, (u64)(s64)(name)                               \
	}
#define ADDRESS(name)                                                                              \
	{                                                                                          \
		"NUMBER(" #name ")", kind::hexadecimal, (u64)(name)                                \
	}
#define SIZE(type)                                                                                 \
	{                                                                                          \
		"SIZE(" #type ")", kind::decimal, sizeof(struct type)                              \
	}
#define OFFSET(type, field)                                                                        \
	{                                                                                          \
		"OFFSET(" #type "." #field ")", kind::decimal, offsetof(struct type, field)        \
	}
#define LENGTH(name, count)                                                                        \
	{                                                                                          \
		"LENGTH(" #name ")", kind::decimal, count                                          \
	}

// Values that readers know by these names and our headers by others.
constexpr u64 PAGE_SLAB_MAPCOUNT_VALUE = (u64)PGTY_slab << 24;
constexpr u64 PAGE_BUDDY_MAPCOUNT_VALUE = (u64)PGTY_buddy << 24;
constexpr u64 PAGE_OFFLINE_MAPCOUNT_VALUE = (u64)PGTY_offline << 24;
constexpr u64 TCR_EL1_T1SZ = 64 - VA_BITS;

// What is known when the kernel is built.
constinit fact facts[] __initdata = {
	SYMBOL(init_uts_ns),
	OFFSET(uts_namespace, name),
	SYMBOL(swapper_pg_dir),
	SYMBOL(_stext),
	LENGTH(mem_section, NR_SECTION_ROOTS),
	SIZE(mem_section),
	OFFSET(mem_section, section_mem_map),
	NUMBER(SECTION_SIZE_BITS),
	NUMBER(MAX_PHYSMEM_BITS),
	SIZE(page),
	SIZE(pglist_data),
	SIZE(zone),
	SIZE(free_area),
	SIZE(list_head),
	OFFSET(page, flags),
	OFFSET(page, _refcount),
	OFFSET(page, mapping),
	OFFSET(page, lru),
	OFFSET(page, _mapcount),
	{"OFFSET(page.private)", kind::decimal, offsetof(struct page, __cxx_private)},
	OFFSET(page, compound_head),
	OFFSET(pglist_data, node_zones),
	OFFSET(pglist_data, nr_zones),
	OFFSET(pglist_data, node_start_pfn),
	OFFSET(pglist_data, node_spanned_pages),
	OFFSET(pglist_data, node_id),
	OFFSET(zone, free_area),
	OFFSET(zone, vm_stat),
	OFFSET(zone, spanned_pages),
	OFFSET(free_area, free_list),
	OFFSET(list_head, next),
	OFFSET(list_head, prev),
	LENGTH(zone.free_area, NR_PAGE_ORDERS),
	LENGTH(free_area.free_list, MIGRATE_TYPES),
	NUMBER(NR_FREE_PAGES),
	NUMBER(PG_lru),
	NUMBER(PG_private),
	NUMBER(PG_swapcache),
	NUMBER(PG_swapbacked),
	NUMBER(PAGE_SLAB_MAPCOUNT_VALUE),
	NUMBER(PG_head_mask),
	NUMBER(PAGE_BUDDY_MAPCOUNT_VALUE),
	NUMBER(PAGE_OFFLINE_MAPCOUNT_VALUE),
	NUMBER(VA_BITS),
	ADDRESS(MODULES_VADDR),
	ADDRESS(MODULES_END),
	ADDRESS(VMALLOC_END),
	ADDRESS(VMEMMAP_START),
	ADDRESS(VMEMMAP_END),
	ADDRESS(TCR_EL1_T1SZ),
	SYMBOL(prb),
	SYMBOL(printk_rb_static),
	SIZE(printk_ringbuffer),
	OFFSET(printk_ringbuffer, desc_ring),
	OFFSET(printk_ringbuffer, text_data_ring),
	OFFSET(printk_ringbuffer, fail),
	SIZE(prb_desc_ring),
	OFFSET(prb_desc_ring, count_bits),
	OFFSET(prb_desc_ring, descs),
	OFFSET(prb_desc_ring, infos),
	OFFSET(prb_desc_ring, head_id),
	OFFSET(prb_desc_ring, tail_id),
	SIZE(prb_desc),
	OFFSET(prb_desc, state_var),
	OFFSET(prb_desc, text_blk_lpos),
	SIZE(prb_data_blk_lpos),
	OFFSET(prb_data_blk_lpos, begin),
	OFFSET(prb_data_blk_lpos, next),
	SIZE(printk_info),
	OFFSET(printk_info, seq),
	OFFSET(printk_info, ts_nsec),
	OFFSET(printk_info, text_len),
	OFFSET(printk_info, caller_id),
	OFFSET(printk_info, dev_info),
	SIZE(dev_printk_info),
	OFFSET(dev_printk_info, subsystem),
	LENGTH(printk_info_subsystem, PRINTK_INFO_SUBSYSTEM_LEN),
	OFFSET(dev_printk_info, device),
	LENGTH(printk_info_device, PRINTK_INFO_DEVICE_LEN),
	SIZE(prb_data_ring),
	OFFSET(prb_data_ring, size_bits),
	OFFSET(prb_data_ring, data),
	OFFSET(prb_data_ring, head_lpos),
	OFFSET(prb_data_ring, tail_lpos),
	{"SIZE(atomic_long_t)", kind::decimal, sizeof(atomic_long_t)},
	{"OFFSET(atomic_long_t.counter)", kind::decimal, offsetof(atomic_long_t, counter)},
};

void __init append_text(const char *text)
{
	const size_t length = strlen(text);

	if (vmcoreinfo_size + length > VMCOREINFO_BYTES)
		return;
	memcpy(vmcoreinfo_data + vmcoreinfo_size, text, length);
	vmcoreinfo_size += length;
}

void __init append(const fact &f)
{
	char value[32];

	if (f.value_is == kind::decimal)
		snprintf(value, sizeof(value), "=%lld\n", f.value);
	else if (f.value_is == kind::hexadecimal)
		snprintf(value, sizeof(value), "=0x%llx\n", f.value);
	else
		snprintf(value, sizeof(value), "=%llx\n", f.value + (u64)f.symbol);
	append_text(f.name);
	append_text(value);
}

// What is known when it runs.
void __init append_addresses()
{
	append({"SYMBOL(vmemmap)", kind::symbol, (u64)vmemmap});
	append({"SYMBOL(mem_section)", kind::symbol, (u64)mem_section});
	append(ADDRESS(kimage_voffset));
	append({"NUMBER(PHYS_OFFSET)", kind::hexadecimal, (u64)memstart_addr});
	append({"KERNELOFFSET", kind::symbol, (u64)_text - KIMAGE_VADDR});
}

// The linker's note: a head of three words, "GNU", and 20 bytes.
void __init append_build_id()
{
	char text[64];

	snprintf(text, sizeof(text), "BUILD-ID=%20phN\n",
		 __start_notes + VMCOREINFO_NOTE_HEAD + sizeof("GNU"));
	append_text(text);
}

void __init write_head(size_t text_bytes)
{
	const u32 head[] = {sizeof(VMCOREINFO_NOTE_NAME), (u32)text_bytes, 0};

	memcpy(note, head, sizeof(head));
	memcpy(note + sizeof(head), VMCOREINFO_NOTE_NAME, sizeof(VMCOREINFO_NOTE_NAME));
}

int __init crash_save_vmcoreinfo_init()
{
	vmcoreinfo_data = note + VMCOREINFO_NOTE_TEXT;
	append_text("OSRELEASE=" UTS_RELEASE "\n");
	append_build_id();
	append({"PAGESIZE", kind::decimal, PAGE_SIZE});
	for (const fact &f : facts)
		append(f);
	append_addresses();
	write_head(vmcoreinfo_size);
	return 0;
}
early_initcall(crash_save_vmcoreinfo_init);

} // namespace

phys_addr_t paddr_vmcoreinfo_note(void)
{
	return __pa_symbol(note);
}
