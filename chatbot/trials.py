"""Indexes that are only measured on: what is asked about stands in them as it would in the chatbot's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from chatbot.building import sources_of
from chatbot.errors import GoldError
from corpus.files import find_articles, read_article
from corpus.reading import read, reader_version
from corpus.records import PUBLISHING_THRESHOLD
from index.building import build
from index.encoding import Encoder
from index.storage import Progress


@dataclass(frozen=True, slots=True)
class Corpus:
    """Some of the articles in a folder: those whose file has a name like the pattern."""

    folder: Path
    pattern: str

    @property
    def name(self) -> str:
        """A name for the index, of its own for every folder and pattern."""
        return hashlib.sha256(f"{self.folder.resolve()}\0{self.pattern}".encode()).hexdigest()[:16]

    def articles(self) -> list[Path]:
        """Return the article files, sorted.

        Raises:
            CorpusError: there is no such folder.
            GoldError: no article in it has such a name.
        """
        paths = [path for path in find_articles(self.folder) if fnmatch(path.name, self.pattern)]
        if not paths:
            raise GoldError(f"{self.folder}: inga artiklar med namn som {self.pattern}")
        return paths


def corpus_of(questions: Path) -> Corpus | None:
    """Return the articles that a collection's questions are about; None for a file that is no collection.

    collections/a.jsonl is about a01-…, a02-… in the folder articles beside its own.
    """
    if questions.parent.name != "collections":
        return None
    return Corpus(questions.parent.parent / "articles", f"{questions.stem}[0-9]*")


def corpus_named(path: Path) -> Corpus:
    """Return the articles that a person has named: a folder, or a folder and a pattern (artiklar/a*)."""
    return Corpus(path, "*") if path.is_dir() else Corpus(path.parent, path.name)


def index_corpus(corpus: Corpus, encoder: Encoder, root: Path, progress: Progress | None = None) -> None:
    """Index the articles under root, unless they are there as they are now."""
    paths = corpus.articles()
    build(
        (read(read_article(path)) for path in paths),
        sources_of(paths, corpus.folder),
        encoder,
        root,
        reader=reader_version(),
        publish_at=PUBLISHING_THRESHOLD,
        progress=progress,
    )
