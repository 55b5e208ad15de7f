/* SPDX-License-Identifier: GPL-2.0-only */
/* The address sanitiser is not part of the kernel build; its hooks are empty. */
#ifndef _LINUX_KASAN_H
#define _LINUX_KASAN_H
#include <linux/types.h>
#include <linux/static_key.h>
struct kmem_cache;
struct page;
struct slab;
struct task_struct;
struct vm_struct;
typedef unsigned int kasan_vmalloc_flags_t;
#define KASAN_VMALLOC_NONE          0
#define KASAN_VMALLOC_INIT          1
#define KASAN_VMALLOC_VM_ALLOC      2
#define KASAN_VMALLOC_PROT_NORMAL   4
#define kasan_enabled()             false
#define kasan_hw_tags_enabled()     false
#define kasan_has_integrated_init() false
#define kasan_reset_tag(addr)       ((void *)(addr))
static inline void kasan_enable_current(void)
{
}
static inline void kasan_disable_current(void)
{
}
static inline void kasan_poison_pages(struct page *page, unsigned int order, bool init)
{
}
static inline bool kasan_unpoison_pages(struct page *page, unsigned int order, bool init)
{
	return false;
}
static inline void *kasan_kmalloc_large(const void *ptr, size_t size, gfp_t flags)
{
	return (void *)ptr;
}
static inline void kasan_kfree_large(void *ptr)
{
}
static inline void kasan_unpoison_range(const void *address, size_t size)
{
}
static inline bool kasan_check_byte(const void *address)
{
	return true;
}
#define kasan_populate_early_vm_area_shadow(start, size)                                           \
	do {                                                                                       \
	} while (0)
#endif
