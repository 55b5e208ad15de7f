# SPDX-License-Identifier: GPL-2.0-only
"""struct page: from one kind of address to another, and what a frame is used for."""
from __future__ import annotations

from typing import Callable, Iterator, NamedTuple, Tuple

import gdb

from slub64.command import command, expression, say
from slub64.layout import (
    MAX_PAGE_ORDER,
    PAGE_SHIFT,
    VMEMMAP_END,
    VMEMMAP_START,
    cpus,
    in_image,
    is_linear,
    page_address,
    page_struct,
    page_to_pfn,
    per_cpu,
    pfn_to_page,
    pfn_valid,
    phys_to_virt,
    section,
    virt_to_page,
    virt_to_phys,
)
from slub64.lists import Broken, links
from slub64.memory import Fault, Record, Struct, address_of, enumerators, evaluate, linker_symbol, read_string, read_u64

PAGE_TYPE_NONE = 0xFF
MIGRATE_NAMES = ["Unmovable", "Movable", "Reclaimable", "HighAtomic", "Isolate", "Isolate"]
MIGRATE_PCPTYPES = 3

# --- conversions: names and output are Linux's -------------------------------------------------------------------------


def _conversion(name: str, purpose: str, pattern: str, base: int, convert: Callable[[int], int]) -> None:
    @command("%s %s" % (name, "PFN" if base == 10 else "ADDR"), purpose)
    def convert_one(arguments: list[str]) -> None:
        text = expression(arguments)
        try:
            number = int(text, base)
        except ValueError:
            number = evaluate(text)
        say(pattern % (number, convert(number)))


_conversion("lx-pfn_to_page", "struct page of a frame", "pfn_to_page(0x%x) = 0x%x", 10, pfn_to_page)
_conversion("lx-page_to_pfn", "frame of a struct page", "page_to_pfn(0x%x) = 0x%x", 16, page_to_pfn)
_conversion("lx-page_address", "linear address of a struct page's frame", "page_address(0x%x) = 0x%x", 16, page_address)
_conversion(
    "lx-page_to_phys",
    "physical address of a struct page's frame",
    "page_to_phys(0x%x) = 0x%x",
    16,
    lambda page: page_to_pfn(page) << PAGE_SHIFT,
)
_conversion("lx-virt_to_phys", "physical address of a linear or image one", "virt_to_phys(0x%x) = 0x%x", 16, virt_to_phys)
_conversion("lx-virt_to_page", "struct page of a linear address", "virt_to_page(0x%x) = 0x%x", 16, virt_to_page)
_conversion(
    "lx-sym_to_pfn",
    "frame of a kernel symbol's address",
    "sym_to_pfn(0x%x) = %d",
    16,
    lambda address: virt_to_phys(address) >> PAGE_SHIFT,
)
_conversion(
    "lx-pfn_to_kaddr",
    "linear address of a frame",
    "pfn_to_kaddr(%d) = 0x%x",
    10,
    lambda pfn: phys_to_virt(pfn << PAGE_SHIFT),
)

# --- what a struct page says -------------------------------------------------------------------------------------------


def page_at(pfn: int) -> Record:
    """The struct page of a frame."""
    return page_struct().at(pfn_to_page(pfn))


def private(page: Record) -> int:
    """page->private; C++ spells it with an underscore."""
    return page["private"] if page.struct.has("private") else page["private_"]


def page_type(page: Record) -> int:
    """PGTY_..., or PAGE_TYPE_NONE."""
    return page["page_type"] >> 24


def is_type(page: Record, name: str) -> bool:
    """Is it a page of that type ("buddy", "slab", "table", ...)?"""
    return page_type(page) == enumerators("enum pagetype").get("PGTY_" + name, -1)


def has_flag(page: Record, name: str) -> bool:
    """Is PG_name set?"""
    return bool(page["flags"] >> enumerators("enum pageflags")["PG_" + name] & 1)


def flag_words(page: Record) -> str:
    """locked|head|zone=0, as %pGp prints it."""
    flags = enumerators("enum pageflags")
    first: dict[int, str] = {}
    for name, bit in flags.items():
        if name.startswith("PG_"):
            first.setdefault(bit, name[3:])
    count = flags["__NR_PAGEFLAGS"]
    words = [name for bit, name in sorted(first.items()) if bit < count and page["flags"] >> bit & 1]
    return "%#x(%s)" % (page["flags"], "|".join(words + ["zone=%d" % zone_index(page)]))


def zone_index(page: Record) -> int:
    """The zone's number: the top two bits."""
    return page["flags"] >> 62


def compound_head(page: Record) -> Record:
    """The first page of the compound page that this one is in; itself if it is in none."""
    if page["compound_head"] & 1:
        return page_struct().at(page["compound_head"] - 1)
    return page


def compound_order(head: Record) -> int:
    """How many pages a compound page has, as a power of two."""
    if not has_flag(head, "head"):
        return 0
    return page_struct().at(head.address + page_struct().size)["flags"] & 0xFF


def zone_name(page: Record) -> str:
    """The name of its zone."""
    struct = Struct.named("struct zone")
    zone = struct.at(address_of("contig_page_data") + zone_index(page) * struct.size)
    return read_string(zone["name"])


def pageblock_type(pfn: int) -> str:
    """The migrate type of the block that a frame is in."""
    at = section(pfn)
    if not at:
        return "unknown"
    usage = Struct.named("struct mem_section").at(at)["usage"]
    block = (pfn & (1 << 15) - 1) >> MAX_PAGE_ORDER
    word = read_u64(usage + Struct.named("struct mem_section_usage").offset("pageblock_flags") + block * 4 // 64 * 8)
    return MIGRATE_NAMES[min(word >> block * 4 % 64 & 7, 5)]


# --- what nothing writes down: the use of a frame -----------------------------------------------------------------------


class Use(NamedTuple):
    """What a frame is used for."""

    words: str
    first: int = 0  # the block's first frame
    order: int = 0


def buddy_block(pfn: int) -> Use | None:
    """The free block of the buddy allocator that holds the frame: its head has the same number with some low bits cleared."""
    for order in range(MAX_PAGE_ORDER + 1):
        first = pfn & -(1 << order)
        if not pfn_valid(first):
            return None
        head = page_at(first)
        if is_type(head, "buddy"):
            size = min(private(head), MAX_PAGE_ORDER)
            return Use("free, buddy allocator", first, size) if pfn < first + (1 << size) else None
    return None


def pcp_pages(zone: Record, cpu: int) -> Iterator[Tuple[int, int]]:
    """(pfn, order) of each block on a CPU's lists of a zone."""
    struct = Struct.named("struct per_cpu_pages")
    pcp = per_cpu(zone["per_cpu_pageset"], cpu)
    lists = struct.fields["lists"]
    for number in range(lists.size // 16):
        for link in links(pcp + lists.offset + 16 * number):
            yield page_to_pfn(link - page_struct().offset("lru")), number // MIGRATE_PCPTYPES


def pcp_block(pfn: int, page: Record) -> Use | None:
    """The block on a CPU's list that holds the frame; such pages have no mark of their own."""
    struct = Struct.named("struct zone")
    zone = struct.at(address_of("contig_page_data") + zone_index(page) * struct.size)
    for cpu in cpus():
        try:
            for first, order in pcp_pages(zone, cpu):
                if first <= pfn < first + (1 << order):
                    return Use("free, per-CPU list of CPU %d" % cpu, first, order)
        except (Broken, Fault):
            continue
    return None


def use_of(pfn: int) -> Use:
    """What a frame is used for, found in the order in which one answer excludes the next."""
    if not pfn_valid(pfn):
        return Use("no memory")
    page = page_at(pfn)
    if has_flag(page, "reserved"):
        image = virt_to_phys(linker_symbol("_text")) <= pfn << PAGE_SHIFT < virt_to_phys(linker_symbol("_end"))
        return Use("kernel image" if image else "reserved since boot")
    head = compound_head(page)
    if is_type(head, "slab"):
        cache = Struct.named("struct slab").at(head.address)["slab_cache"]
        name = read_string(Struct.named("struct kmem_cache").at(cache)["name"])
        return Use("slab of cache %s" % name, page_to_pfn(head.address), compound_order(head))
    if is_type(page, "table"):
        return Use("page table")
    free = buddy_block(pfn) or pcp_block(pfn, page)
    if free:
        return free
    if has_flag(head, "head") or head.address != page.address:
        return Use("allocated, compound page", page_to_pfn(head.address), compound_order(head))
    return Use("allocated")


def pfn_of(number: int) -> int:
    """A frame named by its number, its physical address, an address of it, or its struct page."""
    if VMEMMAP_START <= number < VMEMMAP_END:
        return page_to_pfn(number)
    if is_linear(number) or in_image(number):
        return virt_to_phys(number) >> PAGE_SHIFT
    if number >> 48:
        from slub64.tables import translate

        physical = translate(number)
        if physical is None:
            raise gdb.GdbError("page: nothing is mapped at %#x" % number)
        return physical >> PAGE_SHIFT
    if pfn_valid(number):
        return number
    return number >> PAGE_SHIFT


@command("page ADDR|PFN", "a page frame: what it is used for, flags, counts, zone, owner")
def page_command(arguments: list[str]) -> None:
    """ADDR is an address of the frame (linear map, image, vmalloc), its physical address, its number, or that of its struct page."""
    pfn = pfn_of(evaluate(expression(arguments)))
    if not pfn_valid(pfn):
        say("pfn %#x has no struct page: no memory" % pfn)
        return
    physical = pfn << PAGE_SHIFT
    page = page_at(pfn)
    say("pfn %#x  physical %#x  virtual %x  struct page %x" % (pfn, physical, phys_to_virt(physical), page.address))
    try:
        use = use_of(pfn)
    except Fault as error:
        use = Use("unknown: %s" % error)
    block = ""
    if use.first:
        block = ", order %d: pfn %#x to %#x" % (use.order, use.first, use.first + (1 << use.order) - 1)
    say("use        %s%s" % (use.words, block))
    say("flags      %s" % flag_words(page))
    mapcount = page["_mapcount.counter"] + 1 if page_type(page) == PAGE_TYPE_NONE else 0
    say("refcount   %d, mapcount %d" % (page["_refcount.counter"], mapcount))
    say("zone       %s, pageblock %s" % (zone_name(page), pageblock_type(pfn)))
    if page_type(page) == PAGE_TYPE_NONE:
        say("mapping    %016x, index %#x, private %#x" % (page["mapping"], page["index"], private(page)))
    from slub64.owners import describe_owner

    describe_owner(pfn)


