// SPDX-License-Identifier: GPL-2.0-only
//
// What several suites need: a file's text, and patience.
#pragma once

#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/glob.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/timekeeping.h>

namespace helpers
{

struct text_buffer {
	char *bytes;
	size_t size, length;
};

inline int append_text(void *context, const char *bytes, size_t length)
{
	text_buffer *const text = static_cast<text_buffer *>(context);

	if (length >= text->size - text->length)
		return -EFBIG;
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
	return 0;
}

// The text of the file @path, with a zero behind it, into @buffer of @size bytes. 0, -EFBIG if it has no room, or why the
// file can't be read.
inline int read_text(const char *path, char *buffer, size_t size)
{
	text_buffer text = {buffer, size, 0};

	*buffer = '\0';
	return fs_read(path, append_text, &text);
}

// The log from here on.
class new_log
{
public:
	new_log()
	{
		printk(KERN_DEBUG "the log from here: %p\n", this);
	}
	// Is there a line that glob_match()es? Without the time before it.
	bool has(const char *pattern) const
	{
		search s = {this, pattern, false, false};

		printk_read_log(look, &s, LOGLEVEL_DEBUG);
		return s.found;
	}

private:
	struct search {
		const new_log *from;
		const char *pattern;
		bool begun, found;
	};

	static void look(void *context, const char *line, size_t length)
	{
		search *const s = static_cast<search *>(context);
		const char *const begin = strnstr(line, "] ", length);
		char text[512], mark[64];

		strscpy(text, begin + 2, min(sizeof(text), length - (begin + 2 - line)));
		snprintf(mark, sizeof(mark), "the log from here: %p", s->from);
		if (!strcmp(text, mark)) {
			s->begun = true;
			s->found = false;
		} else if (s->begun && glob_match(s->pattern, text)) {
			s->found = true;
		}
	}
};

// Sleep until @condition holds. False if it does not within ten seconds of the guest's time.
template <typename Condition>
bool wait_for(Condition condition)
{
	const u64 deadline = ktime_get_ns() + 10 * NSEC_PER_SEC;

	while (!condition() && ktime_get_ns() < deadline)
		msleep(1);
	return condition();
}

} // namespace helpers
