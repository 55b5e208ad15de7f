# SPDX-License-Identifier: GPL-2.0-only
#
# awk -f bench.awk tests/bench/targets slub64.figures [linux.figures]: the table that scripts/bench prints.

function target_of(name,   i)
{
	for (i = 1; i <= rules; i++)
		if (name ~ ("^(" pattern[i] ")$"))
			return wanted[i]
	return "-"
}

function number(value)
{
	return value >= 100000 ? sprintf("%.0f", value) : sprintf("%.2f", value)
}

FNR == 1 {
	file++
}

file == 1 {
	if ($0 !~ /^#/ && NF == 2) {
		pattern[++rules] = $1
		wanted[rules] = $2
	}
	next
}

file == 2 {
	names[++count] = $1
	slub64[$1] = $2
	next
}

$1 == "release" {
	release = $2 " " $3
	next
}

{
	reference[$1] = $2
	compared = 1
}

function row(name,   target, value, ratio, text, verdict)
{
	value = slub64[name]
	target = target_of(name)
	ratio = name in reference && reference[name] > 0 ? value / reference[name] : ""
	text = target
	if (target ~ /^=/) {
		text = substr(target, 2)
		verdict = value + 0 <= text + 0 ? "met" : "missed"
	} else if (target != "-" && ratio != "") {
		verdict = ratio <= target ? "met" : "missed"
	}
	if (verdict == "met")
		met++
	else if (verdict == "missed")
		missed++
	if (compared)
		printf "%-36s %12s %13s %7s %8s  %s\n", name, number(value),
			name in reference ? number(reference[name]) : "", ratio == "" ? "" : sprintf("%.3f", ratio),
			text == "-" ? "" : text, verdict
	else
		printf "%-36s %12s %8s  %s\n", name, number(value), target ~ /^=/ ? text : "", verdict
}

END {
	if (compared)
		printf "%-36s %12s %13s %7s %8s\n", "instructions per operation", "slub64", release, "ratio", "target"
	else
		printf "%-36s %12s %8s\n", "instructions per operation", "slub64", "target"
	for (i = 1; i <= count; i++)
		row(names[i])
	printf "%d targets met, %d missed\n", met, missed
}
