// SPDX-License-Identifier: GPL-2.0-only
//
// What the thread sanitiser is told of the kernel's memory model.
//
// READ_ONCE() and WRITE_ONCE() are volatile accesses: the kernel's way of writing relaxed atomics. Compiled with
// tsan-distinguish-volatile each of them calls one of the functions below, which pass it on as the atomic access that it is. So a race
// between two of them is none, and one between such an access and a plain one is reported.
//
// This file is compiled without the sanitiser.

extern "C" {

const char *__tsan_default_options();
const char *__tsan_default_options()
{
	return "exitcode=7:report_signal_unsafe=0";
}

#define VOLATILE(bytes, bits, type)                                                                \
	type __tsan_atomic##bits##_load(const volatile type *p, int order);                        \
	void __tsan_volatile_read##bytes(void *p)                                                  \
	{                                                                                          \
		__tsan_atomic##bits##_load((const volatile type *)p, __ATOMIC_RELAXED);            \
	}                                                                                          \
	void __tsan_unaligned_volatile_read##bytes(void *)                                         \
	{                                                                                          \
	}                                                                                          \
	void __tsan_unaligned_volatile_write##bytes(void *)                                        \
	{                                                                                          \
	}                                                                                          \
	type __tsan_atomic##bits##_fetch_add(volatile type *p, type v, int order);                 \
	void __tsan_volatile_write##bytes(void *p)                                                 \
	{                                                                                          \
		__tsan_atomic##bits##_fetch_add((volatile type *)p, 0, __ATOMIC_RELAXED);          \
	}

VOLATILE(1, 8, unsigned char)
VOLATILE(2, 16, unsigned short)
VOLATILE(4, 32, unsigned int)
VOLATILE(8, 64, unsigned long)
VOLATILE(16, 128, unsigned __int128)

} // extern "C"
