/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory blocks that could be added or removed while the machine runs do not exist here; Linux files include this name. */
#ifndef _LINUX_MEMORY_H_
#define _LINUX_MEMORY_H_

#include <linux/types.h>
#include <linux/mm.h>

#define MIN_MEMORY_BLOCK_SIZE (1UL << SECTION_SIZE_BITS)

static inline unsigned long memory_block_size_bytes(void)
{
	return MIN_MEMORY_BLOCK_SIZE;
}

#endif /* _LINUX_MEMORY_H_ */
