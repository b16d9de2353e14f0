"""The lock files install the same packages everywhere, from whatever index pip is set up with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
GROUPS = ("test", "adapt")
LOCKS = ("requirements.lock", *(f"requirements-{group}.lock" for group in GROUPS))
TORCH = Requirement((ROOT / "requirements-torch.txt").read_text("utf-8").splitlines()[-1])


def entries(lock: str) -> list[str]:
    """Return a lock's requirements, each with its continuation lines and without comments."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    return re.findall(r"^\S.*(?:\n .*)*", text, flags=re.MULTILINE)


def pins(lock: str) -> dict[str, Requirement]:
    """Return a lock's requirements by name."""
    found = (Requirement(entry.partition("\\")[0]) for entry in entries(lock))
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def pyproject() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_its_hashes(lock: str) -> None:
    """The hash check of pip needs an exact version and a hash for each package."""
    assert entries(lock)
    for entry in entries(lock):
        assert re.fullmatch(r"[\w.-]+==[\w.]+(?: ; [^\\]+?)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+", entry)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_host(lock: str) -> None:
    """Where packages come from is the user's own setting."""
    assert "://" not in (ROOT / lock).read_text("utf-8")
    assert "index-url" not in (ROOT / lock).read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_torch_and_its_cuda_libraries_are_left_to_the_build_that_pip_finds(lock: str) -> None:
    """A machine without a graphics card must not be given gigabytes for one."""
    assert [name for name in pins(lock) if re.match(r"(torch|triton|nvidia-.*|cuda-.*)$", name)] == []


def test_the_lock_satisfies_what_the_project_asks_for() -> None:
    """Every dependency is pinned, within its range; a stale lock fails here: run make lock."""
    locked = pins("requirements.lock") | {"torch": TORCH}
    for line in pyproject()["project"]["dependencies"]:
        asked = Requirement(line)
        pinned = locked[canonicalize_name(asked.name)]
        assert asked.specifier.contains(next(iter(pinned.specifier)).version), f"{asked}: pinned {pinned}"


@pytest.mark.parametrize("group", GROUPS)
def test_a_groups_lock_satisfies_what_the_group_asks_for(group: str) -> None:
    """Every dependency is pinned, within its range."""
    locked = pins(f"requirements-{group}.lock")
    for line in pyproject()["dependency-groups"][group]:
        asked = Requirement(line)
        pinned = locked[canonicalize_name(asked.name)]
        assert asked.specifier.contains(next(iter(pinned.specifier)).version), f"{asked}: pinned {pinned}"


@pytest.mark.parametrize("group", GROUPS)
def test_the_locks_agree_on_what_both_pin(group: str) -> None:
    """Installing a group's packages changes nothing that the program runs with."""
    run, others = pins("requirements.lock"), pins(f"requirements-{group}.lock")
    shared = run.keys() & others.keys()
    assert {name: run[name].specifier for name in shared} == {name: others[name].specifier for name in shared}


def test_the_lock_was_made_for_the_torch_that_is_installed() -> None:
    """The version stands twice, for pip and for uv, and must be the same."""
    assert pyproject()["tool"]["uv"]["constraint-dependencies"] == [str(TORCH)]
