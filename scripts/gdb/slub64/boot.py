# SPDX-License-Identifier: GPL-2.0-only
"""The time before the MMU is on.

The Image is entered at a physical address; vmlinux is linked for KIMAGE_VADDR. boot-symbols loads its symbols a second time where
the Image lies, so that source is shown from the first instruction on, breakpoints hold in both worlds, and stepping over the
instruction that switches the MMU on goes on in the second.
"""
from __future__ import annotations

import gdb

from slub64.command import Usage, command, say
from slub64.layout import KIMAGE_VADDR, PAGE_OFFSET
from slub64.memory import MASK, evaluate

LOAD_ADDRESS = 0x40200000  # where QEMU's -kernel puts the Image


def load(address: int) -> None:
    """Adds the symbols for an Image at a physical address, once."""
    vmlinux = gdb.current_progspace().filename
    offset = address - KIMAGE_VADDR & MASK
    if len(gdb.objfiles()) == 1:
        gdb.execute("add-symbol-file %s -o %#x" % (vmlinux, offset), to_string=True)


@command("boot-symbols [ADDRESS]", "load the symbols once more for the time before the MMU is on", gdb.COMMAND_FILES)
def boot_symbols(arguments: list[str]) -> None:
    """ADDRESS is where the image lies in RAM, 0x40200000 if not told. `make gdb` has done it."""
    if len(arguments) > 1:
        raise Usage("one address, or none")
    address = evaluate(arguments[0]) if arguments else LOAD_ADDRESS
    load(address)
    say("the image's symbols are known at %#x, too" % address)


def symbol_address(name: str) -> int:
    """Where the symbols say that it is; 0 when they know none of that name."""
    try:
        return int(gdb.parse_and_eval("(unsigned long)&%s" % name)) & MASK
    except gdb.error:
        return 0


def move_symbols(offset: int) -> None:
    """Reads vmlinux's symbols anew, for an image that runs @offset bytes behind the address it is linked for."""
    gdb.execute("symbol-file %s -o %#x" % (gdb.current_progspace().filename, offset), to_string=True)


@command("kaslr-symbols [OFFSET]", "read the symbols where the kernel runs with kaslr", gdb.COMMAND_FILES)
def kaslr_symbols(arguments: list[str]) -> None:
    """OFFSET is what a panic's report calls Kernel Offset, or a dump's KERNELOFFSET; if not told, it is taken from the CPU that
    gdb shows, whose VBAR_EL1 holds the address of `vectors`. With kaslr, `to-kernel` has done it."""
    if len(arguments) > 1:
        raise Usage("one offset, or none")
    if arguments:
        offset = evaluate(arguments[0])
    else:
        vectors = int(gdb.parse_and_eval("$VBAR"))
        offset = (vectors - (symbol_address("vectors") - symbol_address("_text")) - KIMAGE_VADDR) & MASK
    move_symbols(offset)
    say("the kernel runs %#x bytes behind %#x" % (offset, KIMAGE_VADDR))


@command("to-kernel", "run to start_kernel(), the first C++ with the MMU on", gdb.COMMAND_RUNNING)
def to_kernel(_: list[str]) -> None:
    """Temporary breakpoints and `continue`. With kaslr the kernel leaves the addresses it is linked for in kaslr_restart, and the
    symbols follow it."""
    aim = hardware_breakpoint("start_kernel")
    restart = symbol_address("kaslr_restart")
    leaving = hardware_breakpoint("kaslr_restart", internal=True) if restart else None
    gdb.execute("continue")
    if restart and gdb.newest_frame().pc() == restart:
        aim.delete()
        move_symbols(int(gdb.parse_and_eval("$x0")))
        hardware_breakpoint("start_kernel")
        gdb.execute("continue")
    elif leaving:
        leaving.delete()


def hardware_breakpoint(symbol: str, internal: bool = False) -> gdb.Breakpoint:
    """For one stop, before the first instruction of a function; an internal one is not told of."""
    place = "*%#x" % symbol_address(symbol)
    return gdb.Breakpoint(place, type=gdb.BP_HARDWARE_BREAKPOINT, temporary=True, internal=internal)


def forget(_: object) -> None:
    """Once the MMU is on, the second copy of the symbols would only show every function twice."""
    if before_mmu() or len(gdb.objfiles()) == 1:
        return
    gdb.events.stop.disconnect(forget)
    gdb.execute("remove-symbol-file -a %#x" % LOAD_ADDRESS, to_string=True)


@command("to-mmu", "run to the instruction that switches the MMU on", gdb.COMMAND_RUNNING)
def to_mmu(_: list[str]) -> None:
    """It is in __enable_mmu(). Its address is still physical; `stepi` goes over it."""
    start = int(gdb.parse_and_eval("(unsigned long)&__enable_mmu"))
    if start >= PAGE_OFFSET:
        raise gdb.GdbError("to-mmu: it is on already")
    for line in gdb.newest_frame().architecture().disassemble(start, start + 512):
        if line["asm"].split()[:2] == ["msr", "sctlr_el1,"]:
            gdb.execute("tbreak *%#x" % line["addr"])
            gdb.execute("continue")
            return
    raise gdb.GdbError("to-mmu: no such instruction in __enable_mmu()")


def before_mmu() -> bool:
    """Does the CPU that gdb shows run at physical addresses?"""
    try:
        return gdb.newest_frame().pc() < PAGE_OFFSET
    except gdb.error:
        return False


if before_mmu():
    load(LOAD_ADDRESS)
    gdb.events.stop.connect(forget)
