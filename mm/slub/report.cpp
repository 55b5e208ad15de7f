// SPDX-License-Identifier: GPL-2.0-only
//
// Wrong use that costs nothing to notice, in every cache: one line each, and the object is left alone.
//
//	kmem_cache_free(s, object)   the object's slab is another cache's, or there is no slab
//	kfree(address)               the address is nothing that kmalloc() returned
//	freed twice in a row         the object is the head of its freelist already
//
// A cache with SLAB_CONSISTENCY_CHECKS says more, in Linux's words, and frees the object where it belongs. What debugging finds
// besides is in debug_report.cpp. Linux 6.12: cache_from_obj().

#include "mm/slub/debug.h"

#include <linux/mm.h>

namespace slub
{

kmem_cache *__cold report_wrong_cache(kmem_cache *s, const void *object, unsigned long addr)
{
	slab *const sl = virt_to_slab(object);

	if (kmem_cache_debug_flags(s, SLAB_CONSISTENCY_CHECKS)) {
		if (WARN_ONCE(!sl, "virt_to_cache: Object is not a Slab page!\n"))
			return nullptr;
		WARN(1, "cache_from_obj: Wrong slab cache. %s but object is from %s\n", s->name,
		     sl->slab_cache->name);
		print_tracking(sl->slab_cache, object);
		return sl->slab_cache;
	}
	if (sl)
		pr_err("kmem_cache_free: Wrong slab cache. %s but object %px is from %s (called from %pS)\n",
		       s->name, object, sl->slab_cache->name, reinterpret_cast<void *>(addr));
	else
		pr_err("kmem_cache_free: %px, freed to %s, is not in a slab (called from %pS)\n",
		       object, s->name, reinterpret_cast<void *>(addr));
	return nullptr;
}

void __cold report_double_free(const kmem_cache *s, const void *object)
{
	pr_err("BUG %s: Object %px already free (called from %pS)\n", s->name, object,
	       __builtin_return_address(0));
}

void __cold report_not_slab(const void *object)
{
	pr_err("kfree: %px is no object of the slab allocator (called from %pS)\n", object,
	       __builtin_return_address(0));
}

} // namespace slub
