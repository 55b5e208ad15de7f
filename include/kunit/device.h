/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Devices for tests: on a bus "kunit", owned by the test and gone with it; what is managed for one (devm_*) is released
 * then. All return an ERR_PTR() when they fail. Linux 6.12: include/kunit/device.h.
 */
#ifndef _KUNIT_DEVICE_H
#define _KUNIT_DEVICE_H

#include <kunit/test.h>

struct device;
struct device_driver;

__BEGIN_DECLS
/** kunit_driver_create() - a driver that takes every device of the bus "kunit". */
struct device_driver *kunit_driver_create(struct kunit *test, const char *name);
/** kunit_device_register() - a device "TEST.NAME" with a driver of its own. */
struct device *kunit_device_register(struct kunit *test, const char *name);
/** kunit_device_register_with_driver() - with one of kunit_driver_create(). */
struct device *kunit_device_register_with_driver(struct kunit *test, const char *name,
						 const struct device_driver *drv);
/** kunit_device_unregister() - before the test ends; with the driver if it was made for this device. */
void kunit_device_unregister(struct kunit *test, struct device *dev);
__END_DECLS

#endif /* _KUNIT_DEVICE_H */
