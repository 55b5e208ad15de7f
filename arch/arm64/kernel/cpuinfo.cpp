// SPDX-License-Identifier: GPL-2.0-only
//
// /proc/cpuinfo: which CPUs these are, and what all of them can do.
//
//	MIDR_EL1        implementer | variant | architecture | part | revision        of each CPU
//	ID_AA64*_EL1    sixteen fields of four bits, each the level of a feature       what every CPU has at least
//
// The features are those that Linux would tell a program of (hwcaps), in its order and by its names, as far as a kernel has them that is
// configured without vectors of variable length, pointer authentication, memory tagging and their like. BogoMIPS comes from the timer's
// frequency. The registers are read when the file is, on every CPU.
//
// Linux 6.12: arch/arm64/kernel/cpuinfo.c, arm64_elf_hwcaps[] in cpufeature.c.

#include <asm/sysreg.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/smp.h>

namespace
{

enum id_register : u8 {
	pfr0,
	pfr1,
	pfr2,
	isar0,
	isar1,
	isar2,
	isar3,
	mmfr0,
	mmfr1,
	mmfr2,
	id_registers
};

struct id_registers_of_cpu {
	u64 value[id_registers];
};

// By their encodings: the assembler need not know all names.
void read_id_registers(id_registers_of_cpu *r)
{
	r->value[pfr0] = read_sysreg(id_aa64pfr0_el1);
	r->value[pfr1] = read_sysreg(id_aa64pfr1_el1);
	r->value[pfr2] = read_sysreg(s3_0_c0_c4_2);
	r->value[isar0] = read_sysreg(id_aa64isar0_el1);
	r->value[isar1] = read_sysreg(id_aa64isar1_el1);
	r->value[isar2] = read_sysreg(s3_0_c0_c6_2);
	r->value[isar3] = read_sysreg(s3_0_c0_c6_3);
	r->value[mmfr0] = read_sysreg(id_aa64mmfr0_el1);
	r->value[mmfr1] = read_sysreg(id_aa64mmfr1_el1);
	r->value[mmfr2] = read_sysreg(s3_0_c0_c7_2);
}

struct feature {
	char name[10];
	id_register in;
	u8 shift;
	s8 least;       // the field's value from which on the CPU has it
	bool is_signed; // 0xf: not even what 0 stands for
};

constexpr feature features[] = {
	{"fp", pfr0, 16, 0, true},      {"asimd", pfr0, 20, 0, true}, {"aes", isar0, 4, 1},
	{"pmull", isar0, 4, 2},         {"sha1", isar0, 8, 1},        {"sha2", isar0, 12, 1},
	{"crc32", isar0, 16, 1},        {"atomics", isar0, 20, 2},    {"fphp", pfr0, 16, 1, true},
	{"asimdhp", pfr0, 20, 1, true}, {"cpuid", pfr0, 0, 0},        {"asimdrdm", isar0, 28, 1},
	{"jscvt", isar1, 12, 1},        {"fcma", isar1, 16, 1},       {"lrcpc", isar1, 20, 1},
	{"dcpop", isar1, 0, 1},         {"sha3", isar0, 32, 1},       {"sm3", isar0, 36, 1},
	{"sm4", isar0, 40, 1},          {"asimddp", isar0, 44, 1},    {"sha512", isar0, 12, 2},
	{"asimdfhm", isar0, 48, 1},     {"dit", pfr0, 48, 1},         {"uscat", mmfr2, 32, 1},
	{"ilrcpc", isar1, 20, 2},       {"flagm", isar0, 52, 1},      {"ssbs", pfr1, 4, 2},
	{"sb", isar1, 36, 1},           {"dcpodp", isar1, 0, 2},      {"flagm2", isar0, 52, 2},
	{"frint", isar1, 32, 1},        {"i8mm", isar1, 52, 1},       {"bf16", isar1, 44, 1},
	{"dgh", isar1, 48, 1},          {"rng", isar0, 60, 1},        {"ecv", mmfr0, 60, 1},
	{"afp", mmfr1, 44, 1},          {"rpres", isar2, 4, 1},       {"wfxt", isar2, 0, 2},
	{"ebf16", isar1, 44, 2},        {"cssc", isar2, 52, 1},       {"rprfm", isar2, 48, 1},
	{"mops", isar2, 16, 1},         {"hbc", isar2, 20, 1},        {"lrcpc3", isar1, 20, 3},
	{"lse128", isar0, 20, 3},       {"fpmr", pfr2, 32, 1},        {"lut", isar2, 56, 1},
	{"faminmax", isar3, 4, 1},
};
static_assert(ARRAY_SIZE(features) <= 64, "a bit each");

bool has(const id_registers_of_cpu &cpu, const feature &f)
{
	const int field = cpu.value[f.in] >> f.shift & 0xf;

	return (f.is_signed && field > 7 ? field - 16 : field) >= f.least;
}

struct all_cpus {
	atomic64_t missing; // a bit for each feature that some CPU lacks
	u32 midr[NR_CPUS];
};

void look_at_this_cpu(void *info)
{
	all_cpus *const all = static_cast<all_cpus *>(info);
	id_registers_of_cpu here;
	u64 missing = 0;

	read_id_registers(&here);
	for (unsigned int i = 0; i < ARRAY_SIZE(features); i++)
		missing |= has(here, features[i]) ? 0 : 1ul << i;
	atomic64_or(missing, &all->missing);
	all->midr[smp_processor_id()] = read_sysreg(midr_el1);
}

void show_cpu(struct seq_file *m, int cpu, const all_cpus &all)
{
	const unsigned long per_jiffy = read_sysreg(cntfrq_el0) / HZ;
	const u64 missing = atomic64_read(&all.missing);
	const u32 midr = all.midr[cpu];

	seq_printf(m, "processor\t: %d\n", cpu);
	seq_printf(m, "BogoMIPS\t: %lu.%02lu\n", per_jiffy / (500000ul / HZ),
		   per_jiffy / (5000ul / HZ) % 100);
	seq_puts(m, "Features\t:");
	for (unsigned int i = 0; i < ARRAY_SIZE(features); i++)
		if (!(missing >> i & 1))
			seq_printf(m, " %s", features[i].name);
	seq_putc(m, '\n');
	seq_printf(m, "CPU implementer\t: 0x%02x\n", midr >> 24);
	seq_puts(m, "CPU architecture: 8\n");
	seq_printf(m, "CPU variant\t: 0x%x\n", midr >> 20 & 0xf);
	seq_printf(m, "CPU part\t: 0x%03x\n", midr >> 4 & 0xfff);
	seq_printf(m, "CPU revision\t: %d\n\n", midr & 0xf);
}

int show_cpuinfo(struct seq_file *m, void *)
{
	all_cpus all = {};
	int cpu;

	on_each_cpu(look_at_this_cpu, &all, 1);
	for_each_online_cpu(cpu)
		show_cpu(m, cpu, all);
	return 0;
}

int __init register_cpuinfo()
{
	proc_create_single("cpuinfo", 0, nullptr, show_cpuinfo);
	return 0;
}
fs_initcall(register_cpuinfo);

} // namespace
