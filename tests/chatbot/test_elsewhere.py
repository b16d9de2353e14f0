"""What other municipalities answer, where the one that is asked about does not."""

from __future__ import annotations

import pytest

from chatbot.answer_view import answer_text
from chatbot.answering import Chatbot
from chatbot.filters import Filters
from chatbot.records import Status


def test_a_place_without_an_answer_leads_to_those_that_have_one(chatbot: Chatbot) -> None:
    """The question without the place, which is answered when it is asked; nobody else is quoted unasked."""
    answer = chatbot.ask("Hur ofta träffar ni polisen i Hjo?")
    assert answer.quotes == ()
    assert answer.elsewhere is not None
    assert answer.elsewhere.question == "Hur ofta träffar ni polisen?"
    there = chatbot.ask(answer.elsewhere.question)
    assert there.status is Status.ANSWERED
    assert answer.elsewhere.quotes == sum(quote.kind == "quote" for quote in there.quotes)
    assert answer.elsewhere.municipalities == ("Flen",)
    assert "Andra har svar på det (Flen): Hur ofta träffar ni polisen?" in answer_text(answer)


def test_a_place_of_which_there_is_no_voice_leads_there_too(chatbot: Chatbot) -> None:
    """As one whose people say other things."""
    answer = chatbot.ask("Hur ofta träffar ni polisen i Umeå?")
    assert answer.status is Status.NO_VOICE
    assert answer.elsewhere is not None


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        pytest.param("Hur blir vädret i Hjo?", Filters(), id="nobody answers it"),
        pytest.param("Hur ofta träffar ni polisen?", Filters(), id="answered"),
        pytest.param("Hur är det i Umeå?", Filters(), id="no topic"),
        pytest.param("Vad säger Amir om polisen i Hjo?", Filters(), id="a person"),
        pytest.param("Hur ofta träffar ni polisen?", Filters("Hjo"), id="a filter, which the message tells of"),
    ],
)
def test_nothing_else_is_offered(chatbot: Chatbot, question: str, filters: Filters) -> None:
    """Only what is answered, and only where a place alone stands in the way."""
    assert chatbot.ask(question, filters=filters).elsewhere is None
