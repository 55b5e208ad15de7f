// SPDX-License-Identifier: GPL-2.0-only
// Devices for tests: on a bus of their own, below one root device "kunit" that the first test to want one makes. Device
// and driver are deferred actions of the test, so they go with it, the newest first. Linux 6.12: lib/kunit/device.c.

#include <kunit/device.h>
#include <kunit/resource.h>

#include <linux/device.h>
#include <linux/slab.h>

namespace
{

struct kunit_device {
	struct device dev;
	// Made for this device alone, or nullptr.
	struct device_driver *own_driver;
};

kunit_device *to_kunit_device(struct device *dev)
{
	return container_of(dev, kunit_device, dev);
}

constexpr struct bus_type kunit_bus = {.name = "kunit"};

struct device *root()
{
	static constinit struct device *device;

	if (!device) {
		struct device *const made = root_device_register("kunit");

		if (IS_ERR(made))
			return made;
		device = made;
	}
	return device;
}

void free_device(struct device *dev)
{
	kfree(to_kunit_device(dev));
}

void unregister_device(void *dev)
{
	device_unregister(static_cast<struct device *>(dev));
}
void unregister_driver(void *drv)
{
	driver_unregister(static_cast<struct device_driver *>(drv));
}

struct device *failed(long error)
{
	return static_cast<struct device *>(ERR_PTR(error));
}

struct device *add_device(struct kunit *test, const char *name)
{
	struct device *const parent = root();

	if (IS_ERR(parent))
		return parent;
	kunit_device *const kdev = static_cast<kunit_device *>(kzalloc(sizeof(*kdev), GFP_KERNEL));

	if (!kdev)
		return failed(-ENOMEM);
	struct device *const dev = &kdev->dev;

	dev->release = free_device;
	dev->bus = &kunit_bus;
	dev->parent = parent;
	device_initialize(dev);

	int error = dev_set_name(dev, "%s.%s", test->name, name);

	if (!error)
		error = device_add(dev);
	if (error) {
		put_device(dev);
		return failed(error);
	}
	dev->dma_mask = &dev->coherent_dma_mask;
	dev->coherent_dma_mask = 0xffffffff;
	error = kunit_add_action_or_reset(test, unregister_device, dev);
	return error ? failed(error) : dev;
}

} // namespace

struct device_driver *kunit_driver_create(struct kunit *test, const char *name)
{
	struct device_driver *const drv =
		static_cast<struct device_driver *>(kunit_kzalloc(test, sizeof(*drv), GFP_KERNEL));
	int error = -ENOMEM;

	if (drv) {
		drv->name = kunit_kstrdup(test, name, GFP_KERNEL);
		drv->bus = &kunit_bus;
		error = drv->name ? driver_register(drv) : -ENOMEM;
	}
	if (!error)
		error = kunit_add_action_or_reset(test, unregister_driver, drv);
	return error ? static_cast<struct device_driver *>(ERR_PTR(error)) : drv;
}

struct device *kunit_device_register(struct kunit *test, const char *name)
{
	struct device_driver *const drv = kunit_driver_create(test, name);

	if (IS_ERR(drv))
		return failed(PTR_ERR(drv));

	struct device *const dev = add_device(test, name);

	if (IS_ERR(dev))
		kunit_release_action(test, unregister_driver, drv);
	else
		to_kunit_device(dev)->own_driver = drv;
	return dev;
}

struct device *kunit_device_register_with_driver(struct kunit *test, const char *name,
						 const struct device_driver *)
{
	// It is on the bus already, and takes what comes.
	return add_device(test, name);
}

void kunit_device_unregister(struct kunit *test, struct device *dev)
{
	struct device_driver *const drv = to_kunit_device(dev)->own_driver;

	kunit_release_action(test, unregister_device, dev);
	if (drv)
		kunit_release_action(test, unregister_driver, drv);
}
