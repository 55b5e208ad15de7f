#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""The debugger's tools against a running kernel and against its memory dumps (make test-tools).

One machine is booted under gdb and stopped inside kmalloc(). There, in one session:

    Linux's own scripts             have to say the same as ours
    every command of ours           compared with what /proc and ps had printed a moment before
    dump 1                          the same commands on it have to say the same; Linux's own scripts and drgn too
    structures are damaged          every command has to report and to return
    dump 2                          the same on it

Three more machines are dumped as a user would do it: one that panics, one that runs on another terminal, one with kaslr.
Then the tours are replayed (tours.py). The last line is "N passed, N failed".
"""
from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import IO, Callable, Dict, List, NamedTuple

import tours

O = os.environ.get("O", "build")
FOLDER = os.path.join(tours.ROOT, O, "tools")
DUMP, DAMAGED = os.path.join(FOLDER, "vmcore"), os.path.join(FOLDER, "vmcore.damaged")
VMLINUX = os.path.join(tours.ROOT, O, "vmlinux")
GDB = os.environ.get("GDB", "gdb-multiarch")
MARK = tours.MARK
LIMIT = 300  # seconds for a session; the longest takes some ten on an idle machine

# --- what runs in the guest, and where it is stopped --------------------------------------------------------------------

TEXTS = {
    "version": "cat /proc/version",
    "iomem": "cat /proc/iomem",
    "vmallocinfo": "cat /proc/vmallocinfo",
    "ps": "ps",
    "traces": "cat /sys/kernel/debug/slab/kmalloc-192/alloc_traces",
    "slabinfo": "cat /proc/slabinfo",
    "buddyinfo": "cat /proc/buddyinfo",
    "end": "echo",
}
GUEST = "; ".join("echo @%s; %s" % item for item in TEXTS.items()) + "; kmalloc 4000"
KNOBS = {"SMP": "2", "MEM": "64M", "APPEND": "slab_debug=U,kmalloc-192 page_owner=on", "CMD": GUEST}
STOP = ["tbreak *__kmalloc_noprof if $x0 == 4000", "continue"]

CACHE = "kmalloc_caches[0][6]"  # kmalloc-64
PAGE = "(struct page *) 0xfffffdffc0000000"

# Every command. Those that have no line in CHECKS have to say the same live and in the dump.
COMMANDS = [
    "help slub64",
    "lx-version",
    "lx-cpus",
    "lx-ps",
    "lx-iomem",
    "lx-dmesg",
    "lx-slabinfo",
    "lx-slabtrace --cache_name kmalloc-192",
    "lx-slabtrace --cache_name kmalloc-192 --free",
    "lx-vmallocinfo",
    "lx-pfn_to_page 262656",
    "lx-page_to_pfn 0xfffffdffc0008000",
    "lx-page_address 0xfffffdffc0008000",
    "lx-page_to_phys 0xfffffdffc0008000",
    "lx-virt_to_phys 0xffff000000200000",
    "lx-virt_to_page 0xffff000000200000",
    "lx-sym_to_pfn 0xffff800080000000",
    "lx-pfn_to_kaddr 262656",
    "lx-list-check slab_caches",
    "lx-dump-page-owner --pfn 263169",
    "p $lx_per_cpu(cpu_number, 1)",
    "slab kmalloc-64",
    "slab %s" % CACHE,
    "slab (char *) %s + 5" % CACHE,
    "slab $lx_per_cpu(*%s->cpu_slab, 0).freelist" % CACHE,
    "freelist kmalloc-64",
    "freelist kmalloc-64 0",
    "freelist kmalloc-192",
    "buddy",
    "buddy DMA",
    "page 0x40200",
    "page %s" % CACHE,
    "page $sp",
    "pgtable &slab_caches",
    "pgtable $sp",
    "pgtable %s" % CACHE,
    "pgtable 0xffff900000000000",
    "regions",
    "who %s" % CACHE,
    "who &slab_caches",
    "who $sp",
    "who &$lx_per_cpu(runqueues, 1)",
    "who 0xfffffdffc0008000",
    "who -12",
    "who 0xffff900000000000",
    "p *%s" % CACHE,
    "p *(struct slab *) &(%s)[(%s - 0xffff000000000000) / 4096]" % (PAGE, "(unsigned long) " + CACHE),
    "p (%s)[0x200]" % PAGE,
    "p contig_page_data.node_zones[0]",
    "p slab_caches",
    "p (pte_t) {0xe8000040200703}",
    "slab nosuch",
    "slab 0xffff000000200000",
    "freelist nosuch",
    "freelist kmalloc-64 7",
    "buddy Nosuch",
    "page",
    "who nosuch",
]
LIVE_ONLY = ["watch-object %s" % CACHE, "watch-object off", "kmem-trace on kmalloc-64", "kmem-trace off"]

# What Linux's scripts and ours have in common.
LINUX = [command for command in COMMANDS if re.match(r"lx-|p \$lx", command)]
LINUX += ["lx-cmdline"]

# --- what is damaged ----------------------------------------------------------------------------------------------------

FIRST = "((char *) $lx_per_cpu(*kmalloc_caches[0][%d]->cpu_slab, 0).freelist)"
DAMAGE = [
    # kmalloc-64: a free object that names itself.
    "set $o = %s" % FIRST % 6,
    "set {long} ($o + kmalloc_caches[0][6]->offset) = (long) $o",
    # kmalloc-512: one whose next pointer is wild.
    "set $w = %s" % FIRST % 9,
    "set {long} ($w + kmalloc_caches[0][9]->offset) = 0xdead000000000100",
    # kmalloc-32: a partial slab of the CPU that is no address; kmalloc-8: a slab on the node's list that is none.
    "set $lx_per_cpu(*kmalloc_caches[0][5]->cpu_slab, 0).partial = (struct slab *) 0x1234",
    "set kmalloc_caches[0][3]->node[0]->partial.next = (struct list_head *) 0x1238",
    # The buddy's list of movable blocks of order 10; the list of caches, of areas, of tasks; the tree of resources.
    "set contig_page_data.node_zones[0].free_area[10].free_list[1].next->next = (struct list_head *) 0xdead000000000122",
    "set kmalloc_caches[0][8]->list.next = &kmalloc_caches[0][8]->list",
    "set $v = (struct list_head *) ((char *) vmap_nodes + (long) &((struct vmap_node *) 0)->busy.head)",
    "set $v->next->next = (struct list_head *) 8",
    "set init_task.tasks.next->next = init_task.tasks.next",
    "set iomem_resource.child->sibling = iomem_resource.child",
]

# Command -> what it has to say of the damage.
REPORTS = {
    "freelist kmalloc-64 0": "cycle: object",
    "freelist kmalloc-512": "wild pointer 0xdead000000000100",
    "freelist kmalloc-32": "wild pointer 0x1234",
    "freelist kmalloc-8": "WRONG",
    "slab kmalloc-64": "cycle: object",
    "slab kmalloc-512": "wild pointer 0xdead000000000100",
    "slab kmalloc-32": "wild pointer 0x1234",
    "slab kmalloc-8": "WRONG",
    "slab $o": "WRONG",
    "slab $w": "WRONG",
    "buddy": "WRONG",
    "lx-ps": "WRONG",
    "lx-iomem": "go round",
    "lx-slabinfo": "WRONG",
    "lx-vmallocinfo": "WRONG",
    "lx-list-check slab_caches": "!= current",
    "lx-list-check &kmalloc_caches[0][8]->list": "!= current",
    "p slab_caches": "WRONG",
    "p *(struct slab *) &(%s)[((unsigned long) $o - 0xffff000000000000) / 4096]" % PAGE: "WRONG",
}
# The damage is named by convenience variables, which a dump's session has to set again.
NAMES = DAMAGE[0:1] + DAMAGE[2:3]

# --- sessions -----------------------------------------------------------------------------------------------------------


def marked(commands: List[str]) -> List[str]:
    """Each command behind a mark, and one at the end."""
    return [word for command in commands for word in ("echo %s\\n" % MARK, command)] + ["echo %s\\n" % MARK]


def answers(text: str, commands: List[str]) -> Dict[str, List[str]]:
    """What each command printed."""
    parts = text.split(MARK + "\n")[1:]
    return {command: tours.tidy(part.splitlines()) for command, part in zip(commands, parts)}


# Linux's scripts first, then ours again: both have commands of the same names, and gdb keeps the last.
LOAD_LINUX = ["disable pretty-printer", "set print pretty off", "source %s/vmlinux-gdb.py" % O]
LOAD_OURS = [
    "python import sys",
    "python [sys.modules.pop(name) for name in list(sys.modules) if name.startswith('slub64')]",
    "source scripts/gdb/slub64-gdb.py",
    "enable pretty-printer",
]


class Live(NamedTuple):
    """What the session with the running machine brought."""

    console: str
    linux: Dict[str, List[str]]  # answers of Linux's scripts
    ours: Dict[str, List[str]]
    damaged: Dict[str, List[str]]  # ours, after the damage


def live_session() -> Live:
    """Boots, stops, asks, damages, asks again; makes both dumps."""
    asked = [LINUX, COMMANDS + LIVE_ONLY, NAMES + list(REPORTS) + COMMANDS]
    script = STOP + LOAD_LINUX + marked(asked[0]) + LOAD_OURS + marked(asked[1]) + ["monitor dump-guest-memory %s" % DUMP]
    script += DAMAGE + marked(asked[2]) + ["monitor dump-guest-memory %s" % DAMAGED, "kill"]
    for name in (DUMP, DAMAGED):
        if os.path.exists(name):
            os.unlink(name)
    environment = dict(os.environ, TIMEOUT="", GDBCMD=";".join(script), **KNOBS)
    text = tours.run(["scripts/qemu", "--gdb", os.path.join(O, "Image")], environment, LIMIT)
    with open(os.path.join(FOLDER, "live.txt"), "w", encoding="utf8") as file:
        file.write(text)
    with open(os.path.join(tours.ROOT, O, "serial.log"), encoding="utf8", errors="replace") as file:
        console = file.read().replace("\r", "")
    parts = [tours.tidy(part.splitlines()) for part in text.split(MARK + "\n")[1:]]
    said: List[Dict[str, List[str]]] = []
    for commands in asked:
        said.append(dict(zip(commands, parts)))
        parts = parts[len(commands) + 1 :]
    return Live(console, *said)


def dump_session(core: str, commands: List[str], linux: bool = False) -> Dict[str, List[str]]:
    """The answers on a dump, of our commands or of Linux's."""
    arguments = [GDB, "-q", "-batch"]
    if linux:
        arguments += ["-iex", "add-auto-load-safe-path %s" % os.path.join(tours.ROOT, O)]
    else:
        arguments += ["-iex", "set auto-load python-scripts off"]
    arguments += ["-ex", "set pagination off", "-ex", "set osabi GNU/Linux", "-ex", "core-file %s" % core]
    if not linux:
        arguments += ["-x", "scripts/gdb/slub64-gdb.py"]
    for command in marked(commands):
        arguments += ["-ex", command]
    text = tours.run(arguments + [VMLINUX], dict(os.environ), LIMIT)
    with open(os.path.join(FOLDER, "linux.txt" if linux else os.path.relpath(core, O).replace("/", "-") + ".txt"), "w", encoding="utf8") as file:
        file.write(text)
    return answers(text, commands)


# --- checks -------------------------------------------------------------------------------------------------------------

results: List[bool] = []


def test(name: str, check: Callable[[], List[str]]) -> None:
    """Runs a check, which returns what is wrong."""
    try:
        problems = check()
    except Exception as error:  # a tool that says something else entirely
        problems = ["%s: %s" % (type(error).__name__, error)]
    results.append(not problems)
    print("%s - %s" % ("not ok" if problems else "ok", name), flush=True)
    for problem in problems[:20]:
        print("    " + problem, flush=True)


def same(what: str, expected: object, found: object) -> List[str]:
    """One line if they differ."""
    return [] if expected == found else ["%s: expected %s, found %s" % (what, expected, found)]


def console_texts(console: str) -> Dict[str, List[str]]:
    """What the guest printed behind each @name."""
    found: Dict[str, List[str]] = {}
    name = ""
    for line in console.splitlines():
        if line.startswith("@"):
            name = line[1:]
            found[name] = []
        elif name:
            found[name].append(line)
    return found


def compare_with_proc(proc: Dict[str, List[str]], said: Dict[str, List[str]]) -> List[str]:
    """lx-version, lx-iomem, lx-ps, lx-slabinfo, lx-vmallocinfo, buddy against the kernel's own text."""
    wrong = same("lx-version", proc["version"], said["lx-version"])
    wrong += same("lx-iomem", proc["iomem"], said["lx-iomem"])

    caches = {}
    for line in said["lx-slabinfo"][2:]:
        cells = [cell.strip() for cell in line.split("|")]
        caches[cells[1]] = [int(cell) for cell in cells[2:]]
    for line in proc["slabinfo"][2:]:
        words = line.split()
        wrong += same("lx-slabinfo, " + words[0], [int(word) for word in words[1:6]], caches.pop(words[0][:19], None))
    wrong += same("lx-slabinfo, caches that /proc/slabinfo has not", {}, caches)

    areas = [line.split()[:2] for line in said["lx-vmallocinfo"]]
    expected = [line.split()[:2] for line in proc["vmallocinfo"] if "unpurged" not in line]
    wrong += same("lx-vmallocinfo", expected, areas)

    free = next(line.split()[1:] for line in said["buddy DMA"] if line.startswith("  free"))
    wrong += same("buddy", proc["buddyinfo"][0].split()[4:], free)

    pids = sorted(int(line.split()[1]) for line in said["lx-ps"][1:])
    listed = sorted(int(words[0]) for words in map(str.split, proc["ps"]) if words and words[0].isdigit())
    wrong += same("lx-ps", listed, [pid for pid in pids if pid])

    total = lambda lines: sum(int(line.split()[0]) for line in lines if " age=" in line)
    wrong += same("lx-slabtrace", total(proc["traces"]), total(said["lx-slabtrace --cache_name kmalloc-192"]))
    return wrong


# What is fixed by the machine's shape, or must be in an answer.
EXPECTED = {
    "lx-cpus": ["Possible CPUs : [0, 1]", "Present CPUs  : [0, 1]", "Online CPUs   : [0, 1]", "Active CPUs   : [0, 1]"],
    "lx-pfn_to_page 262656": ["pfn_to_page(0x40200) = 0xfffffdffc0008000"],
    "lx-page_to_pfn 0xfffffdffc0008000": ["page_to_pfn(0xfffffdffc0008000) = 0x40200"],
    "lx-page_address 0xfffffdffc0008000": ["page_address(0xfffffdffc0008000) = 0xffff000000200000"],
    "lx-page_to_phys 0xfffffdffc0008000": ["page_to_phys(0xfffffdffc0008000) = 0x40200000"],
    "lx-virt_to_phys 0xffff000000200000": ["virt_to_phys(0xffff000000200000) = 0x40200000"],
    "lx-virt_to_page 0xffff000000200000": ["virt_to_page(0xffff000000200000) = 0xfffffdffc0008000"],
    "lx-sym_to_pfn 0xffff800080000000": ["sym_to_pfn(0xffff800080000000) = 262656"],
    "lx-pfn_to_kaddr 262656": ["pfn_to_kaddr(262656) = 0xffff000000200000"],
}
CONTAINED = {
    "help slub64": "freelist CACHE",
    "lx-dmesg": "Booting slub64",
    "lx-list-check slab_caches": "list is consistent",
    "lx-dump-page-owner --pfn 263169": "page_owner",
    "p $lx_per_cpu(cpu_number, 1)": "= 1",
    "slab kmalloc-64": "object size 64, size 64",
    "slab (char *) %s + 5" % CACHE: "+ 5 bytes: allocated",
    "slab $lx_per_cpu(*%s->cpu_slab, 0).freelist" % CACHE: "free, on a CPU's freelist",
    "freelist kmalloc-64 0": "the CPU's freelist:",
    "page 0x40200": "kernel image",
    "page %s" % CACHE: "slab of cache kmem_cache",
    "page $sp": "owner      pid",
    "pgtable &slab_caches": "read-write, not executable",
    "pgtable 0xffff900000000000": "invalid: nothing is mapped here",
    "regions": "linear map of all RAM",
    "who %s" % CACHE: "of cache kmem_cache",
    "who &slab_caches": "symbol slab_caches",
    "who $sp": "stack of task 1 (init)",
    "who &$lx_per_cpu(runqueues, 1)": "per-CPU variable runqueues of CPU 1",
    "who 0xfffffdffc0008000": "struct page of pfn 0x40200: kernel image",
    "who -12": "error pointer: -12",
    "p *%s" % CACHE: "cache kmalloc-64: objects of 64",
    "p (%s)[0x200]" % PAGE: "kernel image",
    "p contig_page_data.node_zones[0]": "zone DMA: pfn",
    "p slab_caches": "entries",
    "p (pte_t) {0xe8000040200703}": "page at 0x40200000: normal memory, read-write, not executable",
    "slab nosuch": "no cache and no address",
    "slab 0xffff000000200000": "lies in no slab",
    "freelist nosuch": "no cache nosuch",
    "freelist kmalloc-64 7": "there is no CPU 7",
    "buddy Nosuch": "no zone Nosuch",
    "page": "Usage: page",
    "who nosuch": "nosuch",
    "watch-object %s" % CACHE: "watch-object: object",
    "kmem-trace on kmalloc-64": "transitions",
}


def contents(said: Dict[str, List[str]]) -> List[str]:
    """EXPECTED and CONTAINED, and no traceback anywhere."""
    wrong: List[str] = []
    for command, lines in EXPECTED.items():
        wrong += same(command, lines, said.get(command))
    for command, part in CONTAINED.items():
        if command in said and part not in "\n".join(said[command]):
            wrong.append("%s: %r is not in it: %s" % (command, part, said[command][:3]))
    return wrong + tracebacks(said)


def tracebacks(said: Dict[str, List[str]]) -> List[str]:
    """Commands that ended in Python's words instead of ours, or in none at all."""
    return [
        "%s: %s" % (command, lines[-1] if lines else "nothing")
        for command, lines in said.items()
        if any("Traceback" in line or "Python Exception" in line for line in lines) or (not lines and not command.startswith("set "))
    ]


def equal(one: Dict[str, List[str]], other: Dict[str, List[str]], but: List[str]) -> List[str]:
    """Commands of @other that say something else in @one."""
    return [
        "%s: %s | %s" % (command, one.get(command, ["nothing"])[:4], lines[:4])
        for command, lines in other.items()
        if command not in but and [drop_number(line) for line in one.get(command, [])] != [drop_number(line) for line in lines]
    ]


def drop_number(line: str) -> str:
    """Without gdb's number of a value, and without the instruction in a backtrace: that of freed code is in the dump's vmlinux only."""
    return re.sub(r"^( +0x[0-9a-f]+) <.*>:\t.*", r"\1", re.sub(r"^\$\d+ =", "$ =", line))


def reports(said: Dict[str, List[str]]) -> List[str]:
    """Everything ended, and what is damaged was named."""
    wrong = ["%s: never answered" % command for command in list(REPORTS) + COMMANDS if command not in said]
    for command, part in REPORTS.items():
        if part not in "\n".join(said.get(command, [])):
            wrong.append("%s: %r is not in it: %s" % (command, part, said.get(command, [])[:4]))
    return wrong + tracebacks(said)


def linux_scripts(said: Dict[str, List[str]], ours: Dict[str, List[str]]) -> List[str]:
    """Linux's scripts and ours say the same; callers of areas are C++ names, which Linux's script cuts at a blank."""
    wrong = ["%s: %s" % (c, lines[-1]) for c, lines in said.items() if any("Error" in line or "Exception" in line for line in lines)]
    cut = lambda lines: [re.sub(r" \S*[>)]\S*| <.*>", "", " ".join(line.split()[:2])) for line in lines]
    for command in LINUX:
        if command not in ours or command.startswith("lx-slabtrace"):
            continue
        one, other = said.get(command, []), ours[command]
        if command == "lx-vmallocinfo":
            one, other = cut(one), cut(other)
        wrong += same(command, [drop_number(line) for line in other], [drop_number(line) for line in one])
    for command in (c for c in LINUX if c.startswith("lx-slabtrace")):
        heads = lambda lines: sorted(re.sub(r"^(\d+) .*? (?=(waste|age)=)", r"\1 ", line) for line in lines if " age=" in line)
        wrong += same(command, heads(ours[command]), heads(said.get(command, [])))
    return wrong


DRGN = r"""
from drgn import sizeof
from drgn.helpers.linux.printk import get_dmesg, get_printk_records
counts = {}
for cache in for_each_slab_cache(prog):
    counts[cache.name.string_().decode()] = len(list(slab_cache_for_each_allocated_object(cache, "void *")))
print("caches", len(counts))
print("kmem_cache objects", counts["kmem_cache"])
print("kmem_cache_node objects", counts["kmem_cache_node"])
cache = find_slab_cache(prog, "kmalloc-64")
print("found", cache.name.string_().decode())
print("none", find_slab_cache(prog, "nosuch"))
info = slab_object_info(prog, cache.value_() + 5)
print("info", hex(info.address), info.slab_cache.name.string_().decode(), info.allocated)
print("containing", find_containing_slab_cache(prog, cache.value_()).name.string_().decode())
per_cpu_slab = per_cpu_ptr(cache.cpu_slab, 0)
free = per_cpu_slab.freelist.value_()
print("free", slab_object_info(prog, free).allocated)
print("cpus", list(for_each_online_cpu(prog)), list(for_each_possible_cpu(prog)))
print("per_cpu", per_cpu(prog["cpu_number"], 1).value_())
pages = list(for_each_page(prog))
print("pages", len(pages))
pfn = 0x40200
page = pfn_to_page(prog, pfn)
print("page", hex(page), hex(page_to_pfn(page)), hex(page_to_virt(page)), hex(page_to_phys(page)))
print("virt", hex(virt_to_phys(prog, page_to_virt(page).value_())), hex(virt_to_page(prog, page_to_virt(page).value_())), decode_page_flags(page))
print("list", sum(1 for _ in list_for_each_entry("struct kmem_cache", prog["slab_caches"].address_of_(), "list")))
bases = per_cpu(prog["hrtimer_bases"], 0).clock_base
print("rbtree", sum(len(list(rbtree_inorder_for_each(base.active.rb_root.rb_root.address_of_()))) for base in bases) >= 0)
print("slab_pages", sum(1 for p in pages if PageSlab(p)))
print("kernel", prog["UTS_RELEASE"].string_().decode())
print("log", get_dmesg(prog).decode().splitlines()[0].split("] ")[1])
print("records", len(get_printk_records(prog)))
print_slab_caches(prog)
"""


def drgn(ours: Dict[str, List[str]], proc: Dict[str, List[str]]) -> List[str]:
    """drgn's helpers against the kernel's count."""
    script = os.path.join(FOLDER, "check.py")
    with open(script, "w", encoding="utf8") as file:
        file.write(DRGN)
    text = tours.run(["scripts/drgn/slub64-drgn", VMLINUX, DUMP, script], dict(os.environ), LIMIT)
    with open(os.path.join(FOLDER, "drgn.txt"), "w", encoding="utf8") as file:
        file.write(text)
    said = dict(line.split(" ", 1) if line.split()[0] != "kmem_cache" else (" ".join(line.split()[:2]), line.split()[2]) for line in text.splitlines() if " " in line and "(struct" not in line)
    caches = len(proc["slabinfo"]) - 2
    cache_address = next(line.split()[0] for line in ours["lx-slabinfo"] if "| kmalloc-64 " in line)
    wrong = same("for_each_slab_cache", str(caches), said.get("caches"))
    wrong += same("slab_cache_for_each_allocated_object", "%d" % caches, said.get("kmem_cache objects"))
    wrong += same("find_slab_cache", "kmalloc-64", said.get("found"))
    wrong += same("find_slab_cache of none", "None", said.get("none"))
    wrong += same("slab_object_info", "%s kmem_cache True" % cache_address, said.get("info"))
    wrong += same("slab_object_info of a free one", "False", said.get("free"))
    wrong += same("find_containing_slab_cache", "kmem_cache", said.get("containing"))
    wrong += same("for_each_online_cpu", "[0, 1] [0, 1]", said.get("cpus"))
    wrong += same("per_cpu", "1", said.get("per_cpu"))
    wrong += same("for_each_page", "16384", said.get("pages"))
    wrong += same("conversions", "0xfffffdffc0008000 0x40200 0xffff000000200000 0x40200000", said.get("page"))
    wrong += same("conversions", "0x40200000 0xfffffdffc0008000 PG_reserved", said.get("virt"))
    wrong += same("list_for_each_entry", str(caches), said.get("list"))
    wrong += same("rbtree", "True", said.get("rbtree"))
    wrong += same("the kernel", "6.12.0-slub64", said.get("kernel"))
    wrong += same("get_dmesg", ours["lx-dmesg"][0].split("] ")[1], said.get("log"))
    wrong += same("get_printk_records", str(len(ours["lx-dmesg"])), said.get("records"))
    wrong += same("print_slab_caches", caches, len([line for line in text.splitlines() if "(struct kmem_cache *)" in line]))
    return wrong


def last_words(what: str) -> List[str]:
    """Whether the dump that `make dump` leaves is one of a machine that said so."""
    said = dump_session(os.path.join(tours.ROOT, O, "vmcore"), ["lx-dmesg", "lx-ps"])
    return [] if what in "\n".join(said["lx-dmesg"]) else ["lx-dmesg: %r is not in it: %s" % (what, said["lx-dmesg"][-3:])]


def dump_of_panic() -> List[str]:
    """make dump of a kernel that panics."""
    environment = dict(os.environ, MEM="64M", CMD="panic 'for the dump'", TIMEOUT="100")
    text = tours.run(["scripts/qemu", "--dump", os.path.join(O, "Image")], environment, LIMIT)
    return last_words("Kernel panic - not syncing: for the dump") if "ranges of virtual addresses" in text else text.splitlines()[-3:]


def dump_of_running() -> List[str]:
    """make dump of the machine that make run has on another terminal; it goes on afterwards."""
    environment = dict(os.environ, MEM="64M", CMD="", TIMEOUT="")
    image = os.path.join(O, "Image")
    machine = subprocess.Popen(
        ["scripts/qemu", image],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert machine.stdin is not None and machine.stdout is not None
    try:
        wait_for(machine.stdout, b"slub64> ")
        text = tours.run(["scripts/qemu", "--dump", image], environment, LIMIT)
        machine.stdin.write(b"uname\npoweroff\n")
        machine.stdin.flush()
        rest = machine.communicate(timeout=LIMIT)[0]
    finally:
        if machine.poll() is None:
            os.killpg(machine.pid, signal.SIGTERM)
    if "ranges of virtual addresses" not in text:
        return text.splitlines()[-3:]
    return last_words("Booting slub64") + ([] if b"Linux" in rest else ["the machine did not go on"])


def kaslr() -> List[str]:
    """A kernel that runs elsewhere: symbols follow it, live and in a dump."""
    asked = ["to-kernel", "bt 1", "symbol-file %s" % VMLINUX, "kaslr-symbols", "bt 1"]
    machine = {"MEM": "64M", "CPU": "cortex-a72", "APPEND": "kaslr"}
    environment = dict(os.environ, TIMEOUT="", GDBCMD=";".join(marked(asked) + ["kill"]), **machine)
    text = tours.run(["scripts/qemu", "--gdb", os.path.join(O, "Image")], environment, LIMIT)
    parts = text.split(MARK + "\n")[1:]
    wrong = [] if len(parts) > 4 and "start_kernel" in parts[1] and "start_kernel" in parts[4] else parts

    environment = dict(os.environ, CMD="panic 'for the dump'", TIMEOUT="100", **machine)
    text = tours.run(["scripts/qemu", "--dump", os.path.join(O, "Image")], environment, LIMIT)
    offset = re.search(r"Kernel Offset: (0x[0-9a-f]+) from", text)
    if not offset:
        return wrong + text.splitlines()[-3:]
    said = dump_session(os.path.join(tours.ROOT, O, "vmcore"), ["kaslr-symbols %s" % offset[1], "lx-dmesg", "lx-ps", "slab kmalloc-64"])
    for command, part in {"lx-dmesg": "KASLR enabled", "lx-ps": "kthreadd", "slab kmalloc-64": "object size 64"}.items():
        wrong += [] if part in "\n".join(said[command]) else ["%s: %s" % (command, said[command][:3])]
    return wrong


def bad_input() -> List[str]:
    """One clear line, and a status."""
    wrong: List[str] = []
    for command in (
        ["scripts/vmcore"],
        ["scripts/vmcore", "nosuch"],
        ["scripts/vmcore", "Makefile"],
        ["scripts/vmcore", VMLINUX],
        ["scripts/vmcore", "--take", "nosuch", DUMP],
        ["scripts/drgn/slub64-drgn"],
        ["scripts/drgn/slub64-drgn", VMLINUX, "nosuch"],
        ["scripts/drgn/slub64-drgn", "Makefile", DUMP],
        ["scripts/scripts_gdb"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = (done.stdout + done.stderr).splitlines()
        if done.returncode == 0 or len(lines) != 1 or "Traceback" in lines[0]:
            wrong.append("%s: status %d, %s" % (" ".join(command), done.returncode, lines[-2:]))
    return wrong


def wait_for(stream: IO[bytes], what: bytes) -> None:
    """Reads until it comes, or the stream's end."""
    seen = b""
    while what not in seen:
        byte = stream.read(1)
        if not byte:
            raise ValueError("%r never came: %r" % (what, seen[-200:]))
        seen += byte


def main() -> int:
    """All of it, in order."""
    os.chdir(tours.ROOT)
    os.makedirs(FOLDER, exist_ok=True)
    began = time.monotonic()
    made = subprocess.run(["make", "--no-print-directory", "-s", "scripts_gdb"], capture_output=True, text=True, check=False)
    test("make scripts_gdb", lambda: [] if made.returncode == 0 else made.stderr.splitlines()[-3:])
    live = live_session()
    proc = console_texts(live.console)
    test("every command, stopped inside kmalloc: what it has to say", lambda: contents(live.ours))
    test("the same as /proc, /sys and ps a moment before", lambda: compare_with_proc(proc, live.ours))
    test("Linux 6.12's own gdb scripts, live: the same as ours", lambda: linux_scripts(live.linux, live.ours))
    test("damaged structures, live: every command reports and returns", lambda: reports(live.damaged))

    for name in (DUMP, DAMAGED):
        done = subprocess.run(["scripts/vmcore", name], capture_output=True, text=True, check=False)
        test("scripts/vmcore %s" % os.path.basename(name), lambda: [] if done.returncode == 0 else [done.stderr.strip()])
    dumped = dump_session(DUMP, COMMANDS + LIVE_ONLY[:1])
    test("every command on the dump: the same as live", lambda: contents(dumped | {LIVE_ONLY[0]: ["watch-object: object"]}) + equal(live.ours, dumped, LIVE_ONLY))
    in_dump = dump_session(DAMAGED, NAMES + list(REPORTS) + COMMANDS)
    test("damaged structures, dump: every command reports and returns", lambda: reports(in_dump))

    linux = dump_session(DUMP, LINUX, linux=True)
    test("Linux 6.12's own gdb scripts, on the dump: the same as ours", lambda: linux_scripts(linux, dumped))
    test("drgn: what its helpers find", lambda: drgn(dumped, proc))

    test("bad input: one line and a status", bad_input)
    test("make dump of a kernel that panics", dump_of_panic)
    test("make dump of a machine that runs", dump_of_running)
    test("kaslr: gdb's symbols follow the kernel, live and in a dump", kaslr)

    for path in tours.pages():
        page = tours.read_page(path)
        test("tour %s: %d commands" % (page.name, len(page.steps)), lambda: tours.check(page))
    failed = results.count(False)
    print("tools: %d seconds" % (time.monotonic() - began))
    print("%d passed, %d failed" % (results.count(True), failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
