// SPDX-License-Identifier: GPL-2.0-only
//
// Waiting for a key.
//
// While nobody types there is time for work that boot put off (mm's deferred struct page
// initialisation), a block at a time so that a key is never kept waiting for long. When that is done
// too, the reader sleeps until the serial port's interrupt wakes it. It looks again ten times a second all the
// same: not every port tells.

#include <linux/console.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

static constinit struct task_struct *reader;

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

void console_input_arrived(void)
{
	struct task_struct *const task = READ_ONCE(reader);

	if (task)
		wake_up_process(task);
}

int console_getchar_timeout(unsigned long timeout)
{
	const unsigned long end = jiffies + timeout;
	int c;

	WRITE_ONCE(reader, current);
	for (;;) {
		// Look after saying that we sleep: what comes after the look wakes us.
		set_current_state(TASK_INTERRUPTIBLE);
		c = console_poll_char();
		if (c >= 0 || (timeout && time_after_eq(jiffies, end)))
			break;
		schedule_timeout(HZ / 10);
	}
	__set_current_state(TASK_RUNNING);
	WRITE_ONCE(reader, nullptr);
	return c;
}

int console_getchar(void)
{
	for (;;) {
		const int c = console_poll_char();

		if (c >= 0)
			return c;
		rcu_quiescent_state();
		if (!deferred_init_one_block())
			return console_getchar_timeout(0);
	}
}
