// SPDX-License-Identifier: GPL-2.0-only
//
// Devices, buses and drivers: who is there, and who takes care of whom.
//
//	device_initialize ─▶ one reference
//	device_add        ─▶ on the list; each driver of its bus is asked in order of registration: match()? probe()?
//	                     The first whose probe() returns 0 is the device's driver.
//	device_del        ─▶ its driver's remove(), then its managed resources are released (devres.cpp), off the list
//	last put_device   ─▶ resources that were acquired without a driver, then release(), which frees the structure
//
// A driver that is registered later looks over the devices that have none. The order of these lists is the order in which
// things were registered, so a boot always gives the same result.
//
// Locks: the mutex `registry` guards both lists and their links (device.p, device_driver.p); it is not held while
// foreign functions run. device.mutex is held around probe() and remove(); it comes before `registry`.
//
// Devices appear in no file tree. Linux 6.12: drivers/base/core.c, bus.c, dd.c, driver.c.

#include <linux/device.h>
#include <linux/guard.hpp>
#include <linux/slab.h>
#include <linux/string.h>

// What the registry knows of a device and of a driver.
struct device_private {
	list_head link;
	struct device *device;
};
struct driver_private {
	list_head link;
	struct device_driver *driver;
};

namespace
{

constinit struct mutex registry = __MUTEX_INITIALIZER(registry);
constinit list_head devices = LIST_HEAD_INIT(devices);
constinit list_head drivers = LIST_HEAD_INIT(drivers);

void free_device(struct kref *kref)
{
	struct device *const dev = container_of(kref, struct device, kobj.kref);
	const char *const name = dev->kobj.name;

	// Somebody may have acquired resources without being its driver.
	devres_release_all(dev);
	if (dev->release)
		dev->release(dev);
	else if (dev->type && dev->type->release)
		dev->type->release(dev);
	else
		WARN(1,
		     "Device '%s' does not have a release() function, it is broken and must be fixed. See Documentation/core-api/kobject.rst.\n",
		     name);
	kfree_const(name);
}

// With device.mutex held. 0: it has a driver now; else why this one is not it.
int try_driver(struct device *dev, struct device_driver *drv)
{
	if (drv->bus != dev->bus || (drv->bus->match && !drv->bus->match(dev, drv)))
		return -ENODEV;
	dev->driver = drv;

	const int error = dev->bus->probe ? dev->bus->probe(dev) : drv->probe ? drv->probe(dev) : 0;

	if (error) {
		devres_release_all(dev);
		dev->driver = nullptr;
		dev_set_drvdata(dev, nullptr);
	}
	return error;
}

// With device.mutex held.
void leave(struct device *dev)
{
	struct device_driver *const drv = dev->driver;

	if (!drv)
		return;
	if (dev->bus && dev->bus->remove)
		dev->bus->remove(dev);
	else if (drv->remove)
		drv->remove(dev);
	devres_release_all(dev);
	dev->driver = nullptr;
	dev_set_drvdata(dev, nullptr);
}

// The driver registered after this one (nullptr: the first); likewise for devices, with a reference to put. One that has
// left the list meanwhile has no successor.
struct device_driver *next_driver(struct device_driver *drv)
{
	mutex_guard guard(&registry);
	list_head *const next = !drv ? drivers.next : drv->p ? drv->p->link.next : &drivers;

	return next == &drivers ? nullptr : list_entry(next, driver_private, link)->driver;
}
struct device *next_device(struct device *dev)
{
	mutex_guard guard(&registry);
	list_head *const next = !dev ? devices.next : dev->p ? dev->p->link.next : &devices;

	return next == &devices ? nullptr
				: get_device(list_entry(next, device_private, link)->device);
}

// fn() for all devices that are there, until one call's value is not 0.
template <typename Function>
int for_each_device(Function fn)
{
	int result = 0;

	for (struct device *dev = next_device(nullptr); dev;) {
		result = fn(dev);
		struct device *const next = result ? nullptr : next_device(dev);

		put_device(dev);
		dev = next;
	}
	return result;
}

void free_root_device(struct device *dev)
{
	kfree(dev);
}

} // namespace

// ---------------------------------------------------------------------------------------------------------------------
// Devices.

void device_initialize(struct device *dev)
{
	kref_init(&dev->kobj.kref);
	INIT_LIST_HEAD(&dev->kobj.entry);
	dev->kobj.state_initialized = 1;
	mutex_init(&dev->mutex);
	spin_lock_init(&dev->devres_lock);
	INIT_LIST_HEAD(&dev->devres_head);
	INIT_LIST_HEAD(&dev->dma_pools);
}

int dev_set_name(struct device *dev, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	const char *const name = kvasprintf_const(GFP_KERNEL, fmt, args);
	va_end(args);
	if (!name)
		return -ENOMEM;
	kfree_const(dev->kobj.name);
	dev->kobj.name = name;
	return 0;
}

int device_add(struct device *dev)
{
	if (dev->init_name) {
		if (const int error = dev_set_name(dev, "%s", dev->init_name))
			return error;
		dev->init_name = nullptr;
	}
	if (!dev_name(dev))
		return -EINVAL;

	device_private *const priv =
		static_cast<device_private *>(kzalloc(sizeof(*priv), GFP_KERNEL));

	if (!priv)
		return -ENOMEM;
	get_device(dev);
	get_device(dev->parent);
	priv->device = dev;
	{
		mutex_guard guard(&registry);

		dev->p = priv;
		list_add_tail(&priv->link, &devices);
		dev->kobj.state_in_sysfs = 1;
	}
	// Whether one takes it is no concern of whoever adds it.
	if (dev->bus)
		(void)!device_attach(dev);
	return 0;
}

int device_register(struct device *dev)
{
	device_initialize(dev);
	return device_add(dev);
}

void device_del(struct device *dev)
{
	device_release_driver(dev);

	device_private *const priv = dev->p;
	{
		mutex_guard guard(&registry);

		list_del(&priv->link);
		dev->p = nullptr;
		dev->kobj.state_in_sysfs = 0;
	}
	kfree(priv);
	put_device(dev->parent);
	put_device(dev);
}

void device_unregister(struct device *dev)
{
	device_del(dev);
	put_device(dev);
}

struct device *get_device(struct device *dev)
{
	if (dev)
		kref_get(&dev->kobj.kref);
	return dev;
}

void put_device(struct device *dev)
{
	if (dev)
		kref_put(&dev->kobj.kref, free_device);
}

int device_for_each_child(struct device *parent, void *data,
			  int (*fn)(struct device *dev, void *data))
{
	return for_each_device(
		[=](struct device *dev) { return dev->parent == parent ? fn(dev, data) : 0; });
}

struct device *__root_device_register(const char *name, struct module *)
{
	struct device *const root =
		static_cast<struct device *>(kzalloc(sizeof(*root), GFP_KERNEL));

	if (!root)
		return static_cast<struct device *>(ERR_PTR(-ENOMEM));
	root->release = free_root_device;
	device_initialize(root);

	int error = dev_set_name(root, "%s", name);

	if (!error)
		error = device_add(root);
	if (error) {
		put_device(root);
		return static_cast<struct device *>(ERR_PTR(error));
	}
	return root;
}

void root_device_unregister(struct device *root)
{
	device_unregister(root);
}

// ---------------------------------------------------------------------------------------------------------------------
// Drivers.

int device_attach(struct device *dev)
{
	device_lock(dev);
	for (struct device_driver *drv = next_driver(nullptr); drv && !dev->driver;
	     drv = next_driver(drv))
		try_driver(dev, drv);

	const int attached = dev->driver ? 1 : 0;

	device_unlock(dev);
	return attached;
}

void device_release_driver(struct device *dev)
{
	device_lock(dev);
	leave(dev);
	device_unlock(dev);
}

int driver_register(struct device_driver *drv)
{
	if (driver_find(drv->name, drv->bus)) {
		pr_err("Error: Driver '%s' is already registered, aborting...\n", drv->name);
		return -EBUSY;
	}
	driver_private *const priv =
		static_cast<driver_private *>(kzalloc(sizeof(*priv), GFP_KERNEL));

	if (!priv)
		return -ENOMEM;
	priv->driver = drv;
	{
		mutex_guard guard(&registry);

		drv->p = priv;
		list_add_tail(&priv->link, &drivers);
	}
	for_each_device([=](struct device *dev) {
		device_lock(dev);
		if (!dev->driver && dev->bus)
			try_driver(dev, drv);
		device_unlock(dev);
		return 0;
	});
	return 0;
}

void driver_unregister(struct device_driver *drv)
{
	if (WARN(!drv || !drv->p, "Unexpected driver unregister!\n"))
		return;
	for_each_device([=](struct device *dev) {
		device_lock(dev);
		if (dev->driver == drv)
			leave(dev);
		device_unlock(dev);
		return 0;
	});

	driver_private *const priv = drv->p;
	{
		mutex_guard guard(&registry);

		list_del(&priv->link);
		drv->p = nullptr;
	}
	kfree(priv);
}

struct device_driver *driver_find(const char *name, const struct bus_type *bus)
{
	mutex_guard guard(&registry);
	driver_private *priv;

	list_for_each_entry(priv, &drivers, link)
		if (priv->driver->bus == bus && strcmp(priv->driver->name, name) == 0)
			return priv->driver;
	return nullptr;
}

// ---------------------------------------------------------------------------------------------------------------------
// Buses: a bus is known by its address; there is nothing to keep of it.

int bus_register(const struct bus_type *bus)
{
	return bus->name ? 0 : -EINVAL;
}

void bus_unregister(const struct bus_type *)
{
}

int bus_for_each_dev(const struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data))
{
	bool behind_start = !start;

	return for_each_device([=](struct device *dev) mutable {
		if (dev->bus == bus && behind_start)
			return fn(dev, data);
		behind_start = behind_start || dev == start;
		return 0;
	});
}

// ---------------------------------------------------------------------------------------------------------------------
// Reports.

static void report(const char *level, const struct device *dev, struct va_format *vaf)
{
	const char *const who = !dev          ? "(NULL device *)"
				: dev->driver ? dev->driver->name
				: dev->bus    ? dev->bus->name
					      : "";

	dev_printk_emit(level[1] - '0', dev, "%s%s%s: %pV", who, dev && *who ? " " : "",
			dev ? dev_name(dev) : "", vaf);
}

// How a reader of the log finds the device again. Linux 6.12: set_dev_info(), for devices without a number.
static bool describe(const struct device *dev, struct dev_printk_info *info)
{
	if (!dev || !dev->bus)
		return false;
	strscpy(info->subsystem, dev->bus->name, sizeof(info->subsystem));
	snprintf(info->device, sizeof(info->device), "+%s:%s", dev->bus->name, dev_name(dev));
	return true;
}

int dev_vprintk_emit(int level, const struct device *dev, const char *fmt, va_list args)
{
	struct dev_printk_info info;

	return vprintk_emit(0, level, describe(dev, &info) ? &info : nullptr, fmt, args);
}

int dev_printk_emit(int level, const struct device *dev, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	const int length = dev_vprintk_emit(level, dev, fmt, args);

	va_end(args);
	return length;
}

void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct va_format vaf = {fmt, &args};

	report(level, dev, &vaf);
	va_end(args);
}

int dev_err_probe(const struct device *dev, int err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct va_format vaf = {fmt, &args};

	if (err != -EPROBE_DEFER && err != -ENOMEM)
		_dev_printk(KERN_ERR, dev, "error %pe: %pV", ERR_PTR(err), &vaf);
	va_end(args);
	return err;
}
