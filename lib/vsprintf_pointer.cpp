// SPDX-License-Identifier: GPL-2.0-only
//
// The %p family: what a pointer points to, in words.
//
//	%p	a number that stands for the address (same address, same number), so that logs give nothing away;
//		the address itself with "no_hash_pointers" on the command line     %px the address     %pK as %p
//	%pS %ps	symbol with, without offset		%pB	symbol of a return address
//	%pa[p]	phys_addr_t, %pad dma_addr_t, by reference
//	%pR %pr	struct resource, decoded, with raw flags
//	%*ph	up to 64 bytes in hexadecimal (C D N: colon, dash, nothing between)
//	%*pb %*pbl	bitmap in words, as a list
//	%pV	struct va_format: a format inside a format
//	%pe	error pointer by name			%p4cc	four characters of a code
//	%pGp %pGg	page flags, gfp flags		%pU[bBlL]	UUID
//
// Linux's remaining letters belong to subsystems that do not exist here (network: m M I i N; files: d D g; clocks: C; dates: t;
// device nodes: O f; VMA flags: Gv; escaped strings: E; Rust: A) and print as %p does. Linux 6.12: lib/vsprintf.c.

#include <linux/array_size.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/errname.h>
#include <linux/find.h>
#include <linux/gfp_types.h>
#include <linux/hex.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/mmzone.h>
#include <linux/page-flags.h>
#include <linux/random.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/tracepoint-defs.h>

#include "lib/text.hpp"

bool no_hash_pointers;

#define GFPFLAG(name)                                                                              \
	{                                                                                          \
		name, #name                                                                        \
	}
/* Combinations before their parts. */
const struct trace_print_flags gfpflag_names[] = {
	GFPFLAG(GFP_TRANSHUGE),
	GFPFLAG(GFP_TRANSHUGE_LIGHT),
	GFPFLAG(GFP_HIGHUSER_MOVABLE),
	GFPFLAG(GFP_HIGHUSER),
	GFPFLAG(GFP_USER),
	GFPFLAG(GFP_KERNEL_ACCOUNT),
	GFPFLAG(GFP_KERNEL),
	GFPFLAG(GFP_NOFS),
	GFPFLAG(GFP_ATOMIC),
	GFPFLAG(GFP_NOIO),
	GFPFLAG(GFP_NOWAIT),
	GFPFLAG(GFP_DMA),
	GFPFLAG(__GFP_HIGHMEM),
	GFPFLAG(GFP_DMA32),
	GFPFLAG(__GFP_HIGH),
	GFPFLAG(__GFP_IO),
	GFPFLAG(__GFP_FS),
	GFPFLAG(__GFP_NOWARN),
	GFPFLAG(__GFP_RETRY_MAYFAIL),
	GFPFLAG(__GFP_NOFAIL),
	GFPFLAG(__GFP_NORETRY),
	GFPFLAG(__GFP_COMP),
	GFPFLAG(__GFP_ZERO),
	GFPFLAG(__GFP_NOMEMALLOC),
	GFPFLAG(__GFP_MEMALLOC),
	GFPFLAG(__GFP_HARDWALL),
	GFPFLAG(__GFP_THISNODE),
	GFPFLAG(__GFP_RECLAIMABLE),
	GFPFLAG(__GFP_MOVABLE),
	GFPFLAG(__GFP_ACCOUNT),
	GFPFLAG(__GFP_WRITE),
	GFPFLAG(__GFP_RECLAIM),
	GFPFLAG(__GFP_DIRECT_RECLAIM),
	GFPFLAG(__GFP_KSWAPD_RECLAIM),
	GFPFLAG(__GFP_ZEROTAGS),
};
const unsigned int nr_gfpflag_names = ARRAY_SIZE(gfpflag_names);

namespace text
{
namespace
{

/* Both of 0x and lower case, no width: how flag words are printed. */
field flag_field()
{
	field how;

	how.base = 16;
	how.alternate = how.lower = true;
	return how;
}

void put_address(output &out, u64 address, field how)
{
	how.base = 16;
	how.lower = true;
	if (how.width == -1) {
		how.width = 2 * sizeof(void *);
		how.zero = true;
	}
	put_number(out, address, how);
}

/* A keyed 32-bit hash: the middle of the product of two words that depend on address and key. */
u32 hash_address(u64 address)
{
	static constinit u64 key = 0;

	if (unlikely(!key))
		WRITE_ONCE(key, get_random_u64() | 1);
	const unsigned __int128 product =
		(unsigned __int128)(address ^ key) * (key ^ 0x9e3779b97f4a7c15ull);

	return (u32)(product >> 64) ^ (u32)(product >> 32);
}

void put_hashed(output &out, const void *ptr, const field &how)
{
	/* NULL and error numbers are no secrets. */
	const bool plain = no_hash_pointers || IS_ERR_OR_NULL(ptr);

	put_address(out, plain ? (u64)ptr : hash_address((u64)ptr), how);
}

/* Text in place of what ptr should have pointed to. */
bool refuse(output &out, const void *ptr, const field &how)
{
	if ((unsigned long)ptr >= PAGE_SIZE && !IS_ERR(ptr))
		return false;
	put_string(out, ptr ? "(efault)" : "(null)", how);
	return true;
}

void put_symbol(output &out, const char *kind, const void *ptr, const field &how)
{
	char name[KSYM_SYMBOL_LEN];

	if (*kind == 'B')
		sprint_backtrace(name, (unsigned long)ptr);
	else if (*kind == 'S')
		sprint_symbol(name, (unsigned long)ptr);
	else
		sprint_symbol_no_offset(name, (unsigned long)ptr);
	put_string(out, name, how);
}

void put_hex_bytes(output &out, const char *kind, const void *ptr, const field &how)
{
	const u8 *bytes = (const u8 *)ptr;
	const char separator = kind[1] == 'C'   ? ':'
			       : kind[1] == 'D' ? '-'
			       : kind[1] == 'N' ? 0
						: ' ';
	const int count = how.width < 0 ? 1 : how.width > 64 ? 64 : how.width;

	if (!how.width || refuse(out, ptr, how))
		return;
	for (int i = 0; i < count; i++) {
		if (i && separator)
			out.put(separator);
		out.put(hex_asc_hi(bytes[i]));
		out.put(hex_asc_lo(bytes[i]));
	}
}

/* In groups of 32 bits, the first of which may be shorter. */
void put_bitmap(output &out, const unsigned long *map, int nbits)
{
	field how;

	how.base = 16;
	how.lower = how.zero = true;
	for (int low = ALIGN(nbits, 32) - 32; low >= 0; low -= 32) {
		const int bits = nbits - low < 32 ? nbits - low : 32;

		how.width = DIV_ROUND_UP(bits, 4);
		put_number(out, (map[low / 64] >> (low % 64)) & GENMASK_ULL(bits - 1, 0), how);
		if (low)
			out.put(',');
	}
}

void put_bitmap_list(output &out, const unsigned long *map, int nbits)
{
	bool first = true;
	unsigned long stop;

	for (unsigned long start = find_first_bit(map, nbits); start < (unsigned long)nbits;
	     start = find_next_bit(map, nbits, stop)) {
		stop = find_next_zero_bit(map, nbits, start);
		if (!first)
			out.put(',');
		first = false;
		put_number(out, start, field());
		if (stop > start + 1) {
			out.put('-');
			put_number(out, stop - 1, field());
		}
	}
}

void put_va_format(output &out, const struct va_format *format, const field &how)
{
	va_list args;

	if (refuse(out, format, how))
		return;
	va_copy(args, *format->va);
	out.skip(vsnprintf(out.rest(), out.room(), format->fmt, args));
	va_end(args);
}

void put_error(output &out, const void *ptr, field how)
{
	const char *name = IS_ERR(ptr) ? errname((int)PTR_ERR(ptr)) : nullptr;

	if (!IS_ERR(ptr)) {
		put_hashed(out, ptr, how);
	} else if (name) {
		put_string(out, name, how);
	} else {
		how.is_signed = true;
		put_number(out, (u64)PTR_ERR(ptr), how);
	}
}

void put_fourcc(output &out, const char *kind, const void *ptr, const field &how)
{
	char line[40];
	u32 code;

	if (kind[1] != 'c' || kind[2] != 'c') {
		put_string(out, "(%p4?)", how);
		return;
	}
	if (refuse(out, ptr, how))
		return;
	memcpy(&code, ptr, sizeof(code));
	for (int i = 0; i < 4; i++) {
		const u8 c = ((code & ~BIT(31)) >> (8 * i)) & 0xff;

		line[i] = c < 0x80 && isprint(c) ? c : '.';
	}
	snprintf(line + 4, sizeof(line) - 4, " %s-endian (0x%08x)",
		 code & BIT(31) ? "big" : "little", code);
	put_string(out, line, how);
}

/* Byte order of the printed digits: as stored, or (l, L) with the first three numbers little-endian. */
void put_uuid(output &out, const char *kind, const void *ptr, const field &how)
{
	static constexpr u8 stored[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
	static constexpr u8 little[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
	const u8 *order = (kind[1] | 0x20) == 'l' ? little : stored;
	const char *digits = kind[1] == 'L' || kind[1] == 'B' ? hex_asc_upper : hex_asc;
	const u8 *bytes = (const u8 *)ptr;
	char line[37];
	char *p = line;

	if (refuse(out, ptr, how))
		return;
	for (int i = 0; i < 16; i++) {
		*p++ = digits[bytes[order[i]] >> 4];
		*p++ = digits[bytes[order[i]] & 15];
		if (i == 3 || i == 5 || i == 7 || i == 9)
			*p++ = '-';
	}
	*p = '\0';
	put_string(out, line, how);
}

// "[mem 0x09000000-0x09000fff]": the kind decides how the numbers look.
void put_resource(output &out, const char *kind, const struct resource *res, const field &how)
{
	static constexpr struct {
		unsigned long flag;
		const char *name;
		unsigned int base;
		int width;
		bool prefix;
	} kinds[] = {
		{IORESOURCE_IO, "io  ", 16, 6, true},    {IORESOURCE_MEM, "mem ", 16, 10, true},
		{IORESOURCE_IRQ, "irq ", 10, -1, false}, {IORESOURCE_DMA, "dma ", 10, -1, false},
		{IORESOURCE_BUS, "bus ", 16, 2, false},  {0, "??? ", 16, 10, true},
	};
	static constexpr struct {
		unsigned long flag;
		const char *name;
	} attributes[] = {
		{IORESOURCE_MEM_64, " 64bit"},
		{IORESOURCE_PREFETCH, " pref"},
		{IORESOURCE_WINDOW, " window"},
		{IORESOURCE_DISABLED, " disabled"},
	};
	char line[128];
	output o(line, sizeof(line));
	field number;
	unsigned int k = 0;

	if (refuse(out, res, how))
		return;
	while (kinds[k].flag && !(res->flags & kinds[k].flag))
		k++;
	const bool decode = *kind == 'R' && kinds[k].flag;

	number.base = kinds[k].base;
	number.width = kinds[k].width;
	number.alternate = kinds[k].prefix;
	number.lower = true;
	number.zero = kinds[k].base == 16;
	o.put('[');
	put_string(o, kinds[k].name, field());
	if (decode && (res->flags & IORESOURCE_UNSET)) {
		put_string(o, "size ", field());
		put_number(o, res->end - res->start + 1, number);
	} else {
		put_number(o, res->start, number);
		if (res->start != res->end) {
			o.put('-');
			put_number(o, res->end, number);
		}
	}
	if (decode) {
		for (const auto &attribute : attributes)
			if (res->flags & attribute.flag)
				put_string(o, attribute.name, field());
	} else {
		put_string(o, " flags ", field());
		put_number(o, res->flags, flag_field());
	}
	o.put(']');
	o.terminate();
	put_string(out, line, how);
}

using flag_name = struct trace_print_flags;

#define PAGEFLAG(name)                                                                             \
	{                                                                                          \
		1UL << PG_##name, #name                                                            \
	}
/* In the order in which Linux prints them (include/trace/events/mmflags.h). */
constexpr flag_name pageflag_names[] = {
	PAGEFLAG(locked),       PAGEFLAG(waiters),    PAGEFLAG(referenced),  PAGEFLAG(uptodate),
	PAGEFLAG(dirty),        PAGEFLAG(lru),        PAGEFLAG(active),      PAGEFLAG(workingset),
	PAGEFLAG(owner_priv_1), PAGEFLAG(owner_2),    PAGEFLAG(arch_1),      PAGEFLAG(reserved),
	PAGEFLAG(private),      PAGEFLAG(private_2),  PAGEFLAG(writeback),   PAGEFLAG(head),
	PAGEFLAG(reclaim),      PAGEFLAG(swapbacked), PAGEFLAG(unevictable), PAGEFLAG(mlocked),
};

/* "name|name|0x…": what has no name comes last as a number. */
template <size_t n>
void put_flags(output &out, unsigned long flags, const flag_name (&names)[n])
{
	for (const flag_name &flag : names) {
		if (!flags)
			return;
		if ((flags & flag.mask) != flag.mask)
			continue;
		put_string(out, flag.name, field());
		flags &= ~flag.mask;
		if (flags)
			out.put('|');
	}
	if (flags)
		put_number(out, flags, flag_field());
}

/* "0x…(uptodate|lru|zone=1)": the zone lives in the topmost bits. */
void put_page_flags(output &out, unsigned long flags)
{
	const unsigned long main_flags = flags & ((1UL << __NR_PAGEFLAGS) - 1);

	put_number(out, flags, flag_field());
	out.put('(');
	put_flags(out, main_flags, pageflag_names);
	if (main_flags)
		out.put('|');
	put_string(out, "zone=", field());
	put_number(out, (flags >> ZONES_PGSHIFT) & ZONES_MASK, field());
	out.put(')');
}

void put_named_flags(output &out, const char *kind, const void *ptr, const field &how)
{
	if (refuse(out, ptr, how))
		return;
	switch (kind[1]) {
	case 'p':
		put_page_flags(out, *(const unsigned long *)ptr);
		break;
	case 'g':
		put_flags(out, *(const gfp_t *)ptr, gfpflag_names);
		break;
	default:
		put_string(out, "(%pG?)", how);
		break;
	}
}

} // namespace

void put_pointer(output &out, const char *kind, const void *ptr, field how)
{
	switch (*kind) {
	case 'S':
	case 's':
	case 'B':
		return put_symbol(out, kind, ptr, how);
	case 'R':
	case 'r':
		return put_resource(out, kind, (const struct resource *)ptr, how);
	case 'h':
		return put_hex_bytes(out, kind, ptr, how);
	case 'b': {
		const int nbits = how.width > 0 ? how.width : 0;

		how.width = -1;
		if (refuse(out, ptr, how))
			return;
		return kind[1] == 'l' ? put_bitmap_list(out, (const unsigned long *)ptr, nbits)
				      : put_bitmap(out, (const unsigned long *)ptr, nbits);
	}
	case 'V':
		return put_va_format(out, (const struct va_format *)ptr, how);
	case 'a':
		if (!refuse(out, ptr, how))
			put_fixed_hex(out, *(const phys_addr_t *)ptr, sizeof(phys_addr_t));
		return;
	case 'x':
		return put_address(out, (u64)ptr, how);
	case 'e':
		return put_error(out, ptr, how);
	case '4':
		return put_fourcc(out, kind, ptr, how);
	case 'U':
		return put_uuid(out, kind, ptr, how);
	case 'G':
		return put_named_flags(out, kind, ptr, how);
	case 'u':
	case 'k':
		return put_string(out, kind[1] == 's' ? (const char *)ptr : "(einval)", how);
	default:
		return put_hashed(out, ptr, how);
	}
}

} // namespace text

static_assert(sizeof(phys_addr_t) == sizeof(dma_addr_t), "%pa and %pad print the same type");

/* no_hash_pointers: %p prints addresses. For debugging. The banner is Linux's: tools look for it. */
int __init no_hash_pointers_enable(char *)
{
	static constexpr const char *notice[] = {
		"** This system shows unhashed kernel memory addresses   **",
		"** via the console, logs, and other interfaces. This    **",
		"** might reduce the security of your system.            **",
		"**                                                      **",
		"** If you see this message and you are not debugging    **",
		"** the kernel, report this immediately to your system   **",
		"** administrator!                                       **",
	};

	if (no_hash_pointers)
		return 0;
	no_hash_pointers = true;
	pr_warn("**********************************************************\n");
	pr_warn("**   NOTICE NOTICE NOTICE NOTICE NOTICE NOTICE NOTICE   **\n");
	pr_warn("**                                                      **\n");
	for (const char *line : notice)
		pr_warn("%s\n", line);
	pr_warn("**                                                      **\n");
	pr_warn("**   NOTICE NOTICE NOTICE NOTICE NOTICE NOTICE NOTICE   **\n");
	pr_warn("**********************************************************\n");
	return 0;
}
early_param("no_hash_pointers", no_hash_pointers_enable);
