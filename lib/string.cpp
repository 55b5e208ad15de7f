// SPDX-License-Identifier: GPL-2.0-only
//
// Text and memory: C's functions, and those that the kernel adds (linux/string.h describes them).
//
// The compiler calls memcpy, memmove, memset and memcmp for what it will not write out, so they exist under these names
// and must not be compiled into calls of themselves: opaque() in a loop keeps the compiler from recognising the idiom.
// Copies go by 16 bytes, the last 16 overlapping what is already copied; unaligned access is fine on Normal memory.
//
// Linux 6.12: lib/string.c, lib/string_helpers.c, arch/arm64/lib/mem*.S.

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/string_helpers.h>
#include <asm/page.h>

namespace
{

struct pair {
	u64 low, high;
};

template <typename T>
__always_inline T load(const void *p)
{
	T value;

	__builtin_memcpy(&value, p, sizeof(T));
	return value;
}

template <typename T>
__always_inline void store(void *p, T value)
{
	__builtin_memcpy(p, &value, sizeof(T));
}

/* The compiler may not see a copy loop or a fill loop through this. */
template <typename T>
__always_inline void opaque(T &value)
{
	asm volatile("" : "+r"(value));
}

/* 0 to 16 bytes; everything is read before anything is written, so overlap is harmless. */
__always_inline void copy_small(char *d, const char *s, size_t n)
{
	if (n >= 8) {
		const u64 first = load<u64>(s), last = load<u64>(s + n - 8);

		store(d, first);
		store(d + n - 8, last);
	} else if (n >= 4) {
		const u32 first = load<u32>(s), last = load<u32>(s + n - 4);

		store(d, first);
		store(d + n - 4, last);
	} else if (n) {
		const char first = s[0], middle = s[n / 2], last = s[n - 1];

		d[0] = first;
		d[n / 2] = middle;
		d[n - 1] = last;
	}
}

} // namespace

extern "C" {

void *memcpy(void *dest, const void *src, size_t n)
{
	char *d = (char *)dest;
	const char *s = (const char *)src;

	if (n <= 16) {
		copy_small(d, s, n);
		return dest;
	}
	char *const d_last = d + n - 16;
	const char *const s_last = s + n - 16;

	for (; d + 32 < d_last; d += 32, s += 32) {
		opaque(d);
		store(d, load<pair>(s));
		store(d + 16, load<pair>(s + 16));
	}
	for (; d < d_last; d += 16, s += 16) {
		opaque(d);
		store(d, load<pair>(s));
	}
	store(d_last, load<pair>(s_last));
	return dest;
}

void *memmove(void *dest, const void *src, size_t n)
{
	char *d = (char *)dest;
	const char *s = (const char *)src;

	if (n <= 16) {
		copy_small(d, s, n);
		return dest;
	}
	if ((uintptr_t)d - (uintptr_t)s >= n) {
		/* Forwards. The tail is read first: the loop may run over it. */
		const pair last = load<pair>(s + n - 16);
		char *const d_last = d + n - 16;

		for (; d < d_last; d += 16, s += 16) {
			opaque(d);
			store(d, load<pair>(s));
		}
		store(d_last, last);
	} else {
		const pair first = load<pair>(s);

		for (; n > 16; n -= 16) {
			opaque(n);
			store(d + n - 16, load<pair>(s + n - 16));
		}
		store(d, first);
	}
	return dest;
}

/* More than 64 bytes. */
static noinline void *fill_long(void *s, u64 word, size_t n)
{
	char *d = (char *)s;
	char *const last = d + n - 16;

	// Much of nothing: what the CPU has for it, between the first and the last multiple of 64.
	if (!word && n >= 256) {
		char *const lines = reinterpret_cast<char *>(((uintptr_t)d + 63) & ~63ul);
		char *const end = reinterpret_cast<char *>((uintptr_t)(d + n) & ~63ul);

		clear_range(lines, end);
		for (; d < lines;
		     d += 16) // at most four; what they share with the lines is zero anyway
			store(d, pair{0, 0});
		d = end;
	}
	for (; d + 48 < last; d += 64) {
		opaque(d);
		store(d, pair{word, word});
		store(d + 16, pair{word, word});
		store(d + 32, pair{word, word});
		store(d + 48, pair{word, word});
	}
	for (; d < last; d += 16) {
		opaque(d);
		store(d, pair{word, word});
	}
	store(last, pair{word, word});
	return s;
}

void *memset(void *s, int c, size_t n)
{
	const u64 word = 0x0101010101010101ull * (unsigned char)c;
	char *d = (char *)s;

	if (n < 16) {
		if (n >= 8) {
			store(d, word);
			store(d + n - 8, word);
		} else if (n >= 4) {
			store(d, (u32)word);
			store(d + n - 4, (u32)word);
		} else if (n) {
			d[0] = d[n / 2] = d[n - 1] = (char)c;
		}
		return s;
	}
	char *const last = d + n - 16;

	// Up to 64 bytes: from both ends to the middle, overlapping.
	if (n <= 64) {
		store(d, pair{word, word});
		store(last, pair{word, word});
		if (n > 32) {
			store(d + 16, pair{word, word});
			store(last - 16, pair{word, word});
		}
		return s;
	}

	return fill_long(s, word, n);
}

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *p = (const unsigned char *)a, *q = (const unsigned char *)b;

	for (; n >= 8 && load<u64>(p) == load<u64>(q); n -= 8, p += 8, q += 8)
		opaque(p);
	for (; n; n--, p++, q++)
		if (*p != *q)
			return *p - *q;
	return 0;
}

int bcmp(const void *a, const void *b, size_t n)
{
	return memcmp(a, b, n);
}

void *memchr(const void *s, int c, size_t n)
{
	for (const unsigned char *p = (const unsigned char *)s; n; n--, p++)
		if (*p == (unsigned char)c)
			return (void *)p;
	return nullptr;
}

void *memscan(void *s, int c, size_t n)
{
	void *found = memchr(s, c, n);

	return found ? found : (char *)s + n;
}

void *memchr_inv(const void *s, int c, size_t n)
{
	const u64 word = 0x0101010101010101ull * (unsigned char)c;
	const unsigned char *p = (const unsigned char *)s;

	for (; n >= 8 && load<u64>(p) == word; n -= 8)
		p += 8;
	for (; n; n--, p++)
		if (*p != (unsigned char)c)
			return (void *)p;
	return nullptr;
}

void *memset16(u16 *s, u16 v, size_t count)
{
	for (u16 *p = s; count; count--)
		*p++ = v;
	return s;
}

void *memset32(u32 *s, u32 v, size_t count)
{
	for (u32 *p = s; count; count--)
		*p++ = v;
	return s;
}

void *memset64(u64 *s, u64 v, size_t count)
{
	for (u64 *p = s; count; count--) {
		opaque(p);
		*p++ = v;
	}
	return s;
}

void memzero_explicit(void *s, size_t count)
{
	memset(s, 0, count);
	barrier_data(s);
}

size_t strlen(const char *s)
{
	const char *p = s;

	while (*p) {
		p++;
		opaque(p);
	}
	return p - s;
}

size_t strnlen(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && s[n])
		n++;
	return n;
}

char *strcpy(char *dest, const char *src)
{
	memcpy(dest, src, strlen(src) + 1);
	return dest;
}

char *strncpy(char *dest, const char *src, size_t n)
{
	const size_t len = strnlen(src, n);

	memcpy(dest, src, len);
	memset(dest + len, 0, n - len);
	return dest;
}

ssize_t sized_strscpy(char *dest, const char *src, size_t size)
{
	if (size == 0 || size > INT_MAX)
		return -E2BIG;
	const size_t len = strnlen(src, size);

	if (len == size) {
		memcpy(dest, src, size - 1);
		dest[size - 1] = '\0';
		return -E2BIG;
	}
	memcpy(dest, src, len + 1);
	return len;
}

ssize_t sized_strscpy_pad(char *dest, const char *src, size_t size)
{
	const ssize_t len = sized_strscpy(dest, src, size);

	if (len >= 0)
		memset(dest + len + 1, 0, size - len - 1);
	return len;
}

char *strcat(char *dest, const char *src)
{
	strcpy(dest + strlen(dest), src);
	return dest;
}

char *strncat(char *dest, const char *src, size_t n)
{
	const size_t len = strnlen(src, n);
	char *end = dest + strlen(dest);

	memcpy(end, src, len);
	end[len] = '\0';
	return dest;
}

/* Length of the text it tried to make; dest is cut and terminated within size. */
size_t strlcat(char *dest, const char *src, size_t size)
{
	const size_t have = strnlen(dest, size), len = strlen(src);

	if (have == size)
		BUG();
	const size_t copied = min(len, size - have - 1);

	memcpy(dest + have, src, copied);
	dest[have + copied] = '\0';
	return have + len;
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++) {
		const unsigned char x = *a, y = *b;

		if (x != y)
			return x < y ? -1 : 1;
		if (!x)
			break;
	}
	return 0;
}

int strcmp(const char *a, const char *b)
{
	return strncmp(a, b, SIZE_MAX);
}

int strncasecmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++) {
		const int x = tolower((unsigned char)*a), y = tolower((unsigned char)*b);

		if (x != y)
			return x - y;
		if (!x)
			break;
	}
	return 0;
}

int strcasecmp(const char *a, const char *b)
{
	return strncasecmp(a, b, SIZE_MAX);
}

char *strnchrnul(const char *s, size_t count, int c)
{
	for (; count && *s && *s != (char)c; count--)
		s++;
	return (char *)s;
}

char *strchrnul(const char *s, int c)
{
	return strnchrnul(s, SIZE_MAX, c);
}

char *strnchr(const char *s, size_t count, int c)
{
	for (; count; count--, s++) {
		if (*s == (char)c)
			return (char *)s;
		if (!*s)
			break;
	}
	return nullptr;
}

char *strchr(const char *s, int c)
{
	return strnchr(s, SIZE_MAX, c);
}

char *strrchr(const char *s, int c)
{
	const char *last = nullptr;

	do {
		if (*s == (char)c)
			last = s;
	} while (*s++);
	return (char *)last;
}

char *strnstr(const char *s, const char *find, size_t len)
{
	const size_t wanted = strlen(find);

	for (; len >= wanted; len--, s++)
		if (!memcmp(s, find, wanted))
			return (char *)s;
	return nullptr;
}

char *strstr(const char *s, const char *find)
{
	return strnstr(s, find, strlen(s));
}

size_t strspn(const char *s, const char *accept)
{
	size_t n = 0;

	while (s[n] && strchr(accept, s[n]))
		n++;
	return n;
}

size_t strcspn(const char *s, const char *reject)
{
	size_t n = 0;

	while (s[n] && !strchr(reject, s[n]))
		n++;
	return n;
}

char *strpbrk(const char *s, const char *accept)
{
	s += strcspn(s, accept);
	return *s ? (char *)s : nullptr;
}

char *strsep(char **s, const char *delimiters)
{
	char *begin = *s;

	if (!begin)
		return nullptr;
	char *end = strpbrk(begin, delimiters);

	if (end)
		*end++ = '\0';
	*s = end;
	return begin;
}

char *strreplace(char *s, char old_char, char new_char)
{
	for (char *p = s; *p; p++)
		if (*p == old_char)
			*p = new_char;
	return s;
}

char *skip_spaces(const char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	return (char *)s;
}

char *strim(char *s)
{
	size_t len = strlen(s);

	while (len && isspace((unsigned char)s[len - 1]))
		len--;
	s[len] = '\0';
	return skip_spaces(s);
}

bool sysfs_streq(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (*a == *b)
		return true;
	return (!*a && *b == '\n' && !b[1]) || (*a == '\n' && !a[1] && !*b);
}

int match_string(const char *const *array, size_t n, const char *string)
{
	for (size_t i = 0; i < n && array[i]; i++)
		if (!strcmp(array[i], string))
			return i;
	return -EINVAL;
}

int __sysfs_match_string(const char *const *array, size_t n, const char *s)
{
	for (size_t i = 0; i < n && array[i]; i++)
		if (sysfs_streq(array[i], s))
			return i;
	return -EINVAL;
}

void fortify_panic(const char *name)
{
	panic("detected buffer overflow in %s", name);
}

/* Divides in place by a small number, 32 bits at a time as by hand; returns the remainder. GCC would call libgcc. */
static unsigned int divide_128(unsigned __int128 &value, unsigned int divisor)
{
	unsigned __int128 quotient = 0;
	u64 rest = 0;

	for (int shift = 96; shift >= 0; shift -= 32) {
		rest = rest << 32 | (u32)(value >> shift);
		quotient |= (unsigned __int128)(rest / divisor) << shift;
		rest %= divisor;
	}
	value = quotient;
	return (unsigned int)rest;
}

// Three significant digits: divide until the value is below the unit; the last remainder gives the digits behind the point,
// as many as are missing to three, and rounds.
int string_get_size(u64 size, u64 blk_size, const enum string_size_units units, char *buf, int len)
{
	static const char *const decimal[] = {"", "k", "M", "G", "T", "P", "E", "Z", "Y"};
	static const char *const binary[] = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};
	const bool is_binary = units & STRING_UNITS_MASK;
	const unsigned int divisor = is_binary ? 1024 : 1000;
	unsigned __int128 value = (unsigned __int128)size * blk_size;
	unsigned int remainder = 0;
	int unit = 0;

	while (value >= divisor) {
		remainder = divide_128(value, divisor);
		unit++;
	}

	const int places = !unit || value >= 100 ? 0 : value >= 10 ? 1 : 2;
	const unsigned int scale = places == 2 ? 100 : places == 1 ? 10 : 1;
	unsigned int fraction = (remainder * scale + divisor / 2) / divisor;
	char digits[8] = "";

	if (fraction >= scale && unit) {
		value++;
		fraction = 0;
	}
	if (places)
		snprintf(digits, sizeof(digits), ".%0*u", places, fraction);
	return snprintf(buf, len, "%llu%s%s%s%s", (unsigned long long)value, digits,
			units & STRING_UNITS_NO_SPACE ? "" : " ",
			is_binary ? binary[unit] : decimal[unit],
			units & STRING_UNITS_NO_BYTES ? "" : "B");
}

} // extern "C"
