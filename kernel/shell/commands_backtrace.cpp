// SPDX-License-Identifier: GPL-2.0-only
// backtrace: what the CPUs are doing. To the log, where each writes for itself. Linux: SysRq-l (CONFIG_MAGIC_SYSRQ).

#include "kernel/shell/shell.h"

#include <linux/cpumask.h>
#include <linux/nmi.h>

namespace shell
{
namespace
{

int command_backtrace(int argc, char **argv)
{
	u64 cpu;

	if (argc > 2)
		return shell_usage(argv, nullptr);
	if (argc == 1)
		return trigger_all_cpu_backtrace() ? SHELL_OK : SHELL_FAILED;
	if (!number_argument(argv, 1, "CPU", &cpu))
		return SHELL_FAILED;
	if (cpu >= nr_cpu_ids || !cpu_online(cpu))
		return shell_error(argv, "%s: not the number of a CPU that is online", argv[1]);
	return trigger_single_cpu_backtrace(cpu) ? SHELL_OK : SHELL_FAILED;
}
SHELL_COMMAND(backtrace, "[CPU]", "what all CPUs, or one, are doing", command_backtrace);

} // namespace
} // namespace shell
