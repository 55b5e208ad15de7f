# SPDX-License-Identifier: GPL-2.0-only
#
# Views: what of a recording is compared. A recording is the boot log behind "== boot" and files behind "== /proc/NAME";
# a view prints the lines that must be the same on Linux and on slub64, rid of what may differ.
#
#   awk -v view=NAME -f views.awk RECORDING
#
# Two ways to rid a line of its numbers and keep its format:
#   forms()   12345 -> N             for files whose numbers are not aligned (zoneinfo, vmstat)
#   widths()  "   12345" -> [8]      for columns: a number and the blanks before it become their width

function forms(text) {
	gsub(/0x[0-9a-f]+/, "X", text)
	gsub(/[0-9]+/, "N", text)
	return text
}

function widths(text,    result) {
	result = ""
	while (match(text, / +[0-9]+/)) {
		result = result substr(text, 1, RSTART - 1) "[" RLENGTH "]"
		text = substr(text, RSTART + RLENGTH)
	}
	return result text
}

# The memory manager's own caches: the others belong to parts of Linux that slub64 does not have.
function own_cache(name) {
	return name ~ /^(dma-)?kmalloc-/ || name ~ /^kmem_cache(_node)?$/ || name == "vmap_area"
}

/^== / {
	section = $2
	zone = ""
	next
}

# ---------------------------------------------------------------- sizes

view == "slab-geometry" && section == "/proc/slabinfo" && own_cache($1) {
	print $1, "object size", $4, "objects per slab", $5, "pages per slab", $6
}

view == "zone-sizes" && section == "/proc/zoneinfo" {
	if ($1 == "Node")
		zone = $4
	if ($1 ~ /^(spanned|present|cma|start_pfn:)$/)
		print zone, $0
}

view == "zone-ranges" && section == "boot" {
	sub(/^\[ *[0-9.]+\] /, "")
	if (/^Zone ranges:/)
		inside = 1
	if (inside)
		print
	if (/^Initmem setup node/)
		inside = 0
}

view == "zonelists" && section == "boot" && /Built [0-9]+ zonelists|SLUB: HWalign/ {
	sub(/^\[ *[0-9.]+\] /, "")
	print
}

# ---------------------------------------------------------------- formats

view == "buddyinfo-format" && section == "/proc/buddyinfo" { print widths($0) }
view == "pagetypeinfo-format" && section == "/proc/pagetypeinfo" { print widths($0) }
view == "meminfo-format" && section == "/proc/meminfo" { print widths($0) }
view == "zoneinfo-format" && section == "/proc/zoneinfo" { print forms($0) }
view == "vmstat-format" && section == "/proc/vmstat" { print forms($0) }

view == "slabinfo-format" && section == "/proc/slabinfo" {
	if (NR_of_section++ < 2)
		print
	else if (own_cache($1))
		print widths($0)
}

# What kinds of lines there are: which mappings exist is each kernel's own affair, and slub64 has no vmalloc() at boot.
view == "vmallocinfo-format" && section == "/proc/vmallocinfo" && / (vmap|ioremap)$/ {
	sub(/^0x[0-9a-f]+-0x[0-9a-f]+/, "RANGE")
	sub(/[A-Za-z_0-9.]+\+0x[0-9a-f]+\/0x[0-9a-f]+/, "CALLER")
	sub(/phys=0x[0-9a-f]+/, "phys=X")
	$0 = widths($0)
	if (!seen[$0]++)
		print | "sort"
}

# Where the kernel lies in memory and what it reserved is its own affair.
view == "iomem" && section == "/proc/iomem" && !/: reserved$/ {
	sub(/^  [0-9a-f]+-[0-9a-f]+ : Kernel/, "  RANGE : Kernel")
	print
}

# The numbers of interrupts are handed out in order of their use.
view == "interrupts-format" && section == "/proc/interrupts" {
	sub(/^ *[0-9]+:/, "IRQ:")
	print widths($0)
}
