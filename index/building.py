"""A new generation of the index: written aside, flushed, renamed, and only then made current."""

from __future__ import annotations

import datetime
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import numpy as np

from corpus.areas import AreaFinder
from corpus.fingerprints import fingerprint_of
from corpus.records import Article, Reading
from index.catalogue import CatalogueWriter, article_row
from index.chunks import Record, RecordKind, Unit, make_records, make_units
from index.disposal import BUILDING
from index.encoding import Encoder
from index.errors import GenerationError
from index.facets import FacetWriter
from index.lexical import LexicalBuilder
from index.manifest import (
    CATALOGUE,
    CURRENT,
    FAISS,
    FORMAT,
    GENERATION_NAME,
    LEXICAL,
    MANIFEST,
    TOKENS,
    UNITS,
    VECTORS,
    Counts,
    Manifest,
    Source,
    StoredFile,
)
from index.phrases import PhraseBuilder, searched_stretches
from index.recipe import UNCHANGED, BuildReport, Recipe, find_unchanged, present_manifest
from index.storage import Progress, digest_of, directory_aside, exclusive_lock, flush, flush_tree, silent, write_text
from index.units import KnownVectors, UnitWriter
from index.vectors import build_index, write_index

SECONDS_BETWEEN_REPORTS = 2.0
PUBLISH_AT = 0.80


def build(  # noqa: PLR0913  what is indexed, with what, where; the rest has defaults
    readings: Iterable[Reading],
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
        readings: the articles as they were read; not touched if nothing has changed.
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
        known = _known_vectors(root, None if force else previous, encoder, report)
        with directory_aside(root, BUILDING) as aside:
            manifest, encoded = _write(aside, readings, recipe, encoder, known, report)
            flush_tree(aside)
            aside.rename(root / manifest.generation)
        flush(root)
        write_text(root / CURRENT, manifest.generation + "\n")
        _remove_all_but(root, {manifest.generation, previous.generation if previous else None})
    return BuildReport.of(manifest, is_new=True, encoded=encoded)


def _known_vectors(root: Path, previous: Manifest | None, encoder: Encoder, report: Progress) -> KnownVectors:
    if previous is None or previous.model_fingerprint != encoder.fingerprint:
        return KnownVectors.none()
    directory = root / previous.generation
    if any(digest_of(directory / name) != previous.files[name].sha256 for name in (UNITS, VECTORS, TOKENS)):
        report(f"{directory} är skadad och återanvänds inte.")
        return KnownVectors.none()
    files = (np.load(directory / name, mmap_mode="r", allow_pickle=False) for name in (UNITS, VECTORS, TOKENS))
    return KnownVectors(*files)


def _write(
    directory: Path,
    readings: Iterable[Reading],
    recipe: Recipe,
    encoder: Encoder,
    known: KnownVectors,
    report: Progress,
) -> tuple[Manifest, int]:
    """Write all files of a generation; return its manifest, and how many texts were encoded."""
    catalogue = CatalogueWriter(directory / CATALOGUE)
    try:
        counts, encoded = _write_articles(directory, readings, recipe, encoder, known, catalogue, report)
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
    readings: Iterable[Reading],
    recipe: Recipe,
    encoder: Encoder,
    known: KnownVectors,
    catalogue: CatalogueWriter,
    report: Progress,
) -> tuple[Counts, int]:
    """Write articles, records, units and vectors; return how many there are, and how many texts were encoded."""
    lexical, facets, phrases = LexicalBuilder(), FacetWriter(), PhraseBuilder()
    articles = quotes = 0
    reported = time.monotonic()
    with UnitWriter(directory, encoder, known) as units:
        for reading in readings:
            articles += 1
            records = list(make_records(reading, publish_at=recipe.publish_at))
            quotes += sum(record.kind is RecordKind.QUOTE for record in records)
            article = article_row(reading.article, recipe.sources[reading.article.id])
            facets.add(article, records, AreaFinder(reading))
            first = catalogue.add(article, records, fingerprint_of(reading).sketch)
            stretches = searched_stretches(reading)
            catalogue.add_stretches(phrases.add(reading.article.text, stretches), reading.article, stretches)
            for number, (record, words) in enumerate(zip(records, _searched_words(records), strict=True), start=first):
                lexical.add(words)
                units.add(number, _units_of(record, reading.article, encoder))
            if time.monotonic() - reported >= SECONDS_BETWEEN_REPORTS:
                reported = time.monotonic()
                report(f"Läser artikel {articles} av {len(recipe.sources)}; {units.encoded} texter kodade")
        _require_quotes(articles=articles, quotes=quotes)
    lexical.write(directory / LEXICAL)
    facets.write(directory)
    phrases.write(directory)
    counts = Counts(articles, quotes, len(lexical) - quotes, len(lexical), units.count, units.tokens)
    return counts, units.encoded


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
