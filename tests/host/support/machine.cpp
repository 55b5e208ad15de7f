// SPDX-License-Identifier: GPL-2.0-only
// The simulated machine's physical memory, its mappings and its outside world, on the host's operating system.
//
//   memory file (memfd, sparse, offset = physical address)
//      |  bank 0            |  hole  |  bank 1  |
//      v                             v
//   linear map: each bank MAP_SHARED at linear_base + phys - memstart; holes stay unmapped
//   vmap:       single ranges of the same file, MAP_SHARED | MAP_FIXED elsewhere
//
// The table `mappings` is the page table: it answers host_translate() and lets a forked copy of the process, which would share
// the file with its parent, move everything to a file of its own (unshare_memory()).
//
// No kernel header is included here.
#include "tests/host/machine.h"
#include "tests/host/support/contract.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <execinfo.h>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <sched.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace
{

constexpr unsigned long page_size = 4096;

struct mapping {
	host_phys_t phys;
	bool writable;
	bool ram;
};

struct memory {
	int file = -1;
	host_phys_t top = 0;
	host_phys_t memstart = 0;
	unsigned long linear_base = 0;
	std::vector<host::bank> banks;
	std::map<unsigned long, mapping> mappings; // by page's virtual address
	std::mutex lock;                           // guards mappings
} ram;

std::string console_text;
std::mutex console_lock; // guards console_text

[[noreturn]] void give_up(const char *what)
{
	std::perror(what);
	std::_Exit(4);
}

int new_file(host_phys_t size)
{
	int file = memfd_create("slub64-ram", MFD_CLOEXEC);

	if (file < 0 || ftruncate(file, (off_t)size))
		give_up("physical memory");
	return file;
}

void map_at(unsigned long va, unsigned long size, int prot, int flags, int file, host_phys_t offset)
{
	void *got = mmap((void *)va, size, prot, flags | MAP_FIXED | MAP_NORESERVE, file,
			 (off_t)offset);

	if (got == MAP_FAILED)
		give_up("mmap of the simulated machine");
}

int protection(bool writable)
{
	return writable ? PROT_READ | PROT_WRITE : PROT_READ;
}

void map_everything()
{
	for (const host::bank &bank : ram.banks)
		map_at(ram.linear_base + (bank.base - ram.memstart), bank.size,
		       PROT_READ | PROT_WRITE, MAP_SHARED, ram.file, bank.base);
	for (const auto &[va, m] : ram.mappings)
		if (m.ram)
			map_at(va, page_size, protection(m.writable), MAP_SHARED, ram.file, m.phys);
}

// A forked copy still writes to its parent's memory file: give it one with the same content.
void unshare_memory()
{
	if (ram.file < 0)
		return;

	int copy = new_file(ram.top);
	std::vector<char> buffer(1 << 20);

	for (off_t data = 0; (data = lseek(ram.file, data, SEEK_DATA)) >= 0;) {
		off_t hole = lseek(ram.file, data, SEEK_HOLE);

		while (data < hole) {
			size_t want = std::min<size_t>(buffer.size(), (size_t)(hole - data));
			ssize_t got = pread(ram.file, buffer.data(), want, data);

			if (got <= 0 || pwrite(copy, buffer.data(), (size_t)got, data) != got)
				give_up("copy of the physical memory");
			data += got;
		}
	}
	close(ram.file);
	ram.file = copy;
	map_everything();
}

} // namespace

void host_memory_create(const host_phys_t *pairs, unsigned int banks, unsigned long linear_base,
			host_phys_t memstart)
{
	if (ram.file >= 0) {
		std::fprintf(
			stderr,
			"a process has one simulated machine: map_memory() was called twice\n");
		std::abort();
	}
	for (unsigned int i = 0; i < banks; i++) {
		ram.banks.push_back({pairs[2 * i], pairs[2 * i + 1]});
		ram.top = std::max(ram.top, pairs[2 * i] + pairs[2 * i + 1]);
	}
	ram.memstart = memstart;
	ram.linear_base = linear_base;
	ram.file = new_file(ram.top);
	map_everything();
}

bool host_phys_is_ram(host_phys_t phys)
{
	for (const host::bank &bank : ram.banks)
		if (phys >= bank.base && phys - bank.base < bank.size)
			return true;
	return false;
}

int host_map(unsigned long va, unsigned long size, host_phys_t phys, bool writable)
{
	std::lock_guard guard(ram.lock);

	for (unsigned long at = 0; at < size; at += page_size)
		if (ram.mappings.count(va + at))
			return -1;
	for (unsigned long at = 0; at < size; at += page_size)
		ram.mappings[va + at] = {phys + at, writable, host_phys_is_ram(phys + at)};
	if (host_phys_is_ram(phys) && host_phys_is_ram(phys + size - 1))
		map_at(va, size, protection(writable), MAP_SHARED, ram.file, phys);
	else
		map_at(va, size, protection(writable), MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return 0;
}

void host_unmap(unsigned long va, unsigned long size)
{
	std::lock_guard guard(ram.lock);

	for (unsigned long at = 0; at < size; at += page_size)
		ram.mappings.erase(va + at);
	munmap((void *)va, size);
}

bool host_protect(unsigned long va, unsigned long size, bool writable)
{
	std::lock_guard guard(ram.lock);

	for (unsigned long at = 0; at < size; at += page_size) {
		auto found = ram.mappings.find(va + at);

		if (found == ram.mappings.end())
			return false;
		found->second.writable = writable;
	}
	return mprotect((void *)va, size, protection(writable)) == 0;
}

bool host_translate(unsigned long va, host_phys_t *phys)
{
	host_phys_t linear = va - ram.linear_base + ram.memstart;

	if (va >= ram.linear_base && host_phys_is_ram(linear)) {
		*phys = linear;
		return true;
	}

	std::lock_guard guard(ram.lock);
	auto found = ram.mappings.find(va & ~(page_size - 1));

	if (found == ram.mappings.end())
		return false;
	*phys = found->second.phys + va % page_size;
	return true;
}

int host_populate(unsigned long va, unsigned long size)
{
	void *got = mmap((void *)va, size, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);

	if (got != MAP_FAILED)
		return 0;
	// Ranges of neighbouring banks may share a page of struct pages: fill the gaps one by one.
	for (unsigned long at = va; at < va + size; at += page_size)
		mmap((void *)at, page_size, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
	return 0;
}

void host_yield(void)
{
	sched_yield();
}

unsigned long host_nanoseconds(void)
{
	timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned long)now.tv_sec * 1000000000ul + (unsigned long)now.tv_nsec;
}

void host_console_write(const char *text, unsigned long bytes)
{
	std::lock_guard guard(console_lock);

	console_text.append(text, bytes);
	std::fwrite(text, 1, bytes, stdout);
}

void host_exit(int status)
{
	std::fflush(nullptr);
	_exit(status ? 3 : 0);
}

long host_copy_nofault(void *dst, const void *src, unsigned long size)
{
	iovec to = {dst, size}, from = {const_cast<void *>(src), size};

	return process_vm_readv(getpid(), &to, 1, &from, 1, 0) == (ssize_t)size ? 0
										: -14 /* EFAULT */;
}

unsigned int host_backtrace(unsigned long *entries, unsigned int max)
{
	void *frames[64];
	int got = backtrace(frames, 64);
	unsigned int used = 0;

	for (int i = 0; i < got && used < max; i++)
		entries[used++] = (unsigned long)frames[i];
	return used;
}

namespace host
{

static std::vector<host_phys_t> flat(const std::vector<bank> &banks)
{
	std::vector<host_phys_t> pairs;

	for (const bank &bank : banks) {
		pairs.push_back(bank.base);
		pairs.push_back(bank.size);
	}
	return pairs;
}

void map_memory(const std::vector<bank> &banks)
{
	host_phys_t lowest = ~0ull;

	host_start_console();
	for (const bank &bank : banks)
		lowest = std::min(lowest, bank.base);
	host_memory_create(flat(banks).data(), (unsigned int)banks.size(), host_linear_base(),
			   host_set_memstart(lowest));
}

void boot(const shape &shape)
{
	map_memory(shape.banks);
	host_boot_kernel(flat(shape.banks).data(), (unsigned int)shape.banks.size(),
			 flat(shape.reserved).data(), (unsigned int)shape.reserved.size(),
			 shape.cpus, shape.cmdline.c_str());
}

void boot(unsigned int mib)
{
	boot(shape{.banks = {{0x40000000, (unsigned long long)mib << 20}}});
}

std::string console()
{
	std::lock_guard guard(console_lock);

	return console_text;
}

std::string death(const std::function<void()> &action)
{
	int ends[2];

	std::fflush(nullptr);
	if (pipe(ends))
		give_up("pipe");
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		unshare_memory();
		action();
		std::fflush(nullptr);
		_exit(0);
	}
	close(ends[1]);

	std::string text;
	char buffer[4096];
	for (ssize_t got; (got = read(ends[0], buffer, sizeof(buffer))) > 0;)
		text.append(buffer, (size_t)got);
	close(ends[0]);

	int status = 0;
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return "";
	return text.empty() ? "died without a word" : text;
}

// Leaves the thread's CPU when the thread ends.
struct cpu_leaver {
	bool used = false;
	~cpu_leaver()
	{
		host_leave_cpu();
	}
};

void set_cpu(unsigned int cpu)
{
	static thread_local cpu_leaver leaver;

	leaver.used = true;
	host_become_cpu(cpu, gettid() != getpid());
}

void poll()
{
	host_relax();
}

void on_all_cpus(unsigned int cpus, const std::function<void(unsigned int cpu)> &work)
{
	std::vector<std::thread> threads;
	std::atomic<unsigned int> ready = 0;

	host_online_cpus(cpus);
	for (unsigned int cpu = 0; cpu < cpus; cpu++)
		threads.emplace_back([&, cpu] {
			ready++;
			while (ready < cpus)
				sched_yield();
			set_cpu(cpu);
			work(cpu);
		});
	for (std::thread &thread : threads)
		thread.join();
}

} // namespace host
