// SPDX-License-Identifier: GPL-2.0-only
// A string of bytes as a program for SLUB, run beside a model that knows what must come out.
//
//	bytes ─▶ operation, operands ─▶ SLUB        ─┐
//	                           └──▶ the model   ─┴─▶ held against each other after every operation
//
// The model knows who has which object of which cache, and what is written in it. It does not know where SLUB takes objects from, only what
// may not be: an object that somebody has already, one of another cache, one that overlaps, one whose contents the allocator has touched;
// and every count must be what the model counts. The thread changes its CPU by an operation, so that frees from other CPUs come without
// any real concurrency: a program always does the same.
//
// Used by the libFuzzer target (tests/fuzz/slub.cpp) and, with random bytes, by the host tests (tests/host/slub_fuzz.cpp).
#pragma once

#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"

#include <linux/slab.h>

namespace fuzz
{

constexpr unsigned int CPUS = 3;

class slub_program
{
public:
	slub_program(const unsigned char *bytes, size_t size) : at_(bytes), end_(bytes + size)
	{
	}

	// The first thing that was wrong, or "".
	std::string run()
	{
		while (at_ != end_ && wrong_.empty()) {
			operation();
			if (++operations_ % 8 == 0)
				check_counts();
		}
		finish();
		host::set_cpu(0);
		return wrong_;
	}

private:
	struct held {
		struct kmem_cache *cache; // nullptr: kmalloc()
		size_t bytes;             // that are filled
		unsigned char fill;
	};

	struct owned_cache {
		struct kmem_cache *cache;
		size_t size;
		bool constructed;
		size_t objects;
	};

	unsigned int byte()
	{
		return at_ == end_ ? 0 : *at_++;
	}

	void complain(const std::string &what)
	{
		if (wrong_.empty())
			wrong_ = what + " in operation " + std::to_string(operations_);
	}

	static void construct(void *object)
	{
		std::memset(object, 0xc7, 8);
	}

	void operation()
	{
		switch (byte() % 16) {
		case 0:
			return create();
		case 1:
			return destroy();
		case 2:
		case 3:
		case 4:
			return alloc(pick_cache());
		case 5:
		case 6:
			return give(byte());
		case 7:
			return bulk_alloc();
		case 8:
			return bulk_free();
		case 9:
			return kmalloc_any();
		case 10:
			return krealloc_any();
		case 11:
			return host::set_cpu(byte() % CPUS);
		case 12:
			if (owned_cache *const c = pick_cache())
				slub::flush_this_cpu(c->cache);
			return;
		case 13: { // many at once: whole slabs fill and empty
			owned_cache *const c = pick_cache();

			for (unsigned int i = byte() % 64; i && c; i--)
				alloc(c);
			return;
		}
		case 14:
			for (unsigned int i = byte() % 64; i; i--)
				give(i * 37);
			return;
		case 15:
			if (owned_cache *const c = pick_cache())
				kmem_cache_shrink(c->cache);
			return;
		}
	}

	owned_cache *pick_cache()
	{
		return caches_.empty() ? nullptr : &caches_[byte() % caches_.size()];
	}

	void create()
	{
		// Not SLAB_TYPESAFE_BY_RCU: a CPU that the thread has left never runs its callbacks.
		constexpr slab_flags_t kinds[] = {0, SLAB_HWCACHE_ALIGN, SLAB_RECLAIM_ACCOUNT,
						  SLAB_CACHE_DMA};
		const size_t size = 8 + byte() * (byte() % 2 ? 1 : 33);
		const slab_flags_t flags = kinds[byte() % 4] | SLAB_NO_MERGE;
		const bool constructed = byte() % 4 == 0;

		if (caches_.size() == 6)
			return;
		struct kmem_cache *const s = kmem_cache_create("fuzz", size, 0u, flags,
							       constructed ? construct : nullptr);

		if (s)
			caches_.push_back({s, size, constructed, 0});
		else
			complain("no cache of " + std::to_string(size) + " bytes");
	}

	void destroy()
	{
		if (caches_.empty())
			return;
		const size_t index = byte() % caches_.size();
		struct kmem_cache *const s = caches_[index].cache;

		for (auto it = objects_.begin(); it != objects_.end();)
			it = it->second.cache == s ? give_it(it) : std::next(it);
		kmem_cache_destroy(s);
		caches_.erase(caches_.begin() + index);
	}

	// Does nobody have any byte of it? Then it is filled with something of its own.
	void take(void *object, owned_cache *c, size_t bytes)
	{
		const auto start = static_cast<unsigned char *>(object);
		const auto next = objects_.lower_bound(start);

		if (next != objects_.end() && next->first < start + bytes)
			return complain("an object overlaps the next");
		if (next != objects_.begin()) {
			const auto before = std::prev(next);

			if (before->first + before->second.bytes > start)
				return complain("an object overlaps the one before");
		}
		if (c && virt_to_slab(object)->slab_cache != c->cache)
			return complain("an object of another cache");
		if (c && c->constructed)
			for (int i = 0; i < 8; i++)
				if (start[i] != 0xc7)
					return complain(
						"an object that is not as it was constructed");

		const held h = {c ? c->cache : nullptr, bytes, static_cast<unsigned char>(++fill_)};
		const size_t keep = c && c->constructed ? std::min<size_t>(8, bytes) : 0;

		std::memset(start + keep, h.fill, bytes - keep);
		objects_.emplace(start, h);
		if (c)
			c->objects++;
	}

	bool intact(const unsigned char *start, const held &h)
	{
		const owned_cache *const c = find(h.cache);
		const size_t keep = c && c->constructed ? std::min<size_t>(8, h.bytes) : 0;

		for (size_t i = keep; i < h.bytes; i++)
			if (start[i] != h.fill)
				return false;
		return true;
	}

	owned_cache *find(struct kmem_cache *s)
	{
		for (owned_cache &c : caches_)
			if (c.cache == s)
				return &c;
		return nullptr;
	}

	void alloc(owned_cache *c)
	{
		if (!c || objects_.size() > 2000)
			return;
		if (void *const object = kmem_cache_alloc(c->cache, GFP_KERNEL))
			take(object, c, c->size);
		else
			complain("no memory");
	}

	std::map<unsigned char *, held>::iterator
	give_it(std::map<unsigned char *, held>::iterator it)
	{
		if (!intact(it->first, it->second))
			complain("an object's contents have changed");
		if (owned_cache *const c = find(it->second.cache)) {
			c->objects--;
			kmem_cache_free(c->cache, it->first);
		} else {
			kfree(it->first);
		}
		return objects_.erase(it);
	}

	void give(unsigned int which)
	{
		if (!objects_.empty())
			give_it(std::next(objects_.begin(), which % objects_.size()));
	}

	void bulk_alloc()
	{
		owned_cache *const c = pick_cache();
		const size_t count = 1 + byte() % 40;
		void *objects[40];

		if (!c || objects_.size() > 2000)
			return;
		if (kmem_cache_alloc_bulk(c->cache, GFP_KERNEL, count, objects) !=
		    static_cast<int>(count))
			return complain("no memory");
		for (size_t i = 0; i < count; i++)
			take(objects[i], c, c->size);
	}

	void bulk_free()
	{
		owned_cache *const c = pick_cache();
		std::vector<void *> chosen;
		const size_t wanted = 1 + byte() % 40;

		for (auto it = objects_.begin();
		     c && it != objects_.end() && chosen.size() < wanted;) {
			if (it->second.cache != c->cache) {
				++it;
				continue;
			}
			if (!intact(it->first, it->second))
				complain("an object's contents have changed");
			chosen.push_back(it->first);
			c->objects--;
			it = objects_.erase(it);
		}
		if (!chosen.empty())
			kmem_cache_free_bulk(c->cache, chosen.size(), chosen.data());
	}

	size_t any_size()
	{
		const unsigned int low = byte();

		return 1 + low * (1u << byte() % 8);
	}

	void kmalloc_any()
	{
		const size_t bytes = any_size();

		if (objects_.size() > 2000)
			return;
		if (void *const object = kmalloc(bytes, GFP_KERNEL)) {
			if (ksize(object) < bytes)
				complain("ksize() is less than was asked for");
			take(object, nullptr, bytes);
		} else {
			complain("no memory");
		}
	}

	void krealloc_any()
	{
		const size_t bytes = any_size();

		for (auto it = objects_.begin(); it != objects_.end(); ++it) {
			if (it->second.cache)
				continue;
			const held h = it->second;
			void *const old = it->first;

			objects_.erase(it);
			unsigned char *const moved =
				static_cast<unsigned char *>(krealloc(old, bytes, GFP_KERNEL));

			if (!moved)
				return complain("no memory");
			for (size_t i = 0; i < std::min(bytes, h.bytes); i++)
				if (moved[i] != h.fill)
					return complain("krealloc() changed the contents");
			return take(moved, nullptr, bytes);
		}
	}

	void check_counts()
	{
		for (const owned_cache &c : caches_) {
			if (slub::verify_cache(c.cache))
				complain("invariants are violated");
			if (slub::account(c.cache).used() != c.objects)
				complain("objects in use are not those that are known");
		}
	}

	void finish()
	{
		check_counts();
		while (!objects_.empty())
			give_it(objects_.begin());
		while (!caches_.empty()) {
			struct kmem_cache *const s = caches_.back().cache;

			kmem_cache_shrink(s);
			if (slub::account(s).slabs)
				complain("slabs are left");
			kmem_cache_destroy(s);
			caches_.pop_back();
		}
	}

	const unsigned char *at_, *const end_;
	std::map<unsigned char *, held> objects_;
	std::vector<owned_cache> caches_;
	std::string wrong_;
	unsigned int operations_ = 0, fill_ = 0;
};

} // namespace fuzz
