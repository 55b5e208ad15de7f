/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MOD_DEVICETABLE_H
#define _LINUX_MOD_DEVICETABLE_H
/* Match tables of drivers. Linux 6.12: include/linux/mod_devicetable.h. */

/**
 * struct of_device_id - one line of a driver's match table; a line with an empty @compatible ends
 * it.
 * @compatible: the string that a node's "compatible" must hold.
 * @data: the driver's, for this kind of device.
 */
struct of_device_id {
	char name[32];
	char type[32];
	char compatible[128];
	const void *data;
};

#endif /* _LINUX_MOD_DEVICETABLE_H */
