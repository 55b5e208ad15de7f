// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kmem events of a boot of Linux version 6.12.117, trace.config, 1G, 1 CPU: 41138 events, 27711 of them allocations.
 * replay.h tells how to read it. Written by scripts/kmem-events (scripts/linux-reference replay): not to be changed by hand.
 */
#include <linux/kernel.h>
#include "replay.h"

/* clang-format off */
static const struct replay_cache caches[] = {
	{"replay-40", 40, 0},
	{"replay-56", 56, 0},
	{"replay-64-rcl", 64, SLAB_RECLAIM_ACCOUNT},
	{"replay-72", 72, 0},
	{"replay-104", 104, 0},
	{"replay-120", 120, 0},
	{"replay-128", 128, 0},
	{"replay-128-rcl", 128, SLAB_RECLAIM_ACCOUNT},
	{"replay-136", 136, 0},
	{"replay-144", 144, 0},
	{"replay-192", 192, 0},
	{"replay-192-rcl", 192, SLAB_RECLAIM_ACCOUNT},
	{"replay-256", 256, 0},
	{"replay-256-rcl", 256, SLAB_RECLAIM_ACCOUNT},
	{"replay-384", 384, 0},
	{"replay-512-rcl", 512, SLAB_RECLAIM_ACCOUNT},
	{"replay-560-rcl", 560, SLAB_RECLAIM_ACCOUNT},
	{"replay-584-rcl", 584, SLAB_RECLAIM_ACCOUNT},
	{"replay-592-rcl", 592, SLAB_RECLAIM_ACCOUNT},
	{"replay-632-rcl", 632, SLAB_RECLAIM_ACCOUNT},
	{"replay-672", 672, 0},
	{"replay-704", 704, 0},
	{"replay-880", 880, 0},
	{"replay-960", 960, 0},
	{"replay-1088", 1088, 0},
	{"replay-1280-rcl", 1280, SLAB_RECLAIM_ACCOUNT},
	{"replay-2112", 2112, 0},
	{"replay-3328", 3328, 0},
	{"replay-4096-rcl", 4096, SLAB_RECLAIM_ACCOUNT},
};

static const struct replay_kind kinds[] = {
	{REPLAY_CACHE, 8, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 11, GFP_KERNEL},
	{REPLAY_CACHE, 16, GFP_KERNEL},
	{REPLAY_CACHE, 28, GFP_KERNEL},
	{REPLAY_CACHE, 10, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 72, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 152, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 5, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 4096, GFP_KERNEL_ACCOUNT},
	{REPLAY_KMALLOC, 8, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 88, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 2592, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 5, GFP_KERNEL},
	{REPLAY_KMALLOC, 11, GFP_KERNEL},
	{REPLAY_KMALLOC, 6, GFP_KERNEL},
	{REPLAY_KMALLOC, 20, GFP_KERNEL},
	{REPLAY_CACHE, 11, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 216, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 4, GFP_KERNEL},
	{REPLAY_CACHE, 17, GFP_ATOMIC|__GFP_NOWARN},
	{REPLAY_KMALLOC, 488, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 20, GFP_KERNEL},
	{REPLAY_KMALLOC, 104, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 64, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 13, GFP_KERNEL},
	{REPLAY_KMALLOC, 4096, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 9, GFP_KERNEL},
	{REPLAY_KMALLOC, 16, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 56, GFP_KERNEL},
	{REPLAY_CACHE, 18, GFP_KERNEL},
	{REPLAY_KMALLOC, 32, GFP_KERNEL},
	{REPLAY_KMALLOC, 40, GFP_KERNEL},
	{REPLAY_KMALLOC, 96, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 24, GFP_KERNEL},
	{REPLAY_KMALLOC, 56, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 27, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 8, GFP_KERNEL},
	{REPLAY_KMALLOC, 48, GFP_KERNEL},
	{REPLAY_KMALLOC, 16, GFP_KERNEL},
	{REPLAY_KMALLOC, 7, GFP_KERNEL},
	{REPLAY_KMALLOC, 561, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 12, GFP_KERNEL},
	{REPLAY_CACHE, 12, GFP_KERNEL},
	{REPLAY_KMALLOC, 64, GFP_KERNEL},
	{REPLAY_KMALLOC, 2, GFP_KERNEL},
	{REPLAY_KMALLOC, 38, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 2, GFP_KERNEL},
	{REPLAY_CACHE, 7, GFP_KERNEL},
	{REPLAY_CACHE, 26, GFP_KERNEL},
	{REPLAY_CACHE, 27, GFP_KERNEL},
	{REPLAY_CACHE, 23, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 13, GFP_NOWAIT},
	{REPLAY_KMALLOC, 14, GFP_KERNEL},
	{REPLAY_KMALLOC, 152, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 17, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 32, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 48, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_PAGES, 2, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 128, GFP_KERNEL},
	{REPLAY_KMALLOC, 512, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 3, GFP_KERNEL},
	{REPLAY_KMALLOC, 15, GFP_KERNEL},
	{REPLAY_KMALLOC, 15, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 18, GFP_KERNEL},
	{REPLAY_KMALLOC, 416, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 10, GFP_KERNEL},
	{REPLAY_KMALLOC, 19, GFP_KERNEL},
	{REPLAY_CACHE, 14, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 168, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 26, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_PAGES, 0, GFP_HIGHUSER_MOVABLE|__GFP_COMP},
	{REPLAY_KMALLOC, 4, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 64, GFP_ATOMIC|__GFP_ZERO},
	{REPLAY_CACHE, 6, GFP_KERNEL},
	{REPLAY_KMALLOC, 1024, GFP_NOIO|__GFP_NOWARN|__GFP_NORETRY|__GFP_ZERO},
	{REPLAY_KMALLOC, 112, GFP_KERNEL},
	{REPLAY_KMALLOC, 120, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 24, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 1280, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 184, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 17, GFP_KERNEL},
	{REPLAY_KMALLOC, 11, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 17, GFP_KERNEL},
	{REPLAY_KMALLOC, 25, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 448, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 15, GFP_KERNEL},
	{REPLAY_KMALLOC, 128, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 1, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 176, GFP_KERNEL},
	{REPLAY_KMALLOC, 29, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 40, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 21, GFP_KERNEL},
	{REPLAY_KMALLOC, 3, GFP_KERNEL},
	{REPLAY_CACHE, 25, GFP_KERNEL},
	{REPLAY_KMALLOC, 240, GFP_KERNEL},
	{REPLAY_CACHE, 13, GFP_KERNEL},
	{REPLAY_CACHE, 22, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 128, GFP_NOIO|__GFP_NOWARN|__GFP_NORETRY|__GFP_ZERO},
	{REPLAY_KMALLOC, 304, GFP_KERNEL},
	{REPLAY_KMALLOC, 384, GFP_NOIO|__GFP_NOWARN|__GFP_NORETRY|__GFP_ZERO},
	{REPLAY_KMALLOC, 480, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 512, GFP_NOIO|__GFP_NOWARN|__GFP_NORETRY|__GFP_ZERO},
	{REPLAY_KMALLOC, 544, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 64, GFP_NOIO|__GFP_NOWARN|__GFP_NORETRY|__GFP_ZERO},
	{REPLAY_KMALLOC, 776, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 8, GFP_NOIO|__GFP_NOWARN|__GFP_NORETRY},
	{REPLAY_PAGES, 0, GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO},
	{REPLAY_PAGES, 0, __GFP_COMP|__GFP_ZERO},
	{REPLAY_PAGES, 4, GFP_NOIO|__GFP_NOWARN|__GFP_NORETRY|__GFP_ZERO},
	{REPLAY_KMALLOC, 120, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 14, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 28, GFP_KERNEL},
	{REPLAY_PAGES, 0, GFP_KERNEL_ACCOUNT|__GFP_COMP|__GFP_ZERO},
	{REPLAY_CACHE, 9, GFP_KERNEL},
	{REPLAY_CACHE, 0, GFP_KERNEL},
	{REPLAY_KMALLOC, 184, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 504, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 13, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 18, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 23, GFP_KERNEL},
	{REPLAY_KMALLOC, 256, GFP_KERNEL},
	{REPLAY_KMALLOC, 560, GFP_KERNEL},
	{REPLAY_KMALLOC, 72, GFP_KERNEL},
	{REPLAY_PAGES, 0, GFP_KERNEL|__GFP_NOWARN|__GFP_NORETRY|__GFP_NOMEMALLOC},
	{REPLAY_CACHE, 17, GFP_NOWAIT},
	{REPLAY_KMALLOC, 112, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 320, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 336, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 512, GFP_KERNEL},
	{REPLAY_KMALLOC, 6, GFP_KERNEL_ACCOUNT},
	{REPLAY_KMALLOC, 8, GFP_KERNEL_ACCOUNT},
	{REPLAY_KMALLOC, 8, GFP_USER|__GFP_NOWARN},
	{REPLAY_KMALLOC, 80, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_CACHE, 4, GFP_KERNEL},
	{REPLAY_CACHE, 19, GFP_KERNEL},
	{REPLAY_KMALLOC, 160, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 188, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 192, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 256, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 29, GFP_KERNEL},
	{REPLAY_KMALLOC, 39, GFP_KERNEL},
	{REPLAY_KMALLOC, 5, GFP_KERNEL_ACCOUNT},
	{REPLAY_KMALLOC, 688, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 7, GFP_KERNEL_ACCOUNT},
	{REPLAY_KMALLOC, 88, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_PAGES, 0, GFP_KERNEL|__GFP_HIGHMEM|__GFP_NOWARN|__GFP_ZERO},
	{REPLAY_PAGES, 4, __GFP_ZERO},
	{REPLAY_CACHE, 10, GFP_KERNEL},
	{REPLAY_KMALLOC, 10, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 110, GFP_KERNEL},
	{REPLAY_KMALLOC, 128, GFP_NOWAIT|__GFP_ZERO},
	{REPLAY_KMALLOC, 136, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 187, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 189, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 190, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 191, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 216, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 22, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 23, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 248, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 26, GFP_KERNEL},
	{REPLAY_KMALLOC, 28, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 280, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 30, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 312, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 33, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 34, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 35, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 4098, GFP_KERNEL},
	{REPLAY_KMALLOC, 496, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 5, GFP_USER|__GFP_NOWARN},
	{REPLAY_KMALLOC, 6, GFP_USER|__GFP_NOWARN},
	{REPLAY_KMALLOC, 66, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 8192, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 8195, GFP_KERNEL},
	{REPLAY_KMALLOC, 9, GFP_KERNEL_ACCOUNT},
	{REPLAY_PAGES, 2, __GFP_HIGH|__GFP_ZERO},
	{REPLAY_PAGES, 2, __GFP_ZERO|__GFP_ACCOUNT},
	{REPLAY_CACHE, 24, GFP_KERNEL},
	{REPLAY_CACHE, 17, GFP_NOWAIT|__GFP_ACCOUNT},
	{REPLAY_CACHE, 21, GFP_KERNEL},
	{REPLAY_KMALLOC, 1024, GFP_KERNEL},
	{REPLAY_KMALLOC, 1024, GFP_KERNEL|__GFP_RETRY_MAYFAIL},
	{REPLAY_KMALLOC, 1024, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 104, GFP_KERNEL},
	{REPLAY_KMALLOC, 1072, GFP_KERNEL},
	{REPLAY_KMALLOC, 12, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 13, GFP_KERNEL_ACCOUNT},
	{REPLAY_KMALLOC, 136, GFP_KERNEL},
	{REPLAY_KMALLOC, 16, GFP_KERNEL|__GFP_NOFAIL},
	{REPLAY_KMALLOC, 1816, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 182, GFP_KERNEL},
	{REPLAY_KMALLOC, 182, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 192, GFP_KERNEL},
	{REPLAY_KMALLOC, 199, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 20, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 200, GFP_KERNEL},
	{REPLAY_KMALLOC, 2048, GFP_KERNEL},
	{REPLAY_KMALLOC, 216, GFP_ATOMIC|__GFP_ZERO},
	{REPLAY_KMALLOC, 232, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 24, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 264, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 280, GFP_KERNEL},
	{REPLAY_KMALLOC, 30, GFP_KERNEL},
	{REPLAY_KMALLOC, 31, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 312, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 344, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 36, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 368, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 37, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 384, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 39, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 4, GFP_KERNEL_ACCOUNT},
	{REPLAY_KMALLOC, 4000, GFP_NOWAIT|__GFP_ZERO},
	{REPLAY_KMALLOC, 41, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 42, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 448, GFP_KERNEL},
	{REPLAY_KMALLOC, 48, GFP_ATOMIC},
	{REPLAY_KMALLOC, 5824, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 592, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 632, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 680, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 728, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_KMALLOC, 78, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 8192, GFP_KERNEL},
	{REPLAY_KMALLOC, 824, GFP_NOWAIT|__GFP_ZERO},
	{REPLAY_KMALLOC, 9, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 949, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_KMALLOC, 96, GFP_ATOMIC|__GFP_ZERO},
	{REPLAY_PAGES, 0, GFP_KERNEL_ACCOUNT|__GFP_ZERO},
	{REPLAY_PAGES, 0, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_PAGES, 0, GFP_NOWAIT},
	{REPLAY_PAGES, 2, GFP_ATOMIC},
	{REPLAY_PAGES, 4, GFP_KERNEL|__GFP_ZERO},
	{REPLAY_PAGES, 4, __GFP_NOWARN},
	{REPLAY_PAGES, 4, __GFP_NOWARN|__GFP_ZERO},
	{REPLAY_PAGES, 5, GFP_KERNEL|GFP_DMA32|__GFP_NOWARN},
	{REPLAY_PAGES, 5, GFP_KERNEL|GFP_DMA|__GFP_NOWARN},
	{REPLAY_PAGES, 5, GFP_KERNEL|__GFP_NOWARN},
};

static const char events[] =
"Y%Y%Y%Y%Y%Q(Q(Q(Q(Q(Q(Q(Q(Q(Q(Q(W(Q$-[&[&^'Q$-[&[&Y)Y)Y)Y)Y)Y)Y)Y)b'K&O%&K(I&K(I&K(I&K(I&K(I&K(I&K(I&K(I&55555555C(O(O(O"
"(O(O(O(O(O(-[&[&(-[&[&G0G,G,G,Y$-b'C-b)&W1E%Y1R'Q&S&U/W$-S&.K(I&5K(I&5K(I&5K(I&5O(`*M(E1M0E%C$`%E%E%C$`%C$`%C$`%C$`%E%C$"
"`%C$`%E%E%E%C$`%C$`%C$`%C.C.C$`%C$`%C1Q/#C(C(C(C(C(C(C(C(C(C(C(I$Q$#C$`%M&K+?`'['5Q$Q$Q+M$%I'E+:8<M&K+Q%`'['5Q$Q$Q+M$%I'"
"b+:8<O(Q,C$`%M&Q&;`'['5Q$Q$^(%I'^+86:M/G%K-S,E%C$`%C$`%E%E%C$U%C$C$C$C$C$C$C$C$C$C$`0Y,[0M&Q&;`'['5Q$Q$'%I'^+86:M&Q&?`'["
"'5Q$Q$'%I'E+86:E&E.%K.C&G&b%I$E&E.%O$C&G&b%O/G%Y%Q*E&U&%O$C&G&b%4K'Y%Y+E&U&%O$C&G&b%4K'Y%G(E&U&%O$C&G&b%4K'Y%b&E&U&%O$C&"
"G&b%4K'Y%Q*E&U&%O$C&G&b%4K'K'K'Y%U%E&U&%O$C&G&b%4K'Y%S$E&U&%O$C&G&b%K'Y%U%E&U&%O$C&G&b%4H$K'Y%S$E&U&%O$C&G&b%4`*M(K'Y%Q*"
"E&U&%O$C&G&b%4C$C$C$C$^-^-Y$Y%U%E&U&%O$C&G&b%4^)W,M&G/Y%E'E&U&%O$C&G&b%4G%Y%`$E&U&%O$C&G&b%4G%Y%C-E&U&%O$C&G&b%4Y$Y%U%E&"
"U&%O$C&G&b%4Y%Y%Y%Y%Y%M&S,M&M&Y$Y%K%E&U&%O$C&G&b%4U0S&K%K'Y$S&G%`.Y$Q'*,0.Q'5Q'Q'5Q'Q'5Q'Q'5Q'b*W(Q&Q&S&W(M(M((*_$b,M&K+"
"W$;$`'['5Q$Q$Q+M$%I'b-<:>Y%E'_%E&U&%O$C&G&b%4`%[&Q,I'b+)$M&S/W$M&K+$&I'b-b$b$$204)$)$C%#Q$#Q$#Q$#`*M(C%#C%#C%#Q$#C%#;;;#"
"*G(G(#??#U%U%#^&^&#==#;;#;;;#*K%K%#Q%Q%#K%K%#U%U%#Q%Q%#==#;;#O%O%O%#*G$G$#U%U%#;;#Y(Y(Y(#*G(G(#Q%Q%#^&^&#U%U%#==#;;#^&^&"
"^&#*S$S$#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#I$I$==#;;#"
"AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#"
"AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#"
"AAA#*S$S$#I$==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;"
";#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;"
";#AAA#*S$S$#==#G$G$#==#;;#I$AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#=="
"#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#AAA#*S$S$#==#G$G$#==#;;#E'E'E'#*==#;;#W$W$W$#*??#==#??#;;#K&K&K&#*K%"
"K%#U%U%#Q%Q%#==#O%O%#U%U%#==#G$G$#;;#K&K&K&#*G'G'#K&K&#G(G(#I$Q%Q%#G$G$#K%K%#S$S$#E'E'#G(G(#U%U%#^&^&#U%U%#==#;;#K&K&K&#"
"*U%U%#Q%Q%#==#G$G$#==#;;#K&K&K&#*U%U%#Q%Q%#==#G$G$#==#;;#G$G$G$#*==#==#;;#S$S$S$#*K%K%#G$G$#Q*Q*#==#Q%Q%#U%U%#^&^&#Y(Y(#"
"G(G(#;;#U%U%U%#*K%K%#G$G$#==#^&^&#==#;;#K%K%K%#*==#G$G$#==#;;#;;;#*U%U%#^&^&#;;#K%K%K%#*;;#K%K%K%#*;;#W$W$W$#*;;#???#*G$"
"G$#I$;;#???#*K%K%#G$G$#==#U%U%#;;#???#*==#E'E'#==#;;#W$W$W$#*K%K%#G'G'#O%O%#S$S$#==#;;#Q%Q%Q%#*G(G(#G'G'#W$W$#U%U%#==#;;"
"#C$Y/E$##C'#9`)$&#C%#C%###C'#9G1$&#C%#C%###K$E$##########E$;;###;##9I(U$$&(#########I$#########C'#9`&$&#C%#C%###K$E$##C$"
"C$Y(C$C$C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C$C$O,"
"C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C$C$C$C$b&C$C$"
"G'C$E%C$C$C$C$C$b&C$C$G'C$E%C$C/Q$#C'#9`&$&#C%#C%###K$E$#####Q$########S1E%E%C$`%C0#C$`%#M&Y$K%`'['5Q$Q$'%I'G+6:%'Q$#[%["
"%########[%[%########[%[%########I$[%[%########[%[%########[%[%########[%[%########[%[%########[%[%########[([(########["
"([(########I$[([(########[$`1S*-[&[&*-[&5E,[$^1S*-[&(-[&5E,[$[1S*-[&(-[&5E,%'%'%'%'C'#9E($&%'Q$#C'#9K,$&#C%#C%###C'#9E($"
"&C'#9O&$&K$Q%E$-#Q%###Q%###9O-$&C'#9`&$&C%#S'S'S'S'S'S'S'S'S'$S'$S'$S'$S'$S'$S'$S'S'5C'#9O&$&#C%#C%###/##9I-$&/##9I-$&/#"
"#9Q&$&/##9U($&S%;E$;######;##9`,$&S%Y(E$Y(######Y(##9I0$&S%Q$^&E$^&######^&#I$#9M-$&S%Q$AE$A######A##9^%$&G%$S%Q$AE$A###"
"###A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$ADK'E$A######A##9^%$&G%$S%Q"
"$ALL'E$A######A##9^%$&G%$S%Q$ATM'E$A######A#I$#9^%$&G%$S%Q$ANQ'E$A######A##9^%$&G%$S%Q$ATR'E$A######A##9^%$&G%$S%Q$AZS'E"
"$A######A##9^%$&G%$S%Q$AaT'E$A######A##9^%$&G%$S%Q$AFV'E$A######A##9^%$&G%$S%Q$ALW'E$A######A##9^%$&G%$S%Q$ARX'E$A######"
"A##9^%$&G%$S%Q$AXY'E$A######A#I$#9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$"
"AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A#I$#9^%$&"
"G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##"
"9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A##9^%$&G%$S%Q$AE$A######A#I$#9^%$&G%$S%E'E$E'######E'##9E-$&G%`+K&--[&&("
"E$K&#######K&##9Q&$&G%G%Y0[+E$-#[+###[+#####9Q$$&##b)b)#b)b)#(.V$X$S%Q$O%E$O%######O%##9O-$&G%$`+K&--[&&(E$K&#######K&##"
"9Q&$&G%G%$&`+K&--[&&(E$K&#######K&##9Q&$&G%G%$&K&##K(I&[([(#####I$###-Q.U+-E/U+Q$U+-[&W0b'^*^*^*^*C%C$K*O%E$O%####O%##9S"
"&$&O%##9S&$&K*b&E$b&####b&##9[-$&b&##9[-$&b&$K%^'K$K%E$-#K%####K%################Q%#)%&M$I&O$[$9b0$&9Q&$&S%G$E$G$######G"
"$##9^,$&G%$S%O(K%E$K%######K%##9M'$&S%?E$?######?#I$#9^'$&G%$E%C%#C,U,S0`/U,I1b*W(Q&Q&S&W(M(M((*Y%=E&U&%O$C&G&b%K'Y%S$E&"
"F[(N,J+U&%O$C&G&b%H$I*b*W(Q&Q&S&W(M(M((*K'Y%AL$Rc(Tc(Vc(Xc(Zc(E&U&%O$C&G&b%4U-E'E$E'####E'######9E0$&Y%=E&U&%O$C&G&b%4[,"
"E%E%E%E%Q&K%C$`%[*[*O%I,I,O%))E%C'#9M*$&`*M(K'Y%b&E&U&%O$C&G&b%4C$`%%'`$Q$#C$C'#9W.$&C%O$[$#a5C'#9M*$&C$C$C$C%C'#9I/$&%'"
"M&Q&?`'['5Q$Q$'%I'E+86:'%C%'M&Y$K%`'['5Q$Q$'%I'G+6:%^$I*^)M&Q&Q%`'['5Q$Q$'%I'b+86:I*[,^)^)E%E%^)W,C$`%M&Q&S$`'['5Q$Q$'%I"
"'Y.86:'C$b,Q&K%C$`%[*S*W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%W%S*)))))))))))))))))))))))))))))))"
")U1C$C$C$C$C$C$C$C$C$C$C$C$C$C$C%O$[$C'#9E($&K$E$-######G$#)%&M$K'Y%S$E&U&%O$C&G&b%4%^$9M'$&K$E$#####G$#)%&M$9M'$&K$E$##"
"###G$#)%&M$9M'$&K$E$#####G$#)%&M$9E-$&K$E$#####G$#)%&M$9U($&K$E$#####;#)%&M$9M'$&M&S+S+[$C%K$E$-######G$#)%&M$9I($&[$C%K"
"$E$#I$#####G$#)%&M$9U($&[$C%K$E$######G$#)%&M$9M'$&C%O$[$C'#9K,$&K$E$-######G$#)%&M$9^'$&K$E$#####;#)%&M$9I($&K$E$#####?"
"#)%&M$9I($&K$;E$;###;##G$#)%&M$9I($&K$?E$?###?##;#)%&M$I&TH$9M'$&K$?E$?###?##?#)%&M$9M'$&b'K*K*K*K*C%K$;E$;###;##G$#)%&M"
"$O$[$9M'$&K$;E$;###;##G$#)%&M$O$[$9M'$&K$;E$;#I$##;##G$#)%&M$O$[$9M'$&K$;E$;###;##G$#)%&M$O$[$9M'$&K$;E$;###;##G$#)%&M$O"
"$[$9M'$&K$;E$;###;##G$#)%&M$O$[$9M'$&K$;E$;###;##G$#)%&M$O$[$9M'$&K$;E$;###;##G$#)%&M$I&$O$[$9M'$&K$;E$;###;##G$#)%&M$O$"
"[$9M'$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##I$;#)%&M$O$[$9I%$"
"&K$?E$?###?##;#)%&M$I&$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E"
"$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##"
";#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$I&$c?O$[$9I%$&K$?E$?###I$?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;"
"#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$I&$O$[$9I%$&K$?E$?###?##;#)%&M"
"$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%"
"$&K$?E$?#I$##?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$I&$O$[$9I%$&K"
"$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###"
"?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$I&$O$[$9I%$&K$?E$?###?##I$;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##"
";#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O"
"$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$I&$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I"
"%$&K$?E$?###I$?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$I&$O$[$9I%$&"
"K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&K$?E$?###?##;#)%&M$O$[$9I%$&^/W+W&W+"
"W&W&W&W&W&W&W&W&W&W&W&W&W+W&W&W&W&W&W&W&W&W&W&W&C+C+C+C+M.K1####K'Y%S$E&U&%O$C&G&b%%'C$%'C$C$C'#9O&$&#C%#C%###K$E$##E$S$"
"S$#####S$##I$9O0$&C$/####9M-$&E%C'#9O&$&#C%#C%###K$E$##E$U%U%##U%##9W($&##E$####9^%$&#C$G-Y%K%E&U&%O$C&G&b%J)M,`-S-)%&)%"
"&M$I&)$)$b))%&)%&M$I&)$)$)$)%c$%'%'%'C$['5Q$C$%'%'%'%'C$`%C$M&Q&G$`'['5Q$Q$'%I'K086:E%C$`%M&I*S+Q&K%C$`%`$W%W%W%W%`$))))"
"C$C$C$`%b*W(Q&Q&S&W(M(M((*M&N(]'L')%&M$)$)$Y+)$&)$P(c(D)F)M,`-S-)%&)+%M$*O'/#Y(#####9b/$&/####9Q0$&/####9Q-$&/####9[/$&b"
"'5b'5C%O$[$C%O$[$[$C%K$E$#####G$#O'I.O'O'O'O'O'O'O'O'O'O'O'O'O'O'O')%&)%&M$)$)$Y+)%&)%&M$)$)$b))$&)$8a(c(D)X(]5)%&M$9M'$"
"&G-Y,##############K$E$##^'K$Q%E$Q%#I$#####K$Q%E$Q%######K$Q%E$Q%######O,K$E$-######Q%#)%&M$9Q-$&`$K)C(5Q'55&$b'Y&Y&Y&W'"
"W'[)C)E%G%-M)U)E)Q)I)O)Q&Q%C$`%[*O%U'U'S)^(^'?E$-#?###?##################G$#)%&M$?#Q$#Q$###############I$###############"
"###############[%[%####;;#%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'K$G$E$-#G$###G$##########9I($&%'%'%'#9U($&K)5Q'5"
"5&$b'Y&Y&Y&W'W'[)C)E%G%-M)U)E)Q)I)O)O%U'U'S)^(^'?E$?###?###########I$#######G$#)%&M$?#Q$#Q$#############################"
"################[%[%####;;#%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'K$G$E$G$###G$#I$#########9I($&%'%'%'#9U($&K)5Q'"
"55&$b'Y&Y&Y&W'W'[)C)E%G%-M)U)E)Q)I)O)O%U'U'S)^(^'?E$?###?##################G$#)%&M$I&$?#Q$#Q$###########################"
"###I$###############[%[%####;;#%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'K$G$E$G$###G$##########9I($&%'%'%'#9U($&K)5"
"Q'55&$b'Y&Y&Y&W'W'[)C)E%G%-M)U)E)Q)I)O)O%U'U'S)^(^'?E$?###?##################G$#)%&M$?#Q$#Q$######I$####################"
"###################[%[%####;;#%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'K$G$E$G$###G$##########9I($&%'%'%'#9U($&K)5Q"
"'55&$b'Y&Y&Y&W'W'[)C)E%G%-M)U)E)Q)I)O)O%U'U'S)^(^'?E$?###?###I$###############G$#)%&M$?#Q$#Q$###########################"
"##################[%[%#I$###;;#%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'K$G$E$G$###G$##########9I($&%'%'%'#9U($&K)5"
"Q'55&$b'Y&Y&Y&W'W'[)C)E%G%-M)U)E)Q)I)O)O%U'U'S)^(^'?E$?###?##################G$#)%&M$?#Q$#Q$######################I$####"
"###################[%[%####;;#%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'K$G$E$G$###G$##########9I($&%'%'%'#9U($&K)5Q"
"'55&$b'Y&Y&Y&W'W'[)C)E%G%-M)U)E)Q)I)O)O%U'U'S)^(^'?E$?###?##################G$#I$)%&M$?#Q$#Q$###########################"
"##################[%[%####;;#%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'K$G$E$G$###G$#########I$#9I($&%'%'%'#9U($&K)5"
"Q'55&$b'Y&Y&Y&W'W'[)C)E%G%-M)U)E)Q)I)O)O%U'U'S)^(^'?E$?###?##################G$#)%&M$?#Q$#Q$############################"
"##########I$#######[%[%####;;#%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'K$G$E$G$###G$##########9I($&%'%'%'#9U($&^)M&"
"#^)#C%##9`&$&C%Q%Q%#S&5Y'(O%(##9`&$&S(0E%0###9`&$&`(2####9`&$&G)2b$@#####9`&$&######9`&$&#######9`&$&C%E'E'#S&5Y'(O%(##9"
"O*$&S(0E%0###I$9O*$&`(4DY&DT&#I$###9O*$&G)4b$D$#I$####9O*$&C%Q%Q%#S&5Y'(O%(##9`&$&S(0E%0###9`&$&`(2####9`&$&G)2b$@#####9"
"`&$&######9`&$&C%W$W$#S&5Y'(O%(##9O&$&S(0E%0###9O&$&C%W$W$#S&5Y'(O%(##9O&$&S(0E%0###9O&$&`(2####9O&$&G)2b$@#####9O&$&###"
"###9O&$&#######I$9O&$&#I$#######9O&$&U*P%W*P%#I$########9O&$&#I$#########9O&$&#I$##########9O&$&C%W$W$#S&5Y'(O%(##9O&$&S"
"(0E%0###9O&$&`(2####9O&$&G)2b$@#####9O&$&######9O&$&#####I$##9O&$&#I$#######9O&$&U*P%W*P%#I$########9O&$&C%K%K%#S&5Y'(O%"
"(##9Y$$&S(0E%0###9Y$$&`(2####9Y$$&G)2b$@#####9Y$$&######9Y$$&#######9Y$$&########9Y$$&U*L%W*L%#########I$9Y$$&#I$#######"
"##9Y$$&#I$##########9Y$$&#I$###########9Y$$&S.R&#I$############9Y$$&#I$#############9Y$$&#I$###I$###########9Y$$&#I$####"
"###########9Y$$&U.D+[.V'#I$################9Y$$&#I$#################9Y$$&#I$#I$#################9Y$$&#I$################"
"###9Y$$&#I$####################9Y$$&#I$#####I$################9Y$$&#I$######################9Y$$&#I$####################"
"###9Y$$&K/c.#I$########################9Y$$&#I$#########################9Y$$&#I$#############I$#############9Y$$&#######"
"#9`&$&U*PT$W*PT$#########9`&$&C%E'E'#S&5Y'(O%(##9O*$&C%??#S&5Y'(O%(##9`)$&C%??#S&5Y'(O%(##9`)$&##########9`&$&S(H$E%H$##"
"#9`)$&`(2####9`)$&G)2b$@#####9`)$&###I$###9`)$&C%W$W$#S&5Y'(O%(##9O&$&S(0E%0###9O&$&C%[([(#S&5Y'(O%(##9E($&S(0E%0###9E($"
"&`(2####9E($&G)2b$@#####9E($&######9E($&#######9E($&###########9`&$&########9E($&U*F&W*F&########I$#9E($&#I$#########9E("
"$&C%Q%Q%#S&5Y'(O%(##9`&$&C%^&^&#S&5Y'(O%(##9`,$&C%;;#S&5Y'(O%(##9M*$&S(0E%0###9M*$&`(2####9M*$&C%K&K&#S&5Y'(O%(##9^,$&I*"
"Q$###C,C,I*M&%'%'%'%'%'%'%'%'%'%'%'%'%'%'K-%'%'%'%'%'%'C%#%'Q%Q%##############################I$########################"
"##K%K%############################`$W$W$##########I$###################D%`$W$W$#############################c$K%K%######"
"##########I$############`$W$W$#############################c$`$W$W$#######################I$######D%K%K%################"
"########################################`$W$W$##I$###########################D%############################`$W$W$#######"
"##I$####################D%############################################I$############`$W$W$#############################c"
"$`$W$W$#######################I$######D%`$W$W$#############################c$#############################I$############"
"###############`$W$W$#############################c$`$W$W$########I$#####################D%`$W$W$#######################"
"######c$`$W$W$##############I$###############D%############################`$W$W$#####################I$########D%######"
"######################`$W$W$############################I$#D%############################`$W$W$#########################"
"####c$`$W$W$######I$#######################D%`$==#############################c$`$==############I$#################D%`$="
"=#############################c$`$==##################I$###########D%`$==#############################c$`$==############"
"############I$#####D%`$==#############################c$`$==#############################c$`$==#I$I$I$##################"
"##########H%`$==#############################c$`$==#######I$######################D%`$==#############################c$`"
"$==#############I$################D%`$==#############################c$`$==###################I$##########D%`$==########"
"#####################c$`$==#########################I$####D%`$==#############################c$`$==#####################"
"########c$`$==##I$###########################D%`$==#############################c$`$==########I$#####################D%`"
"$==#############################c$`$==##############I$###############D%`$==#############################c$`$==##########"
"##########I$#########D%`$W$W$#############################c$`$W$W$##########################I$###D%`$W$W$###############"
"##############c$`$W$W$#############################c$`$W$W$###I$##########################D%`$W$W$######################"
"#######c$`$W$W$#########I$####################D%`$W$W$#############################c$`$W$W$###############I$############"
"##D%`$W$W$#############################c$`$W$W$#####################I$########D%`$W$W$#############################c$`$W"
"$W$###########################I$##D%#########################################################VH-#HO-#HX0#LX0#L_0#I$J`0#N"
"`0#R`0#V`0#]D1#FM3#JM3#LT6#PT6#]T6#ZY6#_Y6#cY6#NZ6#cZ6#F[6#N[6###%'U-E$##C'#9E($&#C%#C%###%'%'%'%'%'%'%'%'%'%'%'%'%'%'%'"
"%'%'%'%'%'PJ-NJ-LJ-HF-XE-_^)a^)R^)P^)T^)F^)D^)c])H^)V])T])R])P])X])H])F])D])c[)a[)J])VZ)XZ)JZ)FZ)HZ)LZ)ZY)XY)VY)]Y)_Y)JX"
")LX)_W)]W)aW)RW)PW)NW)TW)cV)aV)_V)]V)DW)TU)VU)NT)PT)cS)aS)DT)VS)TS)RS)XS)FS)DS)cR)aR)HS)XR)VR)TR)RR)PR)ZR)HR)FR)DR)cQ)aQ"
")]Q)_Q)JR)RQ)PQ)NQ)LQ)JQ)HQ)FQ)TQ)VQ)XP)VP)TP)RP)PP)NP)LP)JP)ZP)]P)aO)_O)]O)ZO)XO)VO)TO)RO)PO)cO)DP)]M)_M)PM)NM)RM)DM)cL"
")aL)FM)TL)RL)PL)NL)VL)FL)DL)cK)aK)_K)HL)VK)TK)RK)PK)LK)NK)JK)XK)aJ)_J)]J)ZJ)XJ)VJ)TJ)cJ)DK)aH)cH)TH)RH)VH)HH)FH)DH)JH)XG"
")VG)TG)RG)ZG)JG)HG)FG)DG)cF)LG)ZF)XF)VF)TF)RF)PF)]F)HF)FF)DF)cE)aE)_E)]E)JF)PE)NE)LE)JE)HE)FE)DE)aD)cD)RE)VD)TD)RD)PD)ND"
")LD)JD)HD)FD)XD)ZD)]C)ZC)XC)VC)TC)RC)PC)NC)LC)JC)_C)aC)ac(_c(]c(Zc(Xc(Vc(Tc(Rc(Pc(Nc(Lc(cc(DC)ab(_b(]b(Zb(Xb(Vb(Tb(Rb(Pb"
"(Nb(Lb(Jb(cb(Dc(aa(_a(]a(Za(Xa(Va(Ta(Ra(Pa(Na(La(Ja(Ha(ca(Db(_`(]`(Z`(V`(T`(R`(P`(N`(L`(J`(H`(F`(D`(X`(c_(a`(c`(X_(V_(T_"
"(R_(P_(N_(L_(J_(H_(F_(D_(c^(a^(_^(]^(Z_(]_(N^(L^(J^(H^(F^(D^(c](a](_](]](Z](X](V](T](R](P](P^(R^(F](D](c[(a[(_[(][(Z[(X["
"(V[(T[(R[(P[(N[(L[(J[(H[(F[(H](J](]Z(XZ(VZ(TZ(RZ(PZ(NZ(LZ(JZ(HZ(FZ(DZ(cY(aY(_Y(]Y(ZY(ZZ(XY(_Z(aZ(NY(LY(JY(HY(FY(DY(cX(aX"
"(_X(]X(ZX(XX(VX(TX(RX(PX(NX(LX(JX(PY(RY(aW(_W(]W(ZW(XW(VW(TW(RW(PW(NW(LW(JW(HW(FW(DW(cV(aV(_V(]V(ZV(cW(DX(PV(NV(LV(JV(HV"
"(DV(cU(aU(_U(]U(ZU(XU(VU(TU(RU(PU(NU(LU(JU(HU(FV(FU(RV(TV(]T(ZT(XT(VT(TT(RT(PT(NT(LT(JT(HT(FT(DT(cS(aS(_S(]S(ZS(XS(VS(TS"
"(RS(_T(aT(HS(FS(DS(cR(aR(_R(]R(ZR(XR(VR(TR(RR(PR(NR(LR(JR(HR(FR(DR(cQ(aQ(_Q(]Q(JS(LS(PQ(NQ(LQ(JQ(HQ(FQ(DQ(cP(aP(_P(]P(ZP"
"(XP(VP(TP(RP(PP(NP(LP(JP(HP(FP(DP(cO(RQ(TQ(XO(VO(TO(RO(PO(NO(LO(JO(HO(FO(DO(cN(aN(_N(]N(ZN(XN(VN(TN(RN(PN(NN(LN(JN(HN(ZO"
"(]O(X[)V[)T[)R[)P[)N[)Z[)cK(aK(_K(]K(ZK(XK(VK(DL(JK(HK(FK(DK(cJ(aJ(_J(]J(LK(TH(VH(PG(NG(RG(DG(cF(aF(FG(TF(RF(PF(NF(VF(DE"
"(FE(_C(aC(RC(PC(TC(FC(DC(cc'HC(Vc'Tc'Rc'Pc'Xc'Hc'Fc'Dc'cb'ab'Jc'LH(JH(HH(FH(DH(cG(aG(_G(]G(NH(Xb'Vb'Tb'Rb'Pb'Nb'Zb'La'Ja"
"'Ha'Fa'Da'c`'a`'Na'T`'R`'P`'N`'L`'J`'H`'F`'D`'V`'c['D]'V['T['X['%'#%^$%C%^$%^$%^$M%b$Y$7777M%b$Y$777M%b$Y$777M%b$Y$7777M"
"%b$Y$77777777M%b$Y$777M%b$Y$77777M%b$Y$7777M%b$Y$777777M%b$Y$777777777777777777777777M%b$Y$777M%b$Y$77M%b$Y$777777777777"
"777777777777M%b$Y$7777777777777777777M%b$Y$77M%b$Y$77777777777777M%b$Y$77777M%b$Y$7777M%b$Y$7777777777777777777M%b$Y$77M"
"%b$Y$7777777777777777777777777M%b$Y$777M%b$Y$77777777M%b$Y$777777777M%b$Y$777M%b$Y$777777777777777M%b$Y$777777M%b$Y$7777"
"777777777M%b$Y$7777777777777777M%b$Y$7777M%b$Y$77777M%b$Y$77777M%b$Y$77M%b$Y$7777M%b$Y$77777777777777777777777777777M%b$"
"Y$7777777777777M%b$Y$77777777777777M%b$Y$77777777777777777777M%b$Y$777777777777777777M%b$Y$7777777777777777777777M%b$Y$7"
"7M%b$Y$77M%b$Y$7777%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^"
"$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$%^$C%E%%^$%^$c]4)+`$^0^.-[&^'O1O(C$C$C$C$b&C$C$G'C"
"$E%C$C$N$)$K'Y%S$E&U&%O$C&G&b%4Y*Y*Y*Y*Y*b.$)+C'G.M1E*G*b(C*C*C*`%M+W)%W/b(C*Q1b(b(]U2ZU2_U2aU2E*G*b(E*G*b(C*C*`%M+O'C*E"
"*G*I&L$E*G*b(E*G*b(R%V%H%W-W-)$M&^';`'['5Q$Q$G%O+%%O+%O+I'^+b$b$$F$D$H$L$N$Y-Y-)$M&Q&?W(`'['5Q$Q$'%I'E+b$b$$><@D$F$I+I+)"
"%'%',M&Y$K%I'G+b$b$$.,0<>I+I+)T(D(H(c'a'Z'T'c&]&%'(M&Y$K%I'G+b$b$$.,08:)+%'*`%M+W)W)W)W)O.)+%'*W)W)W))+%'/1-03$(*0)+%'/1"
"-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'"
"/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0J1)+%'*)+%'/1-03"
"$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'"
"*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0"
")+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03"
"$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%"
"'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0"
")+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*"
"0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1"
"-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%"
"'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+"
"%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03"
"$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1"
"-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*"
"0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$"
"&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+"
"%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)"
"+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0"
")+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'"
"/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%"
"'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-"
"03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-0"
"35$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0"
")+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&"
"*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$("
"*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%"
"'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+"
"%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)"
"+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1"
"-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'"
"/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03"
"$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'"
"*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0"
")+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03"
"$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%"
"'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0"
")+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*"
"0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1"
"-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%"
"'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+"
"%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03"
"$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1"
"-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*"
"0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$"
"&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+"
"%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)"
"+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0"
")+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'"
"/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%"
"'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-"
"03$(*0)+%'/1-03$(*0)+%'/1-035$RL<PL<&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+"
"%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1"
"-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/"
"1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$"
"&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-0"
"3$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%'/1-03$(*0"
")+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)"
"+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$("
"*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0D1)+%'*)+%"
"'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'"
"/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)"
"+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0"
"D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-"
"03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'"
"/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%"
"'/1-03$(*0D1)+%'*)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-03$"
"(*0)+%'/1-03$(*0)+%'/1-03$(*0)+%'/1-035$&*,2)+%'/1-035$&*,2)+%'/1-03$(*0)+%'/1aX.-03$(*0)+%'/1HZ.-035$&*,2)+%'/1J[.-03$("
"*0)+%'/1L].-03$(*0)+%'/1L^.-03$(*0)+%'/1L_.-03$(*0)+%'/1N`.-03$(*0)+%'/1Na.-03$(*0)+%'/1Nb.-035$&*,2)+%'/1Pc.-03$(*0)+%'"
"/1PC/-03$(*0)+%'/1PD/-035$&*,2)+%'/1RE/-03$(*0)+%'/1TF/-03$(*0D1)+%'*)+%'/1]G/-03$(*0)+%'/1]H/-03$(*0)+%'/1_I/-03$(*0)+%"
"'/1aJ/-03$(*0)+%'/1aK/-035$&*,2)+%'/1cL/-03$(*0)+%'/1cM/-03$(*0)+%'/1cN/-03$(*0)+%'/1cO/-03$(*0)+%'/1DQ/-03$(*0)+%'/1DR/"
"-035$&*,2)+%'/1FS/-035$&*,2)+%'/1HT/-03$(*0)+%'/1HU/-03$(*0)+%'/1XQ.-035$&*,2)+%'/1]R.-03$(*0)+%'/1]S.-03$(*0)+%'/1]T.-0"
"3$(*0)+%'/1_U.-03$(*0)+%'/1aV.-03$(*0)+%'/1aW.-03$(*0)+%'/1aX.-035$&*,2)+%'/1cY.-03$(*0)+%'/1cZ.-03$(*0)+%'/1c[.-035$&*,"
"2)+%'/1F^.-03$(*0)+%'/1F_.-03$(*0D1)+%'*)+%'/1N`.-03$(*0)+%'/1Na.-03$(*0)+%'/1Nb.-03$(*0)+%'/1Vc.-03$(*0)+%'/1VC/-035$&*"
",2)+%'/1ZD/-03$(*0)+%'/1ZE/-03$(*0)+%'/1ZF/-03$(*0)+%'/1]G/-03$(*0)+%'/1]H/-03$(*0)+%'/1]I/-035$&*,2)+%'/1_J/-035$&*,2)+"
"%'/1aK/-03$(*0)+%'/1aL/-03$(*0)+%'/1aM/-035$&*,2)+%'/1DO/-03$(*0)+%'/1DP/-03$(*0)+%'/1DQ/-03$(*0)+%'/1FR/-03$(*0)+%'/1HS"
"/-03$(*0)+%'/1HT/-03$(*0)+%'/1HU/-035$&*,2)+%'/1JV/-03$(*0)+%'/1JW/-03$(*0)+%'/1JX/-035$&*,2)+%'/1NY/-03$(*0)+%'/1NZ/-03"
"$(*0D1)+%'*)+%'/1V[/-03$(*0)+%'/1V]/-03$(*0)+%'/1ZQ.-03$(*0)+%'/1ZR.-03$(*0)+%'/1ZS.-035$&*,2)+%'/1]T.-03$(*0)+%'/1DV.-0"
"3$(*0)+%'/1DW.-03$(*0)+%'/1FX.-03$(*0)+%'/1FY.-03$(*0)+%'/1FZ.-035$&*,2)+%'/1J[.-035$&*,2)+%'/1L].-03$(*0)+%'/1L^.-03$(*"
"0)+%'/1L_.-035$&*,2)+%'/1N`.-03$(*0)+%'/1Na.-03$(*0)+%'/1Nb.-03$(*0)+%'/1Pc.-03$(*0)+%'/1PC/-03$(*0)+%'/1PD/-03$(*0)+%'/"
"1RE/-035$&*,2)+%'/1VF/-03$(*0)+%'/1VG/-03$(*0)+%'/1VH/-035$&*,2)+%'/1XI/-03$(*0)+%'/1XJ/-03$(*0D1)+%'*)+%'/1aK/-03$(*0)+"
"%'/1cL/-03$(*0)+%'/1cM/-03$(*0)+%'/1cN/-03$(*0)+%'/1cO/-035$&*,2)+%'/1DQ/-03$(*0)+%'/1LR/-03$(*0)+%'/1LS/-03$(*0)+%'/1NT"
"/-03$(*0)+%'/1NU/-03$(*0)+%'/1NV/-035$&*,2)+%'/1RW/-035$&*,2)+%'/1TX/-03$(*0)+%'/1TY/-03$(*0)+%'/1TZ/-035$&*,2)+%'/1V[/-"
"03$(*0)+%'/1V]/-03$(*0)+%'/1ZM*-03$(*0)+%'/1cN*-03$(*0)+%'/1cO*-03$(*0)+%'/1DQ*-03$(*0)+%'/1DR*-035$&*,2)+%'/1FS*-03$(*0"
")+%'/1HT*-03$(*0)+%'/1HU*-035$&*,2)+%'/1JV*-03$(*0)+%'/1JW*-03$(*0D1)+%'*)+%'/1RX*-03$(*0)+%'/1RY*-03$(*0)+%'/1RZ*-03$(*"
"0)+%'/1T[*-03$(*0)+%'/1T]*-035$&*,2)+%'/1V^*-03$(*0)+%'/1X_*-03$(*0)+%'/1Z`*-03$(*0)+%'/1Za*-03$(*0)+%'/1Zb*-03$(*0)+%'/"
"1Zc*-035$&*,2)+%'/1]C+-035$&*,2)+%'/1_D+-03$(*0)+%'/1aE+-03$(*0)+%'/1aF+-035$&*,2)+%'/1cG+-03$(*0)+%'/1cH+-03$(*0)+%'/1c"
"I+-03$(*0)+%'/1JK+-03$(*0)+%'/1JL+-03$(*0)+%'/1LM+-03$(*0)+%'/1LN+-035$&*,2)+%'/1NO+-03$(*0)+%'/1PP+-03$(*0)+%'/1PQ+-035"
"$&*,2)+%'/1RR+-03$(*0)+%'/1RS+-03$(*0D1)+%'*)+%'/1ZT+-03$(*0)+%'/1ZU+-03$(*0)+%'/1ZV+-03$(*0)+%'/1]W+-03$(*0)+%'/1]X+-03"
"5$&*,2)+%'/1cK(-03$(*0)+%'/1cL(-03$(*0)+%'/1DN(-03$(*0)+%'/1DO(-03$(*0)+%'/1DP(-03$(*0)+%'/1DQ(-035$&*,2)+%'/1FR(-035$&*"
",2)+%'/1PS(-03$(*0)+%'/1PT(-03$(*0)+%'/1RU(-035$&*,2)+%'/1TV(-03$(*0)+%'/1TW(-03$(*0)+%'/1VX(-03$(*0)+%'/1VY(-03$(*0)+%'"
"/1VZ(-03$(*0)+%'/1V[(-03$(*0)+%'/1V](-035$&*,2)+%'/1X^(-03$(*0)+%'/1X_(-03$(*0)+%'/1Z`(-035$&*,2)+%'/1]a(-03$(*0)+%'/1]b"
"(-03$(*0D1)+%'*)+%'/1FC)-03$(*0)+%'/1HD)-03$(*0)+%'/1HE)-03$(*0)+%'/1HF)-03$(*0)+%'/1HG)-035$&*,2)+%'/1JH)-03$(*0)+%'/1J"
"I)-03$(*0)+%'/1LJ)-03$(*0)+%'/1LK)-03$(*0)+%'/1LL)-03$(*0)+%'/1LM)-035$&*,2)+%'/1NN)-035$&*,2)+%'/1XO)-03$(*0)+%'/1XP)-0"
"3$(*0)+%'/1ZQ)-035$&*,2)+%'/1]R)-03$(*0)+%'/1]S)-03$(*0)+%'/1_T)-03$(*0)+%'/1_U)-03$(*0)+%'/1_V)-03$(*0)+%'/1cD*-03$(*0)"
"+%'/1cE*-035$&*,2)+%'/1DG*-03$(*0)+%'/1DH*-03$(*0)+%'/1DI*-035$&*,2)+%'/1FJ*-03$(*0)+%'/1HK*-03$(*0D1)+%'*)+%'/1PL*-03$("
"*0)+%'/1PM*-03$(*0)+%'/1RN*-03$(*0)+%'/1TO*-03$(*0)+%'/1TP*-035$&*,2)+%'/1VQ*-03$(*0)+%'/1VR*-03$(*0)+%'/1VS*-03$(*0)+%'"
"/1VT*-03$(*0)+%'/1XU*-03$(*0)+%'/1]a)-035$&*,2)+%'/1_b)-035$&*,2)+%'/1ac)-03$(*0)+%'/1aC*-03$(*0)+%'/1cD*-035$&*,2)+%'/1"
"DF*-03$(*0)+%'/1DG*-03$(*0)+%'/1FH*-03$(*0)+%'/1HI*-03$(*0)+%'/1HJ*-03$(*0)+%'/1HK*-03$(*0)+%'/1HL*-035$&*,2)+%'/1JM*-03"
"$(*0)+%'/1JN*-03$(*0)+%'/1LO*-035$&*,2)+%'/1NP*-03$(*0)+%'/1NQ*-03$(*0D1)+%'*)+%'/1VR*-03$(*0)+%'/1VS*-03$(*0)+%'/1_T*-0"
"3$(*0)+%'/1_U*-03$(*0)+%'/1aV*-035$&*,2)+%'/1cW*-03$(*0)+%'/1cX*-03$(*0)+%'/1DZ*-03$(*0)+%'/1]C+-03$(*0)+%'/1]D+-03$(*0)"
"+%'/1]E+-035$&*,2)+%'/1_F+-035$&*,2)+%'/1HH+-03$(*0)+%'/1HI+-03$(*0)+%'/1JJ+-035$&*,2)+%'/1LK+-03$(*0)+%'/1LL+-03$(*0)+%"
"'/1NM+-03$(*0)+%'/1NN+-03$(*0)+%'/1NO+-03$(*0)+%'/1NP+-03$(*0)+%'/1NQ+-035$&*,2)+%'/1PR+-03$(*0)+%'/1PS+-03$(*0)+%'/1RT+"
"-035$&*,2)+%'/1TU+-03$(*0)+%'/1TV+-03$(*0D1)+%'*)+%'/1_W+-03$(*0)+%'/1aX+-03$(*0)+%'/1aY+-03$(*0)+%'/1aZ+-03$(*0)+%'/1a["
"+-035$&*,2)+%'/1c]+-03$(*0)+%'/1c^+-03$(*0)+%'/1D`+-03$(*0)+%'/1Da+-03$(*0)+%'/1Db+-03$(*0)+%'/1Dc+-035$&*,2)+%'/1FC,-03"
"5$&*,2)+%'/1PD,-03$(*0)+%'/1PE,-03$(*0)+%'/1RF,-035$&*,2)+%'/1TG,-03$(*0)+%'/1TH,-03$(*0)+%'/1VI,-03$(*0)+%'/1VJ,-03$(*0"
")+%'/1VK,-03$(*0)+%'/1VL,-03$(*0)+%'/1VM,-035$&*,2)+%'/1XN,-03$(*0)+%'/1XO,-03$(*0)+%'/1ZP,-035$&*,2)+%'/1]Q,-03$(*0)+%'"
"/1]R,-03$(*0D1)+%'*)+%'/1FT,-03$(*0)+%'/1HU,-03$(*0)+%'/1HV,-03$(*0)+%'/1HW,-03$(*0)+%'/1HX,-035$&*,2)+%'/1JY,-03$(*0)+%"
"'/1JZ,-03$(*0)+%'/1L[,-03$(*0)+%'/1L],-03$(*0)+%'/1L^,-03$(*0)+%'/1L_,-035$&*,2)+%'/1N`,-035$&*,2)+%'/1Xa,-03$(*0)+%'/1X"
"b,-03$(*0)+%'/1Zc,-035$&*,2)+%'/1]C--03$(*0)+%'/1]D--03$(*0)+%'/1_E--03$(*0)+%'/1_F--03$(*0)+%'/1_G--03$(*0)+%'/1_H--03$"
"(*0)+%'/1_I--035$&*,2)+%'/1aJ--03$(*0)+%'/1aK--03$(*0)+%'/1cL--035$&*,2)+%'/1DN--03$(*0)+%'/1DO--03$(*0D1)+%'*)+%'/1NP--"
"03$(*0)+%'/1PQ--03$(*0)+%'/1PR--03$(*0)+%'/1PS--03$(*0)+%'/1PT--035$&*,2)+%'/1RU--03$(*0)+%'/1RV--03$(*0)+%'/1TW--03$(*0"
")+%'/1TX--03$(*0)+%'/1TY--03$(*0)+%'/1TZ--035$&*,2)+%'/1Ha*-035$&*,2)+%'/1Jb*-03$(*0)+%'/1Lc*-03$(*0)+%'/1NC+-035$&*,2)+"
"%'/1PD+-03$(*0)+%'/1PE+-03$(*0)+%'/1PF+-03$(*0)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX"
"2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0D1)+%'*)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1Z"
"X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$"
"(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*"
"0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/"
"1VX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0D1)+%'*)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-03$(*0)+%'"
"/1ZX2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X"
"2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03"
"$(*0)+%'/1TX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-035$&*,2)+%'/1VX2-03$(*0"
")+%'/1TX2-03$(*0D1)+%'*)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-03$(*"
"0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-035$&*,2)+%'/1]X2-03$(*0)+%"
"'/1]X2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2"
"-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0D1)+%'*)+%'/1"
"]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03"
"$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1TX2-035$&*"
",2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-035$&*,2)+%'"
"/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0D1)+%'*)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%"
"'/1ZX2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2"
"-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-0"
"3$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)"
"+%'/1VX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0D1)+%'*)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-03$(*0"
")+%'/1ZX2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'"
"/1]X2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX"
"2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-035$&*,2)+%'/1VX2-03"
"$(*0)+%'/1TX2-03$(*0D1)+%'*)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-0"
"3$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-035$&*,2)+%'/1]X2-03$(*"
"0)+%'/1]X2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0)+%'/"
"1TX2-03$(*0)+%'/1TX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1VX2-03$(*0)+%'/1VX2-035$&*,2)+%'/1VX2-03$(*0)+%'/1TX2-03$(*0D1)+%'*)+"
"%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-03$(*0)+%'/1]X2-03$(*0)+%'/1]X"
"2-03$(*0)+%'/1]X2-03$(*0)+%'/1ZX2-03$(*0)+%'/1ZX2-035$&*,2)+%'/1]X2-035$&*,2)+%'/1RI--03$(*0)+%'/1RJ--03$(*0)+%'/1RK--03"
"5$&*,2)+%'/1TL--03$(*0)+%'/1TM--03$(*0)+%'/1VN--03$(*0)+%'/1VO--03$(*0)+%'/1VP--03$(*0)+%'/1VQ--03$(*0)+%'/1VR--035$&*,2"
")+%'/1aS--03$(*0)+%'/1aT--03$(*0)+%'/1cU--035$&*,2)+%'/1DW--03$(*0)+%'/1DX--03$(*0D1)+%'*)+%'/1NY--03$(*0)+%'/1NZ--03$(*"
"0)+%'/1N[--03$(*0)+%'/1N]--03$(*0)+%'/1N^--035$&*,2)+%'/1P_--03$(*0)+%'/1P`--03$(*0)+%'/1Ra--03$(*0)+%'/1Rb--03$(*0)+%'/"
"1Rc--03$(*0)+%'/1TC.-035$&*,2)+%'/1XD.-035$&*,2)+%'/1ZE.-03$(*0)+%'/1ZF.-03$(*0)+%'/1ZG.-035$&*,2)+%'/1]H.-03$(*0)+%'/1]"
"I.-03$(*0)+%'/1_J.-03$(*0)+%'/1_K.-03$(*0)+%'/1_L.-03$(*0)+%'/1_M.-03$(*0)+%'/1_N.-035$&*,2)+%'/1HP.-03$(*0)+%'/1HQ.-03$"
"(*0)+%'/1JR.-035$&*,2)+%'/1LS.-03$(*0)+%'/1LT.-03$(*0D1)+%'*)+%'/1FM)-03$(*0)+%'/1FN)-03$(*0)+%'/1FO)-03$(*0)+%'/1FP)-03"
"$(*0)+%'/1FQ)-035$&*,2)+%'/1JR)-03$(*0)+%'/1JS)-03$(*0)+%'/1JT)-03$(*0)+%'/1LU)-03$(*0)+%'/1NV)-03$(*0)+%'/1NW)-035$&*,2"
")+%'/1PX)-035$&*,2)+%'/1RY)-03$(*0)+%'/1RZ)-03$(*0)+%'/1R[)-035$&*,2)+%'/1V])-03$(*0)+%'/1V^)-03$(*0)+%'/1V_)-03$(*0)+%'"
"/1V`)-03$(*0)+%'/1Va)-03$(*0)+%'/1_b)-03$(*0)+%'/1_c)-035$&*,2)+%'/1cC*-03$(*0)+%'/1cD*-03$(*0)+%'/1cE*-035$&*,2)+%'/1FG"
"*-03$(*0)+%'/1FH*-03$(*0D1)+%'*)+%'/1NI*-03$(*0)+%'/1NJ*-03$(*0)+%'/1NK*-03$(*0)+%'/1NL*-03$(*0)+%'/1NM*-035$&*,2)+%'/1R"
"N*-03$(*0)+%'/1RO*-03$(*0)+%'/1RP*-03$(*0)+%'/1TQ*-03$(*0)+%'/1VR*-03$(*0)+%'/1VS*-035$&*,2)+%'/1XT*-035$&*,2)+%'/1ZU*-0"
"3$(*0)+%'/1ZV*-03$(*0)+%'/1ZW*-035$&*,2)+%'/1PT'-03$(*0)+%'/1PU'-03$(*0)+%'/1PV'-03$(*0)+%'/1RW'-03$(*0)+%'/1RX'-03$(*0)"
"+%'/1RY'-03$(*0)+%'/1RZ'-035$&*,2)+%'/1T['-03$(*0)+%'/1]]'-03$(*0)+%'/1]^'-035$&*,2)+%'/1a_'-03$(*0)+%'/1a`'-03$(*0D1)+%"
"'*)+%'/1Hb'-03$(*0)+%'/1Jc'-03$(*0)+%'/1JC(-03$(*0)+%'/1JD(-03$(*0)+%'/1JE(-035$&*,2)+%'/1HV'-03$(*0)+%'/1HW'-03$(*0)+%'"
"/1HX'-03$(*0)+%'/1HY'-03$(*0)+%'/1HZ'-03$(*0)+%'/1H['-035$&*,2)+%'/1J]'-035$&*,2)+%'/1N^'-03$(*0)+%'/1N_'-03$(*0)+%'/1N`"
"'-035$&*,2)+%'/1Ra'-03$(*0)+%'/1Tb'-03$(*0)+%'/1Tc'-03$(*0)+%'/1TC(-03$(*0)+%'/1HQ(-03$(*0)+%'/1HR(-03$(*0)+%'/1HS(-035$"
"&*,2)+%'/1JT(-03$(*0)+%'/1JU(-03$(*0)+%'/1JV(-035$&*,2)+%'/1NW(-03$(*0)+%'/1NX(-03$(*0D1)+%'*)+%'/1VY(-03$(*0)+%'/1VZ(-0"
"3$(*0)+%'/1V[(-03$(*0)+%'/1_](-03$(*0)+%'/1_^(-035$&*,2)+%'/1c_(-03$(*0)+%'/1c`(-03$(*0)+%'/1ca(-03$(*0)+%'/1Dc(-03$(*0)"
"+%'/1DC)-03$(*0)+%'/1DD)-035$&*,2)+%'/1FE)-035$&*,2)+%'/1HF)-03$(*0)+%'/1HG)-03$(*0)+%'/1HH)-035$&*,2)+%'/1LI)-03$(*0)+%"
"'/1LJ)-03$(*0)+%'/1LK)-03$(*0)+%'/1NL)-03$(*0)+%'/1PM)-03$(*0)+%'/1PN)-03$(*0)+%'/1PO)-035$&*,2)+%'/1RP)-03$(*0)+%'/1RQ)"
"-03$(*0)+%'/1RR)-035$&*,2)+%'/1VS)-03$(*0)+%'/1VT)-03$(*0D1)+%'*)+%'/1_U)-03$(*0)+%'/1_V)-03$(*0)+%'/1_W)-03$(*0)+%'/1FY"
")-03$(*0)+%'/1FZ)-035$&*,2)+%'/1J[)-03$(*0)+%'/1J])-03$(*0)+%'/1J^)-03$(*0)+%'/1L_)-03$(*0)+%'/1L`)-03$(*0)+%'/1La)-035$"
"&*,2)+%'/1Nb)-035$&*,2)+%'/1Pc)-03$(*0)+%'/1PC*-03$(*0)+%'/1PD*-035$&*,2)+%'/1TE*-03$(*0)+%'/1TF*-03$(*0)+%'/1TG*-03$(*0"
")+%'/1VH*-03$(*0)+%'/1XI*-03$(*0)+%'/1XJ*-03$(*0)+%'/1XK*-035$&*,2)+%'/1ZL*-03$(*0)+%'/1ZM*-03$(*0)+%'/1ZN*-035$&*,2)+%'"
"/1_O*-03$(*0)+%'/1_P*-03$(*0D1)+%'*)+%'/1FR*-03$(*0)+%'/1FS*-03$(*0)+%'/1FT*-03$(*0)+%'/1NU*-03$(*0)+%'/1NV*-035$&*,2)+%"
"'/1RW*-03$(*0)+%'/1RX*-03$(*0)+%'/1RY*-03$(*0)+%'/1TZ*-03$(*0)+%'/1T[*-03$(*0)+%'/1T]*-035$&*,2)+%'/1V^*-035$&*,2)+%'/1X"
"_*-03$(*0)+%'/1X`*-03$(*0)+%'/1Xa*-035$&*,2)+%'/1]b*-03$(*0)+%'/1]c*-03$(*0)+%'/1]C+-03$(*0)+%'/1_D+-03$(*0)+%'/1aE+-03$"
"(*0)+%'/1aF+-03$(*0)+%'/1aG+-035$&*,2)+%'/1cH+-03$(*0)+%'/1cI+-03$(*0)+%'/1cJ+-035$&*,2)+%'/1FL+-03$(*0)+%'/1FM+-03$(*0D"
"1)+%'*)+%'/1NN+-03$(*0)+%'/1NO+-03$(*0)+%'/1NP+-03$(*0)+%'/1VQ+-03$(*0)+%'/1VR+-035$&*,2)+%'/1ZS+-03$(*0)+%'/1ZT+-03$(*0"
")+%'/1ZU+-03$(*0)+%'/1]V+-03$(*0)+%'/1]W+-03$(*0)+%'/1]X+-035$&*,2)+%'/1_Y+-035$&*,2)+%'/1aZ+-03$(*0)+%'/1a[+-03$(*0)+%'"
"/1a]+-035$&*,2)+%'/1D_+-03$(*0)+%'/1D`+-03$(*0)+%'/1Da+-03$(*0)+%'/1Fb+-03$(*0)+%'/1Hc+-03$(*0)+%'/1HC,-03$(*0)+%'/1HD,-"
"035$&*,2)+%'/1JE,-03$(*0)+%'/1JF,-03$(*0)+%'/1JG,-035$&*,2)+%'/1NH,-03$(*0)+%'/1NI,-03$(*0D1)%'U$$*)+%'*)+%'/1_J,-03$(*0"
")+%'/1_K,-03$(*0)+%'/1_L,-03$(*0)+%'/1FN,-03$(*0)+%'/1FO,-035$&*,2)+%'/1JP,-03$(*0)+%'/1JQ,-03$(*0)+%'/1JR,-03$(*0)+%'/1"
"LS,-03$(*0)+%'/1LT,-03$(*0)+%'/1FM/-035$&*,2)+%'/1HN/-035$&*,2)+%'/1LO/-03$(*0)+%'/1NP/-03$(*0)+%'/1NQ/-035$&*,2)+%'/1PR"
"/-03$(*0)+%'/1PS/-03$(*0)+%'/1PT/-03$(*0)+%'/1PU/-03$(*0)+%'/1RV/-03$(*0)+%'/1RW/-03$(*0)+%'/1RX/-035$&*,2)+%'/1TY/-03$("
"*0)+%'/1TZ/-03$(*0)+%'/1][/-035$&*,2)+%'/1_]/-03$(*0)+%'/1a^/-03$(*0D1)%'U$$*)+%'*)+%'/1P`/-03$(*0)+%'/1Pa/-03$(*0)+%'/1"
"Rb/-03$(*0)+%'/1Rc/-03$(*0)+%'/1RC0-035$&*,2)+%'/1TD0-03$(*0)+%'/1TE0-03$(*0)+%'/1TF0-03$(*0)+%'/1TG0-03$(*0)+%'/1VH0-03"
"$(*0)+%'/1VI0-035$&*,2)+%'/1V_*-035$&*,2)+%'/1X`*-03$(*0)+%'/1Xa*-03$(*0)+%'/1Zb*-035$&*,2)+%'/1]c*-03$(*0)+%'/1]C+-03$("
"*0)+%'/1_D+-03$(*0)+%'/1Dc2-03$(*0)+%'/1cb2-03$(*0)+%'/1cb2-03$(*0)+%'/1cb2-035$&*,2)+%'/1Dc2-03$(*0)+%'/1Dc2-03$(*0)+%'"
"/1Dc2-035$&*,2)+%'/1Fc2-03$(*0)+%'/1Dc2-03$(*0D1)+%'*)+%'/1Lc2-03$(*0)+%'/1Lc2-03$(*0)+%'/1Jc2-03$(*0)+%'/1Jc2-03$(*0)+%"
"'/1cb2-035$&*,2)+%'/1Dc2-03$(*0)+%'/1Dc2-03$(*0)+%'/1Dc2-03$(*0)+%'/1Dc2-03$(*0)+%'/1cb2-03$(*0)+%'/1cb2-035$&*,2)+%'/1D"
"c2-035$&*,2)+%'/1Fc2-03$(*0)+%'/1Fc2-03$(*0)+%'/1Fc2-035$&*,2)+%'/1Fc2-03$(*0)+%'/1Dc2-03$(*0)+%'/1Dc2-03$(*0)+%'/1Dc2-0"
"3$(*0)+%'/1cb2-03$(*0)+%'/1cb2-03$(*0)+%'/1cb2-035$&*,2)+%'/1Dc2-03$(*0)+%'/1Dc2-03$(*0)+%'/1Dc2-035$&*,2)+%'/1Fc2-03$(*"
"0)+%'/1DL2-03$(*0D1)+%'*)+%'/1JL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1FL2-035$&*,2)+%'/1HL2-03$("
"*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-035$&*,2)+%'/1HL2-035$&*,2)+%'/1JL2-03$(*0)+"
"%'/1JL2-03$(*0)+%'/1HL2-035$&*,2)+%'/1JL2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK"
"2-03$(*0)+%'/1aK2-035$&*,2)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-035$&*,2)+%'/1DL2-03$(*0)+%'/1DL2-03$(*0D1)+%'*)+%'/"
"1JL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1FL2-035$&*,2)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-0"
"3$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-035$&*,2)+%'/1HL2-035$&*,2)+%'/1JL2-03$(*0)+%'/1JL2-03$(*0)+%'/1HL2-035$&"
"*,2)+%'/1JL2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1aK2-035$&*,2)+%"
"'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-035$&*,2)+%'/1DL2-03$(*0)+%'/1DL2-03$(*0D1)+%'*)+%'/1JL2-03$(*0)+%'/1HL2-03$(*0)+"
"%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1FL2-035$&*,2)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL2-03$(*0)+%'/1HL"
"2-03$(*0)+%'/1HL2-035$&*,2)+%'/1HL2-035$&*,2)+%'/1JL2-03$(*0)+%'/1JL2-03$(*0)+%'/1HL2-035$&*,2)+%'/1JL2-03$(*0)+%'/1cK2-"
"03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0)+%'/1aK2-035$&*,2)+%'/1cK2-03$(*0)+%'/1cK2-03$(*0"
")+%'/1cK2-035$&*,2)+%'/1DL2-03$(*0)+%'/1DL2-03$(*0D1)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$"
"$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$"
"*)%'U$$*)+%'*)+%'/1JS2-03$(*0)+%'/1HS2-03$(*0)+%'/1cN1-03$(*0)+%'/1cO1-03$(*0)+%'/1JQ1-035$&*,2)+%'/1LR1-03$(*0)+%'/1NS1"
"-03$(*0)+%'/1NT1-03$(*0)+%'/1NU1-03$(*0)+%'/1PV1-03$(*0)+%'/1PW1-035$&*,2)+%'/1RX1-035$&*,2)+%'/1TY1-03$(*0)+%'/1TZ1-03$"
"(*0)+%'/1T[1-035$&*,2)+%'/1V]1-03$(*0)+%'/1X^1-03$(*0)+%'/1X_1-03$(*0)+%'/1X`1-03$(*0)+%'/1Za1-03$(*0)+%'/1]b1-03$(*0)+%"
"'/1]c1-035$&*,2)+%'/1_C2-03$(*0)+%'/1_D2-03$(*0)+%'/1_E2-035$&*,2)+%'/1aF2-03$(*0)+%'/1cG2-03$(*0D1)%'U$$*)%'U$$*)+%'*)+"
"%'/1ZI2-03$(*0)+%'/1ZJ2-03$(*0)+%'/1ZK2-03$(*0)+%'/1ZL2-03$(*0)+%'/1cM2-035$&*,2)+%'/1DO2-03$(*0)+%'/1FP2-03$(*0)+%'/1FQ"
"2-03$(*0)+%'/1FR2-03$(*0)+%'/1HS2-03$(*0)+%'/1HT2-035$&*,2)+%'/1JU2-035$&*,2)+%'/1LV2-03$(*0)+%'/1LW2-03$(*0)+%'/1LX2-03"
"5$&*,2)+%'/1NY2-03$(*0)+%'/1PZ2-03$(*0)+%'/1RO1-03$(*0)+%'/1RP1-03$(*0)+%'/1TQ1-03$(*0)+%'/1TR1-03$(*0)+%'/1TS1-035$&*,2"
")+%'/1XT1-03$(*0)+%'/1ZU1-03$(*0)+%'/1ZV1-035$&*,2)+%'/1]W1-03$(*0)+%'/1]X1-03$(*0D1)+%'*)+%'/1DZ1-03$(*0)+%'/1D[1-03$(*"
"0)+%'/1F]1-03$(*0)+%'/1F^1-03$(*0)+%'/1F_1-035$&*,2)+%'/1H`1-03$(*0)+%'/1Ha1-03$(*0)+%'/1Pb1-03$(*0)+%'/1Pc1-03$(*0)+%'/"
"1RC2-03$(*0)+%'/1RD2-035$&*,2)+%'/1TE2-035$&*,2)+%'/1XF2-03$(*0)+%'/1XG2-03$(*0)+%'/1XH2-035$&*,2)+%'/1ZI2-03$(*0)+%'/1Z"
"J2-03$(*0)+%'/1ZK2-03$(*0)+%'/1ZL2-03$(*0)+%'/1]M2-03$(*0)+%'/1]N2-03$(*0)+%'/1]O2-035$&*,2)+%'/1aP2-03$(*0)+%'/1cQ2-03$"
"(*0)+%'/1cR2-035$&*,2)+%'/1DT2-03$(*0)+%'/1DU2-03$(*0D1)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%"
"'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'"
"U$$*)%'U$$*)%'U$$*)+%'*)+%'/1T^2-03$(*0)+%'/1T_2-03$(*0)+%'/1V`2-03$(*0)+%'/1Va2-03$(*0)+%'/1Vb2-035$&*,2)+%'/1PO--03$(*"
"0)+%'/1PP--03$(*0)+%'/1PQ--03$(*0)+%'/1PR--03$(*0)+%'/1PS--03$(*0)+%'/1PT--035$&*,2)+%'/1TU--035$&*,2)+%'/1VV--03$(*0)+%"
"'/1VW--03$(*0)+%'/1XX--035$&*,2)+%'/1]Y--03$(*0)+%'/1]Z--03$(*0)+%'/1][--03$(*0)+%'/1]]--03$(*0)+%'/1]^--03$(*0)+%'/1]_-"
"-03$(*0)+%'/1_`--035$&*,2)+%'/1aa--03$(*0)+%'/1ab--03$(*0)+%'/1ac--035$&*,2)+%'/1cC.-03$(*0)+%'/1JE.-03$(*0D1)+%'*)+%'/1"
"RF.-03$(*0)+%'/1TG.-03$(*0)+%'/1TH.-03$(*0)+%'/1TI.-03$(*0)+%'/1VJ.-035$&*,2)+%'/1XK.-03$(*0)+%'/1XL.-03$(*0)+%'/1XM.-03"
"$(*0)+%'/1XN.-03$(*0)+%'/1XO.-03$(*0)+%'/1XP.-035$&*,2)+%'/1]Q.-035$&*,2)+%'/1_R.-03$(*0)+%'/1_S.-03$(*0)+%'/1aT.-035$&*"
",2)+%'/1DV.-03$(*0)+%'/1DW.-03$(*0)+%'/1DX.-03$(*0)+%'/1DY.-03$(*0)+%'/1DZ.-03$(*0)+%'/1DQ)-03$(*0)+%'/1DR)-035$&*,2)+%'"
"/1HS)-03$(*0)+%'/1HT)-03$(*0)+%'/1HU)-035$&*,2)+%'/1JV)-03$(*0)+%'/1JW)-03$(*0D1)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)%'U$"
"$*)%'U$$*)%'U$$*)%'U$$*)%'U$$*)+%'*)+%'/1J[)-03$(*0)+%'/1J])-03$(*0)+%'/1L^)-03$(*0)+%'/1L_)-03$(*0)+%'/1L`)-035$&*,2)+%"
"'/1Pa)-03$(*0)+%'/1Pb)-03$(*0)+%'/1Pc)-03$(*0)+%'/1PC*-03$(*0)+%'/1PD*-03$(*0)+%'/1PE*-035$&*,2)+%'/1RF*-035$&*,2)+%'/1V"
"G*-03$(*0)+%'/1VH*-03$(*0)+%'/1VI*-035$&*,2)+%'/1ZJ*-03$(*0)+%'/1]K*-03$(*0)+%'/1]L*-03$(*0)+%'/1]M*-03$(*0)+%'/1]N*-03$"
"(*0)+%'/1]O*-03$(*0)+%'/1]P*-035$&*,2)+%'/1aQ*-03$(*0)+%'/1aR*-03$(*0)+%'/1aS*-035$&*,2)+%'/1cT*-03$(*0)+%'/1cU*-03$(*0D"
"1)+%'*)+%'/1RW*-03$(*0)+%'/1RX*-03$(*0)+%'/1TY*-03$(*0)+%'/1TZ*-03$(*0)+%'/1T[*-035$&*,2)+%'/1X]*-03$(*0)+%'/1X^*-03$(*0"
")+%'/1X_*-03$(*0)+%'/1XX'-03$(*0)+%'/1ZY'-03$(*0)+%'/1ZZ'-035$&*,2)+%'/1]['-035$&*,2)+%'/1a]'-03$(*0)+%'/1a^'-03$(*0)+%'"
"/1a_'-035$&*,2)+%'/1c`'-03$(*0)+%'/1ca'-03$(*0)+%'/1cb'-03$(*0)+%'/1cc'-03$(*0)+%'/1DD(-03$(*0)+%'/1DE(-03$(*0)+%'/1DF(-"
"035$&*,2)+%'/1HG(-03$(*0)+%'/1JH(-03$(*0)+%'/1JI(-035$&*,2)+%'/1LJ(-03$(*0)+%'/1LK(-03$(*0D1)%'U$$*)%'U$$*)+%'*)+%'/1DM("
"-03$(*0)+%'/1DN(-03$(*0)+%'/1FO(-03$(*0)+%'/1FP(-03$(*0)+%'/1FQ(-035$&*,2)+%'/1HR(-03$(*0)+%'/1HS(-03$(*0)+%'/1PT(-03$(*"
"0)+%'/1PU(-03$(*0)+%'/1RV(-03$(*0)+%'/1RW(-035$&*,2)+%'/1TX(-035$&*,2)+%'/1XY(-03$(*0)+%'/1XZ(-03$(*0)+%'/1X[(-035$&*,2)"
"+%'/1Z](-03$(*0)+%'/1Z^(-03$(*0)+%'/1Z_(-03$(*0)+%'/1Z`(-03$(*0)+%'/1]a(-03$(*0)+%'/1]b(-03$(*0)+%'/1]c(-035$&*,2)+%'/1a"
"C)-03$(*0)+%'/1cD)-03$(*0)+%'/1cE)-035$&*,2)+%'/1DG)-03$(*0)+%'/1DH)-03$(*0D1)+%'*)+%'/1LI)-03$(*0)+%'/1LJ)-03$(*0)+%'/1"
"NK)-03$(*0)+%'/1NL)-03$(*0)+%'/1NM)-035$&*,2)+%'/1PN)-03$(*0)+%'/1PO)-03$(*0)+%'/1aP)-03$(*0)+%'/1aQ)-03$(*0)+%'/1cR)-03"
"$(*0)+%'/1cS)-035$&*,2)+%'/1DU)-035$&*,2)+%'/1HV)-03$(*0)+%'/1HW)-03$(*0)+%'/1HX)-035$&*,2)+%'/1JY)-03$(*0)+%'/1JZ)-03$("
"*0)+%'/1J[)-03$(*0)+%'/1J])-03$(*0)+%'/1L^)-03$(*0)+%'/1L_)-03$(*0)+%'/1L`)-035$&*,2)+%'/1Pa)-03$(*0)+%'/1Rb)-03$(*0)+%'"
"/1Rc)-035$&*,2)+%'/1TC*-03$(*0)+%'/1TD*-03$(*0D1)%'U$$*)%'U$$*)%'U$$*)%'U$$*)+%'*)+%'/1]F*-03$(*0)+%'/1]G*-03$(*0)+%'/1_"
"H*-03$(*0)+%'/1_I*-03$(*0)+%'/1_J*-035$&*,2)+%'/1aK*-03$(*0)+%'/1aL*-03$(*0)+%'/1PN*-03$(*0)+%'/1PO*-03$(*0)+%'/1RP*-03$"
"(*0)+%'/1RQ*-035$&*,2)+%'/1TR*-035$&*,2)+%'/1XS*-03$(*0)+%'/1XT*-03$(*0)+%'/1XU*-035$&*,2)+%'/1ZV*-03$(*0)+%'/1ZW*-03$(*"
"0)+%'/1ZX*-03$(*0)+%'/1ZY*-03$(*0)+%'/1]Z*-03$(*0)+%'/1][*-03$(*0)+%'/1]]*-035$&*,2)+%'/1a^*-03$(*0)+%'/1c_*-03$(*0)+%'/"
"1c`*-035$&*,2)+%'/1Db*-03$(*0)+%'/1Dc*-03$(*0D1)%'U$$*)%'U$$*)%'U$$*)%'U$$*)+&";

const struct replay replay_boot = {
	"boot", events, sizeof(events) - 1, 27711, kinds, ARRAY_SIZE(kinds), caches, ARRAY_SIZE(caches),
};
