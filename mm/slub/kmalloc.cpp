// SPDX-License-Identifier: GPL-2.0-only
//
// kmalloc's caches: 13 size classes, three times and more.
//
//	index   1   2   3   4   5   6    7    8    9    10   11   12   13
//	bytes  96 192   8  16  32  64  128  256  512  1024 2048 4096 8192
//
//	KMALLOC_NORMAL   kmalloc-64       everything else
//	KMALLOC_RECLAIM  kmalloc-rcl-64   __GFP_RECLAIMABLE: memory that goes away under pressure, kept together
//	KMALLOC_DMA      dma-kmalloc-64   __GFP_DMA: memory that every device reaches
//
//	KMALLOC_RANDOM_START + n         with RANDOM_KMALLOC_CACHES: 16 sets instead of the normal one. Which of them a place in the
//	                kmalloc-rnd-07-64   code gets is drawn at boot, so that nobody can tell whose objects share a slab
//	kmem_buckets    NAME-64             with SLAB_BUCKETS: sets that somebody made for one kind of data
//
// 96 and 192 exist because requests just above 64 and 128 are common. Where buffers for devices must not share a cache
// line with anything else (no bouncing of unaligned ones), classes below the line size fall together with it.
// Above 8192 bytes whole pages are taken. Linux 6.12: create_kmalloc_caches(), kmalloc_info[], ___kmalloc_large_node().

#include "mm/page/vmstat.h"
#include "mm/slub/full.h"
#include "mm/slub/slub.h"

#include <linux/align.h>
#include <linux/array_size.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/random.h>
#include <asm/page.h>

kmem_buckets kmalloc_caches[NR_KMALLOC_TYPES];
EXPORT_SYMBOL(kmalloc_caches);

#ifdef CONFIG_RANDOM_KMALLOC_CACHES
#define RANDOM_NAMES(text)                                                                         \
	"kmalloc-rnd-01-" text, "kmalloc-rnd-02-" text, "kmalloc-rnd-03-" text,                    \
		"kmalloc-rnd-04-" text, "kmalloc-rnd-05-" text, "kmalloc-rnd-06-" text,            \
		"kmalloc-rnd-07-" text, "kmalloc-rnd-08-" text, "kmalloc-rnd-09-" text,            \
		"kmalloc-rnd-10-" text, "kmalloc-rnd-11-" text, "kmalloc-rnd-12-" text,            \
		"kmalloc-rnd-13-" text, "kmalloc-rnd-14-" text, "kmalloc-rnd-15-" text,
#else
#define RANDOM_NAMES(text)
#endif
#define KMALLOC_INFO(bytes, text)                                                                  \
	{                                                                                          \
		{"kmalloc-" text, RANDOM_NAMES(text) "kmalloc-rcl-" text, "dma-kmalloc-" text},    \
			bytes                                                                      \
	}
constinit const struct kmalloc_info_struct kmalloc_info[] = {
	KMALLOC_INFO(0, "0"),     KMALLOC_INFO(96, "96"),   KMALLOC_INFO(192, "192"),
	KMALLOC_INFO(8, "8"),     KMALLOC_INFO(16, "16"),   KMALLOC_INFO(32, "32"),
	KMALLOC_INFO(64, "64"),   KMALLOC_INFO(128, "128"), KMALLOC_INFO(256, "256"),
	KMALLOC_INFO(512, "512"), KMALLOC_INFO(1024, "1k"), KMALLOC_INFO(2048, "2k"),
	KMALLOC_INFO(4096, "4k"), KMALLOC_INFO(8192, "8k"),
};
#undef KMALLOC_INFO
#undef RANDOM_NAMES
static_assert(ARRAY_SIZE(kmalloc_info) == KMALLOC_SHIFT_HIGH + 1);
static_assert(KMALLOC_NORMAL == 0 && KMALLOC_RECLAIM == 1 + RANDOM_KMALLOC_CACHES_NR &&
		      KMALLOC_DMA == KMALLOC_RECLAIM + 1,
	      "the names above are in this order");

// Index of the class for sizes up to 192, in steps of 8 bytes.
constinit u8 kmalloc_size_index[24] = {
	3, 4, 5, 5, 6, 6, 6, 6, // 8 16 24…32 40…64
	1, 1, 1, 1, 7, 7, 7, 7, // 72…96 104…128
	2, 2, 2, 2, 2, 2, 2, 2, // 136…192
};

unsigned long random_kmalloc_seed;
EXPORT_SYMBOL(random_kmalloc_seed);

namespace slub
{

#ifdef SLUB_KMALLOC_PLACES
kmalloc_place kmalloc_places[KMALLOC_MAX_CACHE_SIZE / KMALLOC_MIN_SIZE] __aligned(PAGE_SIZE);
#endif

namespace
{

slab_flags_t flags_of_type(kmalloc_cache_type type)
{
	switch (type) {
	case KMALLOC_RECLAIM:
		return SLAB_RECLAIM_ACCOUNT;
	case KMALLOC_DMA:
		return SLAB_CACHE_DMA;
	default:
		// A set of its own is not shared with other caches.
		return IS_ENABLED(CONFIG_RANDOM_KMALLOC_CACHES) ? SLAB_NO_MERGE : 0;
	}
}

kmem_cache *__init create_kmalloc_cache(const char *name, unsigned int size, slab_flags_t flags)
{
	kmem_cache *const s =
		static_cast<kmem_cache *>(kmem_cache_zalloc(::kmem_cache, GFP_NOWAIT));

	if (!s)
		panic("Out of memory when creating slab %s\n", name);
	create_boot_cache(s, name, size, flags | SLAB_KMALLOC);
	list_add(&s->list, &slab_caches);
	s->refcount = 1; // kmalloc's caches may be shared; create_boot_cache() forbids it
	return s;
}

// The least alignment of what kmalloc() returns. Linux raises it to the cache line where no bounce buffers (swiotlb) exist
// for buffers that share a line; arm64 has them, so small classes exist.
unsigned int kmalloc_minalign()
{
	return max(static_cast<unsigned int>(ARCH_KMALLOC_MINALIGN),
		   static_cast<unsigned int>(arch_slab_minalign()));
}

void __init new_kmalloc_cache(int index, kmalloc_cache_type type)
{
	unsigned int size = kmalloc_info[index].size;
	int aligned_index = index;

	if (kmalloc_minalign() > ARCH_KMALLOC_MINALIGN) {
		size = ALIGN(size, kmalloc_minalign());
		aligned_index = __kmalloc_index(size, false);
	}

	kmem_buckets &caches = kmalloc_caches[type];

	if (!caches[aligned_index])
		caches[aligned_index] = create_kmalloc_cache(kmalloc_info[aligned_index].name[type],
							     size, flags_of_type(type));
	caches[index] = caches[aligned_index];
}

void __init fill_kmalloc_places()
{
#ifdef SLUB_KMALLOC_PLACES
	for (size_t i = 0; i < ARRAY_SIZE(kmalloc_places); i++) {
		const kmem_cache *const s = kmalloc_slab((i + 1) * KMALLOC_MIN_SIZE, nullptr, 0, 0);

		const unsigned long clear =
			reinterpret_cast<unsigned long>(clear_function(s->object_size));

		kmalloc_places[i] = {
			s->cpu_slab, s->offset,
			static_cast<unsigned int>(reinterpret_cast<unsigned long>(kmalloc_places) -
						  clear)};
	}
#endif
}

} // namespace

void __init create_kmalloc_caches()
{
	for (int t = KMALLOC_NORMAL; t < NR_KMALLOC_TYPES; t++) {
		const auto type = static_cast<kmalloc_cache_type>(t);

		// The two odd sizes first, as Linux: the order shows in /proc/slabinfo.
		new_kmalloc_cache(1, type);
		new_kmalloc_cache(2, type);
		for (int index = KMALLOC_SHIFT_LOW; index <= KMALLOC_SHIFT_HIGH; index++)
			new_kmalloc_cache(index, type);
	}
	fill_kmalloc_places();
#ifdef CONFIG_RANDOM_KMALLOC_CACHES
	random_kmalloc_seed = get_random_u64();
#endif
	slab_state = UP;
	setup_buckets();
}

static noinline void *large_with_wrong_gfp(size_t size, gfp_t gfp, int node)
{
	return kmalloc_large_node(size, fix_wrong_gfp(gfp), node);
}

void *kmalloc_large_node(size_t size, gfp_t gfp, int node)
{
	if (unlikely(gfp & SLAB_BUG_MASK))
		return large_with_wrong_gfp(size, gfp, node);

	struct page *const page = alloc_pages(gfp | __GFP_COMP, get_order(size));

	if (!page)
		return nullptr;
	buddy::mod_slab_pages(page_pgdat(page), NR_SLAB_UNRECLAIMABLE_B,
			      reinterpret_cast<struct folio *>(page)->_folio_nr_pages);
	return page_to_virt(page);
}

} // namespace slub

__detoured void *__kmalloc_large_node_noprof(size_t size, gfp_t gfp, int node)
{
	detour_here(__kmalloc_large_node_noprof, kmalloc_large_node_full, size, gfp, node);
	return slub::kmalloc_large_node(size, gfp, node);
}
EXPORT_SYMBOL(__kmalloc_large_node_noprof);

__detoured void *__kmalloc_large_noprof(size_t size, gfp_t gfp)
{
	detour_here(__kmalloc_large_noprof, kmalloc_large_full, size, gfp);
	return slub::kmalloc_large_node(size, gfp, NUMA_NO_NODE);
}
EXPORT_SYMBOL(__kmalloc_large_noprof);

size_t kmalloc_size_roundup(size_t size)
{
	if (size && size <= KMALLOC_MAX_CACHE_SIZE)
		return kmalloc_slab(size, nullptr, GFP_KERNEL, 0)->object_size;
	if (size && size <= KMALLOC_MAX_SIZE)
		return PAGE_SIZE << get_order(size);
	return size; // nothing to round: kmalloc() gives nothing for it
}
EXPORT_SYMBOL(kmalloc_size_roundup);
