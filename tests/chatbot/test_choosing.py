"""Other voices come before repetitions, other places where they answer about as well."""

from __future__ import annotations

import dataclasses

import pytest

from chatbot.choosing import ABOUT_AS_GOOD, Offer, choose
from corpus.records import Method, QuoteStatus, Span, Speaker
from index.chunks import Record, RecordKind, sha256_of

CAKE = "Vi fikar på stort allvar i gruppen. Ingen lämnas ensam med de svåra besluten."
POLICE = "Polisen träffar vi varje torsdag, och det har vi stor nytta av."
GUIDANCE = "Handledning med en psykolog får alla kuratorer varje månad."
TIME = "Biståndet tar längst tid, för varje ansökan ska prövas på nytt."


def offer(text: str, *names: str | None, score: float = 0.9, place: str | None = "Flen", article: str = "a") -> Offer:
    """Return a quote that may be shown; invented people, offsets from 0."""
    record = Record(
        id=sha256_of(f"{article}{text}{names}")[:16],
        kind=RecordKind.QUOTE,
        article_id=article,
        span=Span(0, len(text)),
        text=text,
        sha256=sha256_of(text),
        segments=(Span(0, len(text)),),
        speakers=tuple(Speaker(name, "kurator") for name in names),
        status=QuoteStatus.PUBLISHED,
        method=Method.EXPLICIT,
        confidence=0.97,
        reason=None,
        evidence=None,
        municipality=place,
        question=None,
        question_text=None,
    )
    return Offer(score, record)


def chosen(*offers: Offer, top: int = 3, one_per_person: bool = True, even: float = ABOUT_AS_GOOD) -> list[int]:
    """Return the places in the order given of what is shown."""
    shown = choose(offers, top=top, accept=bool, one_per_person=one_per_person, about_as_good=even)
    return [offers.index(one) for one in shown]


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        ([offer(CAKE, "Tuva"), offer(POLICE, "Tuva"), offer(GUIDANCE, "Elin")], [0, 2, 1]),
        ([offer(CAKE, "Tuva", "Elin"), offer(POLICE, "Tuva"), offer(GUIDANCE, "Amir")], [0, 2, 1]),
        ([offer(CAKE, None), offer(POLICE, None), offer(GUIDANCE, None, article="b")], [0, 2, 1]),
        ([offer(CAKE), offer(POLICE), offer(GUIDANCE, article="b")], [0, 2, 1]),
        ([offer(CAKE, "Tuva"), offer(POLICE, "Elin"), offer(TIME, "Tuva")], [0, 1, 2]),
    ],
    ids=["by name", "one of two who speak together", "by role within an article", "nobody told", "nobody else left"],
)
def test_others_come_before_anybody_speaks_twice(offers: list[Offer], expected: list[int]) -> None:
    """A second quote of the same person waits until everybody has spoken."""
    assert chosen(*offers) == expected


def test_one_person_may_speak_as_often_as_asked_for() -> None:
    """Where Tuva was asked for, the order stays."""
    offers = [offer(CAKE, "Tuva"), offer(POLICE, "Tuva"), offer(GUIDANCE, "Elin", place="Hjo")]
    assert chosen(*offers, one_per_person=False) == [0, 1, 2]


@pytest.mark.parametrize(
    ("score", "expected"),
    [(0.85, [0, 2, 1]), (0.7, [0, 1, 2])],
    ids=["about as good", "clearly worse"],
)
def test_another_municipality_goes_first_only_where_it_answers_about_as_well(score: float, expected: list[int]) -> None:
    """Relevance is not given up for variety."""
    offers = [offer(CAKE, "Tuva"), offer(POLICE, "Elin"), offer(TIME, "Amir", score=score, place="Hjo")]
    assert chosen(*offers) == expected


def test_of_several_places_asked_for_each_speaks_first() -> None:
    """However much better the others of one place are."""
    offers = [offer(CAKE, "Tuva"), offer(POLICE, "Elin"), offer(TIME, "Amir", score=0.5, place="Hjo")]
    assert chosen(*offers, top=2, even=0.0) == [0, 2]


def test_the_best_stays_first() -> None:
    """And a quote of which no municipality is told is no other municipality."""
    offers = [offer(CAKE, "Tuva"), offer(POLICE, "Elin", score=0.89), offer(TIME, "Amir", score=0.88, place=None)]
    assert chosen(*offers) == [0, 1, 2]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (offer(CAKE, "Tuva"), offer(CAKE, "Amir", article="b"), [0]),
        (offer(CAKE, "Tuva"), offer("Ingen lämnas ensam med de svåra besluten", "Tuva"), [0]),
        (offer("Ingen lämnas ensam med de svåra besluten", "Tuva"), offer(CAKE, "Tuva"), [0]),
        (offer("Det bästa är kollegorna.", "Tuva"), offer("Det bästa med jobbet är kollegorna.", "Tuva"), [0]),
        (offer("Det bästa är kollegorna.", "Tuva"), offer("Det bästa med jobbet är kollegorna.", "Amir"), [0, 1]),
        (offer(CAKE, "Tuva"), offer(POLICE, "Tuva"), [0, 1]),
    ],
    ids=[
        "word for word",
        "pulled out",
        "pulled out first",
        "the same person again",
        "another agrees",
        "something else",
    ],
)
def test_the_same_is_never_shown_twice(first: Offer, second: Offer, expected: list[int]) -> None:
    """Whoever says the same words, and one person the same thing in nearly the same words."""
    assert chosen(first, second) == expected


def test_two_quotes_that_share_their_best_sentence_are_one() -> None:
    """Most of what they say differs, but not what answers."""
    shared = "Ingen lämnas ensam med de svåra besluten."
    long = f"{POLICE} {GUIDANCE} {shared}"
    other = offer(f"{TIME} {shared} Det är jag stolt över varje dag.", "Amir", article="b")
    one = dataclasses.replace(offer(long, "Tuva"), best=Span(long.index(shared), len(long)))
    assert chosen(one, other) == [0]
    assert chosen(dataclasses.replace(one, best=Span(0, len(POLICE))), other) == [0, 1]


def test_what_is_shown_already_is_not_said_again() -> None:
    """A passage of the article that repeats a quote is left out."""
    shown = offer(CAKE, "Tuva")
    again, new = offer(CAKE, article="b"), offer(TIME, article="b")
    assert choose([again, new], top=2, accept=lambda _: True, one_per_person=False, before=[shown]) == [new]


def test_what_is_not_accepted_leaves_its_place_to_the_next() -> None:
    """A quote that its article no longer has does not cost a voice."""
    offers = [offer(POLICE, "Tuva"), offer(GUIDANCE, "Elin")]
    assert choose(offers, top=1, accept=lambda record: record.text != POLICE) == offers[1:]
