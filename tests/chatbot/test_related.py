"""Words that ask for the same thing."""

from __future__ import annotations

from importlib.resources import files

import pytest

from chatbot.related import NEAR, SAME, english, swedish


@pytest.mark.parametrize("word", ["arbetsbelastningen", "arbetsbelastning", "belastningen", "arbetsborda"])
def test_any_form_of_a_word_has_the_words_of_its_groups(word: str) -> None:
    """Typed without å ä ö as well."""
    related = swedish().related(word)
    assert related["belastning" if word == "arbetsborda" else "arbetsbörda"] == SAME
    assert related["stress"] == NEAR


def test_a_compound_is_known_by_its_last_part() -> None:
    """Where no line has the whole, and a little less surely."""
    assert swedish().related("ärendebelastning") == {}
    assert SAME > swedish().related_to_end("ärendebelastning")["arbetsbörda"] > NEAR
    assert swedish().related_to_end("belastning") == {}


@pytest.mark.parametrize(
    ("everyday", "professional"),
    [("fosterhem", "familjehem"), ("tips", "orosanmälan"), ("lvu", "tvångsvård"), ("knark", "missbruk")],
)
def test_an_everyday_word_asks_for_the_professions_own(everyday: str, professional: str) -> None:
    """And not the reverse."""
    assert professional in swedish().related(everyday)
    assert everyday not in swedish().related(professional)


def test_a_phrase_is_found_as_a_whole_and_in_any_form() -> None:
    """The longest one; typed without å ä ö as well."""
    words = "kan man ga in i vaggen".split()
    length, related = swedish().phrase_at(words, 2) or (0, {})
    assert (length, "utbränd" in related) == (4, True)
    assert swedish().phrase_at(words, 0) is None


def test_english_words_ask_for_swedish_ones() -> None:
    """In any form; some are known to tell nothing."""
    assert english().related("salaries") == {"lön": SAME}
    assert not english().related("hamster")


def test_some_words_tell_nothing() -> None:
    """They are told so; an unknown word is not one of them."""
    assert english().tells_nothing("really")
    assert swedish().tells_nothing("egentligen")
    assert not english().tells_nothing("hamster")
    assert not swedish().tells_nothing("chef")


@pytest.mark.parametrize("word", ["handledning", "handledningen"])
def test_word_itself_is_not_related_to_itself(word: str) -> None:
    """Its own matches count in full elsewhere."""
    assert "handledning" not in swedish().related(word)


@pytest.mark.parametrize("word", ["busskort", "fotboll", "parkering", "glass", ""])
def test_words_of_no_group_have_no_relatives(word: str) -> None:
    """What nobody speaks of is not made to match."""
    assert not swedish().related(word)
    assert not swedish().related_to_end(word)


def test_typing_errors_in_the_words_of_the_groups_are_corrected() -> None:
    """Also in a word that the corpus lacks."""
    assert swedish().corrected("fosterhemm") == "fosterhem"


@pytest.mark.parametrize("name", ["related.txt", "english.txt"])
def test_every_line_of_the_files_can_be_used(name: str) -> None:
    """One sign at most, something to ask with, nothing twice, and no phrase where a word must answer."""
    for line in files("chatbot").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            assert line == line.casefold()
            assert line.count(">") + line.count("~") <= 1
            left, _, right = line.replace("~", ">").partition(">")
            assert left.split()
            assert "_" not in right
            assert len(set(right.split())) == len(right.split()), line
