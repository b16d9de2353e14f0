"""Voices come before repetitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatbot.choosing import choose
from index.chunks import Record
from index.generation import Generation, open_current
from tests.index.fakes import FakeEncoder


@pytest.fixture
def generation(index_articles: Callable[[], Path]) -> Iterator[Generation]:
    """Return the open index of the two articles."""
    with open_current(index_articles(), FakeEncoder(256)) as opened:
        yield opened


def numbers_of(generation: Generation, *beginnings: str) -> list[int]:
    """Return the numbers of the records that begin so, in this order; all of one beginning."""
    texts = [generation.record(number).text for number in range(generation.counts.records)]
    return [number for words in beginnings for number, text in enumerate(texts) if text.startswith(words)]


def anything(record: Record) -> bool:
    """Accept every record."""
    return bool(record)


def test_others_come_before_anybody_speaks_twice(generation: Generation) -> None:
    """Tuva's second quote waits for Elin's first."""
    ordered = numbers_of(generation, "Vi fikar", "Polisen", "Handledning")[1:]
    ordered.insert(0, numbers_of(generation, "Vi fikar")[0])
    chosen = choose(generation, ordered, top=3, one_per_person=True, accept=anything)
    assert [record.text.split()[0] for _, record in chosen] == ["Vi", "Handledning", "Polisen"]


def test_one_person_may_speak_as_often_as_asked_for(generation: Generation) -> None:
    """Where Tuva was asked for, the order stays."""
    ordered = [numbers_of(generation, "Vi fikar")[0], *numbers_of(generation, "Polisen", "Handledning")]
    chosen = choose(generation, ordered, top=2, one_per_person=False, accept=anything)
    assert [record.text.split()[0] for _, record in chosen] == ["Vi", "Polisen"]


def test_the_same_words_are_never_shown_twice(generation: Generation) -> None:
    """Whoever says them."""
    twice = numbers_of(generation, "Vi fikar")
    assert len(twice) == 2
    assert [number for number, _ in choose(generation, twice, top=3, one_per_person=True, accept=anything)] == twice[:1]


def test_what_is_not_accepted_leaves_its_place_to_the_next(generation: Generation) -> None:
    """A quote that its article no longer has does not cost a voice."""
    ordered = numbers_of(generation, "Polisen", "Handledning")
    chosen = choose(
        generation, ordered, top=1, one_per_person=True, accept=lambda record: not record.text.startswith("Polisen")
    )
    assert [record.text.split()[0] for _, record in chosen] == ["Handledning"]
