// SPDX-License-Identifier: GPL-2.0-only
//
// How often this kernel may go wrong and go on.
//
//	an oops that ended a task   /sys/kernel/oops_count   kernel.oops_limit   10000
//	a warning                   /sys/kernel/warn_count   kernel.warn_limit   0: as often as it likes
//
// What an oops leaves behind, a reference, a lock, adds up: counters that overflow one day can be misused. So there is an end to it.
// Linux 6.12: kernel/exit.c (make_task_dead), kernel/panic.c (check_panic_on_warn).

#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/panic.h>
#include <linux/sysctl.h>
#include <linux/sysfs.h>

namespace
{

constinit int oops_limit = 10000, warn_limit = 0;
constinit atomic_t oopses = ATOMIC_INIT(0), warnings = ATOMIC_INIT(0);

bool reached(atomic_t *count, int limit)
{
	return atomic_inc_return(count) >= limit && limit;
}

constexpr struct ctl_table limits_table[] = {
	{
		.procname = "oops_limit",
		.data = &oops_limit,
		.maxlen = sizeof(int),
		.mode = 0644,
		.proc_handler = proc_dointvec_minmax,
		.extra1 = SYSCTL_ZERO,
	},
	{
		.procname = "warn_limit",
		.data = &warn_limit,
		.maxlen = sizeof(int),
		.mode = 0644,
		.proc_handler = proc_dointvec_minmax,
		.extra1 = SYSCTL_ZERO,
	},
};

ssize_t oops_count_show(struct kobject *, struct kobj_attribute *, char *buf)
{
	return sysfs_emit(buf, "%d\n", atomic_read(&oopses));
}

ssize_t warn_count_show(struct kobject *, struct kobj_attribute *, char *buf)
{
	return sysfs_emit(buf, "%d\n", atomic_read(&warnings));
}

constinit struct kobj_attribute oops_count_attr = __ATTR_RO(oops_count);
constinit struct kobj_attribute warn_count_attr = __ATTR_RO(warn_count);

int __init oops_limit_init()
{
	if (!register_sysctl("kernel", limits_table))
		return -ENOMEM;
	if (int error = sysfs_create_file(kernel_kobj, &oops_count_attr.attr))
		return error;
	return sysfs_create_file(kernel_kobj, &warn_count_attr.attr);
}
late_initcall(oops_limit_init);

} // namespace

void count_oops()
{
	const int limit = READ_ONCE(oops_limit);

	if (reached(&oopses, limit))
		panic("Oopsed too often (kernel.oops_limit is %d)", limit);
}

void count_warning(const char *origin)
{
	const int limit = READ_ONCE(warn_limit);

	if (reached(&warnings, limit))
		panic("%s: system warned too often (kernel.warn_limit is %d)", origin, limit);
}
