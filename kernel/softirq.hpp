// SPDX-License-Identifier: GPL-2.0-only
#pragma once

namespace softirq
{

// Runs what is pending on this CPU, in bounded rounds. Interrupts are masked on entry and on return, enabled while the actions run.
// Linux 6.12: handle_softirqs().
void run_pending(bool in_ksoftirqd);

} // namespace softirq
