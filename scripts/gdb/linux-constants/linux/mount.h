/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Numbers that Linux's gdb scripts ask for when they are loaded and that belong to what this kernel does not have: mounted
 * file systems. From Linux's interface: include/uapi/linux/mount.h, include/linux/mount.h, fs.h, of_fdt.h.
 */
#define SB_RDONLY      (1 << 0)
#define SB_SYNCHRONOUS (1 << 4)
#define SB_MANDLOCK    (1 << 6)
#define SB_DIRSYNC     (1 << 7)
#define SB_NOATIME     (1 << 10)
#define SB_NODIRATIME  (1 << 11)

#define MNT_NOSUID     0x01
#define MNT_NODEV      0x02
#define MNT_NOEXEC     0x04
#define MNT_NOATIME    0x08
#define MNT_NODIRATIME 0x10
#define MNT_RELATIME   0x20

#define IRQ_HIDDEN     IRQD_HIDDEN /* a flag of another word here, with the same meaning */
#define OF_DT_HEADER   0xd00dfeed
