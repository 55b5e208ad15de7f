// SPDX-License-Identifier: GPL-2.0-only
//
// The resource tree: who owns which addresses.
//
//	iomem_resource "PCI mem" [0, ~0]
//	  child-> pl011 -sibling-> System RAM -sibling-> ...
//	                             child-> Kernel code -sibling-> Kernel data
//
// Invariant, at every level: children lie inside their parent, are sorted by start, and don't
// overlap. resource_lock guards all links and ranges of both trees; walkers of /proc/iomem read
// without it at boot, when nothing changes any more.
//
// Linux 6.12: kernel/resource.c.

#include <linux/kernel.h>
#include <linux/ioport.h>
#include <linux/errno.h>
#include <linux/guard.hpp>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct resource ioport_resource = {
	.start = 0,
	.end = 0xffffff, // IO_SPACE_LIMIT: 16 MiB of PCI I/O ports
	.name = "PCI IO",
	.flags = IORESOURCE_IO,
};

struct resource iomem_resource = {
	.start = 0,
	.end = ~(resource_size_t)0,
	.name = "PCI mem",
	.flags = IORESOURCE_MEM,
};

static DEFINE_SPINLOCK(resource_lock);

namespace
{

// Link @res under @root. nullptr, or what is in the way: @root itself when @res doesn't fit in it.
resource *request(resource *root, resource *res)
{
	if (res->end < res->start || res->start < root->start || res->end > root->end)
		return root;
	for (resource **link = &root->child;; link = &(*link)->sibling) {
		resource *next = *link;

		if (next && next->end < res->start)
			continue;
		if (next && next->start <= res->end)
			return next;
		res->sibling = next;
		res->parent = root;
		*link = res;
		return nullptr;
	}
}

// The link that points at @res; nullptr when it isn't in a tree.
resource **link_of(resource *res)
{
	if (!res->parent)
		return nullptr;
	for (resource **link = &res->parent->child; *link; link = &(*link)->sibling)
		if (*link == res)
			return link;
	return nullptr;
}

int release(resource *res)
{
	resource **link = link_of(res);

	if (!link)
		return -EINVAL;
	*link = res->sibling;
	res->parent = nullptr;
	return 0;
}

// Put @res in between @parent and those children from @first on that it covers.
resource *adopt(resource *parent, resource *res, resource *first)
{
	resource *last = first;

	for (resource *next = first;; next = next->sibling) {
		if (next->start < res->start || next->end > res->end)
			return next; // covered in part
		last = next;
		if (!next->sibling || next->sibling->start > res->end)
			break;
	}
	res->parent = parent;
	res->sibling = last->sibling;
	res->child = first;
	*link_of(first) = res;
	last->sibling = nullptr;
	for (resource *child = first; child; child = child->sibling)
		child->parent = res;
	return nullptr;
}

// Linux 6.12: __insert_resource().
resource *insert(resource *parent, resource *res)
{
	for (;;) {
		resource *found = request(parent, res);

		if (!found || found == parent || found == res)
			return found;
		if (found->start > res->start || found->end < res->end ||
		    (found->start == res->start && found->end == res->end))
			return adopt(parent, res, found);
		parent = found; // it fits into one child: go down
	}
}

resource *make(resource_size_t start, resource_size_t end, const char *name, unsigned long flags)
{
	auto *res = static_cast<resource *>(kzalloc(sizeof(resource), GFP_ATOMIC));

	if (!res)
		return nullptr;
	res->start = start;
	res->end = end;
	res->name = name;
	res->flags = flags;
	return res;
}

bool matches(const resource *res, unsigned long flags, unsigned long desc)
{
	return (res->flags & flags) == flags && (desc == IORES_DESC_NONE || desc == res->desc);
}

// Next resource of the subtree of @top after @at, in address order; nullptr at the end.
resource *next_below(const resource *top, resource *at)
{
	if (at->child)
		return at->child;
	while (at != top && !at->sibling)
		at = at->parent;
	return at == top ? nullptr : at->sibling;
}

} // namespace

struct resource *request_resource_conflict(struct resource *root, struct resource *res)
{
	spinlock_irqsave_guard guard(&resource_lock);

	return request(root, res);
}

int request_resource(struct resource *root, struct resource *res)
{
	return request_resource_conflict(root, res) ? -EBUSY : 0;
}

int release_resource(struct resource *res)
{
	spinlock_irqsave_guard guard(&resource_lock);

	return release(res);
}

struct resource *insert_resource_conflict(struct resource *parent, struct resource *res)
{
	spinlock_irqsave_guard guard(&resource_lock);

	return insert(parent, res);
}

int insert_resource(struct resource *parent, struct resource *res)
{
	return insert_resource_conflict(parent, res) ? -EBUSY : 0;
}

int remove_resource(struct resource *old)
{
	spinlock_irqsave_guard guard(&resource_lock);
	resource **link = link_of(old);

	if (!link)
		return -EINVAL;
	if (old->child) {
		resource *last = old->child;

		for (resource *child = old->child; child; child = child->sibling) {
			child->parent = old->parent;
			last = child;
		}
		last->sibling = old->sibling;
		*link = old->child;
	} else {
		*link = old->sibling;
	}
	old->parent = old->child = old->sibling = nullptr;
	return 0;
}

void reserve_region_with_split(struct resource *root, resource_size_t start, resource_size_t end,
			       const char *name)
{
	// Cut to the root's range; then fill the gaps between its children.
	start = max(start, root->start);
	end = min(end, root->end);
	while (start <= end) {
		resource *res = make(start, end, name, resource_type(root) | IORESOURCE_BUSY);
		resource *conflict;

		if (!res)
			return;
		{
			spinlock_irqsave_guard guard(&resource_lock);

			while ((conflict = request(root, res)) && conflict->start > res->start)
				res->end = conflict->start - 1;
		}
		resource_size_t done = conflict ? conflict->end : res->end;
		if (conflict)
			kfree(res);
		if (done >= end)
			return;
		start = done + 1;
	}
}

int region_intersects(resource_size_t start, size_t size, unsigned long flags, unsigned long desc)
{
	spinlock_irqsave_guard guard(&resource_lock);
	resource range = {.start = start, .end = start + size - 1};
	unsigned wanted = 0, other = 0;

	for (resource *p = iomem_resource.child; p; p = p->sibling) {
		resource part;

		if (!resource_intersection(p, &range, &part))
			continue;
		if (matches(p, flags, desc)) {
			wanted++;
			continue;
		}
		// Not of the type itself; perhaps what lies below it is, and covers the whole part.
		bool covered = false;
		for (resource *below = p; (below = next_below(p, below));) {
			if (!resource_overlaps(below, &range) || !matches(below, flags, desc))
				continue;
			wanted++;
			if (below->start > part.start)
				break; // a gap before it
			if (below->end >= part.end) {
				covered = true;
				break;
			}
			part.start = max(part.start, below->end + 1);
		}
		if (!covered)
			other++;
	}
	if (!wanted)
		return REGION_DISJOINT;
	return other ? REGION_MIXED : REGION_INTERSECTS;
}

struct resource *__request_region(struct resource *parent, resource_size_t start, resource_size_t n,
				  const char *name, int flags)
{
	resource *res = make(start, start + n - 1, name,
			     resource_type(parent) | resource_ext_type(parent) | IORESOURCE_BUSY |
				     static_cast<unsigned>(flags));
	resource *conflict;

	if (!res)
		return nullptr;
	{
		spinlock_irqsave_guard guard(&resource_lock);

		// A region that isn't busy may hold this one: go down into it.
		while ((conflict = request(parent, res)) && conflict != parent &&
		       !(conflict->flags & IORESOURCE_BUSY))
			parent = conflict;
	}
	if (!conflict)
		return res;
	kfree(res);
	return nullptr;
}

void __release_region(struct resource *parent, resource_size_t start, resource_size_t n)
{
	resource_size_t end = start + n - 1;
	resource *found = nullptr;

	{
		spinlock_irqsave_guard guard(&resource_lock);
		resource *at = parent->child;

		while (at && !found) {
			if (at->start > start || at->end < end)
				at = at->sibling;
			else if (!(at->flags & IORESOURCE_BUSY))
				at = at->child;
			else if (at->start != start || at->end != end)
				break;
			else
				found = at;
		}
		if (found)
			release(found);
	}
	if (found)
		kfree(found);
	else
		pr_warn("Trying to free nonexistent resource <%016llx-%016llx>\n", (u64)start,
			(u64)end);
}

struct resource *resource_next(struct resource *res)
{
	if (res->child)
		return res->child;
	while (res && !res->sibling)
		res = res->parent;
	return res ? res->sibling : nullptr;
}
