// SPDX-License-Identifier: GPL-2.0-only
// When shall a call fail that would have succeeded (linux/fault-inject.h)?
//
//   probability 0? ─► no      times 0? ─► no      space > size? take size off it ─► no
//   not the interval-th? ─► no      a die with a hundred faces says no? ─► no      ─► report, one off times, yes
//
// The questions in this order, as each changes what the next call is asked. Nothing is locked: calls on several CPUs may count
// one too few, as in Linux. Linux 6.12: lib/fault-inject.c.

#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/kernel.h>
#include <linux/random.h>
#include <linux/sprintf.h>
#include <linux/string.h>

int setup_fault_attr(struct fault_attr *attr, char *str)
{
	unsigned long interval, probability;
	int space, times;

	if (sscanf(str, "%lu,%lu,%d,%d", &interval, &probability, &space, &times) < 4) {
		pr_warn("FAULT_INJECTION: failed to parse arguments\n");
		return 0;
	}
	attr->interval = interval;
	attr->probability = probability;
	atomic_set(&attr->space, space);
	atomic_set(&attr->times, times);
	if (attr->changed)
		attr->changed(attr);
	return 1;
}
EXPORT_SYMBOL_GPL(setup_fault_attr);

static void report(struct fault_attr *attr)
{
	if (!attr->verbose || !__ratelimit(&attr->ratelimit_state))
		return;
	pr_notice("FAULT_INJECTION: forcing a failure.\n"
		  "name %s, interval %lu, probability %lu, space %d, times %d\n",
		  attr->dname, attr->interval, attr->probability, atomic_read(&attr->space),
		  atomic_read(&attr->times));
	if (attr->verbose > 1)
		dump_stack();
}

static bool interval_is_over(struct fault_attr *attr)
{
	return attr->interval <= 1 || ++attr->count % attr->interval == 0;
}

bool should_fail_ex(struct fault_attr *attr, ssize_t size, int flags)
{
	if (!attr->probability || attr->task_filter || !atomic_read(&attr->times))
		return false;
	if (atomic_read(&attr->space) > size) {
		atomic_sub(size, &attr->space);
		return false;
	}
	if (!interval_is_over(attr) || attr->probability <= get_random_u32_below(100))
		return false;

	if (!(flags & FAULT_NOWARN))
		report(attr);
	if (atomic_read(&attr->times) != -1)
		atomic_add_unless(&attr->times, -1, 0);
	return true;
}

bool should_fail(struct fault_attr *attr, ssize_t size)
{
	return should_fail_ex(attr, size, 0);
}
EXPORT_SYMBOL_GPL(should_fail);

#ifdef CONFIG_FAULT_INJECTION_DEBUG_FS
namespace
{

int get_probability(void *data, u64 *value)
{
	*value = static_cast<fault_attr *>(data)->probability;
	return 0;
}

int set_probability(void *data, u64 value)
{
	fault_attr *const attr = static_cast<fault_attr *>(data);

	attr->probability = value;
	if (attr->changed)
		attr->changed(attr);
	return 0;
}

DEFINE_SIMPLE_ATTRIBUTE(probability_fops, get_probability, set_probability, "%llu\n");

} // namespace

struct dentry *fault_create_debugfs_attr(const char *name, struct dentry *parent,
					 struct fault_attr *attr)
{
	const umode_t mode = S_IFREG | S_IRUSR | S_IWUSR;
	struct dentry *const dir = debugfs_create_dir(name, parent);

	if (IS_ERR(dir))
		return dir;
	debugfs_create_file("probability", mode, dir, attr, &probability_fops);
	debugfs_create_ulong("interval", mode, dir, &attr->interval);
	debugfs_create_atomic_t("times", mode, dir, &attr->times);
	debugfs_create_atomic_t("space", mode, dir, &attr->space);
	debugfs_create_ulong("verbose", mode, dir, &attr->verbose);
	debugfs_create_u32("verbose_ratelimit_interval_ms", mode, dir,
			   reinterpret_cast<u32 *>(&attr->ratelimit_state.interval));
	debugfs_create_u32("verbose_ratelimit_burst", mode, dir,
			   reinterpret_cast<u32 *>(&attr->ratelimit_state.burst));
	debugfs_create_bool("task-filter", mode, dir, &attr->task_filter);
	if (strscpy(attr->dname, name, sizeof(attr->dname)) < 0)
		pr_warn("FAULT_INJECTION: name '%s' truncated to '%s'\n", name, attr->dname);
	return dir;
}
EXPORT_SYMBOL_GPL(fault_create_debugfs_attr);
#endif
