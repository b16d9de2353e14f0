"""Faults of a generation: files, counts, and every record against its article's own text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.catalogue import ArticleRow, Catalogue
from index.chunks import Record, UnitKind, sha256_of
from index.manifest import Manifest
from index.storage import digest_of


def find_faults(directory: Path, manifest: Manifest, catalogue: Catalogue, units: npt.NDArray[Any]) -> list[str]:
    """Return the faults in Swedish, one a line.

    Args:
        directory: the generation.
        manifest: what it should hold.
        catalogue: its open catalogue.
        units: (n,) of manifest.UNIT.
    """
    faults = list(_file_faults(directory, manifest))
    try:
        faults += _article_faults(manifest, catalogue)
        faults += _record_faults(catalogue)
        faults += _unit_faults(catalogue, units)
    except (sqlite3.Error, ValueError, TypeError) as exc:
        faults.append(f"katalogen går inte att läsa: {exc}")
    return faults


def _file_faults(directory: Path, manifest: Manifest) -> Iterator[str]:
    for name, expected in sorted(manifest.files.items()):
        path = directory / name
        if not path.is_file():
            yield f"{name}: filen saknas"
        elif path.stat().st_size != expected.size:
            yield f"{name}: {path.stat().st_size} byte, väntade {expected.size}"
        elif digest_of(path) != expected.sha256:
            yield f"{name}: fel kontrollsumma"


def _article_faults(manifest: Manifest, catalogue: Catalogue) -> Iterator[str]:
    for summary in catalogue.articles():
        article = catalogue.article(summary.id)
        if sha256_of(article.text) != article.text_sha256:
            yield f"artikel {article.id}: texten har ändrats"
        source = manifest.sources.get(article.id)
        if source is None or (source.file, source.sha256) != (article.file, article.file_sha256):
            yield f"artikel {article.id}: filen {article.file} är inte den som anges i manifestet"


def _record_faults(catalogue: Catalogue) -> Iterator[str]:
    article: ArticleRow | None = None
    for record in catalogue.all_records():
        if article is None or article.id != record.article_id:  # records of an article follow each other
            try:
                article = catalogue.article(record.article_id)
            except KeyError:
                yield f"post {record.id}: artikeln {record.article_id} saknas"
                continue
        for fault in _faults_of(record, article.text):
            yield f"post {record.id} i artikel {article.id}: {fault}"


def _faults_of(record: Record, text: str) -> Iterator[str]:
    if record.text != record.span.of(text):
        yield f"orden är inte artikelns ord på plats {record.span.start}–{record.span.end}"
    if record.sha256 != sha256_of(record.text):
        yield "fel kontrollsumma"
    edges = [edge for segment in record.segments for edge in (segment.start, segment.end)]
    if not edges or edges != sorted(edges) or (edges[0], edges[-1]) != (record.span.start, record.span.end):
        yield "de talade delarna ligger inte inom citatet"
    if record.question is not None and record.question.of(text) != record.question_text:
        yield "frågan är inte artikelns ord"
    if record.evidence is not None and record.evidence.end > len(text):
        yield "belägget ligger utanför artikeln"


def _unit_faults(catalogue: Catalogue, units: npt.NDArray[Any]) -> Iterator[str]:
    spans = catalogue.rows("SELECT span_start, span_end FROM records ORDER BY number")
    bounds = np.array(spans, np.int64).reshape(-1, 2)
    owners = np.asarray(units["record"], np.int64)
    if len(owners) and (owners.min() < 0 or owners.max() >= len(bounds)):
        yield "en enhet hör till en post som inte finns"
        return
    if (np.diff(owners) < 0).any():
        yield "enheterna ligger inte i posternas ordning"
    inside = (
        (units["start"] >= bounds[owners, 0]) & (units["end"] <= bounds[owners, 1]) & (units["start"] < units["end"])
    )
    yield from (f"enhet {row} går utanför sin post" for row in np.flatnonzero(~inside))
    searchable = np.zeros(len(bounds), np.bool_)
    searchable[owners[units["kind"] == UnitKind.CHUNK]] = True
    yield from (f"post nummer {number} går inte att söka" for number in np.flatnonzero(~searchable))
