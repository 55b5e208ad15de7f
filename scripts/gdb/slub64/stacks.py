# SPDX-License-Identifier: GPL-2.0-only
"""The stack depot: backtraces that the kernel stored (lib/stackdepot.cpp). A handle names one: pool, offset in it, extra bits."""
from __future__ import annotations

from typing import List

import gdb

from slub64.command import Usage, command, say
from slub64.memory import Struct, read_u64, symbolize, variable

STACK_ALIGN_SHIFT = 4
MOST_FRAMES = 64


def depot_fetch(handle: int) -> List[int]:
    """The return addresses of a stored backtrace. Empty: there is none of that handle."""
    if not handle or variable("stack_depot_disabled"):
        return []
    parts, value = Struct.named("union handle_parts").fields, {}
    for name in ("pool_index_plus_1", "offset"):
        value[name] = handle >> parts[name].bit + 8 * parts[name].offset & (1 << parts[name].bits) - 1
    index = value["pool_index_plus_1"] - 1
    if not 0 <= index < variable("pools_num"):
        return []
    pool = read_u64(variable("stack_pools") + 8 * index)
    struct = Struct.named("struct stack_record")
    at = pool + (value["offset"] << STACK_ALIGN_SHIFT)
    # A record is as long as its backtrace: not to be read whole.
    size_at = at + struct.offset("size")
    count = read_u64(size_at) & 0xFFFFFFFF
    if count > MOST_FRAMES:
        return []
    return [read_u64(at + struct.offset("entries") + 8 * i) for i in range(count)]


def print_stack(handle: int, indent: str = " ") -> None:
    """A stored backtrace, one function a line."""
    for address in depot_fetch(handle):
        say("%s%s" % (indent, symbolize(address)))


def print_frames(handle: int) -> None:
    """The same as Linux's scripts print it: the instruction behind each call."""
    for address in depot_fetch(handle):
        try:
            gdb.execute("x/i %#x" % address)
        except gdb.error:
            say("   %#x <%s>:\t(freed: code of boot)" % (address, symbolize(address).split("/")[0]))


@command("lx-stack_depot_lookup HANDLE", "the backtrace that a handle of the stack depot names")
def lx_stack_depot_lookup(arguments: list[str]) -> None:
    """HANDLE is what struct track, struct page_owner and reports call handle."""
    if len(arguments) != 1:
        raise Usage("one handle, please")
    handle = int(arguments[0], 16)
    if not depot_fetch(handle):
        raise gdb.GdbError("%#x names no backtrace" % handle)
    print_frames(handle)
