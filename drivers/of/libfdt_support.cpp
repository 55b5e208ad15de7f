// SPDX-License-Identifier: GPL-2.0-only
//
// What the packaged libfdt.a asks of whoever links it, apart from mem*() and str*().
//
// Debian builds its libraries with a stack protector: each function with an array on its stack
// stores a canary behind it and calls __stack_chk_fail() when it finds it changed. The kernel's own
// code is built without, so only libfdt uses these two. The canary is a constant: there is no
// random number yet when the tree is read, and none is needed to notice an overrun.

#include <linux/panic.h>

extern "C" {

extern const unsigned long __stack_chk_guard;
const unsigned long __stack_chk_guard =
	0x736c7562'36342100; // "slub64!" and a zero byte that stops strings

[[noreturn]] void __stack_chk_fail(void)
{
	panic("stack-protector: Kernel stack is corrupted in: %pB", __builtin_return_address(0));
}
}
