// SPDX-License-Identifier: GPL-2.0-only
//
// Text through a polled transmitter, the same for every port.
#pragma once

#include <linux/types.h>

namespace serial
{

// Write @count bytes of text, with a carriage return before each newline. Send puts one byte into the
// FIFO and waits while that is full: some nine instructions a character while it has room.
template <void (*Send)(u8 __iomem *base, char c)>
void write_text(u8 __iomem *base, const char *s, unsigned count)
{
	for (const char *end = s + count; s < end; s++) {
		if (*s == '\n')
			Send(base, '\r');
		Send(base, *s);
	}
}

} // namespace serial
