// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <linux/types.h>

// Give the VideoCore a word and wait for the same word to come back: the upper 28 bits of @message are the address of a buffer as the
// VideoCore sees it, the lower 4 the channel. One caller at a time. 0, -ENODEV without a mailbox, -ETIMEDOUT.
int bcm2835_mbox_call(u32 message);
// The address under which the VideoCore sees @phys; 0 when it can't.
u32 bcm2835_mbox_address(phys_addr_t phys);
