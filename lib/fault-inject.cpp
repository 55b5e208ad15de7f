// SPDX-License-Identifier: GPL-2.0-only
// When shall a call fail that would have succeeded (linux/fault-inject.h)?
//
//   the task's fail-nth counts: not this one yet? ─► no      this one? ─► yes
//   probability 0? ─► no      not this task? ─► no      times 0? ─► no      not this backtrace? ─► no
//   space > size? take size off it ─► no      not the interval-th? ─► no      a die with a hundred faces says no? ─► no
//                                                                                 ─► report, one off times, yes
//
// The questions in this order, as each changes what the next call is asked. Nothing is locked: calls on several CPUs may count
// one too few, as in Linux. Linux 6.12: lib/fault-inject.c, fs/proc/base.c (make-it-fail, fail-nth; here of the task that asks alone).

#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/fs.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/proc_fs.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sprintf.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/uaccess.h>

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

static bool is_wanted_task(const struct fault_attr *attr)
{
	return !attr->task_filter || (in_task() && current->make_it_fail);
}

// No deeper than this, as Linux.
static constexpr unsigned long MAX_DEPTH = 32;

static bool is_wanted_backtrace(const struct fault_attr *attr)
{
	bool found = !attr->require_start && attr->require_end == ULONG_MAX;
	unsigned long entries[MAX_DEPTH];

	if (!attr->stacktrace_depth || (found && !attr->reject_start && !attr->reject_end))
		return found;

	const unsigned int n = stack_trace_save(entries, attr->stacktrace_depth, 1);

	for (unsigned int i = 0; i < n; i++) {
		if (attr->reject_start <= entries[i] && entries[i] < attr->reject_end)
			return false;
		found |= attr->require_start <= entries[i] && entries[i] < attr->require_end;
	}
	return found;
}

static bool is_chosen(struct fault_attr *attr, ssize_t size)
{
	if (!attr->probability || !is_wanted_task(attr) || !atomic_read(&attr->times) ||
	    !is_wanted_backtrace(attr))
		return false;
	if (atomic_read(&attr->space) > size) {
		atomic_sub(size, &attr->space);
		return false;
	}
	return interval_is_over(attr) && attr->probability > get_random_u32_below(100);
}

bool should_fail_ex(struct fault_attr *attr, ssize_t size, int flags)
{
	if (in_task() && current->fail_nth) {
		if (!is_wanted_backtrace(attr) || --current->fail_nth)
			return false;
	} else if (!is_chosen(attr, size)) {
		return false;
	}
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

// Somebody has written to fail-nth, and nobody has taken it back.
static constinit bool nth_wanted = false;

bool fault_attr_armed(const struct fault_attr *attr)
{
	return attr->probability || nth_wanted;
}

#ifdef CONFIG_FAULT_INJECTION_DEBUG_FS
namespace
{

constinit struct fault_attr *with_files = nullptr;
DEFINE_MUTEX(with_files_mutex); // guards the list and nth_wanted

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

int get_depth(void *data, u64 *value)
{
	*value = *static_cast<unsigned long *>(data);
	return 0;
}

int set_depth(void *data, u64 value)
{
	*static_cast<unsigned long *>(data) = min_t(u64, value, MAX_DEPTH);
	return 0;
}

DEFINE_SIMPLE_ATTRIBUTE(depth_fops, get_depth, set_depth, "%llu\n");

void remember(struct fault_attr *attr)
{
	mutex_guard guard(&with_files_mutex);

	attr->next = with_files;
	with_files = attr;
}

void want_nth(bool wanted)
{
	mutex_guard guard(&with_files_mutex);

	if (nth_wanted == wanted)
		return;
	nth_wanted = wanted;
	for (struct fault_attr *attr = with_files; attr; attr = attr->next)
		if (attr->changed)
			attr->changed(attr);
}

// ------------------------------------------------ /proc/self ------------------------------------------------

ssize_t read_number(char __user *to, size_t count, loff_t *pos, int number)
{
	char text[16];

	return simple_read_from_buffer(to, count, pos, text,
				       snprintf(text, sizeof(text), "%d\n", number));
}

int number_from(const char __user *from, size_t count, unsigned int limit, unsigned int *number)
{
	char text[16] = {};

	if (count >= sizeof(text))
		return -EINVAL;
	if (__copy_from_user(text, from, count))
		return -EFAULT;
	if (const int error = kstrtouint(strim(text), 0, number))
		return error;
	return *number > limit ? -EINVAL : 0;
}

ssize_t read_make_it_fail(struct file *, char __user *to, size_t count, loff_t *pos)
{
	return read_number(to, count, pos, current->make_it_fail);
}

ssize_t write_make_it_fail(struct file *, const char __user *from, size_t count, loff_t *)
{
	unsigned int number;

	if (const int error = number_from(from, count, 1, &number))
		return error;
	current->make_it_fail = number;
	return count;
}

ssize_t read_fail_nth(struct file *, char __user *to, size_t count, loff_t *pos)
{
	return read_number(to, count, pos, current->fail_nth);
}

ssize_t write_fail_nth(struct file *, const char __user *from, size_t count, loff_t *)
{
	unsigned int number;

	if (const int error = number_from(from, count, INT_MAX, &number))
		return error;
	// Switching itself allocates, and is not to be counted.
	current->fail_nth = 0;
	want_nth(number);
	current->fail_nth = number;
	return count;
}

constexpr struct proc_ops make_it_fail_ops = {
	.proc_read = read_make_it_fail,
	.proc_write = write_make_it_fail,
	.proc_lseek = default_llseek,
};

constexpr struct proc_ops fail_nth_ops = {
	.proc_read = read_fail_nth,
	.proc_write = write_fail_nth,
	.proc_lseek = default_llseek,
};

int __init fault_proc_init()
{
	struct proc_dir_entry *const self = proc_mkdir("self", nullptr);

	proc_create("make-it-fail", 0644, self, &make_it_fail_ops);
	proc_create("fail-nth", 0644, self, &fail_nth_ops);
	return 0;
}
fs_initcall(fault_proc_init);

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
	debugfs_create_file("stacktrace-depth", mode, dir, &attr->stacktrace_depth, &depth_fops);
	debugfs_create_x64("require-start", mode, dir,
			   reinterpret_cast<u64 *>(&attr->require_start));
	debugfs_create_x64("require-end", mode, dir, reinterpret_cast<u64 *>(&attr->require_end));
	debugfs_create_x64("reject-start", mode, dir, reinterpret_cast<u64 *>(&attr->reject_start));
	debugfs_create_x64("reject-end", mode, dir, reinterpret_cast<u64 *>(&attr->reject_end));
	remember(attr);
	if (strscpy(attr->dname, name, sizeof(attr->dname)) < 0)
		pr_warn("FAULT_INJECTION: name '%s' truncated to '%s'\n", name, attr->dname);
	return dir;
}
EXPORT_SYMBOL_GPL(fault_create_debugfs_attr);
#endif
