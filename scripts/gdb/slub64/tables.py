# SPDX-License-Identifier: GPL-2.0-only
"""The page tables, walked as the MMU walks them: four levels of 512 entries (docs/memory-map.md).

    address   47..39 pgd   38..30 pud   29..21 pmd   20..12 pte   11..0
    entry     63..48 attributes   47..12 output address   11..2 attributes   1 table or page   0 valid
"""
from __future__ import annotations

from typing import Iterator, List, NamedTuple, Optional, Tuple

import gdb

from slub64.command import command, expression, say
from slub64.layout import PAGE_OFFSET, PAGE_SHIFT, is_live, phys_to_virt, region_of, virt_to_phys
from slub64.memory import Fault, address_of, evaluate, read_u64

LEVELS = ("pgd", "pud", "pmd", "pte")
LEAVES = {1: "1 GiB block", 2: "2 MiB block", 3: "page"}
MEMORY = (
    "normal memory",
    "normal memory, tagged",
    "normal memory, uncached",
    "device nGnRnE",
    "device nGnRE",
    "memory type 5",
    "memory type 6",
    "memory type 7",
)
OUTPUT = 0x0000FFFFFFFFF000

VALID, NOT_BLOCK = 1 << 0, 1 << 1
USER, RDONLY, AF, CONT, PXN, UXN, DIRTY = 1 << 6, 1 << 7, 1 << 10, 1 << 52, 1 << 53, 1 << 54, 1 << 55

# Bit, name, what it says when it is set, what when it is clear. A leaf's.
BITS: List[Tuple[int, str, str, str]] = [
    (6, "USER", "EL0 may access it", "the kernel's only"),
    (7, "RDONLY", "read-only", "writable"),
    (10, "AF", "accessed: no access flag fault", "the first access faults"),
    (11, "NG", "of one address space", "global: the same in every address space"),
    (16 * 3 + 3, "DBM", "hardware may make it writable", "writable only as bit 7 says"),
    (52, "CONT", "one of 16 that share a TLB entry", "alone in the TLB"),
    (53, "PXN", "the kernel may not execute it", "the kernel may execute it"),
    (54, "UXN", "EL0 may not execute it", "EL0 may execute it"),
]


class Step(NamedTuple):
    """An entry on the way to an address."""

    level: int
    index: int
    value: int

    @property
    def is_table(self) -> bool:
        return self.level < 3 and bool(self.value & NOT_BLOCK)

    @property
    def shift(self) -> int:
        return PAGE_SHIFT + 9 * (3 - self.level)

    @property
    def output(self) -> int:
        return self.value & OUTPUT if self.is_table else self.value & OUTPUT & -(1 << self.shift)


def read_physical(address: int) -> int:
    """A word of physical memory: through the linear map, or while there is none by QEMU's leave to read without the MMU."""
    try:
        return read_u64(phys_to_virt(address))
    except Fault:
        if not is_live():
            raise
    try:
        gdb.execute("maintenance packet Qqemu.PhyMemMode:1", to_string=True)
        return read_u64(address)
    finally:
        gdb.execute("maintenance packet Qqemu.PhyMemMode:0", to_string=True)


def top() -> int:
    """Physical address of the top table: what the MMU uses, if there is one; what the kernel calls swapper_pg_dir in a dump."""
    if is_live():
        try:
            return int(gdb.parse_and_eval("(unsigned long) $TTBR1_EL1")) & OUTPUT
        except gdb.error:
            pass
    return virt_to_phys(address_of("swapper_pg_dir"))


def walk(address: int) -> Iterator[Step]:
    """The entries that the MMU would read, up to the leaf or the first that is not valid."""
    table = top()
    for level in range(4):
        index = address >> PAGE_SHIFT + 9 * (3 - level) & 511
        step = Step(level, index, read_physical(table + 8 * index))
        yield step
        if not step.value & VALID or not step.is_table:
            return
        table = step.output


def translate(address: int) -> Optional[int]:
    """The physical address, or None if nothing is mapped there."""
    try:
        last = list(walk(address))[-1]
    except Fault:
        return None
    if not last.value & VALID:
        return None
    return last.output + (address & (1 << last.shift) - 1)


def words(step: Step) -> str:
    """An entry in words."""
    if not step.value & VALID:
        return "invalid: nothing is mapped here"
    if step.is_table:
        return "table at %#x" % step.output
    says = [MEMORY[step.value >> 2 & 7]]
    says.append("read-only" if step.value & RDONLY else "read-write")
    says.append("not executable" if step.value & PXN else "executable")
    says += ["contiguous"] if step.value & CONT else []
    says += ["user"] if step.value & USER else []
    says += [] if step.value & AF else ["access flag clear"]
    return "%s at %#x: %s" % (LEAVES.get(step.level, "block"), step.output, ", ".join(says))


@command("pgtable VA", "the walk through the page tables to an address, each entry and each bit in words")
def pgtable(arguments: list[str]) -> None:
    """VA is an address of the kernel or an expression: pgtable &slab_caches"""
    address = evaluate(expression(arguments))
    say("%016x: %s" % (address, region_of(address)))
    if address < PAGE_OFFSET:
        say("no kernel address, and TTBR0 is not walked: pgd=none")
        return
    say("swapper pgtable: 4k pages, 48-bit VAs, pgdp=%016x" % top())
    last = None
    for last in walk(address):
        say("%s=%016x [%3d] %s" % (LEVELS[last.level], last.value, last.index, words(last)))
    if last is None or not last.value & VALID:
        return
    for bit, name, if_set, if_clear in BITS:
        value = last.value >> bit & 1
        say("     bit %2d %-6s %d  %s" % (bit, name, value, if_set if value else if_clear))
    say("%016x is physical address %#x" % (address, last.output + (address & (1 << last.shift) - 1)))
