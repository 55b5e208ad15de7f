// SPDX-License-Identifier: GPL-2.0-only
//
// Copies to and from user space that go too far, for `oops`: those of Linux's lkdtm (USERCOPY_SLAB_SIZE_TO and so on), and a null pointer.
// In each an allowed copy comes first. The user is a buffer of this file's.

#include "kernel/shell/oops_usercopy.h"

#ifdef CONFIG_HARDENED_USERCOPY

#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

namespace shell::usercopy
{
namespace
{

constinit char user[2 * PAGE_SIZE];

// What the compiler knows the length of is not asked about.
noinline void to_user(const void *from, size_t bytes)
{
	OPTIMIZER_HIDE_VAR(bytes);
	if (copy_to_user(user, from, bytes))
		pr_warn("copy_to_user failed, but lacked Oops\n");
}

noinline void from_user(void *to, size_t bytes)
{
	OPTIMIZER_HIDE_VAR(bytes);
	if (copy_from_user(to, user, bytes))
		pr_warn("copy_from_user failed, but lacked Oops\n");
}

// An object of 1024 bytes, of which user space may be given 64 from 256 on.
char *windowed_object()
{
	static struct kmem_cache *cache;

	if (!cache)
		cache = kmem_cache_create_usercopy("usercopy_window", 1024, 0, 0, 256, 64, nullptr);
	return cache ? static_cast<char *>(kmem_cache_zalloc(cache, GFP_KERNEL)) : nullptr;
}

// An address in the frame of a function that has returned, deeper than any that the copy needs.
noinline char *frame_of_another()
{
	char frame[1024];
	char *address = frame;

	OPTIMIZER_HIDE_VAR(address);
	*address = 0;
	return address;
}

} // namespace

void slab_size()
{
	char *const object = static_cast<char *>(kzalloc(1024, GFP_KERNEL));

	to_user(object + 16, 512);
	to_user(object + 16, 1024);
}

void slab_window()
{
	char *const object = windowed_object();

	to_user(object + 256, 64);
	to_user(object + 255, 64);
}

void slab_window_from()
{
	char *const object = windowed_object();

	from_user(object + 256, 64);
	from_user(object + 255, 64);
}

void stack_frame()
{
	char own[32] = {};

	to_user(own, sizeof(own));
	to_user(frame_of_another(), sizeof(own));
}

void stack_beyond()
{
	const char *const end = static_cast<const char *>(task_stack_page(current)) + THREAD_SIZE;

	to_user(end - 8, 8);
	to_user(end - 8, 32);
}

void area()
{
	char *const area = static_cast<char *>(vzalloc(PAGE_SIZE));

	to_user(area + PAGE_SIZE / 2, PAGE_SIZE / 2);
	to_user(area + PAGE_SIZE / 2, 2 * PAGE_SIZE); // the page behind it counts as its own
}

void folio()
{
	struct folio *const folio = folio_alloc(GFP_KERNEL | __GFP_ZERO, 1);
	char *const last = static_cast<char *>(folio_address(folio)) + PAGE_SIZE;

	to_user(last + PAGE_SIZE / 2, PAGE_SIZE / 2);
	to_user(last + PAGE_SIZE / 2, PAGE_SIZE);
}

void text()
{
	static const char constant[] = "Constants are not code.";

	to_user(constant, sizeof(constant));
	to_user(reinterpret_cast<const void *>(&kfree), 64);
}

void null()
{
	to_user(nullptr, 0);
	to_user(nullptr, 8);
}

} // namespace shell::usercopy

#endif // CONFIG_HARDENED_USERCOPY
