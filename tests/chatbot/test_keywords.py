"""What a question asks about, word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatbot.keywords import content_words, find_concepts
from chatbot.related import SAME
from index.generation import Generation, open_current
from tests.index.fakes import FakeEncoder


@pytest.fixture
def generation(index_articles: Callable[[], Path]) -> Iterator[Generation]:
    """Return the open index of the two articles."""
    with open_current(index_articles(), FakeEncoder(256)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("Hur är jobbet med handlednig och pollisen?", ["handledning", "polisen"], id="typing errors"),
        pytest.param("hund", ["hund"], id="unknown word"),
        pytest.param("hur ar det pa polis huset", ["polis", "huset"], id="no å ä ö, and no compound"),
        pytest.param("Hand ledning?", ["handledning"], id="a compound written apart"),
        pytest.param("knrak", ["knark"], id="a word that only the groups know"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_the_words_that_carry_the_topic_are_found(generation: Generation, question: str, words: list[str]) -> None:
    """Corrected to the corpus's words, or to those of the groups."""
    assert content_words(generation, question) == words


def test_a_word_is_worth_most_then_what_may_stand_for_it(generation: Generation) -> None:
    """Its weight is its own rarity."""
    (concept,) = find_concepts(generation, "Vad är handledning?", "sv")
    assert concept.terms["handledning"] == 1.0
    assert concept.terms["bollplank"] == SAME
    assert concept.weight == generation.idf("handledning")


def test_a_phrase_is_one_thing(generation: Generation) -> None:
    """And the words in it are worth less than it."""
    (concept,) = find_concepts(generation, "Går man in i väggen?", "sv")[-1:]
    assert concept.terms["utbränd"] == SAME > concept.terms["vägg"]


def test_an_english_word_weighs_as_its_translation(generation: Generation) -> None:
    """One that is not known weighs most, and no record has it."""
    police, rockets = find_concepts(generation, "police or rockets", "en")
    assert police.weight == generation.idf("polis") < rockets.weight
    assert (police.terms["polis"], rockets.terms) == (SAME, {})


def test_other_languages_have_no_words_here(generation: Generation) -> None:
    """German is left to the vectors."""
    assert find_concepts(generation, "Polizei handledning", "de") == []
