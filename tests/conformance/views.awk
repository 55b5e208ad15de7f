# SPDX-License-Identifier: GPL-2.0-only
#
# Views: what of a recording is compared. A recording is the boot log behind "== boot", files behind "== /proc/NAME", and what
# linux/recorder.c says of /sys; a view prints the lines that must be the same on Linux and on slub64, rid of what may differ.
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

# "CACHE/ATTRIBUTE:VALUE" of /sys/kernel/slab: into cache, attribute, value. A cache whose name is only a key, such as ":0000064", is
# told by the names that lead to it.
# What says nothing (an attribute that may only be written, a cache without constructor) is left out, as grep -r does.
function split_attribute(line) {
	sub(/^\/sys\/kernel\/slab\//, "", line)
	if (!match(line, /\/[a-z_]+:/))
		return 0
	cache = substr(line, 1, RSTART - 1)
	attribute = substr(line, RSTART + 1, RLENGTH - 2)
	value = substr(line, RSTART + RLENGTH)
	return value != "" && cache != "" && cache !~ / /
}

# What the machine's shape decides, and not what has been allocated so far.
function fixed_attribute(name) {
	return name ~ /^(align|cache_dma|cpu_partial|ctor|destroy_by_rcu|hwcache_align|min_partial|object_size|objs_per_slab|order|poison|reclaim_account|red_zone|sanity_checks|slab_size|store_user|trace|usersize)$/
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

# ---------------------------------------------------------------- /sys/kernel/slab

section == "/sys/kernel/slab" && view ~ /^slab-/ && $2 == "->" {
	leads_to[$1] = $3
	if (view == "slab-names" && own_cache($1))
		print | "sort"
}

section == "/sys/kernel/slab" && view ~ /^slab-/ && $2 != "->" && split_attribute($0) {
	if (view == "slab-attributes" && fixed_attribute(attribute))
		attributes[cache] = attributes[cache] " " attribute "=" value
	# The constructor is an address of each kernel's own; a CPU is named where it holds something.
	sub(/( C[0-9]+=[0-9]+\([0-9]+\))+$/, "", value)
	if (view == "slab-format" && attribute != "ctor" && !seen[attribute " " forms(value)]++)
		print attribute ": " forms(value) | "sort"
}

END {
	if (view == "slab-attributes") {
		for (name in leads_to)
			if (own_cache(name))
				print name ":" attributes[leads_to[name]] | "sort"
		for (name in attributes)
			if (own_cache(name))
				print name ":" attributes[name] | "sort"
	}
}

# ---------------------------------------------------------------- page_owner

# The lines of a block in their order, one block of each kind: with numbers as N, flags of the page and stacks left out.
section == "/sys/kernel/debug/page_owner" && view == "page_owner-format" {
	gsub(/\(\)|\(GFP_[A-Z_|]*\)|\(__GFP_[A-Z_|]*\)/, "(GFP)")
	gsub(/type (Unmovable|Movable|Reclaimable|HighAtomic|CMA|Isolate)/, "type TYPE")
	sub(/\([a-z_0-9|]*zone=[0-9]+\)/, "(FLAGS)")
	sub(/\([^()]*\), ts/, "(COMM), ts")
	sub(/^ [A-Za-z_0-9.:]+\+0x[0-9a-f]+\/0x[0-9a-f]+$/, " SYMBOL")
	$0 = forms($0)
	if (!seen[$0]++)
		print
}

# ---------------------------------------------------------------- events

function event_of(path) {
	sub(/.*\/events\/kmem\//, "", path)
	return path
}

# What both kernels have an event for; Linux's rss_stat is of processes.
function own_event(name) {
	return name !~ /^rss_stat\//
}

# slub64's short files one line after the other, each behind its name, without empty lines.
section ~ /tracing\/events($|\/kmem\/)/ && match($0, /^\/sys\/kernel\/tracing\/events\/kmem\/[a-z_\/]+:/) {
	if ($0 !~ /^[a-z_\/]+\/(enable|filter):/)
		next
	section = substr($0, 1, RLENGTH - 1)
	$0 = substr($0, RLENGTH + 1)
}

# Each event's fields and the text of its line, as its file tells them. Numbers of events are handed out in the order of linking. How an address is
# computed, and which number a name stands for, is each preprocessor's affair.
section ~ /\/events\/kmem\/[a-z_]+\/format$/ && view == "event-formats" && own_event(event_of(section)) {
	if (/^(ID:.*)?$/)
		next
	gsub(/\(\(\(struct page \*\)\(.*memstart_addr >> 12\)\) \+ \(REC->pfn\)\)/, "PAGE")
	gsub(/\{\( unsigned long\)[^"]*, "/, "{X, \"")
	sub(/\(0 && \(REC->gfp_flags & .*\) \? "true"/, "(0 \\&\\& FLAG) ? \"true\"")
	sub(/} *\) : "none"/, "}) : \"none\"")
	formats[section] = formats[section] section ": " $0 "\n"
}

section ~ /\/events\/kmem\/(.*\/)?(enable|filter)$/ && view == "event-files" && !/rss_stat/ && section !~ /rss_stat|kmem\/enable/ {
	formats[section] = formats[section] section ": " $0 "\n"
}

# The heading, and of each event the form of a line, without who and when.
section ~ /tracing\/trace$/ && view == "trace-format" {
	if (/^#/) {
		print forms($0)
		next
	}
	if (!match($0, /^ *[^ ]+-[0-9]+ +\[[0-9][0-9][0-9]\] [a-zA-Z.][a-zA-Z.][a-zA-Z.][0-9.][0-9.] +[0-9]+\.[0-9][0-9][0-9][0-9][0-9][0-9]: /)) {
		print "not a line of a trace:", $0
		next
	}
	$0 = substr($0, RLENGTH + 1)
	name = $1
	if (name !~ /^(kmalloc|kfree|kmem_cache_(alloc|free)|mm_page_(alloc|free|alloc_zone_locked)):$/)
		next
	gsub(/call_site=[^ ]+\+0x[0-9a-f]+\/0x[0-9a-f]+/, "call_site=SYMBOL")
	gsub(/(page|ptr)=[0-9a-f]+/, "X")
	gsub(/gfp_flags=[A-Za-z_|]+/, "gfp_flags=GFP")
	gsub(/node=-1/, "node=N")
	sub(/ name=[^ ]+/, " name=NAME")
	$0 = forms($0)
	if (!seen[$0]++)
		print | "sort"
}

END {
	for (file in formats)
		printf "%s", formats[file] | "sort -s -t: -k1,1"
}

# ---------------------------------------------------------------- kernel_page_tables

# The regions and the holes that are larger than a kernel, whole. Of what is mapped, one line of each kind that both kernels have: of
# Linux's text a part is not executable, its linear alias has no contiguous hint, and it has no device in blocks.
section == "/sys/kernel/debug/kernel_page_tables" && /^---\[/ { region = $0 }
section == "/sys/kernel/debug/kernel_page_tables" && view == "page_tables" && (/^---\[/ || /[GT] P[GU]D$/) { print }
section == "/sys/kernel/debug/kernel_page_tables" && view == "page_tables-format" && region !~ /Fixmap/ &&
	(/P[MT]E$/ || /RW.*BLK.*NORMAL/ || /CON.*TAGGED/ || / x .*CON/ || /PTE       RW NX SHD AF            UXN    (MEM\/NORMAL|DEVICE\/nGnRE)$/) {
	sub(/^0x[0-9a-f]+-0x[0-9a-f]+/, "RANGE")
	size = match($0, /[KMGTPE] P[MT][DE]/)
	$0 = "RANGE[" size - 6 "]" substr($0, size + 1)
	if (!seen[region $0]++)
		print region, $0 | "sort"
}
