"""Run `pip install` with a counter instead of its hundreds of lines, and with all of them where it fails.

Usage: install_packages.py LABEL PIP-ARGUMENT...
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

# One of these begins each package's turn; a download follows it, if anything does.
TURN = re.compile(r"(Collecting|Processing|Requirement already satisfied:|Ignoring) \S")
# pip says this of each configured place that lacks a package, for every package: it is nobody's fault.
NOISE = re.compile(r"WARNING: Location .* is ignored")
LINE_EVERY = 20  # packages, where the counter can't be written over itself


def count_pinned(requirements: Path) -> int:
    """Return the number of packages that a requirements file pins with `==`."""
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return sum("==" in line for line in lines if line[:1].isalnum())


def run_pip(arguments: list[str], show: Callable[[int | None], None]) -> tuple[int, list[str]]:
    """Run pip to its end and return its exit code and all it said.

    Args:
        arguments: what stands after `pip`.
        show: called with the number of packages taken up so far, each time it grows, and with None when
            all are there and their files are copied into the environment.
    """
    said: list[str] = []
    taken_up = 0
    command = [sys.executable, "-m", "pip", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if TURN.match(line):
                taken_up += 1
                show(taken_up)
            elif line.startswith("Installing collected packages:"):
                show(None)
    return pip.returncode, said


def main(label: str, arguments: list[str]) -> int:
    """Install what pip's arguments name; return its exit code."""
    files = [Path(value) for flag, value in itertools.pairwise(arguments) if flag == "-r"]
    total = sum(map(count_pinned, files))
    in_place = sys.stdout.isatty()

    def show(taken_up: int | None) -> None:
        status = "copying files" if taken_up is None else f"{taken_up} of {max(taken_up, total)} packages"
        if in_place:
            print(f"\r\033[K{label} ... {status}", end="", flush=True)
        elif taken_up is None or taken_up % LINE_EVERY == 0:
            print(f"{label} ... {status}", flush=True)

    print(f"{label} ...", end="" if in_place else "\n", flush=True)
    started = time.monotonic()
    code, said = run_pip(["install", "--no-input", "--progress-bar", "off", *arguments], show)
    if in_place:
        print("\r\033[K", end="", flush=True)
    if code:
        sys.stderr.writelines(line for line in said if not NOISE.match(line))
        print(f"{label}: pip failed with exit code {code}; what it said stands above", file=sys.stderr)
    else:
        print(f"{label}: done in {time.monotonic() - started:.0f} s", flush=True)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell reports it; pip, interrupted too, has said its word
