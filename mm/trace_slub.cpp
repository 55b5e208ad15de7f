// SPDX-License-Identifier: GPL-2.0-only
// SLUB's own trace point: made here, from trace/events/slub.h.
#include "mm/slab.h"

#define CREATE_TRACE_POINTS
#include <trace/events/slub.h>
