"""The date of publication in an article's text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_date, parse_date

LONG = "\n".join(f"Stycke {number} i texten." for number in range(30))

DATED = [
    ("De ger\n10 Jul 2017 kl: 00:00\n\nText", "2017-07-10"),
    ("Presentation\n\nPublicerad 1 februari 2017\n\nText", "2017-02-01"),
    ("2017-02-01\nText", "2017-02-01"),
    ("Publicerad: 2023-05-04 08:15", "2023-05-04"),
    ("Publicerad 2023-05-04T08:15:00+02:00", "2023-05-04"),
    ("den 3 maj 2021\nText", "2021-05-03"),
    ("Onsdag 3 maj 2021", "2021-05-03"),
    ("May 3, 2021\nText", "2021-05-03"),
    ("3 sept. 2021\nText", "2021-09-03"),
    ("1 okt 2020", "2020-10-01"),
    ("1 october 2020", "2020-10-01"),
    ("Publicerad av Flens kommun den 3 maj 2021", "2021-05-03"),
    ("Publicerad: 3 maj 2021, Uppdaterad: 7 maj 2022", "2021-05-03"),
    ("Uppdaterad: 7 maj 2022 | Publicerad: 3 maj 2021", "2021-05-03"),
    ("Senast uppdaterad 7 maj 2022", "2022-05-07"),
    ("Uppdaterad 7 maj 2022\n\n3 maj 2021", "2021-05-03"),
    ("Publicerad 3 maj 2021 | Nyheter", "2021-05-03"),
    ("3 maj 2021 av Jon Ek", "2021-05-03"),
    (f"{LONG}\nPublicerad 3 maj 2021\n{LONG}", "2021-05-03"),
    (f"{LONG}\n3 maj 2021", "2021-05-03"),
    ("Datum: 2021-05-03", "2021-05-03"),
]
UNDATED = [
    "",
    "Hon började 3 maj 2021.",
    "3 maj 2021 började hon på kontoret.",
    "Publicerad 3 maj 2021 visar rapporten att allt är bra",
    "– Det var den 3 maj 2021, säger Tuva.",
    f"{LONG}\n3 maj 2021\n{LONG}",
    "31 februari 2021",
    "Publicerad 2021-13-01",
    "Publicerad i våras",
    "2021",
    "maj 2021",
    "3/5 2021",
    "Växel: 0150-570 00",
    "10 Jul 1017",
]


@pytest.mark.parametrize(("text", "expected"), DATED, ids=[row[0][-60:] for row in DATED])
def test_a_stated_date_is_found(text: str, expected: str) -> None:
    """Swedish and English forms, alone at the edges or behind a label anywhere."""
    assert find_date(text) == datetime.date.fromisoformat(expected)


@pytest.mark.parametrize("text", UNDATED, ids=[text[-60:] or "empty" for text in UNDATED])
def test_a_date_is_never_guessed(text: str) -> None:
    """Running text, impossible dates and parts of dates tell nothing."""
    assert find_date(text) is None


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    """No text raises."""
    find_date(text)


def test_a_date_at_the_start_of_words_is_read() -> None:
    """Metadata have dates with times behind them."""
    assert parse_date("2021-05-03T08:00:00Z") == datetime.date(2021, 5, 3)
    assert parse_date("i går") is None
