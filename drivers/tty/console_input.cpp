// SPDX-License-Identifier: GPL-2.0-only
//
// Waiting for a key.
//
// While nobody types there is time for work that boot put off (mm's deferred struct page
// initialisation), a block at a time so that a key is never kept waiting for long, and what waits
// for RCU's grace period gets it. When that is done too, the CPU sleeps until an interrupt: the serial port's or the tick.

#include <linux/console.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <asm/processor.h>

int console_poll_char(void)
{
	struct console *con;

	for_each_console(con)
	{
		if (!con->getc || !(con->flags & CON_ENABLED))
			continue;
		int c = con->getc(con);
		if (c >= 0)
			return c;
	}
	return -1;
}

int console_getchar(void)
{
	for (;;) {
		int c = console_poll_char();

		if (c >= 0)
			return c;
		schedule();
		if (deferred_init_one_block())
			continue;
		// Look once more with interrupts masked: one that comes after that ends the WFI,
		// and is served when they are let in again.
		local_irq_disable();
		c = console_poll_char();
		if (c < 0)
			cpu_do_idle();
		local_irq_enable();
		if (c >= 0)
			return c;
	}
}
