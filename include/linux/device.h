/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Devices: things with a name, a reference count, perhaps a driver, and the resources acquired for them.
 * drivers/base/core.cpp has the theory. The fields are those of Linux 6.12's include/linux/device.h that have a
 * meaning here, in its order; there is no power management and no sysfs behind them.
 */
#ifndef _DEVICE_H_
#define _DEVICE_H_

#include <linux/compiler.h>
#include <linux/dev_printk.h>
#include <linux/device/bus.h>
#include <linux/device/devres.h>
#include <linux/device/driver.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/ioport.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct attribute_group;
struct class_private;
struct device_node;
struct device_private;
struct fwnode_handle;

struct device_type {
	const char *name;
	const struct attribute_group **groups;
	void (*release)(struct device *dev);
};

/**
 * struct device - a device
 * @kobj: name and reference count
 * @init_name: the name, for those who cannot call dev_set_name(); taken over by device_add()
 * @mutex: held around probe and remove
 * @devres_lock: guards @devres_head, the device's resources, the oldest first
 * @dma_mask, @coherent_dma_mask: addresses it reaches (linux/dma-mapping.h); @dma_pools: its pools of coherent memory
 * @release: frees the structure when the last reference is put
 * @dma_coherent: it looks into the CPU's caches
 */
struct device {
	struct kobject kobj;
	struct device *parent;
	struct device_private *p;
	const char *init_name;
	const struct device_type *type;
	const struct bus_type *bus;
	struct device_driver *driver;
	void *platform_data;
	void *driver_data;
	struct mutex mutex;
	u64 *dma_mask;
	u64 coherent_dma_mask;
	struct list_head dma_pools;
	struct device_node *of_node;
	struct fwnode_handle *fwnode;
	dev_t devt;
	u32 id;
	spinlock_t devres_lock;
	struct list_head devres_head;
	const struct attribute_group **groups;
	void (*release)(struct device *dev);
	bool dma_coherent;
};

#define kobj_to_dev(__kobj) container_of(__kobj, struct device, kobj)

__BEGIN_DECLS
/** device_initialize() - one reference, no resources; the rest of @dev is zero or the caller's. */
void device_initialize(struct device *dev);
/**
 * device_add() - the device is there: its bus's drivers may take it
 * Task context. Returns 0, -EINVAL (it has no name), -ENOMEM. Whether a driver was found does not matter.
 */
int __must_check device_add(struct device *dev);
int __must_check device_register(struct device *dev);
/** device_del() - it is gone: its driver leaves it and its resources are released. The reference stays. */
void device_del(struct device *dev);
void device_unregister(struct device *dev);
struct device *get_device(struct device *dev);
/** put_device() - the last one releases what is left of the resources and calls the release function. */
void put_device(struct device *dev);
__printf(2, 3) int dev_set_name(struct device *dev, const char *fmt, ...);

/** device_attach() - look for a driver. 1: it has one; 0: none fits. device_release_driver() - the driver leaves. */
int __must_check device_attach(struct device *dev);
void device_release_driver(struct device *dev);

/* Calls fn for each child until one call's value is not 0, which is returned. Task context. */
int device_for_each_child(struct device *parent, void *data,
			  int (*fn)(struct device *dev, void *data));

/** root_device_register() - a device without a driver, to be the parent of others. An ERR_PTR() if it fails. */
struct device *__root_device_register(const char *name, struct module *owner);
#define root_device_register(name) __root_device_register(name, THIS_MODULE)
void root_device_unregister(struct device *root);
__END_DECLS

static inline const char *dev_name(const struct device *dev)
{
	return dev->init_name ? dev->init_name : dev->kobj.name;
}
static inline bool device_is_registered(struct device *dev)
{
	return dev->kobj.state_in_sysfs;
}
static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}
static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}
static inline void *dev_get_platdata(const struct device *dev)
{
	return dev->platform_data;
}
static inline int dev_to_node(struct device *dev)
{
	return NUMA_NO_NODE;
}
static inline void set_dev_node(struct device *dev, int node)
{
}
static inline void device_lock(struct device *dev)
{
	mutex_lock(&dev->mutex);
}
static inline int device_trylock(struct device *dev)
{
	return mutex_trylock(&dev->mutex);
}
static inline void device_unlock(struct device *dev)
{
	mutex_unlock(&dev->mutex);
}

#endif /* _DEVICE_H_ */
