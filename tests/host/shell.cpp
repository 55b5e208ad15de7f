// SPDX-License-Identifier: GPL-2.0-only
// The shell's parts that need no machine: numbers, words, and the line editor against a model of a terminal.
#include "tests/host/test.h"

#include "kernel/shell/editor.h"
#include "kernel/shell/parser.h"
#include "kernel/shell/shell.h"

namespace
{

std::string typed; // what the user will type

// Enough of a VT100 to see what the user sees: the line that the cursor is in, and the cursor's column.
struct terminal {
	std::string line;
	size_t column = 0;

	explicit terminal(const std::string &output)
	{
		for (size_t i = 0; i < output.size(); i++) {
			if (output[i] == '\033')
				i = escape(output, i + 1);
			else
				put(output[i]);
		}
	}

	void put(char c)
	{
		if (c == '\n') {
			line.clear();
			column = 0;
		} else if (c == '\r') {
			column = 0;
		} else {
			line.resize(std::max(line.size(), column + 1), ' ');
			line[column++] = c;
			CHECK(column <= 80);
		}
	}

	size_t escape(const std::string &output, size_t i)
	{
		size_t number = 0;

		REQUIRE(output[i++] == '[');
		for (; isdigit(output[i]); i++)
			number = number * 10 + (output[i] - '0');
		if (output[i] == 'K')
			line.resize(std::min(line.size(), column));
		else if (output[i] == 'C')
			column += number;
		else
			CHECK((output[i] == 'H' || output[i] == 'J'));
		return i;
	}
};

// Types a line and gives what the editor made of it.
std::string edit(const std::string &keys)
{
	typed += keys + "\r";
	return shell::read_line("slub64> ");
}

// What is on the screen's line just before Return is pressed.
terminal screen_after(const std::string &keys)
{
	const size_t before = host::console().size();

	edit(keys);

	std::string output = host::console().substr(before);

	REQUIRE(output.back() == '\n');
	output.pop_back();
	return terminal(output);
}

std::vector<std::vector<std::string>> parse(std::string line, int status = 0)
{
	std::vector<std::vector<std::string>> commands;
	shell::parsed_command command;
	char *position = line.data();

	for (;;) {
		const auto result = shell::next_command(&position, command, status);

		if (result == shell::parse_result::end)
			return commands;
		REQUIRE(result == shell::parse_result::command);
		CHECK(command.words[command.count] == nullptr);
		if (command.count)
			commands.emplace_back(command.words, command.words + command.count);
	}
}

shell::parse_result first_result(std::string line)
{
	shell::parsed_command command;
	char *position = line.data();

	return shell::next_command(&position, command, 0);
}

int nothing(int, char **)
{
	return 0;
}

const shell_command test_commands[] = {
	{"kfree", "", "", nothing},
	{"kmalloc", "", "", nothing},
	{"cat", "", "", nothing},
	{"help", "", "", nothing},
};

const char up[] = "\033[A", down[] = "\033[B", right[] = "\033[C", left[] = "\033[D",
	   home[] = "\033[H", end[] = "\033[F", delete_key[] = "\033[3~", word_left[] = "\033[1;5D";

} // namespace

// What the editor is linked with in the kernel and not here.
extern "C" int console_getchar(void)
{
	REQUIRE(!typed.empty());

	const unsigned char c = typed.front();

	typed.erase(0, 1);
	return c;
}

extern "C" int shell_usage(char **, const char *)
{
	return SHELL_FAILED;
}

shell::command_table shell::commands()
{
	return {std::begin(test_commands), std::end(test_commands)};
}

TEST_CASE("shell words: > names the file that the output goes to")
{
	auto output_of = [](std::string line) -> std::string {
		shell::parsed_command command;
		char *position = line.data();
		std::string words;

		REQUIRE(shell::next_command(&position, command, 0) == shell::parse_result::command);
		for (int i = 0; i < command.count; i++)
			words += std::string(command.words[i]) + "|";
		return words + (command.output ? command.output : "-");
	};

	CHECK(output_of("echo 1 > /sys/file") == "echo|1|/sys/file");
	CHECK(output_of("echo 1 >/sys/file # so") == "echo|1|/sys/file");
	CHECK(output_of("echo 1>/sys/file; ls") == "echo|1|/sys/file");
	CHECK(output_of("echo 1>>/sys/file") == "echo|1|/sys/file");
	CHECK(output_of("echo 1 >> /sys/file") == "echo|1|/sys/file");
	CHECK(output_of("> /sys/file echo 'a > b' c\\>d") == "echo|a > b|c>d|/sys/file");
	CHECK(output_of("echo a > 'my file'") == "echo|a|my file");
	CHECK(output_of("echo a") == "echo|a|-");
	for (const char *wrong : {"echo >", "echo > ; ls", "echo > > x", "echo > # x", ">>> x"})
		CHECK_MESSAGE(first_result(wrong) == shell::parse_result::no_file, wrong);
}

TEST_CASE("shell: numbers as users write them")
{
	const std::pair<const char *, unsigned long long> right_ones[] = {
		{"0", 0},
		{"4096", 4096},
		{"0x1000", 4096},
		{"0XfF", 255},
		{"4K", 4096},
		{"4k", 4096},
		{"0x10K", 16384},
		{"2M", 2 << 20},
		{"1G", 1 << 30},
		{"18446744073709551615", ~0ull},
		{"0xffffffffffffffff", ~0ull},
		{"ffff000001234000", 0xffff000001234000},
		{"FFFF8000802c0000", 0xffff8000802c0000},
		{"1234567890123456", 1234567890123456},
		{"010", 10},
	};
	const char *wrong_ones[] = {"",
				    "K",
				    "0x",
				    "-1",
				    "+1",
				    "12a",
				    "ffff",
				    "4KK",
				    "4T",
				    " 4",
				    "4 ",
				    "18446744073709551616",
				    "0x10000000000000000",
				    "18446744073709551615K",
				    "ffff00000123400",
				    "ffff0000012340000",
				    "x10"};

	for (const auto &[text, expected] : right_ones) {
		u64 number = 42;

		CAPTURE(text);
		CHECK(shell_parse_number(text, &number));
		CHECK(number == expected);
	}
	for (const char *text : wrong_ones) {
		u64 number;

		CAPTURE(text);
		CHECK_FALSE(shell_parse_number(text, &number));
	}
}

TEST_CASE("shell: lines fall apart into commands and words")
{
	using commands = std::vector<std::vector<std::string>>;

	CHECK(parse("") == commands{});
	CHECK(parse("  ; ;; ") == commands{});
	CHECK(parse("free") == commands{{"free"}});
	CHECK(parse(" kmalloc\t64 ;cat a b;") == commands{{"kmalloc", "64"}, {"cat", "a", "b"}});
	CHECK(parse("a;b") == commands{{"a"}, {"b"}});
	CHECK(parse("echo 'a; b' \"c  d\"") == commands{{"echo", "a; b", "c  d"}});
	CHECK(parse("echo a'b'\"c\"d ''") == commands{{"echo", "abcd", ""}});
	CHECK(parse("echo \\; \\' \"\\\"\" '\\'") == commands{{"echo", ";", "'", "\"", "\\"}});
	CHECK(parse("free # and; this is not run") == commands{{"free"}});
	CHECK(parse("echo a#b") == commands{{"echo", "a#b"}});
	CHECK(parse("# all of it\nfree") == commands{{"free"}});
	CHECK(parse("echo $?", 127) == commands{{"echo", "127"}});
	CHECK(parse("echo $?", 7) == commands{{"echo", "7"}});
	CHECK(parse("echo $?;b", 0) == commands{{"echo", "0"}, {"b"}});
}

TEST_CASE("shell: lines that cannot be taken apart are refused")
{
	std::string many;

	for (int i = 0; i <= shell::max_words; i++)
		many += "x ";
	CHECK(first_result("echo 'a") == shell::parse_result::unbalanced_quote);
	CHECK(first_result("echo \"a'") == shell::parse_result::unbalanced_quote);
	CHECK(first_result(many) == shell::parse_result::too_many_words);
	CHECK(first_result(many.substr(2)) == shell::parse_result::command);
}

TEST_CASE("shell: keys edit the line")
{
	host::boot(16);
	CHECK(edit("free") == "free");
	CHECK(edit("frx\bee") == "free");
	CHECK(edit("frx\177ee") == "free");
	CHECK(edit(std::string("ree") + home + "f") == "free");
	CHECK(edit("ree\001f\005!") == "free!");
	CHECK(edit(std::string("fee") + left + left + "r" + right + right + right + "!") ==
	      "free!");
	CHECK(edit(std::string("free") + home + delete_key + "F" + end + "!") == "Free!");
	CHECK(edit(std::string("free xx") + left + left + left + "\013") == "free");
	CHECK(edit("junk\025free") == "free");
	CHECK(edit("cat /proc/x\027y") == "cat y");
	CHECK(edit("a b\027\027c") == "c");
	CHECK(edit(std::string("cat meminfo") + word_left + "\013x\031") == "cat xmeminfo");
	CHECK(edit("ab\033[15~c\007") == "abc");
	CHECK(edit("\b\177\004\025\027\013") == "");
}

TEST_CASE("shell: ^C gives the line up")
{
	host::boot(16);
	typed = "poweroff\003";
	CHECK(std::string(shell::read_line("slub64> ")) == "");
	CHECK(edit("") == "");
}

TEST_CASE("shell: the screen shows the line and the cursor")
{
	host::boot(16);

	terminal plain = screen_after("free");
	CHECK(plain.line == "slub64> free");
	CHECK(plain.column == 12);

	terminal middle = screen_after(std::string("fee") + left + left + "r");
	CHECK(middle.line == "slub64> free");
	CHECK(middle.column == 10);

	terminal erased = screen_after("a long line\025b");
	CHECK(erased.line == "slub64> b");
	CHECK(erased.column == 9);
}

TEST_CASE("shell: a line longer than the terminal scrolls sideways and loses nothing")
{
	std::string text;

	for (int i = 0; i < 100; i++)
		text += 'a' + i % 26;
	host::boot(16);
	CHECK(edit(text) == text);

	terminal at_end = screen_after(text);
	CHECK(at_end.line.substr(8) == text.substr(text.size() - (at_end.line.size() - 8)));

	terminal at_start = screen_after(text + home);
	CHECK(at_start.line.substr(8, 20) == text.substr(0, 20));
	CHECK(at_start.column == 8);

	// What does not fit is not taken, and what is there stays whole.
	CHECK(edit(std::string(300, 'x')) == std::string(shell::line_size - 1, 'x'));
}

TEST_CASE("shell: the history brings lines back")
{
	host::boot(16);
	edit("one");
	edit("two");
	edit("two");
	edit("");
	CHECK(shell::history_count() == 2);
	CHECK(edit(up) == "two");
	CHECK(edit(std::string(up) + up) == "one");
	CHECK(edit(std::string(up) + up + up + up + up + down + "!") == "two!");
	CHECK(edit(std::string("unfinished") + up + down) == "unfinished");
	CHECK(edit(std::string(up) + "x") == "unfinishedx");
	CHECK(edit(down) == "");
}

TEST_CASE("shell: the history forgets the oldest lines")
{
	host::boot(16);
	for (unsigned i = 0; i < shell::history_lines + 5; i++)
		edit("line " + std::to_string(i));
	CHECK(shell::history_line(4) == nullptr);
	CHECK(std::string(shell::history_line(5)) == "line 5");

	std::string keys;

	for (unsigned i = 0; i < shell::history_lines + 20; i++)
		keys += up;
	CHECK(edit(keys) == "line 5");
}

TEST_CASE("shell: Tab completes commands")
{
	host::boot(16);
	CHECK(edit("ca\t") == "cat ");
	CHECK(edit("k\t") == "k");
	CHECK(edit("km\t64") == "kmalloc 64");
	CHECK(edit("cat x; kf\t") == "cat x; kfree ");
	CHECK(edit("help km\t") == "help kmalloc ");
	CHECK(edit("nonsense\t") == "nonsense");
	CHECK(edit("\t") == "");
	CHECK(edit(std::string("m 64") + home + right + left + "k" + right + "\t") ==
	      "kmalloc  64");
}

TEST_CASE("shell: a second Tab shows the choice")
{
	host::boot(16);

	const size_t before = host::console().size();

	edit("k\t\t");
	CHECK(host::console().substr(before).find("kfree  kmalloc") != std::string::npos);
}
