"""What records can be filtered by is stored with them, and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.areas import AreaFinder
from corpus.files import read_article
from corpus.reading import read
from index.catalogue import article_row
from index.chunks import make_records
from index.facets import Facet, Facets, FacetWriter
from index.manifest import Source

FLEN = """---
title: "Fika på stort allvar"
published: 2024-05-03
---
Tuva Granhöst är enhetschef i Flens kommun.

– Vi fikar på stort allvar i gruppen. Ingen lämnas ensam med de svåra besluten, säger Tuva Granhöst.

Elin Sjövind är familjehemssekreterare i Flens kommun.

– Handledning med en psykolog får alla varje månad, säger Elin Sjövind.
"""
SALA = """---
title: "Ärenden i Sala"
---
Amir Fjällstig är enhetschef i Sala kommun.

– Biståndet tar längst tid, för varje ansökan ska prövas på nytt, säger Amir Fjällstig.
"""


@pytest.fixture
def facets(tmp_path: Path) -> Facets:
    """Return the facets of two articles: three quotes and the narration between them."""
    writer = FacetWriter()
    for name, text in (("flen.md", FLEN), ("sala.md", SALA)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        reading = read(read_article(tmp_path / name))
        row = article_row(reading.article, Source(name, "0"))
        writer.add(row, list(make_records(reading, publish_at=0.8)), AreaFinder(reading))
    writer.write(tmp_path)
    return Facets(tmp_path)


def test_quotes_are_counted_by_what_they_have(facets: Facets) -> None:
    """The article's narration has a municipality too, but is no quote."""
    assert facets.count(Facet.MUNICIPALITY, []) == {("Flen",): 2, ("Sala",): 1}
    assert facets.count(Facet.ROLE, []) == {(): 0, ("enhetschef",): 2, ("familjehemssekreterare",): 1}
    assert facets.count(Facet.YEAR, []) == {("2024",): 2, (): 1}
    assert facets.count(Facet.AREA, [])["familjehem",] == 1
    assert facets.quotes([]) == 3


def test_counts_and_numbers_keep_to_every_mask(facets: Facets) -> None:
    """Of the two who are enhetschef one is in Sala."""
    chiefs = facets.having(Facet.ROLE, lambda roles: "enhetschef" in roles)
    sala = facets.having(Facet.MUNICIPALITY, lambda names: "Sala" in names)
    assert facets.count(Facet.MUNICIPALITY, [chiefs]) == {("Flen",): 1, ("Sala",): 1}
    assert facets.quotes([chiefs, sala]) == 1
    (number,) = facets.numbers([chiefs, sala]).tolist()
    assert facets.of(number)[Facet.ROLE] == ("enhetschef",)
    assert facets.of(number)[Facet.YEAR] == ()


def test_what_nobody_has_leaves_nothing(facets: Facets) -> None:
    """No number, no quote, and every count is 0."""
    nobody = facets.having(Facet.MUNICIPALITY, lambda names: "Umeå" in names)
    assert facets.numbers([nobody]).tolist() == []
    assert set(facets.count(Facet.ROLE, [nobody]).values()) == {0}
