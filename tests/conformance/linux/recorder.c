// SPDX-License-Identifier: GPL-2.0-only
/*
 * The only process of the reference Linux: prints files of /proc and /sys that slub64 has too, then powers off.
 *
 * It is the init program of a small initramfs, built without a C library, so that as little as possible of the machine's memory is
 * in use when the figures are read. The kernel's command line says behind "--" which sections:
 *
 *	proc		the files of recorded_files[], each behind a line "== /proc/NAME"; what is printed when nothing is asked for
 *	slab		"== /sys/kernel/slab", then one line "CACHE/ATTRIBUTE:VALUE" for each, or "CACHE -> TARGET" for a second name
 *	page_owner	"== /sys/kernel/debug/page_owner", its beginning (page_owner=on)
 *	page_tables	"== /sys/kernel/debug/kernel_page_tables"
 *	trace		"== /sys/kernel/tracing/trace", what was traced since boot (trace_event=...)
 *	events		the files of /sys/kernel/tracing/events/kmem, of other files there what they say or their names, and of what was traced since
 *			boot (trace_event=...) the heading and the first lines of each event
 *	faults		"== /sys/kernel/debug/fail_page_alloc", its files and what they hold
 *
 * scripts/linux-reference and tests/conformance/views.awk cut the console's output at the lines "== ".
 */

typedef unsigned long ulong;
typedef _Bool bool;

enum {
	SYS_mount = 40,
	SYS_openat = 56,
	SYS_close = 57,
	SYS_getdents64 = 61,
	SYS_read = 63,
	SYS_write = 64,
	SYS_readlinkat = 78,
	SYS_sync = 81,
	SYS_reboot = 142,
	AT_FDCWD = -100,
	O_WRONLY = 1,
	O_DIRECTORY = 040000,
	DT_DIR = 4,
	DT_LNK = 10,
	/* Of page_owner, whose text is a stack for every block of pages in use. */
	PAGE_OWNER_MOST = 20000,
	/* Of each event. */
	MOST_LINES = 3,
	MOST_NAMES = 512,
};

struct linux_dirent64 {
	ulong ino, off;
	unsigned short reclen;
	unsigned char type;
	char name[];
};

static const char *const recorded_files[] = {
	"/proc/version",  "/proc/cmdline", "/proc/buddyinfo",    "/proc/zoneinfo",
	"/proc/slabinfo", "/proc/meminfo", "/proc/pagetypeinfo", "/proc/vmallocinfo",
	"/proc/vmstat",   "/proc/iomem",   "/proc/interrupts",   "/proc/uptime",
};

static char buffer[65536];

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

static ulong length_of(const char *text)
{
	ulong length = 0;

	while (text[length])
		length++;
	return length;
}

static int compare(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return (unsigned char)*a - (unsigned char)*b;
}

static void print(const char *text)
{
	system_call(SYS_write, 1, (ulong)text, length_of(text), 0, 0);
}

static void mount(const char *type, const char *where)
{
	system_call(SYS_mount, (ulong)type, (ulong)where, (ulong)type, 0, 0);
}

static long open(long folder, const char *path, ulong flags)
{
	return system_call(SYS_openat, folder, (ulong)path, flags, 0, 0);
}

/* Prints a file behind its name, of a longer one the lines in the first @most bytes. */
static void print_file(const char *path, ulong most)
{
	long fd = open(AT_FDCWD, path, 0);
	long length;

	print("== ");
	print(path);
	print("\n");
	if (fd < 0) {
		print("(not there)\n");
		return;
	}
	while ((length = system_call(SYS_read, fd, (ulong)buffer, sizeof(buffer), 0, 0)) > 0) {
		bool last = (ulong)length >= most;

		if (last)
			for (length = most; length && buffer[length - 1] != '\n';)
				length--;
		system_call(SYS_write, 1, (ulong)buffer, length, 0, 0);
		if (last)
			break;
		most -= length;
	}
	system_call(SYS_close, fd, 0, 0, 0, 0);
}

struct names {
	char text[32768];
	const char *name[MOST_NAMES];
	unsigned char type[MOST_NAMES];
	int count;
};

/* Reads the names in a folder, in the order of the alphabet. Return: descriptor of the folder. */
static long read_names(long parent, const char *path, struct names *names)
{
	long fd = open(parent, path, O_DIRECTORY), length;
	ulong used = 0;

	names->count = 0;
	while ((length = system_call(SYS_getdents64, fd, (ulong)buffer, sizeof(buffer), 0, 0)) > 0)
		for (long at = 0; at < length;) {
			struct linux_dirent64 *entry = (struct linux_dirent64 *)(buffer + at);
			ulong size = length_of(entry->name) + 1;
			char *copy = names->text + used;
			int i;

			at += entry->reclen;
			if (entry->name[0] == '.' || names->count == MOST_NAMES ||
			    used + size > sizeof(names->text))
				continue;
			for (ulong k = 0; k < size; k++)
				copy[k] = entry->name[k];
			used += size;
			for (i = names->count++; i > 0 && compare(copy, names->name[i - 1]) < 0;
			     i--) {
				names->name[i] = names->name[i - 1];
				names->type[i] = names->type[i - 1];
			}
			names->name[i] = copy;
			names->type[i] = entry->type;
		}
	return fd;
}

static void print_attributes(long parent, const char *cache)
{
	static struct names attributes;
	long folder = read_names(parent, cache, &attributes);

	for (int i = 0; i < attributes.count; i++) {
		long fd = open(folder, attributes.name[i], 0);
		long length = system_call(SYS_read, fd, (ulong)buffer, sizeof(buffer) - 1, 0, 0);

		buffer[length > 0 ? length : 0] = '\0';
		print(cache);
		print("/");
		print(attributes.name[i]);
		print(":");
		print(buffer);
		if (length <= 0 || buffer[length - 1] != '\n')
			print("\n");
		system_call(SYS_close, fd, 0, 0, 0, 0);
	}
	system_call(SYS_close, folder, 0, 0, 0, 0);
}

static void print_slab(void)
{
	static struct names caches;
	long folder = read_names(AT_FDCWD, "/sys/kernel/slab", &caches);

	print("== /sys/kernel/slab\n");
	for (int i = 0; i < caches.count; i++) {
		long length;

		if (caches.type[i] == DT_DIR) {
			print_attributes(folder, caches.name[i]);
			continue;
		}
		length = system_call(SYS_readlinkat, folder, (ulong)caches.name[i], (ulong)buffer,
				     sizeof(buffer) - 1, 0);
		buffer[length > 0 ? length : 0] = '\0';
		print(caches.name[i]);
		print(" -> ");
		print(buffer);
		print("\n");
	}
}

static void print_trace(void)
{
	long fd = open(AT_FDCWD, "/sys/kernel/tracing/tracing_on", O_WRONLY);

	system_call(SYS_write, fd, (ulong) "0", 1, 0, 0);
	print_file("/sys/kernel/tracing/trace", ~0ul);
}

/* Each file of a folder, or of each folder in it, behind its name. */
static void print_files(const char *path, int depth)
{
	static struct names all[2];
	struct names *names = &all[depth];
	long fd = read_names(AT_FDCWD, path, names);

	system_call(SYS_close, fd, 0, 0, 0, 0);
	for (int i = 0; i < names->count; i++) {
		char below[256];
		ulong length = 0;

		for (const char *c = path; *c; c++)
			below[length++] = *c;
		below[length++] = '/';
		for (const char *c = names->name[i]; *c; c++)
			below[length++] = *c;
		below[length] = 0;
		if (names->type[i] == DT_DIR && depth == 0)
			print_files(below, 1);
		else
			print_file(below, ~0ul);
	}
}

static void print_names(const char *path)
{
	static struct names names;
	long fd = read_names(AT_FDCWD, path, &names);

	system_call(SYS_close, fd, 0, 0, 0, 0);
	print("== ");
	print(path);
	print("\n");
	for (int i = 0; i < names.count; i++) {
		print(names.name[i]);
		print("\n");
	}
}

/* The event's name in a line of a trace, behind "seconds: ", up to its colon; nothing in the lines of the heading. */
static ulong event_name(const char *line, ulong length, const char **name)
{
	ulong at = 0, end;

	if (!length || line[0] == '#')
		return 0;
	while (at + 1 < length && (line[at] != ':' || line[at + 1] != ' '))
		at++;
	at += 2;
	for (end = at; end < length && line[end] != ':';)
		end++;
	*name = line + at;
	return end < length ? end - at : 0;
}

/* Is it one of the first lines of its event? */
static bool is_wanted(const char *line, ulong length)
{
	static struct {
		char name[64];
		int lines;
	} seen[64];
	const char *name;
	ulong size = event_name(line, length, &name), i, k;

	if (!size || size >= sizeof(seen[0].name))
		return line[0] == '#';
	for (i = 0; i < 63 && seen[i].lines; i++) {
		for (k = 0; k < size && seen[i].name[k] == name[k];)
			k++;
		if (k == size && !seen[i].name[k])
			break;
	}
	for (k = 0; k < size; k++)
		seen[i].name[k] = name[k];
	return seen[i].lines++ < MOST_LINES;
}

static void print_first_of_each_event(void)
{
	static char line[1024];
	long fd = open(AT_FDCWD, "/sys/kernel/tracing/trace", 0), length;
	ulong used = 0;

	print("== /sys/kernel/tracing/trace\n");
	while ((length = system_call(SYS_read, fd, (ulong)buffer, sizeof(buffer), 0, 0)) > 0)
		for (long i = 0; i < length; i++) {
			if (used < sizeof(line))
				line[used++] = buffer[i];
			if (buffer[i] != '\n')
				continue;
			if (is_wanted(line, used))
				system_call(SYS_write, 1, (ulong)line, used, 0, 0);
			used = 0;
		}
	system_call(SYS_close, fd, 0, 0, 0, 0);
}

static void print_events(void)
{
	long fd = open(AT_FDCWD, "/sys/kernel/tracing/tracing_on", O_WRONLY);

	system_call(SYS_write, fd, (ulong) "0", 1, 0, 0);
	print_files("/sys/kernel/tracing/events/kmem", 0);
	print_names("/sys/kernel/tracing");
	print_file("/sys/kernel/tracing/available_events", ~0ul);
	print_file("/sys/kernel/tracing/set_event", ~0ul);
	print_file("/sys/kernel/tracing/buffer_size_kb", ~0ul);
	print_first_of_each_event();
}

static void print_section(const char *name)
{
	if (!compare(name, "proc")) {
		for (ulong i = 0; i < sizeof(recorded_files) / sizeof(recorded_files[0]); i++)
			print_file(recorded_files[i], ~0ul);
	} else if (!compare(name, "slab")) {
		print_slab();
	} else if (!compare(name, "page_owner")) {
		print_file("/sys/kernel/debug/page_owner", PAGE_OWNER_MOST);
	} else if (!compare(name, "page_tables")) {
		print_file("/sys/kernel/debug/kernel_page_tables", ~0ul);
	} else if (!compare(name, "trace")) {
		print_trace();
	} else if (!compare(name, "events")) {
		print_events();
	} else if (!compare(name, "faults")) {
		print_files("/sys/kernel/debug/fail_page_alloc", 1);
	} else {
		print("recorder: no section ");
		print(name);
		print("\n");
	}
}

/* @stack: as the kernel leaves it: the number of arguments, then each. */
void record(ulong *stack);
void record(ulong *stack)
{
	mount("proc", "/proc");
	mount("sysfs", "/sys");
	mount("debugfs", "/sys/kernel/debug");
	mount("tracefs", "/sys/kernel/tracing");
	if (stack[0] < 2)
		print_section("proc");
	for (ulong i = 1; i < stack[0]; i++)
		print_section((const char *)stack[1 + i]);
	print("== end\n");
	system_call(SYS_sync, 0, 0, 0, 0, 0);
	/* LINUX_REBOOT_MAGIC1, _MAGIC2, LINUX_REBOOT_CMD_POWER_OFF */
	system_call(SYS_reboot, 0xfee1dead, 0x28121969, 0x4321fedc, 0, 0);
	for (;;)
		;
}

asm(".globl _start\n_start:\n	mov x0, sp\n	b record\n");
