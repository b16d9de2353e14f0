"""A new generation of the index: written aside, flushed, renamed, and only then made current."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.records import Reading
from index.catalogue import CatalogueWriter, article_row
from index.chunks import Record, RecordKind, make_records, make_units
from index.encoding import Encoder
from index.errors import GenerationError
from index.lexical import LexicalBuilder
from index.manifest import (
    CATALOGUE,
    CURRENT,
    FAISS,
    FORMAT,
    GENERATION_NAME,
    LEXICAL,
    MANIFEST,
    UNIT,
    UNITS,
    VECTORS,
    Counts,
    Manifest,
    Source,
    StoredFile,
    check_sizes,
    current_generation,
    read_manifest,
)
from index.storage import Progress, digest_of, directory_aside, exclusive_lock, flush, flush_tree, silent, write_text
from index.units import KnownVectors, RowWriter, UnitWriter
from index.vectors import build_index, write_index

SECONDS_BETWEEN_REPORTS = 2.0
PUBLISH_AT = 0.80


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
        plan = _Plan(dict(sources), encoder, reader, publish_at)
        previous = None if force else _whole_current(root)
        if previous is not None and plan.made(previous):
            report("Inget har ändrats sedan förra bygget.")
            return _report(previous, is_new=False, encoded=0)
        with directory_aside(root, ".building-") as aside:
            manifest, encoded = _write(aside, readings, plan, _known_vectors(root, previous, encoder, report), report)
            flush_tree(aside)
            aside.rename(root / manifest.generation)
        flush(root)
        replaced = _named_current(root)
        write_text(root / CURRENT, manifest.generation + "\n")
        _remove_all_but(root, {manifest.generation, replaced})
    return _report(manifest, is_new=True, encoded=encoded)


def _report(manifest: Manifest, *, is_new: bool, encoded: int) -> BuildReport:
    counts = manifest.counts
    return BuildReport(
        generation=manifest.generation,
        is_new=is_new,
        articles=counts.articles,
        quotes=counts.quotes,
        passages=counts.passages,
        units=counts.units,
        encoded=encoded,
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that decides what a generation will hold."""

    sources: Mapping[str, Source]
    encoder: Encoder
    reader: str
    publish_at: float

    def made(self, manifest: Manifest) -> bool:
        """Tell whether the generation of this manifest was made of exactly this."""
        return (manifest.sources, manifest.model_fingerprint, manifest.reader, manifest.publish_at) == (
            self.sources,
            self.encoder.fingerprint,
            self.reader,
            self.publish_at,
        )

    def name_at(self, moment: datetime.datetime) -> str:
        """Return the id: when it was built, and a hash of what it was made of."""
        files = sorted((key, source.file, source.sha256) for key, source in self.sources.items())
        parts = json.dumps([FORMAT, self.encoder.fingerprint, self.reader, self.publish_at, files])
        return f"{moment:%Y%m%d-%H%M%S}-{hashlib.sha256(parts.encode()).hexdigest()[:8]}"


def _named_current(root: Path) -> str | None:
    """Return the id in CURRENT; None if there is none, or something else stands there."""
    try:
        return current_generation(root)
    except GenerationError:
        return None


def _whole_current(root: Path) -> Manifest | None:
    """Return the manifest of the current generation if its files are there; a broken one is simply built again."""
    name = _named_current(root)
    if name is None:
        return None
    try:
        manifest = read_manifest(root / name)
        check_sizes(root / name, manifest)
    except GenerationError:
        return None
    return manifest


def _known_vectors(root: Path, previous: Manifest | None, encoder: Encoder, report: Progress) -> KnownVectors:
    nothing = KnownVectors(np.empty((0, 2), np.uint64), np.empty((0, encoder.dimension), np.float32))
    if previous is None or previous.model_fingerprint != encoder.fingerprint:
        return nothing
    directory = root / previous.generation
    if any(digest_of(directory / name) != previous.files[name].sha256 for name in (UNITS, VECTORS)):
        report(f"{directory} är skadad och återanvänds inte.")
        return nothing
    hashes = np.load(directory / UNITS, mmap_mode="r", allow_pickle=False)["text"]
    vectors = np.load(directory / VECTORS, mmap_mode="r", allow_pickle=False)
    return KnownVectors(np.ascontiguousarray(hashes), vectors)


def _write(
    directory: Path, readings: Iterable[Reading], plan: _Plan, known: KnownVectors, report: Progress
) -> tuple[Manifest, int]:
    """Write all files of a generation; return its manifest, and how many texts were encoded."""
    lexical = LexicalBuilder()
    catalogue = CatalogueWriter(directory / CATALOGUE)
    try:
        counts, encoded = _write_articles(directory, readings, plan, known, catalogue, lexical, report)
        catalogue.close()
    except BaseException:
        catalogue.abandon()
        raise
    lexical.write(directory / LEXICAL)
    write_index(build_index(np.load(directory / VECTORS, mmap_mode="r", allow_pickle=False)), directory / FAISS)
    manifest = _manifest(directory, plan, counts)
    (directory / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return manifest, encoded


def _write_articles(
    directory: Path,
    readings: Iterable[Reading],
    plan: _Plan,
    known: KnownVectors,
    catalogue: CatalogueWriter,
    lexical: LexicalBuilder,
    report: Progress,
) -> tuple[Counts, int]:
    """Write articles, records, units and vectors; return how many there are, and how many texts were encoded."""
    encoder = plan.encoder
    articles = quotes = 0
    reported = time.monotonic()
    with (directory / UNITS).open("wb") as unit_file, (directory / VECTORS).open("wb") as vector_file:
        rows = RowWriter(unit_file, UNIT, ())
        vectors = RowWriter(vector_file, np.float32, (encoder.dimension,))
        units = UnitWriter(rows, vectors, encoder, known)
        for reading in readings:
            articles += 1
            records = list(make_records(reading, publish_at=plan.publish_at))
            quotes += sum(record.kind is RecordKind.QUOTE for record in records)
            first = catalogue.add(article_row(reading.article, plan.sources[reading.article.id]), records)
            for number, record in enumerate(records, start=first):
                lexical.add(_searched_words(record))
                units.add(number, make_units(record, token_count=encoder.token_count, max_tokens=encoder.max_tokens))
            if time.monotonic() - reported >= SECONDS_BETWEEN_REPORTS:
                reported = time.monotonic()
                report(f"Läser artikel {articles} av {len(plan.sources)}; {units.encoded} texter kodade")
        _require_quotes(articles=articles, quotes=quotes)
        units.flush()
        rows.finish()
        vectors.finish()
    return Counts(articles, quotes, len(lexical) - quotes, len(lexical), rows.count), units.encoded


def _manifest(directory: Path, plan: _Plan, counts: Counts) -> Manifest:
    moment = datetime.datetime.now(datetime.UTC)
    while (directory.parent / plan.name_at(moment)).exists():  # the same again within a second
        moment += datetime.timedelta(seconds=1)
    written = (path for path in sorted(directory.rglob("*")) if path.is_file())
    return Manifest(
        format=FORMAT,
        generation=plan.name_at(moment),
        created=moment.isoformat(timespec="seconds"),
        reader=plan.reader,
        publish_at=plan.publish_at,
        model_name=plan.encoder.name,
        model_fingerprint=plan.encoder.fingerprint,
        dimension=plan.encoder.dimension,
        sources=plan.sources,
        counts=counts,
        files={
            path.relative_to(directory).as_posix(): StoredFile(path.stat().st_size, digest_of(path)) for path in written
        },
    )


def _searched_words(record: Record) -> str:
    return f"{record.question_text or ''}\n{record.spoken}"


def _require_quotes(*, articles: int, quotes: int) -> None:
    if not articles:
        raise GenerationError("korpusen har ingen läsbar artikel; lägg till en med: chatbot add FIL")
    if not quotes:
        raise GenerationError(f"inget citat hittades i {articles} artiklar; se vad som lästes: chatbot read FIL")


def _remove_all_but(root: Path, kept: AbstractSet[str | None]) -> None:
    """Remove older generations. The one just replaced is kept: a process may be about to open its files."""
    for path in root.iterdir():
        if GENERATION_NAME.fullmatch(path.name) and path.name not in kept:
            shutil.rmtree(path)
