"""What decides what a generation holds, and whether the current one already holds it; needs neither model nor FAISS."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from corpus.records import Reading
from index.errors import GenerationError
from index.manifest import FORMAT, Manifest, Source, find_current, find_file_faults

UNCHANGED = "Inget har ändrats sedan förra bygget."


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides what a generation will hold.

    Attributes:
        sources: article id -> its file.
        model_fingerprint: of the model that gives the vectors.
        reader: version of the rules that read the articles.
        publish_at: a speaker whose confidence is below this is not named.
    """

    sources: Mapping[str, Source]
    model_fingerprint: str
    reader: str
    publish_at: float

    def made(self, manifest: Manifest) -> bool:
        """Tell whether the generation of this manifest was made of exactly this."""
        return self == Recipe(manifest.sources, manifest.model_fingerprint, manifest.reader, manifest.publish_at)

    def name_at(self, moment: datetime.datetime) -> str:
        """Return the id: when it was built, and a hash of what it was made of."""
        files = sorted((key, source.file, source.sha256) for key, source in self.sources.items())
        parts = json.dumps([FORMAT, self.model_fingerprint, self.reader, self.publish_at, files])
        return f"{moment:%Y%m%d-%H%M%S}-{hashlib.sha256(parts.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that is read only if no generation has it as it is now.

    Attributes:
        article_id: its id.
        read: reads it.
    """

    article_id: str
    read: Callable[[], Reading]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        generation: id of what is current now.
        is_new: False where nothing had changed, and so nothing was done.
        encoded: units whose text had to be encoded; the other vectors were reused.
    """

    generation: str
    is_new: bool
    articles: int
    quotes: int
    passages: int
    units: int
    encoded: int

    @classmethod
    def of(cls, manifest: Manifest, *, is_new: bool, encoded: int) -> Self:
        """Return the report on the generation of this manifest."""
        counts = manifest.counts
        return cls(
            generation=manifest.generation,
            is_new=is_new,
            articles=counts.articles,
            quotes=counts.quotes,
            passages=counts.passages,
            units=counts.units,
            encoded=encoded,
        )


def present_manifest(root: Path) -> Manifest | None:
    """Return the manifest of the current generation if its files are there; None for one to be built again."""
    try:
        return find_current(root)[1]
    except GenerationError:
        return None


def find_unchanged(root: Path, recipe: Recipe) -> BuildReport | None:
    """Return the report of a build that has nothing to do; None where there is something to do.

    The generation's files are read whole, so that a damaged one is built again.
    """
    manifest = present_manifest(root)
    if manifest is None or not recipe.made(manifest):
        return None
    if next(find_file_faults(root / manifest.generation, manifest), None) is not None:
        return None
    return BuildReport.of(manifest, is_new=False, encoded=0)
