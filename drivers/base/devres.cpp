// SPDX-License-Identifier: GPL-2.0-only
//
// Managed resources of a device: the list of what has been acquired for it, given back in reverse order when its driver
// leaves it or it goes away, so that drivers and tests need no error paths of their own.
//
//	device.devres_head ◀─▶ node ◀─▶ node ◀─▶ ( group's open node ◀─▶ node ◀─▶ … ◀─▶ group's close node ) ◀─▶ node
//	                       oldest                                                                          newest
//
//	one resource, one allocation:   [ node: link, release(), name, size │ padding to 128 │ data… ]
//	                                                                                       └─ what callers see
//
// The data begins at a multiple of 128, so that a device may read and write it by DMA (ARCH_DMA_MINALIGN); and the
// allocation has the size of its kmalloc bucket, which is what makes the same objects lie in the same slabs as in Linux.
//
// States of a resource: allocated (linked to itself) → added → taken out again, and freed or released.
// Lock: device.devres_lock (interrupts off), which guards the list. Release functions run without it, in task context.
//
// Linux 6.12: drivers/base/devres.c.

#include <linux/device.h>
#include <linux/guard.hpp>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/sections.h>

namespace
{

constexpr size_t data_alignment = 128;

struct devres_node {
	list_head entry;
	dr_release_t release;
	const char *name;
	size_t size;
};

struct alignas(data_alignment) devres {
	devres_node node;

	void *data()
	{
		return this + 1;
	}
	static devres *of_data(const void *data)
	{
		return static_cast<devres *>(const_cast<void *>(data)) - 1;
	}
	static devres *of_node(devres_node *node)
	{
		return container_of(node, devres, node);
	}
};
static_assert(sizeof(devres) == data_alignment);

// A group is a pair of nodes around its members; close is linked to itself while the group is open.
struct devres_group {
	devres_node open;
	devres_node close;
	void *id;
	bool opened_in_range; // see take()
};

// These only mark what a node is.
void release_group_open(struct device *, void *)
{
}
void release_group_close(struct device *, void *)
{
}

devres_group *group_of(devres_node *node)
{
	if (node->release == release_group_open)
		return container_of(node, devres_group, open);
	if (node->release == release_group_close)
		return container_of(node, devres_group, close);
	return nullptr;
}

// Bytes for a resource with this much data; 0: more than there can be.
size_t total_size(size_t size)
{
	const size_t total = size_add(sizeof(devres), size);

	return total == SIZE_MAX ? 0 : kmalloc_size_roundup(total);
}

devres *allocate(dr_release_t release, const char *name, size_t size, gfp_t gfp,
		 unsigned long caller)
{
	const size_t total = total_size(size);

	if (!total)
		return nullptr;
	devres *const res = static_cast<devres *>(__kmalloc_node_track_caller_noprof(
		PASS_BUCKET_PARAMS(total, nullptr), gfp, NUMA_NO_NODE, caller));

	if (!res)
		return nullptr;
	res->node = {{}, release, name, size};
	INIT_LIST_HEAD(&res->node.entry);
	return res;
}

devres *find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	devres_node *node;

	list_for_each_entry_reverse(node, &dev->devres_head, entry) {
		devres *const res = devres::of_node(node);

		if (node->release == release && (!match || match(dev, res->data(), match_data)))
			return res;
	}
	return nullptr;
}

// Moves what lies from first up to end (not included) to todo. A group's marks go along if both lie there; of an open
// group there is only one. Value: resources moved, groups not counted.
int take(list_head *first, list_head *end, list_head *todo)
{
	int resources = 0;

	for (list_head *entry = first; entry != end; entry = entry->next)
		if (devres_group *const group = group_of(list_entry(entry, devres_node, entry)))
			group->opened_in_range = false;

	for (list_head *entry = first, *next; entry != end; entry = next) {
		devres_group *const group = group_of(list_entry(entry, devres_node, entry));

		next = entry->next;
		if (!group) {
			list_move_tail(entry, todo);
			resources++;
		} else if (entry == &group->open.entry && !list_empty(&group->close.entry)) {
			group->opened_in_range = true;
		} else if (entry == &group->open.entry || group->opened_in_range) {
			list_del_init(&group->close.entry);
			list_move_tail(&group->open.entry, todo);
		}
	}
	return resources;
}

// The newest first. Group marks are only freed.
void release(struct device *dev, list_head *todo)
{
	devres_node *node, *older;

	list_for_each_entry_safe_reverse(node, older, todo, entry)
	{
		list_del_init(&node->entry);
		if (devres_group *const group = group_of(node)) {
			kfree(group);
			continue;
		}
		devres *const res = devres::of_node(node);

		node->release(dev, res->data());
		kfree(res);
	}
}

// The newest group with this id; without id the newest that is still open.
devres_group *find_group(struct device *dev, void *id)
{
	devres_node *node;

	list_for_each_entry_reverse(node, &dev->devres_head, entry) {
		devres_group *const group = group_of(node);

		if (group && node == &group->open &&
		    (id ? group->id == id : list_empty(&group->close.entry)))
			return group;
	}
	return nullptr;
}

struct action {
	void *data;
	void (*function)(void *);
};

void release_action(struct device *, void *res)
{
	const action *const act = static_cast<action *>(res);

	act->function(act->data);
}
int match_action(struct device *, void *res, void *wanted)
{
	const action *const a = static_cast<action *>(res), *const b =
								    static_cast<action *>(wanted);

	return a->function == b->function && a->data == b->data;
}

// Memory is the resource's own data: freeing the resource frees it.
void release_memory(struct device *, void *)
{
}
int match_memory(struct device *, void *res, void *wanted)
{
	return res == wanted;
}

struct pages {
	unsigned long address;
	unsigned int order;
};

void release_pages(struct device *, void *res)
{
	const pages *const p = static_cast<pages *>(res);

	free_pages(p->address, p->order);
}
int match_pages(struct device *, void *res, void *wanted)
{
	return static_cast<pages *>(res)->address == static_cast<pages *>(wanted)->address;
}

void release_percpu(struct device *, void *res)
{
	free_percpu(*static_cast<void __percpu **>(res));
}
int match_percpu(struct device *, void *res, void *wanted)
{
	return *static_cast<void __percpu **>(res) == wanted;
}

} // namespace

// ---------------------------------------------------------------------------------------------------------------------
// Resources of any kind.

void *__devres_alloc_node(dr_release_t release, size_t size, gfp_t gfp, int, const char *name)
{
	devres *const res = allocate(release, name, size, gfp | __GFP_ZERO, _RET_IP_);

	return res ? res->data() : nullptr;
}

void devres_free(void *res)
{
	if (!res)
		return;
	BUG_ON(!list_empty(&devres::of_data(res)->node.entry));
	kfree(devres::of_data(res));
}

void devres_add(struct device *dev, void *res)
{
	devres_node *const node = &devres::of_data(res)->node;
	spinlock_irqsave_guard guard(&dev->devres_lock);

	BUG_ON(!list_empty(&node->entry));
	list_add_tail(&node->entry, &dev->devres_head);
}

void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	spinlock_irqsave_guard guard(&dev->devres_lock);
	devres *const res = find(dev, release, match, match_data);

	return res ? res->data() : nullptr;
}

void *devres_get(struct device *dev, void *new_res, dr_match_t match, void *match_data)
{
	devres *const fresh = devres::of_data(new_res);
	devres *res;
	{
		spinlock_irqsave_guard guard(&dev->devres_lock);

		res = find(dev, fresh->node.release, match, match_data);
		if (!res)
			list_add_tail(&fresh->node.entry, &dev->devres_head);
	}
	if (!res)
		return new_res;
	devres_free(new_res);
	return res->data();
}

void *devres_remove(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	spinlock_irqsave_guard guard(&dev->devres_lock);
	devres *const res = find(dev, release, match, match_data);

	if (!res)
		return nullptr;
	list_del_init(&res->node.entry);
	return res->data();
}

int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	void *const res = devres_remove(dev, release, match, match_data);

	if (!res)
		return -ENOENT;
	devres_free(res);
	return 0;
}

int devres_release(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	void *const res = devres_remove(dev, release, match, match_data);

	if (!res)
		return -ENOENT;
	release(dev, res);
	devres_free(res);
	return 0;
}

void devres_for_each_res(struct device *dev, dr_release_t release, dr_match_t match,
			 void *match_data, void (*fn)(struct device *, void *, void *), void *data)
{
	spinlock_irqsave_guard guard(&dev->devres_lock);
	devres_node *node, *older;

	list_for_each_entry_safe_reverse(node, older, &dev->devres_head, entry)
	{
		devres *const res = devres::of_node(node);

		if (node->release == release && (!match || match(dev, res->data(), match_data)))
			fn(dev, res->data(), data);
	}
}

int devres_release_all(struct device *dev)
{
	LIST_HEAD(todo);
	int resources;

	// A device that was never initialised has none.
	if (WARN_ON(!dev->devres_head.next))
		return -ENODEV;
	if (list_empty(&dev->devres_head))
		return 0;
	{
		spinlock_irqsave_guard guard(&dev->devres_lock);

		resources = take(dev->devres_head.next, &dev->devres_head, &todo);
	}
	release(dev, &todo);
	return resources;
}

// ---------------------------------------------------------------------------------------------------------------------
// Groups.

void *devres_open_group(struct device *dev, void *id, gfp_t gfp)
{
	devres_group *const group = static_cast<devres_group *>(kmalloc(sizeof(devres_group), gfp));

	if (!group)
		return nullptr;
	group->open = {{}, release_group_open, "grp<", 0};
	group->close = {{}, release_group_close, "grp>", 0};
	INIT_LIST_HEAD(&group->open.entry);
	INIT_LIST_HEAD(&group->close.entry);
	group->id = id ?: group;
	group->opened_in_range = false;

	spinlock_irqsave_guard guard(&dev->devres_lock);

	list_add_tail(&group->open.entry, &dev->devres_head);
	return group->id;
}

void devres_close_group(struct device *dev, void *id)
{
	spinlock_irqsave_guard guard(&dev->devres_lock);
	devres_group *const group = find_group(dev, id);

	if (!WARN_ON(!group))
		list_add_tail(&group->close.entry, &dev->devres_head);
}

void devres_remove_group(struct device *dev, void *id)
{
	devres_group *group;
	{
		spinlock_irqsave_guard guard(&dev->devres_lock);

		group = find_group(dev, id);
		if (!WARN_ON(!group)) {
			list_del_init(&group->open.entry);
			list_del_init(&group->close.entry);
		}
	}
	kfree(group);
}

int devres_release_group(struct device *dev, void *id)
{
	LIST_HEAD(todo);
	int resources = 0;
	{
		spinlock_irqsave_guard guard(&dev->devres_lock);
		devres_group *const group = find_group(dev, id);

		if (WARN_ON(!group))
			return 0;
		list_head *const end = list_empty(&group->close.entry) ? &dev->devres_head
								       : group->close.entry.next;

		resources = take(&group->open.entry, end, &todo);
	}
	release(dev, &todo);
	return resources;
}

// ---------------------------------------------------------------------------------------------------------------------
// Actions.

int __devm_add_action(struct device *dev, void (*function)(void *), void *data, const char *name)
{
	devres *const res = allocate(release_action, name, sizeof(action), GFP_KERNEL, _RET_IP_);

	if (!res)
		return -ENOMEM;
	*static_cast<action *>(res->data()) = {data, function};
	devres_add(dev, res->data());
	return 0;
}

void devm_remove_action(struct device *dev, void (*function)(void *), void *data)
{
	action wanted = {data, function};

	WARN_ON(devres_destroy(dev, release_action, match_action, &wanted));
}

void devm_release_action(struct device *dev, void (*function)(void *), void *data)
{
	action wanted = {data, function};

	WARN_ON(devres_release(dev, release_action, match_action, &wanted));
}

// ---------------------------------------------------------------------------------------------------------------------
// Memory.

void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp)
{
	if (!size)
		return ZERO_SIZE_PTR;
	// The name is Linux's, from the time when there was kzalloc only.
	devres *const res = allocate(release_memory, "devm_kzalloc_release", size, gfp, _RET_IP_);

	if (!res)
		return nullptr;
	devres_add(dev, res->data());
	return res->data();
}

// The resource keeps its place in the order of release. What fits in the bucket stays where it is.
void *devm_krealloc(struct device *dev, void *ptr, size_t size, gfp_t gfp)
{
	if (!size) {
		devm_kfree(dev, ptr);
		return ZERO_SIZE_PTR;
	}
	if (ZERO_OR_NULL_PTR(ptr))
		return devm_kmalloc(dev, size, gfp);
	// A text of devm_kstrdup_const() was never allocated.
	if (WARN_ON(is_kernel_rodata(reinterpret_cast<unsigned long>(ptr))))
		return nullptr;

	const size_t total = total_size(size);
	const size_t old_total = ksize(devres::of_data(ptr));

	if (!total)
		return nullptr;
	if (WARN(!old_total, "Pointer doesn't point to dynamically allocated memory."))
		return nullptr;
	if (total <= old_total)
		return ptr;

	devres *const bigger =
		allocate(release_memory, "devm_krealloc_release", size, gfp, _RET_IP_);

	if (!bigger)
		return nullptr;
	devres *old;
	{
		spinlock_irqsave_guard guard(&dev->devres_lock);

		old = find(dev, release_memory, match_memory, ptr);
		if (old)
			list_replace_init(&old->node.entry, &bigger->node.entry);
	}
	if (WARN(!old, "Memory chunk not managed or managed by a different device.")) {
		kfree(bigger);
		return nullptr;
	}
	memcpy(bigger->data(), ptr, old_total - sizeof(devres));
	kfree(old);
	return bigger->data();
}

void devm_kfree(struct device *dev, const void *p)
{
	if (ZERO_OR_NULL_PTR(p) || is_kernel_rodata(reinterpret_cast<unsigned long>(p)))
		return;
	WARN_ON(devres_destroy(dev, release_memory, match_memory, const_cast<void *>(p)));
}

void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp)
{
	void *const copy = devm_kmalloc(dev, len, gfp);

	return copy ? memcpy(copy, src, len) : nullptr;
}

char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp)
{
	return s ? static_cast<char *>(devm_kmemdup(dev, s, strlen(s) + 1, gfp)) : nullptr;
}

const char *devm_kstrdup_const(struct device *dev, const char *s, gfp_t gfp)
{
	return is_kernel_rodata(reinterpret_cast<unsigned long>(s)) ? s : devm_kstrdup(dev, s, gfp);
}

char *devm_kvasprintf(struct device *dev, gfp_t gfp, const char *fmt, va_list ap)
{
	va_list twice;

	va_copy(twice, ap);
	const int length = vsnprintf(nullptr, 0, fmt, twice);
	va_end(twice);

	char *const text = static_cast<char *>(devm_kmalloc(dev, length + 1, gfp));

	if (text)
		vsnprintf(text, length + 1, fmt, ap);
	return text;
}

char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	char *const text = devm_kvasprintf(dev, gfp, fmt, ap);
	va_end(ap);
	return text;
}

unsigned long devm_get_free_pages(struct device *dev, gfp_t gfp_mask, unsigned int order)
{
	const unsigned long address = __get_free_pages(gfp_mask, order);

	if (!address)
		return 0;
	devres *const res =
		allocate(release_pages, "devm_pages_release", sizeof(pages), GFP_KERNEL, _RET_IP_);

	if (!res) {
		free_pages(address, order);
		return 0;
	}
	*static_cast<pages *>(res->data()) = {address, order};
	devres_add(dev, res->data());
	return address;
}

void devm_free_pages(struct device *dev, unsigned long addr)
{
	pages wanted = {addr, 0};

	WARN_ON(devres_release(dev, release_pages, match_pages, &wanted));
}

void __percpu *__devm_alloc_percpu(struct device *dev, size_t size, size_t align)
{
	void __percpu *const area = __alloc_percpu(size, align);

	if (!area)
		return nullptr;
	devres *const res =
		allocate(release_percpu, "devm_percpu_release", sizeof(area), GFP_KERNEL, _RET_IP_);

	if (!res) {
		free_percpu(area);
		return nullptr;
	}
	*static_cast<void __percpu **>(res->data()) = area;
	devres_add(dev, res->data());
	return area;
}

void devm_free_percpu(struct device *dev, void __percpu *pdata)
{
	WARN_ON(devres_release(dev, release_percpu, match_percpu, (void *)pdata));
}
