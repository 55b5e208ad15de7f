// SPDX-License-Identifier: GPL-2.0-only
//
// May this range of the kernel's memory be copied to or from user space (HARDENED_USERCOPY)?
//
// A length that came from outside is wrong by one in some driver, and what lies behind the object goes out, or is overwritten. So whoever
// copies asks first:
//
//	copy_to_user(), copy_from_user(), reads and writes of files  ─▶  check_object_size(ptr, n)
//
//	  wraps, null, ZERO_SIZE_PTR  ─▶ no
//	  on the current stack        ─▶ if it is there as a whole, and of a function that has not returned
//	  in a vmalloc area           ─▶ if it is there as a whole
//	  in a slab                   ─▶ if its cache gives these bytes of an object to user space: kmalloc()'s give all,
//	                                 kmem_cache_create_usercopy()'s [useroffset, useroffset + usersize), others none
//	  in a compound page          ─▶ if it is there as a whole
//	  in the kernel's text        ─▶ no
//	  anywhere else               ─▶ yes: whose the next page is nobody knows
//
// "No" is one line and BUG(), which ends the task. hardened_usercopy=off: everything may, as soon as the initcalls have run.
//
// Locks: none, but for those of the areas' tree. Linux 6.12: mm/usercopy.c, __check_heap_object() in mm/slub.c.

#include <linux/kconfig.h>

#ifdef CONFIG_HARDENED_USERCOPY

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jump_label.h>
#include <linux/kstrtox.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <asm/memory.h>
#include <asm/sections.h>

#include "mm/slab.h"

namespace
{

DEFINE_STATIC_KEY_FALSE_RO(bypass_usercopy_checks);

constinit bool enable_checks __initdata = true;

int __init parse_hardened_usercopy(char *text)
{
	if (kstrtobool(text, &enable_checks))
		pr_warn("Invalid option string for hardened_usercopy: '%s'\n", text);
	return 1;
}
__setup("hardened_usercopy=", parse_hardened_usercopy);

int __init set_hardened_usercopy()
{
	if (!enable_checks)
		static_branch_enable(&bypass_usercopy_checks);
	return 1;
}
late_initcall(set_hardened_usercopy);

struct range {
	unsigned long start;
	unsigned long bytes;
	bool to_user;

	unsigned long end() const
	{
		return start + bytes;
	}

	const void *pointer() const
	{
		return reinterpret_cast<const void *>(start);
	}

	[[noreturn]] void refuse(const char *name, const char *detail, unsigned long offset) const
	{
		usercopy_abort(name, detail, to_user, offset, bytes);
	}
};

void check_bogus_address(const range &r)
{
	if (r.start + (r.bytes - 1) < r.start)
		usercopy_abort("wrapped address", nullptr, r.to_user, 0, r.end());
	if (ZERO_OR_NULL_PTR(r.pointer()))
		r.refuse("null address", nullptr, r.start);
}

// True: it is on the stack, and may be copied.
bool check_stack_object(const range &r)
{
	const unsigned long low = reinterpret_cast<unsigned long>(task_stack_page(current));
	const unsigned long high = low + THREAD_SIZE;
	const unsigned long here = reinterpret_cast<unsigned long>(__builtin_frame_address(0));

	if (r.end() <= low || high <= r.start)
		return false;
	if (r.start < low || high < r.end() || r.start < here)
		r.refuse("process stack", nullptr, here - r.start);
	return true;
}

void check_area(const range &r)
{
	const struct vmap_area *const area = find_vmap_area(r.start);

	if (!area)
		usercopy_abort("vmalloc", "no area", r.to_user, 0, r.bytes);
	if (r.bytes > area->va_end - r.start)
		r.refuse("vmalloc", nullptr, r.start - area->va_start);
}

void check_heap_object(const range &r)
{
	if (is_vmalloc_addr(r.pointer()))
		return check_area(r);
	if (!virt_addr_valid(r.pointer()))
		return;

	struct folio *const folio = virt_to_folio(r.pointer());

	if (folio_test_slab(folio)) {
		__check_heap_object(r.pointer(), r.bytes, virt_to_slab(r.pointer()), r.to_user);
	} else if (folio_test_large(folio)) {
		const unsigned long offset =
			r.start - reinterpret_cast<unsigned long>(folio_address(folio));

		if (r.bytes > folio_size(folio) - offset)
			r.refuse("page alloc", nullptr, offset);
	}
}

void check_overlap(const range &r, unsigned long low, unsigned long high, const char *name)
{
	if (r.start < high && r.end() > low)
		r.refuse(name, nullptr, r.start - low);
}

// The text is there twice: in the image, and in the linear map.
void check_kernel_text_object(const range &r)
{
	const unsigned long low = reinterpret_cast<unsigned long>(_stext);
	const unsigned long high = reinterpret_cast<unsigned long>(_etext);
	const unsigned long linear = reinterpret_cast<unsigned long>(lm_alias(_stext));

	check_overlap(r, low, high, "kernel text");
	if (linear != low)
		check_overlap(r, linear, linear + (high - low), "linear kernel text");
}

} // namespace

void usercopy_abort(const char *name, const char *detail, bool to_user, unsigned long offset,
		    unsigned long len)
{
	pr_emerg("Kernel memory %s attempt detected %s %s%s%s%s (offset %lu, size %lu)!\n",
		 to_user ? "exposure" : "overwrite", to_user ? "from" : "to",
		 name ? name : "unknown?!", detail ? " '" : "", detail ? detail : "",
		 detail ? "'" : "", offset, len);
	BUG();
}

void __check_heap_object(const void *ptr, unsigned long n, const struct slab *slab, bool to_user)
{
	const struct kmem_cache *const s = slab->slab_cache;

	if (ptr < slab_address(slab))
		usercopy_abort("SLUB object not in SLUB page?!", nullptr, to_user, 0, n);

	unsigned int offset =
		(static_cast<const char *>(ptr) - static_cast<const char *>(slab_address(slab))) %
		s->size;

	if (kmem_cache_debug_flags(s, SLAB_RED_ZONE)) {
		if (offset < s->red_left_pad)
			usercopy_abort("SLUB object in left red zone", s->name, to_user, offset, n);
		offset -= s->red_left_pad;
	}
	if (offset < s->useroffset || offset - s->useroffset > s->usersize ||
	    n > s->usersize - (offset - s->useroffset))
		usercopy_abort("SLUB object", s->name, to_user, offset, n);
}

void __check_object_size(const void *ptr, unsigned long n, bool to_user)
{
	const range r = {reinterpret_cast<unsigned long>(ptr), n, to_user};

	if (static_branch_unlikely(&bypass_usercopy_checks) || !n)
		return;
	check_bogus_address(r);
	if (check_stack_object(r))
		return;
	check_heap_object(r);
	check_kernel_text_object(r);
}
EXPORT_SYMBOL(__check_object_size);

#endif // CONFIG_HARDENED_USERCOPY
