// SPDX-License-Identifier: GPL-2.0-only
//
// Where the runs of instructions that clear an object are entered: clear_page.S has them, and the picture.
//
// The caller keeps the answer, so that clearing costs it a jump, and no look at the size.

#include <asm/alternative.h>
#include <asm/page.h>
#include <linux/kernel.h>
#include <linux/log2.h>

extern "C" const u32 clear_lines_end[], clear_pairs_end[], clear_by_size[], clear_8[];

clear_function_t clear_function(unsigned int bytes)
{
	constexpr unsigned int LINE = 64, PAIR = 16;
	const u32 *entry;

	if (bytes >= 256 && bytes <= PAGE_SIZE && cpus_have_cap(ARM64_HAS_DC_ZVA_64))
		entry = clear_lines_end -
			(2 * (bytes / LINE) - 1); // the line at 0 needs no addition
	else if (bytes > 256)
		entry = clear_by_size + 2 * (ilog2(bytes) - ilog2(512));
	else
		entry = bytes < PAIR ? clear_8 : clear_pairs_end - bytes / PAIR;
	return reinterpret_cast<clear_function_t>(reinterpret_cast<unsigned long>(entry));
}

clear_words_t clear_words_for(unsigned int bytes)
{
	constexpr unsigned int PAIR = 16;

	if (bytes > 256)
		return clear_words;

	const u32 *const entry = (bytes % PAIR ? clear_8 : clear_pairs_end) - bytes / PAIR;

	return reinterpret_cast<clear_words_t>(reinterpret_cast<unsigned long>(entry));
}
