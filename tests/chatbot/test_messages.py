"""What is said beside the quotes."""

from __future__ import annotations

import pytest

from chatbot.intent import Intent
from chatbot.messages import message_for
from chatbot.records import AnswerQuote, AnswerSpeaker, Interpretation, Status
from chatbot.texts import ENGLISH, SWEDISH, Texts
from chatbot.understanding import Understanding
from chatbot.voices import NOBODY
from tests.chatbot.web.fakes import AMIR, TUVA, make_quote

ELIN = AnswerSpeaker("Elin Sjövind", "kurator")
TUVAS = make_quote("Ja.")
AMIRS = make_quote("Nej.", speakers=(AMIR,), municipality="Sala")
TOGETHER = make_quote("Vi fikar.", speakers=(TUVA, AMIR))
NOBODYS = make_quote("Jo.", speakers=())


def said_of(quotes: tuple[AnswerQuote, ...], texts: Texts) -> str:
    """Return the message of an answer with these quotes."""
    understanding = Understanding(Intent.QUESTION, "sv", Interpretation("Hur?"))
    return message_for(Status.ANSWERED, understanding, quotes, texts, municipalities={}, voices=NOBODY)


@pytest.mark.parametrize(
    ("quotes", "swedish", "english"),
    [
        ((TUVAS,), "En röst från Flen.", "One voice from Flen."),
        ((TUVAS, AMIRS), "2 röster från 2 kommuner.", "2 voices from 2 municipalities."),
        ((TUVAS, NOBODYS), "2 röster från Flen.", "2 voices from Flen."),
        ((TUVAS, TUVAS), "2 citat av en person från Flen.", "2 quotes by one person from Flen."),
        ((TOGETHER,), "Ett citat av 2 personer från Flen.", "One quote by 2 people from Flen."),
        (
            (TOGETHER, AMIRS, make_quote("Jaha.", speakers=(ELIN, TUVA))),
            "3 röster från 2 kommuner.",
            "3 voices from 2 municipalities.",
        ),
        (
            (TUVAS, TUVAS, AMIRS),
            "3 citat av 2 personer från 2 kommuner.",
            "3 quotes by 2 people from 2 municipalities.",
        ),
        ((TOGETHER, NOBODYS), "2 citat från Flen.", "2 quotes from Flen."),
    ],
    ids=["one", "two", "one unnamed", "twice", "joint", "joint, as many", "one twice", "joint and unnamed"],
)
def test_the_number_said_is_the_number_of_cards(quotes: tuple[AnswerQuote, ...], swedish: str, english: str) -> None:
    """Where a quote is not a person each, both are told; the nameless are not counted as people."""
    assert said_of(quotes, SWEDISH) == swedish
    assert said_of(quotes, ENGLISH) == english
