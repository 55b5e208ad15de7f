// SPDX-License-Identifier: GPL-2.0-only
// Device trees for the host's tests: written with libfdt's own calls, then handed to early_init_dt_scan() in a heap block of
// exactly the tree's size, so that AddressSanitizer sees any step beyond it.
#pragma once

#include "tests/host/test.h"

#include <linux/console.h>
#include <linux/libfdt.h>
#include <linux/memblock.h>
#include <linux/of.h>
#include <linux/of_fdt.h>

namespace of_test
{

// How often the early console was looked for without a tree (of_memory.cpp stands in for it).
inline int probed_consoles;

// What printk() wrote since start_log().
inline std::string log_text;

inline void write_log(struct console *, const char *text, unsigned int count)
{
	log_text.append(text, count);
}

inline struct console log_console = {.name = "of", .write = write_log, .flags = CON_ENABLED};

// Subcases share a process: each starts with a clean log.
inline void start_log()
{
	if (!(log_console.flags & CON_ENABLED) || !console_drivers)
		register_console(&log_console);
	log_text.clear();
	probed_consoles = 0;
}

using cells_list = std::initializer_list<uint32_t>;

// A tree under construction, and its bytes when it is done.
class Tree
{
public:
	Tree() : words(4096)
	{
		fdt_create(fdt(), static_cast<int>(words.size() * 8));
	}
	Tree &memreserve(uint64_t base, uint64_t size)
	{
		fdt_add_reservemap_entry(fdt(), base, size);
		return *this;
	}
	Tree &begin(const char *name)
	{
		if (!depth++)
			fdt_finish_reservemap(fdt());
		fdt_begin_node(fdt(), name);
		return *this;
	}
	Tree &end()
	{
		fdt_end_node(fdt());
		if (!--depth)
			fdt_finish(fdt());
		return *this;
	}
	Tree &cells(const char *name, cells_list values)
	{
		std::vector<uint32_t> big;

		for (uint32_t value : values)
			big.push_back(cpu_to_fdt32(value));
		return raw(name, big.data(), big.size() * 4);
	}
	Tree &text(const char *name, const std::string &value)
	{
		return raw(name, value.c_str(), value.size() + 1);
	}
	Tree &flag(const char *name)
	{
		return raw(name, nullptr, 0);
	}
	Tree &raw(const char *name, const void *data, size_t size)
	{
		fdt_property(fdt(), name, data, static_cast<int>(size));
		return *this;
	}
	// The root with two cells each for addresses and sizes, up to its properties.
	Tree &root()
	{
		return begin("")
			.text("compatible", "test,machine")
			.text("model", "Test machine")
			.cells("#address-cells", {2})
			.cells("#size-cells", {2});
	}
	Tree &memory(cells_list reg, const char *name = "memory@40000000")
	{
		return begin(name).text("device_type", "memory").cells("reg", reg).end();
	}
	std::vector<uint8_t> bytes()
	{
		auto *first = reinterpret_cast<uint8_t *>(fdt());

		return {first, first + fdt_totalsize(fdt())};
	}

private:
	void *fdt()
	{
		return words.data();
	}
	std::vector<uint64_t> words; // a tree is 8-byte aligned
	int depth = 0;
};

// A tree in memory of exactly its size. Never freed: the kernel keeps it.
inline void *placed(const std::vector<uint8_t> &bytes)
{
	void *copy = std::aligned_alloc(8, (bytes.size() + 7) / 8 * 8);

	std::memcpy(copy, bytes.data(), bytes.size());
	return copy;
}

constexpr phys_addr_t tree_phys = 0x48000000;

inline bool scan(const std::vector<uint8_t> &bytes)
{
	return early_init_dt_scan(placed(bytes), tree_phys);
}
inline bool scan(Tree &tree)
{
	return scan(tree.bytes());
}

using ranges = std::vector<std::pair<uint64_t, uint64_t>>; // base, size

inline ranges regions(const memblock_type &type)
{
	ranges found;

	for (unsigned long i = 0; i < type.cnt; i++)
		if (type.regions[i].size)
			found.emplace_back(type.regions[i].base, type.regions[i].size);
	return found;
}

// How many lines of the log say @what.
inline int lines_with(const std::string &what)
{
	std::istringstream log(log_text);
	int count = 0;

	for (std::string line; std::getline(log, line);)
		count += line.find(what) != std::string::npos;
	return count;
}

// What every caller of a bad tree sees: no, one line with the reason, and an attempt to find a
// console for it.
inline void check_refused(const std::vector<uint8_t> &bytes, const std::string &reason)
{
	CHECK_FALSE(scan(bytes));
	CHECK(probed_consoles == 1);
	CHECK_MESSAGE(lines_with("invalid device tree at physical address 0x48000000: ") == 1,
		      log_text);
	CHECK_MESSAGE(lines_with(reason) == 1, log_text);
}

inline Tree small_tree()
{
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x08000000}).end();
	return t;
}

} // namespace of_test

using namespace of_test;
