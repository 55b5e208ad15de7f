// SPDX-License-Identifier: GPL-2.0-only
//
// QEMU's fw_cfg device: named files through which the emulator and its guest tell each other things.
//
// One thing is told: where the note for readers of memory dumps lies (kernel/vmcore_info.cpp), by writing to the file
// "etc/vmcoreinfo", which is there when QEMU runs with -device vmcoreinfo. From then on `dump-guest-memory` puts the note into
// its dumps.
//
//	 kernel                                    device, at the tree's node "qemu,fw-cfg-mmio"
//	{control, length, address} ◀──physical──── +16 DMA address, big endian: upper word, then lower word, which starts it
//	      control becomes 0: done, bit 0: failed
//
// Only the DMA interface is used: it moves a file's bytes in one step. The device is looked at once at boot, through the fixmap, so
// that nothing of it remains in the address space. Without the node, the DMA interface or the file nothing happens.
//
// QEMU: docs/specs/fw_cfg.rst. Linux 6.12: drivers/firmware/qemu_fw_cfg.c.

#define pr_fmt(fmt) "fw_cfg: " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/of_address.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/vmcore_info.h>

#include <asm/barrier.h>
#include <asm/early_ioremap.h>
#include <asm/memory.h>
#include <asm/processor.h>

namespace
{

// Selectors: what the device gives or takes next.
constexpr u16 SIGNATURE = 0x00, ID = 0x01, FILE_DIR = 0x19;
constexpr u32 ID_DMA = 1 << 1; // in the answer to ID

constexpr unsigned long DMA_REGISTER = 16, REGISTERS = 24;

constexpr u32 DMA_ERROR = 1 << 0, DMA_READ = 1 << 1, DMA_SELECT = 1 << 3, DMA_WRITE = 1 << 4;

struct dma_access {
	__be32 control;
	__be32 length;
	__be64 address;
};

// An entry of the directory, which begins with the number of entries.
struct file {
	__be32 size;
	__be16 select;
	u16 reserved;
	char name[56];
};

// What "etc/vmcoreinfo" holds, little endian.
struct vmcoreinfo_file {
	u16 host_format;
	u16 guest_format; // 1: an ELF note
	u32 size;
	u64 paddr;
};

// What the device reads and writes: in the image, whose physical addresses are known.
constinit struct {
	dma_access access;
	union {
		char signature[4];
		u32 id;
		__be32 count;
		struct file file;
		vmcoreinfo_file info;
	};
} shared __initdata = {};

char *registers __initdata;

// Moves @length bytes between shared's union and the device. Return: did it work?
bool __init transfer(u32 control, u32 length)
{
	const u64 access = __pa_symbol(&shared.access);

	shared.access.control = cpu_to_be32(control);
	shared.access.length = cpu_to_be32(length);
	shared.access.address = cpu_to_be64(__pa_symbol(&shared.id));
	dma_wmb();
	// writel() is little endian, the register is not.
	writel(cpu_to_be32((u32)(access >> 32)), registers + DMA_REGISTER);
	writel(cpu_to_be32((u32)access), registers + DMA_REGISTER + 4);
	while (READ_ONCE(shared.access.control) & ~cpu_to_be32(DMA_ERROR))
		cpu_relax();
	dma_rmb();
	return !shared.access.control;
}

bool __init select_and_read(u16 selector, u32 length)
{
	return transfer((u32)selector << 16 | DMA_SELECT | DMA_READ, length);
}

bool __init speaks_dma()
{
	return select_and_read(SIGNATURE, sizeof(shared.signature)) &&
	       !memcmp(shared.signature, "QEMU", sizeof(shared.signature)) &&
	       select_and_read(ID, sizeof(shared.id)) && shared.id & ID_DMA;
}

// Return: the file's selector, or 0.
u16 __init find_file(const char *name)
{
	if (!select_and_read(FILE_DIR, sizeof(shared.count)))
		return 0;
	for (u32 left = be32_to_cpu(shared.count); left; left--) {
		if (!transfer(DMA_READ, sizeof(shared.file)))
			return 0;
		if (!strncmp(shared.file.name, name, sizeof(shared.file.name)))
			return be16_to_cpu(shared.file.select);
	}
	return 0;
}

void __init tell_vmcoreinfo()
{
	const u16 selector = speaks_dma() ? find_file("etc/vmcoreinfo") : 0;

	if (!selector)
		return;
	shared.info = {0, 1, (u32)VMCOREINFO_NOTE_SIZE, paddr_vmcoreinfo_note()};
	if (!transfer((u32)selector << 16 | DMA_SELECT | DMA_WRITE, sizeof(shared.info)))
		pr_warn("failed to write vmcoreinfo\n");
}

int __init fw_cfg_init()
{
	struct device_node *const np =
		of_find_compatible_node(nullptr, nullptr, "qemu,fw-cfg-mmio");
	struct resource r;

	if (!np || of_address_to_resource(np, 0, &r))
		return 0;
	registers = static_cast<char *>(early_ioremap(r.start, REGISTERS));
	if (!registers)
		return -ENOMEM;
	tell_vmcoreinfo();
	early_iounmap(registers, REGISTERS);
	return 0;
}
core_initcall(fw_cfg_init);

} // namespace
