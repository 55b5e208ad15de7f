# SPDX-License-Identifier: GPL-2.0-only
"""slab and freelist: objects, slabs and caches, drawn."""
from __future__ import annotations

from typing import List

import gdb

from slub64.command import Usage, command, expression, say
from slub64.layout import PAGE_SIZE, cpus, current_cpu
from slub64.lists import Broken
from slub64.memory import Fault, evaluate, symbolize
from slub64.slabs import Cache, Objects, Slab, caches, cpu_partial, find_cache, node_list, objects_of, place_of, slab_of, track, walk
from slub64.stacks import print_stack

ROW = 64


def draw(slab: Slab, objects: Objects, marked: int = -1) -> None:
    """Each object as a sign, the marked one pointed at."""
    on_cpu, on_slab = set(objects.on_cpu), set(objects.on_slab)
    signs = ""
    for i in range(slab.objects):
        obj = slab.object(i)
        signs += "c" if obj in on_cpu else "." if obj in on_slab else "#"
    for first in range(0, slab.objects, ROW):
        say("%8d %s" % (first, signs[first : first + ROW]))
        if first <= marked < first + ROW:
            say("%8s %*s" % ("", marked - first + 1, "^"))
    say("         # allocated, c free on a CPU's freelist, . free on the slab's freelist")


def print_slab(slab: Slab, objects: Objects) -> None:
    """Where it is, how many objects are in use, what is wrong."""
    free = len(objects.on_cpu) + len(objects.on_slab)
    place = place_of(slab)
    on = " (CPU %d)" % place.cpu if place.cpu >= 0 else ""
    size = PAGE_SIZE << slab.cache.order
    say("slab     %x, %d bytes: %d allocated, %d free; %s%s" % (slab.start, size, slab.objects - free, free, place.words, on))
    say("         inuse %d, objects %d, frozen %d, freelist %016x" % (slab.inuse, slab.objects, slab.frozen, slab.freelist))
    for problem in objects.problems:
        say("         WRONG: " + problem)


def print_cache_line(cache: Cache) -> None:
    """Its geometry in one line."""
    say(
        "cache    %s: object size %d, size %d, free pointer at %d"
        % (cache.name, cache.object_size, cache.size, cache.offset)
    )


def print_tracks(slab: Slab, obj: int) -> None:
    """Who allocated and freed an object, if debugging remembers."""
    for item, words in (("TRACK_ALLOC", "allocated"), ("TRACK_FREE", "freed")):
        who = track(slab, obj, item)
        if who is not None and who["addr"]:
            say(
                "%-8s by %s, CPU %d, pid %d, jiffies %d"
                % (words, symbolize(who["addr"]), who["cpu"], who["pid"], who["when"])
            )
            print_stack(who["handle"], "           ")


def show_object(slab: Slab, address: int) -> None:
    """The object that an address is in, with its slab."""
    objects = objects_of(slab)
    index = slab.index(address)
    if index >= slab.objects:
        say("object   none: %x is in the unused end of the slab" % address)
        index = -1
    else:
        obj = slab.object(index)
        sign = "+" if address >= obj else "-"
        say(
            "object   %d of %d at %x %s %d bytes: %s"
            % (index, slab.objects, obj, sign, abs(address - obj), objects.state(obj))
        )
    print_cache_line(slab.cache)
    print_slab(slab, objects)
    if index >= 0:
        print_tracks(slab, slab.object(index))
    draw(slab, objects, index)


def show_cache(cache: Cache) -> None:
    """A cache: what each CPU has of it, what the node has."""
    print_cache_line(cache)
    say("         slabs of %d objects, order %d; struct kmem_cache %x, flags %#x" % (cache.objects, cache.order, cache.address, cache.flags))
    for cpu in cpus():
        cpu_slab = cache.cpu_slab(cpu)
        partial: List[Slab] = []
        wrong = ""
        try:
            for slab in cpu_partial(cache, cpu):
                partial.append(slab)
        except Broken as error:
            wrong = "; WRONG: %s" % error
        if cpu_slab["slab"]:
            slab = Slab(cpu_slab["slab"], cache)
            chain = walk(slab, cpu_slab["freelist"])
            say(
                "CPU %-2d   slab %x: %d on its freelist; %d partial slab(s)%s"
                % (cpu, slab.start, len(chain.objects), len(partial), wrong)
            )
            if chain.problem:
                say("         WRONG: " + chain.problem)
        else:
            say("CPU %-2d   no slab; %d partial slab(s)%s" % (cpu, len(partial), wrong))
    node = cache.node
    if node is None:
        return
    say(
        "node     %d slab(s), %d objects; %d on the partial list"
        % (node["nr_slabs.counter"], node["total_objects.counter"], node["nr_partial"])
    )
    try:
        for slab in node_list(cache, "partial"):
            say("         %x: inuse %d of %d" % (slab.start, slab.inuse, slab.objects))
    except (Broken, Fault) as error:
        say("         WRONG: partial list: %s" % error)


@command("slab ADDR|CACHE", "the object at an address, its cache, its slab drawn; or a cache")
def slab_command(arguments: list[str]) -> None:
    """ADDR is any address in a slab, or an expression. CACHE is a name (kmalloc-64) or the address of a struct kmem_cache."""
    what = expression(arguments)
    cache = find_cache(what)
    if cache is not None:
        show_cache(cache)
        return
    try:
        address = evaluate(what)
    except gdb.GdbError:
        raise gdb.GdbError("slab: no cache and no address: %s (caches: %s ...)" % (what, some_names())) from None
    slab = slab_of(address)
    if slab is None:
        raise gdb.GdbError("slab: %#x lies in no slab" % address)
    show_object(slab, address)


def some_names() -> str:
    """A few caches, for the one who mistyped."""
    return ", ".join(cache.name for _, cache in zip(range(5), caches()))


# --- freelist ---------------------------------------------------------------------------------------------------------


def print_chain(title: str, slab: Slab, first: int) -> None:
    """A freelist in order, eight objects a line."""
    chain = walk(slab, first)
    say("%s: %d object(s)" % (title, len(chain.objects)))
    for i in range(0, len(chain.objects), 8):
        say("    " + " -> ".join("%x" % obj if i + j == 0 else "#%d" % slab.index(obj) for j, obj in enumerate(chain.objects[i : i + 8])))
    if chain.problem:
        say("    WRONG: " + chain.problem)


def print_cpu_freelists(cache: Cache, cpu: int) -> None:
    """What a CPU would hand out next, in order."""
    cpu_slab = cache.cpu_slab(cpu)
    if not cpu_slab["slab"]:
        say("CPU %d has no slab" % cpu)
    else:
        slab = Slab(cpu_slab["slab"], cache)
        print_chain("CPU %d, slab %x, the CPU's freelist" % (cpu, slab.start), slab, cpu_slab["freelist"])
        print_chain("CPU %d, slab %x, the slab's own (freed by other CPUs)" % (cpu, slab.start), slab, slab.freelist)
    try:
        for slab in cpu_partial(cache, cpu):
            print_chain("CPU %d, partial slab %x" % (cpu, slab.start), slab, slab.freelist)
    except Broken as error:
        say("CPU %d: WRONG: %s" % (cpu, error))


@command("freelist CACHE [CPU]", "free objects in the order in which they will be handed out; cycles and wild pointers named")
def freelist_command(arguments: list[str]) -> None:
    """Without CPU: of every CPU, then of the node's partial list. The first object of a chain is shown by its address, the others by
    their number in the slab."""
    if len(arguments) not in (1, 2):
        raise Usage("a cache, and perhaps a CPU, please")
    cache = find_cache(arguments[0])
    if cache is None:
        raise gdb.GdbError("freelist: no cache %s (there are: %s ...)" % (arguments[0], some_names()))
    if len(arguments) == 2:
        cpu = int(arguments[1], 0) if arguments[1] != "here" else current_cpu()
        if cpu not in cpus():
            raise gdb.GdbError("freelist: there is no CPU %d" % cpu)
        print_cpu_freelists(cache, cpu)
        return
    for cpu in cpus():
        print_cpu_freelists(cache, cpu)
    try:
        for slab in node_list(cache, "partial"):
            print_chain("node, partial slab %x" % slab.start, slab, slab.freelist)
    except (Broken, Fault) as error:
        say("node: WRONG: partial list: %s" % error)
