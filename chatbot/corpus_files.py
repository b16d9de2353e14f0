"""Changes to the corpus's files, one command at a time; a crash leaves each file as it was or as it is to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chatbot.building import sources_of
from chatbot.errors import KeepingError
from chatbot.settings import Settings
from corpus.files import REPLACED, find_articles, mark_of
from index.manifest import Source
from index.storage import ASIDE, exclusive_lock, flush, write_bytes


@contextmanager
def changing_corpus(settings: Settings, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep others from changing the corpus, and finish or remove what a killed one left behind.

    Whoever changes the database too takes this first: two that have one of both each would wait for each other.

    Args:
        settings: corpus and data directory.
        waiting: called once if somebody else has the corpus.
    """
    with exclusive_lock(settings.data / ".corpus.lock", waiting=waiting):
        if settings.corpus.is_dir():
            _clear_up(settings.corpus)
        yield


def corpus_sources(corpus: Path) -> dict[str, Source]:
    """Return what the corpus holds: article id -> file. A directory that is not there yet holds nothing."""
    return sources_of(find_articles(corpus), corpus) if corpus.is_dir() else {}


def delete_file(path: Path) -> None:
    """Delete a file and wait until the disk has it so."""
    path.unlink(missing_ok=True)
    flush(path.parent)


def replace_file(old: Path | None, new: Path, content: bytes) -> None:
    """Write an article's file in the place of its old one, which may be called otherwise.

    Two files of one id are never there at once, not even if the program is killed: the old one is marked, and counts
    no more from the moment on when the new one is there.

    Raises:
        KeepingError: the disk does not take it; nothing is changed.
    """
    mark = mark_of(old) if old is not None and old != new and old.stem == new.stem else None
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        if mark is not None:
            write_bytes(mark, b"")
        write_bytes(new, content)
        if old is not None and old != new:
            delete_file(old)
        if mark is not None:
            delete_file(mark)
    except OSError as exc:
        raise _not_written(new, exc) from exc


@contextmanager
def put_back_on_failure(paths: Iterable[Path]) -> Iterator[None]:
    """Make these files what they are now, should what is done meanwhile fail; for whoever has the corpus.

    Their copies are made before, so that a disk that is full is told while nothing is changed.
    """
    copies: dict[Path, Path | None] = dict.fromkeys(paths)
    try:
        for path in copies:
            copies[path] = _copied(path)
        try:
            yield
        except BaseException:
            _put_back(copies)
            raise
    finally:
        for copy in copies.values():
            if copy is not None:
                copy.unlink(missing_ok=True)


def _copied(path: Path) -> Path | None:
    if not path.is_file():
        return None
    copy = path.with_name(f".{path.name}.before{ASIDE}")
    try:
        write_bytes(copy, path.read_bytes())
    except OSError as exc:
        raise _not_written(path, exc) from exc
    return copy


def _put_back(copies: dict[Path, Path | None]) -> None:
    for path, copy in copies.items():
        if copy is not None:
            copy.replace(path)
            flush(path.parent)
    for path, copy in copies.items():
        if copy is None and path.is_file():
            delete_file(path)
        mark_of(path).unlink(missing_ok=True)


def _clear_up(corpus: Path) -> None:
    for leftover in corpus.rglob(f".*{ASIDE}"):
        leftover.unlink()
    marks = [*corpus.rglob(f".*{REPLACED}")]
    articles = {path.stem: path for path in find_articles(corpus)} if marks else {}
    for mark in marks:
        old = mark.with_name(mark.name.removeprefix(".").removesuffix(REPLACED))
        if articles.get(old.stem, old) != old:
            delete_file(old)
        mark.unlink()


def _not_written(path: Path, exc: OSError) -> KeepingError:
    reason = exc.strerror or str(exc)
    return KeepingError(f"{path.name}: filen går inte att skriva ({reason}); ingenting är ändrat")
