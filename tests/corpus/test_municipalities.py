"""The list of municipalities and the forms made from it."""

from __future__ import annotations

from collections import Counter

import pytest

from corpus.municipalities import CITIES, districts, is_municipality, municipalities, surfaces

COUNTIES = {
    "01": ("Stockholms län", 26),
    "03": ("Uppsala län", 8),
    "04": ("Södermanlands län", 9),
    "05": ("Östergötlands län", 13),
    "06": ("Jönköpings län", 13),
    "07": ("Kronobergs län", 8),
    "08": ("Kalmar län", 12),
    "09": ("Gotlands län", 1),
    "10": ("Blekinge län", 5),
    "12": ("Skåne län", 33),
    "13": ("Hallands län", 6),
    "14": ("Västra Götalands län", 49),
    "17": ("Värmlands län", 16),
    "18": ("Örebro län", 12),
    "19": ("Västmanlands län", 10),
    "20": ("Dalarnas län", 15),
    "21": ("Gävleborgs län", 10),
    "22": ("Västernorrlands län", 7),
    "23": ("Jämtlands län", 8),
    "24": ("Västerbottens län", 15),
    "25": ("Norrbottens län", 14),
}


def test_there_are_290_municipalities_in_21_counties() -> None:
    """Counts per county are right, and each code begins with its county's."""
    counted = Counter((place.code[:2], place.county) for place in municipalities())
    assert counted == {(code, name): count for code, (name, count) in COUNTIES.items()}
    assert len(municipalities()) == 290


def test_codes_and_names_are_unique_and_in_order() -> None:
    """No code or name occurs twice; the file is in code order."""
    codes = [place.code for place in municipalities()]
    assert codes == sorted(set(codes))
    assert all(len(code) == 4 and code.isdigit() for code in codes)
    assert len({place.name for place in municipalities()}) == 290


@pytest.mark.parametrize(
    ("name", "code"),
    [("Västerås", "1980"), ("Katrineholm", "0483"), ("Vänersborg", "1487"), ("Örebro", "1880")],
)
def test_municipalities_of_the_corpus_have_their_codes(name: str, code: str) -> None:
    """The corpus's own municipalities carry the codes of Statistics Sweden."""
    assert [place.code for place in municipalities() if place.name == name] == [code]


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("Katrineholm", "Katrineholms kommun"),
        ("Gnesta", "Gnesta kommun"),
        ("Grums", "Grums kommun"),
        ("Kalix", "Kalix kommun"),
        ("Falun", "Falu kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Orust", "Orust kommun"),
        ("Borås", "Borås stad"),
        ("Helsingborg", "Helsingborgs stad"),
        ("Gotland", "Region Gotland"),
        ("Lilla Edet", "Lilla Edets kommun"),
        ("Upplands-Bro", "Upplands-Bro kommun"),
    ],
)
def test_official_names_follow_the_genitive_rules(name: str, official: str) -> None:
    """No s after a vowel, s or x; the irregular ones are as they are."""
    assert [p.official_name for p in municipalities() if p.name == name] == [official]


def test_fourteen_municipalities_are_cities() -> None:
    """The cities are municipalities, and there are 14 of them."""
    assert len(CITIES) == 14
    assert all(is_municipality(name) for name in CITIES)


def test_districts_belong_to_municipalities_and_are_not_municipalities() -> None:
    """A district leads to an official name and is never one itself."""
    assert districts()["Vivalla"] == "Örebro"
    assert all(is_municipality(name) for name in districts().values())
    assert not any(is_municipality(district) for district in districts())
    assert not {"Tensta", "Husby", "Norrby", "Haga", "Berga", "Årsta", "Centrum"} & set(districts())


def test_a_name_is_never_taken_for_the_genitive_of_another() -> None:
    """Every official name is a form of itself."""
    for place in municipalities():
        assert surfaces()[place.name].name == place.name
        assert not surfaces()[place.name].genitive
