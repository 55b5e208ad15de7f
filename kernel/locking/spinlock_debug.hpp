// SPDX-License-Identifier: GPL-2.0-only
// For the tests of kernel/locking/spinlock_debug.cpp.
#ifndef KERNEL_LOCKING_SPINLOCK_DEBUG_HPP
#define KERNEL_LOCKING_SPINLOCK_DEBUG_HPP

namespace spinlock_debug
{

// Reports turn nothing off.
extern bool again;

} // namespace spinlock_debug

#endif
