// SPDX-License-Identifier: GPL-2.0-only
/*
 * The only process of the reference Linux: prints the files of /proc that slub64 has too, then powers off.
 *
 * It is the init program of a three-file initramfs, built without a C library, so that as little as possible of the
 * machine's memory is in use when the figures are read. Each file is printed behind a line "== /proc/NAME";
 * scripts/linux-reference cuts the console output at these lines.
 */

typedef unsigned long ulong;

enum {
	SYS_openat = 56,
	SYS_close = 57,
	SYS_read = 63,
	SYS_write = 64,
	SYS_reboot = 142,
	SYS_mount = 40,
	SYS_sync = 81,
	AT_FDCWD = -100,
};

static const char *const recorded_files[] = {
	"/proc/version",  "/proc/cmdline", "/proc/buddyinfo",    "/proc/zoneinfo",
	"/proc/slabinfo", "/proc/meminfo", "/proc/pagetypeinfo", "/proc/vmallocinfo",
	"/proc/vmstat",   "/proc/iomem",   "/proc/interrupts",   "/proc/uptime",
};

static long system_call(long number, ulong a, ulong b, ulong c, ulong d, ulong e)
{
	register long x8 asm("x8") = number;
	register ulong x0 asm("x0") = a;
	register ulong x1 asm("x1") = b;
	register ulong x2 asm("x2") = c;
	register ulong x3 asm("x3") = d;
	register ulong x4 asm("x4") = e;

	asm volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
	return x0;
}

static void print(const char *text)
{
	ulong length = 0;

	while (text[length])
		length++;
	system_call(SYS_write, 1, (ulong)text, length, 0, 0);
}

static void print_file(const char *path)
{
	static char buffer[65536];
	long fd = system_call(SYS_openat, AT_FDCWD, (ulong)path, 0, 0, 0);
	long length;

	print("== ");
	print(path);
	print("\n");
	if (fd < 0) {
		print("(not there)\n");
		return;
	}
	while ((length = system_call(SYS_read, fd, (ulong)buffer, sizeof(buffer), 0, 0)) > 0)
		system_call(SYS_write, 1, (ulong)buffer, length, 0, 0);
	system_call(SYS_close, fd, 0, 0, 0, 0);
}

void _start(void)
{
	system_call(SYS_mount, (ulong) "proc", (ulong) "/proc", (ulong) "proc", 0, 0);
	for (ulong i = 0; i < sizeof(recorded_files) / sizeof(recorded_files[0]); i++)
		print_file(recorded_files[i]);
	print("== end\n");
	system_call(SYS_sync, 0, 0, 0, 0, 0);
	/* LINUX_REBOOT_MAGIC1, _MAGIC2, LINUX_REBOOT_CMD_POWER_OFF */
	system_call(SYS_reboot, 0xfee1dead, 0x28121969, 0x4321fedc, 0, 0);
	for (;;)
		;
}
