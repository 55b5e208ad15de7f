// SPDX-License-Identifier: GPL-2.0-only
// mempool, dma_pool and managed gen_pools on the machine: tasks that wait, uncached mappings, devices that end.

#include <kunit/test.h>

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/genalloc.h>
#include <linux/kthread.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

namespace
{

// A source with two elements, for mempools.
struct Source {
	int left;
	char memory[2];
};

void *get(gfp_t, void *data)
{
	Source *source = static_cast<Source *>(data);

	return source->left ? &source->memory[--source->left] : nullptr;
}

void put(void *, void *data)
{
	static_cast<Source *>(data)->left++;
}

struct Waiter {
	mempool_t *pool;
	void *element;
	struct completion done;
};

int wait_for_element(void *data)
{
	Waiter *waiter = static_cast<Waiter *>(data);

	waiter->element = mempool_alloc(waiter->pool, GFP_KERNEL);
	complete(&waiter->done);
	return 0;
}

void mempool_waits_until_one_comes_back(struct kunit *test)
{
	Source source = {.left = 1};
	mempool_t *pool = mempool_create(1, get, put, &source);

	KUNIT_ASSERT_NOT_NULL(test, pool);

	Waiter waiter = {.pool = pool};
	void *element = mempool_alloc(pool, GFP_KERNEL);

	init_completion(&waiter.done);
	KUNIT_ASSERT_NOT_NULL(test, element);
	KUNIT_EXPECT_NULL(test, mempool_alloc(pool, GFP_NOWAIT));

	struct task_struct *task = kthread_run(wait_for_element, &waiter, "mempool_waiter");

	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	while (!waitqueue_active(&pool->wait))
		msleep(1);
	KUNIT_EXPECT_FALSE(test, completion_done(&waiter.done));
	mempool_free(element, pool);
	wait_for_completion(&waiter.done);
	KUNIT_EXPECT_PTR_EQ(test, waiter.element, element);
	mempool_free(waiter.element, pool);
	mempool_destroy(pool);
	KUNIT_EXPECT_EQ(test, source.left, 1);
}

struct device *new_device(struct kunit *test, bool coherent, u64 mask)
{
	struct device *dev = root_device_register("pools-test");

	KUNIT_ASSERT_FALSE(test, IS_ERR(dev));
	dev->dma_coherent = coherent;
	KUNIT_EXPECT_EQ(test, dma_coerce_mask_and_coherent(dev, mask), 0);
	return dev;
}

void coherent_memory_has_the_attributes_of_its_device(struct kunit *test)
{
	for (int coherent = 0; coherent < 2; coherent++) {
		struct device *dev = new_device(test, coherent, DMA_BIT_MASK(32));
		dma_addr_t handle = 0;
		u32 *p = static_cast<u32 *>(
			dma_alloc_coherent(dev, 3 * PAGE_SIZE, &handle, GFP_KERNEL));

		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, 3 * PAGE_SIZE));
		KUNIT_EXPECT_LE(test, handle + 3 * PAGE_SIZE - 1, DMA_BIT_MASK(32));
		KUNIT_EXPECT_EQ(test, is_vmalloc_addr(p), !coherent);
		// What the CPU writes here is in the memory that the device reads.
		p[PAGE_SIZE / 2] = 0x12345678;
		if (coherent) {
			KUNIT_EXPECT_EQ(test, virt_to_phys(p), handle);
		} else {
			KUNIT_EXPECT_EQ(test, page_to_phys(vmalloc_to_page(p)), handle);
			KUNIT_EXPECT_EQ(test, find_vm_area(p)->flags,
					static_cast<unsigned long>(VM_DMA_COHERENT));
			KUNIT_EXPECT_NULL(test, dma_alloc_coherent(dev, 8, &handle, GFP_ATOMIC));
		}
		dma_free_coherent(dev, 3 * PAGE_SIZE, p, handle);
		root_device_unregister(dev);
	}
}

void a_mask_without_memory_is_refused(struct kunit *test)
{
	struct device *dev = new_device(test, true, DMA_BIT_MASK(64));

	KUNIT_EXPECT_EQ(test, dma_set_mask(dev, DMA_BIT_MASK(12)), -EIO);
	KUNIT_EXPECT_EQ(test, dma_set_coherent_mask(dev, DMA_BIT_MASK(12)), -EIO);
	KUNIT_EXPECT_EQ(test, dma_get_mask(dev), DMA_BIT_MASK(64));
	dev->dma_mask = nullptr;
	KUNIT_EXPECT_EQ(test, dma_set_mask(dev, DMA_BIT_MASK(64)), -EIO);
	root_device_unregister(dev);
}

void dma_pool_blocks_keep_to_alignment_and_boundary(struct kunit *test)
{
	constexpr int NR = 100;
	struct device *dev = new_device(test, true, DMA_BIT_MASK(64));
	struct Block {
		u8 *p;
		dma_addr_t dma;
	};
	Block *blocks = static_cast<Block *>(kunit_kzalloc(test, NR * sizeof(Block), GFP_KERNEL));

	KUNIT_EXPECT_NULL(test, dma_pool_create("no device", nullptr, 8, 8, 0));
	KUNIT_EXPECT_NULL(test, dma_pool_create("no size", dev, 0, 8, 0));
	KUNIT_EXPECT_NULL(test, dma_pool_create("odd alignment", dev, 8, 12, 0));
	KUNIT_EXPECT_NULL(test, dma_pool_create("boundary in a block", dev, 100, 4, 64));

	struct dma_pool *pool = dma_pool_create("blocks", dev, 100, 16, 512);

	KUNIT_ASSERT_NOT_NULL(test, pool);
	for (int i = 0; i < NR; i++) {
		Block &b = blocks[i];

		b.p = static_cast<u8 *>(dma_pool_zalloc(pool, GFP_KERNEL, &b.dma));
		KUNIT_ASSERT_NOT_NULL(test, b.p);
		KUNIT_EXPECT_NULL(test, memchr_inv(b.p, 0, 112));
		KUNIT_EXPECT_EQ(test, b.dma % 16, 0ULL);
		KUNIT_EXPECT_EQ(test, b.dma / 512, (b.dma + 111) / 512);
		KUNIT_EXPECT_EQ(test, virt_to_phys(b.p), b.dma);
		memset(b.p, i, 112);
	}
	for (int i = 0; i < NR; i++) {
		KUNIT_EXPECT_NULL(test, memchr_inv(blocks[i].p, i, 112));
		dma_pool_free(pool, blocks[i].p, blocks[i].dma);
	}
	// Last freed, first used.
	dma_addr_t dma;
	void *again = dma_pool_alloc(pool, GFP_ATOMIC, &dma);

	KUNIT_EXPECT_PTR_EQ(test, again, static_cast<void *>(blocks[NR - 1].p));
	dma_pool_free(pool, again, dma);
	dma_pool_destroy(pool);
	root_device_unregister(dev);
}

void managed_pools_end_with_their_device(struct kunit *test)
{
	struct device *dev = new_device(test, false, DMA_BIT_MASK(64));
	struct gen_pool *sram = devm_gen_pool_create(dev, 4, NUMA_NO_NODE, "sram");

	KUNIT_ASSERT_FALSE(test, IS_ERR(sram));
	KUNIT_EXPECT_PTR_EQ(test, gen_pool_get(dev, "sram"), sram);
	KUNIT_EXPECT_NULL(test, gen_pool_get(dev, nullptr));
	KUNIT_EXPECT_EQ(test, PTR_ERR(devm_gen_pool_create(dev, 4, NUMA_NO_NODE, "sram")),
			static_cast<long>(-EINVAL));
	KUNIT_EXPECT_EQ(test, gen_pool_add(sram, 0x1000, 256, NUMA_NO_NODE), 0);

	struct dma_pool *pool = dmam_pool_create("managed", dev, 64, 0, 0);
	dma_addr_t dma;

	KUNIT_ASSERT_NOT_NULL(test, pool);
	dma_pool_free(pool, dma_pool_alloc(pool, GFP_KERNEL, &dma), dma);

	// The chunk and its bitmap lie in an area of their own.
	const void *chunk = list_first_entry(&sram->chunks, struct gen_pool_chunk, next_chunk);

	KUNIT_EXPECT_NOT_NULL(test, find_vm_area(chunk));
	root_device_unregister(dev);
	KUNIT_EXPECT_NULL(test, find_vm_area(chunk));
}

struct kunit_case cases[] = {
	KUNIT_CASE(mempool_waits_until_one_comes_back),
	KUNIT_CASE(coherent_memory_has_the_attributes_of_its_device),
	KUNIT_CASE(a_mask_without_memory_is_refused),
	KUNIT_CASE(dma_pool_blocks_keep_to_alignment_and_boundary),
	KUNIT_CASE(managed_pools_end_with_their_device),
	{},
};

struct kunit_suite suite = {
	.name = "pools",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
