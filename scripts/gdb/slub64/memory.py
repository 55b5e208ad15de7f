# SPDX-License-Identifier: GPL-2.0-only
"""Reading the target.

A structure is read whole, in one request, and its fields are then taken from the bytes:

    slab = Struct.named("struct slab").at(address)
    slab["inuse"], slab["slab_list.next"]

Names of fields go through anonymous members and base classes, as in C. Numbers and pointers come as Python integers. What cannot be
read raises Fault, which names the address; nothing here writes.
"""
from __future__ import annotations

import functools
import re
from typing import Dict, Iterator, NamedTuple, Optional

import gdb

MASK = (1 << 64) - 1


class Fault(Exception):
    """Memory that cannot be read."""

    def __init__(self, address: int, size: int = 8) -> None:
        super().__init__("cannot read %d bytes at %#x" % (size, address))
        self.address = address


class Broken(Exception):
    """A structure that contradicts itself."""


def read(address: int, size: int) -> bytes:
    """Bytes of the target."""
    try:
        return bytes(gdb.selected_inferior().read_memory(address & MASK, size))
    except gdb.error:
        raise Fault(address & MASK, size) from None


def read_u64(address: int) -> int:
    """One word."""
    return int.from_bytes(read(address, 8), "little")


def read_string(address: int, limit: int = 256) -> str:
    """Text up to its NUL, not across more than @limit bytes. Bytes that are no text come as dots."""
    text = b""
    while len(text) < limit:
        # Not across a page: the next one may not be there.
        part = read(address + len(text), min(limit - len(text), 4096 - (address + len(text)) % 4096))
        text += part
        if b"\0" in part:
            break
    text = text.split(b"\0", 1)[0]
    return "".join(chr(c) if 32 <= c < 127 else "." for c in text)


class Field(NamedTuple):
    """Where a field is in its structure."""

    offset: int  # bytes
    size: int  # bytes
    bit: int  # first bit, of a bit field
    bits: int  # 0: no bit field
    signed: bool
    type: gdb.Type


class Struct:
    """The layout of a structure."""

    def __init__(self, of: gdb.Type) -> None:
        self.type = of.strip_typedefs()
        self.size: int = self.type.sizeof
        self.fields: Dict[str, Field] = {}
        self._add(self.type, "", 0)

    def _add(self, of: gdb.Type, prefix: str, base: int) -> None:
        for field in of.fields():
            if not hasattr(field, "bitpos"):
                continue  # a static member
            kind = field.type.strip_typedefs()
            offset = base + field.bitpos // 8
            aggregate = kind.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION)
            if field.name and not field.is_base_class:
                name = prefix + field.name
                signed = kind.code == gdb.TYPE_CODE_INT and kind.is_signed
                self.fields.setdefault(
                    name,
                    Field(offset, kind.sizeof, base * 8 + field.bitpos - offset * 8, field.bitsize, signed, kind),
                )
                if aggregate:
                    self._add(kind, name + ".", offset)
            elif aggregate:
                self._add(kind, prefix, offset)

    @staticmethod
    @functools.lru_cache(maxsize=None)
    def named(name: str) -> Struct:
        """The layout of a type that the debug information knows by @name."""
        try:
            return Struct(gdb.lookup_type(name))
        except gdb.error:
            raise gdb.GdbError("%s: no such type in %s" % (name, gdb.current_progspace().filename)) from None

    def has(self, field: str) -> bool:
        """Is there a field of this name?"""
        return field in self.fields

    def offset(self, field: str) -> int:
        """Bytes from the structure's begin to the field."""
        return self.fields[field].offset

    def at(self, address: int) -> Record:
        """The structure at an address, read now."""
        return Record(self, address & MASK, read(address, self.size))


class Record:
    """A structure's bytes, as they were when it was read."""

    def __init__(self, struct: Struct, address: int, data: bytes) -> None:
        self.struct = struct
        self.address = address
        self.data = data

    def __getitem__(self, name: str) -> int:
        field = self.struct.fields[name]
        value = int.from_bytes(self.data[field.offset : field.offset + field.size], "little")
        if field.bits:
            value = value >> field.bit & (1 << field.bits) - 1
        elif field.signed and value >> (8 * field.size - 1):
            value -= 1 << 8 * field.size
        return value

    def array(self, name: str) -> list[int]:
        """The numbers of an array field."""
        field = self.struct.fields[name]
        size = field.type.target().strip_typedefs().sizeof
        data = self.data[field.offset : field.offset + field.size]
        return [int.from_bytes(data[i : i + size], "little") for i in range(0, len(data), size)]

    def text(self, name: str) -> str:
        """A field that is an array of characters."""
        field = self.struct.fields[name]
        raw = self.data[field.offset : field.offset + field.size].split(b"\0", 1)[0]
        return raw.decode("ascii", "replace")

    def address_of(self, name: str) -> int:
        """Where the field is in the target."""
        return self.address + self.struct.fields[name].offset


# --- symbols ----------------------------------------------------------------------------------------------------------


def _kernel() -> Iterator[gdb.Objfile]:
    """The kernel's own symbols first: boot-symbols loads them a second time, elsewhere."""
    objfiles = gdb.objfiles()
    if not objfiles:
        raise gdb.GdbError("no symbols: give gdb a vmlinux")
    yield objfiles[0]


def find_symbol(name: str) -> Optional[gdb.Value]:
    """A variable, also one of a namespace ("vmspace::free_areas", "(anonymous namespace)::ring")."""
    for objfile in _kernel():
        found = objfile.lookup_global_symbol(name) or objfile.lookup_static_symbol(name)
        if found is not None and found.is_valid():
            return found.value() if found.is_variable or found.is_function else _hidden_variable(name)
    return None


@functools.lru_cache(maxsize=None)
def _file_of(name: str) -> str:
    found = re.search(r"^File (.*):$", gdb.execute("info variables -q ^%s$" % name, to_string=True), re.MULTILINE)
    return found.group(1) if found else ""


def _hidden_variable(name: str) -> Optional[gdb.Value]:
    """A variable that has the name of a structure (mem_section): in C++ gdb may find the structure instead."""
    return gdb.parse_and_eval("'%s'::%s" % (_file_of(name), name)) if _file_of(name) else None


def symbol(name: str) -> gdb.Value:
    """The same for one that must be there."""
    found = find_symbol(name)
    if found is None:
        raise gdb.GdbError("%s: no such symbol in this kernel" % name)
    return found


def address_of(name: str) -> int:
    """A variable's address; for a per-CPU one the address to which the CPU's offset is added."""
    return int(symbol(name).address) & MASK


def variable(name: str) -> int:
    """A variable that is a number or a pointer."""
    value = symbol(name)
    kind = value.type.strip_typedefs()
    raw = int.from_bytes(read(int(value.address), kind.sizeof), "little")
    if kind.code == gdb.TYPE_CODE_INT and kind.is_signed and raw >> (8 * kind.sizeof - 1):
        raw -= 1 << 8 * kind.sizeof
    return raw


def linker_symbol(name: str) -> int:
    """An address that the linker script defines (_text, _end)."""
    return int(gdb.parse_and_eval("(unsigned long)&%s" % name)) & MASK


@functools.lru_cache(maxsize=None)
def enumerators(name: str) -> Dict[str, int]:
    """Names and values of an enumeration."""
    return {f.name.split("::")[-1]: f.enumval for f in gdb.lookup_type(name).fields()}


def symbolize(address: int) -> str:
    """function+0x10/0x40 of a return address, as %pS prints it; the number if it is in no function."""
    # What follows a call may be the next function already, when the call never returns.
    block = gdb.current_progspace().block_for_pc(address - 1)
    while block is not None and block.superblock is not None and not block.superblock.is_static:
        block = block.superblock
    if block is None or block.function is None:
        return "%#x" % address
    name = block.function.name.replace("(anonymous namespace)::", "").split("(")[0]
    return "%s+%#x/%#x" % (name, address - block.start, block.end - block.start)


def evaluate(text: str) -> int:
    """What a user typed: a number, or any expression of gdb."""
    try:
        return int(text, 0) & MASK
    except ValueError:
        pass
    try:
        value = gdb.parse_and_eval(text)
        if value.type.strip_typedefs().code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION, gdb.TYPE_CODE_ARRAY):
            return int(value.address) & MASK
        return int(value) & MASK
    except gdb.error as error:
        raise gdb.GdbError("%s: %s" % (text, error)) from None
