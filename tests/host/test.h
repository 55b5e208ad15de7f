// SPDX-License-Identifier: GPL-2.0-only
// What a host test includes first.
//
// Two worlds meet in a test file: the standard library with the C library behind it (models, containers, doctest) and the
// kernel's headers. The first world comes first, whole, so that the kernel's macros (min, current, ...) cannot reach into it.
// Where both have a function of one name, the test file sees the C library's (the kernel's headers know a hosted compile),
// and the kernel's own is called slub64_<name>: `renamed.txt` lists them.
#pragma once

#include <algorithm>
#include <array>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "tests/host/machine.h"

// The kernel's own, under the name they have in the test program.
extern "C" {
int slub64_memcmp(const void *a, const void *b, size_t n);
void *slub64_memchr(const void *s, int c, size_t n);
void *slub64_memcpy(void *dest, const void *src, size_t n);
void *slub64_memmove(void *dest, const void *src, size_t n);
void *slub64_memset(void *s, int c, size_t n);
int slub64_snprintf(char *buf, size_t size, const char *fmt, ...);
int slub64_sprintf(char *buf, const char *fmt, ...);
int slub64_sscanf(const char *buf, const char *fmt, ...);
int slub64_strcasecmp(const char *a, const char *b);
char *slub64_strcat(char *dest, const char *src);
char *slub64_strchr(const char *s, int c);
char *slub64_strchrnul(const char *s, int c);
int slub64_strcmp(const char *a, const char *b);
char *slub64_strcpy(char *dest, const char *src);
size_t slub64_strcspn(const char *s, const char *reject);
size_t slub64_strlcat(char *dest, const char *src, size_t size);
size_t slub64_strlen(const char *s);
int slub64_strncasecmp(const char *a, const char *b, size_t n);
char *slub64_strncat(char *dest, const char *src, size_t n);
int slub64_strncmp(const char *a, const char *b, size_t n);
char *slub64_strncpy(char *dest, const char *src, size_t n);
size_t slub64_strnlen(const char *s, size_t max);
char *slub64_strpbrk(const char *s, const char *accept);
char *slub64_strrchr(const char *s, int c);
char *slub64_strsep(char **s, const char *delimiters);
size_t slub64_strspn(const char *s, const char *accept);
char *slub64_strstr(const char *s, const char *find);
}

// Where doctest or the C library and Linux mean different things by a word, it is Linux's here.
#undef WARN
#undef __always_inline
#undef __struct_group
#undef __DECLARE_FLEX_ARRAY

// The second world begins.
#define SLUB64_KERNEL_HEADERS 1
#include <linux/kconfig.h>
