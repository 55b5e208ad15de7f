// SPDX-License-Identifier: GPL-2.0-only
// The simulated machine as a test sees it. Usable from both worlds (no kernel header needed).
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace host
{

struct bank {
	unsigned long long base; // physical address, page aligned
	unsigned long long size; // bytes, page aligned
};

struct shape {
	std::vector<bank> banks = {{0x40000000, 64ull << 20}};
	unsigned int cpus =
		1; // possible CPUs; the calling thread is CPU 0, others are threads that call set_cpu() (support/smp.cpp)
	std::string cmdline = "";
	std::vector<bank> reserved = {}; // memblock_reserve()d before the buddy takes over
};

// Gives the machine its RAM: maps the banks at their linear addresses and sets memstart_addr. Nothing of the kernel runs.
// Once per process.
void map_memory(const std::vector<bank> &banks);

// map_memory(), then the kernel's own boot order from memblock to vmalloc.
void boot(const shape &shape);
// One bank of @mib MiB at 0x40000000, one CPU.
void boot(unsigned int mib);

// Everything printk gave to the console since the start.
std::string console();

// Runs @action in a copy of this process, memory included. Returns what was printed if the copy died, whether by panic, by a
// signal or by a sanitiser; "" if the action returned.
std::string death(const std::function<void()> &action);

// The calling thread is CPU @cpu from now on, until it ends: per-CPU data and smp_processor_id() follow. Waits while another thread is
// that CPU; only the test's own thread may become any, while no other is at work.
void set_cpu(unsigned int cpu);

// Serves what other CPUs ask this one for. Locks and waits of the kernel do that by themselves; a test's own loops call it.
void poll();

// Calls work(cpu) on @cpus CPUs at once, each a thread of its own, and waits for all.
void on_all_cpus(unsigned int cpus, const std::function<void(unsigned int cpu)> &work);

} // namespace host
