"""Changes to the corpus's files, one command at a time; a crash leaves each file as it was or as it is to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chatbot.building import sources_of
from chatbot.settings import Settings
from corpus.files import find_articles
from index.manifest import Source
from index.storage import ASIDE, exclusive_lock, flush


@contextmanager
def changing_corpus(settings: Settings, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other commands from changing the corpus, and remove what a killed one left behind.

    Args:
        settings: corpus and data directory.
        waiting: called once if another command has the corpus.
    """
    with exclusive_lock(settings.data / ".corpus.lock", waiting=waiting):
        for leftover in settings.corpus.rglob(f".*{ASIDE}") if settings.corpus.is_dir() else ():
            leftover.unlink()
        yield


def corpus_sources(corpus: Path) -> dict[str, Source]:
    """Return what the corpus holds: article id -> file. A directory that is not there yet holds nothing."""
    return sources_of(find_articles(corpus), corpus) if corpus.is_dir() else {}


def delete_file(path: Path) -> None:
    """Delete a file and wait until the disk has it so."""
    path.unlink(missing_ok=True)
    flush(path.parent)
