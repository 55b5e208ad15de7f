// SPDX-License-Identifier: GPL-2.0-only
// seq_file: text made while it is read.
//
//	             start(index)      show      next       show      stop
//	records      ---->  r0  ----->  "..."  ->  r1  ----> "..."  ->  |
//	                                   \______________ buf: one page, doubled until one record fits
//	seq_read()   copies from buf; when it is empty, fill() walks on from m->index
//
// A walk ends when a further record doesn't fit: its text so far is dropped and the next walk begins with it. Locks that
// start() takes and stop() gives back are therefore held for a bufferful at most, and never while a reader is served.
// A file with one show() function is a walk with a single record.
//
// Linux 6.12 fs/seq_file.c.

#include <linux/seq_file.h>

#include <linux/bug.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/list.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <asm/page.h>

namespace
{

// Longest number in decimal and some to spare.
constexpr int NUMBER_MAX = 24;

struct seq_file *seq_of(struct file *file)
{
	return static_cast<struct seq_file *>(file->private_data);
}

int set_buffer(struct seq_file *m, size_t size)
{
	kvfree(m->buf);
	m->buf = static_cast<char *>(kvmalloc(size, GFP_KERNEL));
	m->size = m->buf ? size : 0;
	m->count = 0;
	return m->buf ? 0 : -ENOMEM;
}

// On to the next record. One that next() fails to count would be shown for ever.
void *step(struct seq_file *m, void *record)
{
	loff_t before = m->index;
	void *next = m->op->next(m, record, &m->index);

	if (m->index == before) {
		pr_info_ratelimited("buggy .next function %ps did not update position index\n",
				    m->op->next);
		m->index++;
	}
	return next;
}

// Fills the empty buffer with as many whole records as fit, at least one. Returns 0 (with m->count == 0 at the end of the
// file) or an error.
int fill(struct seq_file *m)
{
	int err = 0;

	m->from = m->count = 0;
	if (!m->buf && set_buffer(m, PAGE_SIZE))
		return -ENOMEM;

	void *record = m->op->start(m, &m->index);

	while (record && !IS_ERR(record)) {
		size_t before = m->count;

		err = m->op->show(m, record);
		if (err < 0) {
			m->count = before;
			break;
		}
		if (err == SEQ_SKIP) {
			m->count = before;
			err = 0;
		} else if (seq_has_overflowed(m)) {
			m->count = before;
			if (before)
				break;
			m->op->stop(m, record);
			if (set_buffer(m, m->size * 2))
				return -ENOMEM;
			record = m->op->start(m, &m->index);
			continue;
		}
		record = step(m, record);
	}
	if (IS_ERR(record))
		err = PTR_ERR(record);
	m->op->stop(m, record);
	return m->count ? 0 : err;
}

// Copies what fits of the buffer; dst may be nullptr to skip it.
size_t drain(struct seq_file *m, char *dst, size_t size)
{
	size_t n = min(size, m->count - m->from);

	if (dst)
		n -= __copy_to_user(dst, m->buf + m->from, n);
	m->from += n;
	return n;
}

// Reads (or, with dst nullptr, skips) up to size bytes from m->read_pos on.
ssize_t advance(struct seq_file *m, char *dst, size_t size)
{
	size_t done = 0;

	while (done < size) {
		if (m->from == m->count) {
			int err = fill(m);

			if (err && !done)
				return err;
			if (err || !m->count)
				break;
		}
		done += drain(m, dst ? dst + done : nullptr, size - done);
	}
	m->read_pos += done;
	return done;
}

// Goes to a position other than where the last read ended: from the beginning, skipping.
int reposition(struct seq_file *m, loff_t pos)
{
	m->index = m->read_pos = 0;
	m->from = m->count = 0;
	if (!pos)
		return 0;

	ssize_t n = advance(m, nullptr, pos);

	return n < 0 ? n : 0;
}

// The single record of single_open() is the token 1.
void *single_next(struct seq_file *, void *, loff_t *pos)
{
	++*pos;
	return nullptr;
}

void single_stop(struct seq_file *, void *)
{
}

// Puts len bytes after the text, or marks the buffer as overflowed.
int append(struct seq_file *m, const char *text, size_t len)
{
	if (m->count + len >= m->size) {
		m->count = m->size;
		return -1;
	}
	memcpy(m->buf + m->count, text, len);
	m->count += len;
	return 0;
}

// Writes v backwards in front of end. Returns where it begins.
char *digits(char *end, unsigned long long v, unsigned int base)
{
	do {
		*--end = "0123456789abcdef"[v % base];
		v /= base;
	} while (v);
	return end;
}

// Text before a number, filling, the number, at least width characters of the last two.
void put_number(struct seq_file *m, const char *before, unsigned long long v, unsigned int base,
		unsigned int width, char filling)
{
	char text[NUMBER_MAX];
	char *end = text + sizeof(text);
	char *p = digits(end, v, base);

	if (before)
		__seq_puts(m, before);
	for (unsigned int len = end - p; len < width; len++)
		seq_putc(m, filling);
	append(m, p, end - p);
}

} // namespace

int seq_open(struct file *file, const struct seq_operations *op)
{
	struct seq_file *m = static_cast<struct seq_file *>(kzalloc(sizeof(*m), GFP_KERNEL));

	if (!m)
		return -ENOMEM;
	WARN_ON(file->private_data);
	mutex_init(&m->lock);
	m->op = op;
	m->file = file;
	file->private_data = m;
	return 0;
}

ssize_t seq_read(struct file *file, char __user *buf, size_t size, loff_t *ppos)
{
	struct seq_file *m = seq_of(file);
	mutex_guard guard(&m->lock);
	ssize_t n = *ppos == m->read_pos ? 0 : reposition(m, *ppos);

	if (!n)
		n = advance(m, buf, size);
	if (n > 0)
		*ppos += n;
	return n;
}

loff_t seq_lseek(struct file *file, loff_t offset, int whence)
{
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0)
		return -EINVAL;

	struct seq_file *m = seq_of(file);
	mutex_guard guard(&m->lock);
	int err = offset == m->read_pos ? 0 : reposition(m, offset);

	if (err)
		return err;
	file->f_pos = offset;
	return offset;
}

int seq_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = seq_of(file);

	kvfree(m->buf);
	kfree(m);
	file->private_data = nullptr;
	return 0;
}

void *__seq_open_private(struct file *file, const struct seq_operations *op, int psize)
{
	void *state = kzalloc(psize, GFP_KERNEL);

	if (state && seq_open(file, op)) {
		kfree(state);
		state = nullptr;
	}
	if (state)
		seq_of(file)->private_ = state;
	return state;
}

int seq_open_private(struct file *file, const struct seq_operations *op, int psize)
{
	return __seq_open_private(file, op, psize) ? 0 : -ENOMEM;
}

int seq_release_private(struct inode *inode, struct file *file)
{
	kfree(seq_of(file)->private_);
	return seq_release(inode, file);
}

void *single_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? nullptr : SEQ_START_TOKEN;
}

int single_open(struct file *file, int (*show)(struct seq_file *, void *), void *data)
{
	struct seq_operations *op =
		static_cast<struct seq_operations *>(kmalloc(sizeof(*op), GFP_KERNEL));

	if (!op)
		return -ENOMEM;
	*op = {single_start, single_stop, single_next, show};

	int err = seq_open(file, op);

	if (err)
		kfree(op);
	else
		seq_of(file)->private_ = data;
	return err;
}

int single_open_size(struct file *file, int (*show)(struct seq_file *, void *), void *data,
		     size_t size)
{
	int err = single_open(file, show, data);

	if (!err && set_buffer(seq_of(file), size)) {
		single_release(nullptr, file);
		return -ENOMEM;
	}
	return err;
}

int single_release(struct inode *inode, struct file *file)
{
	const struct seq_operations *op = seq_of(file)->op;
	int err = seq_release(inode, file);

	kfree(op);
	return err;
}

int seq_write(struct seq_file *m, const void *data, size_t len)
{
	return append(m, static_cast<const char *>(data), len);
}

void seq_vprintf(struct seq_file *m, const char *fmt, va_list args)
{
	if (m->count >= m->size)
		return;

	size_t len = vsnprintf(m->buf + m->count, m->size - m->count, fmt, args);

	// The terminating zero needs a place as well.
	m->count = m->count + len < m->size ? m->count + len : m->size;
}

void seq_printf(struct seq_file *m, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	seq_vprintf(m, fmt, args);
	va_end(args);
}

void seq_putc(struct seq_file *m, char c)
{
	append(m, &c, 1);
}

void __seq_puts(struct seq_file *m, const char *s)
{
	append(m, s, strlen(s));
}

void seq_pad(struct seq_file *m, char c)
{
	while (m->count < m->pad_until && !seq_has_overflowed(m))
		seq_putc(m, ' ');
	if (c)
		seq_putc(m, c);
}

void seq_put_decimal_ull_width(struct seq_file *m, const char *delimiter, unsigned long long num,
			       unsigned int width)
{
	put_number(m, delimiter, num, 10, width, ' ');
}

void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long num)
{
	put_number(m, delimiter, num, 10, 0, ' ');
}

void seq_put_decimal_ll(struct seq_file *m, const char *delimiter, long long num)
{
	if (delimiter)
		__seq_puts(m, delimiter);
	if (num < 0)
		seq_putc(m, '-');
	put_number(m, nullptr, num < 0 ? 0ULL - num : num, 10, 0, ' ');
}

void seq_put_hex_ll(struct seq_file *m, const char *delimiter, unsigned long long v,
		    unsigned int width)
{
	put_number(m, delimiter, v, 16, width, '0');
}

struct list_head *seq_list_start(struct list_head *head, loff_t pos)
{
	struct list_head *entry;

	list_for_each(entry, head)
		if (pos-- == 0)
			return entry;
	return nullptr;
}

struct list_head *seq_list_start_head(struct list_head *head, loff_t pos)
{
	return pos ? seq_list_start(head, pos - 1) : head;
}

struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *ppos)
{
	struct list_head *next = static_cast<struct list_head *>(v)->next;

	++*ppos;
	return next == head ? nullptr : next;
}

EXPORT_SYMBOL(seq_open);
EXPORT_SYMBOL(seq_read);
EXPORT_SYMBOL(seq_lseek);
EXPORT_SYMBOL(seq_release);
EXPORT_SYMBOL(single_open);
EXPORT_SYMBOL(single_release);
EXPORT_SYMBOL(seq_printf);
EXPORT_SYMBOL(seq_putc);
EXPORT_SYMBOL(seq_write);
