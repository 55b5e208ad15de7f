# SPDX-License-Identifier: GPL-2.0-only
"""Who allocated a page: what page_owner=on remembers in each page's extension (mm/page/page_owner.cpp)."""
from __future__ import annotations

from typing import Optional, Tuple

import gdb

from slub64.command import Usage, command, say
from slub64.layout import MAX_PAGE_ORDER, pfn_valid, section
from slub64.memory import Record, Struct, address_of, enumerators, read_u64, symbol, variable
from slub64.pages import page_at
from slub64.stacks import print_frames


def is_on() -> bool:
    """Does the kernel keep owners?"""
    key = int(symbol("page_owner_inited").address)
    return read_u64(key) & 0xFFFFFFFF == 1


def owner_of(pfn: int) -> Optional[Tuple[int, Record]]:
    """(flags, struct page_owner) of a frame; None if it has no extension."""
    at = section(pfn)
    base = Struct.named("struct mem_section").at(at)["page_ext"] if at else 0
    if not base or base & 1:
        return None
    extension = base + variable("page_ext_size") * pfn
    offset = Struct.named("struct page_ext_operations").at(address_of("page_owner_ops"))["offset"]
    return read_u64(extension), Struct.named("struct page_owner").at(extension + offset)


def has(flags: int, name: str) -> bool:
    """Is PAGE_EXT_name set?"""
    return bool(flags >> enumerators("enum page_ext_flags")["PAGE_EXT_" + name] & 1)


def print_allocation(verb: str, pfn: int, owner: Record) -> None:
    """Linux's two lines about an allocation."""
    say(
        "Page %s via order %d, gfp_mask: 0x%x, pid: %d, tgid: %d (%s), ts %u ns, free_ts %u ns"
        % (
            verb,
            owner["order"],
            owner["gfp_mask"],
            owner["pid"],
            owner["tgid"],
            owner.text("comm"),
            owner["ts_nsec"],
            owner["free_ts_nsec"],
        )
    )
    say("PFN: %d, Flags: 0x%x" % (pfn, page_at(pfn)["flags"]))


def print_one(pfn: int) -> None:
    """All that is known of a frame."""
    if not variable("min_low_pfn") <= pfn <= variable("max_pfn") or not pfn_valid(pfn):
        say("pfn is invalid")
        return
    known = owner_of(pfn)
    if known is None:
        say("page_ext is null")
        return
    flags, owner = known
    if not has(flags, "OWNER"):
        say("page_owner flag is invalid")
        raise gdb.GdbError("page_owner info is not present (never set?)")
    allocated = has(flags, "OWNER_ALLOCATED")
    say("page_owner tracks the page as %s" % ("allocated" if allocated else "freed"))
    if not allocated:
        say("page_owner is not allocated")
    print_allocation("last allocated", pfn, owner)
    if owner["handle"]:
        print_frames(owner["handle"])
    else:
        say("page_owner allocation stack trace missing")
    if owner["free_handle"]:
        say("page last free stack trace:")
        print_frames(owner["free_handle"])
    else:
        say("page_owner free stack trace missing")


def print_all() -> None:
    """Every allocation that has an owner."""
    pfn, end = variable("min_low_pfn"), variable("max_pfn")
    while pfn < end:
        if not pfn_valid(pfn):
            pfn = (pfn | (1 << MAX_PAGE_ORDER) - 1) + 1
            continue
        known = owner_of(pfn)
        if known is None or not has(known[0], "OWNER") or not has(known[0], "OWNER_ALLOCATED"):
            pfn += 1
            continue
        print_allocation("allocated", pfn, known[1])
        print_frames(known[1]["handle"])
        pfn += 1 << min(known[1]["order"], MAX_PAGE_ORDER)


@command("lx-dump-page-owner [--pfn PFN]", "who allocated the pages, or one page (page_owner=on)", gdb.COMMAND_SUPPORT)
def lx_dump_page_owner(arguments: list[str]) -> None:
    """PFN is decimal, as in Linux; 0x... is understood too."""
    if not is_on():
        raise gdb.GdbError("page_owner_inited is not enabled")
    if not arguments:
        print_all()
    elif len(arguments) == 2 and arguments[0] == "--pfn":
        print_one(int(arguments[1], 0))
    else:
        raise Usage("--pfn and a number, or nothing")


def describe_owner(pfn: int) -> None:
    """The owner's line of `page`, if owners are kept."""
    if not is_on():
        return
    known = owner_of(pfn)
    if known is None or not has(known[0], "OWNER"):
        return
    flags, owner = known
    if has(flags, "OWNER_ALLOCATED"):
        say("owner      pid %d (%s), order %d, gfp_mask %#x" % (owner["pid"], owner.text("comm"), owner["order"], owner["gfp_mask"]))
        print_frames(owner["handle"])
    else:
        say("owner      none now; freed by pid %d" % owner["free_pid"])
        print_frames(owner["free_handle"])
