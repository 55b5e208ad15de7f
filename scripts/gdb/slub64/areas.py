# SPDX-License-Identifier: GPL-2.0-only
"""vmalloc: the areas that are in use (mm/vmalloc/space.h), found as Linux's tools find them, by vmap_nodes[]."""
from __future__ import annotations

from typing import Iterator, NamedTuple, Optional

import gdb

from slub64.command import command, say
from slub64.layout import VMALLOC_END, VMALLOC_START
from slub64.lists import Broken, entries
from slub64.memory import Fault, Record, Struct, variable

FLAGS = [(0x1, "ioremap"), (0x2, "vmalloc"), (0x4, "vmap"), (0x8, "user"), (0x10, "dma-coherent")]


class Area(NamedTuple):
    """A range of addresses, and what it is used for; None for a block of vm_map_ram()."""

    range: Record  # struct vmap_area
    vm: Optional[Record]  # struct vm_struct

    @property
    def start(self) -> int:
        return self.range["va_start"]

    @property
    def end(self) -> int:
        return self.range["va_end"]

    def words(self) -> str:
        """ioremap, vmalloc, ..."""
        if self.vm is None:
            return "vm_map_ram"
        return " ".join(word for bit, word in FLAGS if self.vm["flags"] & bit)


def areas() -> Iterator[Area]:
    """The busy areas, node by node."""
    node, vmap_area = Struct.named("struct vmap_node"), Struct.named("struct vmap_area")
    base = variable("vmap_nodes")
    head = node.fields["busy"].offset + Struct(node.fields["busy"].type).offset("head")
    for i in range(variable("nr_vmap_nodes")):
        for record in entries(base + i * node.size + head, vmap_area, "list"):
            vm = record["vm"]
            yield Area(record, Struct.named("struct vm_struct").at(vm) if vm else None)


def find_area(address: int) -> Optional[Area]:
    """The area that an address is in."""
    try:
        for area in areas():
            if area.start <= address < area.end:
                return area
    except (Broken, Fault) as error:
        say("WRONG: list of vmalloc areas: %s" % error)
    return None


def caller_name(address: int) -> str:
    """<function+0x10>, as gdb names an address."""
    pointer = gdb.Value(address).cast(gdb.lookup_type("void").pointer())
    return str(pointer).split(" ", 1)[-1]


@command("lx-vmallocinfo", "the areas of vmalloc, as /proc/vmallocinfo lists them")
def lx_vmallocinfo(_: list[str]) -> None:
    """Each area with its size in bytes, who asked for it, its pages, its physical address, its kind."""
    for area in areas():
        size = area.end - area.start
        if area.vm is None:
            say("%#x-%#x %10d vm_map_ram" % (area.start, area.end, size))
            continue
        vm = area.vm
        line = "%#x-%#x %10d" % (vm["addr"], vm["addr"] + vm["size"], vm["size"])
        if vm["caller"]:
            line += " " + caller_name(vm["caller"])
        if vm["nr_pages"]:
            line += " pages=%d" % vm["nr_pages"]
        if vm["phys_addr"]:
            line += " phys=%#x" % vm["phys_addr"]
        if area.words():
            line += " " + area.words()
        if VMALLOC_START <= vm["pages"] < VMALLOC_END:
            line += " vpages"
        say(line)
