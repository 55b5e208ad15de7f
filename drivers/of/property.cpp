// SPDX-License-Identifier: GPL-2.0-only
//
// Reading properties. Linux 6.12: drivers/of/property.c, of_get_property() in base.c.

#include <linux/kernel.h>
#include <linux/of.h>
#include "drivers/of/tree.h"

namespace
{

// A property with at least @bytes bytes. 0 or Linux's error for what is wrong with it.
int find(const device_node *node, const char *name, size_t bytes, dt::value *out)
{
	if (!node)
		return -EINVAL;
	*out = dt::get(node, name);
	if (!*out)
		return -EINVAL;
	if (!out->length)
		return -ENODATA;
	return out->length < bytes ? -EOVERFLOW : 0;
}

} // namespace

const void *of_get_property(const struct device_node *np, const char *name, int *lenp)
{
	dt::value found = np ? dt::get(np, name) : dt::value{};

	if (found && lenp)
		*lenp = static_cast<int>(found.length);
	return found.data;
}

int of_property_read_u32_index(const struct device_node *np, const char *propname, u32 index,
			       u32 *out_value)
{
	dt::value found;
	int error = find(np, propname, (index + 1ul) * sizeof(u32), &found);

	if (!error)
		*out_value = found.cell(index);
	return error;
}

int of_property_read_u64(const struct device_node *np, const char *propname, u64 *out_value)
{
	dt::value found;
	int error = find(np, propname, sizeof(u64), &found);

	if (!error)
		*out_value = found.number(0, 2);
	return error;
}

int of_property_read_u32_array(const struct device_node *np, const char *propname, u32 *out_values,
			       size_t sz)
{
	dt::value found;
	int error = find(np, propname, sz * sizeof(u32), &found);

	for (size_t i = 0; !error && i < sz; i++)
		out_values[i] = found.cell(i);
	return error;
}

int of_property_read_string(const struct device_node *np, const char *propname,
			    const char **out_string)
{
	dt::value found;
	int error = find(np, propname, 1, &found);

	if (error)
		return error;
	if (!found.string())
		return -EILSEQ;
	*out_string = found.string();
	return 0;
}

int of_property_count_elems_of_size(const struct device_node *np, const char *propname,
				    int elem_size)
{
	dt::value found;
	int error = find(np, propname, 0, &found);

	if (error)
		return error;
	return found.length % elem_size ? -EINVAL : static_cast<int>(found.length / elem_size);
}
