"""One immutable generation of the index, opened for questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from corpus.records import Span
from index.catalogue import ArticleRow, Catalogue, RecordNumbers, Voice
from index.chunks import Record, RecordKind, UnitKind
from index.encoding import Identity, Vectors
from index.errors import DimensionError, GenerationError
from index.facets import Facets
from index.lexical import LexicalHit, LexicalIndex
from index.manifest import (
    CATALOGUE,
    FAISS,
    LEXICAL,
    REMEDY,
    TOKENS,
    UNIT,
    UNITS,
    VECTORS,
    Counts,
    Manifest,
    find_current,
)
from index.phrases import PhraseIndex
from index.sharing import Concept, Shares
from index.tokens import best_cosines
from index.vectors import Rows, VectorIndex
from index.verification import find_faults

Allowed = Sequence[int] | npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class DenseHit:
    """A unit near the question.

    Attributes:
        unit: row of the unit.
        record: number of the record that it belongs to.
        span: where it lies in the article's text.
        score: cosine in [-1, 1].
    """

    unit: int
    record: int
    kind: UnitKind
    span: Span
    score: float


def _open_catalogue(directory: Path) -> Catalogue:
    try:
        return Catalogue(directory / CATALOGUE)
    except sqlite3.Error as exc:
        raise GenerationError(f"{directory / CATALOGUE} går inte att öppna; {REMEDY}") from exc


def open_current(root: Path, model: Identity) -> Generation:
    """Open the generation that CURRENT names. No other is ever opened in its place.

    Args:
        root: where the generations are.
        model: the one that questions will be encoded with.

    Raises:
        GenerationError: there is none, or it was built for another model or format, or it is not whole.
    """
    directory, manifest = find_current(root)
    if manifest.model_fingerprint != model.fingerprint:
        built, wanted = f'"{manifest.model_name}"', f'"{model.name}"'
        if built == wanted:
            built, wanted = f"{built}, version {manifest.model_fingerprint}", f"version {model.fingerprint}"
        raise GenerationError(
            f"{directory}: indexet är byggt med modellen {built}, men inställningarna ber om {wanted}; {REMEDY}"
        )
    return Generation(directory, manifest)


class Generation:
    """An open generation; may be asked by several threads at once. Use it in a with statement, or close it.

    Attributes:
        phrases: which words stand beside each other in the articles.
    """

    def __init__(self, directory: Path, manifest: Manifest) -> None:
        """Open the files of directory.

        Raises:
            GenerationError: a file is damaged, or the files disagree about how much there is.
        """
        self.directory = directory
        self.manifest = manifest
        self._catalogue = _open_catalogue(directory)
        try:
            self._vectors = VectorIndex.open(directory / FAISS, directory / VECTORS)
            self._units = np.load(directory / UNITS, mmap_mode="r", allow_pickle=False)
            self._tokens = np.load(directory / TOKENS, mmap_mode="r", allow_pickle=False)
            self._lexical = LexicalIndex(directory / LEXICAL)
            self.facets = Facets(directory)
            self.phrases = PhraseIndex(directory)
            self._check_counts()
        except GenerationError:
            self.close()
            raise
        except (OSError, ValueError, KeyError, RuntimeError, sqlite3.Error) as exc:
            self.close()
            raise GenerationError(f"{directory}: indexet är skadat ({type(exc).__name__}); {REMEDY}") from exc
        self._unit_records = np.ascontiguousarray(self._units["record"])

    def _check_counts(self) -> None:
        counts = self.manifest.counts
        if self._units.dtype != UNIT:
            raise ValueError(f"units: got {self._units.dtype}")
        found = {
            "artiklar": (self._catalogue.count("articles"), counts.articles),
            "poster": (self._catalogue.count("records"), counts.records),
            "citat": (self._catalogue.count("records", "kind = 'quote'"), counts.quotes),
            "poster för ordsökning": (len(self._lexical), counts.records),
            "poster att filtrera": (len(self.facets), counts.records),
            "enheter": (len(self._units), counts.units),
            "vektorer": (len(self._vectors.vectors), counts.units),
            "tokenvektorer": (len(self._tokens), counts.tokens),
            "vektorer i FAISS": (len(self._vectors), counts.units),
            "tal per vektor": (self._vectors.dimension, self.manifest.dimension),
        }
        for what, (got, expected) in found.items():
            if got != expected:
                raise GenerationError(f"{self.directory}: {got} {what}, väntade {expected}; {REMEDY}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the catalogue; arrays that are mapped into memory go with the object."""
        self._catalogue.close()

    @property
    def id(self) -> str:
        """Name of the generation."""
        return self.manifest.generation

    @property
    def created(self) -> str:
        """When it was built: UTC, ISO 8601."""
        return self.manifest.created

    @property
    def model_name(self) -> str:
        """The model that its vectors are from."""
        return self.manifest.model_name

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        return self.manifest.counts

    def search_dense(self, vector: Vectors, k: int, allowed: Allowed | None = None) -> list[DenseHit]:
        """Return the k nearest units, best first.

        Args:
            vector: (dim,) float32, any norm.
            k: capped at the number of units.
            allowed: numbers of the records that may be found; None for all.

        Returns:
            Hits with cosine in [-1, 1]; equal ones in corpus order.

        Raises:
            DimensionError: vector is not (dim,).
        """
        if vector.ndim != 1:
            raise DimensionError(f"vector must be ({self._vectors.dimension},), got {vector.shape}")
        return self.search_dense_batch(vector[None], k, allowed)[0]

    def search_dense_batch(self, vectors: Vectors, k: int, allowed: Allowed | None = None) -> list[list[DenseHit]]:
        """Return search_dense's hits for each row of vectors, (n, dim)."""
        rows = None if allowed is None else self._rows_of(allowed)
        return [self._hits(found, scores) for found, scores in self._vectors.search(vectors, k, rows)]

    def _rows_of(self, records: Allowed) -> Rows:
        """Return the unit rows of the records, sorted."""
        flags = np.zeros(self.manifest.counts.records, np.bool_)
        flags[np.asarray(records, np.int64)] = True
        return np.flatnonzero(flags[self._unit_records])

    def _hits(self, rows: Rows, scores: npt.NDArray[np.float64]) -> list[DenseHit]:
        units = self._units[rows]  # all at once: one by one they take longer than they take to find
        fields = (units[name].tolist() for name in ("record", "kind", "start", "end"))
        return [
            DenseHit(row, record, UnitKind(kind), Span(start, end), score)
            for row, record, kind, start, end, score in zip(rows.tolist(), *fields, scores.tolist(), strict=True)
        ]

    def record_vectors(self, record: int) -> Vectors:
        """Return the vectors of a record's units, (units, dim): its chunks first."""
        first, last = self._unit_bounds(np.array(record))
        return np.array(self._vectors.vectors[first:last])

    def _unit_bounds(self, records: Rows) -> tuple[Rows, Rows]:
        """Return the first row of each record's units, and the one after its last."""
        return np.searchsorted(self._unit_records, records), np.searchsorted(self._unit_records, records + 1)

    def unit(self, row: int) -> tuple[UnitKind, Span]:
        """Return what a unit is, and where it lies in its article's text."""
        unit = self._units[row]
        return UnitKind(int(unit["kind"])), Span(int(unit["start"]), int(unit["end"]))

    def compare(self, vectors: Vectors, records: Allowed) -> tuple[npt.NDArray[np.float64], Rows]:
        """Return how near some vectors come to each record.

        Args:
            vectors: (n, dim) of unit length.
            records: their numbers, in any order.

        Returns:
            (len(records), kinds of units, n) the best cosine to a unit of the kind, NaN where the record has none; and
            (len(records),) the row of what is nearest to the first vector of the record's own words.
        """
        numbers = np.asarray(records, np.int64)
        first, last = self._unit_bounds(numbers)
        counts = last - first
        ends = np.cumsum(counts)
        owner = np.repeat(np.arange(len(numbers)), counts)
        rows = np.arange(counts.sum()) + np.repeat(first - (ends - counts), counts)
        kinds = self._units["kind"][rows]
        cosines = self._vectors.vectors[rows].astype(np.float64) @ vectors.T
        best = np.full((len(numbers), len(UnitKind), len(vectors)), -np.inf)
        np.maximum.at(best, (owner, kinds), cosines)
        own = np.where(kinds == UnitKind.CONTEXT, -np.inf, cosines[:, 0])
        nearest = rows[np.lexsort((own, owner))[ends - 1]]
        return np.where(np.isinf(best), np.nan, best), nearest

    def late(self, tokens: Vectors, records: Allowed) -> Vectors:
        """Return how near the tokens of a question come to what each record says, token by token.

        The mean over a row is the score of late interaction. Measured against what is computed without rounding, a
        score is off by 0.001 at most, and the order over the labelled sets is the same.

        Args:
            tokens: (n, token dim) as Encoded.tokens has them.
            records: their numbers, in any order.

        Returns:
            (len(records), n): the best cosine of each token to one of the record's.

        Raises:
            DimensionError: tokens is not (n, token dim).
            IndexError: there is no record of such a number.
        """
        if tokens.ndim != 2 or tokens.shape[1] != self._tokens.shape[1]:  # noqa: PLR2004  rows and columns
            raise DimensionError(f"tokens must be (n, {self._tokens.shape[1]}), got {tokens.shape}")
        numbers = np.asarray(records, np.int64)
        if ((numbers < 0) | (numbers >= self.counts.records)).any():
            raise IndexError(f"records must be below {self.counts.records}, got {numbers}")
        first, last = self._unit_bounds(numbers)
        bounds = self._units["tokens"]
        return best_cosines(tokens, self._tokens, bounds[first, 0], bounds[last - 1, 1])

    def search_lexical(self, text: str, k: int, allowed: Allowed | None = None) -> list[LexicalHit]:
        """Return the k records that share most words with text, best first; only those that share some.

        Args:
            text: the question as it was asked.
            k: capped at the number of such records.
            allowed: numbers of the records that may be found; None for all.
        """
        return self._lexical.search(text, k, None if allowed is None else np.asarray(allowed, np.int32))

    def terms(self, text: str) -> list[str]:
        """Return the terms (stems, parts of compounds) that a text is looked up by, each once, no stop words."""
        return self._lexical.terms(text)

    def idf(self, term: str) -> float:
        """Return how rare a term is; an unknown one is rarest."""
        return self._lexical.idf(term)

    def knows(self, term: str) -> bool:
        """Tell whether some record has the term."""
        return self._lexical.knows(term)

    def coverage(self, text: str, record: int) -> float:
        """Return the share in [0, 1] of the text's terms, weighed by idf, that the record has."""
        return self._lexical.coverage(text, record)

    def word_terms(self, word: str) -> list[str]:
        """Return the term of a casefolded word, then those of its parts if it is a compound of the corpus's words."""
        return self._lexical.word_terms(word)

    def corrected(self, word: str) -> str | None:
        """Return the corpus's word that a casefolded word, unknown to the corpus, may be a typing error of."""
        return self._lexical.spelling.corrected(word)

    def share(self, concepts: Sequence[Concept], allowed: Allowed | None = None) -> Shares:
        """Return how much of what a question asks about each record has.

        Args:
            concepts: what it asks about; at least one.
            allowed: numbers of the records that may be found; None for all.
        """
        return Shares(self._lexical, concepts, None if allowed is None else np.asarray(allowed, np.int32))

    def words(self) -> Mapping[str, int]:
        """Return every word of the records, casefolded, with the number of records that have it."""
        return self._lexical.words()

    def record(self, number: int) -> Record:
        """Return one record; IndexError if there is none of that number."""
        return self._catalogue.records([number])[0]

    def records(self, numbers: Sequence[int]) -> list[Record]:
        """Return the records of these numbers, in this order."""
        return self._catalogue.records(numbers)

    def record_by_id(self, record_id: str) -> tuple[int, Record] | None:
        """Return number and record; None if there is none of that id."""
        number = self._catalogue.number_of(record_id)
        return None if number is None else (number, self.record(number))

    def records_of(self, article_id: str) -> list[int]:
        """Return the numbers of an article's records, in text order."""
        found: list[int] = self._catalogue.select(
            municipality=None, speaker=None, kind=None, article=article_id
        ).tolist()
        return found

    def kinds(self, numbers: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Tell of each record whether it is a quote."""
        return np.array([record.kind is RecordKind.QUOTE for record in self.records(numbers)], np.bool_)

    def select(
        self, municipality: str | None = None, speaker: str | None = None, kind: RecordKind | None = None
    ) -> RecordNumbers:
        """Return the numbers of the records that fulfil all that is given, in order.

        Args:
            municipality: official name, as municipalities() has it; passages of its articles count.
            speaker: full name, as people() has it.
            kind: quotes or passages only.
        """
        return self._catalogue.select(municipality=municipality, speaker=speaker, kind=kind, article=None)

    def searched(self, number: int) -> tuple[str, list[tuple[Span, str]]]:
        """Return an article's id by its number in phrases, and its searched stretches with the SHA-256 of each."""
        return self._catalogue.searched(number)

    def article(self, article_id: str) -> ArticleRow:
        """Return an article as it was indexed; KeyError if there is none of that id."""
        return self._catalogue.article(article_id)

    def articles(self) -> list[ArticleRow]:
        """Return all articles as they were indexed, by id."""
        return self._catalogue.articles()

    def municipalities(self) -> dict[str, int]:
        """Return municipality -> number of quotes, by name."""
        return self._catalogue.municipalities()

    def people(self) -> list[Voice]:
        """Return everybody who is quoted by name, once for each role and municipality, by name."""
        return self._catalogue.people()

    def verify(self) -> list[str]:
        """Return every fault in Swedish, one a line; an empty list if the generation is sound.

        Unlike opening it, this reads all files whole. The articles' own files are not looked at.
        """
        return find_faults(self.directory, self.manifest, self._catalogue, self._units, self.facets)
