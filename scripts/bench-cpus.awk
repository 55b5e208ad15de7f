# SPDX-License-Identifier: GPL-2.0-only
#
# awk -f bench-cpus.awk FIGURES: what each operation costs on machines with different numbers of CPUs, and the spread: how far the
# dearest is above the cheapest. FIGURES has lines "slub64|linux CPUS OPERATION FIGURE".
#
# A spread above 3 % is either Linux's own (its figures spread as well, in the same operation: "as Linux") or "differs".

BEGIN {
	allowed = 0.03
}

{
	system_name = $1
	if (!((system_name, $2) in column)) {
		column[system_name, $2] = 1
		cpus[system_name, ++columns[system_name]] = $2
	}
	if (!($3 in seen)) {
		seen[$3] = 1
		names[++count] = $3
	}
	if ($4 > 0) # 0: the window was not to be measured, an interrupt fell into each
		figure[system_name, $2, $3] = $4
}

# How far apart an operation's figures are; -1 when one is missing.
function spread(system_name, name,   i, value, least, most)
{
	for (i = 1; i <= columns[system_name]; i++) {
		if (!((system_name, cpus[system_name, i], name) in figure))
			return -1
		value = figure[system_name, cpus[system_name, i], name]
		if (i == 1 || value < least)
			least = value
		if (i == 1 || value > most)
			most = value
	}
	return columns[system_name] && least > 0 ? most / least - 1 : -1
}

function cells(system_name, name,   i, text)
{
	for (i = 1; i <= columns[system_name]; i++)
		if ((system_name, cpus[system_name, i], name) in figure)
			text = text sprintf(" %10.2f", figure[system_name, cpus[system_name, i], name])
		else
			text = text sprintf(" %10s", "-")
	return text
}

function header(system_name,   i, text)
{
	for (i = 1; i <= columns[system_name]; i++)
		text = text sprintf(" %10s", substr(system_name, 1, 6) " " cpus[system_name, i])
	return text "  spread"
}

END {
	compared = columns["linux"] > 0
	printf "%-36s%s%s\n", "instructions per operation, CPUs", header("slub64"), compared ? header("linux") : ""
	for (n = 1; n <= count; n++) {
		name = names[n]
		own = spread("slub64", name)
		if (own < 0)
			continue
		linux = compared ? spread("linux", name) : -1
		verdict = ""
		if (own > allowed) {
			verdict = linux > allowed ? "as Linux" : "differs"
			apart++
			if (linux > allowed)
				as_linux++
		}
		printf "%-36s%s %6.1f%%", name, cells("slub64", name), own * 100
		if (compared)
			printf "%s %6s", cells("linux", name), linux < 0 ? "" : sprintf("%.1f%%", linux * 100)
		printf "  %s\n", verdict
	}
	printf "%d operations, %d spread by more than 3 %%", count, apart
	if (compared)
		printf ", %d of them in Linux too", as_linux
	print ""
}
