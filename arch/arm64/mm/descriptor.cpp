// SPDX-License-Identifier: GPL-2.0-only
// A table entry, field by field: what each of its 64 bits says, for the shell's `pgtable VA`.
//
//    63    62..61   60  59 58  ..  55 54  53   52   51  50 ..48 47   ..  12 11 10  9 8 7 6  5 4    2 1 0
//   NSTable APTable XN PXN │         ignored            │  0   │ next table │ ignored              │ 1 1   a table
//   ────────────────────────────────────────────────────────────────────────────────────────────────────
//   ign.    PBHA        │ software  │UXN PXN Cont DBM GP  0   │  output    │nG AF SH  AP NS AttrIndx t v   a block, a page
//
// The fields of a kind of entry cover each bit once; the compiler checks it. Bits that mean nothing to the MMU are Linux's (software) or
// nobody's (ignored, reserved: told only where one is set).
//
// Arm ARM D8.3.1 (descriptor formats), D8.4 (permissions), D8.6 (memory types). Linux 6.12: asm/pgtable-hwdef.h, asm/pgtable-prot.h.

#include <asm/pgtable.h>
#include <asm/sysreg.h>
#include <linux/kernel.h>
#include <linux/sprintf.h>

#include "arch/arm64/mm/table.h"

namespace arm64
{
namespace
{

// Bits high..low. A field of few bits has a text for each value; another one is told as a number.
struct Field {
	u8 high, low;
	const char *name;
	const char *says[8];

	constexpr unsigned int width() const
	{
		return high - low + 1;
	}
	constexpr u64 value(u64 entry) const
	{
		return entry >> low & GENMASK_ULL(width() - 1, 0);
	}
	constexpr bool means_nothing() const
	{
		return !says[0] && (name[0] == 'i' || name[0] == 'r');
	}
};

// clang-format off
constexpr Field table_fields[] = {
	{63, 63, "NSTable",  {"no meaning outside Secure state", "no meaning outside Secure state"}},
	{62, 61, "APTable",  {"no limit on access below", "no access from EL0 below", "nothing below may be written",
			      "below, EL0 has no access, and nothing may be written"}},
	{60, 60, "XNTable",  {"no limit on execution at EL0 below", "EL0 executes nothing below"}},
	{59, 59, "PXNTable", {"no limit on the kernel's execution below", "the kernel executes nothing below"}},
	{58, 51, "ignored",  {}},
	{50, 48, "reserved", {}},
	{47, 12, "address",  {}},
	{11, 11, "ignored",  {}},
	{10, 10, "AF",       {"accesses are noted with FEAT_HAFT only", "accessed"}},
	{9,  2,  "ignored",  {}},
	{1,  1,  "TABLE",    {"", "leads to another table"}},
	{0,  0,  "VALID",    {"", "valid"}},
};

#define UPPER_FIELDS                                                                               \
	{63, 63, "ignored",  {}},                                                                  \
	{62, 59, "PBHA",     {}},                                                                  \
	{58, 58, "software", {"not UFFD_WP", "UFFD_WP: write faults go to userfaultfd"}},          \
	{57, 57, "software", {"not DEVMAP", "DEVMAP: a device's memory with struct pages"}},       \
	{56, 56, "software", {"not SPECIAL", "SPECIAL: no struct page to be counted"}},            \
	{55, 55, "software", {"not DIRTY", "DIRTY: counts as written to"}},                        \
	{54, 54, "UXN",      {"EL0 may execute it", "EL0 may not execute it"}},                    \
	{53, 53, "PXN",      {"the kernel may execute it", "the kernel may not execute it"}},      \
	{52, 52, "CONT",     {"alone in the TLB", "one of sixteen that may share a TLB entry"}},   \
	{51, 51, "DBM",      {"not WRITE: stays as bit 7 says",                                    \
			      "WRITE: a write may clear bit 7 (FEAT_HAFDBS)"}},                    \
	{50, 50, "GP",       {"branches may land anywhere", "branches must land on a BTI"}},       \
	{49, 48, "reserved", {}}

#define LOWER_FIELDS                                                                               \
	{11, 11, "nG",       {"global: the same in every address space", "of one address space (ASID)"}}, \
	{10, 10, "AF",       {"the first access faults", "accessed: no access flag fault"}},       \
	{9,  8,  "SH",       {"not shareable", "reserved", "outer shareable",                      \
			      "inner shareable: coherent among all CPUs"}},                        \
	{7,  6,  "AP",       {"the kernel reads and writes, EL0 nothing", "the kernel and EL0 read and write", \
			      "the kernel reads, EL0 nothing", "the kernel and EL0 read"}},        \
	{5,  5,  "NS",       {"no meaning outside Secure state", "no meaning outside Secure state"}}, \
	{4,  2,  "AttrIndx", {"normal memory", "normal memory, tagged (MTE)", "normal memory, uncached", \
			      "device nGnRnE", "device nGnRE", "no type of this kernel's",         \
			      "no type of this kernel's", "no type of this kernel's"}}

constexpr Field page_fields[] = {
	UPPER_FIELDS,
	{47, 12, "address",  {}},
	LOWER_FIELDS,
	{1,  1,  "PAGE",     {"", "a page"}},
	{0,  0,  "VALID",    {"", "valid"}},
};

// Between a block's address and its attributes.
#define BLOCK_FIELDS                                                                               \
	{16, 16, "nT",       {"not being split or joined", "is being split or joined (FEAT_BBM)"}}, \
	{15, 12, "reserved", {}},                                                                  \
	LOWER_FIELDS,                                                                              \
	{1,  1,  "TABLE",    {"a block", ""}},                                                     \
	{0,  0,  "VALID",    {"", "valid"}}

constexpr Field pmd_block_fields[] = {
	UPPER_FIELDS,
	{47, 21, "address",  {}},
	{20, 17, "reserved", {}},
	BLOCK_FIELDS,
};

constexpr Field pud_block_fields[] = {
	UPPER_FIELDS,
	{47, 30, "address",  {}},
	{29, 17, "reserved", {}},
	BLOCK_FIELDS,
};

// The MMU looks at bit 0 only; Linux keeps the others for an entry that is invalid for a while.
constexpr Field invalid_fields[] = {
	{63, 12, "ignored",  {}},
	{11, 11, "nG",       {"not PRESENT_INVALID: the other bits mean nothing",
			      "PRESENT_INVALID: Linux reads the other bits as if it were valid"}},
	{10, 1,  "ignored",  {}},
	{0,  0,  "VALID",    {"not valid: an access is a translation fault", ""}},
};
// clang-format on

template <unsigned int count>
constexpr bool covers_64_bits(const Field (&fields)[count])
{
	int next = 63;

	for (const Field &field : fields) {
		if (field.high != next || field.low > field.high)
			return false;
		next = field.low - 1;
	}
	return next == -1;
}
static_assert(covers_64_bits(table_fields) && covers_64_bits(page_fields));
static_assert(covers_64_bits(pmd_block_fields) && covers_64_bits(pud_block_fields));
static_assert(covers_64_bits(invalid_fields));

// What MAIR_EL1 has for a memory type: the byte that makes it what its name says.
unsigned int memory_attributes(u64 type)
{
	return read_sysreg(mair_el1) >> (8 * type) & 0xff;
}

void describe_field(const Field &field, u64 entry, char *text, size_t size)
{
	const u64 value = field.value(entry);
	const char *says = field.width() <= 3 ? field.says[value] : nullptr;
	int length = field.width() == 1
			     ? scnprintf(text, size, "     %2u     %-8s ", field.low, field.name)
			     : scnprintf(text, size, "     %2u..%-2u %-8s ", field.high, field.low,
					 field.name);

	if (field.high == 47)
		length += scnprintf(text + length, size - length, "%#llx",
				    entry & GENMASK_ULL(47, field.low));
	else
		length += scnprintf(text + length, size - length, "%llu", value);
	if (says)
		length += scnprintf(text + length, size - length, "  %s", says);
	if (field.high == 4)
		scnprintf(text + length, size - length, ", MAIR_EL1 has %02x for it",
			  memory_attributes(value));
}

} // namespace

template <unsigned int count>
static void describe(const Field (&fields)[count], u64 entry, void (*emit)(void *, const char *),
		     void *arg)
{
	char text[128];

	for (const Field &field : fields) {
		if (field.means_nothing() && !field.value(entry))
			continue;
		describe_field(field, entry, text, sizeof(text));
		emit(arg, text);
	}
}

void describe_descriptor(Entry entry, Level level, void (*emit)(void *, const char *), void *arg)
{
	if (!entry.value())
		return;
	if (!entry.valid())
		describe(invalid_fields, entry.value(), emit, arg);
	else if (entry.is_table(level))
		describe(table_fields, entry.value(), emit, arg);
	else if (level == Level::pte)
		describe(page_fields, entry.value(), emit, arg);
	else if (level == Level::pmd)
		describe(pmd_block_fields, entry.value(), emit, arg);
	else
		describe(pud_block_fields, entry.value(), emit, arg);
}

} // namespace arm64
