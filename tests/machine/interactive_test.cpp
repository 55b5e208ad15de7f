// SPDX-License-Identifier: GPL-2.0-only
// The shell at a prompt: typing, editing, history and completion over a pseudo terminal.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <string>

using namespace machine;

namespace
{

const std::string prompt = "slub64> ";
const std::string up = "\033[A", left = "\033[D", home = "\033[H", end_key = "\033[F";

} // namespace

TEST_CASE("interactive: a session at the prompt")
{
	Session session({{"MEM", "128M"}, {"APPEND", "quiet"}});

	REQUIRE(session.expect(prompt));

	SUBCASE("a command and its output")
	{
		session.type("echo hello\r");
		CHECK(session.expect("\nhello\n"));
		CHECK(session.expect(prompt));
	}
	SUBCASE("nonsense is one line and the prompt again")
	{
		session.type("nonsense\r");
		CHECK(session.expect("\nslub64: nonsense: command not found\n"));
		CHECK(session.expect(prompt));
	}
	SUBCASE("an empty line")
	{
		session.type("\r");
		CHECK(session.expect(prompt));
	}
	SUBCASE("backspace")
	{
		session.type("echo gold\x7f\x7f\x7fone\r");
		CHECK(session.expect("\ngone\n"));
	}
	SUBCASE("cursor keys and insertion")
	{
		session.type("echo ac" + left + "b" + end_key + "d\r");
		CHECK(session.expect("\nabcd\n"));
		session.type("cho x" + home + "e\r");
		CHECK(session.expect("\nx\n"));
	}
	SUBCASE("control characters")
	{
		session.type("nonsense\x15"
			     "echo killed\r"); // Ctrl-U
		CHECK(session.expect("\nkilled\n"));
		session.type("nonsense\x03"); // Ctrl-C
		CHECK(session.expect(prompt));
	}
	SUBCASE("history")
	{
		session.type("echo one\r");
		REQUIRE(session.expect("\none\n"));
		session.type("echo two\r");
		REQUIRE(session.expect("\ntwo\n"));
		session.type(up + up + "\r");
		CHECK(session.expect("\none\n"));
		session.type("history\r");
		CHECK(session.expect("echo two"));
	}
	SUBCASE("completion of a command and of a file")
	{
		session.type("una\t\r");
		CHECK(session.expect("\nLinux\n"));
		session.type("cat /proc/slabi\t\r");
		CHECK(session.expect("slabinfo - version: 2.1"));
	}
	SUBCASE("a long line of input is not lost")
	{
		std::string word(100, 'w');
		session.type("echo " + word + "\r");
		CHECK(session.expect("\n" + word + "\n"));
	}
	session.type("poweroff\r");
	Outcome outcome = session.finish();
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK_FALSE(outcome.timed_out);
}

// All of it is there before the port is set up, and it is longer than the driver's buffer. The first lines may suffer: QEMU
// receives while the port is being set up, and forgets a byte when the FIFO is switched on.
TEST_CASE("interactive: a script through a pipe arrives whole")
{
	constexpr int lines = 60;
	std::string script =
		"i=1; while [ $i -le " + std::to_string(lines) +
		" ]; do echo echo this is line $i of the script; i=$((i + 1)); done; echo poweroff";
	Outcome outcome = run({"sh", "-c",
			       "(" + script + ") | make --no-print-directory O=" + build_folder() +
				       " MEM=128M TIMEOUT=60 run"},
			      90s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	for (int line = 10; line <= lines; line++)
		CHECK(outcome.has("\nthis is line " + std::to_string(line) + " of the script"));
}
