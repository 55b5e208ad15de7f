// SPDX-License-Identifier: GPL-2.0-only
//
// Waiting for a bit, or for a variable.
//
//	(word, bit) ──hash──▶ one of 256 wait queues ──▶ entry {word, bit} ──▶ entry {other word, bit} …
//	wake_up_bit(word, bit) wakes the entries of that key and passes the others
//
// So a structure that is seldom waited for needs no queue of its own. An entry's function compares its key with the waker's and looks
// whether the bit is really clear. The waiter sets its state, then looks; the waker clears, then looks whether there is anybody.
//
// Lock: the queue's. Linux 6.12: kernel/sched/wait_bit.c.

#include <linux/cache.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/wait_bit.h>

namespace
{

constexpr unsigned int table_bits = 8;

wait_queue_head_t bit_wait_table[1 << table_bits] __cacheline_aligned;
int table_ready;

// Before the first use, not at boot: most kernels never wait for a bit.
void init_table()
{
	static DEFINE_RAW_SPINLOCK(lock);
	unsigned long flags;

	raw_spin_lock_irqsave(&lock, flags);
	if (!table_ready) {
		for (wait_queue_head_t &head : bit_wait_table)
			init_waitqueue_head(&head);
		smp_store_release(&table_ready, 1);
	}
	raw_spin_unlock_irqrestore(&lock, flags);
}

wait_queue_head_t *queue_of(unsigned long key)
{
	if (unlikely(!smp_load_acquire(&table_ready)))
		init_table();
	return &bit_wait_table[hash_long(key, table_bits)];
}

wait_bit_queue_entry entry_for(void *word, int bit)
{
	return {.key = {.flags = word, .bit_nr = bit, .timeout = 0},
		.wq_entry = {
			.flags = 0, .private_ = current, .func = wake_bit_function, .entry = {}}};
}

void wake(wait_queue_head_t *head, void *word, int bit)
{
	wait_bit_key key = {.flags = word, .bit_nr = bit, .timeout = 0};

	if (waitqueue_active(head))
		__wake_up(head, TASK_NORMAL, 1, &key);
}

bool same_key(const wait_bit_key *a, const wait_bit_key *b)
{
	return a->flags == b->flags && a->bit_nr == b->bit_nr;
}

int var_wake_function(struct wait_queue_entry *entry, unsigned mode, int sync, void *key)
{
	const wait_bit_queue_entry *const mine =
		container_of(entry, wait_bit_queue_entry, wq_entry);

	return same_key(&mine->key, static_cast<wait_bit_key *>(key)) &&
	       autoremove_wake_function(entry, mode, sync, key);
}

} // namespace

struct wait_queue_head *bit_waitqueue(void *word, int bit)
{
	return queue_of(reinterpret_cast<unsigned long>(word) << 6 | bit);
}
EXPORT_SYMBOL(bit_waitqueue);

struct wait_queue_head *__var_waitqueue(void *var)
{
	return queue_of(reinterpret_cast<unsigned long>(var));
}
EXPORT_SYMBOL(__var_waitqueue);

int wake_bit_function(struct wait_queue_entry *entry, unsigned mode, int sync, void *key)
{
	const wait_bit_queue_entry *const mine =
		container_of(entry, wait_bit_queue_entry, wq_entry);
	const wait_bit_key *const woken = static_cast<wait_bit_key *>(key);

	if (!same_key(&mine->key, woken) ||
	    test_bit(woken->bit_nr, static_cast<unsigned long *>(woken->flags)))
		return 0;
	return autoremove_wake_function(entry, mode, sync, key);
}
EXPORT_SYMBOL(wake_bit_function);

int __wait_on_bit(struct wait_queue_head *head, struct wait_bit_queue_entry *entry,
		  wait_bit_action_f *action, unsigned mode)
{
	unsigned long *const word = static_cast<unsigned long *>(entry->key.flags);
	int result = 0;

	do {
		prepare_to_wait(head, &entry->wq_entry, mode);
		if (test_bit(entry->key.bit_nr, word))
			result = action(&entry->key, mode);
	} while (test_bit_acquire(entry->key.bit_nr, word) && !result);
	finish_wait(head, &entry->wq_entry);
	return result;
}
EXPORT_SYMBOL(__wait_on_bit);

// Waiters for the lock are woken one by one.
int __wait_on_bit_lock(struct wait_queue_head *head, struct wait_bit_queue_entry *entry,
		       wait_bit_action_f *action, unsigned mode)
{
	unsigned long *const word = static_cast<unsigned long *>(entry->key.flags);
	int result = 0;

	do {
		prepare_to_wait_exclusive(head, &entry->wq_entry, mode);
		if (test_bit(entry->key.bit_nr, word))
			result = action(&entry->key, mode);
		// It gives up: but if it was the one that was woken, another has to be.
		if (result) {
			finish_wait(head, &entry->wq_entry);
			if (!test_bit(entry->key.bit_nr, word))
				wake_up_bit(word, entry->key.bit_nr);
			return result;
		}
	} while (test_and_set_bit(entry->key.bit_nr, word));
	finish_wait(head, &entry->wq_entry);
	return 0;
}
EXPORT_SYMBOL(__wait_on_bit_lock);

int out_of_line_wait_on_bit(void *word, int bit, wait_bit_action_f *action, unsigned mode)
{
	wait_bit_queue_entry entry = entry_for(word, bit);

	INIT_LIST_HEAD(&entry.wq_entry.entry);
	return __wait_on_bit(bit_waitqueue(word, bit), &entry, action, mode);
}
EXPORT_SYMBOL(out_of_line_wait_on_bit);

int out_of_line_wait_on_bit_timeout(void *word, int bit, wait_bit_action_f *action, unsigned mode,
				    unsigned long timeout)
{
	wait_bit_queue_entry entry = entry_for(word, bit);

	INIT_LIST_HEAD(&entry.wq_entry.entry);
	entry.key.timeout = jiffies + timeout;
	return __wait_on_bit(bit_waitqueue(word, bit), &entry, action, mode);
}
EXPORT_SYMBOL_GPL(out_of_line_wait_on_bit_timeout);

int out_of_line_wait_on_bit_lock(void *word, int bit, wait_bit_action_f *action, unsigned mode)
{
	wait_bit_queue_entry entry = entry_for(word, bit);

	INIT_LIST_HEAD(&entry.wq_entry.entry);
	return __wait_on_bit_lock(bit_waitqueue(word, bit), &entry, action, mode);
}
EXPORT_SYMBOL(out_of_line_wait_on_bit_lock);

void wake_up_bit(void *word, int bit)
{
	wake(bit_waitqueue(word, bit), word, bit);
}
EXPORT_SYMBOL(wake_up_bit);

void init_wait_var_entry(struct wait_bit_queue_entry *entry, void *var, int flags)
{
	*entry = entry_for(var, -1);
	entry->wq_entry.flags = flags;
	entry->wq_entry.func = var_wake_function;
	INIT_LIST_HEAD(&entry->wq_entry.entry);
}
EXPORT_SYMBOL(init_wait_var_entry);

void wake_up_var(void *var)
{
	wake(__var_waitqueue(var), var, -1);
}
EXPORT_SYMBOL(wake_up_var);

int bit_wait(struct wait_bit_key *, int)
{
	schedule();
	return 0;
}
EXPORT_SYMBOL(bit_wait);

int bit_wait_io(struct wait_bit_key *, int)
{
	io_schedule();
	return 0;
}
EXPORT_SYMBOL(bit_wait_io);

int bit_wait_timeout(struct wait_bit_key *key, int)
{
	const unsigned long now = READ_ONCE(jiffies);

	if (time_after_eq(now, key->timeout))
		return -EAGAIN;
	schedule_timeout(key->timeout - now);
	return 0;
}
EXPORT_SYMBOL_GPL(bit_wait_timeout);
