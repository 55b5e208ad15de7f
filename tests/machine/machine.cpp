// SPDX-License-Identifier: GPL-2.0-only
// See machine.h.
#include "tests/machine/machine.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <ostream>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace machine
{

namespace
{

using Clock = std::chrono::steady_clock;

[[noreturn]] void give_up(const std::string &what)
{
	throw std::runtime_error(what + ": " + std::strerror(errno));
}

// In the child, between fork and exec.
[[noreturn]] void become(const std::vector<std::string> &command, const Knobs &environment)
{
	std::vector<char *> arguments;

	// The knobs of the make that started the tests are not the test's.
	for (const char *name :
	     {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "SMP", "MEM", "CPU", "GIC", "EL",
	      "DTB", "BOARD", "BOOT", "LOADER", "APPEND", "CMD", "TIMEOUT", "EXTRA_SRCS", "T"})
		unsetenv(name);
	for (const auto &[name, value] : environment)
		setenv(name.c_str(), value.c_str(), 1);
	for (const std::string &argument : command)
		arguments.push_back(const_cast<char *>(argument.c_str()));
	arguments.push_back(nullptr);
	execvp(arguments[0], arguments.data());
	std::perror(arguments[0]);
	_exit(127);
}

// Appends what can be read within @limit. False at the end of the output or when the time has passed.
bool read_some(int from, std::string &text, Clock::time_point until)
{
	auto left =
		std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
	pollfd wanted = {from, POLLIN, 0};
	char buffer[16384];

	if (left <= 0 || poll(&wanted, 1, (int)left) <= 0)
		return false;
	ssize_t got = read(from, buffer, sizeof(buffer));
	if (got <= 0)
		return false;
	for (ssize_t i = 0; i < got; i++)
		if (buffer[i] != '\r')
			text += buffer[i];
	return true;
}

// Waits for the process until the time has come, then ends its whole group.
void reap(pid_t pid, Clock::time_point until, Outcome &outcome)
{
	int status = 0;

	while (waitpid(pid, &status, WNOHANG) == 0) {
		if (Clock::now() >= until) {
			outcome.timed_out = true;
			kill(-pid, SIGKILL);
			waitpid(pid, &status, 0);
			break;
		}
		usleep(2000);
	}
	kill(-pid, SIGKILL); // whatever it left behind in its group
	outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string read_file(const std::string &path)
{
	std::ifstream file(path, std::ios::binary);
	std::ostringstream content;

	content << file.rdbuf();
	return content.str();
}

void append_word(std::string &bytes, unsigned long value, int size)
{
	for (int i = 0; i < size; i++)
		bytes += (char)(value >> (8 * i));
}

} // namespace

bool Outcome::has(const std::string &part) const
{
	return text.find(part) != std::string::npos;
}

std::vector<std::string> Outcome::lines() const
{
	std::vector<std::string> all;
	std::istringstream from(text);

	for (std::string line; std::getline(from, line);)
		all.push_back(line);
	return all;
}

std::vector<std::string> Outcome::lines_with(const std::string &part) const
{
	std::vector<std::string> found;

	for (const std::string &line : lines())
		if (line.find(part) != std::string::npos)
			found.push_back(line);
	return found;
}

std::string Outcome::between(const std::string &before, const std::string &after) const
{
	size_t start = text.find(before);

	if (start == std::string::npos)
		return "";
	start += before.size();
	size_t end = text.find(after, start);
	return end == std::string::npos ? "" : text.substr(start, end - start);
}

std::ostream &operator<<(std::ostream &to, const Outcome &outcome)
{
	return to << "status " << outcome.status << (outcome.timed_out ? " (timed out)" : "")
		  << "\n"
		  << outcome.text;
}

std::string build_folder()
{
	const char *folder = std::getenv("O");

	return folder && *folder ? folder : "build";
}

std::string image()
{
	return build_folder() + "/Image";
}

std::string scratch(const std::string &name)
{
	std::string folder = build_folder() + "/machine/scratch";

	mkdir((build_folder() + "/machine").c_str(), 0777);
	mkdir(folder.c_str(), 0777);
	folder += "/" + std::to_string(getpid());
	mkdir(folder.c_str(), 0777);
	return folder + "/" + name;
}

std::string write_file(const std::string &name, const std::string &content)
{
	std::string path = scratch(name);

	std::ofstream(path, std::ios::binary) << content;
	return path;
}

Outcome run(const std::vector<std::string> &command, Seconds limit, const Knobs &environment)
{
	Outcome outcome;
	Clock::time_point until = Clock::now() + limit;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		give_up("pipe");
	pid_t pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		dup2(open("/dev/null", O_RDONLY), 0);
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		become(command, environment);
	}
	setpgid(pid, pid);
	close(ends[1]);
	while (read_some(ends[0], outcome.text, until))
		;
	reap(pid, Clock::now() >= until ? until : until + 1s, outcome);
	close(ends[0]);
	return outcome;
}

Outcome shell(const std::string &line, Seconds limit)
{
	return run({"bash", "-c", line}, limit);
}

Outcome make(const std::vector<std::string> &arguments, Seconds limit)
{
	std::vector<std::string> command = {"make", "-s", "--no-print-directory"};

	command.insert(command.end(), arguments.begin(), arguments.end());
	return run(command, limit);
}

Outcome boot(const Knobs &knobs, Seconds limit)
{
	Knobs with_limit = knobs;

	// scripts/qemu has a limit of its own.
	with_limit.emplace("TIMEOUT", std::to_string(limit.count()));
	return run({"scripts/qemu", image()}, limit + 5s, with_limit);
}

void need_board(const Knobs &knobs)
{
	const Outcome outcome = run({"scripts/qemu", "--check", image()}, 600s, knobs);

	if (outcome.status == 0)
		return;
	std::vector<std::string> lines = outcome.lines();
	std::printf("%s\n", lines.empty() ? "no such machine" : lines.back().c_str());
	std::fflush(stdout);
	_exit(77);
}

Outcome boot_raw(const RawBoot &shape, Seconds limit)
{
	std::string stub = shape.stub;

	if (stub.empty()) {
		append_word(stub, 0x58000080, 4);                                  //     ldr x0, 1f
		append_word(stub, 0x580000a4, 4);                                  //     ldr x4, 2f
		append_word(stub, 0xd61f0080, 4);                                  //     br x4
		append_word(stub, 0xd503201f, 4);                                  //     nop
		append_word(stub, shape.tree.empty() ? 0 : shape.tree_address, 8); // 1:
		append_word(stub, shape.kernel, 8);                                // 2:
	}

	auto loader = [](const std::string &file, unsigned long address) {
		return "loader,force-raw=on,file=" + file + ",addr=" + std::to_string(address);
	};
	std::vector<std::string> command = {
		"qemu-system-aarch64",
		"-M",
		"virt" + shape.options,
		"-cpu",
		shape.cpu,
		"-smp",
		std::to_string(shape.cpus),
		"-m",
		shape.memory,
		"-nographic",
		"-nodefaults",
		"-serial",
		"stdio",
		"-no-reboot",
		"-semihosting",
		"-device",
		loader(image(), shape.kernel),
		"-device",
		loader(write_file("stub.bin", stub), shape.stub_address) + ",cpu-num=0"};
	if (!shape.tree.empty()) {
		command.push_back("-device");
		command.push_back(loader(write_file("tree.dtb", shape.tree), shape.tree_address));
	}
	return run(command, limit);
}

std::string tree_with(const RawBoot &shape, const std::string &changes, const std::string &reserve)
{
	std::string generated = scratch("generated.dtb"), source = scratch("generated.dts"),
		    result = scratch("changed.dtb");
	Outcome outcome =
		run({"qemu-system-aarch64", "-M", "virt" + shape.options + ",dumpdtb=" + generated,
		     "-cpu", shape.cpu, "-smp", std::to_string(shape.cpus), "-m", shape.memory,
		     "-nodefaults", "-nographic"},
		    30s);
	if (outcome.status)
		throw std::runtime_error("dumpdtb: " + outcome.text);
	outcome = run({"dtc", "-q", "-I", "dtb", "-O", "dts", "-o", source, generated}, 30s);
	if (outcome.status)
		throw std::runtime_error("dtc: " + outcome.text);

	std::string text = read_file(source);
	const std::string head = "/dts-v1/;";
	text.insert(text.find(head) + head.size(), "\n" + reserve + "\n");
	outcome = run({"dtc", "-q", "-I", "dts", "-O", "dtb", "-o", result,
		       write_file("changed.dts", text + changes)},
		      30s);
	if (outcome.status)
		throw std::runtime_error("dtc: " + outcome.text);
	return read_file(result);
}

Session::Session(const Knobs &knobs)
{
	terminal_ = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (terminal_ < 0 || grantpt(terminal_) || unlockpt(terminal_))
		give_up("pseudo terminal");

	int inside = open(ptsname(terminal_), O_RDWR | O_NOCTTY | O_CLOEXEC);
	termios raw;
	tcgetattr(inside, &raw);
	cfmakeraw(&raw);
	tcsetattr(inside, TCSANOW, &raw);
	pid_ = fork();
	if (pid_ == 0) {
		setpgid(0, 0);
		dup2(inside, 0);
		dup2(inside, 1);
		dup2(inside, 2);
		become({"scripts/qemu", image()}, knobs);
	}
	setpgid(pid_, pid_);
	close(inside);
}

Session::~Session()
{
	if (pid_ > 0)
		finish(0s);
	close(terminal_);
}

void Session::type(const std::string &keys)
{
	// As fast as a person on a terminal, roughly: the serial port's FIFO holds 16 bytes.
	for (char key : keys) {
		if (write(terminal_, &key, 1) != 1)
			give_up("typing");
		usleep(1000);
	}
}

bool Session::expect(const std::string &what, Seconds limit)
{
	Clock::time_point until = Clock::now() + limit;

	for (;;) {
		size_t found = text_.find(what, expected_);

		if (found != std::string::npos) {
			expected_ = found + what.size();
			return true;
		}
		if (!read_some(terminal_, text_, until))
			return false;
	}
}

Outcome Session::finish(Seconds limit)
{
	Outcome outcome;
	Clock::time_point until = Clock::now() + limit;

	while (read_some(terminal_, text_, until))
		;
	reap(pid_, until, outcome);
	pid_ = -1;
	outcome.text = text_;
	return outcome;
}

} // namespace machine
