// SPDX-License-Identifier: GPL-2.0-only
// The boot order: what is brought up after what.

#include <asm/fixmap.h>
#include <asm/io.h>
#include <asm/processor.h>
#include <linux/init.h>

namespace
{

constexpr phys_addr_t virt_pl011 = 0x09000000;

void early_puts(const char *text)
{
	volatile void *uart = reinterpret_cast<void *>(fix_to_virt(FIX_EARLYCON_MEM_BASE));

	while (*text)
		writel(*text++, const_cast<void *>(uart));
}

} // namespace

extern "C" void start_kernel(void)
{
	early_fixmap_init();
	set_fixmap_io(FIX_EARLYCON_MEM_BASE, virt_pl011);
	early_puts("start_kernel() reached\n");
	cpu_park_loop();
}
