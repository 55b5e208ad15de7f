# SPDX-License-Identifier: GPL-2.0-only
#
# slub64: every way to build, run and test it. `make help` lists them.
#
# How a kernel comes about:
#
#   sources (wildcards below) --> objects --> vmlinux, linked twice: the first link tells where every function lies,
#   scripts/kallsyms makes the symbol table of it, the second link takes it in --> scripts/check-image --> Image
#
# Everything that is generated lies under $(O), build/ if not told otherwise.

# The letters that make was called with; -n and -q change nothing.
letters := $(filter-out --%,$(firstword -$(MAKEFLAGS)))
only_asked := $(findstring n,$(letters))$(findstring q,$(letters))
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDEXPANSION:
SHELL := /bin/bash

export LC_ALL := C

# ---------------------------------------------------------------------------------------------------------------------
# Knobs. Each is checked once, with one line for the one who set it wrong.

O      ?= build
V      ?= 0
DEBUG  ?= 0
LLVM   ?= 0
KUNIT  ?= 1
LEAN   ?= 0
OPTIONS ?=
# The machine that `make run` starts: scripts/qemu knows and checks these when they are used (and SMP, MEM, CPU, GIC, EL, LOADER).
BOARD  ?= virt
DTB    ?= own
BOOT   ?= direct
APPEND ?=
CMD    ?=
GDBCMD ?=
TIMEOUT ?=
EXTRA_SRCS ?=

one_of = $(if $(filter $(2),$($(1))),,$(error $(1)=$($(1)): expected one of: $(2)))
$(call one_of,V,0 1)
$(call one_of,DEBUG,0 1)
$(call one_of,LLVM,0 1)
$(call one_of,KUNIT,0 1)
$(call one_of,LEAN,0 1)
ifneq ($(words $(O)),1)
$(error O=$(O): expected one folder without spaces in its name)
endif
# Linux's options that are off in the one configuration, and cost something when they are on (docs/slub.md).
known_options := SLAB_FREELIST_HARDENED RANDOM_KMALLOC_CACHES SLAB_BUCKETS SLUB_STATS HARDENED_USERCOPY
$(foreach option,$(OPTIONS),$(if $(filter $(known_options),$(option)),,\
	$(error OPTIONS=$(option): expected some of: $(known_options))))
$(foreach src,$(EXTRA_SRCS),$(if $(filter %.c %.cpp,$(src)),,$(error EXTRA_SRCS: $(src): expected a .c or .cpp file)))
$(foreach src,$(EXTRA_SRCS),$(if $(wildcard $(src)),,$(error EXTRA_SRCS: $(src): no such file)))

Q := $(if $(filter 1,$(V)),,@)
say = $(if $(filter 1,$(V)),,@printf '  %-8s%s\n' '$(1)' '$(2)')

# ---------------------------------------------------------------------------------------------------------------------
# Tools.

ifeq ($(origin CROSS_COMPILE),undefined)
CROSS_COMPILE := $(firstword $(foreach prefix,aarch64-none-elf- aarch64-linux-gnu-,\
	$(if $(shell command -v $(prefix)gcc),$(prefix))) aarch64-linux-gnu-)
endif

ifeq ($(LLVM),1)
CC      := clang
CXX     := clang++
LD      := ld.lld
AR      := llvm-ar
NM      := llvm-nm
OBJCOPY := llvm-objcopy
OBJDUMP := llvm-objdump
READELF := llvm-readelf
TARGET_FLAGS := --target=aarch64-linux-gnu
else
CC      := $(CROSS_COMPILE)gcc
CXX     := $(CROSS_COMPILE)g++
LD      := $(CROSS_COMPILE)ld
AR      := $(CROSS_COMPILE)ar
NM      := $(CROSS_COMPILE)nm
OBJCOPY := $(CROSS_COMPILE)objcopy
OBJDUMP := $(CROSS_COMPILE)objdump
READELF := $(CROSS_COMPILE)readelf
TARGET_FLAGS :=
endif
GDB ?= gdb-multiarch

# What is not installed of what the goals need: scripts/setup is called only if something is. (Tests need more: tests/Makefile.inc.)
need_build := $(CC) $(CXX) $(LD) $(AR) $(NM) $(OBJCOPY) $(OBJDUMP) $(READELF) cpp dtc
need_run   := qemu-system-aarch64
need_gdb   := $(GDB)
missing     = $(strip $(foreach tool,$(1),$(if $(shell command -v $(tool)),,$(tool))))

goals := $(or $(MAKECMDGOALS),all)
need  := $(if $(filter-out help clean format check-format setup,$(goals)),$(need_build)) \
	$(if $(filter run gdb dump bench test test-%,$(goals)),$(need_run)) \
	$(if $(filter gdb gdb-dump,$(goals)),$(need_gdb)) $(if $(filter dump,$(goals)),python3) $(if $(filter drgn,$(goals)),drgn)
to_install := $(call missing,$(need))
ifneq ($(if $(only_asked),,$(to_install)),)
ifneq ($(shell scripts/setup $(to_install) 1>&2; echo $$?),0)
$(error not installed: $(to_install))
endif
endif

# ---------------------------------------------------------------------------------------------------------------------
# Sources: every .cpp, .c and .S file of these folders, relative to the top.

kernel_dirs := \
	arch/arm64/boot arch/arm64/kernel arch/arm64/mm arch/arm64/lib \
	kernel kernel/printk kernel/fs kernel/sched kernel/workqueue kernel/locking kernel/irq kernel/time kernel/rcu kernel/proc kernel/shell kernel/trace \
	lib lib/kunit \
	mm mm/cma mm/memblock mm/page mm/slub mm/vmalloc mm/percpu \
	drivers/base drivers/of drivers/tty drivers/tty/serial drivers/tty/serial/8250 drivers/irqchip drivers/clocksource \
	drivers/firmware drivers/mailbox drivers/clk drivers/pinctrl drivers/watchdog drivers/leds \
	$(if $(filter 1,$(KUNIT)),tests/kunit)

# What an option of include/linux/kconfig.h is the only one to need. LEAN=1 leaves out those that stand in its last part.
files_of_CONFIG_SYSFS            := kernel/fs/sysfs.cpp kernel/oops_limit.cpp kernel/ksysfs.cpp mm/slub/sysfs.cpp tests/kunit/sysfs.cpp tests/kunit/slub_sysfs.cpp
files_of_CONFIG_DEBUG_FS         := kernel/fs/debugfs.cpp kernel/proc/extfrag.cpp kernel/proc/memblock.cpp
files_of_CONFIG_SLUB_DEBUG       := mm/slub/debug%.cpp mm/slub/traces.cpp mm/slub/validate.cpp kernel/proc/slabinfo.cpp
files_of_CONFIG_STACKDEPOT       := lib/stackdepot.cpp
files_of_CONFIG_PAGE_EXTENSION   := mm/page/page_ext.cpp
files_of_CONFIG_PAGE_OWNER       := mm/page/page_owner%.cpp
files_of_CONFIG_PAGE_POISONING   := mm/page/page_poison.cpp
files_of_CONFIG_PROC_PAGE_MONITOR := kernel/proc/page.cpp kernel/shell/commands_hexdump.cpp kernel/shell/commands_pageflags.cpp
files_of_CONFIG_CMA              := mm/cma/%.cpp
files_of_CONFIG_MEMORY_ISOLATION := mm/page/isolation.cpp
files_of_CONFIG_CONTIG_ALLOC     := mm/page/contig.cpp tests/kunit/cma.cpp
files_of_CONFIG_SYMBOLIC_ERRNAME := lib/errname.cpp
files_of_CONFIG_ARCH_BCM2835     := drivers/tty/serial/8250/%.cpp drivers/mailbox/%.cpp drivers/firmware/raspberrypi.cpp \
	drivers/pinctrl/%.cpp drivers/watchdog/%.cpp drivers/leds/%.cpp kernel/shell/commands_board.cpp tests/kunit/board.cpp
files_of_CONFIG_COMMON_CLK       := drivers/clk/%.cpp
files_of_CONFIG_PTDUMP           := arch/arm64/mm/ptdump.cpp arch/arm64/mm/descriptor.cpp
files_of_CONFIG_TRACEPOINTS      := kernel/trace/tracepoint.cpp mm/trace_%.cpp mm/page/trace.cpp
files_of_CONFIG_TRACING          := kernel/trace/trace_%.cpp kernel/trace/ring_buffer.cpp kernel/trace/tracefs.cpp \
	kernel/shell/commands_trace.cpp tests/kunit/trace.cpp
files_of_CONFIG_FAULT_INJECTION  := lib/fault-inject.cpp tests/kunit/fault_inject.cpp
files_of_CONFIG_FAIL_PAGE_ALLOC  := mm/page/fail_page_alloc.cpp
files_of_CONFIG_FAILSLAB         := mm/failslab.cpp
files_of_CONFIG_PERCPU_STATS     := mm/percpu/stats.cpp
files_of_CONFIG_VMCORE_INFO      := kernel/vmcore_info.cpp
files_of_CONFIG_LOCKUP_DETECTOR  := kernel/watchdog.cpp
files_of_CONFIG_FW_CFG_SYSFS     := drivers/firmware/qemu_fw_cfg.cpp
files_of_CONFIG_MAGIC_SYSRQ      := drivers/tty/sysrq.cpp kernel/shell/commands_backtrace.cpp kernel/workqueue/show.cpp kernel/sched/show.cpp \
	tests/kunit/sysrq.cpp
files_of_CONFIG_WQ_WATCHDOG      := kernel/workqueue/watchdog.cpp
files_of_CONFIG_RANDOMIZE_BASE   := arch/arm64/kernel/kaslr.cpp tests/kunit/kaslr.cpp

lean_options := $(shell sed -n '/^.ifndef CONFIG_SLUB64_LEAN/,/^.endif/s/^.define \(CONFIG_[A-Z0-9_]*\) .*/\1/p' include/linux/kconfig.h)
left_out     := $(if $(filter 1,$(LEAN)),$(foreach option,$(lean_options),$(files_of_$(option))))

kernel_srcs := $(filter-out $(left_out),\
	$(sort $(wildcard $(foreach dir,$(kernel_dirs),$(dir)/*.cpp $(dir)/*.c $(dir)/*.S))))
kernel_objs := $(patsubst %,$(O)/%.o,$(basename $(kernel_srcs)))

# The reader's own files.
extra_objs := $(foreach src,$(EXTRA_SRCS),$(O)/extra$(basename $(abspath $(src))).o)

# ---------------------------------------------------------------------------------------------------------------------
# Flags.

includes := -I. -Iinclude -Iarch/arm64/include -isystem $(O)/deps/libfdt-arm64/include

# -mgeneral-regs-only: FP and SIMD registers are never saved, so they must never be used.
# Frame records make backtraces; a function that calls nothing needs none (stacktrace.cpp finds its caller in LR).
# -mno-outline-atomics: no calls into libgcc. -fno-pic, -mcmodel=small: symbols relative to the program counter.
common_flags := $(TARGET_FLAGS) -ffreestanding -mgeneral-regs-only -mno-outline-atomics \
	-fno-pic -fno-pie -mcmodel=small -march=armv8-a \
	-fno-strict-aliasing -fno-common -fno-omit-frame-pointer -momit-leaf-frame-pointer \
	-fno-delete-null-pointer-checks -fno-stack-protector \
	-fno-asynchronous-unwind-tables -fno-unwind-tables -ffunction-sections -fdata-sections \
	-g -Wall -Wextra -Werror -Wno-unused-parameter -Wno-missing-field-initializers -Wno-sign-compare \
	$(includes)
ifeq ($(LEAN),1)
common_flags += -DCONFIG_SLUB64_LEAN=1
asm_lean := -DCONFIG_SLUB64_LEAN=1
endif
ifeq ($(DEBUG),1)
# Without inlining GCC sees too little of what is initialised.
common_flags += -Og -Wno-maybe-uninitialized -DCONFIG_DEBUG_KERNEL=1 -DCONFIG_DEBUG_VM=1 -DCONFIG_LOCKDEP=1 -DCONFIG_DEBUG_SPINLOCK=1
else
common_flags += -O2
endif
ifneq ($(LLVM),1)
# No NOPs between and inside functions: smaller, and nothing to step over.
common_flags += -falign-functions=4 -fno-align-jumps -fno-align-loops -fno-align-labels
endif
option_flags := $(foreach option,$(OPTIONS),-DCONFIG_$(option)=1)
common_flags += $(option_flags) -include include/linux/kconfig.h
c_flags   := $(common_flags) -std=gnu11
cxx_flags := $(common_flags) -std=gnu++20 -fno-exceptions -fno-rtti -fno-threadsafe-statics
asm_flags := $(TARGET_FLAGS) $(asm_lean) -D__ASSEMBLY__ -march=armv8-a -g $(includes)

# Before the MMU is on: no unaligned access, and no loop that the compiler turns into a call of memset().
early_flags := -mstrict-align -fno-builtin
ifneq ($(LLVM),1)
early_flags += -fno-tree-loop-distribute-patterns
endif
$(O)/arch/arm64/boot/early.o: extra_flags := $(early_flags)

# Types for debuggers, whether anything uses them or not.
$(O)/kernel/debug_info.o: extra_flags := -fno-eliminate-unused-debug-types $(if $(filter 1,$(LLVM)),-fstandalone-debug)

# What a person waits for, what happens once, what reports trouble: small rather than fast.
seldom_run := kernel/shell/% kernel/proc/% kernel/fs/% kernel/irq/% lib/kunit/% drivers/% tests/kunit/% arch/arm64/kernel/% \
	$(addprefix arch/arm64/mm/,descriptor early_ioremap explain fixmap init mmu) kernel/trace/% kernel/rcu/stall kernel/sched/stats kernel/sched/loadavg \
	$(addprefix kernel/,cpu exit fork jump_label kallsyms kthread nmi_backtrace panic params printk/% reboot resource smpboot stacktrace static_detour stop_machine) kernel/workqueue/% \
	$(addprefix lib/,cmdline dump_stack errname fault-inject hexdump kobject kstrtox stackdepot vsprintf vsprintf_pointer vsscanf) \
	$(addprefix mm/,failslab memblock/% mm_init trace_kmem page/dump page/init page/meminfo page/movable page/page_% page/sections page/verify) \
	mm/cma/% $(addprefix mm/,page/contig page/isolation) $(addprefix mm/,page/check page/fallback page/slowpath page/fail_page_alloc page/kpageflags page/trace page/warn_alloc page/zones percpu/first_chunk slub/bootstrap slub/debug% slub/lookup slub/report slub/slabinfo slub/sysfs slub/traces slub/v%)
$(patsubst %,$(O)/%.o,$(seldom_run)): extra_flags := -Os

ld_flags := -nostdlib -static --gc-sections --build-id=sha1 -z norelro -z noexecstack -z max-page-size=4096 \
	--orphan-handling=error
ifneq ($(LLVM),1)
ld_flags += --no-warn-rwx-segments
endif

# KBUILD_MODNAME and KBUILD_BASENAME: the file's name as an identifier, as Linux's kbuild defines them.
modname   = $(subst -,_,$(notdir $(basename $(1))))
name_defs = -DKBUILD_MODNAME='"$(call modname,$(1))"' -DKBUILD_BASENAME='"$(call modname,$(1))"' \
	-DKBUILD_MODFILE='"$(basename $(1))"'

# $(call remember,FILE,TEXT): runs while the Makefile is read.
quote    = '$(subst ','\'',$(1))'
remember = $(shell mkdir -p $(O); printf '%s\n' $(call quote,$(2)) | cmp -s - $(O)/$(1) || \
	printf '%s\n' $(call quote,$(2)) > $(O)/$(1))

$(call remember,.flags,$(CC) $(CXX) $(LD) $(c_flags) $(cxx_flags) $(asm_flags) $(ld_flags) $(early_flags) $(seldom_run))
$(call remember,.objects,$(kernel_objs) $(extra_objs))

# ---------------------------------------------------------------------------------------------------------------------
# Goals.

.PHONY: all help run gdb dump gdb-dump drgn scripts_gdb sdcard test clean format check-format setup
all: $(O)/Image

help:
	@sed -n 's/^#: \{0,1\}//p' $(filter %Makefile %.inc,$(MAKEFILE_LIST))

#: make                       build $(O)/Image, vmlinux, System.map
#: make run                   build, boot in QEMU, shell on this terminal (Ctrl-A X leaves)
#: make run CMD='free; ...'   run shell commands unattended; the exit status tells how they went
#: make run EXTRA_SRCS='a.c'  link your own C or C++ kernel files in
#: make run BOARD=raspi4b     the same Image on a Raspberry Pi 4 in QEMU 9 or newer (unpacked below $(O) when there is none)
#: make sdcard                card image for the real board; FIRMWARE=folder of start4.elf and fixup4.dat, UBOOT=1 STAGES=1
#: make gdb                   QEMU halted at the first instruction, under gdb-multiarch
#: make gdb GDBCMD='...'      the same, running these gdb commands and leaving
#: make dump                  write the guest's memory to $(O)/vmcore: of the machine that make run has on another
#:                            terminal, or with CMD='...' of one that boots, runs that and stops
#: make gdb-dump, make drgn   look into that dump with gdb, with drgn (DRGN=script.py runs a script)
#: make scripts_gdb           Linux 6.12's own gdb scripts beside $(O)/vmlinux, from Debian's package of its source
#: make setup                 install what is missing (Debian, apt)
#: make format                apply .clang-format to the sources; make check-format only looks
#: make clean                 remove $(O)
#:
#: Knobs of the build:   O=build V=1 DEBUG=1 LLVM=1 CROSS_COMPILE=aarch64-linux-gnu- EXTRA_SRCS=
#:                       KUNIT=0 (leave the tests out) LEAN=1 (leave out /sys, debugging, boards: what a lean Linux has not)
#:                       OPTIONS='SLAB_FREELIST_HARDENED RANDOM_KMALLOC_CACHES SLAB_BUCKETS SLUB_STATS HARDENED_USERCOPY' (any)
#: Knobs of the machine: BOARD=virt|raspi4b SMP=1 MEM=1G CPU=max GIC=2|3 EL=1|2 DTB=own|qemu|FILE APPEND='kernel parameters'
#:                       BOOT=direct|uboot|uboot-disk (virt), direct|uboot-disk|firmware (raspi4b), LOADER=extlinux|script
#:                       TIMEOUT=seconds (unattended runs)

setup:
	scripts/setup

# ---------------------------------------------------------------------------------------------------------------------
# libfdt (Debian's package for arm64, unpacked below $(O)/deps; scripts/get-libfdt tells how).

libfdt := $(O)/deps/libfdt-arm64/libfdt.a
$(libfdt): scripts/get-libfdt
	$(call say,FETCH,libfdt)
	$(Q)scripts/get-libfdt $(O)/deps
	@touch $@

# ---------------------------------------------------------------------------------------------------------------------
# Compiling. $(O)/.flags and $(O)/.objects hold what was used last and are rewritten only if it differs: other flags compile
# everything again, another list of objects (EXTRA_SRCS) links again.

depflags = -MMD -MP -MF $(@:.o=.d)

define compile_rules
$(1)/%.o: $(2)%.cpp $(O)/.flags | $(libfdt)
	$$(call say,CXX,$$<)
	@mkdir -p $$(@D)
	$$(Q)$$(CXX) $$(cxx_flags) $$(extra_flags) $$(call name_defs,$$<) $$(depflags) -c -o $$@ $$<

$(1)/%.o: $(2)%.c $(O)/.flags | $(libfdt)
	$$(call say,CC,$$<)
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(c_flags) $$(extra_flags) $$(call name_defs,$$<) $$(depflags) -c -o $$@ $$<
endef

$(eval $(call compile_rules,$(O),))
# A reader's file may lie anywhere: its object is named after its absolute path.
$(eval $(call compile_rules,$(O)/extra,/))
# Linux builds its files with fewer warnings.
$(O)/extra/%.o: extra_flags := -Wno-error -Wno-type-limits -Wno-maybe-uninitialized

$(O)/%.o: %.S $(O)/.flags
	$(call say,AS,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(asm_flags) $(depflags) -c -o $@ $<

$(O)/vmlinux.lds: arch/arm64/vmlinux.lds.S $(O)/.flags
	$(call say,CPP,$<)
	$(Q)$(CC) -E -P -x assembler-with-cpp -D__LINKER_SCRIPT__ $(asm_flags) -MMD -MP -MF $@.d -MT $@ -o $@ $<

# ---------------------------------------------------------------------------------------------------------------------
# Linking. The symbol table's addresses are right once its size has settled: after the first link with a table of the final
# size, so three links, the first with an empty one. scripts/check-image compares at the end.

# lib/ is an archive behind everything else, so that a reader's file may bring its own rbtree.c or klist.c, as Linux's tests do:
# whoever defines a function first has it.
lib_objs  := $(filter-out $(O)/lib/kunit/%,$(filter $(O)/lib/%,$(kernel_objs)))
main_objs := $(filter-out $(lib_objs),$(kernel_objs))

$(O)/lib.a: $(lib_objs)
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(lib_objs)

link = $(LD) $(ld_flags) -T $(O)/vmlinux.lds -o $(1) $(main_objs) $(extra_objs) $(2) $(O)/lib.a $(libfdt)
# Both tables of a link, $(2).o and $(2)r.o; $(3) is the second one's source before.
kallsyms = scripts/kallsyms '$(NM)' $(1) > $(2).S && $(CC) $(asm_flags) -c -o $(2).o $(2).S && \
	scripts/relocations '$(READELF)' $(if $(relocatable),$(1),-) $(3) > $(2)r.S && $(CC) $(asm_flags) -c -o $(2)r.o $(2)r.S
# With kaslr the kernel runs at another address than it is linked for. What is only for these tables needs no debug information.
relocatable = $(filter 0,$(LEAN))
draft = $(if $(relocatable),--emit-relocs )--strip-debug

$(O)/vmlinux: $(main_objs) $(extra_objs) $(O)/lib.a $(libfdt) $(O)/vmlinux.lds $(O)/.objects scripts/kallsyms scripts/relocations scripts/check-image
	$(call say,LD,$@)
	$(Q)$(call kallsyms,-,$(O)/.kallsyms0)
	$(Q)$(call link,$(O)/.vmlinux1,$(draft) $(O)/.kallsyms0.o $(O)/.kallsyms0r.o)
	$(Q)$(call kallsyms,$(O)/.vmlinux1,$(O)/.kallsyms1)
	$(Q)$(call link,$(O)/.vmlinux2,$(draft) $(O)/.kallsyms1.o $(O)/.kallsyms1r.o)
	$(Q)$(call kallsyms,$(O)/.vmlinux2,$(O)/.kallsyms2,$(O)/.kallsyms1r.S)
	$(Q)$(call link,$@,$(O)/.kallsyms2.o $(O)/.kallsyms2r.o)
	$(Q)NM='$(NM)' OBJDUMP='$(OBJDUMP)' READELF='$(READELF)' scripts/check-image $@ $(O)/.kallsyms2.S
	$(Q)rm -f $(O)/.vmlinux1 $(O)/.vmlinux2

$(O)/System.map: $(O)/vmlinux
	$(Q)$(NM) -n $< | grep -v -e ' \$$[xd]' -e ' [aNUw] ' > $@

$(O)/Image: $(O)/vmlinux $(O)/System.map
	$(call say,OBJCOPY,$@)
	$(Q)$(OBJCOPY) -O binary -R .note.gnu.build-id $< $@

-include $(kernel_objs:.o=.d) $(extra_objs:.o=.d) $(O)/vmlinux.lds.d

# ---------------------------------------------------------------------------------------------------------------------
# Running.

qemu_knobs := O V BOARD DTB BOOT APPEND CMD TIMEOUT GDB GDBCMD
export $(qemu_knobs)
# Without a default here: that is the board's.
export SMP MEM CPU GIC EL LOADER
# Free text is taken as it stands: a $ in it is not make's.
override APPEND := $(value APPEND)
override CMD    := $(value CMD)
override GDBCMD := $(value GDBCMD)

run: $(O)/Image
	$(Q)scripts/qemu $(O)/Image

gdb: $(O)/Image
	$(Q)scripts/qemu --gdb $(O)/Image

# A card for a Raspberry Pi 4 (docs/raspberry-pi-4.md).
FIRMWARE ?=
UBOOT    ?= 0
STAGES   ?= 0
$(call one_of,UBOOT,0 1)
$(call one_of,STAGES,0 1)

sdcard: $(O)/Image
	$(if $(filter 1,$(STAGES)),$(Q)scripts/stages raspi4b $(O)/Image $(O)/Image.stages)
	$(Q)O=$(O) scripts/sdcard $(if $(FIRMWARE),-f '$(FIRMWARE)') $(if $(filter 1,$(UBOOT)),-u) \
		-p $(call quote,$(APPEND)$(if $(CMD), cmd="$(CMD)")) $(O)/Image$(if $(filter 1,$(STAGES)),.stages) $(O)/sdcard.img
	@echo '$(O)/sdcard.img: write it to a card as it is, for instance: dd if=$(O)/sdcard.img of=/dev/sdX bs=4M'
dump: $(O)/Image
	$(Q)scripts/qemu --dump $(O)/Image

# gdb on the dump, drgn on the dump. DRGN: a script to run instead of the prompt.
gdb-dump: $(O)/vmlinux
	$(Q)$(GDB) -q -iex 'set auto-load python-scripts off' -ex 'set osabi GNU/Linux' -ex 'core-file $(O)/vmcore' \
		-x scripts/gdb/slub64-gdb.py $(O)/vmlinux

drgn: $(O)/vmlinux
	$(Q)scripts/drgn/slub64-drgn $(O)/vmlinux $(O)/vmcore $(DRGN)

# Linux's own gdb scripts beside our vmlinux; gdb loads $(O)/vmlinux-gdb.py when it may (add-auto-load-safe-path).
scripts_gdb: $(O)/vmlinux
	$(Q)scripts/scripts_gdb $(O) '$(CC)' '$(filter-out -g -W%,$(common_flags))'

clean:
	$(Q)rm -rf $(O)

sources = git ls-files '*.c' '*.cpp' '*.h' '*.hpp'
format:
	$(Q)$(sources) | xargs clang-format -i

# One line for each file that `make format` would change.
check-format:
	$(Q)status=0; for file in $$($(sources)); do \
		clang-format "$$file" | cmp -s - "$$file" || { echo "$$file: not as make format leaves it"; status=1; }; \
	done; exit $$status

-include tests/Makefile.inc
