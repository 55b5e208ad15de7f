// SPDX-License-Identifier: GPL-2.0-only
// /sys/kernel: the directory that the kernel's own parts put theirs in, and what it says about the machine's words.
// Linux 6.12: kernel/ksysfs.c, mm_sysfs_init() in mm/mm_init.c.

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/sysfs.h>

extern "C" {
struct kobject *kernel_kobj;
struct kobject *mm_kobj;
}

namespace
{

ssize_t address_bits_show(struct kobject *, struct kobj_attribute *, char *buf)
{
	return sysfs_emit(buf, "%zu\n", sizeof(void *) * 8);
}

ssize_t cpu_byteorder_show(struct kobject *, struct kobj_attribute *, char *buf)
{
	return sysfs_emit(buf, "%s\n", "little");
}

constinit struct kobj_attribute address_bits_attr = __ATTR_RO(address_bits);
constinit struct kobj_attribute cpu_byteorder_attr = __ATTR_RO(cpu_byteorder);

constinit struct attribute *kernel_attrs[] = {
	&address_bits_attr.attr,
	&cpu_byteorder_attr.attr,
	nullptr,
};

constexpr struct attribute_group kernel_attr_group = {.attrs = kernel_attrs};

int __init ksysfs_init()
{
	kernel_kobj = kobject_create_and_add("kernel", nullptr);
	if (!kernel_kobj)
		return -ENOMEM;
	return sysfs_create_group(kernel_kobj, &kernel_attr_group);
}
core_initcall(ksysfs_init);

int __init mm_sysfs_init()
{
	mm_kobj = kobject_create_and_add("mm", kernel_kobj);
	return mm_kobj ? 0 : -ENOMEM;
}
postcore_initcall(mm_sysfs_init);

} // namespace
