/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The fixed configuration, and what every compile gets by `-include include/linux/kconfig.h`.
 *
 * slub64 has no configuration step: the symbols below are the one configuration that is built, Linux 6.12's "debug"
 * reference layout (see docs/). They exist so that Linux's own files, which ask `#ifdef CONFIG_…` or IS_ENABLED(), get
 * the right answer. A symbol that is absent here is off.
 *
 * One choice there is: make LEAN=1 leaves out what is marked so below. Structures keep their layout, and fast paths are the
 * same instruction for instruction: what isn't used costs memory, never time.
 */
#ifndef _LINUX_KCONFIG_H
#define _LINUX_KCONFIG_H

#ifndef __KERNEL__
#define __KERNEL__ 1
#endif

/* machine */
#define CONFIG_64BIT                          1
#define CONFIG_MMU                            1
#define CONFIG_SMP                            1
#define CONFIG_NR_CPUS                        16
#define CONFIG_HZ                             100
#define CONFIG_PREEMPT_NONE                   1
#define CONFIG_PAGE_SHIFT                     12
#define CONFIG_HAVE_ALIGNED_STRUCT_PAGE       1
#define CONFIG_ARCH_HAS_CURRENT_STACK_POINTER 1
#define CONFIG_ARCH_SUPPORTS_INT128           1
#define CONFIG_HAVE_CMPXCHG_DOUBLE            1
#define CONFIG_PHYS_ADDR_T_64BIT              1
#define CONFIG_ARCH_DMA_ADDR_T_64BIT          1
#define CONFIG_CPU_LITTLE_ENDIAN              1
#define CONFIG_GENERIC_BUG                    1
#define CONFIG_BUG                            1
#if !__STDC_HOSTED__ || defined(__ASSEMBLY__)
#define CONFIG_ARM64            1
#define CONFIG_ARM64_4K_PAGES   1
#define CONFIG_ARM64_PAGE_SHIFT 12
#define CONFIG_ARM64_VA_BITS    48
#define CONFIG_ARM64_VA_BITS_48 1
#define CONFIG_ARM64_PA_BITS    48
#define CONFIG_ARM64_PA_BITS_48 1
#define CONFIG_PGTABLE_LEVELS   4
#define CONFIG_ARM_GIC          1
#define CONFIG_ARM_GIC_V3       1
#define CONFIG_ARM_ARCH_TIMER   1
#define CONFIG_ARM_PSCI_FW      1
#endif
/* Code that is rewritten while it runs: not in a program of the host's. */
#ifndef SLUB64_HOST
#define CONFIG_JUMP_LABEL 1
#endif

/* memory */
#define CONFIG_ZONE_DMA                    1
#define CONFIG_ZONE_DMA32                  1
#define CONFIG_SPARSEMEM                   1
#define CONFIG_SPARSEMEM_EXTREME           1
#define CONFIG_SPARSEMEM_VMEMMAP           1
#define CONFIG_SPARSEMEM_VMEMMAP_ENABLE    1
#define CONFIG_HAVE_FAST_GUP               1
#define CONFIG_COMPACTION                  1
#define CONFIG_MIGRATION                   1
#define CONFIG_COMPACT_UNEVICTABLE_DEFAULT 1
#define CONFIG_ARCH_KEEP_MEMBLOCK          1
#define CONFIG_SPLIT_PTLOCK_CPUS           4
#define CONFIG_SLUB                        1
#define CONFIG_SLUB_CPU_PARTIAL            1
#define CONFIG_SLAB_MERGE_DEFAULT          1
#define CONFIG_VM_EVENT_COUNTERS           1
#define CONFIG_PCP_BATCH_SCALE_MAX         5

/* services */
#define CONFIG_PRINTK                   1
#define CONFIG_PRINTK_TIME              1
#define CONFIG_LOG_BUF_SHIFT            16
#define CONFIG_CONSOLE_LOGLEVEL_DEFAULT 7
#define CONFIG_CONSOLE_LOGLEVEL_QUIET   4
#define CONFIG_MESSAGE_LOGLEVEL_DEFAULT 4
#define CONFIG_PANIC_TIMEOUT            0
#define CONFIG_ARCH_STACKWALK           1
#define CONFIG_STACKTRACE               1
#define CONFIG_STACKDEPOT_MAX_FRAMES    64
#define CONFIG_KALLSYMS                 1
#define CONFIG_KALLSYMS_ALL             1
#define CONFIG_PROC_FS                  1
#define CONFIG_OF                       1
#define CONFIG_KUNIT                    1
#define CONFIG_KUNIT_DEFAULT_ENABLED    1
#define CONFIG_DEFAULT_HOSTNAME         "(none)"

/*
 * What make LEAN=1 leaves out; the reference "lean" has none of it either (tests/conformance/linux/lean.config). The Makefile
 * takes the names from here, and lists for each the files that are compiled for it alone. Headers give empty inline functions
 * in their place, or put IS_ENABLED() before the call.
 */
#ifndef CONFIG_SLUB64_LEAN
#define CONFIG_SYSFS                    1
#define CONFIG_DEBUG_FS                 1
#define CONFIG_SLUB_DEBUG               1
#define CONFIG_STACKDEPOT               1
#define CONFIG_PAGE_EXTENSION           1
#define CONFIG_PAGE_OWNER               1
#define CONFIG_SYMBOLIC_ERRNAME         1
#define CONFIG_ARCH_BCM2835             1
#define CONFIG_COMMON_CLK               1
#define CONFIG_PTDUMP                   1
#define CONFIG_PTDUMP_DEBUGFS           1
#define CONFIG_DEBUG_WX                 1
#define CONFIG_PAGE_POISONING           1
#define CONFIG_RANDOMIZE_BASE           1
#define CONFIG_MAGIC_SYSRQ              1
#define CONFIG_TRACEPOINTS              1
#define CONFIG_TRACING                  1
#define CONFIG_EVENT_TRACING            1
#define CONFIG_FAULT_INJECTION          1
#define CONFIG_FAILSLAB                 1
#define CONFIG_FAIL_PAGE_ALLOC          1
#define CONFIG_FAULT_INJECTION_DEBUG_FS 1
#define CONFIG_PERCPU_STATS             1
#define CONFIG_VMCORE_INFO              1
#define CONFIG_LOCKUP_DETECTOR          1
#define CONFIG_SOFTLOCKUP_DETECTOR      1
#define CONFIG_HARDLOCKUP_DETECTOR      1
#define CONFIG_WQ_WATCHDOG              1
#define CONFIG_FW_CFG_SYSFS             1
#define CONFIG_PROC_PAGE_MONITOR        1
#define CONFIG_CMA                      1
#define CONFIG_CMA_AREAS                8
#define CONFIG_CMA_SYSFS                1
#define CONFIG_CMA_DEBUGFS              1
#define CONFIG_DMA_CMA                  1
#define CONFIG_CMA_SIZE_MBYTES          0
#define CONFIG_CMA_ALIGNMENT            8
#define CONFIG_MEMORY_ISOLATION         1
#define CONFIG_CONTIG_ALLOC             1
#endif

/*
 * IS_ENABLED(CONFIG_X) is 1 when CONFIG_X is defined as 1 and 0 when it is not defined. The value is pasted onto a
 * prefix; only "…_1" is a macro, and it brings the comma that moves the 1 into second place. Nothing is ever built as
 * a module, so IS_MODULE() is always 0. Usable in #if and in C expressions. Source: Linux's include/linux/kconfig.h.
 */
#define __kconfig_arg_1                       0,
#define __kconfig_second(ignored, value, ...) value
#define __kconfig_is_set3(comma_or_junk)      __kconfig_second(comma_or_junk 1, 0)
#define __kconfig_is_set2(value)              __kconfig_is_set3(__kconfig_arg_##value)
#define __kconfig_is_set(option)              __kconfig_is_set2(option)

#define IS_BUILTIN(option)                    __kconfig_is_set(option)
#define IS_MODULE(option)                     0
#define IS_REACHABLE(option)                  IS_BUILTIN(option)
#define IS_ENABLED(option)                    IS_BUILTIN(option)

#ifndef __ASSEMBLY__
#include <linux/compiler_types.h>
#endif

#endif /* _LINUX_KCONFIG_H */
