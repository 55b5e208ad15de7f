// SPDX-License-Identifier: GPL-2.0-only
//
// The resource tree (kernel/resource.cpp): ranges, requests and their conflicts, insertion above
// children, splitting, drivers' regions. Each test works on a tree of its own; only the last looks
// at the machine's.

#include <kunit/test.h>
#include <linux/ioport.h>
#include <linux/slab.h>

namespace
{

resource make(resource_size_t start, resource_size_t end, unsigned long flags = IORESOURCE_MEM)
{
	return {.start = start, .end = end, .name = "test", .flags = flags};
}

void ranges(struct kunit *test)
{
	resource a = make(0x1000, 0x2fff), b = make(0x2000, 0x3fff), c = make(0x3000, 0x3000), r;

	KUNIT_EXPECT_EQ(test, resource_size(&a), 0x2000u);
	KUNIT_EXPECT_TRUE(test, resource_overlaps(&a, &b));
	KUNIT_EXPECT_FALSE(test, resource_overlaps(&a, &c));
	KUNIT_ASSERT_TRUE(test, resource_intersection(&a, &b, &r));
	KUNIT_EXPECT_EQ(test, r.start, 0x2000u);
	KUNIT_EXPECT_EQ(test, r.end, 0x2fffu);
	KUNIT_ASSERT_TRUE(test, resource_union(&a, &b, &r));
	KUNIT_EXPECT_EQ(test, r.start, 0x1000u);
	KUNIT_EXPECT_EQ(test, r.end, 0x3fffu);
	KUNIT_EXPECT_FALSE(test, resource_intersection(&a, &c, &r));
	KUNIT_EXPECT_FALSE(test, resource_union(&a, &c, &r));
	KUNIT_EXPECT_TRUE(test, resource_contains(&b, &c));
	KUNIT_EXPECT_FALSE(test, resource_contains(&c, &b));
}

void requests(struct kunit *test)
{
	resource root = make(0, 0xffff), a = make(0x4000, 0x4fff), b = make(0x1000, 0x1fff);
	resource in_the_way = make(0x4fff, 0x5fff), outside = make(0xf000, 0x10000);
	resource backwards = make(0x9000, 0x8000), touching = make(0x2000, 0x3fff);

	KUNIT_EXPECT_EQ(test, request_resource(&root, &a), 0);
	KUNIT_EXPECT_EQ(test, request_resource(&root, &b), 0);
	KUNIT_EXPECT_PTR_EQ(test, request_resource_conflict(&root, &in_the_way), &a);
	KUNIT_EXPECT_EQ(test, request_resource(&root, &outside), -EBUSY);
	KUNIT_EXPECT_EQ(test, request_resource(&root, &backwards), -EBUSY);
	KUNIT_EXPECT_EQ(test, request_resource(&root, &touching), 0);
	// Sorted, whatever the order of asking.
	KUNIT_EXPECT_PTR_EQ(test, root.child, &b);
	KUNIT_EXPECT_PTR_EQ(test, b.sibling, &touching);
	KUNIT_EXPECT_PTR_EQ(test, touching.sibling, &a);
	KUNIT_EXPECT_NULL(test, a.sibling);
	KUNIT_EXPECT_EQ(test, release_resource(&touching), 0);
	KUNIT_EXPECT_EQ(test, release_resource(&touching), -EINVAL);
	KUNIT_EXPECT_PTR_EQ(test, b.sibling, &a);
}

void insertion(struct kunit *test)
{
	resource root = make(0, 0xffff), a = make(0x1000, 0x1fff), b = make(0x3000, 0x3fff);
	resource around = make(0x1000, 0x4fff), inside = make(0x3800, 0x38ff);
	resource across = make(0x4000, 0x5fff);

	KUNIT_ASSERT_EQ(test, request_resource(&root, &a), 0);
	KUNIT_ASSERT_EQ(test, request_resource(&root, &b), 0);
	KUNIT_EXPECT_EQ(test, insert_resource(&root, &around), 0);
	KUNIT_EXPECT_PTR_EQ(test, root.child, &around);
	KUNIT_EXPECT_PTR_EQ(test, around.child, &a);
	KUNIT_EXPECT_PTR_EQ(test, a.parent, &around);
	KUNIT_EXPECT_PTR_EQ(test, b.parent, &around);
	KUNIT_EXPECT_EQ(test, insert_resource(&root, &inside), 0);
	KUNIT_EXPECT_PTR_EQ(test, inside.parent, &b);
	KUNIT_EXPECT_PTR_EQ(test, insert_resource_conflict(&root, &across), &around);
	// Its children go back to where it was.
	KUNIT_EXPECT_EQ(test, remove_resource(&around), 0);
	KUNIT_EXPECT_PTR_EQ(test, root.child, &a);
	KUNIT_EXPECT_PTR_EQ(test, a.sibling, &b);
	KUNIT_EXPECT_PTR_EQ(test, b.parent, &root);
	KUNIT_EXPECT_PTR_EQ(test, b.child, &inside);
}

void splitting(struct kunit *test)
{
	resource root = make(0x1000, 0xffff), taken = make(0x4000, 0x4fff);
	unsigned pieces = 0;

	KUNIT_ASSERT_EQ(test, request_resource(&root, &taken), 0);
	reserve_region_with_split(&root, 0, 0x7fff, "reserved");
	KUNIT_ASSERT_NOT_NULL(test, root.child);
	KUNIT_EXPECT_EQ(test, root.child->start, 0x1000u); // cut to the root
	KUNIT_EXPECT_EQ(test, root.child->end, 0x3fffu);
	KUNIT_EXPECT_PTR_EQ(test, root.child->sibling, &taken);
	KUNIT_ASSERT_NOT_NULL(test, taken.sibling);
	KUNIT_EXPECT_EQ(test, taken.sibling->start, 0x5000u);
	KUNIT_EXPECT_EQ(test, taken.sibling->end, 0x7fffu);
	KUNIT_EXPECT_NULL(test, taken.sibling->sibling);
	// Nothing is left to mark.
	reserve_region_with_split(&root, 0x2000, 0x6fff, "again");
	for (resource *at = root.child; at; pieces++) {
		resource *next = at->sibling;

		if (at != &taken)
			kfree(at);
		at = next;
	}
	KUNIT_EXPECT_EQ(test, pieces, 3u);
}

void regions_of_drivers(struct kunit *test)
{
	resource root = make(0, 0xffff), device = make(0x1000, 0x1fff);

	KUNIT_ASSERT_EQ(test, request_resource(&root, &device), 0);
	resource *region = __request_region(&root, 0x1000, 0x100, "driver", 0);
	KUNIT_ASSERT_NOT_NULL(test, region);
	KUNIT_EXPECT_PTR_EQ(test, region->parent, &device); // not busy itself: gone down into
	KUNIT_EXPECT_TRUE(test, region->flags & IORESOURCE_BUSY);
	KUNIT_EXPECT_NULL(test, __request_region(&root, 0x10ff, 0x10, "rival", 0));
	__release_region(&root, 0x1000, 0x100);
	region = __request_region(&root, 0x10ff, 0x10, "rival", 0);
	KUNIT_EXPECT_NOT_NULL(test, region);
	__release_region(&root, 0x10ff, 0x10);
	KUNIT_EXPECT_NULL(test, device.child);
}

void memory_of_this_machine(struct kunit *test)
{
	phys_addr_t here = __pa_symbol(&iomem_resource);

	KUNIT_EXPECT_EQ(test, region_intersects(here, 16, IORESOURCE_SYSTEM_RAM, IORES_DESC_NONE),
			REGION_INTERSECTS);
	KUNIT_EXPECT_EQ(test,
			region_intersects(1ull << 47, 16, IORESOURCE_SYSTEM_RAM, IORES_DESC_NONE),
			REGION_DISJOINT);
	// In address order: children follow their parent and lie inside it.
	for (resource *at = resource_next(&iomem_resource), *next; at; at = next) {
		next = resource_next(at);
		KUNIT_EXPECT_TRUE(test, resource_contains(at->parent, at) ||
						at->parent == &iomem_resource);
		if (next)
			KUNIT_EXPECT_GE(test, next->start, at->start);
	}
}

struct kunit_case resource_cases[] = {
	KUNIT_CASE(ranges),
	KUNIT_CASE(requests),
	KUNIT_CASE(insertion),
	KUNIT_CASE(splitting),
	KUNIT_CASE(regions_of_drivers),
	KUNIT_CASE(memory_of_this_machine),
	{},
};

struct kunit_suite resource_suite = {
	.name = "platform_resource",
	.test_cases = resource_cases,
};
kunit_test_suite(resource_suite);

} // namespace
