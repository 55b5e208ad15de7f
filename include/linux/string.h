/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text and memory. C's functions keep C's meaning; the kernel's own ones are described where they are declared.
 * kstrdup() and its kin, which allocate, are in mm/util.cpp.
 */
#ifndef _LINUX_STRING_H
#define _LINUX_STRING_H
#include <linux/array_size.h>
#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/stddef.h>
#include <linux/errno.h>
#include <linux/stdarg.h>
#include <linux/err.h>
#include <linux/limits.h>
#if __STDC_HOSTED__
#include <string.h>
#endif
__BEGIN_DECLS
#if !__STDC_HOSTED__
void *memcpy(void *dest, const void *src, size_t n);
void *memmove(void *dest, const void *src, size_t n);
void *memset(void *s, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
void *memchr(const void *s, int c, size_t n);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t max);
char *strcpy(char *dest, const char *src);
char *strncpy(char *dest, const char *src, size_t n);
char *strcat(char *dest, const char *src);
char *strncat(char *dest, const char *src, size_t n);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t n);
char *strchr(const char *s, int c);
char *strrchr(const char *s, int c);
char *strchrnul(const char *s, int c);
char *strstr(const char *s, const char *find);
size_t strspn(const char *s, const char *accept);
size_t strcspn(const char *s, const char *reject);
char *strpbrk(const char *s, const char *accept);
char *strsep(char **s, const char *delimiters);
#endif
char *strnstr(const char *s, const char *find, size_t len);
char *strnchr(const char *s, size_t count, int c);
char *strnchrnul(const char *s, size_t count, int c);
char *strreplace(char *s, char old_char, char new_char);
/*
 * sized_strscpy() - copy into a buffer of `size` bytes, always with a NUL
 * Return: characters copied, or -E2BIG when the text was cut (or size is 0).
 */
ssize_t sized_strscpy(char *dest, const char *src, size_t size);
/* As sized_strscpy(), and the rest of the buffer is zeroed. */
ssize_t sized_strscpy_pad(char *dest, const char *src, size_t size);
size_t strlcat(char *dest, const char *src, size_t size);
/* First byte that differs from c, or NULL when there is none. */
void *memchr_inv(const void *s, int c, size_t n);
void *memscan(void *s, int c, size_t n);
void *memset16(u16 *s, u16 v, size_t count);
void *memset32(u32 *s, u32 v, size_t count);
void *memset64(u64 *s, u64 v, size_t count);
/* Cut white space off: the front (returns the new start), both ends (cuts in place). */
char *__must_check skip_spaces(const char *s);
char *strim(char *s);
/* Equal, where a newline at the end of either does not count? */
bool sysfs_streq(const char *a, const char *b);
/* Index of the string in the array, or -EINVAL. n of -1: up to a NULL entry. */
int match_string(const char *const *array, size_t n, const char *string);
int __sysfs_match_string(const char *const *array, size_t n, const char *s);
void memzero_explicit(void *s, size_t count);
void fortify_panic(const char *name) __noreturn;

char *kstrdup(const char *s, gfp_t gfp) __malloc;
const char *kstrdup_const(const char *s, gfp_t gfp);
char *kstrndup(const char *s, size_t max, gfp_t gfp) __malloc;
void kfree_const(const void *x);
void *kmemdup_noprof(const void *src, size_t len, gfp_t gfp);
void *kvmemdup(const void *src, size_t len, gfp_t gfp);
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp);
void *kmemdup_array(const void *src, size_t count, size_t element_size, gfp_t gfp);
__END_DECLS
#define kmemdup(...) alloc_hooks(kmemdup_noprof(__VA_ARGS__))
#ifndef alloc_hooks
#define alloc_hooks(_do_alloc) _do_alloc
#endif

/* strscpy(dest, src) for an array, strscpy(dest, src, size) else. */
#define __strscpy_array(dst, src)             sized_strscpy(dst, src, sizeof(dst) + __must_be_array(dst))
#define __strscpy_sized(dst, src, size)       sized_strscpy(dst, src, size)
#define __strscpy_pick(_1, _2, _3, name, ...) name
#define strscpy(dst, ...)                                                                          \
	__strscpy_pick(dst, ##__VA_ARGS__, __strscpy_sized, __strscpy_array, )(dst, __VA_ARGS__)
#define __strscpy_pad_array(dst, src)                                                              \
	sized_strscpy_pad(dst, src, sizeof(dst) + __must_be_array(dst))
#define __strscpy_pad_sized(dst, src, size) sized_strscpy_pad(dst, src, size)
#define strscpy_pad(dst, ...)                                                                      \
	__strscpy_pick(dst, ##__VA_ARGS__, __strscpy_pad_sized,                                    \
		       __strscpy_pad_array, )(dst, __VA_ARGS__)
#define strtomem(dest, src) memcpy(dest, src, min_t(size_t, sizeof(dest), strlen(src)))

static inline bool strstarts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}
/* Length of the prefix when s begins with it, else 0. */
static inline size_t str_has_prefix(const char *s, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(s, prefix, len) == 0 ? len : 0;
}
static inline void *memset_l(unsigned long *p, unsigned long v, size_t n)
{
	return memset64((u64 *)p, v, n);
}
static inline void *memset_p(void **p, void *v, size_t n)
{
	return memset64((u64 *)p, (u64)(unsigned long)v, n);
}
static inline const char *kbasename(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}
static inline char *strstrip(char *s)
{
	return strim(s);
}
static inline void memcpy_and_pad(void *dest, size_t dest_len, const void *src, size_t count,
				  int pad)
{
	size_t copied = count < dest_len ? count : dest_len;

	memcpy(dest, src, copied);
	memset((char *)dest + copied, pad, dest_len - copied);
}
/* Zeroes or fills the object from the end of a member, or from the member itself, on. */
#define memset_after(obj, v, member)                                                               \
	({                                                                                         \
		__typeof__(obj) __object = (obj);                                                  \
		memset((u8 *)__object + offsetofend(__typeof__(*(obj)), member), v,                \
		       sizeof(*__object) - offsetofend(__typeof__(*(obj)), member));               \
	})
#define memset_startat(obj, v, member)                                                             \
	({                                                                                         \
		__typeof__(obj) __object = (obj);                                                  \
		memset((u8 *)__object + offsetof(__typeof__(*(obj)), member), v,                   \
		       sizeof(*__object) - offsetof(__typeof__(*(obj)), member));                  \
	})
#define unsafe_memcpy(dst, src, bytes, reason) memcpy(dst, src, bytes)
#endif
