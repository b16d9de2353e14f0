"""The proof of a withdrawal: corpus, data directory and database are searched for name and words."""

from __future__ import annotations

import glob
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from chatbot.settings import Settings
from chatbot.store.contents import readable, texts_of_row
from chatbot.store.database import Database
from chatbot.store.forgetting import texts_of
from chatbot.store.reviewers import logins_by_id
from corpus.errors import CorpusError
from corpus.files import find_articles, read_article
from corpus.withdrawal import Said, fold

_LONG_PART = 6
"""A part of a name of fewer letters is found by chance in files of numbers."""
_BLOCK = 8 * 1024 * 1024
_OVERLAP = 64 * 1024
_SQLITE = b"SQLite format 3\0"


class Needles:
    """What must not be found any more, without case, accents and punctuation."""

    def __init__(self, name: str, said: Iterable[str]) -> None:
        """Take what is to be searched for.

        Args:
            name: full name.
            said: what the person said, stretch by stretch.
        """
        self._name = fold(name)
        self._within = False  # the name is part of somebody else's: "Anna Berg" of "Hanna Bergman"
        self._parts = {part for part in self._name.split() if len(part) >= _LONG_PART}
        self.phrases = set(Said(said).sentences)
        self.shared = 0

    def spare(self, text: str) -> None:
        """Leave out of the search what a text that stays says too: it is somebody else's."""
        folded = fold(text)
        self._within = self._within or self._name in folded
        self._parts = {part for part in self._parts if part not in folded}
        others = {phrase for phrase in self.phrases if phrase in folded}
        self.phrases -= others
        self.shared += len(others)

    def found_in(self, folded: str) -> set[str]:
        """Return in Swedish what a folded text has of it."""
        found = {"namnet"} if self._has_name(folded) or any(part in folded for part in self._parts) else set()
        return found | ({"citerade ord"} if any(phrase in folded for phrase in self.phrases) else set())

    def _has_name(self, folded: str) -> bool:
        if self._within:
            return re.search(rf"(?<!\w){re.escape(self._name)}s?(?!\w)", folded) is not None
        return self._name in folded


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched, and each place where something is left, one line each."""

    files: int
    phrases: int
    shared: int
    found: tuple[str, ...]


def search(settings: Settings, needles: Needles, database: Database, *, but: Path | None = None) -> Search:
    """Search every file of the corpus, of the data directory except the model, and of the database.

    Args:
        settings: where they are.
        needles: what is searched for.
        database: searched too.
        but: a file that is not searched.

    Raises:
        StoreError: the database cannot be read.
    """
    articles = set(find_articles(settings.corpus)) if settings.corpus.is_dir() else set()
    found, files = [], 0
    for path in _files(settings, database):
        if path == but:
            continue
        files += 1
        what = needles.found_in(fold(path.name))
        for text in _texts(path, is_article=path in articles):
            what |= needles.found_in(fold(text))
        found += [f"{path}: {each} finns kvar" for each in sorted(what)]
    if database.file is None:
        what = set().union(*(needles.found_in(fold(row)) for row in texts_of(database)))
        found += [f"{database.name}: {each} finns kvar" for each in sorted(what)]
    found += _accounts(database, needles)
    return Search(files, len(needles.phrases), needles.shared, tuple(found))


def _accounts(database: Database, needles: Needles) -> list[str]:
    """Return what to do about accounts that have the name: whose they are only people know, so they are left alone."""
    if not database.exists:
        return []
    with database.reading() as connection:
        logins = sorted(logins_by_id(connection).values())
    return [
        f"Kontot {login} för /granska har namnet och är lämnat: det är ingen del av artiklarna. "
        f"Byt namn på det: chatbot reviewer rename {login} NYTT-NAMN"
        for login in logins
        if needles.found_in(fold(login))
    ]


def _files(settings: Settings, database: Database) -> list[Path]:
    model = settings.model_directory.resolve()
    found: dict[Path, Path] = {}
    below = [path for root in (settings.corpus, settings.data) if root.is_dir() for path in sorted(root.rglob("*"))]
    # With the log and the journal that SQLite may have beside the file.
    beside = sorted(database.file.parent.glob(f"{glob.escape(database.file.name)}*")) if database.file else []
    for path in [*below, *beside]:
        whole = path.resolve()
        if path.is_file() and model not in whole.parents:
            found.setdefault(whole, path)
    return list(found.values())


def _texts(path: Path, *, is_article: bool) -> Iterator[str]:
    """Yield what a file holds as text: its bytes, and what is packed or cut up in them."""
    with path.open("rb") as file:
        is_database = file.read(len(_SQLITE)) == _SQLITE
        file.seek(0)
        before = b""
        while block := file.read(_BLOCK):
            yield readable(before + block)
            before = block[-_OVERLAP:]
    if is_database:
        yield from _rows(path)
    if is_article:
        try:
            yield read_article(path).text
        except CorpusError:
            return  # its bytes were searched


def _rows(path: Path) -> Iterator[str]:
    """Yield the rows of a database: a long text stands in its file in several pieces, and files in it are packed."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    # What a damaged one holds was searched as bytes.
    with closing(connection), suppress(sqlite3.DatabaseError):
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            quoted = table.replace('"', '""')
            rows = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608  a name out of the database itself
            names = [column[0] for column in rows.description]
            for row in rows:
                yield from texts_of_row(dict(zip(names, row, strict=True)))
