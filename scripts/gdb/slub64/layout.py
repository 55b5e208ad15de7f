# SPDX-License-Identifier: GPL-2.0-only
"""The map of the address space, and how one kind of address becomes another (docs/memory-map.md).

    pfn  <-- shift -->  physical  <-- memstart_addr -->  linear map
                                  <-- kimage_voffset --> kernel image
    pfn  <-- vmemmap -->  struct page
"""
from __future__ import annotations

from typing import List, Tuple

import gdb

from slub64.memory import MASK, Fault, Struct, find_symbol, linker_symbol, read_u64, variable

PAGE_SHIFT = 12
PAGE_SIZE = 1 << PAGE_SHIFT
VA_BITS = 48

PAGE_OFFSET = MASK + 1 - (1 << VA_BITS)
PAGE_END = MASK + 1 - (1 << (VA_BITS - 1))
MODULES_VADDR = PAGE_END
MODULES_END = MODULES_VADDR + (2 << 30)
KIMAGE_VADDR = MODULES_END
VMALLOC_START = MODULES_END
VMEMMAP_END = MASK + 1 - (1 << 30)
VMEMMAP_START = VMEMMAP_END - ((PAGE_END - PAGE_OFFSET) >> PAGE_SHIFT) * 64
VMALLOC_END = VMEMMAP_START - (8 << 20)
PCI_IO_START = VMEMMAP_END + (8 << 20)
PCI_IO_END = PCI_IO_START + (16 << 20)
FIXADDR_TOP = MASK + 1 - (8 << 20)

SECTION_SIZE_BITS = 27
SECTION_HAS_MEM_MAP = 1 << 1
PFN_SECTION_SHIFT = SECTION_SIZE_BITS - PAGE_SHIFT

MAX_PAGE_ORDER = 10

# First address, first address behind, name.
REGIONS: List[Tuple[int, int, str]] = [
    (0, 1 << VA_BITS, "TTBR0: user addresses, nothing is mapped"),
    (PAGE_OFFSET, PAGE_END, "linear map of all RAM"),
    (MODULES_VADDR, MODULES_END, "modules"),
    (VMALLOC_START, VMALLOC_END, "kernel image, then vmalloc"),
    (VMALLOC_END, VMEMMAP_START, "guard"),
    (VMEMMAP_START, VMEMMAP_END, "vmemmap: the struct pages"),
    (VMEMMAP_END, PCI_IO_START, "guard"),
    (PCI_IO_START, PCI_IO_END, "PCI I/O"),
    (PCI_IO_END, FIXADDR_TOP, "fixmap, below its top"),
    (FIXADDR_TOP, MASK + 1, "guard: error pointers"),
]


def memstart_addr() -> int:
    """Physical address of the linear map's first byte."""
    return variable("memstart_addr")


def phys_to_virt(phys: int) -> int:
    """The linear map's address of a physical one."""
    return (phys - memstart_addr() + PAGE_OFFSET) & MASK


def is_linear(address: int) -> bool:
    """Is it an address of the linear map (of whatever)?"""
    return PAGE_OFFSET <= address < PAGE_END


def virt_to_phys(address: int) -> int:
    """Of an address of the linear map or of the image; no tables are walked."""
    if is_linear(address):
        return (address - PAGE_OFFSET + memstart_addr()) & MASK
    return (address - variable("kimage_voffset")) & MASK


def vmemmap() -> int:
    """Where the struct page of pfn 0 would be."""
    return (VMEMMAP_START - (memstart_addr() >> PAGE_SHIFT) * page_struct().size) & MASK


def page_struct() -> Struct:
    """struct page."""
    return Struct.named("struct page")


def pfn_to_page(pfn: int) -> int:
    """Address of a frame's struct page."""
    return (vmemmap() + pfn * page_struct().size) & MASK


def page_to_pfn(page: int) -> int:
    """And back."""
    return ((page - vmemmap()) & MASK) // page_struct().size


def page_address(page: int) -> int:
    """The linear address of a struct page's frame."""
    return phys_to_virt(page_to_pfn(page) << PAGE_SHIFT)


def virt_to_page(address: int) -> int:
    """The struct page of an address of the linear map or the image."""
    return pfn_to_page(virt_to_phys(address) >> PAGE_SHIFT)


def section(pfn: int) -> int:
    """Address of the struct mem_section that a frame is in, or 0."""
    struct = Struct.named("struct mem_section")
    per_root = PAGE_SIZE // struct.size
    number = pfn >> PFN_SECTION_SHIFT
    if number >= 1 << (VA_BITS - SECTION_SIZE_BITS):
        return 0
    roots = variable("mem_section")
    root = read_u64(roots + 8 * (number // per_root)) if roots else 0
    return root + number % per_root * struct.size if root else 0


def pfn_valid(pfn: int) -> bool:
    """Has the frame a struct page?"""
    at = section(pfn)
    try:
        return bool(at) and bool(Struct.named("struct mem_section").at(at)["section_mem_map"] & SECTION_HAS_MEM_MAP)
    except Fault:
        return False


def in_image(address: int) -> bool:
    """Is it an address of the kernel image, where it is linked?"""
    return linker_symbol("_text") <= address < linker_symbol("_end")


def region_of(address: int) -> str:
    """The name of the region that an address is in."""
    for first, end, name in REGIONS:
        if first <= address < end:
            return name
    return "no address"


# --- CPUs -------------------------------------------------------------------------------------------------------------


def cpus(mask: str = "possible") -> List[int]:
    """The CPUs of __cpu_possible_mask, __cpu_online_mask, ..."""
    found = find_symbol("__cpu_%s_mask" % mask)
    if found is None:
        return [0]
    bits = read_u64(int(found.address))
    return [cpu for cpu in range(64) if bits >> cpu & 1]


def per_cpu(address: int, cpu: int) -> int:
    """Where a per-CPU variable is on that CPU."""
    offsets = find_symbol("__per_cpu_offset")
    if offsets is None:
        return address
    return (address + read_u64(int(offsets.address) + 8 * cpu)) & MASK


def current_cpu() -> int:
    """The CPU whose registers gdb shows: QEMU and its dumps number threads from 1."""
    thread = gdb.selected_thread()
    return thread.num - 1 if thread is not None else 0


def is_live() -> bool:
    """Can the target run? A dump cannot."""
    connection = gdb.selected_inferior().connection
    return connection is not None and connection.type != "core"
