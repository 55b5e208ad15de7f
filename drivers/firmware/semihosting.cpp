// SPDX-License-Identifier: GPL-2.0-only
//
// Semihosting: a word with the emulator or debugger that runs us.
//
// One call is used, SYS_EXIT_EXTENDED (0x20), which ends QEMU with an exit status. It works when
// QEMU was started with -semihosting; without, HLT is an undefined instruction, which the exception
// table steps over. The command line says "semihosting" when the exit status matters.
//
// Arm IHI 0100 (Semihosting for AArch32 and AArch64).

#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/reboot.h>
#include <linux/types.h>

#include <asm/extable.h>

namespace
{

constinit bool enabled;

constexpr u64 sys_exit_extended = 0x20;
constexpr u64 adp_stopped_application_exit = 0x20026;

int __init enable(char *)
{
	enabled = true;
	return 0;
}
early_param("semihosting", enable);

} // namespace

bool semihosting_enabled(void)
{
	return enabled;
}

void semihosting_exit(int status)
{
	struct {
		u64 reason, status;
	} block = {adp_stopped_application_exit, static_cast<u64>(status)};
	register u64 operation asm("x0") = sys_exit_extended;
	register void *parameters asm("x1") = &block;

	asm volatile("1:	hlt #0xf000\n"
		     "2:\n" _ASM_EXTABLE("1b", "2b")
		     : "+r"(operation)
		     : "r"(parameters)
		     : "memory");
}
