# SPDX-License-Identifier: GPL-2.0-only
# Loaded by `make gdb` after the connection is made.
#
# QEMU enters the Image at a physical address with the MMU off; vmlinux is linked for KIMAGE_VADDR. The code of boot is therefore
# loaded a second time, at the address where -kernel puts it, so that stepping shows source from the first instruction.

set language c++
set print pretty on

define boot-symbols
  # 0x40200000 - 0xffff800080000000
  add-symbol-file build/vmlinux -o 0x7fffc0200000
end
document boot-symbols
Load the symbols once more at the physical address of the image (before the MMU is on).
end

define to-kernel
  thbreak start_kernel
  continue
end
document to-kernel
Run to start_kernel().
end
