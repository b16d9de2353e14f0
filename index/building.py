"""A new generation of the index: written aside, flushed, renamed, and only then made current."""

from __future__ import annotations

import datetime
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from corpus.areas import AreaFinder
from corpus.fingerprints import fingerprint_of
from corpus.records import Article, Reading
from index.catalogue import ArticleRow, CatalogueWriter, article_row
from index.chunks import Record, RecordKind, Unit, make_records, make_units, sha256_of
from index.disposal import BUILDING
from index.encoding import Encoder
from index.errors import GenerationError
from index.facets import FacetWriter
from index.kept import Kept, KeptArticle
from index.lexical import LexicalBuilder
from index.manifest import (
    CATALOGUE,
    CURRENT,
    FAISS,
    FORMAT,
    GENERATION_NAME,
    LEXICAL,
    MANIFEST,
    VECTORS,
    Counts,
    Manifest,
    Source,
    StoredFile,
)
from index.phrases import PhraseBuilder, searched_stretches
from index.recipe import UNCHANGED, BuildReport, Recipe, Unread, find_unchanged, present_manifest
from index.storage import Progress, digest_of, directory_aside, exclusive_lock, flush, flush_tree, silent, write_text
from index.units import KnownVectors, UnitWriter
from index.vectors import build_index, write_index

SECONDS_BETWEEN_REPORTS = 2.0
PUBLISH_AT = 0.80


def build(  # noqa: PLR0913  what is indexed, with what, where; the rest has defaults
    readings: Iterable[Reading | Unread],
    sources: Mapping[str, Source],
    encoder: Encoder,
    root: Path,
    *,
    reader: str,
    publish_at: float = PUBLISH_AT,
    progress: Progress | None = None,
    force: bool = False,
) -> BuildReport:
    """Write a generation and make it current, unless the current one is made of exactly the same.

    Args:
        readings: the articles as they were read, or to be read where the generation before has them not as they are;
            not touched if nothing has changed.
        sources: article id -> its file; exactly what decides whether anything has changed.
        encoder: gives the vectors.
        root: where the generations are, normally <data>/index.
        reader: version of the rules that read the articles.
        publish_at: a speaker whose confidence is below this is not named.
        progress: told what is done.
        force: build although nothing has changed, and encode every text anew.

    Raises:
        GenerationError: there is no article or no quote. The current generation stays as it was, as it does
            whenever anything else is raised on the way.
    """
    report = progress or silent
    root.mkdir(parents=True, exist_ok=True)
    with exclusive_lock(root / ".lock", waiting=lambda: report("Ett annat bygge pågår; väntar på det …")):
        recipe = Recipe(dict(sources), encoder.fingerprint, reader, publish_at)
        unchanged = None if force else find_unchanged(root, recipe)
        if unchanged is not None:
            report(UNCHANGED)
            return unchanged
        previous = present_manifest(root)
        with ExitStack() as opened:
            kept = None if force else Kept.of(root, previous, recipe, report)
            if kept is not None:
                opened.enter_context(kept)
            aside = opened.enter_context(directory_aside(root, BUILDING))
            manifest, encoded = _write(aside, readings, recipe, encoder, kept, report)
            flush_tree(aside)
            aside.rename(root / manifest.generation)
        flush(root)
        write_text(root / CURRENT, manifest.generation + "\n")
        _remove_all_but(root, {manifest.generation, previous.generation if previous else None})
    return BuildReport.of(manifest, is_new=True, encoded=encoded)


def _write(
    directory: Path,
    readings: Iterable[Reading | Unread],
    recipe: Recipe,
    encoder: Encoder,
    kept: Kept | None,
    report: Progress,
) -> tuple[Manifest, int]:
    """Write all files of a generation; return its manifest, and how many texts were encoded."""
    catalogue = CatalogueWriter(directory / CATALOGUE)
    try:
        counts, encoded = _write_articles(directory, readings, recipe, encoder, kept, catalogue, report)
        catalogue.close()
    except BaseException:
        catalogue.abandon()
        raise
    write_index(build_index(np.load(directory / VECTORS, mmap_mode="r", allow_pickle=False)), directory / FAISS)
    manifest = _manifest(directory, recipe, encoder, counts)
    (directory / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return manifest, encoded


def _write_articles(
    directory: Path,
    readings: Iterable[Reading | Unread],
    recipe: Recipe,
    encoder: Encoder,
    kept: Kept | None,
    catalogue: CatalogueWriter,
    report: Progress,
) -> tuple[Counts, int]:
    """Write articles, records, units and vectors; return how many there are, and how many texts were encoded."""
    articles = 0
    reported = time.monotonic()
    known = kept.vectors if kept else KnownVectors.none()
    with UnitWriter(directory, encoder, known) as units:
        parts = _Parts(recipe, encoder, catalogue, units)
        for given in readings:
            articles += 1
            before = kept.find(given.article_id) if kept and isinstance(given, Unread) else None
            if before is not None:
                parts.copy(before)
            else:
                parts.add(given.read() if isinstance(given, Unread) else given)
            if time.monotonic() - reported >= SECONDS_BETWEEN_REPORTS:
                reported = time.monotonic()
                report(f"Läser artikel {articles} av {len(recipe.sources)}; {units.encoded} texter kodade")
        _require_quotes(articles=articles, quotes=parts.quotes)
    parts.write(directory)
    records = parts.records
    counts = Counts(articles, parts.quotes, records - parts.quotes, records, units.count, units.tokens)
    return counts, units.encoded


class _Parts:
    """The parts of a new generation, which take the articles one by one."""

    def __init__(self, recipe: Recipe, encoder: Encoder, catalogue: CatalogueWriter, units: UnitWriter) -> None:
        self._recipe = recipe
        self._encoder = encoder
        self._catalogue = catalogue
        self._units = units
        self._lexical, self._facets, self._phrases = LexicalBuilder(), FacetWriter(), PhraseBuilder()
        self.quotes = 0

    @property
    def records(self) -> int:
        """Records that were added."""
        return len(self._lexical)

    def add(self, reading: Reading) -> None:
        """Add an article as it was read."""
        records = list(make_records(reading, publish_at=self._recipe.publish_at))
        article = article_row(reading.article, self._recipe.sources[reading.article.id])
        self._facets.add(article, records, AreaFinder(reading))
        first = self._add_records(article, records, fingerprint_of(reading).sketch)
        text, stretches = reading.article.text, searched_stretches(reading)
        hashed = [(span, sha256_of(span.of(text))) for span in stretches]
        self._catalogue.add_stretches(self._phrases.add(text, stretches), article.id, hashed)
        for number, record in enumerate(records, start=first):
            self._units.add(number, _units_of(record, reading.article, self._encoder))

    def copy(self, kept: KeptArticle) -> None:
        """Add an article as another generation has it."""
        for values in kept.facets:
            self._facets.add_values(values)
        first = self._add_records(kept.row, kept.records, kept.sketch)
        self._catalogue.add_stretches(self._phrases.add_known(*kept.phrases), kept.row.id, kept.stretches)
        self._units.copy(first, kept.units, kept.vectors, kept.tokens)

    def _add_records(self, article: ArticleRow, records: Sequence[Record], sketch: Sequence[int]) -> int:
        self.quotes += sum(record.kind is RecordKind.QUOTE for record in records)
        for words in _searched_words(records):
            self._lexical.add(words)
        return self._catalogue.add(article, records, sketch)

    def write(self, directory: Path) -> None:
        """Write what is not written yet."""
        self._lexical.write(directory / LEXICAL)
        self._facets.write(directory)
        self._phrases.write(directory)


def _units_of(record: Record, article: Article, encoder: Encoder) -> Iterator[Unit]:
    return make_units(record, article, token_count=encoder.token_count, max_tokens=encoder.max_tokens)


def _manifest(directory: Path, recipe: Recipe, encoder: Encoder, counts: Counts) -> Manifest:
    moment = datetime.datetime.now(datetime.UTC)
    while (directory.parent / recipe.name_at(moment)).exists():  # the same again within a second
        moment += datetime.timedelta(seconds=1)
    written = (path for path in sorted(directory.rglob("*")) if path.is_file())
    return Manifest(
        format=FORMAT,
        generation=recipe.name_at(moment),
        created=moment.isoformat(timespec="seconds"),
        reader=recipe.reader,
        publish_at=recipe.publish_at,
        model_name=encoder.name,
        model_fingerprint=recipe.model_fingerprint,
        dimension=encoder.dimension,
        sources=recipe.sources,
        counts=counts,
        files={
            path.relative_to(directory).as_posix(): StoredFile(path.stat().st_size, digest_of(path)) for path in written
        },
    )


def _searched_words(records: Iterable[Record]) -> Iterator[str]:
    """Yield the words that each record of an article is found by.

    What a quote is about often stands before it: in the question that it answers, in the narration that leads up to it.
    """
    narration = ""
    for record in records:
        if record.kind is RecordKind.PASSAGE:
            narration = record.text
            yield record.spoken
        else:
            yield f"{record.question_text or ''}\n{narration}\n{record.spoken}"


def _require_quotes(*, articles: int, quotes: int) -> None:
    if not articles:
        raise GenerationError("korpusen har ingen läsbar artikel; lägg till en med: chatbot add FIL")
    if not quotes:
        raise GenerationError(f"inget citat hittades i {articles} artiklar; se vad som lästes: chatbot read FIL")


def _remove_all_but(root: Path, kept: AbstractSet[str | None]) -> None:
    """Remove older generations.

    The one just replaced is kept, since a process may be about to open its files, unless nothing could open it:
    one of an older format may hold what does not belong in an index any more.
    """
    for path in root.iterdir():
        if GENERATION_NAME.fullmatch(path.name) and path.name not in kept:
            shutil.rmtree(path)
