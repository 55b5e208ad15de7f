/* SPDX-License-Identifier: GPL-2.0-only */
/* Linux declares rcu_barrier() and its like here; slub64's RCU is declared in one header. */
#ifndef _LINUX_RCUTREE_H
#define _LINUX_RCUTREE_H

#include <linux/rcupdate.h>

#endif /* _LINUX_RCUTREE_H */
