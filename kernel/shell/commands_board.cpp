// SPDX-License-Identifier: GPL-2.0-only
// board: what the machine is, out of the device tree, and what a Raspberry Pi's firmware answers when it is asked.

#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#include <soc/bcm2835/raspberrypi-firmware.h>

namespace shell
{
namespace
{

// Each line is one question: its tag, what it asks about, and how the answer reads.
struct question {
	const char *name;
	u32 tag;
	u32 about; // first word of the question
	void (*show)(const u32 *answer);
};

void show_hex(const u32 *answer)
{
	console_printf("%08x\n", answer[0]);
}

void show_serial(const u32 *answer)
{
	console_printf("%08x%08x\n", answer[1], answer[0]);
}

void show_range(const u32 *answer)
{
	console_printf("0x%08x, %u MiB\n", answer[0], answer[1] >> 20);
}

void show_clock(const u32 *answer)
{
	console_printf("%u Hz\n", answer[1]);
}

void show_temperature(const u32 *answer)
{
	console_printf("%u.%u C\n", answer[1] / 1000, answer[1] % 1000 / 100);
}

void show_size(const u32 *answer)
{
	console_printf("%ux%u\n", answer[0], answer[1]);
}

constexpr question questions[] = {
	{"Board revision", RPI_FIRMWARE_GET_BOARD_REVISION, 0, show_hex},
	{"Board serial", RPI_FIRMWARE_GET_BOARD_SERIAL, 0, show_serial},
	{"Firmware", RPI_FIRMWARE_GET_FIRMWARE_REVISION, 0, show_hex},
	{"ARM memory", RPI_FIRMWARE_GET_ARM_MEMORY, 0, show_range},
	{"VC memory", RPI_FIRMWARE_GET_VC_MEMORY, 0, show_range},
	{"ARM clock", RPI_FIRMWARE_GET_CLOCK_RATE, RPI_FIRMWARE_ARM_CLK_ID, show_clock},
	{"Core clock", RPI_FIRMWARE_GET_CLOCK_RATE, RPI_FIRMWARE_CORE_CLK_ID, show_clock},
	{"UART clock", RPI_FIRMWARE_GET_CLOCK_RATE, RPI_FIRMWARE_UART_CLK_ID, show_clock},
	{"Temperature", RPI_FIRMWARE_GET_TEMPERATURE, 0, show_temperature},
	{"Display", RPI_FIRMWARE_FRAMEBUFFER_GET_PHYSICAL_WIDTH_HEIGHT, 0, show_size},
};

int command_board(int argc, char **argv)
{
	if (argc > 1)
		return shell_usage(argv, nullptr);
	console_printf("%-16s%s\n", "Model", of_flat_dt_get_machine_name());
	for (const question &q : questions) {
		u32 words[2] = {q.about, 0};
		const int error = rpi_firmware_property(q.tag, words, sizeof(words));

		if (error == -ENODEV)
			break;
		console_printf("%-16s", q.name);
		if (error)
			console_puts("not told\n");
		else
			q.show(words);
	}
	return SHELL_OK;
}
SHELL_COMMAND(board, "", "what machine this is; on a Raspberry Pi, what its firmware tells",
	      command_board);

} // namespace
} // namespace shell
