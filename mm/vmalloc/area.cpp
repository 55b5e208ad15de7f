// SPDX-License-Identifier: GPL-2.0-only
// Free and busy ranges of kernel addresses.
//
// The question that has to be answered fast is "which is the lowest free range with room for this many bytes?", among
// as many ranges as vmalloc users leave behind. The free ranges are kept in a red-black tree by address, and each node
// remembers the size of the largest range in its subtree:
//
//                       [40-60] max 30
//                      /              \            a request for 16: the left subtree has nothing (max 8), the
//            [10-18] max 8         [100-130] max 30   root has 20: taken at 40.
//            /                     /                  a request for 25: not left, not the root, so right.
//        [0-4] max 4          [70-75] max 5
//
// so a search goes down one path: left when the left subtree has room, else this node, else right. Alignment makes it
// inexact: a range may be long enough and yet hold no aligned start. The search therefore asks the subtrees for
// size + align - 1, which is enough wherever the range begins, and tries each node that it passes with the exact size.
// Two neighbours in the set never touch: freeing joins them.
//
// The free areas also remember the last answer: until an area is added, the same question finds nothing lower.
//
// A set of busy areas has no maxima, but a hint: since addresses are given out in rising order, most areas are added right
// behind the one added last, and many are looked for (to be freed) while they are that one.
//
// Which range a search finds, and which record survives a split or a join, is Linux's choice, because addresses that
// vmalloc() returns are visible. Linux 6.12 mm/vmalloc.c: find_va_links(), find_vmap_lowest_match(), va_clip(),
// merge_or_add_vmap_area_augment().
//
// Locks: none here; whoever owns a set guards it.

#include "mm/vmalloc/area.h"

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/minmax.h>
#include <linux/rbtree_augmented.h>

namespace vmspace
{

namespace
{

struct vmap_area *area_of(struct rb_node *node)
{
	return rb_entry(node, struct vmap_area, rb_node);
}

unsigned long largest_below(const struct rb_node *node)
{
	return node ? rb_entry(node, struct vmap_area, rb_node)->subtree_max_size : 0;
}

RB_DECLARE_CALLBACKS_MAX(static, largest_hole, struct vmap_area, rb_node, unsigned long,
			 subtree_max_size, size_of);

// Recomputes the maxima from va up to the root, as far as they change.
void size_changed(struct vmap_area *va)
{
	largest_hole_propagate(&va->rb_node, nullptr);
}

// Where a new area hangs itself into the tree, and which list entry it will stand in front of.
struct Place {
	struct rb_node *parent;
	struct rb_node **link; // nullptr: the area overlaps one that is there
	struct list_head *next;
};

// The area that a list entry belongs to; nullptr for the list's head.
struct vmap_area *at(const AreaSet &set, struct list_head *entry)
{
	return entry == &set.head ? nullptr : list_entry(entry, struct vmap_area, list);
}

__cold noinline void report_overlap(const struct vmap_area *va, const struct vmap_area *other)
{
	WARN(1, "vmalloc bug: 0x%lx-0x%lx overlaps with 0x%lx-0x%lx\n", va->va_start, va->va_end,
	     other->va_start, other->va_end);
}

// Areas of a set are apart from each other. So it is enough to compare where they begin on the way down, and to look at the two
// neighbours there.
Place find_place(AreaSet &set, const struct vmap_area *va)
{
	// A step is to be short: there are many.
	static_assert(offsetof(struct rb_node, rb_left) ==
		      offsetof(struct rb_node, rb_right) + sizeof(struct rb_node *));
	struct rb_node *parent = nullptr, **link = &set.root.rb_node;
	bool left = false;

	while (struct rb_node *node = *link) {
		parent = node;
		left = va->va_start < area_of(node)->va_start;
		link = &node->rb_right + left;
	}
	if (!parent)
		return {nullptr, link, &set.head};

	struct list_head *next = left ? &area_of(parent)->list : area_of(parent)->list.next;
	const struct vmap_area *behind = at(set, next), *before = at(set, next->prev);

	if (unlikely(behind && behind->va_start < va->va_end))
		before = behind;
	else if (likely(!before || before->va_end <= va->va_start))
		return {parent, link, next};
	report_overlap(va, before);
	return {nullptr, nullptr, nullptr};
}

// Whether va belongs between the set's hint and the area behind that; then *place is there. Of two neighbours in a tree, one
// has no child on the other's side.
bool behind_hint(const AreaSet &set, const struct vmap_area *va, Place *place)
{
	struct vmap_area *hint = set.hint;

	if (!hint || hint->va_end > va->va_start)
		return false;

	struct list_head *next = hint->list.next;
	struct rb_node *parent = &hint->rb_node;

	if (next != &set.head) {
		struct vmap_area *behind = list_entry(next, struct vmap_area, list);

		if (behind->va_start < va->va_end)
			return false;
		if (parent->rb_right) {
			*place = {&behind->rb_node, &behind->rb_node.rb_left, next};
			return true;
		}
	}
	*place = {parent, &parent->rb_right, next};
	return true;
}

// How a set keeps its tree: the plain one, and the one with maxima.
struct PlainTree {
	static void link(AreaSet &set, struct vmap_area *va, const Place &place)
	{
		rb_link_node(&va->rb_node, place.parent, place.link);
		rb_insert_color(&va->rb_node, &set.root);
		set.hint = va;
	}
	static void unlink(AreaSet &set, struct vmap_area *va)
	{
		rb_erase(&va->rb_node, &set.root);
		set.move_hint_from(va);
	}
	static void resized(struct vmap_area *)
	{
	}
};

struct MaxTree {
	static void link(AreaSet &set, struct vmap_area *va, const Place &place)
	{
		rb_link_node(&va->rb_node, place.parent, place.link);
		// Rotations carry maxima along, so they must be right on the whole path before the tree is balanced.
		va->subtree_max_size = 0;
		size_changed(va);
		rb_insert_augmented(&va->rb_node, &set.root, &largest_hole);
	}
	static void unlink(AreaSet &set, struct vmap_area *va)
	{
		rb_erase_augmented(&va->rb_node, &set.root, &largest_hole);
		if (set.hint == va)
			set.hint = nullptr;
	}
	static void resized(struct vmap_area *va)
	{
		size_changed(va);
	}
};

template <typename Tree>
void add(AreaSet &set, struct vmap_area *va, const Place &place)
{
	Tree::link(set, va, place);
	list_add_tail(&va->list, place.next);
}

template <typename Tree>
void remove(AreaSet &set, struct vmap_area *va)
{
	Tree::unlink(set, va);
	list_del_init(&va->list);
	RB_CLEAR_NODE(&va->rb_node);
}

// Adds an area whose neighbours are known.
template <typename Tree>
struct vmap_area *merge(AreaSet &set, struct vmap_area *va, struct vmap_area *prev,
			struct vmap_area *next, void (*release)(struct vmap_area *))
{
	bool joins_next = next && next->va_start == va->va_end;
	bool joins_prev = prev && prev->va_end == va->va_start;
	struct vmap_area *whole = joins_prev ? prev : next;
	unsigned long start = joins_prev ? prev->va_start : va->va_start;
	unsigned long end = joins_next ? next->va_end : va->va_end;

	release(va);
	if (joins_prev && joins_next) {
		remove<Tree>(set, next);
		release(next);
	}
	whole->va_start = start;
	whole->va_end = end;
	Tree::resized(whole);
	set.hint = whole;
	return whole;
}

template <typename Tree>
struct vmap_area *add_and_merge(AreaSet &set, struct vmap_area *va,
				void (*release)(struct vmap_area *))
{
	// A purge comes from above: often the area stands in front of the one before, or of what that became a part of.
	struct vmap_area *next = set.hint;
	struct vmap_area *prev = next ? at(set, next->list.prev) : nullptr;

	if (next && next->va_start == va->va_end && (!prev || prev->va_end <= va->va_start))
		return merge<Tree>(set, va, prev, next, release);

	Place place = find_place(set, va);

	if (!place.link)
		return nullptr;
	prev = at(set, place.next->prev);
	next = at(set, place.next);
	if ((next && next->va_start == va->va_end) || (prev && prev->va_end == va->va_start))
		return merge<Tree>(set, va, prev, next, release);
	add<Tree>(set, va, place);
	set.hint = va;
	return va;
}

// First address in va that is aligned and not below vstart; may lie behind its end, or wrap to a small value.
unsigned long first_start(const struct vmap_area *va, unsigned long align, unsigned long vstart)
{
	return ALIGN(max(va->va_start, vstart), align);
}

bool has_room(const struct vmap_area *va, unsigned long size, unsigned long align,
	      unsigned long vstart)
{
	unsigned long start = first_start(va, align, vstart);

	// A large size or alignment may wrap around the end of the address space.
	if (start < vstart || start + size < start)
		return false;
	return start + size <= va->va_end;
}

} // namespace

struct vmap_area *AreaSet::find(unsigned long addr) const
{
	return is_in_hint(addr) ? hint : find_in_tree(addr);
}

struct vmap_area *AreaSet::find_in_tree(unsigned long addr) const
{
	struct rb_node *node = root.rb_node;

	while (node) {
		struct vmap_area *va = area_of(node);

		if (addr < va->va_start)
			node = node->rb_left;
		else if (addr >= va->va_end)
			node = node->rb_right;
		else
			return va;
	}
	return nullptr;
}

bool AreaSet::insert(struct vmap_area *va)
{
	Place place;

	if (unlikely(!behind_hint(*this, va, &place)))
		place = find_place(*this, va);
	if (place.link)
		add<PlainTree>(*this, va, place);
	return place.link != nullptr;
}

void AreaSet::erase(struct vmap_area *va)
{
	remove<PlainTree>(*this, va);
}

struct vmap_area *AreaSet::insert_and_merge(struct vmap_area *va,
					    void (*release)(struct vmap_area *))
{
	return add_and_merge<PlainTree>(*this, va, release);
}

bool FreeAreas::insert(struct vmap_area *va)
{
	lowest_.area = nullptr;

	Place place = find_place(*this, va);

	if (place.link)
		add<MaxTree>(*this, va, place);
	return place.link != nullptr;
}

void FreeAreas::erase(struct vmap_area *va)
{
	// Nothing before the next one has room either.
	if (lowest_.area == va)
		lowest_.area = at(*this, va->list.next);
	remove<MaxTree>(*this, va);
}

struct vmap_area *FreeAreas::insert_and_merge(struct vmap_area *va,
					      void (*release)(struct vmap_area *))
{
	lowest_.area = nullptr;
	return add_and_merge<MaxTree>(*this, va, release);
}

struct vmap_area *FreeAreas::find_lowest(unsigned long size, unsigned long align,
					 unsigned long vstart, unsigned long need) const
{
	struct rb_node *node = root.rb_node;

	while (node) {
		struct vmap_area *va = area_of(node);

		if (largest_below(node->rb_left) >= need && vstart < va->va_start) {
			node = node->rb_left;
			continue;
		}
		if (has_room(va, size, align, vstart))
			return va;
		if (largest_below(node->rb_right) >= need) {
			node = node->rb_right;
			continue;
		}

		// A dead end: the room promised by a maximum lies below vstart or is not aligned. Climb to the next
		// ancestor that fits or whose right subtree is still to be seen; moving vstart behind that ancestor
		// keeps the search from entering the same subtree twice.
		while ((node = rb_parent(node))) {
			va = area_of(node);
			if (has_room(va, size, align, vstart))
				return va;
			if (largest_below(node->rb_right) >= need && vstart <= va->va_start) {
				vstart = va->va_start + 1;
				node = node->rb_right;
				break;
			}
		}
	}
	return nullptr;
}

noinline unsigned long FreeAreas::take_whole(struct vmap_area *va, const Records &records)
{
	const unsigned long start = va->va_start;

	erase(va);
	records.release(va);
	return start;
}

bool FreeAreas::carve(struct vmap_area *va, unsigned long start, unsigned long size,
		      const Records &records)
{
	unsigned long end = start + size;

	if (start < va->va_start || end > va->va_end)
		return false;

	bool left_remains = va->va_start < start;
	bool right_remains = end < va->va_end;

	if (!left_remains && !right_remains) {
		take_whole(va, records);
		return true;
	}

	if (left_remains && right_remains) {
		struct vmap_area *left = records.obtain();

		if (!left)
			return false;
		left->va_start = va->va_start;
		left->va_end = start;
		va->va_start = end;
		size_changed(va);
		insert(left);
		return true;
	}

	if (left_remains)
		va->va_end = start;
	else
		va->va_start = end;
	size_changed(va);
	return true;
}

unsigned long FreeAreas::alloc(unsigned long size, unsigned long align, unsigned long vstart,
			       unsigned long vend, const Records &records)
{
	struct vmap_area *va = lowest_.area;

	// Mostly it is the front of what was found last, and something remains; among holes of one size it is the whole.
	if (likely(va && align <= PAGE_SIZE && size >= lowest_.size && vstart == lowest_.vstart &&
		   vstart <= va->va_start && va->va_start + size <= vend)) {
		const unsigned long start = va->va_start;

		if (likely(size < size_of(va))) {
			va->va_start = start + size;
			size_changed(va);
			return start;
		}
		if (size == size_of(va))
			return take_whole(va, records);
	}
	return search_and_carve(size, align, vstart, vend, records);
}

noinline unsigned long FreeAreas::search_and_carve(unsigned long size, unsigned long align,
						   unsigned long vstart, unsigned long vend,
						   const Records &records)
{
	// Every area begins at a page boundary, so page alignment needs no slack; nor may slack be asked for when the
	// range offered is exactly as long as the request.
	bool pages = align <= PAGE_SIZE;
	bool exact = pages || vend - vstart == size;
	struct vmap_area *va = lowest_.area;

	if (!pages || !va || size < lowest_.size || vstart != lowest_.vstart ||
	    !has_room(va, size, align, vstart)) {
		va = find_lowest(size, align, vstart, exact ? size : size + align - 1);
		if (!va)
			return vend;
		if (pages)
			lowest_ = {va, size, vstart};
	}

	unsigned long start = first_start(va, align, vstart);

	if (start + size > vend)
		return vend;
	return carve(va, start, size, records) ? start : vend;
}

struct vmap_area *FreeAreas::at_or_below(unsigned long addr) const
{
	struct vmap_area *best = nullptr;
	struct rb_node *node = root.rb_node;

	while (node) {
		struct vmap_area *va = area_of(node);

		if (va->va_start <= addr) {
			best = va;
			node = node->rb_right;
		} else {
			node = node->rb_left;
		}
	}
	return best;
}

bool FreeAreas::consistent() const
{
	unsigned long last_end = 0;
	struct rb_node *node = rb_first(&root);
	struct vmap_area *va;

	list_for_each_entry(va, &head, list) {
		unsigned long largest = max(size_of(va), max(largest_below(va->rb_node.rb_left),
							     largest_below(va->rb_node.rb_right)));

		if (!node || area_of(node) != va || va->subtree_max_size != largest)
			return false;
		if (last_end && va->va_start <= last_end)
			return false;
		last_end = va->va_end;
		node = rb_next(node);
	}
	return node == nullptr;
}

} // namespace vmspace
