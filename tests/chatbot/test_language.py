"""The language of a few words, with and without å ä ö."""

from __future__ import annotations

import pytest

from chatbot.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hur ser en vanlig dag på jobbet ut?", "sv"),
        ("en dag på jobbet", "sv"),
        ("lön", "sv"),
        ("hur ar det att jobba i vasteras", "sv"),
        ("vad säger Mia?", "sv"),
        ("hur är work life balance", "sv"),
        ("What is it like to work in Stockholm?", "en"),
        ("how come?", "en"),
        ("Hi!", "en"),
        ("weather tomorrow", "en"),
        ("salary", "en"),
        ("Bekommt man Unterstützung vom Arbeitgeber?", "de"),
        ("Millaisia ominaisuuksia työssä tarvitaan?", "fi"),
        ("Hvordan er arbejdsmiljøet blandt kollegerne?", "da"),
        ("Hvorfor slutter så mange i jobben?", "no"),
        ("¿Cómo ayudan a las víctimas de violencia?", "es"),
        ("Czy w pracy pojawiają się nowe przepisy prawa?", "pl"),
        ("كيف هو العمل؟", "ar"),
        ("mushaharku waa imisa?", "so"),
        ("Как дела на работе?", "ru"),
    ],
)
def test_short_questions_are_told_apart(text: str, language: str) -> None:
    """One word can be enough."""
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "???", "12", "👍", "Meja?", "stress?"])
def test_what_tells_nothing_counts_as_swedish(text: str) -> None:
    """The corpus and its readers are Swedish."""
    assert detect_language(text) == "sv"


def test_words_of_the_corpus_speak_for_swedish() -> None:
    """A word that looks English but stands in the articles is theirs."""
    assert detect_language("coaching workshops", {"coaching", "workshops"}) == "sv"
