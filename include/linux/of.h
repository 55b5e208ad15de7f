/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_OF_H
#define _LINUX_OF_H
/*
 * The device tree for drivers: find nodes, read properties.
 *
 * The tree is not copied: a struct device_node is one entry of a table that the boot walk filled
 * (drivers/of/survey.cpp), with the offsets that everybody asks for, and properties are read in
 * place. Nodes are never freed, so of_node_get() and of_node_put() only keep drivers' text the same
 * as in Linux. All functions may be called in any context, without locks: the table doesn't change
 * after boot.
 *
 * Linux 6.12: include/linux/of.h, drivers/of/base.c, property.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/mod_devicetable.h>

__BEGIN_DECLS

typedef u32 phandle;
struct device_node; /* opaque: drivers/of/tree.h */

/**
 * of_root, of_chosen, of_stdout - the tree's /, /chosen and what stdout-path names; NULL when
 * absent.
 */
extern struct device_node *of_root;
extern struct device_node *of_chosen;
extern struct device_node *of_stdout;

static inline struct device_node *of_node_get(struct device_node *np)
{
	return np;
}
static inline void of_node_put(struct device_node *np)
{
}

/**
 * of_node_full_name() - "name@unit-address" of @np, as /proc/device-tree would show it; "<no-node>"
 * for NULL.
 */
const char *of_node_full_name(const struct device_node *np);
/** of_node_name_eq() - whether the name before the unit address equals @name. */
bool of_node_name_eq(const struct device_node *np, const char *name);

/**
 * of_find_compatible_node() - next node behind @from (NULL: from the start) whose "compatible"
 * holds @compatible.
 * @type: ignored when NULL, else device_type must be equal too. Returns NULL when there is none.
 */
struct device_node *of_find_compatible_node(struct device_node *from, const char *type,
					    const char *compatible);
/**
 * of_find_matching_node_and_match() - next node behind @from that a line of @matches fits; the line
 * goes to *@match.
 */
struct device_node *of_find_matching_node_and_match(struct device_node *from,
						    const struct of_device_id *matches,
						    const struct of_device_id **match);
static inline struct device_node *of_find_matching_node(struct device_node *from,
							const struct of_device_id *matches)
{
	return of_find_matching_node_and_match(from, matches, NULL);
}
/**
 * of_find_node_by_path() - node of an absolute path, or of an alias with an optional path behind
 * it; ":options" ends it.
 */
struct device_node *of_find_node_by_path(const char *path);
/** of_find_node_by_phandle() - node with that phandle, NULL when none. */
struct device_node *of_find_node_by_phandle(phandle handle);
/** of_find_node_by_type() - next node behind @from whose device_type equals @type. */
struct device_node *of_find_node_by_type(struct device_node *from, const char *type);
/** of_get_parent() - the node above, NULL for the root. */
struct device_node *of_get_parent(const struct device_node *np);
/** of_get_next_child() - child of @np behind @prev (NULL: the first). */
struct device_node *of_get_next_child(const struct device_node *np, struct device_node *prev);
/**
 * of_get_next_available_child() - as of_get_next_child(), leaving out children whose status isn't
 * okay.
 */
struct device_node *of_get_next_available_child(const struct device_node *np,
						struct device_node *prev);
/** of_get_child_by_name() - child whose name before the unit address is @name. */
struct device_node *of_get_child_by_name(const struct device_node *np, const char *name);
/**
 * of_get_cpu_node() - node of logical CPU @cpu (0 is the boot CPU); @thread, when not NULL, becomes
 * 0.
 */
struct device_node *of_get_cpu_node(int cpu, unsigned int *thread);

#define for_each_compatible_node(dn, type, compatible)                                             \
	for (dn = of_find_compatible_node(NULL, type, compatible); dn;                             \
	     dn = of_find_compatible_node(dn, type, compatible))
#define for_each_matching_node(dn, matches)                                                        \
	for (dn = of_find_matching_node(NULL, matches); dn; dn = of_find_matching_node(dn, matches))
#define for_each_matching_node_and_match(dn, matches, match)                                       \
	for (dn = of_find_matching_node_and_match(NULL, matches, match); dn;                       \
	     dn = of_find_matching_node_and_match(dn, matches, match))
#define for_each_child_of_node(parent, child)                                                      \
	for (child = of_get_next_child(parent, NULL); child != NULL;                               \
	     child = of_get_next_child(parent, child))
#define for_each_available_child_of_node(parent, child)                                            \
	for (child = of_get_next_available_child(parent, NULL); child != NULL;                     \
	     child = of_get_next_available_child(parent, child))
#define for_each_node_by_type(dn, type)                                                            \
	for (dn = of_find_node_by_type(NULL, type); dn; dn = of_find_node_by_type(dn, type))

/** of_device_is_available() - status is absent, "okay" or "ok". NULL gives false. */
bool of_device_is_available(const struct device_node *np);
/**
 * of_device_is_compatible() - non-zero when "compatible" holds @name; more specific entries give a
 * larger figure.
 */
int of_device_is_compatible(const struct device_node *np, const char *name);
/** of_machine_is_compatible() - of_device_is_compatible() of the root. */
bool of_machine_is_compatible(const char *compat);
/** of_match_node() - first line of @matches that fits @np, NULL when none. */
const struct of_device_id *of_match_node(const struct of_device_id *matches,
					 const struct device_node *np);

/**
 * of_get_property() - value of a property in the tree itself (big-endian cells), its length in
 * bytes to *@lenp. NULL: none.
 */
const void *of_get_property(const struct device_node *np, const char *name, int *lenp);
/** of_n_addr_cells() - #address-cells that apply to @np's own reg (its parent's). */
int of_n_addr_cells(struct device_node *np);
/** of_n_size_cells() - #size-cells that apply to @np's own reg. */
int of_n_size_cells(struct device_node *np);

/**
 * of_property_read_u32_index() - cell number @index of a property to *@out_value, in the CPU's byte
 * order. Returns 0, -EINVAL when the property is missing, -ENODATA when it has no value, -EOVERFLOW
 * when it is shorter.
 */
int of_property_read_u32_index(const struct device_node *np, const char *propname, u32 index,
			       u32 *out_value);
/** of_property_read_u64() - two cells. Errors as of_property_read_u32_index(). */
int of_property_read_u64(const struct device_node *np, const char *propname, u64 *out_value);
/** of_property_read_u32_array() - @sz cells. Errors as of_property_read_u32_index(). */
int of_property_read_u32_array(const struct device_node *np, const char *propname, u32 *out_values,
			       size_t sz);
/**
 * of_property_read_string() - *@out_string points into the tree. -EINVAL, -ENODATA; -EILSEQ without
 * a final NUL.
 */
int of_property_read_string(const struct device_node *np, const char *propname,
			    const char **out_string);
/**
 * of_property_count_elems_of_size() - length of the property in elements of @elem_size bytes;
 * -EINVAL when uneven or missing.
 */
int of_property_count_elems_of_size(const struct device_node *np, const char *propname,
				    int elem_size);
/**
 * of_property_match_string() - index of @string in a list of strings, -ENODATA when it isn't there.
 */
int of_property_match_string(const struct device_node *np, const char *propname,
			     const char *string);

static inline int of_property_read_u32(const struct device_node *np, const char *propname,
				       u32 *out_value)
{
	return of_property_read_u32_index(np, propname, 0, out_value);
}
static inline bool of_property_read_bool(const struct device_node *np, const char *propname)
{
	return of_get_property(np, propname, NULL) != NULL;
}
static inline bool of_property_present(const struct device_node *np, const char *propname)
{
	return of_property_read_bool(np, propname);
}
/** of_read_number() - @size big-endian cells (at most the last two count) as one number. */
static inline u64 of_read_number(const __be32 *cell, int size)
{
	u64 r = 0;

	for (; size--; cell++)
		r = (r << 32) | __builtin_bswap32(*(const u32 *)cell);
	return r;
}

/** for_each_of_cpu_node() - the children of /cpus that are CPUs, in the tree's order. */
struct device_node *of_get_next_cpu_node(struct device_node *prev);
#define for_each_of_cpu_node(cpu)                                                                  \
	for (cpu = of_get_next_cpu_node(NULL); cpu != NULL; cpu = of_get_next_cpu_node(cpu))
/** of_get_cpu_hwid() - affinity bits of the MPIDR in a CPU node's reg; ~0 when it has none. */
u64 of_get_cpu_hwid(struct device_node *cpun, unsigned int thread);

__END_DECLS

/*
 * Tables that the linker collects: a driver's file names what its device is compatible with, and
 * the boot step calls it for each node that fits. Linux 6.12: include/linux/of.h,
 * include/asm-generic/vmlinux.lds.h.
 */
#define _OF_DECLARE(table, name, compat, fn, fn_type)                                              \
	static const struct of_device_id __of_table_##name                                         \
		__attribute__((used, section("__" #table "_of_table"), aligned(8))) = {            \
			.compatible = compat, .data = (const void *)(fn_type)fn}
typedef int (*of_init_fn_2)(struct device_node *, struct device_node *);
typedef int (*of_init_fn_1_ret)(struct device_node *);
#define OF_DECLARE_2(table, name, compat, fn) _OF_DECLARE(table, name, compat, fn, of_init_fn_2)
#define OF_DECLARE_1_RET(table, name, compat, fn)                                                  \
	_OF_DECLARE(table, name, compat, fn, of_init_fn_1_ret)

#endif /* _LINUX_OF_H */
