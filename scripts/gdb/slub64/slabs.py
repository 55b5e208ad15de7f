# SPDX-License-Identifier: GPL-2.0-only
"""What SLUB's structures say (mm/slab.h, docs/slub.md): caches, where their slabs are, and the freelists.

    kmem_cache --cpu_slab--> kmem_cache_cpu of each CPU: freelist, slab, partial -> slab -> slab
         |
         +-----node[0]-----> kmem_cache_node: partial <-> slab <-> slab, full (debugging only)

A freelist is a chain through the free objects themselves, so whoever writes into freed memory writes into it. walk() therefore
believes nothing: it stops at the first pointer that leads out of the slab, into the middle of an object, or back.
"""
from __future__ import annotations

from typing import Iterator, List, NamedTuple, Optional, Set

import gdb

from slub64.layout import PAGE_SHIFT, cpus, in_image, is_linear, page_address, per_cpu, pfn_valid, virt_to_phys
from slub64.lists import Broken, entries
from slub64.memory import MASK, Fault, Record, Struct, address_of, enumerators, read_string, read_u64
from slub64.pages import compound_head, is_type, page_at



def flag(name: str) -> int:
    """SLAB_... as a bit."""
    return 1 << enumerators("enum _slab_flag_bits")["_SLAB_" + name]


class Cache:
    """A struct kmem_cache."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.address = record.address
        self.name = read_string(record["name"])
        self.size = record["size"]
        self.object_size = record["object_size"]
        self.offset = record["offset"]
        self.objects = record["oo.x"] & 0xFFFF
        self.order = record["oo.x"] >> 16
        self.red_left_pad = record["red_left_pad"]
        self.flags = record["flags"]

    def has(self, name: str) -> bool:
        """Is SLAB_name set?"""
        return bool(self.flags & flag(name))

    @property
    def info_end(self) -> int:
        """Where debugging's data begins behind an object."""
        return self.record["inuse"] + (8 if self.offset >= self.record["inuse"] else 0)

    @property
    def node(self) -> Optional[Record]:
        """Its struct kmem_cache_node."""
        at = self.record.array("node")[0]
        return Struct.named("struct kmem_cache_node").at(at) if at else None

    def cpu_slab(self, cpu: int) -> Record:
        """A CPU's struct kmem_cache_cpu."""
        return Struct.named("struct kmem_cache_cpu").at(per_cpu(self.record["cpu_slab"], cpu))

    def next_free(self, obj: int) -> int:
        """What the free pointer of an object holds, decoded if the cache hides it."""
        at = obj + self.offset
        value = read_u64(at)
        if self.record.struct.has("random"):
            value ^= self.record["random"] ^ int.from_bytes(at.to_bytes(8, "little"), "big")
        return value & MASK


def caches() -> Iterator[Cache]:
    """All caches, the newest first."""
    for record in entries(address_of("slab_caches"), Struct.named("struct kmem_cache"), "list"):
        yield Cache(record)


def find_cache(name: str) -> Optional[Cache]:
    """The cache of that name, or the one whose struct kmem_cache is at that address."""
    try:
        address = int(name, 16)
    except ValueError:
        address = 0
    try:
        for cache in caches():
            if cache.name == name or cache.address == address:
                return cache
    except Broken as error:
        gdb.write("the list of caches: %s\n" % error)
    return None


class Slab:
    """A struct slab: what the allocator keeps of some pages, in the place of their first struct page."""

    def __init__(self, address: int, cache: Optional[Cache] = None) -> None:
        self.record = Struct.named("struct slab").at(address)
        self.address = address
        self.cache = cache or Cache(Struct.named("struct kmem_cache").at(self.record["slab_cache"]))
        self.start = page_address(address)
        self.objects = self.record["objects"]
        self.inuse = self.record["inuse"]
        self.frozen = bool(self.record["frozen"])
        self.freelist = self.record["freelist"]

    @property
    def end(self) -> int:
        """First address behind the last object."""
        return self.start + self.objects * self.cache.size

    def object(self, index: int) -> int:
        """Address of an object."""
        return self.start + index * self.cache.size + self.cache.red_left_pad

    def index(self, address: int) -> int:
        """Number of the object whose slot holds an address."""
        return (address - self.start) // self.cache.size

    def fault_of(self, pointer: int) -> str:
        """What is wrong with a pointer that should name one of the objects; "" if nothing is."""
        if not self.start <= pointer < self.end:
            return "wild pointer %#x: not in the slab %#x to %#x" % (pointer, self.start, self.end - 1)
        if pointer != self.object(self.index(pointer)):
            return "wild pointer %#x: in object %d, not at its begin" % (pointer, self.index(pointer))
        return ""


def slab_of(address: int) -> Optional[Slab]:
    """The slab that an address is in, or None."""
    if not (is_linear(address) or in_image(address)):
        return None
    pfn = virt_to_phys(address) >> PAGE_SHIFT
    if not pfn_valid(pfn):
        return None
    head = compound_head(page_at(pfn))
    return Slab(head.address) if is_type(head, "slab") else None


class Chain(NamedTuple):
    """A freelist, as far as it is right."""

    objects: List[int]
    problem: str  # "" if it ended as it should


def walk(slab: Slab, first: int) -> Chain:
    """Follows a freelist from its first object."""
    objects: List[int] = []
    seen: Set[int] = set()
    pointer = first
    while pointer:
        wrong = slab.fault_of(pointer)
        if wrong:
            behind = " behind object %d" % slab.index(objects[-1]) if objects else ""
            return Chain(objects, wrong + behind)
        if pointer in seen:
            return Chain(objects, "cycle: object %d comes again after %d objects" % (slab.index(pointer), len(objects)))
        seen.add(pointer)
        objects.append(pointer)
        try:
            pointer = slab.cache.next_free(pointer)
        except Fault as error:
            return Chain(objects, str(error))
    return Chain(objects, "")


class Place(NamedTuple):
    """Where a slab is found."""

    words: str
    cpu: int  # -1: on none


def cpu_partial(cache: Cache, cpu: int) -> Iterator[Slab]:
    """The slabs on a CPU's partial list. A list that goes round or leads away ends with Broken."""
    at, seen = cache.cpu_slab(cpu)["partial"], set()
    while at:
        if at in seen:
            raise Broken("partial list of CPU %d: goes round at slab %#x" % (cpu, at))
        seen.add(at)
        try:
            slab = Slab(at, cache)
        except Fault:
            raise Broken("partial list of CPU %d: wild pointer %#x" % (cpu, at)) from None
        yield slab
        at = slab.record["next"]


def node_list(cache: Cache, name: str) -> Iterator[Slab]:
    """The slabs on the node's list "partial" or "full"."""
    node = cache.node
    if node is None:
        return
    for record in entries(node.address_of(name), Struct.named("struct slab"), "slab_list"):
        yield Slab(record.address, cache)


def place_of(slab: Slab) -> Place:
    """Which CPU or list has a slab."""
    for cpu in cpus():
        if slab.cache.cpu_slab(cpu)["slab"] == slab.address:
            return Place("cpu slab", cpu)
        try:
            if any(other.address == slab.address for other in cpu_partial(slab.cache, cpu)):
                return Place("on a CPU's partial list", cpu)
        except Broken:
            pass
    for name, words in (("partial", "on the node's partial list"), ("full", "on the node's full list")):
        try:
            if any(other.address == slab.address for other in node_list(slab.cache, name)):
                return Place(words, -1)
        except Broken:
            pass
    return Place("full: on no list", -1)


class Objects(NamedTuple):
    """Which objects of a slab are free, and what is wrong."""

    on_cpu: List[int]  # free, on the freelist of the CPU that has the slab
    on_slab: List[int]  # free, on the slab's own
    problems: List[str]

    def state(self, obj: int) -> str:
        """What an object is, in words."""
        if obj in self.on_cpu:
            return "free, on a CPU's freelist"
        if obj in self.on_slab:
            return "free, on the slab's freelist"
        return "allocated"


def objects_of(slab: Slab) -> Objects:
    """Follows both freelists of a slab."""
    own = walk(slab, slab.freelist)
    problems = ["the slab's freelist: " + own.problem] if own.problem else []
    on_cpu: List[int] = []
    for cpu in cpus():
        cpu_slab = slab.cache.cpu_slab(cpu)
        if cpu_slab["slab"] == slab.address:
            chain = walk(slab, cpu_slab["freelist"])
            on_cpu += chain.objects
            if chain.problem:
                problems.append("CPU %d's freelist: %s" % (cpu, chain.problem))
    twice = set(on_cpu) & set(own.objects)
    for obj in sorted(twice):
        problems.append("object %d is on the slab's and on a CPU's freelist" % slab.index(obj))
    if not problems and len(own.objects) != slab.objects - slab.inuse:
        problems.append(
            "inuse is %d of %d, but %d are on the slab's freelist" % (slab.inuse, slab.objects, len(own.objects))
        )
    return Objects(on_cpu, own.objects, problems)


def track(slab: Slab, obj: int, item: str) -> Optional[Record]:
    """Who had an object, if debugging remembers: TRACK_ALLOC or TRACK_FREE."""
    if not slab.cache.has("STORE_USER"):
        return None
    struct = Struct.named("struct track")
    return struct.at(obj + slab.cache.info_end + enumerators("enum track_item")[item] * struct.size)


