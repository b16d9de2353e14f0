"""An article as it was read can be shown whole, each stretch with what was made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.annotating import annotate, voices_of, waiting
from corpus.files import article_of, find_articles, read_article
from corpus.reading import read
from corpus.records import SegmentKind
from tests.chatbot.conftest import FLEN

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"


@pytest.mark.parametrize("path", find_articles(CORPUS), ids=lambda path: path.stem[:20])
def test_every_character_is_shown_in_order(path: Path) -> None:
    """Nothing of the text is left out or shown twice; only space stands between the paragraphs."""
    reading = read(read_article(path))
    end = 0
    for paragraph in annotate(reading):
        assert not reading.article.text[end : paragraph.span.start].strip()
        for piece in paragraph.pieces:
            assert piece.span.start == max(end, paragraph.span.start)
            end = piece.span.end
        assert end == paragraph.span.end
    assert not reading.article.text[end:].strip()


def test_every_segment_is_marked_as_what_it_is() -> None:
    """Each quote's words, each question, and the words that decided who speaks."""
    reading = read(article_of(FLEN.encode(), "flen.md"))
    text = reading.article.text
    pieces = [piece for paragraph in annotate(reading) for piece in paragraph.pieces]
    spoken = [piece.span.of(text) for piece in pieces if piece.quote == 1]
    assert spoken == ["Polisen träffar vi varje torsdag"]
    assert [p.span.of(text) for p in pieces if p.kind is SegmentKind.QUESTION] == ["Hur är stämningen i gruppen?"]
    assert ", säger Tuva Granhöst" in [piece.span.of(text) for piece in pieces if 0 in piece.proves]
    assert any(piece.is_place and "Flens kommun" in piece.span.of(text) for piece in pieces)


def test_speakers_get_letters_in_the_order_of_their_first_quotes() -> None:
    """A, B and so on, so that colour is never all that tells them apart."""
    voices = voices_of(read(article_of(FLEN.encode(), "flen.md")))
    assert [(voice.name, voice.letter) for voice in voices.values()] == [("Tuva Granhöst", "A"), ("Elin Sjövind", "B")]


def test_quotes_of_uncertain_speakers_wait() -> None:
    """Where the text points to somebody but not surely enough, the quote waits for a person."""
    text = "Tuva Granhöst är chef i Flen. Tuva Granhöst nämndes också av grannen.\n\n– Vi fikar mycket i gruppen.\n"
    reading = read(article_of(text.encode(), "a.txt"))
    assert waiting(reading) == [n for n, quote in enumerate(reading.quotes) if quote.status.value == "needs_review"]
