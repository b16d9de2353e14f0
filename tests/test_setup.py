"""The Makefile's set-up: each step once, in order, and again after an interruption. Python and pip are stood in for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.install_packages import count_pinned, main
from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent

# Notes what it is asked to do; `-m venv` makes an environment of copies of itself; fails where FAIL is in the request.
STAND_IN = """#!/bin/sh
case "$1" in --version) echo "Python $VERSION"; exit;; -c) [ "$VERSION" != 3.9.18 ]; exit;; esac
echo "$(basename "$0") $*" >> log
case "$*" in *"$FAIL"*) exit 1;; esac
case "$1 $2" in "-m venv")
    rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python; cp "$0" .venv/bin/chatbot;;
esac
"""

Make = Callable[..., subprocess.CompletedProcess[str]]

SET_UP = [
    "python-stand-in -m venv",
    "python scripts/install_packages.py ... -r requirements.lock",
    "python scripts/install_packages.py ... -r requirements-torch.txt",
    "python scripts/install_packages.py ... --editable .",
]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a folder with what the set-up reads, and a stand-in for Python."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-torch.txt", "requirements-test.lock"):
        shutil.copy(ROOT / name, tmp_path)
    stand_in = tmp_path / "python-stand-in"
    stand_in.write_text(STAND_IN, encoding="utf-8")
    stand_in.chmod(0o755)
    return tmp_path


@pytest.fixture
def make(clone: Path) -> Make:
    """Return a function that runs make there."""

    def run(target: str, *, fail: str = "nothing fails", version: str = "3.12.1") -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
        environment |= {"PYTHON": "./python-stand-in", "FAIL": fail, "VERSION": version}
        return subprocess.run(
            ["make", target], cwd=clone, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    return run


@pytest.fixture
def steps(clone: Path) -> Callable[[], list[str]]:
    """Return a function that tells the steps taken since it was last asked, shortened to what tells them apart."""

    def shorten(line: str) -> str:
        if "install_packages" not in line:
            return line.removesuffix(" --clear .venv")
        return " ".join([*line.split()[:2], "...", *line.split()[-2:]])

    def taken() -> list[str]:
        log = clone / "log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [shorten(line) for line in lines]

    return taken


def test_run_sets_up_builds_and_serves(make: Make, steps: Callable[[], list[str]]) -> None:
    """On a fresh clone one command does everything, in order."""
    assert make("run").returncode == 0
    assert steps() == [*SET_UP, "chatbot build", "chatbot serve"]


def test_a_second_run_only_serves(make: Make, steps: Callable[[], list[str]]) -> None:
    """What is set up stays set up; the build looks for itself whether there is anything to do."""
    make("run")
    steps()
    assert make("run").returncode == 0
    assert steps() == ["chatbot build", "chatbot serve"]


@pytest.mark.parametrize("step", ["-m venv", "requirements.lock", "requirements-torch.txt", "--editable"])
def test_an_interrupted_step_starts_the_environment_anew(make: Make, steps: Callable[[], list[str]], step: str) -> None:
    """Half an installation can look whole, so that nothing of it is kept."""
    assert make("run", fail=step).returncode != 0
    steps()
    assert make("run").returncode == 0
    assert steps() == [*SET_UP, "chatbot build", "chatbot serve"]


def test_a_new_lock_is_installed(make: Make, steps: Callable[[], list[str]], clone: Path) -> None:
    """A changed lock file is installed into the environment that is there."""
    make("setup")
    steps()
    future = (clone / ".venv/made/packages").stat().st_mtime + 10
    os.utime(clone / "requirements.lock", (future, future))
    make("setup")
    assert steps() == [*SET_UP[1:], "chatbot build"]


def test_an_environment_that_was_moved_is_made_again(make: Make, steps: Callable[[], list[str]], clone: Path) -> None:
    """Its scripts hold the path where it was made."""
    make("setup")
    steps()
    (clone / ".venv/made/venv").write_text("/elsewhere\n", encoding="utf-8")
    make("setup")
    assert steps() == [*SET_UP, "chatbot build"]


def test_an_environment_whose_python_is_gone_is_made_again(
    make: Make, steps: Callable[[], list[str]], clone: Path
) -> None:
    """An upgrade of the system's Python can take it away."""
    make("setup")
    steps()
    (clone / ".venv/bin/python").unlink()
    make("setup")
    assert steps() == [*SET_UP, "chatbot build"]


def test_an_old_python_gets_one_clear_line(make: Make) -> None:
    """The message says what is needed, what was found, and what to do."""
    result = make("run", version="3.9.18")
    assert result.returncode != 0
    assert result.stderr.splitlines()[0] == (
        "Python 3.11, 3.12, 3.13 or 3.14 is needed; ./python-stand-in is Python 3.9.18."
        " Name another: PYTHON=/path/to/python3.12 make run"
    )
    assert result.stdout == ""


def test_ci_runs_make_test_and_nothing_else() -> None:
    """CI and people run the same checks."""
    commands = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert commands == ["#!/usr/bin/env bash", "set -euo pipefail", 'cd "$(dirname "$0")/.."', "exec make test"]
    assert os.access(ROOT / ".ci/run", os.X_OK)


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Return a function that stands in for pip with what it says and its exit code."""

    def stand_in(output: str, code: int) -> None:
        program = tmp_path / "python"
        program.write_text(f"#!/bin/sh\ncat <<'END'\n{output}\nEND\nexit {code}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return stand_in


def test_progress_counts_packages(
    pip: Callable[[str, int], None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without a terminal a line is written at every twentieth package."""
    names = [f"name{number}==1" for number in range(25)]
    lock = tmp_path / "lock"
    lock.write_text("# a comment with a==b\n" + "\n".join(f"{name} \\\n    --hash=sha256:0" for name in names), "utf-8")
    pip(
        "\n".join(f"Collecting {name}\n  Downloading {name}.whl" for name in names)
        + "\nInstalling collected packages: all",
        0,
    )
    assert count_pinned(lock) == 25
    assert main("Packages", ["-r", str(lock)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:-1] == ["Packages ...", "Packages ... 20 of 25 packages", "Packages ... copying files"]
    assert lines[-1].startswith("Packages: done in ")


def test_a_failing_pip_is_heard(pip: Callable[[str, int], None], capsys: pytest.CaptureFixture[str]) -> None:
    """All that pip said comes to light, but for its remarks on places that lack a package."""
    pip("WARNING: Location 'x/' is ignored: it is neither a file nor a directory.\nERROR: No matching distribution", 1)
    assert main("Packages", ["name"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "ERROR: No matching distribution",
        "Packages: pip failed with exit code 1; what it said stands above",
    ]


def test_chromium_is_looked_for_on_the_path(tmp_path: Path) -> None:
    """The first known name that can be started is taken."""
    browser = tmp_path / "chromium-browser"
    browser.touch(mode=0o755)
    assert find_chromium({"PATH": str(tmp_path)}) == str(browser)


def test_a_named_chromium_decides_alone(tmp_path: Path) -> None:
    """A wrong CHATBOT_CHROMIUM is no reason to take another browser than the one asked for."""
    browser = tmp_path / "chromium"
    browser.touch(mode=0o755)
    assert find_chromium({"PATH": str(tmp_path), "CHATBOT_CHROMIUM": str(browser)}) == str(browser)
    assert find_chromium({"PATH": str(tmp_path), "CHATBOT_CHROMIUM": str(tmp_path / "none")}) is None
