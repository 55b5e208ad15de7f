// SPDX-License-Identifier: GPL-2.0-only
//
// slab_debug= : which caches are debugged, and how (slub_debug= is its older name).
//
//	slab_debug                          everything, all caches
//	slab_debug=FZ                       these letters, all caches
//	slab_debug=-                        nothing, whatever the default
//	slab_debug=,dentry                  everything, only this cache
//	slab_debug=FZ,kmalloc-64,ext4*      these letters, for these caches: a name, or the start of one and a *
//	slab_debug=FZ,a*;P,b*;U             blocks: the first one with a fitting name counts; the one without names is for the rest
//
//	F consistency checks   Z red zones   P poison   U users   T trace   A failslab
//	O no debugging where it would make the least order of slabs grow
//
// A parameter that only names caches leaves all others undebugged. The line is kept, and looked through again whenever a
// cache is created. Linux 6.12: setup_slub_debug(), parse_slub_debug_flags(), kmem_cache_flags().

#include "mm/slub/slub.h"

#include <linux/ctype.h>
#include <linux/init.h>
#include <linux/stackdepot.h>
#include <linux/string.h>

namespace slub
{
namespace
{

// What "everything" means.
constexpr slab_flags_t DEBUG_DEFAULT_FLAGS = SLAB_CONSISTENCY_CHECKS | SLAB_RED_ZONE | SLAB_POISON |
					     SLAB_STORE_USER;

constinit slab_flags_t global_flags; // for caches that no block names
constinit const char *blocks;        // the parameter's text, if a block of it names caches
constinit bool disable_higher_order_debug;

// A part of the parameter's text.
struct text {
	const char *start;
	const char *end;

	bool empty() const
	{
		return start == end;
	}
	// The part before the first `separator`, which is taken away with it.
	text take_until(char separator)
	{
		text first = {start, start};

		while (first.end != end && *first.end != separator)
			first.end++;
		start = first.end == end ? end : first.end + 1;
		return first;
	}
};

struct block {
	slab_flags_t flags;
	bool names_caches;
	text names; // separated by commas
};

slab_flags_t flag_of(char letter)
{
	switch (tolower(letter)) {
	case 'f':
		return SLAB_CONSISTENCY_CHECKS;
	case 'z':
		return SLAB_RED_ZONE;
	case 'p':
		return SLAB_POISON;
	case 'u':
		return SLAB_STORE_USER;
	case 't':
		return SLAB_TRACE;
	case 'a':
		return SLAB_FAILSLAB;
	default:
		return 0;
	}
}

// The flags that letters stand for. At boot, letters that nobody knows are reported, and O is noted.
slab_flags_t parse_letters(text letters, bool boot)
{
	slab_flags_t flags = 0;

	for (const char *p = letters.start; p != letters.end; p++) {
		if (*p == '-')
			flags = 0;
		else if (tolower(*p) == 'o')
			disable_higher_order_debug |= boot;
		else if (strchr("fzputa", tolower(*p)))
			flags |= flag_of(*p);
		else if (boot)
			pr_err("slab_debug option '%c' unknown. skipped\n", *p);
	}
	return flags;
}

block parse_block(text line, bool boot)
{
	const bool names_caches = memchr(line.start, ',', line.end - line.start);
	const text letters = line.take_until(',');
	const bool everything = names_caches && letters.empty();

	return {everything ? DEBUG_DEFAULT_FLAGS : parse_letters(letters, boot), names_caches,
		line};
}

// The next block; empty ones are skipped. False at the end.
bool next_block(text *line, text *found)
{
	do {
		if (line->empty())
			return false;
		*found = line->take_until(';');
	} while (found->empty());
	return true;
}

// Is this the cache's name, or the start of it with a * behind?
bool names(text pattern, const char *name)
{
	const char *const star =
		static_cast<const char *>(memchr(pattern.start, '*', pattern.end - pattern.start));
	const size_t length = (star ? star : pattern.end) - pattern.start;

	return !strncmp(name, pattern.start, length) && (star || !name[length]);
}

bool names_any(text patterns, const char *name)
{
	while (!patterns.empty())
		if (names(patterns.take_until(','), name))
			return true;
	return false;
}

text whole(const char *line)
{
	return {line, line + strlen(line)};
}

} // namespace

bool higher_order_debug_disabled()
{
	return disable_higher_order_debug;
}

slab_flags_t flags_from_parameter(slab_flags_t flags, const char *name)
{
	slab_flags_t others = global_flags;

	if (flags & SLAB_NO_USER_FLAGS)
		return flags;
	// Caches of debugging itself (kmemleak) remember users only if they are named.
	if (flags & SLAB_NOLEAKTRACE)
		others &= ~SLAB_STORE_USER;
	if (blocks) {
		text line = whole(blocks), found;

		while (next_block(&line, &found)) {
			const block b = parse_block(found, false);

			if (b.names_caches && names_any(b.names, name))
				return flags | b.flags;
		}
	}
	return flags | others;
}

static int __init setup_slab_debug(char *value)
{
	slab_flags_t others = DEBUG_DEFAULT_FLAGS;
	bool users_remembered = false;

	if (value[0] == '=' && value[1]) {
		text line = whole(value + 1), found;
		bool caches_named = false, others_named = false;

		others = 0;
		while (next_block(&line, &found)) {
			const block b = parse_block(found, true);

			if (b.names_caches) {
				caches_named = true;
				users_remembered |= b.flags & SLAB_STORE_USER;
			} else {
				others_named = true;
				others = b.flags;
			}
		}
		if (caches_named) {
			blocks = value + 1;
			if (!others_named)
				others = global_flags;
		}
	}
	global_flags = others;
	users_remembered |= global_flags & SLAB_STORE_USER;
	if (users_remembered)
		stack_depot_request_early_init();
	if (global_flags || blocks)
		static_branch_enable(&slub_debug_enabled);
	else
		static_branch_disable(&slub_debug_enabled);
	return 1;
}
__setup("slab_debug", setup_slab_debug);
__setup_param("slub_debug", slub_debug, setup_slab_debug, 0);

} // namespace slub
