// SPDX-License-Identifier: GPL-2.0-only
// Who listens to a trace point.
//
//   tp->funcs ──► { probe, data } { probe, data } { NULL }        replaced as a whole, read under RCU (preemption off)
//   tp->key       on while there is one
//
// First probe: regfunc, the list, the key. Last one: the key, unregfunc, the list. So nobody calls into an empty list, and a place
// that is switched on finds its list.
//
// Locks: tracepoints_mutex. Linux 6.12: kernel/tracepoint.c.

#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/tracepoint.h>

namespace
{

DEFINE_MUTEX(tracepoints_mutex);

unsigned int count(const tracepoint_func *funcs)
{
	unsigned int n = 0;

	while (funcs && funcs[n].func)
		n++;
	return n;
}

bool is(const tracepoint_func &entry, void *probe, void *data)
{
	return entry.func == probe && entry.data == data;
}

int find(const tracepoint_func *funcs, void *probe, void *data)
{
	for (unsigned int i = 0; funcs && funcs[i].func; i++)
		if (is(funcs[i], probe, data))
			return i;
	return -1;
}

tracepoint_func *new_list(unsigned int n)
{
	return static_cast<tracepoint_func *>(kcalloc(n + 1, sizeof(tracepoint_func), GFP_KERNEL));
}

void publish(struct tracepoint *tp, tracepoint_func *fresh)
{
	tracepoint_func *const old = tp->funcs;

	rcu_assign_pointer(tp->funcs, fresh);
	if (!old)
		return;
	synchronize_rcu();
	kfree(old);
}

int add(struct tracepoint *tp, void *probe, void *data)
{
	const unsigned int n = count(tp->funcs);

	if (find(tp->funcs, probe, data) >= 0)
		return -EEXIST;

	tracepoint_func *const fresh = new_list(n + 1);

	if (!fresh)
		return -ENOMEM;
	if (!n && tp->regfunc) {
		if (const int error = tp->regfunc()) {
			kfree(fresh);
			return error;
		}
	}
	for (unsigned int i = 0; i < n; i++)
		fresh[i] = tp->funcs[i];
	fresh[n] = {probe, data};
	publish(tp, fresh);
	if (!n)
		static_key_enable(&tp->key);
	return 0;
}

int take_away(struct tracepoint *tp, void *probe, void *data)
{
	const unsigned int n = count(tp->funcs);
	const int gone = find(tp->funcs, probe, data);
	tracepoint_func *fresh = nullptr;

	if (gone < 0)
		return -ENOENT;
	if (n == 1) {
		static_key_disable(&tp->key);
		if (tp->unregfunc)
			tp->unregfunc();
	} else {
		fresh = new_list(n - 1);
		if (!fresh)
			return -ENOMEM;
		for (unsigned int i = 0, to = 0; i < n; i++)
			if (static_cast<int>(i) != gone)
				fresh[to++] = tp->funcs[i];
	}
	publish(tp, fresh);
	return 0;
}

} // namespace

int tracepoint_probe_register(struct tracepoint *tp, void *probe, void *data)
{
	mutex_lock(&tracepoints_mutex);

	const int error = add(tp, probe, data);

	mutex_unlock(&tracepoints_mutex);
	return error;
}
EXPORT_SYMBOL_GPL(tracepoint_probe_register);

int tracepoint_probe_unregister(struct tracepoint *tp, void *probe, void *data)
{
	mutex_lock(&tracepoints_mutex);

	const int error = take_away(tp, probe, data);

	mutex_unlock(&tracepoints_mutex);
	return error;
}
EXPORT_SYMBOL_GPL(tracepoint_probe_unregister);

void tracepoint_synchronize_unregister(void)
{
	synchronize_rcu();
}
EXPORT_SYMBOL_GPL(tracepoint_synchronize_unregister);
