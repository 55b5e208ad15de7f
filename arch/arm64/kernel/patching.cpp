// SPDX-License-Identifier: GPL-2.0-only
// Changing instructions of the running kernel.
//
//   text is mapped R-X          ┌ fixmap slot FIX_TEXT_POKE0, RW- ┐
//      0xffff8000800xxxxx  ───► │ the same physical page          │ ◄─── one word is stored here, in one piece
//                               └─────────────────────────────────┘
//   then, by the address that it is executed at:  clean the data cache line, invalidate all CPUs' instruction caches,
//   and have each CPU throw away what it has fetched (context synchronisation: an exception, or ISB)
//
// Which of two ways depends on the instructions (Arm ARM B2.2.5): NOP and B may be exchanged under the feet of other CPUs, each of which executes the old
// or the new one. With any other instruction all CPUs have to be kept away: stop_machine().
//
// Locks: patch_lock guards the window; interrupts are off, so nobody who interrupts can want it on this CPU.
// Linux 6.12: arch/arm64/kernel/patching.c, jump_label.c.

#include <asm/barrier.h>
#include <asm/cacheflush.h>
#include <asm/fixmap.h>
#include <asm/insn.h>
#include <asm/jump_label.h>
#include <asm/memory.h>
#include <asm/page-def.h>
#include <asm/patching.h>
#include <linux/errno.h>
#include <linux/jump_label.h>
#include <linux/kernel.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/stop_machine.h>

namespace
{

DEFINE_SPINLOCK(patch_lock);

struct patch {
	void **addrs;
	u32 *insns;
	int count;
};

void write_through_window(unsigned long address, u32 insn)
{
	unsigned long flags;

	spin_lock_irqsave(&patch_lock, flags);

	const unsigned long window =
		set_fixmap_offset(FIX_TEXT_POKE0, __pa_symbol((void *)address));

	*reinterpret_cast<volatile u32 *>(window) = insn;
	dsb(ish);
	clear_fixmap(FIX_TEXT_POKE0);
	spin_unlock_irqrestore(&patch_lock, flags);
}

// All CPUs are here with interrupts off, and only one of them comes in.
int patch_all(void *data)
{
	const patch *const p = static_cast<patch *>(data);
	int error = 0;

	for (int i = 0; i < p->count && !error; i++)
		error = aarch64_insn_patch_text_nosync(p->addrs[i], p->insns[i]);
	return error;
}

unsigned long place_of(const s32 *field)
{
	return reinterpret_cast<unsigned long>(field) + *field;
}

} // namespace

int aarch64_insn_patch_text_nosync(void *addr, u32 insn)
{
	const unsigned long address = reinterpret_cast<unsigned long>(addr);

	if (address & 3)
		return -EINVAL;
	write_through_window(address, insn);
	flush_icache_range(address, address + AARCH64_INSN_SIZE);
	return 0;
}

int aarch64_insn_patch_text(void *addrs[], u32 insns[], int cnt)
{
	patch p = {addrs, insns, cnt};

	if (cnt <= 0)
		return -EINVAL;
	return stop_machine(patch_all, &p, nullptr);
}

void arch_jump_label_transform(const struct jump_entry *entry, unsigned int type)
{
	const unsigned long pc = place_of(&entry->code);
	const u32 insn = type == JUMP_LABEL_JMP
				 ? aarch64_insn_gen_branch(pc, place_of(&entry->target))
				 : aarch64_insn_gen_nop();

	aarch64_insn_patch_text_nosync(reinterpret_cast<void *>(pc), insn);
}

void arch_jump_label_transform_apply(void)
{
	kick_all_cpus_sync();
}
