// SPDX-License-Identifier: GPL-2.0-only
//
// Small helpers over kmalloc() and vmalloc(): copies of strings and memory, and memory from either of the two.
//
// kvmalloc() tries kmalloc() first, because physically contiguous memory needs no page tables and little TLB; above a page
// it does not try hard, because vmalloc() can always make the same of single pages. kvfree() tells them apart by address.
// Linux 6.12: mm/util.c. kasprintf() is in lib.

#include <linux/err.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <asm/sections.h>

namespace
{

// Copies len bytes and adds a terminating zero. The source may be shorter than the room only by that zero.
char *copy_terminated(const char *from, size_t len, gfp_t gfp)
{
	char *const to = static_cast<char *>(kmalloc_track_caller(len + 1, gfp));

	if (to) {
		memcpy(to, from, len);
		to[len] = '\0';
	}
	return to;
}

// How kmalloc() is asked on behalf of kvmalloc(): above a page quietly and without effort, as there is a way out.
gfp_t kmalloc_gfp(gfp_t gfp, size_t size)
{
	if (size <= PAGE_SIZE)
		return gfp;
	gfp |= __GFP_NOWARN;
	if (!(gfp & __GFP_RETRY_MAYFAIL))
		gfp |= __GFP_NORETRY;
	return gfp & ~__GFP_NOFAIL;
}

} // namespace

void kfree_const(const void *x)
{
	if (!is_kernel_rodata(reinterpret_cast<unsigned long>(x)))
		kfree(x);
}
EXPORT_SYMBOL(kfree_const);

// Not within kstrdup_const(), which rarely needs it.
noinline char *kstrdup(const char *s, gfp_t gfp)
{
	return s ? copy_terminated(s, strlen(s), gfp) : nullptr;
}
EXPORT_SYMBOL(kstrdup);

const char *kstrdup_const(const char *s, gfp_t gfp)
{
	return is_kernel_rodata(reinterpret_cast<unsigned long>(s)) ? s : kstrdup(s, gfp);
}
EXPORT_SYMBOL(kstrdup_const);

char *kstrndup(const char *s, size_t max, gfp_t gfp)
{
	return s ? copy_terminated(s, strnlen(s, max), gfp) : nullptr;
}
EXPORT_SYMBOL(kstrndup);

char *kmemdup_nul(const char *s, size_t len, gfp_t gfp)
{
	return s ? copy_terminated(s, len, gfp) : nullptr;
}
EXPORT_SYMBOL(kmemdup_nul);

void *kmemdup_noprof(const void *src, size_t len, gfp_t gfp)
{
	void *const copy = kmalloc_track_caller(len, gfp);

	return copy ? memcpy(copy, src, len) : nullptr;
}
EXPORT_SYMBOL(kmemdup_noprof);

void *kmemdup_array(const void *src, size_t count, size_t element_size, gfp_t gfp)
{
	return kmemdup_noprof(src, size_mul(element_size, count), gfp);
}
EXPORT_SYMBOL(kmemdup_array);

void *kvmemdup(const void *src, size_t len, gfp_t gfp)
{
	void *const copy = kvmalloc(len, gfp);

	return copy ? memcpy(copy, src, len) : nullptr;
}
EXPORT_SYMBOL(kvmemdup);

void *__kvmalloc_node_noprof(DECL_BUCKET_PARAMS(size, b), gfp_t gfp, int node)
{
	void *const memory =
		__kmalloc_node_noprof(PASS_BUCKET_PARAMS(size, b), kmalloc_gfp(gfp, size), node);

	// Up to a page vmalloc() could not do better, and it always sleeps.
	if (memory || size <= PAGE_SIZE || !gfpflags_allow_blocking(gfp))
		return memory;
	if (unlikely(size > INT_MAX)) {
		WARN_ON_ONCE(!(gfp & __GFP_NOWARN));
		return nullptr;
	}
	return __vmalloc_node_range_noprof(size, 1, VMALLOC_START, VMALLOC_END, gfp, PAGE_KERNEL,
					   VM_ALLOW_HUGE_VMAP, node, __builtin_return_address(0));
}
EXPORT_SYMBOL(__kvmalloc_node_noprof);

void kvfree(const void *addr)
{
	if (is_vmalloc_addr(addr))
		vfree(addr);
	else
		kfree(addr);
}
EXPORT_SYMBOL(kvfree);

void kvfree_sensitive(const void *addr, size_t len)
{
	if (ZERO_OR_NULL_PTR(addr))
		return;
	memzero_explicit(const_cast<void *>(addr), len);
	kvfree(addr);
}
EXPORT_SYMBOL(kvfree_sensitive);

void *kvrealloc_noprof(const void *p, size_t size, gfp_t gfp)
{
	if (is_vmalloc_addr(p))
		return vrealloc_noprof(p, size, gfp);

	void *moved = krealloc_noprof(p, size, kmalloc_gfp(gfp, size));

	if (moved)
		return moved;
	moved = kvmalloc_noprof(size, gfp);
	if (moved && p) {
		memcpy(moved, p, ksize(p));
		kfree(p);
	}
	return moved;
}
EXPORT_SYMBOL(kvrealloc_noprof);

void mem_dump_obj(void *object)
{
	const char *type = "non-paged memory";

	if (kmem_dump_obj(object) || vmalloc_dump_obj(object))
		return;
	if (is_vmalloc_addr(object))
		type = "vmalloc memory";
	else if (virt_addr_valid(object))
		type = "non-slab/vmalloc memory";
	else if (!object)
		type = "NULL pointer";
	else if (object == ZERO_SIZE_PTR)
		type = "zero-size pointer";
	pr_cont(" %s\n", type);
}
EXPORT_SYMBOL_GPL(mem_dump_obj);
