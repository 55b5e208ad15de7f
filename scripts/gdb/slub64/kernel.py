# SPDX-License-Identifier: GPL-2.0-only
"""What kernel this is, what it has logged, which CPUs, tasks and resources it has."""
from __future__ import annotations

from typing import Iterator, Optional, Tuple

import gdb

from slub64.command import command, listed, say
from slub64.layout import cpus, current_cpu, per_cpu
from slub64.lists import Broken, salvaged
from slub64.memory import MASK, Record, Struct, address_of, read, read_string


@command("lx-version", "which kernel this is, as /proc/version says it")
def lx_version(_: list[str]) -> None:
    """Prints linux_banner."""
    say(read_string(address_of("linux_banner")).rstrip("."))  # its newline came as a dot


# --- the log ----------------------------------------------------------------------------------------------------------


def log_records() -> Iterator[Tuple[int, str]]:
    """Nanoseconds and text of each message in the ring, oldest first (kernel/printk/ringbuffer.h has its drawing)."""
    ring = Struct.named("struct printk_ringbuffer").at(address_of("printk_rb_static"))
    descriptor, info = Struct.named("struct prb_desc"), Struct.named("struct printk_info")
    count, size = 1 << ring["desc_ring.count_bits"], 1 << ring["text_data_ring.size_bits"]
    descriptors = read(ring["desc_ring.descs"], count * descriptor.size)
    infos = read(ring["desc_ring.infos"], count * info.size)
    text = read(ring["text_data_ring.data"], size)
    mask = (1 << 62) - 1
    at, head = ring["desc_ring.tail_id.counter"] & mask, ring["desc_ring.head_id.counter"] & mask
    for step in range((head - at & mask) + 1):
        index = (at + step) % count
        one = Record(descriptor, 0, descriptors[index * descriptor.size :][: descriptor.size])
        state = one["state_var.counter"] & MASK
        if state & mask != at + step & mask or state >> 62 not in (1, 2):
            continue  # no record yet, or one that is just written
        what = Record(info, 0, infos[index * info.size :][: info.size])
        begin, end = one["text_blk_lpos.begin"] % size, one["text_blk_lpos.next"] % size
        place = (0 if begin > end else begin) + 8
        if place + what["text_len"] > end:
            raise Broken("the log's record %d is longer than its text" % what["seq"])
        yield what["ts_nsec"], text[place:][: what["text_len"]].decode("utf8", "replace")


@command("lx-dmesg", "the kernel's log")
def lx_dmesg(_: list[str]) -> None:
    """Prints every message that the ring still holds, with the seconds since reset."""
    for nanoseconds, text in log_records():
        for line in text.splitlines():
            say("[%12.6f] %s" % (nanoseconds / 1e9, line))


# --- CPUs and per-CPU variables ---------------------------------------------------------------------------------------


@command("lx-cpus", "which CPUs are possible, present, online, active")
def lx_cpus(_: list[str]) -> None:
    """Prints the kernel's four masks of CPUs."""
    for name in ("Possible", "Present", "Online", "Active"):
        say("%-14s: %s" % (name + " CPUs", cpus(name.lower())))


class LxPerCpu(gdb.Function):
    """$lx_per_cpu(VAR[, CPU]): the per-CPU variable VAR of that CPU, or of the one that gdb shows."""

    def __init__(self) -> None:
        super().__init__("lx_per_cpu")

    def invoke(self, var: gdb.Value, cpu: Optional[gdb.Value] = None) -> gdb.Value:
        number = current_cpu() if cpu is None or int(cpu) < 0 else int(cpu)
        if number not in cpus():
            raise gdb.GdbError("$lx_per_cpu: there is no CPU %d" % number)
        address = per_cpu(int(var.address), number)
        return gdb.Value(address).cast(var.type.pointer()).dereference()


LxPerCpu()
listed["$lx_per_cpu(VAR[, CPU])"] = "a per-CPU variable, in an expression"


# --- tasks ------------------------------------------------------------------------------------------------------------


def tasks() -> Iterator[Record]:
    """Every task_struct, init_task first."""
    struct = Struct.named("struct task_struct")
    first = address_of("init_task")
    yield struct.at(first)
    for link in salvaged(first + struct.offset("tasks")):
        yield struct.at(link - struct.offset("tasks"))


@command("lx-ps", "the tasks")
def lx_ps(_: list[str]) -> None:
    """Prints each task's task_struct, number and name."""
    say("{:>10} {:>12} {:>7}".format("TASK", "PID", "COMM"))
    for task in tasks():
        say("{:#x} {:^5} {}".format(task.address, task["pid"], task.text("comm")))


# --- resources --------------------------------------------------------------------------------------------------------


def resources(at: int, depth: int = 0) -> Iterator[Tuple[Record, int]]:
    """A resource, what is in it, and its neighbours, each with its depth."""
    struct, seen = Struct.named("struct resource"), set()
    while at:
        if at in seen or depth == 32:
            raise Broken("resources go round at %#x" % at)
        seen.add(at)
        resource = struct.at(at)
        yield resource, depth
        yield from resources(resource["child"], depth + 1)
        at = resource["sibling"]


@command("lx-iomem", "who has which physical addresses, as /proc/iomem")
def lx_iomem(_: list[str]) -> None:
    """Prints the tree of resources below iomem_resource."""
    root = Struct.named("struct resource").at(address_of("iomem_resource"))
    width = 4 if root["end"] < 0x10000 else 8
    for resource, depth in resources(root["child"]):
        say(
            "%s%0*x-%0*x : %s"
            % ("  " * depth, width, resource["start"], width, resource["end"], read_string(resource["name"]))
        )

