// SPDX-License-Identifier: GPL-2.0-only
// slabtop: the caches that take most memory, every second until a key is pressed.
//
//	 Active / Total Objects (% used)    : 5341 / 6020 (88.7%)
//	 Active / Total Slabs (% used)      : 301 / 301 (100.0%)
//	 Active / Total Caches (% used)     : 34 / 48 (70.8%)
//	 Active / Total Size (% used)       : 1201.20K / 1344.50K (89.3%)
//	 Minimum / Average / Maximum Object : 0.01K / 0.22K / 8.00K
//
//	  OBJS ACTIVE  USE OBJ SIZE  SLABS OBJ/SLAB CACHE SIZE NAME
//
// The form is that of procps' slabtop. ACTIVE is exact: what CPUs keep ready for themselves is free (mm/slub/account.cpp), where
// the tool, which can only read /proc/slabinfo, counts it as used.

#include "kernel/shell/shell.h"

#include "mm/slub/inspect.h"
#include "mm/slub/slub.h"

#include <linux/console.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

namespace shell
{
namespace
{

struct cache_row {
	char name[32];
	unsigned long objects, used, slabs;
	unsigned int size, per_slab;
	unsigned long bytes; // of its slabs
};

struct totals {
	unsigned long objects, used, slabs, active_slabs, caches, active_caches, bytes, used_bytes;
	unsigned int least, most;
};

// All caches as they are now; the array is from kmalloc().
class cache_table
{
public:
	cache_table()
	{
		struct kmem_cache *s;

		mutex_lock(&slab_mutex);
		list_for_each_entry(s, &slab_caches, list)
			capacity_++;
		mutex_unlock(&slab_mutex);
		// Not under the mutex: the cache that the rows come from is one of the caches.
		rows_ = static_cast<cache_row *>(
			kmalloc_array(capacity_, sizeof(cache_row), GFP_KERNEL));
		mutex_lock(&slab_mutex);
		list_for_each_entry(s, &slab_caches, list)
			if (rows_ && count_ < capacity_)
				fill(s, &rows_[count_++]);
		mutex_unlock(&slab_mutex);
	}
	cache_table(const cache_table &) = delete;
	cache_table &operator=(const cache_table &) = delete;

	~cache_table()
	{
		kfree(rows_);
	}

	cache_row *begin() const
	{
		return rows_;
	}

	cache_row *end() const
	{
		return rows_ + count_;
	}

	size_t count() const
	{
		return count_;
	}

private:
	static void fill(struct kmem_cache *s, cache_row *row)
	{
		const slub::accounting a = slub::account(s);

		strscpy(row->name, s->name, sizeof(row->name));
		row->objects = a.objects;
		row->used = a.used();
		row->slabs = a.slabs;
		row->size = s->size;
		row->per_slab = slub::oo_objects(s->oo);
		row->bytes = a.slabs * (PAGE_SIZE << slub::oo_order(s->oo));
	}

	cache_row *rows_ = nullptr;
	size_t capacity_ = 0, count_ = 0;
};

int by_bytes(const void *a, const void *b)
{
	const unsigned long first = static_cast<const cache_row *>(a)->bytes,
			    second = static_cast<const cache_row *>(b)->bytes;

	return first < second ? 1 : first > second ? -1 : 0;
}

totals add_up(const cache_table &table)
{
	totals t = {};

	t.least = UINT_MAX;
	for (const cache_row &row : table) {
		t.objects += row.objects;
		t.used += row.used;
		t.slabs += row.slabs;
		t.caches++;
		t.active_caches += row.slabs != 0;
		t.bytes += row.objects * row.size;
		t.used_bytes += row.used * row.size;
		t.least = min(t.least, row.size);
		t.most = max(t.most, row.size);
	}
	t.active_slabs =
		t.slabs; // every slab that exists: empty ones cannot be told without a walk, as in the tool
	return t;
}

unsigned int per_mille(unsigned long part, unsigned long of)
{
	return of ? part * 1000 / of : 0;
}

void print_count(const char *what, unsigned long active, unsigned long total)
{
	const unsigned int used = per_mille(active, total);

	console_printf(" %-35s: %lu / %lu (%u.%u%%)\n", what, active, total, used / 10, used % 10);
}

// Bytes as "12.34K".
#define KIB(bytes) (bytes) / 1024, (bytes) % 1024 * 100 / 1024

void print_head(const totals &t)
{
	const unsigned int used = per_mille(t.used_bytes, t.bytes);
	const unsigned long average = t.objects ? t.bytes / t.objects : 0;

	print_count("Active / Total Objects (% used)", t.used, t.objects);
	print_count("Active / Total Slabs (% used)", t.active_slabs, t.slabs);
	print_count("Active / Total Caches (% used)", t.active_caches, t.caches);
	console_printf(" %-35s: %lu.%02luK / %lu.%02luK (%u.%u%%)\n",
		       "Active / Total Size (% used)", KIB(t.used_bytes), KIB(t.bytes), used / 10,
		       used % 10);
	console_printf(" %-35s: %u.%02uK / %lu.%02luK / %u.%02uK\n\n",
		       "Minimum / Average / Maximum Object", KIB(t.least), KIB(average),
		       KIB(t.most));
}

void print_round(const cache_table &table)
{
	constexpr int lines = 15;
	int printed = 0;

	print_head(add_up(table));
	sort(table.begin(), table.count(), sizeof(cache_row), by_bytes, nullptr);
	console_puts("  OBJS ACTIVE  USE OBJ SIZE  SLABS OBJ/SLAB CACHE SIZE NAME\n");
	for (const cache_row &row : table) {
		if (printed++ == lines)
			break;
		console_printf("%6lu %6lu %3u%% %4u.%02uK %6lu %8u %9luK %s\n", row.objects,
			       row.used, per_mille(row.used, row.objects) / 10, KIB(row.size),
			       row.slabs, row.per_slab, row.bytes / 1024, row.name);
	}
}
#undef KIB

// Unattended there is nobody to press a key: one round.
int command_slabtop(int argc, char **argv)
{
	u64 rounds = unattended ? 1 : 0;

	if (argc > 2)
		return shell_usage(argv, nullptr);
	if (argc == 2 && !number_argument(argv, 1, "ROUNDS", &rounds))
		return SHELL_FAILED;

	const bool live = !rounds;

	for (u64 i = 0; live || i < rounds; i++) {
		// Between two rounds a second, and a key ends it.
		if (i && console_getchar_timeout(HZ) >= 0)
			break;

		const cache_table table;

		if (!table.begin())
			return shell_error(argv, "no memory for the table");
		if (live)
			console_puts("\033[H\033[J");
		print_round(table);
	}
	return SHELL_OK;
}
SHELL_COMMAND(slabtop, "[ROUNDS]", "the largest object caches, every second until a key is pressed",
	      command_slabtop);

} // namespace
} // namespace shell
