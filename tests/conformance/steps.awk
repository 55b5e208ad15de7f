# SPDX-License-Identifier: GPL-2.0-only
#
# Takes one program's steps out of a console's output:  awk -v program=slub -f steps.awk CONSOLE
#
# With -v texts=1 also what the kernel said meanwhile.

{
	sub(/^\[[^]]*\] ?/, "")
}
$1 != "steps" {
	if (wanted && texts)
		print
	next
}
{
	sub(/^steps /, "")
}
$1 == "begin" {
	wanted = $2 == program
}
wanted {
	print
}
$1 == "end" {
	wanted = 0
}
