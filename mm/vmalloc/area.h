/* SPDX-License-Identifier: GPL-2.0-only */
// Ranges of kernel addresses: what is free, what is taken. The theory is told in area.cpp.
#pragma once

#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

namespace vmspace
{

inline unsigned long size_of(const struct vmap_area *va)
{
	return va->va_end - va->va_start;
}

// Areas sorted by address, twice: a tree to find one, a list to step to its neighbours.
struct AreaSet {
	struct rb_root root = {nullptr};
	struct list_head head = {&head, &head};
	// The area that was added last, or what stood before it once that is gone. The next one to be added often stands
	// right beside it, and the next one to be looked for often is it; then nobody goes through the tree.
	struct vmap_area *hint = nullptr;

	void init()
	{
		root.rb_node = nullptr;
		INIT_LIST_HEAD(&head);
		hint = nullptr;
	}

	bool empty() const
	{
		return root.rb_node == nullptr;
	}

	// The area that holds addr, or nullptr.
	struct vmap_area *find(unsigned long addr) const;
	// Adds an area. An overlap with another one is a bug in the caller: warned about, not added.
	bool insert(struct vmap_area *va);
	// Takes an area of this set out.
	void erase(struct vmap_area *va);
	// Takes the area that holds addr out, and returns it; nullptr when there is none. Its links are void.
	struct vmap_area *take(unsigned long addr);

	// Adds an area and joins it with neighbours that touch it. The records that become superfluous go to
	// release(). Returns the record that now covers the area, nullptr on overlap.
	struct vmap_area *insert_and_merge(struct vmap_area *va,
					   void (*release)(struct vmap_area *));

	bool is_in_hint(unsigned long addr) const
	{
		return hint && addr - hint->va_start < size_of(hint);
	}
	struct vmap_area *find_in_tree(unsigned long addr) const;
	// An area goes, and if the hint is it, that becomes the one before.
	void move_hint_from(const struct vmap_area *va)
	{
		if (hint == va)
			hint = va->list.prev == &head
				       ? nullptr
				       : list_entry(va->list.prev, struct vmap_area, list);
	}
};

// Inline: each vfree() is one of these.
__always_inline struct vmap_area *AreaSet::take(unsigned long addr)
{
	struct vmap_area *va = is_in_hint(addr) ? hint : find_in_tree(addr);

	if (likely(va != nullptr)) {
		rb_erase(&va->rb_node, &root);
		move_hint_from(va);
		__list_del_entry(&va->list);
	}
	return va;
}

// The free addresses: an AreaSet whose tree also knows, per subtree, the size of the largest area in it.
struct FreeAreas : AreaSet {
	// What carve() does when it needs one more record, and with one that it doesn't need any more.
	struct Records {
		struct vmap_area *(*obtain)();
		void (*release)(struct vmap_area *);
	};

	bool insert(struct vmap_area *va);
	void erase(struct vmap_area *va);
	struct vmap_area *insert_and_merge(struct vmap_area *va,
					   void (*release)(struct vmap_area *));

	// Lowest area with room for size bytes at an address that is a multiple of align and at least vstart.
	struct vmap_area *find_lowest(unsigned long size, unsigned long align, unsigned long vstart,
				      unsigned long need) const;

	// Takes [start, start + size), which must lie in va, out of it. False when a record was needed and missing.
	bool carve(struct vmap_area *va, unsigned long start, unsigned long size,
		   const Records &records);

	// Takes size bytes at the lowest possible address in [vstart, vend). Returns it, or vend when nothing fits.
	unsigned long alloc(unsigned long size, unsigned long align, unsigned long vstart,
			    unsigned long vend, const Records &records);

	// Last free area that begins at or below addr (it may end below addr), or nullptr.
	struct vmap_area *at_or_below(unsigned long addr) const;

	// Whether every subtree maximum is right and the list agrees with the tree; for tests.
	bool consistent() const;

private:
	// Takes an area out as it is. Returns its first address.
	unsigned long take_whole(struct vmap_area *va, const Records &records);
	unsigned long search_and_carve(unsigned long size, unsigned long align,
				       unsigned long vstart, unsigned long vend,
				       const Records &records);

	// What alloc() found last. No area before it has room for size bytes from vstart on, and that stays so until an area
	// is added or joined: areas that are carved only shrink.
	struct {
		struct vmap_area *area;
		unsigned long size, vstart;
	} lowest_ = {};
};

} // namespace vmspace
