// SPDX-License-Identifier: GPL-2.0-only
//
// What the files of kernel/irq share.
#pragma once

#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/irqdomain.h>
#include <linux/guard.hpp>
#include <linux/spinlock.h>

namespace irq
{

// Interrupt numbers that can exist. Number 0 is "none".
constexpr unsigned max_irqs = 256;

// A free interrupt number with a fresh descriptor, or 0. Process context.
unsigned allocate();
void release(unsigned irq);

// Hold off or let through at the chip, and note it. Lock held.
void mask(irq_desc *desc);
void unmask(irq_desc *desc);
// Program the trigger. Lock held. 0 or a negative error.
int set_trigger(irq_desc *desc, unsigned type);

// An interrupt that no one can claim: counted under "Err:", and said in one line while there are
// few.
void report_unexpected(const char *chip, unsigned long hwirq);
unsigned long unexpected_count();

} // namespace irq
