"""What records can be filtered by, and how many quotes are left: a number a record and facet, counted at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.areas import AreaFinder
from index.catalogue import ArticleRow, RecordNumbers
from index.chunks import Record, RecordKind
from index.manifest import FACET_VALUES, FACETS

Values = tuple[str, ...]
"""What a record has of one facet: nothing, one or several."""
Mask = npt.NDArray[np.bool_]


class Facet(StrEnum):
    """What a record can be filtered by; the order is that of the stored rows."""

    KIND = "kind"
    MUNICIPALITY = "municipality"
    ROLE = "role"
    AREA = "area"
    YEAR = "year"


class FacetWriter:
    """Collects the facets of new records."""

    def __init__(self) -> None:
        self._values: dict[Facet, dict[Values, int]] = {facet: {} for facet in Facet}
        self._codes: dict[Facet, list[int]] = {facet: [] for facet in Facet}

    def add(self, article: ArticleRow, records: Iterable[Record], areas: AreaFinder) -> None:
        """Add the records of an article, in the order of their numbers."""
        for record in records:
            words = f"{record.question_text or ''}\n{record.spoken}"
            self.add_values(facets_of(record, article) | {Facet.AREA: areas.areas_of(record.speakers, words)})

    def add_values(self, of_record: Mapping[Facet, Values]) -> None:
        """Add the next record, which has these values."""
        for facet, values in of_record.items():
            known = self._values[facet]
            self._codes[facet].append(known.setdefault(values, len(known)))

    def write(self, directory: Path) -> None:
        """Write both files."""
        np.save(directory / FACETS, np.array([self._codes[facet] for facet in Facet], np.int32))
        values = {facet.value: [list(some) for some in self._values[facet]] for facet in Facet}
        (directory / FACET_VALUES).write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", "utf-8")


def facets_of(record: Record, article: ArticleRow) -> dict[Facet, Values]:
    """Return what a record and its article tell outright: every facet but the areas of work."""
    return {
        Facet.KIND: (record.kind.value,),
        Facet.MUNICIPALITY: (record.municipality,) if record.municipality else (),
        Facet.ROLE: tuple(dict.fromkeys(speaker.role for speaker in record.speakers if speaker.role)),
        Facet.YEAR: (article.published[:4],) if article.published else (),
    }


class Facets:
    """The facets of a finished generation; may be asked by several threads at once."""

    def __init__(self, directory: Path) -> None:
        """Open the files.

        Raises:
            OSError, ValueError, KeyError: they are missing or damaged.
        """
        self._codes = np.load(directory / FACETS, mmap_mode="r", allow_pickle=False)
        stored = json.loads((directory / FACET_VALUES).read_text("utf-8"))
        self._values = {facet: [tuple(some) for some in stored[facet.value]] for facet in Facet}
        if self._codes.ndim != 2 or len(self._codes) != len(Facet):  # noqa: PLR2004  rows and columns
            raise ValueError(f"facets: got {self._codes.shape}")
        if any(self._codes.max(axis=1, initial=0) > [len(some) - 1 for some in self._values.values()]):
            raise ValueError("facets: a number without a value")
        self._rows = {facet: self._codes[row] for row, facet in enumerate(Facet)}
        self._quotes = self.having(Facet.KIND, lambda values: RecordKind.QUOTE in values)

    def __len__(self) -> int:
        return int(self._codes.shape[1])

    def of(self, number: int) -> dict[Facet, Values]:
        """Return what a record has."""
        return {facet: self._values[facet][row[number]] for facet, row in self._rows.items()}

    def having(self, facet: Facet, accept: Callable[[Values], bool]) -> Mask:
        """Return of every record whether what it has of a facet is accepted."""
        accepted = np.array([accept(values) for values in self._values[facet]], np.bool_)
        found: Mask = accepted[self._rows[facet]]
        return found

    def numbers(self, masks: Sequence[Mask]) -> RecordNumbers:
        """Return the numbers of the records that all masks let through, in order."""
        return np.flatnonzero(_all(masks, len(self))).astype(np.int32)

    def count(self, facet: Facet, masks: Sequence[Mask]) -> Mapping[Values, int]:
        """Return how many quotes have what, of those that all masks let through; what no quote has is 0."""
        kept = self._rows[facet][_all([self._quotes, *masks], len(self))]
        counts = np.bincount(kept, minlength=len(self._values[facet]))
        return Counter(dict(zip(self._values[facet], counts.tolist(), strict=True)))

    def quotes(self, masks: Sequence[Mask]) -> int:
        """Return how many quotes all masks let through."""
        return int(np.count_nonzero(_all([self._quotes, *masks], len(self))))


def _all(masks: Sequence[Mask], count: int) -> Mask:
    return np.logical_and.reduce(masks) if masks else np.ones(count, np.bool_)
