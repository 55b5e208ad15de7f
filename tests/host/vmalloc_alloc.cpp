// SPDX-License-Identifier: GPL-2.0-only
// vmalloc, vmap, ioremap and lazy purging on a whole simulated machine.
#include "tests/host/test.h"

#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include <asm/tlbflush.h>

#include "mm/vmalloc/space.h"

namespace
{

unsigned long addr_of(const void *p)
{
	return reinterpret_cast<unsigned long>(p);
}

unsigned long free_pages_now()
{
	return global_zone_page_state(NR_FREE_PAGES);
}

// Pages of addresses that wait for a flush.
unsigned long lazy_pages()
{
	unsigned long pages = 0;
	struct vmap_area *va;

	for (unsigned int i = 0; i < nr_vmap_nodes; i++) {
		mutex_lock(&vmspace::purge_lock);
		vmap_nodes[i].lazy.gather();
		mutex_unlock(&vmspace::purge_lock);
		list_for_each_entry(va, &vmap_nodes[i].lazy.list, list)
			pages += vmspace::size_of(va) >> PAGE_SHIFT;
	}
	return pages;
}

} // namespace

TEST_CASE("vmalloc: memory is there, separate, and counted")
{
	host::boot(64);

	unsigned long before = vmalloc_nr_pages();
	char *a = static_cast<char *>(vmalloc(3 * PAGE_SIZE + 1));
	char *b = static_cast<char *>(vzalloc(PAGE_SIZE));

	REQUIRE(a);
	REQUIRE(b);
	CHECK(vmalloc_nr_pages() == before + 5);
	CHECK(is_vmalloc_addr(a));
	CHECK(addr_of(a) % PAGE_SIZE == 0);
	memset(a, 0x5a, 4 * PAGE_SIZE);
	for (unsigned long i = 0; i < PAGE_SIZE; i++)
		REQUIRE(b[i] == 0);

	struct vm_struct *vm = find_vm_area(a + 5);

	REQUIRE(vm);
	CHECK(vm->addr == a);
	CHECK(vm->requested_size == 3 * PAGE_SIZE + 1);
	CHECK(vm->size == 5 * PAGE_SIZE);
	CHECK(get_vm_area_size(vm) == 4 * PAGE_SIZE);
	CHECK(vm->nr_pages == 4);
	for (unsigned int i = 0; i < 4; i++) {
		CHECK(vmalloc_to_page(a + i * PAGE_SIZE) == vm->pages[i]);
		// The same frame through the linear map.
		CHECK(*static_cast<char *>(page_address(vm->pages[i])) == 0x5a);
	}
	vfree(a);
	vfree(b);
	CHECK(vmalloc_nr_pages() == before);
	CHECK(find_vm_area(a) == nullptr);
}

TEST_CASE("vmalloc: the guard page faults")
{
	host::boot(64);

	char *a = static_cast<char *>(vmalloc(PAGE_SIZE));

	CHECK(host::death([&] { a[PAGE_SIZE] = 1; }) != "");
	CHECK(host::death([&] { a[PAGE_SIZE - 1] = 1; }) == "");
}

TEST_CASE("vmalloc: addresses are the lowest free ones, and reused only after a purge")
{
	host::boot(64);

	char *a = static_cast<char *>(vmalloc(PAGE_SIZE));
	char *b = static_cast<char *>(vmalloc(PAGE_SIZE));

	CHECK(b == a + 2 * PAGE_SIZE);
	vfree(a);
	CHECK(lazy_pages() == 2);
	CHECK(host::death([&] { a[0] = 1; }) != "");

	char *c = static_cast<char *>(vmalloc(PAGE_SIZE));

	CHECK(c == b + 2 * PAGE_SIZE);
	vm_unmap_aliases();
	CHECK(lazy_pages() == 0);

	char *d = static_cast<char *>(vmalloc(PAGE_SIZE));

	CHECK(d == a);
	vfree(b);
	vfree(c);
	vfree(d);
}

TEST_CASE("vmalloc: freed addresses are purged when they exceed 32 MiB")
{
	host::boot(64);

	// 129 pages of addresses each; 63 of them are just below 8192 pages, the next one goes over.
	for (int i = 0; i < 63; i++)
		vfree(vmalloc(128 * PAGE_SIZE));
	CHECK(lazy_pages() == 63 * 129);
	vfree(vmalloc(128 * PAGE_SIZE));
	CHECK(lazy_pages() == 0);
}

TEST_CASE("vmalloc: with several CPUs a purged range comes back from the pool")
{
	host::boot({.banks = {{0x40000000, 64ull << 20}}, .cpus = 4});
	CHECK(nr_vmap_nodes == 4);

	void *a = vmalloc(3 * PAGE_SIZE);
	void *low = vmalloc(PAGE_SIZE);

	vfree(low);
	vfree(a);
	vm_unmap_aliases();

	vmspace::Pool *pool = vmspace::pool_for(&vmap_nodes[0], 4 * PAGE_SIZE);

	CHECK(pool->len == 1);
	// Same size: from the pool, not the lowest hole (the pool for two pages has that one).
	CHECK(vmalloc(3 * PAGE_SIZE) == a);
	CHECK(pool->len == 0);
	CHECK(vmalloc(PAGE_SIZE) == low);
}

TEST_CASE("vmalloc: nothing is lost, whatever the order of frees")
{
	host::boot({.banks = {{0x40000000, 64ull << 20}}, .cpus = 2});

	std::mt19937 rng(7);
	std::vector<std::pair<char *, unsigned long>> live;

	vfree(vmalloc(PAGE_SIZE)); // page tables and caches come into being
	vm_unmap_aliases();

	unsigned long before = vmalloc_nr_pages();

	for (int step = 0; step < 2000; step++) {
		if (live.size() > 60 || (!live.empty() && rng() % 2)) {
			auto i = rng() % live.size();
			auto [p, size] = live[i];

			CHECK(p[0] == static_cast<char>(addr_of(p) >> 12));
			CHECK(p[size - 1] == static_cast<char>(addr_of(p) >> 12));
			vfree(p);
			live[i] = live.back();
			live.pop_back();
		} else {
			unsigned long size = 1 + rng() % (20 * PAGE_SIZE);
			char *p = static_cast<char *>(vmalloc(size));

			REQUIRE(p);
			memset(p, static_cast<char>(addr_of(p) >> 12), size);
			live.emplace_back(p, size);
		}
		if (step % 500 == 0) {
			vm_unmap_aliases();
			CHECK(vmspace::free_areas.consistent());
		}
	}
	for (auto [p, size] : live)
		vfree(p);
	vmspace::purge(true);
	CHECK(vmalloc_nr_pages() == before);
	CHECK(lazy_pages() == 0);
	CHECK(vmspace::free_areas.consistent());
}

TEST_CASE("vmalloc: more than all memory fails at once, with Linux's words")
{
	host::boot(64);

	CHECK(__vmalloc(1ul << 40, GFP_KERNEL | __GFP_NOWARN) == nullptr);
	CHECK(host::console().find("vmalloc error") == std::string::npos);
	CHECK(vmalloc(1ul << 40) == nullptr);
	CHECK(host::console().find(
		      "vmalloc error: size 1099511627776, exceeds total pages, mode:0xcc0(GFP_KERNEL)") !=
	      std::string::npos);
}

TEST_CASE("vmalloc: more than what is free fails after all, and leaves nothing behind")
{
	host::boot(64);

	drain_all_pages(nullptr);

	unsigned long before = free_pages_now();

	CHECK(vmalloc((totalram_pages() - 10) << PAGE_SHIFT) == nullptr);
	CHECK(host::console().find("failed to allocate pages") != std::string::npos);
	CHECK(vmalloc_nr_pages() == 0);
	vm_unmap_aliases();
	drain_all_pages(nullptr);
	CHECK(free_pages_now() + 64 > before);
}

TEST_CASE("vmalloc: wrong frees are reported and harmless")
{
	host::boot(64);

	char *a = static_cast<char *>(vmalloc(2 * PAGE_SIZE));

	vfree(nullptr);
	vfree(a + 8);
	CHECK(host::console().find("Trying to vfree() bad address") != std::string::npos);
	vfree(reinterpret_cast<void *>(VMALLOC_END - PAGE_SIZE));
	CHECK(host::console().find("Trying to vfree() nonexistent vm area") != std::string::npos);
	a[0] = 1;
	vfree(a);
}

TEST_CASE("vmalloc: a large area keeps its page array in vmalloc space as well")
{
	host::boot(64);

	char *a = static_cast<char *>(vmalloc(4 << 20));
	struct vm_struct *vm = find_vm_area(a);

	REQUIRE(vm);
	CHECK(vm->nr_pages == 1024);
	CHECK(is_vmalloc_addr(vm->pages));
	// The array's own two pages count too.
	CHECK(vmalloc_nr_pages() == 1026);
	vfree(a);
	CHECK(vmalloc_nr_pages() == 0);
}

TEST_CASE("vmalloc_huge: blocks when they are to be had, single pages otherwise")
{
	host::boot(64);

	char *a = static_cast<char *>(vmalloc_huge(3 << 20, GFP_KERNEL));
	struct vm_struct *vm = find_vm_area(a);

	REQUIRE(vm);
	CHECK(vm->page_order == 9);
	CHECK(is_vm_area_hugepages(a));
	CHECK(vm->nr_pages == 1024);
	CHECK(addr_of(a) % PMD_SIZE == 0);
	a[(3 << 20) - 1] = 1;
	vfree(a);

	char *b = static_cast<char *>(vmalloc_huge(PAGE_SIZE, GFP_KERNEL));

	CHECK_FALSE(is_vm_area_hugepages(b));
	vfree(b);
}

TEST_CASE("vrealloc: grows with contents, shrinks in place")
{
	host::boot(64);

	char *a = static_cast<char *>(vrealloc(nullptr, 100, GFP_KERNEL));

	strcpy(a, "text");
	CHECK(vrealloc(a, PAGE_SIZE, GFP_KERNEL) == a);

	char *b = static_cast<char *>(vrealloc(a, PAGE_SIZE + 1, GFP_KERNEL));

	CHECK(b != a);
	CHECK(strcmp(b, "text") == 0);
	CHECK(vrealloc(b, 10, GFP_KERNEL) == b);
	CHECK(find_vm_area(b)->requested_size == 10);
	CHECK(vrealloc(b, 0, GFP_KERNEL) == nullptr);
	CHECK(vmalloc_nr_pages() == 0);
}

TEST_CASE("vmap: other addresses for the same pages")
{
	host::boot(64);

	struct page *pages[3];

	for (auto &page : pages)
		page = alloc_page(GFP_KERNEL);
	// Backwards, so that neither order nor contiguity is taken for granted.
	std::reverse(std::begin(pages), std::end(pages));

	char *a = static_cast<char *>(vmap(pages, 3, VM_MAP, PAGE_KERNEL));

	REQUIRE(a);
	for (int i = 0; i < 3; i++) {
		a[i * PAGE_SIZE] = 'a' + i;
		CHECK(*static_cast<char *>(page_address(pages[i])) == 'a' + i);
		CHECK(vmalloc_to_page(a + i * PAGE_SIZE) == pages[i]);
	}
	CHECK(vmalloc_nr_pages() == 0);
	vunmap(a);
	CHECK(vmalloc_to_page(a) == nullptr);
	for (auto &page : pages)
		__free_page(page);
}

TEST_CASE("vmap: with VM_MAP_PUT_PAGES vfree() ends pages and array")
{
	host::boot(64);

	vfree(vmalloc(PAGE_SIZE));
	drain_all_pages(nullptr);

	unsigned long before = free_pages_now();
	struct page **pages =
		static_cast<struct page **>(kmalloc_array(2, sizeof(void *), GFP_KERNEL));

	pages[0] = alloc_page(GFP_KERNEL);
	pages[1] = alloc_page(GFP_KERNEL);
	void *a = vmap(pages, 2, VM_MAP | VM_MAP_PUT_PAGES, PAGE_KERNEL);

	REQUIRE(a);
	vfree(a);
	drain_all_pages(nullptr);
	CHECK(vmalloc_nr_pages() == 0);
	CHECK(free_pages_now() + 4 >= before);
}

namespace
{

constexpr unsigned long BLOCK_BYTES = 1024 * PAGE_SIZE;

// A mapping of @count times the same page.
char *map_ram(unsigned int count)
{
	static struct page *pages[1200];

	if (!pages[0])
		std::fill(std::begin(pages), std::end(pages), alloc_page(GFP_KERNEL));
	return static_cast<char *>(vm_map_ram(pages, count, NUMA_NO_NODE));
}

} // namespace

TEST_CASE("vm_map_ram: a mapping without a vm_struct, in a block of 4 MiB")
{
	host::boot(64);

	struct page *page = alloc_page(GFP_KERNEL);
	char *a = static_cast<char *>(vm_map_ram(&page, 1, 0));

	REQUIRE(a);
	a[0] = 'x';
	CHECK(*static_cast<char *>(page_address(page)) == 'x');
	CHECK(find_vm_area(a) == nullptr);

	const struct vmap_area *va = find_vmap_area(addr_of(a));

	REQUIRE(va);
	CHECK(va->va_start % BLOCK_BYTES == 0);
	CHECK(vmspace::size_of(va) == BLOCK_BYTES);
	CHECK(addr_of(a) == va->va_start);
	vm_unmap_ram(a, 1);
	CHECK(host::death([&] { a[0] = 1; }) != "");
	__free_page(page);
}

TEST_CASE("vm_map_ram: mappings follow each other, rounded to powers of two, and none is reused")
{
	host::boot(64);

	char *a = map_ram(1), *b = map_ram(3), *c = map_ram(64);

	CHECK(b == a + PAGE_SIZE);
	CHECK(c == b + 4 * PAGE_SIZE);
	vm_unmap_ram(b, 3);
	vm_unmap_ram(c, 64);
	CHECK(map_ram(3) == c + 64 * PAGE_SIZE);
	// What does not fit in a block has an area of its own.
	char *large = map_ram(65);

	CHECK(vmspace::size_of(find_vmap_area(addr_of(large))) == 65 * PAGE_SIZE);
	vm_unmap_ram(large, 65);
	CHECK(find_vmap_area(addr_of(large)) == nullptr);
	CHECK(host::death([&] { vm_unmap_ram(a + 1, 1); }) != "");
	CHECK(map_ram(0) == nullptr);
}

TEST_CASE(
	"vm_map_ram: a block that is used up and left goes; one that is half used stays until it is retired")
{
	host::boot(64);

	char *const first = map_ram(64);

	for (int i = 1; i < 16; i++)
		CHECK(map_ram(64) == first + i * 64 * PAGE_SIZE);

	char *const second = map_ram(64);

	CHECK(addr_of(second) / BLOCK_BYTES != addr_of(first) / BLOCK_BYTES);
	for (int i = 0; i < 16; i++) {
		CHECK(find_vmap_area(addr_of(first)) != nullptr);
		vm_unmap_ram(first + i * 64 * PAGE_SIZE, 64);
	}
	CHECK(find_vmap_area(addr_of(first)) == nullptr);
	CHECK(lazy_pages() == 1024);

	// Nothing is mapped in the second, but most of it is free: only a full purge takes it.
	vm_unmap_ram(second, 64);
	vm_unmap_aliases();
	CHECK(lazy_pages() == 0);
	CHECK(find_vmap_area(addr_of(second)) != nullptr);
	CHECK(map_ram(64) == second + 64 * PAGE_SIZE);
	vm_unmap_ram(second + 64 * PAGE_SIZE, 64);
	vmspace::purge(true);
	CHECK(find_vmap_area(addr_of(second)) == nullptr);
	CHECK(vmspace::free_areas.consistent());

	// With less than a quarter left a purge takes it as well.
	char *const third = map_ram(64);

	for (int i = 1; i < 13; i++)
		map_ram(64);
	for (int i = 0; i < 13; i++)
		vm_unmap_ram(third + i * 64 * PAGE_SIZE, 64);
	CHECK(find_vmap_area(addr_of(third)) != nullptr);
	vm_unmap_aliases();
	CHECK(find_vmap_area(addr_of(third)) == nullptr);
}

TEST_CASE("vm_map_ram: what was unmapped is flushed once")
{
	host::boot(64);

	char *a = map_ram(4), *b = map_ram(4);
	const unsigned long before = host_tlb_flushes;

	vm_unmap_ram(a, 4);
	vm_unmap_ram(b, 4);
	CHECK(host_tlb_flushes == before);
	vm_unmap_aliases();
	CHECK(host_tlb_flushes == before + 1);
	vm_unmap_aliases();
	CHECK(host_tlb_flushes == before + 1);
}

TEST_CASE("vm_map_ram: random mappings never overlap, and all addresses come back")
{
	host::boot({.banks = {{0x40000000, 64ull << 20}}, .cpus = 3});
	std::mt19937 random(11);
	std::map<unsigned long, unsigned int> live;

	for (int step = 0; step < 6000; step++) {
		host::set_cpu(random() % 3);
		// The host has room for some 60,000 mappings.
		if (live.size() < random() % 200) {
			const unsigned int count = 1 + random() % (random() % 20 ? 64 : 100);
			const unsigned long addr = addr_of(map_ram(count));
			auto next = live.lower_bound(addr);

			REQUIRE(addr);
			if (next != live.end())
				REQUIRE(addr + count * PAGE_SIZE <= next->first);
			if (next != live.begin())
				REQUIRE(std::prev(next)->first +
						std::prev(next)->second * PAGE_SIZE <=
					addr);
			live[addr] = count;
		} else {
			auto victim = std::next(live.begin(), random() % live.size());

			vm_unmap_ram(reinterpret_cast<void *>(victim->first), victim->second);
			live.erase(victim);
		}
		if (step % 1000 == 0)
			vm_unmap_aliases();
	}
	for (auto [addr, count] : live)
		vm_unmap_ram(reinterpret_cast<void *>(addr), count);
	vmspace::purge(true);
	vmspace::purge(true);
	CHECK(vmspace::free_areas.consistent());
	CHECK(lazy_pages() == 0);
	for (unsigned int i = 0; i < nr_vmap_nodes; i++) {
		struct vmap_area *va;

		list_for_each_entry(va, &vmap_nodes[i].busy.head, list)
			CHECK(!(va->flags & vmspace::AREA_IS_RAM));
	}
}

TEST_CASE("a sparse area: pages come and go")
{
	host::boot(64);

	struct vm_struct *area = get_vm_area(16 * PAGE_SIZE, VM_SPARSE);
	struct page *page = alloc_page(GFP_KERNEL);
	unsigned long start = addr_of(area->addr) + 5 * PAGE_SIZE;

	CHECK(vm_area_map_pages(area, start, start + PAGE_SIZE, &page) == 0);
	*reinterpret_cast<char *>(start) = 'x';
	CHECK(host::death([&] { *reinterpret_cast<char *>(start - 1) = 1; }) != "");
	vm_area_unmap_pages(area, start, start + PAGE_SIZE);
	CHECK(host::death([&] { *reinterpret_cast<char *>(start) = 1; }) != "");
	CHECK(vm_area_map_pages(area, start, start + 32 * PAGE_SIZE, &page) == -ERANGE);
	__free_page(page);
	free_vm_area(area);
}

TEST_CASE("ioremap: refuses RAM, and addresses that wrap around")
{
	host::boot(64);

	CHECK(ioremap(0x40000000, PAGE_SIZE) == nullptr);
	CHECK(ioremap(0x09000000, 0) == nullptr);
	CHECK(ioremap(~0ull - 10, PAGE_SIZE) == nullptr);
}

TEST_CASE("percpu's areas: congruent ranges from the top of the region")
{
	host::boot(64);

	const unsigned long offsets[] = {0, 16 * PAGE_SIZE, 64 * PAGE_SIZE};
	const size_t sizes[] = {8 * PAGE_SIZE, 8 * PAGE_SIZE, 16 * PAGE_SIZE};
	struct vm_struct **a = pcpu_get_vm_areas(offsets, sizes, 3, PAGE_SIZE);
	struct vm_struct **b = pcpu_get_vm_areas(offsets, sizes, 3, PAGE_SIZE);

	REQUIRE(a);
	REQUIRE(b);
	for (struct vm_struct **vms : {a, b})
		for (int i = 0; i < 3; i++) {
			CHECK(addr_of(vms[i]->addr) - addr_of(vms[0]->addr) == offsets[i]);
			CHECK(vms[i]->size == sizes[i]);
		}
	CHECK(addr_of(a[2]->addr) + sizes[2] == VMALLOC_END);
	// The second chunk nests into the gaps of the first: as high as possible, not below it.
	CHECK(addr_of(b[2]->addr) + sizes[2] <= addr_of(a[2]->addr));
	CHECK(addr_of(b[0]->addr) < addr_of(a[0]->addr));
	CHECK(vmspace::free_areas.consistent());
	pcpu_free_vm_areas(a, 3);
	pcpu_free_vm_areas(b, 3);
	vmspace::purge(true);
	CHECK(vmspace::free_areas.consistent());
}
