// SPDX-License-Identifier: GPL-2.0-only
// slab: an address in its slab, and the whole slab as a drawing.
//
//	slub64> slab 0xffff00000040fa84
//	object   21 of 32 at ffff00000040fa80 + 4 bytes: allocated
//	cache    kmalloc-128: object size 128, size 128, free pointer at 64
//	slab     ffff00000040f000, 4096 bytes: 22 allocated, 10 free; cpu slab (CPU 0)
//	         inuse 32, objects 32, frozen 1, freelist 0000000000000000
//	       0 ######################cccccccccc
//	                              ^
//
// One character an object:  # allocated   c free, on a CPU's freelist   . free, on the slab's freelist; in red, cyan and green where
// the terminal has colours: the kernel parameter TERM=, which `make run` passes on, tells what it is.

#include "kernel/shell/page_use.h"
#include "kernel/shell/shell.h"

#include "mm/slub/inspect.h"

#include <linux/console.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>

namespace shell
{
namespace
{

constexpr unsigned int objects_per_row = 64;

constinit bool terminal_has_colours;

// Like init's environment in Linux. Nothing is known of most terminals but that they understand what VT100s with colours did.
int __init set_terminal(char *name)
{
	terminal_has_colours = *name && strcmp(name, "dumb") && strncmp(name, "vt1", 3);
	return 1;
}
__setup("TERM=", set_terminal);

const char *colour(char symbol)
{
	switch (symbol) {
	case '#':
		return "\033[31m";
	case 'c':
		return "\033[36m";
	case '.':
		return "\033[32m";
	default:
		return "\033[m";
	}
}

// A colour holds until the next one.
void print_symbols(const char *symbols)
{
	if (!terminal_has_colours || unattended)
		return console_puts(symbols);
	for (char last = 0; *symbols; last = *symbols++)
		console_printf("%s%c", *symbols == last ? "" : colour(*symbols), *symbols);
	console_puts("\033[m");
}

char symbol(slub::object_state state)
{
	switch (state) {
	case slub::object_state::allocated:
		return '#';
	case slub::object_state::cpu_freelist:
		return 'c';
	case slub::object_state::slab_freelist:
		return '.';
	default:
		return '?';
	}
}

// Index of the row's first object, the row, and below it a mark if the object in question is in it.
void draw_row(const slub::object_info &info, unsigned int first)
{
	const unsigned int objects = info.slab->objects;
	char row[objects_per_row + 1];
	unsigned int count = 0;

	for (; count < objects_per_row && first + count < objects; count++) {
		const auto *object = static_cast<const char *>(info.slab_start) +
				     static_cast<size_t>(first + count) * info.cache->size;
		slub::object_info other;

		row[count] = slub::inspect_object(object + info.cache->red_left_pad, &other)
				     ? symbol(other.state)
				     : '?';
	}
	row[count] = '\0';
	console_printf("%8u ", first);
	print_symbols(row);
	console_puts("\n");
	if (info.state != slub::object_state::gap && info.index >= first &&
	    info.index < first + count)
		console_printf("%8s %*s\n", "", static_cast<int>(info.index - first + 1), "^");
}

void print_object(const slub::object_info &info, const void *address)
{
	if (info.state == slub::object_state::gap) {
		console_printf("object   none: %px is in the unused end of the slab\n", address);
		return;
	}
	console_printf("object   %u of %u at %px %c %u bytes: %s", info.index, info.slab->objects,
		       info.object, info.offset < 0 ? '-' : '+', abs(info.offset),
		       slub::name_of(info.state));
	if (info.state != slub::object_state::allocated)
		console_printf(", place %u in it", info.position);
	console_puts("\n");
}

void print_slab(const slub::object_info &info)
{
	const struct kmem_cache *cache = info.cache;

	console_printf("cache    %s: object size %u, size %u, free pointer at %u\n", cache->name,
		       cache->object_size, cache->size, cache->offset);
	console_printf("slab     %px, %zu bytes: %u allocated, %u free; %s", info.slab_start,
		       info.slab_bytes, info.slab->objects - info.free, info.free,
		       slub::name_of(info.place));
	if (info.cpu >= 0)
		console_printf(" (CPU %d)", info.cpu);
	console_printf("\n         inuse %u, objects %u, frozen %u, freelist %px\n",
		       info.slab->inuse, info.slab->objects, info.slab->frozen,
		       info.slab->freelist);
}

int command_slab(int argc, char **argv)
{
	slub::object_info info;
	unsigned long pfn;
	u64 number;

	if (argc != 2)
		return shell_usage(argv, nullptr);
	if (!number_argument(argv, 1, "ADDR", &number))
		return SHELL_FAILED;

	const auto *address = reinterpret_cast<const void *>(number);

	if (!is_linear_map_ram(number) || !number_to_pfn(number, &pfn))
		return shell_error(argv, "%s: not an address of RAM in the linear map", argv[1]);
	page_ensure_init(pfn);
	if (!slub::inspect_object(address, &info)) {
		char use[120];

		describe(find_page_use(pfn), use, sizeof(use));
		return shell_error(argv, "%s: in no slab: %s", argv[1], use);
	}
	print_object(info, address);
	print_slab(info);
	for (unsigned int first = 0; first < info.slab->objects; first += objects_per_row)
		draw_row(info, first);
	console_puts("         ");
	print_symbols("#");
	console_puts(" allocated, ");
	print_symbols("c");
	console_puts(" free on a CPU's freelist, ");
	print_symbols(".");
	console_puts(" free on the slab's freelist\n");
	return SHELL_OK;
}
SHELL_COMMAND(slab, "ADDR", "the slab and the object that an address lies in", command_slab);

} // namespace
} // namespace shell
