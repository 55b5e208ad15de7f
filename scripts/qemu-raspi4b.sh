# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# A Raspberry Pi 4 in QEMU (9 or newer: machine "raspi4b"), for scripts/qemu. It has 4 CPUs and 2 GiB; knobs:
#
#   DTB=own|FILE      own is Linux 6.12's bcm2711-rpi-4-b.dts (scripts/get-devicetree)
#   BOOT=direct       QEMU loads Image and tree
#        uboot-disk   U-Boot, as Debian builds it for the Pi, loads the Image from the card; LOADER=extlinux|script|both
#        firmware     tests/machine/firmware.S stands for the board's firmware: what it leaves behind, QEMU's loader does not
#
# QEMU's own loader tells of the memory below 960 MiB; a U-Boot that it starts, too.

: "${SMP:=4}" "${MEM:=2G}" "${CPU:=cortex-a72}" "${GIC:=2}" "${EL:=2}" "${LOADER:=both}"

[ "$SMP" = 4 ] || fail "SMP=$SMP: a Raspberry Pi 4 has 4 CPUs (APPEND=maxcpus=$SMP starts fewer)"
[ "$MEM" = 2G ] || fail "MEM=$MEM: QEMU's Raspberry Pi 4 has 2G (APPEND=mem=$MEM uses less)"
[ "$CPU" = cortex-a72 ] || fail "CPU=$CPU: a Raspberry Pi 4 has cortex-a72"
[ "$GIC" = 2 ] || fail "GIC=$GIC: a Raspberry Pi 4 has a GICv2"
[ "$EL" = 2 ] || fail "EL=$EL: the kernel is entered at EL2 on a Raspberry Pi 4"
one_of BOOT "$BOOT" direct uboot-disk firmware
one_of LOADER "$LOADER" extlinux script both
case $DTB in
own) DTB=$O/dtb/bcm2711-rpi-4-b.dtb && { "$root/scripts/get-devicetree" "$DTB" || exit 1; } ;;
*) [ -f "$DTB" ] || fail "DTB=$DTB: expected own or a compiled device tree" ;;
esac

# A QEMU that has the machine: $QEMU, the one installed, or the one that scripts/setup has unpacked.
has_machine() {
	command -v "$1" >/dev/null && "$@" -M help 2>/dev/null | grep -q '^raspi4b '
}
unpacked=$O/deps/qemu-backports/usr
if [ -n "${QEMU:-}" ]; then
	has_machine "$QEMU" || fail "$QEMU has no machine raspi4b: QEMU 9 or newer has"
	qemu=("$QEMU")
elif has_machine qemu-system-aarch64; then
	qemu=(qemu-system-aarch64)
else
	"$root/scripts/setup" qemu-raspi4b || fail "BOARD=raspi4b needs QEMU 9 or newer, and there is none to be had"
	qemu=("$unpacked/bin/qemu-system-aarch64" -L "$unpacked/share/qemu")
	QEMU_MODULE_DIR=$(echo "$unpacked"/lib/*/qemu)
	export QEMU_MODULE_DIR
fi

# The tree's stdout-path is the mini-UART, QEMU's second port; the first is the PL011.
serial() {
	command+=(-serial null -serial "$1")
}

# The board's firmware as tests/machine/firmware.S plays it: it enters at EL3 at address 0, the image lies at 2 MiB, the tree high, and
# that tells of both banks of a 2 GiB board and of devices that QEMU lacks.
firmware() {
	local folder=$O/firmware.$$ tree=0x2eff0000 kernel=0x200000 part
	local cc=${CROSS_COMPILE:-aarch64-linux-gnu-}
	temporary=$folder
	mkdir -p "$folder" &&
		"${cc}gcc" -c -DTREE=$tree -DKERNEL=$kernel -o "$folder/stub.o" "$root/tests/machine/firmware.S" &&
		"${cc}objcopy" -O binary "$folder/stub.o" "$folder/stub.bin" &&
		cp "$DTB" "$folder/tree.dtb" &&
		fdtput -t x "$folder/tree.dtb" /memory@0 reg 0 0 3b400000 0 40000000 40000000 &&
		fdtput -t s "$folder/tree.dtb" /chosen bootargs "$parameters" || return
	for part in "$folder/stub.bin,addr=0" "$image,addr=$kernel" "$folder/tree.dtb,addr=$tree"; do
		command+=(-device "loader,force-raw=on,file=$part")
	done
}

command=("${qemu[@]}" -M raspi4b "${command[@]}")
case $BOOT in
direct)
	command+=(-kernel "$image" -dtb "$DTB")
	[ -z "$parameters" ] || command+=(-append "$parameters")
	;;
uboot-disk)
	"$root/scripts/get-package" -a arm64 "$O/deps/u-boot-rpi" u-boot-rpi || fail "BOOT=$BOOT needs Debian's u-boot-rpi"
	card -l "$LOADER" || exit 1
	command+=(-kernel "$O/deps/u-boot-rpi/usr/lib/u-boot/rpi_arm64/u-boot.bin" -dtb "$DTB"
		-drive "if=sd,format=raw,file=$temporary")
	;;
firmware) firmware || fail "BOOT=firmware: the stand-in could not be made" ;;
esac
