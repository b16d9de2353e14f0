"""Words that ask for the same thing."""

from __future__ import annotations

import pytest

from chatbot.related import related_words


@pytest.mark.parametrize("word", ["arbetsbelastningen", "arbetsbelastning", "ärendebelastning", "belastningen"])
def test_inflected_words_and_compounds_have_the_words_of_their_group(word: str) -> None:
    """The group is found by stem, and by the last part of a compound."""
    assert {"arbetsbörda", "tungt", "stress"} <= set(related_words(word))


def test_word_typed_without_diacritics_is_known() -> None:
    """A visitor may have no å ä ö."""
    assert "aggressiva" in related_words("otryggt")
    assert "arbetsbelastning" in related_words("arbetsborda")


def test_word_itself_is_not_related_to_itself() -> None:
    """Its own matches count in full elsewhere."""
    assert "handledning" not in related_words("handledning")
    assert "handledning" not in related_words("handledningen")


@pytest.mark.parametrize("word", ["busskort", "fotboll", "parkering", "semester", "lön", ""])
def test_words_of_no_group_have_no_relatives(word: str) -> None:
    """What nobody speaks of is not made to match."""
    assert related_words(word) == ()
