# SPDX-License-Identifier: GPL-2.0-only
"""Replays the guided tours of docs/tours: the page is the script.

A page has one line `make gdb ...` in a block marked sh: the machine that the tour needs. Blocks marked gdb hold what is typed,
behind "(gdb) ", and what appears. All commands of a page run in one session, in order; what appears has to be what the page shows:

    addresses, offsets, line numbers      any
    buddy's counts of free memory         any: they depend on the kernel's own size
    ...  or  …                            alone on a line: any lines; within a line: any text
    everything else                       as it stands

    tests/tools/tours.py [PAGE...]         replays
    tests/tools/tours.py --fill PAGE       writes what appears behind the commands that show nothing yet
"""
from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from typing import Dict, List, NamedTuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOURS = os.path.join(ROOT, "docs", "tours")
SECONDS = int(os.environ.get("TOUR_SECONDS", "300"))
PROMPT = "(gdb) "
MARK = "@@@@"


class Step(NamedTuple):
    """What is typed, and what appears."""

    line: int  # of the page, from 0
    command: str
    shown: List[str]


class Page(NamedTuple):
    """A tour."""

    name: str
    lines: List[str]
    knobs: Dict[str, str]
    steps: List[Step]


def read_page(path: str) -> Page:
    """Takes a page apart."""
    with open(path, encoding="utf8") as file:
        lines = file.read().splitlines()
    knobs: Dict[str, str] = {}
    steps: List[Step] = []
    block = ""
    for number, line in enumerate(lines):
        if line.startswith("```"):
            block = "" if block else line[3:].strip() or "text"
        elif block == "sh" and line.startswith("make gdb"):
            knobs.update(word.split("=", 1) for word in shlex.split(line)[2:])
        elif block == "gdb" and line.startswith(PROMPT):
            steps.append(Step(number, line[len(PROMPT) :], []))
        elif block == "gdb":
            if not steps:
                raise ValueError("%s:%d: output before the first command" % (path, number + 1))
            steps[-1].shown.append(line)
    if not steps:
        raise ValueError("%s: nothing is typed in it" % path)
    return Page(os.path.basename(path), lines, knobs, steps)


def play(page: Page) -> List[List[str]]:
    """What appears behind each command."""
    commands = []
    for step in page.steps:
        if ";" in step.command:
            raise ValueError("%s:%d: no semicolons, please" % (page.name, step.line + 1))
        commands += ["echo %s\\n" % MARK, step.command]
    environment = dict(os.environ, TIMEOUT="", **page.knobs)
    environment["GDBCMD"] = ";".join(commands + ["echo %s\\n" % MARK, "kill"])
    environment.setdefault("O", "build")
    image = os.path.join(environment["O"], "Image")
    text = run(["scripts/qemu", "--gdb", image], environment)
    parts = text.split(MARK + "\n")[1 : len(page.steps) + 1]
    return [tidy(part.splitlines()) for part in parts]


def run(command: List[str], environment: Dict[str, str], seconds: int = SECONDS) -> str:
    """What a program prints. One that does not end in time is ended, with all that it started, and says so."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
        late = ""
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGTERM)
        output, _ = process.communicate()
        late = "\n(no end after %d seconds)\n" % seconds
    return output.decode("utf8", "replace").replace("\r", "") + late


def tidy(lines: List[str]) -> List[str]:
    """Without empty lines around, and without gdb's remark about times of files."""
    lines = [line.rstrip() for line in lines if "is more recent than executable" not in line]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


SAME = [
    (re.compile(r"0x[0-9a-f]{3,}"), "ADDRESS"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "ADDRESS"),
    (re.compile(r"\bffff[0-9a-f]{4,12}\b"), "ADDRESS"),
    (re.compile(r"\+(0x[0-9a-f]+|\d+)(/(0x[0-9a-f]+|ADDRESS))?(?=>|$|,| )"), "+OFFSET"),
    (re.compile(r"(\.(?:cpp|h|hpp|S|c)):\d+"), r"\1:LINE"),
    (re.compile(r"(\.(?:cpp|h|hpp|S|c)), line \d+"), r"\1:LINE"),
    (re.compile(r"^\d+\t"), "LINE "),
    (re.compile(r"^\d+ {2,}(?=\S)"), "LINE "),
    (re.compile(r"\$\d+ ="), "$ ="),
    (re.compile(r"jiffies \d+"), "jiffies"),
    (re.compile(r"\[ *\d+\](?= (table|page|invalid))"), "[INDEX]"),

    (re.compile(r"\s+"), " "),
]


# Lines whose numbers depend on how much memory the kernel itself takes.
COUNTS = re.compile(r"^( +(free|Unmovable|Movable|watermarks|CPU \d+:) .*\d|zone \w+: pfn.*)$")


def plain(line: str) -> str:
    """A line without what changes from build to build."""
    if COUNTS.match(line):
        return re.sub(r"\s+", " ", re.sub(r"(0x)?[0-9a-f]*\d[0-9a-f]*", "NUMBER", line)).strip()
    line = line.expandtabs(8) if not re.match(r"^\d+\t", line) else line
    for pattern, put in SAME:
        line = pattern.sub(put, line)
    return line.strip()


def matches(shown: List[str], appeared: List[str]) -> bool:
    """Is what appeared what the page shows?"""
    if not shown:
        return not appeared
    if shown[0].strip() in ("...", "…"):
        return any(matches(shown[1:], appeared[i:]) for i in range(len(appeared) + 1))
    if not appeared:
        return False
    pattern = re.escape(plain(shown[0])).replace("…", ".*").replace(r"\.\.\.", ".*")
    return bool(re.fullmatch(pattern, plain(appeared[0]))) and matches(shown[1:], appeared[1:])


def check(page: Page) -> List[str]:
    """Replays a page. Returns what differs."""
    appeared = play(page)
    problems = []
    if len(appeared) != len(page.steps):
        problems.append("%s: the session ended after %d of %d commands" % (page.name, len(appeared), len(page.steps)))
    for step, lines in zip(page.steps, appeared):
        if not matches(tidy(step.shown), lines):
            problems.append("%s:%d: %s" % (page.name, step.line + 1, step.command))
            problems += ["    page  | " + line for line in tidy(step.shown)]
            problems += ["    gdb   | " + line for line in lines]
    return problems


def fill(path: str) -> None:
    """Completes a page."""
    page = read_page(path)
    out = list(page.lines)
    for step, lines in reversed(list(zip(page.steps, play(page)))):
        if not step.shown:
            out[step.line + 1 : step.line + 1] = lines
    with open(path, "w", encoding="utf8") as file:
        file.write("\n".join(out) + "\n")


def pages() -> List[str]:
    """The tours, in order."""
    return sorted(os.path.join(TOURS, name) for name in os.listdir(TOURS) if re.match(r"\d", name))


def main() -> int:
    """Replays what the command line names, or all."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--fill"]:
        for path in arguments[1:]:
            fill(path)
        return 0
    failed = 0
    for path in arguments or pages():
        page = read_page(path)
        problems = check(page)
        print("%s - tour %s: %d commands" % ("not ok" if problems else "ok", page.name, len(page.steps)))
        print("\n".join(problems), end="\n" if problems else "")
        failed += bool(problems)
    return failed


if __name__ == "__main__":
    sys.exit(main())
