/* SPDX-License-Identifier: GPL-2.0-only */
/* A driver: what takes devices of a bus over. Linux 6.12: include/linux/device/driver.h. */
#ifndef _DEVICE_DRIVER_H_
#define _DEVICE_DRIVER_H_

#include <linux/device/bus.h>
#include <linux/mod_devicetable.h>
#include <linux/types.h>

struct module;
struct driver_private;

enum probe_type {
	PROBE_DEFAULT_STRATEGY,
	PROBE_PREFER_ASYNCHRONOUS,
	PROBE_FORCE_SYNCHRONOUS,
};

/* probe(): 0, or an error, after which the next driver is tried. */
struct device_driver {
	const char *name;
	const struct bus_type *bus;
	struct module *owner;
	const char *mod_name;
	bool suppress_bind_attrs;
	enum probe_type probe_type;
	const struct of_device_id *of_match_table;
	int (*probe)(struct device *dev);
	void (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
	const struct attribute_group **groups;
	const struct attribute_group **dev_groups;
	struct driver_private *p;
};

__BEGIN_DECLS
/* Takes over each device of its bus that has no driver and that it fits. Task context. 0, -EBUSY (the name is taken), … */
int __must_check driver_register(struct device_driver *drv);
/* Leaves all its devices first. */
void driver_unregister(struct device_driver *drv);
struct device_driver *driver_find(const char *name, const struct bus_type *bus);
__END_DECLS

#endif /* _DEVICE_DRIVER_H_ */
