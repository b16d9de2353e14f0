"""Generations are deleted at once where what they hold must not be kept: build alone keeps the one before."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.manifest import CURRENT, GENERATION_NAME, current_generation
from index.storage import Progress, exclusive_lock, flush

BUILDING = ".building-"
"""Prefix of a directory that a generation is being written into."""


def keep_only_current(root: Path, report: Progress) -> list[str]:
    """Delete every generation but the current one, and what killed builds left behind; return their names."""
    return _delete(root, current_generation(root), report) if root.is_dir() else []


def delete_all(root: Path, report: Progress) -> list[str]:
    """Delete every generation: there is nothing to ask any more. Return their names."""
    if not root.is_dir():
        return []
    (root / CURRENT).unlink(missing_ok=True)
    return _delete(root, None, report)


def _delete(root: Path, kept: str | None, report: Progress) -> list[str]:
    with exclusive_lock(root / ".lock", waiting=lambda: report("Ett bygge pågår; väntar på det …")):
        doomed = sorted(
            path
            for path in root.iterdir()
            if path.name != kept and (GENERATION_NAME.fullmatch(path.name) or path.name.startswith(BUILDING))
        )
        for path in doomed:
            shutil.rmtree(path)
        flush(root)
    return [path.name for path in doomed]
