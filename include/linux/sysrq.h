/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SYSRQ_H
#define _LINUX_SYSRQ_H
/*
 * What one letter can ask a kernel for that does not answer any more otherwise: `echo LETTER > /proc/sysrq-trigger`.
 * drivers/tty/sysrq.cpp; Linux 6.12: include/linux/sysrq.h.
 */
#include <linux/errno.h>
#include <linux/types.h>

/* Bits of kernel.sysrq; 1 alone: everything. */
#define SYSRQ_ENABLE_LOG      0x0002
#define SYSRQ_ENABLE_KEYBOARD 0x0004
#define SYSRQ_ENABLE_DUMP     0x0008
#define SYSRQ_ENABLE_SYNC     0x0010
#define SYSRQ_ENABLE_REMOUNT  0x0020
#define SYSRQ_ENABLE_SIGNAL   0x0040
#define SYSRQ_ENABLE_BOOT     0x0080
#define SYSRQ_ENABLE_RTNICE   0x0100

/**
 * struct sysrq_key_op - what a letter does
 * @handler: is called with the letter, preemption disabled (an RCU read-side section)
 * @help_msg: one word for the line of help, the letter in parentheses
 * @action_msg: is logged before
 * @enable_mask: SYSRQ_ENABLE_*, for handle_sysrq()
 */
struct sysrq_key_op {
	void (*const handler)(u8 key);
	const char *const help_msg;
	const char *const action_msg;
	const int enable_mask;
};

__BEGIN_DECLS
#ifdef CONFIG_MAGIC_SYSRQ
/** handle_sysrq() - a driver has seen a letter: as far as kernel.sysrq allows it. Any context. */
void handle_sysrq(u8 key);
/** __handle_sysrq() - the same; without @check_mask whatever kernel.sysrq says. A letter that is nobody's prints the help. */
void __handle_sysrq(u8 key, bool check_mask);
/** register_sysrq_key() - a letter or digit of one's own. 0, or -1 if it is taken. Sleeps. */
int register_sysrq_key(u8 key, const struct sysrq_key_op *op);
/** unregister_sysrq_key() - nobody is in the handler any more when it comes back. 0, or -1 if the letter is not @op's. Sleeps. */
int unregister_sysrq_key(u8 key, const struct sysrq_key_op *op);
/** sysrq_mask() - kernel.sysrq. */
int sysrq_mask(void);
#else
static inline void handle_sysrq(u8 key)
{
	(void)key;
}
static inline void __handle_sysrq(u8 key, bool check_mask)
{
	(void)key;
	(void)check_mask;
}
static inline int register_sysrq_key(u8 key, const struct sysrq_key_op *op)
{
	(void)key;
	(void)op;
	return -EINVAL;
}
static inline int unregister_sysrq_key(u8 key, const struct sysrq_key_op *op)
{
	(void)key;
	(void)op;
	return -EINVAL;
}
static inline int sysrq_mask(void)
{
	return 0;
}
#endif
__END_DECLS
#endif
