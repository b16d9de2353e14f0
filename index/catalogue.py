"""The catalogue of a generation: articles and records in SQLite."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.records import Article, Method, QuoteStatus, Span, Speaker
from index.chunks import Record, RecordKind, sha256_of
from index.errors import GenerationError
from index.manifest import Source

_SCHEMA = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT, publisher TEXT, url TEXT, published TEXT,
    text_sha256 TEXT NOT NULL, file TEXT NOT NULL, file_sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE records (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, article TEXT NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL,
    segments TEXT NOT NULL, speakers TEXT NOT NULL, status TEXT,
    method TEXT NOT NULL, confidence REAL NOT NULL, reason TEXT, evidence TEXT,
    municipality TEXT, question TEXT, question_text TEXT
);
CREATE TABLE speakers (record INTEGER NOT NULL, name TEXT, role TEXT);
CREATE TABLE searched (number INTEGER PRIMARY KEY, article TEXT NOT NULL, stretches TEXT NOT NULL);
CREATE TABLE sketches (run INTEGER NOT NULL, article TEXT NOT NULL);
"""
# Made after the rows: one sort each instead of a search a row.
_INDEXES = """
CREATE INDEX records_by_article ON records (article, number);
CREATE INDEX records_by_municipality ON records (municipality, number);
CREATE INDEX speakers_by_name ON speakers (name, record);
CREATE INDEX sketches_by_run ON sketches (run, article);
ANALYZE;
"""
_RECORD_COLUMNS = (
    "id, kind, article, span_start, span_end, text, sha256, segments, speakers, status, method, confidence, "
    "reason, evidence, municipality, question, question_text"
)
_AT_ONCE = 5_000
"""Numbers in one IN (...); SQLite's own limit is 32,766."""

RecordNumbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as it was indexed.

    Its text stays in its file: what stands around the quotes may be telephone numbers and addresses of people.

    Attributes:
        published: YYYY-MM-DD.
        text_sha256: of the article's text in UTF-8.
        file: path within the corpus.
        file_sha256: of the file's bytes.
    """

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    text_sha256: str
    file: str
    file_sha256: str


_ARTICLE_COLUMNS = ", ".join(field.name for field in fields(ArticleRow))


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is quoted by name, in one role and municipality, and in how many quotes."""

    name: str
    role: str | None
    municipality: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What an article's quotes come to.

    Attributes:
        municipalities: most quotes first.
        waiting: quotes whose speaker is not sure enough to be named until a person has decided.
    """

    article: str
    municipalities: tuple[str, ...]
    quotes: int
    waiting: int


def article_row(article: Article, source: Source) -> ArticleRow:
    """Return what is stored of an article."""
    return ArticleRow(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published.isoformat() if article.published else None,
        text_sha256=sha256_of(article.text),
        file=source.file,
        file_sha256=source.sha256,
    )


class CatalogueWriter:
    """Writes a new catalogue, article by article."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        # The file is new and thrown away if anything fails; the finished directory is flushed as a whole.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript(_SCHEMA)
        self._next = 0

    def add(self, article: ArticleRow, records: Sequence[Record], sketch: Sequence[int]) -> int:
        """Add an article with its records; return the number of its first record.

        Args:
            article: without its text.
            records: in text order.
            sketch: Fingerprint.sketch, by which the same text is found in another article.

        Raises:
            GenerationError: an article of that id is already there.
        """
        first = self._next
        numbered = list(enumerate(records, start=first))
        try:
            _insert(self._connection, "articles", [astuple(article)])
        except sqlite3.IntegrityError as exc:
            raise GenerationError(
                f"{article.file}: två filer i korpusen ger artikeln {article.id}; byt namn på den ena"
            ) from exc
        _insert(self._connection, "records", (_to_row(number, record) for number, record in numbered))
        speakers = ((number, s.name, s.role) for number, record in numbered for s in record.speakers)
        _insert(self._connection, "speakers", speakers)
        _insert(self._connection, "sketches", ((run, article.id) for run in sketch))
        self._next += len(records)
        return first

    def add_stretches(self, number: int, article: str, stretches: Sequence[tuple[Span, str]]) -> None:
        """Add where the searched words of an article are.

        Args:
            number: the article's among those whose words are searched.
            article: its id; its text is not stored.
            stretches: in text order, each with the SHA-256 of its text.
        """
        kept = json.dumps([[span.start, span.end, digest] for span, digest in stretches])
        _insert(self._connection, "searched", [(number, article, kept)])

    def close(self) -> None:
        """Finish the file."""
        self._connection.executescript(_INDEXES)
        self._connection.commit()
        self._connection.close()

    def abandon(self) -> None:
        """Close the file without finishing it."""
        self._connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    rows = list(rows)
    if rows:
        marks = ",".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  table is one of ours


def _span_json(span: Span | None) -> str | None:
    return None if span is None else json.dumps([span.start, span.end])


def _to_row(number: int, record: Record) -> tuple[Any, ...]:
    return (
        number,
        record.id,
        record.kind.value,
        record.article_id,
        record.span.start,
        record.span.end,
        record.text,
        record.sha256,
        json.dumps([[segment.start, segment.end] for segment in record.segments]),
        json.dumps([[speaker.name, speaker.role] for speaker in record.speakers], ensure_ascii=False),
        record.status and record.status.value,
        record.method.value,
        record.confidence,
        record.reason,
        _span_json(record.evidence),
        record.municipality,
        _span_json(record.question),
        record.question_text,
    )


def _from_row(row: Sequence[Any]) -> Record:
    return Record(
        id=row[0],
        kind=RecordKind(row[1]),
        article_id=row[2],
        span=Span(row[3], row[4]),
        text=row[5],
        sha256=row[6],
        segments=tuple(Span(*segment) for segment in json.loads(row[7])),
        speakers=tuple(Speaker(*speaker) for speaker in json.loads(row[8])),
        status=QuoteStatus(row[9]) if row[9] else None,
        method=Method(row[10]),
        confidence=row[11],
        reason=row[12],
        evidence=Span(*json.loads(row[13])) if row[13] else None,
        municipality=row[14],
        question=Span(*json.loads(row[15])) if row[15] else None,
        question_text=row[16],
    )


class Catalogue:
    """A finished catalogue, read by any number of threads."""

    def __init__(self, path: Path) -> None:
        # immutable: no locks and no journal are looked for, since nobody writes into a finished generation.
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def count(self, table: str, condition: str = "1") -> int:
        """Return the number of rows of a table."""
        return int(self.rows(f"SELECT COUNT(*) FROM {table} WHERE {condition}")[0][0])  # noqa: S608  constants

    def records(self, numbers: Sequence[int]) -> list[Record]:
        """Return the records of these numbers, in this order.

        Raises:
            IndexError: there is no record of that number.
        """
        found: dict[int, Record] = {}
        wanted = [int(number) for number in numbers]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT number, {_RECORD_COLUMNS} FROM records WHERE number IN ({marks})"  # noqa: S608  only marks
            found |= {row[0]: _from_row(row[1:]) for row in self.rows(query, some)}
        if unknown := set(wanted) - found.keys():
            raise IndexError(f"no record has number {min(unknown)}")
        return [found[number] for number in wanted]

    def all_records(self) -> Iterator[Record]:
        """Yield every record in order of its number, a block at a time."""
        total = self.count("records")
        for start in range(0, total, _AT_ONCE):
            yield from self.records(range(start, min(start + _AT_ONCE, total)))

    def number_of(self, record_id: str) -> int | None:
        """Return the number of a record; None if there is none of that id."""
        rows = self.rows("SELECT number FROM records WHERE id = ?", [record_id])
        return int(rows[0][0]) if rows else None

    def select(
        self, *, municipality: str | None, speaker: str | None, kind: RecordKind | None, article: str | None
    ) -> RecordNumbers:
        """Return the numbers of the records that fulfil all that is given, in order."""
        wanted = {
            "municipality = ?": municipality,
            "number IN (SELECT record FROM speakers WHERE name = ?)": speaker,
            "kind = ?": kind,
            "article = ?": article,
        }
        given = {condition: value for condition, value in wanted.items() if value is not None}
        conditions = " AND ".join(given) or "1"
        query = f"SELECT number FROM records WHERE {conditions} ORDER BY number"  # noqa: S608  constants
        return np.array([row[0] for row in self.rows(query, list(given.values()))], np.int32)

    def article(self, article_id: str) -> ArticleRow:
        """Return an article.

        Raises:
            KeyError: there is no article of that id.
        """
        rows = self.rows(f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE id = ?", [article_id])  # noqa: S608  constants
        if not rows:
            raise KeyError(article_id)
        return ArticleRow(*rows[0])

    def articles(self) -> list[ArticleRow]:
        """Return all articles, by id."""
        return [ArticleRow(*row) for row in self.rows(f"SELECT {_ARTICLE_COLUMNS} FROM articles ORDER BY id")]  # noqa: S608

    def tallies(self) -> list[Tally]:
        """Return for each article with quotes what they come to."""
        places: dict[str, list[str]] = {}
        for article, municipality in self.rows(
            "SELECT article, municipality FROM records WHERE kind = 'quote' AND municipality IS NOT NULL "
            "GROUP BY article, municipality ORDER BY article, COUNT(*) DESC, municipality"
        ):
            places.setdefault(article, []).append(municipality)
        counted = self.rows(
            "SELECT article, COUNT(*), SUM(status = 'needs_review') FROM records WHERE kind = 'quote' GROUP BY article"
        )
        return [Tally(article, tuple(places.get(article, ())), *counts) for article, *counts in counted]

    def searched(self, number: int) -> tuple[str, list[tuple[Span, str]]]:
        """Return an article's id, and where its searched words are: each stretch with the SHA-256 of its text.

        Raises:
            IndexError: there is no article of that number.
        """
        rows = self.rows("SELECT article, stretches FROM searched WHERE number = ?", [number])
        if not rows:
            raise IndexError(f"no article has number {number}")
        article, stretches = rows[0]
        return article, [(Span(start, end), digest) for start, end, digest in json.loads(stretches)]

    def numbers_searched(self) -> dict[str, int]:
        """Return article id -> its number among those whose words are searched."""
        return dict(self.rows("SELECT article, number FROM searched"))

    def sketches(self) -> dict[str, list[int]]:
        """Return article id -> its sketch."""
        found: dict[str, list[int]] = {}
        for run, article in self.rows("SELECT run, article FROM sketches ORDER BY rowid"):
            found.setdefault(article, []).append(run)
        return found

    def resembling(self, sketch: Sequence[int], k: int) -> list[str]:
        """Return the ids of the k articles that share most of a sketch, best first; only those that share some."""
        marks = ",".join("?" * len(sketch))
        query = (
            f"SELECT article FROM sketches WHERE run IN ({marks}) "  # noqa: S608  only marks
            "GROUP BY article ORDER BY COUNT(*) DESC, article LIMIT ?"
        )
        return [row[0] for row in self.rows(query, [*sketch, k])]

    def municipalities(self) -> dict[str, int]:
        """Return municipality -> number of quotes, by name."""
        return dict(
            self.rows(
                "SELECT municipality, COUNT(*) FROM records WHERE municipality IS NOT NULL AND kind = 'quote' "
                "GROUP BY municipality ORDER BY municipality"
            )
        )

    def people(self) -> list[Voice]:
        """Return everybody who is quoted by name, by name."""
        return [
            Voice(*row)
            for row in self.rows(
                "SELECT s.name, s.role, r.municipality, COUNT(*) FROM speakers s JOIN records r ON r.number = s.record "
                "WHERE s.name IS NOT NULL GROUP BY s.name, s.role, r.municipality "
                "ORDER BY s.name, s.role, r.municipality"
            )
        ]
