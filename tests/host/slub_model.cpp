// SPDX-License-Identifier: GPL-2.0-only
//
// SLUB against a model of it: random allocations, frees, flushes and shrinks, and after each of them the allocator must have
// done exactly what the model did - the same object, the same order of every list, the same slabs given back.
//
// The model is written from the rules of docs/slub.md with the standard library's containers and knows nothing of pointers
// inside objects, frozen bits or compare-and-exchange: slabs are numbers, objects are (slab, index).

#include "tests/host/test.h"

#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"
#include <linux/slab.h>

namespace
{

struct model_slab {
	char *base;
	std::deque<unsigned int> free; // the slab's own freelist, front is first
	unsigned int inuse = 0;        // includes what the CPU's freelist holds
	bool on_node = false;
};

// One cache, one CPU, no debugging.
class model
{
public:
	model(unsigned int size, unsigned int objects, unsigned long min_partial,
	      unsigned int cpu_partial_slabs)
		: size(size), objects(objects), min_partial(min_partial),
		  cpu_partial_slabs(cpu_partial_slabs)
	{
	}

	// What the next allocation will return; nothing if it will come from a slab that does not exist yet.
	std::optional<char *> alloc()
	{
		while (freelist.empty()) {
			if (cpu_slab >= 0 && !slabs[cpu_slab].free.empty()) {
				take_over(cpu_slab);
			} else if (cpu_slab >= 0) {
				cpu_slab = -1; // full, on no list
			} else if (!partial.empty()) {
				cpu_slab = partial.front();
				partial.pop_front();
				take_over(cpu_slab);
			} else if (!node.empty()) {
				from_node();
			} else {
				return std::nullopt;
			}
		}
		return pop();
	}

	// The allocation returned the first object of a slab that the model did not know.
	void new_slab(char *base)
	{
		const int id = next_id++;

		slabs[id] = {base, {}, objects, false};
		cpu_slab = id;
		for (unsigned int i = 0; i < objects; i++)
			freelist.push_back(i);
		pop();
	}

	void free(char *object)
	{
		const int id = owner(object);
		model_slab &sl = slabs[id];
		const unsigned int index = (object - sl.base) / size;

		if (id == cpu_slab) {
			freelist.push_front(index);
			return;
		}
		const bool was_full = sl.free.empty();

		sl.free.push_front(index);
		sl.inuse--;
		if (was_full)
			put_cpu_partial(id, true);
		else if (!sl.inuse && sl.on_node && node.size() >= min_partial)
			discard(id);
	}

	void flush()
	{
		std::deque<int> chain = std::move(partial);

		partial.clear();
		if (cpu_slab >= 0) {
			const int id = cpu_slab;
			model_slab &sl = slabs[id];
			const bool freed_into = !sl.free.empty();

			sl.inuse -= freelist.size();
			sl.free.insert(sl.free.begin(), freelist.begin(), freelist.end());
			freelist.clear();
			cpu_slab = -1;
			if (!sl.inuse && node.size() >= min_partial)
				slabs.erase(id);
			else if (!sl.free.empty())
				add_to_node(id, freed_into);
		}
		put_partials(chain);
	}

	void shrink()
	{
		flush();
		std::array<std::deque<int>, 33> by_free;
		std::deque<int> rest;

		for (int id : node) {
			const unsigned int free = objects - slabs[id].inuse;

			if (free == objects)
				slabs.erase(id);
			else if (free <= 32)
				by_free[free].push_front(
					id); // each goes before those already there
			else
				rest.push_back(id);
		}
		node.clear();
		for (auto &same : by_free)
			node.insert(node.end(), same.begin(), same.end());
		node.insert(node.end(), rest.begin(), rest.end());
	}

	bool knows(char *object) const
	{
		return owner(object) >= 0;
	}

	// What lists hold, as first bytes of slabs, in order.
	std::vector<std::pair<slub::slab_place, char *>> lists() const
	{
		std::vector<std::pair<slub::slab_place, char *>> all;

		if (cpu_slab >= 0)
			all.push_back({slub::slab_place::cpu, slabs.at(cpu_slab).base});
		for (int id : partial)
			all.push_back({slub::slab_place::cpu_partial, slabs.at(id).base});
		for (int id : node)
			all.push_back({slub::slab_place::node_partial, slabs.at(id).base});
		return all;
	}

	unsigned long nr_slabs() const
	{
		return slabs.size();
	}

	unsigned long free_on_node() const
	{
		unsigned long free = 0;

		for (int id : node)
			free += objects - slabs.at(id).inuse;
		return free;
	}

private:
	char *pop()
	{
		const unsigned int index = freelist.front();

		freelist.pop_front();
		return slabs[cpu_slab].base + index * size;
	}

	void take_over(int id)
	{
		model_slab &sl = slabs[id];

		freelist = std::move(sl.free);
		sl.free.clear();
		sl.inuse = objects;
	}

	void from_node()
	{
		cpu_slab = remove_first_of_node();
		for (unsigned int extra = 0; !node.empty() && extra <= cpu_partial_slabs / 2;
		     extra++)
			put_cpu_partial(remove_first_of_node(), false);
		take_over(cpu_slab);
	}

	int remove_first_of_node()
	{
		const int id = node.front();

		node.pop_front();
		slabs[id].on_node = false;
		return id;
	}

	void add_to_node(int id, bool tail)
	{
		slabs[id].on_node = true;
		if (tail)
			node.push_back(id);
		else
			node.push_front(id);
	}

	void put_cpu_partial(int id, bool drain)
	{
		if (drain && partial.size() >= cpu_partial_slabs && !partial.empty()) {
			std::deque<int> chain = std::move(partial);

			partial.clear();
			partial.push_front(id);
			put_partials(chain);
			return;
		}
		partial.push_front(id);
	}

	void put_partials(const std::deque<int> &chain)
	{
		for (int id : chain)
			if (!slabs[id].inuse && node.size() >= min_partial)
				slabs.erase(id);
			else
				add_to_node(id, true);
	}

	void discard(int id)
	{
		node.erase(std::find(node.begin(), node.end(), id));
		slabs.erase(id);
	}

	int owner(char *object) const
	{
		for (const auto &[id, sl] : slabs)
			if (object >= sl.base && object < sl.base + size * objects)
				return id;
		return -1;
	}

	const unsigned int size, objects;
	const unsigned long min_partial;
	const unsigned int cpu_partial_slabs;
	std::map<int, model_slab> slabs;
	std::deque<unsigned int> freelist;
	std::deque<int> partial, node;
	int cpu_slab = -1, next_id = 0;
};

std::vector<std::pair<slub::slab_place, char *>> lists_of(struct kmem_cache *s)
{
	std::vector<std::pair<slub::slab_place, char *>> all;

	slub::for_each_slab(
		s,
		[](struct slab *sl, slub::slab_place place, int, void *context) {
			static_cast<decltype(all) *>(context)->push_back(
				{place, static_cast<char *>(slab_address(sl))});
		},
		&all);
	return all;
}

class run
{
public:
	run(unsigned int size, unsigned int seed)
		: s(kmem_cache_create("model", size, 0u, SLAB_NO_MERGE, nullptr)), random(seed),
		  m(s->size, slub::oo_objects(s->oo), s->min_partial, s->cpu_partial_slabs)
	{
	}

	void alloc()
	{
		const std::optional<char *> expected = m.alloc();
		char *const got = static_cast<char *>(kmem_cache_alloc(s, GFP_KERNEL));

		REQUIRE(got);
		if (expected) {
			REQUIRE(got == *expected);
		} else {
			REQUIRE(got == slab_address(virt_to_slab(got)));
			REQUIRE(!m.knows(got));
			m.new_slab(got);
		}
		std::memset(got, 0xa5, s->object_size);
		live.push_back(got);
	}

	void free(size_t which)
	{
		char *const object = live[which];

		live[which] = live.back();
		live.pop_back();
		m.free(object);
		kmem_cache_free(s, object);
	}

	void free_random()
	{
		if (!live.empty())
			free(random() % live.size());
	}

	void shrink()
	{
		m.shrink();
		kmem_cache_shrink(s);
	}

	void flush()
	{
		m.flush();
		slub::flush_all(s);
	}

	void compare()
	{
		struct slabinfo info = {};

		get_slabinfo(s, &info);
		REQUIRE(info.num_slabs == m.nr_slabs());
		REQUIRE(info.num_objs - info.active_objs == m.free_on_node());
		REQUIRE(lists_of(s) == m.lists());
		REQUIRE(slub::verify_cache(s) == 0);
	}

	void finish()
	{
		while (!live.empty())
			free(live.size() - 1);
		compare();
		kmem_cache_destroy(s);
		CHECK(host::console().find("still has objects") == std::string::npos);
	}

	struct kmem_cache *const s;
	std::mt19937 random;
	model m;
	std::vector<char *> live;
};

} // namespace

TEST_CASE("slub model: random work on one cache does exactly what the model does")
{
	host::boot(64);
	unsigned int seed = 1;

	for (unsigned int size : {8u, 64u, 192u, 256u, 700u, 1024u, 4096u, 8192u, 20000u}) {
		CAPTURE(size);
		run r(size, seed++);
		const unsigned int objects = slub::oo_objects(r.s->oo);
		const unsigned int most = std::max(objects * 12, 100u);

		for (int phase = 0; phase < 24; phase++) {
			// Phases grow, shrink or keep the number of live objects.
			const unsigned int weight = phase % 3 == 0 ? 70 : phase % 3 == 1 ? 30 : 50;

			for (unsigned int step = 0; step < most; step++) {
				if (r.random() % 100 < weight && r.live.size() < most)
					r.alloc();
				else
					r.free_random();
			}
			r.compare();
			if (phase % 8 == 5)
				r.flush();
			else if (phase % 8 == 7)
				r.shrink();
			r.compare();
		}
		r.finish();
	}
}

TEST_CASE("slub model: freeing everything in order, in reverse and shuffled")
{
	host::boot(64);
	for (int order = 0; order < 3; order++) {
		run r(256, order);

		for (int i = 0; i < 16 * 40; i++)
			r.alloc();
		r.compare();
		// They are freed from the back.
		if (order == 0)
			std::reverse(r.live.begin(), r.live.end());
		if (order == 2)
			std::shuffle(r.live.begin(), r.live.end(), r.random);
		while (!r.live.empty()) {
			r.free(r.live.size() - 1);
			if (r.live.size() % 16 == 0)
				r.compare();
		}
		r.finish();
	}
}

TEST_CASE("slub model: every step compared, a small cache")
{
	host::boot(64);
	run r(2048, 7);

	for (int step = 0; step < 4000; step++) {
		const unsigned int what = r.random() % 1000;

		if (what == 0)
			r.shrink();
		else if (what < 5)
			r.flush();
		else if (what < 520 && r.live.size() < 200)
			r.alloc();
		else
			r.free_random();
		r.compare();
	}
	r.finish();
}
