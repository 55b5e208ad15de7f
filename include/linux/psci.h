/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_PSCI_H
#define _LINUX_PSCI_H
/*
 * Power State Coordination Interface: calls to the firmware by SMC or HVC, as the tree's psci node
 * says. Without such a node nothing is ever issued: on a machine without PSCI the instruction is
 * undefined or hangs. Arm DEN 0022. Linux 6.12: drivers/firmware/psci/psci.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

#define PSCI_0_2_FN_PSCI_VERSION  0x84000000u
#define PSCI_0_2_FN_CPU_OFF       0x84000002u
#define PSCI_0_2_FN64_CPU_ON      0xc4000003u
#define PSCI_0_2_FN_SYSTEM_OFF    0x84000008u
#define PSCI_0_2_FN_SYSTEM_RESET  0x84000009u
#define PSCI_1_0_FN_PSCI_FEATURES 0x8400000au

#define PSCI_RET_SUCCESS          0
#define PSCI_RET_NOT_SUPPORTED    -1
#define PSCI_RET_INVALID_PARAMS   -2
#define PSCI_RET_DENIED           -3
#define PSCI_RET_ALREADY_ON       -4

/**
 * psci_dt_init() - boot step: find the psci node, ask the version, offer power off and reset. 0, or
 * -ENODEV without a node.
 */
int psci_dt_init(void);
/** psci_has_cpu_on() - can the firmware start CPUs? */
bool psci_has_cpu_on(void);
/** psci_cpu_on() - start the CPU of that MPIDR at a physical address. 0, or a negative error. */
int psci_cpu_on(unsigned long mpidr, phys_addr_t entry, unsigned long context);
/** psci_call() - one call by the tree's conduit; PSCI_RET_NOT_SUPPORTED when there is none. */
long psci_call(u32 function, unsigned long a0, unsigned long a1, unsigned long a2);

__END_DECLS

#endif /* _LINUX_PSCI_H */
