// SPDX-License-Identifier: GPL-2.0-only
// /proc/sys: variables of the kernel as files.
//
//	echo 8192 > /proc/sys/vm/min_free_kbytes
//	    write()  ->  table->proc_handler(table, write = 1, "8192\n", ...)  ->  proc_dointvec_minmax()  ->  *data
//
// A file is an entry of a table. Its handler gets the whole text at once; numbers are taken one by one, so that those in front
// of a wrong one have been stored. Linux 6.12: fs/proc/proc_sysctl.c, kernel/sysctl.c.

#include <linux/sysctl.h>

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <asm/page.h>

#include "kernel/fs/procfs.h"

const int sysctl_vals[12] = {0, 1, 2, 3, 4, 100, 200, 1000, 3000, INT_MAX, 65535, -1};

namespace
{

// ------------------------------------------------ numbers in a text ------------------------------------------------

class Reader
{
public:
	Reader(const char *text, size_t len) : text_(text), left_(len)
	{
	}

	bool skip_blanks()
	{
		while (left_ && isspace(*text_))
			advance(1);
		return left_;
	}

	// One number and the blank behind it is looked at: "12x" is none.
	int take(int *value)
	{
		char word[24];
		char *end;
		const size_t len = min(left_, sizeof(word) - 1);

		memcpy(word, text_, len);
		word[len] = '\0';

		const bool negative = *word == '-' && left_ > 1;
		const char *digits = word + negative;

		if (!isdigit(*digits))
			return -EINVAL;

		const unsigned long long magnitude = simple_strtoull(digits, &end, 0);
		const size_t used = end - word;

		if (used == sizeof(word) - 1 || (used < left_ && !isspace(*end)))
			return -EINVAL;
		if (magnitude > INT_MAX + (negative ? 1ull : 0ull))
			return -EINVAL;
		*value = static_cast<int>(negative ? -static_cast<long long>(magnitude)
						   : static_cast<long long>(magnitude));
		advance(used);
		return 0;
	}

private:
	void advance(size_t bytes)
	{
		text_ += bytes;
		left_ -= bytes;
	}

	const char *text_;
	size_t left_;
};

bool within(const struct ctl_table *table, int value, bool check)
{
	const int *least = static_cast<const int *>(table->extra1);
	const int *greatest = static_cast<const int *>(table->extra2);

	return !check || ((!least || value >= *least) && (!greatest || value <= *greatest));
}

int write_ints(const struct ctl_table *table, const char *text, size_t len, bool check)
{
	int *variable = static_cast<int *>(table->data);
	const int count = table->maxlen / sizeof(*variable);
	Reader reader(text, min(len, static_cast<size_t>(PAGE_SIZE - 1)));
	int taken = 0;

	for (; taken < count && reader.skip_blanks(); taken++) {
		int value;

		if (const int err = reader.take(&value))
			return err;
		if (!within(table, value, check))
			return -EINVAL;
		WRITE_ONCE(variable[taken], value);
	}
	return taken ? 0 : -EINVAL;
}

size_t read_ints(const struct ctl_table *table, char *buf, size_t size)
{
	const int *variable = static_cast<const int *>(table->data);
	const int count = table->maxlen / sizeof(*variable);
	size_t len = 0;

	for (int i = 0; i < count; i++)
		len += scnprintf(buf + len, size - len, "%s%d", i ? "\t" : "",
				 READ_ONCE(variable[i]));
	return len + scnprintf(buf + len, size - len, "\n");
}

int do_ints(const struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos,
	    bool check)
{
	char *text = static_cast<char *>(buffer);

	if (!table->data || !table->maxlen || !*lenp || (*ppos && !write)) {
		*lenp = 0;
		return 0;
	}
	if (!write) {
		*lenp = read_ints(table, text, *lenp + 1);
	} else if (!*ppos) {
		// A number in pieces isn't put together: only the first piece counts.
		if (const int err = write_ints(table, text, *lenp, check))
			return err;
	}
	*ppos += *lenp;
	return 0;
}

// ------------------------------------------------ files ------------------------------------------------

ssize_t call_handler(struct file *file, int write, char *text, size_t len, loff_t *pos)
{
	const struct ctl_table *table =
		static_cast<const struct ctl_table *>(pde_data(file_inode(file)));

	if (!table->proc_handler)
		return -EINVAL;

	const int err = table->proc_handler(table, write, text, &len, pos);

	return err ? err : static_cast<ssize_t>(len);
}

ssize_t read_variable(struct file *file, char *buf, size_t size, loff_t *pos)
{
	char *text = static_cast<char *>(kvzalloc(size + 1, GFP_KERNEL));

	if (!text)
		return -ENOMEM;

	ssize_t len = call_handler(file, 0, text, size, pos);

	if (len > 0)
		len -= __copy_to_user(buf, text, len);
	kvfree(text);
	return len;
}

ssize_t write_variable(struct file *file, const char *buf, size_t size, loff_t *pos)
{
	if (size >= KMALLOC_MAX_SIZE)
		return -ENOMEM;

	char *text = static_cast<char *>(kvzalloc(size + 1, GFP_KERNEL));

	if (!text)
		return -ENOMEM;
	const ssize_t len = __copy_from_user(text, buf, size)
				    ? -EFAULT
				    : call_handler(file, 1, text, size, pos);

	kvfree(text);
	return len;
}

constexpr struct proc_ops variable_ops = {
	.proc_read = read_variable,
	.proc_write = write_variable,
};

// The directory /proc/sys/@path, made where it is missing.
struct proc_dir_entry *directory(const char *path)
{
	char partial[64];
	size_t len = scnprintf(partial, sizeof(partial), "sys/%s", path);

	for (size_t i = 1; i <= len; i++) {
		const char c = partial[i];

		if (c && c != '/')
			continue;
		partial[i] = '\0';
		if (!proc_find(partial) && !proc_mkdir(partial, nullptr))
			return nullptr;
		partial[i] = c;
	}
	return proc_find(partial);
}

} // namespace

extern "C" {

int proc_dointvec(const struct ctl_table *ctl, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	return do_ints(ctl, write, buffer, lenp, ppos, false);
}

int proc_dointvec_minmax(const struct ctl_table *ctl, int write, void *buffer, size_t *lenp,
			 loff_t *ppos)
{
	return do_ints(ctl, write, buffer, lenp, ppos, true);
}

struct ctl_table_header *register_sysctl_sz(const char *path, const struct ctl_table *table,
					    size_t table_size)
{
	struct proc_dir_entry *dir = directory(path);

	for (size_t i = 0; dir && i < table_size; i++)
		if (!proc_create_checked(table[i].procname, table[i].mode, dir, &variable_ops,
					 const_cast<struct ctl_table *>(&table[i])))
			return nullptr;
	// Nothing is ever unregistered, so the header is only a sign of success.
	return reinterpret_cast<struct ctl_table_header *>(dir);
}

} // extern "C"
