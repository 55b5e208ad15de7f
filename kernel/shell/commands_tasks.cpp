// SPDX-License-Identifier: GPL-2.0-only
// ps, top, stack: what the tasks are doing.
//
// The list of tasks is looked at under its lock and written down; what is printed is that.

#include "kernel/shell/shell.h"

#include <asm/memory.h>
#include <asm/switch_to.h>
#include <linux/console.h>
#include <linux/cpumask.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/workqueue.h>

namespace shell
{
namespace
{

struct task_row {
	pid_t pid, parent;
	char state;
	unsigned int cpu;
	int prio, nice;
	u64 run_ns;
	unsigned long stack_unused;
	char comm[TASK_COMM_LEN + WORKER_DESC_LEN];
};

// All tasks but the idle ones, as they are now.
class task_table
{
public:
	task_table()
	{
		rows_ = static_cast<task_row *>(kcalloc(capacity, sizeof(task_row), GFP_KERNEL));
		if (rows_)
			fill();
	}
	~task_table()
	{
		kfree(rows_);
	}
	task_table(const task_table &) = delete;
	task_table &operator=(const task_table &) = delete;

	task_row *begin() const
	{
		return rows_;
	}
	task_row *end() const
	{
		return rows_ + count_;
	}
	const task_row *find(pid_t pid) const
	{
		for (const task_row &row : *this)
			if (row.pid == pid)
				return &row;
		return nullptr;
	}

private:
	static constexpr int capacity = 512;

	void fill()
	{
		task_struct *task;

		read_lock(&tasklist_lock);
		for_each_process(task)
		{
			if (count_ < capacity)
				add(task);
		}
		read_unlock(&tasklist_lock);
	}
	void add(task_struct *task)
	{
		task_row &row = rows_[count_++];

		row.pid = task->pid;
		row.parent = task->real_parent->pid;
		row.state = task_state_to_char(task);
		row.cpu = task_cpu(task);
		row.prio = task->prio;
		row.nice = task_nice(task);
		row.run_ns = task_sched_runtime(task);
		row.stack_unused = stack_not_used(task);
		wq_worker_comm(row.comm, sizeof(row.comm), task);
	}

	task_row *rows_;
	int count_ = 0;
};

// "0:01.25": minutes, seconds, hundredths.
void print_time(u64 ns)
{
	const u64 hundredths = ns / 10000000;

	console_printf(" %4llu:%02llu.%02llu", hundredths / 6000, hundredths / 100 % 60,
		       hundredths % 100);
}

task_struct *find_and_get(pid_t pid)
{
	read_lock(&tasklist_lock);
	task_struct *const task = find_task_by_vpid(pid);

	if (task)
		get_task_struct(task);
	read_unlock(&tasklist_lock);
	return task;
}

int show_stack_of(char **argv, int index)
{
	u64 pid;

	if (!number_argument(argv, index, "PID", &pid))
		return SHELL_FAILED;
	task_struct *const task = find_and_get(static_cast<pid_t>(pid));

	if (!task)
		return shell_error(argv, "%llu: no such task", pid);

	unsigned long entries[32];
	const unsigned int count = stack_trace_save_tsk(task, entries, 32, 0);

	for (unsigned int i = 0; i < count; i++) {
		// A task that never ran will begin here: that is no return address.
		const bool begins = !i &&
				    entries[0] == reinterpret_cast<unsigned long>(ret_from_fork);

		console_printf(begins ? "[<0>] %pS\n" : "[<0>] %pB\n", (void *)entries[i]);
	}
	if (!count && task->on_cpu)
		console_printf("%s: runs on CPU %u\n", task->comm, task_cpu(task));
	put_task_struct(task);
	return SHELL_OK;
}

int command_stack(int argc, char **argv)
{
	return argc == 2 ? show_stack_of(argv, 1) : shell_usage(argv, nullptr);
}
SHELL_COMMAND(stack, "PID", "where a sleeping task sleeps", command_stack);

int command_ps(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "-s"))
		return show_stack_of(argv, 2);
	if (argc != 1)
		return shell_usage(argv, nullptr);
	console_puts("  PID  PPID S CPU PRI  NI       TIME  STACK UNUSED COMMAND\n");
	for (const task_row &row : task_table()) {
		console_printf("%5d %5d %c %3u %3d %3d", row.pid, row.parent, row.state, row.cpu,
			       row.prio - MAX_RT_PRIO, row.nice);
		print_time(row.run_ns);
		console_printf(" %6lu %6lu %s\n", THREAD_SIZE, row.stack_unused, row.comm);
	}
	return SHELL_OK;
}
SHELL_COMMAND(ps, "[-s PID]", "the tasks; -s: the stack of one", command_ps);

int by_time(const void *a, const void *b)
{
	const u64 first = static_cast<const task_row *>(a)->run_ns,
		  second = static_cast<const task_row *>(b)->run_ns;

	return first < second ? 1 : first > second ? -1 : 0;
}

u64 idle_ns()
{
	unsigned int cpu;
	u64 sum = 0;

	for_each_online_cpu(cpu)
		sum += idle_time_ns(cpu);
	return sum;
}

// In tenths of a per cent of one CPU.
unsigned int share(u64 ns, u64 of)
{
	return of ? static_cast<unsigned int>(ns * 1000 / of) : 0;
}

void print_round(const task_table &before, const task_table &now, u64 idle, u64 elapsed)
{
	constexpr int lines = 15;
	int printed = 0;

	for (task_row &row : now) {
		const task_row *const then = before.find(row.pid);

		row.run_ns -= then ? then->run_ns : 0;
	}
	sort(now.begin(), now.end() - now.begin(), sizeof(task_row), by_time, nullptr);

	const unsigned int idle_share = share(idle, elapsed * num_online_cpus());

	console_printf("%ld tasks, %u running; %u CPUs, %u.%u %% idle\n", now.end() - now.begin(),
		       nr_running(), num_online_cpus(), idle_share / 10, idle_share % 10);
	console_puts("  PID S CPU  %CPU COMMAND\n");
	for (const task_row &row : now) {
		const unsigned int of_cpu = share(row.run_ns, elapsed);

		if (printed++ == lines)
			break;
		console_printf("%5d %c %3u %3u.%u %s\n", row.pid, row.state, row.cpu, of_cpu / 10,
			       of_cpu % 10, row.comm);
	}
}

// One round of a second. Value: was a key pressed?
bool top_round(bool live)
{
	const task_table before;
	const u64 idle_before = idle_ns(), start = ktime_get_ns();
	const bool key = console_getchar_timeout(HZ) >= 0;
	const task_table now;
	const u64 elapsed = ktime_get_ns() - start;

	if (key)
		return true;
	if (live)
		console_puts("\033[H\033[J");
	print_round(before, now, idle_ns() - idle_before, elapsed);
	return false;
}

// Unattended there is nobody to press a key: one round.
int command_top(int argc, char **argv)
{
	u64 rounds = unattended ? 1 : 0;

	if (argc > 2)
		return shell_usage(argv, nullptr);
	if (argc == 2 && !number_argument(argv, 1, "ROUNDS", &rounds))
		return SHELL_FAILED;

	const bool live = !rounds;

	for (u64 i = 0; live || i < rounds; i++)
		if (top_round(live))
			break;
	return SHELL_OK;
}
SHELL_COMMAND(top, "[ROUNDS]", "CPU time per task, every second until a key is pressed",
	      command_top);

} // namespace
} // namespace shell
