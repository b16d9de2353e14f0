"""Faults of a generation that show without the articles: files, counts, hashes, what lies within what."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.records import QuoteStatus
from index.catalogue import Catalogue
from index.chunks import Record, RecordKind, UnitKind, sha256_of
from index.facets import Facets, facets_of
from index.manifest import Manifest, find_file_faults


def find_faults(
    directory: Path, manifest: Manifest, catalogue: Catalogue, units: npt.NDArray[Any], facets: Facets
) -> list[str]:
    """Return the faults in Swedish, one a line.

    Args:
        directory: the generation.
        manifest: what it should hold.
        catalogue: its open catalogue.
        units: (n,) of manifest.UNIT.
        facets: its open facets.
    """
    faults = list(find_file_faults(directory, manifest))
    try:
        faults += _article_faults(manifest, catalogue)
        faults += _record_faults(catalogue, manifest.publish_at)
        faults += _facet_faults(catalogue, facets)
        faults += _unit_faults(catalogue, units)
        faults += _token_faults(manifest, units)
    except (sqlite3.Error, ValueError, TypeError, IndexError) as exc:
        faults.append(f"katalogen går inte att läsa: {exc}")
    return faults


def _article_faults(manifest: Manifest, catalogue: Catalogue) -> Iterator[str]:
    for article in catalogue.articles():
        source = manifest.sources.get(article.id)
        if source is None or (source.file, source.sha256) != (article.file, article.file_sha256):
            yield f"artikel {article.id}: filen {article.file} är inte den som anges i manifestet"


def _record_faults(catalogue: Catalogue, publish_at: float) -> Iterator[str]:
    articles = {article.id for article in catalogue.articles()}
    for record in catalogue.all_records():
        if record.article_id not in articles:
            yield f"post {record.id}: artikeln {record.article_id} saknas"
        for fault in (*_faults_of(record), *_status_faults(record, publish_at)):
            yield f"post {record.id} i artikel {record.article_id}: {fault}"


def _facet_faults(catalogue: Catalogue, facets: Facets) -> Iterator[str]:
    """Yield which records a filter would take for something else than they are."""
    articles = {article.id: article for article in catalogue.articles()}
    for number, record in enumerate(catalogue.all_records()):
        if record.article_id not in articles:  # told already
            continue
        stored = facets.of(number)
        told = facets_of(record, articles[record.article_id])
        wrong = [facet for facet, values in told.items() if stored[facet] != values]
        if wrong:
            yield f"post {record.id} i artikel {record.article_id}: filtreras fel på {', '.join(wrong)}"


def _faults_of(record: Record) -> Iterator[str]:
    if len(record.text) != len(record.span):
        yield f"orden ryms inte på plats {record.span.start}–{record.span.end}"
    if record.sha256 != sha256_of(record.text):
        yield "fel kontrollsumma"
    edges = [edge for segment in record.segments for edge in (segment.start, segment.end)]
    if not edges or edges != sorted(edges) or (edges[0], edges[-1]) != (record.span.start, record.span.end):
        yield "de talade delarna ligger inte inom citatet"
    if len(record.question or ()) != len(record.question_text or ""):
        yield "frågans ord ryms inte på dess plats"


def _status_faults(record: Record, publish_at: float) -> Iterator[str]:
    """Yield where a name is shown that a person has yet to decide on, or that is not sure enough."""
    published = record.status is QuoteStatus.PUBLISHED
    if (record.status is None) != (record.kind is RecordKind.PASSAGE):
        yield "statusen passar inte slaget"
    if published != bool(record.speakers) or (record.evidence is not None and not published):
        yield "visar någon som talare utan att vara publicerad, eller tvärtom"
    if published and record.confidence < publish_at:
        yield f"säkerheten {record.confidence:.2f} är för låg för ett namn"


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


def _token_faults(manifest: Manifest, units: npt.NDArray[Any]) -> Iterator[str]:
    first, last = units["tokens"][:, 0], units["tokens"][:, 1]
    if not np.array_equal(first, [0, *last[:-1]]) or last[-1:] != [manifest.counts.tokens]:
        yield "enheternas tokenvektorer ligger inte i ordning"
    wrong = (last > first) != (units["kind"] == UnitKind.CONTEXT)
    yield from (f"enhet {row} har {last[row] - first[row]} tokenvektorer" for row in np.flatnonzero(wrong))
