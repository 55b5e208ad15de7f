// SPDX-License-Identifier: GPL-2.0-only
// The tree of /proc and seq_file, without any of the kernel's own files.
#include "tests/host/test.h"

#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

namespace
{

int append(void *ctx, const char *text, size_t len)
{
	static_cast<std::string *>(ctx)->append(text, len);
	return 0;
}

std::string text_of(const char *path)
{
	std::string text;

	CHECK(fs_read(path, append, &text) == 0);
	return text;
}

int show_hello(struct seq_file *m, void *)
{
	seq_puts(m, "hello\n");
	return 0;
}

int show_shows;

// 100,000 characters: the buffer has to be doubled several times.
int show_long(struct seq_file *m, void *)
{
	show_shows++;
	for (int i = 0; i < 10000; i++)
		seq_printf(m, "line%05d\n", i);
	return 0;
}

int show_fails(struct seq_file *m, void *)
{
	seq_puts(m, "never seen");
	return -EIO;
}

int show_private(struct seq_file *m, void *)
{
	seq_printf(m, "%s", static_cast<const char *>(m->private_));
	return 0;
}

// 3000 numbered records; every third is skipped; the walk must never be left open.
int walks_open;

void *numbers_start(struct seq_file *, loff_t *pos)
{
	walks_open++;
	return *pos < 3000 ? pos : nullptr;
}

void *numbers_next(struct seq_file *, void *, loff_t *pos)
{
	return ++*pos < 3000 ? pos : nullptr;
}

void numbers_stop(struct seq_file *, void *)
{
	walks_open--;
}

int numbers_show(struct seq_file *m, void *v)
{
	loff_t n = *static_cast<loff_t *>(v);

	seq_put_decimal_ull_width(m, "", n, 5);
	seq_putc(m, '\n');
	return n % 3 == 2 ? SEQ_SKIP : 0;
}

const struct seq_operations numbers = {numbers_start, numbers_stop, numbers_next, numbers_show};

std::vector<std::string> names_in(const char *path)
{
	std::vector<std::string> names;

	CHECK(fs_list(
		      path,
		      [](void *ctx, const char *name, umode_t mode) {
			      static_cast<std::vector<std::string> *>(ctx)->push_back(
				      S_ISDIR(mode) ? std::string(name) + "/" : name);
			      return 0;
		      },
		      &names) == 0);
	return names;
}

} // namespace

TEST_CASE("proc: files are found by path, directories list in order")
{
	host::boot(64);

	struct proc_dir_entry *dir = proc_mkdir("zoo", nullptr);

	REQUIRE(proc_create_single("wolf", 0, dir, show_hello));
	REQUIRE(proc_create_single("ant", 0600, dir, show_hello));
	REQUIRE(proc_mkdir("cage", dir));
	REQUIRE(proc_create_single("zoo/cage/lion", 0, nullptr, show_hello));

	CHECK(names_in("/proc/zoo") == std::vector<std::string>{"ant", "cage/", "wolf"});
	CHECK(names_in("zoo/cage/") == std::vector<std::string>{"lion"});
	CHECK(text_of("/proc/zoo/cage/lion") == "hello\n");
	CHECK(text_of("zoo//wolf") == "hello\n");

	std::string ignored;
	umode_t mode = 0;

	CHECK(fs_read("/proc/zoo/cat", append, &ignored) == -ENOENT);
	CHECK(fs_read("/proc/zoo/wolf/x", append, &ignored) == -ENOTDIR);
	CHECK(fs_read("/proc/zo", append, &ignored) == -ENOENT);
	CHECK(fs_read("/proc/zoo", append, &ignored) == -EISDIR);
	CHECK(fs_list("/proc/zoo/ant", nullptr, nullptr) == -ENOTDIR);
	CHECK(fs_stat("/proc/zoo/ant", &mode) == 0);
	CHECK(mode == (S_IFREG | 0600));
	CHECK(fs_stat("/proc", &mode) == 0);
	CHECK(mode == (S_IFDIR | 0555));

	CHECK(proc_create_single("ant", 0, dir, show_hello) == nullptr);
	CHECK(host::console().find("proc_dir_entry 'zoo/ant' already registered") !=
	      std::string::npos);

	remove_proc_entry("zoo", nullptr);
	CHECK(fs_stat("/proc/zoo/ant", &mode) == 0);
	CHECK(remove_proc_subtree("zoo", nullptr) == 0);
	CHECK(fs_stat("/proc/zoo", &mode) == -ENOENT);
}

TEST_CASE("proc: a file removes itself while it is read")
{
	host::boot(64);

	static struct proc_dir_entry *entry;

	entry = proc_create_single("once", 0, nullptr, [](struct seq_file *m, void *) -> int {
		proc_remove(entry);
		seq_puts(m, "gone");
		return 0;
	});
	CHECK(text_of("once") == "gone");

	umode_t mode;

	CHECK(fs_stat("once", &mode) == -ENOENT);
}

TEST_CASE("seq_file: one long record makes the buffer grow")
{
	host::boot(64);
	proc_create_single("long", 0, nullptr, show_long);

	std::string text = text_of("long");

	CHECK(text.size() == 100000);
	CHECK(text.substr(99990) == "line09999\n");
	// 4 KiB doubled until 128 KiB: six tries.
	CHECK(show_shows == 6);
}

TEST_CASE("seq_file: many records, some skipped, come once each and in order")
{
	host::boot(64);
	proc_create_seq("numbers", 0, nullptr, &numbers);

	std::string want;

	for (int i = 0; i < 3000; i++)
		if (i % 3 != 2) {
			char line[16];

			snprintf(line, sizeof(line), "%5d\n", i);
			want += line;
		}
	CHECK(text_of("numbers") == want);
	CHECK(walks_open == 0);
}

TEST_CASE("seq_file: an error in show() reaches the reader")
{
	host::boot(64);
	proc_create_single("bad", 0, nullptr, show_fails);

	std::string text;

	CHECK(fs_read("bad", append, &text) == -EIO);
	CHECK(text.empty());
}

TEST_CASE("seq_file: a sink may stop the reading")
{
	host::boot(64);
	proc_create_single("long", 0, nullptr, show_long);

	int calls = 0;
	auto sink = [](void *ctx, const char *, size_t) {
		return ++*static_cast<int *>(ctx) == 2 ? 42 : 0;
	};

	CHECK(fs_read("long", sink, &calls) == 42);
	CHECK(calls == 2);
}

TEST_CASE("seq_file: private data and own operations, as Linux's macros make them")
{
	host::boot(64);

	static char data[] = "private";
	static const struct proc_ops ops = {
		.proc_open =
			[](struct inode *inode, struct file *file) {
				return single_open(file, show_private, pde_data(inode));
			},
		.proc_read = seq_read,
		.proc_write = [](struct file *, const char *text, size_t len, loff_t *) -> ssize_t {
			if (len >= sizeof(data))
				return -EINVAL;
			memcpy(data, text, len);
			data[len] = 0;
			return len;
		},
		.proc_lseek = seq_lseek,
		.proc_release = single_release,
	};

	proc_create_data("own", 0644, nullptr, &ops, data);
	CHECK(text_of("own") == "private");
	CHECK(fs_write("own", "new", 3) == 0);
	CHECK(text_of("own") == "new");
	CHECK(fs_write("own", "far too long", 12) == -EINVAL);

	proc_create_single("ro", 0, nullptr, show_hello);
	CHECK(fs_write("ro", "x", 1) == -EIO);
}

TEST_CASE("seq_file: numbers and padding")
{
	host::boot(64);
	proc_create_single("format", 0, nullptr, [](struct seq_file *m, void *) -> int {
		seq_put_decimal_ull_width(m, "a:", 42, 5);
		seq_put_decimal_ull_width(m, "|", 1234567, 3);
		seq_put_decimal_ll(m, "|", -7);
		seq_put_decimal_ull(m, "|", ~0ull);
		seq_put_hex_ll(m, "|", 0xbeef, 8);
		seq_putc(m, '|');
		seq_setwidth(m, 6);
		seq_puts(m, "ab");
		seq_pad(m, '|');
		return 0;
	});
	CHECK(text_of("format") == "a:   42|1234567|-7|18446744073709551615|0000beef|ab    |");
}

TEST_CASE("seq_file: seeking reads the same text again")
{
	host::boot(64);

	struct file file = {};
	char buf[64] = {};
	loff_t pos = 0;

	REQUIRE(seq_open(&file, &numbers) == 0);
	CHECK(seq_read(&file, buf, 12, &pos) == 12);
	CHECK(std::string(buf) == "    0\n    1\n");
	pos = 6;
	CHECK(seq_read(&file, buf, 6, &pos) == 6);
	CHECK(std::string(buf, 6) == "    1\n");
	file.f_pos = pos;
	CHECK(seq_lseek(&file, 6000, SEEK_SET) == 6000);
	pos = file.f_pos;
	CHECK(seq_read(&file, buf, 6, &pos) == 6);
	CHECK(std::string(buf, 6) == " 1500\n");
	CHECK(seq_lseek(&file, 0, SEEK_END) == -EINVAL);
	seq_release(nullptr, &file);
	CHECK(walks_open == 0);
}
