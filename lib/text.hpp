// SPDX-License-Identifier: GPL-2.0-only
//
// The bounded output of the formatting functions: characters go to a buffer as far as it reaches and are counted beyond.
#ifndef _LIB_TEXT_HPP
#define _LIB_TEXT_HPP

#include <linux/string.h>
#include <linux/types.h>

namespace text
{

class output
{
public:
	output(char *buf, size_t size) : buf_(buf), size_(size)
	{
	}
	void put(char c)
	{
		if (len_ < size_)
			buf_[len_] = c;
		len_++;
	}
	void put(const char *s, size_t n)
	{
		if (len_ < size_)
			memcpy(buf_ + len_, s, n < size_ - len_ ? n : size_ - len_);
		len_ += n;
	}
	void fill(char c, int n)
	{
		while (n-- > 0)
			put(c);
	}
	/* The NUL, over the last character if need be. Returns the length that was wanted. */
	size_t terminate()
	{
		if (size_)
			buf_[len_ < size_ ? len_ : size_ - 1] = '\0';
		return len_;
	}
	/* What is left of the buffer, for functions that write on their own; skip() what they wrote. */
	char *rest()
	{
		return len_ < size_ ? buf_ + len_ : nullptr;
	}
	size_t room() const
	{
		return len_ < size_ ? size_ - len_ : 0;
	}
	void skip(size_t n)
	{
		len_ += n;
	}

private:
	char *buf_;
	size_t size_;
	size_t len_ = 0;
};

/* What stands between % and the conversion. Absent width and precision are -1. */
struct field {
	int width = -1;
	int precision = -1;
	unsigned int base = 10;
	bool left = false;
	bool plus = false;
	bool space = false;
	bool alternate = false; /* # */
	bool zero = false;
	bool is_signed = false;
	bool lower = false;
};

void put_number(output &out, u64 number, const field &how);
/* s may be NULL or a small number: "(null)", "(efault)". */
void put_string(output &out, const char *s, const field &how);
/* 0x and all digits of a value of size bytes. */
void put_fixed_hex(output &out, u64 value, int size);
/* conversion: what follows "%p". */
void put_pointer(output &out, const char *conversion, const void *ptr, field how);

} // namespace text

#endif
