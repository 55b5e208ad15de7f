// SPDX-License-Identifier: GPL-2.0-only
// What happens when a reference count goes wrong: linux/refcount.h. Linux 6.12: lib/refcount.c.

#include <linux/refcount.h>

extern "C" void refcount_warn_saturate(refcount_t *r, enum refcount_saturation_type type)
{
	atomic_set(&r->refs, REFCOUNT_SATURATED);
	switch (type) {
	case REFCOUNT_ADD_NOT_ZERO_OVF:
	case REFCOUNT_ADD_OVF:
		WARN_ONCE(1, "refcount_t: saturated; leaking memory.\n");
		break;
	case REFCOUNT_ADD_UAF:
		WARN_ONCE(1, "refcount_t: addition on 0; use-after-free.\n");
		break;
	case REFCOUNT_SUB_UAF:
		WARN_ONCE(1, "refcount_t: underflow; use-after-free.\n");
		break;
	case REFCOUNT_DEC_LEAK:
		WARN_ONCE(1, "refcount_t: decrement hit 0; leaking memory.\n");
		break;
	}
}
