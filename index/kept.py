"""What the generation before has of the articles that have not changed: a build reads and encodes only what has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.records import Span
from index.catalogue import ArticleRow, Catalogue
from index.chunks import Record
from index.encoding import Vectors
from index.facets import Facet, Facets, Values
from index.manifest import CATALOGUE, TOKENS, UNITS, VECTORS, Manifest, find_file_faults
from index.phrases import PhraseIndex
from index.recipe import Recipe
from index.storage import Progress
from index.tokens import TokenRows
from index.units import KnownVectors, Units


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """All that a generation has of one article.

    Attributes:
        facets: of each record.
        stretches: that are searched, each with the SHA-256 of its text.
        phrases: as PhraseIndex.by_article has them.
        units, vectors, tokens: as they are stored.
    """

    row: ArticleRow
    records: list[Record]
    sketch: list[int]
    facets: list[Mapping[Facet, Values]]
    stretches: list[tuple[Span, str]]
    phrases: tuple[npt.NDArray[np.uint32], npt.NDArray[np.int32]]
    units: Units
    vectors: Vectors
    tokens: TokenRows


class Kept:
    """A finished generation of which some is used again; use it in a with statement."""

    def __init__(self, directory: Path, manifest: Manifest, recipe: Recipe) -> None:
        """Open the files, which must be whole."""
        self._directory = directory
        same = (manifest.reader, manifest.publish_at) == (recipe.reader, recipe.publish_at)
        self._unchanged = {
            each for each, source in recipe.sources.items() if same and manifest.sources.get(each) == source
        }
        files = (np.load(directory / name, mmap_mode="r", allow_pickle=False) for name in (UNITS, VECTORS, TOKENS))
        self._units, self._vectors, self._tokens = files
        self._unit_records = np.ascontiguousarray(self._units["record"])
        self._catalogue = Catalogue(directory / CATALOGUE)

    @classmethod
    def of(cls, root: Path, manifest: Manifest | None, recipe: Recipe, report: Progress) -> Self | None:
        """Return the generation of a manifest; None if there is none, it is damaged, or of another model."""
        if manifest is None or manifest.model_fingerprint != recipe.model_fingerprint:
            return None
        directory = root / manifest.generation
        if next(find_file_faults(directory, manifest), None) is not None:
            report(f"{directory} är skadad och återanvänds inte.")
            return None
        return cls(directory, manifest, recipe)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._catalogue.close()

    @property
    def vectors(self) -> KnownVectors:
        """The vectors of all its texts."""
        return KnownVectors(self._units, self._vectors, self._tokens)

    def find(self, article_id: str) -> KeptArticle | None:
        """Return what there is of an article; None if it has changed, or is read by other rules now."""
        if article_id not in self._unchanged:
            return None
        first, last = self._bounds.get(article_id, (0, 0))
        number = self._numbers[article_id]
        from_unit, to_unit = np.searchsorted(self._unit_records, [first, last]).tolist()
        units = np.array(self._units[from_unit:to_unit])
        from_token, to_token = (int(units["tokens"][0, 0]), int(units["tokens"][-1, 1])) if len(units) else (0, 0)
        return KeptArticle(
            row=self._catalogue.article(article_id),
            records=self._catalogue.records(range(first, last)),
            sketch=self._sketches.get(article_id, []),
            facets=[self._facets.of(record) for record in range(first, last)],
            stretches=self._catalogue.searched(number)[1],
            phrases=self._phrases[number],
            units=units,
            vectors=self._vectors[from_unit:to_unit],
            tokens=self._tokens[from_token:to_token],
        )

    @cached_property
    def _bounds(self) -> dict[str, tuple[int, int]]:
        rows = self._catalogue.rows("SELECT article, MIN(number), MAX(number) + 1 FROM records GROUP BY article")
        return {article: (first, last) for article, first, last in rows}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return self._catalogue.numbers_searched()

    @cached_property
    def _sketches(self) -> dict[str, list[int]]:
        return self._catalogue.sketches()

    @cached_property
    def _facets(self) -> Facets:
        return Facets(self._directory)

    @cached_property
    def _phrases(self) -> list[tuple[npt.NDArray[np.uint32], npt.NDArray[np.int32]]]:
        return PhraseIndex(self._directory).by_article(len(self._numbers))
