# SPDX-License-Identifier: GPL-2.0-only
# Loaded by `make gdb` (scripts/qemu --gdb) when the connection to QEMU stands. The commands list themselves: help user
#
# QEMU enters the Image at a physical address with the MMU off; vmlinux is linked for KIMAGE_VADDR. boot-symbols loads its
# symbols a second time, where -kernel puts the Image, so that stepping shows source from the first instruction on.

set print pretty on
set print static-members off

python
import gdb

KIMAGE_VADDR = 0xffff800080000000
LOAD_ADDRESS = 0x40200000


class BootSymbols(gdb.Command):
    """boot-symbols [ADDRESS]: load the symbols once more for the time before the MMU is on.
ADDRESS is where the image lies in RAM, 0x40200000 if not told."""

    def __init__(self):
        super().__init__("boot-symbols", gdb.COMMAND_USER)

    def invoke(self, argument, from_tty):
        load = int(argument, 0) if argument else LOAD_ADDRESS
        offset = (load - KIMAGE_VADDR) & 0xffffffffffffffff
        vmlinux = gdb.current_progspace().filename
        gdb.execute("add-symbol-file %s -o %#x" % (vmlinux, offset))


class ToKernel(gdb.Command):
    """to-kernel: run to start_kernel(), the first C++ with the MMU on."""

    def __init__(self):
        super().__init__("to-kernel", gdb.COMMAND_USER)

    def invoke(self, argument, from_tty):
        gdb.execute("thbreak start_kernel")
        gdb.execute("continue")


BootSymbols()
ToKernel()
end
