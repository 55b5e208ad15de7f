// SPDX-License-Identifier: GPL-2.0-only
// Turning a function's calls to its twin, and back (linux/static_detour.h has the picture).
//
// The first instruction may be any, so the exchange needs all CPUs to stand still. A task that was interrupted exactly before the
// first instruction executes what is there when it goes on: either is right, because nothing of the function has been done.
//
// Locks: detour_mutex, then stop_machine()'s.

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/static_detour.h>

#ifdef CONFIG_JUMP_LABEL
#include <asm/insn.h>
#include <asm/patching.h>
#endif

namespace
{

DEFINE_MUTEX(detour_mutex);

#ifdef CONFIG_JUMP_LABEL
void put_first_instruction(static_detour *detour, u32 insn)
{
	aarch64_insn_patch_text(&detour->func, &insn, 1);
}

void turn(static_detour *detour, bool on)
{
	if (!on)
		return put_first_instruction(detour, detour->first);

	const u32 branch = aarch64_insn_gen_branch(reinterpret_cast<unsigned long>(detour->func),
						   reinterpret_cast<unsigned long>(detour->twin));

	detour->first = *static_cast<const u32 *>(detour->func);
	put_first_instruction(detour, branch);
}
#else
void turn(static_detour *, bool)
{
}
#endif

} // namespace

void static_detour_slow_inc(struct static_detour *detour)
{
	mutex_lock(&detour_mutex);
	if (atomic_inc_return(&detour->users) == 1)
		turn(detour, true);
	mutex_unlock(&detour_mutex);
}
EXPORT_SYMBOL_GPL(static_detour_slow_inc);

void static_detour_slow_dec(struct static_detour *detour)
{
	mutex_lock(&detour_mutex);
	if (!WARN_ON(atomic_read(&detour->users) <= 0) && atomic_dec_return(&detour->users) == 0)
		turn(detour, false);
	mutex_unlock(&detour_mutex);
}
EXPORT_SYMBOL_GPL(static_detour_slow_dec);
