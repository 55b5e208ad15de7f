# SPDX-License-Identifier: GPL-2.0-only
"""Lists and trees, walked without trust.

A list in memory that somebody has scribbled over leads anywhere or goes round for ever. So every walk here is bounded, looks at both
pointers of each link, and ends with Broken, which says what is wrong and where, after it has handed out what is still right.
"""
from __future__ import annotations

from typing import Iterator

from slub64.command import command, expression, say
from slub64.memory import Broken, Fault, Record, Struct, evaluate

# More than any list of this kernel has; a list that is cut by it is reported.
MOST = 1 << 20


def list_head() -> Struct:
    """struct list_head."""
    return Struct.named("struct list_head")


def links(head: int, way: str = "next") -> Iterator[int]:
    """Addresses of the list_heads of a list's entries, in order; with way "prev" from the end."""
    back = "prev" if way == "next" else "next"
    previous, node, count = head, list_head().at(head)[way], 0
    if node == 0:
        raise Broken("list %#x was never initialised" % head)
    seen = set()
    while node != head:
        if node in seen:
            raise Broken("list %#x: goes round at %#x after %d entries without coming back" % (head, node, count))
        seen.add(node)
        try:
            link = list_head().at(node)
        except Fault:
            raise Broken("list %#x: %s of %#x is wild: %#x" % (head, way, previous, node)) from None
        if link[back] != previous:
            raise Broken("list %#x: %s of %#x is %#x and not %#x" % (head, back, node, link[back], previous))
        yield node
        count += 1
        if count > MOST:
            raise Broken("list %#x: more than %d entries" % (head, MOST))
        previous, node = node, link[way]


def salvaged(head: int) -> Iterator[int]:
    """The same of a list that may be broken: forwards as far as it is right, then backwards from its end. Broken comes last."""
    seen = set()
    try:
        for link in links(head):
            seen.add(link)
            yield link
        return
    except Broken as error:
        problem = error
    try:
        for link in links(head, "prev"):
            if link in seen:
                break
            yield link
    except Broken:
        pass
    raise problem


def entries(head: int, struct: Struct, member: str) -> Iterator[Record]:
    """The structures that are on a list by their list_head @member, as far as they can be found."""
    for link in salvaged(head):
        yield struct.at(link - struct.offset(member))


def tree_nodes(root: int) -> Iterator[int]:
    """Addresses of a red-black tree's rb_nodes, in order. @root: its struct rb_root."""
    struct = Struct.named("struct rb_node")
    node = Struct.named("struct rb_root").at(root)["rb_node"]
    above: list[int] = []
    seen: set[int] = set()
    while node or above:
        while node:
            if node in seen:
                raise Broken("tree %#x: %#x hangs in it twice" % (root, node))
            seen.add(node)
            try:
                left = struct.at(node)["rb_left"]
            except Fault:
                raise Broken("tree %#x: a link is wild: %#x" % (root, node)) from None
            above.append(node)
            node = left
        last = above.pop()
        yield last
        node = struct.at(last)["rb_right"]


def describe(head: int) -> str:
    """{next = …, prev = …}, as gdb prints one."""
    record = list_head().at(head)
    return "{next = %#x, prev = %#x}" % (record["next"], record["prev"])


@command("lx-list-check LIST_HEAD", "is the list consistent?")
def lx_list_check(arguments: list[str]) -> None:
    """Walks the list and compares each link's next and prev with its neighbours'.
    LIST_HEAD is an expression: slab_caches, or an address of a struct list_head."""
    head = evaluate(expression(arguments))
    try:
        say("Starting with: %s" % describe(head))
    except Fault:
        say("head is not accessible")
        return
    current, seen = head, set()
    while True:
        record = list_head().at(current)
        before, after = record["prev"], record["next"]
        this = "current@%#x=%s" % (current, describe(current))
        for way, back, other in (("prev", "next", before), ("next", "prev", after)):
            try:
                neighbour = list_head().at(other)
            except Fault:
                say("%s is not accessible: %s" % (way, this))
                return
            if neighbour[back] != current:
                say("%s.%s != current: %s %s@%#x=%s" % (way, back, this, way[0], other, describe(other)))
                return
        seen.add(current)
        current = after
        if current == head:
            say("list is consistent: %d node(s)" % len(seen))
            return
        if current in seen:
            say("list goes round: %#x is reached twice, the head never again" % current)
            return

