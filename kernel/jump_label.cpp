// SPDX-License-Identifier: GPL-2.0-only
// Throwing a static key: the count changes, and at 0 ↔ 1 every place that asks the key is rewritten (linux/jump_label.h has the
// picture).
//
// The table is walked from end to end: it has some dozens of entries, and keys are thrown by hand. Places in the boot's code are left alone
// once that may have been freed.
//
// Locks: jump_label_mutex, so one key changes at a time. Innermost: nothing is taken or allocated below it.
// Linux 6.12: kernel/jump_label.c.

#include <asm/sections.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/jump_label.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/sched.h>

namespace
{

DEFINE_MUTEX(jump_label_mutex);

class jump_label_lock
{
public:
	jump_label_lock()
	{
		mutex_lock(&jump_label_mutex);
	}
	~jump_label_lock()
	{
		mutex_unlock(&jump_label_mutex);
	}
};

} // namespace

#ifdef CONFIG_JUMP_LABEL
extern "C" const struct jump_entry __start___jump_table[], __stop___jump_table[];

namespace
{

unsigned long code_of(const jump_entry &entry)
{
	return reinterpret_cast<unsigned long>(&entry.code) + entry.code;
}

const static_key *key_of(const jump_entry &entry)
{
	return reinterpret_cast<const static_key *>(
		(reinterpret_cast<unsigned long>(&entry.key) + entry.key) & ~1ul);
}

bool jumps_when_off(const jump_entry &entry)
{
	return (reinterpret_cast<unsigned long>(&entry.key) + entry.key) & 1;
}

// Where the boot's code was there may be anything now.
bool is_gone(const jump_entry &entry)
{
	const unsigned long at = code_of(entry);

	return system_state >= SYSTEM_FREEING_INITMEM &&
	       at >= reinterpret_cast<unsigned long>(__init_begin) &&
	       at < reinterpret_cast<unsigned long>(__init_end);
}

void update(const static_key *key, bool on)
{
	for (const jump_entry *entry = __start___jump_table; entry < __stop___jump_table; entry++)
		if (key_of(*entry) == key && !is_gone(*entry))
			arch_jump_label_transform(entry, on ^ jumps_when_off(*entry)
								 ? JUMP_LABEL_JMP
								 : JUMP_LABEL_NOP);
	arch_jump_label_transform_apply();
}

} // namespace

int jump_label_text_reserved(void *start, void *end)
{
	const unsigned long first = reinterpret_cast<unsigned long>(start);
	const unsigned long last = reinterpret_cast<unsigned long>(end);

	for (const jump_entry *entry = __start___jump_table; entry < __stop___jump_table; entry++)
		if (code_of(*entry) <= last && code_of(*entry) + JUMP_LABEL_NOP_SIZE > first)
			return 1;
	return 0;
}

#else

static void update(const static_key *, bool)
{
}

int jump_label_text_reserved(void *, void *)
{
	return 0;
}

#endif

bool static_key_slow_inc(struct static_key *key)
{
	jump_label_lock locked;

	if (atomic_inc_return(&key->enabled) == 1)
		update(key, true);
	return true;
}
EXPORT_SYMBOL_GPL(static_key_slow_inc);

void static_key_slow_dec(struct static_key *key)
{
	jump_label_lock locked;

	if (WARN(atomic_read(&key->enabled) <= 0, "jump label: negative count!\n"))
		return;
	if (atomic_dec_return(&key->enabled) == 0)
		update(key, false);
}
EXPORT_SYMBOL_GPL(static_key_slow_dec);

void static_key_enable(struct static_key *key)
{
	jump_label_lock locked;

	if (atomic_read(&key->enabled) > 0) {
		WARN_ON_ONCE(atomic_read(&key->enabled) != 1);
		return;
	}
	atomic_set(&key->enabled, 1);
	update(key, true);
}
EXPORT_SYMBOL_GPL(static_key_enable);

void static_key_disable(struct static_key *key)
{
	jump_label_lock locked;

	if (atomic_read(&key->enabled) != 1) {
		WARN_ON_ONCE(atomic_read(&key->enabled) != 0);
		return;
	}
	atomic_set(&key->enabled, 0);
	update(key, false);
}
EXPORT_SYMBOL_GPL(static_key_disable);
