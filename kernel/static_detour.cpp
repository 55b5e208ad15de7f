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

// What is to be exchanged: collected, then done in one stop of the machine, or several if it is much.
class turns
{
public:
	~turns()
	{
		carry_out();
	}
	void on(static_detour *detour)
	{
#ifdef CONFIG_JUMP_LABEL
		detour->first = *static_cast<const u32 *>(detour->func);
		add(detour->func,
		    aarch64_insn_gen_branch(reinterpret_cast<unsigned long>(detour->func),
					    reinterpret_cast<unsigned long>(detour->twin)));
#endif
	}
	void off(static_detour *detour)
	{
#ifdef CONFIG_JUMP_LABEL
		add(detour->func, detour->first);
#endif
	}

private:
#ifdef CONFIG_JUMP_LABEL
	static constexpr int AT_ONCE = 16;

	void add(void *func, u32 insn)
	{
		if (count_ == AT_ONCE)
			carry_out();
		funcs_[count_] = func;
		insns_[count_++] = insn;
	}
	void carry_out()
	{
		if (count_)
			WARN_ON(aarch64_insn_patch_text(funcs_, insns_, count_));
		count_ = 0;
	}

	void *funcs_[AT_ONCE];
	u32 insns_[AT_ONCE];
	int count_ = 0;
#else
	void carry_out()
	{
	}
#endif
};

} // namespace

void static_detours_inc(struct static_detour *const *detours, unsigned int count)
{
	mutex_lock(&detour_mutex);
	{
		turns together;

		for (unsigned int i = 0; i < count; i++)
			if (atomic_inc_return(&detours[i]->users) == 1)
				together.on(detours[i]);
	}
	mutex_unlock(&detour_mutex);
}
EXPORT_SYMBOL_GPL(static_detours_inc);

void static_detours_dec(struct static_detour *const *detours, unsigned int count)
{
	mutex_lock(&detour_mutex);
	{
		turns together;

		for (unsigned int i = 0; i < count; i++)
			if (!WARN_ON(atomic_read(&detours[i]->users) <= 0) &&
			    atomic_dec_return(&detours[i]->users) == 0)
				together.off(detours[i]);
	}
	mutex_unlock(&detour_mutex);
}
EXPORT_SYMBOL_GPL(static_detours_dec);
