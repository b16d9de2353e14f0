"""Candidates carry what they share with the question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from chatbot.ranking import (
    Background,
    Backgrounds,
    Candidate,
    find_candidates,
)
from index.chunks import RecordKind, UnitKind
from index.generation import Generation, open_current
from index.legs import LEGS, Asker
from tests.index.fakes import FakeEncoder

ENCODER = FakeEncoder(256)


@pytest.fixture
def generation(index_articles: Callable[[], Path]) -> Iterator[Generation]:
    """Return the open index of the two articles."""
    with open_current(index_articles(), ENCODER) as opened:
        yield opened


def candidates_for(generation: Generation, text: str, *, language: str | None = "sv") -> dict[str, Candidate]:
    """Return the first words of each candidate -> candidate."""
    found = find_candidates(
        generation,
        Background(generation.counts.records, (0.0,) * len(LEGS), (1.0,) * len(LEGS)),
        Asker(ENCODER).ask([text])[0],
        text,
        allowed=None,
        passages=frozenset(map(int, generation.select(kind=RecordKind.PASSAGE))),
        language=language,
    )
    return {" ".join(generation.record(candidate.record).text.split()[:2]): candidate for candidate in found}


def numbers_of(generation: Generation, *beginnings: str) -> list[int]:
    """Return the numbers of the records that begin so, in this order; all of one beginning."""
    texts = [generation.record(number).text for number in range(generation.counts.records)]
    return [number for words in beginnings for number, text in enumerate(texts) if text.startswith(words)]


def test_a_candidate_covers_the_words_that_it_has(generation: Generation) -> None:
    """Of the two words one record has both, so nothing is missing."""
    found = candidates_for(generation, "Träffar ni polisen på torsdag?")
    best = found["Polisen träffar"].features
    assert best.covered > 0.3
    assert best.covered == max(candidate.features.covered for candidate in found.values())
    assert (best.missing, best.worded, best.told) == (0.0, 1.0, 0.0)
    assert found["På kontoret"].features.told == 1.0


def test_words_that_no_candidate_has_are_missing(generation: Generation) -> None:
    """All of them, or the rarer part."""
    assert candidates_for(generation, "Finns parkering?")["Polisen träffar"].features.missing == 1.0
    partly = candidates_for(generation, "Finns parkering för polisen?")["Polisen träffar"].features
    assert 0.4 < partly.missing < 1.0


@pytest.mark.parametrize("language", ["de", None])
def test_words_do_not_count_in_another_language(generation: Generation, language: str | None) -> None:
    """A shared spelling is no shared word; nor do the words of a question without a topic count."""
    features = candidates_for(generation, "Polisen handledning", language=language)["Polisen träffar"].features
    assert (features.covered, features.missing, features.worded) == (0.0, 0.0, 0.0)


def test_an_english_question_is_looked_up_in_swedish_words(generation: Generation) -> None:
    """Its own words are other words, even where they look the same."""
    found = candidates_for(generation, "Do you meet the police?", language="en")
    assert found["Polisen träffar"].features.covered == max(c.features.covered for c in found.values()) > 0.2
    assert found["Polisen träffar"].features.missing < 0.5
    assert candidates_for(generation, "Is there any dans gradering?", language="en")["Vi fikar"].features.missing == 1.0


def test_the_nearest_sentence_is_remembered(generation: Generation) -> None:
    """It becomes the highlight; a quote of one sentence has none."""
    found = candidates_for(generation, "Ingen lämnas ensam med de svåra besluten")
    fika = found["Vi fikar"]
    assert fika.is_sentence
    record = generation.record(fika.record)
    start = fika.nearest.start - record.span.start
    assert record.text[start : start + len(fika.nearest)] == "Ingen lämnas ensam med de svåra besluten"
    assert not found["Polisen träffar"].is_sentence


def test_the_background_is_what_unrelated_questions_reach(generation: Generation) -> None:
    """Mean and spread of the nearest over the questions, in each leg; a filter has a mean of its own."""
    asked = Asker(ENCODER).ask(["abc", "Polisen träffar vi varje torsdag"])
    backgrounds = Backgrounds(generation, asked)
    everything = range(generation.counts.records)
    chunks = [np.nanmax(generation.compare(one.vectors, everything)[0][:, UnitKind.CHUNK, 0]) for one in asked]
    late = [generation.late(one.tokens, everything).mean(axis=1).max() for one in asked]
    whole = backgrounds.of(None)
    assert [whole.means[1], whole.means[3]] == pytest.approx([np.mean(chunks), np.mean(late)])
    assert [whole.spreads[1], whole.spreads[3]] == pytest.approx([np.std(chunks), np.std(late)])
    allowed = numbers_of(generation, "Handledning")
    filtered = backgrounds.of(allowed)
    nearest = [np.nanmax(generation.compare(one.vectors, allowed)[0][:, UnitKind.CHUNK, 0]) for one in asked]
    assert filtered.means[1] == pytest.approx(np.mean(nearest))
    assert filtered.spreads is whole.spreads
    assert backgrounds.of(list(allowed)) is filtered
