// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs the programs of operations that the kernel parameter names, in the order of this table:
 *
 *	steps=slub,pages-events
 *
 * With -events, the record tells the kernel's trace events, too (watch.c).
 * All on CPU 0: the programs look at what one CPU holds, and a task that Linux moves to another in the middle would see another's.
 */
#include "steps.h"

#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/string.h>

static const struct {
	const char *name;
	void (*run)(void);
} programs[] = {
	{"slub", conformance_slub},       {"foreign", conformance_foreign},
	{"merge", conformance_merge},     {"kmalloc", conformance_kmalloc},
	{"pages", conformance_pages},     {"types", conformance_types},
	{"vmalloc", conformance_vmalloc}, {"reports", conformance_reports},
};

static const char *chosen __initdata = "";

static int __init choose(char *text)
{
	chosen = text;
	return 1;
}
__setup("steps=", choose);

/* Is @name, perhaps with @ending, one of the words between the commas of the parameter? */
static bool __init is_chosen(const char *name, const char *ending)
{
	size_t length = strlen(name), whole = length + strlen(ending);
	const char *word = chosen;

	for (; word; word = strchr(word, ','), word = word ? word + 1 : NULL)
		if (strlen(word) >= whole && !strncmp(word, name, length) &&
		    !strncmp(word + length, ending, whole - length) &&
		    (word[whole] == ',' || !word[whole]))
			return true;
	return false;
}

static int __init conformance(void)
{
	static struct cpumask first_cpu;
	unsigned int i;

	if (!*chosen)
		return 0;
	/* What boot left for later, tasks that end and what RCU frees, would come in between. */
	msleep(300);
	rcu_barrier();
	cpumask_set_cpu(0, &first_cpu);
	set_cpus_allowed_ptr(current, &first_cpu);
	for (i = 0; i < ARRAY_SIZE(programs); i++) {
		watching = is_chosen(programs[i].name, "-events");
		if (watching || is_chosen(programs[i].name, ""))
			programs[i].run();
	}
	return 0;
}
late_initcall(conformance);
