// SPDX-License-Identifier: GPL-2.0-only
// Ready-made file functions: a text in a buffer, a number behind two functions. Linux 6.12: fs/libfs.c.

#include <linux/fs.h>

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/kstrtox.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/uaccess.h>

namespace
{

// What an opened number holds; its text is made when reading begins, so that a reader in pieces sees one value.
struct simple_attr {
	int (*get)(void *, u64 *);
	int (*set)(void *, u64);
	void *data;
	const char *fmt;
	struct mutex mutex;
	size_t size;
	char text[24];
};

struct simple_attr *attr_of(struct file *file)
{
	return static_cast<struct simple_attr *>(file->private_data);
}

template <typename Parse>
ssize_t write_number(struct file *file, const char *text, size_t len, Parse parse)
{
	struct simple_attr *attr = attr_of(file);
	char word[24];
	u64 value;

	if (!attr->set)
		return -EACCES;

	mutex_guard guard(&attr->mutex);

	strscpy(word, text, min(len + 1, sizeof(word)));
	if (const int err = parse(word, &value))
		return err;

	const int err = attr->set(attr->data, value);

	return err ? err : static_cast<ssize_t>(len);
}

} // namespace

extern "C" {

ssize_t simple_read_from_buffer(void *to, size_t count, loff_t *ppos, const void *from,
				size_t available)
{
	const loff_t pos = *ppos;

	if (pos < 0)
		return -EINVAL;
	if (static_cast<size_t>(pos) >= available)
		return 0;
	count = min(count, available - pos);
	count -= __copy_to_user(to, static_cast<const char *>(from) + pos, count);
	*ppos = pos + count;
	return count;
}

int simple_open(struct inode *inode, struct file *file)
{
	if (inode->i_private)
		file->private_data = inode->i_private;
	return 0;
}

loff_t default_llseek(struct file *file, loff_t offset, int whence)
{
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0)
		return -EINVAL;
	return file->f_pos = offset;
}

loff_t noop_llseek(struct file *file, loff_t, int)
{
	return file->f_pos;
}

int simple_attr_open(struct inode *inode, struct file *file, int (*get)(void *, u64 *),
		     int (*set)(void *, u64), const char *fmt)
{
	struct simple_attr *attr =
		static_cast<struct simple_attr *>(kzalloc(sizeof(*attr), GFP_KERNEL));

	if (!attr)
		return -ENOMEM;
	attr->get = get;
	attr->set = set;
	attr->data = inode->i_private;
	attr->fmt = fmt;
	mutex_init(&attr->mutex);
	file->private_data = attr;
	return 0;
}

int simple_attr_release(struct inode *, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

ssize_t simple_attr_read(struct file *file, char *buf, size_t len, loff_t *ppos)
{
	struct simple_attr *attr = attr_of(file);

	if (!attr->get)
		return -EACCES;

	mutex_guard guard(&attr->mutex);

	if (!*ppos || !attr->size) {
		u64 value;

		if (const int err = attr->get(attr->data, &value))
			return err;
		attr->size = scnprintf(attr->text, sizeof(attr->text), attr->fmt,
				       static_cast<unsigned long long>(value));
	}
	return simple_read_from_buffer(buf, len, ppos, attr->text, attr->size);
}

ssize_t simple_attr_write(struct file *file, const char *text, size_t len, loff_t *)
{
	return write_number(file, text, len,
			    [](const char *word, u64 *value) { return kstrtou64(word, 0, value); });
}

ssize_t simple_attr_write_signed(struct file *file, const char *text, size_t len, loff_t *)
{
	return write_number(file, text, len, [](const char *word, u64 *value) {
		s64 number = 0;
		const int err = kstrtos64(word, 0, &number);

		*value = number;
		return err;
	});
}

EXPORT_SYMBOL(simple_read_from_buffer);
EXPORT_SYMBOL(simple_open);
EXPORT_SYMBOL_GPL(simple_attr_open);
EXPORT_SYMBOL_GPL(simple_attr_release);
EXPORT_SYMBOL_GPL(simple_attr_read);
EXPORT_SYMBOL_GPL(simple_attr_write);

} // extern "C"
