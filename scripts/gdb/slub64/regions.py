# SPDX-License-Identifier: GPL-2.0-only
"""regions and who: the map of the address space, and what one address is."""
from __future__ import annotations

from typing import Callable, List, Optional

import gdb

from slub64.areas import find_area
from slub64.command import command, expression, say
from slub64.kernel import tasks
from slub64.layout import (
    PAGE_SHIFT,
    REGIONS,
    VMALLOC_END,
    VMALLOC_START,
    VMEMMAP_END,
    VMEMMAP_START,
    cpus,
    in_image,
    is_linear,
    page_to_pfn,
    per_cpu,
    pfn_valid,
    region_of,
    virt_to_phys,
)
from slub64.lists import Broken
from slub64.memory import Fault, evaluate, linker_symbol, variable
from slub64.pages import use_of
from slub64.slabs import objects_of, slab_of, track
from slub64.tables import translate

THREAD_SIZE = 16384


def size_words(size: int) -> str:
    """1 TiB, 2 MiB, 12 KiB."""
    for shift, unit in ((40, "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")):
        if size >= 1 << shift:
            return "%d %s" % (size >> shift, unit)
    return "%d bytes" % size


@command("regions", "the map of the kernel's address space, with what is in it now")
def regions(_: list[str]) -> None:
    """As docs/memory-map.md has it, with this machine's RAM and image."""
    for first, end, name in REGIONS:
        say("  %016x - %016x  %8s  %s" % (first, end - 1, size_words(end - first), name))
        try:
            for line in inside(first):
                say("      " + line)
        except (Fault, gdb.GdbError, gdb.error):
            pass


def inside(first: int) -> List[str]:
    """What a region holds on this machine."""
    if is_linear(first):
        start = variable("memstart_addr")
        end = variable("max_low_pfn") << PAGE_SHIFT
        return ["%016x   RAM, physical %#x to %#x" % (first, start, end - 1)]
    if first == VMALLOC_START:
        text, end = linker_symbol("_text"), linker_symbol("_end")
        return ["%016x - %016x  the image, physical %#x" % (text, end - 1, virt_to_phys(text))]
    if first == VMEMMAP_START:
        low, high = variable("min_low_pfn"), variable("max_pfn")
        return ["struct pages of pfn %#x to %#x" % (low, high - 1)]
    return []


# --- who --------------------------------------------------------------------------------------------------------------
#
# Each asks one question of an address and answers in a line, or with None. The most specific question comes first.


def as_stack(address: int) -> Optional[str]:
    """Is it in a task's stack?"""
    try:
        for task in tasks():
            stack = task["stack"]
            if stack <= address < stack + THREAD_SIZE:
                return "stack of task %d (%s), %d bytes below its top" % (
                    task["pid"],
                    task.text("comm"),
                    stack + THREAD_SIZE - address,
                )
    except Broken:
        pass
    return None


def as_per_cpu(address: int) -> Optional[str]:
    """Is it in a CPU's copy of the per-CPU variables?"""
    start, end = linker_symbol("__per_cpu_start"), linker_symbol("__per_cpu_end")
    for cpu in cpus():
        original = address - per_cpu(0, cpu) & (1 << 64) - 1
        if start <= original < end:
            return "per-CPU variable %s of CPU %d" % (symbol_at(original) or "%#x" % original, cpu)
    if start <= address < end:
        return "per-CPU variable %s: the link-time copy, which nobody uses" % (symbol_at(address) or "%#x" % address)
    return None


def symbol_at(address: int) -> str:
    """name + offset in section, as gdb knows it."""
    text = gdb.execute("info symbol %#x" % address, to_string=True).strip()
    return "" if text.startswith("No symbol") else text.split(" in section")[0]


def as_symbol(address: int) -> Optional[str]:
    """Is it a function or variable of the image?"""
    if not in_image(address):
        return None
    line = gdb.find_pc_line(address)
    where = ", %s:%d" % (line.symtab.filename, line.line) if line.symtab else ""
    return "symbol %s%s" % (symbol_at(address) or "none: between the image's symbols", where)


def as_object(address: int) -> Optional[str]:
    """Is it in a slab?"""
    slab = slab_of(address)
    if slab is None:
        return None
    index = slab.index(address)
    if index >= slab.objects:
        return "unused end of a slab of cache %s" % slab.cache.name
    obj = slab.object(index)
    state = objects_of(slab).state(obj)
    answer = "object %d of cache %s, %#x %s %d bytes: %s" % (
        index,
        slab.cache.name,
        obj,
        "+" if address >= obj else "-",
        abs(address - obj),
        state,
    )
    who = track(slab, obj, "TRACK_ALLOC" if state == "allocated" else "TRACK_FREE")
    if who is not None and who["addr"]:
        answer += ", by %s" % symbol_at(who["addr"])
    return answer


def as_area(address: int) -> Optional[str]:
    """Is it in an area of vmalloc?"""
    if not VMALLOC_START <= address < VMALLOC_END:
        return None
    area = find_area(address)
    if area is None:
        return None
    answer = "%s area %#x to %#x" % (area.words() or "vmalloc", area.start, area.end - 1)
    if area.vm is not None and area.vm["caller"]:
        answer += ", for %s" % symbol_at(area.vm["caller"])
    if translate(address) is None:
        answer += "; nothing is mapped here: its guard page"
    return answer


def as_struct_page(address: int) -> Optional[str]:
    """Is it a struct page?"""
    if not VMEMMAP_START <= address < VMEMMAP_END:
        return None
    pfn = page_to_pfn(address)
    return "struct page of pfn %#x: %s" % (pfn, use_of(pfn).words)


def as_page(address: int) -> Optional[str]:
    """Is it in some other page of RAM?"""
    if not is_linear(address):
        return None
    pfn = virt_to_phys(address) >> PAGE_SHIFT
    return "page, pfn %#x: %s" % (pfn, use_of(pfn).words) if pfn_valid(pfn) else "linear address of no memory"


def as_error(address: int) -> Optional[str]:
    """Is it an error in the place of a pointer?"""
    return "error pointer: %d" % (address - (1 << 64)) if address >= (1 << 64) - 4095 else None


QUESTIONS: List[Callable[[int], Optional[str]]] = [
    as_error,
    as_stack,
    as_per_cpu,
    as_symbol,
    as_object,
    as_area,
    as_struct_page,
    as_page,
]


@command("who ADDR", "what an address is: object, page, vmalloc area, stack, per-CPU variable, symbol")
def who(arguments: list[str]) -> None:
    """Says the region, then every answer that fits, the most specific one first. ADDR may be an expression: who $sp"""
    address = evaluate(expression(arguments))
    say("%016x: %s" % (address, region_of(address)))
    answered = False
    for question in QUESTIONS:
        try:
            answer = question(address)
        except (Fault, Broken) as error:
            answer = "%s: %s" % (question.__name__, error)
        if answer:
            say("  " + answer)
            answered = True
    if not answered:
        say("  nothing that is known")


