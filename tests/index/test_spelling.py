"""Typing errors become known words, and known words stay what they are."""

from __future__ import annotations

import pytest

from corpus.near_words import is_one_edit
from index.spelling import Spelling, sound

WORDS = (
    "introduktion kvällen bästa mentor ungdomar besöken jobbet hotad hotet varierande människohandel handläggare "
    "natten polisen lön skilsmässa barn"
)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("evelina", "evelina", True),
        ("evlina", "evelina", True),
        ("evelinna", "evelina", True),
        ("evalina", "evelina", True),
        ("eveilna", "evelina", True),
        ("evelin", "evelina", True),
        ("elvina", "evelina", False),
        ("johan", "johanna", False),
        ("", "a", True),
    ],
)
def test_one_edit(one: str, other: str, near: bool) -> None:
    """Added, left out, changed or swapped; not two of them."""
    assert is_one_edit(one, other) is near


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("pollisen", "polisen", id="letter doubled"),
        pytest.param("jobet", "jobbet", id="letter not doubled"),
        pytest.param("kvellen", "kvällen", id="e for ä"),
        pytest.param("introduksjon", "introduktion", id="another spelling of the same sounds"),
        pytest.param("skilsnässa", "skilsmässa", id="one letter wrong"),
        pytest.param("varirande", "varierande", id="letter missing"),
        pytest.param("handlägggrare", "handläggare", id="letter too many"),
        pytest.param("metor", "mentor", id="letter missing in a short word"),
        pytest.param("hotda", "hotad", id="two letters swapped at the end"),
        pytest.param("plois", None, id="two errors"),
        pytest.param("männsikohandel", "människohandel", id="swapped and doubled"),
        pytest.param("lön", "lön", id="known"),
        pytest.param("kön", None, id="three letters may be anything"),
        pytest.param("katten", None, id="the first letter is hardly ever wrong"),
        pytest.param("barr", None, id="a letter changed in a short word makes another word"),
        pytest.param("b4rnen", None, id="no word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_misspelt_word_becomes_the_one_that_is_meant(typed: str, meant: str | None) -> None:
    """One error, or letters that sound the same; short words only where little else can be meant."""
    known = Spelling(dict.fromkeys(WORDS.split(), 1))
    assert (typed if typed in known else known.corrected(typed)) == meant


def test_of_several_the_commonest_is_meant() -> None:
    """Whether they sound the same or are one letter away."""
    assert Spelling({"hotat": 1, "hottat": 3, "hotatt": 2}).corrected("hottatt") == "hottat"
    assert Spelling({"handen": 1, "handel": 5}).corrected("hander") == "handel"


@pytest.mark.parametrize(
    ("one", "other"), [("station", "stasjon"), ("kjol", "tjol"), ("hjul", "jul"), ("sex", "seks"), ("cykel", "sykel")]
)
def test_letters_that_are_taken_for_each_other_sound_the_same(one: str, other: str) -> None:
    """As in Swedish."""
    assert sound(one) == sound(other)
