// SPDX-License-Identifier: GPL-2.0-only
// Loads and stores that may fault, and the table that lets them.
//
// Each access that may fail is one instruction with an entry in __ex_table: {the instruction, where to go on}. Before it the
// result register is set to -EFAULT, after it to 0, so arriving at the fixup by fault leaves the error. The table has a
// dozen entries and is read only on a fault: a plain search will do.
//
// Linux 6.12: arch/arm64/mm/extable.c, lib/extable.c, mm/maccess.c

#include <asm/barrier.h>
#include <asm/extable.h>
#include <asm/ptrace.h>
#include <linux/errno.h>
#include <linux/minmax.h>

extern "C" {
extern const struct exception_table_entry __start___ex_table[], __stop___ex_table[];
}

namespace
{

unsigned long target(const s32 &relative)
{
	return reinterpret_cast<unsigned long>(&relative) + relative;
}

// One load or store; a @barrier behind it makes a device's answer arrive before the sequence is left.
#define PROBING_ACCESS(instruction, operand, value, address, barrier)                              \
	({                                                                                         \
		int result;                                                                        \
		asm volatile("	mov %w[result], %w[fault]\n"                                        \
			     "1:	" instruction " %" operand "[val], [%[addr]]\n" barrier    \
			     "	mov %w[result], wzr\n"                                              \
			     "2:\n" _ASM_EXTABLE("1b", "2b")                                       \
			     : [result] "=&r"(result), [val] "+r"(value)                           \
			     : [addr] "r"(address), [fault] "r"(-EFAULT)                           \
			     : "memory");                                                          \
		result;                                                                            \
	})

int read_unit(u64 *to, const u64 *from)
{
	u64 value = 0;
	int err = PROBING_ACCESS("ldr", "x", value, from, "");

	*to = value;
	return err;
}

int read_unit(u8 *to, const u8 *from)
{
	u32 value = 0;
	int err = PROBING_ACCESS("ldrb", "w", value, from, "");

	*to = static_cast<u8>(value);
	return err;
}

int write_unit(u64 *to, const u64 *from)
{
	u64 value = *from;

	return PROBING_ACCESS("str", "x", value, to, "");
}

int write_unit(u8 *to, const u8 *from)
{
	u32 value = *from;

	return PROBING_ACCESS("strb", "w", value, to, "");
}

// Bytes up to alignment of both, then words, then the rest.
template <auto word, auto byte>
long copy(void *dst, const void *src, size_t size)
{
	u8 *to = static_cast<u8 *>(dst);
	const u8 *from = static_cast<const u8 *>(src);
	const bool congruent =
		((reinterpret_cast<unsigned long>(to) ^ reinterpret_cast<unsigned long>(from)) &
		 7) == 0;

	while (size) {
		const bool whole = congruent && size >= 8 &&
				   (reinterpret_cast<unsigned long>(from) & 7) == 0;
		const int err = whole ? word(reinterpret_cast<u64 *>(to),
					     reinterpret_cast<const u64 *>(from))
				      : byte(to, from);

		if (err)
			return err;
		const size_t step = whole ? 8 : 1;
		to += step;
		from += step;
		size -= step;
	}
	return 0;
}

} // namespace

bool fixup_exception(struct pt_regs *regs)
{
	for (const exception_table_entry *entry = __start___ex_table; entry != __stop___ex_table;
	     entry++) {
		if (target(entry->insn) == regs->pc) {
			regs->pc = target(entry->fixup);
			return true;
		}
	}
	return false;
}

int probe_read32(const volatile void *addr, u32 *val)
{
	u32 value = 0;
	int err = PROBING_ACCESS("ldr", "w", value, addr, "	dsb sy\n");

	if (!err)
		*val = value;
	return err;
}

long copy_from_kernel_nofault(void *dst, const void *src, size_t size)
{
	return copy<static_cast<int (*)(u64 *, const u64 *)>(read_unit),
		    static_cast<int (*)(u8 *, const u8 *)>(read_unit)>(dst, src, size);
}

long copy_to_kernel_nofault(void *dst, const void *src, size_t size)
{
	return copy<static_cast<int (*)(u64 *, const u64 *)>(write_unit),
		    static_cast<int (*)(u8 *, const u8 *)>(write_unit)>(dst, src, size);
}
