// SPDX-License-Identifier: GPL-2.0-only
//
// Finding nodes: by what they are compatible with, by path, by phandle, by their place.
//
// All of it is a walk over the node table (tree.h), which is small and in memory; nothing is cached
// on top.
//
// Linux 6.12: drivers/of/base.c.

#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/of.h>
#include "drivers/of/tree.h"

namespace dt
{
namespace
{

// Entry behind @from, the first when @from is nullptr; nullptr at the end.
device_node *behind(device_node *from)
{
	index next = from ? index_of(from) + 1 : 0;

	return next < node_count ? &nodes[next] : nullptr;
}

// Position of @string in a list of NUL-ended strings, -1 when it isn't there.
int position(value list, const char *string)
{
	int i = 0;

	if (!list.string())
		return -1;
	for (u32 at = 0; at < list.length; i++) {
		const char *entry = reinterpret_cast<const char *>(list.data) + at;

		if (!strcmp(entry, string))
			return i;
		at += strlen(entry) + 1;
	}
	return -1;
}

// Does the name of @node equal the @length characters at @name, with its unit address or without?
bool is_named(const device_node *node, const char *name, size_t length)
{
	const char *own = full_name(node);

	return !strncmp(own, name, length) && (!own[length] || own[length] == '@');
}

// The node of a path relative to @node, up to ':' or the end.
device_node *descend(device_node *node, const char *path)
{
	while (node && *path == '/') {
		size_t length = strcspn(++path, "/:");
		device_node *found = nullptr;

		if (!length)
			break;
		for (device_node &child : children(node)) {
			if (!is_named(&child, path, length))
				continue;
			found = &child;
			break;
		}
		node = found;
		path += length;
	}
	return node;
}

} // namespace
} // namespace dt

const char *of_node_full_name(const struct device_node *np)
{
	if (!np)
		return "<no-node>";
	return np->parent == dt::none ? "/" : dt::full_name(np);
}

bool of_node_name_eq(const struct device_node *np, const char *name)
{
	return np && name && dt::is_named(np, name, strlen(name));
}

int of_device_is_compatible(const struct device_node *np, const char *name)
{
	int position = np ? dt::position(dt::get(np->compatible), name) : -1;

	// Linux: INT_MAX/2 less the position doubled twice; only the order matters.
	return position < 0 ? 0 : INT_MAX / 2 - position * 4;
}

bool of_machine_is_compatible(const char *compat)
{
	return of_device_is_compatible(of_root, compat) > 0;
}

bool of_device_is_available(const struct device_node *np)
{
	return np && dt::available(np);
}

const struct of_device_id *of_match_node(const struct of_device_id *matches,
					 const struct device_node *np)
{
	const struct of_device_id *best = nullptr;
	int best_score = 0;

	if (!np || !np->compatible)
		return nullptr;
	for (; matches->compatible[0]; matches++) {
		int score = of_device_is_compatible(np, matches->compatible);

		if (score > best_score) {
			best = matches;
			best_score = score;
		}
	}
	return best;
}

struct device_node *of_find_compatible_node(struct device_node *from, const char *type,
					    const char *compatible)
{
	while ((from = dt::behind(from))) {
		if (!from->compatible || !of_device_is_compatible(from, compatible))
			continue;
		const char *own_type = dt::get(from->device_type).string();
		if (!type || (own_type && !strcmp(own_type, type)))
			return from;
	}
	return nullptr;
}

struct device_node *of_find_matching_node_and_match(struct device_node *from,
						    const struct of_device_id *matches,
						    const struct of_device_id **match)
{
	while ((from = dt::behind(from))) {
		const struct of_device_id *found = of_match_node(matches, from);

		if (!found)
			continue;
		if (match)
			*match = found;
		return from;
	}
	return nullptr;
}

struct device_node *of_find_node_by_type(struct device_node *from, const char *type)
{
	while ((from = dt::behind(from))) {
		const char *own_type = dt::get(from->device_type).string();

		if (own_type && !strcmp(own_type, type))
			return from;
	}
	return nullptr;
}

struct device_node *of_find_node_by_phandle(phandle handle)
{
	if (!handle)
		return nullptr;
	for (device_node *node = nullptr; (node = dt::behind(node));)
		if (node->phandle && dt::cells_or(node->phandle, 0) == handle)
			return node;
	return nullptr;
}

struct device_node *of_find_node_by_path(const char *path)
{
	if (!of_root || !path)
		return nullptr;
	if (*path == '/')
		return dt::descend(of_root, path);

	// An alias: /aliases has a property of that name whose value is the path.
	char alias[32];
	size_t length = strcspn(path, "/:");
	device_node *aliases = dt::descend(of_root, "/aliases");

	if (!aliases || length >= sizeof(alias))
		return nullptr;
	memcpy(alias, path, length);
	alias[length] = '\0';
	const char *target = dt::get(aliases, alias).string();
	device_node *node = target && *target == '/' ? dt::descend(of_root, target) : nullptr;
	return node ? dt::descend(node, path + length) : nullptr;
}

struct device_node *of_get_parent(const struct device_node *np)
{
	return np ? dt::parent_of(np) : nullptr;
}

struct device_node *of_get_next_child(const struct device_node *np, struct device_node *prev)
{
	if (!np)
		return nullptr;
	dt::index next = prev ? prev->end : dt::index_of(np) + 1;

	return next < np->end ? &dt::nodes[next] : nullptr;
}

struct device_node *of_get_next_available_child(const struct device_node *np,
						struct device_node *prev)
{
	while ((prev = of_get_next_child(np, prev)))
		if (dt::available(prev))
			return prev;
	return nullptr;
}

struct device_node *of_get_child_by_name(const struct device_node *np, const char *name)
{
	struct device_node *child;

	for_each_child_of_node(np, child) if (of_node_name_eq(child, name)) return child;
	return nullptr;
}

int of_n_addr_cells(struct device_node *np)
{
	device_node *parent = dt::parent_of(np);

	return dt::cells_or((parent ? parent : np)->address_cells, 2);
}

int of_n_size_cells(struct device_node *np)
{
	device_node *parent = dt::parent_of(np);

	return dt::cells_or((parent ? parent : np)->size_cells, 1);
}

int of_property_match_string(const struct device_node *np, const char *propname, const char *string)
{
	if (!np)
		return -EINVAL;
	dt::value list = dt::get(np, propname);
	if (!list)
		return -EINVAL;
	int position = dt::position(list, string);
	return position < 0 ? -ENODATA : position;
}
