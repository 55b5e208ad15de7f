# SPDX-License-Identifier: GPL-2.0-only
#
# Takes one program's steps out of a console's output:  awk -v program=slub -f steps.awk CONSOLE

{
	sub(/^\[[^]]*\] /, "")
}
$1 != "steps" {
	next
}
$2 == "begin" {
	wanted = $3 == program
}
wanted {
	sub(/^steps /, "")
	print
}
$2 == "end" {
	wanted = 0
}
