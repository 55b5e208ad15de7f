/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __SOC_RASPBERRY_FIRMWARE_H__
#define __SOC_RASPBERRY_FIRMWARE_H__
/*
 * Questions to the Raspberry Pi's firmware: tags of the mailbox's property channel. Linux 6.12:
 * include/soc/bcm2835/raspberrypi-firmware.h.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

enum rpi_firmware_property_tag {
	RPI_FIRMWARE_PROPERTY_END = 0,
	RPI_FIRMWARE_GET_FIRMWARE_REVISION = 0x00000001,
	RPI_FIRMWARE_GET_BOARD_MODEL = 0x00010001,
	RPI_FIRMWARE_GET_BOARD_REVISION = 0x00010002,
	RPI_FIRMWARE_GET_BOARD_MAC_ADDRESS = 0x00010003,
	RPI_FIRMWARE_GET_BOARD_SERIAL = 0x00010004,
	RPI_FIRMWARE_GET_ARM_MEMORY = 0x00010005,
	RPI_FIRMWARE_GET_VC_MEMORY = 0x00010006,
	RPI_FIRMWARE_GET_CLOCK_RATE = 0x00030002,
	RPI_FIRMWARE_GET_MAX_CLOCK_RATE = 0x00030004,
	RPI_FIRMWARE_GET_TEMPERATURE = 0x00030006,
	RPI_FIRMWARE_GET_MAX_TEMPERATURE = 0x0003000a,
	RPI_FIRMWARE_SET_GPIO_STATE = 0x00038041,
	RPI_FIRMWARE_FRAMEBUFFER_GET_PHYSICAL_WIDTH_HEIGHT = 0x00040003,
	RPI_FIRMWARE_FRAMEBUFFER_GET_DEPTH = 0x00040005,
};

enum rpi_firmware_clk_id {
	RPI_FIRMWARE_EMMC_CLK_ID = 1,
	RPI_FIRMWARE_UART_CLK_ID,
	RPI_FIRMWARE_ARM_CLK_ID,
	RPI_FIRMWARE_CORE_CLK_ID,
	RPI_FIRMWARE_V3D_CLK_ID,
	RPI_FIRMWARE_H264_CLK_ID,
	RPI_FIRMWARE_ISP_CLK_ID,
	RPI_FIRMWARE_SDRAM_CLK_ID,
	RPI_FIRMWARE_PIXEL_CLK_ID,
	RPI_FIRMWARE_PWM_CLK_ID,
};

/**
 * rpi_firmware_property() - ask one question (drivers/firmware/raspberrypi.cpp).
 * @tag: an enum rpi_firmware_property_tag.
 * @data: what the question holds; the answer replaces it.
 * @size: bytes of @data, a multiple of 4, 64 at most.
 *
 * Process context, may wait for some milliseconds. 0; -ENODEV on machines without this firmware; -EINVAL when it does not know
 * the tag; -ETIMEDOUT. In Linux a struct rpi_firmware is the first argument.
 */
int rpi_firmware_property(u32 tag, void *data, size_t size);

/** rpi_firmware_clock_rate() - frequency of an enum rpi_firmware_clk_id in Hz, 0 when it can't be told. Process context. */
unsigned long rpi_firmware_clock_rate(u32 id);

__END_DECLS

#endif /* __SOC_RASPBERRY_FIRMWARE_H__ */
