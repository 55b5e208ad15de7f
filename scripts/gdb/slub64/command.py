# SPDX-License-Identifier: GPL-2.0-only
"""How a command is made.

    @command("page ADDR|PFN", "what a page frame is, and who has it")
    def page(arguments: list[str]) -> None:
        ...

The decorator makes a gdb command of the function. Its documentation is `help page`; the first line of it is listed by
`help slub64`. A command never ends in a Python traceback: memory that cannot be read, arguments that do not parse, and structures
that make no sense end it with one line.
"""
from __future__ import annotations

import textwrap
from typing import Callable, Dict, List

import gdb

from slub64.memory import Broken, Fault

Function = Callable[[List[str]], None]

# Usage -> what it is for, in order of registration.
listed: Dict[str, str] = {}


class Usage(Exception):
    """Arguments that make no sense."""


def expression(arguments: List[str]) -> str:
    """All arguments as one expression: blanks in it are allowed."""
    if not arguments:
        raise Usage("an address, please")
    return " ".join(arguments)


def say(text: str = "") -> None:
    """A line of output."""
    gdb.write(text + "\n")


def command(usage: str, purpose: str, category: int = gdb.COMMAND_DATA) -> Callable[[Function], Function]:
    """Registers the function that follows as a command."""
    name = usage.split()[0]

    def register(function: Function) -> Function:
        class Registered(gdb.Command):
            def invoke(self, argument: str, from_tty: bool) -> None:
                try:
                    function(gdb.string_to_argv(argument))
                except Usage as error:
                    raise gdb.GdbError("%s: %s. Usage: %s" % (name, error, usage)) from None
                except Broken as error:
                    raise gdb.GdbError("%s: WRONG: %s" % (name, error)) from None
                except (Fault, gdb.error, ValueError, KeyError, RecursionError) as error:
                    raise gdb.GdbError("%s: %s" % (name, error)) from None

        Registered.__doc__ = "%s: %s\n%s" % (usage, purpose, textwrap.dedent(function.__doc__ or ""))
        Registered(name, category)
        listed[usage] = purpose
        return function

    return register


class Slub64(gdb.Command):
    __doc__ = "slub64's commands; `help slub64` lists them, `help NAME` explains one."

    def __init__(self) -> None:
        super().__init__("slub64", gdb.COMMAND_USER)

    def invoke(self, argument: str, from_tty: bool) -> None:
        gdb.execute("help slub64")


def publish_list() -> None:
    """Writes the list into what `help slub64` prints. When all commands are there."""
    lines = ["  %-34s %s" % item for item in sorted(listed.items(), key=lambda item: (item[0][0] in "l$", item))]
    Slub64.__doc__ = "slub64's commands. `help NAME` explains one.\n\n" + "\n".join(lines)
    Slub64()
