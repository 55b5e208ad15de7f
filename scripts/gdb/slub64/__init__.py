# SPDX-License-Identifier: GPL-2.0-only
"""gdb commands that look into slub64's memory manager, on a live target and in a memory dump.

    memory      reading the target: bytes, structures by the names of their fields, symbols; what to do when it fails
    command     how a command registers itself, reports what is wrong, and gets into `help slub64`
    layout      the map of the address space, and how one kind of address becomes another
    lists       lists and trees, walked without trust
    kernel      lx-version, lx-dmesg, lx-cpus, lx-ps, lx-iomem, $lx_per_cpu()
    pages       struct page: lx-pfn_to_page and its kin, page
    zones       buddy
    slabs       what SLUB's structures say: caches, slabs, freelists, and what is wrong with them
    slabview    slab, freelist
    slabinfo    lx-slabinfo, lx-slabtrace
    stacks      backtraces that were stored; lx-stack_depot_lookup
    owners      lx-dump-page-owner
    areas       vmalloc: lx-vmallocinfo
    tables      pgtable
    regions     regions, who
    watch       watch-object, kmem-trace
    printers    pretty printers
    boot        boot-symbols, to-kernel

Each module needs only those above it. Names of commands that begin with lx- are Linux's, and so is what they print; the
structures are read by Linux's names, so most of this works on Linux 6.12 too.
"""
from slub64 import (  # noqa: F401  (loading a module registers its commands)
    areas,
    boot,
    kernel,
    lists,
    owners,
    pages,
    printers,
    regions,
    slabinfo,
    slabview,
    stacks,
    tables,
    watch,
    zones,
)
