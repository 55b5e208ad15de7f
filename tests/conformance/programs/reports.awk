# SPDX-License-Identifier: GPL-2.0-only
#
# What must be equal of two kernels' reports: words, order, offsets, contents of the object; not where things lie, who called whom,
# how old something is, and the backtrace and registers of the report itself.

/^(CPU|Hardware name|Tainted|Call trace|Disabling lock debugging|Workqueue|Modules linked in|pstate|pc|lr|sp|x[0-9]+) ?:/ {
	next
}
# Said once, whenever backtraces are kept for the first time.
/^stackdepot: / {
	next
}
# A line of a backtrace.
/^ [A-Za-z_0-9.:$]+\+0x[0-9a-f]+\/0x[0-9a-f]+( \([A-Z]+\))?$/ {
	next
}
{
	# Contents that are the address of another object, in the order of a little-endian machine's bytes.
	gsub(/[0-9a-f][0-9a-f] [0-9a-f][0-9a-f] [0-9a-f][0-9a-f] [0-9a-f][0-9a-f] 0[0-9a-f] 00 ff ff/, "POINTER")
	gsub(/0x[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]+/, "ADDRESS")
	gsub(/ffff[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]+/, "ADDRESS")
	# The text of a line of contents has the pointer's bytes too.
	if (/POINTER/)
		sub(/  [^ ]+$/, "")
	sub(/^WARNING: CPU: [0-9]+ PID: [0-9]+ at [^ ]+ /, "WARNING: CPU: N PID: N at FILE:N ")
	gsub(/[A-Za-z_0-9.:$]+\+0x[0-9a-f]+\/0x[0-9a-f]+/, "SYMBOL")
	gsub(/age=[0-9]+ cpu=[0-9]+ pid=[0-9]+/, "age=N cpu=N pid=N")
	print
}
