# SPDX-License-Identifier: GPL-2.0-only
#
# Finds the first step at which two records of a program part, and prints it with what came before and after.
#
#   awk -f first-step.awk LINUX SLUB64
#
# Both records are spread out to one step a line first: +2.5*3 is +2.5, +2.6, +2.7 (programs/steps.h). A run of pages or areas
# moves on by more than one; as the distance follows from the group, only its beginning is shown: +2.8[1], [2], [3].

/^#/ {
	next
}
{
	side = FILENAME == ARGV[1] ? 1 : 2
	if ($1 !~ /^[0-9]+:$/) {
		what[side, ++count[side]] = $0
		step[side, count[side]] = "------"
		next
	}
	number = $1 + 0
	for (i = 2; i <= NF; i++) {
		parts = split($i, token, "*")
		times = parts == 2 ? token[2] : 1
		for (k = 1; k <= (times < 0 ? -times : times); k++) {
			what[side, ++count[side]] = token[1] (parts == 2 ? " [" k (times < 0 ? " downwards" : "") "]" : "")
			step[side, count[side]] = sprintf("%06d", number++)
		}
	}
}
END {
	last = count[1] > count[2] ? count[1] : count[2]
	for (i = 1; i <= last; i++)
		if (what[1, i] != what[2, i] || step[1, i] != step[2, i])
			break
	if (i > last)
		exit
	printf "%-8s %-32s %s\n", "step", "linux", "slub64"
	for (k = i > 10 ? i - 10 : 1; k <= i + 10 && k <= last; k++)
		printf "%-8s %-32s %s%s\n", step[1, k], what[1, k], what[2, k], what[1, k] == what[2, k] ? "" : "   <--"
}
