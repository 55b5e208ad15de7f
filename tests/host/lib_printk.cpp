// SPDX-License-Identifier: GPL-2.0-only
//
// The log ring against a model: every message that was printed, in a deque that forgets from the front.

#include "tests/host/test.h"

#include <linux/console.h>
#include <linux/preempt.h>
#include <linux/printk.h>

#include "kernel/printk/ringbuffer.h"

namespace
{

std::vector<std::string> log_lines()
{
	std::vector<std::string> lines;

	printk_read_log(
		[](void *to, const char *line, size_t len) {
			const std::string text(line, len);

			static_cast<std::vector<std::string> *>(to)->push_back(
				text.substr(text.find("] ") + 2));
		},
		&lines, LOGLEVEL_DEBUG);
	return lines;
}

std::string shown;

void remember(struct console *, const char *s, unsigned int count)
{
	shown.append(s, count);
}

struct console recorder(short flags)
{
	struct console con = {};

	strcpy(con.name, "rec");
	con.write = remember;
	con.flags = flags;
	con.index = 0;
	return con;
}

} // namespace

TEST_CASE("lib: the log keeps the newest messages, whole and in order")
{
	std::mt19937 random(1);
	std::vector<std::string> printed;

	for (int i = 0; i < 20000; i++) {
		std::string text =
			std::to_string(i) + ":" + std::string(random() % 300, 'a' + i % 26);

		printk("\0016%s\n", text.c_str());
		printed.push_back(text + "\n");
		if (i % 997)
			continue;
		const std::vector<std::string> kept = log_lines();

		REQUIRE(kept.size() <= printed.size());
		REQUIRE(kept ==
			std::vector<std::string>(printed.end() - kept.size(), printed.end()));
	}
	const std::vector<std::string> kept = log_lines();
	size_t bytes = 0;

	for (const std::string &line : kept)
		bytes += line.size();
	CHECK(kept == std::vector<std::string>(printed.end() - kept.size(), printed.end()));
	// Headers and rounding take some of it, the rest is text.
	CHECK(bytes > (1u << CONFIG_LOG_BUF_SHIFT) * 3 / 4);
	CHECK(printk_lost_lines() == printed.size() - kept.size());
}

TEST_CASE("lib: pieces of a line grow across the ring's edges without harm")
{
	std::mt19937 random(2);
	std::vector<std::string> printed;

	for (int i = 0; i < 5000; i++) {
		std::string line;

		for (int pieces = 1 + random() % 5, p = 0; p < pieces; p++) {
			const std::string piece(1 + random() % 60, 'a' + (i + p) % 26);

			if (p)
				printk("\001c%s%s", piece.c_str(), p == pieces - 1 ? "\n" : "");
			else
				printk("\0016%s%s", piece.c_str(), pieces == 1 ? "\n" : "");
			line += piece;
		}
		printed.push_back(line + "\n");
	}
	const std::vector<std::string> kept = log_lines();

	CHECK(kept.size() > 400);
	CHECK(kept == std::vector<std::string>(printed.end() - kept.size(), printed.end()));
}

TEST_CASE("lib: a line is continued by its own task only")
{
	printk("\0016mine");
	preempt_count_add(HARDIRQ_OFFSET); // an interrupt comes
	printk("\001c, not mine");
	printk("\0016the interrupt's\n");
	preempt_count_sub(HARDIRQ_OFFSET);
	printk("\001c, late\n");
	CHECK(log_lines() ==
	      std::vector<std::string>{"mine\n", ", not mine\n", "the interrupt's\n", ", late\n"});
}

// The walk that Linux's readers make from outside: descriptors from tail to head, each with its block of text.
TEST_CASE("lib: the ring reads from outside as Linux's does")
{
	const struct printk_ringbuffer &rb = printk_rb_static;
	std::mt19937 random(3);
	std::vector<std::string> printed;

	for (int i = 0; i < 3000; i++) {
		// Sometimes so short that the descriptors run out, sometimes so long that the text does.
		printed.push_back(std::to_string(i) +
				  std::string(i / 1000 * (random() % 200), 'x'));
		printk("\0016%s\n", printed.back().c_str());
		if (i % 100 && i > 20)
			continue;

		const unsigned long count = 1UL << rb.desc_ring.count_bits;
		const unsigned long bytes = 1UL << rb.text_data_ring.size_bits;
		const unsigned long head = atomic_long_read(&rb.desc_ring.head_id);
		std::vector<std::string> seen;

		for (unsigned long id = atomic_long_read(&rb.desc_ring.tail_id);;
		     id = DESC_ID(id + 1)) {
			const struct prb_desc &desc = rb.desc_ring.descs[id % count];
			const struct printk_info &info = rb.desc_ring.infos[id % count];
			const unsigned long sv = atomic_long_read(&desc.state_var);
			const unsigned long state = sv >> DESC_FLAGS_SHIFT;

			if (DESC_ID(sv) == id &&
			    (state == desc_committed || state == desc_finalized)) {
				unsigned long begin = desc.text_blk_lpos.begin % bytes;
				const unsigned long end = desc.text_blk_lpos.next % bytes;

				if (begin > end)
					begin = 0;
				REQUIRE(begin + sizeof(long) + info.text_len <= end);
				CHECK(*(unsigned long *)(rb.text_data_ring.data + begin) == id);
				CHECK(info.seq == (u64)i - (DESC_ID(head - id)));
				CHECK(info.level == 6);
				CHECK(info.flags == LOG_NEWLINE);
				seen.emplace_back(rb.text_data_ring.data + begin + sizeof(long),
						  info.text_len);
			}
			if (id == head)
				break;
		}
		REQUIRE(seen.size() >= std::min<size_t>(i + 1, 200));
		REQUIRE(seen ==
			std::vector<std::string>(printed.end() - seen.size(), printed.end()));
		CHECK(prb_first_seq(&rb) == printed.size() - seen.size());
		CHECK(atomic_long_read(&rb.desc_ring.last_finalized_seq) == i);
	}
	CHECK(atomic_long_read(&rb.fail) == 0);
}

TEST_CASE("lib: a console that comes late is given what it missed, once")
{
	struct console boot = recorder(CON_PRINTBUFFER | CON_BOOT);
	struct console real = recorder(CON_PRINTBUFFER);

	printk("\0015before any console\n");
	printk("\0017not for consoles\n");
	register_console(&boot);
	CHECK(shown.find("before any console\n") != std::string::npos);
	CHECK(shown.find("not for consoles") == std::string::npos);
	CHECK(shown.find("printk: legacy bootconsole [rec0] enabled\n") != std::string::npos);

	shown.clear();
	register_console(&real);
	CHECK(shown.find("before any console") == std::string::npos);
	CHECK(shown.find("printk: legacy console [rec0] enabled\n") != std::string::npos);
	CHECK(shown.find("printk: legacy bootconsole [rec0] disabled\n") != std::string::npos);

	shown.clear();
	printk("\0016only once\n");
	CHECK(shown.find("only once\n") == shown.rfind("only once\n"));
	CHECK(unregister_console(&real) == 0);
	CHECK(unregister_console(&real) == -ENODEV);
}

TEST_CASE("lib: console lines are ended before others begin")
{
	struct console con = recorder(0);

	register_console(&con);
	shown.clear();
	printk("\0016open");
	printk("\001c and closed\n");
	printk("\0016open again");
	console_puts("> prompt");
	printk("\0016next\n");
	std::string text;

	// Without the timestamps.
	for (size_t at = 0; at < shown.size();) {
		if (shown[at] == '[' && shown.find("] ", at) != std::string::npos)
			at = shown.find("] ", at) + 2;
		else
			text += shown[at++];
	}
	CHECK(text == "open and closed\nopen again\n> promptnext\n");
}
