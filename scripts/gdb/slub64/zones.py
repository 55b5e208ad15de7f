# SPDX-License-Identifier: GPL-2.0-only
"""Zones: what is free in them, by order and migrate type, and whether their lists are sound."""
from __future__ import annotations

from typing import Iterator, List

import gdb

from slub64.command import command, say
from slub64.layout import MAX_PAGE_ORDER, cpus, page_struct, page_to_pfn, per_cpu
from slub64.lists import Broken, links
from slub64.memory import Fault, Record, Struct, address_of, read_string
from slub64.pages import MIGRATE_NAMES, is_type, private

WATERMARKS = ["min", "low", "high", "promo"]


def zones() -> Iterator[Record]:
    """The zones that hold memory."""
    struct = Struct.named("struct zone")
    node = Struct.named("struct pglist_data")
    at = address_of("contig_page_data")
    for i in range(node.fields["node_zones"].size // struct.size):
        zone = struct.at(at + i * struct.size)
        if zone["present_pages"]:
            yield zone


def free_lists(zone: Record, order: int) -> List[int]:
    """Addresses of the list heads of an order, one for each migrate type."""
    area = Struct.named("struct free_area")
    base = zone.address_of("free_area") + order * area.size + area.offset("free_list")
    return [base + 16 * kind for kind in range(area.fields["free_list"].size // 16)]


def nr_free(zone: Record, order: int) -> int:
    """How many blocks of an order the zone believes to have."""
    area = Struct.named("struct free_area")
    return area.at(zone.address_of("free_area") + order * area.size)["nr_free"]


def count_blocks(head: int, order: int, problems: List[str]) -> int:
    """Blocks on a list. What is wrong with it is added to @problems."""
    count = 0
    try:
        for link in links(head):
            page = page_struct().at(link - page_struct().offset("lru"))
            pfn = page_to_pfn(page.address)
            if not is_type(page, "buddy"):
                problems.append("pfn %#x is on the list of order %d and not marked free" % (pfn, order))
            elif private(page) != order:
                problems.append("pfn %#x is on the list of order %d and says order %d" % (pfn, order, private(page)))
            elif pfn & (1 << order) - 1:
                problems.append("pfn %#x is not aligned to its order %d" % (pfn, order))
            count += 1
    except (Broken, Fault) as error:
        problems.append(str(error))
    return count


def print_zone(zone: Record) -> None:
    """A zone's free blocks as a table, then its lists of the CPUs."""
    name = read_string(zone["name"])
    first = zone["zone_start_pfn"]
    say(
        "zone %s: pfn %#x to %#x, %d pages present, %d managed, %d free"
        % (
            name,
            first,
            first + zone["spanned_pages"] - 1,
            zone["present_pages"],
            zone["managed_pages.counter"],
            zone.array("vm_stat")[0],  # NR_FREE_PAGES
        )
    )
    marks = zone.array("_watermark")
    say("  watermarks " + ", ".join("%s %d" % pair for pair in zip(WATERMARKS, marks)))
    say("  order %s" % "".join("%8d" % order for order in range(MAX_PAGE_ORDER + 1)))
    say("  free  %s" % "".join("%8d" % nr_free(zone, order) for order in range(MAX_PAGE_ORDER + 1)))
    problems: List[str] = []
    counted = [[count_blocks(head, order, problems) for head in free_lists(zone, order)] for order in range(MAX_PAGE_ORDER + 1)]
    for kind in range(len(counted[0])):
        if any(row[kind] for row in counted):
            say("  %-11s%3d%s" % (MIGRATE_NAMES[kind], counted[0][kind], "".join("%8d" % row[kind] for row in counted[1:])))
    for order, row in enumerate(counted):
        if sum(row) != nr_free(zone, order):
            problems.append("order %d: nr_free is %d, on the lists are %d" % (order, nr_free(zone, order), sum(row)))
    struct = Struct.named("struct per_cpu_pages")
    for cpu in cpus():
        pcp = struct.at(per_cpu(zone["per_cpu_pageset"], cpu))
        say("  CPU %d: %d pages on its lists, high %d, batch %d" % (cpu, pcp["count"], pcp["high"], pcp["batch"]))
    for problem in problems:
        say("  WRONG: " + problem)


@command("buddy [ZONE]", "the zones' free blocks by order and type, and whether the lists are sound")
def buddy(arguments: list[str]) -> None:
    """Every list is walked; the table's line `free` is what the zone counts, the lines below are what is on the lists."""
    wanted = arguments[0] if arguments else None
    found = [zone for zone in zones() if wanted in (None, read_string(zone["name"]))]
    if not found and wanted is None:
        say("no zone has memory yet")
    elif not found:
        names = ", ".join(read_string(zone["name"]) for zone in zones())
        raise gdb.GdbError("buddy: no zone %s with memory in it (there are: %s)" % (wanted, names))
    for zone in found:
        print_zone(zone)


