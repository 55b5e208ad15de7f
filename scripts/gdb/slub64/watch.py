# SPDX-License-Identifier: GPL-2.0-only
"""Watching an object, and following allocations and frees through their states. For a target that can run."""
from __future__ import annotations

from typing import Callable, Dict, List, Optional

import gdb

from slub64.command import Usage, command, expression, say
from slub64.layout import is_live, page_to_pfn
from slub64.lists import Broken
from slub64.memory import Fault, Struct, evaluate, read_string, symbolize
from slub64.pages import zone_name
from slub64.slabs import Cache, find_cache, objects_of, slab_of


def need_live(name: str) -> None:
    """A dump does not run."""
    if not is_live():
        raise gdb.GdbError("%s: needs a target that runs; a memory dump does not" % name)


# --- watch-object -----------------------------------------------------------------------------------------------------


class ObjectWatch(gdb.Breakpoint):
    """Stops when somebody writes into an object, and says whether he may."""

    def __init__(self, obj: int, size: int) -> None:
        super().__init__("*(char (*)[%d]) %#x" % (size, obj), gdb.BP_WATCHPOINT, gdb.WP_ACCESS)
        self.silent = True
        self.object = obj

    def stop(self) -> bool:
        frame = gdb.newest_frame()
        table = frame.find_sal().symtab
        allocator = table is not None and "mm/slub/" in table.filename
        slab = slab_of(self.object)
        say("watch-object: %#x touched by %s" % (self.object, symbolize(frame.pc())))
        if slab is None:
            say("  it lies in no slab any more: USE AFTER FREE, its page went back to the buddy allocator")
            return True
        state = objects_of(slab).state(self.object)
        verdict = "the allocator itself" if allocator else "its user" if state == "allocated" else "USE AFTER FREE"
        say("  object %d of cache %s, %s: %s" % (slab.index(self.object), slab.cache.name, state, verdict))
        return True


watches: List[ObjectWatch] = []


@command("watch-object ADDR|off", "stop when the object at an address is touched, and say whether that is right", gdb.COMMAND_BREAKPOINTS)
def watch_object(arguments: list[str]) -> None:
    """Reads and writes count. Whoever touches a free object and is not the allocator uses it after it was freed. `watch-object off`
    forgets all of them."""
    if arguments == ["off"]:
        while watches:
            watch = watches.pop()
            if watch.is_valid():
                watch.delete()
        say("watch-object: none is watched")
        return
    need_live("watch-object")
    address = evaluate(expression(arguments))
    slab = slab_of(address)
    if slab is None:
        raise gdb.GdbError("watch-object: %#x lies in no slab" % address)
    index = slab.index(address)
    if index >= slab.objects:
        raise gdb.GdbError("watch-object: %#x lies in the unused end of a slab" % address)
    obj = slab.object(index)
    watches.append(ObjectWatch(obj, slab.cache.object_size))
    say(
        "watch-object: object %d of cache %s, %d bytes at %#x: %s"
        % (index, slab.cache.name, slab.cache.object_size, obj, objects_of(slab).state(obj))
    )


# --- kmem-trace -------------------------------------------------------------------------------------------------------
#
# A transition is the begin of a function that changes a state. What it says is made of the function's arguments.


def argument(name: str) -> int:
    """An argument of the function at whose begin the target stands; 0 if the compiler has lost it."""
    try:
        return int(gdb.selected_frame().read_var(name)) & (1 << 64) - 1
    except (gdb.error, ValueError):
        return 0


def cache_name() -> str:
    """Of the argument s."""
    at = argument("s")
    try:
        return read_string(Struct.named("struct kmem_cache").at(at)["name"]) if at else "?"
    except Fault:
        return "?"


def slab_words() -> str:
    """The argument sl, as a slab."""
    at = argument("sl")
    try:
        slab = Struct.named("struct slab").at(at)
        return "slab %#x (inuse %d of %d)" % (at, slab["inuse"], slab["objects"])
    except Fault:
        return "a slab"


def zone_words() -> str:
    """The argument zone, or that of the argument page."""
    try:
        if not argument("zone") and argument("page"):
            return "zone " + zone_name(Struct.named("struct page").at(argument("page")))
        return "zone " + read_string(Struct.named("struct zone").at(argument("zone"))["name"])
    except Fault:
        return "a zone"


def page_words() -> str:
    """The argument page."""
    return "pfn %#x" % page_to_pfn(argument("page")) if argument("page") else "a page"


Words = Callable[[], str]

TRANSITIONS: Dict[str, Words] = {
    "__kmalloc_noprof": lambda: "kmalloc(%d bytes): the fast path asks the CPU's freelist" % argument("size"),
    "kmem_cache_alloc_noprof": lambda: "%s: the fast path asks the CPU's freelist" % cache_name(),
    "slub::___slab_alloc": lambda: "%s: the CPU's freelist is empty: slow path" % cache_name(),
    "slub::get_partial": lambda: "%s: the CPU has no partial slab, but the node: its list is asked" % cache_name(),
    "slub::new_slab": lambda: "%s: no partial slab, neither the CPU's nor the node's: a new one from the page allocator" % cache_name(),
    "kfree": lambda: "kfree(%#x): to the CPU's freelist if the object's slab is the CPU's" % argument("objp"),
    "kmem_cache_free": lambda: "%s: an object comes back" % cache_name(),
    "slub::__slab_free": lambda: "%s: not this CPU's slab: the object goes to the freelist of %s" % (cache_name(), slab_words()),
    "slub::put_cpu_partial": lambda: "%s: %s was full and has a free object now: on the CPU's partial list" % (cache_name(), slab_words()),
    "slub::put_partials": lambda: "%s: the CPU's partial list is too long: its slabs go to the node" % cache_name(),
    "slub::deactivate_slab": lambda: "%s: the CPU gives up %s" % (cache_name(), slab_words()),
    "slub::add_partial": lambda: "%s goes on the node's partial list" % slab_words(),
    "slub::remove_partial": lambda: "%s leaves the node's partial list" % slab_words(),
    "slub::discard_slab": lambda: "%s: %s is empty and not needed: its pages go back" % (cache_name(), slab_words()),
    "buddy::rmqueue_bulk": lambda: "%s: the CPU's page list is empty: a batch of order %d from the buddy lists" % (zone_words(), argument("order")),
    "buddy::rmqueue_buddy": lambda: "%s: a block of order %d from the buddy lists" % (zone_words(), argument("order")),
    "buddy::rmqueue_claim": lambda: "%s: no block of this type: a whole pageblock of another one is claimed" % zone_words(),
    "buddy::rmqueue_steal": lambda: "%s: no pageblock to claim: one block is stolen from another type" % zone_words(),
    "buddy::free_one_page": lambda: "%s goes back to %s with order %d, and merges with its buddies while they are free" % (page_words(), zone_words(), argument("order")),
    "buddy::free_pcppages_bulk": lambda: "%s: the CPU's page list is too long: a batch goes back to the buddy lists" % zone_words(),
}


class Transition(gdb.Breakpoint):
    """Says a transition in words, and stops there or goes on."""

    def __init__(self, function: str, words: Words) -> None:
        super().__init__("-qualified -function %s" % function, internal=True)
        self.silent = True
        self.function = function
        self.words = words

    def stop(self) -> bool:
        if Trace.cache and argument("s") not in (0, Trace.cache.address):
            return False
        try:
            text = self.words()
        except (Fault, Broken, gdb.error) as error:
            text = str(error)
        say("kmem-trace: %-24s %s" % (self.function.split("::")[-1], text))
        return Trace.stops


class Trace:
    """What is traced now."""

    stops = False
    cache: Optional[Cache] = None
    points: List[Transition] = []

    @classmethod
    def clear(cls) -> None:
        for point in cls.points:
            if point.is_valid():
                point.delete()
        cls.points = []


@command("kmem-trace on|step|off [CACHE]", "say each state transition of allocations and frees in words; step: stop there", gdb.COMMAND_BREAKPOINTS)
def kmem_trace(arguments: list[str]) -> None:
    """on: goes on after each. step: stops at each; `continue` leads to the next. With CACHE only that cache's slabs, and all pages."""
    if not arguments or arguments[0] not in ("on", "step", "off") or len(arguments) > 2:
        raise Usage("on, step or off")
    Trace.clear()
    if arguments[0] == "off":
        say("kmem-trace: off")
        return
    need_live("kmem-trace")
    Trace.cache = None
    if len(arguments) == 2:
        Trace.cache = find_cache(arguments[1])
        if Trace.cache is None:
            raise gdb.GdbError("kmem-trace: no cache %s" % arguments[1])
    Trace.stops = arguments[0] == "step"
    for function, words in TRANSITIONS.items():
        point = Transition(function, words)
        if point.pending:
            point.delete()
        else:
            Trace.points.append(point)
    say("kmem-trace: %s, %d transitions" % (arguments[0], len(Trace.points)))
