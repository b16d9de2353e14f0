"""Files written so that a crash leaves the old state or the new one, never something between."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Progress = Callable[[str], None]
"""Takes one line in Swedish for the one who waits."""


ASIDE = ".aside"
"""Ending of a file that is not in its place yet; only a process that was killed leaves one behind."""


def silent(_line: str) -> None:
    """Report nothing."""


def digest_of(path: Path) -> str:
    """Return the file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Wait until a file's bytes, or a directory's entries, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_tree(directory: Path) -> None:
    """Wait until everything in the directory is on disk."""
    for path in sorted(directory.rglob("*")):
        flush(path)
    flush(directory)


def write_text(path: Path, text: str) -> None:
    """Replace a small file's contents atomically."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Replace a small file's contents atomically.

    Args:
        path: of the file.
        content: that it gets.
        mode: who may read and write it, less what the process's umask takes away.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}{ASIDE}")
    try:
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    flush(path.parent)


@contextmanager
def directory_aside(parent: Path, prefix: str) -> Iterator[Path]:
    """Give a new directory in parent to write into; whatever is left of it at the end is removed.

    The caller renames it into place when it is complete. Leftovers with the same prefix, from runs that
    were killed, are removed first, so this belongs inside exclusive_lock.
    """
    for leftover in parent.glob(f"{prefix}*"):
        shutil.rmtree(leftover)
    aside = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    aside.chmod(0o755)
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def exclusive_lock(path: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock on path; if another process has it, call waiting once and wait.

    The operating system frees the lock when its holder dies, so no stale lock can be left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
