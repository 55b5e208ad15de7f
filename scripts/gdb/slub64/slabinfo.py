# SPDX-License-Identifier: GPL-2.0-only
"""lx-slabinfo and lx-slabtrace: all caches in a table; who holds a cache's objects. Output as Linux's scripts print it."""
from __future__ import annotations

from typing import Dict, List, Optional, Set, Tuple

import gdb

from slub64.areas import caller_name
from slub64.command import Usage, command, say
from slub64.layout import cpus
from slub64.lists import Broken
from slub64.memory import Fault, read_u64, variable
from slub64.slabs import Cache, Slab, caches, find_cache, node_list, track, walk
from slub64.stacks import print_frames

COLUMNS = ("Pointer", "name", "active_objs", "num_objs", "objsize", "objperslab", "pagesperslab")
WIDTHS = (18, 20, 12, 12, 8, 11, 13)


def row(cells: Tuple[str, ...], align: str = "^", fill: str = " ") -> str:
    """Cells centred between bars."""
    return " | ".join("{:{}{}{}}".format(cell, fill, align, width) for cell, width in zip(cells, WIDTHS))


def counts(cache: Cache) -> Tuple[int, int, Optional[str]]:
    """Objects in use and in all, and what was wrong. Objects on freelists of CPUs count as used, as in /proc/slabinfo."""
    node = cache.node
    if node is None:
        return 0, 0, None
    total, free, wrong = node["total_objects.counter"], 0, None
    try:
        for slab in node_list(cache, "partial"):
            free += slab.objects - slab.inuse
    except (Broken, Fault) as error:
        wrong = str(error)
    return total - free, total, wrong


@command("lx-slabinfo", "all caches, as /proc/slabinfo counts them")
def lx_slabinfo(_: list[str]) -> None:
    """active_objs counts what is on a CPU's freelist as used, as the kernel does."""
    say(row(COLUMNS))
    say(row(("",) * len(COLUMNS), fill="-"))
    try:
        for cache in caches():
            active, total, wrong = counts(cache)
            say(
                "{:18s} | {:20.19s} | {:12} | {:12} | {:8} | {:11} | {:13}".format(
                    hex(cache.address), cache.name, str(active), str(total), str(cache.size), str(cache.objects), str(1 << cache.order)
                )
            )
            if wrong:
                say("WRONG: %s: %s" % (cache.name, wrong))
    except (Broken, Fault) as error:
        say("WRONG: list of caches: %s" % error)


# --- lx-slabtrace -----------------------------------------------------------------------------------------------------


class Location:
    """All objects that were allocated, or freed, by one call."""

    def __init__(self) -> None:
        self.ages: List[int] = []
        self.pids: Set[int] = set()
        self.cpus: List[int] = []
        self.count = 0


def used_objects(slab: Slab) -> List[int]:
    """Those that are not on the slab's freelist."""
    free = set(walk(slab, slab.freelist).objects)
    return [obj for obj in map(slab.object, range(slab.objects)) if obj not in free]


def orig_size(slab: Slab, obj: int) -> int:
    """Bytes that kmalloc() was asked for, if they were noted."""
    if slab.cache.has("STORE_USER") and slab.cache.has("KMALLOC"):
        return read_u64(obj + slab.cache.info_end + 64) & 0xFFFFFFFF
    return slab.cache.object_size


def gather(cache: Cache, item: str) -> Dict[Tuple[int, int, int], Location]:
    """Locations by address, handle of the backtrace, and bytes wasted per object."""
    now, found = variable("jiffies_64"), {}
    for name in ("partial", "full"):
        for slab in node_list(cache, name):
            for obj in used_objects(slab):
                who = track(slab, obj, item)
                assert who is not None
                waste = cache.object_size - (orig_size(slab, obj) if item == "TRACK_ALLOC" else cache.object_size)
                location = found.setdefault((who["addr"], who["handle"], waste), Location())
                location.count += 1
                location.pids.add(who["pid"])
                if who["cpu"] not in location.cpus:
                    location.cpus.append(who["cpu"])
                if who["when"] or not location.ages:
                    location.ages.append(now - who["when"])
    return found


def print_location(key: Tuple[int, int, int], location: Location) -> None:
    """One line, and the backtrace."""
    addr, handle, waste = key
    line = "%d %s" % (location.count, caller_name(addr) if addr else "<not-available>")
    if waste:
        line += " waste=%d/%d" % (location.count * waste, waste)
    ages = location.ages
    if sum(ages) != min(ages):
        line += " age=%d/%d/%d" % (min(ages), sum(ages) / location.count, max(ages))
    else:
        line += " age=%d" % min(ages)
    first, last = min(location.pids), max(location.pids)
    line += " pid=%d-%d" % (first, last) if first != last else " pid=%d" % first
    if len(cpus("online")) > 1:
        line += " cpus=" + ",".join(map(str, location.cpus))
    say(line)
    print_frames(handle)
    say()


@command("lx-slabtrace --cache_name CACHE [--alloc|--free]", "who holds a cache's objects, or who freed what was there before")
def lx_slabtrace(arguments: list[str]) -> None:
    """For caches under slab_debug=U. The most frequent caller first."""
    items = {"--alloc": "TRACK_ALLOC", "--free": "TRACK_FREE"}
    if len(arguments) not in (2, 3) or arguments[0] != "--cache_name" or any(a not in items for a in arguments[2:]):
        raise Usage("a cache's name, please")
    cache = find_cache(arguments[1])
    if cache is None:
        raise gdb.GdbError("lx-slabtrace: no cache %s" % arguments[1])
    if not cache.has("STORE_USER"):
        raise gdb.GdbError("SLAB_STORE_USER is not set in %s" % cache.name)
    try:
        found = gather(cache, items[arguments[2] if len(arguments) == 3 else "--alloc"])
    except Broken as error:
        raise gdb.GdbError("lx-slabtrace: %s" % error) from None
    for key, location in sorted(found.items(), key=lambda item: -item[1].count):
        print_location(key, location)
