/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SERIAL_CORE_H
#define _LINUX_SERIAL_CORE_H
/*
 * The early console: the serial port that prints before there is an allocator, an interrupt or a
 * clock. Linux 6.12: include/linux/serial_core.h, drivers/tty/serial/earlycon.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

/**
 * setup_earlycon_from_dt() - register the boot console that /chosen's stdout-path names.
 *
 * Maps the device through the fixmap (FIX_EARLYCON_MEM_BASE); nothing is programmed but the
 * transmitter's enable bits, the baud rate stays the firmware's. Returns 0, or -ENODEV when the
 * tree names no device that slub64 drives; then an "earlycon=pl011,<address>" parameter may still
 * name one.
 */
int setup_earlycon_from_dt(void);

/**
 * setup_earlycon_probe() - look for a PL011 where the boards that slub64 knows have one, and print
 * there.
 *
 * For a machine whose device tree can't be read. Each address is read in a way that survives an
 * external abort and counts only when the PrimeCell ID registers answer. Returns 0, or -ENODEV.
 */
int setup_earlycon_probe(void);

__END_DECLS

#endif /* _LINUX_SERIAL_CORE_H */
