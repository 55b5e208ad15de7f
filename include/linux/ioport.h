/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IOPORT_H
#define _LINUX_IOPORT_H
/*
 * The resource tree: who owns which range of physical addresses. /proc/iomem prints it.
 *
 * A resource is an inclusive range [start, end]; its children lie inside it, are sorted by address
 * and don't overlap. A request fails when it would overlap a sibling; an insert may slide between a
 * parent and children that it covers.
 *
 * Linux 6.12: include/linux/ioport.h, kernel/resource.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

struct resource {
	resource_size_t start;
	resource_size_t end; /* inclusive */
	const char *name;
	unsigned long flags; /* IORESOURCE_* */
	unsigned long desc;  /* IORES_DESC_* */
	struct resource *parent, *sibling, *child;
};

#define IORESOURCE_BITS                  0x000000ff
#define IORESOURCE_TYPE_BITS             0x00001f00
#define IORESOURCE_IO                    0x00000100
#define IORESOURCE_MEM                   0x00000200
#define IORESOURCE_REG                   0x00000300
#define IORESOURCE_IRQ                   0x00000400
#define IORESOURCE_DMA                   0x00000800
#define IORESOURCE_BUS                   0x00001000
#define IORESOURCE_PREFETCH              0x00002000
#define IORESOURCE_READONLY              0x00004000
#define IORESOURCE_CACHEABLE             0x00008000
#define IORESOURCE_SIZEALIGN             0x00040000
#define IORESOURCE_STARTALIGN            0x00080000
#define IORESOURCE_MEM_64                0x00100000
#define IORESOURCE_WINDOW                0x00200000
#define IORESOURCE_MUXED                 0x00400000
#define IORESOURCE_EXT_TYPE_BITS         0x01000000
#define IORESOURCE_SYSRAM                0x01000000
#define IORESOURCE_SYSRAM_DRIVER_MANAGED 0x02000000
#define IORESOURCE_SYSRAM_MERGEABLE      0x04000000
#define IORESOURCE_EXCLUSIVE             0x08000000
#define IORESOURCE_DISABLED              0x10000000
#define IORESOURCE_UNSET                 0x20000000
#define IORESOURCE_AUTO                  0x40000000
#define IORESOURCE_BUSY                  0x80000000
#define IORESOURCE_SYSTEM_RAM            (IORESOURCE_MEM | IORESOURCE_SYSRAM)

enum {
	IORES_DESC_NONE = 0,
	IORES_DESC_CRASH_KERNEL = 1,
	IORES_DESC_ACPI_TABLES = 2,
	IORES_DESC_ACPI_NV_STORAGE = 3,
	IORES_DESC_PERSISTENT_MEMORY = 4,
	IORES_DESC_PERSISTENT_MEMORY_LEGACY = 5,
	IORES_DESC_DEVICE_PRIVATE_MEMORY = 6,
	IORES_DESC_RESERVED = 7,
	IORES_DESC_SOFT_RESERVED = 8,
	IORES_DESC_CXL = 9,
};

enum {
	REGION_INTERSECTS,
	REGION_DISJOINT,
	REGION_MIXED,
};

#define DEFINE_RES_NAMED(_start, _size, _name, _flags)                                             \
	{                                                                                          \
		.start = (_start), .end = (_start) + (_size)-1, .name = (_name),                   \
		.flags = (_flags), .desc = IORES_DESC_NONE,                                        \
	}
#define DEFINE_RES_MEM_NAMED(_start, _size, _name)                                                 \
	DEFINE_RES_NAMED((_start), (_size), (_name), IORESOURCE_MEM)
#define DEFINE_RES_MEM(_start, _size) DEFINE_RES_MEM_NAMED((_start), (_size), NULL)

/** iomem_resource - root of the physical address space; ioport_resource - root of PCI I/O ports. */
extern struct resource ioport_resource;
extern struct resource iomem_resource;

/**
 * request_resource() - put @res under @root. Returns 0, or -EBUSY when it overlaps another child or
 * leaves @root.
 */
int request_resource(struct resource *root, struct resource *res);
/**
 * request_resource_conflict() - as request_resource(); returns NULL, or the resource in the way.
 */
struct resource *request_resource_conflict(struct resource *root, struct resource *res);
/**
 * release_resource() - take @res out, with everything below it. Returns 0, or -EINVAL when it isn't
 * in the tree.
 */
int release_resource(struct resource *res);
/**
 * insert_resource() - put @res as deep below @parent as it fits, above resources that it covers
 * whole. Returns 0, or -EBUSY when it overlaps one in part.
 */
int insert_resource(struct resource *parent, struct resource *res);
/** insert_resource_conflict() - as insert_resource(); returns NULL, or the resource in the way. */
struct resource *insert_resource_conflict(struct resource *parent, struct resource *res);
/**
 * remove_resource() - undo insert_resource(): the children move up to the parent. Returns 0 or
 * -EINVAL.
 */
int remove_resource(struct resource *old);
/**
 * reserve_region_with_split() - mark what isn't claimed yet of [@start, @end] below @root as @name
 * (inclusive). Needs the slab allocator. Failures to allocate are silent, as the marks only inform.
 */
void reserve_region_with_split(struct resource *root, resource_size_t start, resource_size_t end,
			       const char *name);
/**
 * region_intersects() - how [@start, @start + @size) meets the resources of type @flags and @desc
 * in /proc/iomem. Returns REGION_INTERSECTS when it lies in such, REGION_DISJOINT when it meets
 * none, REGION_MIXED when in part.
 */
int region_intersects(resource_size_t start, size_t size, unsigned long flags, unsigned long desc);
/**
 * __request_region() - allocate a busy resource [@start, @start + @n) below @parent for a driver.
 * Needs the slab allocator. Returns it, or NULL when the range is busy or memory is out.
 */
struct resource *__request_region(struct resource *parent, resource_size_t start, resource_size_t n,
				  const char *name, int flags);
/**
 * __release_region() - give back what __request_region() with the same range made; one line when
 * there is none.
 */
void __release_region(struct resource *parent, resource_size_t start, resource_size_t n);

#define request_mem_region(start, n, name)                                                         \
	__request_region(&iomem_resource, (start), (n), (name), 0)
#define request_region(start, n, name) __request_region(&ioport_resource, (start), (n), (name), 0)
#define release_mem_region(start, n)   __release_region(&iomem_resource, (start), (n))
#define release_region(start, n)       __release_region(&ioport_resource, (start), (n))

/**
 * resource_next() - the resource that follows @res in a walk of the whole tree in address order
 * (children first).
 */
struct resource *resource_next(struct resource *res);

static inline resource_size_t resource_size(const struct resource *res)
{
	return res->end - res->start + 1;
}
static inline void resource_set_size(struct resource *res, resource_size_t size)
{
	res->end = res->start + size - 1;
}
static inline void resource_set_range(struct resource *res, resource_size_t start,
				      resource_size_t size)
{
	res->start = start;
	resource_set_size(res, size);
}
static inline unsigned long resource_type(const struct resource *res)
{
	return res->flags & IORESOURCE_TYPE_BITS;
}
static inline unsigned long resource_ext_type(const struct resource *res)
{
	return res->flags & IORESOURCE_EXT_TYPE_BITS;
}
/** resource_contains() - whether @r2 lies inside @r1 and has the same type. */
static inline bool resource_contains(const struct resource *r1, const struct resource *r2)
{
	if (resource_type(r1) != resource_type(r2))
		return false;
	if ((r1->flags | r2->flags) & IORESOURCE_UNSET)
		return false;
	return r1->start <= r2->start && r1->end >= r2->end;
}
static inline bool resource_overlaps(const struct resource *r1, const struct resource *r2)
{
	return r1->start <= r2->end && r1->end >= r2->start;
}
/** resource_intersection() - range in both, to @r; false when they don't overlap. */
static inline bool resource_intersection(const struct resource *r1, const struct resource *r2,
					 struct resource *r)
{
	if (!resource_overlaps(r1, r2))
		return false;
	r->start = r1->start > r2->start ? r1->start : r2->start;
	r->end = r1->end < r2->end ? r1->end : r2->end;
	return true;
}
/** resource_union() - range of both together, to @r; false when they don't overlap. */
static inline bool resource_union(const struct resource *r1, const struct resource *r2,
				  struct resource *r)
{
	if (!resource_overlaps(r1, r2))
		return false;
	r->start = r1->start < r2->start ? r1->start : r2->start;
	r->end = r1->end > r2->end ? r1->end : r2->end;
	return true;
}

__END_DECLS

#endif /* _LINUX_IOPORT_H */
