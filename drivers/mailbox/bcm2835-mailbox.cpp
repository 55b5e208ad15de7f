// SPDX-License-Identifier: GPL-2.0-only
//
// The Raspberry Pi's mailbox: two FIFOs of words between the ARM's cores and the VideoCore.
//
//	ARM --(MAIL1_WRT, while not full)--> VideoCore        word = address of a buffer | channel
//	ARM <--(MAIL0_RD, while not empty)-- VideoCore        the same word, when the buffer holds the answer
//
// It is asked a few times at boot and by hand, so the answer is polled for and the interrupt left alone.
//
// Linux 6.12: drivers/mailbox/bcm2835-mailbox.c.

#include <linux/kernel.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/of_address.h>
#include <linux/printk.h>
#include "drivers/mailbox/bcm2835-mailbox.h"

namespace
{

enum : u32 {
	mail0_rd = 0x00,
	mail0_sta = 0x18,
	mail1_wrt = 0x20,
	mail1_sta = 0x38,
};
constexpr u32 full = 1u << 31;
constexpr u32 empty = 1u << 30;

constexpr unsigned patience_us = 1000000;

constinit u8 __iomem *mailbox;
constinit device_node *mailbox_node;

// Wait until @flag is gone from the status at @status.
bool cleared(u32 status, u32 flag)
{
	for (unsigned waited = 0; readl(mailbox + status) & flag; waited += 10) {
		if (waited >= patience_us)
			return false;
		udelay(10);
	}
	return true;
}

// After the interrupt controller and before the firmware driver.
int __init bcm2835_mbox_init()
{
	mailbox_node = of_find_compatible_node(nullptr, nullptr, "brcm,bcm2835-mbox");
	if (!of_device_is_available(mailbox_node))
		return 0;
	mailbox = static_cast<u8 __iomem *>(of_iomap(mailbox_node, 0));
	if (!mailbox)
		pr_err("bcm2835-mbox: cannot map its registers\n");
	return 0;
}
core_initcall(bcm2835_mbox_init);

} // namespace

int bcm2835_mbox_call(u32 message)
{
	if (!mailbox)
		return -ENODEV;
	if (!cleared(mail1_sta, full))
		return -ETIMEDOUT;
	writel(message, mailbox + mail1_wrt);
	// An answer that somebody before us (a boot loader) did not wait for may come first.
	do {
		if (!cleared(mail0_sta, empty))
			return -ETIMEDOUT;
	} while (readl(mailbox + mail0_rd) != message);
	return 0;
}

u32 bcm2835_mbox_address(phys_addr_t phys)
{
	const u64 address = of_dma_address(mailbox_node, phys);

	return address == OF_BAD_ADDR || address != static_cast<u32>(address)
		       ? 0
		       : static_cast<u32>(address);
}
