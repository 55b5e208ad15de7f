/* SPDX-License-Identifier: GPL-2.0-only */
/* Between fork.cpp, exit.cpp and kthread.cpp. */
#ifndef KERNEL_EXIT_H
#define KERNEL_EXIT_H

#include <linux/compiler_types.h>

struct task_struct;

__BEGIN_DECLS
bool reap_dead_tasks(void);
void release_task_stack(struct task_struct *task);
__END_DECLS

#endif
