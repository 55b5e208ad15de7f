// SPDX-License-Identifier: GPL-2.0-only
// Booting slub64 in QEMU from a test, and looking at what it printed.
//
// Every process that is started here gets a process group of its own, a time limit, and is killed by its group's id when that has
// passed: nothing outlives a test.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace machine
{

using namespace std::chrono_literals;
using Seconds = std::chrono::seconds;
using Knobs = std::map<std::string, std::string>;

// What a run left behind.
struct Outcome {
	int status = -1; // exit status; 128 + n when a signal ended it
	bool timed_out = false;
	std::string text; // standard output and error, carriage returns removed

	bool has(const std::string &part) const;
	std::vector<std::string> lines() const;
	// The lines that contain @part.
	std::vector<std::string> lines_with(const std::string &part) const;
	// What stands between @before and @after, first occurrence; "" if either is missing.
	std::string between(const std::string &before, const std::string &after) const;
};

// doctest prints it when a check on it fails.
std::ostream &operator<<(std::ostream &to, const Outcome &outcome);

// The build's folder (environment variable O, "build" if absent) and files in it. Tests run in the top folder.
std::string build_folder();
std::string image();

// A folder for a test's files, made on first use, different for each test process.
std::string scratch(const std::string &name);
std::string write_file(const std::string &name, const std::string &content);

// Runs a program, found through PATH. @environment is added to this process's.
Outcome run(const std::vector<std::string> &command, Seconds limit, const Knobs &environment = {});
// Runs a line of shell.
Outcome shell(const std::string &line, Seconds limit = 60s);
// Runs make for this tree in a quiet way: make -s <arguments>.
Outcome make(const std::vector<std::string> &arguments, Seconds limit = 300s);

// Boots the built image unattended: scripts/qemu with the knobs of `make run` (BOARD, BOOT, MEM, SMP, CPU, GIC, EL, DTB, APPEND, CMD, …).
// Here as below a limit ends what hangs; it is far longer than a busy computer needs.
Outcome boot(const Knobs &knobs, Seconds limit = 240s);

// Ends the test case, which is counted as skipped, unless this machine can run the board that @knobs (BOARD, BOOT) name.
void need_board(const Knobs &knobs);

// Boots the image without QEMU's help with the tree: a five-word stub puts @tree's address (or 0) into x0 and jumps to the image at
// @kernel, an address aligned to 2 MiB. So the kernel sees exactly these bytes: several banks, reservations, damage.
struct RawBoot {
	std::string tree; // content of the device tree blob; empty: x0 is 0
	unsigned long tree_address = 0x4a000000;
	unsigned long kernel = 0x40200000;
	std::string memory = "512M"; // RAM that QEMU has
	std::string options = "";    // of -M virt: ",virtualization=on", ",gic-version=2"
	std::string cpu = "cortex-a72";
	unsigned int cpus = 1;
	std::string stub = ""; // machine code for CPU 0 to begin with instead, at @stub_address
	unsigned long stub_address = 0x49000000;
};
Outcome boot_raw(const RawBoot &shape, Seconds limit = 240s);

// A device tree as QEMU would make it for this machine, in source form, with @changes (further "/ { … };" blocks) behind it and
// @reserve ("/memreserve/ …;") at its head, compiled.
std::string tree_with(const RawBoot &shape, const std::string &changes,
		      const std::string &reserve = "");

// An interactive boot on a pseudo terminal.
class Session
{
public:
	explicit Session(const Knobs &knobs);
	~Session();
	Session(const Session &) = delete;

	void type(const std::string &keys);
	// Waits until @text appears behind what was expected before; false when @limit has passed or the machine has ended.
	bool expect(const std::string &text, Seconds limit = 120s);
	// Waits for the end; the outcome holds everything that was printed.
	Outcome finish(Seconds limit = 120s);
	const std::string &text() const
	{
		return text_;
	}

private:
	bool read_more(Seconds limit);

	pid_t pid_ = -1;
	int terminal_ = -1;
	size_t expected_ = 0;
	std::string text_;
};

} // namespace machine
