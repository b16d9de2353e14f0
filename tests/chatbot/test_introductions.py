"""Whoever tells his own name asks for nobody of that name."""

from __future__ import annotations

import pytest

from chatbot.answering import Chatbot
from chatbot.introductions import introductions
from chatbot.records import Status


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Jag heter Anna Karlsson och undrar hur det är att arbeta natt", "undrar hur det är att arbeta natt"),
        ("jag heter anna karlsson och undrar hur det är", "undrar hur det är"),
        ("Hej! Mitt namn är Åsa von Blad. Hur är cheferna?", "Hej! Hur är cheferna?"),
        ("Jag är Anna, hur är lönen?", "hur är lönen?"),
        ("Hur är lönen? Jag är Anna från Hjo", "Hur är lönen? från Hjo"),
        ("Hur är lönen undrar jag som heter Anna", "Hur är lönen undrar jag som heter Anna"),
        ("My name is Ann Smith and I wonder what the shifts are like", "I wonder what the shifts are like"),
        ("I'm Anna. What is it like to work nights?", "What is it like to work nights?"),
        ("I’m Anna and wonder about pay", "wonder about pay"),
        ("Call me Xqz, what is the pay?", "what is the pay?"),
        ("Jag är socionom, hur är lönen?", "Jag är socionom, hur är lönen?"),
        ("Jag är Mia Bergs granne, är hon snäll?", "Jag är Mia Bergs granne, är hon snäll?"),
        ("I'm Swedish, can I work there?", "I'm Swedish, can I work there?"),
        ("Vad säger hon som heter Anna?", "Vad säger hon som heter Anna?"),
        ("Min chef heter Anna, är det vanligt?", "Min chef heter Anna, är det vanligt?"),
        ("Jag heter", "Jag heter"),
        ("", ""),
    ],
)
def test_the_askers_own_name_is_found(text: str, rest: str) -> None:
    """With the words that say so; a name of somebody else, or what else the asker is, stays."""
    spans = introductions(text)
    assert "".join(text[n] for n in range(len(text)) if not any(a <= n < b for a, b in spans)) == rest


@pytest.mark.parametrize(
    "introduction",
    ["Jag heter Anna Karlsson och undrar: ", "Mitt namn är Amir. ", "My name is Anna Karlsson. ", "I'm Tuva, hello, "],
)
def test_the_askers_name_is_no_voice_that_is_asked_for(chatbot: Chatbot, introduction: str) -> None:
    """Also where somebody of that name is quoted: the answer is that of the question alone."""
    question = "Vem träffar ni varje torsdag? Polisen?"
    answer = chatbot.ask(f"{introduction}{question}")
    assert answer.status is Status.ANSWERED
    assert answer.interpreted.speaker is None
    assert [quote.id for quote in answer.quotes] == [quote.id for quote in chatbot.ask(question).quotes]


def test_a_voice_that_is_asked_for_beside_it_is_heard(chatbot: Chatbot) -> None:
    """Elin asks, Tuva answers."""
    answer = chatbot.ask("Jag heter Elin. Vad säger Tuva Granhöst om polisen?")
    assert {speaker.name for quote in answer.quotes for speaker in quote.speakers} == {"Tuva Granhöst"}
