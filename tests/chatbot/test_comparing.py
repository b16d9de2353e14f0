"""The same question by municipality: who answers, who does not, and how many are not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.comparing import SHOWN, compare
from chatbot.intent import Intent
from chatbot.records import AnswerQuote, Interpretation, Status
from chatbot.understanding import Understanding
from index.generation import Generation, open_current
from tests.chatbot.web.fakes import make_quote
from tests.index.fakes import FakeEncoder

CAKE = "Fikar ni i gruppen?"


def test_every_municipality_answers_with_its_own_voices(chatbot: Chatbot) -> None:
    """Flen and Hjo say the same in the same words; here both are shown."""
    compared = chatbot.compare(CAKE)
    assert (compared.status, compared.message, compared.more) == (Status.ANSWERED, "Röster från 2 kommuner.", 0)
    assert {place.municipality for place in compared.municipalities} == {"Flen", "Hjo"}
    for place in compared.municipalities:
        assert [quote.municipality for quote in place.quotes] == [place.municipality]
    assert compared.to_dict()["municipalities"][0]["quotes"][0]["text"].startswith("Vi fikar")


def test_a_municipality_without_an_answer_is_named(chatbot: Chatbot) -> None:
    """Whether it says nothing about this, or nothing at all."""
    compared = chatbot.compare("Hur ofta träffar ni polisen?", municipalities=["Hjo", "flens kommun", "Umeå"])
    assert compared.interpreted.municipality == "Hjo och Flen och Umeå"
    assert compared.message == "Bara Flen har en röst om det."
    assert [(place.municipality, place.status, place.message) for place in compared.municipalities] == [
        ("Flen", Status.ANSWERED, ""),
        ("Hjo", Status.NO_ANSWER, "Det finns inget citat om det från Hjo."),
        ("Umeå", Status.NO_VOICE, "Det finns ingen röst från Umeå ännu."),
    ]


def test_the_municipality_that_is_named_stands_first(chatbot: Chatbot) -> None:
    """One that the question names is compared with the others; two or more with each other."""
    compared = chatbot.compare("Fikar ni i gruppen i Hjo?")
    assert [place.municipality for place in compared.municipalities] == ["Hjo", "Flen"]
    assert [p.municipality for p in chatbot.compare("Fikar ni i gruppen i Hjo och Umeå?").municipalities] == [
        "Hjo",
        "Umeå",
    ]


@pytest.mark.parametrize(
    ("question", "status", "message"),
    [
        ("Hur blir vädret?", Status.NO_ANSWER, "Det finns inget citat om det. Här svarar bara"),
        ("Fikar ni i Umeå och Luleå?", Status.NO_VOICE, "Det finns ingen röst från"),
        ("Hej!", Status.NOT_A_QUESTION, "Hej!"),
        ("min man slår mig", Status.NOT_A_QUESTION, "Det här är bara en chatt"),
    ],
    ids=["nobody says it", "nobody there", "greeting", "in need"],
)
def test_what_nobody_answers_gets_an_honest_no(chatbot: Chatbot, question: str, status: Status, message: str) -> None:
    """Also side by side."""
    compared = chatbot.compare(question)
    assert compared.status is status
    assert compared.message.startswith(message)
    assert not any(place.quotes for place in compared.municipalities)


def test_top_must_be_one_at_least(chatbot: Chatbot) -> None:
    """Nothing is silently corrected."""
    with pytest.raises(ValueError, match="top must be at least 1, got 0"):
        chatbot.compare(CAKE, top=0)


@pytest.fixture
def generation(index_articles: Callable[[], Path]) -> Iterator[Generation]:
    """Return the open index of the two articles."""
    with open_current(index_articles(), FakeEncoder(256)) as opened:
        yield opened


@dataclass
class Country:
    """Answers for 290 municipalities, and counts how often it is asked.

    Attributes:
        near: municipalities that one search over all of them finds.
        able: municipalities that answer where they are asked by themselves.
    """

    near: int
    able: int
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def answer(self, understanding: Understanding, top: int) -> tuple[Status, list[AnswerQuote]]:
        """Return one quote of each that answers."""
        self.asked.append(understanding.municipalities)
        everywhere = not understanding.municipalities
        places = NAMES[: self.near] if everywhere else [n for n in understanding.municipalities if n in self.names]
        quotes = [make_quote(f"Så är det i {place}.", municipality=place) for place in places]
        return (Status.ANSWERED if quotes else Status.NO_ANSWER), quotes[:top]

    @property
    def names(self) -> list[str]:
        """Those that answer by themselves."""
        return NAMES[: self.able]


NAMES = [f"Kommun {number:03}" for number in range(290)]
QUESTION = Understanding(Intent.QUESTION, "sv", Interpretation("Hur är det?"), topic="Hur är det?")


@pytest.mark.parametrize(
    ("near", "able", "voices", "searches"),
    [(30, 290, SHOWN, 1), (3, 3, 3, 1 + SHOWN), (3, 9, 9, 1 + SHOWN), (0, 0, 0, 1 + SHOWN)],
    ids=["all found at once", "few", "some by themselves", "none"],
)
def test_many_municipalities_cost_no_more_than_a_few(
    monkeypatch: pytest.MonkeyPatch, generation: Generation, near: int, able: int, voices: int, searches: int
) -> None:
    """Of 290 the best are shown, and told is how many are not."""
    monkeypatch.setattr(Generation, "municipalities", lambda _: dict.fromkeys(NAMES, 2))
    country = Country(near, able)
    compared = compare("Hur är det?", QUESTION, generation, 1, country.answer)
    assert sum(bool(place.quotes) for place in compared.municipalities) == voices
    assert len(country.asked) == searches
    assert compared.more == 290 - len(compared.municipalities)
    assert (f"{compared.more} kommuner till visas inte" in compared.message) is bool(voices)


def test_a_named_municipality_is_looked_up_however_many_are_nearer(
    monkeypatch: pytest.MonkeyPatch, generation: Generation
) -> None:
    """And stands first."""
    monkeypatch.setattr(Generation, "municipalities", lambda _: dict.fromkeys(NAMES, 2))
    named = replace(QUESTION, municipalities=(NAMES[200],))
    compared = compare("Hur är det?", named, generation, 1, Country(30, 290).answer)
    assert compared.municipalities[0].municipality == NAMES[200]
    assert len(compared.municipalities) == SHOWN
