/* SPDX-License-Identifier: GPL-2.0-only */
/* A bus: which drivers fit which devices, and how a driver takes one over. Linux 6.12: include/linux/device/bus.h. */
#ifndef _DEVICE_BUS_H_
#define _DEVICE_BUS_H_

#include <linux/compiler.h>

struct device;
struct device_driver;
struct attribute_group;

/**
 * struct bus_type - a bus
 * @match: does @drv fit @dev (not 0)? NULL: every driver of the bus does
 * @probe: instead of the driver's probe(); 0: the driver has taken the device
 * @remove: instead of the driver's remove()
 */
struct bus_type {
	const char *name;
	const char *dev_name;
	const struct attribute_group **bus_groups;
	const struct attribute_group **dev_groups;
	const struct attribute_group **drv_groups;
	int (*match)(struct device *dev, const struct device_driver *drv);
	int (*probe)(struct device *dev);
	void (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
};

__BEGIN_DECLS
int __must_check bus_register(const struct bus_type *bus);
void bus_unregister(const struct bus_type *bus);
/* Calls fn for each device of the bus until one call's value is not 0, which is returned. Task context. */
int bus_for_each_dev(const struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data));
__END_DECLS

#endif /* _DEVICE_BUS_H_ */
