"""Quotes belong to areas of work by what is told of their speakers, else by what the article is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.areas import AreaFinder, areas
from corpus.files import read_article
from corpus.reading import read
from corpus.words import read_rows

Areas = Callable[[str], dict[str | None, tuple[str, ...]]]


@pytest.fixture
def areas_in(tmp_path: Path) -> Areas:
    """Return what gives speaker -> areas for an article's text."""

    def areas_of(text: str) -> dict[str | None, tuple[str, ...]]:
        (tmp_path / "artikel.txt").write_text(text, encoding="utf-8")
        reading = read(read_article(tmp_path / "artikel.txt"))
        finder = AreaFinder(reading)
        found = {}
        for quote in reading.quotes:
            words = " ".join(segment.of(reading.article.text) for segment in quote.segments)
            speakers = quote.attribution.speakers
            found[speakers[0].name if speakers else None] = finder.areas_of(speakers, words)
        return found

    return areas_of


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param("är familjehemssekreterare i Flens kommun.", ("familjehem",), id="role"),
        pytest.param("är LSS-handläggare i Flens kommun.", ("funktion",), id="role of capitals"),
        pytest.param("är handläggare inom ekonomiskt bistånd.", ("ekonomi",), id="what follows the role"),
        pytest.param("arbetar som socialsekreterare på socialjouren i Flen.", ("mottag",), id="workplace"),
        pytest.param("är kurator. Hon möter våldsutsatta kvinnor.", ("våld",), id="sentence after"),
        pytest.param("är socialsekreterare i Flen.", (), id="nothing"),
        pytest.param(
            "är socialsekreterare i Flen. Tidigare arbetade hon inom äldreomsorgen.", (), id="only of the past"
        ),
        pytest.param("är kock. Han lagar mat i Flen.", (), id="another trade"),
    ],
)
def test_what_is_told_of_somebody_tells_the_area(areas_in: Areas, told: str, expected: tuple[str, ...]) -> None:
    """By role, by workplace, by the sentences about somebody, but not what is over."""
    text = f"En vanlig dag\n\nTuva Granhöst {told}\n\n– Vi fikar på stort allvar, säger Tuva Granhöst.\n"
    assert areas_in(text) == {"Tuva Granhöst": expected}


def test_people_tell_of_their_own_work(areas_in: Areas) -> None:
    """Then all their quotes belong to it."""
    text = (
        "En vanlig dag\n\nTuva Granhöst och Amir Fjällstig är socialsekreterare i Flen.\n\n"
        "– Jag jobbar med försörjningsstöd, säger Tuva Granhöst.\n\n"
        "– Vi fikar på stort allvar, säger Amir Fjällstig.\n"
    )
    assert areas_in(text) == {"Tuva Granhöst": ("ekonomi",), "Amir Fjällstig": ()}


def test_what_one_person_does_says_nothing_of_another(areas_in: Areas) -> None:
    """One of two is a familjehemssekreterare."""
    text = (
        "Två röster\n\nTuva Granhöst är enhetschef i Flen.\n\n– Vi fikar på stort allvar, säger Tuva Granhöst.\n\n"
        "Elin Sjövind är familjehemssekreterare i Flen.\n\n– Vi ses varje dag, säger Elin Sjövind.\n"
    )
    assert areas_in(text) == {"Tuva Granhöst": (), "Elin Sjövind": ("familjehem",)}


def test_else_the_article_tells_the_area(areas_in: Areas) -> None:
    """By its title."""
    text = "De arbetar mot hemlösheten\n\n– Vi fikar på stort allvar, säger Tuva Granhöst, socialsekreterare i Flen.\n"
    assert areas_in(text) == {"Tuva Granhöst": ("boende",)}


def test_every_area_has_names_and_words() -> None:
    """In both languages, with words of roles and of texts."""
    assert all(area.key and area.swedish and area.english for area in areas())
    for kind in ("role", "text"):
        assert [row[1] for row in read_rows("areas.tsv") if row[0] == kind] == [area.key for area in areas()]
