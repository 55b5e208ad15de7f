// SPDX-License-Identifier: GPL-2.0-only
// Address to name. The table (scripts/kallsyms, section .kallsyms) is sorted by address, so a binary search finds the function;
// names are front-coded, each as what it shares with its predecessor and the rest, restarted at every 64th:
//
//   kallsyms_markers[i / 64] ──► names: {0, len, "buddy::rmqueue"} {7, len, "free_one"} ...      up to i: the name
//
// A function reaches to the next one. Where nothing lies behind it, an entry with an odd offset is its end.
//
// A table that doesn't belong to this image would be worse than none; scripts/check-image compares them.
//
// Linux 6.12: kernel/kallsyms.c

#include <linux/kallsyms.h>

#include <asm/sections.h>
#include <linux/kernel.h>
#include <linux/sprintf.h>
#include <linux/string.h>

extern "C" {
extern const u32 kallsyms_num_syms;
extern const u32 kallsyms_offsets[];
extern const u8 kallsyms_names[];
extern const u32 kallsyms_markers[];
}

namespace
{

constexpr u32 names_per_marker = 64;
constexpr u32 none = ~0u;

bool is_end(u32 symbol)
{
	return kallsyms_offsets[symbol] & 1;
}

unsigned long address_of(u32 symbol)
{
	return reinterpret_cast<unsigned long>(_text) + (kallsyms_offsets[symbol] & ~1u);
}

unsigned int size_of(u32 symbol)
{
	return address_of(symbol + 1) - address_of(symbol);
}

// The symbol that @addr lies in: the last that begins at or below it.
u32 find(unsigned long addr)
{
	u32 low = 0, high = kallsyms_num_syms;

	while (low < high) {
		u32 middle = low + (high - low) / 2;

		if (address_of(middle) <= addr)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || is_end(low - 1))
		return none;
	return low - 1;
}

void expand_name(u32 symbol, char *name)
{
	const u8 *at = kallsyms_names + kallsyms_markers[symbol / names_per_marker];
	unsigned int length = 0;

	for (u32 i = symbol & ~(names_per_marker - 1); i <= symbol; i++) {
		const unsigned int shared = at[0], rest = at[1];

		memcpy(name + shared, at + 2, rest);
		length = shared + rest;
		at += 2 + rest;
	}
	name[length] = '\0';
}

int print_symbol(char *buffer, unsigned long address, unsigned long step_back, bool with_offset)
{
	const u32 symbol = find(address - step_back);

	if (symbol == none)
		return sprintf(buffer, "0x%lx", address);

	char name[256];
	expand_name(symbol, name);
	if (!with_offset)
		return sprintf(buffer, "%s", name);
	return sprintf(buffer, "%s+%#lx/%#x", name, address - address_of(symbol), size_of(symbol));
}

} // namespace

int kallsyms_lookup_size_offset(unsigned long addr, unsigned long *symbolsize,
				unsigned long *offset)
{
	const u32 symbol = find(addr);

	if (symbol == none)
		return 0;
	if (symbolsize)
		*symbolsize = size_of(symbol);
	if (offset)
		*offset = addr - address_of(symbol);
	return 1;
}

const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize, unsigned long *offset,
			    char **modname, char *namebuf)
{
	if (!kallsyms_lookup_size_offset(addr, symbolsize, offset))
		return nullptr;
	if (modname)
		*modname = nullptr;
	expand_name(find(addr), namebuf);
	return namebuf;
}

unsigned long kallsyms_lookup_name(const char *name)
{
	char candidate[256];

	for (u32 symbol = 0; symbol < kallsyms_num_syms; symbol++) {
		expand_name(symbol, candidate);
		if (!strcmp(candidate, name))
			return address_of(symbol);
	}
	return 0;
}

int sprint_symbol(char *buffer, unsigned long address)
{
	return print_symbol(buffer, address, 0, true);
}

int sprint_symbol_no_offset(char *buffer, unsigned long address)
{
	return print_symbol(buffer, address, 0, false);
}

int sprint_backtrace(char *buffer, unsigned long address)
{
	return print_symbol(buffer, address, 1, true);
}
