"""Greetings, thanks and noise are no questions."""

from __future__ import annotations

import pytest

from chatbot.intent import LONGEST_QUESTION, Intent, clean, intent_of


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", Intent.EMPTY),
        ("  \n\t ", Intent.EMPTY),
        ("Hej!", Intent.GREETING),
        ("hejsan, god morgon", Intent.GREETING),
        ("good evening", Intent.GREETING),
        ("tack så mycket för hjälpen", Intent.THANKS),
        ("Tack! Ha en fin dag", Intent.THANKS),
        ("ok", Intent.THANKS),
        ("???", Intent.NOISE),
        ("👍", Intent.NOISE),
        ("12345", Intent.NOISE),
        ("asdfghjkl", Intent.NOISE),
        ("qwrtplkj zxv", Intent.NOISE),
        ("x" * (LONGEST_QUESTION + 1), Intent.TOO_LONG),
        ("lss", Intent.QUESTION),
        ("bra stöd?", Intent.QUESTION),
        ("en fin dag", Intent.QUESTION),
        ("Tack vare vem trivs du?", Intent.QUESTION),
        ("stress", Intent.QUESTION),
        ("你好吗", Intent.QUESTION),
        ("😀 hur är chefen", Intent.QUESTION),
    ],
)
def test_intents(text: str, intent: Intent) -> None:
    """What is no question gets no quotes."""
    assert intent_of(clean(text), frozenset())[0] is intent


def test_a_greeting_before_a_question_is_left_out() -> None:
    """The question is what counts."""
    assert intent_of("Hej hej! Har ni handledning?", frozenset()) == (Intent.QUESTION, "Har ni handledning?")


def test_words_of_the_corpus_are_never_noise() -> None:
    """A corpus may know odd words."""
    assert intent_of("hvbhms", frozenset())[0] is Intent.NOISE
    assert intent_of("hvbhms", {"hvbhms"})[0] is Intent.QUESTION


def test_cleaning_composes_letters_and_removes_what_cannot_be_seen() -> None:
    """A decomposed å, a zero-width space and a line break are a å, nothing and a space."""
    assert clean("pa\u030a\u200b jobbet\r\noch\u0000 sen") == "på jobbet och sen"
