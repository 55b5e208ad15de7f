# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# QEMU's machine "virt", for scripts/qemu. Knobs:
#
#   SMP=1..16  MEM=1G  CPU=max  GIC=2|3  EL=1|2  DTB=own|qemu|FILE
#   BOOT=direct       QEMU loads Image and tree
#        uboot        U-Boot fetches the Image and its parameters through fw_cfg
#        uboot-disk   U-Boot loads them from a disk (scripts/sdcard); LOADER=extlinux|script|both says what it finds there

: "${SMP:=1}" "${MEM:=1G}" "${CPU:=max}" "${GIC:=3}" "${EL:=1}" "${LOADER:=both}" "${QEMU:=qemu-system-aarch64}"
command -v "$QEMU" >/dev/null || fail "$QEMU is missing: scripts/setup installs it"

[[ $SMP =~ ^[1-9][0-9]?$ ]] && [ "$SMP" -le 16 ] || fail "SMP=$SMP: expected a number of CPUs from 1 to 16"
one_of GIC "$GIC" 2 3
one_of EL "$EL" 1 2
one_of BOOT "$BOOT" direct uboot uboot-disk
one_of LOADER "$LOADER" extlinux script both
[ "$GIC" = 3 ] || [ "$SMP" -le 8 ] || fail "SMP=$SMP: a GICv2 serves at most 8 CPUs (GIC=3 serves more)"

[[ $MEM =~ ^([1-9][0-9]*)([MG])$ ]] || fail "MEM=$MEM: expected a size like 512M or 4G"
mib=${BASH_REMATCH[1]}
[ "${BASH_REMATCH[2]}" = G ] && mib=$((mib * 1024))
[ "$mib" -ge 32 ] || fail "MEM=$MEM: at least 32M"
[ "$mib" -le 261120 ] || fail "MEM=$MEM: the machine has room for 255G"
[ "$BOOT" = direct ] || [ "$mib" -ge 128 ] || fail "MEM=$MEM: U-Boot wants at least 128M"

# Names are those QEMU knows; of these, cortex-a7, a8, a9, a15 and all M, R and older cores are 32-bit.
[[ $CPU =~ ^(max|a64fx|neoverse-[a-z0-9]+|cortex-a(35|53|55|57|72|73|75|76|77|78|78ae|710))(,[a-z0-9_.,=+-]+)?$ ]] &&
	"$QEMU" -M virt -cpu help | grep -qw -- "${CPU%%,*}" ||
	fail "CPU=$CPU: expected a 64-bit CPU of this QEMU, such as cortex-a53, cortex-a72, max"

case $DTB in
own | qemu) ;;
*) [ -f "$DTB" ] || fail "DTB=$DTB: expected own, qemu, or a compiled device tree" ;;
esac

# The annotated tree qemu-virt.dts, for this shape of machine. QEMU itself fills in /memory and /chosen.
own_tree() {
	local out=$O/dtb/virt-smp$SMP-gic$GIC-el$EL.dtb
	[ "$out" -nt "$root/qemu-virt.dts" ] && echo "$out" && return
	mkdir -p "$O/dtb" || return
	cpp -nostdinc -undef -x assembler-with-cpp -P -DSMP="$SMP" -DGIC="$GIC" -DEL="$EL" \
		"$root/qemu-virt.dts" >"$out.dts.$$" &&
		dtc -q -I dts -O dtb -o "$out.$$" "$out.dts.$$" && mv "$out.$$" "$out" && rm -f "$out.dts.$$" && echo "$out"
}

# The same with a number that nobody knows in /chosen, for the parameter kaslr; QEMU's own tree has one.
seeded_tree() {
	local tree=$1 out=${1%.dtb}-seeded.$$.dtb
	cp "$tree" "$out" && fdtput -t x "$out" /chosen kaslr-seed $(od -An -N8 -tx4 /dev/urandom) && echo "$out"
}

# Where the console goes, in the words of QEMU's -serial.
serial() {
	command+=(-serial "$1")
}

machine="virt,gic-version=$GIC"
[ "$EL" = 2 ] && machine+=",virtualization=on"
# vmcoreinfo: the kernel tells through fw_cfg what readers of memory dumps have to know.
command=("$QEMU" -M "$machine" -cpu "$CPU" -smp "$SMP" -m "${mib}M" "${command[@]}" -device vmcoreinfo)

# U-Boot finds devices, fw_cfg and disk, through QEMU's tree, and hands that tree on.
[ "$BOOT$DTB" = directown ] || [ "$DTB" != own ] || DTB=qemu
case $DTB in
own)
	tree=$(own_tree) || fail "qemu-virt.dts could not be compiled"
	if [[ " $APPEND " == *" kaslr "* ]]; then
		tree=$(seeded_tree "$tree") || fail "no seed for kaslr could be put into the device tree"
		temporary=$tree
	fi
	command+=(-dtb "$tree")
	;;
qemu) ;;
*) command+=(-dtb "$DTB") ;;
esac

if [ "$BOOT" != direct ]; then
	firmware=usr/lib/u-boot/qemu_arm64/u-boot.bin
	if [ -f "/$firmware" ]; then
		firmware=/$firmware
	else
		"$root/scripts/get-package" -a all "$O/deps/u-boot-qemu" u-boot-qemu || fail "BOOT=$BOOT needs Debian's u-boot-qemu"
		firmware=$O/deps/u-boot-qemu/$firmware
	fi
	command+=(-bios "$firmware")
fi
if [ "$BOOT" = uboot-disk ]; then
	card -l "$LOADER" || exit 1
	command+=(-drive "if=none,format=raw,id=card,file=$temporary" -device virtio-blk-device,drive=card)
else
	command+=(-kernel "$image")
	[ -z "$parameters" ] || command+=(-append "$parameters")
fi
