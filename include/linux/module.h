/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A "module" is a source file that is linked in: module_init() makes a device_initcall of its function, and the
 * MODULE_* texts are kept nowhere. module_exit() functions are compiled and never called.
 */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H
#include <linux/list.h>
#include <linux/stat.h>
#include <linux/compiler.h>
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/stringify.h>
#include <linux/moduleparam.h>
#include <linux/jump_label.h>
#include <linux/export.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/percpu-defs.h>
/* Linux's comes to these by way of kobject.h, sysfs.h and kernfs.h, and its files take them from there. */
#include <linux/gfp.h>
#include <linux/idr.h>
#include <linux/kobject.h>
#include <linux/sched.h>
#include <linux/slab.h>

#define MODULE_NAME_LEN (64 - sizeof(unsigned long))

struct module {
	char name[MODULE_NAME_LEN];
};

#define module_init(fn)                 device_initcall(fn)
#define module_exit(fn)                 __exitcall(fn)

#define __slub64_module_text            extern int __slub64_module_text_unused
#define MODULE_INFO(tag, info)          __slub64_module_text
#define MODULE_ALIAS(name)              __slub64_module_text
#define MODULE_SOFTDEP(dep)             __slub64_module_text
#define MODULE_LICENSE(name)            __slub64_module_text
#define MODULE_AUTHOR(name)             __slub64_module_text
#define MODULE_DESCRIPTION(text)        __slub64_module_text
#define MODULE_VERSION(version)         __slub64_module_text
#define MODULE_FIRMWARE(name)           __slub64_module_text
#define MODULE_IMPORT_NS(ns)            __slub64_module_text
#define MODULE_DEVICE_TABLE(type, name) __slub64_module_text

static inline bool try_module_get(struct module *module)
{
	return true;
}
static inline void module_put(struct module *module)
{
}
static inline void __module_get(struct module *module)
{
}
#define module_name(mod) "kernel"
static inline bool within_module(unsigned long addr, const struct module *mod)
{
	return false;
}
#endif
