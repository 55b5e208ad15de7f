// SPDX-License-Identifier: GPL-2.0-only
//
// The Raspberry Pi's firmware, which runs on the VideoCore and owns clocks, memory split and display.
//
// A question is a buffer that the mailbox carries to it; the answer comes back in the same buffer.
//
//	  0  size of the buffer                      8  tag       what is asked
//	  4  0 asks, 0x80000000 is the answer       12  bytes of the value
//	                                            16  0; in the answer bit 31 and the value's length
//	                                            20  value ...
//	                                                0: no more tags
//
// The buffer lies in the memory that the VideoCore reaches (ZONE_DMA), in a block of cache lines of its
// own; it reads and writes memory past our caches, so they are cleaned before and dropped after.
//
// A mutex guards buffer and mailbox. Linux 6.12: drivers/firmware/raspberrypi.c.

#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <soc/bcm2835/raspberrypi-firmware.h>
#include <asm/cacheflush.h>
#include <asm/memory.h>
#include "drivers/mailbox/bcm2835-mailbox.h"

namespace
{

constexpr u32 property_channel = 8;
constexpr u32 answered = 1u << 31;
constexpr u32 value_max = 64;

struct message {
	u32 size, code, tag, value_size, value_code;
	u32 value[value_max / sizeof(u32) + 1]; // and the end's tag
};
static_assert(sizeof(message) <= 128);

DEFINE_MUTEX(lock);
constinit message *buffer __ro_after_init;

int exchange()
{
	const unsigned long start = reinterpret_cast<unsigned long>(buffer),
			    end = start + sizeof(*buffer);
	const u32 address = bcm2835_mbox_address(virt_to_phys(buffer));

	if (!address)
		return -ENODEV;
	dcache_clean_inval_poc(start, end);
	const int error = bcm2835_mbox_call(address | property_channel);
	dcache_inval_poc(start, end);
	if (error)
		return error;
	// A tag that it does not know stays unanswered, or (QEMU) gets an answer of no bytes.
	return buffer->code == answered && buffer->value_code > answered ? 0 : -EINVAL;
}

int __init rpi_firmware_init()
{
	u32 revision;
	device_node *node =
		of_find_compatible_node(nullptr, nullptr, "raspberrypi,bcm2835-firmware");

	if (!of_device_is_available(node))
		return 0;
	// A size whose cache has objects aligned to as much: whole cache lines.
	buffer = static_cast<message *>(kmalloc(128, GFP_KERNEL | GFP_DMA));
	if (!buffer)
		return -ENOMEM;
	if (int error = rpi_firmware_property(RPI_FIRMWARE_GET_FIRMWARE_REVISION, &revision,
					      sizeof(revision)))
		pr_warn("raspberrypi-firmware: no answer: error %d\n", error);
	else
		pr_info("raspberrypi-firmware: Attached to firmware of time stamp %u\n", revision);
	return 0;
}
postcore_initcall(rpi_firmware_init);

} // namespace

int rpi_firmware_property(u32 tag, void *data, size_t size)
{
	if (!buffer)
		return -ENODEV;
	if (size > value_max || size % sizeof(u32))
		return -EINVAL;
	mutex_lock(&lock);
	*buffer = {};
	buffer->size = sizeof(*buffer);
	buffer->tag = tag;
	buffer->value_size = static_cast<u32>(size);
	memcpy(buffer->value, data, size);
	const int error = exchange();
	if (!error)
		memcpy(data, buffer->value, size);
	mutex_unlock(&lock);
	return error;
}

unsigned long rpi_firmware_clock_rate(u32 id)
{
	u32 question[2] = {id, 0};

	return rpi_firmware_property(RPI_FIRMWARE_GET_CLOCK_RATE, question, sizeof(question))
		       ? 0
		       : question[1];
}
