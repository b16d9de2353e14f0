"""Scrubbing: what leads to a person goes, what a question is about stays."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chatbot.records import Interpretation
from chatbot.store.scrubbing import Scrubber

QUOTED = ("Tuva Granhöst", "Amir Fjällstig", "Anna-Karin von Ahlsund")
SCRUBBER = Scrubber.of(QUOTED)
LABELLED = Path(__file__).with_name("scrubbed.tsv")


def labelled() -> list[tuple[str, str]]:
    """Return (text, what it becomes); a text that must stay as it is has nothing beside it."""
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(row[0], row[1] if len(row) > 1 else row[0]) for row in rows]


@pytest.mark.parametrize(("text", "expected"), labelled())
def test_the_labelled_texts(text: str, expected: str) -> None:
    """What leads to a person is marked; everything else is left to the letter."""
    assert SCRUBBER.scrub(text).text == expected
    assert SCRUBBER.scrub(text).changed is (text != expected)


@pytest.mark.parametrize("text", [pair[0] for pair in labelled()])
def test_a_scrubbed_text_stays(text: str) -> None:
    """The marks themselves are nothing to take out."""
    once = SCRUBBER.scrub(text).text
    assert SCRUBBER.scrub(once).text == once


def luhn(digits: str) -> str:
    """Return the check digit of nine digits, counted as the tax agency's leaflet does."""
    total = sum(sum(map(int, str(int(digit) * (2 if i % 2 == 0 else 1)))) for i, digit in enumerate(digits))
    return str(-total % 10)


BIRTHS = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2026, 1, 1))
AROUND = st.sampled_from(["{}", "Mitt nummer är {}.", "({})", "pnr:{}, tack", "född {} i Flen", "nr {}?"])


@given(
    BIRTHS,
    st.integers(0, 999),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "-", "+", " ", "–", " - "]),
    AROUND,
)
def test_every_personal_number_goes(
    birth: datetime.date, serial: int, coordination: bool, century: bool, sign: str, around: str
) -> None:
    """With and without century, with every sign, also coordination numbers, whatever stands around them."""
    day = birth.day + (60 if coordination else 0)
    short = f"{birth:%y%m}{day:02}{serial:03}"
    number = f"{birth:%Y%m}{day:02}" if century else short[:6]
    written = f"{number}{sign}{serial:03}{luhn(short)}"
    scrubbed = SCRUBBER.scrub(around.format(written))
    assert "[personnummer]" in scrubbed.text or "[telefon]" in scrubbed.text
    assert not any(character.isdigit() for character in scrubbed.text)


@given(BIRTHS, st.integers(0, 9999))
def test_a_number_without_the_check_digit_is_another(birth: datetime.date, last: int) -> None:
    """A case number of the same form stays, unless the text says that it is a personal number."""
    short = f"{birth:%y%m%d}{last:04}"
    assume(luhn(short[:9]) != short[9])
    assume(short[0] != "0")  # that is a telephone number
    assert not SCRUBBER.scrub(f"Ärende {short[:6]}-{short[6:]}").changed
    assert SCRUBBER.scrub(f"Personnummer {short[:6]}-{short[6:]}").text == "Personnummer [personnummer]"


@given(
    st.sampled_from(["07", "08", "01", "03", "+467", "00467", "+46 (0)7", "+3584"]),
    st.integers(10**6, 10**8 - 1),
    st.sampled_from(["", " ", "-"]),
    st.randoms(use_true_random=False),
)
def test_every_telephone_number_goes(prefix: str, rest: int, gap: str, chance: random.Random) -> None:
    """Wherever it has its gaps."""
    digits = "".join(digit + (gap if chance.random() < 0.4 else "") for digit in str(rest)[:-1]) + str(rest)[-1]
    scrubbed = SCRUBBER.scrub(f"Ring {prefix}{gap}{digits} tack")
    assert not any(character.isdigit() for character in scrubbed.text)


@given(st.text(max_size=300))
def test_any_text_can_be_scrubbed_and_written(text: str) -> None:
    """Nothing fails, and what comes out is what every database takes."""
    scrubbed = SCRUBBER.scrub(text).text
    assert "\x00" not in scrubbed
    assert SCRUBBER.scrub(scrubbed).text == scrubbed


def test_somebody_who_withdrew_is_not_named() -> None:
    """Even by a name that no list has."""
    scrubber = Scrubber.of(QUOTED, lambda name: name.casefold() == "qwaru zjö")
    assert scrubber.scrub("Trivs Qwaru Zjö på jobbet?").text == "Trivs [namn] på jobbet?"
    assert scrubber.scrub("Är Qwaru Zjös jobb svårt?").text == "Är [namn] jobb svårt?"


@pytest.mark.parametrize(
    ("speaker", "kept"),
    [
        ("Tuva Granhöst", "Tuva Granhöst"),
        ("Tuva", "Tuva"),
        ("Tuva Granhöst och Amir Fjällstig", "Tuva Granhöst och Amir Fjällstig"),
        ("Kalle Karlsson", "[namn]"),
        ("mamma", "[namn]"),
    ],
)
def test_whom_a_question_names_is_kept_if_known(speaker: str, kept: str) -> None:
    """A label that is no name of the corpus may be anybody's."""
    interpreted = Interpretation("Vad säger de?", municipality="Flen", speaker=speaker, role="kurator")
    assert SCRUBBER.scrub_interpretation(interpreted) == Interpretation(
        "Vad säger de?", municipality="Flen", speaker=kept, role="kurator"
    )
