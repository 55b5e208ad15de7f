/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * seq_file: text files that are made when somebody reads them.
 *
 * A file is either one show() function (single_open) or a walk start() → show() → next() → show() … → stop() over
 * records (seq_open). Text goes into m->buf; when a record does not fit, m->count becomes m->size ("overflowed"), the
 * buffer is doubled and that record is shown again. So show() must print the same thing when called twice and must
 * not have side effects.
 *
 * Source of the behaviour: Linux 6.12 fs/seq_file.c.
 */
#ifndef _LINUX_SEQ_FILE_H
#define _LINUX_SEQ_FILE_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/bug.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/stdarg.h>
#include <linux/string.h>

__BEGIN_DECLS

struct seq_operations;

struct seq_file {
	char *buf;        /* text that was shown and not yet read */
	size_t size;      /* bytes of buf */
	size_t from;      /* first byte not yet read */
	size_t count;     /* bytes in buf */
	size_t pad_until; /* see seq_setwidth() */
	loff_t index;     /* record that start() continues from */
	loff_t read_pos;  /* file position of the next read */
	struct mutex lock;
	const struct seq_operations *op;
	int poll_event;
	const struct file *file;
#ifdef __cplusplus
	void *private_; /* "private" in C: the owner's data */
#else
	void *private;
#endif
};

/* *pos counts records. start() and next() return the record or NULL at the end; stop() is called after each walk. */
struct seq_operations {
	void *(*start)(struct seq_file *m, loff_t *pos);
	void (*stop)(struct seq_file *m, void *v);
	void *(*next)(struct seq_file *m, void *v, loff_t *pos);
	int (*show)(struct seq_file *m, void *v);
};

/* show() returns this to drop what it has printed for the record. */
#define SEQ_SKIP        1
#define SEQ_START_TOKEN ((void *)1)

/** seq_has_overflowed() - whether the record did not fit (it will be shown again). */
static inline bool seq_has_overflowed(struct seq_file *m)
{
	return m->count == m->size;
}

/** seq_get_buf() - room left for direct writing: *@bufp gets its address. Return: bytes, 0 for none. */
static inline size_t seq_get_buf(struct seq_file *m, char **bufp)
{
	BUG_ON(m->count > m->size);
	*bufp = m->count < m->size ? m->buf + m->count : NULL;
	return m->size - m->count;
}

/** seq_commit() - say that @num bytes of seq_get_buf()'s room are used; negative: it was too small. */
static inline void seq_commit(struct seq_file *m, int num)
{
	if (num < 0) {
		m->count = m->size;
	} else {
		BUG_ON(m->count + num > m->size);
		m->count += num;
	}
}

/** seq_setwidth() - the next seq_pad() fills up to @size characters from here. */
static inline void seq_setwidth(struct seq_file *m, size_t size)
{
	m->pad_until = m->count + size;
}
/** seq_pad() - blanks up to the width, then @c unless it is 0. */
void seq_pad(struct seq_file *m, char c);

/** seq_write() - @len bytes as they are. Return: 0, or -1 when they did not fit. */
int seq_write(struct seq_file *seq, const void *data, size_t len);
/** seq_vprintf(), seq_printf() - formatted text, with printk's conversions. */
void seq_vprintf(struct seq_file *m, const char *fmt, va_list args) __printf(2, 0);
void seq_printf(struct seq_file *m, const char *fmt, ...) __printf(2, 3);
/** seq_putc() - one character. */
void seq_putc(struct seq_file *m, char c);
/** seq_puts() - a string. */
void __seq_puts(struct seq_file *m, const char *s);
#define seq_puts(m, s) __seq_puts(m, s)

/** seq_put_decimal_ull_width() - @delimiter, then @num right-aligned in @width (blanks). No printf involved: fast. */
void seq_put_decimal_ull_width(struct seq_file *m, const char *delimiter, unsigned long long num,
			       unsigned int width);
/** seq_put_decimal_ull() - @delimiter, then @num. */
void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long num);
/** seq_put_decimal_ll() - @delimiter, then @num with its sign. */
void seq_put_decimal_ll(struct seq_file *m, const char *delimiter, long long num);
/** seq_put_hex_ll() - @delimiter, then @v in hexadecimal, at least @width digits. */
void seq_put_hex_ll(struct seq_file *m, const char *delimiter, unsigned long long v,
		    unsigned int width);

/**
 * seq_open() - make @file a walk over @op's records. Return: 0 or -ENOMEM. The seq_file is file->private_data.
 * seq_read() - copy up to @size bytes at *@ppos to @buf. Return: bytes, 0 at the end, -ENOMEM, or show()'s error.
 * seq_lseek() - SEEK_SET and SEEK_CUR. Return: the new position or -EINVAL.
 * seq_release() - undo seq_open().
 */
int seq_open(struct file *file, const struct seq_operations *op);
ssize_t seq_read(struct file *file, char __user *buf, size_t size, loff_t *ppos);
loff_t seq_lseek(struct file *file, loff_t offset, int whence);
int seq_release(struct inode *inode, struct file *file);

/** __seq_open_private() - seq_open() with @psize zeroed bytes as the owner's data. Return: them, or NULL. */
void *__seq_open_private(struct file *file, const struct seq_operations *op, int psize);
int seq_open_private(struct file *file, const struct seq_operations *op, int psize);
int seq_release_private(struct inode *inode, struct file *file);

/** single_open() - make @file one call of @show; @data becomes the owner's data. Return: 0 or -ENOMEM. */
int single_open(struct file *file, int (*show)(struct seq_file *, void *), void *data);
/** single_open_size() - single_open() that begins with a buffer of @size bytes. */
int single_open_size(struct file *file, int (*show)(struct seq_file *, void *), void *data,
		     size_t size);
int single_release(struct inode *inode, struct file *file);
void *single_start(struct seq_file *m, loff_t *pos);

/* start() and next() for records that are entries of a list. */
struct list_head *seq_list_start(struct list_head *head, loff_t pos);
struct list_head *seq_list_start_head(struct list_head *head, loff_t pos);
struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *ppos);

#define DEFINE_SEQ_ATTRIBUTE(__name)                                                               \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		return seq_open(file, &__name##_sops);                                             \
	}                                                                                          \
	static const struct file_operations __name##_fops = {                                      \
		.owner = THIS_MODULE,                                                              \
		.llseek = seq_lseek,                                                               \
		.read = seq_read,                                                                  \
		.open = __name##_open,                                                             \
		.release = seq_release,                                                            \
	}

#define DEFINE_SHOW_ATTRIBUTE(__name)                                                              \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		return single_open(file, __name##_show, inode->i_private);                         \
	}                                                                                          \
	static const struct file_operations __name##_fops = {                                      \
		.owner = THIS_MODULE,                                                              \
		.llseek = seq_lseek,                                                               \
		.read = seq_read,                                                                  \
		.open = __name##_open,                                                             \
		.release = single_release,                                                         \
	}

#define DEFINE_PROC_SHOW_ATTRIBUTE(__name)                                                         \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		return single_open(file, __name##_show, pde_data(inode));                          \
	}                                                                                          \
	static const struct proc_ops __name##_proc_ops = {                                         \
		.proc_open = __name##_open,                                                        \
		.proc_read = seq_read,                                                             \
		.proc_lseek = seq_lseek,                                                           \
		.proc_release = single_release,                                                    \
	}

__END_DECLS

#endif /* _LINUX_SEQ_FILE_H */
