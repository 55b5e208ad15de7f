# SPDX-License-Identifier: GPL-2.0-only
"""Loads slub64's commands into gdb: `make gdb` does it, or

    gdb-multiarch -x scripts/gdb/slub64-gdb.py build/vmlinux
    gdb-multiarch -x scripts/gdb/slub64-gdb.py build/vmlinux build/vmcore      a memory dump (make dump)

`help slub64` lists the commands.
"""
import os
import sys

import gdb

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

gdb.execute("set print pretty on")
gdb.execute("set print static-members off")
gdb.execute("set print asm-demangle on")

import slub64  # noqa: E402
from slub64.command import publish_list  # noqa: E402

publish_list()
