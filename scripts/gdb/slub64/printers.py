# SPDX-License-Identifier: GPL-2.0-only
"""Pretty printers: what `print` says of a page, a slab, a cache, a zone, a list, an entry of a page table.

`print/r` shows the fields as they are.
"""
from __future__ import annotations

from typing import Callable, Dict, Optional

import gdb

from slub64.layout import page_to_pfn
from slub64.lists import Broken, links
from slub64.memory import Fault, Struct, read_string
from slub64.pages import flag_words, use_of
from slub64.slabs import Cache, Slab, objects_of, place_of
from slub64.tables import Step, words

COUNTED = 1000  # a longer list is not counted for one line


def page_words(address: int) -> str:
    """struct page."""
    page = Struct.named("struct page").at(address)
    pfn = page_to_pfn(address)
    return "pfn %#x: %s, flags %s, refcount %d" % (pfn, use_of(pfn).words, flag_words(page), page["_refcount.counter"])


def slab_words(address: int) -> str:
    """struct slab."""
    slab = Slab(address)
    objects = objects_of(slab)
    free = len(objects.on_cpu) + len(objects.on_slab)
    wrong = "; WRONG: " + objects.problems[0] if objects.problems else ""
    return "slab %#x of %s: %d of %d objects free, %s%s" % (
        slab.start,
        slab.cache.name,
        free,
        slab.objects,
        place_of(slab).words,
        wrong,
    )


def cache_words(address: int) -> str:
    """struct kmem_cache."""
    cache = Cache(Struct.named("struct kmem_cache").at(address))
    node = cache.node
    slabs = node["nr_slabs.counter"] if node is not None else 0
    return "cache %s: objects of %d in %d bytes, %d per slab of order %d, %d slab(s)" % (
        cache.name,
        cache.object_size,
        cache.size,
        cache.objects,
        cache.order,
        slabs,
    )


def zone_words(address: int) -> str:
    """struct zone."""
    zone = Struct.named("struct zone").at(address)
    if not zone["present_pages"]:
        return "zone %s: empty" % read_string(zone["name"])
    return "zone %s: pfn %#x and %d more, %d managed, %d free" % (
        read_string(zone["name"]),
        zone["zone_start_pfn"],
        zone["spanned_pages"] - 1,
        zone["managed_pages.counter"],
        zone.array("vm_stat")[0],
    )


def list_words(address: int) -> str:
    """struct list_head: as a head. Of an entry's link it says the entries of the list and its head together."""
    record = Struct.named("struct list_head").at(address)
    text = "{next = %#x, prev = %#x}" % (record["next"], record["prev"])
    if record["next"] == address:
        return text + ", empty"
    count = 0
    try:
        for _ in links(address):
            count += 1
            if count == COUNTED:
                return text + ", %d entries or more" % COUNTED
    except Broken as error:
        return text + ", WRONG: %s" % error
    return text + ", %d entr%s" % (count, "y" if count == 1 else "ies")


BY_ADDRESS: Dict[str, Callable[[int], str]] = {
    "page": page_words,
    "slab": slab_words,
    "kmem_cache": cache_words,
    "zone": zone_words,
    "list_head": list_words,
}
TABLE_LEVELS = {"pgd_t": 0, "pud_t": 1, "pmd_t": 2, "pte_t": 3}


class InWords:
    """A printer that is one line of text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def to_string(self) -> str:
        return self.text


class AtAddress(InWords):
    """The same for a structure in memory. What makes no sense is said, and the fields can still be had by print/r."""

    def __init__(self, say: Callable[[int], str], address: int) -> None:
        try:
            super().__init__(say(address))
        except (Fault, Broken, gdb.error) as error:
            super().__init__("at %#x: %s" % (address, error))


def find_printer(value: gdb.Value) -> Optional[InWords]:
    """gdb asks this for every value that it prints."""
    if value.type.name in TABLE_LEVELS:
        raw = int(value[value.type.strip_typedefs().fields()[0]]) & (1 << 64) - 1
        step = Step(TABLE_LEVELS[value.type.name], 0, raw)
        return InWords("%016x: %s" % (raw, words(step)))
    kind = value.type.strip_typedefs()
    if kind.code != gdb.TYPE_CODE_STRUCT or kind.tag not in BY_ADDRESS or value.address is None:
        return None
    return AtAddress(BY_ADDRESS[kind.tag], int(value.address) & (1 << 64) - 1)


find_printer.__name__ = "slub64"
gdb.pretty_printers.append(find_printer)
